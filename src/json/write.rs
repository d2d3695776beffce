//! JSON out, in one pass.

use super::{Value, scan};

/// Appends `text` as a JSON string: Chinese stays as it is, quotes, backslashes and control characters are escaped.
pub fn text(out: &mut Vec<u8>, text: &str) {
    nested(out, text.as_bytes());
}

/// Appends a value.
pub fn value(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(digits) => out.extend_from_slice(digits.as_bytes()),
        Value::Text(inside) => text(out, inside),
        // Whoever asked for it has its text.
        Value::Passed(..) => out.extend_from_slice(b"null"),
        Value::List(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                self::value(out, item);
            }
            out.push(b']');
        }
        Value::Object(members) => {
            out.push(b'{');
            for (index, (key, member)) in members.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                text(out, key);
                out.push(b':');
                self::value(out, member);
            }
            out.push(b'}');
        }
    }
}

/// Appends `json`, a valid JSON text, as a JSON *string*: what `JSON.stringify(JSON.stringify(x))` does the second time.
#[allow(clippy::arithmetic_side_effects)] // Lengths and offsets of texts in memory.
pub fn nested(out: &mut Vec<u8>, json: &[u8]) {
    out.reserve(json.len().saturating_add(2));
    out.push(b'"');
    // Eight bytes at a time, into a room of fixed size: what comes after a sign that has to be escaped is written over.
    let mut room = [0; 128];
    let (mut p, mut filled) = (0, 0);
    while let Some(word) = scan::word(json, p) {
        let Some(place) = room.get_mut(filled..).and_then(|rest| rest.first_chunk_mut::<10>()) else {
            out.extend_from_slice(scan::part(&room, 0, filled));
            filled = 0;
            continue;
        };
        if let Some(start) = place.first_chunk_mut() {
            *start = word.to_le_bytes();
        }
        let plain = scan::stops(word).trailing_zeros() as usize / 8;
        p += plain;
        filled += plain;
        if plain < 8 {
            let sign = scan::byte(json, p);
            p += 1;
            match place.get_mut(plain..plain + 2) {
                Some(escape) if sign >= 0x20 => {
                    escape.copy_from_slice(&[b'\\', sign]);
                    filled += 2;
                }
                _ => {
                    out.extend_from_slice(scan::part(&room, 0, filled));
                    filled = 0;
                    escaped(out, sign);
                }
            }
        }
    }
    out.extend_from_slice(scan::part(&room, 0, filled));
    for sign in scan::part(json, p, json.len()) {
        match sign {
            b'"' | b'\\' | 0..0x20 => escaped(out, *sign),
            _ => out.push(*sign),
        }
    }
    out.push(b'"');
}

/// Escapes as JSON.stringify does: the short form where there is one.
fn escaped(out: &mut Vec<u8>, sign: u8) {
    if sign >= 0x20 {
        return out.extend_from_slice(&[b'\\', sign]);
    }
    let short = match sign {
        8 => b'b',
        9 => b't',
        10 => b'n',
        12 => b'f',
        13 => b'r',
        0..0x20 => {
            out.extend_from_slice(b"\\u00");
            out.push(b'0' | sign >> 4);
            out.extend_from_slice(
                b"0123456789abcdef"
                    .get(sign as usize & 15..)
                    .unwrap_or_default()
                    .get(..1)
                    .unwrap_or_default(),
            );
            return;
        }
        other => other,
    };
    out.extend_from_slice(&[b'\\', short]);
}
