//! What is no JSON, or cut, or nested too deep.

use super::{decode, decode_in};
use work_order_client::json::{JsonError, Value};

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
