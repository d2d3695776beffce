//! JSON out, in one pass.

use super::Value;

/// Appends `text` as a JSON string: Chinese stays as it is, quotes, backslashes and control characters are escaped.
pub fn text(_out: &mut Vec<u8>, _text: &str) {}

/// Appends a value.
pub fn value(_out: &mut Vec<u8>, _value: &Value) {}

/// Appends `json`, a valid JSON text, as a JSON *string*: what `JSON.stringify(JSON.stringify(x))` does the second time.
pub fn nested(_out: &mut Vec<u8>, _json: &[u8]) {}
