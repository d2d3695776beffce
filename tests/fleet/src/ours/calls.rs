//! One call, from its token to its answer, as `Task` and driver.js carry it.

use work_order_client::delivery::{Call, Next, Policy, Verdict, answer::Failure};
use work_order_client::error::Reason;
use work_order_client::session::Step;

use super::orders::{ME, entry_id};
use super::{Awaited, Job, Ours, Purpose};
use crate::world::{Answered, Wake, World};

impl Ours {
    pub(super) fn begin(&mut self, world: &mut World, client: u32, purpose: Purpose) {
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
    pub(super) fn wait(&mut self, world: &mut World, index: u32, after: f64, awaited: Awaited) {
        let job = &mut self.jobs[index as usize];
        job.steps += 1;
        job.awaited = awaited;
        world.wake(after, Wake::Job(index, job.steps));
    }

    /// Gets a token, as `Account::token` does, and sends.
    pub(super) fn attempt(&mut self, world: &mut World, index: u32) {
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
    pub(super) fn go_on(&mut self, world: &mut World, index: u32) {
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
}
