//! Clients of this package: its own state machines, driven as src/browser drives them, with virtual time for the clock.

mod calls;
mod following;
mod orders;

use work_order_client::delivery::outbox::Book;
use work_order_client::delivery::track::Track;
use work_order_client::delivery::{Call, Operation};
use work_order_client::error::{Error, Reason};
use work_order_client::panda::{case_details, cases, process_log, sign_in, submit};
use work_order_client::session::Session;

use self::following::settled;
use self::orders::{LEASE, ME, entry_id};
use crate::fleet::Fleet;
use crate::world::{Answered, CHANGES_EVERY, SUBMITS_EVERY, Sent, Wake, World};

/// All of them.
pub struct Ours {
    clients: Vec<Client>,
    jobs: Vec<Job>,
    free: Vec<u32>,
}

struct Client {
    session: Session,
    /// Jobs that want a token.
    waiting: Vec<u32>,
    /// The order that it follows; when it last heard of it, and whether that was news.
    track: Track,
    heard: f64,
    news: bool,
    /// A question is under way.
    asking: bool,
    /// Counts its pauses, so that one which was ended early is not ended twice.
    pauses: u32,
    /// Its outbox, which no other page shares.
    book: Book,
    /// How often in a row its queue could not be sent; whether a timer for that runs.
    failures: u32,
    tries_again: bool,
}

/// One call in progress.
struct Job {
    client: u32,
    purpose: Purpose,
    call: Call,
    token: Option<String>,
    steps: u32,
    awaited: Awaited,
}

#[derive(Clone, Copy, PartialEq)]
enum Purpose {
    SignIn(u32),
    Look,
    Log,
    Submit(u32),
    Search(u32),
}

enum Awaited {
    /// The end of a pause.
    Pause,
    /// A token, but no longer than the call may take.
    Token,
    /// This answer.
    Answer(Answered),
    /// The end of patience.
    Nothing(Reason),
}

impl Purpose {
    fn operation(self) -> &'static Operation {
        match self {
            Self::SignIn(_) => &sign_in::OPERATION,
            Self::Look => &case_details::OPERATION,
            Self::Log => &process_log::OPERATION,
            Self::Submit(_) => &submit::OPERATION,
            Self::Search(_) => &cases::OPERATION,
        }
    }

    fn sent(self) -> Sent {
        match self {
            Self::SignIn(_) => Sent::SignIn,
            Self::Look | Self::Log => Sent::Question,
            Self::Submit(id) => Sent::Order(id),
            Self::Search(id) => Sent::Search(id),
        }
    }
}

impl Fleet for Ours {
    const NAME: &'static str = "this package";

    fn start(world: &mut World, count: u32) -> Self {
        let mut clients = Vec::with_capacity(count as usize);
        for client in 0..count {
            let mut session = Session::default();
            let (token, expires) = world.first_token();
            // `ask` begins what `handle_signed_in` ends.
            session.ask(0.0);
            session.handle_signed_in(session.generation(), token, Some(expires), 0.0);
            clients.push(Client {
                session,
                waiting: Vec::new(),
                track: settled(world),
                heard: 0.0,
                news: false,
                asking: false,
                pauses: 0,
                book: Book::default(),
                failures: 0,
                tries_again: false,
            });
            world.wake(0.0, Wake::Look(client, 0));
            if let Some(at) = world.scenario.online() {
                world.wake(at, Wake::Online(client));
            }
            let after = world.random_time(SUBMITS_EVERY);
            world.wake(after, Wake::Person(client));
        }
        Self { clients, jobs: Vec::new(), free: Vec::new() }
    }

    fn wake(&mut self, world: &mut World, wake: Wake) {
        match wake {
            Wake::Look(client, pauses) if self.clients[client as usize].pauses == pauses => {
                self.follow(world, client);
            }
            Wake::Look(..) => {}
            // As outbox.js and track.js do on `online`.
            Wake::Online(client) => {
                let random = world.dice.f64();
                self.clients[client as usize].track.handle_online(world.now, random);
                self.follow(world, client);
                self.drain(world, client);
            }
            Wake::Person(client) => {
                let again = world.random_time(SUBMITS_EVERY);
                world.wake(again, wake);
                let id = world.begin_submission(client);
                self.hand_over(world, client, id);
            }
            Wake::Reconcile(id) => {
                self.begin(world, world.submissions[id as usize].client, Purpose::Search(id));
            }
            Wake::Again(id) => self.hand_over(world, world.submissions[id as usize].client, id),
            Wake::Drain(client) => {
                self.clients[client as usize].tries_again = false;
                self.drain(world, client);
            }
            Wake::Job(job, steps) if self.jobs[job as usize].steps == steps => self.go_on(world, job),
            Wake::Job(..) => {}
        }
    }
}

impl Ours {
    /// A call is over.
    #[allow(clippy::type_complexity)]
    fn end(&mut self, world: &mut World, index: u32, outcome: Result<(bool, Option<(String, f64)>), Error>) {
        let job = &mut self.jobs[index as usize];
        job.steps += 1;
        let (client, purpose) = (job.client, job.purpose);
        self.free.push(index);
        if outcome.is_ok() {
            world.heard[client as usize] = world.now;
        }
        match (purpose, outcome) {
            (Purpose::SignIn(generation), outcome) => {
                let session = &mut self.clients[client as usize].session;
                match outcome {
                    Ok((_, Some((token, expires)))) => {
                        session.handle_signed_in(generation, token, Some(expires), world.now);
                    }
                    Ok(_) => {}
                    Err(error) => session.handle_failed(generation, error, world.now),
                }
                // The bell rings: all ask again.
                for waiting in std::mem::take(&mut self.clients[client as usize].waiting) {
                    self.attempt(world, waiting);
                }
            }
            (Purpose::Look, Ok(_)) => {
                let this = &mut self.clients[client as usize];
                this.news = world.dice.f64() < 1.0 - (-(world.now - this.heard) / CHANGES_EVERY).exp();
                this.heard = world.now;
                if this.news || this.track.asks_all() {
                    self.begin(world, client, Purpose::Log);
                } else {
                    self.looked(world, client, true);
                }
            }
            (Purpose::Look, Err(_)) => self.looked(world, client, false),
            (Purpose::Log, outcome) => self.looked(world, client, outcome.is_ok()),
            (Purpose::Submit(id), outcome) => self.submitted(world, client, id, outcome.err()),
            (Purpose::Search(id), Ok((true, _))) => {
                let book = &mut self.clients[client as usize].book;
                book.found(&entry_id(id), Vec::new(), true, "", world.now);
                world.settle(id);
            }
            // The person decides to send it again.
            (Purpose::Search(id), Ok((false, _))) => {
                world.submissions[id as usize].pressed_again += 1;
                let until = world.now + LEASE;
                if self.clients[client as usize].book.reopen(&entry_id(id), ME, until).is_some() {
                    self.begin(world, client, Purpose::Submit(id));
                }
            }
            (Purpose::Search(id), Err(_)) => {
                let after = world.between(5_000.0, 30_000.0);
                world.wake(after, Wake::Reconcile(id));
            }
        }
    }
}
