//! Remembers short texts, so that one that comes again (a department, a state) is sent to JavaScript once.
#![allow(clippy::arithmetic_side_effects)] // Sizes are powers of two up to `MOST`, and counts of texts.

use super::scan::{byte, part, word};

/// Longer texts seldom repeat.
pub(super) const LONGEST: usize = 64;
const FEWEST: usize = 64;
const MOST: usize = 2048;

/// A lossy table: a text that falls on a taken place takes it over, so nothing is ever probed, moved or full.
#[derive(Debug, Default)]
pub(super) struct Interner {
    places: Vec<Place>,
    taken: usize,
    /// Places of earlier ages are free.
    age: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Place {
    hash: u32,
    age: u32,
    /// Where its bytes are in the wide buffer.
    at: usize,
    bytes: usize,
    /// Its number, from 1; 0 for a free place.
    number: usize,
}

impl Interner {
    /// The number of a text that came before; `wide` is the buffer in which it then is.
    #[inline(always)]
    pub(super) fn look(&self, hash: u32, text: &[u8], wide: &[u8]) -> Option<usize> {
        let place = self.places.get(hash as usize & self.places.len().wrapping_sub(1))?;
        let fits =
            place.hash == hash && place.age == self.age && place.number > 0 && place.bytes == text.len();
        (fits && same(part(wide, place.at, place.at + place.bytes), text)).then(|| place.number - 1)
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
            *place = Place { hash, age: self.age, at, bytes, number: number + 1 };
        }
    }

    /// Forgets every text.
    pub(super) fn forget(&mut self) {
        self.age = self.age.wrapping_add(1);
    }
}

/// Equal, eight bytes at a time; both are of one length.
#[inline(always)]
fn same(a: &[u8], b: &[u8]) -> bool {
    let mut p = 0;
    while let (Some(x), Some(y)) = (word(a, p), word(b, p)) {
        if x != y {
            return false;
        }
        p += 8;
    }
    if p > 0 && p < a.len() {
        return word(a, a.len() - 8) == word(b, a.len() - 8);
    }
    while p < a.len() {
        if byte(a, p) != byte(b, p) {
            return false;
        }
        p += 1;
    }
    true
}

/// Mixes the next eight bytes of a text into its hash, which starts as 0.
#[inline(always)]
pub(super) fn mixed(hash: u64, word: u64) -> u64 {
    let hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ hash >> 32
}

/// The hash of a text: of its words, the last one filled up with zeros.
pub(super) fn hash(text: &[u8]) -> u32 {
    let (mut p, mut hash) = (0, 0);
    while let Some(word) = word(text, p) {
        hash = mixed(hash, word);
        p += 8;
    }
    let rest = part(text, p, text.len()).iter().rev().fold(0, |word, byte| word << 8 | *byte as u64);
    mixed(hash, rest) as u32
}
