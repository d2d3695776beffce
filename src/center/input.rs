//! Checks what an app gives, member by member, and writes it as JSON in the document's order.

use crate::error::{Issue, Locale, Step, input};
use crate::json::{Value, write};

/// One object that an app gave.
pub(super) struct Input<'a> {
    root: &'static str,
    given: &'a Value,
    locale: Locale,
    pub(super) issues: Vec<Issue>,
    body: Vec<u8>,
}

impl<'a> Input<'a> {
    /// `root` is what the argument is called in messages, `known` are all its members.
    pub(super) fn new(root: &'static str, given: &'a Value, known: &[&str], locale: Locale) -> Self {
        let mut input = Self { root, given, locale, issues: Vec::new(), body: b"{".to_vec() };
        match given {
            Value::Object(members) => {
                for (name, _) in members.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
                    input.issues.push(input::unknown(vec![root.into(), name.as_str().into()], known, locale));
                }
            }
            _ => {
                let issue = Issue::new(vec![root.into()], "type", locale, "应为对象", "should be an object");
                input.issues.push(issue);
            }
        }
        input
    }

    pub(super) fn issue(&mut self, path: &[&str], rule: &str, zh: &str, en: &str) {
        let path: Vec<Step> =
            std::iter::once(self.root).chain(path.iter().copied()).map(Step::from).collect();
        self.issues.push(Issue::new(path, rule, self.locale, zh, en));
    }

    /// A member that is there; null counts as left out.
    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.given.get(name).filter(|value| **value != Value::Null)
    }

    /// The member must be there, and not be blank.
    pub(super) fn need(&mut self, name: &str, zh: &str, en: &str) {
        let missing = match self.get(name) {
            None => true,
            Some(Value::Text(text)) => text.trim().is_empty(),
            Some(_) => false,
        };
        if missing && matches!(self.given, Value::Object(_)) {
            self.issue(&[name], "required", &["必填：", zh].concat(), &["is required: ", en].concat());
        }
    }

    /// Text; a number stands for its digits, as ids are either.
    pub(super) fn text(&mut self, name: &str) -> Option<&'a str> {
        match self.get(name)? {
            Value::Text(text) | Value::Number(text) => Some(text),
            _ => {
                self.issue(&[name], "type", "应为字符串", "should be a string");
                None
            }
        }
    }

    /// Several texts in one, joined by commas; the app may have joined them itself.
    pub(super) fn joined(&mut self, path: &[&str], value: &Value) -> Option<String> {
        let joined = match value {
            Value::List(items) => {
                items.iter().map(plain).collect::<Option<Vec<_>>>().map(|items| items.join(","))
            }
            value => plain(value).map(str::to_owned),
        };
        if joined.is_none() {
            self.issue(
                path,
                "type",
                "应为字符串的数组，如 [\"a\", \"b\"]",
                "should be a list of strings, as [\"a\", \"b\"]",
            );
        }
        joined
    }

    /// An object of form fields; in it, `nextUserIds` has to be text (wire-facts §2).
    pub(super) fn variables(&mut self, name: &str) -> Option<Value> {
        let Value::Object(members) = self.get(name)? else {
            self.issue(
                &[name],
                "type",
                "应为对象，不要自己转成 JSON 字符串",
                "should be an object; don't turn it into a JSON string yourself",
            );
            return None;
        };
        let mut members = members.clone();
        if let Some((_, value)) = members.iter_mut().find(|(name, _)| name == "nextUserIds")
            && *value != Value::Null
        {
            *value = Value::Text(self.joined(&[name, "nextUserIds"], value).unwrap_or_default());
        }
        Some(Value::Object(members))
    }

    /// Writes a member.
    pub(super) fn write(&mut self, name: &str, value: &Value) {
        if self.body.len() > 1 {
            self.body.push(b',');
        }
        write::text(&mut self.body, name);
        self.body.push(b':');
        write::value(&mut self.body, value);
    }

    /// Writes a member of text.
    pub(super) fn write_text(&mut self, name: &str, text: &str) {
        self.write(name, &Value::Text(text.into()));
    }

    /// The whole body, or all that is wrong.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Vec<Issue>> {
        self.body.push(b'}');
        if self.issues.is_empty() { Ok(self.body) } else { Err(self.issues) }
    }
}

fn plain(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) | Value::Number(text) => Some(text),
        _ => None,
    }
}
