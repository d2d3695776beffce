//! Bodies that break off, fall silent, drip, or say something else than the document.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::{StreamExt, stream};
use serde_json::{Map, Value, json};

const JUNK_BYTES: usize = 10 << 20;
const LONGEST_SILENCE: Duration = Duration::from_secs(600);
/// So that the first half is on its way before the connection breaks.
const TIME_TO_LEAVE: Duration = Duration::from_millis(50);
const PIECES: usize = 20;

pub(super) fn junk() -> Body {
    Body::from(vec![b'#'; JUNK_BYTES])
}

/// `first`, then the connection breaks.
pub(super) fn broken_off(first: Bytes) -> Body {
    let broken = async {
        tokio::time::sleep(TIME_TO_LEAVE).await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    };
    Body::from_stream(stream::once(async { Ok(first) }).chain(stream::once(broken)))
}

/// `first`, then nothing, on a connection that stays open.
pub(super) fn silent_after(first: Bytes) -> Body {
    let silence = async {
        tokio::time::sleep(LONGEST_SILENCE).await;
        Ok::<_, Infallible>(Bytes::new())
    };
    Body::from_stream(stream::once(async { Ok::<_, Infallible>(first) }).chain(stream::once(silence)))
}

/// Piece by piece, cut wherever it falls, also inside a character.
pub(super) fn trickled(body: &Bytes, pause: Duration) -> Body {
    let size = body.len().div_ceil(PIECES).max(1);
    let pieces: Vec<_> = body.chunks(size).map(|piece| body.slice_ref(piece)).collect();
    Body::from_stream(stream::iter(pieces.into_iter().enumerate()).then(move |(at, piece)| async move {
        if at > 0 {
            tokio::time::sleep(pause).await;
        }
        Ok::<_, Infallible>(piece)
    }))
}

/// The envelope stays, what is in it changes its kind: lists become objects, objects and plain values lists.
/// An answer without an envelope (GenerateToken's) changes as a whole. What is no JSON stays as it is.
pub(super) fn misshapen(body: &Bytes) -> Vec<u8> {
    let bent = |value: Value| match value {
        Value::Array(items) => json!({ "items": items }),
        other => Value::Array(vec![other]),
    };
    match serde_json::from_slice(body) {
        Ok(Value::Object(members)) if members.contains_key("data") || members.contains_key("rows") => {
            let is_content = |name: &str| matches!(name, "data" | "rows");
            let members: Map<String, Value> = members
                .into_iter()
                .map(|(name, value)| if is_content(&name) { (name, bent(value)) } else { (name, value) })
                .collect();
            Value::Object(members).to_string().into_bytes()
        }
        Ok(value) => bent(value).to_string().into_bytes(),
        Err(_) => body.to_vec(),
    }
}

/// Every member of every object twice, with the same value.
pub(super) fn doubled(body: &Bytes) -> Vec<u8> {
    let Ok(value) = serde_json::from_slice::<Value>(body) else { return body.to_vec() };
    let mut text = String::new();
    write_doubled(&value, &mut text);
    text.into_bytes()
}

fn write_doubled(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            out.push('{');
            for (at, (name, value)) in members.iter().enumerate() {
                for again in [false, true] {
                    if at > 0 || again {
                        out.push(',');
                    }
                    out.push_str(&Value::from(name.as_str()).to_string());
                    out.push(':');
                    // Doubled once, not once more for each level above.
                    if again { out.push_str(&value.to_string()) } else { write_doubled(value, out) }
                }
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_doubled(item, out);
            }
            out.push(']');
        }
        plain => out.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_change_and_the_envelope_stays() {
        let bent =
            |text: &'static str| String::from_utf8(misshapen(&Bytes::from_static(text.as_bytes()))).unwrap();
        assert_eq!(bent(r#"{"code":0,"data":[1]}"#), r#"{"code":0,"data":{"items":[1]}}"#);
        assert_eq!(bent(r#"{"code":0,"data":{"a":1}}"#), r#"{"code":0,"data":[{"a":1}]}"#);
        assert_eq!(bent(r#"{"total":1,"rows":null}"#), r#"{"total":1,"rows":[null]}"#);
        assert_eq!(bent(r#"{"token":"t"}"#), r#"[{"token":"t"}]"#);
        assert_eq!(bent("<html>"), "<html>");
    }

    #[test]
    fn every_member_stands_twice() {
        let text = String::from_utf8(doubled(&Bytes::from_static(br#"{"a":[{"b":1}],"c":"x"}"#))).unwrap();
        assert_eq!(text, r#"{"a":[{"b":1,"b":1}],"a":[{"b":1}],"c":"x","c":"x"}"#);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), json!({"a": [{"b": 1}], "c": "x"}));
    }
}
