//! 1 获取授权 Token: GenerateToken, the fixed account against a token (panda.txt §1).

use super::Config;
use super::config::Credentials;
use crate::delivery::url;
use crate::delivery::{Answer, Body, Effect, Operation, Request, Verdict, answer::Failure};
use crate::error::{Executed, Reason, Service};
use crate::json::{Field, Kind, Record};

/// GenerateToken.
pub static OPERATION: Operation = Operation {
    service: Service::Panda,
    name: "signIn",
    effect: Effect::Read,
    route: "GenerateToken",
    answer: &ANSWER,
};

/// Its own envelope, without `code`.
pub static ANSWER: Record = Record {
    shape: 1,
    name: "TokenAnswer",
    fields: &[
        Field::new("errMsg", Kind::Text),
        Field::new("expirationTime", Kind::Text),
        Field::new("token", Kind::Text),
    ],
};

/// `application/x-www-form-urlencoded`, as documented.
pub fn request(config: &Config) -> Request {
    let mut body = String::new();
    if let Some(Credentials { username, password }) = &config.credentials {
        body.push_str("username=");
        url::push_component(&mut body, username);
        body.push_str("&password=");
        url::push_component(&mut body, password);
    }
    Request::post(config.url(&OPERATION), "application/x-www-form-urlencoded", body.into_bytes())
}

/// A token, or why not: an empty token comes with HTTP 200 and the reason in `errMsg` (用户名不存在, 密码错误).
pub fn judge(answer: &Answer) -> Verdict {
    let failure = match &answer.body {
        Body::Data(data) if data.text(&["token"]).is_some_and(|token| !token.is_empty()) => {
            return Verdict::Good;
        }
        Body::Data(data) => match data.text(&["errMsg"]).filter(|said| !said.is_empty()) {
            Some(said) => Failure {
                server_message: Some(said),
                ..Failure::new(Reason::SignInRefused).executed(Executed::No)
            },
            None => answer.bad_status().unwrap_or(Reason::WrongShape.into()),
        },
        Body::Page { .. } | Body::File => answer.bad_status().unwrap_or(Reason::PageInsteadOfData.into()),
        Body::Broken(reason, detail) => {
            let mut failure = answer.bad_status().unwrap_or(Failure::new(*reason));
            failure.detail.clone_from(detail);
            failure
        }
    };
    Verdict::Bad(failure)
}
