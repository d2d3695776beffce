//! The decoder's engine: walks the text with a stack of its own, guided by the tables, and writes the tape.
//!
//! It advances one member at a time (comma, key, colon and a plain value, or an opening bracket). When the text ends within
//! one, nothing of it has been taken, and it is read again when there is more.
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST` and counts of what was read.

use super::keys::{NONE, Plan};
use super::scan::{self, Step, Stop, byte, fault, part, space};
use super::tape::{ABSENT, Cell, Mark, NULL, Tag, Writer, tagged, untagged};

use super::{Deviation, Kind, Record};

/// Where a value belongs, for deviations: the record's name and the field's.
pub(super) type Owner = (&'static str, &'static str);

const UNKNOWN: usize = usize::MAX;

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
    plans: Vec<Plan>,
    pub(super) frames: Vec<Frame>,
    /// The slots of the records that are open, and the unknown members met so far: key cell, value cell.
    slots: Vec<i32>,
    /// The text of the open container that no table describes.
    pub(super) raw: Vec<u8>,
    plain: Vec<u8>,
    pub(super) tape: Writer,
    pub(super) deviations: Vec<Deviation>,
    /// Which deviations were counted since the last mark.
    noted: Vec<usize>,
    stream: Option<Stream>,
    /// The root's value is complete.
    pub(super) done: bool,
}

/// A container that is not closed yet.
#[derive(Clone, Copy, Debug)]
pub(super) enum Frame {
    Object(Object),
    List(List),
    Raw(Raw),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Object {
    plan: usize,
    /// Its cell on the tape.
    at: usize,
    /// Its first slot in `slots`.
    base: usize,
    /// The known field that was met last.
    last: u16,
    /// Its slot, or `UNKNOWN` when the member met last is none of the table's.
    slot: usize,
    /// It has no member yet.
    first: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    want: Want,
    owner: Owner,
    /// It stands where one record was expected.
    instead: bool,
    at: usize,
    count: usize,
}

/// The first list of records that is reached through records alone. It can leave in batches while it is being read.
#[derive(Clone, Copy, Debug)]
struct Stream {
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
    open: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Raw {
    /// From the lowest bit: which of the open brackets are braces.
    pub(super) braces: u128,
    pub(super) depth: u32,
}

/// What a value began with.
pub(super) enum Met {
    /// The whole value: its cell, the second one of its field, and where it ends.
    Plain(Cell, Cell, usize),
    /// A bracket: there is a new frame for it.
    Opened(usize),
}

impl Machine {
    pub(super) fn new(table: &'static Record, utc_offset_minutes: i32) -> Self {
        let mut tape = Writer::default();
        tape.push(NULL);
        Self {
            table,
            utc_offset_minutes,
            plans: Vec::new(),
            frames: Vec::new(),
            slots: Vec::new(),
            raw: Vec::new(),
            plain: Vec::new(),
            tape,
            deviations: Vec::new(),
            noted: Vec::new(),
            stream: None,
            done: false,
        }
    }

    /// Reads on from `p`, which is moved past every member that was taken. Ends when there is no more to read.
    pub(super) fn run(&mut self, src: &[u8], p: &mut usize) -> Stop {
        loop {
            let step = match self.frames.last() {
                Some(Frame::Object(object)) => self.object(src, p, *object),
                Some(Frame::List(list)) => self.list(src, p, *list),
                Some(Frame::Raw(raw)) => self.raw(src, p, *raw),
                None => self.root(src, p),
            };
            if let Err(stop) = step {
                return stop;
            }
        }
    }

    /// Goes back to the start of the element of the streamed list that is only half there, so that batches end with whole
    /// ones: where that is.
    pub(super) fn roll_back(&mut self) -> Option<usize> {
        let stream = self.stream.filter(|stream| stream.open && self.frames.len() > stream.frame + 1)?;
        self.frames.truncate(stream.frame + 1);
        self.slots.truncate(stream.slots);
        self.tape.return_to(&stream.tape);
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

    fn object(&mut self, src: &[u8], p: &mut usize, mut object: Object) -> Step<()> {
        let index = self.frames.len() - 1;
        let step = self.members(src, p, &mut object);
        if let Some(Frame::Object(place)) = self.frames.get_mut(index) {
            *place = object;
        }
        step
    }

    /// Reads members until the object closes or another container opens.
    fn members(&mut self, src: &[u8], p: &mut usize, object: &mut Object) -> Step<()> {
        loop {
            let mut at = space(src, *p);
            let sign = byte(src, at);
            if sign == b'}' {
                *p = at + 1;
                self.close_object(object);
                return Ok(());
            }
            if !object.first {
                if sign != b',' {
                    return fault(src, at, scan::NO_COMMA_OR_BRACE);
                }
                at = space(src, at + 1);
            }
            let Some(plan) = self.plans.get(object.plan) else { return Ok(()) };
            let expected = plan.expected(object.last);
            let index = match plan.matches(expected, src, at) {
                Some(next) => {
                    at = next;
                    expected
                }
                None => {
                    let key = self.key(src, at)?;
                    at = key.next;
                    match self.known(src, &key, object, expected) {
                        Some(index) => index,
                        None => {
                            if self.unknown(src, key, at, p, object)? {
                                continue;
                            }
                            return Ok(());
                        }
                    }
                }
            };
            at = space(src, at);
            let Some(plan) = self.plans.get(object.plan) else { return Ok(()) };
            let Some((field, slot)) = plan.field(index) else { return Ok(()) };
            let (cell, second) = if matches!(field.kind, Kind::Text) && byte(src, at) == b'"' {
                let (cell, next) = self.tape.text(src, at + 1)?;
                *p = next;
                (cell, NULL)
            } else if src.get(at..at + 4) == Some(b"null") {
                *p = at + 4;
                (NULL, NULL)
            } else {
                let owner = (plan.record.name, field.name);
                match self.value(src, at, Want::Kind(&field.kind), owner)? {
                    Met::Plain(cell, second, next) => {
                        *p = next;
                        (cell, second)
                    }
                    Met::Opened(next) => {
                        *p = next;
                        (object.last, object.slot, object.first) = (index, slot, false);
                        return Ok(());
                    }
                }
            };
            (object.last, object.slot, object.first) = (index, slot, false);
            self.fill(object, cell, second);
        }
    }

    /// Puts a value into the slot of the member met last.
    #[inline(always)]
    fn fill(&mut self, object: &Object, cell: Cell, second: Cell) {
        let from = object.base + object.slot * 2;
        if let Some([x, y]) = self.slots.get_mut(from..from + 2) {
            if (*x, *y) != ABSENT {
                return self.repeated(object, cell, second);
            }
            (*x, *y) = cell;
        }
        if second != NULL {
            self.fill_second(object, second);
        }
    }

    #[inline(never)]
    fn fill_second(&mut self, object: &Object, second: Cell) {
        let from = object.base + object.slot * 2 + 2;
        if let Some([x, y]) = self.slots.get_mut(from..from + 2) {
            (*x, *y) = second;
        }
    }

    /// The last of several values stands.
    #[cold]
    #[inline(never)]
    fn repeated(&mut self, object: &Object, cell: Cell, second: Cell) {
        let from = object.base + object.slot * 2;
        if let Some([x, y]) = self.slots.get_mut(from..from + 2) {
            (*x, *y) = cell;
        }
        let Some((plan, field)) =
            self.plans.get(object.plan).and_then(|plan| Some((plan, plan.field(object.last)?.0)))
        else {
            return;
        };
        let owner = (plan.record.name, field.name);
        if super::keys::second(&field.kind).is_some() {
            self.fill_second(object, second);
        }
        self.note(owner, "repeated key");
    }

    /// The key at `p`, and where its value may start.
    #[inline(never)]
    pub(super) fn key(&mut self, src: &[u8], p: usize) -> Step<Key> {
        if byte(src, p) != b'"' {
            return fault(src, p, scan::NO_KEY);
        }
        let text = scan::string(src, p + 1)?;
        if text.wide {
            scan::units(part(src, p + 1, text.close), p + 1)?;
        }
        let colon = space(src, text.close + 1);
        if byte(src, colon) != b':' {
            return fault(src, colon, scan::NO_COLON);
        }
        Ok(Key { start: p + 1, close: text.close, escaped: text.escaped, next: colon + 1 })
    }

    /// The field that the key means.
    fn known(&mut self, src: &[u8], key: &Key, object: &Object, expected: u16) -> Option<u16> {
        let raw = part(src, key.start, key.close);
        let plan = self.plans.get_mut(object.plan)?;
        if key.escaped {
            self.plain.clear();
            if !scan::unescape(&mut self.plain, raw) {
                return None;
            }
            return plan.find(&self.plain, expected);
        }
        let index = plan.find(raw, expected)?;
        plan.learn(object.last, index, raw);
        Some(index)
    }

    /// Takes a member that no field claims. False when it opened a container.
    #[inline(never)]
    fn unknown(&mut self, src: &[u8], key: Key, at: usize, p: &mut usize, object: &mut Object) -> Step<bool> {
        const ANY: Kind = Kind::Any;
        let met = self.value(src, space(src, at), Want::Kind(&ANY), ("", ""))?;
        let raw = part(src, key.start, key.close);
        let mut plain = std::mem::take(&mut self.plain);
        plain.clear();
        let name = if scan::unescape(&mut plain, raw) {
            if let Some(plan) = self.plans.get(object.plan)
                && let Some(field) = plan.second(&plain)
            {
                let owner = (plan.record.name, field);
                self.note(owner, "name taken");
                plain.push(b'_');
            }
            self.tape.wide(&plain, key.start)
        } else {
            self.tape.json(part(src, key.start - 1, key.close + 1), key.start)
        };
        self.plain = plain;
        let name = name?;
        object.slot = UNKNOWN;
        object.first = false;
        let (cell, next, plain) = match met {
            Met::Plain(cell, _, next) => (cell, next, true),
            Met::Opened(next) => (NULL, next, false),
        };
        self.slots.extend_from_slice(&[name.0, name.1, cell.0, cell.1]);
        *p = next;
        Ok(plain)
    }

    /// A new frame for the container whose bracket is at `p`; the offset after the bracket.
    pub(super) fn open(&mut self, src: &[u8], p: usize, want: Want, owner: Owner) -> Step<usize> {
        if self.frames.len() >= scan::DEEPEST as usize {
            return Err(Stop::Bad(p, scan::TOO_DEEP));
        }
        let brace = byte(src, p) == b'{';
        let at = self.tape.words.len();
        let list = |want, instead| Frame::List(List { want, owner, instead, at, count: 0 });
        let want = match want {
            Want::Kind(Kind::One(record)) => Want::One(record),
            other => other,
        };
        let frame = match (want, brace) {
            (Want::One(record) | Want::Row(record), true) => {
                let plan = self.plan(record);
                let base = self.slots.len();
                let slots = self.plans.get(plan).map_or(0, |plan| plan.slots);
                self.slots.resize(base + slots * 2, ABSENT.0); // Both words of `ABSENT` are -1.
                Frame::Object(Object { plan, at, base, last: NONE, slot: UNKNOWN, first: true })
            }
            (Want::One(record), false) => list(Want::Row(record), true),
            (Want::Kind(Kind::Many(record)), false) => list(Want::Row(record), false),
            (Want::Kind(Kind::List(Kind::One(record))), false) => list(Want::Row(record), false),
            (Want::Kind(Kind::List(kind)), false) => list(Want::Kind(kind), false),
            _ => {
                if !matches!(want, Want::Kind(Kind::Any)) {
                    self.note(owner, if brace { "object" } else { "list" });
                }
                self.raw.clear();
                self.raw.push(byte(src, p));
                Frame::Raw(Raw { braces: brace as u128, depth: 1 })
            }
        };
        if !matches!(frame, Frame::Raw(_)) {
            self.tape.push(NULL); // Becomes the container's cell when it closes.
        }
        let streamed = matches!(want, Want::Kind(Kind::Many(_)) if !brace);
        if streamed && self.stream.is_none() && self.frames.iter().all(|it| matches!(it, Frame::Object(_))) {
            let tape = self.tape.mark();
            let (frame, slots) = (self.frames.len(), self.slots.len());
            self.stream = Some(Stream { frame, start: tape, tape, p, slots, batch: 0, open: true });
        }
        self.frames.push(frame);
        Ok(p + 1)
    }

    fn plan(&mut self, record: &'static Record) -> usize {
        let known = self.plans.iter().position(|plan| std::ptr::eq(plan.record, record));
        known.unwrap_or_else(|| {
            self.plans.push(Plan::new(record));
            self.plans.len() - 1
        })
    }

    fn close_object(&mut self, object: &Object) {
        self.frames.pop();
        let Some(plan) = self.plans.get(object.plan) else { return };
        let tail = self.tape.words.len() - object.at;
        let known = self.slots.get(object.base..object.base + plan.slots * 2).unwrap_or_default();
        let extras = self.slots.get(object.base + plan.slots * 2..).unwrap_or_default();
        let cells = known.as_chunks::<2>().0;
        let present = cells.iter().filter(|[x, y]| (*x, *y) != ABSENT).count();
        let sparse = present * 2 < plan.slots;
        let listed = if sparse { plan.slots << 16 | present } else { plan.slots };
        let words = &mut self.tape.words;
        words.extend_from_slice(&[(extras.len() / 4) as i32, listed as i32]);
        if sparse {
            for (slot, [x, y]) in cells.iter().enumerate().filter(|(_, [x, y])| (*x, *y) != ABSENT) {
                words.extend_from_slice(&[tagged(Tag::Slot, slot), 0, *x, *y]);
            }
        } else {
            words.extend_from_slice(known);
        }
        words.extend_from_slice(extras);
        let tag = if sparse { Tag::Sparse } else { Tag::Record };
        let shape = plan.record.shape as usize;
        self.tape.set(object.at, (tagged(tag, shape), tail as i32));
        self.slots.truncate(object.base);
        self.deliver_container(object.at);
    }

    /// Reads elements until the list closes or another container opens.
    fn list(&mut self, src: &[u8], p: &mut usize, list: List) -> Step<()> {
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
            if matches!(untagged(cell.0), Some((Tag::Record | Tag::Sparse, _))) {
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

    /// A plain value goes to the container that is open, or is the root's.
    pub(super) fn deliver(&mut self, cell: Cell, second: Cell) {
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
            Some(Frame::Raw(_)) => {}
        }
    }

    /// The same for a list or record, whose cell is at `at`: in a list it already is where it belongs.
    fn deliver_container(&mut self, at: usize) {
        match self.frames.last_mut() {
            Some(Frame::List(list)) => list.count += 1,
            _ => self.deliver((tagged(Tag::At, 0), at as i32), NULL),
        }
    }

    fn give(&mut self, object: &Object, cell: Cell, second: Cell) {
        if object.slot != UNKNOWN {
            return self.fill(object, cell, second);
        }
        let from = self.slots.len() - 2;
        if let Some([x, y]) = self.slots.get_mut(from..) {
            (*x, *y) = cell;
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

/// A key's extent.
pub(super) struct Key {
    pub(super) start: usize,
    pub(super) close: usize,
    escaped: bool,
    /// After the colon.
    pub(super) next: usize,
}
