//! The decoder's engine: walks the text, guided by the tables, and writes the tape.
//!
//! What lies around the list of rows, the records from the root down to it, is read member by member, the list row by row. When the
//! text ends within one of those, nothing of it has been taken, and it is read again when there is more.
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST` and counts of what was read.

use super::keys::Plan;
use super::list::Stream;
use super::object::Object;
use super::scan::{self, Step, Stop, byte, fault, space};
use super::tape::{NULL, Tag, Writer, tagged};
use super::{Deviation, Kind, Record};
use std::cell::Cell;

thread_local! {
    static SPARE: Cell<Option<Machine>> = const { Cell::new(None) };
}

/// Bytes that a spared tape may have room for: what an answer of some hundred rows takes.
const MOST_SPARED: usize = 512 * 1024;

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
    /// The records from the root down that are open and read member by member.
    pub(super) spine: Vec<Object>,
    pub(super) stream: Option<Stream>,
    /// How many containers are open.
    pub(super) depth: usize,
    /// The unknown members of the records that are open: key, value.
    pub(super) extras: Vec<i32>,
    /// A text whose escapes were resolved.
    pub(super) plain: Vec<u8>,
    pub(super) tape: Writer,
    pub(super) deviations: Vec<Deviation>,
    /// Which deviations were counted in what is being read whole.
    noted: Vec<usize>,
    /// The root's value is complete.
    pub(super) done: bool,
}

impl Machine {
    /// One that has the room, and knows the keys, of the one that was [`spared`](Self::spare) last.
    pub(super) fn new(table: &'static Record, utc_offset_minutes: i32) -> Self {
        let mut machine = SPARE.take().unwrap_or_else(|| Self {
            table,
            utc_offset_minutes,
            plans: Vec::new(),
            spine: Vec::new(),
            stream: None,
            depth: 0,
            extras: Vec::new(),
            plain: Vec::new(),
            tape: Writer::default(),
            deviations: Vec::new(),
            noted: Vec::new(),
            done: false,
        });
        machine.table = table;
        machine.utc_offset_minutes = utc_offset_minutes;
        machine.tape.clear();
        machine.tape.words.push(NULL);
        machine
    }

    /// Keeps this one for the next answer, unless it holds much.
    pub(super) fn spare(mut self) {
        if self.tape.room() <= MOST_SPARED {
            self.deviations.clear();
            (self.stream, self.done) = (None, false);
            SPARE.set(Some(self));
        }
    }

    /// Reads on from `p`, which is moved past everything that was taken. Ends when there is no more to read.
    pub(super) fn run(&mut self, src: &[u8], p: &mut usize) -> Stop {
        loop {
            let step = if self.stream.is_some_and(|stream| stream.open) {
                self.rows(src, p)
            } else if self.spine.is_empty() {
                self.root(src, p)
            } else {
                self.vertebra(src, p)
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
        let (table, start) = (self.table, *p);
        if byte(src, start) == b'{' {
            let plan = self.plan(table);
            let object = self.open(plan, start)?;
            self.tape.set(0, tagged(Tag::At, object.at));
            self.spine.push(object);
            *p += 1;
            return Ok(());
        }
        let (cell, next) = self.whole(|me| me.value(src, start, Want::One(table), (table.name, ""), None))?;
        self.tape.set(0, cell);
        self.done = true;
        *p = next;
        Ok(())
    }

    /// Takes back what was written of something that is not whole.
    pub(super) fn whole<T>(&mut self, read: impl FnOnce(&mut Self) -> Step<T>) -> Step<T> {
        let (mark, depth, extras) = (self.tape.mark(), self.depth, self.extras.len());
        self.noted.clear();
        let step = read(self);
        if step.is_err() {
            self.depth = depth;
            self.extras.truncate(extras);
            self.tape.take_back(&mark);
            for index in self.noted.drain(..) {
                if let Some(deviation) = self.deviations.get_mut(index) {
                    deviation.count = deviation.count.saturating_sub(1);
                }
            }
            self.deviations.retain(|deviation| deviation.count > 0);
        }
        step
    }

    /// Counts a container whose bracket is at `p`.
    pub(super) fn deepen(&mut self, p: usize) -> Step<()> {
        if self.depth >= scan::DEEPEST as usize {
            return Err(Stop::Bad(p, scan::TOO_DEEP));
        }
        self.depth += 1;
        Ok(())
    }

    /// The container whose bracket is at `p`: its cell, and where it ends.
    pub(super) fn container(&mut self, src: &[u8], p: usize, want: Want, owner: Owner) -> Step<(i32, usize)> {
        let brace = byte(src, p) == b'{';
        let want = match want {
            Want::Kind(Kind::One(record)) => Want::One(record),
            other => other,
        };
        match (want, brace) {
            (Want::One(record) | Want::Row(record), true) => {
                let at = self.tape.words.len();
                let plan = self.plan(record);
                let next = self.object(src, p, plan)?;
                Ok((tagged(Tag::At, at), next))
            }
            (Want::One(record), false) => self.list(src, p, Want::Row(record), owner, true),
            (Want::Kind(Kind::Many(record) | Kind::List(Kind::One(record))), false) => {
                self.list(src, p, Want::Row(record), owner, false)
            }
            (Want::Kind(Kind::List(kind)), false) => self.list(src, p, Want::Kind(kind), owner, false),
            _ => {
                if !matches!(want, Want::Kind(Kind::Any)) {
                    self.note(owner, if brace { "object" } else { "list" });
                }
                if brace { self.map(src, p) } else { self.list(src, p, super::map::ANYTHING, owner, false) }
            }
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
        self.noted.push(index);
    }
}
