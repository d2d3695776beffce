//! Virtual time, the network and the one server that all clients of a fleet share. Times are milliseconds since the start.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What happens in a scenario, and when.
#[derive(Clone, Copy)]
pub struct Scenario {
    /// For titles.
    pub name: &'static str,
    /// How long it is, in seconds.
    pub seconds: u32,
    /// From second, for seconds: nobody listens. Half of the clients see their connections refused, the others hear nothing.
    pub outage: Option<(u32, u32)>,
    /// From second, for seconds: the network of all clients is away, and all are told in the same moment that it is back.
    pub offline: Option<(u32, u32)>,
    /// At this second all tokens become invalid, before their time.
    pub expiry: Option<u32>,
    /// From second, for seconds: the server answers after five seconds more, and has a tenth of its capacity.
    pub slow: Option<(u32, u32)>,
}

const ORDINARY: Scenario = Scenario {
    name: "an ordinary hour",
    seconds: 3660,
    outage: None,
    offline: None,
    expiry: None,
    slow: None,
};
const DISTURBED: Scenario = Scenario { seconds: 660, ..ORDINARY };

/// The scenarios: the first minute is for settling in and is not looked at.
pub const SCENARIOS: [Scenario; 5] = [
    ORDINARY,
    Scenario { name: "the server is away for 5 minutes", outage: Some((180, 300)), ..DISTURBED },
    Scenario { name: "the network is away for 5 minutes", offline: Some((180, 300)), ..DISTURBED },
    Scenario { name: "all tokens end at once", seconds: 360, expiry: Some(180), ..ORDINARY },
    Scenario { name: "a slow server for 5 minutes", slow: Some((180, 300)), ..DISTURBED },
];

/// Requests a second that the server can answer, for each client: one and a half times what clients that poll every 5 s need.
const CAPACITY: f64 = 0.3;
/// A backlog longer than this is answered with 503.
const LONGEST_BACKLOG: f64 = 10_000.0;
/// Of a token.
const TOKEN_LIFE: f64 = 7_200_000.0;
/// How likely a single request or its answer is lost on the way: mobile networks.
const LOST: f64 = 0.002;
/// How often a person submits.
pub const SUBMITS_EVERY: f64 = 3_600_000.0;
/// How often the order that a client follows changes.
pub const CHANGES_EVERY: f64 = 1_200_000.0;

/// Something to be woken for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wake {
    /// The person in front of this client submits an order.
    Person(u32),
    /// This client's pause between two looks at its order is over, unless its count of pauses has changed.
    Look(u32, u32),
    /// This client's network is back.
    Online(u32),
    /// This job goes on, unless its count of steps has changed.
    Job(u32, u32),
    /// This submission's outcome is looked for.
    Reconcile(u32),
    /// The person presses the button once more, since the order was certainly not taken.
    Again(u32),
    /// This client tries its queue again.
    Drain(u32),
}

/// What is sent.
#[derive(Clone, Copy)]
pub enum Sent {
    /// Asks how an order is.
    Question,
    /// Asks whether a submission arrived.
    Search(u32),
    /// Submits.
    Order(u32),
    /// Asks for a token.
    SignIn,
}

/// How it is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Answered {
    /// With what was asked for; a search says whether it found something, a sign-in hands out its token and when it ends.
    Well { found: bool, token: Option<(String, f64)> },
    /// The token is no good.
    Unauthorized,
    /// 503 with `Retry-After: 5`.
    Busy,
    /// The connection was refused or broke.
    Broken,
}

/// One submission, as the person and the server see it.
#[derive(Clone, Copy, Default)]
pub struct Submission {
    /// Whose.
    pub client: u32,
    /// When the person pressed the button.
    pub begun: f64,
    /// When its outcome was certain; 0: not yet.
    pub certain: f64,
    /// How often the server carried it out.
    pub executed: u32,
    /// How often a person has pressed the button again.
    pub pressed_again: u32,
}

/// One fleet's world.
pub struct World {
    /// Milliseconds since the start.
    pub now: f64,
    /// What happens.
    pub scenario: Scenario,
    /// Of everything.
    pub dice: fastrand::Rng,
    /// Requests sent, by second.
    pub load: Vec<u32>,
    /// Tokens that reached a client since the mass expiry (or the start). A sign-in whose answer is lost has to be repeated.
    pub sign_ins: Vec<u16>,
    /// All there were.
    pub submissions: Vec<Submission>,
    /// When each client last heard a good answer.
    pub heard: Vec<f64>,
    queue: BinaryHeap<Reverse<(u64, u64, Wake)>>,
    count: u64,
    free_at: f64,
    capacity: f64,
}

impl World {
    pub fn new(scenario: Scenario, clients: u32, seed: u64) -> Self {
        let clients = clients as usize;
        Self {
            now: 0.0,
            scenario,
            dice: fastrand::Rng::with_seed(seed),
            load: vec![0; scenario.seconds as usize + 1],
            sign_ins: vec![0; clients],
            submissions: Vec::new(),
            heard: vec![0.0; clients],
            queue: BinaryHeap::new(),
            count: 0,
            free_at: 0.0,
            capacity: CAPACITY * clients as f64 / 1000.0,
        }
    }

    /// Wakes somebody in so many milliseconds.
    pub fn wake(&mut self, after: f64, wake: Wake) {
        self.count += 1;
        self.queue.push(Reverse((((self.now + after.max(0.0)) * 1000.0) as u64, self.count, wake)));
    }

    /// The next one to be woken; time passes meanwhile.
    pub fn next(&mut self) -> Option<Wake> {
        let Reverse((at, _, wake)) = self.queue.pop()?;
        self.now = at as f64 / 1000.0;
        (self.now < f64::from(self.scenario.seconds) * 1000.0).then_some(wake)
    }

    /// Exponentially distributed, of that mean.
    pub fn random_time(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.dice.f64()).ln()
    }

    /// Between these two, in milliseconds.
    pub fn between(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * self.dice.f64()
    }

    fn within(&self, span: Option<(u32, u32)>) -> bool {
        span.is_some_and(|(from, length)| {
            (f64::from(from)..f64::from(from + length)).contains(&(self.now / 1000.0))
        })
    }

    /// Whether all tokens were declared invalid already.
    fn epoch(&self) -> u32 {
        u32::from(self.scenario.expiry.is_some_and(|at| self.now >= f64::from(at) * 1000.0))
    }

    /// A token as it was given out some time before the start.
    pub fn first_token(&mut self) -> (String, f64) {
        let expires = self.between(1000.0, TOKEN_LIFE);
        (format!("0.{expires}"), expires)
    }

    fn is_valid(&self, token: &str) -> bool {
        token.split_once('.').is_some_and(|(epoch, expires)| {
            epoch.parse() == Ok(self.epoch())
                && expires.parse::<f64>().is_ok_and(|expires| expires > self.now)
        })
    }

    /// Sends a request now. After how long the answer is there, and which; `None`: nobody will ever hear one.
    pub fn send(&mut self, client: u32, sent: Sent, token: Option<&str>) -> Option<(f64, Answered)> {
        let way = self.between(20.0, 80.0);
        if self.within(self.scenario.offline) {
            return Some((1.0, Answered::Broken));
        }
        if let Some(second) = self.load.get_mut((self.now / 1000.0) as usize) {
            *second += 1;
        }
        if self.within(self.scenario.outage) {
            return if client.is_multiple_of(2) { Some((way, Answered::Broken)) } else { None };
        }
        let fate = self.dice.f64();
        if fate < LOST / 2.0 {
            return Some((way, Answered::Broken));
        }
        let slow = self.within(self.scenario.slow);
        let capacity = if slow { self.capacity / 10.0 } else { self.capacity };
        let free_at = self.free_at.max(self.now);
        if free_at - self.now > LONGEST_BACKLOG {
            return Some((way, Answered::Busy));
        }
        self.free_at = free_at + 1.0 / capacity;
        let answer = self.answer(sent, token);
        if fate < LOST {
            return None;
        }
        if matches!(&answer, Answered::Well { token: Some(_), .. }) {
            self.sign_ins[client as usize] += 1;
        }
        let work = if slow { 5000.0 } else { 30.0 };
        Some((self.free_at - self.now + way + work, answer))
    }

    fn answer(&mut self, sent: Sent, token: Option<&str>) -> Answered {
        let well = |found, token| Answered::Well { found, token };
        if !matches!(sent, Sent::SignIn) && !token.is_some_and(|token| self.is_valid(token)) {
            return Answered::Unauthorized;
        }
        match sent {
            Sent::SignIn => {
                let expires = self.now + TOKEN_LIFE;
                well(false, Some((format!("{}.{expires}", self.epoch()), expires)))
            }
            Sent::Question => well(false, None),
            Sent::Search(id) => well(self.submissions[id as usize].executed > 0, None),
            Sent::Order(id) => {
                self.submissions[id as usize].executed += 1;
                well(true, None)
            }
        }
    }

    /// A person presses the button for the first time.
    pub fn begin_submission(&mut self, client: u32) -> u32 {
        self.submissions.push(Submission { client, begun: self.now, ..Submission::default() });
        (self.submissions.len() - 1) as u32
    }

    /// The outcome is certain.
    pub fn settle(&mut self, id: u32) {
        let submission = &mut self.submissions[id as usize];
        if submission.certain == 0.0 {
            submission.certain = self.now;
        }
    }

    /// Sign-ins are counted from here on.
    pub fn count_sign_ins_anew(&mut self) {
        self.sign_ins.fill(0);
    }
}
