//! The operator's routes for panda, below `/_sandbox/panda/`.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use rusqlite::{Connection, OptionalExtension};
use serde::Deserialize;
use serde_json::{Value, json};

use super::engine::{self, RUNNING};
use super::{Panda, seed, token};
use crate::clock;
use crate::operator::failed;

/// Mounted at `/_sandbox`.
pub fn router(panda: Panda) -> Router {
    Router::new()
        .route("/panda/cases/{number}/advance", post(advance))
        .route("/panda/cases/{number}/return", post(send_back))
        .route("/panda/tokens/expire", post(expire_tokens))
        .route("/panda/projects", post(add_project))
        .route("/panda/seed", post(add_orders))
        .with_state(panda)
}

/// What may come along with a step; everything is optional.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Step {
    project: Option<String>,
    opinion: Option<String>,
}

/// By case number, or by event code for an event that nobody has dispatched yet.
async fn advance(State(panda): State<Panda>, Path(number): Path<String>, body: Bytes) -> Response {
    let step = step(&body);
    act(&panda, &number, &step, |connection, project| {
        if let Some(event_id) = undispatched(connection, project, &number)? {
            engine::dispatch(connection, event_id, clock::now())?;
            return Ok(true);
        }
        match engine::find(connection, project, &number)? {
            Some(case) if case.state == RUNNING => {
                engine::advance(connection, &case, clock::now(), step.opinion.as_deref())?;
                Ok(true)
            }
            _ => Ok(false),
        }
    })
}

async fn send_back(State(panda): State<Panda>, Path(number): Path<String>, body: Bytes) -> Response {
    let step = step(&body);
    act(&panda, &number, &step, |connection, project| match engine::find(connection, project, &number)? {
        Some(case) if case.state == RUNNING => {
            let opinion = step.opinion.as_deref().unwrap_or("信息有误，退回关单");
            engine::send_back(connection, &case, clock::now(), opinion)?;
            Ok(true)
        }
        _ => Ok(false),
    })
}

async fn expire_tokens(State(panda): State<Panda>) -> Response {
    match token::expire_all(&panda.db.lock()) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => failed(error),
    }
}

#[derive(Deserialize)]
struct Project {
    name: String,
}

async fn add_project(State(panda): State<Panda>, Json(project): Json<Project>) -> Response {
    let added =
        panda.db.lock().execute("INSERT OR IGNORE INTO panda_project (name) VALUES (?1)", [&project.name]);
    match added {
        Ok(_) => (StatusCode::CREATED, Json(json!({ "name": project.name }))).into_response(),
        Err(error) => failed(error),
    }
}

#[derive(Deserialize)]
struct Orders {
    project: String,
    count: u32,
}

/// More historic orders, for measurements.
async fn add_orders(State(panda): State<Panda>, Json(orders): Json<Orders>) -> Response {
    let work = || {
        let mut connection = panda.db.lock();
        let transaction = connection.transaction()?;
        seed::orders(&transaction, &orders.project, orders.count, clock::now())?;
        transaction.commit()
    };
    match work() {
        Ok(()) => (StatusCode::CREATED, Json(json!({ "count": orders.count }))).into_response(),
        Err(error) => failed(error),
    }
}

fn step(body: &[u8]) -> Step {
    serde_json::from_slice(body).unwrap_or_default()
}

/// Catches up first, so that a step follows what time has done; answers the order as it is afterwards.
fn act(
    panda: &Panda,
    number: &str,
    step: &Step,
    work: impl FnOnce(&Connection, &str) -> rusqlite::Result<bool>,
) -> Response {
    let _clock = panda.switches.clock();
    let mut connection = panda.db.lock();
    let done =
        engine::catch_up(&mut connection, clock::now(), panda.switches.get().node_seconds).and_then(|()| {
            let Some(project) = project_of(&connection, number, step)? else { return Ok(None) };
            let transaction = connection.transaction()?;
            let done = work(&transaction, &project)?;
            transaction.commit()?;
            Ok(Some((done, state_of(&connection, &project, number)?)))
        });
    match done {
        Ok(Some((true, state))) => Json(state).into_response(),
        Ok(Some((false, state))) => (StatusCode::CONFLICT, Json(state)).into_response(),
        Ok(None) => {
            (StatusCode::NOT_FOUND, Json(json!({ "error": format!("no order {number}") }))).into_response()
        }
        Err(error) => failed(error),
    }
}

/// Numbers are counted per project: without a project named, the newest order of that number is meant.
fn project_of(connection: &Connection, number: &str, step: &Step) -> rusqlite::Result<Option<String>> {
    connection
        .query_row(
            "SELECT e.project FROM panda_event e LEFT JOIN panda_case c ON c.event_id = e.id
             WHERE (c.case_no = ?1 OR e.event_code = ?1) AND (?2 IS NULL OR e.project = ?2)
             ORDER BY e.id DESC LIMIT 1",
            (number, &step.project),
            |row| row.get(0),
        )
        .optional()
}

fn undispatched(connection: &Connection, project: &str, event_code: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .query_row(
            "SELECT id FROM panda_event e WHERE project = ?1 AND event_code = ?2
                AND NOT EXISTS (SELECT 1 FROM panda_case WHERE event_id = e.id)",
            [project, event_code],
            |row| row.get(0),
        )
        .optional()
}

fn state_of(connection: &Connection, project: &str, number: &str) -> rusqlite::Result<Value> {
    connection.query_row(
        "SELECT c.case_no, c.state, c.active_name, e.event_code FROM panda_case c
         JOIN panda_event e ON e.id = c.event_id WHERE e.project = ?1 AND (c.case_no = ?2 OR e.event_code = ?2)",
        [project, number],
        |row| {
            Ok(json!({
                "caseNo": row.get::<_, String>(0)?,
                "isOver": row.get::<_, i64>(1)?,
                "activeName": row.get::<_, String>(2)?,
                "eventCode": row.get::<_, String>(3)?,
            }))
        },
    )
}
