//! What arrived, in the order in which it did: every request that carries a key in its body, on which connection, and what became of it.
//! So a test can tell what a page sent from what its browser sent again by itself.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;

use crate::connection::Peer;
use crate::executions;
use crate::faults::Kind;

/// A day's tests have fewer.
const MOST: usize = 100_000;
const LARGEST_BODY: usize = 64 << 20;

/// One request.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Arrival {
    /// Epoch milliseconds.
    at: u64,
    method: String,
    path: String,
    /// The UUIDs in the body.
    keys: Vec<String>,
    /// The connection's number, and the request's on it.
    connection: u64,
    nth: u64,
    /// The fault that it met.
    fault: Option<Kind>,
    /// The HTTP status and the envelope's `code` of the server's own answer, whatever became of that on the way; `None` when a fault
    /// kept the request from the server.
    served: Option<(u16, Option<i64>)>,
    /// Whether the connection was closed on it without an answer.
    hung_up: bool,
}

/// All that arrived since the last reset.
#[derive(Clone, Default)]
pub struct Requests(Arc<Mutex<Vec<Arrival>>>);

/// Where a request stands in the list; travels with it.
#[derive(Clone)]
pub struct Place(Requests, usize);

impl Requests {
    fn arrivals(&self) -> MutexGuard<'_, Vec<Arrival>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets all.
    pub fn clear(&self) {
        self.arrivals().clear();
    }

    /// As JSON, oldest first; with `key` only those that carry it.
    pub fn list(&self, key: Option<&str>) -> serde_json::Value {
        let arrivals = self.arrivals();
        let wanted = |arrival: &&Arrival| key.is_none_or(|key| arrival.keys.iter().any(|known| known == key));
        serde_json::json!(arrivals.iter().filter(wanted).collect::<Vec<_>>())
    }
}

impl Place {
    fn note(&self, note: impl FnOnce(&mut Arrival)) {
        // A reset may have come in between.
        if let Some(arrival) = self.0.arrivals().get_mut(self.1) {
            note(arrival);
        }
    }

    /// It meets a fault.
    pub fn met(&self, kind: Kind) {
        self.note(|arrival| arrival.fault = Some(kind));
    }

    /// It gets no answer.
    pub fn hung_up(&self) {
        self.note(|arrival| arrival.hung_up = true);
    }
}

/// The middleware in front of everything but the operator's routes.
pub async fn arrive(
    State(requests): State<Requests>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let nth = peer.count();
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return next.run(Request::from_parts(parts, Body::empty())).await;
    };
    let keys: Vec<_> = executions::keys(&body).map(str::to_owned).collect();
    if !keys.is_empty() {
        let at = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let arrival = Arrival {
            at: u64::try_from(at.as_millis()).unwrap_or(u64::MAX),
            method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            keys,
            connection: peer.number(),
            nth,
            ..Arrival::default()
        };
        let mut arrivals = requests.arrivals();
        if arrivals.len() < MOST {
            parts.extensions.insert(Place(requests.clone(), arrivals.len()));
            arrivals.push(arrival);
        }
    }
    next.run(Request::from_parts(parts, Body::from(body))).await
}

/// The middleware behind the faults: what the server itself answers.
pub async fn serve(request: Request, next: Next) -> Response {
    let Some(place) = request.extensions().get::<Place>().cloned() else { return next.run(request).await };
    let (parts, body) = next.run(request).await.into_parts();
    let body = to_bytes(body, LARGEST_BODY).await.unwrap_or_default();
    let code =
        serde_json::from_slice::<serde_json::Value>(&body).ok().and_then(|answer| answer["code"].as_i64());
    place.note(|arrival| arrival.served = Some((parts.status.as_u16(), code)));
    Response::from_parts(parts, Body::from(body))
}
