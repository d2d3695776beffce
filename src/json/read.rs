//! Single parts of a tape, for Rust: the envelope's code and message, a token, a total.
#![allow(clippy::arithmetic_side_effects)] // Offsets within the tape.

use super::keys::width;
use super::object::HEAD;
use super::tape::{Cell, NULL, Tag, Writer, untagged};
use super::{Kind, Record};
use crate::text::cut;

/// The cell at `path`, by the names of the table.
pub(super) fn cell(tape: &Writer, table: &'static Record, path: &[&str]) -> Option<Cell> {
    let (mut table, mut cell) = (Some(table), *tape.words.first()?);
    for name in path {
        let mut slot = HEAD;
        let field = table?.fields.iter().find(|field| {
            let found = field.name == *name;
            slot += if found { 0 } else { width(&field.kind) };
            found
        })?;
        let (Tag::Record, at) = container(tape, cell)? else { return None };
        cell = *tape.words.get(at + slot)?;
        table = match field.kind {
            Kind::One(record) => Some(record),
            _ => None,
        };
    }
    Some(cell)
}

/// What kind of container a cell names, and where that is.
fn container(tape: &Writer, cell: Cell) -> Option<(Tag, usize)> {
    let (Tag::At, at) = untagged(cell)? else { return None };
    Some((untagged(*tape.words.get(at)?)?.0, at))
}

/// The whole number that a cell is, or that its text spells.
pub(super) fn int(tape: &Writer, cell: Cell) -> Option<i64> {
    let text = tape.text_of(cell)?;
    let whole = match cut(&text, ".") {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|digit| digit == b'0') => whole,
        _ => text.as_str(),
    };
    crate::text::whole(whole)
}

/// How many elements a list has.
pub(super) fn len(tape: &Writer, cell: Cell) -> Option<usize> {
    if is_null(cell) {
        return Some(0);
    }
    let (_, at) = container(tape, cell)?;
    match untagged(*tape.words.get(at)?)? {
        (Tag::List, count) => Some(count),
        (Tag::Rest, count) => Some(tape.handed + count),
        _ => None,
    }
}

pub(super) fn is_null(cell: Cell) -> bool {
    cell == NULL || cell == super::tape::ABSENT
}
