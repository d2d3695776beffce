//! The one error type, its kinds, its messages in zh-CN and en.

use crate::text::{digits, push};

mod given;
pub mod input;
mod issue;
pub mod payload;

pub use given::{Given, read};
pub use issue::{Issue, RULES, Step};

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// 简体中文, the default.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Locale {
    /// The text of this language.
    pub const fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Locale::ZhCn => zh,
            Locale::En => en,
        }
    }
}

/// Which back end a call was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// 熊猫第三方工单对接
    Panda,
    /// 统一工单中心
    Center,
}

impl Service {
    /// As in the options: `panda`, `center`.
    pub const fn name(self) -> &'static str {
        match self {
            Service::Panda => "panda",
            Service::Center => "center",
        }
    }
}

/// What an app can tell errors apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The client was made with options that cannot work.
    Config,
    /// What was to be sent is not right; nothing was sent. See the issues.
    Validation,
    /// The account or the token is not accepted.
    Auth,
    /// Signed in, but not allowed.
    Denied,
    /// The server was not reached, or the connection broke.
    Network,
    /// A deadline passed.
    Timeout,
    /// The caller's `AbortSignal` ended it.
    Aborted,
    /// An HTTP status or page that is not the API's own answer.
    Http,
    /// The API itself said no.
    Service,
    /// The answer could not be read.
    Decode,
}

impl Kind {
    /// Every kind, in the order of the published type.
    pub const ALL: [Kind; 10] = [
        Kind::Config,
        Kind::Validation,
        Kind::Auth,
        Kind::Denied,
        Kind::Network,
        Kind::Timeout,
        Kind::Aborted,
        Kind::Http,
        Kind::Service,
        Kind::Decode,
    ];

    /// As in the published type.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Config => "config",
            Kind::Validation => "validation",
            Kind::Auth => "auth",
            Kind::Denied => "denied",
            Kind::Network => "network",
            Kind::Timeout => "timeout",
            Kind::Aborted => "aborted",
            Kind::Http => "http",
            Kind::Service => "service",
            Kind::Decode => "decode",
        }
    }
}

/// Whether the server carried out what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Executed {
    /// Certainly not.
    No,
    /// Certainly.
    Yes,
    /// It may have.
    Unknown,
}

impl Executed {
    /// As in the published type.
    pub const fn name(self) -> &'static str {
        match self {
            Executed::No => "no",
            Executed::Yes => "yes",
            Executed::Unknown => "unknown",
        }
    }
}

/// What an error means and what to do about it: in Chinese, in English.
pub type Hint = (&'static str, &'static str);

/// What went wrong, in one word of the catalogue: it fixes the kind, the message, and whether a second try makes sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// See the issues: the client's options.
    Options,
    /// See the issues: the call's arguments.
    Arguments,
    /// The server refused the account; it said why.
    SignInRefused,
    /// The app's own token provider failed.
    ProviderFailed,
    /// A fresh token was refused as well.
    TokenRefused,
    /// Signed in, but this is not allowed.
    Denied,
    /// The device is offline.
    Offline,
    /// An https page may not call an http address.
    MixedContent,
    /// Another origin did not answer readably: CORS, or the address is wrong.
    CorsOrUnreachable,
    /// The server was not reached, or the connection broke.
    Connection,
    /// One attempt took too long.
    AttemptTimeout,
    /// The whole call took too long.
    TotalTimeout,
    /// The body stopped arriving.
    BodyStalled,
    /// The caller's signal.
    Aborted,
    /// A status that is not the API's own.
    Status,
    /// The server wanted to send the request, and its token, elsewhere.
    Redirected,
    /// The server has no such API.
    NoSuchRoute,
    /// The API's own error code.
    Refused,
    /// The API says that a parameter is wrong.
    ParameterRefused,
    /// The API says that something behind it is down.
    Backend,
    /// Nothing came.
    EmptyAnswer,
    /// A page instead of data.
    PageInsteadOfData,
    /// The JSON ends early or is not JSON.
    BadJson,
    /// JSON, but not this API's envelope.
    WrongShape,
    /// More than this client reads.
    AnswerTooLarge,
}

impl Reason {
    /// The kind it belongs to.
    pub const fn kind(self) -> Kind {
        match self {
            Reason::Options => Kind::Config,
            Reason::Arguments | Reason::ParameterRefused => Kind::Validation,
            Reason::SignInRefused | Reason::ProviderFailed | Reason::TokenRefused => Kind::Auth,
            Reason::Denied => Kind::Denied,
            Reason::Offline | Reason::MixedContent | Reason::CorsOrUnreachable | Reason::Connection => {
                Kind::Network
            }
            Reason::AttemptTimeout | Reason::TotalTimeout | Reason::BodyStalled => Kind::Timeout,
            Reason::Aborted => Kind::Aborted,
            Reason::Status | Reason::Redirected | Reason::NoSuchRoute => Kind::Http,
            Reason::Refused | Reason::Backend => Kind::Service,
            Reason::EmptyAnswer
            | Reason::PageInsteadOfData
            | Reason::BadJson
            | Reason::WrongShape
            | Reason::AnswerTooLarge => Kind::Decode,
        }
    }

    /// A sentence for people.
    const fn sentence(self) -> (&'static str, &'static str) {
        match self {
            Reason::Options => ("客户端的配置有误", "The client's options are not right"),
            Reason::Arguments => ("提交的内容有误，没有发送", "The input is not right; nothing was sent"),
            Reason::SignInRefused => ("登录被拒绝", "The sign-in was refused"),
            Reason::ProviderFailed => {
                ("应用未能提供访问令牌", "The app's token provider did not give a token")
            }
            Reason::TokenRefused => (
                "令牌被拒绝，请重新登录或检查账号权限",
                "The token was refused; sign in again or check the account's rights",
            ),
            Reason::Denied => ("没有权限执行此操作", "This account is not allowed to do this"),
            Reason::Offline => {
                ("设备没有连接网络，请联网后再试", "The device is offline; try again when it is connected")
            }
            Reason::MixedContent => (
                "https 页面不能访问 http 接口，请让服务使用 https 或经同源代理访问",
                "An https page may not call an http address; serve the API over https or through a same-origin proxy",
            ),
            Reason::CorsOrUnreachable => (
                "无法访问服务器：可能是地址或端口有误、服务未启动，或服务器没有允许本页面跨域访问（CORS）",
                "The server could not be reached: a wrong address or port, a service that is down, or one that does not allow this page's origin (CORS)",
            ),
            Reason::Connection => (
                "与服务器的连接失败或中断，请检查网络后再试",
                "The connection failed or broke; check the network and try again",
            ),
            Reason::AttemptTimeout => ("服务器没有及时响应", "The server did not answer in time"),
            Reason::TotalTimeout => ("操作超时", "The operation took too long"),
            Reason::BodyStalled => ("数据传输中途停止", "The answer stopped arriving"),
            Reason::Aborted => ("操作已取消", "The operation was cancelled"),
            Reason::Status => ("服务器返回了错误状态", "The server answered with an error status"),
            Reason::Redirected => (
                "服务器要求跳转到其他地址，为保护令牌已停止；请检查 baseUrl",
                "The server redirects elsewhere; stopped to protect the token. Check baseUrl",
            ),
            Reason::NoSuchRoute => (
                "服务器没有这个接口，请检查 baseUrl 和 routes，以及熊猫的 project",
                "The server has no such API; check baseUrl and routes, and panda's project",
            ),
            Reason::Refused => ("服务器拒绝了请求", "The server refused the request"),
            Reason::ParameterRefused => ("服务器认为参数有误", "The server says that a parameter is wrong"),
            Reason::Backend => (
                "服务器内部的依赖服务出错，请稍后再试",
                "A service behind the server failed; try again later",
            ),
            Reason::EmptyAnswer => ("服务器返回了空内容", "The server's answer is empty"),
            Reason::PageInsteadOfData => (
                "服务器返回的是网页而不是数据，请检查 baseUrl 和代理设置",
                "The server answered with a page instead of data; check baseUrl and any proxy",
            ),
            Reason::BadJson => {
                ("服务器返回的数据不完整或格式有误", "The server's answer is incomplete or not valid JSON")
            }
            Reason::WrongShape => (
                "服务器返回的数据不是本接口的格式，请检查 baseUrl 和 routes",
                "The server's answer is not of this API's form; check baseUrl and routes",
            ),
            Reason::AnswerTooLarge => ("服务器返回的数据过大", "The server's answer is too large"),
        }
    }
}

/// What a call failed with. Carries no token, no password and nothing of what was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Error {
    /// What went wrong.
    pub reason: Reason,
    /// The back end.
    pub service: Service,
    /// The method of the client: `submit`.
    pub operation: &'static str,
    /// Whether the server carried it out.
    pub executed: Executed,
    /// That it says no may come from its having been carried out: `Failure::echo`.
    pub echo: bool,
    /// The HTTP status, when there was an answer.
    pub status: Option<u16>,
    /// The API's own code, when it gave one.
    pub code: Option<i64>,
    /// The API's own words (`msg`, `errMsg`).
    pub server_message: Option<String>,
    /// What that means and what to do.
    pub hint: Option<Hint>,
    /// For developers, and not in the message: `unexpected end at byte 512`.
    pub detail: Option<String>,
    /// What is wrong with the input, all of it.
    pub issues: Vec<Issue>,
    /// How often the request was sent.
    pub attempts: u32,
}

impl Error {
    /// An error before anything was sent.
    pub const fn new(reason: Reason, service: Service, operation: &'static str) -> Self {
        Self {
            reason,
            service,
            operation,
            executed: Executed::No,
            echo: false,
            status: None,
            code: None,
            server_message: None,
            hint: None,
            detail: None,
            issues: Vec::new(),
            attempts: 0,
        }
    }

    /// The same, with what is wrong with the input.
    pub fn with_issues(mut self, issues: Vec<Issue>) -> Self {
        self.issues = issues;
        self
    }

    /// Whether the same call may well succeed later, and repeating it cannot do harm.
    pub fn retryable(&self) -> bool {
        let passing = match self.reason.kind() {
            Kind::Network => self.reason != Reason::MixedContent,
            Kind::Timeout => true,
            Kind::Http => matches!(self.status, Some(408 | 429 | 500..=599)),
            Kind::Decode => self.reason != Reason::AnswerTooLarge,
            Kind::Service => self.reason == Reason::Backend,
            // The app's function asks a server, too.
            Kind::Auth => self.reason == Reason::ProviderFailed,
            _ => false,
        };
        passing && self.executed == Executed::No
    }

    /// What a user can be shown: what happened, the server's own words, each issue, and, where the outcome is open, what to do.
    pub fn message(&self, locale: Locale) -> String {
        let (zh, en) = self.reason.sentence();
        let mut text = String::from(locale.pick(zh, en));
        let colon = locale.pick("：", ": ");
        if let Some(said) = self.server_message.as_deref().filter(|said| !said.is_empty()) {
            text.push_str(colon);
            text.push_str(said);
        } else if self.reason == Reason::Refused {
            if let Some(code) = self.code {
                push(&mut text, &[colon, "code ", &digits(code)]);
            }
        } else if self.reason == Reason::Status
            && let Some(status) = self.status
        {
            push(&mut text, &[colon, "HTTP ", &digits(status.into())]);
        }
        if let Some((zh, en)) = self.hint {
            text.push_str(locale.pick("。", ". "));
            text.push_str(locale.pick(zh, en));
        }
        for (index, issue) in self.issues.iter().enumerate() {
            text.push_str(if index == 0 { colon } else { locale.pick("；", "; ") });
            text.push_str(&issue.detail);
        }
        if self.executed == Executed::Unknown {
            text.push_str(locale.pick(
                "。请求可能已被执行，请先在列表中核对，不要直接重复提交",
                ". The request may have been carried out: look in the list before sending it again",
            ));
        }
        text
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn the_message_is_for_people_and_the_detail_is_not_in_it() {
        let mut error = Error::new(Reason::BadJson, Service::Panda, "cases");
        error.detail = Some("unexpected end at byte 42".into());
        assert_eq!(error.message(Locale::En), "The server's answer is incomplete or not valid JSON");
    }

    #[test]
    fn in_the_message_each_issue_stands_behind_its_place() {
        let path = vec!["order".into(), "flows".into(), 0.into(), "opinion".into()];
        let issue = Issue::new(path, "type", Locale::En, "应为字符串", "should be a string");
        let error = Error::new(Reason::Arguments, Service::Panda, "submit").with_issues(vec![issue]);
        assert_eq!(
            error.message(Locale::En),
            "The input is not right; nothing was sent: order.flows[0].opinion: should be a string"
        );
    }
}
