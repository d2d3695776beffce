//! Remembers short texts, so that one that comes again (a department, a state) is sent to JavaScript once.
#![allow(clippy::arithmetic_side_effects)] // Sizes are powers of two up to `MOST`, and counts of texts.

use super::scan::{byte, part, word};

/// Longer texts seldom repeat.
const LONGEST: usize = 64;
const FEWEST: usize = 64;
const MOST: usize = 2048;

/// A lossy table: a text that falls on a taken place takes it over, so nothing is ever probed, moved or full.
#[derive(Debug, Default)]
pub(super) struct Interner {
    places: Vec<Place>,
    taken: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Place {
    hash: u32,
    /// Where its bytes are in the wide buffer.
    at: usize,
    bytes: usize,
    /// Its number, from 1; 0 for a free place.
    number: usize,
}

/// What the interner says of a text.
pub(super) enum Seen {
    /// It came before: its number.
    Before(usize),
    /// It is new: its hash, to [`put`](Interner::put) it with.
    New(u32),
    /// It is too long to remember.
    Long,
}

impl Interner {
    /// Looks a text up; `wide` is the buffer in which earlier ones are.
    #[inline(always)]
    pub(super) fn look(&self, text: &[u8], wide: &[u8]) -> Seen {
        if text.len() > LONGEST {
            return Seen::Long;
        }
        let hash = hash(text);
        match self.places.get(hash as usize & self.places.len().wrapping_sub(1)) {
            Some(place)
                if place.hash == hash
                    && place.number > 0
                    && place.bytes == text.len()
                    && same(part(wide, place.at, place.at + place.bytes), text) =>
            {
                Seen::Before(place.number - 1)
            }
            _ => Seen::New(hash),
        }
    }

    /// Remembers the text `number`, whose bytes are in the wide buffer at `at`.
    pub(super) fn put(&mut self, hash: u32, at: usize, bytes: usize, number: usize) {
        if self.taken * 2 >= self.places.len() && self.places.len() < MOST {
            let more = (self.places.len() * 4).max(FEWEST);
            self.places.clear();
            self.places.resize(more, Place::default());
            self.taken = 0;
        }
        let index = hash as usize & self.places.len().wrapping_sub(1);
        if let Some(place) = self.places.get_mut(index) {
            self.taken += (place.number == 0) as usize;
            *place = Place { hash, at, bytes, number: number + 1 };
        }
    }

    /// Forgets every text but the first `kept` ones.
    pub(super) fn forget(&mut self, kept: usize) {
        for place in self.places.iter_mut().filter(|place| place.number > kept) {
            *place = Place::default();
        }
    }
}

/// Equal, eight bytes at a time; both are of one length.
fn same(a: &[u8], b: &[u8]) -> bool {
    let mut p = 0;
    while let (Some(x), Some(y)) = (word(a, p), word(b, p)) {
        if x != y {
            return false;
        }
        p += 8;
    }
    while p < a.len() {
        if byte(a, p) != byte(b, p) {
            return false;
        }
        p += 1;
    }
    true
}

/// Mixes a text into 32 bits, eight bytes at a time.
pub(super) fn hash(text: &[u8]) -> u32 {
    let mut hash = text.len() as u64;
    let mut mix = |word: u64| {
        hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 29;
    };
    let mut p = 0;
    while let Some(word) = word(text, p) {
        mix(word);
        p += 8;
    }
    let rest = part(text, p, text.len()).iter().rev().fold(0, |word, byte| word << 8 | *byte as u64);
    mix(rest);
    (hash >> 16) as u32
}
