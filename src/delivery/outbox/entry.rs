//! One submission in the outbox, and how it is stored: as JSON, without a token and without any header. What it sends lies beside it
//! in the store, and is handed over only where it is read.

use crate::json::Value;
use crate::list::List;
use crate::text::{concat, digits, join};

/// How far a submission has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing has left yet.
    Queued,
    /// Its bytes may be leaving, or have left; its owner waits for the answer.
    Sending,
    /// Its bytes may have left, and no answer will come.
    Unknown,
    /// It is over. Kept for a while for whoever waits for it, without its payload.
    Settled,
}

impl State {
    const ALL: [(State, &'static str); 4] = [
        (State::Queued, "queued"),
        (State::Sending, "sending"),
        (State::Unknown, "unknown"),
        (State::Settled, "settled"),
    ];

    /// As in the published type (which has no `settled`: such entries are not shown).
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("", |(_, name)| name)
    }
}

/// A request without what is secret in it: its headers are made anew each time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    /// `POST`, `DELETE`.
    pub method: String,
    /// The whole address.
    pub url: String,
    /// The body; empty where only the entry is at hand.
    pub body: String,
}

/// Something found by `reconcile`: a case, a process, a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its number or id.
    pub id: String,
    /// For people.
    pub title: Option<String>,
}

impl Found {
    /// `{id, title}`
    pub fn to_value(&self) -> Value {
        Value::object(vec![("id", text(&self.id)), ("title", some(self.title.as_deref()))])
    }
}

/// One submission. Times are epoch milliseconds of the device.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What the app knows it by.
    pub key: String,
    /// Whose it is: service, base address, account. Entries of another scope are another client's.
    pub scope: String,
    /// `panda`, `center`
    pub service: String,
    /// The method: `submit`, `complete`.
    pub operation: String,
    /// For people.
    pub title: Option<String>,
    /// How far it has come.
    pub state: State,
    /// The page that is at work on it.
    pub owner: Option<String>,
    /// From then on its owner is surely not at work on it any more; of a settled one, when it is forgotten.
    pub until: f64,
    /// When the app handed it over.
    pub created_at: f64,
    /// When it was last sent.
    pub sent_at: Option<f64>,
    /// How often it was sent.
    pub attempts: u32,
    /// An earlier sending is of unknown outcome, and a person has decided to send it again.
    pub lost: bool,
    /// Why it is unknown, or still queued: an error's kind and message.
    pub error: Option<(String, String)>,
    /// The payload's field that carries the key.
    pub key_field: Option<String>,
    /// What was found when it was looked for.
    pub found: Vec<Found>,
    /// How many cases or processes it makes.
    pub makes: u32,
    /// What identical submissions have in common.
    pub print: String,
    /// The app said that it may wait for the network.
    pub queue: bool,
    /// Somebody else waits for its end.
    pub joined: bool,
    /// It was taken from the queue rather than handed over: one at a time.
    pub drains: bool,
    /// What the waiters get: a submission or an error, as JSON.
    pub result: Option<String>,
    /// A request for each route at which servers have the operation.
    pub payloads: Vec<Payload>,
}

impl Entry {
    /// Under what it is stored: a key is the app's own, and two accounts may use the same.
    pub fn id(&self) -> String {
        id(&self.scope, &self.key)
    }

    /// What it says to the server, read.
    pub fn said(&self) -> Value {
        let body = self.payloads.first().map_or("", |payload| &payload.body);
        Value::parse(body.as_bytes()).unwrap_or(Value::Null)
    }

    /// The process that it names, if any.
    pub fn process(&self) -> Option<String> {
        self.said().get("procInsId").and_then(Value::as_text).map(str::to_owned)
    }

    /// As it is stored, but for the bodies.
    pub fn to_value(&self) -> Value {
        let flag = |on: bool| if on { Value::Bool(true) } else { Value::Null };
        let payloads = self
            .payloads
            .iter()
            .map(|payload| Value::List([&payload.method, &payload.url].map(|part| text(part)).into()));
        Value::object(vec![
            ("id", text(&self.id())),
            ("scope", text(&self.scope)),
            ("owner", some(self.owner.as_deref())),
            ("until", number(self.until)),
            ("makes", number(f64::from(self.makes))),
            ("print", text(&self.print)),
            ("lost", flag(self.lost)),
            ("queue", flag(self.queue)),
            ("joined", flag(self.joined)),
            ("drains", flag(self.drains)),
            ("result", some(self.result.as_deref())),
            ("payloads", Value::List(payloads.list())),
            ("shown", self.to_public()),
        ])
    }

    /// As apps see it: outbox.d.ts, `OutboxEntry`.
    pub fn to_public(&self) -> Value {
        let error = self.error.as_ref().map_or(Value::Null, |(kind, message)| {
            Value::object(vec![("kind", text(kind)), ("message", text(message))])
        });
        let found = self.found.iter().map(Found::to_value);
        Value::object(vec![
            ("key", text(&self.key)),
            ("service", text(&self.service)),
            ("operation", text(&self.operation)),
            ("state", text(self.state.name())),
            ("title", some(self.title.as_deref())),
            ("createdAt", number(self.created_at)),
            ("sentAt", self.sent_at.map_or(Value::Null, number)),
            ("expiresAt", number(self.created_at + super::LIFETIME)),
            ("attempts", number(f64::from(self.attempts))),
            ("error", error),
            ("keyField", some(self.key_field.as_deref())),
            ("found", Value::List(found.list())),
        ])
    }

    /// Reads what [`to_value`](Self::to_value) wrote, with or without each payload's body after its address; `None` for anything
    /// else.
    pub fn from_value(stored: &Value) -> Option<Self> {
        let shown = stored.get("shown")?;
        let of = |value: &Value, name: &str| value.get(name).and_then(Value::as_text).map(str::to_owned);
        let is = |name: &str| stored.get(name) == Some(&Value::Bool(true));
        let state = of(shown, "state")?;
        let payloads = items(stored, "payloads").filter_map(|parts| {
            let Value::List(parts) = parts else { return None };
            let mut parts = parts.iter().filter_map(Value::as_text).map(str::to_owned);
            Some(Payload {
                method: parts.next()?,
                url: parts.next()?,
                body: parts.next().unwrap_or_default(),
            })
        });
        let found = items(shown, "found")
            .filter_map(|found| Some(Found { id: of(found, "id")?, title: of(found, "title") }));
        let error = shown.get("error").and_then(|error| Some((of(error, "kind")?, of(error, "message")?)));
        Some(Self {
            key: of(shown, "key")?,
            scope: of(stored, "scope")?,
            service: of(shown, "service")?,
            operation: of(shown, "operation")?,
            title: of(shown, "title"),
            state: State::ALL.iter().find(|(_, name)| *name == state)?.0,
            owner: of(stored, "owner"),
            until: whole(stored, "until")?,
            created_at: whole(shown, "createdAt")?,
            sent_at: whole(shown, "sentAt"),
            attempts: whole(shown, "attempts")? as u32,
            lost: is("lost"),
            error,
            key_field: of(shown, "keyField"),
            found: found.list(),
            makes: whole(stored, "makes")? as u32,
            print: of(stored, "print")?,
            queue: is("queue"),
            joined: is("joined"),
            drains: is("drains"),
            result: of(stored, "result"),
            payloads: payloads.list(),
        })
    }
}

/// See [`Entry::id`].
pub fn id(scope: &str, key: &str) -> String {
    concat(&[scope, "|", key])
}

/// What identical submissions have in common: 64 bits of their requests and how long those are.
pub fn print<'a>(parts: impl Iterator<Item = &'a [u8]>) -> String {
    let (mut hash, mut length) = (1_u64, 0_u32);
    for part in parts {
        // Bodies are long: sixteen bytes at a time. A difference spreads before it meets the next one.
        let spread = |word: u64| (word ^ word >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut eat = |one: u64, two: u64| hash = spread(hash ^ one) ^ spread(two).rotate_left(9);
        let (words, rest) = part.as_chunks::<8>();
        let (pairs, single) = words.as_chunks::<2>();
        pairs.iter().for_each(|[one, two]| eat(u64::from_le_bytes(*one), u64::from_le_bytes(*two)));
        single.iter().for_each(|word| eat(u64::from_le_bytes(*word), 1));
        rest.iter().for_each(|byte| eat(u64::from(*byte), 2));
        eat(part.len() as u64, 3);
        length = length.wrapping_add(part.len() as u32);
    }
    // Two halves, as 64-bit numbers are long to write in wasm.
    let parts = [hash as u32, (hash >> 32) as u32, length].map(|part| digits(part.into()));
    join(&parts, ".")
}

pub(super) fn text(text: &str) -> Value {
    Value::Text(text.into())
}

pub(super) fn some(given: Option<&str>) -> Value {
    given.map_or(Value::Null, text)
}

/// Milliseconds and counts are whole; writing floats would bring tables of kilobytes.
pub(super) fn number(value: f64) -> Value {
    Value::Number(digits(value as i64))
}

pub(super) fn whole(of: &Value, name: &str) -> Option<f64> {
    match of.get(name)? {
        Value::Number(number) => crate::text::whole(number).map(|number| number as f64),
        _ => None,
    }
}

pub(super) fn items<'a>(of: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    match of.get(name) {
        Some(Value::List(items)) => items.as_slice(),
        _ => &[],
    }
    .iter()
}
