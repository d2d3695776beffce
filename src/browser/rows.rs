//! A decoded answer as plain JavaScript objects (`rows.js`).

use crate::json::{Batch, Decoded};
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/rows.js")]
extern "C" {
    fn build(
        words: &[i32],
        dictionary: &[i32],
        ascii: &[u8],
        wide: &[u8],
        rows: &Array,
        makers: &JsValue,
    ) -> JsValue;
    fn append(
        rows: &Array,
        words: &[i32],
        dictionary: &[i32],
        ascii: &[u8],
        wide: &[u8],
        from: usize,
        count: usize,
        makers: &JsValue,
    );
}

#[wasm_bindgen(module = "/src/browser/records.js")]
extern "C" {
    #[wasm_bindgen(js_name = makers, thread_local_v2)]
    static MAKERS: JsValue;
}

/// The rows of an answer that were built while it was still arriving.
#[derive(Default)]
pub struct Rows(Array);

impl Rows {
    /// Builds the rows of a batch.
    pub fn add(&self, batch: Batch<'_>) {
        let tape = batch.tape;
        MAKERS.with(|makers| {
            append(
                &self.0,
                tape.words,
                tape.dictionary,
                tape.ascii,
                tape.wide,
                batch.from,
                batch.count,
                makers,
            );
        });
    }

    /// The whole answer, envelope included.
    pub fn finish(&self, decoded: &Decoded) -> JsValue {
        let tape = decoded.tape();
        MAKERS.with(|makers| build(tape.words, tape.dictionary, tape.ascii, tape.wide, &self.0, makers))
    }
}
