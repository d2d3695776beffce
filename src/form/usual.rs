//! The usual values: plain ones in the form's order, all of them right, and written as they are sent. That they are is seen in one pass over
//! their JSON text, which then goes to the server as it stands.
//!
//! Whatever is not usual goes the long way, through [`check`](super::check) and [`serialize`], and comes out the same.
#![allow(clippy::arithmetic_side_effects)] // Offsets into a text, and places among a form's fields.

use super::check::{Check, passes};
use super::field::{Field, Many, Shape};
use super::find::is_empty;
use super::{Form, serialize};
use crate::error::Locale;
use crate::json::walk::{self, Plain, after, between};
use crate::json::{Value, write};

/// Members without a field are looked for among all fields: more looks than these are not usual.
const MOST_LOOKS: usize = 2_000;

/// Where the object ends that stands at `at` in `json`.
pub(super) fn end(form: &Form, json: &[u8], at: usize) -> Option<usize> {
    let mut usual = Usual { form, json, check: Check::new(form, Locale::En), written: Vec::new() };
    let (mut next, mut strangers, mut left_out) = (0, 0, false);
    let mut p = after(json, at, b"{")? - 1;
    loop {
        // Past the brace or the comma.
        p += 1;
        let coming = form.fields.get(next..)?;
        let mut value = None;
        let field = coming.iter().position(|field| {
            value = after(json, p, &field.key);
            value.is_some()
        });
        let skipped = match (field, value) {
            (Some(skipped), Some(value)) => {
                p = usual.value(coming.get(skipped)?, value)?;
                next += skipped + 1;
                skipped
            }
            _ => {
                strangers += 1;
                let earlier = form.fields.iter().take(next).any(|field| after(json, p, &field.key).is_some());
                let (Plain::Text { .. }, colon) = walk::plain(json, p)? else { return None };
                if earlier || strangers * form.fields.len() > MOST_LOOKS {
                    return None;
                }
                p = walk::plain(json, after(json, colon, b":")?)?.1;
                0
            }
        };
        if !coming.iter().take(skipped).all(may_miss) {
            return None;
        }
        left_out |= skipped > 0;
        if after(json, p, b"}").is_some() {
            let rest = form.fields.get(next..)?;
            left_out |= !rest.is_empty();
            // A name that is none of the form's may be a slip of one that was left out.
            let slip = form.spoken && strangers > 0 && left_out;
            return (!slip && rest.iter().all(may_miss)).then_some(p + 1);
        }
        after(json, p, b",")?;
    }
}

/// Left out, it is neither missed nor filled in.
fn may_miss(field: &Field) -> bool {
    if field.hidden { field.default.as_ref().is_none_or(is_empty) } else { !field.required }
}

struct Usual<'a> {
    form: &'a Form,
    json: &'a [u8],
    check: Check<'a>,
    written: Vec<u8>,
}

impl Usual<'_> {
    /// The offset after the value of `field` at `p`, which is right and stays as it is.
    fn value(&mut self, field: &Field, p: usize) -> Option<usize> {
        let (plain, end) = walk::plain(self.json, p)?;
        let right = match plain {
            Plain::Text { escaped } if field.many == Many::One => {
                let text = between(self.json, p + 1, end - 1);
                match field.shape {
                    _ if text.is_empty() => false,
                    Shape::Text => self.fits(field, text, escaped),
                    Shape::Choice => !escaped && field.rules.is_empty() && is_option(field, text),
                    _ => false,
                }
            }
            _ => false,
        };
        (right || self.stays(field, between(self.json, p, end))).then_some(end)
    }

    fn fits(&self, field: &Field, text: &[u8], escaped: bool) -> bool {
        if self.form.strict {
            let (least, most) =
                (field.min_length.unwrap_or(0) as usize, field.max_length.map(|most| most as usize));
            // A text has no more units than bytes.
            let long = most.is_some_and(|most| text.len() > most);
            if least > 0 || long {
                let length = walk::length(text);
                if escaped || length < least || most.is_some_and(|most| length > most) {
                    return false;
                }
            }
        }
        let text = || core::str::from_utf8(text).unwrap_or_default();
        field.rules.is_empty() || !escaped && field.rules.iter().all(|(rule, _)| passes(rule, text()))
    }

    /// The long way for one value.
    fn stays(&mut self, field: &Field, json: &[u8]) -> bool {
        let Ok(value) = Value::parse(json) else { return false };
        self.check.field(field, &value);
        self.written.clear();
        serialize::member(&mut self.written, field, &value);
        self.check.issues.is_empty() && self.written == json
    }
}

fn is_option(field: &Field, text: &[u8]) -> bool {
    let is_it = |value: &Value| value.as_text().is_some_and(|known| known.as_bytes() == text);
    field.open || field.options.iter().any(|choice| is_it(&choice.value))
}

/// A field's name as a key of JSON, with its colon.
pub(super) fn key(name: &str) -> Vec<u8> {
    let mut key = Vec::new();
    write::text(&mut key, name);
    key.push(b':');
    key
}
