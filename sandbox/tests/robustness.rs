//! Whatever is sent, an answer comes and the server stays up; what it took in is there after a restart.

mod common;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use common::*;
use sandbox::settings::Settings;
use serde_json::{Value, json};

#[test]
fn hostile_bodies_are_refused_one_by_one() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let long = order("用水户开阀", &[&format!("{{\"用户编号\":\"{}\"", "x".repeat(10 << 20))]).to_string();
    let bodies: Vec<Vec<u8>> = vec![
        b"".to_vec(),
        b"{".to_vec(),
        b"null".to_vec(),
        b"\xff\xfe\x00".to_vec(),
        b"{\"eventName\":\"\xff\"}".to_vec(),
        deep.into_bytes(),
        vec![b'#'; 10 << 20],
        long.into_bytes(),
        br#"{"eventName":{},"userId":[],"FlowDatas":{}}"#.to_vec(),
        r#"{"eventName":"用水户开阀","userId":1e400,"FlowDatas":[1]}"#.into(),
        r#"{"eventName":"用水户开阀","userId":42,"FlowDatas":[null]}"#.into(),
        r#"{"eventName":"用水户开阀","userId":42,"FlowDatas":[{"BizData":"{}","toUserIds":[1]}]}"#.into(),
        r#"{"eventName":"用水户开阀","userId":99999999999999999999,"FlowDatas":[{"BizData":"{}"}]}"#.into(),
    ];
    for body in bodies {
        let start = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
        let answer: Value = sandbox.post_raw(&token).body(body).send().unwrap().json().unwrap();
        assert_eq!(answer["code"], -1, "{start}");
        assert!(!answer["msg"].as_str().unwrap().is_empty());
    }
    assert!(sandbox.executions().is_empty());
    assert_eq!(sandbox.post(&token, &order("用水户开阀", &[BIZ_DATA]))["code"], 0);
}

#[test]
fn hostile_addresses_are_answered() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    for path in [
        "",
        "%",
        "%FF%FE/GenerateToken",
        "PandaWorkFlow/WorkFlow/../../../../etc/passwd",
        &format!("{LIST}?userId=%FF&pageSize=2147483647&pageIndex=2147483647"),
        &format!("{LIST}?{}", "a=b&".repeat(5000)),
        &format!("{DETAILS}?caseNo=%00%FF"),
        &format!("{DOWNLOAD}?filePath="),
        LOG,
    ] {
        let answer = sandbox.get(&token, path);
        assert!(answer.status().as_u16() < 500, "{path}");
    }
    let huge = list_path("").replace("pageSize=20&pageIndex=1", "pageSize=2147483647&pageIndex=2147483647");
    assert_eq!(sandbox.get_json(&token, &huge)["data"]["getMe"], Value::Null);
    let wrong = sandbox.http.post(sandbox.panda(LIST)).header("panda-token", &token).send().unwrap();
    assert_eq!(wrong.status(), 405);
}

#[test]
fn the_same_payload_sent_twice_is_counted_twice() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let (first, second) = (order("用水户开阀", &[BIZ_DATA]), order("用水户关阀", &[BIZ_DATA]));
    for body in [&first, &second, &first] {
        assert_eq!(sandbox.post(&token, body)["code"], 0);
    }
    let executions = sandbox.executions();
    let counts: Vec<_> = executions.iter().map(|entry| entry["count"].as_i64().unwrap()).collect();
    assert_eq!(counts, [2, 1]);
    assert_eq!(executions[0]["operation"], "PostFlowNodeData");
    assert_eq!(executions[0]["receipts"].as_array().unwrap().len(), 2);
    sandbox.operate("reset", &json!({}));
    assert!(sandbox.executions().is_empty());
    assert_eq!(sandbox.list(&token, "")["data"]["totalRcdNum"], 62, "the token outlives the reset");
}

#[test]
fn orders_move_by_themselves_as_time_passes() {
    let sandbox = Sandbox::with(Settings { node_seconds: 1, ..Settings::default() });
    let token = sandbox.sign_in();
    let sent = sandbox.post(&token, &order("水质投诉", &[r#"{"投诉人":"李建国"}"#]));
    let code = sent["data"][0]["eventCode"].as_str().unwrap().to_owned();
    // One second until somebody dispatches it, three nodes of a second each, and slack for a busy machine.
    std::thread::sleep(Duration::from_millis(5200));
    let row = &sandbox.list(&token, &format!("eventInfo={code}"))["data"]["getMe"][0];
    assert_eq!((&row["isOver"], &row["activeName"]), (&json!("1"), &json!("结束")));
    let running = sandbox.list(&token, "caseState=0")["data"]["totalRcdNum"].as_i64().unwrap();
    assert!(running > 5, "the seed's orders wait for the operator");
}

#[test]
fn a_token_expires() {
    let sandbox = Sandbox::with(Settings { token_seconds: 1, ..Settings::default() });
    let token = sandbox.sign_in();
    std::thread::sleep(Duration::from_millis(2100));
    assert_eq!(sandbox.get(&token, &list_path("")).status(), 401);
}

/// The program itself, on a free port, over a file.
struct Program(Child, String);

impl Program {
    fn start(data: &std::path::Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sandbox"))
            .args(["--port", "0", "--node-seconds", "0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim_end().strip_prefix("listening on ").unwrap().to_owned();
        assert!(url.starts_with("http://127.0.0.1:") && url.ends_with('/'), "{url}");
        Self(child, url)
    }

    fn panda(&self, path: &str) -> String {
        format!("{}pandaServer/{}/{path}", self.1, encode(PROJECT))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Killed, not stopped: what was answered must be on the disk already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn everything_survives_a_killed_server() {
    let directory = std::env::temp_dir().join(format!("sandbox-{}", uuid::Uuid::new_v4()));
    std::fs::create_dir(&directory).unwrap();
    let file = directory.join("orders.sqlite");
    let http = client();

    let program = Program::start(&file);
    let form = std::collections::HashMap::from([("username", USERNAME), ("password", PASSWORD)]);
    let answer: Value = http.post(program.panda("GenerateToken")).form(&form).send().unwrap().json().unwrap();
    let token = answer["token"].as_str().unwrap().to_owned();
    let read = |program: &Program, path: &str| -> Value {
        http.get(program.panda(path)).header("panda-token", &token).send().unwrap().json().unwrap()
    };
    let body = order("用水户开阀", &[BIZ_DATA]).to_string();
    let sent: Value = http
        .post(program.panda(POST))
        .header("panda-token", &token)
        .body(body)
        .send()
        .unwrap()
        .json()
        .unwrap();
    let case_no = sent["data"][0]["caseNo"].as_str().unwrap().to_owned();
    let paths = [
        format!("{DETAILS}?caseNo={case_no}"),
        format!("{DETAILS}?caseNo=CCSS-2023-0000021"),
        format!("{LOG}?orderNo=CCSS-2023-0000021"),
    ];
    let before: Vec<_> = paths.iter().map(|path| read(&program, path)).collect();
    assert_eq!(before[0]["data"]["caseItem"]["caseNo"], case_no);
    drop(program);

    let program = Program::start(&file);
    let after: Vec<_> = paths.iter().map(|path| read(&program, path)).collect();
    assert_eq!(after, before, "with the same token");
    assert_eq!(read(&program, &list_path(""))["data"]["totalRcdNum"], 63, "and seeded only once");
    drop(program);
    std::fs::remove_dir_all(&directory).unwrap();
}
