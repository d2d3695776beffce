//! Bytes in, chunk by chunk; a flat tape out, from which `src/browser/rows.js` builds plain objects.

use super::{JsonError, Record};

/// A value that was not of its field's kind. It was kept as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// The record it was met in: `CaseRow`.
    pub record: &'static str,
    /// The field: `isOver`.
    pub field: &'static str,
    /// What was there instead: `object`, `text`, `repeated key`…
    pub found: &'static str,
    /// How often.
    pub count: u32,
}

/// Reads one answer. Feed it with [`push`](Self::push) as bytes arrive, split anywhere; end with [`finish`](Self::finish).
#[derive(Debug)]
pub struct Decoder {}

impl Decoder {
    /// A decoder for answers of the type `table`; zone-less times are read at `utc_offset_minutes`.
    pub fn new(_table: &'static Record, _utc_offset_minutes: i32) -> Self {
        Self {}
    }

    /// Takes the next bytes of the body.
    pub fn push(&mut self, _chunk: &[u8]) -> Result<(), JsonError> {
        Ok(())
    }

    /// The body is over.
    pub fn finish(self) -> Result<Decoded, JsonError> {
        Err(JsonError { at: 0, problem: "unexpected end" })
    }
}

/// A whole answer: its tape for JavaScript, and the few parts that Rust itself looks at.
#[derive(Debug)]
pub struct Decoded {}

impl Decoded {
    /// The whole number at `path`, as `["data", "totalRcdNum"]`; names as in the table.
    pub fn int(&self, _path: &[&str]) -> Option<i64> {
        None
    }

    /// The text at `path`.
    pub fn text(&self, _path: &[&str]) -> Option<String> {
        None
    }

    /// How many elements the list at `path` has.
    pub fn len(&self, _path: &[&str]) -> Option<usize> {
        None
    }

    /// What was not as the table says.
    pub fn deviations(&self) -> &[Deviation] {
        &[]
    }
}
