//! Faults on demand: rules say which requests are hit, `kinds.rs` what happens to them.

mod bodies;
mod kinds;
pub mod routes;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, Uri};
use axum::middleware::Next;
use axum::response::Response;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::connection::Peer;
use crate::requests::Place;
pub use kinds::Kind;

/// Twenty years: the header cannot show a year before 1970.
const LARGEST_SKEW: Duration = Duration::from_secs(20 * 366 * 86_400);

/// One rule: the next `times` requests whose path contains `route` meet the fault, or each of them with a probability.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// Part of the path and query, as sent or percent-decoded; empty hits every request.
    #[serde(default)]
    pub route: String,
    /// What happens.
    pub kind: Kind,
    /// How many requests are still to be hit: one, unless there is a probability; `null` for any number.
    #[serde(default)]
    pub times: Option<u32>,
    /// How likely each matching request is hit, 0 to 1; without it all are.
    #[serde(default)]
    pub probability: Option<f64>,
    /// Of the dice: the same seed hits the same ones of the matching requests.
    #[serde(default)]
    pub seed: u64,
    /// How many matching requests go unharmed first.
    #[serde(default)]
    pub skip: u32,
    /// HTTP status, where the kind has one.
    #[serde(default)]
    pub status: Option<u16>,
    /// The envelope's `code`, where the kind has one.
    #[serde(default)]
    pub code: Option<i64>,
    /// Whether the request is carried out all the same, where the kind answers in the server's place.
    #[serde(default)]
    pub executes: bool,
    /// How far ahead a wrong clock is.
    #[serde(default)]
    pub skew_ms: Option<i64>,
    /// How long to wait, where the kind waits.
    #[serde(default)]
    pub delay_ms: Option<u64>,
    /// The `Retry-After` header, where the kind has one: seconds or an HTTP date.
    #[serde(default)]
    pub retry_after: Option<Value>,
    /// Where a redirect leads.
    #[serde(default)]
    pub location: Option<String>,
    /// `false` leaves the CORS headers out of the faulty answer, as a proxy in front of the server would.
    #[serde(default = "yes")]
    pub cors: bool,
    /// How many requests were hit so far.
    #[serde(default, skip_deserializing)]
    pub hits: u32,
    #[serde(skip)]
    dice: Option<fastrand::Rng>,
}

impl Rule {
    /// Fills in what was left out; says what can't be.
    fn complete(mut self) -> Result<Self, String> {
        if self.probability.is_some_and(|probability| !(0.0..=1.0).contains(&probability)) {
            return Err("probability: 0 to 1 is wanted".into());
        }
        if self.probability.is_none() {
            self.times.get_or_insert(1);
        }
        self.dice = Some(fastrand::Rng::with_seed(self.seed));
        Ok(self)
    }

    /// Whether this request, which the rule fits, meets the fault; it is used up by one then.
    fn strikes(&mut self) -> bool {
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        // The dice are thrown for every request that fits, whatever became of the others.
        if let (Some(probability), Some(dice)) = (self.probability, &mut self.dice)
            && dice.f64() >= probability
        {
            return false;
        }
        self.times = self.times.map(|times| times - 1);
        self.hits += 1;
        true
    }
}

/// A `Date` that is so many milliseconds ahead of the right time.
pub fn date_header(ahead_ms: i64) -> HeaderValue {
    let now = SystemTime::now();
    let pause = Duration::from_millis(ahead_ms.unsigned_abs()).min(LARGEST_SKEW);
    let shown = if ahead_ms < 0 { now.checked_sub(pause) } else { now.checked_add(pause) };
    HeaderValue::from_str(&httpdate::fmt_http_date(shown.unwrap_or(now)))
        .unwrap_or(HeaderValue::from_static(""))
}

fn yes() -> bool {
    true
}

/// The rules in force, in the order in which they were set.
#[derive(Clone, Default)]
pub struct Faults(Arc<Mutex<Vec<Rule>>>);

impl Faults {
    fn rules(&self) -> MutexGuard<'_, Vec<Rule>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first rule that this request meets; it is used up by one.
    fn take(&self, uri: &Uri) -> Option<Rule> {
        let sent = uri.path_and_query().map_or("", |target| target.as_str());
        let decoded = percent_decode_str(sent).decode_utf8_lossy();
        let mut rules = self.rules();
        for rule in rules.iter_mut() {
            if rule.times == Some(0) || !(sent.contains(&rule.route) || decoded.contains(&rule.route)) {
                continue;
            }
            if rule.strikes() {
                return Some(rule.clone());
            }
        }
        None
    }
}

/// The middleware in front of everything but the operator's routes.
pub async fn play(
    State(faults): State<Faults>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
    next: Next,
) -> Response {
    if request.method() == Method::OPTIONS || request.uri().path().starts_with("/_sandbox/") {
        return next.run(request).await;
    }
    let Some(rule) = faults.take(request.uri()) else { return next.run(request).await };
    if let Some(place) = request.extensions().get::<Place>() {
        place.met(rule.kind);
    }
    let mut response = kinds::play(&rule, &peer, request, next).await;
    if !rule.cors {
        response.extensions_mut().insert(WithoutCors);
    }
    response
}

#[derive(Clone)]
struct WithoutCors;

/// The outermost middleware: takes the CORS headers off again where a rule says so.
pub async fn strip_cors(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.extensions().get::<WithoutCors>().is_some() {
        let names: Vec<HeaderName> = response.headers().keys().cloned().collect();
        for name in names.iter().filter(|name| name.as_str().starts_with("access-control-")) {
            response.headers_mut().remove(name);
        }
    }
    response
}
