//! The bodies of center's writes: what an app gave, checked member by member, and written in the document's order.

use crate::error::Given;
use crate::form::Form;
use crate::json::{Value, write};
use crate::list::List;
use crate::text::{concat, join as join_texts};

/// A JSON object in the making, from the members that an app gave.
pub(super) struct Body<'g, 'a, 'i> {
    given: &'g mut Given<'a, 'i>,
    form: Option<&'g Form>,
    out: Vec<u8>,
}

impl<'g, 'a, 'i> Body<'g, 'a, 'i> {
    /// The form is for the variables.
    pub(super) fn of(given: &'g mut Given<'a, 'i>, form: Option<&'g Form>) -> Self {
        Self { given, form, out: b"{".to_vec() }
    }

    /// A member that is there; null counts as left out.
    pub(super) fn get(&mut self, name: &'static str) -> Option<&'a Value> {
        self.given.get(name)
    }

    /// The member must be there, and not be blank.
    pub(super) fn need(&mut self, name: &'static str, zh: &str, en: &str) {
        let missing = match self.get(name) {
            None => true,
            Some(Value::Text(text)) => text.trim().is_empty(),
            Some(_) => false,
        };
        if missing {
            self.given.issue(name, "required", &concat(&["必填：", zh]), &concat(&["is required: ", en]));
        }
    }

    /// Text; a number stands for its digits, as ids are either.
    pub(super) fn text(&mut self, name: &'static str) -> Option<&'a str> {
        let text = plain(self.get(name)?);
        if text.is_none() {
            self.given.issue(name, "type", "应为字符串", "should be a string");
        }
        text
    }

    /// Several texts in one, joined by commas; the app may have joined them itself.
    pub(super) fn joined(&mut self, name: &'static str) -> Option<String> {
        let value = self.get(name)?;
        join(self.given, name, value)
    }

    /// A list of ids; the document's own sample has objects in it.
    pub(super) fn ids(&mut self, name: &'static str) -> Option<Value> {
        let ids = match self.get(name)? {
            Value::List(items) => items.iter().map(id).every(),
            _ => None,
        };
        if ids.is_none() {
            let (zh, en) =
                ("应为 id 的数组，如 [\"a\", \"b\"]", "should be a list of ids, as [\"a\", \"b\"]");
            self.given.issue(name, "type", zh, en);
        }
        ids.map(Value::List)
    }

    /// The JSON of an object of form fields, checked and written by the form where there is one; in it, `nextUserIds` has to be
    /// text (wire-facts §2).
    pub(super) fn variables(&mut self, name: &'static str) -> Option<Vec<u8>> {
        let none = Value::Object(Vec::new());
        let Value::Object(members) = self.get(name).or(self.form.map(|_| &none))? else {
            self.given.issue(
                name,
                "type",
                "应为对象，不要自己转成 JSON 字符串",
                "should be an object; don't turn it into a JSON string yourself",
            );
            return None;
        };
        let mut members = members.clone();
        if let Some(mut inside) = self.given.object(name)
            && let Some(value) = inside.get("nextUserIds")
            && let Some((_, place)) = members.iter_mut().find(|(name, _)| name == "nextUserIds")
        {
            *place = Value::Text(join(&mut inside, "nextUserIds", value).unwrap_or_default());
        }
        let values = Value::Object(members);
        let Some(form) = self.form else {
            let mut json = Vec::new();
            write::value(&mut json, &values);
            return Some(json);
        };
        let filled = form.fill(&values, &self.given.path_of(name), self.given.locale());
        let issues = match filled {
            Ok(json) => return Some(json.into_bytes()),
            Err(issues) => issues,
        };
        issues.into_iter().for_each(|issue| self.given.add(issue));
        None
    }

    /// Writes a member.
    pub(super) fn write(&mut self, name: &str, value: &Value) {
        self.write_json(name, &[]);
        write::value(&mut self.out, value);
    }

    /// Writes a member that is JSON already.
    pub(super) fn write_json(&mut self, name: &str, json: &[u8]) {
        if self.out.len() > 1 {
            self.out.push(b',');
        }
        write::text(&mut self.out, name);
        self.out.push(b':');
        self.out.extend_from_slice(json);
    }

    /// Writes a member of text, if there is one.
    pub(super) fn write_text(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.write(name, &Value::Text(text.into()));
        }
    }

    /// The whole body.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.out.push(b'}');
        self.out
    }
}

fn join(given: &mut Given<'_, '_>, name: &'static str, value: &Value) -> Option<String> {
    let joined = match value {
        Value::List(items) => items.iter().map(plain).every().map(|items| join_texts(&items, ",")),
        value => plain(value).map(str::to_owned),
    };
    if joined.is_none() {
        let (zh, en) =
            ("应为字符串的数组，如 [\"a\", \"b\"]", "should be a list of strings, as [\"a\", \"b\"]");
        given.issue(name, "type", zh, en);
    }
    joined
}

/// The text of a text or a number.
pub(super) fn plain(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) | Value::Number(text) => Some(text),
        _ => None,
    }
}

fn id(value: &Value) -> Option<Value> {
    match value {
        Value::Object(_) => Some(value.clone()),
        value => plain(value).map(|text| Value::Text(text.into())),
    }
}
