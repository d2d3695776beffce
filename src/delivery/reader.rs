//! Takes a body's bytes as they arrive and finds out what they are: data, a page, or neither.

use super::answer::{Answer, Body, Head};
use crate::error::Reason;
use crate::json::{Batch, Decoder, JsonError, Record};
use crate::text;

/// More than this is not read: a hundred times the largest page of rows that servers give.
const MAX_ANSWER_BYTES: usize = 64 * 1024 * 1024;
/// As much of a page as is looked at for what it says.
const PAGE_BYTES: usize = 8 * 1024;
/// A file that starts with `<` is that page if it says so within this.
const PAGE_START: usize = 512;
/// What the page says that asks for a sign-in (panda.txt §3, the 401 page): other pages speak of tokens and sign-ins, too, and prove
/// nothing.
const SIGN_IN_MARKS: [&str; 2] = ["token 状态", REFUSED];
const REFUSED: &str = "没有权限";

/// Reads one answer's body.
#[derive(Debug)]
pub struct Reader {
    head: Head,
    received: usize,
    /// What came before it was clear what it is.
    held: Vec<u8>,
    state: State,
}

#[derive(Debug)]
enum State {
    /// Not clear yet.
    Start(Wanted),
    Data(Box<Decoder>),
    File,
    Page(Vec<u8>),
    Broken(Reason, Option<String>),
}

/// What the body should be.
#[derive(Debug)]
enum Wanted {
    Data(Box<Decoder>),
    /// A file, whose failure is an answer of this kind.
    File(Box<Decoder>),
}

impl Reader {
    /// For an answer of the type `table`; zone-less times in it are read at `utc_offset_minutes`.
    pub fn data(head: Head, table: &'static Record, utc_offset_minutes: i32) -> Self {
        let decoder = Box::new(Decoder::new(table, utc_offset_minutes));
        Self { head, received: 0, held: Vec::new(), state: State::Start(Wanted::Data(decoder)) }
    }

    /// For a file; when the server answers with JSON or a page instead, that is read like any other answer.
    pub fn file(head: Head, error_table: &'static Record) -> Self {
        let decoder = Box::new(Decoder::new(error_table, 0));
        Self { head, received: 0, held: Vec::new(), state: State::Start(Wanted::File(decoder)) }
    }

    /// Takes the next bytes. False when no more are of use.
    pub fn push(&mut self, chunk: &[u8]) -> bool {
        self.received = self.received.saturating_add(chunk.len());
        if !matches!(self.state, State::File) && self.received > MAX_ANSWER_BYTES {
            self.state = State::Broken(Reason::AnswerTooLarge, None);
        }
        if !matches!(self.state, State::Start(_)) {
            return self.feed(chunk);
        }
        if self.held.is_empty() {
            self.recognise(chunk, false);
            if matches!(self.state, State::Start(_)) {
                self.held.extend_from_slice(chunk);
                return true;
            }
            return self.feed(chunk);
        }
        self.held.extend_from_slice(chunk);
        self.settle(false)
    }

    /// Looks at what is held, and passes it on when it is clear what it is.
    fn settle(&mut self, over: bool) -> bool {
        let held = core::mem::take(&mut self.held);
        self.recognise(&held, over);
        if !over && matches!(self.state, State::Start(_)) {
            self.held = held;
            return true;
        }
        self.feed(&held)
    }

    fn feed(&mut self, chunk: &[u8]) -> bool {
        match &mut self.state {
            State::Data(decoder) => {
                if let Err(error) = decoder.push(chunk) {
                    self.state = broken(error);
                }
                true
            }
            State::Page(text) => {
                let room = PAGE_BYTES.saturating_sub(text.len()).min(chunk.len());
                text.extend_from_slice(chunk.get(..room).unwrap_or_default());
                text.len() < PAGE_BYTES
            }
            State::File | State::Start(_) => true,
            State::Broken(..) => false,
        }
    }

    /// Whether the bytes so far are a file's, to be kept by the caller.
    pub const fn is_file(&self) -> bool {
        matches!(self.state, State::File)
    }

    /// Whether the answer is there: servers and proxies that don't end a body are not waited for.
    pub fn is_complete(&self) -> bool {
        matches!(&self.state, State::Data(decoder) if decoder.is_complete())
    }

    /// Rows that can be built already; see [`Decoder::batch`].
    pub fn batch(&mut self) -> Option<Batch<'_>> {
        match &mut self.state {
            State::Data(decoder) => decoder.batch(),
            _ => None,
        }
    }

    /// The body is over.
    pub fn finish(mut self) -> Answer {
        if matches!(self.state, State::Start(_)) {
            self.settle(true);
        }
        let body = match self.state {
            State::Start(Wanted::File(_)) if self.head.is_success() => Body::File,
            State::Start(_) if self.head.is_type("text/html") => Body::Page { asks_sign_in: false },
            State::Start(_) => Body::Broken(Reason::EmptyAnswer, None),
            State::File => Body::File,
            State::Page(text) => Body::Page {
                asks_sign_in: SIGN_IN_MARKS.iter().any(|mark| text::position(&text, mark).is_some()),
            },
            State::Broken(reason, detail) => Body::Broken(reason, detail),
            State::Data(decoder) => match decoder.finish() {
                Ok(decoded) => Body::Data(decoded),
                Err(error) => match broken(error) {
                    State::Broken(reason, detail) => Body::Broken(reason, detail),
                    _ => Body::Broken(Reason::BadJson, None),
                },
            },
        };
        Answer { head: self.head, body }
    }

    /// Looks at the first byte that is not white space; at more where a file begins like a page. `over`: there is no more.
    fn recognise(&mut self, start: &[u8], over: bool) {
        let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
        let Some(first) = text.iter().copied().find(|byte| !byte.is_ascii_whitespace()) else { return };
        let html = self.head.is_type("text/html") || self.head.is_type("application/xhtml+xml");
        let unclear = first == b'<' && text.len() < PAGE_START && !over;
        let page = first == b'<' && (!self.head.is_success() || is_page(text));
        let State::Start(wanted) = core::mem::replace(&mut self.state, State::Page(Vec::new())) else {
            return;
        };
        self.state = match wanted {
            Wanted::Data(_) if first == b'<' => State::Page(Vec::new()),
            Wanted::Data(decoder) => State::Data(decoder),
            Wanted::File(_) if html => State::Page(Vec::new()),
            Wanted::File(decoder) if first == b'{' && self.head.is_type("application/json") => {
                State::Data(decoder)
            }
            Wanted::File(decoder) if unclear => State::Start(Wanted::File(decoder)),
            Wanted::File(_) if page => State::Page(Vec::new()),
            Wanted::File(_) => State::File,
        };
    }
}

fn broken(error: JsonError) -> State {
    State::Broken(
        Reason::BadJson,
        Some(text::concat(&[error.problem, " at byte ", &text::digits(error.at as i64)])),
    )
}

/// Whether text that starts with `<` is the page that asks for a sign-in, by its title (panda.txt §3), rather than a file that happens to
/// (an SVG, a table that is called a spreadsheet).
fn is_page(text: &[u8]) -> bool {
    let start = text.get(..PAGE_START).unwrap_or(text);
    text::position(start, "<html").is_some() && text::position(start, REFUSED).is_some()
}
