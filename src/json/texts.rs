//! Texts that are not plain ASCII, on their way to JavaScript as UTF-16. A short one that came before (a department, a state) is sent
//! once: it is known again by the bytes that the server wrote, escapes and all.
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST`, table sizes up to `MOST`, and counts of texts.

use super::scan::{self, Step, Stop, byte, part};
use super::tape::{Cell, Tag, Taken, tagged};

/// Longer texts seldom repeat.
const LONGEST: usize = 64;
const FEWEST: usize = 64;
const MOST: usize = 2048;
const MOST_BYTES: usize = 1 << 16;

/// How bytes are turned into a text.
pub(super) struct Form {
    tag: Tag,
    /// Escapes are resolved.
    escaped: bool,
}

pub(super) const PLAIN: Form = Form { tag: Tag::Text, escaped: false };
pub(super) const NUMBER: Form = Form { tag: Tag::Number, escaped: false };
const ESCAPED: Form = Form { tag: Tag::Text, escaped: true };
const JSON: Form = Form { tag: Tag::Json, escaped: false };

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
    /// The texts that are here: where each ends, and their units.
    pub(super) fn parts(&self) -> (&[i32], &[u16]) {
        (&self.ends, self.units.get(..self.written).unwrap_or_default())
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
        (self.written, self.kept, self.gone) = (0, 0, 0);
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
        self.written = self.ends.last().map_or(0, |end| *end as usize);
    }

    /// Text `number`, unless it left.
    pub(super) fn get(&self, number: usize) -> Option<String> {
        let index = if number < self.kept { number } else { number.checked_sub(self.gone)? };
        let from =
            index.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        String::from_utf16(self.units.get(from..*self.ends.get(index)? as usize)?).ok()
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
        let cell = match self.add(raw, if escaped { ESCAPED } else { PLAIN }) {
            Ok(cell) => cell,
            // The place of the fault, or half a surrogate pair.
            Err(_) => {
                scan::utf8(raw, start)?;
                return Ok(Taken { cell: self.add(part(src, start - 1, close + 1), JSON)?, close, escaped });
            }
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

    /// Adds a text. Fails when it is not UTF-8, or an escape in it is half a surrogate pair.
    pub(super) fn add(&mut self, raw: &[u8], form: Form) -> Step<Cell> {
        let wanted = self.written + raw.len();
        if self.units.len() < wanted {
            self.units.resize(wanted + wanted / 2, 0);
        }
        let room = self.units.get_mut(self.written..).unwrap_or_default();
        let Some(count) = transcode(raw, room, form.escaped) else {
            return Err(Stop::Bad(0, scan::NOT_UTF8));
        };
        self.written += count;
        let number = self.count();
        self.ends.push(self.written as i32);
        Ok(tagged(form.tag, number))
    }
}

/// Writes the UTF-16 units of `raw`, the checked inside of a string, into `room`, which has as many places as `raw` has bytes: how
/// many they are.
fn transcode(raw: &[u8], room: &mut [u16], escaped: bool) -> Option<usize> {
    let (mut p, mut count) = (0, 0);
    while p < raw.len() {
        let first = byte(raw, p) as u32;
        let place = room.get_mut(count)?;
        count += 1;
        if first < 0x80 {
            *place = first as u16;
            p += 1;
            if first == b'\\' as u32 && escaped {
                let (kind, rest) = part(raw, p, raw.len()).split_first()?;
                p += 1;
                *place = match kind {
                    b'u' => {
                        p += 4;
                        scan::hex(rest) as u16
                    }
                    other => scan::meaning(*other) as u16,
                };
                if *place & 0xf800 == 0xd800 {
                    let low = part(raw, p, p + 6).strip_prefix(b"\\u".as_slice()).map_or(0, scan::hex);
                    if *place >= 0xdc00 || low & 0xfc00 != 0xdc00 {
                        return None;
                    }
                    *room.get_mut(count)? = low as u16;
                    count += 1;
                    p += 6;
                }
            }
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
