//! Single parts of a tape, for Rust: the envelope's code and message, a token, a total.
#![allow(clippy::arithmetic_side_effects)] // Offsets within the tape.

use super::keys::second;
use super::scan::part;
use super::tape::{Cell, NULL, Tag, Writer, untagged};
use super::{Kind, Record};
use crate::text::cut;

/// The cell at `path`, by the names of the table.
pub(super) fn cell(tape: &Writer, table: &'static Record, path: &[&str]) -> Option<Cell> {
    let (mut table, mut cell) = (Some(table), pair(&tape.words, 0)?);
    for name in path {
        let mut slot = 0;
        let field = table?.fields.iter().find(|field| {
            let found = field.name == *name;
            slot += if found { 0 } else { 1 + second(&field.kind).is_some() as usize };
            found
        })?;
        cell = member(&tape.words, cell, slot)?;
        table = match field.kind {
            Kind::One(record) => Some(record),
            _ => None,
        };
    }
    Some(cell)
}

fn pair(words: &[i32], at: usize) -> Option<Cell> {
    match words.get(at..at + 2) {
        Some([x, y]) => Some((*x, *y)),
        _ => None,
    }
}

/// What is in a record's slot. None when the cell is no record's.
fn member(words: &[i32], cell: Cell, slot: usize) -> Option<Cell> {
    let (Tag::At, _) = untagged(cell.0)? else { return None };
    let at = cell.1 as usize;
    let (x, tail) = pair(words, at)?;
    let tail = at + tail as usize;
    let listed = pair(words, tail)?.1 as usize;
    match untagged(x)?.0 {
        Tag::Record => pair(words, tail + 2 + slot * 2),
        Tag::Sparse => {
            let mut places = (0..listed & 0xffff).map(|index| tail + 2 + index * 4);
            let place = places.find(|place| {
                pair(words, *place).is_some_and(|it| it.0 == super::tape::tagged(Tag::Slot, slot))
            });
            place.map_or(Some(NULL), |place| pair(words, place + 2))
        }
        _ => None,
    }
}

/// A text, or a number's digits.
pub(super) fn text(tape: &Writer, cell: Cell) -> Option<String> {
    let (x, y) = cell;
    if x >= 0 {
        return owned(part(tape.ascii(), x as usize, y as usize));
    }
    let (tag, v) = untagged(x)?;
    let y = y as usize;
    match tag {
        Tag::Int => Some(crate::text::digits(cell.1.into())),
        Tag::Number => owned(part(tape.ascii(), y, y + v)),
        Tag::Same => owned(tape.remembered(v)?),
        Tag::Wide => {
            let from = bytes(&tape.wide, y);
            let rest = part(&tape.wide, from, tape.wide.len());
            owned(part(rest, 0, bytes(rest, v)))
        }
        _ => None,
    }
}

/// The whole number that a cell is, or that its text spells.
pub(super) fn int(tape: &Writer, cell: Cell) -> Option<i64> {
    let text = text(tape, cell)?;
    let whole = match cut(&text, ".") {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|digit| digit == b'0') => whole,
        _ => text.as_str(),
    };
    crate::text::whole(whole)
}

/// How many elements a list has.
pub(super) fn len(tape: &Writer, cell: Cell) -> Option<usize> {
    if cell.0 == -1 {
        return Some(0);
    }
    let (Tag::At, _) = untagged(cell.0)? else { return None };
    match untagged(pair(&tape.words, cell.1 as usize)?.0)? {
        (Tag::List, count) => Some(count),
        (Tag::Rest, count) => Some(tape.handed + count),
        _ => None,
    }
}

/// How many bytes the first `units` UTF-16 units take.
fn bytes(wide: &[u8], units: usize) -> usize {
    let mut left = units;
    let ends = wide.iter().position(|byte| {
        let starts = byte & 0xc0 != 0x80;
        let ended = starts && left == 0;
        left = left.saturating_sub(starts as usize + (*byte >= 0xf0) as usize);
        ended
    });
    ends.unwrap_or(wide.len())
}

fn owned(text: &[u8]) -> Option<String> {
    String::from_utf8(text.to_vec()).ok()
}
