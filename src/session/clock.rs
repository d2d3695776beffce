//! The server's clock as seen from the device.

/// How far the server is ahead of the device, learned from `Date` headers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    skew: f64,
}

/// `Date` has whole seconds, and an answer takes its time to arrive: less than this is no difference.
const TOLERANCE: f64 = 3_000.0;

impl Clock {
    /// Learns from one answer.
    pub const fn handle_date(&mut self, server: f64, now: f64) {
        let skew = server - now;
        self.skew = if skew.abs() < TOLERANCE { 0.0 } else { skew };
    }

    /// The server's time at the device's `now`.
    pub const fn server(&self, now: f64) -> f64 {
        now + self.skew
    }

    /// The device's time at the server's `at`.
    pub const fn device(&self, at: f64) -> f64 {
        at - self.skew
    }

    /// Server minus device, in milliseconds.
    pub const fn skew(&self) -> f64 {
        self.skew
    }
}
