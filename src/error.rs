//! The one error type, its kinds, its messages in zh-CN and en.
