//! Clients as they are written by hand: a timer every 5 s, an interceptor that signs in whenever it meets a 401, and three more
//! tries at once after whatever failed.

use crate::fleet::Fleet;
use crate::world::{Answered, SUBMITS_EVERY, Sent, Wake, World};

const EVERY: f64 = 5_000.0;
const TIMEOUT: f64 = 10_000.0;
const RETRIES: u8 = 3;

/// All of them.
pub struct Naive {
    tokens: Vec<String>,
    jobs: Vec<Job>,
    free: Vec<u32>,
}

struct Job {
    client: u32,
    sent: Sent,
    retries: u8,
    steps: u32,
    /// It signs in before it goes on.
    signing_in: bool,
    answer: Answered,
}

impl Fleet for Naive {
    const NAME: &'static str = "by hand";

    fn start(world: &mut World, count: u32) -> Self {
        let mut tokens = Vec::with_capacity(count as usize);
        for client in 0..count {
            tokens.push(world.first_token().0);
            let after = world.between(0.0, EVERY);
            world.wake(after, Wake::Look(client, 0));
            let after = world.random_time(SUBMITS_EVERY);
            world.wake(after, Wake::Person(client));
        }
        Self { tokens, jobs: Vec::new(), free: Vec::new() }
    }

    fn wake(&mut self, world: &mut World, wake: Wake) {
        match wake {
            Wake::Look(client, _) => {
                world.wake(EVERY, wake);
                self.begin(world, client, Sent::Question);
            }
            Wake::Person(client) => {
                let again = world.random_time(SUBMITS_EVERY);
                world.wake(again, wake);
                let id = world.begin_submission(client);
                self.begin(world, client, Sent::Order(id));
            }
            // The person saw an error and presses the button again.
            Wake::Again(id) => self.begin(world, world.submissions[id as usize].client, Sent::Order(id)),
            Wake::Job(job, steps) if self.jobs[job as usize].steps == steps => self.go_on(world, job),
            Wake::Job(..) | Wake::Drain(_) | Wake::Reconcile(_) | Wake::Online(_) => {}
        }
    }
}

impl Naive {
    fn begin(&mut self, world: &mut World, client: u32, sent: Sent) {
        let mut job = Job { client, sent, retries: 0, steps: 0, signing_in: false, answer: Answered::Broken };
        let index = match self.free.pop() {
            Some(index) => {
                job.steps = self.jobs[index as usize].steps;
                self.jobs[index as usize] = job;
                index
            }
            None => {
                self.jobs.push(job);
                (self.jobs.len() - 1) as u32
            }
        };
        self.attempt(world, index);
    }

    fn attempt(&mut self, world: &mut World, index: u32) {
        let job = &mut self.jobs[index as usize];
        let sent = if job.signing_in { Sent::SignIn } else { job.sent };
        let token = self.tokens[job.client as usize].as_str();
        let (after, answer) = match world.send(job.client, sent, Some(token)) {
            Some((after, answer)) if after < TIMEOUT => (after, answer),
            _ => (TIMEOUT, Answered::Broken),
        };
        job.answer = answer;
        job.steps += 1;
        world.wake(after, Wake::Job(index, job.steps));
    }

    fn go_on(&mut self, world: &mut World, index: u32) {
        let job = &mut self.jobs[index as usize];
        match std::mem::replace(&mut job.answer, Answered::Broken) {
            Answered::Well { token, .. } if job.signing_in => {
                if let Some((token, _)) = token {
                    self.tokens[job.client as usize] = token;
                }
                job.signing_in = false;
                self.attempt(world, index);
            }
            Answered::Well { .. } => {
                world.heard[job.client as usize] = world.now;
                if let Sent::Order(id) = job.sent {
                    world.settle(id);
                }
                self.end(index);
            }
            Answered::Unauthorized => {
                job.signing_in = true;
                self.attempt(world, index);
            }
            Answered::Busy | Answered::Broken if job.retries < RETRIES => {
                job.retries += 1;
                self.attempt(world, index);
            }
            Answered::Busy | Answered::Broken => {
                if let Sent::Order(id) = job.sent {
                    world.submissions[id as usize].pressed_again += 1;
                    let after = world.between(5_000.0, 30_000.0);
                    world.wake(after, Wake::Again(id));
                }
                self.end(index);
            }
        }
    }

    fn end(&mut self, index: u32) {
        self.jobs[index as usize].steps += 1;
        self.free.push(index);
    }
}
