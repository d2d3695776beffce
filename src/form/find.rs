//! Looking into values: members by name, what counts as nothing, what equals an option.

use super::decimal::Decimal;
use super::field::Choice;
use crate::json::Value;

/// Null, `""` and `[]`: 0 and false are values (wire-facts §3).
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) => text.is_empty(),
        Value::List(items) => items.is_empty(),
        _ => false,
    }
}

/// Finds members by name; fast when they are asked for in about the order that they stand in.
pub(super) struct Finder<'a, T> {
    items: &'a [T],
    name: fn(&T) -> &str,
    next: usize,
}

impl<'a, T> Finder<'a, T> {
    pub(super) fn new(items: &'a [T], name: fn(&T) -> &str) -> Self {
        Self { items, name, next: 0 }
    }

    pub(super) fn find(&mut self, name: &str) -> Option<&'a T> {
        let (before, after) = self.items.split_at_checked(self.next).unwrap_or((self.items, &[]));
        let is_it = |(_, item): &(usize, &T)| (self.name)(item) == name;
        let late =
            after.iter().enumerate().find(is_it).map(|(at, item)| (at.saturating_add(before.len()), item));
        let (at, item) = late.or_else(|| before.iter().enumerate().find(is_it))?;
        self.next = at.wrapping_add(1);
        Some(item)
    }
}

/// Equal as the server tells options apart: by type and text, numbers by their value.
pub(super) fn same(choice: &Choice, value: &Value) -> bool {
    match (&choice.value, value) {
        (Value::Number(a), Value::Number(b)) => a == b || Decimal::parse(a) == Decimal::parse(b),
        (a, b) => a == b,
    }
}

/// An option's value as it is written in JSON: text and numbers differ.
pub(super) fn shown(value: &Value) -> String {
    value.to_json()
}
