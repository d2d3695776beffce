//! A compiled form: fields, defaults, every issue, the serialised payload.
