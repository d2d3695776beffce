//! Answers of every kind, whole and broken, in pieces of every size: what the decoder makes of them, against serde_json.
#![cfg(not(target_arch = "wasm32"))]

mod json_tables;

use json_tables::oracle::{self, Reader};
use json_tables::tables::{ANSWER, RECORDS};
use json_tables::texts::{Style, Tree, answers, scramble, trees};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde_json::{Value as Serde, json};
use work_order_client::json::{Decoded, Decoder, Deviation, JsonError, Value, write};

fn decode(text: &[u8]) -> Result<Decoded, JsonError> {
    let mut decoder = Decoder::new(&ANSWER, 480);
    decoder.push(text)?;
    decoder.finish()
}

fn decode_in(pieces: &[&[u8]]) -> Result<Decoded, JsonError> {
    let mut decoder = Decoder::new(&ANSWER, 480);
    for piece in pieces {
        decoder.push(piece)?;
    }
    decoder.finish()
}

/// What JavaScript gets, and every deviation's word, sorted.
fn seen(decoded: &Decoded) -> (Serde, Vec<&'static str>) {
    let mut wrong = Vec::new();
    for Deviation { found, count, .. } in decoded.deviations() {
        wrong.extend(std::iter::repeat_n(*found, *count as usize));
    }
    wrong.sort();
    (Reader::read(decoded.tape(), &RECORDS), wrong)
}

fn expected(value: &Serde) -> (Serde, Vec<&'static str>) {
    let mut wrong = Vec::new();
    let made = oracle::answer(&ANSWER, value, &mut wrong);
    wrong.sort();
    (made, wrong)
}

/// Known keys that stand in for each other count as repeated; serde_json keeps them apart or merges them silently.
fn without_repeats((value, wrong): (Serde, Vec<&'static str>)) -> (Serde, Vec<&'static str>) {
    (value, wrong.into_iter().filter(|word| *word != "repeated key").collect())
}

fn field<'a>(value: &'a Serde, path: &[&str]) -> &'a Serde {
    path.iter().fold(value, |value, name| &value["object"][*name])
}

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
fn what_is_not_json_is_an_error_with_its_place() {
    for (text, at, problem) in [
        (&b""[..], 0, "unexpected end"),
        (b"  ", 2, "unexpected end"),
        (b"<html>", 0, "expected a value"),
        (b"{\"code\":200", 11, "unexpected end"),
        (b"{\"code\" 200}", 8, "expected a colon"),
        (b"{\"code\":200 \"msg\":1}", 12, "expected a comma or a closing brace"),
        (b"{\"code\":200,}", 12, "expected a key in quotes"),
        (b"{\"tags\":[1 2]}", 11, "expected a comma or a closing bracket"),
        (b"{\"tags\":[1,]}", 11, "expected a value"),
        (b"{\"anything\":[1 2]}", 15, "expected a comma or a closing bracket"),
        (b"{\"anything\":{\"a\":1,}}", 19, "expected a key in quotes"),
        (b"{\"code\":01}", 9, "a number may not start with 0"),
        (b"{\"code\":1.}", 10, "expected a digit"),
        (b"{\"code\":-}", 9, "expected a digit"),
        (b"{\"msg\":\"a\nb\"}", 9, "control character in a string"),
        (b"{\"msg\":\"\\x\"}", 9, "unknown escape"),
        (b"{\"msg\":\"\\u12g4\"}", 12, "expected four hexadecimal digits after \\u"),
        (b"{\"msg\":\"\xe4\xb8\"}", 8, "not UTF-8"),
        (b"{\"msg\":\"\xed\xa0\x80\"}", 8, "not UTF-8"),
        (b"{\"msg\":nul}", 10, "expected true, false or null"),
        (b"{} {}", 3, "text after the end of the value"),
        (b"{}\0", 2, "text after the end of the value"),
        (b"\0", 0, "expected a value"),
        (b"\xef\xbb\xbf\xef\xbb\xbf{}", 3, "expected a value"),
    ] {
        let shown = String::from_utf8_lossy(text);
        let error = JsonError { at, problem };
        assert_eq!(decode(text).err().as_ref(), Some(&error), "{shown}");
        assert_eq!(Value::parse(text).err().as_ref(), Some(&error), "{shown}");
        assert_eq!(
            decode_in(&text.chunks(1).collect::<Vec<_>>()).err(),
            Some(error),
            "{shown} in single bytes"
        );
    }
}

#[test]
fn nesting_is_read_to_128_and_refused_beyond_it() {
    for (open, close, table) in [
        ("[", "]", false),
        ("{\"a\":", "}", false),
        ("{\"leaf\":{\"deep\":", "}}", true),
        ("{\"deep\":", "}", true),
    ] {
        let per = open.matches('{').count() + open.matches('[').count();
        for (depth, fine) in [(128 / per, true), (128 / per + 1, false), (10_000, false), (1_000_000, false)]
        {
            let text = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(decode(text.as_bytes()).is_ok(), fine, "{open} {depth} {table}");
            assert_eq!(Value::parse(text.as_bytes()).is_ok(), fine, "{open} {depth}");
        }
    }
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
fn the_envelope_is_still_read_when_the_rows_have_left_in_batches() {
    let rows = "{\"id\":\"甲乙丙丁\",\"kind\":\"处理中\"},".repeat(5_000);
    let before = format!("{{\"msg\":\"处理\\n\\u4e2d\",\"ratio\":-1.5e3,\"rows\":[{rows}{{}}]}}");
    let after = format!("{{\"rows\":[{rows}{{}}],\"ratio\":-1.5e3,\"msg\":\"处理中\"}}");
    for (text, msg) in [(before, "处理\n中"), (after, "处理中")] {
        let mut decoder = Decoder::new(&ANSWER, 480);
        let mut batches = 0;
        for piece in text.as_bytes().chunks(30_000) {
            decoder.push(piece).unwrap();
            batches += decoder.batch().is_some() as usize;
        }
        let decoded = decoder.finish().unwrap();
        assert!(batches > 3);
        assert_eq!(decoded.text(&["msg"]).as_deref(), Some(msg));
        assert_eq!(decoded.text(&["ratio"]).as_deref(), Some("-1.5e3"));
        assert_eq!(decoded.len(&["rows"]), Some(5_001));
    }
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

#[test]
fn a_tape_is_not_much_longer_than_its_text() {
    for unit in [
        "{},",
        "{\"a\":1},",
        "null,",
        "1,",
        "\"\",",
        "{\"id\":1},",
        "{\"deep\":{}},",
        "{\"deep\":[{}]},",
        "[],",
        "{\"id\":[]},",
    ] {
        let text = format!("{{\"rows\":[{}0]}}", unit.repeat(20_000));
        let decoded = decode(text.as_bytes()).unwrap();
        let tape = decoded.tape();
        let bytes = tape.words.len() * 4 + tape.narrow.len() + tape.wide.len() * 2;
        // The most it can be is a record's slots for `{},`: what JavaScript's object takes, too.
        assert!(bytes <= text.len() * 28 + 1000, "{unit} {bytes} for {}", text.len());
    }
}

#[test]
fn a_long_text_in_small_pieces_takes_time_in_proportion() {
    let text = format!("{{\"msg\":\"{}\"}}", "长".repeat(2_000_000));
    let decoded = decode_in(&text.as_bytes().chunks(100).collect::<Vec<_>>()).unwrap();
    assert_eq!(decoded.text(&["msg"]).unwrap().chars().count(), 2_000_000);
}

#[test]
fn junk_is_refused_at_once_and_truncation_at_the_end() {
    let junk: Vec<u8> = (0..10_000_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    assert!(decode(&junk).is_err() && Value::parse(&junk).is_err());
    let whole = br#"{"code":200,"msg":"\u4e2d ok","rows":[{"id":"a","at":"2024-01-01 00:00:00","deep":{"id":1.5e3}}],"x":[{"y":tru"#;
    for cut in 0..whole.len() {
        let error = decode(&whole[..cut]).unwrap_err();
        assert!(error.at <= cut + 1, "{error:?} at {cut}");
        assert!(Value::parse(&whole[..cut]).is_err());
    }
}

#[test]
fn pieces_split_at_every_byte_give_the_same() {
    let text = "\u{feff}{\"code\":-12,\"msg\":\"中\\u4e2d\\ud83d\\ude00😀\\n\",\"ratio\":1.5e-3,\"anything\":{\"a\":[true,null,\"\\\"\"]},\
        \"rows\":[{\"id\":12345678901234567890,\"at\":\"2024-01-01 00:00:00\",\"state\":0},{\"deep\":[{\"id\":\"é\"}]}],\"tags\":[\"a\",\"中\"]}"
        .as_bytes();
    let whole = seen(&decode(text).unwrap());
    for cut in 0..=text.len() {
        let (a, b) = text.split_at(cut);
        assert_eq!(seen(&decode_in(&[a, b]).unwrap()), whole, "cut at {cut}");
    }
    for size in 1..40 {
        assert_eq!(
            seen(&decode_in(&text.chunks(size).collect::<Vec<_>>()).unwrap()),
            whole,
            "pieces of {size}"
        );
    }
}

/// Numbers stay text in `Value`, and objects keep one member per key.
fn as_serde(value: &Value) -> Serde {
    match value {
        Value::Null => Serde::Null,
        Value::Bool(it) => json!(it),
        Value::Number(digits) => Serde::Number(serde_json::Number::from_string_unchecked(digits.clone())),
        Value::Text(text) => json!(text),
        Value::List(items) => items.iter().map(as_serde).collect(),
        Value::Object(members) => {
            Serde::Object(members.iter().map(|(key, it)| (key.clone(), as_serde(it))).collect())
        }
        Value::Passed(..) => unreachable!("nobody asked for it"),
    }
}

/// Both readers take and refuse the same texts, except: a byte order mark at the start, and half surrogate pairs, which only
/// ours takes; and serde_json has its own limit of depth, which the generators stay below.
fn excepted(text: &[u8]) -> bool {
    let halves =
        text.windows(3).any(|it| it[0] == b'\\' && it[1] == b'u' && it[2].eq_ignore_ascii_case(&b'd'));
    halves || text.starts_with(b"\xef\xbb\xbf")
}

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn answers_become_what_the_tables_say(tree in answers(), style in any::<Style>(), cuts in proptest::collection::vec(1_usize..50, 1..5)) {
        let text = tree.text(&style);
        let value: Serde = serde_json::from_str(&text).unwrap();
        let decoded = decode(text.as_bytes()).unwrap();
        prop_assert_eq!(without_repeats(seen(&decoded)), expected(&value), "{}", text);
        // In pieces, the same.
        let mut rest = text.as_bytes();
        let mut pieces = Vec::new();
        for cut in cuts.iter().cycle() {
            let (piece, after) = rest.split_at((*cut).min(rest.len()));
            pieces.push(piece);
            rest = after;
            if rest.is_empty() { break }
        }
        let again = decode_in(&pieces).unwrap();
        prop_assert_eq!(seen(&again), seen(&decoded));
        prop_assert_eq!(again.deviations(), decoded.deviations());
    }

    #[test]
    fn values_are_read_and_written_losslessly(tree in trees(), style in any::<Style>()) {
        let text = tree.text(&style);
        let value = Value::parse(text.as_bytes()).unwrap();
        let serde: Serde = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(as_serde(&value), serde.clone());
        let mut out = Vec::new();
        write::value(&mut out, &value);
        prop_assert_eq!(std::str::from_utf8(&out).unwrap(), serde_json::to_string(&serde).unwrap());
        let mut outer = Vec::new();
        write::nested(&mut outer, &out);
        prop_assert_eq!(String::from_utf8(outer).unwrap(), serde_json::to_string(std::str::from_utf8(&out).unwrap()).unwrap());
    }

    #[test]
    fn broken_texts_are_refused_exactly_when_serde_refuses_them(tree in answers(), style in any::<Style>(), changes in scramble()) {
        let mut text = tree.text(&style).into_bytes();
        changes.apply(&mut text);
        let theirs = serde_json::from_slice::<Serde>(&text);
        let shown = String::from_utf8_lossy(&text);
        for (ours, who) in [(decode(&text).err(), "decoder"), (Value::parse(&text).err(), "value")] {
            if !excepted(&text) {
                prop_assert_eq!(ours.is_none(), theirs.is_ok(), "{}: {:?} {:?} {}", who, ours, theirs, shown);
            }
            if let Some(error) = ours {
                prop_assert!(error.at <= text.len());
                // Everything before the fault could be the start of something right: cutting there is only an early end.
                let cut = decode(&text[..error.at]).err();
                prop_assert!(cut.is_none_or(|cut| cut.at <= error.at), "{}", shown);
            }
        }
        let pieces: Vec<_> = text.chunks(3).collect();
        prop_assert_eq!(decode_in(&pieces).err(), decode(&text).err());
    }

    #[test]
    fn text_is_escaped_as_javascript_does(text in any::<String>()) {
        let mut out = Vec::new();
        write::text(&mut out, &text);
        prop_assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(&text).unwrap());
    }
}

/// As many random answers as fit in `JSON_SECONDS` (default 2): for soaking.
#[test]
fn random_answers_for_a_while() {
    let seconds = std::env::var("JSON_SECONDS").ok().and_then(|it| it.parse().ok()).unwrap_or(2);
    let until = std::time::Instant::now() + std::time::Duration::from_secs(seconds);
    let mut runner = proptest::test_runner::TestRunner::new(config());
    while std::time::Instant::now() < until {
        let (tree, style, changes): (Tree, Style, _) =
            (answers(), any::<Style>(), scramble()).new_tree(&mut runner).unwrap().current();
        let mut text = tree.text(&style).into_bytes();
        changes.apply(&mut text);
        let (ours, theirs) = (decode(&text), serde_json::from_slice::<Serde>(&text));
        match (&ours, &theirs) {
            (Ok(ours), Ok(theirs)) => {
                // serde_json writes the exponent of 3E7 as e+7, where we keep it.
                let plain = |it: (Serde, Vec<&str>)| format!("{it:?}").to_lowercase().replace("e+", "e");
                let (mut ours, mut theirs) = (seen(ours), expected(theirs));
                if ours.1.contains(&"repeated key") {
                    // serde_json saw only the last of its values.
                    (ours.1, theirs.1) = Default::default();
                }
                assert_eq!(plain(ours), plain(theirs), "{}", String::from_utf8_lossy(&text))
            }
            _ if excepted(&text) => {}
            _ => assert_eq!(ours.is_ok(), theirs.is_ok(), "{}", String::from_utf8_lossy(&text)),
        }
    }
}
