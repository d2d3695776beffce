//! One call from its first attempt to its end: a state machine without a clock.

use super::answer::{Failure, Verdict};
use super::policy::Policy;
use super::routes::Routes;
use super::time;
use super::{Effect, Operation};
use crate::error::{Error, Executed, Reason};

/// What to do after an attempt that was not good.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Wait this many milliseconds, then send again.
    Again(f64),
    /// Give up.
    Fail(Error),
}

/// A call in progress.
#[derive(Clone, Debug)]
pub struct Call {
    operation: &'static Operation,
    policy: Policy,
    deadline: f64,
    routes: Routes,
    attempts: u32,
    redone: bool,
    rewritten: u8,
}

impl Call {
    /// Starts a call at `now` (epoch milliseconds, like every time here).
    pub fn new(operation: &'static Operation, policy: Policy, now: f64) -> Self {
        Self {
            operation,
            policy,
            deadline: now + policy.total_ms,
            routes: Routes::new(0, 1),
            attempts: 0,
            redone: false,
            rewritten: 0,
        }
    }

    /// The same for an operation that servers have at different routes.
    pub const fn with_routes(mut self, routes: Routes) -> Self {
        self.routes = routes;
        self
    }

    /// What it is a call of.
    pub const fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The route that the next attempt goes to.
    pub const fn route(&self) -> usize {
        self.routes.now()
    }

    /// How long to wait for an answer to begin, in milliseconds from `now`, and what it is when that passes.
    pub fn answer_limit(&self, now: f64) -> (f64, Reason) {
        self.limit(self.policy.attempt_ms, Reason::AttemptTimeout, now)
    }

    /// How long to wait for the body's next piece.
    pub fn body_limit(&self, now: f64) -> (f64, Reason) {
        self.limit(self.policy.body_idle_ms, Reason::BodyStalled, now)
    }

    /// How long to wait for anything else (a token, a pause).
    pub fn total_limit(&self, now: f64) -> (f64, Reason) {
        self.limit(f64::INFINITY, Reason::TotalTimeout, now)
    }

    fn limit(&self, own_ms: f64, reason: Reason, now: f64) -> (f64, Reason) {
        let left = (self.deadline - now).max(0.0);
        if own_ms < left { (own_ms, reason) } else { (left, Reason::TotalTimeout) }
    }

    /// How often it was sent.
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The request is about to leave.
    pub const fn begin_attempt(&mut self) {
        self.attempts = self.attempts.saturating_add(1);
    }

    /// An answer came, and the service has judged it. `None`: it is the one to give to the app.
    ///
    /// A refused token was dropped by the session, so that sending again asks for a new one.
    pub fn after_answer(
        &mut self,
        verdict: Verdict,
        status: u16,
        retry_after: Option<&str>,
        now: f64,
        random: f64,
    ) -> Option<Next> {
        match verdict {
            Verdict::Good => None,
            // Once for the first token, once for the fresh one.
            Verdict::OtherForm if self.rewritten < 2 => {
                self.rewritten = self.rewritten.saturating_add(1);
                Some(Next::Again(0.0))
            }
            Verdict::NoSuchRoute(_) if self.routes.go_on() => Some(Next::Again(0.0)),
            Verdict::NoSuchRoute(failure) => Some(Next::Fail(self.error(failure, Some(status)))),
            Verdict::TokenRefused if !self.redone => {
                self.redone = true;
                Some(Next::Again(0.0))
            }
            Verdict::TokenRefused | Verdict::OtherForm => {
                let refused = Failure::new(Reason::TokenRefused).executed(Executed::No);
                Some(Next::Fail(self.error(refused, Some(status))))
            }
            Verdict::Bad(failure) => {
                let asked = retry_after.and_then(|text| time::retry_after(text, now));
                let passing = matches!(status, 408 | 429 | 502 | 503 | 504);
                Some(self.again_or_fail(failure, Some(status), passing, asked, now, random))
            }
        }
    }

    /// No answer came to an attempt whose bytes may have left the device.
    pub fn after_failure(&self, reason: Reason, now: f64, random: f64) -> Next {
        let passing = matches!(
            reason,
            Reason::Connection | Reason::CorsOrUnreachable | Reason::AttemptTimeout | Reason::BodyStalled
        );
        self.again_or_fail(Failure::new(reason), None, passing, None, now, random)
    }

    /// It ends while nothing is under way: before the first attempt, or in the pause before the next one.
    pub fn abandon(&self, reason: Reason) -> Error {
        self.error(Failure::new(reason).executed(Executed::No), None)
    }

    /// No token could be had; `error` is the sign-in's. Nothing was sent.
    pub fn after_refused_sign_in(&self, mut error: Error) -> Error {
        error.operation = self.operation.name;
        error.executed = Executed::No;
        error.attempts = self.attempts;
        error
    }

    fn again_or_fail(
        &self,
        failure: Failure,
        status: Option<u16>,
        passing: bool,
        asked: Option<f64>,
        now: f64,
        random: f64,
    ) -> Next {
        let may_repeat = self.operation.effect == Effect::Read && passing;
        if may_repeat && self.attempts < self.policy.attempts {
            let after_ms = asked.unwrap_or_else(|| self.pause(random));
            if now + after_ms < self.deadline {
                return Next::Again(after_ms);
            }
        }
        Next::Fail(self.error(failure, status))
    }

    /// Full jitter: anything up to an upper bound that doubles. `random` is in 0..1.
    fn pause(&self, random: f64) -> f64 {
        let doublings = self.attempts.saturating_sub(1).min(16);
        let bound = self.policy.base_ms * f64::from(1_u32 << doublings);
        bound.min(self.policy.max_ms) * random
    }

    fn error(&self, failure: Failure, status: Option<u16>) -> Error {
        let mut error = Error::new(failure.reason, self.operation.service, self.operation.name);
        // A read changes nothing, whatever became of it.
        error.executed = match self.operation.effect {
            Effect::Read => Executed::No,
            Effect::Write => failure.executed,
        };
        error.echo = failure.echo;
        error.status = status.filter(|status| *status != 0);
        error.code = failure.code;
        error.server_message = failure.server_message;
        error.hint = failure.hint;
        error.detail = failure.detail;
        error.attempts = self.attempts;
        error
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
