//! Reads an object that an app gave, member by member, and says all that is wrong with it, not the first thing only.

use super::input::unknown;
use super::{Issue, Locale, Step};
use crate::json::Value;
use crate::text;

/// One object that an app gave. The members that were asked for are the known ones: [`finish`](Self::finish) names the others.
pub struct Given<'a, 'i> {
    path: Vec<Step>,
    members: &'a [(String, Value)],
    known: Vec<&'static str>,
    locale: Locale,
    issues: &'i mut Vec<Issue>,
}

/// Reads a whole argument: all that is wrong with it, or what `make` made of it.
pub fn read<T>(
    root: &str,
    value: &Value,
    locale: Locale,
    make: impl FnOnce(&mut Given<'_, '_>) -> T,
) -> Result<T, Vec<Issue>> {
    let mut issues = Vec::new();
    let mut given = Given::new(root, value, locale, &mut issues);
    let made = make(&mut given);
    given.finish();
    if issues.is_empty() { Ok(made) } else { Err(issues) }
}

impl<'a, 'i> Given<'a, 'i> {
    /// `root` is what the argument is called in messages; empty for the client's options. Nothing at all counts as `{}`.
    pub fn new(root: &str, value: &'a Value, locale: Locale, issues: &'i mut Vec<Issue>) -> Self {
        let path = if root.is_empty() { Vec::new() } else { vec![root.into()] };
        Self::at(path, value, locale, issues)
    }

    fn at(path: Vec<Step>, value: &'a Value, locale: Locale, issues: &'i mut Vec<Issue>) -> Self {
        let members = match value {
            Value::Object(members) => members.as_slice(),
            Value::Null => &[],
            _ => {
                issues.push(Issue::new(path.clone(), "type", locale, "应为对象", "should be an object"));
                &[]
            }
        };
        Self { path, members, known: Vec::new(), locale, issues }
    }

    /// A member as it is; null counts as left out.
    pub fn get(&mut self, name: &'static str) -> Option<&'a Value> {
        self.known.push(name);
        let found = self.members.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        found.filter(|value| **value != Value::Null)
    }

    /// Text.
    pub fn text(&mut self, name: &'static str) -> Option<&'a str> {
        match self.get(name)? {
            Value::Text(text) => Some(text),
            _ => self.refuse(name, "type", "应为字符串", "should be a string"),
        }
    }

    /// Text that must be there and say something; empty when it is not.
    pub fn required_text(&mut self, name: &'static str) -> &'a str {
        match self.text(name) {
            Some(text) if !text.trim().is_empty() => text,
            _ => {
                if !self.issues.iter().any(|issue| issue.path == self.path_of(name)) {
                    self.issue(name, "required", "必填，但没有给出", "is required");
                }
                ""
            }
        }
    }

    /// A whole number.
    pub fn whole(&mut self, name: &'static str) -> Option<i64> {
        match self.get(name)? {
            Value::Number(digits) if text::whole(digits).is_some() => text::whole(digits),
            _ => self.refuse(name, "type", "应为整数", "should be a whole number"),
        }
    }

    /// A whole number within bounds.
    pub fn whole_in(&mut self, name: &'static str, least: i64, most: i64) -> Option<i64> {
        let number = self.whole(name)?;
        if (least..=most).contains(&number) {
            return Some(number);
        }
        let words = self.locale.pick("应在 {least} 到 {} 之间", "should be between {least} and {}");
        let words = text::replace(words, "{least}", &text::digits(least));
        let words = text::fill(&words, &text::digits(most));
        self.refuse(name, "range", &words, &words)
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, name: &'static str) -> Option<bool> {
        match self.get(name)? {
            Value::Bool(value) => Some(*value),
            _ => self.refuse(name, "type", "应为 true 或 false", "should be true or false"),
        }
    }

    /// One of these words, by its index.
    pub fn one_of(&mut self, name: &'static str, words: &[&str]) -> Option<usize> {
        let found = match self.get(name)? {
            Value::Text(text) => words.iter().position(|word| word == text),
            _ => None,
        };
        if found.is_none() {
            let words = text::join(words, self.locale.pick("、", ", "));
            let words = text::fill(self.locale.pick("应为 {} 之一", "should be one of {}"), &words);
            self.issue(name, "enum", &words, &words);
        }
        found
    }

    /// An object within, if there is one.
    pub fn object(&mut self, name: &'static str) -> Option<Given<'a, '_>> {
        let value = self.get(name)?;
        Some(Given::at(self.path_of(name), value, self.locale, self.issues))
    }

    /// Says that a member is not right.
    pub fn issue(&mut self, name: &str, rule: &str, zh: &str, en: &str) {
        self.issues.push(Issue::new(self.path_of(name), rule, self.locale, zh, en));
    }

    /// The language of the issues.
    pub const fn locale(&self) -> Locale {
        self.locale
    }

    /// Adds an issue found elsewhere.
    pub fn add(&mut self, issue: Issue) {
        self.issues.push(issue);
    }

    /// The members, each with its name, all taken as known.
    pub fn all(&mut self) -> &'a [(String, Value)] {
        core::mem::take(&mut self.members)
    }

    /// All members have been asked for: whatever else is there is a slip.
    pub fn finish(self) {
        for (name, _) in self.members.iter().filter(|(name, _)| !self.known.contains(&name.as_str())) {
            self.issues.push(unknown(self.path_of(name), &self.known, self.locale));
        }
    }

    /// Where a member stands in the argument.
    pub fn path_of(&self, name: &str) -> Vec<Step> {
        let mut path = self.path.clone();
        path.push(name.into());
        path
    }

    fn refuse<T>(&mut self, name: &str, rule: &str, zh: &str, en: &str) -> Option<T> {
        self.issue(name, rule, zh, en);
        None
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_wrong_is_said_with_its_place_and_no_value() {
        let value = Value::parse(
            br#"{"pagesize":1,"zzz":2,"size":0,"page":"1","up":1,"order":"sideways","user":7,"inner":{"nmae":"x"},"other":[]}"#,
        )
        .unwrap();
        let mut issues = Vec::new();
        let mut given = Given::new("query", &value, Locale::En, &mut issues);
        given.whole("pageSize");
        given.whole_in("size", 1, 1000);
        given.whole("page");
        given.boolean("up");
        given.one_of("order", &["asc", "desc"]);
        given.required_text("user");
        given.required_text("title");
        if let Some(mut inner) = given.object("inner") {
            inner.required_text("name");
            inner.finish();
        }
        if let Some(inner) = given.object("other") {
            inner.finish();
        }
        given.finish();
        let said: Vec<&str> = issues.iter().map(|issue| issue.detail.as_str()).collect();
        assert_eq!(
            said,
            [
                "query.size: should be between 1 and 1000",
                "query.page: should be a whole number",
                "query.up: should be true or false",
                "query.order: should be one of asc, desc",
                "query.user: should be a string",
                "query.title: is required",
                "query.inner.name: is required",
                "query.inner.nmae: no such field; did you mean name?",
                "query.other: should be an object",
                "query.pagesize: no such field; did you mean pageSize?",
                "query.zzz: no such field; there are: pageSize, size, page, up, order, user, title, inner, other",
            ]
        );
    }

    #[test]
    fn nothing_and_null_are_an_empty_object() {
        let mut issues = Vec::new();
        let mut given = Given::new("query", &Value::Null, Locale::En, &mut issues);
        assert_eq!(given.text("a"), None);
        given.finish();
        let value = Value::parse(br#"{"a":null}"#).unwrap();
        let mut given = Given::new("query", &value, Locale::En, &mut issues);
        assert_eq!(given.text("a"), None);
        given.finish();
        assert_eq!(issues, []);
    }
}
