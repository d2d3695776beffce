//! Which field a key means. The next key is predicted from the object before, and checked eight bytes at a time.
#![allow(clippy::arithmetic_side_effects)] // Offsets into the text, and into tables of at most 65,535 fields.

use super::{Field, Kind, Record};

/// No field: before the first key, or after an unknown one.
pub(super) const NONE: u16 = u16::MAX;

/// A record's table with what was learned about the server's spelling and order.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) record: &'static Record,
    /// How many slots the object has.
    pub(super) slots: usize,
    entries: Vec<Entry>,
    first: u16,
}

#[derive(Debug)]
pub(super) struct Entry {
    /// The key as last written, with its quotes and colon, eight bytes a word.
    written: [u64; 4],
    /// Which bits of that count.
    mask: [u64; 4],
    /// Its length in bytes; 0 when it doesn't fit.
    pub(super) length: usize,
    /// The first of the field's slots.
    pub(super) slot: u16,
    /// The field that came after it last.
    pub(super) next: u16,
    pub(super) ready: Ready,
}

/// What can be done with a field's value right where its key was met.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ready {
    Text,
    Int,
    Time,
    Span,
    Word(&'static [(&'static str, &'static str)]),
    /// The same for a state that is a number, written as a text of one digit.
    Number(&'static [(&'static str, &'static str)]),
    /// Only what is done with `null`.
    No,
}

/// What is seen of a text at once: a comma, a key with quotes and colon, and the start of its value.
pub(super) const SIGHT: usize = 40;

impl Plan {
    pub(super) fn new(record: &'static Record) -> Self {
        let mut slots = 0;
        let mut entries = Vec::with_capacity(record.fields.len());
        for (field, next) in record.fields.iter().zip(1..) {
            let ready = match field.kind {
                Kind::Text => Ready::Text,
                Kind::Int => Ready::Int,
                Kind::Time(_) => Ready::Time,
                Kind::Duration(_) => Ready::Span,
                Kind::Word(_, Kind::Text, words) => Ready::Word(words),
                Kind::Word(_, Kind::Int, words) => Ready::Number(words),
                _ => Ready::No,
            };
            let mut entry = Entry { written: [0; 4], mask: [0; 4], length: 0, slot: slots, next, ready };
            entry.write(field.name.as_bytes());
            entries.push(entry);
            slots += width(&field.kind) as u16;
        }
        Self { record, slots: slots as usize, entries, first: 0 }
    }

    /// The field that is expected after `last`.
    #[inline(always)]
    pub(super) fn expected(&self, last: u16) -> u16 {
        if last == NONE {
            return self.first;
        }
        self.entries.get(last as usize).map_or(0, |entry| entry.next)
    }

    /// The entry of `index`.
    #[inline(always)]
    pub(super) fn entry(&self, index: u16) -> Option<&Entry> {
        self.entries.get(index as usize)
    }

    /// The field that `key` names, looked for from the expected one on.
    pub(super) fn find(&self, key: &[u8], expected: u16) -> Option<u16> {
        let (before, after) =
            self.record.fields.split_at_checked(expected as usize).unwrap_or((&[], self.record.fields));
        let start = before.len() as u16;
        let named = |(_, field): &(u16, &Field)| {
            key.eq_ignore_ascii_case(field.name.as_bytes())
                || field.also.iter().any(|also| key.eq_ignore_ascii_case(also.as_bytes()))
        };
        (start..).zip(after).find(named).or_else(|| (0..).zip(before).find(named)).map(|(index, _)| index)
    }

    /// The second value (a time's instant, a state's word) that goes by the name `key`.
    pub(super) fn second(&self, key: &[u8]) -> Option<&'static str> {
        self.record.fields.iter().filter_map(|field| second(&field.kind)).find(|name| name.as_bytes() == key)
    }

    /// Expects from now on `found` after `last`, written as `key`.
    pub(super) fn learn(&mut self, last: u16, found: u16, key: &[u8]) {
        match self.entries.get_mut(last as usize) {
            Some(entry) => entry.next = found,
            None => self.first = found,
        }
        if let Some(entry) = self.entries.get_mut(found as usize) {
            entry.write(key);
        }
    }

    #[inline(always)]
    pub(super) fn field(&self, index: u16) -> Option<(&'static Field, usize)> {
        match (self.record.fields.get(index as usize), self.entries.get(index as usize)) {
            (Some(field), Some(entry)) => Some((field, entry.slot as usize)),
            _ => None,
        }
    }
}

impl Entry {
    /// Whether the key is what comes after the first byte in `sight`.
    #[inline(always)]
    pub(super) fn is_in(&self, sight: &[u8; SIGHT]) -> bool {
        let [_, key @ ..] = sight;
        let differs = |index: usize| match (
            key.as_chunks::<8>().0.get(index),
            self.written.get(index),
            self.mask.get(index),
        ) {
            (Some(bytes), Some(written), Some(mask)) => (u64::from_le_bytes(*bytes) & mask) ^ written,
            _ => 1,
        };
        if self.length <= 16 {
            differs(0) | differs(1) == 0
        } else {
            differs(0) | differs(1) | differs(2) | differs(3) == 0
        }
    }

    fn write(&mut self, key: &[u8]) {
        let mut text = [0; 32];
        self.length = 0;
        if let Some(room) = text.get_mut(..key.len() + 3)
            && let [open, name @ .., close, colon] = room
        {
            (*open, *close, *colon) = (b'"', b'"', b':');
            name.copy_from_slice(key);
            self.length = key.len() + 3;
        }
        let parts = text.as_chunks().0.iter().zip((0_usize..).step_by(8));
        for ((written, mask), (bytes, at)) in self.written.iter_mut().zip(&mut self.mask).zip(parts) {
            *written = u64::from_le_bytes(*bytes);
            let counting = self.length.saturating_sub(at).min(8) as u32;
            *mask = if counting == 0 { 0 } else { u64::MAX >> (64 - counting * 8) };
        }
        if self.length == 0 {
            // No text is like this.
            self.written = [u64::MAX; 4];
        }
    }
}

/// The name of the second value that a field yields.
pub(super) fn second(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Time(name) | Kind::Duration(name) | Kind::Word(name, ..) => Some(name),
        _ => None,
    }
}

/// How many slots a field has: its own, and those of its second value.
pub(super) fn width(kind: &Kind) -> usize {
    match kind {
        Kind::Time(_) | Kind::Duration(_) => 3,
        Kind::Word(..) => 2,
        _ => 1,
    }
}
