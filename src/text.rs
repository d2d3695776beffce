//! Text made and searched in the few ways that are needed here. The library's own ways are general, and in WebAssembly each
//! brings kilobytes with it: `core::fmt`, a two-way searcher, a parser for every integer, tables of Unicode's cases.

/// `number` in digits.
pub fn digits(number: i64) -> String {
    let mut out = String::new();
    if number < 0 {
        out.push('-');
    }
    push_digits(&mut out, number.unsigned_abs());
    out
}

fn push_digits(out: &mut String, number: u64) {
    if number >= 10 {
        push_digits(out, number / 10);
    }
    out.push(char::from(b'0' | (number % 10) as u8));
}

/// Appends two hexadecimal digits of the set `letters` (`0123456789abcdef`, or with capitals).
pub fn push_hex(out: &mut String, byte: u8, letters: &[u8; 16]) {
    for digit in [byte >> 4, byte & 15] {
        out.push(char::from(letters.get(usize::from(digit)).copied().unwrap_or(b'?')));
    }
}

/// The pieces, one after the other.
#[inline(never)]
pub fn concat(pieces: &[&str]) -> String {
    let mut out = String::new();
    push(&mut out, pieces);
    out
}

/// Appends the pieces.
#[inline(never)]
pub fn push(out: &mut String, pieces: &[&str]) {
    for piece in pieces {
        out.push_str(piece);
    }
}

/// The pieces with `between` in between.
#[inline(never)]
pub fn join<T: AsRef<str>>(pieces: &[T], between: &str) -> String {
    let mut out = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            out.push_str(between);
        }
        out.push_str(piece.as_ref());
    }
    out
}

/// Where `part` begins in `text`.
pub fn find(text: &str, part: &str) -> Option<usize> {
    position(text.as_bytes(), part)
}

/// The same in bytes. `part` is not empty.
#[inline(never)]
pub fn position(text: &[u8], part: &str) -> Option<usize> {
    text.windows(part.len().max(1)).position(|window| window == part.as_bytes())
}

/// Whether `part`, which is not empty, is in `text`.
pub fn has(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

/// What stands before and behind the first `part`, which is not empty.
#[inline(never)]
pub fn cut<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    around(text, find(text, part)?, part)
}

/// What stands before and behind the last `part`, which is not empty.
#[inline(never)]
pub fn cut_last<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let at = text.as_bytes().windows(part.len().max(1)).rposition(|window| window == part.as_bytes())?;
    around(text, at, part)
}

fn around<'a>(text: &'a str, at: usize, part: &str) -> Option<(&'a str, &'a str)> {
    Some((text.get(..at)?, text.get(at.saturating_add(part.len())..)?))
}

/// What stands before, between and behind the `part`s, which are not empty.
pub const fn split<'a>(text: &'a str, part: &'static str) -> Split<'a> {
    Split { rest: Some(text), part }
}

/// See [`split`].
pub struct Split<'a> {
    rest: Option<&'a str>,
    part: &'static str,
}

impl<'a> Iterator for Split<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest.take()?;
        let Some((piece, after)) = cut(rest, self.part) else { return Some(rest) };
        self.rest = Some(after);
        Some(piece)
    }
}

/// `text` without the `part`s at its end.
#[inline(never)]
pub fn without_end<'a>(mut text: &'a str, part: &str) -> &'a str {
    while let Some(before) = text.strip_suffix(part) {
        text = before;
    }
    text
}

/// `text` without the `part`s at its start.
pub fn without_start<'a>(mut text: &'a str, part: &str) -> &'a str {
    while let Some(after) = text.strip_prefix(part) {
        text = after;
    }
    text
}

/// `text` with every `part` replaced.
#[inline(never)]
pub fn replace(text: &str, part: &str, with: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = cut(rest, part) {
        out.push_str(before);
        out.push_str(with);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// `words` with its `{}` filled.
pub fn fill(words: &str, with: &str) -> String {
    replace(words, "{}", with)
}

/// A whole number, as `str::parse` takes it.
#[inline(never)]
pub fn whole(text: &str) -> Option<i64> {
    let negative = text.starts_with("-");
    let digits = if negative || text.starts_with("+") { text.get(1..)? } else { text };
    let mut number = 0_i64;
    for byte in digits.bytes() {
        let digit = byte.wrapping_sub(b'0');
        // Counted downwards, as the least number has no positive counterpart.
        let tens = number.wrapping_mul(10);
        let next = tens.wrapping_sub(digit.into());
        if digit > 9 || number < i64::MIN / 10 || next > tens {
            return None;
        }
        number = next;
    }
    let number = if negative { Some(number) } else { number.checked_neg() };
    number.filter(|_| !digits.is_empty())
}

/// A whole number that is not negative and not too large.
pub fn count(text: &str) -> Option<u32> {
    whole(text).and_then(|number| u32::try_from(number).ok())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn joined_pieces_have_signs_between_them() {
        assert_eq!(join(&["", "a", "b"], ", "), ", a, b");
        assert_eq!(join::<&str>(&[], ", "), "");
        assert_eq!(concat(&["a", "", "b"]), "ab");
    }

    #[test]
    fn whole_numbers_are_those_of_the_library() {
        let edges = ["", "+", "-", "+7", "-0", "--1", "1.0", " 1", "1 ", "９", "0000000000000000000000012"];
        let large =
            ["9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809"];
        for text in edges.into_iter().chain(large).chain(["18446744073709551616", "92233720368547758070"]) {
            assert_eq!(whole(text), text.parse().ok(), "{text}");
        }
    }

    #[test]
    fn counts_are_whole_and_small() {
        assert_eq!([count("0"), count("4294967295")], [Some(0), Some(u32::MAX)]);
        assert_eq!([count("-1"), count("4294967296"), count("1.0"), count(""), count(" 1")], [None; 5]);
    }

    proptest! {
        #[test]
        fn it_does_what_the_library_does(text in "[ab{}熊猫]{0,12}", part in "[ab{}熊]{1,3}", with in "[a熊]{0,3}", number in any::<i64>(), byte in any::<u8>()) {
            prop_assert_eq!(digits(number), number.to_string());
            prop_assert_eq!(whole(&number.to_string()), Some(number));
            prop_assert_eq!(find(&text, &part), text.find(&part));
            prop_assert_eq!(cut(&text, &part), text.split_once(&part));
            prop_assert_eq!(cut_last(&text, &part), text.rsplit_once(&part));
            prop_assert_eq!(without_end(&text, &part), text.trim_end_matches(&part));
            prop_assert_eq!(without_start(&text, &part), text.trim_start_matches(&part));
            prop_assert!(split(&text, "b").eq(text.split('b')));
            prop_assert_eq!(replace(&text, &part, &with), text.replace(&part, &with));
            let mut hex = String::new();
            push_hex(&mut hex, byte, b"0123456789abcdef");
            prop_assert_eq!(hex, format!("{byte:02x}"));
        }
    }
}
