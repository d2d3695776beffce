//! Lists on their way to the tape, and the batches in which the first list of records leaves while it is being read.
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST` and counts of what was read.

use super::machine::{Machine, Owner, Want};
use super::scan::{self, Step, byte, fault, space};
use super::tape::{Cell, Mark, NULL, Tag, tagged, untagged};
use super::{Kind, Record};

/// The first list of records that is reached through records alone. It can leave in batches while it is being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stream {
    rows: Rows,
    /// Its cell.
    at: usize,
    /// The tape before its first element.
    start: Mark,
    count: usize,
    /// How many elements are in the batch that was looked at last.
    batch: usize,
    /// It is not closed yet.
    pub(super) open: bool,
}

/// What is expected of a list's elements.
#[derive(Clone, Copy, Debug)]
struct Rows {
    want: Want,
    /// The plan of records.
    plan: Option<usize>,
    owner: Owner,
}

impl Machine {
    fn elements(&mut self, want: Want, owner: Owner) -> Rows {
        let plan = match want {
            Want::Row(record) => Some(self.plan(record)),
            _ => None,
        };
        Rows { want, plan, owner }
    }

    /// The list whose bracket is at `p`: its cell, and where it ends. `instead`: it stands where one record was expected.
    pub(super) fn list(
        &mut self,
        src: &[u8],
        p: usize,
        want: Want,
        owner: Owner,
        instead: bool,
    ) -> Step<(Cell, usize)> {
        self.deepen(p)?;
        let rows = self.elements(want, owner);
        let at = self.tape.words.len();
        self.tape.words.push(NULL);
        let (mut count, mut p) = (0, p + 1);
        while let Some(start) = next_element(src, &mut p, count)? {
            p = self.element(src, start, &rows)?;
            count += 1;
        }
        self.depth -= 1;
        self.tape.set(at, tagged(Tag::List, count));
        let cell = match self.tape.words.get(at + 1) {
            _ if !instead => tagged(Tag::At, at),
            None => NULL,
            Some(only) if count == 1 => match untagged(*only) {
                Some((Tag::Record | Tag::List | Tag::Map, _)) => tagged(Tag::At, at + 1),
                _ => *only,
            },
            Some(_) => {
                self.note(owner, "list");
                tagged(Tag::At, at)
            }
        };
        Ok((cell, p))
    }

    /// The element that starts at `p`, put where the tape ends: where it ends.
    fn element(&mut self, src: &[u8], p: usize, rows: &Rows) -> Step<usize> {
        if let Some(plan) = rows.plan
            && byte(src, p) == b'{'
        {
            return self.object(src, p, plan);
        }
        self.inline(src, p, rows.want, rows.owner)
    }

    /// A value, put where the tape ends: where it ends.
    pub(super) fn inline(&mut self, src: &[u8], p: usize, want: Want, owner: Owner) -> Step<usize> {
        if byte(src, p) == b'"'
            && let Want::Kind(Kind::Text | Kind::Any) = want
        {
            let taken = self.tape.text(src, p + 1)?;
            self.tape.words.push(taken.cell);
            return Ok(taken.close + 1);
        }
        let at = self.tape.words.len();
        let (cell, next) = self.value(src, p, want, owner, None)?;
        // A container is there already.
        if self.tape.words.len() == at {
            self.tape.words.push(cell);
        }
        Ok(next)
    }

    /// Begins the list of records whose bracket is at `p`, which can leave in batches: its cell.
    pub(super) fn open_stream(&mut self, p: usize, record: &'static Record, owner: Owner) -> Step<Cell> {
        self.deepen(p)?;
        let rows = self.elements(Want::Row(record), owner);
        let at = self.tape.words.len();
        self.tape.words.push(NULL);
        self.tape.texts.keep();
        self.stream = Some(Stream { rows, at, start: self.tape.mark(), count: 0, batch: 0, open: true });
        Ok(tagged(Tag::At, at))
    }

    /// Reads rows of the list that can leave in batches.
    pub(super) fn rows(&mut self, src: &[u8], p: &mut usize) -> Step<()> {
        let Some(mut stream) = self.stream else { return Ok(()) };
        let rows = stream.rows;
        let step = loop {
            let mut at = *p;
            let start = match next_element(src, &mut at, stream.count) {
                Ok(Some(start)) => start,
                Ok(None) => {
                    *p = at;
                    stream.open = false;
                    break Ok(());
                }
                Err(stop) => break Err(stop),
            };
            match self.whole(|me| me.element(src, start, &rows)) {
                Ok(next) => *p = next,
                Err(stop) => break Err(stop),
            }
            stream.count += 1;
        };
        if !stream.open {
            self.depth -= 1;
            let handed = self.tape.handed;
            let tag = if handed > 0 { Tag::Rest } else { Tag::List };
            self.tape.set(stream.at, tagged(tag, stream.count - handed));
            if handed > 0 {
                // What Rust reads of the rest must be here.
                self.tape.texts.forget();
            }
        }
        self.stream = Some(stream);
        step
    }

    /// The elements of the streamed list that are on the tape: the word where they start, and how many there are.
    pub(super) fn batch(&mut self) -> Option<(usize, usize)> {
        let stream = self.stream.as_mut().filter(|stream| stream.open)?;
        stream.batch = stream.count - self.tape.handed;
        (stream.batch > 0).then_some((stream.at + 1, stream.batch))
    }

    /// Takes the batch that was looked at off the tape.
    pub(super) fn batch_left(&mut self) {
        if let Some(stream) = self.stream.as_mut().filter(|stream| stream.batch > 0) {
            self.tape.handed += stream.batch;
            stream.batch = 0;
            self.tape.take_back(&stream.start);
            self.tape.texts.leave();
        }
    }
}

/// Where the list's next element starts, `count` having been read; none at its bracket, which `p` is moved past.
#[inline(always)]
fn next_element(src: &[u8], p: &mut usize, count: usize) -> Step<Option<usize>> {
    let at = space(src, *p);
    match byte(src, at) {
        b']' => {
            *p = at + 1;
            Ok(None)
        }
        b',' if count > 0 => Ok(Some(space(src, at + 1))),
        _ if count > 0 => fault(src, at, scan::NO_COMMA_OR_BRACKET),
        _ => Ok(Some(at)),
    }
}
