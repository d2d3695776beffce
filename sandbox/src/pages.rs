//! Static files: the demo page at / and the package at /pkg/, compressed as any real server does it, under a strict content
//! security policy.

use std::path::PathBuf;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob: data:; \
                      style-src 'self'; connect-src *";

/// Serves the directories that are given; every other path is a 404.
pub fn router(www: Option<PathBuf>, pkg: Option<PathBuf>) -> Router {
    let mut pages = Router::new();
    if let Some(pkg) = pkg {
        pages = pages.nest_service("/pkg", ServeDir::new(pkg));
    }
    pages = match www {
        Some(www) => pages.fallback_service(ServeDir::new(www)),
        None => pages.fallback(|| async { StatusCode::NOT_FOUND }),
    };
    let always =
        |name: HeaderName, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    pages
        .layer(CompressionLayer::new())
        .layer(always(header::CACHE_CONTROL, "no-cache"))
        .layer(always(header::CONTENT_SECURITY_POLICY, POLICY))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
}
