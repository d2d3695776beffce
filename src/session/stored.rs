//! A token in sessionStorage. Passwords never come here.

use super::Token;
use crate::error::Service;
use crate::json::Value;
use crate::text;

/// The storage key: one per service, base address, project and user.
pub fn storage_key(service: Service, base: &str, project: &str, user: &str) -> String {
    text::concat(&["work-order-client:token:", &text::join(&[service.name(), base, project, user], "|")])
}

pub(super) fn write(token: &Token) -> String {
    let number = |at: Option<f64>| at.map_or(Value::Null, |at| Value::Number(text::digits(at as i64)));
    let stored = vec![Value::Text(token.text.clone()), number(token.expires), number(Some(token.obtained))];
    Value::List(stored).to_json()
}

pub(super) fn read(kept: &str) -> Option<Token> {
    let Ok(Value::List(parts)) = Value::parse(kept.as_bytes()) else { return None };
    let [Value::Text(text), expires, Value::Number(obtained)] = parts.as_slice() else { return None };
    let expires = match expires {
        Value::Null => None,
        Value::Number(at) => Some(number(at)?),
        _ => return None,
    };
    (!text.is_empty()).then_some(Token { text: text.clone(), expires, obtained: number(obtained)? })
}

fn number(digits: &str) -> Option<f64> {
    text::whole(digits).map(|number| number as f64)
}
