//! From HTTP to a handler and back: one transaction a call, HTTP 200 for nearly everything.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{OriginalUri, RawPathParams};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, any, on};
use serde_json::{Value, json};

use super::call::Call;
use super::reply::{Answer, Fail};
use super::routes::{PREFIXES, Route, Verb};
use super::{auth, sandbox, values};
use crate::db::Db;
use crate::executions;
use crate::settings::{Dialect, Switches};

/// What all calls share.
pub struct Center {
    /// Shared with the other half.
    pub db: Db,
    /// Fixed for the life of the server.
    pub dialect: Dialect,
    /// For its clock.
    pub switches: Switches,
}

/// What came over HTTP.
struct Sent {
    id: String,
    query: String,
    headers: HeaderMap,
    body: Bytes,
}

/// All routes, with their fallbacks.
pub fn router(center: Arc<Center>, routes: Vec<Route>) -> Router {
    let mut router = sandbox::router(center.clone());
    for route in routes {
        let filter = match route.method {
            Verb::Get => MethodFilter::GET,
            Verb::Post => MethodFilter::POST,
            Verb::Delete => MethodFilter::DELETE,
        };
        let center = center.clone();
        let serve = move |id: Id,
                          OriginalUri(uri),
                          headers: HeaderMap,
                          body: Result<Bytes, BytesRejection>| async move {
            let body = match body {
                Ok(body) => body,
                Err(rejection) => return rejection.into_response(),
            };
            let sent = Sent { id: id.0, query: uri.query().unwrap_or_default().to_owned(), headers, body };
            let answered = tokio::task::spawn_blocking(move || center.answer(&route, sent)).await;
            answered.map_or_else(
                |_| StatusCode::INTERNAL_SERVER_ERROR.into_response(),
                |envelope| reply(StatusCode::OK, &envelope),
            )
        };
        router = router.route(route.path, on(filter, serve));
    }
    router = router.method_not_allowed_fallback(wrong_method);
    for prefix in PREFIXES {
        router = router.route(&format!("{prefix}/{{*rest}}"), any(unknown_path));
    }
    router
}

/// JSON as Spring writes it.
pub fn reply(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json;charset=UTF-8")], body.to_string()).into_response()
}

/// Both fallbacks take the body in, or the client would see its connection break instead of the answer.
type Unread = Result<Bytes, BytesRejection>;

async fn wrong_method(method: Method, _body: Unread) -> Response {
    let msg = format!("Request method '{method}' not supported");
    reply(StatusCode::OK, &json!({"code": 500, "msg": msg, "data": null}))
}

async fn unknown_path(OriginalUri(uri): OriginalUri, _body: Unread) -> Response {
    let now = chrono::Utc::now().format("%Y-%m-%dT%H:%M:%S%.3f+00:00").to_string();
    reply(
        StatusCode::NOT_FOUND,
        &json!({"timestamp": now, "status": 404, "error": "Not Found", "path": uri.path()}),
    )
}

/// The one parameter of a path; what cannot be read as text finds nothing.
struct Id(String);

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for Id {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        state: &S,
    ) -> Result<Self, Self::Rejection> {
        let params = RawPathParams::from_request_parts(parts, state).await;
        let first = params.ok().and_then(|params| params.iter().next().map(|(_, value)| value.to_owned()));
        Ok(Self(first.unwrap_or_default()))
    }
}

impl Center {
    fn answer(&self, route: &Route, sent: Sent) -> Value {
        let _clock = self.switches.clock();
        let mut db = self.db.lock();
        let outcome = db.transaction().map_err(Fail::from).and_then(|tx| {
            let answer = self.handle(&tx, route, &sent)?;
            tx.commit()?;
            Ok(answer)
        });
        outcome.unwrap_or_else(|fail| fail.envelope(self.dialect))
    }

    fn handle(&self, tx: &rusqlite::Transaction, route: &Route, sent: &Sent) -> Answer {
        let now = values::now();
        let me = auth::check(tx, self.dialect, &sent.headers, now)?;
        let body = if route.method == Verb::Get { Value::Null } else { self.body(sent)? };
        let query = form_urlencoded::parse(sent.query.as_bytes()).into_owned().collect();
        let call = Call { tx, dialect: self.dialect, me, query, id: sent.id.clone(), body, now };
        let answer = (route.handler)(&call)?;
        if let Some(operation) = route.writes {
            let receipt = json!({"by": call.me.username, "data": answer["data"]}).to_string();
            executions::record(tx, "center", operation, &sent.body, &receipt)?;
        }
        Ok(answer)
    }

    fn body(&self, sent: &Sent) -> Result<Value, Fail> {
        let kind =
            sent.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !kind.to_ascii_lowercase().starts_with("application/json") {
            return Err(Fail::engine(format!("Content type '{kind}' not supported")));
        }
        serde_json::from_slice(&sent.body).map_err(|error| match self.dialect {
            Dialect::Document => Fail::new(4101, "参数错误：请求体不是JSON"),
            Dialect::Vlstream | Dialect::Ruoyi => error.into(),
        })
    }
}
