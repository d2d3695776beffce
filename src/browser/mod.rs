//! The only code that knows wasm-bindgen: it converts, calls, and carries bytes. It decides nothing.

pub mod account;
pub mod center;
pub mod client;
pub mod diagnose;
pub mod env;
pub mod error;
pub mod form;
pub mod options;
pub mod outbox;
pub mod panda;
pub mod plan;
pub mod rows;
pub mod task;
pub mod track;
pub mod values;
