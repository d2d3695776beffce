//! Following one order: when to ask how it stands, and what has changed.
//!
//! ```text
//!             ┌────────── Wait, Sleep ◄──────────┐
//!             ▼                                  │
//! new ─► next ─► Ask ─► (the server) ─► handle_answer, handle_failure ─► next … ─► End
//! ```
//!
//! Asked often while things move, and ever more rarely while they don't; not at all while nobody looks; at once when somebody looks again
//! and soon when the network is back. Chance spreads the clients, most of all those that lost the server together.

use crate::json::Value;

/// What to do now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Ask the server.
    Ask,
    /// Nothing for so many milliseconds, unless something wakes it.
    Wait(f64),
    /// Nothing until something wakes it: nobody looks.
    Sleep,
    /// It has come to its end.
    End,
}

/// One order being followed.
#[derive(Clone, Debug)]
pub struct Track {
    min_ms: f64,
    max_ms: f64,
    interval_ms: f64,
    asked_at: f64,
    due: f64,
    answers: u32,
    /// It could not ask for a while: what it hears next has happened some time ago.
    deaf: bool,
    over: bool,
}

/// By how much the interval grows with each answer that brings nothing new.
const GROWTH: f64 = 1.5;
/// Every so many answers, what is asked more rarely is asked, too.
const NOW_AND_THEN: u32 = 5;
/// All clients of a network hear in the same moment that it is back: they ask within this time.
const ONLINE_MS: f64 = 5_000.0;

impl Track {
    /// Asks at once, then at intervals from `min_ms` to `max_ms`.
    pub fn new(min_ms: f64, max_ms: f64, now: f64) -> Self {
        // `max` and `min` rather than `clamp`, which keeps what is not a number.
        #[expect(clippy::manual_clamp)]
        let min_ms = min_ms.max(500.0).min(3_600_000.0);
        let max_ms = max_ms.max(min_ms).min(86_400_000.0);
        Self {
            min_ms,
            max_ms,
            interval_ms: min_ms,
            asked_at: f64::NEG_INFINITY,
            due: now,
            answers: 0,
            deaf: false,
            over: false,
        }
    }

    /// What to do at `now` (epoch milliseconds). `hidden`: nobody looks; the first answer is for the app, which may not need a look.
    pub fn next(&mut self, now: f64, hidden: bool) -> Step {
        if self.over {
            return Step::End;
        }
        if hidden && self.answers > 0 {
            return Step::Sleep;
        }
        // A clock that was set back must not stop it for long.
        let wait = (self.due - now).min(self.max_ms * 2.0);
        if wait > 0.0 {
            return Step::Wait(wait);
        }
        self.asked_at = now;
        Step::Ask
    }

    /// Whether what is asked more rarely is due, too.
    pub const fn asks_all(&self) -> bool {
        self.answers.is_multiple_of(NOW_AND_THEN)
    }

    /// The server said how it stands. `random` is in 0..1.
    pub fn handle_answer(&mut self, changed: bool, over: bool, now: f64, random: f64) {
        self.answers = self.answers.saturating_add(1);
        self.over = over;
        // What changed while it could not ask is no sign that things move now; and after an outage it is like that for everybody.
        let moves = changed && !core::mem::replace(&mut self.deaf, false);
        self.interval_ms = if moves { self.min_ms } else { (self.interval_ms * GROWTH).min(self.max_ms) };
        self.due = now + (self.interval_ms * (0.75 + random / 2.0)).max(self.min_ms).min(self.max_ms);
    }

    /// It could not be asked; that passes.
    pub fn handle_failure(&mut self, now: f64, random: f64) {
        self.deaf = true;
        self.interval_ms = (self.interval_ms * 2.0).max(self.min_ms * 4.0).min(self.max_ms);
        self.due = now + (self.interval_ms * random).max(self.min_ms);
    }

    /// The network is back: ask soon, at a moment that chance (0..1) picks, and then as rarely as before.
    pub fn handle_online(&mut self, now: f64, random: f64) {
        self.deaf = true;
        let earliest = (self.asked_at + self.min_ms).min(now + self.min_ms);
        self.due = self.due.min((now + ONLINE_MS * random).max(earliest));
    }

    /// Somebody looks again: ask at once, but not more often than ever.
    pub fn handle_wake(&mut self, now: f64) {
        self.interval_ms = self.min_ms;
        let earliest = self.asked_at + self.min_ms;
        self.due = if earliest > now { earliest.min(now + self.min_ms) } else { now };
    }
}

/// The names of what differs: members, and members of members. How long something has taken differs always, and is no change.
pub fn changes(before: &Value, after: &Value) -> Vec<String> {
    let mut names = Vec::new();
    differ(before, after, 3, &mut names);
    names
}

fn differ(before: &Value, after: &Value, depth: u32, names: &mut Vec<String>) {
    let Value::Object(members) = after else { return };
    for (name, value) in members {
        let known = before.get(name).unwrap_or(&Value::Null);
        if is_same(known, value) {
            continue;
        }
        match value {
            Value::Object(_) if depth > 1 => differ(known, value, depth.saturating_sub(1), names),
            _ => names.push(name.clone()),
        }
    }
}

fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter().zip(b).all(|((name, a), (other, b))| {
                    name == other
                        && (matches!(name.as_str(), "duration" | "durationMs" | "timeConsuming")
                            || is_same(a, b))
                })
        }
        _ => a == b,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The times at which it asks, while `changed` says what each answer brings.
    fn times(mut track: Track, changed: impl Fn(usize) -> bool, count: usize) -> Vec<f64> {
        let (mut now, mut asked) = (0.0, Vec::new());
        while asked.len() < count {
            match track.next(now, false) {
                Step::Ask => {
                    asked.push(now);
                    track.handle_answer(changed(asked.len()), false, now, 0.5);
                }
                Step::Wait(ms) => now += ms,
                other => panic!("{other:?}"),
            }
        }
        asked
    }

    #[test]
    fn it_asks_often_while_things_move_and_rarely_while_they_do_not() {
        let track = || Track::new(2_000.0, 60_000.0, 0.0);
        assert_eq!(times(track(), |_| true, 4), [0.0, 2_000.0, 4_000.0, 6_000.0]);
        let quiet = times(track(), |_| false, 14);
        let gaps: Vec<f64> = quiet.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert_eq!(gaps[..3], [3_000.0, 4_500.0, 6_750.0]);
        assert_eq!(gaps[12], 60_000.0);
        let moved = times(track(), |answer| answer == 12, 13);
        assert_eq!(moved[12] - moved[11], 2_000.0, "a change makes it lively again");
    }

    #[test]
    fn nobody_looks_nobody_asks_and_a_look_asks_at_once() {
        let mut track = Track::new(2_000.0, 60_000.0, 0.0);
        assert_eq!(track.next(0.0, true), Step::Ask, "the present state is what the app waits for");
        track.handle_answer(true, false, 10.0, 0.5);
        assert_eq!(track.next(9_000.0, true), Step::Sleep);
        for now in [9_000.0, 12_000.0, 20_000.0] {
            track.next(now, false);
            track.handle_answer(false, false, now, 0.5);
        }
        assert!(matches!(track.next(20_500.0, false), Step::Wait(_)));
        track.handle_wake(23_000.0);
        assert_eq!(track.next(23_000.0, false), Step::Ask);
        track.handle_wake(23_500.0);
        assert_eq!(track.next(23_500.0, false), Step::Wait(1_500.0), "but not more often than ever");
    }

    #[test]
    fn failures_spread_the_clients_and_the_end_is_the_end() {
        let mut track = Track::new(2_000.0, 60_000.0, 0.0);
        track.next(0.0, false);
        for _ in 0..9 {
            track.handle_failure(0.0, 1.0);
        }
        assert_eq!(track.next(0.0, false), Step::Wait(60_000.0));
        track.handle_failure(0.0, 0.25);
        assert_eq!(track.next(0.0, false), Step::Wait(15_000.0));
        track.handle_answer(true, true, 0.0, 0.5);
        assert_eq!(track.next(0.0, false), Step::End);
        track.handle_wake(1.0);
        assert_eq!(track.next(1.0, false), Step::End);
    }

    #[test]
    fn a_network_that_is_back_for_all_is_not_asked_by_all_at_once_nor_ever_more_often() {
        let back = |random: f64| {
            let mut track = Track::new(2_000.0, 60_000.0, 0.0);
            track.next(0.0, false);
            (0..9).for_each(|_| track.handle_failure(0.0, 1.0));
            track.handle_online(30_000.0, random);
            track
        };
        assert_eq!(back(0.0).next(30_000.0, false), Step::Ask);
        assert_eq!(back(0.5).next(30_000.0, false), Step::Wait(2_500.0));
        let mut track = back(0.5);
        track.handle_answer(true, false, 32_500.0, 0.5);
        assert_eq!(track.next(32_500.0, false), Step::Wait(60_000.0), "old news");
        track.handle_answer(true, false, 92_500.0, 0.5);
        assert_eq!(track.next(92_500.0, false), Step::Wait(2_000.0), "things move");
    }

    #[test]
    fn changes_are_named_and_passing_time_is_none() {
        let parse = |json: &str| Value::parse(json.as_bytes()).unwrap();
        let before =
            parse(r#"{"caseItem":{"activeName":"a","isOver":0},"list":[{"duration":"1秒","x":1}],"log":[]}"#);
        let later =
            parse(r#"{"caseItem":{"activeName":"a","isOver":0},"list":[{"duration":"9秒","x":1}],"log":[]}"#);
        let moved = parse(
            r#"{"caseItem":{"activeName":"b","isOver":0},"list":[{"duration":"9秒","x":2}],"log":[1]}"#,
        );
        assert_eq!(changes(&before, &later), Vec::<String>::new());
        assert_eq!(changes(&before, &moved), ["activeName", "list", "log"]);
        assert_eq!(changes(&Value::Null, &before), ["activeName", "isOver", "list", "log"]);
    }

    proptest! {
        /// Whatever happens, it never asks more often than it may, never waits longer than it should, and always goes on.
        #[test]
        fn it_keeps_its_bounds(events in prop::collection::vec((0..5_u8, 0.0..1.0_f64), 1..200), min in 0.0..5_000.0_f64, max in 0.0..60_000.0_f64) {
            let (mut track, mut now, mut last) = (Track::new(min, max, 0.0), 0.0, f64::NEG_INFINITY);
            let min = min.max(500.0);
            for (event, random) in events {
                match track.next(now, event == 4) {
                    Step::Ask => {
                        prop_assert!(now - last >= min - 0.001, "{} after {}", now, last);
                        last = now;
                        match event {
                            0 => track.handle_failure(now, random),
                            other => track.handle_answer(other == 1, false, now, random),
                        }
                    }
                    Step::Wait(ms) => {
                        prop_assert!(ms > 0.0 && ms <= 60_000.001);
                        match event {
                            2 => { track.handle_online(now, random); now += 1.0 }
                            3 => { track.handle_wake(now); now += 1.0 }
                            _ => now += ms,
                        }
                    }
                    Step::Sleep => { now += 100_000.0; track.handle_wake(now) }
                    Step::End => prop_assert!(false),
                }
            }
        }
    }
}
