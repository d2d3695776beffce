//! The module's side of `track()`: the layer above asks the server, waits and tells; when and what is decided in `delivery::track`.

use super::env::{now, random};
use crate::delivery::track::{Step, Track, changes};
use crate::json::Value;
use crate::text::{concat, join};
use crate::{center, panda};
use wasm_bindgen::prelude::*;

/// One order being followed.
#[wasm_bindgen]
pub struct TrackCore {
    track: Track,
    panda: bool,
    seen: Value,
}

#[wasm_bindgen]
impl TrackCore {
    /// A case of panda, or a process of center; intervals in milliseconds.
    #[wasm_bindgen(constructor)]
    pub fn new(panda: bool, min_ms: f64, max_ms: f64) -> TrackCore {
        TrackCore { track: Track::new(min_ms, max_ms, now()), panda, seen: Value::Null }
    }

    /// -2: it is over; -1: sleep until something wakes it; 0: ask; else: wait so many milliseconds.
    pub fn next(&mut self, hidden: bool) -> f64 {
        match self.track.next(now(), hidden) {
            Step::End => -2.0,
            Step::Sleep => -1.0,
            Step::Ask => 0.0,
            Step::Wait(ms) => ms.max(1.0),
        }
    }

    /// The server's answers, as JSON: the details, and the log or nothing. Answers a line: `log` when that is to be asked first,
    /// nothing when nothing has changed, else the state, `final` or nothing, and the names of what has changed, with commas between.
    pub fn seen(&mut self, details: &str, log: Option<String>) -> String {
        let details = Value::parse(details.as_bytes()).unwrap_or(Value::Null);
        let (state, over) =
            if self.panda { panda::case_details::state(&details) } else { center::detail::state(&details) };
        let mut after =
            vec![("state".to_owned(), Value::Text(state.into())), ("details".to_owned(), details)];
        let known = self.seen.get("log").cloned().unwrap_or(Value::Null);
        if let (true, None) = (self.panda, &log)
            && (self.track.asks_all() || !changes(&self.seen, &Value::Object(after.clone())).is_empty())
        {
            return "log".into();
        }
        let log = log.map_or(known, |log| Value::parse(log.as_bytes()).unwrap_or(Value::Null));
        after.push(("log".to_owned(), log));
        let after = Value::Object(after);
        let names = changes(&self.seen, &after);
        let changed = !names.is_empty();
        self.seen = after;
        self.track.handle_answer(changed, over, now(), random());
        if !changed {
            return String::new();
        }
        concat(&[state, ",", if over { "final" } else { "" }, ",", &join(&names, ",")])
    }

    /// It could not be asked, for something that passes.
    pub fn failed(&mut self) {
        self.track.handle_failure(now(), random());
    }

    /// The network is back, or somebody looks again.
    pub fn wake(&mut self, online: bool) {
        if online {
            self.track.handle_online(now(), random());
        } else {
            self.track.handle_wake(now());
        }
    }
}
