//! What an app hands over, as JSON (`values.js`), and what is wrong with it.

use super::env::member;
use crate::error::{Issue, Locale, Step, payload};
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/values.js")]
extern "C" {
    #[wasm_bindgen(js_name = toJson)]
    fn to_json(value: &JsValue, options: &JsValue) -> JsValue;
}

/// The JSON text of `value`; `root` is what it is called in messages.
pub fn json(
    value: &JsValue,
    root: &str,
    utc_offset_minutes: i32,
    locale: Locale,
) -> Result<String, Vec<Issue>> {
    let options = super::error::object(&[("utcOffsetMinutes", utc_offset_minutes.into())]);
    let written = to_json(value, &options);
    let issues: Array = member(&written, "issues").unchecked_into();
    if issues.length() == 0 {
        return Ok(member(&written, "text").as_string().unwrap_or_default());
    }
    Err(issues.iter().map(|issue| to_issue(&issue, root, locale)).collect())
}

fn to_issue(issue: &JsValue, root: &str, locale: Locale) -> Issue {
    let path: Array = member(issue, "path").unchecked_into();
    let steps = path.iter().map(|step| match step.as_f64() {
        Some(index) => Step::Index(index as usize),
        None => Step::Key(step.as_string().unwrap_or_default()),
    });
    let path = std::iter::once(Step::from(root)).chain(steps).collect();
    payload::issue(path, &member(issue, "rule").as_string().unwrap_or_default(), locale)
}
