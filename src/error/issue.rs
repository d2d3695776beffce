//! One thing that is wrong with a value, and where.

use super::Locale;
use crate::text;

/// One step of an [`Issue`]'s path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A member of an object.
    Key(String),
    /// An element of a list, from 0.
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Step::Key(key.into())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Step::Index(index)
    }
}

/// Every rule, besides the named validations of forms ([`NAMES`](crate::form::named::NAMES)). Debug builds refuse others.
pub const RULES: [&str; 39] = [
    "required",
    "type",
    "unknown",
    "duplicate",
    "range",
    "enum",
    "format",
    "url",
    "header",
    "conflict",
    "form",
    "min",
    "max",
    "precision",
    "step",
    "minLength",
    "maxLength",
    "pattern",
    "option",
    "order",
    "limit",
    "fileTypes",
    "not-a-number",
    "infinite",
    "unsafe-integer",
    "lone-surrogate",
    "function",
    "symbol",
    "file",
    "promise",
    "dom-node",
    "cycle",
    "depth",
    "size",
    "date",
    "map-key",
    "getter",
    "undefined",
    "unsupported",
];

/// One thing that is wrong with a value, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// From the argument's root: `flows`, 0, `bizData`, `用户编号`.
    pub path: Vec<Step>,
    /// The field's label for people, or its name.
    pub label: String,
    /// What was broken: `required`, `type`, `not-a-number`, …
    pub rule: String,
    /// What is wrong and what would be right, in the client's language, to stand beside the field: `应为整数`.
    pub message: String,
    /// The same to stand by itself: `order.userId：应为整数`.
    pub detail: String,
}

impl Issue {
    /// An issue whose message is short, and whose detail starts with its place.
    pub fn new(path: Vec<Step>, rule: &str, locale: Locale, zh: &str, en: &str) -> Self {
        debug_assert!(RULES.contains(&rule), "{rule} is no rule that the published types know");
        let place = place(&path);
        let message = locale.pick(zh, en);
        let detail = text::concat(&[&place, locale.pick("：", ": "), message]);
        let label = match path.last() {
            Some(Step::Key(key)) => key.clone(),
            _ => place,
        };
        Self { path, label, rule: rule.into(), message: message.into(), detail }
    }

    /// The same of what has one name: an argument, an option. Out of line, as it is needed in many places.
    #[inline(never)]
    pub fn of(name: &str, rule: &str, locale: Locale, zh: &str, en: &str) -> Self {
        Self::new(vec![name.into()], rule, locale, zh, en)
    }

    /// The path as people write it: `flows[0].bizData.用户编号`.
    pub fn place(&self) -> String {
        place(&self.path)
    }
}

fn place(path: &[Step]) -> String {
    let mut place = String::new();
    for step in path {
        match step {
            Step::Key(key) => {
                if !place.is_empty() {
                    place.push('.');
                }
                place.push_str(key);
            }
            Step::Index(index) => {
                place.push('[');
                place.push_str(&text::digits(*index as i64));
                place.push(']');
            }
        }
    }
    place
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn an_issue_names_its_place() {
        let path = vec!["flows".into(), 0.into(), "bizData".into(), "用户编号".into()];
        let issue = Issue::new(path, "required", Locale::ZhCn, "必填", "is required");
        assert_eq!(issue.place(), "flows[0].bizData.用户编号");
        assert_eq!((issue.label.as_str(), issue.message.as_str()), ("用户编号", "必填"));
        assert_eq!(issue.detail, "flows[0].bizData.用户编号：必填");
    }
}
