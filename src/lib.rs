//! Submit and track work orders in two back ends, from any web page.
#![deny(missing_docs, unsafe_code)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects
)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::string_slice))]

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod center;
pub mod delivery;
pub mod error;
pub mod form;
pub mod json;
pub mod panda;
pub mod session;
