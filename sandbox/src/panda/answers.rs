//! The envelopes and pages that panda answers with.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// A refused request: becomes `{"code": -1, "msg": …}`.
#[derive(Debug)]
pub struct Refusal(pub String);

/// What a handler hands back: the envelope, or why not.
pub type Answer = Result<Value, Refusal>;

impl Refusal {
    /// A refusal with this message.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        eprintln!("panda: {error}");
        Self::new("系统繁忙，请稍后再试")
    }
}

/// The envelope of a success.
pub fn success(message: &str, data: Value) -> Value {
    json!({ "code": 0, "msg": message, "data": data })
}

/// Any JSON, with HTTP 200.
pub fn json_answer(body: &Value) -> Response {
    let json = HeaderValue::from_static("application/json; charset=utf-8");
    ([(header::CONTENT_TYPE, json)], body.to_string()).into_response()
}

/// An envelope or a refusal, as the wire shows it.
pub fn answer(answer: Answer) -> Response {
    match answer {
        Ok(body) => json_answer(&body),
        Err(Refusal(message)) => json_answer(&json!({ "code": -1, "msg": message })),
    }
}

/// The same answer as the earlier generation of the servers gives it: every key in PascalCase, `flowInfoConfig` a list, and no
/// `getMe` where there are no rows.
pub fn earlier(body: Value) -> Value {
    match body {
        Value::Object(members) => members
            .into_iter()
            .filter(|(key, value)| !(key == "getMe" && value.is_null()))
            .map(|(key, value)| {
                let value = earlier(value);
                let value = if key == "flowInfoConfig" { json!([value]) } else { value };
                let (first, rest) = key.split_at(key.chars().next().map_or(0, char::len_utf8));
                (first.to_uppercase() + rest, value)
            })
            .collect(),
        Value::Array(items) => items.into_iter().map(earlier).collect(),
        other => other,
    }
}

/// The page for a missing, invalid or expired token.
pub fn unauthorized(status: StatusCode) -> Response {
    page(status, "401-对不起！您没有权限访问", "对不起，您没有权限访问,请检查 token 状态")
}

/// The web server's page for a path or a project that it does not know.
pub fn not_found() -> Response {
    page(StatusCode::NOT_FOUND, "404-对不起！您访问的页面不存在", "对不起，您访问的页面不存在")
}

fn page(status: StatusCode, title: &str, text: &str) -> Response {
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    let body = format!(
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \
         \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n\
         <meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\" />\n\
         <title>\n{title}\n</title>\n</head>\n<body>\n<h3>\n{text}\n</h3>\n\
         <p><a href=\"/\">返回首页</a></p>\n</body>\n</html>\n"
    );
    (status, [(header::CONTENT_TYPE, html)], body).into_response()
}

/// The framework's answer to the wrong HTTP method.
pub fn wrong_method(method: &str) -> Response {
    let body = json!({ "Message": format!("请求的资源不支持 http 方法“{method}”。") });
    (StatusCode::METHOD_NOT_ALLOWED, json_answer(&body)).into_response()
}
