//! A decoded answer as plain JavaScript objects (`rows.js`).

use crate::json::Decoded;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/rows.js")]
extern "C" {
    fn build(words: &[i32], dictionary: &[i32], ascii: &[u8], wide: &[u8]) -> JsValue;
}

/// The whole answer, envelope included.
pub fn to_js(decoded: &Decoded) -> JsValue {
    let tape = decoded.tape();
    build(tape.words, tape.dictionary, tape.ascii, tape.wide)
}
