//! Orders on their way through the outbox, as outbox.js takes them.

use work_order_client::delivery::outbox::{self, End, Entry, State, Told, pause};
use work_order_client::error::{Error, Executed, Kind};

use super::{Ours, Purpose};
use crate::world::{Wake, World};

/// The one page of each client.
pub(super) const ME: &str = "page";
/// How long a page is at work on an entry at most.
pub(super) const LEASE: f64 = 75_000.0;

const SCOPE: &str = "fleet";

impl Ours {
    /// The person presses the button: half of the clients let an order wait for the network.
    pub(super) fn hand_over(&mut self, world: &mut World, client: u32, id: u32) {
        let book = &mut self.clients[client as usize].book;
        book.sweep(&[], ("", ""), world.now);
        let queue = (client / 2).is_multiple_of(2);
        book.admit(entry(id, queue, world.now), true);
        self.begin(world, client, Purpose::Submit(id));
    }

    /// A submission came to an end, for now.
    pub(super) fn submitted(&mut self, world: &mut World, client: u32, id: u32, error: Option<Error>) {
        let this = &mut self.clients[client as usize];
        let accepted = error.is_none();
        let end = error.map_or(End::Accepted, |error| match (error.executed, error.reason.kind()) {
            (Executed::No, kind) => End::Refused {
                passing: !matches!(kind, Kind::Aborted | Kind::Config | Kind::Validation),
                error: Default::default(),
            },
            _ => End::Unknown { error: Default::default() },
        });
        let told = this.book.end(&entry_id(id), ME, end, "", world.now);
        let state = this.book.find(&entry_id(id)).map(|entry| entry.state);
        if accepted {
            this.failures = 0;
            world.settle(id);
            self.drain(world, client);
        } else if told == Told::Queued {
            self.try_again_later(world, client);
        } else if state == Some(State::Unknown) {
            let after = world.between(1_000.0, 10_000.0);
            world.wake(after, Wake::Reconcile(id));
        } else {
            // Certain that nothing was executed: the person presses the button again.
            world.submissions[id as usize].pressed_again += 1;
            let after = world.between(5_000.0, 30_000.0);
            world.wake(after, Wake::Again(id));
        }
    }

    /// Sends what waits in the queue, one after the other.
    pub(super) fn drain(&mut self, world: &mut World, client: u32) {
        let until = world.now + LEASE;
        let taken = self.clients[client as usize].book.take(&[SCOPE.to_owned()], ME, until);
        let taken: Option<u32> = taken.and_then(|entry| entry.key.parse().ok());
        if let Some(id) = taken {
            self.begin(world, client, Purpose::Submit(id));
        }
    }

    pub(super) fn try_again_later(&mut self, world: &mut World, client: u32) {
        let this = &mut self.clients[client as usize];
        if !std::mem::replace(&mut this.tries_again, true) {
            this.failures += 1;
            let after = pause(this.failures, world.dice.f64());
            world.wake(after, Wake::Drain(client));
        }
    }
}

pub(super) fn entry_id(id: u32) -> String {
    outbox::id(SCOPE, &id.to_string())
}

/// What the browser layer makes of an order.
pub(super) fn entry(id: u32, queue: bool, now: f64) -> Entry {
    Entry {
        key: id.to_string(),
        scope: SCOPE.into(),
        service: "panda".into(),
        operation: "submit".into(),
        title: None,
        state: State::Queued,
        owner: Some(ME.into()),
        until: now + LEASE,
        created_at: now,
        sent_at: None,
        attempts: 0,
        lost: false,
        error: None,
        key_field: Some("key".into()),
        found: Vec::new(),
        makes: 1,
        print: id.to_string(),
        queue,
        joined: false,
        drains: false,
        result: None,
        payloads: Vec::new(),
    }
}
