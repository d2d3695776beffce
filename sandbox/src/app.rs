//! The whole server: both services, the pages, the operator's routes, faults and CORS around them.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, Method, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use tower_http::cors::{Any, CorsLayer};

use crate::db::Db;
use crate::faults::{self, Faults};
use crate::requests::{self, Requests};
use crate::settings::{Settings, Switches};
use crate::{center, executions, operator, pages, panda};

const LARGEST_BODY: usize = 64 << 20;

/// Makes what is missing in the database and puts the server together.
pub fn router(db: Db, settings: &Settings) -> anyhow::Result<Router> {
    let switches = Switches::new(settings);
    let faults = Faults::default();
    let requests = Requests::default();
    executions::create(&db.lock())?;
    panda::prepare(&db)?;
    let panda = panda::Panda { db: db.clone(), switches: switches.clone() };
    let center = center::router(db.clone(), settings.dialect, switches.clone())?;
    center::set_token_seconds(&db.lock(), settings.token_seconds)?;
    let served = Router::new()
        .merge(panda::router(panda.clone()))
        .merge(center)
        .merge(pages::router(settings.www.clone(), settings.pkg.clone()))
        .layer(middleware::from_fn(requests::serve))
        .layer(middleware::from_fn_with_state(faults.clone(), faults::play))
        .layer(middleware::from_fn_with_state(requests.clone(), requests::arrive))
        .layer(middleware::from_fn_with_state(switches.clone(), date));
    let operated = operator::router(db, switches, requests)
        .merge(panda::operator::router(panda))
        .merge(faults::routes::router(faults));
    let whole = served.nest("/_sandbox", operated).layer(DefaultBodyLimit::max(LARGEST_BODY));
    Ok(if settings.no_cors {
        whole
    } else {
        whole.layer(cors()).layer(middleware::from_fn(faults::strip_cors))
    })
}

/// The server's own clock, where it is wrong: hyper would write the right `Date`.
async fn date(State(switches): State<Switches>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let ahead = i64::from(switches.get().skew_seconds) * 1000;
    if ahead != 0 && !response.headers().contains_key(header::DATE) {
        response.headers_mut().insert(header::DATE, faults::date_header(ahead));
    }
    response
}

/// Any origin may call, with the headers of both documents.
fn cors() -> CorsLayer {
    let headers = [
        "panda-token",
        "content-type",
        "appid",
        "secretkey",
        "accesstoken",
        "authorization",
        "requesttype",
        "serverid",
        "tenantid",
    ];
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers(headers.map(HeaderName::from_static))
        .expose_headers([
            header::DATE,
            header::CONTENT_LENGTH,
            header::CONTENT_DISPOSITION,
            header::RETRY_AFTER,
        ])
        .max_age(Duration::from_secs(600))
}

/// Everything as on the first start.
pub fn reset(db: &Db) -> anyhow::Result<()> {
    let mut connection = db.lock();
    let transaction = connection.transaction()?;
    executions::clear(&transaction)?;
    panda::reset(&transaction)?;
    center::reset(&transaction)?;
    transaction.commit()?;
    Ok(())
}
