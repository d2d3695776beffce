//! Stories of submissions, and every order of events: three tabs that crash where it hurts, a server that loses answers, people
//! who decide.

use super::carry::{Actor, carry};
use super::*;
use crate::error::Locale;
use crate::json::Value;
use proptest::prelude::*;
use std::collections::BTreeMap;

mod doubt;

const CLOSED: (&str, &str) = ("aborted", "the page was closed");

fn entry(key: &str, me: &str, now: f64) -> Entry {
    Entry {
        key: key.into(),
        scope: "panda|/|p|42".into(),
        service: "panda".into(),
        operation: "submit".into(),
        title: Some("用水户开阀".into()),
        state: State::Queued,
        owner: Some(me.into()),
        until: now + 75_000.0,
        created_at: now,
        sent_at: None,
        attempts: 0,
        lost: false,
        error: None,
        key_field: None,
        found: Vec::new(),
        makes: 1,
        print: print([key.as_bytes()].into_iter()),
        queue: false,
        joined: false,
        drains: false,
        result: None,
        payloads: vec![Payload { method: "POST".into(), url: "/x".into(), body: String::new() }],
    }
}

fn broken() -> (String, String) {
    ("network".into(), "the connection broke".into())
}

fn scopes() -> Vec<String> {
    vec!["panda|/|p|42".into()]
}

/// A book with one entry of page `a`, and its id.
fn admitted() -> (Book, String) {
    let mut book = Book::default();
    let intent = entry("k", "a", 0.0);
    let id = intent.id();
    assert_eq!(book.admit(intent, true), Admission::New);
    (book, id)
}

#[test]
fn what_is_stored_is_what_is_read() {
    let mut full = entry("k", "a", 1_700_000_000_000.0);
    full.sent_at = Some(1_700_000_000_001.0);
    full.error = Some(broken());
    full.key_field = Some("外部编号".into());
    full.found = vec![Found { id: "CCSS-1".into(), title: None }];
    (full.queue, full.joined, full.drains, full.lost, full.result) =
        (true, true, true, true, Some("{}".into()));
    let Value::Object(mut stored) = full.to_value() else { panic!("an object") };
    assert_eq!(Entry::from_value(&Value::Object(stored.clone())), Some(full));
    assert_eq!(Entry::from_value(&Value::Null), None);
    // Where it is read what it says, the body is handed over, too.
    let whole = Value::parse("[[\"POST\",\"/x\",\"{\\\"procInsId\\\":\\\"熊\\\"}\"]]".as_bytes()).unwrap();
    stored.iter_mut().find(|(name, _)| name == "payloads").unwrap().1 = whole;
    assert_eq!(
        Entry::from_value(&Value::Object(stored)).unwrap().said().get("procInsId"),
        Some(&Value::Text("熊".into()))
    );
}

#[test]
fn only_what_is_the_same_to_the_last_byte_is_identical() {
    let of = |parts: &[&[u8]]| print(parts.iter().copied());
    let body: Vec<u8> = (0..100u8).collect();
    let mut prints = std::collections::BTreeSet::from([of(&[&body])]);
    assert_eq!(of(&[&body]), of(&[&body.clone()]));
    for at in 0..body.len() {
        let mut other = body.clone();
        for bit in [1, 0x80] {
            other[at] = body[at] ^ bit;
            assert!(prints.insert(of(&[&other])), "byte {at}");
        }
        assert!(prints.insert(of(&[&body[..at], &body[at..]])), "split at {at}");
        assert!(prints.insert(of(&[&body[..at]])), "cut at {at}");
    }
    let mut swapped = body.clone();
    swapped.swap(3, 51);
    assert!(prints.insert(of(&[&swapped])));
}

#[test]
fn a_page_that_dies_before_sending_leaves_its_entry_to_the_next_one() {
    let (mut book, id) = admitted();
    book.sweep(&["a".into()], CLOSED, 1.0);
    assert_eq!(book.take(&scopes(), "b", 100.0).map(|entry| entry.key.clone()), Some("k".into()));
    assert!(book.take(&scopes(), "c", 100.0).is_none(), "one page at a time");
    assert!(!book.begin(&id, "a", 2.0), "it wakes up again: too late");
    assert!(book.begin(&id, "b", 2.0));
}

#[test]
fn a_page_that_dies_while_it_sends_leaves_an_unknown_outcome_that_nobody_takes() {
    let (mut book, id) = admitted();
    assert!(book.begin(&id, "a", 1.0));
    book.sweep(&["a".into()], CLOSED, 2.0);
    assert_eq!(book.find(&id).map(|entry| entry.state), Some(State::Unknown));
    assert!(book.take(&scopes(), "b", 100.0).is_none());
    assert!(!book.begin(&id, "b", 3.0));
    assert!(matches!(book.look(&id), Look::Unknown(Some(_))));
}

#[test]
fn where_there_are_no_locks_the_lease_tells_that_a_page_is_gone() {
    let (mut book, id) = admitted();
    book.begin(&id, "a", 1.0);
    book.sweep(&[], CLOSED, 75_000.0);
    assert_eq!(book.look(&id), Look::Wait);
    book.sweep(&[], CLOSED, 75_001.0);
    assert!(matches!(book.look(&id), Look::Unknown(_)));
}

#[test]
fn a_late_answer_settles_what_others_have_given_up_on() {
    let (mut book, id) = admitted();
    book.begin(&id, "a", 1.0);
    book.admit(entry("k", "b", 1.0), true);
    book.sweep(&["a".into()], CLOSED, 2.0);
    book.reopen(&id, "b", 100.0);
    book.end(&id, "a", End::Accepted, "{\"n\":1}", 3.0);
    assert!(!book.begin(&id, "b", 4.0), "it has arrived: not again");
    assert_eq!(book.look(&id), Look::Over("{\"n\":1}"));
}

#[test]
fn what_may_wait_stays_and_what_may_not_is_gone() {
    let refused = || End::Refused { passing: true, error: broken() };
    let (mut book, id) = admitted();
    assert_eq!(book.end(&id, "a", refused(), "", 1.0), Told::AsItIs);
    assert!(book.entries().is_empty());
    let mut intent = entry("k", "a", 0.0);
    intent.queue = true;
    book.admit(intent, true);
    assert_eq!(book.end(&id, "a", refused(), "", 1.0), Told::Queued);
    assert!(matches!(book.look(&id), Look::Queued(_)));
    assert!(book.take(&scopes(), "a", 100.0).is_some());
}

#[test]
fn seven_days_are_the_end_in_every_state() {
    for state in [State::Queued, State::Sending, State::Unknown, State::Settled] {
        let mut old = entry("k", "a", 0.0);
        (old.state, old.until) = (state, f64::INFINITY);
        let mut book = Book::new(vec![old]);
        book.sweep(&[], CLOSED, LIFETIME - 1.0);
        assert_eq!(book.entries().len(), 1);
        book.sweep(&[], CLOSED, LIFETIME);
        assert!(book.entries().is_empty());
    }
}

#[test]
fn another_clients_entries_are_none_of_ours() {
    let mut theirs = entry("k", "a", 0.0);
    theirs.scope = "panda|/|p|7".into();
    let mut book = Book::new(vec![theirs]);
    assert_eq!(book.admit(entry("k", "b", 0.0), true), Admission::New, "the same key of two accounts is two");
    book.sweep(&["a".into()], CLOSED, 1.0);
    assert!(book.take(&["panda|/|p|9".into()], "b", 9.0).is_none());
}

#[test]
fn the_browser_layer_stores_what_changed_and_only_that() {
    let scopes = scopes();
    let actor = Actor { scopes: &scopes, lease_ms: 1.0, locale: Locale::En, now: 5.0, random: 0.5 };
    let (a, b) = (entry("a", "p", 5.0), entry("b", "p", 5.0));
    let json = |value: Value| {
        let mut out = Vec::new();
        crate::json::write::value(&mut out, &value);
        String::from_utf8(out).unwrap()
    };
    let stored =
        json(Value::List(vec![a.to_value(), b.to_value(), Value::Text("of a later version".into())]));
    let begun = carry(stored.as_bytes(), br#"{"do":"begin","key":"b","me":"p"}"#, actor);
    let begun = Value::parse(begun.as_bytes()).unwrap();
    assert_eq!(begun.get("answer"), Some(&Value::Bool(true)));
    let Some(Value::List(put)) = begun.get("put") else { panic!("{begun:?}") };
    assert_eq!(put.iter().filter_map(Entry::from_value).map(|entry| entry.key).collect::<Vec<_>>(), ["b"]);
    let given_up = carry(stored.as_bytes(), br#"{"do":"discard","key":"a"}"#, actor);
    assert!(given_up.contains(r#""drop":["panda|/|p|42|a"]"#), "{given_up}");
    for junk in ["", "7", "[{}]", "{"] {
        assert!(carry(junk.as_bytes(), junk.as_bytes(), actor).contains(r#""answer":null"#));
    }
}

#[test]
fn pauses_grow_spread_and_end_at_a_minute() {
    assert_eq!((pause(1, 0.0), pause(1, 1.0)), (2_500.0, 5_000.0));
    assert_eq!((pause(3, 1.0), pause(5, 1.0), pause(99, 1.0)), (20_000.0, 60_000.0, 60_000.0));
}

/// What a page is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Doing {
    Admitted,
    Begun,
    /// The server has it, and the answer is on its way.
    Executed,
}

#[derive(Default)]
struct World {
    book: Book,
    now: f64,
    pages: Vec<String>,
    born: usize,
    doing: BTreeMap<(String, String), Doing>,
    executed: BTreeMap<String, u32>,
    decisions: BTreeMap<String, u32>,
    told: BTreeMap<String, u32>,
    waiters: Vec<String>,
    given_up: Vec<String>,
}

impl World {
    fn with_pages(count: usize) -> Self {
        let mut world = Self::default();
        (0..count).for_each(|_| world.open());
        world
    }

    fn open(&mut self) {
        self.pages.push(format!("page{}", self.born));
        self.born += 1;
    }

    /// One thing happens to `key` in the page at `place`.
    fn step(&mut self, event: u8, place: usize, key: usize) {
        let place = place % self.pages.len();
        let me = self.pages[place].clone();
        let key = format!("k{key}");
        let id = entry(&key, &me, 0.0).id();
        let task = (me.clone(), id.clone());
        let now = self.now;
        match event {
            0 | 1 => {
                let mut intent = entry(&key, &me, now);
                intent.queue = event == 1;
                match self.book.admit(intent, true) {
                    Admission::New => {
                        // A key whose submission has ended begins a new one.
                        self.decisions.entry(id.clone()).and_modify(|count| *count += 1).or_insert(1);
                        self.doing.insert(task, Doing::Admitted);
                    }
                    Admission::Join(index) => self.waiters.push(self.book.entries()[index].id()),
                }
            }
            2 => {
                if let Some(Doing::Admitted) = self.doing.get(&task) {
                    if self.book.begin(&id, &me, now) {
                        self.doing.insert(task, Doing::Begun);
                    } else {
                        self.doing.remove(&task);
                        self.waiters.push(id);
                    }
                }
            }
            3 => {
                if let Some(doing @ Doing::Begun) = self.doing.get_mut(&task) {
                    *doing = Doing::Executed;
                    *self.executed.entry(id).or_default() += 1;
                }
            }
            4 => {
                if let Some(Doing::Executed) = self.doing.get(&task) {
                    self.doing.remove(&task);
                    self.book.end(&id, &me, End::Accepted, "accepted", now);
                    *self.told.entry(id).or_default() += 1;
                }
            }
            5 => {
                if matches!(self.doing.get(&task), Some(Doing::Begun | Doing::Executed)) {
                    self.doing.remove(&task);
                    self.book.end(&id, &me, End::Unknown { error: broken() }, "", now);
                }
            }
            // An answer that proves that nothing was executed, or nothing could leave.
            6 | 7 => {
                if matches!(self.doing.get(&task), Some(Doing::Admitted | Doing::Begun)) {
                    self.doing.remove(&task);
                    self.book.end(
                        &id,
                        &me,
                        End::Refused { passing: event == 6, error: broken() },
                        "refused",
                        now,
                    );
                }
            }
            8 => {
                // The page crashes, with all that it does; another one opens.
                self.pages.remove(place);
                self.doing.retain(|(page, _), _| *page != me);
                self.open();
            }
            9 => self.sweep(),
            10 => {
                if let Some(taken) = self.book.take(&scopes(), &me, now + 75_000.0) {
                    self.doing.insert((me, taken.id()), Doing::Admitted);
                }
            }
            11 => {
                if self.book.reopen(&id, &me, now + 75_000.0).is_some() {
                    *self.decisions.entry(id.clone()).or_default() += 1;
                    self.doing.insert(task, Doing::Admitted);
                }
            }
            12 => {
                if self.book.find(&id).is_some() && self.book.discard(&id, "given up", now) {
                    self.given_up.push(id);
                }
            }
            13 => {
                let unknown = self.book.find(&id).is_some_and(|entry| entry.state == State::Unknown);
                if unknown && self.executed.contains_key(&id) {
                    self.book.found(&id, vec![Found { id: "C1".into(), title: None }], true, "found", now);
                    *self.told.entry(id).or_default() += 1;
                }
            }
            _ => self.now += 20_000.0,
        }
    }

    fn sweep(&mut self) {
        let owners: Vec<String> =
            self.book.entries().iter().filter_map(|entry| entry.owner.clone()).collect();
        let gone: Vec<String> = owners.into_iter().filter(|owner| !self.pages.contains(owner)).collect();
        self.book.sweep(&gone, CLOSED, self.now);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_is_lost_nothing_is_sent_twice_by_us_and_nobody_waits_for_nobody(
        events in prop::collection::vec((0..16_u8, 0..3_usize, 0..3_usize), 1..120)
    ) {
        let mut world = World::with_pages(3);
        for (event, place, key) in events {
            world.step(event, place, key);
            // One owner, one page at work on an entry that may still leave.
            for entry in world.book.entries() {
                let at_work = world.doing.iter().filter(|((page, id), doing)| {
                    *id == entry.id() && **doing == Doing::Admitted && entry.owner.as_ref() == Some(page)
                }).count();
                prop_assert!(at_work <= 1);
            }
        }
        // Executed at most once for each decision of a person: the first one, and each to send it again.
        for (id, executed) in &world.executed {
            prop_assert!(executed <= &world.decisions[id], "{id}: {executed} > {:?}", world.decisions);
        }
        // Every execution is accounted for: told, or open in the book, or given up by a person.
        for id in world.executed.keys() {
            let open = world.book.find(id).is_some();
            let coming = world.doing.keys().any(|(_, doing)| doing == id);
            prop_assert!(open || coming || world.told.contains_key(id) || world.given_up.contains(id), "{id} is lost");
        }
        // All pages are gone: whoever waits learns something, and what never left is not lost.
        world.pages.clear();
        world.sweep();
        for id in &world.waiters {
            prop_assert!(world.book.look(id) != Look::Wait, "{id}");
        }
        world.pages.push("the next page".into());
        let mut left = 0;
        while let Some(taken) = world.book.take(&scopes(), "the next page", world.now + 75_000.0) {
            let id = taken.id();
            prop_assert!(world.book.begin(&id, "the next page", world.now));
            world.book.end(&id, "the next page", End::Accepted, "accepted", world.now);
            left += 1;
            prop_assert!(left <= 3, "each once");
        }
        prop_assert!(world.book.pending().iter().all(|entry| entry.state == State::Unknown));
    }
}
