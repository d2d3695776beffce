//! Plays a scenario with a fleet, and what came out of it.

use crate::world::{Scenario, Wake, World};

/// Clients of one kind.
pub trait Fleet {
    /// For titles.
    const NAME: &'static str;
    /// So many of them, each in the middle of its day.
    fn start(world: &mut World, count: u32) -> Self;
    /// Somebody is woken.
    fn wake(&mut self, world: &mut World, wake: Wake);
}

/// What is settling in and not looked at, in seconds.
pub const SETTLING: u32 = 60;
/// How long after a disturbance every client must be as before, in seconds.
pub const SETTLED_WITHIN: u32 = 120;

/// What came out.
pub struct Outcome {
    pub fleet: &'static str,
    pub scenario: Scenario,
    /// Requests sent, by second.
    pub load: Vec<u32>,
    /// Milliseconds from the button to certainty, sorted; only of what became certain.
    pub certain_after: Vec<f64>,
    /// Submissions without a certain outcome, begun at least `SETTLED_WITHIN` before the end.
    pub uncertain: usize,
    pub submissions: usize,
    /// Carried out more than once by the server.
    pub doubled: usize,
    /// Of these: twice although the person pressed the button only once.
    pub doubled_by_client: usize,
    /// Certain, but never carried out.
    pub lost: usize,
    /// Successful sign-ins of one client after the mass expiry: how many clients had so many.
    pub sign_ins: Vec<usize>,
    /// Clients that had heard nothing good `SETTLED_WITHIN` after the disturbance.
    pub unsettled: usize,
}

/// Plays it to its end.
pub fn play<F: Fleet>(scenario: Scenario, clients: u32, seed: u64) -> Outcome {
    let mut world = World::new(scenario, clients, seed);
    let mut fleet = F::start(&mut world, clients);
    let over = scenario.disturbed_until().map(|second| f64::from(second) * 1000.0);
    let mut counting = scenario.expiry.map(|second| f64::from(second) * 1000.0);
    let mut unsettled = 0;
    let mut looked = over.is_none();
    while let Some(wake) = world.next() {
        if counting.is_some_and(|at| world.now >= at) {
            counting = None;
            world.count_sign_ins_anew();
        }
        if let Some(over) = over
            && !looked
            && world.now >= over + f64::from(SETTLED_WITHIN) * 1000.0
        {
            looked = true;
            unsettled = unsettled_clients(&world, over);
        }
        fleet.wake(&mut world, wake);
    }
    outcome(F::NAME, world, unsettled)
}

/// Those that heard nothing good since the disturbance was over, or still wonder about a submission from before its end.
fn unsettled_clients(world: &World, over: f64) -> usize {
    let mut settled: Vec<bool> = world.heard.iter().map(|&heard| heard >= over).collect();
    for submission in &world.submissions {
        if submission.certain == 0.0 && submission.begun < over {
            settled[submission.client as usize] = false;
        }
    }
    settled.iter().filter(|settled| !**settled).count()
}

fn outcome(fleet: &'static str, world: World, unsettled: usize) -> Outcome {
    let end = f64::from(world.scenario.seconds) * 1000.0;
    let all = &world.submissions;
    let count =
        |wanted: &dyn Fn(&crate::world::Submission) -> bool| all.iter().filter(|one| wanted(one)).count();
    let mut certain_after: Vec<f64> =
        all.iter().filter(|one| one.certain > 0.0).map(|one| one.certain - one.begun).collect();
    certain_after.sort_by(f64::total_cmp);
    let mut sign_ins = Vec::new();
    if world.scenario.expiry.is_some() {
        for &times in &world.sign_ins {
            let times = usize::from(times);
            if sign_ins.len() <= times {
                sign_ins.resize(times + 1, 0);
            }
            sign_ins[times] += 1;
        }
    }
    Outcome {
        uncertain: count(&|one| one.certain == 0.0 && one.begun < end - f64::from(SETTLED_WITHIN) * 1000.0),
        submissions: all.len(),
        doubled: count(&|one| one.executed > 1),
        doubled_by_client: count(&|one| one.executed > 1 + one.pressed_again),
        lost: count(&|one| one.certain > 0.0 && one.executed == 0),
        certain_after,
        sign_ins,
        unsettled,
        fleet,
        scenario: world.scenario,
        load: world.load,
    }
}

impl Scenario {
    /// The second at which the disturbance begins.
    pub fn disturbed_from(&self) -> Option<u32> {
        let spans = [self.outage, self.offline, self.slow].into_iter().flatten().map(|(from, _)| from);
        spans.chain(self.expiry).next()
    }

    /// The second at which it is over.
    pub fn disturbed_until(&self) -> Option<u32> {
        let spans = [self.outage, self.offline, self.slow].into_iter().flatten();
        spans.map(|(from, length)| from + length).chain(self.expiry).next()
    }

    /// When all clients are told that their network is back, in milliseconds.
    pub fn online(&self) -> Option<f64> {
        self.offline.map(|(from, length)| f64::from(from + length) * 1000.0)
    }
}

impl Outcome {
    /// Requests of one minute that begins at this second.
    pub fn minute(&self, from: u32) -> u64 {
        let from = from as usize;
        self.load.get(from..from + 60).into_iter().flatten().map(|&count| u64::from(count)).sum()
    }

    /// Requests of an ordinary minute: the mean of those before anything happens.
    pub fn ordinary_minute(&self) -> f64 {
        let until = self.scenario.disturbed_from().unwrap_or(self.scenario.seconds);
        let minutes: Vec<u64> = (SETTLING..until - 59).step_by(60).map(|from| self.minute(from)).collect();
        minutes.iter().sum::<u64>() as f64 / minutes.len().max(1) as f64
    }

    /// The largest number of requests in ten seconds, from this second on.
    pub fn peak(&self, from: u32) -> u64 {
        let tens = self.load.get(from as usize..).unwrap_or_default().chunks(10);
        tens.map(|ten| ten.iter().map(|&count| u64::from(count)).sum()).max().unwrap_or(0)
    }

    /// The time within which so many of a hundred became certain, in seconds.
    pub fn certain_within(&self, percent: usize) -> f64 {
        let last = self.certain_after.len().saturating_sub(1);
        self.certain_after.get(last * percent / 100).map_or(0.0, |ms| ms / 1000.0)
    }
}
