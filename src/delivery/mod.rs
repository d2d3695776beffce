//! What may be sent, when, and again.
