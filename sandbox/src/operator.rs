//! The operator's routes that concern the whole server: health, settings, executions, reset.

use std::time::Duration;

use axum::extract::{ConnectInfo, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::connection::Peer;
use crate::db::Db;
use crate::requests::Requests;
use crate::settings::{SwitchValues, Switches};
use crate::{center, executions};

#[derive(Clone)]
struct Operator {
    db: Db,
    switches: Switches,
    requests: Requests,
}

/// Mounted at `/_sandbox`.
pub fn router(db: Db, switches: Switches, requests: Requests) -> Router {
    Router::new()
        .route("/health", get(|| async { Json(json!({ "status": "ok" })) }))
        .route("/executions", get(list_executions))
        .route("/outage", post(outage))
        .route("/requests", get(list_requests))
        .route("/settings", get(read_settings).post(change_settings))
        .route("/reset", post(reset))
        .with_state(Operator { db, switches, requests })
}

/// A database error as the operator sees it.
pub(crate) fn failed(error: impl std::fmt::Display) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({ "error": error.to_string() }))).into_response()
}

#[derive(Deserialize)]
struct Wanted {
    key: Option<String>,
}

async fn list_executions(State(operator): State<Operator>, Query(wanted): Query<Wanted>) -> Response {
    match executions::list(&operator.db.lock(), wanted.key.as_deref()) {
        Ok(list) => Json(list).into_response(),
        Err(error) => failed(error),
    }
}

async fn list_requests(State(operator): State<Operator>, Query(wanted): Query<Wanted>) -> Response {
    Json(operator.requests.list(wanted.key.as_deref())).into_response()
}

async fn read_settings(State(operator): State<Operator>) -> Response {
    Json(operator.switches.get()).into_response()
}

async fn change_settings(
    State(operator): State<Operator>,
    Json(changes): Json<Map<String, Value>>,
) -> Response {
    let mut values = json!(operator.switches.get());
    for (name, value) in changes {
        if values.get(&name).is_none() {
            let error = format!("no setting {name}");
            return (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response();
        }
        values[&name] = value;
    }
    match serde_json::from_value::<SwitchValues>(values) {
        Ok(values) => {
            operator.switches.set(values);
            match center::set_token_seconds(&operator.db.lock(), values.token_seconds) {
                Ok(()) => Json(values).into_response(),
                Err(error) => failed(error),
            }
        }
        Err(error) => (StatusCode::BAD_REQUEST, Json(json!({ "error": error.to_string() }))).into_response(),
    }
}

#[derive(Deserialize)]
struct Outage {
    ms: u64,
}

/// The answer to this still arrives; every other connection ends, and for `ms` milliseconds nobody listens.
async fn outage(ConnectInfo(peer): ConnectInfo<Peer>, Json(Outage { ms }): Json<Outage>) -> Response {
    peer.close_gate(Duration::from_millis(ms));
    (StatusCode::ACCEPTED, [(header::CONNECTION, "close")], Json(json!({ "ms": ms }))).into_response()
}

/// Everything as on the first start: data, executions. Tokens stay valid; faults are cleared by their own route.
async fn reset(State(operator): State<Operator>) -> Response {
    operator.requests.clear();
    match crate::app::reset(&operator.db) {
        Ok(()) => Json(json!({ "status": "ok" })).into_response(),
        Err(error) => failed(error),
    }
}
