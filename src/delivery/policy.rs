//! How long to wait and how often to try: the `timeouts` and `retry` of the client's options.

use crate::error::Given;
use crate::json::Value;

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

/// The longest that a timer of a browser can be set for.
const LONGEST_MS: i64 = 2_147_483_647;

impl Policy {
    /// The defaults with what the app set: `timeouts` and `retry` of its options (client.d.ts, `ClientOptions`).
    pub fn read(options: &mut Given<'_, '_>) -> Self {
        let mut policy = Self::default();
        if let Some(mut timeouts) = options.object("timeouts") {
            milliseconds(&mut timeouts, "attemptMs", &mut policy.attempt_ms);
            milliseconds(&mut timeouts, "bodyIdleMs", &mut policy.body_idle_ms);
            milliseconds(&mut timeouts, "totalMs", &mut policy.total_ms);
            timeouts.finish();
        }
        match options.get("retry") {
            Some(Value::Bool(false)) => policy.attempts = 1,
            Some(Value::Object(_)) => {
                if let Some(mut retry) = options.object("retry") {
                    if let Some(attempts) = retry.whole_in("attempts", 1, 10) {
                        policy.attempts = attempts as u32;
                    }
                    milliseconds(&mut retry, "baseMs", &mut policy.base_ms);
                    milliseconds(&mut retry, "maxMs", &mut policy.max_ms);
                    retry.finish();
                }
            }
            None => {}
            Some(_) => options.issue(
                "retry",
                "type",
                "应为 false 或 {attempts, baseMs, maxMs}",
                "should be false or {attempts, baseMs, maxMs}",
            ),
        }
        policy
    }

    /// The same for one call whose app gave `timeout_ms`.
    pub fn for_call(mut self, timeout_ms: Option<f64>) -> Self {
        if let Some(timeout_ms) = timeout_ms {
            self.total_ms = timeout_ms.clamp(0.0, LONGEST_MS as f64);
        }
        self
    }

    /// The same for a file: as long as bytes arrive it may take its time.
    pub const fn for_file(mut self) -> Self {
        self.total_ms = self.total_ms.max(15.0 * 60_000.0);
        self
    }
}

/// At most what a timer of a browser can be set for.
fn milliseconds(given: &mut Given<'_, '_>, name: &'static str, place: &mut f64) {
    if let Some(ms) = given.whole_in(name, 1, LONGEST_MS) {
        *place = ms as f64;
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::error::{Issue, Locale, read};

    fn policy(options: &str) -> Result<Policy, String> {
        read("", &Value::parse(options.as_bytes()).unwrap(), Locale::En, Policy::read)
            .map_err(|issues| issues.iter().map(Issue::place).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn retry_is_false_or_an_object() {
        let attempts = |options: &str| policy(options).map(|policy| policy.attempts);
        assert_eq!(attempts("{}"), Ok(3));
        assert_eq!(attempts(r#"{"retry":false}"#), Ok(1));
        assert_eq!(attempts(r#"{"retry":{}}"#), Ok(3));
        assert_eq!(attempts(r#"{"retry":{"attempts":5}}"#), Ok(5));
        assert_eq!(attempts(r#"{"retry":{"attemps":5}}"#), Err("retry.attemps".into()));
        assert_eq!(attempts(r#"{"retry":3}"#), Err("retry".into()));
    }

    #[test]
    fn impossible_times_are_named() {
        let options = r#"{"timeouts":{"attemptMs":0,"totalMs":1000000000000,"bodyIdleMs":5}}"#;
        assert_eq!(policy(options), Err("timeouts.attemptMs timeouts.totalMs".into()));
    }
}
