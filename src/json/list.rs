//! Lists on their way to the tape, and the batches in which the first list of records leaves while it is being read.
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST` and counts of what was read.

use super::machine::{Frame, Machine, Met, Owner, Want};
use super::scan::{self, Step, byte, fault, space};
use super::tape::{Mark, NULL, Tag, tagged, untagged};

/// A list that is not closed yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    want: Want,
    owner: Owner,
    /// It stands where one record was expected.
    instead: bool,
    at: usize,
    pub(super) count: usize,
}

/// The first list of records that is reached through records alone. It can leave in batches while it is being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stream {
    /// Its frame.
    frame: usize,
    /// The tape before its first element.
    start: Mark,
    /// Before the element that is being read: the tape, and the place in the text.
    tape: Mark,
    p: usize,
    slots: usize,
    /// How many elements are in the batch that was looked at last.
    batch: usize,
    /// It is not closed yet.
    pub(super) open: bool,
}

impl List {
    /// A list whose cell is at `at`.
    pub(super) fn new(want: Want, owner: Owner, instead: bool, at: usize) -> Self {
        Self { want, owner, instead, at, count: 0 }
    }
}

impl Machine {
    /// Reads elements until the list closes or another container opens.
    pub(super) fn list(&mut self, src: &[u8], p: &mut usize, list: List) -> Step<()> {
        let mut count = list.count;
        let streamed = self.stream.is_some_and(|stream| stream.open && stream.frame + 1 == self.frames.len());
        loop {
            if streamed && let Some(stream) = &mut self.stream {
                stream.tape = self.tape.mark();
                stream.p = *p;
                self.noted.clear();
            }
            let mut at = space(src, *p);
            match byte(src, at) {
                b']' => {
                    *p = at + 1;
                    self.close_list(list, count);
                    return Ok(());
                }
                b',' if count > 0 => at = space(src, at + 1),
                _ if count > 0 => return fault(src, at, scan::NO_COMMA_OR_BRACKET),
                _ => {}
            }
            match self.value(src, at, list.want, list.owner)? {
                Met::Plain(cell, _, next) => {
                    *p = next;
                    count += 1;
                    self.deliver(cell, NULL);
                }
                Met::Opened(next) => {
                    *p = next;
                    return Ok(());
                }
            }
        }
    }

    fn close_list(&mut self, list: List, count: usize) {
        self.frames.pop();
        self.tape.set(list.at, (tagged(Tag::List, count), 0));
        if let Some(stream) =
            self.stream.as_mut().filter(|stream| stream.frame == self.frames.len() && stream.open)
        {
            stream.open = false;
            if self.tape.handed > 0 {
                self.tape.set(list.at, (tagged(Tag::Rest, count - self.tape.handed), 0));
            }
        }
        if list.instead && count == 0 {
            self.tape.words.truncate(list.at);
            return self.deliver(NULL, NULL);
        }
        if list.instead && count == 1 {
            let inside = list.at + 2;
            let cell = match self.tape.words.get(inside..inside + 2) {
                Some([x, y]) => (*x, *y),
                _ => NULL,
            };
            if matches!(untagged(cell.0), Some((Tag::Record | Tag::Sparse | Tag::List | Tag::Map, _))) {
                return self.deliver_container(inside);
            }
            self.tape.words.truncate(list.at);
            return self.deliver(cell, NULL);
        }
        if list.instead {
            self.note(list.owner, "list");
        }
        self.deliver_container(list.at);
    }

    /// Lets the list of records whose bracket is at `p` leave in batches, if it is the first that only records lead to.
    pub(super) fn open_stream(&mut self, p: usize) {
        if self.stream.is_none() && self.frames.iter().all(|it| matches!(it, Frame::Object(_))) {
            let tape = self.tape.mark();
            let (frame, slots) = (self.frames.len(), self.slots.len());
            self.stream = Some(Stream { frame, start: tape, tape, p, slots, batch: 0, open: true });
        }
    }

    /// Goes back to the start of the element of the streamed list that is only half there, so that batches end with whole
    /// ones: where that is.
    pub(super) fn roll_back(&mut self) -> Option<usize> {
        let stream = self.stream.filter(|stream| stream.open && self.frames.len() > stream.frame + 1)?;
        self.frames.truncate(stream.frame + 1);
        self.slots.truncate(stream.slots);
        self.tape.take_back(&stream.tape);
        for index in self.noted.drain(..) {
            if let Some(deviation) = self.deviations.get_mut(index) {
                deviation.count = deviation.count.saturating_sub(1);
            }
        }
        self.deviations.retain(|deviation| deviation.count > 0);
        Some(stream.p)
    }

    /// The elements of the streamed list that are on the tape: the word where they start, and how many there are.
    pub(super) fn batch(&mut self) -> Option<(usize, usize)> {
        let stream = self.stream.as_mut().filter(|stream| stream.open)?;
        let Some(Frame::List(list)) = self.frames.get(stream.frame) else { return None };
        stream.batch = list.count - self.tape.handed;
        if stream.batch == 0 {
            return None;
        }
        Some((stream.start.words, stream.batch))
    }

    /// Takes the batch that was looked at off the tape.
    pub(super) fn batch_left(&mut self) {
        if let Some(stream) = self.stream.as_mut().filter(|stream| stream.batch > 0) {
            self.tape.handed += stream.batch;
            stream.batch = 0;
            self.tape.return_to(&stream.start);
        }
    }
}
