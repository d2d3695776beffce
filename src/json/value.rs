//! An owned tree, for what is small or has no table.

use super::JsonError;
use super::scan::{self, Step, Stop, byte, fault, part, space};
use super::texts::hash;
use super::write;
use crate::list::List;

/// Any JSON value. Numbers keep their text, objects their order.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, exactly as written.
    Number(String),
    /// Text, unescaped.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object, in the order of its text; of a repeated key the last value stands, at the first one's place.
    Object(Vec<(String, Value)>),
    /// An object or a list that was passed over by [`parse_past`](Value::parse_past): from where to where it stands in the text.
    Passed(usize, usize),
}

/// Asked about an object or a list which is a member of an object: by its key, how many containers are around it, and where it starts. It may
/// be passed over, to the end that is answered.
pub type Pass<'a> = &'a mut dyn FnMut(&str, usize, usize) -> Option<usize>;

impl Value {
    /// Reads one JSON text, whole. Nesting deeper than 128 is an error, not a stack overflow. A byte order mark at the start
    /// is passed over. Half of a surrogate pair (`"\ud800"`), which Rust's text cannot hold, becomes U+FFFD, as it does
    /// whenever JavaScript encodes such a text.
    pub fn parse(text: &[u8]) -> Result<Value, JsonError> {
        Value::parse_past(text, &mut |_, _, _| None)
    }

    /// The same, but for what `pass` takes over.
    pub fn parse_past(text: &[u8], pass: Pass) -> Result<Value, JsonError> {
        if text.len() > scan::LONGEST {
            return Err(JsonError { at: scan::LONGEST, problem: scan::TOO_LONG });
        }
        parse(text, pass).map_err(|stop| stop.at_end(text.len()))
    }

    /// An object of these members.
    pub fn object(members: Vec<(&str, Value)>) -> Value {
        Value::Object(members.into_iter().map(|(name, value)| (name.into(), value)).list())
    }

    /// The value as JSON.
    #[inline(never)]
    pub fn to_json(&self) -> String {
        let mut out = Vec::new();
        write::value(&mut out, self);
        String::from_utf8(out).unwrap_or_default()
    }

    /// The member `key` of an object.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Value::Object(members) => members.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The same for JavaScript, whose numbers cannot hold whole ones beyond ±(2^53-1): those become text.
    pub fn quote_long(&mut self) {
        match self {
            Value::Number(digits) if is_long(digits) => *self = Value::Text(core::mem::take(digits)),
            Value::List(items) => items.iter_mut().for_each(Value::quote_long),
            Value::Object(members) => members.iter_mut().for_each(|(_, value)| value.quote_long()),
            _ => {}
        }
    }

    /// The text, if it is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

fn is_long(digits: &str) -> bool {
    let whole = digits.strip_prefix("-").unwrap_or(digits);
    whole.len() > 15
        && whole.bytes().all(|digit| digit.is_ascii_digit())
        && crate::text::whole(whole).is_none_or(|number| number > 9_007_199_254_740_991)
}

/// A container that is not closed yet, with the key that its next value belongs to.
enum Open {
    List(Vec<Value>),
    Object(Vec<(String, Value)>, String),
}

#[allow(clippy::arithmetic_side_effects)] // Offsets into the text: see `scan`.
fn parse(src: &[u8], pass: Pass) -> Step<Value> {
    let mut open: Vec<Open> = Vec::new();
    let mut p = scan::mark(src);
    loop {
        p = space(src, p);
        let mut value = match byte(src, p) {
            start @ (b'[' | b'{') => {
                if open.len() >= scan::DEEPEST as usize {
                    return Err(Stop::Bad(p, scan::TOO_DEEP));
                }
                let inside = space(src, p + 1);
                let passed = match open.last() {
                    Some(Open::Object(_, name)) => pass(name, open.len(), p),
                    _ => None,
                };
                if let Some(end) = passed {
                    let start = core::mem::replace(&mut p, end);
                    Value::Passed(start, end)
                } else if byte(src, inside) == start + 2 {
                    p = inside + 1;
                    if start == b'[' { Value::List(Vec::new()) } else { Value::Object(Vec::new()) }
                } else if start == b'[' {
                    open.push(Open::List(Vec::new()));
                    p = inside;
                    continue;
                } else {
                    let (name, next) = key(src, inside)?;
                    open.push(Open::Object(Vec::new(), name));
                    p = next;
                    continue;
                }
            }
            b'"' => {
                let (text, next) = text(src, p)?;
                p = next;
                Value::Text(text)
            }
            b't' => {
                p = scan::literal(src, p, "true")?;
                Value::Bool(true)
            }
            b'f' => {
                p = scan::literal(src, p, "false")?;
                Value::Bool(false)
            }
            b'n' => {
                p = scan::literal(src, p, "null")?;
                Value::Null
            }
            _ => {
                let end = number_end(src, p)?;
                let digits = owned(part(src, p, end).to_vec());
                p = end;
                Value::Number(digits)
            }
        };
        // The value is complete: put it where it belongs, and close whatever ends with it.
        loop {
            p = space(src, p);
            let sign = byte(src, p);
            match open.pop() {
                None if p == src.len() => return Ok(value),
                None => return Err(Stop::Bad(p, scan::NO_END)),
                Some(Open::List(mut items)) => {
                    items.push(value);
                    match sign {
                        b',' => {
                            open.push(Open::List(items));
                            p += 1;
                            break;
                        }
                        b']' => value = Value::List(items),
                        _ => return fault(src, p, scan::NO_COMMA_OR_BRACKET),
                    }
                }
                Some(Open::Object(mut members, name)) => {
                    members.push((name, value));
                    match sign {
                        b',' => {
                            let (name, next) = key(src, space(src, p + 1))?;
                            open.push(Open::Object(members, name));
                            p = next;
                            break;
                        }
                        b'}' => value = Value::Object(merged(members)),
                        _ => return fault(src, p, scan::NO_COMMA_OR_BRACE),
                    }
                }
            }
            p += 1;
        }
    }
}

/// A number that is the whole text has nothing after it.
fn number_end(src: &[u8], p: usize) -> Step<usize> {
    match scan::number(src, p) {
        Err(Stop::More) => {
            let mut closed = part(src, p, src.len()).to_vec();
            closed.push(b' ');
            scan::number(&closed, 0).map(|number| number.end.saturating_add(p)).map_err(|_| Stop::More)
        }
        other => other.map(|number| number.end),
    }
}

/// The key whose opening quote is at `p`, and the offset after its colon.
#[allow(clippy::arithmetic_side_effects)]
fn key(src: &[u8], p: usize) -> Step<(String, usize)> {
    if byte(src, p) != b'"' {
        return fault(src, p, scan::NO_KEY);
    }
    let (name, next) = text(src, p)?;
    let colon = space(src, next);
    if byte(src, colon) != b':' {
        return fault(src, colon, scan::NO_COLON);
    }
    Ok((name, colon + 1))
}

/// The text whose opening quote is at `p`, and the offset after the closing one.
#[allow(clippy::arithmetic_side_effects)]
fn text(src: &[u8], p: usize) -> Step<(String, usize)> {
    let found = scan::string(src, p + 1)?;
    let raw = part(src, p + 1, found.close);
    scan::utf8(raw, p + 1)?;
    let mut bytes = Vec::with_capacity(raw.len());
    if found.escaped {
        scan::unescape(&mut bytes, raw);
    } else {
        bytes.extend_from_slice(raw);
    }
    Ok((owned(bytes), found.close + 1))
}

/// Bytes that were checked; never lossy.
fn owned(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}

/// Of a repeated key, the last value at the first one's place.
#[allow(clippy::arithmetic_side_effects)] // The table has twice as many places as there are members.
fn merged(members: Vec<(String, Value)>) -> Vec<(String, Value)> {
    if members.len() < 2 {
        return members;
    }
    let mask = (members.len() * 2).next_power_of_two() - 1;
    let mut places = vec![0; mask + 1];
    let mut merged: Vec<(String, Value)> = Vec::with_capacity(members.len());
    'members: for (name, value) in members {
        let mut at = hash(name.as_bytes()) as usize & mask;
        while let Some(place) = places.get_mut(at) {
            if *place == 0 {
                *place = merged.len() + 1;
                break;
            }
            if let Some(first) = merged.get_mut(*place - 1)
                && first.0 == name
            {
                first.1 = value;
                continue 'members;
            }
            at = (at + 1) & mask;
        }
        merged.push((name, value));
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::write;

    #[test]
    fn only_whole_numbers_that_javascript_cannot_hold_become_text() {
        let mut value = Value::parse(
            br#"{"a":[9007199254740991,9007199254740992,-9007199254740992,1e400,9007199254740993.5],"b":"1","c":123456789012345678901234567890}"#,
        )
        .unwrap();
        value.quote_long();
        let mut out = Vec::new();
        write::value(&mut out, &value);
        assert_eq!(
            String::from_utf8(out).unwrap(),
            r#"{"a":[9007199254740991,"9007199254740992","-9007199254740992",1e400,9007199254740993.5],"b":"1","c":"123456789012345678901234567890"}"#
        );
    }
}
