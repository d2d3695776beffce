//! Every example of panda.txt: the requests byte for byte, and what is made of the answers.
#![cfg(not(target_arch = "wasm32"))]

use std::fmt::Write;
use work_order_client::delivery::{Answer, Effect, Head, Operation, Reader, Request, Verdict};
use work_order_client::error::{Executed, Issue, Locale, Reason, read};
use work_order_client::json::{Decoded, Value};
use work_order_client::panda::{
    Config, OPERATIONS, case_details, cases, download, envelope, event_types, process_log, sign_in, submit,
};

fn golden(name: &str) -> String {
    let file = format!("{}/tests/golden/panda/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn value(json: &str) -> Value {
    Value::parse(json.as_bytes()).unwrap()
}

fn config() -> Config {
    let options = r#"{"baseUrl":"http://127.0.0.1:8787","project":"demo","userId":1,
        "credentials":{"username":"0CYKwAUCTLZ4KW6l","password":"1vOkb5Ps4XfitL6G"}}"#;
    read("panda", &value(options), Locale::En, |given| Config::read(given, false)).ok().unwrap()
}

fn assert_request(request: &Request, name: &str) {
    let mut text = format!("{} {}", request.method, request.url);
    for (header, value) in &request.headers {
        write!(text, "\n{header}: {value}").unwrap();
    }
    if let Some(body) = &request.body {
        write!(text, "\n\n{}", std::str::from_utf8(body).unwrap()).unwrap();
    }
    assert_eq!(text, golden(name), "{name}");
}

/// An answer to `operation` with this body, arriving in pieces.
fn answer(operation: &Operation, status: u16, content_type: &str, body: &str) -> Answer {
    let head = Head { status, content_type: Some(content_type.into()), ..Head::default() };
    let mut reader = match operation.name {
        "download" => Reader::file(head, operation.answer),
        _ => Reader::data(head, operation.answer, 480),
    };
    for piece in body.as_bytes().chunks(7) {
        reader.push(piece);
    }
    reader.finish()
}

fn json(operation: &Operation, body: &str) -> Answer {
    answer(operation, 200, "application/json; charset=utf-8", body)
}

fn data(answer: &Answer) -> &Decoded {
    match &answer.body {
        work_order_client::delivery::Body::Data(data) => data,
        other => panic!("no data: {other:?}"),
    }
}

fn reason(verdict: Verdict) -> Reason {
    match verdict {
        Verdict::Bad(failure) => failure.reason,
        other => panic!("not bad: {other:?}"),
    }
}

#[test]
fn every_request_is_the_documents() {
    let config = config();
    assert_request(&sign_in::request(&config), "sign_in.request");
    let query = value(r#"{"type":"web"}"#);
    assert_request(&event_types::request(&config, &query, Locale::En).unwrap(), "event_types.request");
    let order = golden("submit.order.json");
    assert_request(&submit::request(&config, order.as_bytes(), None, Locale::En).unwrap(), "submit.request");
    let query = r#"{"eventInfo":"","userName":"","dateFrom":"","dateTo":"","isOutTime":false}"#;
    assert_request(&cases::request(&config, &value(query), Locale::En).unwrap().request, "cases.request");
    assert_request(&case_details::request(&config, "CCSS-2023-0000021"), "case_details.request");
    assert_request(&process_log::request(&config, "CCSS-2023-0000021"), "process_log.request");
    let path = "1547b546-ac67-443f-abd6-0b7aaf1971c0\\原图测试.jpg";
    assert_request(&download::request(&config, path), "download.request");
}

#[test]
fn every_filter_of_the_list_reaches_the_address() {
    let query = r#"{"userId":9,"pageSize":50,"pageIndex":3,"sortFields":"上报时间","direction":"asc","eventInfo":"开阀",
        "caseState":"returned","flowName":"流程","userName":"张","dateFrom":"2023-05-31 00:00:00","dateTo":"2023-05-31","isOutTime":true}"#;
    let request = cases::request(&config(), &value(query), Locale::En).unwrap().request;
    for pair in [
        "userId=9",
        "pageSize=50",
        "pageIndex=3",
        "sortFields=%E4%B8%8A%E6%8A%A5%E6%97%B6%E9%97%B4",
        "direction=asc",
        "isInternal=0",
        "eventInfo=%E5%BC%80%E9%98%80",
        "caseState=2",
        "flowName=%E6%B5%81%E7%A8%8B",
        "userName=%E5%BC%A0",
        "dateFrom=2023-05-31%2000%3A00%3A00",
        "dateTo=2023-05-31%2023%3A59%3A59",
        "isOutTime=1",
    ] {
        assert!(request.url.split(['?', '&']).any(|found| found == pair), "{pair} is not in {}", request.url);
    }
}

#[test]
fn a_query_that_cannot_be_is_refused_whole() {
    let query = r#"{"pageIndex":0,"pageSize":5000,"dateFrom":"yesterday"}"#;
    let issues = cases::request(&config(), &value(query), Locale::En).err().unwrap();
    let places: Vec<String> = issues.iter().map(Issue::place).collect();
    assert_eq!(places, ["query.pageIndex", "query.pageSize", "query.dateFrom"]);
}

#[test]
fn signing_in_gives_a_token_or_the_servers_reason() {
    let good = json(&sign_in::OPERATION, &golden("sign_in.success.json"));
    assert_eq!(sign_in::judge(&good), Verdict::Good);
    assert!(data(&good).text(&["token"]).unwrap().starts_with("eyJ0eXAi"));
    assert_eq!(data(&good).text(&["expirationTime"]).as_deref(), Some("2022-12-30 11:12:52"));
    for (name, said) in [("unknown_user", "用户名不存在"), ("wrong_password", "密码错误")] {
        let refused = json(&sign_in::OPERATION, &golden(&format!("sign_in.{name}.json")));
        let Verdict::Bad(failure) = sign_in::judge(&refused) else { panic!("{name} was taken") };
        assert_eq!((failure.reason, failure.server_message.as_deref()), (Reason::SignInRefused, Some(said)));
    }
    let page = answer(&sign_in::OPERATION, 502, "text/html", "<html>");
    assert_eq!(reason(sign_in::judge(&page)), Reason::Status);
    for (status, body) in
        [(401, golden("unauthorized.html")), (200, golden("unauthorized.html")), (401, String::new())]
    {
        let refused = answer(&sign_in::OPERATION, status, "text/html", &body);
        assert_eq!(
            reason(sign_in::judge(&refused)),
            Reason::SignInRefused,
            "trying again would not help: {status}"
        );
    }
}

#[test]
fn a_submission_has_receipts_or_the_servers_reason() {
    let accepted = json(&submit::OPERATION, &golden("submit.success.json"));
    assert_eq!(envelope::judge(&submit::OPERATION, &accepted), Verdict::Good);
    assert_eq!(data(&accepted).len(&["data"]), Some(1));
    let refused = json(&submit::OPERATION, &golden("submit.failure.json"));
    let Verdict::Bad(failure) = envelope::judge(&submit::OPERATION, &refused) else { panic!("it was taken") };
    assert_eq!((failure.reason, failure.executed, failure.code), (Reason::Refused, Executed::No, Some(-1)));
    assert_eq!(failure.server_message.as_deref(), Some("事件【用水户开阀】不存在"));
}

#[test]
fn the_401_page_is_known_by_status_type_or_first_byte_and_is_never_a_file() {
    let page = golden("unauthorized.html");
    for operation in OPERATIONS.into_iter().filter(|operation| operation.name != "signIn") {
        for (status, content_type) in [
            (401, "application/json"),
            (200, "text/html"),
            (200, "application/octet-stream"),
            (403, "text/html"),
            (404, "text/html"),
            (500, "text/html"),
        ] {
            let answer = answer(operation, status, content_type, &page);
            assert_eq!(
                envelope::judge(operation, &answer),
                Verdict::TokenRefused,
                "{} {status}",
                operation.name
            );
        }
    }
}

#[test]
fn another_page_is_an_http_error_and_proves_nothing_about_a_write() {
    let gateway = "<html><body>502 Bad Gateway</body></html>";
    for operation in OPERATIONS.into_iter().filter(|operation| operation.name != "signIn") {
        let answer = answer(operation, 502, "text/html", gateway);
        let Verdict::Bad(failure) = envelope::judge(operation, &answer) else { panic!("{}", operation.name) };
        assert_eq!((failure.reason, failure.executed), (Reason::Status, Executed::Unknown));
    }
    // A gateway may put the page's own start in place of an answer that it lost.
    for page in
        ["<html>Welcome to the hotel</html>", r#"<html><meta name="csrf-token"><title>登录</title></html>"#]
    {
        let portal = answer(&submit::OPERATION, 200, "text/html", page);
        let Verdict::Bad(failure) = envelope::judge(&submit::OPERATION, &portal) else {
            panic!("it was repeated after {page}")
        };
        assert_eq!((failure.reason, failure.executed), (Reason::PageInsteadOfData, Executed::Unknown));
    }
    let asked = answer(&cases::OPERATION, 200, "text/html", "<html>Welcome to the hotel</html>");
    assert_eq!(
        envelope::judge(&cases::OPERATION, &asked),
        Verdict::TokenRefused,
        "a read may be asked again"
    );
}

#[test]
fn a_missing_project_or_route_says_what_to_look_at() {
    for operation in OPERATIONS {
        for status in [404, 405] {
            let answer =
                answer(operation, status, "text/html", "<html>404-对不起！您访问的页面不存在</html>");
            let verdict = match operation.name {
                "signIn" => sign_in::judge(&answer),
                _ => envelope::judge(operation, &answer),
            };
            let Verdict::Bad(failure) = verdict else { panic!("{}", operation.name) };
            assert_eq!((failure.reason, failure.executed), (Reason::NoSuchRoute, Executed::No));
        }
    }
}

#[test]
fn a_code_of_a_gateway_that_lost_the_answer_proves_nothing_about_a_write() {
    let executed = |status| {
        let body = r#"{"code":502,"msg":"Bad Gateway"}"#;
        let answer = answer(&submit::OPERATION, status, "application/json", body);
        match envelope::judge(&submit::OPERATION, &answer) {
            Verdict::Bad(failure) => (failure.executed, failure.code),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(executed(502), (Executed::Unknown, Some(502)));
    assert_eq!(executed(504), (Executed::Unknown, Some(502)));
    assert_eq!(executed(400), (Executed::No, Some(502)));
    assert_eq!(executed(200), (Executed::No, Some(502)), "panda's own refusals come with HTTP 200");
}

#[test]
fn a_file_may_begin_like_a_page_or_hold_anything_but_an_error_is_no_file() {
    let file = |content_type: &str, body: &str| {
        envelope::judge(&download::OPERATION, &answer(&download::OPERATION, 200, content_type, body))
    };
    assert_eq!(file("application/octet-stream", "\u{1}\u{2} jpeg"), Verdict::Good);
    assert_eq!(file("application/octet-stream", "<svg xmlns='http://www.w3.org/2000/svg'/>"), Verdict::Good);
    let sheet = r#"<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>401</td></tr></table></html>"#;
    assert_eq!(file("application/octet-stream", sheet), Verdict::Good, "an .xls, as some programs write it");
    assert_eq!(file("application/octet-stream", ""), Verdict::Good);
    assert_eq!(reason(file("application/json", r#"{"code":-1,"msg":"文件不存在"}"#)), Reason::Refused);
    assert_eq!(reason(file("application/json", r#"{"co"#)), Reason::BadJson);
}

#[test]
fn answers_that_are_none_have_their_reasons() {
    let judged = |body: &str| reason(envelope::judge(&cases::OPERATION, &json(&cases::OPERATION, body)));
    assert_eq!(judged(""), Reason::EmptyAnswer);
    assert_eq!(judged(" \n "), Reason::EmptyAnswer);
    assert_eq!(judged(r#"{"code":0,"msg":"OK","data":{"getMe":[{"CaseNo":"CC"#), Reason::BadJson);
    assert_eq!(judged("[]"), Reason::WrongShape);
    assert_eq!(judged(r#"{"status":"up"}"#), Reason::WrongShape);
    let junk = "x".repeat(10_000_000);
    assert_eq!(judged(&junk), Reason::BadJson);
}

#[test]
fn a_page_may_lack_its_rows() {
    for body in [
        r#"{"code":"0","data":{"currentPageIndex":1,"totalRcdNum":0,"getMe":null}}"#,
        r#"{"CODE":0,"Data":{"TotalRcdNum":"0"}}"#,
        r#"{"code":0,"data":null}"#,
    ] {
        let answer = json(&cases::OPERATION, body);
        assert_eq!(envelope::judge(&cases::OPERATION, &answer), Verdict::Good, "{body}");
        let info = cases::request(&config(), &Value::Null, Locale::En).ok().unwrap().page_info(data(&answer));
        assert_eq!((info.total, info.has_next), (0, false), "{body}");
    }
}

#[test]
fn the_documents_answers_fit_their_tables() {
    for (operation, name) in [
        (&event_types::OPERATION, "event_types.json"),
        (&cases::OPERATION, "cases.json"),
        (&case_details::OPERATION, "case_details.json"),
        (&process_log::OPERATION, "process_log.json"),
    ] {
        let answer = json(operation, &golden(name));
        assert_eq!(data(&answer).deviations(), [], "{name}");
    }
}

#[test]
fn only_the_submission_is_a_write() {
    let writes: Vec<&str> = OPERATIONS
        .into_iter()
        .filter(|operation| operation.effect == Effect::Write)
        .map(|operation| operation.name)
        .collect();
    assert_eq!(writes, ["submit"]);
}
