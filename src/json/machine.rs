//! The decoder's engine: walks the text with a stack of its own, guided by the tables, and writes the tape.
//!
//! It advances one member at a time (comma, key, colon and a plain value, or an opening bracket). When the text ends within
//! one, nothing of it has been taken, and it is read again when there is more.
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST` and counts of what was read.

use super::keys::Plan;
use super::list::{List, Stream};
use super::map::{ANYTHING, Map};
use super::object::Object;
use super::scan::{self, Step, Stop, byte, fault, space};
use super::tape::{self, NULL, Tag, Writer, tagged};
use super::{Deviation, Kind, Record};
use std::cell::Cell;

thread_local! {
    static SPARE: Cell<Option<Machine>> = const { Cell::new(None) };
}

/// Bytes that a spared tape may have room for: what an answer of some hundred rows takes.
const MOST_SPARED: usize = 256 * 1024;

/// Where a value belongs, for deviations: the record's name and the field's.
pub(super) type Owner = (&'static str, &'static str);

/// What is expected of a value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Want {
    Kind(&'static Kind),
    /// A record, also alone in a list.
    One(&'static Record),
    /// An element of a list of records.
    Row(&'static Record),
}

#[derive(Debug)]
pub(super) struct Machine {
    pub(super) table: &'static Record,
    pub(super) utc_offset_minutes: i32,
    pub(super) plans: Vec<Plan>,
    pub(super) frames: Vec<Frame>,
    /// The slots of the records that are open, and the unknown members met so far: key cell, value cell.
    pub(super) slots: Vec<i32>,
    pub(super) plain: Vec<u8>,
    pub(super) tape: Writer,
    pub(super) deviations: Vec<Deviation>,
    /// Which deviations were counted since the last mark.
    pub(super) noted: Vec<usize>,
    pub(super) stream: Option<Stream>,
    /// The root's value is complete.
    pub(super) done: bool,
}

/// A container that is not closed yet.
#[derive(Clone, Copy, Debug)]
pub(super) enum Frame {
    Object(Object),
    List(List),
    Map(Map),
}

/// What a value began with.
pub(super) enum Met {
    /// The whole value: its cell, the second one of its field, and where it ends.
    Plain(tape::Cell, tape::Cell, usize),
    /// A bracket: there is a new frame for it.
    Opened(usize),
}

impl Machine {
    /// One that has the room, and knows the keys, of the one that was [`spared`](Self::spare) last.
    pub(super) fn new(table: &'static Record, utc_offset_minutes: i32) -> Self {
        let mut machine = SPARE.take().unwrap_or_else(|| Self {
            table,
            utc_offset_minutes,
            plans: Vec::new(),
            frames: Vec::new(),
            slots: Vec::new(),
            plain: Vec::new(),
            tape: Writer::default(),
            deviations: Vec::new(),
            noted: Vec::new(),
            stream: None,
            done: false,
        });
        machine.table = table;
        machine.utc_offset_minutes = utc_offset_minutes;
        machine.tape.push(NULL);
        machine
    }

    /// Keeps this one for the next answer, unless it holds much.
    pub(super) fn spare(mut self) {
        if self.tape.room() <= MOST_SPARED {
            self.frames.clear();
            self.slots.clear();
            self.tape.clear();
            self.deviations.clear();
            self.noted.clear();
            (self.stream, self.done) = (None, false);
            SPARE.set(Some(self));
        }
    }

    /// Reads on from `p`, which is moved past every member that was taken. Ends when there is no more to read.
    pub(super) fn run(&mut self, src: &[u8], p: &mut usize) -> Stop {
        loop {
            let step = match self.frames.last() {
                Some(Frame::Object(object)) => self.object(src, p, *object),
                Some(Frame::List(list)) => self.list(src, p, *list),
                Some(Frame::Map(map)) => self.map(src, p, *map),
                None => self.root(src, p),
            };
            if let Err(stop) = step {
                return stop;
            }
        }
    }

    fn root(&mut self, src: &[u8], p: &mut usize) -> Step<()> {
        *p = space(src, *p);
        if self.done {
            return fault(src, *p, scan::NO_END);
        }
        match self.value(src, *p, Want::One(self.table), (self.table.name, ""))? {
            Met::Plain(cell, _, next) => {
                *p = next;
                self.deliver(cell, NULL);
            }
            Met::Opened(next) => *p = next,
        }
        Ok(())
    }

    /// A new frame for the container whose bracket is at `p`; the offset after the bracket.
    pub(super) fn open(&mut self, src: &[u8], p: usize, want: Want, owner: Owner) -> Step<usize> {
        if self.frames.len() >= scan::DEEPEST as usize {
            return Err(Stop::Bad(p, scan::TOO_DEEP));
        }
        let brace = byte(src, p) == b'{';
        let at = self.tape.words.len();
        let list = |want, instead| Frame::List(List::new(want, owner, instead, at));
        let want = match want {
            Want::Kind(Kind::One(record)) => Want::One(record),
            other => other,
        };
        let frame = match (want, brace) {
            (Want::One(record) | Want::Row(record), true) => Frame::Object(self.open_object(record, at)),
            (Want::One(record), false) => list(Want::Row(record), true),
            (Want::Kind(Kind::Many(record)), false) => list(Want::Row(record), false),
            (Want::Kind(Kind::List(Kind::One(record))), false) => list(Want::Row(record), false),
            (Want::Kind(Kind::List(kind)), false) => list(Want::Kind(kind), false),
            _ => {
                if !matches!(want, Want::Kind(Kind::Any)) {
                    self.note(owner, if brace { "object" } else { "list" });
                }
                if brace { Frame::Map(Map { at, count: 0 }) } else { list(ANYTHING, false) }
            }
        };
        self.tape.push(NULL); // Becomes the container's cell when it closes.
        if matches!(want, Want::Kind(Kind::Many(_)) if !brace) {
            self.open_stream(p);
        }
        self.frames.push(frame);
        Ok(p + 1)
    }

    /// A plain value goes to the container that is open, or is the root's.
    pub(super) fn deliver(&mut self, cell: tape::Cell, second: tape::Cell) {
        match self.frames.last_mut() {
            None => {
                self.done = true;
                self.tape.set(0, cell);
            }
            Some(Frame::List(list)) => {
                list.count += 1;
                self.tape.push(cell);
            }
            Some(Frame::Object(object)) => {
                let object = *object;
                self.give(&object, cell, second);
            }
            Some(Frame::Map(_)) => {}
        }
    }

    /// The same for a container, whose cell is at `at`: in a list or a map it already is where it belongs.
    pub(super) fn deliver_container(&mut self, at: usize) {
        match self.frames.last_mut() {
            Some(Frame::List(list)) => list.count += 1,
            Some(Frame::Map(_)) => {}
            _ => self.deliver((tagged(Tag::At, 0), at as i32), NULL),
        }
    }

    #[cold]
    #[inline(never)]
    pub(super) fn note(&mut self, (record, field): Owner, found: &'static str) {
        let same = |it: &Deviation| it.record == record && it.field == field && it.found == found;
        let index = self.deviations.iter().position(same).unwrap_or(self.deviations.len());
        match self.deviations.get_mut(index) {
            Some(deviation) => deviation.count = deviation.count.saturating_add(1),
            None => self.deviations.push(Deviation { record, field, found, count: 1 }),
        }
        if self.stream.is_some_and(|stream| stream.open) {
            self.noted.push(index);
        }
    }
}
