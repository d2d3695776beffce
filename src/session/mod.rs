//! When to sign in, refresh, wait, give up: a state machine without a clock.
//!
//! Whoever needs a token calls [`Session::ask`] and does what it says. While one signs in, the others are told to wait and ask
//! again when the state has changed; after a failure they get the very same error. So nobody waits for ever, and at most one
//! sign-in is under way.
//!
//! ```text
//!            ask → SignIn                handle_signed_in
//! Empty ───────────────────► SigningIn ───────────────────► Ready ── handle_rejected / expiry ──► Empty
//!   ▲                            │ handle_failed               │ 120 s ahead: ask → UseAndRenew
//!   └──── after 5 s ◄──── Failed ◄┘                            └──► Ready while SigningIn runs beside it
//! ```

mod clock;
mod expiry;
pub mod scheme;
mod stored;

pub use clock::Clock;
pub use scheme::{Form, Scheme};
pub use stored::storage_key;

use crate::error::Error;

/// A token this close to its end is renewed in the background, in milliseconds.
const RENEW_AHEAD: f64 = 120_000.0;
/// A token this close to its end is not used any more.
const UNUSABLE_AHEAD: f64 = 1_000.0;
/// After a failed sign-in the next one has to wait this long.
const REFUSAL: f64 = 5_000.0;

/// A token and when it ends.
#[derive(Clone, PartialEq)]
pub struct Token {
    text: String,
    /// Epoch milliseconds on the device's clock; `None` when nobody said anything plausible.
    expires: Option<f64>,
    obtained: f64,
}

impl core::fmt::Debug for Token {
    /// Never shows the token.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Token").field("expires", &self.expires).finish_non_exhaustive()
    }
}

/// What to do for a token.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Use this one.
    Use(String),
    /// Use this one, and sign in beside it.
    UseAndRenew(String),
    /// Sign in, then ask again.
    SignIn,
    /// Another does; ask again when it is over.
    Wait,
    /// The last sign-in failed just now, with this.
    Refuse(Error),
}

/// The token of one service and account.
#[derive(Debug, Default)]
pub struct Session {
    token: Option<Token>,
    signing_in: bool,
    failed: Option<(f64, Error)>,
    /// Counts sign-outs, so that a sign-in that was under way then is not taken for the new account's.
    generation: u32,
    clock: Clock,
}

impl Session {
    /// What to do now, at `now` (epoch milliseconds of the device, like every time here).
    pub fn ask(&mut self, now: f64) -> Step {
        if let Some(token) = &self.token {
            let left = token.expires.map_or(f64::INFINITY, |expires| expires - now);
            if left > UNUSABLE_AHEAD {
                let text = token.text.clone();
                // A short-lived token is renewed in its second half, not at every call.
                let lifetime = token.expires.map_or(f64::INFINITY, |expires| expires - token.obtained);
                let due = left <= RENEW_AHEAD.min(lifetime / 2.0);
                if due && !self.signing_in && self.failure(now).is_none() {
                    self.signing_in = true;
                    return Step::UseAndRenew(text);
                }
                return Step::Use(text);
            }
            self.token = None;
        }
        if self.signing_in {
            return Step::Wait;
        }
        if let Some(error) = self.failure(now) {
            return Step::Refuse(error.clone());
        }
        self.signing_in = true;
        Step::SignIn
    }

    fn failure(&self, now: f64) -> Option<&Error> {
        // A clock that was set back must not make the refusal last for ever.
        self.failed.as_ref().filter(|(at, _)| (0.0..REFUSAL).contains(&(now - at))).map(|(_, error)| error)
    }

    /// Which sign-in is under way: to be handed back with its outcome.
    pub const fn generation(&self) -> u32 {
        self.generation
    }

    /// A sign-in gave `text`. `expiration_time` is the server's own statement in epoch milliseconds, if any.
    /// False when [`sign_out`](Self::sign_out) came in between: the token is not kept then.
    pub fn handle_signed_in(
        &mut self,
        generation: u32,
        text: String,
        expiration_time: Option<f64>,
        now: f64,
    ) -> bool {
        if generation != self.generation {
            return false;
        }
        let server_now = self.clock.server(now);
        let expires = expiry::earliest(&text, expiration_time, server_now).map(|at| self.clock.device(at));
        self.token = Some(Token { text, expires, obtained: now });
        self.signing_in = false;
        self.failed = None;
        true
    }

    /// A sign-in failed; whoever waits gets this error.
    pub fn handle_failed(&mut self, generation: u32, error: Error, now: f64) {
        if generation == self.generation {
            self.signing_in = false;
            self.failed = Some((now, error));
        }
    }

    /// An answer said that `text` is no good. A newer token stays.
    pub fn handle_rejected(&mut self, text: &str) {
        if self.token.as_ref().is_some_and(|token| token.text == text) {
            self.token = None;
        }
    }

    /// The app wants to sign in anew: the token is dropped.
    pub fn handle_renewal_wanted(&mut self) {
        self.token = None;
    }

    /// The server's `Date`, in epoch milliseconds, met in an answer at `now`.
    pub const fn handle_date(&mut self, server: f64, now: f64) {
        self.clock.handle_date(server, now);
    }

    /// How far the server's clock is ahead of the device's, in milliseconds.
    pub const fn skew(&self) -> f64 {
        self.clock.skew()
    }

    /// Forgets the token and any failure. A sign-in under way will not count.
    pub fn sign_out(&mut self) {
        self.token = None;
        self.failed = None;
        self.signing_in = false;
        self.generation = self.generation.wrapping_add(1);
    }

    /// What to keep in sessionStorage.
    pub fn to_stored(&self) -> Option<String> {
        self.token.as_ref().map(stored::write)
    }

    /// Takes up what was kept; anything unreadable or over is ignored.
    pub fn restore(&mut self, kept: &str, now: f64) {
        if self.token.is_none() {
            self.token = stored::read(kept)
                .filter(|token| token.expires.is_none_or(|expires| expires - now > UNUSABLE_AHEAD));
        }
    }
}

/// Whether `text` can stand in a header: printable ASCII, as tokens and ids are.
pub fn is_header_value(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
