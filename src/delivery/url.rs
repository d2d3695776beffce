//! Addresses: checked once, encoded right.

use crate::error::Given;
use crate::text::{concat, find, has, push_hex, without_end};

/// Why a base URL cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseProblem {
    /// Neither `http://host`, `https://host` nor `/path`.
    NotAnAddress,
    /// A user name or password in front of the host.
    Credentials,
    /// `?…` or `#…` behind it.
    QueryOrFragment,
}

impl BaseProblem {
    /// What would be right: in Chinese, in English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            BaseProblem::NotAnAddress => (
                "应为 http(s)://主机[:端口][/前缀]，或以 / 开头的同源前缀",
                "should be http(s)://host[:port][/prefix], or a prefix of this page's origin that starts with /",
            ),
            BaseProblem::Credentials => {
                ("不应包含用户名或密码", "should not contain a user name or password")
            }
            BaseProblem::QueryOrFragment => ("不应包含 ? 或 #", "should not contain ? or #"),
        }
    }
}

/// A base address without its trailing slash: `https://host:port/prefix`, or `/prefix` for this page's own origin.
pub fn base(text: &str) -> Result<String, BaseProblem> {
    let text = text.trim();
    if has(text, "?") || has(text, "#") {
        return Err(BaseProblem::QueryOrFragment);
    }
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let host_at = if lower.starts_with("https://") {
        8
    } else if lower.starts_with("http://") {
        7
    } else if text.starts_with("/") && !text.starts_with("//") {
        return Ok(encode_path(without_end(text, "/")));
    } else {
        return Err(BaseProblem::NotAnAddress);
    };
    let rest = text.get(host_at..).unwrap_or_default();
    let (host, path) = rest.split_at(find(rest, "/").unwrap_or(rest.len()));
    if has(host, "@") {
        return Err(BaseProblem::Credentials);
    }
    if host.is_empty() || host.starts_with(":") || host.chars().any(|c| c.is_whitespace() || c == '\\') {
        return Err(BaseProblem::NotAnAddress);
    }
    let scheme = text.get(..host_at).unwrap_or_default();
    Ok(concat(&[scheme, host, &encode_path(without_end(path, "/"))]))
}

/// The option `baseUrl`; empty, with an issue, when it is not right.
pub fn base_option(given: &mut Given<'_, '_>) -> String {
    let text = given.required_text("baseUrl");
    base(text).unwrap_or_else(|problem| {
        if !text.is_empty() {
            let (zh, en) = problem.words();
            given.issue("baseUrl", "url", zh, en);
        }
        String::new()
    })
}

fn escaped(out: &mut String, byte: u8) {
    out.push('%');
    push_hex(out, byte, b"0123456789ABCDEF");
}

/// Appends `text` as one component: everything but RFC 3986's unreserved characters is percent-encoded.
pub fn push_component(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            escaped(out, byte);
        }
    }
}

/// A path as someone wrote it: slashes and escapes stay, what may not stand in an address is encoded.
pub fn encode_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}?#".contains(&byte) {
            out.push(char::from(byte));
        } else {
            escaped(&mut out, byte);
        }
    }
    out
}

/// A query string in the making.
#[derive(Debug, Default)]
pub struct Query(String);

impl Query {
    /// Adds `name=value`.
    pub fn push(&mut self, name: &str, value: &str) {
        self.0.push(if self.0.is_empty() { '?' } else { '&' });
        push_component(&mut self.0, name);
        self.0.push('=');
        push_component(&mut self.0, value);
    }

    /// Adds it if there is a value.
    pub fn push_some(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.push(name, value);
        }
    }

    /// `?a=b&c=d`, or nothing.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_base_keeps_its_sub_path_and_loses_its_slash() {
        assert_eq!(base("http://127.0.0.1:8787/").as_deref(), Ok("http://127.0.0.1:8787"));
        assert_eq!(base(" HTTPS://gd.example.cn/gateway/ ").as_deref(), Ok("HTTPS://gd.example.cn/gateway"));
        assert_eq!(base("/代理").as_deref(), Ok("/%E4%BB%A3%E7%90%86"));
        assert_eq!(base("/").as_deref(), Ok(""));
    }

    #[test]
    fn what_cannot_be_a_base_says_why() {
        for bad in
            ["", "127.0.0.1:8787", "ftp://host", "//host", "http://", "http:///path", "https://a b", "熊猫"]
        {
            assert_eq!(base(bad), Err(BaseProblem::NotAnAddress), "{bad}");
        }
        assert_eq!(base("http://u:p@host"), Err(BaseProblem::Credentials));
        assert_eq!(base("http://host?x"), Err(BaseProblem::QueryOrFragment));
    }

    #[test]
    fn chinese_and_backslashes_are_encoded_whole() {
        let mut out = String::new();
        push_component(&mut out, "1547b546-ac67\\原图测试.jpg");
        assert_eq!(out, "1547b546-ac67%5C%E5%8E%9F%E5%9B%BE%E6%B5%8B%E8%AF%95.jpg");
    }

    #[test]
    fn a_query_escapes_what_would_end_a_value() {
        let mut query = Query::default();
        query.push("eventInfo", "a&b=c d+e%");
        query.push_some("flowName", None);
        query.push_some("userName", Some(""));
        assert_eq!(query.as_str(), "?eventInfo=a%26b%3Dc%20d%2Be%25&userName=");
    }
}
