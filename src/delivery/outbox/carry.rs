//! The outbox for the browser layer: stored entries and what happened in, what to store and what to say out; all as JSON.

use super::entry::{id, items, number, some, text, whole};
use super::{Admission, Book, End, Entry, Found, Look, Told, pause};
use crate::error::Locale;
use crate::json::Value;
use crate::list::List;

/// Who acts, and when.
#[derive(Clone, Copy, Debug)]
pub struct Actor<'a> {
    /// Whose entries this client may touch.
    pub scopes: &'a [String],
    /// How long it is at work on an entry at most, in milliseconds.
    pub lease_ms: f64,
    /// Of messages.
    pub locale: Locale,
    /// Epoch milliseconds.
    pub now: f64,
    /// 0 up to 1.
    pub random: f64,
}

/// Why an entry is unknown whose page is gone.
const CLOSED: (&str, &str) = (
    "页面在服务器答复之前关闭了。请求可能已被执行，请先在列表中核对，不要直接重复提交",
    "The page was closed before the server answered: look in the list before sending it again",
);
/// What waiters are told of an entry that a person gave up.
const DISCARDED: &str = r#"{"unknown":null}"#;

/// Lets `event` happen to the stored `entries`. Answers `{put: entries to store, drop: ids to forget, answer}`.
pub fn carry(entries: &[u8], event: &[u8], actor: Actor<'_>) -> String {
    let stored = Value::parse(entries).unwrap_or(Value::Null);
    let event = Value::parse(event).unwrap_or(Value::Null);
    let entries: Vec<Entry> = match &stored {
        // What cannot be read is another version's, and stays.
        Value::List(entries) => entries.iter().filter_map(Entry::from_value).list(),
        _ => Vec::new(),
    };
    let before = entries.iter().map(Entry::to_value).list();
    let ids = entries.iter().map(Entry::id).list();
    let mut book = Book::new(entries);
    let gone: Vec<String> = items(&event, "gone").filter_map(Value::as_text).map(str::to_owned).list();
    book.sweep(&gone, ("aborted", actor.locale.pick(CLOSED.0, CLOSED.1)), actor.now);
    let answer = act(&mut book, &event, actor).unwrap_or(Value::Null);
    let changed = book.entries().iter().map(Entry::to_value).filter(|entry| !before.contains(entry));
    let dropped = ids.into_iter().filter(|id| book.find(id).is_none()).map(Value::Text);
    Value::object(vec![
        ("put", Value::List(changed.list())),
        ("drop", Value::List(dropped.list())),
        ("answer", answer),
    ])
    .to_json()
}

fn act(book: &mut Book, event: &Value, actor: Actor<'_>) -> Option<Value> {
    let of = |name: &str| event.get(name).and_then(Value::as_text).unwrap_or_default();
    let (me, now) = (of("me"), actor.now);
    let until = now + actor.lease_ms;
    let yes = Value::Bool;
    // An entry is named by its id, or by its key among this client's.
    let named = match event.get("id") {
        Some(Value::Text(id)) => id.clone(),
        _ => {
            let mut ids = actor.scopes.iter().map(|scope| id(scope, of("key")));
            ids.find(|id| book.find(id).is_some()).unwrap_or_default()
        }
    };
    Some(match of("do") {
        "admit" => {
            let mut intent = Entry::from_value(event.get("entry")?)?;
            intent.owner = Some(me.into());
            let (id, key) = (intent.id(), intent.key.clone());
            match book.admit(intent, event.get("identical") == Some(&Value::Bool(true))) {
                Admission::New => Value::object(vec![("id", text(&id)), ("key", text(&key))]),
                Admission::Join(index) => {
                    let entry = book.entries().get(index)?;
                    Value::object(vec![("join", text(&entry.id())), ("key", text(&entry.key))])
                }
            }
        }
        "begin" => yes(book.begin(&named, me, now)),
        "end" => {
            let error = || (of("kind").to_owned(), of("message").to_owned());
            let end = match of("outcome") {
                "accepted" => End::Accepted,
                "refused" => {
                    let final_kind = matches!(of("kind"), "aborted" | "config" | "validation");
                    End::Refused { passing: !final_kind, error: error() }
                }
                _ => End::Unknown { error: error() },
            };
            match book.end(&named, me, end, of("result"), now) {
                Told::AsItIs => Value::Null,
                Told::Queued => text("queued"),
                Told::Lost => text("lost"),
            }
        }
        "owners" => {
            let owners = book.entries().iter().filter_map(|entry| entry.owner.as_deref());
            Value::List(owners.filter(|owner| *owner != me).map(text).list())
        }
        "pending" => {
            let mine = book.pending().into_iter().filter(|entry| actor.scopes.contains(&entry.scope));
            Value::List(mine.map(Entry::to_public).list())
        }
        act @ ("take" | "reopen" | "find") => {
            let entry = match act {
                "take" => book.take(actor.scopes, me, until),
                "reopen" => book.reopen(&named, me, until),
                _ => book.find(&named),
            };
            one("entry", entry?.to_value())
        }
        "pause" => number(pause(whole(event, "failures")? as u32, actor.random)),
        "discard" => yes(book.discard(&named, DISCARDED, now)),
        "doubt" => {
            let echo = event.get("echo") == Some(&Value::Bool(true));
            let doubted = book.doubt(&named, echo)?;
            let process = some(doubted.process().as_deref());
            let receipt = Value::object(vec![("taskIds", Value::List(Vec::new())), ("procInsId", process)]);
            let receipt = if doubted.operation == "complete" { receipt } else { Value::Null };
            Value::object(vec![("entry", doubted.to_value()), ("receipt", receipt)])
        }
        "found" => {
            let found = items(event, "found").filter_map(|found| {
                let of = |name: &str| found.get(name).and_then(Value::as_text).map(str::to_owned);
                Some(Found { id: of("id")?, title: of("title") })
            });
            let accepted = event.get("accepted") == Some(&Value::Bool(true));
            book.found(&named, found.list(), accepted, of("result"), now);
            Value::Null
        }
        "look" => match book.look(&named) {
            Look::Wait => one("wait", yes(true)),
            Look::Queued(entry) => one("queued", entry.to_public()),
            Look::Over(result) => one("over", text(result)),
            Look::Unknown(entry) => one("unknown", entry.map_or(Value::Null, Entry::to_public)),
        },
        _ => Value::Null,
    })
}

#[inline(never)]
fn one(name: &str, value: Value) -> Value {
    Value::object(vec![(name, value)])
}
