//! What is wrong between a page and a service: what one harmless call and one probe have shown, check by check.

use super::network;
use crate::error::{Hint, Kind, Locale, Reason};

/// What is known after a question that changes nothing was asked.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// `navigator.onLine`, the page's origin, the service's base address.
    pub facts: network::Facts<'a>,
    /// The kind of the error that it ended with, if it did, and the error's message.
    pub failure: Option<(&'a str, &'a str)>,
    /// Whether something answered at all, readable or not; `None` when that was not tried.
    pub answers: Option<bool>,
    /// Server minus device, in milliseconds.
    pub skew_ms: f64,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// As in the published type.
    pub check: &'static str,
    /// Nothing is wrong here.
    pub ok: bool,
    /// For people.
    pub message: String,
}

/// A clock so far off makes tokens end at the wrong time.
const TOLERABLE: f64 = 60_000.0;

/// Each check, and what to say when it is passed.
const CHECKS: [(&str, Hint); 7] = [
    ("network", ("设备已联网", "The device is online")),
    ("mixed-content", ("页面可以访问此协议的地址", "The page may call addresses of this protocol")),
    ("reachable", ("服务器有响应", "The server answers")),
    ("cors", ("服务器允许本页面访问", "The server allows this page's origin")),
    ("token", ("令牌有效", "The token is accepted")),
    ("route", ("接口地址正确", "The API is where it is expected")),
    ("clock", ("设备时间与服务器一致", "The device's clock agrees with the server's")),
];

/// The checks, in the order in which they rest upon each other: behind one that fails, the others cannot be told.
pub fn diagnose(shown: &Shown<'_>, locale: Locale) -> Vec<Finding> {
    let kind = shown.failure.map(|(kind, _)| kind);
    let is = |wanted: Kind| kind == Some(wanted.name());
    let likely = network::explain(shown.facts);
    let unanswered = is(Kind::Network) || is(Kind::Timeout);
    let behind_cors = is(Kind::Network) && shown.answers == Some(true) && likely != Reason::Connection;
    let clock = shown.skew_ms.abs() <= TOLERABLE;
    let passed = [
        likely != Reason::Offline,
        likely != Reason::MixedContent,
        !unanswered || behind_cors,
        !behind_cors,
        !(is(Kind::Auth) || is(Kind::Denied) || is(Kind::Config)),
        kind.is_none(),
        clock,
    ];
    let mut findings = Vec::new();
    for (&(check, good), ok) in CHECKS.iter().zip(passed) {
        let own = match check {
            _ if ok => Some(good),
            "cors" => Some(CORS),
            "clock" => Some(CLOCK),
            _ => None,
        };
        let words = shown.failure.map(|(_, message)| message).unwrap_or_default();
        let message = own.map_or(words, |(zh, en)| locale.pick(zh, en)).to_owned();
        findings.push(Finding { check, ok, message });
        if !ok {
            break;
        }
    }
    findings
}

/// Tokens would end too early or too late.
const CLOCK: Hint = (
    "设备时间与服务器相差超过一分钟，已按服务器时间修正；请校准设备时间",
    "The device's clock is more than a minute off the server's; it is corrected for, but should be set",
);
/// Something answers, and the browser keeps it from the page.
const CORS: Hint = (
    "服务器可以访问，但没有允许本页面跨域调用（CORS）：请在服务器上允许本页面的来源和请求头，或改用同源代理",
    "The server answers, but does not allow this page's origin (CORS): allow origin and headers there, or use a same-origin proxy",
);

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn shown<'a>(url: &'a str, failure: Option<&'a str>, answers: Option<bool>) -> Shown<'a> {
        Shown {
            facts: network::Facts { online: Some(true), page_origin: Some("https://app.example.cn"), url },
            failure: failure.map(|kind| (kind, "the error's own words")),
            answers,
            skew_ms: 0.0,
        }
    }

    fn said(shown: Shown<'_>) -> Vec<String> {
        let findings = diagnose(&shown, Locale::En);
        findings
            .into_iter()
            .map(|finding| format!("{}{}", finding.check, if finding.ok { "" } else { "!" }))
            .collect()
    }

    #[test]
    fn each_trouble_is_told_where_it_is_and_what_rests_on_it_is_left_out() {
        let other = "https://gd.example.cn";
        assert_eq!(
            said(shown(other, None, None)),
            ["network", "mixed-content", "reachable", "cors", "token", "route", "clock"]
        );
        let offline = Shown {
            facts: network::Facts { online: Some(false), ..shown(other, None, None).facts },
            ..shown(other, Some("network"), None)
        };
        assert_eq!(said(offline), ["network!"]);
        assert_eq!(
            said(shown("http://gd.example.cn", Some("network"), Some(false))),
            ["network", "mixed-content!"]
        );
        assert_eq!(
            said(shown(other, Some("network"), Some(false))),
            ["network", "mixed-content", "reachable!"]
        );
        assert_eq!(said(shown(other, Some("timeout"), None)), ["network", "mixed-content", "reachable!"]);
        assert_eq!(
            said(shown(other, Some("network"), Some(true))),
            ["network", "mixed-content", "reachable", "cors!"]
        );
        assert_eq!(said(shown(other, Some("auth"), None)).last().unwrap(), "token!");
        assert_eq!(said(shown(other, Some("http"), None)).last().unwrap(), "route!");
        let late = Shown { skew_ms: -7_200_000.0, ..shown(other, None, None) };
        assert_eq!(said(late).last().unwrap(), "clock!");
    }

    #[test]
    fn a_failure_is_told_in_the_errors_words() {
        let token = diagnose(&shown("https://gd.example.cn", Some("auth"), None), Locale::En).pop().unwrap();
        assert_eq!(token.message, "the error's own words");
        let cors = diagnose(&shown("https://gd.example.cn", Some("network"), Some(true)), Locale::ZhCn)
            .pop()
            .unwrap();
        assert!(cors.message.contains("CORS"));
    }
}
