//! Records on their way to the tape: which field each key means, unknown and repeated keys, and the record's tail.
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST` and counts of what was read.

use super::keys::{NONE, Plan, Ready, SIGHT};
use super::machine::{Frame, Machine, Met, Want};
use super::map::ANYTHING;
use super::scan::{self, Step, byte, fault, part, space};
use super::tape::{ABSENT, Cell, NULL, Tag, tagged};
use super::{Kind, Record, time};

const UNKNOWN: usize = usize::MAX;

/// A record that is not closed yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object {
    plan: usize,
    /// Its cell on the tape.
    at: usize,
    /// Its first slot in `slots`.
    base: usize,
    /// The known field that was met last.
    last: u16,
    /// Its slot, or `UNKNOWN` when the member met last is none of the table's.
    slot: usize,
    /// It has no member yet.
    first: bool,
}

/// A key's extent.
pub(super) struct Key {
    pub(super) start: usize,
    pub(super) close: usize,
    pub(super) escaped: bool,
    /// After the colon.
    pub(super) next: usize,
}

impl Machine {
    /// The frame of a record whose cell is at `at`.
    pub(super) fn open_object(&mut self, record: &'static Record, at: usize) -> Object {
        let plan = self.plan(record);
        let base = self.slots.len();
        let slots = self.plans.get(plan).map_or(0, |plan| plan.slots);
        self.slots.resize(base + slots * 2, ABSENT.0); // Both words of `ABSENT` are -1.
        Object { plan, at, base, last: NONE, slot: UNKNOWN, first: true }
    }

    fn plan(&mut self, record: &'static Record) -> usize {
        let known = self.plans.iter().position(|plan| std::ptr::eq(plan.record, record));
        known.unwrap_or_else(|| {
            self.plans.push(Plan::new(record));
            self.plans.len() - 1
        })
    }

    /// Reads on in a record.
    pub(super) fn object(&mut self, src: &[u8], p: &mut usize, mut object: Object) -> Step<()> {
        let index = self.frames.len() - 1;
        let step = self.members(src, p, &mut object);
        if let Some(Frame::Object(place)) = self.frames.get_mut(index) {
            *place = object;
        }
        step
    }

    /// Reads members until the object closes or another container opens.
    fn members(&mut self, src: &[u8], p: &mut usize, object: &mut Object) -> Step<()> {
        loop {
            let (index, mut at) = match self.usual(src, p, object) {
                Some(met) => met,
                None => {
                    let mut at = space(src, *p);
                    let sign = byte(src, at);
                    if sign == b'}' {
                        *p = at + 1;
                        self.close_object(object);
                        return Ok(());
                    }
                    if !object.first {
                        if sign != b',' {
                            return fault(src, at, scan::NO_COMMA_OR_BRACE);
                        }
                        at = space(src, at + 1);
                    }
                    let Some(plan) = self.plans.get(object.plan) else { return Ok(()) };
                    let expected = plan.expected(object.last);
                    match plan.matches(expected, src, at) {
                        Some(next) => (expected, next),
                        None => {
                            let key = self.key(src, at)?;
                            let next = key.next;
                            match self.known(src, &key, object, expected) {
                                Some(index) => (index, next),
                                None if self.unknown(src, key, next, p, object)? => continue,
                                None => return Ok(()),
                            }
                        }
                    }
                }
            };
            at = space(src, at);
            let Some(plan) = self.plans.get(object.plan) else { return Ok(()) };
            let Some((field, slot)) = plan.field(index) else { return Ok(()) };
            let (cell, second) = if matches!(field.kind, Kind::Text) && byte(src, at) == b'"' {
                let (cell, next) = self.tape.text(src, at + 1)?;
                *p = next;
                (cell, NULL)
            } else if src.get(at..at + 4) == Some(b"null") {
                *p = at + 4;
                (NULL, NULL)
            } else {
                let owner = (plan.record.name, field.name);
                match self.value(src, at, Want::Kind(&field.kind), owner)? {
                    Met::Plain(cell, second, next) => {
                        *p = next;
                        (cell, second)
                    }
                    Met::Opened(next) => {
                        *p = next;
                        (object.last, object.slot, object.first) = (index, slot, false);
                        return Ok(());
                    }
                }
            };
            (object.last, object.slot, object.first) = (index, slot, false);
            self.fill(object, cell, second);
        }
    }

    /// Reads members as long as they are as usual: without white space, in the order of the object before, with plain values of
    /// the fields' kinds. Where the key is as usual and the value isn't: the field, and where its value is.
    fn usual(&mut self, src: &[u8], p: &mut usize, object: &mut Object) -> Option<(u16, usize)> {
        let plan = self.plans.get(object.plan)?;
        let room = self.slots.get_mut(object.base..object.base + plan.slots * 2)?;
        let (room, tape) = (room.as_chunks_mut::<2>().0, &mut self.tape);
        let mut expected = plan.expected(object.last);
        // Before the first key there is the brace, read already, where a comma is before the others.
        let mut from = p.checked_sub(object.first as usize)?;
        let mut before = if object.first { b'{' } else { b',' };
        loop {
            let sight = src.get(from..)?.first_chunk::<SIGHT>()?;
            let entry = plan.entry(expected)?;
            if sight[0] != before || !entry.is_in(sight) {
                return None;
            }
            let at = from + 1 + entry.length;
            let unusual = Some((expected, at));
            let sign = byte(src, at);
            let (mut cell, mut second, next);
            if sign == b'"' {
                let Ok(read) = tape.text(src, at + 1) else { return unusual };
                (cell, next) = read;
                second = NULL;
                if entry.ready != Ready::Text {
                    (cell, second) =
                        match also(tape.text_at(cell), cell, entry.ready, self.utc_offset_minutes) {
                            Some(made) => made,
                            None => return unusual,
                        };
                }
            } else if sign == b'n' {
                if src.get(at..at + 4) != Some(b"null") {
                    return unusual;
                }
                (cell, second, next) = (NULL, NULL, at + 4);
            } else if entry.ready == Ready::Text {
                let Some(read) = tape.digits(src, at) else { return unusual };
                ((cell, next), second) = (read, NULL);
            } else if entry.ready == Ready::Int {
                let Some((length, value)) = scan::short(src, at) else { return unusual };
                (cell, second, next) = ((tagged(Tag::Int, 0), value), NULL, at + length);
            } else {
                return unusual;
            }
            match room.get_mut(entry.slot as usize) {
                Some([x, y]) if (*x, *y) == ABSENT => (*x, *y) = cell,
                _ => return unusual,
            }
            if second != NULL
                && let Some([x, y]) = room.get_mut(entry.slot as usize + 1)
            {
                (*x, *y) = second;
            }
            (object.last, object.slot, object.first) = (expected, entry.slot as usize, false);
            (expected, before, from) = (entry.next, b',', next);
            *p = next;
        }
    }

    /// Puts a value into the slot of the member met last.
    #[inline(always)]
    fn fill(&mut self, object: &Object, cell: Cell, second: Cell) {
        let from = object.base + object.slot * 2;
        if let Some([x, y]) = self.slots.get_mut(from..from + 2) {
            if (*x, *y) != ABSENT {
                return self.repeated(object, cell, second);
            }
            (*x, *y) = cell;
        }
        if second != NULL {
            self.fill_second(object, second);
        }
    }

    #[inline(never)]
    fn fill_second(&mut self, object: &Object, second: Cell) {
        let from = object.base + object.slot * 2 + 2;
        if let Some([x, y]) = self.slots.get_mut(from..from + 2) {
            (*x, *y) = second;
        }
    }

    /// The last of several values stands.
    #[cold]
    #[inline(never)]
    fn repeated(&mut self, object: &Object, cell: Cell, second: Cell) {
        let from = object.base + object.slot * 2;
        if let Some([x, y]) = self.slots.get_mut(from..from + 2) {
            (*x, *y) = cell;
        }
        let Some((plan, field)) =
            self.plans.get(object.plan).and_then(|plan| Some((plan, plan.field(object.last)?.0)))
        else {
            return;
        };
        let owner = (plan.record.name, field.name);
        if super::keys::second(&field.kind).is_some() {
            self.fill_second(object, second);
        }
        self.note(owner, "repeated key");
    }

    /// The key at `p`, and where its value may start.
    #[inline(never)]
    pub(super) fn key(&mut self, src: &[u8], p: usize) -> Step<Key> {
        if byte(src, p) != b'"' {
            return fault(src, p, scan::NO_KEY);
        }
        let text = scan::string(src, p + 1)?;
        if text.wide {
            scan::units(part(src, p + 1, text.close), p + 1)?;
        }
        let colon = space(src, text.close + 1);
        if byte(src, colon) != b':' {
            return fault(src, colon, scan::NO_COLON);
        }
        Ok(Key { start: p + 1, close: text.close, escaped: text.escaped, next: colon + 1 })
    }

    /// The field that the key means.
    fn known(&mut self, src: &[u8], key: &Key, object: &Object, expected: u16) -> Option<u16> {
        let raw = part(src, key.start, key.close);
        let plan = self.plans.get_mut(object.plan)?;
        if key.escaped {
            self.plain.clear();
            if !scan::unescape(&mut self.plain, raw) {
                return None;
            }
            return plan.find(&self.plain, expected);
        }
        let index = plan.find(raw, expected)?;
        plan.learn(object.last, index, raw);
        Some(index)
    }

    /// Takes a member that no field claims. False when it opened a container.
    #[inline(never)]
    fn unknown(&mut self, src: &[u8], key: Key, at: usize, p: &mut usize, object: &mut Object) -> Step<bool> {
        let met = self.value(src, space(src, at), ANYTHING, ("", ""))?;
        let name = self.unescaped(src, key.start, key.close, Some(object.plan));
        let name = name?;
        object.slot = UNKNOWN;
        object.first = false;
        let (cell, next, plain) = match met {
            Met::Plain(cell, _, next) => (cell, next, true),
            Met::Opened(next) => (NULL, next, false),
        };
        self.slots.extend_from_slice(&[name.0, name.1, cell.0, cell.1]);
        *p = next;
        Ok(plain)
    }

    /// Puts the value of a container that has closed where its key was met.
    pub(super) fn give(&mut self, object: &Object, cell: Cell, second: Cell) {
        if object.slot != UNKNOWN {
            return self.fill(object, cell, second);
        }
        let from = self.slots.len() - 2;
        if let Some([x, y]) = self.slots.get_mut(from..) {
            (*x, *y) = cell;
        }
    }

    fn close_object(&mut self, object: &Object) {
        self.frames.pop();
        let Some(plan) = self.plans.get(object.plan) else { return };
        let tail = self.tape.words.len() - object.at;
        let known = self.slots.get(object.base..object.base + plan.slots * 2).unwrap_or_default();
        let extras = self.slots.get(object.base + plan.slots * 2..).unwrap_or_default();
        let cells = known.as_chunks::<2>().0;
        let present = cells.iter().filter(|[x, y]| (*x, *y) != ABSENT).count();
        let sparse = present * 2 < plan.slots;
        let listed = if sparse { plan.slots << 16 | present } else { plan.slots };
        let words = &mut self.tape.words;
        words.extend_from_slice(&[(extras.len() / 4) as i32, listed as i32]);
        if sparse {
            for (slot, [x, y]) in cells.iter().enumerate().filter(|(_, [x, y])| (*x, *y) != ABSENT) {
                words.extend_from_slice(&[tagged(Tag::Slot, slot), 0, *x, *y]);
            }
        } else {
            words.extend_from_slice(known);
        }
        words.extend_from_slice(extras);
        let tag = if sparse { Tag::Sparse } else { Tag::Record };
        let shape = plan.record.shape as usize;
        self.tape.set(object.at, (tagged(tag, shape), tail as i32));
        self.slots.truncate(object.base);
        self.deliver_container(object.at);
    }
}

/// Both values of a field whose text is in `cell`, if it is as usual.
#[inline(never)]
fn also(text: Option<&[u8]>, cell: Cell, ready: Ready, utc_offset_minutes: i32) -> Option<(Cell, Cell)> {
    let text = text?;
    let row = |words: &[(&str, &str)]| {
        let row = words.iter().position(|(raw, _)| raw.as_bytes() == text)?;
        Some((tagged(Tag::Word, row), 0))
    };
    match ready {
        Ready::Time => {
            let instant = time::usual(text, utc_offset_minutes)?;
            Some((cell, (tagged(Tag::Time, instant.millis as usize), instant.day)))
        }
        Ready::Word(words) => Some((cell, row(words)?)),
        Ready::Number(words) => match text {
            [digit @ b'0'..=b'9'] => Some(((tagged(Tag::Int, 0), (digit - b'0') as i32), row(words)?)),
            _ => None,
        },
        _ => None,
    }
}
