//! Records on their way to the tape: which field each key means, unknown and repeated keys, and the record's tail.
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST` and counts of what was read.

use super::keys::{NONE, Plan, Ready, SIGHT};
use super::machine::{Machine, Want};
use super::map::{ANYTHING, colon};
use super::scan::{self, Step, byte, fault, part, space};
use super::tape::{ABSENT, Cell, NULL, Tag, Writer, tagged};
use super::{Kind, Record, time};

/// A record that is not closed yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object {
    plan: usize,
    /// Its cell on the tape.
    pub(super) at: usize,
    /// Its first unknown member in `extras`.
    extras: usize,
    /// The known field that was met last.
    last: u16,
    /// It has no member yet.
    first: bool,
    /// It is on the spine.
    spine: bool,
}

/// A key's extent.
struct Key {
    start: usize,
    close: usize,
    escaped: bool,
    /// After the colon.
    next: usize,
}

/// Words of a record before its slots.
pub(super) const HEAD: usize = 2;

impl Machine {
    /// Begins the record whose brace is at `p`.
    #[inline(always)]
    pub(super) fn open(&mut self, plan: usize, p: usize) -> Step<Object> {
        self.deepen(p)?;
        let at = self.tape.words.len();
        if let Some(plan) = self.plans.get(plan) {
            self.tape.words.resize(at + HEAD + plan.slots, ABSENT);
            self.tape.set(at, tagged(Tag::Record, plan.record.shape as usize));
        }
        Ok(Object { plan, at, extras: self.extras.len(), last: NONE, first: true, spine: true })
    }

    pub(super) fn plan(&mut self, record: &'static Record) -> usize {
        let known = self.plans.iter().position(|plan| std::ptr::eq(plan.record, record));
        known.unwrap_or_else(|| {
            self.plans.push(Plan::new(record));
            self.plans.len() - 1
        })
    }

    /// The record whose brace is at `p`: where it ends.
    pub(super) fn object(&mut self, src: &[u8], p: usize, plan: usize) -> Step<usize> {
        let mut object = self.open(plan, p)?;
        object.spine = false;
        let mut p = p + 1;
        self.members(src, &mut p, &mut object)?;
        Ok(p)
    }

    /// Reads on in the last record of the spine.
    pub(super) fn vertebra(&mut self, src: &[u8], p: &mut usize) -> Step<()> {
        let index = self.spine.len() - 1;
        let Some(mut object) = self.spine.get(index).copied() else { return Ok(()) };
        let step = self.members(src, p, &mut object);
        if let Some(place) = self.spine.get_mut(index) {
            *place = object;
        }
        step
    }

    /// Reads members until the record closes, or a record or list opens that is read on its own.
    fn members(&mut self, src: &[u8], p: &mut usize, object: &mut Object) -> Step<()> {
        loop {
            let Some(plan) = self.plans.get(object.plan) else { return Ok(()) };
            let usual = usual(plan, &mut self.tape, self.utc_offset_minutes, src, p, object);
            let (index, at) = match usual {
                Some(met) => met,
                None => {
                    let mut at = space(src, *p);
                    let sign = byte(src, at);
                    if sign == b'}' {
                        *p = at + 1;
                        self.close(object);
                        return Ok(());
                    }
                    if !object.first {
                        if sign != b',' {
                            return fault(src, at, scan::NO_COMMA_OR_BRACE);
                        }
                        at = space(src, at + 1);
                    }
                    let key = key(src, at)?;
                    match self.known(src, &key, object) {
                        Some(index) => (index, key.next),
                        None => {
                            *p = self.perhaps(object.spine, |me| me.unknown(src, &key, object.plan))?;
                            object.first = false;
                            continue;
                        }
                    }
                }
            };
            let at = space(src, at);
            let Some(plan) = self.plans.get(object.plan) else { return Ok(()) };
            let Some((field, slot)) = plan.field(index) else { return Ok(()) };
            let owner = (plan.record.name, field.name);
            let slot = object.at + HEAD + slot;
            let (cell, next, opened) = match (&field.kind, byte(src, at)) {
                (Kind::One(record), b'{') if object.spine => {
                    let plan = self.plan(record);
                    let child = self.open(plan, at)?;
                    self.spine.push(child);
                    (tagged(Tag::At, child.at), at + 1, true)
                }
                (Kind::Many(record), b'[') if object.spine && self.stream.is_none() => {
                    (self.open_stream(at, record, owner)?, at + 1, true)
                }
                (kind, _) => {
                    let want = Want::Kind(kind);
                    let (cell, next) =
                        self.perhaps(object.spine, |me| me.value(src, at, want, owner, Some(slot)))?;
                    (cell, next, false)
                }
            };
            match self.tape.words.get_mut(slot) {
                Some(place) if *place == ABSENT => *place = cell,
                Some(place) => {
                    // The last of several values stands.
                    *place = cell;
                    self.note(owner, "repeated key");
                }
                None => {}
            }
            (object.last, object.first, *p) = (index, false, next);
            if opened {
                return Ok(());
            }
        }
    }

    fn perhaps<T>(&mut self, whole: bool, read: impl FnOnce(&mut Self) -> Step<T>) -> Step<T> {
        if whole { self.whole(read) } else { read(self) }
    }

    /// The field that the key means.
    #[inline(never)]
    fn known(&mut self, src: &[u8], key: &Key, object: &Object) -> Option<u16> {
        let raw = part(src, key.start, key.close);
        let plan = self.plans.get_mut(object.plan)?;
        let expected = plan.expected(object.last);
        if key.escaped {
            self.plain.clear();
            scan::unescape(&mut self.plain, raw);
            return plan.find(&self.plain, expected);
        }
        let index = plan.find(raw, expected)?;
        plan.learn(object.last, index, raw);
        Some(index)
    }

    /// Takes a member that no field claims: where it ends.
    #[inline(never)]
    fn unknown(&mut self, src: &[u8], key: &Key, plan: usize) -> Step<usize> {
        let mut name = self.tape.texts.take(src, key.start)?.cell;
        self.plain.clear();
        scan::unescape(&mut self.plain, part(src, key.start, key.close));
        if let Some(plan) = self.plans.get(plan)
            && let Some(field) = plan.second(&self.plain)
        {
            let owner = (plan.record.name, field);
            self.note(owner, "name taken");
            self.plain.push(b'_');
            name = self.tape.texts.add(&self.plain, true)?;
        }
        let (cell, next) = self.value(src, space(src, key.next), ANYTHING, ("", ""), None)?;
        self.extras.extend_from_slice(&[name, cell]);
        Ok(next)
    }

    fn close(&mut self, object: &Object) {
        self.depth -= 1;
        let words = &mut self.tape.words;
        let tail = words.len() - object.at;
        let extras = self.extras.get(object.extras..).unwrap_or_default();
        words.push((extras.len() / 2) as i32);
        words.extend_from_slice(extras);
        self.tape.set(object.at + 1, tail as i32);
        self.extras.truncate(object.extras);
        if object.spine {
            self.spine.pop();
            self.done = self.spine.is_empty();
        }
    }
}

/// Reads members as long as they are as usual: without white space, in the order of the object before, with plain values of the
/// fields' kinds. Where the key is as usual and the value isn't: the field, and where its value is.
#[inline(always)]
fn usual(
    plan: &Plan,
    tape: &mut Writer,
    utc_offset_minutes: i32,
    src: &[u8],
    p: &mut usize,
    object: &mut Object,
) -> Option<(u16, usize)> {
    let Writer { words, narrow, texts, .. } = tape;
    let room = words.get_mut(object.at + HEAD..object.at + HEAD + plan.slots)?;
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
        let slot = entry.slot as usize;
        let unusual = Some((expected, at));
        if room.get(slot).is_none_or(|word| *word != ABSENT) {
            return unusual;
        }
        let sign = byte(src, at);
        let (mut cell, next);
        if sign == b'"' {
            let close;
            match narrow.text(src, at + 1) {
                Some(read) => (cell, close) = read,
                None => match texts.take(src, at + 1) {
                    Ok(taken) => (cell, close) = (taken.cell, taken.close),
                    Err(_) => return unusual,
                },
            }
            if !matches!(entry.ready, Ready::Text) {
                let seconds = room.get_mut(slot + 1..).unwrap_or_default();
                match also(part(src, at + 1, close), cell, entry.ready, utc_offset_minutes, seconds) {
                    Some(made) => cell = made,
                    None => return unusual,
                }
            }
            next = close + 1;
        } else if sign == b'n' {
            if src.get(at..).and_then(|rest| rest.first_chunk()) != Some(b"null") {
                return unusual;
            }
            (cell, next) = (NULL, at + 4);
        } else if matches!(entry.ready, Ready::Text) {
            let Some(read) = narrow.digits(src, at) else { return unusual };
            (cell, next) = read;
        } else if matches!(entry.ready, Ready::Int) {
            let Some((length, value)) = scan::short(src, at) else { return unusual };
            (cell, next) = (tagged(Tag::Int, value), at + length);
        } else {
            return unusual;
        }
        if let Some(place) = room.get_mut(slot) {
            *place = cell;
        }
        (object.last, object.first) = (expected, false);
        (expected, before, from) = (entry.next, b',', next);
        *p = next;
    }
}

/// The key at `p`, and where its value may start.
#[inline(never)]
fn key(src: &[u8], p: usize) -> Step<Key> {
    if byte(src, p) != b'"' {
        return fault(src, p, scan::NO_KEY);
    }
    let text = scan::string(src, p + 1)?;
    scan::utf8(part(src, p + 1, text.close), p + 1)?;
    Ok(Key { start: p + 1, close: text.close, escaped: text.escaped, next: colon(src, text.close + 1)? })
}

/// Puts the second value of a field, whose text is in `cell`, into the slots after its own, if the text is as usual: the field's cell.
#[inline(never)]
fn also(text: &[u8], cell: Cell, ready: Ready, utc_offset_minutes: i32, seconds: &mut [i32]) -> Option<Cell> {
    let mut row = |words: &[(&str, &str)]| {
        let row = words.iter().position(|(raw, _)| raw.as_bytes() == text)?;
        *seconds.first_mut()? = row as i32;
        Some(())
    };
    let instant = match ready {
        Ready::Time => time::usual(text, utc_offset_minutes)?,
        Ready::Span => time::duration(text)?,
        Ready::Word(words) => return row(words).map(|()| cell),
        Ready::Number(words) => match text {
            [digit @ b'0'..=b'9'] => return row(words).map(|()| tagged(Tag::Int, (digit - b'0') as usize)),
            _ => return None,
        },
        _ => return None,
    };
    let [day, millis, ..] = seconds else { return None };
    (*day, *millis) = (instant.day, instant.millis as i32);
    Some(cell)
}
