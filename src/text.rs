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
    for piece in pieces {
        out.push_str(piece);
    }
    out
}

/// The pieces with `between` in between.
pub fn join<'a>(pieces: impl IntoIterator<Item = &'a str>, between: &str) -> String {
    let mut out = String::new();
    for (index, piece) in pieces.into_iter().enumerate() {
        if index > 0 {
            out.push_str(between);
        }
        out.push_str(piece);
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

/// `text` with every `part` replaced.
#[inline(never)]
pub fn replace(text: &str, part: &str, with: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = find(rest, part) {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        out.push_str(with);
        rest = after.get(part.len()..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// `words` with its `{}` filled.
pub fn fill(words: &str, with: &str) -> String {
    replace(words, "{}", with)
}

/// A whole number that is not negative and not too large, as `str::parse` takes it.
pub fn count(text: &str) -> Option<u32> {
    text.parse::<i64>().ok().and_then(|number| u32::try_from(number).ok())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn joined_pieces_have_signs_between_them() {
        assert_eq!(join(["", "a", "b"], ", "), ", a, b");
        assert_eq!(join([], ", "), "");
        assert_eq!(concat(&["a", "", "b"]), "ab");
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
            prop_assert_eq!(find(&text, &part), text.find(&part));
            prop_assert_eq!(replace(&text, &part, &with), text.replace(&part, &with));
            let mut hex = String::new();
            push_hex(&mut hex, byte, b"0123456789abcdef");
            prop_assert_eq!(hex, format!("{byte:02x}"));
        }
    }
}
