//! Objects that no table describes: kept as they are, on the tape member by member.
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST` and counts of what was read.

use super::Kind;
use super::machine::{Frame, Machine, Met, Want};
use super::scan::{self, Step, byte, fault, part, space};
use super::tape::{Cell, Tag, tagged};

static ANY: Kind = Kind::Any;
/// What is expected where no table says anything.
pub(super) const ANYTHING: Want = Want::Kind(&ANY);

/// An object that is not closed yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Map {
    /// Its cell on the tape.
    pub(super) at: usize,
    /// How many members were begun.
    pub(super) count: usize,
}

impl Machine {
    /// Reads members until the object closes or another container opens.
    pub(super) fn map(&mut self, src: &[u8], p: &mut usize, mut map: Map) -> Step<()> {
        loop {
            let mut at = space(src, *p);
            let sign = byte(src, at);
            if sign == b'}' {
                *p = at + 1;
                self.frames.pop();
                self.tape.set(map.at, (tagged(Tag::Map, map.count), 0));
                self.deliver_container(map.at);
                return Ok(());
            }
            if map.count > 0 {
                if sign != b',' {
                    return fault(src, at, scan::NO_COMMA_OR_BRACE);
                }
                at = space(src, at + 1);
            }
            let key = self.key(src, at)?;
            at = space(src, key.next);
            let raw = part(src, key.start, key.close);
            let name = if key.escaped {
                self.unescaped(src, key.start, key.close, None)?
            } else {
                self.tape.name(raw, key.start)?
            };
            map.count += 1;
            if matches!(byte(src, at), b'{' | b'[') {
                self.keep(map);
                self.tape.push(name);
                *p = self.open(src, at, ANYTHING, ("", ""))?;
                return Ok(());
            }
            if let Met::Plain(cell, _, next) = self.value(src, at, ANYTHING, ("", ""))? {
                *p = next;
                self.keep(map);
                self.tape.push(name);
                self.tape.push(cell);
            }
        }
    }

    fn keep(&mut self, map: Map) {
        if let Some(Frame::Map(place)) = self.frames.last_mut() {
            *place = map;
        }
    }

    /// The name that a key with escapes stands for; `taken` is told it, and may have it end with `_`.
    #[inline(never)]
    pub(super) fn unescaped(
        &mut self,
        src: &[u8],
        start: usize,
        close: usize,
        taken: Option<usize>,
    ) -> Step<Cell> {
        let mut plain = std::mem::take(&mut self.plain);
        plain.clear();
        let name = if scan::unescape(&mut plain, part(src, start, close)) {
            if let Some(plan) = taken.and_then(|plan| self.plans.get(plan))
                && let Some(field) = plan.second(&plain)
            {
                let owner = (plan.record.name, field);
                self.note(owner, "name taken");
                plain.push(b'_');
            }
            self.tape.name(&plain, start)
        } else {
            self.tape.json(part(src, start - 1, close + 1), start)
        };
        self.plain = plain;
        name
    }
}
