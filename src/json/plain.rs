//! Plain values, turned into what their field's kind says.
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST`.

use super::machine::{Machine, Met, Owner, Want};
use super::scan::{self, Step, byte, part};
use super::tape::{Cell, NULL, Tag, tagged};
use super::{Kind, time};

/// A plain value's cell, and what is wrong with it.
type Made = (Cell, Option<&'static str>);

impl Machine {
    /// The value at `p`: taken if it is plain, begun if it is a container.
    pub(super) fn value(&mut self, src: &[u8], p: usize, want: Want, owner: Owner) -> Step<Met> {
        static RECORD: Kind = Kind::List(&Kind::Any); // Anything that a plain value is wrong for.
        let kind = match want {
            Want::Kind(kind) => kind,
            Want::One(_) | Want::Row(_) => &RECORD,
        };
        let inner = match kind {
            Kind::Word(_, inner, _) => inner,
            other => other,
        };
        let next;
        let mut original = NULL;
        let mut written: &[u8] = &[];
        let (cell, mut found) = match byte(src, p) {
            b'{' | b'[' => return self.open(src, p, want, owner).map(Met::Opened),
            b'n' => return Ok(Met::Plain(NULL, NULL, scan::literal(src, p, "null")?)),
            b'"' => {
                (original, next) = self.tape.text(src, p + 1)?;
                self.of_text(original, inner)
            }
            sign @ (b't' | b'f') => {
                next = scan::literal(src, p, if sign == b't' { "true" } else { "false" })?;
                written = part(src, p, next);
                let wrong = !matches!(inner, Kind::Bool | Kind::Any);
                (truth(sign == b't'), wrong.then_some("boolean"))
            }
            _ => {
                let number = scan::number(src, p)?;
                next = number.end;
                written = part(src, p, next);
                self.of_number(written, &number, inner)
            }
        };
        let second = match kind {
            Kind::Time(_) | Kind::Duration(_) | Kind::Word(..) => {
                // A text that is not at hand, because it is long or half a surrogate pair is in it, is no time and no state.
                let quoted = written.is_empty();
                let text = if quoted { self.tape.text_at(original).unwrap_or(b"?") } else { written };
                self.second(kind, text, quoted, &mut found)
            }
            _ => NULL,
        };
        if let Some(found) = found {
            self.note(owner, found);
        }
        Ok(Met::Plain(cell, second, next))
    }

    /// What the text that is in `cell` becomes.
    fn of_text(&mut self, cell: Cell, kind: &Kind) -> Made {
        let text = match kind {
            Kind::Text | Kind::Time(_) | Kind::Duration(_) | Kind::Any => return (cell, None),
            _ => self.tape.text_at(cell).unwrap_or_default(),
        };
        match kind {
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
                        return (self.tape.number(part(&closed, 0, length), &number), None);
                    }
                }
            }
            Kind::Bool => {
                if let Some(value) = spelled(text) {
                    return (truth(value), None);
                }
            }
            _ => {}
        }
        (cell, Some("text"))
    }

    fn of_number(&mut self, digits: &[u8], number: &scan::Number, kind: &Kind) -> Made {
        match kind {
            Kind::Text => (self.tape.narrow(digits), None),
            Kind::Time(_) | Kind::Duration(_) => (self.tape.narrow(digits), Some("number")),
            Kind::Bool if digits.len() == 1 && spelled(digits).is_some() => (truth(digits == b"1"), None),
            Kind::Int => (self.tape.number(digits, number), (!number.whole).then_some("fraction")),
            Kind::Number | Kind::Any => (self.tape.number(digits, number), None),
            _ => (self.tape.number(digits, number), Some("number")),
        }
    }

    /// The second value of a time, a duration or a state, whose first one was written as `text`.
    fn second(&self, kind: &Kind, text: &[u8], quoted: bool, found: &mut Option<&'static str>) -> Cell {
        match kind {
            Kind::Time(_) if quoted && !text.is_empty() => {
                if let Some(instant) = time::parse(text, self.utc_offset_minutes) {
                    return (tagged(Tag::Time, instant.millis as usize), instant.day);
                }
                *found = Some("not a time");
            }
            Kind::Duration(_) if quoted && !text.is_empty() => {
                if let Some(span) = time::duration(text) {
                    return (tagged(Tag::Time, span.millis as usize), span.day);
                }
                *found = Some("not a duration");
            }
            Kind::Word(_, _, words) => {
                if let Some(row) = words.iter().position(|(raw, _)| raw.as_bytes() == text) {
                    return (tagged(Tag::Word, row), 0);
                }
                found.get_or_insert("unknown value");
            }
            _ => {}
        }
        NULL
    }
}

fn truth(value: bool) -> Cell {
    (tagged(Tag::Bool, value as usize), 0)
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
