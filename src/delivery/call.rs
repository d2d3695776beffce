//! One call from its first attempt to its end: a state machine without a clock.

use super::answer::{Failure, Verdict};
use super::time;
use super::{Effect, Operation};
use crate::error::{Error, Executed, Reason};

/// How long to wait and how often to try. All times in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// Attempts of a read, the first one included; 1 means no second.
    pub attempts: u32,
    /// The first pause is up to this.
    pub base_ms: f64,
    /// No pause is longer (the server's own `Retry-After` aside).
    pub max_ms: f64,
    /// From sending to the answer's first byte.
    pub attempt_ms: f64,
    /// Between two pieces of a body.
    pub body_idle_ms: f64,
    /// The whole call: token, pauses and attempts together.
    pub total_ms: f64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            attempts: 3,
            base_ms: 200.0,
            max_ms: 5_000.0,
            attempt_ms: 20_000.0,
            body_idle_ms: 15_000.0,
            total_ms: 60_000.0,
        }
    }
}

/// What to do next.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Give the answer to the app.
    Done,
    /// Wait, then send again.
    Again {
        /// The pause in milliseconds.
        after_ms: f64,
        /// Whether the token that was used must be replaced first.
        fresh_token: bool,
    },
    /// Give up.
    Fail(Error),
}

/// A call in progress.
#[derive(Clone, Debug)]
pub struct Call {
    operation: &'static Operation,
    policy: Policy,
    deadline: f64,
    attempts: u32,
    redone: bool,
}

impl Call {
    /// Starts a call at `now` (epoch milliseconds, like every time here).
    pub fn new(operation: &'static Operation, policy: Policy, now: f64) -> Self {
        Self { operation, policy, deadline: now + policy.total_ms, attempts: 0, redone: false }
    }

    /// When the whole call must be over.
    pub const fn deadline(&self) -> f64 {
        self.deadline
    }

    /// How often it was sent.
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The request is about to leave.
    pub const fn begin_attempt(&mut self) {
        self.attempts = self.attempts.saturating_add(1);
    }

    /// An answer came, and the service has judged it.
    pub fn after_answer(
        &mut self,
        verdict: Verdict,
        status: u16,
        retry_after: Option<&str>,
        now: f64,
        random: f64,
    ) -> Next {
        match verdict {
            Verdict::Good => Next::Done,
            Verdict::TokenRefused if !self.redone => {
                self.redone = true;
                Next::Again { after_ms: 0.0, fresh_token: true }
            }
            Verdict::TokenRefused => {
                let refused = Failure::new(Reason::TokenRefused).executed(Executed::No);
                self.fail(refused, Some(status))
            }
            Verdict::Bad(failure) => {
                let asked = retry_after.and_then(|text| time::retry_after(text, now));
                let passing = matches!(status, 408 | 429 | 502 | 503 | 504);
                self.again_or_fail(failure, Some(status), passing, asked, now, random)
            }
        }
    }

    /// No answer came. `sent`: bytes of this attempt may have left the device.
    pub fn after_failure(&mut self, reason: Reason, sent: bool, now: f64, random: f64) -> Next {
        let executed = if sent { Executed::Unknown } else { Executed::No };
        let passing = matches!(
            reason,
            Reason::Connection | Reason::CorsOrUnreachable | Reason::AttemptTimeout | Reason::BodyStalled
        );
        self.again_or_fail(Failure::new(reason).executed(executed), None, passing, None, now, random)
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
                return Next::Again { after_ms, fresh_token: false };
            }
        }
        self.fail(failure, status)
    }

    /// Full jitter: anything up to an upper bound that doubles. `random` is in 0..1.
    fn pause(&self, random: f64) -> f64 {
        let doublings = self.attempts.saturating_sub(1).min(16);
        let bound = self.policy.base_ms * f64::from(1_u32 << doublings);
        bound.min(self.policy.max_ms) * random
    }

    fn fail(&self, failure: Failure, status: Option<u16>) -> Next {
        let mut error = Error::new(failure.reason, self.operation.service, self.operation.name);
        // A read changes nothing, whatever became of it; a write that never left was not carried out.
        error.executed = match self.operation.effect {
            Effect::Read => Executed::No,
            Effect::Write if self.attempts == 0 => Executed::No,
            Effect::Write => failure.executed,
        };
        error.status = status.filter(|status| *status != 0);
        error.code = failure.code;
        error.server_message = failure.server_message;
        error.detail = failure.detail;
        error.attempts = self.attempts;
        Next::Fail(error)
    }
}

#[cfg(test)]
mod tests;
