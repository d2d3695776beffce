//! Nothing that comes in ends the server or shows what it is made of.

use sandbox::settings::Dialect;
use serde_json::{Value, json};

use crate::server::{DIALECTS, REPAIR, Server, empty_repair};

#[test]
fn whatever_is_sent_gets_an_envelope_and_the_server_lives() {
    let deep = format!("{{\"variables\":{}1{}}}", "[".repeat(200_000), "]".repeat(200_000));
    let bodies: Vec<Vec<u8>> = [
        "", "null", "[]", "3", "\"x\"", "{", "{\"taskId\":1}", "{\"taskId\":{}}", "{\"taskId\":null}", "\u{feff}{}",
        "{\"taskId\":\"x\",\"taskId\":\"y\"}", "{\"variables\":\"not json\",\"processDefId\":\"x\"}",
        "{\"variables\":{\"$serde_json::private::Number\":\"1'; DROP TABLE center_task\"},\"processDefId\":\"x\"}",
        "{\"variables\":[],\"processDefId\":[],\"comment\":9e999999,\"procInsId\":-0}",
        "{\"procInsId\":\"' OR '1'='1\",\"taskId\":\"' OR '1'='1\",\"comment\":\"x\",\"targetKey\":\"x\",\"userId\":\"x\"}",
        deep.as_str(),
    ]
    .iter()
    .map(|text| text.as_bytes().to_vec())
    .chain([vec![0xff, 0xfe, 0], vec![b'{'; 1_000_000]])
    .collect();
    let paths = [
        "/workflow/process/start/",
        "/workflow/process/start",
        "/workflow/process/start/%FF%00",
        "/workflow/process/start/..%2F..",
        "/-userdefine/workorder/workorder",
        "/workorder/workorder",
        "/workflow/task/complete",
        "/workflow/task/reject",
        "/workflow/task/delegate",
        "/workflow/task/transfer",
        "/workflow/task/stopProcess",
        "/workflow/task/return",
        "/workflow/task/delete",
        "/workflow/task/claim",
        "/workflow/task/unClaim",
        "/workflow/task/returnList",
        "/workflow/task/revokeProcess",
        "/_sandbox/center/login",
        "/_sandbox/center/tokens/life",
        "/_sandbox/center/suspend",
    ];
    let queries = [
        "pageNum=0&pageSize=0",
        "pageNum=-1&pageSize=1",
        "pageNum=2147483647&pageSize=2147483647",
        "pageNum=1e3&pageSize=%FF",
        "pageNum=1&pageSize=1&proStartBeginTime=9999999-01-01%2000:00:00",
        "pageNum=1&pageSize=1&processName=%00%27%22%3B--",
        "&&==&pageNum=1&pageNum=2&pageSize=99999999999999999999",
        "definitionId=%F0%9F%98%80&deployId=%00",
        "procInsId=%27&taskId=%27",
    ];
    let reads = [
        "list",
        "ownList",
        "todoList",
        "finishedList",
        "claimList",
        "copyList",
        "getProcessForm",
        "detail",
        "historyProcNodeList",
        "bpmnXml/%27%00",
        "bpmnXml/%FF",
    ];
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let person = server.user("jiaping");
        let instance = person.start(REPAIR, empty_repair());
        let check = |response: crate::server::Response, what: &str| {
            let known =
                response.status == 404 || (response.status == 200 && response.body["code"].is_number());
            let operator = what.starts_with("/_sandbox") && [200, 400].contains(&response.status);
            let kept = response.body["data"]["ProcessInstanceId"].is_null()
                && response.body["data"].get("workOrder").is_none();
            assert!((known || operator) && kept, "{dialect:?} {what}: {} {}", response.status, response.text);
            assert!(
                !response.text.contains("SELECT") && !response.text.contains("panicked"),
                "{}",
                response.text
            );
        };
        for path in paths {
            for body in &bodies {
                for method in ["POST", "DELETE", "PUT"] {
                    check(person.send(method, path, &person.headers(), Some(body.clone())), path);
                }
            }
        }
        for read in reads {
            for query in queries {
                check(
                    person.send("GET", &format!("/workflow/process/{read}?{query}"), &person.headers(), None),
                    read,
                );
            }
        }
        let odd: Vec<(&str, String)> = vec![
            ("requestType", "app".into()),
            ("appID", "' OR 1=1 --".into()),
            ("secretKey", "x".repeat(8000)),
        ];
        check(person.send("GET", "/workflow/process/list?pageNum=1&pageSize=1", &odd, None), "headers");
        assert_eq!(person.tasks(&instance).len(), 1, "and all is as before");
    }
}

#[test]
fn a_form_post_is_told_that_json_is_wanted() {
    let server = Server::start(DIALECTS[0]);
    let person = server.user("jiaping");
    let answer = person.send("POST", "/workflow/task/complete", &person.headers(), None);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body["code"], 500);
    assert!(answer.body["msg"].as_str().unwrap().ends_with("not supported"));
}

#[test]
fn large_and_strange_values_are_kept() {
    let server = Server::start(DIALECTS[0]);
    let person = server.user("jiaping");
    let long = "汉".repeat(300_000);
    let sent: Value = json!({"long": long, "": "no name", "a\"b'; --": [null, {"": []}], "processStatus": "hacked", "initiator": "me"});
    let instance = person.start(REPAIR, sent.clone());
    let got = person.tasks(&instance)[0]["procVars"].clone();
    assert_eq!((&got["long"], &got[""], &got["a\"b'; --"]), (&sent["long"], &sent[""], &sent["a\"b'; --"]));
    assert_eq!(got["processStatus"], "running");
}

#[test]
fn a_value_dressed_up_as_a_number_does_no_harm() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let person = server.user("jiaping");
        for dressed in ["1e5\" , \"x\":\"", "12", "not a number", "", "1,2"] {
            let number = json!({"a": {"$serde_json::private::Number": dressed}});
            let body = json!({"processDefId": REPAIR, "variables": number});
            let answer = match dialect {
                Dialect::Document => person.post("/workflow/process/start/", &body),
                Dialect::Vlstream => person.post("/workflow/process/start", &body),
                Dialect::Ruoyi => person.post(&format!("/workflow/process/start/{REPAIR}"), &number),
            };
            assert!(answer["code"].is_number(), "{answer}");
            let rows = person.page("todoList", 1, 500);
            assert_eq!(rows["code"], 200, "what was kept can be read again: {rows}");
        }
    }
}
