//! A form's values as the server wants them, written in one pass.

use super::Form;
use super::date;
use super::decimal::Decimal;
use super::field::{Field, Many, Shape};
use super::find::{Finder, is_empty};
use crate::json::{Value, write};
use crate::text::has;

pub(super) fn form(form: &Form, values: &Value) -> String {
    let mut out = Vec::new();
    match values {
        Value::Object(members) => object(&mut out, &form.fields, members),
        other => write::value(&mut out, other),
    }
    String::from_utf8(out).unwrap_or_default()
}

fn object(out: &mut Vec<u8>, fields: &[Field], members: &[(String, Value)]) {
    let mut finder = Finder::new(fields, |field| &field.name);
    out.push(b'{');
    for (name, value) in members {
        key(out, name);
        match finder.find(name) {
            Some(field) => member(out, field, value),
            None => write::value(out, value),
        }
    }
    let mut given = Finder::new(members, |(name, _)| name);
    for field in fields.iter().filter(|field| field.hidden) {
        if let Some(default) = field.default.as_ref().filter(|default| !is_empty(default))
            && given.find(&field.name).is_none()
        {
            key(out, &field.name);
            member(out, field, default);
        }
    }
    out.push(b'}');
}

fn key(out: &mut Vec<u8>, name: &str) {
    if out.last() != Some(&b'{') {
        out.push(b',');
    }
    write::text(out, name);
    out.push(b':');
}

/// One field's value.
pub(super) fn member(out: &mut Vec<u8>, field: &Field, value: &Value) {
    match value {
        Value::List(items) if field.many != Many::One => list(out, items, |out, item| one(out, field, item)),
        _ => one(out, field, value),
    }
}

fn list(out: &mut Vec<u8>, items: &[Value], each: impl Fn(&mut Vec<u8>, &Value)) {
    out.push(b'[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        each(out, item);
    }
    out.push(b']');
}

fn one(out: &mut Vec<u8>, field: &Field, value: &Value) {
    match (field.shape, value) {
        (Shape::Decimal, Value::Number(digits)) => {
            let plain = if has(digits, "e") || has(digits, "E") {
                Decimal::parse(digits).and_then(|n| n.plain())
            } else {
                None
            };
            write::text(out, plain.as_deref().unwrap_or(digits));
        }
        (Shape::Date | Shape::Time, Value::Text(text)) => {
            let format = field.date_format();
            match date::read(text, format) {
                Some(moment) => write::text(out, &date::write(&moment, format)),
                None => write::text(out, text),
            }
        }
        (Shape::Json, Value::Object(_) | Value::List(_)) => in_text(out, value),
        (Shape::Area, Value::Object(members)) => {
            out.push(b'{');
            for (name, value) in members {
                key(out, name);
                match value {
                    Value::Object(_) | Value::List(_) => in_text(out, value),
                    _ => write::value(out, value),
                }
            }
            out.push(b'}');
        }
        (Shape::Rows, Value::List(rows)) => list(out, rows, |out, row| match row {
            Value::Object(members) => object(out, &field.children, members),
            other => write::value(out, other),
        }),
        _ => write::value(out, value),
    }
}

/// JSON as a JSON string.
fn in_text(out: &mut Vec<u8>, value: &Value) {
    let mut json = Vec::new();
    write::value(&mut json, value);
    write::nested(out, &json);
}
