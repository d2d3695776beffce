//! What no real server has: the user-centre stand-in, and what tests look at or turn. Nobody has to sign in for it.
//!
//! - `POST /_sandbox/center/login {username}` → `{accessToken, expiresIn, user}`
//! - `GET  /_sandbox/center/users?q=` → the people, for choosing a delegate
//! - `POST /_sandbox/center/tokens/expire {token?, username?}`: ends these tokens, or all
//! - `POST /_sandbox/center/tokens/life {seconds}`: how long new tokens live
//! - `POST /_sandbox/center/suspend {procInsId, suspended}`
//! - `POST /_sandbox/center/redeploy {definitionId}`: a new version; the old id can no longer be started
//! - `POST /_sandbox/center/seed {username, count}`: so many running repairs more, started by one user
//! - `GET  /_sandbox/center/executions`: executed writes of this half, by payload

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};

use super::reply::{Answer, Fail};
use super::serve::{Center, reply};
use super::{auth, engine, history, users, values};
use crate::executions;

type Action = fn(&Connection, &Value) -> Answer;

/// The routes above.
pub fn router(center: Arc<Center>) -> Router {
    Router::new()
        .route("/_sandbox/center/login", action(&center, login))
        .route("/_sandbox/center/users", people(&center))
        .route("/_sandbox/center/tokens/expire", action(&center, expire))
        .route("/_sandbox/center/tokens/life", action(&center, life))
        .route("/_sandbox/center/suspend", action(&center, suspend))
        .route("/_sandbox/center/redeploy", action(&center, redeploy))
        .route("/_sandbox/center/seed", action(&center, more))
        .route("/_sandbox/center/executions", executed(&center))
}

fn action(center: &Arc<Center>, run: Action) -> MethodRouter {
    let center = center.clone();
    post(move |body: Bytes| async move {
        let run = move || {
            let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
            answer(inside(&center, |db| run(db, &body)))
        };
        tokio::task::spawn_blocking(run).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
    })
}

fn people(center: &Arc<Center>) -> MethodRouter {
    let center = center.clone();
    get(move |Query(query): Query<Vec<(String, String)>>| async move {
        let text =
            query.iter().find(|(name, _)| name == "q").map(|(_, value)| value.trim()).unwrap_or_default();
        answer(inside(&center, |db| users::search(db, text)))
    })
}

fn executed(center: &Arc<Center>) -> MethodRouter {
    let center = center.clone();
    get(move || async move {
        answer(inside(&center, |db| {
            let all = executions::list(db, None)?;
            Ok(all
                .as_array()
                .into_iter()
                .flatten()
                .filter(|row| row["service"] == "center")
                .cloned()
                .collect())
        }))
    })
}

fn inside(center: &Center, run: impl FnOnce(&Connection) -> Answer) -> Answer {
    let _clock = center.switches.clock();
    let mut db = center.db.lock();
    let tx = db.transaction()?;
    let answer = run(&tx)?;
    tx.commit()?;
    Ok(answer)
}

fn answer(outcome: Answer) -> Response {
    match outcome {
        Ok(value) => reply(StatusCode::OK, &value),
        Err(fail) => reply(StatusCode::BAD_REQUEST, &json!({"code": fail.code, "msg": fail.msg})),
    }
}

fn text<'a>(body: &'a Value, name: &str) -> Result<&'a str, Fail> {
    body[name].as_str().ok_or_else(|| Fail::new(4101, format!("{name}: a string is wanted")))
}

fn login(db: &Connection, body: &Value) -> Answer {
    auth::login(db, text(body, "username")?, values::now())
}

fn expire(db: &Connection, body: &Value) -> Answer {
    let ended = auth::expire(db, body["token"].as_str(), body["username"].as_str(), values::now())?;
    Ok(json!({"expired": ended}))
}

fn life(db: &Connection, body: &Value) -> Answer {
    let seconds = body["seconds"].as_i64().filter(|seconds| (0..=86_400_000).contains(seconds));
    let seconds = seconds.ok_or_else(|| Fail::new(4101, "seconds: a number of seconds is wanted"))?;
    auth::set_life(db, seconds)?;
    Ok(json!({"seconds": seconds}))
}

fn more(db: &Connection, body: &Value) -> Answer {
    let user =
        users::by_username(db, text(body, "username")?)?.ok_or_else(|| Fail::new(4200, "没找到用户"))?;
    let count = body["count"].as_i64().filter(|count| (1..=100_000).contains(count));
    let count = count.ok_or_else(|| Fail::new(4101, "count: 1 to 100000 is wanted"))?;
    history::repairs(db, values::now(), &user, count)?;
    Ok(json!({"started": count}))
}

fn suspend(db: &Connection, body: &Value) -> Answer {
    let suspended = body["suspended"].as_bool().unwrap_or(true);
    let instance = text(body, "procInsId")?;
    let changed =
        db.execute("UPDATE center_instance SET suspended = ?2 WHERE id = ?1", (instance, suspended))?;
    if changed == 0 { Err(Fail::instance()) } else { Ok(json!({"suspended": suspended})) }
}

fn redeploy(db: &Connection, body: &Value) -> Answer {
    let old = text(body, "definitionId")?;
    let found: Option<(String, i64)> = db
        .prepare_cached(
            "SELECT process_key, version FROM center_definition WHERE definition_id = ?1 AND latest",
        )?
        .query_row([old], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (key, version) = found.ok_or_else(Fail::definition)?;
    let (new, deployment) = (format!("{key}:{}:{}", version + 1, engine::id()), engine::id());
    db.execute(
        "INSERT INTO center_definition SELECT ?2, process_key, name, category, version + 1, form_id, ?3, ?4, icon_id, bpmn,
         suspended, 1 FROM center_definition WHERE definition_id = ?1",
        (old, &new, &deployment, values::now()),
    )?;
    db.execute("UPDATE center_definition SET latest = 0 WHERE definition_id = ?1", [old])?;
    Ok(json!({"definitionId": new, "deploymentId": deployment}))
}
