//! The grammar of JSON (RFC 8259), one token at a time: where it ends, and what is wrong with it.
//!
//! Every function takes the text so far and an offset, and either ends within it, finds a fault, or needs more text.
#![allow(clippy::arithmetic_side_effects)] // Offsets into a text of at most 128 MB (`LONGEST`): no sum of them overflows.

use super::JsonError;

/// The longest text that is read: lengths have 27 bits on the tape.
pub(super) const LONGEST: usize = (1 << 27) - 1;
/// The deepest nesting that is read.
pub(super) const DEEPEST: u32 = 128;
pub(super) const TOO_DEEP: &str = "nested deeper than 128";
pub(super) const TOO_LONG: &str = "longer than 128 MB";
pub(super) const UNEXPECTED_END: &str = "unexpected end";
pub(super) const NO_VALUE: &str = "expected a value";
pub(super) const NO_KEY: &str = "expected a key in quotes";
pub(super) const NO_COLON: &str = "expected a colon";
pub(super) const NO_COMMA_OR_BRACE: &str = "expected a comma or a closing brace";
pub(super) const NO_COMMA_OR_BRACKET: &str = "expected a comma or a closing bracket";
pub(super) const NOT_UTF8: &str = "not UTF-8";
pub(super) const NO_END: &str = "text after the end of the value";

/// Why a token was not read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The text ends before the token does.
    More,
    /// It is not JSON.
    Bad(usize, &'static str),
}

impl Stop {
    /// The error that it is when no more text can come.
    pub(super) fn at_end(self, end: usize) -> JsonError {
        match self {
            Stop::More => JsonError { at: end, problem: UNEXPECTED_END },
            Stop::Bad(at, problem) => JsonError { at, problem },
        }
    }
}

pub(super) type Step<T> = Result<T, Stop>;

/// The fault `problem` at `p`, or the wish for more text when there is nothing at `p` yet.
#[cold]
#[inline(never)]
pub(super) fn fault<T>(src: &[u8], p: usize, problem: &'static str) -> Step<T> {
    Err(if p < src.len() { Stop::Bad(p, problem) } else { Stop::More })
}

/// The byte at `p`; 0, which no token may hold, past the end.
#[inline(always)]
pub(super) fn byte(src: &[u8], p: usize) -> u8 {
    match src.get(p) {
        Some(&byte) => byte,
        None => 0,
    }
}

/// Eight bytes from `p`, the first one lowest.
#[inline(always)]
pub(super) fn word(src: &[u8], p: usize) -> Option<u64> {
    src.get(p..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

/// The part from `from` to `to`.
#[inline(always)]
pub(super) fn part(src: &[u8], from: usize, to: usize) -> &[u8] {
    src.get(from..to).unwrap_or_default()
}

/// Steps over white space.
#[inline(always)]
pub(super) fn space(src: &[u8], p: usize) -> usize {
    if byte(src, p) > b' ' { p } else { space_run(src, p) }
}

#[inline(never)]
fn space_run(src: &[u8], mut p: usize) -> usize {
    while matches!(byte(src, p), b' ' | b'\t' | b'\n' | b'\r') {
        p += 1;
    }
    p
}

/// 1 in every byte.
pub(super) const ONES: u64 = u64::MAX / 255;
/// The top bit of every byte.
pub(super) const HIGH: u64 = ONES * 0x80;

/// The top bit of every byte that ends a run of ordinary text: a quote, a backslash, a control character. The lowest one is
/// exact; those above it may be too many.
#[inline(always)]
pub(super) fn stops(word: u64) -> u64 {
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    ((quote.wrapping_sub(ONES) & !quote) | (backslash.wrapping_sub(ONES) & !backslash) | control) & HIGH
}

/// The same, and of every byte that is not ASCII.
#[inline(always)]
pub(super) fn special(word: u64) -> u64 {
    // As far as the first byte that is not ASCII, no sum is carried into the next byte.
    let quote = (word ^ (ONES * b'"' as u64)).wrapping_add(ONES * 0x7f);
    let backslash = (word ^ (ONES * b'\\' as u64)).wrapping_add(ONES * 0x7f);
    let control = word.wrapping_add(ONES * 0x60);
    (!(quote & backslash & control) | word) & HIGH
}

/// A string's extent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    /// Of the closing quote.
    pub close: usize,
    /// There are escapes in it.
    pub escaped: bool,
}

/// Reads a string from `p`, just after its opening quote. Its UTF-8 is not checked here.
pub(super) fn string(src: &[u8], mut p: usize) -> Step<Text> {
    let mut text = Text { close: p, escaped: false };
    loop {
        while let Some(word) = word(src, p) {
            let stop = stops(word);
            if stop == 0 {
                p += 8;
                continue;
            }
            p += (stop.trailing_zeros() / 8) as usize;
            break;
        }
        match byte(src, p) {
            b'"' => {
                text.close = p;
                return Ok(text);
            }
            b'\\' => {
                text.escaped = true;
                p = escape(src, p)?;
            }
            0..=0x1f => return fault(src, p, "control character in a string"),
            _ => p += 1,
        }
    }
}

/// Steps over the escape whose backslash is at `p`.
fn escape(src: &[u8], p: usize) -> Step<usize> {
    match byte(src, p + 1) {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(p + 2),
        b'u' => {
            for at in p + 2..p + 6 {
                if !byte(src, at).is_ascii_hexdigit() {
                    return fault(src, at, "expected four hexadecimal digits after \\u");
                }
            }
            Ok(p + 6)
        }
        _ => fault(src, p + 1, "unknown escape"),
    }
}

/// Checks that `text`, which starts at offset `base`, is UTF-8.
#[inline(never)]
pub(super) fn utf8(text: &[u8], base: usize) -> Step<()> {
    match std::str::from_utf8(text) {
        Ok(_) => Ok(()),
        Err(error) => Err(Stop::Bad(base + error.valid_up_to(), NOT_UTF8)),
    }
}

/// Appends the meaning of `raw`, the checked inside of a string. U+FFFD stands for half a surrogate pair, which UTF-8 cannot hold.
pub(super) fn unescape(out: &mut Vec<u8>, raw: &[u8]) {
    let mut p = 0;
    while p < raw.len() {
        let run = part(raw, p, raw.len()).iter().take_while(|b| **b != b'\\').count();
        out.extend_from_slice(part(raw, p, p + run));
        p += run;
        if p >= raw.len() {
            break;
        }
        let kind = byte(raw, p + 1);
        p += 2;
        match kind {
            b'u' => {
                let mut code = hex(part(raw, p, raw.len()));
                p += 4;
                if code & 0xfc00 == 0xd800 && byte(raw, p) == b'\\' && byte(raw, p + 1) == b'u' {
                    let low = hex(part(raw, p + 2, raw.len()));
                    if low & 0xfc00 == 0xdc00 {
                        code = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
                        p += 6;
                    }
                }
                let char = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
                out.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
            }
            other => out.push(meaning(other)),
        }
    }
}

/// What a letter after a backslash stands for, `u` aside.
fn meaning(letter: u8) -> u8 {
    match letter {
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        other => other,
    }
}

/// The number that four hexadecimal digits write.
fn hex(digits: &[u8]) -> u32 {
    digits.iter().take(4).fold(0, |code, digit| {
        let value = match digit {
            b'0'..=b'9' => digit - b'0',
            _ => (digit | 0x20).wrapping_sub(b'a' - 10),
        };
        code << 4 | value as u32
    })
}

/// A number's extent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Just past it.
    pub end: usize,
    /// Neither fraction nor exponent, or a fraction of zeros only.
    pub whole: bool,
    /// A JavaScript number holds it as JSON.parse would: false only for digits alone that go beyond ±(2^53-1).
    pub safe: bool,
}

/// Reads a number from `p`. It must be followed by something.
pub(super) fn number(src: &[u8], p: usize) -> Step<Number> {
    let first = p + (byte(src, p) == b'-') as usize;
    let mut end = digits(src, first);
    if end == first {
        return fault(src, first, if first == p { NO_VALUE } else { "expected a digit" });
    }
    if byte(src, first) == b'0' && end > first + 1 {
        return Err(Stop::Bad(first + 1, "a number may not start with 0"));
    }
    let mut number = Number { end, whole: true, safe: !beyond(part(src, first, end)) };
    if byte(src, end) == b'.' {
        let fraction = end + 1;
        end = digits(src, fraction);
        if end == fraction {
            return fault(src, end, "expected a digit");
        }
        number = Number { end, whole: part(src, fraction, end).iter().all(|b| *b == b'0'), safe: true };
    }
    if byte(src, end) | 0x20 == b'e' {
        let exponent = end + 1 + matches!(byte(src, end + 1), b'+' | b'-') as usize;
        end = digits(src, exponent);
        if end == exponent {
            return fault(src, end, "expected a digit");
        }
        number = Number { end, whole: false, safe: true };
    }
    if end < src.len() { Ok(number) } else { Err(Stop::More) }
}

/// A whole number at `p` that is nothing special: up to eight digits that don't start with 0, followed by a comma or a brace. Its
/// length and value.
#[inline(always)]
pub(super) fn short(src: &[u8], p: usize) -> Option<(usize, usize)> {
    let (mut length, mut value) = (0, 0);
    loop {
        let sign = byte(src, p + length);
        if !sign.is_ascii_digit() || length >= 8 {
            break;
        }
        value = value * 10 + (sign - b'0') as usize;
        length += 1;
    }
    let ends = matches!(byte(src, p + length), b',' | b'}');
    (ends && length > 0 && (length == 1 || byte(src, p) != b'0')).then_some((length, value))
}

/// Whether digits alone go beyond 2^53-1.
fn beyond(digits: &[u8]) -> bool {
    digits.len() > 16 || digits.len() == 16 && digits > b"9007199254740991".as_slice()
}

#[inline(always)]
fn digits(src: &[u8], mut p: usize) -> usize {
    while byte(src, p).is_ascii_digit() {
        p += 1;
    }
    p
}

/// Steps over `true`, `false` or `null`, whose first letter is at `p`.
pub(super) fn literal(src: &[u8], p: usize, name: &str) -> Step<usize> {
    for (at, letter) in (p..).zip(name.bytes()) {
        if byte(src, at) != letter {
            return fault(src, at, "expected true, false or null");
        }
    }
    Ok(p + name.len())
}

/// What a text may start with and JSON does not know: the byte order mark. Whether the rest is JSON is seen after it.
pub(super) fn mark(src: &[u8]) -> usize {
    if src.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 }
}
