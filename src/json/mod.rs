//! Lossless JSON: what a server sends becomes plain JavaScript objects without losing a digit, and what an app sends is
//! written once, in one pass.
//!
//! * [`table`]: each response type as a static table.
//! * [`decode`]: bytes in, chunk by chunk; a flat tape out, from which `src/browser/rows.js` builds objects.
//! * [`value`]: an owned tree, for what is small or has no table (forms, the token's payload).
//! * [`walk`]: steps over text that is passed on as it stands.
//! * [`mod@write`]: text, values and JSON inside JSON strings, escaped in one pass.

pub mod decode;
mod keys;
mod list;
mod machine;
mod map;
mod object;
mod plain;
mod read;
mod scan;
#[cfg(not(target_arch = "wasm32"))]
pub mod script;
pub mod table;
mod tape;
mod texts;
mod time;
pub mod value;
pub mod walk;
pub mod write;

pub use decode::{Batch, Decoded, Decoder, Deviation};
pub use table::{Field, Kind, Record};
pub use tape::Tape;
pub use value::Value;

/// A server's time (see [`Kind::Time`]) in epoch milliseconds.
pub fn epoch_ms(text: &str, utc_offset_minutes: i32) -> Option<f64> {
    let instant = time::parse(text.as_bytes(), utc_offset_minutes)?;
    Some(f64::from(instant.day) * 86_400_000.0 + f64::from(instant.millis))
}

/// Why a text is not the JSON that was expected, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// Byte offset into the text.
    pub at: usize,
    /// A lower-case fragment: `unexpected end`, `expected a value`, `nested deeper than 64`.
    pub problem: &'static str,
}
