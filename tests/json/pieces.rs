//! Answers that come in pieces, and what they take.

use super::{decode, decode_in, seen};
use crate::json_tables::tables::ANSWER;
use work_order_client::json::Decoder;

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
