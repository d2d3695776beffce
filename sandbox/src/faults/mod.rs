//! Faults on demand: rules say which requests are hit, `kinds.rs` what happens to them.

mod kinds;
pub mod routes;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, Method, Uri};
use axum::middleware::Next;
use axum::response::Response;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::connection::Peer;
pub use kinds::Kind;

/// One rule: the next `times` requests whose path contains `route` meet the fault.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// Part of the path and query, as sent or percent-decoded; empty hits every request.
    #[serde(default)]
    pub route: String,
    /// What happens.
    pub kind: Kind,
    /// How many requests are still to be hit.
    #[serde(default = "once")]
    pub times: u32,
    /// How many matching requests go unharmed first.
    #[serde(default)]
    pub skip: u32,
    /// HTTP status, where the kind has one.
    #[serde(default)]
    pub status: Option<u16>,
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
}

fn once() -> u32 {
    1
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
            if rule.times == 0 || !(sent.contains(&rule.route) || decoded.contains(&rule.route)) {
                continue;
            }
            if rule.skip > 0 {
                rule.skip -= 1;
                continue;
            }
            rule.times -= 1;
            rule.hits += 1;
            return Some(rule.clone());
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
