//! 统一工单中心: the APIs of the second document, and the real ones it leaves out, on a small process engine.
//!
//! Read `routes` first: the table of what each dialect serves. `engine` moves process instances along their BPMN, `tasks`
//! are the actions of people, `lists`, `detail` and `forms` are what can be looked at, `orders` the work orders around them.
//!
//! | | document | vlstream | ruoyi |
//! |---|---|---|---|
//! | headers (`auth`) | all of the document's, raw `Authorization` | the caller's own, token in one of three headers, `Bearer` or not | `Authorization: Bearer` only |
//! | a bad token | 4004 | 4004, 4444 when it ended, 401 when there is none | 401 |
//! | errors (`reply`) | without `data`; 4101, 4200 | `data: null`, none with 4000 and up; 500 | `data: null`; 500, `msg` now and then null |
//! | success of a task action | code 0, `data: {}` | 200, null | 200, null, `msg: null` |
//! | complete's `data` (`tasks`) | `{TaskId, ProcessInstanceId}` | `TaskId:<id>,…` | null |
//! | start's `data` | `{TaskId, ProcessInstanceId}` | and `workOrder` | null |
//! | who may act | assignee, candidate, admin; else 4001 | anyone | anyone |
//! | no match (`lists`) | `[]` | null in list, ownList, todoList | null in list |
//! | past the end | `[]` | list, ownList: `fromIndex(40) > toIndex(12)` | the same |
//! | `ownList.total` | all | of this page | all |
//! | no pageNum | 4101 | 1 and 10 | code 500, `msg: null` |
//! | finishedList | taskId, comments | taskId | taskId null |
//! | a Long from 2^53-1 on (`values`) | digits | string | string |
//! | the same order within 5 s (`orders`) | taken | refused | no orders |
//! | taskFormData (`detail`) | array | array | object or null |

mod auth;
mod bpmn;
mod call;
mod detail;
mod engine;
mod forms;
mod history;
mod lists;
mod orders;
mod reply;
mod returns;
mod routes;
mod sandbox;
mod seed;
mod serve;
mod tasks;
mod users;
mod values;

use std::sync::Arc;

use crate::db::Db;
use crate::settings::{Dialect, Switches};

/// The whole center service, ready for `app.merge(center::router(db, dialect, switches)?)`: it has no fallback of its own, but answers Spring's 404
/// for unknown paths below its own prefixes, and code 500 for a wrong method. Makes and seeds its tables when the database
/// is new. CORS and the limit on bodies are the caller's.
pub fn router(db: Db, dialect: Dialect, switches: Switches) -> anyhow::Result<axum::Router> {
    {
        let mut connection = db.lock();
        connection.set_prepared_statement_cache_capacity(128);
        crate::executions::create(&connection)?;
        let tx = connection.transaction()?;
        seed::fill(&tx, values::now()).map_err(|fail| anyhow::anyhow!("seeding the center: {fail:?}"))?;
        auth::renew_fixed_tokens(&tx, values::now()).map_err(|fail| anyhow::anyhow!("tokens: {fail:?}"))?;
        tx.commit()?;
    }
    Ok(serve::router(Arc::new(serve::Center { db, dialect, switches }), routes::table(dialect)))
}

/// What any dialect says of a token that is no good, by its code.
pub fn bad_token(code: i64) -> axum::Json<serde_json::Value> {
    let msg = match code {
        401 => "认证失败，无法访问系统资源",
        4444 => "登录已过期，请重新登录",
        _ => "无效的accesstoken",
    };
    axum::Json(serde_json::json!({ "code": code, "msg": msg }))
}

/// Everything as on the first start; tokens stay good, and those of the three fixed users are good again.
pub fn reset(connection: &rusqlite::Connection) -> anyhow::Result<()> {
    seed::clear(connection)?;
    seed::fill(connection, values::now()).map_err(|fail| anyhow::anyhow!("seeding the center: {fail:?}"))?;
    auth::renew_fixed_tokens(connection, values::now()).map_err(|fail| anyhow::anyhow!("tokens: {fail:?}"))
}

/// How long a token lives from now on.
pub fn set_token_seconds(connection: &rusqlite::Connection, seconds: u32) -> anyhow::Result<()> {
    auth::set_life(connection, i64::from(seconds)).map_err(|fail| anyhow::anyhow!("tokens: {fail:?}"))
}
