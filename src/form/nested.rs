//! JSON that travels inside a JSON string, as both systems like it.

use crate::json::Value;

/// The object or list that `text` holds, digit for digit; None when it is ordinary text. For `values[].fieldValue` of a case
/// (panda.txt §5) and the like, where an address and `{"x":1}` stand side by side.
pub fn json_in_text(text: &str) -> Option<Value> {
    let text = text.trim();
    if !text.starts_with("{") && !text.starts_with("[") {
        return None;
    }
    Value::parse(text.as_bytes()).ok()
}
