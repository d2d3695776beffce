//! Values: plain ones are turned into what their field's kind says.
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST`.

use super::machine::{Machine, Owner, Want};
use super::scan::{self, Step, byte, part};
use super::tape::{Cell, NULL, Tag, tagged};
use super::{Kind, keys, time};

impl Machine {
    /// The value at `p`: its cell, and where it ends. A second value of its field is put into the slots after `slot`.
    #[inline(never)]
    pub(super) fn value(
        &mut self,
        src: &[u8],
        p: usize,
        want: Want,
        owner: Owner,
        slot: Option<usize>,
    ) -> Step<(Cell, usize)> {
        static RECORD: Kind = Kind::List(&Kind::Any); // Anything that a plain value is wrong for.
        if matches!(want, Want::Kind(Kind::Int | Kind::Any))
            && let Some((length, value)) = scan::short(src, p)
        {
            return Ok((tagged(Tag::Int, value), p + length));
        }
        let kind = match want {
            Want::Kind(kind) => kind,
            Want::One(_) | Want::Row(_) => &RECORD,
        };
        let inner = match kind {
            Kind::Word(_, inner, _) => inner,
            other => other,
        };
        let seconds = slot.and_then(|slot| {
            self.tape.words.get_mut(slot + 1..slot + keys::width(kind)).filter(|seconds| !seconds.is_empty())
        });
        // Of a field that is repeated, the last value counts.
        let seconds = seconds.map(|seconds| seconds.fill(NULL)).and(slot);
        let next;
        let mut quoted = false;
        let mut plain = Vec::new();
        let (cell, mut written): (_, &[u8]);
        let mut found = None;
        match byte(src, p) {
            b'{' | b'[' => return self.container(src, p, want, owner),
            b'n' => return Ok((NULL, scan::literal(src, p, "null")?)),
            b'"' => {
                let taken = self.tape.text(src, p + 1)?;
                (next, quoted) = (taken.close + 1, true);
                if matches!(kind, Kind::Text | Kind::Any) {
                    return Ok((taken.cell, next));
                }
                written = part(src, p + 1, taken.close);
                if taken.escaped {
                    plain = std::mem::take(&mut self.plain);
                    plain.clear();
                    scan::unescape(&mut plain, written);
                    written = &plain;
                }
                (cell, found) = self.of_text(taken.cell, written, inner)?;
            }
            sign @ (b't' | b'f') => {
                next = scan::literal(src, p, if sign == b't' { "true" } else { "false" })?;
                written = part(src, p, next);
                cell = truth(sign == b't');
                if !matches!(inner, Kind::Bool | Kind::Any) {
                    found = Some("boolean");
                }
            }
            _ => {
                let number = scan::number(src, p)?;
                next = number.end;
                written = part(src, p, next);
                (cell, found) = self.of_number(written, &number, inner)?;
            }
        }
        if let Some(slot) = seconds {
            self.second(kind, written, quoted, slot, &mut found);
        }
        if plain.capacity() > 0 {
            self.plain = plain;
        }
        if let Some(found) = found {
            self.note(owner, found);
        }
        Ok((cell, next))
    }

    /// What the text that is in `cell` becomes, and what is wrong with it.
    fn of_text(&mut self, cell: Cell, text: &[u8], kind: &Kind) -> Step<(Cell, Option<&'static str>)> {
        match kind {
            Kind::Text | Kind::Time(_) | Kind::Duration(_) | Kind::Any => return Ok((cell, None)),
            Kind::Int | Kind::Number => {
                // A number ends where something else begins: a copy with a quote after it.
                let mut closed = [b'"'; 33];
                let length = text.len();
                if let Some(room) = closed.get_mut(..length)
                    && length < 33
                {
                    room.copy_from_slice(text);
                    if let Ok(number) = scan::number(&closed, 0)
                        && number.end == length
                        && (number.whole || matches!(kind, Kind::Number))
                    {
                        return Ok((self.tape.number(text, &number)?, None));
                    }
                }
            }
            Kind::Bool => {
                if let Some(value) = spelled(text) {
                    return Ok((truth(value), None));
                }
            }
            _ => {}
        }
        Ok((cell, Some("text")))
    }

    fn of_number(
        &mut self,
        digits: &[u8],
        number: &scan::Number,
        kind: &Kind,
    ) -> Step<(Cell, Option<&'static str>)> {
        let found = match kind {
            Kind::Text => return Ok((self.tape.digits(digits)?, None)),
            Kind::Time(_) | Kind::Duration(_) => return Ok((self.tape.digits(digits)?, Some("number"))),
            Kind::Bool if digits.len() == 1 && spelled(digits).is_some() => {
                return Ok((truth(digits == b"1"), None));
            }
            Kind::Int => (!number.whole).then_some("fraction"),
            Kind::Number | Kind::Any => None,
            _ => Some("number"),
        };
        Ok((self.tape.number(digits, number)?, found))
    }

    /// Puts the second value of a time, a duration or a state, whose first one was written as `text`, into the slots after `slot`.
    fn second(
        &mut self,
        kind: &Kind,
        text: &[u8],
        quoted: bool,
        slot: usize,
        found: &mut Option<&'static str>,
    ) {
        let (instant, problem) = match kind {
            Kind::Word(_, _, words) => {
                match words.iter().position(|(raw, _)| raw.as_bytes() == text) {
                    Some(row) => self.tape.set(slot + 1, row as i32),
                    None => *found = found.or(Some("unknown value")),
                }
                return;
            }
            _ if !quoted || text.is_empty() => return,
            Kind::Time(_) => (time::parse(text, self.utc_offset_minutes), "not a time"),
            _ => (time::duration(text), "not a duration"),
        };
        match instant {
            Some(instant) => {
                self.tape.set(slot + 1, instant.day);
                self.tape.set(slot + 2, instant.millis as i32);
            }
            None => *found = Some(problem),
        }
    }
}

fn truth(value: bool) -> Cell {
    tagged(Tag::Bool, value as usize)
}

fn spelled(text: &[u8]) -> Option<bool> {
    match text {
        b"1" => Some(true),
        b"0" => Some(false),
        _ if text.eq_ignore_ascii_case(b"true") => Some(true),
        _ if text.eq_ignore_ascii_case(b"false") => Some(false),
        _ => None,
    }
}
