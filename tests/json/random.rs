//! Random answers and values, against serde_json.

use super::{decode, decode_in, expected, seen, without_repeats};
use crate::json_tables::texts::{Style, Tree, answers, scramble, trees};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde_json::{Value as Serde, json};
use work_order_client::json::{Value, write};

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
