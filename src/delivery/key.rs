//! The key of a submission: what it is known by from the first byte to its last look-up.

use crate::error::{Issue, Locale, Step};
use crate::json::{Value, write};
use crate::text::push_hex;

/// A version 4 UUID of random bytes.
pub fn uuid(random: [u8; 16]) -> String {
    let mut out = String::with_capacity(36);
    for (index, byte) in random.into_iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            out.push('-');
        }
        let byte = match index {
            6 => (byte & 0x0f) | 0x40,
            8 => (byte & 0x3f) | 0x80,
            _ => byte,
        };
        push_hex(&mut out, byte, b"0123456789abcdef");
    }
    out
}

/// Where in an argument the values are that a key can travel among: for panda each flow's, for center the one object's.
pub struct Place {
    /// What the argument is called in messages.
    pub root: &'static str,
    /// The list whose every item has values; empty when the argument itself has.
    pub list: &'static str,
    /// The object of values.
    pub values: &'static str,
}

/// `argument` (JSON) with `key` as the value of `field`. An app that gave the field another value is told so: it would be lost.
pub fn insert(
    argument: &[u8],
    place: &Place,
    field: &str,
    key: &str,
    locale: Locale,
) -> Result<Vec<u8>, Vec<Issue>> {
    let mut argument = Value::parse(argument).unwrap_or(Value::Null);
    let mut path: Vec<Step> = vec![place.root.into()];
    let mut taken = false;
    if place.list.is_empty() {
        taken = fill(&mut argument, place.values, field, key);
    } else if let Some(Value::List(items)) = member(&mut argument, place.list) {
        path.push(place.list.into());
        for (index, item) in items.iter_mut().enumerate() {
            if fill(item, place.values, field, key) && !taken {
                taken = true;
                path.push(index.into());
            }
        }
    }
    if taken {
        path.push(place.values.into());
        path.push(field.into());
        let (zh, en) = (
            "是 keyField，由客户端填写，请留空或改用其他字段",
            "is the keyField, which the client fills in; leave it empty or name another",
        );
        return Err(vec![Issue::new(path, "conflict", locale, zh, en)]);
    }
    let mut out = Vec::new();
    write::value(&mut out, &argument);
    Ok(out)
}

/// True when the field is taken by something else.
fn fill(of: &mut Value, values: &str, field: &str, key: &str) -> bool {
    let Some(Value::Object(members)) = member(of, values) else { return false };
    let key = Value::Text(key.into());
    match members.iter_mut().find(|(name, _)| name == field) {
        Some((_, value)) if *value == key => false,
        Some((_, value)) if *value == Value::Null || *value == Value::Text(String::new()) => {
            *value = key;
            false
        }
        Some(_) => true,
        None => {
            members.push((field.into(), key));
            false
        }
    }
}

fn member<'a>(of: &'a mut Value, name: &str) -> Option<&'a mut Value> {
    match of {
        Value::Object(members) => members.iter_mut().find(|(known, _)| known == name).map(|(_, value)| value),
        _ => None,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    #[test]
    fn it_is_a_version_4_uuid() {
        assert_eq!(super::uuid([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(super::uuid([0; 16]), "00000000-0000-4000-8000-000000000000");
    }

    use super::{Place, insert};
    use crate::error::Locale;

    const ORDER: Place = Place { root: "order", list: "flows", values: "bizData" };
    const ACTION: Place = Place { root: "action", list: "", values: "variables" };

    fn with(place: &Place, argument: &str, field: &str) -> Result<String, String> {
        insert(argument.as_bytes(), place, field, "k1", Locale::En)
            .map(|json| String::from_utf8(json).unwrap())
            .map_err(|issues| issues[0].place())
    }

    #[test]
    fn it_travels_in_the_payload_beside_what_the_app_filled_in() {
        assert_eq!(
            with(&ORDER, r#"{"flows":[{"bizData":{"a":1}},{"bizData":{"外部编号":""}}]}"#, "外部编号")
                .as_deref(),
            Ok(r#"{"flows":[{"bizData":{"a":1,"外部编号":"k1"}},{"bizData":{"外部编号":"k1"}}]}"#)
        );
        assert_eq!(
            with(&ACTION, r#"{"variables":{"n":12345678901234567890}}"#, "key").as_deref(),
            Ok(r#"{"variables":{"n":12345678901234567890,"key":"k1"}}"#)
        );
    }

    #[test]
    fn what_the_app_filled_in_is_not_overwritten() {
        assert_eq!(
            with(&ORDER, r#"{"flows":[{"bizData":{}},{"bizData":{"备注":"急"}}]}"#, "备注"),
            Err("order.flows[1].bizData.备注".into())
        );
    }
}
