//! The outbox: what is stored of a submission until its outcome is known, and what may be done with it.
//!
//! All pages of an origin share one store. A [`Book`] is what is in it, for the length of one atomic transaction: the browser layer
//! reads all entries, lets one method act, and writes back what that changed. So no two pages ever disagree on who sends what.
//!
//! ```text
//!          admit              begin                 end: accepted, refused
//! (none) ───────► Queued ──────────────► Sending ───────────────────────────► Settled ─► (none)
//!                  ▲  ▲ │                   │ end: unknown                       ▲
//!             take │  │ │ end: not sent,    │ sweep: its page is gone            │ found, late answer
//!                  │  │ │ queue             ▼                                    │
//!                  └──┼─┘                Unknown ────────────────────────────────┤
//!                     └──────────────────── reopen: a person decides             └─ discard, 7 days
//! ```
//!
//! **An entry leaves for the server only by [`begin`](Book::begin), and only its owner may begin it.** Nothing here makes an
//! `Unknown` entry `Queued` but [`reopen`](Book::reopen).

pub mod carry;
mod entry;

pub use entry::{Entry, Found, Payload, State, id, print};

/// How long a submission is kept, in milliseconds: 7 days.
pub const LIFETIME: f64 = 7.0 * 86_400_000.0;
/// How long the end is kept for whoever waits for it.
const SETTLED: f64 = 60_000.0;
/// The same where the key was sent along, so that the server's lists can be searched for doubles of it.
const SEARCHABLE: f64 = 600_000.0;

/// What became of a new submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// It is in the book, and its owner may send it.
    New,
    /// It is in the book already: wait for the entry of this index.
    Join(usize),
}

/// What became of a submission that its owner was at work on.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// The server took it.
    Accepted,
    /// It was certainly not carried out. `passing`: for want of a network or a token, which may come.
    Refused {
        /// A later try may go better.
        passing: bool,
        /// The error's kind and message.
        error: (String, String),
    },
    /// Nobody knows.
    Unknown {
        /// The error's kind and message.
        error: (String, String),
    },
}

/// What the one who ended it tells the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The outcome as it came.
    AsItIs,
    /// It stays in the queue.
    Queued,
    /// What has become of it meanwhile: others had given up on this page, and taken it.
    Lost,
}

/// What a waiter sees.
#[derive(Clone, Debug, PartialEq)]
pub enum Look<'a> {
    /// It goes on.
    Wait,
    /// It stays in the queue, and nobody is at work on it.
    Queued(&'a Entry),
    /// It is over, with this result.
    Over(&'a str),
    /// Nobody knows; `None` when there is no such entry (any more).
    Unknown(Option<&'a Entry>),
}

impl Entry {
    /// Nobody is at work on it any more.
    fn release(&mut self, state: State, error: (String, String)) {
        self.state = state;
        self.owner = None;
        self.drains = false;
        self.error = Some(error);
    }
}

/// All entries, during one transaction.
#[derive(Clone, Debug, Default)]
pub struct Book {
    entries: Vec<Entry>,
}

impl Book {
    /// What is stored.
    pub const fn new(entries: Vec<Entry>) -> Self {
        Self { entries }
    }

    /// What is to be stored.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries that are not settled, oldest first.
    pub fn pending(&self) -> Vec<&Entry> {
        let mut pending: Vec<&Entry> = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.state != State::Settled) {
            // There are few: a library's sort would weigh more than they do.
            let place = pending.iter().take_while(|before| before.created_at <= entry.created_at).count();
            pending.insert(place, entry);
        }
        pending
    }

    /// The entry of this id.
    pub fn find(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id() == id)
    }

    fn find_mut(&mut self, id: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.id() == id)
    }

    /// Takes a new submission in, or finds the one that it repeats: by its key, or, with `identical`, by what it says.
    pub fn admit(&mut self, intent: Entry, identical: bool) -> Admission {
        let same = |entry: &Entry| {
            entry.state != State::Settled
                && entry.scope == intent.scope
                && (entry.key == intent.key || identical && entry.print == intent.print)
        };
        if let Some(index) = self.entries.iter().position(same) {
            if let Some(entry) = self.entries.get_mut(index) {
                entry.joined = true;
            }
            return Admission::Join(index);
        }
        let id = intent.id();
        self.forget(&id);
        self.entries.push(intent);
        Admission::New
    }

    fn forget(&mut self, id: &str) {
        self.entries.retain(|entry| entry.id() != id);
    }

    /// `me` is about to send. False: it is not (or no longer) its entry to send.
    pub fn begin(&mut self, id: &str, me: &str, now: f64) -> bool {
        let Some(entry) = self.find_mut(id) else { return false };
        let own = entry.owner.as_deref() == Some(me);
        // Sending again what is being sent comes after an answer which proves that nothing was executed.
        if !own || !matches!(entry.state, State::Queued | State::Sending) {
            return false;
        }
        entry.state = State::Sending;
        entry.sent_at = Some(now);
        entry.attempts = entry.attempts.saturating_add(1);
        true
    }

    /// `me` has come to an end with it; `result` is what it tells the app, for whoever waits beside.
    pub fn end(&mut self, id: &str, me: &str, end: End, result: &str, now: f64) -> Told {
        let Some(entry) = self.find_mut(id) else { return Told::AsItIs };
        let own = entry.owner.as_deref() == Some(me);
        match end {
            // A late answer is good for an entry that others have given up on, and keeps one from being sent again.
            End::Accepted if own || entry.state != State::Sending => self.settle(id, result, now),
            // Nothing left this time. Of a time before, nobody knows.
            End::Refused { error, .. } if own && entry.state == State::Queued && entry.attempts > 0 => {
                entry.release(State::Unknown, error);
            }
            End::Refused { passing: true, error } if own && entry.queue && entry.state == State::Queued => {
                entry.release(State::Queued, error);
                return Told::Queued;
            }
            // Also what was given up on before anything had left, and what nobody has taken since.
            End::Refused { .. } if own || entry.owner.is_none() && entry.attempts == 0 => {
                self.settle(id, result, now)
            }
            End::Refused { .. } => return Told::Lost,
            End::Unknown { error } if own => {
                let sent = entry.attempts > 0;
                entry.release(if sent { State::Unknown } else { State::Queued }, error);
            }
            End::Accepted | End::Unknown { .. } => {}
        }
        Told::AsItIs
    }

    /// It is over. Kept for a while without its payload if anybody may still ask for it.
    pub fn settle(&mut self, id: &str, result: &str, now: f64) {
        let Some(entry) = self.find_mut(id) else { return };
        let keep = if entry.key_field.is_some() {
            SEARCHABLE
        } else if entry.joined {
            SETTLED
        } else {
            self.forget(id);
            return;
        };
        entry.state = State::Settled;
        entry.owner = None;
        entry.drains = false;
        entry.payloads.clear();
        entry.print.clear();
        entry.result = Some(result.into());
        entry.until = now + keep;
    }

    /// Takes note of pages that are `gone`, and of time that has passed.
    pub fn sweep(&mut self, gone: &[String], closed: (&str, &str), now: f64) {
        self.entries.retain(|entry| {
            let over = entry.state == State::Settled && now > entry.until;
            !over && now < entry.created_at + LIFETIME
        });
        for entry in &mut self.entries {
            let Some(owner) = &entry.owner else { continue };
            if now <= entry.until && !gone.contains(owner) {
                continue;
            }
            entry.owner = None;
            entry.drains = false;
            // Whoever handed it over is gone and cannot be told: it stays until it has left, or a person gives it up.
            entry.queue = true;
            if entry.state == State::Sending {
                entry.release(State::Unknown, (closed.0.into(), closed.1.into()));
            }
        }
    }

    /// The oldest queued entry that nobody is at work on, from now on `me`'s until `until`. None while another page drains.
    pub fn take(&mut self, scopes: &[String], me: &str, until: f64) -> Option<&Entry> {
        let mine = |entry: &Entry| scopes.contains(&entry.scope);
        if self.entries.iter().any(|entry| entry.drains && mine(entry)) {
            return None;
        }
        let free = self
            .entries
            .iter_mut()
            .filter(|entry| entry.state == State::Queued && entry.owner.is_none() && mine(entry))
            .min_by(|a, b| a.created_at.total_cmp(&b.created_at))?;
        free.owner = Some(me.into());
        free.drains = true;
        free.until = until;
        Some(free)
    }

    /// A person decides to send it (again), here. None: there is no such entry, or a page is at work on it.
    pub fn reopen(&mut self, id: &str, me: &str, until: f64) -> Option<&Entry> {
        let entry = self.find_mut(id)?;
        if entry.owner.is_some() || !matches!(entry.state, State::Queued | State::Unknown) {
            return None;
        }
        entry.lost |= entry.state == State::Unknown;
        entry.state = State::Queued;
        entry.owner = Some(me.into());
        entry.until = until;
        Some(entry)
    }

    /// It was looked for: `found`, and whether that makes it accepted.
    pub fn found(&mut self, id: &str, found: Vec<Found>, accepted: bool, result: &str, now: f64) {
        let Some(entry) = self.find_mut(id) else { return };
        entry.found = found;
        if accepted && entry.state == State::Unknown {
            self.settle(id, result, now);
        }
    }

    /// It was refused, and may have been carried out all the same: by an earlier sending of unknown outcome, or, where the refusal may be
    /// the `echo` of one, by this very sending, repeated by the browser, or by an earlier submission about the same task. The entry to
    /// be looked for before an app is told. One that is still queued has left no trace this time.
    pub fn doubt(&self, id: &str, echo: bool) -> Option<&Entry> {
        let entry = self.find(id).filter(|entry| echo || entry.lost)?;
        let body = entry.said();
        let task = body.get("taskId").filter(|_| echo);
        let mut same = self.entries.iter().filter(|other| {
            other.state == State::Unknown && other.scope == entry.scope && other.operation == entry.operation
        });
        let earlier = same.find(|other| task.is_some() && other.said().get("taskId") == task);
        Some(earlier.unwrap_or(entry))
    }

    /// A person gives it up. False while its bytes may be leaving.
    pub fn discard(&mut self, id: &str, result: &str, now: f64) -> bool {
        match self.find(id) {
            Some(entry) if entry.state == State::Sending => false,
            Some(_) => {
                self.settle(id, result, now);
                true
            }
            None => true,
        }
    }

    /// What a waiter sees of it.
    pub fn look(&self, id: &str) -> Look<'_> {
        match self.find(id) {
            None => Look::Unknown(None),
            Some(entry) => match entry.state {
                State::Settled => Look::Over(entry.result.as_deref().unwrap_or_default()),
                State::Unknown => Look::Unknown(Some(entry)),
                State::Queued if entry.owner.is_none() => Look::Queued(entry),
                State::Queued | State::Sending => Look::Wait,
            },
        }
    }
}

/// How long to wait before the queue is tried again, after `failures` in a row: up to 5 s, then twice as long each time, at most a
/// minute. `random`, 0 up to 1, spreads the clients that lost the server together.
pub fn pause(failures: u32, random: f64) -> f64 {
    let bound = 5_000.0 * f64::from(1_u32 << failures.saturating_sub(1).min(8));
    bound.min(60_000.0) * (0.5 + random / 2.0)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
