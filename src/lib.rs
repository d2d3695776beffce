//! Submit and track work orders in two back ends, from any web page.
//!
//! This crate is the core of the npm package `work-order-client`. Two rooms speak a vendor's dialect, the others know neither:
//!
//! * [`panda`]: 熊猫第三方工单对接, a file per documented API.
//! * [`center`]: 统一工单中心, the same way.
//! * [`form`]: a compiled form: fields, defaults, every issue, the serialised payload.
//! * [`json`]: lossless JSON: scanner, table-driven decoder, writer.
//! * [`session`]: when to sign in, refresh, wait, give up.
//! * [`delivery`]: what may be sent, when, and again.
//! * [`error`]: the one error type.
//! * `browser`: the only room that knows wasm-bindgen (and is compiled for wasm32 only).
//!
//! **Nothing outside `browser` reads a clock, a die or a socket:** time, randomness and bytes come in as arguments, and what to do
//! next comes out as a value.
//!
//! In scope: what an app in a browser needs to submit and track orders as its user. Out of scope: designing forms and processes,
//! administration, anything that needs a secret which a page must not have.
//!
//! ```
//! use work_order_client::json::{Decoder, epoch_ms};
//! use work_order_client::panda::process_log;
//!
//! let mut decoder = Decoder::new(&process_log::ANSWER, 480);
//! decoder.push(r#"{"code":0,"msg":"Ok","data":[{"operateTime":"2023-05-31 08:00:00"}]}"#.as_bytes())?;
//! let answer = decoder.finish()?;
//! assert_eq!((answer.int(&["code"]), answer.len(&["data"])), (Some(0), Some(1)));
//! assert_eq!(epoch_ms("2023-05-31 08:00:00", 480), Some(1_685_491_200_000.0));
//! # Ok::<(), work_order_client::json::JsonError>(())
//! ```
#![deny(missing_docs, unsafe_code)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects
)]
// The library itself is checked without its tests.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::arithmetic_side_effects
    )
)]

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod center;
pub mod delivery;
pub mod error;
pub mod form;
pub mod json;
mod list;
pub mod panda;
pub mod session;
mod text;

/// Half as large as the library's own, and faster.
#[cfg(all(target_arch = "wasm32", not(target_feature = "atomics")))]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Every kind of object that an answer can hold.
pub fn records() -> impl Iterator<Item = &'static json::Record> {
    panda::RECORDS.iter().chain(center::RECORDS).copied()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn the_constructors_of_records_are_those_of_the_tables() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/browser/records.js");
        let made = super::json::script::script(super::records());
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(file, &made).unwrap();
        }
        let kept = std::fs::read_to_string(file).unwrap();
        assert!(kept == made, "src/browser/records.js is stale: UPDATE=1 cargo test --lib records");
    }

    #[test]
    fn each_record_has_a_number_of_its_own() {
        let shapes: BTreeSet<u16> = super::records().map(|record| record.shape).collect();
        assert_eq!(shapes.len(), super::records().count());
    }
}
