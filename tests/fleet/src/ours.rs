//! Clients of this package: its own state machines, driven as src/browser drives them, with virtual time for the clock.

use work_order_client::delivery::outbox::{Book, End, Entry, State, Told, pause};
use work_order_client::delivery::track::{self, Track};
use work_order_client::delivery::{Call, Next, Operation, Policy, Verdict, answer::Failure};
use work_order_client::error::{Error, Executed, Kind, Reason};
use work_order_client::panda::{case_details, cases, process_log, sign_in, submit};
use work_order_client::session::{Session, Step};

use crate::fleet::Fleet;
use crate::world::{Answered, CHANGES_EVERY, SUBMITS_EVERY, Sent, Wake, World};

/// Shortest and longest time between two looks at an order.
const LOOKS: (f64, f64) = (2_000.0, 60_000.0);

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

/// The one page of each client.
const ME: &str = "page";
/// How long a page is at work on an entry at most.
const LEASE: f64 = 75_000.0;

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
    fn begin(&mut self, world: &mut World, client: u32, purpose: Purpose) {
        let call = Call::new(purpose.operation(), Policy::default(), world.now);
        let job = Job { client, purpose, call, token: None, steps: 0, awaited: Awaited::Pause };
        let index = match self.free.pop() {
            Some(index) => {
                let steps = self.jobs[index as usize].steps;
                self.jobs[index as usize] = Job { steps, ..job };
                index
            }
            None => {
                self.jobs.push(job);
                (self.jobs.len() - 1) as u32
            }
        };
        self.attempt(world, index);
    }

    /// From now on it waits for this, so long.
    fn wait(&mut self, world: &mut World, index: u32, after: f64, awaited: Awaited) {
        let job = &mut self.jobs[index as usize];
        job.steps += 1;
        job.awaited = awaited;
        world.wake(after, Wake::Job(index, job.steps));
    }

    /// Gets a token, as `Account::token` does, and sends.
    fn attempt(&mut self, world: &mut World, index: u32) {
        let job = &mut self.jobs[index as usize];
        let client = job.client;
        if !matches!(job.purpose, Purpose::SignIn(_)) {
            let session = &mut self.clients[client as usize].session;
            let generation = session.generation();
            match session.ask(world.now) {
                Step::Use(token) => job.token = Some(token),
                Step::UseAndRenew(token) => {
                    job.token = Some(token);
                    self.begin(world, client, Purpose::SignIn(generation));
                }
                step => {
                    if let Step::Refuse(error) = step {
                        let error = job.call.after_refused_sign_in(error);
                        return self.end(world, index, Err(error));
                    }
                    self.clients[client as usize].waiting.push(index);
                    let (limit, _) = self.jobs[index as usize].call.total_limit(world.now);
                    self.wait(world, index, limit, Awaited::Token);
                    if step == Step::SignIn {
                        self.begin(world, client, Purpose::SignIn(generation));
                    }
                    return;
                }
            }
        }
        let job = &mut self.jobs[index as usize];
        if let Purpose::Submit(id) = job.purpose {
            let begun = self.clients[client as usize].book.begin(&entry_id(id), ME, world.now);
            assert!(begun, "order {id} is not this page's to send");
        }
        job.call.begin_attempt();
        let (limit, reason) = job.call.answer_limit(world.now);
        match world.send(client, job.purpose.sent(), job.token.as_deref()) {
            Some((after, answer)) if after < limit => self.wait(world, index, after, Awaited::Answer(answer)),
            _ => self.wait(world, index, limit, Awaited::Nothing(reason)),
        }
    }

    /// What it waited for is there.
    fn go_on(&mut self, world: &mut World, index: u32) {
        let (now, random) = (world.now, world.dice.f64());
        let job = &mut self.jobs[index as usize];
        let next = match std::mem::replace(&mut job.awaited, Awaited::Pause) {
            Awaited::Pause => return self.attempt(world, index),
            Awaited::Token => {
                self.clients[job.client as usize].waiting.retain(|&waiting| waiting != index);
                let error = job.call.abandon(Reason::TotalTimeout);
                return self.end(world, index, Err(error));
            }
            Awaited::Nothing(reason) => Some(job.call.after_failure(reason, now, random)),
            Awaited::Answer(Answered::Broken) => {
                Some(job.call.after_failure(Reason::Connection, now, random))
            }
            Awaited::Answer(Answered::Busy) => {
                let verdict = Verdict::Bad(Failure::new(Reason::Status));
                job.call.after_answer(verdict, 503, Some("5"), now, random)
            }
            Awaited::Answer(Answered::Unauthorized) => {
                if let Some(token) = &job.token {
                    self.clients[job.client as usize].session.handle_rejected(token);
                }
                job.call.after_answer(Verdict::TokenRefused, 401, None, now, random)
            }
            Awaited::Answer(Answered::Well { found, token }) => {
                job.call.after_answer(Verdict::Good, 200, None, now, random);
                return self.end(world, index, Ok((found, token)));
            }
        };
        match next {
            Some(Next::Again(after)) => self.wait(world, index, after, Awaited::Pause),
            Some(Next::Fail(error)) => self.end(world, index, Err(error)),
            None => {}
        }
    }

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

    /// The person presses the button: half of the clients let an order wait for the network.
    fn hand_over(&mut self, world: &mut World, client: u32, id: u32) {
        let book = &mut self.clients[client as usize].book;
        book.sweep(&[], ("", ""), world.now);
        let queue = (client / 2).is_multiple_of(2);
        book.admit(entry(id, queue, world.now), true);
        self.begin(world, client, Purpose::Submit(id));
    }

    /// A submission came to an end, for now.
    fn submitted(&mut self, world: &mut World, client: u32, id: u32, error: Option<Error>) {
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
    fn drain(&mut self, world: &mut World, client: u32) {
        let until = world.now + LEASE;
        let taken = self.clients[client as usize].book.take(&[SCOPE.to_owned()], ME, until);
        let taken: Option<u32> = taken.and_then(|entry| entry.key.parse().ok());
        if let Some(id) = taken {
            self.begin(world, client, Purpose::Submit(id));
        }
    }

    fn try_again_later(&mut self, world: &mut World, client: u32) {
        let this = &mut self.clients[client as usize];
        if !std::mem::replace(&mut this.tries_again, true) {
            this.failures += 1;
            let after = pause(this.failures, world.dice.f64());
            world.wake(after, Wake::Drain(client));
        }
    }

    /// It has heard how its order is, or could not ask.
    fn looked(&mut self, world: &mut World, client: u32, heard: bool) {
        let (now, random) = (world.now, world.dice.f64());
        let this = &mut self.clients[client as usize];
        this.asking = false;
        match heard {
            true => this.track.handle_answer(this.news, false, now, random),
            false => this.track.handle_failure(now, random),
        }
        self.follow(world, client);
    }

    /// What track.js does between two questions.
    fn follow(&mut self, world: &mut World, client: u32) {
        let this = &mut self.clients[client as usize];
        if this.asking {
            return;
        }
        match this.track.next(world.now, false) {
            track::Step::Ask => {
                this.asking = true;
                self.begin(world, client, Purpose::Look);
            }
            track::Step::Wait(after) => {
                this.pauses += 1;
                world.wake(after.max(1.0), Wake::Look(client, this.pauses));
            }
            track::Step::Sleep | track::Step::End => {}
        }
    }
}

/// A track that has been going on for a while, somewhere between two questions.
fn settled(world: &mut World) -> Track {
    let began = -world.between(0.0, LOOKS.1);
    let mut track = Track::new(LOOKS.0, LOOKS.1, began);
    track.next(began, false);
    for _ in 0..12 {
        track.handle_answer(false, false, began, world.dice.f64());
    }
    track
}

const SCOPE: &str = "fleet";

fn entry_id(id: u32) -> String {
    work_order_client::delivery::outbox::id(SCOPE, &id.to_string())
}

/// What the browser layer makes of an order.
fn entry(id: u32, queue: bool, now: f64) -> Entry {
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
