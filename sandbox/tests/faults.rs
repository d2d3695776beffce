//! Faults on demand, CORS, and the pages, as a browser would meet them.

mod common;

use std::time::{Duration, Instant};

use common::*;
use sandbox::settings::Settings;
use serde_json::{Value, json};

fn ok(sandbox: &Sandbox, token: &str) -> bool {
    sandbox.list(token, "")["code"] == 0
}

fn set(sandbox: &Sandbox, rule: Value) {
    let answer = sandbox.operate("faults", &rule);
    assert_eq!(answer.status(), 201, "{rule}: {}", answer.text().unwrap());
}

#[test]
fn answers_go_wrong_once_and_then_right_again() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let fetch = |rule: Value| {
        set(&sandbox, rule);
        let hit = sandbox.get(&token, &list_path(""));
        assert!(ok(&sandbox, &token), "one time only");
        hit
    };
    let route = "GetCaseOverviewBoxWithPaging";
    let page = fetch(json!({ "route": route, "kind": "unauthorized-page" }));
    assert_eq!(page.status(), 401);
    assert!(page.text().unwrap().contains("检查 token 状态"));
    assert_eq!(fetch(json!({ "route": route, "kind": "unauthorized-page", "status": 200 })).status(), 200);
    let page = fetch(json!({ "route": route, "kind": "html-502" }));
    assert_eq!(page.status(), 502);
    assert!(page.text().unwrap().contains("Bad Gateway"));
    let half = fetch(json!({ "route": route, "kind": "truncate" })).text().unwrap();
    assert!(half.starts_with("{\"code\":0") && serde_json::from_str::<Value>(&half).is_err());
    assert_eq!(fetch(json!({ "route": route, "kind": "empty-body" })).text().unwrap(), "");
    assert!(fetch(json!({ "route": route, "kind": "cut" })).text().is_err(), "shorter than announced");
    assert_eq!(
        fetch(json!({ "route": route, "kind": "wrong-content-type" })).headers()["content-type"],
        "text/plain"
    );
    let busy = fetch(json!({ "route": route, "kind": "status", "status": 503, "retryAfter": 2 }));
    assert_eq!((busy.status().as_u16(), &busy.headers()["retry-after"]), (503, &"2".parse().unwrap()));
    assert_eq!(fetch(json!({ "route": route, "kind": "big-body" })).bytes().unwrap().len(), 10 << 20);
    let away = fetch(json!({ "route": route, "kind": "redirect", "location": "http://127.0.0.1:1/else" }));
    assert_eq!(
        (away.status().as_u16(), &away.headers()["location"]),
        (302, &"http://127.0.0.1:1/else".parse().unwrap())
    );
    let away = fetch(json!({ "route": route, "kind": "redirect" }));
    let elsewhere = sandbox.panda(&list_path("")).replace("127.0.0.1", "localhost");
    assert_eq!(away.headers()["location"], elsewhere.as_str(), "another origin by default");
    let started = Instant::now();
    fetch(json!({ "route": route, "kind": "delay", "delayMs": 300 }));
    assert!(started.elapsed() >= Duration::from_millis(300));
}

#[test]
fn a_connection_dropped_before_executes_nothing_and_after_executes_once() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    for (kind, executed) in [("drop-before", 0), ("drop-after", 1)] {
        set(&sandbox, json!({ "route": "PostFlowNodeData", "kind": kind }));
        let body = order("用水户开阀", &[BIZ_DATA]).to_string();
        assert!(sandbox.post_raw(&token).body(body).send().is_err(), "{kind}: no answer");
        assert_eq!(sandbox.executions().len(), executed, "{kind}");
    }
}

#[test]
fn what_arrived_is_told_by_key_with_its_connection_and_what_became_of_it() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let key = "0b54ad8e-3c5f-4b7e-9d0a-6f1c2e3d4b5a";
    let body = order("用水户开阀", &[&format!(r#"{{"用户编号":"{key}"}}"#)]).to_string();
    for kind in ["drop-after", "drop-before", "html-502"] {
        set(&sandbox, json!({ "route": "PostFlowNodeData", "kind": kind }));
        let _ = sandbox.post_raw(&token).body(body.clone()).send();
    }
    sandbox.post_raw("no token").body(body).send().unwrap();
    let ask = |key: &str| -> Vec<Value> {
        sandbox
            .http
            .get(format!("{}_sandbox/requests?key={key}", sandbox.url))
            .send()
            .unwrap()
            .json()
            .unwrap()
    };
    let arrived = ask(key);
    let shown: Vec<_> =
        arrived.iter().map(|one| json!([one["fault"], one["served"], one["hungUp"], one["nth"]])).collect();
    assert_eq!(
        shown,
        [
            json!(["drop-after", [200, 0], true, 1]),
            json!(["drop-before", null, true, 1]),
            json!(["html-502", null, false, 1]),
            json!([null, [401, null], false, 1]),
        ]
    );
    let numbers: Vec<_> = arrived.iter().map(|one| one["connection"].as_u64().unwrap()).collect();
    assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}: each on its own");
    assert!(ask("0b54ad8e-3c5f-4b7e-9d0a-6f1c2e3d4b5b").is_empty());
}

#[test]
fn a_stalled_answer_has_headers_and_nothing_more() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    set(&sandbox, json!({ "route": "", "kind": "stall" }));
    let hasty = reqwest::blocking::Client::builder().timeout(Duration::from_millis(800)).build().unwrap();
    let answer = hasty.get(sandbox.panda(&list_path(""))).header("panda-token", &token).send().unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.text().unwrap_err().is_timeout());
}

#[test]
fn rules_are_listed_used_up_skipped_and_cleared() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    set(&sandbox, json!({ "route": "承办时间", "kind": "status", "times": 2, "skip": 1 }));
    let statuses: Vec<_> = (0..4).map(|_| sandbox.get(&token, &list_path("")).status().as_u16()).collect();
    assert_eq!(statuses, [200, 503, 503, 200], "found in the decoded query too");
    let faults = format!("{}_sandbox/faults", sandbox.url);
    let rules: Value = sandbox.http.get(&faults).send().unwrap().json().unwrap();
    assert_eq!((&rules[0]["times"], &rules[0]["hits"]), (&json!(0), &json!(2)));
    set(&sandbox, json!({ "route": "other", "kind": "stall" }));
    sandbox.http.delete(format!("{faults}?route=oth")).send().unwrap();
    let rules: Value = sandbox.http.get(&faults).send().unwrap().json().unwrap();
    assert_eq!((rules.as_array().unwrap().len(), &rules[0]["route"]), (1, &json!("承办时间")));
    assert_eq!(sandbox.http.delete(&faults).send().unwrap().status(), 204);
    assert_eq!(sandbox.http.get(&faults).send().unwrap().text().unwrap(), "[]");
    assert_eq!(sandbox.operate("faults", &json!({ "kind": "earthquake" })).status(), 400);
}

#[test]
fn a_rule_with_a_probability_hits_the_same_requests_with_the_same_seed() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let faults = format!("{}_sandbox/faults", sandbox.url);
    let statuses = |seed: u64| {
        set(&sandbox, json!({ "kind": "status", "probability": 0.4, "seed": seed }));
        let statuses: Vec<_> =
            (0..40).map(|_| sandbox.get(&token, &list_path("")).status().as_u16()).collect();
        let rules: Value = sandbox.http.get(&faults).send().unwrap().json().unwrap();
        let hits = statuses.iter().filter(|&&status| status == 503).count();
        assert_eq!((&rules[0]["times"], &rules[0]["hits"]), (&Value::Null, &json!(hits)));
        sandbox.http.delete(&faults).send().unwrap();
        assert!((5..30).contains(&hits), "{hits} of 40");
        statuses
    };
    assert_eq!(statuses(7), statuses(7));
    assert_ne!(statuses(7), statuses(8));
    set(&sandbox, json!({ "kind": "status", "probability": 1, "times": 2 }));
    let statuses: Vec<_> = (0..3).map(|_| sandbox.get(&token, &list_path("")).status().as_u16()).collect();
    assert_eq!(statuses, [503, 503, 200]);
    assert_eq!(sandbox.operate("faults", &json!({ "kind": "status", "probability": 2 })).status(), 400);
}

#[test]
fn answers_are_misshapen_doubled_or_told_by_a_wrong_clock() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let right = sandbox.list(&token, "");
    set(&sandbox, json!({ "kind": "wrong-shape" }));
    let bent = sandbox.list(&token, "");
    assert_eq!((&bent["code"], &bent["data"]), (&json!(0), &json!([right["data"]])));
    set(&sandbox, json!({ "kind": "duplicate-keys" }));
    let text = sandbox.get(&token, &list_path("")).text().unwrap();
    assert!(text.matches("\"totalRcdNum\"").count() >= 2);
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), right);
    set(&sandbox, json!({ "kind": "skew", "skewMs": -7_200_000 }));
    let date = |sandbox: &Sandbox| {
        let answer = sandbox.get(&token, &list_path(""));
        chrono::DateTime::parse_from_rfc2822(answer.headers()["date"].to_str().unwrap()).unwrap().timestamp()
    };
    assert!((date(&sandbox) - chrono::Utc::now().timestamp() + 7200).abs() < 5);
    assert!((date(&sandbox) - chrono::Utc::now().timestamp()).abs() < 5);
    set(&sandbox, json!({ "kind": "bad-token", "code": 4444 }));
    let refused = sandbox.list(&token, "");
    assert_eq!(refused, json!({ "code": 4444, "msg": "登录已过期，请重新登录" }));
}

#[test]
fn an_answer_in_the_servers_place_may_hide_that_the_request_was_carried_out() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    for (executes, count) in [(false, 0), (true, 1)] {
        set(&sandbox, json!({ "kind": "html-502", "executes": executes }));
        let body = order("用水户开阀", &[BIZ_DATA]).to_string();
        assert_eq!(sandbox.post_raw(&token).body(body).send().unwrap().status(), 502);
        assert_eq!(sandbox.executions().len(), count);
    }
}

#[test]
fn a_body_trickles_or_stops_in_the_middle() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let right = sandbox.list(&token, "");
    let started = Instant::now();
    set(&sandbox, json!({ "kind": "trickle", "delayMs": 20 }));
    assert_eq!(sandbox.list(&token, ""), right);
    assert!(started.elapsed() >= Duration::from_millis(19 * 20));
    set(&sandbox, json!({ "kind": "stall-mid" }));
    let hasty = reqwest::blocking::Client::builder().timeout(Duration::from_millis(800)).build().unwrap();
    let mut answer = hasty.get(sandbox.panda(&list_path(""))).header("panda-token", &token).send().unwrap();
    let announced: usize = answer.headers()["content-length"].to_str().unwrap().parse().unwrap();
    let mut arrived = Vec::new();
    assert!(std::io::copy(&mut answer, &mut arrived).is_err());
    assert_eq!(arrived.len(), announced / 2);
}

#[test]
fn a_refused_connection_is_refused_by_the_operating_system_until_the_server_is_back() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let address = sandbox.url.trim_start_matches("http://").trim_end_matches('/').to_owned();
    let connect = || std::net::TcpStream::connect(&address);
    let idle = connect().unwrap();
    let down_and_up = |begin: &dyn Fn()| {
        begin();
        // The listener is closed by a task of its own.
        let deadline = Instant::now() + Duration::from_millis(300);
        while connect().is_ok() && Instant::now() < deadline {}
        assert_eq!(connect().unwrap_err().kind(), std::io::ErrorKind::ConnectionRefused);
        let deadline = Instant::now() + Duration::from_secs(10);
        while connect().is_err() {
            assert!(Instant::now() < deadline, "it does not come back");
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(ok(&sandbox, &token));
    };
    down_and_up(&|| {
        set(&sandbox, json!({ "route": "PostFlowNodeData", "kind": "refuse", "delayMs": 700 }));
        let body = order("用水户开阀", &[BIZ_DATA]).to_string();
        assert!(sandbox.post_raw(&token).body(body).send().is_err());
    });
    assert!(sandbox.executions().is_empty());
    let mut byte = [0];
    assert_eq!(std::io::Read::read(&mut &idle, &mut byte).unwrap_or(0), 0, "idle connections end, too");
    down_and_up(&|| assert_eq!(sandbox.operate("outage", &json!({ "ms": 700 })).status(), 202));
}

#[test]
fn a_server_whose_clock_is_wrong_is_wrong_in_all_it_says_and_its_tokens_work() {
    let sandbox = Sandbox::start();
    for skew in [-5400, 5400] {
        sandbox.operate("settings", &json!({ "skewSeconds": skew }));
        let answer = sandbox.generate_token(USERNAME, PASSWORD);
        let told = |text: &str| {
            chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap().and_utc().timestamp()
                - 8 * 3600
        };
        let expected = chrono::Utc::now().timestamp() + skew + 7200;
        assert!((told(answer["expirationTime"].as_str().unwrap()) - expected).abs() < 60);
        let token = answer["token"].as_str().unwrap();
        let list = sandbox.get(token, &list_path(""));
        let date = chrono::DateTime::parse_from_rfc2822(list.headers()["date"].to_str().unwrap()).unwrap();
        assert!((date.timestamp() - chrono::Utc::now().timestamp() - skew).abs() < 5);
        assert_eq!(list.json::<Value>().unwrap()["code"], 0);
    }
}

#[test]
fn what_was_executed_is_found_by_a_key_in_its_payload() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let keys = [uuid::Uuid::new_v4().to_string(), uuid::Uuid::new_v4().to_string()];
    for (key, times) in keys.iter().zip([2, 1]) {
        for _ in 0..times {
            let biz_data = json!({ "用户编号": key }).to_string();
            assert_eq!(sandbox.post(&token, &order("用水户开阀", &[&biz_data]))["code"], 0);
        }
    }
    for (key, times) in keys.iter().zip([2, 1]) {
        let url = format!("{}_sandbox/executions?key={key}", sandbox.url);
        let found: Value = sandbox.http.get(url).send().unwrap().json().unwrap();
        assert_eq!(found.as_array().unwrap().len(), 1);
        assert_eq!((&found[0]["count"], &found[0]["keys"]), (&json!(times), &json!([key])));
    }
    assert_eq!(sandbox.executions().len(), 2);
}

#[test]
fn any_origin_may_call_unless_cors_is_off() {
    let preflight = |sandbox: &Sandbox| {
        sandbox
            .http
            .request(reqwest::Method::OPTIONS, sandbox.panda(POST))
            .header("origin", "http://localhost:5173")
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "panda-token,content-type,appid,authorization")
            .send()
            .unwrap()
    };
    let sandbox = Sandbox::start();
    let answer = preflight(&sandbox);
    assert!(answer.status().is_success());
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_lowercase();
    assert_eq!(header("access-control-allow-origin"), "*");
    for name in ["panda-token", "appid", "secretkey", "accesstoken", "requesttype", "serverid", "tenantid"] {
        assert!(header("access-control-allow-headers").contains(name), "{name}");
    }
    assert!(answer.headers().contains_key("access-control-max-age"));
    let answer = sandbox.get("", &list_path(""));
    assert!(answer.headers().contains_key("date"));
    assert!(answer.headers()["access-control-expose-headers"].to_str().unwrap().contains("date"));
    set(&sandbox, json!({ "kind": "html-502", "cors": false }));
    assert!(!sandbox.get("", &list_path("")).headers().contains_key("access-control-allow-origin"));

    let closed = Sandbox::with(Settings { no_cors: true, ..Settings::default() });
    assert!(!preflight(&closed).headers().contains_key("access-control-allow-origin"));
}

#[test]
fn pages_come_with_their_types_and_a_strict_policy() {
    let www = std::env::temp_dir().join(format!("sandbox-www-{}", uuid::Uuid::new_v4()));
    let pkg = www.join("elsewhere");
    std::fs::create_dir_all(&pkg).unwrap();
    std::fs::write(www.join("index.html"), "<!doctype html><title>工单</title>").unwrap();
    std::fs::write(www.join("font.woff2"), "x").unwrap();
    std::fs::write(pkg.join("core.wasm"), "\0asm").unwrap();
    std::fs::write(pkg.join("index.js"), "export {};").unwrap();
    let sandbox = Sandbox::with(Settings { www: Some(www.clone()), pkg: Some(pkg), ..Settings::default() });
    for (path, kind) in [
        ("", "text/html"),
        ("font.woff2", "font/woff2"),
        ("pkg/core.wasm", "application/wasm"),
        ("pkg/index.js", "text/javascript"),
    ] {
        let answer = sandbox.http.get(format!("{}{path}", sandbox.url)).send().unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        assert!(answer.headers()["content-type"].to_str().unwrap().starts_with(kind), "{path}");
        assert_eq!(answer.headers()["cache-control"], "no-cache");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        let policy = answer.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval'") && policy.contains("connect-src *"));
    }
    for path in ["missing.js", "pkg/missing.js", "%2e%2e/Cargo.toml"] {
        assert_eq!(
            sandbox.http.get(format!("{}{path}", sandbox.url)).send().unwrap().status(),
            404,
            "{path}"
        );
    }
    std::fs::remove_dir_all(&www).unwrap();
}
