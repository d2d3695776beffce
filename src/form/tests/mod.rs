//! Stories, golden forms and generated input.

mod golden;
mod hostile;
mod properties;
mod usual;
mod widgets;

use super::*;
use crate::error::Step;

pub(super) fn json(text: &str) -> Value {
    Value::parse(text.as_bytes()).unwrap()
}

pub(super) fn text(value: &Value) -> String {
    let mut out = Vec::new();
    crate::json::write::value(&mut out, value);
    String::from_utf8(out).unwrap()
}

/// `rows[0].name`, rule
pub(super) fn places(issues: &[Issue]) -> Vec<(String, String)> {
    issues.iter().map(|issue| (issue.place(), issue.rule.clone())).collect()
}

pub(super) fn path(steps: &[Step]) -> Value {
    let step = |step: &Step| match step {
        Step::Key(key) => Value::Text(key.clone()),
        Step::Index(index) => Value::Number(index.to_string()),
    };
    Value::List(steps.iter().map(step).collect())
}
