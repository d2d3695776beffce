//! Steps over JSON as browsers write it: without white space. For what is passed on as it stands.
#![allow(clippy::arithmetic_side_effects)] // Offsets into the text: see `scan`.

use super::scan::{self, byte, part};

/// What a value is that is neither a list nor an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// Text, with or without escapes.
    Text {
        /// It has some.
        escaped: bool,
    },
    /// A number, `true`, `false` or `null`.
    Other,
}

/// The offset after `written`, if it stands at `p`.
#[inline(never)]
pub fn after(json: &[u8], p: usize, written: &[u8]) -> Option<usize> {
    let end = p + written.len();
    // Eight bytes at a time, the last ones once more if need be: the library's comparison goes byte by byte.
    let same = if written.len() < 8 {
        json.get(p..end)? == written
    } else {
        let mut at = 0;
        loop {
            at = at.min(written.len() - 8);
            if scan::word(json, p + at)? != scan::word(written, at)? {
                break false;
            }
            at += 8;
            if at >= written.len() {
                break true;
            }
        }
    };
    same.then_some(end)
}

/// The value at `p`, and the offset after it; None when it is a list, an object, or no JSON at all.
pub fn plain(json: &[u8], p: usize) -> Option<(Plain, usize)> {
    let literal = |name| scan::literal(json, p, name).ok();
    let end = match byte(json, p) {
        b'"' => {
            let text = scan::string(json, p + 1).ok()?;
            return Some((Plain::Text { escaped: text.escaped }, text.close + 1));
        }
        b't' => literal("true")?,
        b'f' => literal("false")?,
        b'n' => literal("null")?,
        _ => scan::number(json, p).ok()?.end,
    };
    Some((Plain::Other, end))
}

/// How many UTF-16 units a text without escapes has, as `.length` counts.
pub fn length(text: &[u8]) -> usize {
    text.iter().map(|byte| usize::from(byte & 0xc0 != 0x80) + usize::from(*byte >= 0xf0)).sum()
}

/// What stands from `from` to `to`.
pub fn between(json: &[u8], from: usize, to: usize) -> &[u8] {
    part(json, from, to)
}
