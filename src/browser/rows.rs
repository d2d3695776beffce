//! A decoded answer as plain JavaScript objects (`rows.js`).

use crate::json::{Batch, Decoded};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/rows.js")]
extern "C" {
    fn begin() -> JsValue;
    fn build(
        kept: &JsValue,
        words: &[i32],
        narrow: &[u8],
        wide: &[u16],
        from: usize,
        makers: &JsValue,
    ) -> JsValue;
    fn append(
        kept: &JsValue,
        words: &[i32],
        narrow: &[u8],
        wide: &[u16],
        from: usize,
        makers: &JsValue,
        at: usize,
        count: usize,
    );
}

#[wasm_bindgen(module = "/src/browser/records.js")]
extern "C" {
    #[wasm_bindgen(js_name = makers, thread_local_v2)]
    static MAKERS: JsValue;
}

/// The rows of an answer that were built while it was still arriving.
pub struct Rows(JsValue);

impl Default for Rows {
    fn default() -> Self {
        Self(begin())
    }
}

impl Rows {
    /// Builds the rows of a batch.
    pub fn add(&self, batch: Batch<'_>) {
        let it = batch.tape;
        MAKERS.with(|makers| {
            append(&self.0, it.words, it.narrow, it.wide, it.known, makers, batch.from, batch.count);
        });
    }

    /// The whole answer, envelope included.
    pub fn finish(&self, decoded: &Decoded) -> JsValue {
        let it = decoded.tape();
        MAKERS.with(|makers| build(&self.0, it.words, it.narrow, it.wide, it.known, makers))
    }
}
