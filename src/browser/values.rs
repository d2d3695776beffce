//! What an app hands over, as JSON (`values.js`), and what is wrong with it.

use super::env::member;
use crate::error::{Issue, Locale, Step, payload};
use crate::list::List;
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/values.js")]
extern "C" {
    #[wasm_bindgen(js_name = toJson)]
    fn to_json(value: &JsValue, options: &JsValue) -> JsValue;
}

/// A value of the app's as JSON.
pub struct Written {
    text: String,
    issues: Vec<Issue>,
}

/// Writes `value`; `root` is what it is called in messages. With `reg_exp`, a RegExp becomes the text of its literal.
pub fn write(value: &JsValue, root: &str, utc_offset_minutes: i32, reg_exp: bool, locale: Locale) -> Written {
    let options =
        super::error::object(&[("utcOffsetMinutes", utc_offset_minutes.into()), ("regExp", reg_exp.into())]);
    let written = to_json(value, &options);
    let issues: Array = member(&written, "issues").unchecked_into();
    Written {
        text: member(&written, "text").as_string().unwrap_or_default(),
        issues: issues.iter().map(|issue| to_issue(&issue, root, locale)).list(),
    }
}

/// The JSON text of `value`, or what it has that JSON cannot carry.
pub fn json(
    value: &JsValue,
    root: &str,
    utc_offset_minutes: i32,
    locale: Locale,
) -> Result<String, Vec<Issue>> {
    let Written { text, issues } = write(value, root, utc_offset_minutes, false, locale);
    if issues.is_empty() { Ok(text) } else { Err(issues) }
}

impl Written {
    /// What `read` makes of the JSON, or all that is wrong: with the value, and with what it says.
    pub fn read<T>(self, read: impl FnOnce(&[u8]) -> Result<T, Vec<Issue>>) -> Result<T, Vec<Issue>> {
        match read(self.text.as_bytes()) {
            Ok(made) if self.issues.is_empty() => Ok(made),
            other => Err(all(self.issues, other.err().unwrap_or_default())),
        }
    }
}

/// Both kinds of issues. What could not be written stands in the JSON as null: that it is missing is no news.
fn all(mut written: Vec<Issue>, found: Vec<Issue>) -> Vec<Issue> {
    let unwritten = written.len();
    for issue in found {
        if !written.iter().take(unwritten).any(|null| issue.path.starts_with(&null.path)) {
            written.push(issue);
        }
    }
    written
}

fn to_issue(issue: &JsValue, root: &str, locale: Locale) -> Issue {
    let steps: Array = member(issue, "path").unchecked_into();
    let mut path = Vec::new();
    if !root.is_empty() {
        path.push(root.into());
    }
    for step in steps {
        path.push(match step.as_f64() {
            Some(index) => Step::Index(index as usize),
            None => Step::Key(step.as_string().unwrap_or_default()),
        });
    }
    payload::issue(path, &member(issue, "rule").as_string().unwrap_or_default(), locale)
}
