//! 熊猫第三方工单对接: the seven APIs of the first document, one file each, on one small process engine.

pub mod answers;
mod catalogue;
mod details;
mod engine;
mod event_types;
mod files;
mod list;
pub mod operator;
mod people;
mod pictures;
mod process_log;
mod query;
mod schema;
mod seed;
mod submit;
mod token;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use percent_encoding::percent_decode_str;
use rusqlite::{Connection, OptionalExtension};

use crate::clock;
use crate::db::Db;
use crate::settings::Switches;
use answers::answer;
use query::Query;

/// What the handlers share.
#[derive(Clone)]
pub struct Panda {
    /// The data.
    pub db: Db,
    /// The settings that can change.
    pub switches: Switches,
}

/// Makes the tables and, in a new database, the seed.
pub fn prepare(db: &Db) -> anyhow::Result<()> {
    let mut connection = db.lock();
    let transaction = connection.transaction()?;
    schema::create(&transaction)?;
    seed::plant_if_new(&transaction)?;
    transaction.commit()?;
    Ok(())
}

/// Back to the seed. Tokens that were given out stay valid.
pub fn reset(connection: &Connection) -> anyhow::Result<()> {
    for table in schema::TABLES.iter().filter(|table| **table != "panda_setting") {
        connection.execute(&format!("DELETE FROM {table}"), [])?;
    }
    seed::plant_if_new(connection)?;
    Ok(())
}

/// Everything below `/pandaServer/`.
pub fn router(panda: Panda) -> Router {
    Router::new().route("/pandaServer/{*path}", any(serve)).with_state(panda)
}

#[derive(Clone, Copy, PartialEq)]
enum Api {
    GenerateToken,
    GetFlowCenterData,
    PostFlowNodeData,
    GetCaseOverviewBoxWithPaging,
    GetCaseOverviewBoxDetails,
    GetWorkOrderProcessLog,
    DownloadFiles,
}

impl Api {
    /// By the path below the project. The document writes some paths with a stray blank or a double slash, and
    /// one with and without `CaseManage/`; all of these lead to the same place.
    fn find(path: &[String]) -> Option<Self> {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        Some(match path.as_slice() {
            ["GenerateToken"] => Self::GenerateToken,
            ["PandaWorkFlow", "WorkFlow", rest @ ..] => match rest {
                ["EventManage", "GetFlowCenterData"] => Self::GetFlowCenterData,
                ["api", "PostFlowNodeData"] => Self::PostFlowNodeData,
                ["CaseManage", "GetCaseOverviewBoxWithPaging"] => Self::GetCaseOverviewBoxWithPaging,
                ["BPM", "CaseManage", "GetCaseOverviewBoxDetails"] | ["BPM", "GetCaseOverviewBoxDetails"] => {
                    Self::GetCaseOverviewBoxDetails
                }
                ["BPM", "GetWorkOrderProcessLog"] => Self::GetWorkOrderProcessLog,
                ["AccountManage", "DownloadFiles"] => Self::DownloadFiles,
                _ => return None,
            },
            _ => return None,
        })
    }

    fn method(self) -> Method {
        match self {
            Self::GenerateToken | Self::PostFlowNodeData => Method::POST,
            _ => Method::GET,
        }
    }
}

async fn serve(
    State(panda): State<Panda>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let mut path = segments(uri.path()).skip(1);
    let project = path.next().unwrap_or_default();
    let api = Api::find(&path.collect::<Vec<_>>());
    let (Some(api), Ok(true)) = (api, is_registered(&panda.db.lock(), &project)) else {
        return answers::not_found();
    };
    if method != api.method() {
        return answers::wrong_method(method.as_str());
    }
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return rejection.into_response(),
    };
    let _clock = panda.switches.clock();
    if api == Api::GenerateToken {
        return answers::json_answer(&token::generate(&panda, &body));
    }
    let token = headers.get("panda-token").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !token::is_valid(&panda.db.lock(), token) {
        let status = StatusCode::from_u16(panda.switches.get().unauthorized_status);
        return answers::unauthorized(status.unwrap_or(StatusCode::UNAUTHORIZED));
    }
    let query = Query::parse(uri.query().unwrap_or_default().as_bytes());
    let mut connection = panda.db.lock();
    let caught_up = engine::catch_up(&mut connection, clock::now(), panda.switches.get().node_seconds);
    if let Err(error) = caught_up {
        return answer(Err(error.into()));
    }
    let given = match api {
        Api::GenerateToken => unreachable!("answered above"),
        Api::GetFlowCenterData => event_types::get(&query),
        Api::PostFlowNodeData => submit::post(&mut connection, &project, &body),
        Api::GetCaseOverviewBoxWithPaging => list::get(&connection, &project, &query),
        Api::GetCaseOverviewBoxDetails => details::get(&connection, &project, &query),
        Api::GetWorkOrderProcessLog => process_log::get(&connection, &project, &query),
        Api::DownloadFiles => return files::get(&connection, &query),
    };
    answer(if panda.switches.get().earlier { given.map(answers::earlier) } else { given })
}

/// The decoded parts of a path; blank and empty ones do not count.
fn segments(path: &str) -> impl Iterator<Item = String> {
    path.split('/')
        .map(|part| percent_decode_str(part).decode_utf8_lossy().trim().to_owned())
        .filter(|part| !part.is_empty())
}

fn is_registered(connection: &Connection, project: &str) -> rusqlite::Result<bool> {
    let found = connection
        .query_row("SELECT 1 FROM panda_project WHERE name = ?1", [project], |_| Ok(()))
        .optional()?;
    Ok(found.is_some())
}
