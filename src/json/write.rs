//! JSON out, in one pass.

use super::Value;

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
pub fn nested(out: &mut Vec<u8>, json: &[u8]) {
    out.reserve(json.len().saturating_add(2));
    out.push(b'"');
    let mut rest = json;
    while !rest.is_empty() {
        let run = rest.iter().take_while(|b| **b >= 0x20 && **b != b'"' && **b != b'\\').count();
        let (plain, after) = rest.split_at_checked(run).unwrap_or((rest, &[]));
        out.extend_from_slice(plain);
        let Some((sign, after)) = after.split_first() else { break };
        escaped(out, *sign);
        rest = after;
    }
    out.push(b'"');
}

/// Escapes as JSON.stringify does: the short form where there is one.
fn escaped(out: &mut Vec<u8>, sign: u8) {
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
