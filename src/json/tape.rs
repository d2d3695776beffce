//! The flat form in which an answer crosses to JavaScript: numbers in one array, texts in two buffers.
//!
//! A value is a cell of two words `x, y`. When `x >= 0` it is ASCII text, `ascii[x..y]`. `x == -1` is null. Otherwise
//! `x == -2 - (v << 4 | tag)`, with the meaning of `v` and `y` under [`Tag`]. `src/browser/rows.js` reads the same.
//!
//! * A list is its cell followed by its elements' cells, each followed by what belongs to it. An object that no table describes
//!   is its cell followed by its members in turn: the key's cell, and the value like a list's element.
//! * A record is its cell, followed by the lists and records inside it, followed by its tail, `y` words after the cell:
//!   one cell `extras, slots`, then a cell for each slot in the order of the table, then `extras` pairs of key and value that
//!   the table doesn't know. When most slots are absent ([`Tag::Sparse`]), `slots` is `slots << 16 | present`, and there are
//!   `present` pairs of slot number and cell instead.
//! * A list or record that belongs to a slot is named there by [`Tag::At`].
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST` and small multiples of it.

use super::intern::{Interner, LONGEST, hash, mixed};
use super::scan::{self, Number, Step, byte, part, stops, word};

/// A value: two words.
pub(super) type Cell = (i32, i32);
pub(super) const NULL: Cell = (-1, 0);
/// A null that nothing was written for.
pub(super) const ABSENT: Cell = (-1, -1);

/// What a negative word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Tag {
    /// `v` is 0 or 1.
    Bool = 0,
    /// The number `y`.
    Int = 1,
    /// The number written in `v` bytes of ASCII from `y`.
    Number = 2,
    /// Text: `v` UTF-16 units of the wide buffer from `y`.
    Wide = 3,
    /// Text: entry `v` of the dictionary.
    Same = 4,
    /// A text with half a surrogate pair in it, as JSON in `v` bytes of ASCII from `y`.
    Json = 5,
    /// The same in `v` UTF-16 units of the wide buffer from `y`.
    WideJson = 6,
    /// An instant: `v` milliseconds into day `y` since 1970. Or a span of `y` days and `v` milliseconds.
    Time = 7,
    /// A state's word: row `v` of its table.
    Word = 8,
    /// A list of `v` elements, which follow.
    List = 9,
    /// A record of shape `v`, its tail `y` words on.
    Record = 10,
    /// The same, its tail sparse.
    Sparse = 11,
    /// The list or record at word `y`.
    At = 12,
    /// In a sparse tail: the slot numbered `v`.
    Slot = 13,
    /// The rows that batches brought, and then `v` elements, which follow.
    Rest = 14,
    /// An object that no table describes, of `v` members: each the cell of its key, and the value, which is like a list's element.
    Map = 15,
}

const TAGS: [Tag; 16] = {
    use Tag::*;
    [Bool, Int, Number, Wide, Same, Json, WideJson, Time, Word, List, Record, Sparse, At, Slot, Rest, Map]
};

/// A word for `tag` with its `v`.
#[inline(always)]
pub(super) fn tagged(tag: Tag, v: usize) -> i32 {
    -2 - ((v as i32) << 4 | tag as i32)
}

/// A tagged word's parts.
pub(super) fn untagged(x: i32) -> Option<(Tag, usize)> {
    let packed = -2 - x;
    Some((*TAGS.get(packed as usize & 15)?, packed as usize >> 4))
}

/// The parts of a finished tape, as `build` in `src/browser/rows.js` takes them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tape<'a> {
    /// The root's cell at 0, and the cells of everything in it.
    pub words: &'a [i32],
    /// Texts that may repeat: from where to where in the wide buffer, in UTF-16 units.
    pub dictionary: &'a [i32],
    /// The bytes of ASCII texts.
    pub ascii: &'a [u8],
    /// UTF-8 of all other texts; offsets into it count UTF-16 units.
    pub wide: &'a [u8],
}

/// How far a tape was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) words: usize,
    dictionary: usize,
    written: usize,
    wide: usize,
    units: usize,
}

/// A tape in the making.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) words: Vec<i32>,
    /// How many elements of the first list went out in batches.
    pub(super) handed: usize,
    dictionary: Vec<i32>,
    /// Where in `wide` the dictionary's texts are, in bytes.
    remembered: Vec<(usize, usize)>,
    /// Longer than what is written, so that eight bytes at a time can be.
    ascii: Vec<u8>,
    written: usize,
    pub(super) wide: Vec<u8>,
    units: usize,
    interner: Interner,
    /// A text whose escapes were resolved.
    plain: Vec<u8>,
}

impl Writer {
    /// Makes room for the texts of `src`.
    pub(super) fn reserve(&mut self, src: &[u8]) {
        let wanted = self.written + src.len() + 8;
        if self.ascii.len() < wanted {
            self.ascii.resize(wanted, 0);
        }
    }

    /// How many bytes it has room for.
    pub(super) fn room(&self) -> usize {
        self.words.capacity() * 4
            + self.dictionary.capacity() * 12
            + self.ascii.capacity()
            + self.wide.capacity()
    }

    /// As if it were new.
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.dictionary.clear();
        self.remembered.clear();
        self.wide.clear();
        self.interner.forget();
        (self.handed, self.written, self.units) = (0, 0, 0);
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            words: self.words.len(),
            dictionary: self.remembered.len(),
            written: self.written,
            wide: self.wide.len(),
            units: self.units,
        }
    }

    /// Forgets everything that was written after `mark`, texts that came once included.
    pub(super) fn return_to(&mut self, mark: &Mark) {
        self.take_back(mark);
        self.dictionary.truncate(mark.dictionary * 2);
        self.remembered.truncate(mark.dictionary);
        self.wide.truncate(mark.wide);
        self.units = mark.units;
        self.interner.forget();
    }

    /// Forgets what was made after `mark`. Texts beyond ASCII stay: they will come again.
    pub(super) fn take_back(&mut self, mark: &Mark) {
        self.words.truncate(mark.words);
        self.written = mark.written;
    }

    pub(super) fn parts(&self) -> Tape<'_> {
        Tape { words: &self.words, dictionary: &self.dictionary, ascii: self.ascii(), wide: &self.wide }
    }

    /// Text `number` of the dictionary.
    pub(super) fn remembered(&self, number: usize) -> Option<&[u8]> {
        let (from, to) = *self.remembered.get(number)?;
        Some(part(&self.wide, from, to))
    }

    /// The text that a cell holds, if it was short or plain.
    pub(super) fn text_at(&self, (x, y): Cell) -> Option<&[u8]> {
        if x >= 0 {
            return Some(part(self.ascii(), x as usize, y as usize));
        }
        match untagged(x) {
            Some((Tag::Same, number)) => self.remembered(number),
            _ => None,
        }
    }

    pub(super) fn ascii(&self) -> &[u8] {
        part(&self.ascii, 0, self.written)
    }

    #[inline(always)]
    pub(super) fn push(&mut self, cell: Cell) {
        self.words.push(cell.0);
        self.words.push(cell.1);
    }

    /// Overwrites the cell at `at`.
    pub(super) fn set(&mut self, at: usize, cell: Cell) {
        if let Some(place) = self.words.get_mut(at..at + 2) {
            place.copy_from_slice(&[cell.0, cell.1]);
        }
    }

    /// Takes over the string that starts at `p`, after its opening quote: its cell, and the offset after its closing quote.
    #[inline(always)]
    pub(super) fn text(&mut self, src: &[u8], start: usize) -> Step<(Cell, usize)> {
        let from = src.get(start..).unwrap_or_default().as_chunks::<8>().0;
        let room = self.ascii.get_mut(self.written..).unwrap_or_default().as_chunks_mut::<8>().0;
        let mut length = 0;
        for (from, to) in from.iter().zip(room) {
            *to = *from;
            let word = u64::from_le_bytes(*from);
            let stop = stops(word) | word & scan::HIGH;
            if stop == 0 {
                length += 8;
                continue;
            }
            length += (stop.trailing_zeros() / 8) as usize;
            if byte(src, start + length) != b'"' {
                break;
            }
            let to = self.written + length;
            let cell = (self.written as i32, to as i32);
            self.written = to;
            return Ok((cell, start + length + 1));
        }
        self.uncommon(src, start)
    }

    /// Takes over the digits at `p` as text: a whole number of at least one and at most 32, which does not start with 0 and is followed
    /// by a comma or a brace.
    #[inline(always)]
    pub(super) fn digits(&mut self, src: &[u8], start: usize) -> Option<(Cell, usize)> {
        let from = src.get(start..)?.as_chunks::<8>().0;
        let room = self.ascii.get_mut(self.written..)?.as_chunks_mut::<8>().0;
        let mut length = 0;
        for (from, to) in from.iter().zip(room).take(4) {
            *to = *from;
            let other = u64::from_le_bytes(*from) ^ (scan::ONES * b'0' as u64);
            // The top bit of each byte that is no digit.
            let stop = (((other & !scan::HIGH) + scan::ONES * 0x76) | other) & scan::HIGH;
            if stop == 0 {
                length += 8;
                continue;
            }
            length += (stop.trailing_zeros() / 8) as usize;
            let next = start + length;
            if length == 0 || byte(src, start) == b'0' || !matches!(byte(src, next), b',' | b'}') {
                return None;
            }
            let cell = (self.written as i32, (self.written + length) as i32);
            self.written += length;
            return Some((cell, next));
        }
        None
    }

    /// A text with escapes, or beyond ASCII, or at the end of the chunk.
    #[inline(never)]
    fn uncommon(&mut self, src: &[u8], start: usize) -> Step<(Cell, usize)> {
        // Mostly a short one of which nothing has to be known but that it came before.
        let (mut p, mut hash) = (start, 0);
        while let Some(word) = word(src, p)
            && p - start < LONGEST
        {
            let stop = stops(word);
            if stop == 0 {
                hash = mixed(hash, word);
                p += 8;
                continue;
            }
            let free = stop.trailing_zeros() / 8;
            let close = p + free as usize;
            if byte(src, close) == b'"' {
                let hash = mixed(hash, word & !(u64::MAX << (free * 8))) as u32;
                if let Some(number) = self.interner.look(hash, part(src, start, close), &self.wide) {
                    return Ok(((tagged(Tag::Same, number), 0), close + 1));
                }
            }
            break;
        }
        let found = scan::string(src, start)?;
        let raw = part(src, start, found.close);
        let next = found.close + 1;
        if !found.escaped {
            return Ok((if found.wide { self.wide(raw, start)? } else { self.narrow(raw) }, next));
        }
        if found.wide {
            scan::units(raw, start)?;
        }
        let mut plain = std::mem::take(&mut self.plain);
        plain.clear();
        let whole = scan::unescape(&mut plain, raw);
        let cell = if !whole {
            self.json(part(src, start - 1, next), start - 1)
        } else if plain.is_ascii() {
            Ok(self.narrow(&plain))
        } else {
            self.wide(&plain, start)
        };
        self.plain = plain;
        Ok((cell?, next))
    }

    /// ASCII text.
    pub(super) fn narrow(&mut self, text: &[u8]) -> Cell {
        let from = self.append(text);
        (from as i32, self.written as i32)
    }

    fn append(&mut self, text: &[u8]) -> usize {
        let from = self.written;
        self.written += text.len();
        if self.ascii.len() < self.written + 8 {
            self.ascii.resize(self.written + 8, 0);
        }
        if let Some(room) = self.ascii.get_mut(from..self.written) {
            room.copy_from_slice(text);
        }
        from
    }

    /// Text that may come again, from offset `base` of the input.
    pub(super) fn wide(&mut self, text: &[u8], base: usize) -> Step<Cell> {
        if text.len() > LONGEST {
            let (from, units) = self.append_wide(text, base)?;
            return Ok((tagged(Tag::Wide, units), from as i32));
        }
        let hash = hash(text);
        if let Some(number) = self.interner.look(hash, text, &self.wide) {
            return Ok((tagged(Tag::Same, number), 0));
        }
        let at = self.wide.len();
        let (from, units) = self.append_wide(text, base)?;
        let number = self.dictionary.len() / 2;
        self.dictionary.extend_from_slice(&[from as i32, (from + units) as i32]);
        self.remembered.push((at, at + text.len()));
        self.interner.put(hash, at, text.len(), number);
        Ok((tagged(Tag::Same, number), 0))
    }

    /// Where it starts, and how long it is, in UTF-16 units.
    fn append_wide(&mut self, text: &[u8], base: usize) -> Step<(usize, usize)> {
        let (from, units) = (self.units, scan::units(text, base)?);
        self.wide.extend_from_slice(text);
        self.units += units;
        Ok((from, units))
    }

    /// The name of a member: once for all objects that have it.
    pub(super) fn name(&mut self, text: &[u8], base: usize) -> Step<Cell> {
        if text.len() > LONGEST && text.is_ascii() {
            return Ok(self.narrow(text));
        }
        self.wide(text, base)
    }

    /// JSON that JavaScript's own parser will read.
    pub(super) fn json(&mut self, text: &[u8], base: usize) -> Step<Cell> {
        if text.is_ascii() {
            let from = self.append(text);
            return Ok((tagged(Tag::Json, text.len()), from as i32));
        }
        let (from, units) = self.append_wide(text, base)?;
        Ok((tagged(Tag::WideJson, units), from as i32))
    }

    /// The number that is `token`: a number, or text when a number would lose digits.
    pub(super) fn number(&mut self, token: &[u8], number: &Number) -> Cell {
        if let Some(value) = small(token) {
            (tagged(Tag::Int, 0), value)
        } else if number.safe {
            let from = self.append(token);
            (tagged(Tag::Number, token.len()), from as i32)
        } else {
            self.narrow(token)
        }
    }
}

/// The value of a short whole number, except -0.
fn small(token: &[u8]) -> Option<i32> {
    let digits = token.strip_prefix(b"-").unwrap_or(token);
    if digits.len() > 9 || !digits.iter().all(u8::is_ascii_digit) || token == b"-0" {
        return None;
    }
    let value = digits.iter().fold(0, |value, digit| value * 10 + (digit - b'0') as i32);
    Some(if digits.len() < token.len() { -value } else { value })
}
