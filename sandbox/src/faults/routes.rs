//! `/_sandbox/faults`: POST sets a rule, GET lists them, DELETE clears them.

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

use super::{Faults, Rule};

/// Mounted at `/_sandbox/faults`.
pub fn router(faults: Faults) -> Router {
    Router::new().route("/faults", get(list).post(add).delete(clear)).with_state(faults)
}

async fn list(State(faults): State<Faults>) -> Response {
    Json(&*faults.rules()).into_response()
}

/// Takes bytes, not `Json`, so that `curl -d` works without a content type.
async fn add(State(faults): State<Faults>, body: Bytes) -> Response {
    let read = serde_json::from_slice::<Rule>(&body).map_err(|error| error.to_string());
    match read.and_then(Rule::complete) {
        Ok(rule) => {
            faults.rules().push(rule.clone());
            (StatusCode::CREATED, Json(rule)).into_response()
        }
        Err(error) => (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response(),
    }
}

#[derive(Deserialize)]
struct Cleared {
    #[serde(default)]
    route: String,
}

/// All of them, or those whose own `route` begins so.
async fn clear(State(faults): State<Faults>, Query(cleared): Query<Cleared>) -> StatusCode {
    faults.rules().retain(|rule| !rule.route.starts_with(&cleared.route));
    StatusCode::NO_CONTENT
}
