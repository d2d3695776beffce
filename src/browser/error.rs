//! Errors on their way to JavaScript: plain objects here, `WorkOrderError`s in the layer above.

use crate::error::{Error, Issue, Locale, Step};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

/// An error, and what the browser or the app threw, if that was its cause.
pub struct Failed {
    /// What went wrong.
    pub error: Error,
    /// What was thrown.
    pub cause: JsValue,
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self { error, cause: JsValue::UNDEFINED }
    }
}

/// A plain object from its members; undefined ones are left out.
pub fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in members.iter().filter(|(_, value)| !value.is_undefined()) {
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}

/// The fields of a `WorkOrderError`.
pub fn to_js(failed: &Failed, locale: Locale) -> JsValue {
    let error = &failed.error;
    let issues = || error.issues.iter().map(issue_to_js).collect::<Array>().into();
    object(&[
        ("kind", error.reason.kind().name().into()),
        ("service", error.service.name().into()),
        ("operation", error.operation.into()),
        ("executed", error.executed.name().into()),
        // For the outbox, which looks before it believes it.
        ("echo", if error.echo { JsValue::TRUE } else { JsValue::UNDEFINED }),
        ("retryable", error.retryable().into()),
        ("status", error.status.into()),
        ("code", error.code.map(|code| code as f64).into()),
        ("serverMessage", error.server_message.clone().into()),
        ("attempts", error.attempts.into()),
        ("detail", error.detail.clone().into()),
        ("issues", if error.issues.is_empty() { JsValue::UNDEFINED } else { issues() }),
        ("message", error.message(locale).into()),
        ("cause", failed.cause.clone()),
    ])
}

/// `{path, label, rule, message, detail}`
pub fn issue_to_js(issue: &Issue) -> JsValue {
    let path = issue.path.iter().map(|step| match step {
        Step::Key(key) => JsValue::from_str(key),
        Step::Index(index) => JsValue::from_f64(*index as f64),
    });
    object(&[
        ("path", path.collect::<Array>().into()),
        ("label", issue.label.as_str().into()),
        ("rule", issue.rule.as_str().into()),
        ("message", issue.message.as_str().into()),
        ("detail", issue.detail.as_str().into()),
    ])
}
