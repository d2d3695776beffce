//! Bytes in, chunk by chunk; a flat tape out, from which `src/browser/rows.js` builds plain objects.

use super::machine::Machine;
use super::scan::{self, Stop};
use super::tape::{Cell, Tape, Writer};
use super::{JsonError, Record, read};

/// A value that was not of its field's kind. It was kept as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// The record it was met in: `CaseRow`.
    pub record: &'static str,
    /// The field: `isOver`; empty for the answer itself.
    pub field: &'static str,
    /// What was there instead: `object`, `list`, `text`, `number`, `boolean`, `fraction` (for a whole number), `not a time`, `not a duration`,
    /// `unknown value` (for a state), `repeated key`, or `name taken` (an unknown key is called as a normalised value: `_` was
    /// appended to it).
    pub found: &'static str,
    /// How often.
    pub count: u32,
}

/// Reads one answer. Feed it with [`push`](Self::push) as bytes arrive, split anywhere; end with [`finish`](Self::finish).
#[derive(Debug)]
pub struct Decoder {
    machine: Machine,
    /// What was pushed and not taken yet: less than a row, or than one member of what is around the rows.
    pending: Vec<u8>,
    /// How many bytes were taken before it.
    taken: usize,
    /// It is not worth looking again at fewer bytes than this.
    wait: usize,
    started: bool,
    failed: Option<JsonError>,
}

/// Rows that are complete before the answer is: `append` in `src/browser/rows.js` builds them.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    /// The tape so far.
    pub tape: Tape<'a>,
    /// The word at which the rows start.
    pub from: usize,
    /// How many rows there are.
    pub count: usize,
}

/// Words of a tape from which on its rows are built before the answer is complete: about 60 rows of a list of tasks.
const WORTH_BUILDING: usize = 2048;

/// How much of a chunk is put behind what is held from the one before, at first.
const JOINED: usize = 2048;

impl Decoder {
    /// A decoder for answers of the type `table`; zone-less times are read at `utc_offset_minutes`.
    pub fn new(table: &'static Record, utc_offset_minutes: i32) -> Self {
        Self {
            machine: Machine::new(table, utc_offset_minutes),
            pending: Vec::new(),
            taken: 0,
            wait: 3,
            started: false,
            failed: None,
        }
    }

    /// Whether the value has ended: what may come yet is white space, or nothing of ours.
    pub const fn is_complete(&self) -> bool {
        self.machine.done && self.failed.is_none()
    }

    /// Takes the next bytes of the body.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), JsonError> {
        self.machine.batch_left();
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        if self.taken.saturating_add(self.pending.len()).saturating_add(chunk.len()) > scan::LONGEST {
            return self.fail(JsonError { at: scan::LONGEST, problem: scan::TOO_LONG });
        }
        let mut chunk = chunk;
        while !self.pending.is_empty() || chunk.len() < self.wait {
            // What is held needs only its own end: most of the chunk is read where it is.
            let held = self.pending.len();
            let more = held.saturating_add(JOINED).max(self.wait.saturating_sub(held)).min(chunk.len());
            let (joined, rest) = chunk.split_at_checked(more).unwrap_or((chunk, &[]));
            self.pending.extend_from_slice(joined);
            if self.pending.len() < self.wait {
                return Ok(());
            }
            let mut pending = std::mem::take(&mut self.pending);
            let taken = self.read(&pending)?;
            if let Some(into) = taken.checked_sub(held).filter(|_| !rest.is_empty()) {
                chunk = chunk.get(into..).unwrap_or_default();
                pending.clear();
            } else {
                chunk = rest;
                pending.drain(..taken.min(pending.len()));
            }
            self.pending = pending;
            // A long text that comes in small pieces is looked at again when it has doubled, not at every piece.
            self.wait = self.pending.len().saturating_mul(2);
            if chunk.is_empty() {
                return Ok(());
            }
        }
        let taken = self.read(chunk)?;
        self.pending.extend_from_slice(chunk.get(taken..).unwrap_or_default());
        self.wait = self.pending.len().saturating_mul(2);
        Ok(())
    }

    /// The rows of the answer's first list that came since the last batch, if they are worth building already. They are off
    /// the tape with the next [`push`](Self::push): JavaScript must have built them by then, and keeps them for the end.
    pub fn batch(&mut self) -> Option<Batch<'_>> {
        if self.machine.tape.words.len() < WORTH_BUILDING {
            return None;
        }
        let (from, count) = self.machine.batch()?;
        self.machine.tape.end();
        Some(Batch { tape: self.machine.tape.parts(), from, count })
    }

    /// Takes what it can of `src`: how much that was.
    fn read(&mut self, src: &[u8]) -> Result<usize, JsonError> {
        let mut p = 0;
        if !self.started {
            self.started = true;
            p = scan::mark(src);
        }
        self.machine.tape.reserve(src);
        if let Stop::Bad(at, problem) = self.machine.run(src, &mut p) {
            return self.fail(JsonError { at: self.taken.saturating_add(at), problem });
        }
        self.taken = self.taken.saturating_add(p);
        Ok(p)
    }

    #[cold]
    fn fail<T>(&mut self, error: JsonError) -> Result<T, JsonError> {
        self.failed = Some(error.clone());
        Err(error)
    }

    /// The body is over.
    pub fn finish(mut self) -> Result<Decoded, JsonError> {
        let end = self.taken.saturating_add(self.pending.len());
        self.wait = 0;
        // A number ends where something else begins.
        self.push(b" ")?;
        if !self.machine.done {
            return Err(JsonError { at: end, problem: scan::UNEXPECTED_END });
        }
        self.machine.tape.end();
        Ok(Decoded { machine: Some(self.machine) })
    }
}

/// A whole answer: its tape for JavaScript, and the few parts that Rust itself looks at.
#[derive(Debug)]
pub struct Decoded {
    /// Always there, until it is dropped.
    machine: Option<Machine>,
}

impl Drop for Decoded {
    fn drop(&mut self) {
        if let Some(machine) = self.machine.take() {
            machine.spare();
        }
    }
}

impl Decoded {
    /// The whole number at `path`, as `["data", "totalRcdNum"]`; names as in the table. Digits in a text count too.
    pub fn int(&self, path: &[&str]) -> Option<i64> {
        read::int(self.writer()?, self.cell(path)?)
    }

    /// The text at `path`; a number's digits, too.
    pub fn text(&self, path: &[&str]) -> Option<String> {
        self.writer()?.text_of(self.cell(path)?)
    }

    /// How many elements the list at `path` has; a null or absent one has none.
    pub fn len(&self, path: &[&str]) -> Option<usize> {
        read::len(self.writer()?, self.cell(path)?)
    }

    /// Whether there is nothing at `path`: null, absent, or no such place.
    pub fn is_null(&self, path: &[&str]) -> bool {
        self.cell(path).is_none_or(read::is_null)
    }

    fn cell(&self, path: &[&str]) -> Option<Cell> {
        read::cell(self.writer()?, self.machine.as_ref()?.table, path)
    }

    /// What was not as the table says.
    pub fn deviations(&self) -> &[Deviation] {
        self.machine.as_ref().map_or(&[], |machine| &machine.deviations)
    }

    /// The tape, as `build` in `src/browser/rows.js` takes it.
    pub fn tape(&self) -> Tape<'_> {
        self.writer().map(Writer::parts).unwrap_or_default()
    }

    fn writer(&self) -> Option<&Writer> {
        self.machine.as_ref().map(|machine| &machine.tape)
    }
}
