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

/// A token, or why not: an empty token comes with HTTP 200 and the reason in `errMsg` (用户名不存在, 密码错误). The page that asks for a
/// sign-in (wire-facts §1) is a refusal here: the same account would meet it again.
pub fn judge(answer: &Answer) -> Verdict {
    let (token, said) = match &answer.body {
        Body::Data(data) => (data.text(&["token"]), data.text(&["errMsg"])),
        _ => (None, None),
    };
    if token.is_some_and(|token| !token.is_empty()) {
        return Verdict::Good;
    }
    let said = said.filter(|said| !said.is_empty());
    let asks_sign_in = matches!(answer.body, Body::Page { asks_sign_in: true }) || answer.head.status == 401;
    if said.is_some() || asks_sign_in {
        let refused = Failure::new(Reason::SignInRefused).executed(Executed::No);
        return Verdict::Bad(Failure { server_message: said, ..refused });
    }
    let mut failure = answer.bad_status().unwrap_or(Failure::new(match &answer.body {
        Body::Data(_) => Reason::WrongShape,
        Body::Page { .. } | Body::File => Reason::PageInsteadOfData,
        Body::Broken(reason, _) => *reason,
    }));
    if let Body::Broken(_, detail) = &answer.body {
        failure.detail.clone_from(detail);
    }
    Verdict::Bad(failure)
}
