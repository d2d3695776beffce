//! What an answer must become, worked out from serde_json's reading of it; and a reader of tapes in Rust.

use regex::Regex;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;
use work_order_client::json::{Field, Kind, Record, Tape};

const MAX_SAFE: i128 = 9_007_199_254_740_991;

/// A number as JavaScript has it, told apart from every other value.
pub fn number(digits: &str) -> Value {
    json!({ "number": format!("{:?}", digits.parse::<f64>().unwrap()) })
}

fn lossless(digits: &str) -> Value {
    match digits.parse::<i128>() {
        Ok(whole) if whole.abs() > MAX_SAFE => json!(digits),
        Err(_) if !digits.contains(['.', 'e', 'E']) => json!(digits),
        _ => number(digits),
    }
}

/// Any value, its numbers as JavaScript should get them.
pub fn any(value: &Value) -> Value {
    match value {
        Value::Number(digits) => lossless(digits.as_str()),
        Value::Array(items) => items.iter().map(any).collect(),
        Value::Object(members) => {
            json!({ "object": members.iter().map(|(key, value)| (key.clone(), any(value))).collect::<Map<_, _>>() })
        }
        other => other.clone(),
    }
}

fn digits_of(text: &str) -> Option<&str> {
    match serde_json::from_str(text) {
        Ok(Value::Number(_)) if text.trim() == text && text.len() <= 32 => Some(text),
        _ => None,
    }
}

fn whole(digits: &str) -> bool {
    let fraction_is_zero = digits.split_once('.').is_none_or(|(_, zeros)| zeros.chars().all(|c| c == '0'));
    !digits.contains(['e', 'E']) && fraction_is_zero
}

/// A value of a kind, and the words for what is wrong with it.
pub fn of(kind: &Kind, value: &Value, wrong: &mut Vec<&'static str>) -> Value {
    let text = value.as_str();
    let digits = match value {
        Value::Number(digits) => Some(digits.as_str()),
        _ => None,
    };
    let mut off = |found| {
        wrong.push(found);
        any(value)
    };
    let found = match value {
        Value::Array(_) => "list",
        Value::Object(_) => "object",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        _ => "text",
    };
    match kind {
        Kind::Many(_) | Kind::List(_) if value.is_null() => json!([]),
        _ if value.is_null() => Value::Null,
        Kind::Any => any(value),
        Kind::Text if text.is_some() => value.clone(),
        Kind::Text if digits.is_some() => json!(digits),
        Kind::Time(_) | Kind::Duration(_) if digits.is_some() => {
            off(found);
            json!(digits)
        }
        Kind::Time(_) | Kind::Duration(_) if text.is_some() => value.clone(),
        Kind::Int => match (text.and_then(digits_of), digits) {
            (Some(digits), _) if whole(digits) => lossless(digits),
            (_, Some(digits)) if whole(digits) => lossless(digits),
            (_, Some(_)) => off("fraction"),
            _ => off(found),
        },
        Kind::Number => match text.and_then(digits_of).or(digits) {
            Some(digits) => lossless(digits),
            None => off(found),
        },
        Kind::Bool => match text.or(digits).map(str::to_ascii_lowercase).as_deref() {
            Some("1" | "true") => json!(true),
            Some("0" | "false") => json!(false),
            _ if value.is_boolean() => value.clone(),
            _ => off(found),
        },
        Kind::Word(_, inner, _) => of(inner, value, wrong),
        Kind::One(record) => match value {
            Value::Object(members) => object(record, members, wrong),
            Value::Array(items) => match items.as_slice() {
                [] => Value::Null,
                [only] => element(record, only, wrong),
                several => {
                    wrong.push("list");
                    several.iter().map(|item| element(record, item, wrong)).collect()
                }
            },
            _ => off(found),
        },
        Kind::Many(record) => match value {
            Value::Array(items) => items.iter().map(|item| element(record, item, wrong)).collect(),
            _ => off(found),
        },
        Kind::List(inner) => match value {
            Value::Array(items) => items.iter().map(|item| of(inner, item, wrong)).collect(),
            _ => off(found),
        },
        _ => off(found),
    }
}

fn element(record: &'static Record, value: &Value, wrong: &mut Vec<&'static str>) -> Value {
    match value {
        Value::Array(_) => {
            wrong.push("list");
            any(value)
        }
        _ => of(&Kind::One(record), value, wrong),
    }
}

/// A whole answer; `wrong` gets a word for each deviation except those of times and repeated keys.
pub fn answer(record: &'static Record, value: &Value, wrong: &mut Vec<&'static str>) -> Value {
    of(&Kind::One(record), value, wrong)
}

fn second(field: &Field) -> Option<&'static str> {
    match field.kind {
        Kind::Time(name) | Kind::Duration(name) | Kind::Word(name, ..) => Some(name),
        _ => None,
    }
}

fn object(record: &Record, members: &Map<String, Value>, wrong: &mut Vec<&'static str>) -> Value {
    let claims = |field: &Field, key: &str| {
        field.name.eq_ignore_ascii_case(key) || field.also.iter().any(|also| also.eq_ignore_ascii_case(key))
    };
    let mut made = Map::new();
    for field in record.fields {
        let mut ignored = Vec::new();
        let (mut value, mut partner) = (of(&field.kind, &Value::Null, &mut ignored), Value::Null);
        for (_, written) in members.iter().filter(|(key, _)| claims(field, key)) {
            value = of(&field.kind, written, wrong);
            partner = beside(&field.kind, written, wrong);
        }
        made.insert(field.name.to_owned(), value);
        if let Some(name) = second(field) {
            made.insert(name.to_owned(), partner);
        }
    }
    for (key, value) in
        members.iter().filter(|(key, _)| !record.fields.iter().any(|field| claims(field, key)))
    {
        let taken = record.fields.iter().any(|field| second(field) == Some(key));
        if taken {
            wrong.push("name taken");
        }
        made.insert(if taken { format!("{key}_") } else { key.clone() }, any(value));
    }
    json!({ "object": made })
}

/// The second value of a time or a state. A time is checked elsewhere: here it is only whether there is one.
fn beside(kind: &Kind, value: &Value, wrong: &mut Vec<&'static str>) -> Value {
    let written = match value {
        Value::Number(digits) => digits.as_str().to_owned(),
        Value::String(text) => text.clone(),
        Value::Bool(it) => it.to_string(),
        _ => return Value::Null,
    };
    match kind {
        Kind::Word(_, inner, words) => match words.iter().find(|(raw, _)| *raw == written) {
            Some((_, word)) => json!(word),
            None => {
                let mut inside = Vec::new();
                of(inner, value, &mut inside);
                if inside.is_empty() {
                    wrong.push("unknown value");
                }
                Value::Null
            }
        },
        Kind::Time(_) if value.is_string() && !written.is_empty() => match instant(&written) {
            Some(millis) => number(&millis.to_string()),
            None => {
                wrong.push("not a time");
                Value::Null
            }
        },
        Kind::Duration(_) if value.is_string() && !written.is_empty() => match span(&written) {
            Some(seconds) => number(&(seconds * 1000).to_string()),
            None => {
                wrong.push("not a duration");
                Value::Null
            }
        },
        _ => Value::Null,
    }
}

/// The seconds of `1天5小时8分42秒`, its units found from the left, each with the digits before it.
fn span(text: &str) -> Option<i64> {
    let mut rest = text;
    let mut seconds = 0;
    for (unit, worth) in [("天", 86_400), ("小时", 3600), ("分", 60), ("秒", 1)] {
        let Some((count, after)) = rest.split_once(unit) else { continue };
        if count.is_empty() || count.len() > 6 || !count.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        seconds += count.parse::<i64>().unwrap() * worth;
        rest = if unit == "分" { after.strip_prefix('钟').unwrap_or(after) } else { after };
    }
    (rest.is_empty() && !text.is_empty()).then_some(seconds)
}

/// A time at +08:00 unless it says otherwise, counted day by day.
fn instant(text: &str) -> Option<i64> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        let (date, clock) =
            (r"(\d{4})([-/])(\d\d?)([-/])(\d\d?)", r"[ Tt](\d\d?):(\d\d)(?::(\d\d))?(?:[.,](\d{1,9}))?");
        Regex::new(&format!(r"^{date}(?:{clock} ?(?:[Zz]|([-+])(\d\d):?(\d\d)?)?)?$")).unwrap()
    });
    let parts = FORM.captures(text).filter(|_| text.is_ascii())?;
    let part = |index| parts.get(index).map(|it| it.as_str());
    let n = |index| part(index).map_or(0, |digits| digits.parse::<i64>().unwrap());
    if part(2) != part(4) {
        return None;
    }
    let length = |year: i64, month: i64| {
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month as usize - 1]
    };
    let (year, month, day) = (n(1), n(3), n(5));
    if !(1..=12).contains(&month) || day < 1 || day > length(year, month) {
        return None;
    }
    let (hour, minute, second) = (n(6), n(7), n(8));
    if hour > 23 || minute > 59 || second > 59 || n(11) > 18 || n(12) > 59 {
        return None;
    }
    let offset = match part(10) {
        Some(sign) => (n(11) * 60 + n(12)) * if sign == "-" { -1 } else { 1 },
        None if text.ends_with(['Z', 'z']) => 0,
        None => 480,
    };
    let millis = format!("{:0<9}", part(9).unwrap_or_default())[..3].parse::<i64>().unwrap();
    let year_days = |year| (1..=12).map(|month| length(year, month)).sum::<i64>();
    let years: i64 = if year < 1970 {
        -(year..1970).map(year_days).sum::<i64>()
    } else {
        (1970..year).map(year_days).sum()
    };
    let days = years + (1..month).map(|month| length(year, month)).sum::<i64>() + day - 1;
    Some((days * 86_400 + hour * 3600 + minute * 60 + second - offset * 60) * 1000 + millis)
}

/// Reads a tape as rows.js does, but into the form of [`any`].
pub struct Reader<'a> {
    tape: Tape<'a>,
    narrow: Vec<Value>,
    wide: Vec<Value>,
    records: &'a [&'static Record],
}

impl<'a> Reader<'a> {
    pub fn read(tape: Tape<'a>, records: &'a [&'static Record]) -> Value {
        assert!(tape.narrow.is_ascii() && !tape.narrow.contains(&b'\\'));
        let narrow = serde_json::from_slice(tape.narrow).unwrap();
        let wide = serde_json::from_str(&String::from_utf16(tape.wide).unwrap()).unwrap();
        let reader = Reader { tape, narrow, wide, records };
        reader.cell(reader.tape.words[0], &Kind::Any)
    }

    fn cell(&self, x: i32, kind: &Kind) -> Value {
        if x >= 0 {
            return self.narrow[x as usize].clone();
        }
        if x == -1 || x == -2 {
            return if matches!(kind, Kind::Many(_) | Kind::List(_)) { json!([]) } else { Value::Null };
        }
        let (tag, v) = ((-3 - x) & 15, (-3 - x) as usize >> 4);
        match tag {
            0 => any(&self.wide[v]),
            1 => number(&v.to_string()),
            2 => json!(v == 1),
            3 => self.element(v).0,
            other => panic!("tag {other} in a slot"),
        }
    }

    fn element(&self, at: usize) -> (Value, usize) {
        let words = self.tape.words;
        let (tag, v) = ((-3 - words[at]) & 15, (-3 - words[at]) >> 4);
        match (words[at] < -2, tag) {
            (true, 4) => self.record(at, v as u16),
            (true, 5) => {
                let (mut items, mut next) = (Vec::new(), at + 1);
                for _ in 0..v {
                    let (item, after) = self.element(next);
                    items.push(item);
                    next = after;
                }
                (Value::Array(items), next)
            }
            (true, 6) => {
                let (mut members, mut next) = (Map::new(), at + 1);
                for _ in 0..v {
                    let key = self.cell(words[next], &Kind::Any);
                    let (value, after) = self.element(next + 1);
                    members.insert(key.as_str().unwrap().to_owned(), value);
                    next = after;
                }
                (json!({ "object": members }), next)
            }
            _ => (self.cell(words[at], &Kind::Any), at + 1),
        }
    }

    fn record(&self, at: usize, shape: u16) -> (Value, usize) {
        let words = self.tape.words;
        let record = self.records.iter().find(|record| record.shape == shape).unwrap();
        let mut made = Map::new();
        let mut slots = words[at + 2..].iter().copied();
        for field in record.fields {
            made.insert(field.name.to_owned(), self.cell(slots.next().unwrap(), &field.kind));
            let second = match field.kind {
                Kind::Time(name) | Kind::Duration(name) => {
                    let (days, millis) = (slots.next().unwrap(), slots.next().unwrap());
                    let instant = i64::from(days) * 86_400_000 + i64::from(millis);
                    (name, if millis < 0 { Value::Null } else { number(&instant.to_string()) })
                }
                Kind::Word(name, _, words) => {
                    let row = usize::try_from(slots.next().unwrap());
                    (name, row.map_or(Value::Null, |row| json!(words[row].1)))
                }
                _ => continue,
            };
            made.insert(second.0.to_owned(), second.1);
        }
        let tail = at + words[at + 1] as usize;
        let end = tail + 1 + words[tail] as usize * 2;
        for extra in words[tail + 1..end].chunks(2) {
            let key = self.cell(extra[0], &Kind::Any);
            made.insert(key.as_str().unwrap().to_owned(), self.cell(extra[1], &Kind::Any));
        }
        (json!({ "object": made }), end)
    }
}
