//! Objects that no table describes: kept as they are, on the tape member by member.
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST` and counts of what was read.

use super::Kind;
use super::machine::{Machine, Want};
use super::scan::{self, Step, byte, fault, space};
use super::tape::{Cell, Tag, tagged};

static ANY: Kind = Kind::Any;
/// What is expected where no table says anything.
pub(super) const ANYTHING: Want = Want::Kind(&ANY);

impl Machine {
    /// The object whose brace is at `p`: its cell, and where it ends.
    pub(super) fn map(&mut self, src: &[u8], p: usize) -> Step<(Cell, usize)> {
        self.deepen(p)?;
        let place = self.tape.words.len();
        self.tape.words.push(0);
        let (mut count, mut p) = (0, p + 1);
        loop {
            p = space(src, p);
            let sign = byte(src, p);
            if sign == b'}' {
                break;
            }
            if count > 0 {
                if sign != b',' {
                    return fault(src, p, scan::NO_COMMA_OR_BRACE);
                }
                p = space(src, p + 1);
            }
            if byte(src, p) != b'"' {
                return fault(src, p, scan::NO_KEY);
            }
            // A key is put among the texts even if it is plain: it will come again.
            let key = self.tape.texts.take(src, p + 1)?;
            p = colon(src, key.close + 1)?;
            self.tape.words.push(key.cell);
            p = self.inline(src, space(src, p), ANYTHING, ("", ""))?;
            count += 1;
        }
        self.depth -= 1;
        self.tape.set(place, tagged(Tag::Map, count));
        Ok((tagged(Tag::At, place), p + 1))
    }
}

/// Just after the colon that comes next.
#[inline(always)]
pub(super) fn colon(src: &[u8], p: usize) -> Step<usize> {
    let colon = space(src, p);
    if byte(src, colon) == b':' { Ok(colon + 1) } else { fault(src, colon, scan::NO_COLON) }
}
