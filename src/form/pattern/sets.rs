//! Sets of characters: `[…]`, `\d`, `\u4e00`.

use super::parse::Parser;
use super::{NOT_DONE, NOT_VALID, Problem, Set, WORD};

impl Parser<'_> {
    /// The rest of `[…]`.
    pub(super) fn set(&mut self) -> Result<Set, Problem> {
        let mut set = Set { negated: self.take("^"), ..Set::default() };
        while !self.take("]") {
            let from = self.set_part()?;
            let (Some(low), true) = (single(&from), self.peek() == Some('-')) else {
                set.ranges.extend(positive(from));
                continue;
            };
            self.at = self.at.wrapping_add(1);
            if self.peek() == Some(']') {
                set.ranges.extend([(low, low), (0x2d, 0x2d)]);
                continue;
            }
            let to = self.set_part()?;
            match single(&to) {
                Some(high) if high < low => return Err(NOT_VALID),
                Some(high) => set.ranges.push((low, high)),
                None if self.flags.unicode => return Err(NOT_VALID),
                None => {
                    set.ranges.extend([(low, low), (0x2d, 0x2d)]);
                    set.ranges.extend(positive(to));
                }
            }
        }
        Ok(set)
    }

    fn set_part(&mut self) -> Result<Set, Problem> {
        if !self.take("\\") {
            return Ok(Set::of(self.unit()?));
        }
        if self.take("b") {
            return Ok(Set::of(8));
        }
        if self.flags.unicode && self.take("-") {
            return Ok(Set::of(0x2d));
        }
        if matches!(self.peek(), Some('1'..='9')) {
            return Err(NOT_DONE);
        }
        self.escape()
    }

    /// What follows a backslash.
    pub(super) fn escape(&mut self) -> Result<Set, Problem> {
        let letter = self.peek().ok_or(NOT_VALID)?;
        let unit = self.unit()?;
        let class = |ranges: &[(u32, u32)], negated| Ok(Set { ranges: ranges.to_vec(), negated });
        match letter {
            'd' | 'D' => class(&[(0x30, 0x39)], letter == 'D'),
            'w' | 'W' => class(&WORD, letter == 'W'),
            's' | 'S' => class(&SPACE, letter == 'S'),
            't' => Ok(Set::of(9)),
            'n' => Ok(Set::of(10)),
            'v' => Ok(Set::of(11)),
            'f' => Ok(Set::of(12)),
            'r' => Ok(Set::of(13)),
            '0' if !self.peek().is_some_and(|next| next.is_ascii_digit()) => Ok(Set::of(0)),
            '0' | 'c' => Err(NOT_DONE),
            'p' | 'P' if self.flags.unicode => Err(NOT_DONE),
            'k' => Err(NOT_DONE),
            'x' => self.code(2, unit),
            'u' => self.code(4, unit),
            // In `u` patterns only signs may be escaped.
            _ if self.flags.unicode && !"^$\\.*+?()[]{}|/".chars().any(|sign| sign == letter) => {
                Err(NOT_VALID)
            }
            _ => Ok(Set::of(unit)),
        }
    }

    /// `\xHH`, `\uHHHH`, with `u` also `\u{H…}` and pairs of surrogates; the letter itself when no digits follow.
    fn code(&mut self, digits: usize, letter: u32) -> Result<Set, Problem> {
        let start = self.at;
        if self.flags.unicode && digits == 4 && self.take("{") {
            let mut code = 0u32;
            while !self.take("}") {
                let digit = self.peek().and_then(|c| c.to_digit(16)).ok_or(NOT_VALID)?;
                code = code.checked_mul(16).and_then(|code| code.checked_add(digit)).ok_or(NOT_VALID)?;
                self.at = self.at.wrapping_add(1);
            }
            return if self.at > start.saturating_add(2) && code <= 0x10ffff {
                Ok(Set::of(code))
            } else {
                Err(NOT_VALID)
            };
        }
        match self.hex(digits) {
            Some(high @ 0xd800..=0xdbff) if self.flags.unicode => {
                let after = self.at;
                if self.take("\\u")
                    && let Some(low @ 0xdc00..=0xdfff) = self.hex(4)
                {
                    let pair = (high & 0x3ff).wrapping_shl(10) | (low & 0x3ff);
                    return Ok(Set::of(pair.saturating_add(0x10000)));
                }
                self.at = after;
                Ok(Set::of(high))
            }
            Some(code) => Ok(Set::of(code)),
            None if self.flags.unicode => Err(NOT_VALID),
            None => Ok(Set::of(letter)),
        }
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        let start = self.at;
        let mut code = 0u32;
        for _ in 0..digits {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(16)) else {
                self.at = start;
                return None;
            };
            code = code.wrapping_shl(4) | digit;
            self.at = self.at.wrapping_add(1);
        }
        Some(code)
    }
}

/// `\s`
const SPACE: [(u32, u32); 10] = [
    (0x09, 0x0d),
    (0x20, 0x20),
    (0xa0, 0xa0),
    (0x1680, 0x1680),
    (0x2000, 0x200a),
    (0x2028, 0x2029),
    (0x202f, 0x202f),
    (0x205f, 0x205f),
    (0x3000, 0x3000),
    (0xfeff, 0xfeff),
];

/// The character of a set that has but one.
fn single(set: &Set) -> Option<u32> {
    match set.ranges.as_slice() {
        [(from, to)] if from == to && !set.negated => Some(*from),
        _ => None,
    }
}

/// A set's ranges when it becomes part of another: `\D` in `[\D]`.
fn positive(set: Set) -> Vec<(u32, u32)> {
    if !set.negated {
        return set.ranges;
    }
    let mut ranges = Vec::new();
    let mut next = 0u32;
    for (from, to) in set.ranges {
        if from > next {
            ranges.push((next, from.saturating_sub(1)));
        }
        next = to.wrapping_add(1);
    }
    ranges.push((next, u32::MAX));
    ranges
}
