//! The faults themselves. A new kind is a name in `Kind` and an arm in one of the functions below.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::response::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Rule, bodies, date_header};
use crate::center;
use crate::connection::Peer;
use crate::panda::answers;
use crate::requests::Place;

const DEFAULT_DELAY: u64 = 1000;
const DEFAULT_TRICKLE: u64 = 100;
const DEFAULT_SKEW: i64 = 3_600_000;
const LARGEST_ANSWER: usize = 64 << 20;

/// What can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Waits `delayMs`, then executes and answers.
    Delay,
    /// Executes, then waits `delayMs` before it answers.
    SlowAnswer,
    /// Hangs up, and for `delayMs` nobody listens; not executed.
    Refuse,
    /// Closes the connection; not executed.
    DropBefore,
    /// Executes, then closes the connection without an answer.
    DropAfter,
    /// Executes, sends the headers and nothing more.
    Stall,
    /// Executes, sends the headers and half of the body, and nothing more.
    StallMid,
    /// Executes, answers half of the body as if that were all.
    Truncate,
    /// Executes, announces the whole body, breaks the connection off at half of it.
    Cut,
    /// Executes, sends the body in twenty pieces, `delayMs` (100) apart.
    Trickle,
    /// Executes, answers without a body.
    EmptyBody,
    /// Executes, answers 10 MB of junk.
    BigBody,
    /// Executes, labels the answer `text/plain`.
    WrongContentType,
    /// Executes, answers valid JSON whose data are of another shape than documented.
    WrongShape,
    /// Executes, answers JSON in which every member stands twice.
    DuplicateKeys,
    /// Executes, answers with a `Date` that is `skewMs` (an hour) ahead.
    Skew,
    /// The 401 page, with `status` 401 or 200.
    UnauthorizedPage,
    /// center's envelope for a token that is no good: `code` 4004, 4444 or 401.
    BadToken,
    /// `status` (default 503), with `retryAfter`.
    Status,
    /// A proxy's 502 page.
    #[serde(rename = "html-502")]
    Html502,
    /// 302 to `location` (default: the same at another origin).
    Redirect,
}

pub(super) async fn play(rule: &Rule, peer: &Peer, request: Request, next: Next) -> Response {
    if let Some(answer) = instead(rule, &request) {
        if rule.executes {
            next.run(request).await;
        }
        return answer;
    }
    let usual = if rule.kind == Kind::Trickle { DEFAULT_TRICKLE } else { DEFAULT_DELAY };
    let pause = Duration::from_millis(rule.delay_ms.unwrap_or(usual));
    let place = request.extensions().get::<Place>().cloned();
    match rule.kind {
        Kind::DropBefore => return hung_up(peer, place),
        Kind::Refuse => {
            peer.close_gate(pause);
            return hung_up(peer, place);
        }
        Kind::Delay => tokio::time::sleep(pause).await,
        _ => {}
    }
    let response = next.run(request).await;
    match rule.kind {
        Kind::SlowAnswer => tokio::time::sleep(pause).await,
        Kind::DropAfter => return hung_up(peer, place),
        Kind::Delay => return response,
        _ => {}
    }
    spoiled(rule, pause, response).await
}

/// Nothing of this is written: the connection ends first.
fn hung_up(peer: &Peer, place: Option<Place>) -> Response {
    peer.hang_up();
    if let Some(place) = place {
        place.hung_up();
    }
    StatusCode::BAD_GATEWAY.into_response()
}

/// What stands in the place of the server's own answer; it does not even get the request unless the rule `executes`.
fn instead(rule: &Rule, request: &Request) -> Option<Response> {
    Some(match rule.kind {
        Kind::UnauthorizedPage => answers::unauthorized(status_of(rule, StatusCode::UNAUTHORIZED)),
        Kind::BadToken => {
            let code = rule.code.unwrap_or(4004);
            (status_of(rule, StatusCode::OK), center::bad_token(code)).into_response()
        }
        Kind::Html502 => (
            status_of(rule, StatusCode::BAD_GATEWAY),
            [(header::CONTENT_TYPE, "text/html")],
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n",
        )
            .into_response(),
        Kind::Status => {
            let mut response = status_of(rule, StatusCode::SERVICE_UNAVAILABLE).into_response();
            if let Some(value) = rule.retry_after.as_ref().and_then(header_text) {
                response.headers_mut().insert(header::RETRY_AFTER, value);
            }
            response
        }
        Kind::Redirect => {
            let location = rule.location.clone().unwrap_or_else(|| other_origin(request));
            let location = HeaderValue::from_str(&location).unwrap_or(HeaderValue::from_static("/"));
            (status_of(rule, StatusCode::FOUND), [(header::LOCATION, location)]).into_response()
        }
        _ => return None,
    })
}

/// The server's own answer, after something happened to it on the way.
async fn spoiled(rule: &Rule, pause: Duration, mut response: Response) -> Response {
    match rule.kind {
        Kind::WrongContentType => {
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
            return response;
        }
        Kind::Skew => {
            let date = date_header(rule.skew_ms.unwrap_or(DEFAULT_SKEW));
            response.headers_mut().insert(header::DATE, date);
            return response;
        }
        Kind::SlowAnswer => return response,
        _ => {}
    }
    let (mut parts, body) = whole(response).await;
    let half = body.slice(..body.len() / 2);
    let body = match rule.kind {
        Kind::Truncate => Body::from(half),
        Kind::EmptyBody => Body::empty(),
        Kind::BigBody => bodies::junk(),
        Kind::WrongShape => Body::from(bodies::misshapen(&body)),
        Kind::DuplicateKeys => Body::from(bodies::doubled(&body)),
        Kind::Cut => announced(&mut parts, body.len(), bodies::broken_off(half)),
        Kind::Stall => announced(&mut parts, body.len().max(1), bodies::silent_after(Bytes::new())),
        Kind::StallMid => announced(&mut parts, body.len().max(1), bodies::silent_after(half)),
        Kind::Trickle => announced(&mut parts, body.len(), bodies::trickled(&body, pause)),
        _ => Body::from(body),
    };
    Response::from_parts(parts, body)
}

/// A body whose headers promise `length` bytes.
fn announced(parts: &mut Parts, length: usize, body: Body) -> Body {
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    body
}

/// This server under its other name, which a browser takes for another origin: there it would answer.
fn other_origin(request: &Request) -> String {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    let other = match host.strip_prefix("127.0.0.1") {
        Some(port) => format!("localhost{port}"),
        None => host.replacen("localhost", "127.0.0.1", 1),
    };
    format!("http://{other}{}", request.uri())
}

fn status_of(rule: &Rule, usual: StatusCode) -> StatusCode {
    rule.status.and_then(|code| StatusCode::from_u16(code).ok()).unwrap_or(usual)
}

/// Seconds come as a JSON number or as text, an HTTP date as text.
fn header_text(value: &Value) -> Option<HeaderValue> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    HeaderValue::from_str(&text).ok()
}

/// The answer with its whole body at hand; its length is forgotten, since the fault changes it.
async fn whole(response: Response) -> (Parts, Bytes) {
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    (parts, to_bytes(body, LARGEST_ANSWER).await.unwrap_or_default())
}
