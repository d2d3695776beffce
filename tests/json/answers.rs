//! What right answers become: keys, values, numbers, deviations.

use super::{decode, field, seen};
use crate::json_tables::oracle;
use serde_json::{Value as Serde, json};
use work_order_client::json::{Deviation, Value};

#[test]
fn a_page_is_read_whatever_the_spelling_and_order_of_its_keys() {
    let decoded = decode(
        br#" {"MSG":"\u64cd\u4f5c\u6210\u529f","Code":"200","traceId":1965951881494065154,
        "rows":[{"AT":"2024-02-29 08:00:00","ID":1965951881494065154,"state":"1"},{"id":"x","is_over":"0"},{},null,7]}"#,
    )
    .unwrap();
    let (value, wrong) = seen(&decoded);
    assert_eq!(wrong, ["number"]);
    assert_eq!(field(&value, &["msg"]), "操作成功");
    assert_eq!(field(&value, &["code"]), &oracle::number("200"));
    assert_eq!(field(&value, &["traceId"]), "1965951881494065154");
    let rows = field(&value, &["rows"]);
    assert_eq!(field(&rows[0], &["id"]), "1965951881494065154");
    assert_eq!(field(&rows[0], &["atInstant"]), &oracle::number("1709164800000"));
    assert_eq!(field(&rows[0], &["stateWord"]), "done");
    assert_eq!(field(&rows[1], &["isOver"]), &json!(false));
    assert_eq!(field(&rows[2], &["id"]), &Serde::Null);
    assert_eq!((&rows[3], &rows[4]), (&Serde::Null, &oracle::number("7")));
    assert_eq!(decoded.int(&["code"]), Some(200));
    assert_eq!(decoded.text(&["msg"]).as_deref(), Some("操作成功"));
    assert_eq!(decoded.len(&["rows"]), Some(5));
    assert_eq!(decoded.len(&["tags"]), Some(0));
    assert!(decoded.is_null(&["leaf"]) && decoded.is_null(&["leaf", "id"]) && !decoded.is_null(&["rows"]));
}

#[test]
fn a_single_object_may_come_in_a_list() {
    let alone = decode(br#"{"leaf":[{"id":"7"}]}"#).unwrap();
    assert_eq!(alone.text(&["leaf", "id"]).as_deref(), Some("7"));
    assert!(alone.deviations().is_empty());
    let none = decode(br#"{"leaf":[]}"#).unwrap();
    assert!(none.is_null(&["leaf"]) && none.deviations().is_empty());
    let two = decode(br#"[{"leaf":[{"id":"7"},{"id":8}]}]"#).unwrap();
    assert_eq!(two.deviations(), [Deviation { record: "Answer", field: "leaf", found: "list", count: 1 }]);
    assert_eq!(field(&seen(&two).0, &["leaf"]).as_array().unwrap().len(), 2);
}

#[test]
fn deviations_are_counted_by_record_field_and_kind() {
    let decoded = decode(br#"{"rows":[{"state":7},{"state":8},{"state":"x"},{"id":{"a":[1]},"id":true}],"msg":[],"atInstant":1}"#);
    let decoded = decoded.unwrap();
    let of = |record, field, found, count| Deviation { record, field, found, count };
    assert_eq!(
        decoded.deviations(),
        [
            of("Leaf", "state", "unknown value", 2),
            of("Leaf", "state", "text", 1),
            of("Leaf", "id", "object", 1),
            of("Leaf", "id", "boolean", 1),
            of("Leaf", "id", "repeated key", 1),
            of("Answer", "msg", "list", 1),
        ]
    );
}

#[test]
fn an_unknown_key_never_hides_a_normalised_value() {
    let decoded = decode(br#"{"leaf":{"stateWord":"theirs","state":1,"__proto__":{"x":1}}}"#).unwrap();
    let (value, wrong) = seen(&decoded);
    assert_eq!(wrong, ["name taken"]);
    assert_eq!(field(&value, &["leaf", "stateWord"]), "done");
    assert_eq!(field(&value, &["leaf", "stateWord_"]), "theirs");
    assert_eq!(field(&value, &["leaf", "__proto__", "x"]), &oracle::number("1"));
}

#[test]
fn numbers_keep_every_letter_where_text_is_wanted() {
    for digits in
        ["1E5", "0e0", "-0", "-0.0", "1.50", "12345678901234567890.5", "1e+400", "9007199254740993", "-1"]
    {
        let decoded =
            decode(format!("{{\"msg\":{digits},\"ratio\":{digits},\"code\":\"{digits}\"}}").as_bytes())
                .unwrap();
        assert_eq!(decoded.text(&["msg"]).as_deref(), Some(digits));
        assert_eq!(decoded.text(&["code"]).as_deref(), Some(digits));
        assert_eq!(Value::parse(digits.as_bytes()), Ok(Value::Number(digits.to_owned())));
    }
    let decoded =
        decode(br#"{"ratio":-0,"code":"5.00","leaf":{"procDefVersionOfTheProcessDefinition":"0012"}}"#)
            .unwrap();
    assert_eq!(field(&seen(&decoded).0, &["ratio"]), &oracle::number("-0.0"));
    assert_eq!(decoded.int(&["code"]), Some(5));
    // Leading zeros would be lost in a number.
    assert_eq!(field(&seen(&decoded).0, &["leaf", "procDefVersionOfTheProcessDefinition"]), "0012");
}

#[test]
fn half_a_surrogate_pair_is_kept_for_javascript() {
    let decoded = decode(br#"{"msg":"a\ud800\u0041\u4e2d","\udc00":"\ud83d\ude00"}"#).unwrap();
    // The token itself, for JSON.parse.
    let wide = decoded.tape().wide;
    let has = |text: &str| {
        let units: Vec<u16> = text.encode_utf16().collect();
        wide.windows(units.len()).any(|part| part == units)
    };
    assert!(has(r#""a\ud800\u0041\u4e2d""#) && has(r#""\ud83d\ude00""#));
    assert_eq!(
        Value::parse(br#""a\ud800b\udc00\ud83d\ude00""#),
        Ok(Value::Text("a\u{fffd}b\u{fffd}😀".into()))
    );
}
