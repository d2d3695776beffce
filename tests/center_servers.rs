//! One client and three kinds of center server, simulated from wire-facts §2: paging ends on each, routes and the form of
//! `Authorization` are found out, and no write is ever sent to a server that may have carried it out already.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use std::collections::BTreeSet;
use work_order_client::center::{Config, actions, envelope, lists, start, task_lists, tasks};
use work_order_client::delivery::{
    Body, Call, Head, KnownRoutes, Next, Operation, Policy, Reader, Request, Routes, Verdict,
};
use work_order_client::error::{Error, Executed, Locale, read as read_argument};
use work_order_client::json::Value;
use work_order_client::session::{Form, Scheme};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Document,
    Vendor,
    Upstream,
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![Just(Kind::Document), Just(Kind::Vendor), Just(Kind::Upstream)]
}

fn config() -> Config {
    let options = r#"{"baseUrl":"/","requestType":"app","accessToken":"t"}"#;
    read_argument("center", &Value::parse(options.as_bytes()).unwrap(), Locale::En, |given| {
        Config::read(given, false)
    })
    .ok()
    .unwrap()
}

/// What a list of `rows` rows answers to a page.
fn page(kind: Kind, rows: usize, number: u32, size: u32) -> String {
    let from = (number as usize - 1) * size as usize;
    let to = rows.min(from + size as usize);
    if from > rows && kind != Kind::Document {
        return format!(r#"{{"code":500,"msg":"fromIndex({from}) > toIndex({rows})","data":null}}"#);
    }
    let listed: Vec<String> = (from..to.max(from)).map(|row| format!(r#"{{"taskId":"t{row}"}}"#)).collect();
    match kind {
        Kind::Document => format!(r#"{{"total":{rows},"rows":[{}]}}"#, listed.join(",")),
        // The total is the page's own, and no rows are null.
        Kind::Vendor if listed.is_empty() => r#"{"total":0,"rows":null,"code":200,"msg":null}"#.into(),
        Kind::Vendor => format!(r#"{{"total":{},"rows":[{}],"code":"200"}}"#, listed.len(), listed.join(",")),
        Kind::Upstream => {
            format!(r#"{{"total":{rows},"rows":[{}],"code":200,"msg":"查询成功"}}"#, listed.join(","))
        }
    }
}

fn read(operation: &Operation, status: u16, body: &str) -> work_order_client::delivery::Answer {
    let mut reader = Reader::data(Head { status, ..Head::default() }, operation.answer, 480);
    reader.push(body.as_bytes());
    reader.finish()
}

proptest! {
    #[test]
    fn every_list_is_read_to_its_end_and_no_further(kind in kind(), rows in 0..130_usize, size in 1..40_u32) {
        let list = &task_lists::OWN;
        let (mut number, mut seen) = (1, 0);
        loop {
            let query = format!(r#"{{"pageNum":{number},"pageSize":{size}}}"#);
            let query = Value::parse(query.as_bytes()).unwrap();
            let asked = lists::request(&config(), list, &query, Locale::En).ok().unwrap();
            let answer = read(&list.operation, 200, &page(kind, rows, number, size));
            prop_assert_eq!(envelope::judge(&list.operation, &answer), Verdict::Good);
            let Body::Data(data) = &answer.body else { panic!("no data") };
            let info = asked.page_info(data);
            seen += data.len(&["rows"]).unwrap_or(0);
            prop_assert!(info.total as usize >= seen.min(rows) || !info.has_next);
            if !info.has_next {
                break;
            }
            number += 1;
        }
        prop_assert_eq!(seen, rows);
        prop_assert!(number as usize <= rows / size as usize + 1);
    }
}

/// A server that counts what it carries out.
struct Server {
    kind: Kind,
    good_token: &'static str,
    executed: u32,
    /// What goes wrong after a request was carried out, in turn.
    mishaps: Vec<Mishap>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Mishap {
    None,
    ConnectionLost,
    BadGateway,
    Exception,
}

enum Reply {
    Answer(u16, String),
    Lost,
}

impl Server {
    fn receive(&mut self, request: &Request) -> Reply {
        let header = |name: &str| {
            let found = request.headers.iter().find(|(header, _)| *header == name);
            found.map_or("", |(_, value)| value.as_str())
        };
        let (authorization, token) = (header("Authorization"), header("accessToken"));
        let ok = match self.kind {
            Kind::Document => token == self.good_token && authorization == token,
            Kind::Vendor => authorization.trim_start_matches("Bearer ") == self.good_token,
            Kind::Upstream => authorization.strip_prefix("Bearer ") == Some(self.good_token),
        };
        let line = (request.method, request.url.as_str());
        let known = match self.kind {
            Kind::Document => matches!(line, ("POST", "/workflow/process/start/" | "/workflow/task/delete")),
            Kind::Vendor => {
                matches!(line, ("POST", "/workflow/process/start") | ("DELETE", "/workflow/task/delete"))
            }
            Kind::Upstream => {
                matches!(
                    line,
                    ("POST", "/workflow/process/start/P%3A1") | ("DELETE", "/workflow/task/delete")
                )
            }
        };
        if !known && request.url.ends_with("delete") {
            return Reply::Answer(200, r#"{"code":500,"msg":"Request method 'POST' not supported"}"#.into());
        }
        if !known {
            return Reply::Answer(404, r#"{"status":404,"error":"Not Found","path":"/"}"#.into());
        }
        if !ok {
            let code = match self.kind {
                Kind::Document => 4004,
                Kind::Vendor => 4444,
                Kind::Upstream => 401,
            };
            return Reply::Answer(200, format!(r#"{{"code":{code},"msg":"认证失败"}}"#));
        }
        let text = String::from_utf8(request.body.clone().unwrap()).unwrap();
        if request.url.contains("start") {
            assert_eq!(
                text.contains("processDefId"),
                self.kind != Kind::Upstream,
                "the body that belongs to the route"
            );
        }
        self.executed += 1;
        match self.mishaps.pop().unwrap_or(Mishap::None) {
            Mishap::None => Reply::Answer(200, r#"{"code":200,"data":null}"#.into()),
            Mishap::ConnectionLost => Reply::Lost,
            Mishap::BadGateway => Reply::Answer(502, "<html>".into()),
            Mishap::Exception => Reply::Answer(200, r#"{"code":500,"msg":null}"#.into()),
        }
    }
}

/// What the browser layer does for one call, without a browser.
struct Client {
    known: KnownRoutes,
    scheme: Scheme,
    token: &'static str,
}

impl Client {
    fn send(
        &mut self,
        server: &mut Server,
        operation: &'static Operation,
        requests: &[Request],
    ) -> Result<u32, Error> {
        let routes = Routes::new(self.known.first(operation.name), requests.len());
        let mut call = Call::new(operation, Policy::default(), 0.0).with_routes(routes);
        loop {
            let mut request = requests[call.route()].clone();
            let (token, form) = (self.token, self.scheme.form());
            request.headers.push(("accessToken", token.into()));
            request.headers.extend(form.value(token).map(|value| ("Authorization", value)));
            call.begin_attempt();
            let next = match server.receive(&request) {
                Reply::Lost => {
                    Some(call.after_failure(work_order_client::error::Reason::Connection, 0.0, 0.5))
                }
                Reply::Answer(status, body) => {
                    let mut verdict = envelope::judge(operation, &read(operation, status, &body));
                    if verdict.shows_route() {
                        self.known.handle_found(operation.name, call.route());
                    }
                    if verdict == Verdict::TokenRefused {
                        if self.scheme.handle_refused(token, form) {
                            verdict = Verdict::OtherForm;
                        } else {
                            self.token = "fresh";
                        }
                    }
                    if verdict == Verdict::Good {
                        self.scheme.handle_accepted(form);
                    }
                    call.after_answer(verdict, status, None, 0.0, 0.5)
                }
            };
            match next {
                None => return Ok(call.attempts()),
                Some(Next::Fail(error)) => return Err(error),
                Some(Next::Again(_)) => {}
            }
        }
    }
}

fn mishap() -> impl Strategy<Value = Mishap> {
    prop_oneof![
        3 => Just(Mishap::None),
        1 => Just(Mishap::ConnectionLost),
        1 => Just(Mishap::BadGateway),
        1 => Just(Mishap::Exception),
    ]
}

proptest! {
    /// Whatever goes wrong on whatever server: a submission is carried out once, or not at all and then it is known, or once with
    /// an outcome that is called unknown. Never twice.
    #[test]
    fn no_write_is_carried_out_twice(
        kind in kind(),
        stale in any::<bool>(),
        mishaps in prop::collection::vec(mishap(), 6),
        calls in prop::collection::vec(any::<bool>(), 1..6),
    ) {
        let mut server = Server { kind, good_token: "fresh", executed: 0, mishaps };
        let mut client = Client { known: KnownRoutes::default(), scheme: Scheme::learning(), token: if stale { "stale" } else { "fresh" } };
        let config = config();
        let mut attempts = BTreeSet::new();
        for starts in calls {
            let before = server.executed;
            let outcome = if starts {
                let given = r#"{"processDefId":"P:1","variables":{"x":1}}"#;
                client.send(&mut server, &start::OPERATION, &start::request(&config, given.as_bytes(), None, Locale::En).unwrap())
            } else {
                let requests = tasks::request(&config, &actions::DELETE_TASK, br#"{"taskId":"1"}"#, None, Locale::En).unwrap();
                client.send(&mut server, &actions::DELETE_TASK.operation, &requests)
            };
            let executed = server.executed - before;
            match outcome {
                Ok(sent) => { prop_assert_eq!(executed, 1); attempts.insert(sent); }
                Err(error) => {
                    prop_assert_eq!(executed, 1, "{:?}", error);
                    prop_assert_eq!(error.executed, Executed::Unknown);
                }
            }
        }
        prop_assert!(attempts.iter().all(|attempts| *attempts <= 6));
    }
}

#[test]
fn what_was_found_out_once_is_not_asked_again() {
    for kind in [Kind::Document, Kind::Vendor, Kind::Upstream] {
        let mut server = Server { kind, good_token: "fresh", executed: 0, mishaps: Vec::new() };
        let mut client = Client { known: KnownRoutes::default(), scheme: Scheme::learning(), token: "stale" };
        let config = config();
        let requests =
            start::request(&config, br#"{"processDefId":"P:1","variables":{}}"#, None, Locale::En).unwrap();
        client.send(&mut server, &start::OPERATION, &requests).unwrap();
        assert_eq!(client.send(&mut server, &start::OPERATION, &requests).unwrap(), 1, "{kind:?}");
        let form = if kind == Kind::Upstream { Form::Bearer } else { Form::Bare };
        assert_eq!(client.scheme.form(), form, "{kind:?}");
    }
}

#[test]
fn a_server_without_the_api_says_so_and_nothing_was_done() {
    let requests =
        start::request(&config(), br#"{"processDefId":"P:1","variables":{}}"#, None, Locale::En).unwrap();
    let mut call =
        Call::new(&start::OPERATION, Policy::default(), 0.0).with_routes(Routes::new(0, requests.len()));
    let error = loop {
        call.begin_attempt();
        let answer = read(&start::OPERATION, 404, r#"{"status":404,"error":"Not Found"}"#);
        match call.after_answer(envelope::judge(&start::OPERATION, &answer), 404, None, 0.0, 0.5) {
            Some(Next::Fail(error)) => break error,
            Some(Next::Again(_)) => {}
            None => panic!("good?"),
        }
    };
    assert_eq!((error.attempts, error.executed, error.retryable()), (3, Executed::No, false));
    assert_eq!(
        error.message(Locale::En),
        "The server has no such API; check baseUrl and routes, and panda's project"
    );
}
