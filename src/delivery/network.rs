//! Why a `fetch` failed. The browser says "Failed to fetch"; what is known around it says more.

use crate::error::Reason;
use crate::text;

/// What the browser layer knows when a `fetch` was rejected.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// `navigator.onLine`; `None` where there is none.
    pub online: Option<bool>,
    /// The page's origin, as `https://host:port`; `None` outside a page, `Some("null")` for a file.
    pub page_origin: Option<&'a str>,
    /// The address that was asked.
    pub url: &'a str,
}

/// The most likely reason.
pub fn explain(facts: Facts<'_>) -> Reason {
    if facts.online == Some(false) && !is_loopback(facts.url) {
        return Reason::Offline;
    }
    let Some(origin) = facts.page_origin else { return Reason::Connection };
    if origin.starts_with("https://")
        && starts_with_ignore_case(facts.url, "http://")
        && !is_loopback(facts.url)
    {
        return Reason::MixedContent;
    }
    let same_origin = facts.url.starts_with("/")
        || facts.url.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with("/"));
    if same_origin { Reason::Connection } else { Reason::CorsOrUnreachable }
}

/// Why a write is not to leave now, so that it is sure that nothing did. An app that lets it wait wants that even where the
/// device needs no network.
pub fn hold(online: Option<bool>, url: &str, queue: bool) -> Option<Reason> {
    (online == Some(false) && (queue || !is_loopback(url))).then_some(Reason::Offline)
}

fn starts_with_ignore_case(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// Browsers treat the machine itself as trustworthy, and it needs no network.
fn is_loopback(url: &str) -> bool {
    let host = text::find(url, "://").and_then(|at| url.get(at..)?.get(3..)).unwrap_or_default();
    ["localhost", "127.", "[::1]"].iter().any(|start| starts_with_ignore_case(host, start))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn reason(online: Option<bool>, page_origin: Option<&str>, url: &str) -> Reason {
        explain(Facts { online, page_origin, url })
    }

    #[test]
    fn each_cause_is_told_apart() {
        let page = Some("https://app.example.cn");
        assert_eq!(reason(Some(false), page, "https://gd.example.cn/x"), Reason::Offline);
        assert_eq!(reason(Some(true), page, "http://gd.example.cn/x"), Reason::MixedContent);
        assert_eq!(reason(Some(true), page, "https://gd.example.cn/x"), Reason::CorsOrUnreachable);
        assert_eq!(reason(Some(true), page, "https://app.example.cn/x"), Reason::Connection);
        assert_eq!(reason(Some(true), page, "https://app.example.cn.evil/x"), Reason::CorsOrUnreachable);
        assert_eq!(reason(Some(true), page, "/gateway/x"), Reason::Connection);
        assert_eq!(reason(None, None, "http://gd.example.cn/x"), Reason::Connection);
    }

    #[test]
    fn the_machine_itself_needs_no_network_and_is_no_mixed_content() {
        let page = Some("https://app.example.cn");
        assert_eq!(reason(Some(false), page, "http://127.0.0.1:8787/x"), Reason::CorsOrUnreachable);
        assert_eq!(reason(Some(true), page, "http://localhost:8787/x"), Reason::CorsOrUnreachable);
    }
}
