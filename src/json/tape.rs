//! The flat form in which an answer crosses to JavaScript: numbers in one array, texts in two buffers.
//!
//! Both buffers are JSON: lists, whose last element is a zero that nothing names. So the engine's own parser makes the texts, each on its
//! own, which JSON.stringify reads several times as fast as parts of a page's text, and a row that is kept keeps nothing else.
//!
//! A value is a cell of one word. When it is not negative, it is that element of the narrow list, whose texts are plain ASCII. -1 and -2
//! are null. Any other is `-3 - (v << 4 | tag)`, with the meaning of `v` under [`Tag`]. `src/browser/rows.js` reads the same.
//!
//! * A list is its cell followed by its elements' cells, each followed by what belongs to it. An object that no table describes
//!   is its cell followed by its members in turn: the key's cell, and the value like a list's element.
//! * A record is its cell; a word that says how far its tail is from the cell; its slots, in the order of the table; the lists and
//!   records inside it; and its tail: how many members the table doesn't know, and for each of them the cells of its key and value.
//!   A time and a span have two more slots after their own, for days and for milliseconds, a state one more, for its word's row in
//!   the table; all of them are negative when there is no such value.
//! * A list or record that belongs to a slot or a tail is named there by [`Tag::At`].
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST` and small multiples of it.

use super::scan::{self, Number, Step, byte, part};
use super::texts::Texts;

/// A value, or what stands for it.
pub(super) type Cell = i32;
pub(super) const NULL: Cell = -1;
/// A null that nothing was written for.
pub(super) const ABSENT: Cell = -2;

/// What a negative word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Tag {
    /// The text or number that is element `v` of all the answer's wide lists together.
    Text = 0,
    /// The number `v`.
    Int = 1,
    /// `v` is 0 or 1.
    Bool = 2,
    /// The list or record at word `v`.
    At = 3,
    /// A record of shape `v`.
    Record = 4,
    /// A list of `v` elements, which follow.
    List = 5,
    /// An object that no table describes, of `v` members.
    Map = 6,
    /// The rows that batches brought, and then `v` elements, which follow.
    Rest = 7,
}

const TAGS: [Tag; 8] = {
    use Tag::*;
    [Text, Int, Bool, At, Record, List, Map, Rest]
};

/// A word for `tag` with its `v`.
#[inline(always)]
pub(super) fn tagged(tag: Tag, v: usize) -> Cell {
    -3 - ((v as i32) << 4 | tag as i32)
}

/// A tagged word's parts.
pub(super) fn untagged(cell: Cell) -> Option<(Tag, usize)> {
    if cell >= 0 {
        return None;
    }
    let packed = -3 - cell;
    Some((*TAGS.get(packed as usize & 15)?, packed as usize >> 4))
}

/// The parts of a finished tape, as `build` in `src/browser/rows.js` takes them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tape<'a> {
    /// The root's cell at 0, and the cells of everything in it.
    pub words: &'a [i32],
    /// The list of plain ASCII texts.
    pub narrow: &'a [u8],
    /// The list of all other texts, and of numbers, in UTF-16.
    pub wide: &'a [u16],
    /// How many elements of it JavaScript has from batches.
    pub known: usize,
}

/// How far a tape was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) words: usize,
    written: usize,
    count: usize,
}

/// A tape in the making.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) words: Vec<i32>,
    /// How many elements of the first list went out in batches.
    pub(super) handed: usize,
    pub(super) narrow: Narrow,
    pub(super) texts: Texts,
}

/// The narrow buffer.
#[derive(Debug, Default)]
pub(super) struct Narrow {
    /// Longer than what is written, so that eight bytes at a time can be.
    bytes: Vec<u8>,
    written: usize,
    count: usize,
}

/// A text that was read.
pub(super) struct Taken {
    pub(super) cell: Cell,
    /// Where its closing quote is.
    pub(super) close: usize,
    pub(super) escaped: bool,
}

impl Writer {
    /// Makes room for the texts of `src`.
    pub(super) fn reserve(&mut self, src: &[u8]) {
        let wanted = self.narrow.written + src.len() + 16;
        if self.narrow.bytes.len() < wanted {
            self.narrow.bytes.resize(wanted, 0);
        }
    }

    /// How many bytes it has room for.
    pub(super) fn room(&self) -> usize {
        self.words.capacity() * 4 + self.narrow.bytes.capacity() + self.texts.room()
    }

    /// As if it were new.
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.handed = 0;
        (self.narrow.written, self.narrow.count) = (1, 0);
        self.texts.clear();
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { words: self.words.len(), written: self.narrow.written, count: self.narrow.count }
    }

    /// Forgets what was written after `mark`. Texts beyond ASCII stay: they will come again.
    pub(super) fn take_back(&mut self, mark: &Mark) {
        self.words.truncate(mark.words);
        (self.narrow.written, self.narrow.count) = (mark.written, mark.count);
    }

    /// Ends both lists, as they are now.
    pub(super) fn end(&mut self) {
        let to = self.narrow.written + 2;
        self.narrow.bytes.resize(self.narrow.bytes.len().max(to), 0);
        if let Some(room) = self.narrow.bytes.get_mut(self.narrow.written..to) {
            room.copy_from_slice(b"0]");
        }
        if let Some(first) = self.narrow.bytes.first_mut() {
            *first = b'[';
        }
        self.texts.end();
    }

    /// What was written when it [`ended`](Self::end) last.
    pub(super) fn parts(&self) -> Tape<'_> {
        let narrow = part(&self.narrow.bytes, 0, self.narrow.written + 2);
        Tape { words: &self.words, narrow, wide: self.texts.parts(), known: self.texts.known() }
    }

    /// The text of a cell.
    pub(super) fn text_of(&self, cell: Cell) -> Option<String> {
        if cell >= 0 {
            let text = self.narrow.bytes.split(|sign| *sign == b'"').nth(cell as usize * 2 + 1)?;
            return String::from_utf8(text.to_vec()).ok();
        }
        match untagged(cell)? {
            (Tag::Int, value) => Some(crate::text::digits(value as i64)),
            (Tag::Text, number) => self.texts.get(number),
            _ => None,
        }
    }

    /// Overwrites the word at `at`.
    pub(super) fn set(&mut self, at: usize, word: i32) {
        if let Some(place) = self.words.get_mut(at) {
            *place = word;
        }
    }

    /// Takes over the string that starts at `start`, after its opening quote.
    pub(super) fn text(&mut self, src: &[u8], start: usize) -> Step<Taken> {
        match self.narrow.text(src, start) {
            Some((cell, close)) => Ok(Taken { cell, close, escaped: false }),
            None => self.texts.take(src, start),
        }
    }

    /// A number's letters as text.
    pub(super) fn digits(&mut self, token: &[u8]) -> Step<Cell> {
        match self.narrow.add(token) {
            Some(cell) => Ok(cell),
            None => self.texts.add(token, true),
        }
    }

    /// The number that is `token`: a number, or text when a number would lose digits.
    pub(super) fn number(&mut self, token: &[u8], number: &Number) -> Step<Cell> {
        if let Some(value) = small(token) {
            Ok(tagged(Tag::Int, value))
        } else if number.safe {
            self.texts.add(token, false)
        } else {
            self.digits(token)
        }
    }
}

impl Narrow {
    /// The cell of the `length` bytes that were put where the next text's inside belongs.
    #[inline(always)]
    fn cell(&mut self, length: usize) -> Option<Cell> {
        let to = self.written + length + 3;
        let [open, .., close, comma] = self.bytes.get_mut(self.written..to)? else { return None };
        (*open, *close, *comma) = (b'"', b'"', b',');
        self.written = to;
        self.count += 1;
        Some(self.count as Cell - 1)
    }

    /// Takes over the string that starts at `start`, after its opening quote, if it is all ASCII, without escapes, and all there: its
    /// cell, and where its closing quote is.
    #[inline(always)]
    pub(super) fn text(&mut self, src: &[u8], start: usize) -> Option<(Cell, usize)> {
        let from = src.get(start..)?.as_chunks::<8>().0;
        let room = self.bytes.get_mut(self.written + 1..)?.as_chunks_mut::<8>().0;
        let mut length = 0;
        for (from, to) in from.iter().zip(room) {
            *to = *from;
            let stop = scan::special(u64::from_le_bytes(*from));
            if stop == 0 {
                length += 8;
                continue;
            }
            // What is this short mostly came before, and is known again faster than made again.
            if length == 0 {
                return None;
            }
            length += (stop.trailing_zeros() / 8) as usize;
            let close = start + length;
            if byte(src, close) != b'"' {
                return None;
            }
            return Some((self.cell(length)?, close));
        }
        None
    }

    /// Takes over the digits at `start` as text: a whole number of at least one and at most 32, which does not start with 0 and is
    /// followed by a comma or a brace. Its cell, and where it ends.
    #[inline(always)]
    pub(super) fn digits(&mut self, src: &[u8], start: usize) -> Option<(Cell, usize)> {
        let from = src.get(start..)?.as_chunks::<8>().0;
        let room = self.bytes.get_mut(self.written + 1..)?.as_chunks_mut::<8>().0;
        let mut length = 0;
        for (from, to) in from.iter().zip(room).take(4) {
            *to = *from;
            let other = u64::from_le_bytes(*from) ^ (scan::ONES * b'0' as u64);
            // The top bit of each byte that is no digit; the lowest one is exact.
            let stop = (other.wrapping_add(scan::ONES * 0x76) | other) & scan::HIGH;
            if stop == 0 {
                length += 8;
                continue;
            }
            length += (stop.trailing_zeros() / 8) as usize;
            let next = start + length;
            if length == 0 || byte(src, start) == b'0' || !matches!(byte(src, next), b',' | b'}') {
                return None;
            }
            return Some((self.cell(length)?, next));
        }
        None
    }

    /// ASCII text from elsewhere.
    fn add(&mut self, text: &[u8]) -> Option<Cell> {
        let from = self.written + 1;
        self.bytes.get_mut(from..from + text.len())?.copy_from_slice(text);
        self.cell(text.len())
    }
}

/// The value of a short whole number, except -0.
fn small(token: &[u8]) -> Option<usize> {
    if token.len() > 8 || !token.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(token.iter().fold(0, |value, digit| value * 10 + (digit - b'0') as usize))
}
