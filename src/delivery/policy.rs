//! How long to wait and how often to try: the `timeouts` and `retry` of the client's options.

use crate::error::{Issue, Locale};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

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

/// client.d.ts, `ClientOptions.timeouts`.
#[derive(Clone, Copy, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Timeouts {
    attempt_ms: Option<f64>,
    body_idle_ms: Option<f64>,
    total_ms: Option<f64>,
}

/// client.d.ts, `ClientOptions.retry`: `false`, or how.
#[derive(Clone, Copy, Debug)]
pub enum Retry {
    /// Nothing is repeated.
    Off,
    /// Reads are.
    On(Backoff),
}

/// How reads are repeated.
#[derive(Clone, Copy, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Backoff {
    attempts: Option<u32>,
    base_ms: Option<f64>,
    max_ms: Option<f64>,
}

impl<'de> Deserialize<'de> for Retry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FalseOrObject;
        impl<'de> Visitor<'de> for FalseOrObject {
            type Value = Retry;

            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("false or {attempts, baseMs, maxMs}")
            }

            fn visit_bool<E: serde::de::Error>(self, on: bool) -> Result<Retry, E> {
                Ok(if on { Retry::On(Backoff::default()) } else { Retry::Off })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Retry, A::Error> {
                Backoff::deserialize(MapAccessDeserializer::new(map)).map(Retry::On)
            }
        }
        deserializer.deserialize_any(FalseOrObject)
    }
}

/// The longest that a timer of a browser can be set for.
const LONGEST_MS: f64 = 2_147_483_647.0;

impl Policy {
    /// The defaults with what the app set; says all that cannot be.
    pub fn new(timeouts: Timeouts, retry: Option<Retry>, locale: Locale) -> Result<Self, Vec<Issue>> {
        let mut policy = Self::default();
        let mut issues = Vec::new();
        let mut set = |group: &str, field: &str, given: Option<f64>, place: &mut f64, least: f64| {
            let Some(given) = given else { return };
            if (least..=LONGEST_MS).contains(&given) {
                *place = given;
            } else {
                let path = vec![group.into(), field.into()];
                let (zh, en) = (
                    "应为毫秒数，大于 0 且不超过 2147483647",
                    "should be milliseconds above 0, at most 2147483647",
                );
                issues.push(Issue::new(path, "range", locale, zh, en));
            }
        };
        set("timeouts", "attemptMs", timeouts.attempt_ms, &mut policy.attempt_ms, 1.0);
        set("timeouts", "bodyIdleMs", timeouts.body_idle_ms, &mut policy.body_idle_ms, 1.0);
        set("timeouts", "totalMs", timeouts.total_ms, &mut policy.total_ms, 1.0);
        match retry {
            None => {}
            Some(Retry::Off) => policy.attempts = 1,
            Some(Retry::On(backoff)) => {
                policy.attempts = backoff.attempts.unwrap_or(policy.attempts).clamp(1, 10);
                set("retry", "baseMs", backoff.base_ms, &mut policy.base_ms, 0.0);
                set("retry", "maxMs", backoff.max_ms, &mut policy.max_ms, 0.0);
            }
        }
        if issues.is_empty() { Ok(policy) } else { Err(issues) }
    }

    /// The same for one call whose app gave `timeout_ms`.
    pub fn for_call(mut self, timeout_ms: Option<f64>) -> Self {
        if let Some(timeout_ms) = timeout_ms {
            self.total_ms = timeout_ms.clamp(0.0, LONGEST_MS);
        }
        self
    }

    /// The same for a file: as long as bytes arrive it may take its time.
    pub const fn for_file(mut self) -> Self {
        self.total_ms = self.total_ms.max(15.0 * 60_000.0);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_is_false_or_an_object() {
        let attempts = |json: &str| {
            let retry: Retry = serde_json::from_str(json).unwrap();
            Policy::new(Timeouts::default(), Some(retry), Locale::En).unwrap().attempts
        };
        assert_eq!(attempts("false"), 1);
        assert_eq!(attempts("true"), 3);
        assert_eq!(attempts("{}"), 3);
        assert_eq!(attempts(r#"{"attempts":5}"#), 5);
        assert!(serde_json::from_str::<Retry>(r#"{"attemps":5}"#).is_err());
        assert!(serde_json::from_str::<Retry>("3").is_err());
    }

    #[test]
    fn impossible_times_are_named() {
        let timeouts: Timeouts =
            serde_json::from_str(r#"{"attemptMs":0,"totalMs":1e12,"bodyIdleMs":5}"#).unwrap();
        let issues = Policy::new(timeouts, None, Locale::En).unwrap_err();
        let places: Vec<String> = issues.iter().map(Issue::place).collect();
        assert_eq!(places, ["timeouts.attemptMs", "timeouts.totalMs"]);
    }
}
