//! The faults themselves. A new kind is a name in `Kind` and an arm in `play`.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Rule;
use crate::connection::Peer;
use crate::panda::answers;

const JUNK_BYTES: usize = 10 << 20;
const LONGEST_STALL: Duration = Duration::from_secs(600);
/// So that the first half is on its way before the connection breaks.
const TIME_TO_LEAVE: Duration = Duration::from_millis(50);
const DEFAULT_DELAY: u64 = 1000;
const LARGEST_ANSWER: usize = 64 << 20;

/// What can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Waits `delayMs`, then executes and answers.
    Delay,
    /// Executes, then waits `delayMs` before it answers.
    SlowAnswer,
    /// The 401 page, with `status` 401 or 200; not executed.
    UnauthorizedPage,
    /// A proxy's 502 page; not executed.
    #[serde(rename = "html-502")]
    Html502,
    /// Executes, answers half of the body as if that were all.
    Truncate,
    /// Executes, announces the whole body, breaks the connection off at half of it.
    Cut,
    /// Executes, answers without a body.
    EmptyBody,
    /// Closes the connection; not executed.
    DropBefore,
    /// Executes, then closes the connection without an answer.
    DropAfter,
    /// Executes, labels the answer `text/plain`.
    WrongContentType,
    /// `status` (default 503), with `retryAfter`; not executed.
    Status,
    /// Executes, answers 10 MB of junk.
    BigBody,
    /// Executes, sends the headers and nothing more.
    Stall,
    /// 302 to `location` (default: the same at another origin); not executed.
    Redirect,
}

pub(super) async fn play(rule: &Rule, peer: &Peer, request: Request, next: Next) -> Response {
    let pause = Duration::from_millis(rule.delay_ms.unwrap_or(DEFAULT_DELAY));
    match rule.kind {
        Kind::Delay => {
            tokio::time::sleep(pause).await;
            next.run(request).await
        }
        Kind::SlowAnswer => {
            let response = next.run(request).await;
            tokio::time::sleep(pause).await;
            response
        }
        Kind::UnauthorizedPage => answers::unauthorized(status_of(rule, StatusCode::UNAUTHORIZED)),
        Kind::Html502 => (
            status_of(rule, StatusCode::BAD_GATEWAY),
            [(header::CONTENT_TYPE, "text/html")],
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n",
        )
            .into_response(),
        Kind::Truncate => {
            let (parts, body) = whole(next.run(request).await).await;
            let half = body.slice(..body.len() / 2);
            Response::from_parts(parts, Body::from(half))
        }
        Kind::Cut => {
            let (mut parts, body) = whole(next.run(request).await).await;
            parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
            let half = body.slice(..body.len() / 2);
            let broken = async {
                tokio::time::sleep(TIME_TO_LEAVE).await;
                Err(io::Error::from(io::ErrorKind::ConnectionAborted))
            };
            let pieces = stream::once(async { Ok(half) }).chain(stream::once(broken));
            Response::from_parts(parts, Body::from_stream(pieces))
        }
        Kind::EmptyBody => {
            let (parts, _) = whole(next.run(request).await).await;
            Response::from_parts(parts, Body::empty())
        }
        Kind::DropBefore => {
            peer.hang_up();
            StatusCode::BAD_GATEWAY.into_response()
        }
        Kind::DropAfter => {
            next.run(request).await;
            peer.hang_up();
            StatusCode::BAD_GATEWAY.into_response()
        }
        Kind::WrongContentType => {
            let mut response = next.run(request).await;
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
            response
        }
        Kind::Status => {
            let mut response = status_of(rule, StatusCode::SERVICE_UNAVAILABLE).into_response();
            if let Some(value) = rule.retry_after.as_ref().and_then(header_text) {
                response.headers_mut().insert(header::RETRY_AFTER, value);
            }
            response
        }
        Kind::BigBody => {
            let (parts, _) = whole(next.run(request).await).await;
            Response::from_parts(parts, Body::from(vec![b'#'; JUNK_BYTES]))
        }
        Kind::Stall => {
            let (mut parts, body) = whole(next.run(request).await).await;
            parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len().max(1)));
            let silence = stream::once(async {
                tokio::time::sleep(LONGEST_STALL).await;
                Ok::<_, Infallible>(Bytes::new())
            });
            Response::from_parts(parts, Body::from_stream(silence))
        }
        Kind::Redirect => {
            let location = rule.location.clone().unwrap_or_else(|| other_origin(&request));
            let location = HeaderValue::from_str(&location).unwrap_or(HeaderValue::from_static("/"));
            (status_of(rule, StatusCode::FOUND), [(header::LOCATION, location)]).into_response()
        }
    }
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
async fn whole(response: Response) -> (axum::http::response::Parts, Bytes) {
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    (parts, to_bytes(body, LARGEST_ANSWER).await.unwrap_or_default())
}
