//! A request as plain data: what the browser layer hands to `fetch`.

/// One HTTP request, complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST`, `DELETE`.
    pub method: &'static str,
    /// The whole address, encoded.
    pub url: String,
    /// Names as the documents spell them.
    pub headers: Vec<(&'static str, String)>,
    /// The body's bytes.
    pub body: Option<Vec<u8>>,
}

impl Request {
    /// A GET without headers.
    pub const fn get(url: String) -> Self {
        Self { method: "GET", url, headers: Vec::new(), body: None }
    }

    /// A POST of `body`.
    pub fn post(url: String, content_type: &str, body: Vec<u8>) -> Self {
        Self { method: "POST", url, headers: vec![("Content-Type", content_type.into())], body: Some(body) }
    }
}
