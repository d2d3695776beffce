//! Texts that are not plain ASCII, on their way to JavaScript as a list in JSON, in UTF-16, with the escapes that the server wrote. A
//! short one that came before (a department, a state) is sent once.
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST`, table sizes up to `MOST`, and counts of texts.

use super::scan::{self, Step, Stop, byte, fault, part};
use super::tape::{Cell, Tag, Taken, tagged};

/// Longer texts seldom repeat.
const LONGEST: usize = 64;
const FEWEST: usize = 64;
const MOST: usize = 2048;
const MOST_BYTES: usize = 1 << 16;

#[derive(Debug, Default)]
pub(super) struct Texts {
    /// Longer than what is written.
    units: Vec<u16>,
    written: usize,
    /// Where each text that is here ends.
    ends: Vec<i32>,
    /// How many texts there were when batches began to leave, and how many left with them since.
    kept: usize,
    gone: usize,
    /// The lossy table of what can come again: a text that falls on a taken place takes it over, so nothing is ever probed, moved or full.
    places: Vec<Place>,
    taken: usize,
    /// Places of other ages are free.
    age: u16,
    /// The bytes of the texts in `places`.
    bytes: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Place {
    hash: u32,
    /// Its length and 1, and its age in the upper half; 0 is a free place.
    label: u32,
    /// Where its bytes are.
    at: u32,
    number: u32,
}

impl Texts {
    /// The list, as it ended last.
    pub(super) fn parts(&self) -> &[u16] {
        self.units.get(..self.written + 2).unwrap_or_default()
    }

    /// Ends the list, as it is now.
    pub(super) fn end(&mut self) {
        let to = self.written + 2;
        self.units.resize(self.units.len().max(to), 0);
        if let Some([zero, close]) = self.units.get_mut(self.written..to) {
            (*zero, *close) = (b'0' as u16, b']' as u16);
        }
        if let Some(first) = self.units.first_mut() {
            *first = b'[' as u16;
        }
    }

    /// How many of them JavaScript has already.
    pub(super) fn known(&self) -> usize {
        if self.gone > 0 { self.kept } else { 0 }
    }

    pub(super) fn room(&self) -> usize {
        self.units.capacity() * 2 + self.ends.capacity() * 4 + self.bytes.capacity()
    }

    /// As if it were new.
    pub(super) fn clear(&mut self) {
        self.ends.clear();
        (self.written, self.kept, self.gone) = (1, 0, 0);
        self.forget();
    }

    /// Knows no text again.
    pub(super) fn forget(&mut self) {
        self.bytes.clear();
        self.age = self.age.wrapping_add(1);
        if self.age == 0 {
            self.places.clear();
            self.taken = 0;
        }
    }

    /// From here on texts leave with batches.
    pub(super) fn keep(&mut self) {
        self.kept = self.ends.len();
    }

    /// A batch took them along.
    pub(super) fn leave(&mut self) {
        self.gone += self.ends.len() - self.kept;
        self.ends.truncate(self.kept);
        self.written = self.ends.last().map_or(1, |end| *end as usize);
    }

    /// Text `number`, unless it left.
    pub(super) fn get(&self, number: usize) -> Option<String> {
        let index = if number < self.kept { number } else { number.checked_sub(self.gone)? };
        let before = index.checked_sub(1).and_then(|before| self.ends.get(before));
        let from = before.map_or(1, |end| *end as usize);
        let written = String::from_utf16(self.units.get(from..*self.ends.get(index)? as usize)?).ok()?;
        let token = written.strip_suffix(",")?;
        let inside = token.strip_prefix("\"").and_then(|it| it.strip_suffix("\"")).unwrap_or(token);
        let mut text = Vec::new();
        scan::unescape(&mut text, inside.as_bytes());
        String::from_utf8(text).ok()
    }

    /// Takes over the string that starts at `start`, after its opening quote.
    #[inline(never)]
    pub(super) fn take(&mut self, src: &[u8], start: usize) -> Step<Taken> {
        // How long it is, as far as there are no escapes, and its last word.
        let (mut length, mut first, mut last) = (0, 0, 0);
        for bytes in src.get(start..).unwrap_or_default().as_chunks::<8>().0 {
            let word = u64::from_le_bytes(*bytes);
            let stop = scan::stops(word);
            last = word;
            if stop != 0 {
                length += (stop.trailing_zeros() / 8) as usize;
                last &= !(u64::MAX << (stop.trailing_zeros() & 56));
                break;
            }
            if length == 0 {
                first = word;
            }
            length += 8;
        }
        let (mut close, mut escaped) = (start + length, false);
        if byte(src, close) != b'"' {
            let found = scan::string(src, close)?;
            (close, escaped) = (found.close, found.escaped);
            length = close - start;
        }
        let raw = part(src, start, close);
        let hash = mixed(first, last, length);
        let label = (raw.len() as u32 + 1) | (self.age as u32) << 16;
        let place = self.places.get(hash as usize & self.places.len().wrapping_sub(1));
        if let Some(place) = place
            && place.hash == hash
            && place.label == label
            && same(part(&self.bytes, place.at as usize, place.at as usize + raw.len()), raw)
        {
            return Ok(Taken { cell: tagged(Tag::Text, place.number as usize), close, escaped });
        }
        let number = self.count();
        let Ok(cell) = self.add(raw, true) else {
            scan::utf8(raw, start)?;
            return fault(src, start, scan::NOT_UTF8);
        };
        if raw.len() <= LONGEST {
            self.put(hash, label, raw, number);
        }
        Ok(Taken { cell, close, escaped })
    }

    /// The number of the next text.
    fn count(&self) -> usize {
        self.ends.len() + self.gone
    }

    fn put(&mut self, hash: u32, label: u32, raw: &[u8], number: usize) {
        if self.bytes.len() > MOST_BYTES {
            return self.forget();
        }
        if self.taken * 2 >= self.places.len() && self.places.len() < MOST {
            let more = (self.places.len() * 4).max(FEWEST);
            self.places.clear();
            self.places.resize(more, Place::default());
            self.taken = 0;
        }
        let index = hash as usize & self.places.len().wrapping_sub(1);
        if let Some(place) = self.places.get_mut(index) {
            self.taken += (place.label == 0) as usize;
            *place = Place { hash, label, at: self.bytes.len() as u32, number: number as u32 };
            self.bytes.extend_from_slice(raw);
        }
    }

    /// Adds a text, or a number, that is `raw` in JSON. Fails when it is not UTF-8.
    pub(super) fn add(&mut self, raw: &[u8], quoted: bool) -> Step<Cell> {
        let wanted = self.written + raw.len() + 3;
        if self.units.len() < wanted {
            self.units.resize(wanted + wanted / 2, 0);
        }
        let from = self.written + quoted as usize;
        let room = self.units.get_mut(from..).unwrap_or_default();
        let Some(count) = transcode(raw, room) else { return Err(Stop::Bad(0, scan::NOT_UTF8)) };
        let to = from + count + quoted as usize;
        for (at, sign) in [(self.written, b'"'), (to - 1, b'"'), (to, b',')] {
            if let Some(place) = self.units.get_mut(at)
                && (quoted || sign == b',')
            {
                *place = sign as u16;
            }
        }
        self.written = to + 1;
        let number = self.count();
        self.ends.push(self.written as i32);
        Ok(tagged(Tag::Text, number))
    }
}

/// Writes the UTF-16 units of `raw` into `room`, which has as many places as `raw` has bytes: how many they are.
fn transcode(raw: &[u8], room: &mut [u16]) -> Option<usize> {
    let (mut p, mut count) = (0, 0);
    while p < raw.len() {
        let first = byte(raw, p) as u32;
        let place = room.get_mut(count)?;
        count += 1;
        if first < 0x80 {
            *place = first as u16;
            p += 1;
            continue;
        }
        // Most of what is not ASCII here is Chinese: three bytes, of which only the lead bytes e0 and ed need a closer look.
        let (second, third) = (byte(raw, p + 1) as u32, byte(raw, p + 2) as u32);
        if first & 0xf0 == 0xe0 && second & 0xc0 == 0x80 && third & 0xc0 == 0x80 {
            let unit = (first & 0xf) << 12 | (second & 0x3f) << 6 | third & 0x3f;
            if unit < 0x800 || unit & 0xf800 == 0xd800 {
                return None;
            }
            *place = unit as u16;
            p += 3;
            continue;
        }
        let long = if first < 0xe0 { 2 } else { 4 };
        let sign = std::str::from_utf8(raw.get(p..p + long)?).ok()?.chars().next()?;
        p += long;
        count += sign.encode_utf16(room.get_mut(count - 1..=count + long / 4 - 1)?).len() - 1;
    }
    Some(count)
}

/// Equal, eight bytes at a time; both are of one length, or differ.
#[inline(always)]
fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let (from, to) = (a.as_chunks::<8>().0, b.as_chunks::<8>().0);
    for (x, y) in from.iter().zip(to) {
        if u64::from_le_bytes(*x) != u64::from_le_bytes(*y) {
            return false;
        }
    }
    if let (Some(x), Some(y)) = (a.last_chunk::<8>(), b.last_chunk::<8>()) {
        return u64::from_le_bytes(*x) == u64::from_le_bytes(*y);
    }
    a == b
}

/// The hash of a text.
pub(super) fn hash(text: &[u8]) -> u32 {
    let (words, rest) = text.as_chunks();
    let rest = rest.iter().rev().fold(0, |word, byte| word << 8 | *byte as u64);
    words.iter().fold(mixed(rest, 0, 0), |hash, word| mixed(u64::from_le_bytes(*word), hash as u64, 0))
}

fn mixed(first: u64, last: u64, length: usize) -> u32 {
    let hash = (first ^ last.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ length as u64;
    let hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    (hash ^ hash >> 32) as u32
}
