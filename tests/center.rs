//! Every example of center.txt: the requests byte for byte, and what is made of the answers.
#![cfg(not(target_arch = "wasm32"))]

use serde_json::Value;
use work_order_client::center::{
    Config, OPERATIONS, RECORDS, actions, create_order, detail, envelope, form, lists, processes, returns,
    start, task_lists, tasks, types,
};
use work_order_client::delivery::{Answer, Body, Head, Operation, Reader, Request, Verdict};
use work_order_client::error::{Executed, Issue, Locale, Reason, read};
use work_order_client::json::{self, Decoded, Decoder, Record};

fn golden(name: &str) -> String {
    let file = format!("{}/tests/golden/center/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn value(text: &str) -> json::Value {
    json::Value::parse(text.as_bytes()).unwrap()
}

fn config() -> Config {
    let options = r#"{"baseUrl":"https://gd.example.cn","requestType":"app","appId":"12345678","secretKey":"123456",
        "accessToken":"t","tenantId":"000000"}"#;
    read("center", &value(options), Locale::En, |given| Config::read(given, false)).ok().unwrap()
}

fn answer(operation: &Operation, status: u16, body: &str) -> Answer {
    let head = Head { status, content_type: Some("application/json".into()), ..Head::default() };
    let mut reader = Reader::data(head, operation.answer, 480);
    for piece in body.as_bytes().chunks(11) {
        reader.push(piece);
    }
    reader.finish()
}

fn judged(operation: &Operation, status: u16, body: &str) -> Verdict {
    envelope::judge(operation, &answer(operation, status, body))
}

fn data(answer: &Answer) -> &Decoded {
    match &answer.body {
        Body::Data(data) => data,
        other => panic!("no data: {other:?}"),
    }
}

/// The document's sample without its layout.
fn compact(text: &str) -> String {
    serde_json::from_str::<Value>(text).unwrap().to_string()
}

/// The same members the other way round: what an app may hand over.
fn shuffled(text: &str) -> String {
    let Value::Object(members) = serde_json::from_str(text).unwrap() else { panic!("no object") };
    Value::Object(members.into_iter().rev().collect()).to_string()
}

fn body(requests: &[Request]) -> String {
    String::from_utf8(requests[0].body.clone().unwrap()).unwrap()
}

fn said(outcome: Result<Vec<Request>, Vec<Issue>>) -> Vec<String> {
    outcome.unwrap_err().into_iter().map(|issue| issue.detail).collect()
}

fn act(action: &tasks::Action, given: &str) -> Result<Vec<Request>, Vec<Issue>> {
    tasks::request(&config(), action, given.as_bytes(), None, Locale::En)
}

static ACTIONS: [(&str, &tasks::Action); 7] = [
    ("complete", &actions::COMPLETE),
    ("reject", &actions::REJECT),
    ("delegate", &actions::DELEGATE),
    ("transfer", &actions::TRANSFER),
    ("stopProcess", &actions::STOP_PROCESS),
    ("return", &actions::RETURN_TASK),
    ("delete", &actions::DELETE_TASK),
];

#[test]
fn the_bodies_of_all_task_calls_are_the_documents() {
    for (name, action) in ACTIONS {
        let sample = golden(&format!("{name}.request"));
        let requests = act(action, &shuffled(&sample)).unwrap();
        assert_eq!(body(&requests), sample.trim_end(), "{name}");
        assert_eq!(
            (requests[0].method, requests[0].url.as_str()),
            ("POST", format!("https://gd.example.cn/workflow/task/{name}").as_str())
        );
    }
}

#[test]
fn the_bodies_of_start_and_create_are_the_documents() {
    let sample = golden("start.request");
    let requests = start::request(&config(), shuffled(&sample).as_bytes(), None, Locale::En).unwrap();
    assert_eq!(body(&requests), compact(&sample));
    assert_eq!(requests[0].url, "https://gd.example.cn/workflow/process/start/");
    let bare = requests.last().unwrap();
    assert_eq!(
        bare.url,
        "https://gd.example.cn/workflow/process/start/Process_1741923584470%3A1%3A127026d3-00ac-11f0-8c7a-ba0a22df0408"
    );
    let variables = serde_json::from_str::<Value>(&sample).unwrap()["variables"].to_string();
    assert_eq!(String::from_utf8(bare.body.clone().unwrap()).unwrap(), variables);

    let sample = golden("workorder.request");
    let requests = create_order::request(&config(), shuffled(&sample).as_bytes(), None, Locale::En).unwrap();
    assert_eq!(body(&requests), compact(&sample));
}

#[test]
fn every_request_says_who_calls() {
    let request = &act(&actions::CLAIM, r#"{"taskId":"1"}"#).unwrap()[0];
    let headers: Vec<String> =
        request.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    assert_eq!(
        headers,
        [
            "requestType: app",
            "appID: 12345678",
            "secretKey: 123456",
            "tenantId: 000000",
            "Content-Type: application/json"
        ]
    );
}

#[test]
fn lists_always_say_which_page() {
    let ask = |list: &lists::List, query: &str| {
        lists::request(&config(), list, &value(query), Locale::En)
            .map(|asked| asked.requests[0].url.replace("https://gd.example.cn", ""))
    };
    assert_eq!(ask(&task_lists::TODO, "{}").unwrap(), "/workflow/process/todoList?pageNum=1&pageSize=20");
    assert_eq!(
        ask(&task_lists::OWN, r#"{"pageNum":2,"pageSize":50,"processName":"租户 审核","category":"","proStartBeginTime":"2025-01-23","proStartEndTime":"2025-01-23"}"#).unwrap(),
        "/workflow/process/ownList?pageNum=2&pageSize=50&processName=%E7%A7%9F%E6%88%B7%20%E5%AE%A1%E6%A0%B8&proStartBeginTime=2025-01-23%2000%3A00%3A00&proStartEndTime=2025-01-23%2023%3A59%3A59"
    );
    let issues =
        ask(&task_lists::TODO, r#"{"pageNum":0,"pageSize":5000,"category":"x","proStartEndTime":"gestern"}"#);
    let issues: Vec<String> = issues.unwrap_err().into_iter().map(|issue| issue.detail).collect();
    assert_eq!(
        issues,
        [
            "query.pageNum: should be between 1 and 1000000000",
            "query.pageSize: should be between 1 and 1000",
            "query.proStartEndTime: should look like 2025-01-23 00:00:00",
            "query.category: no such field; there are: pageNum, pageSize, processName, proStartBeginTime, proStartEndTime",
        ]
    );
    let types = types::request(&config(), &types::APP_TYPES, &json::Value::Null, Locale::En).unwrap();
    assert_eq!(types[0].url, "https://gd.example.cn/WorkOrder/app/list?pageNo=1&pageSize=500");
}

#[test]
fn a_form_needs_its_definition_and_deployment() {
    let ask = |query: &str| form::request(&config(), &value(query), Locale::En);
    assert_eq!(
        ask(r#"{"definitionId":"Process_1:5:7d","deployId":"7d"}"#).unwrap()[0].url,
        "https://gd.example.cn/workflow/process/getProcessForm?definitionId=Process_1%3A5%3A7d&deployId=7d"
    );
    assert_eq!(said(ask("{}")).len(), 2);
}

#[test]
fn real_servers_further_apis() {
    let urls = [
        detail::request(&config(), "p1", Some("t1")),
        detail::bpmn_request(&config(), "P:1:a"),
        detail::variables_request(&config(), "t1"),
        tasks::of_task(&config(), &returns::RETURN_TARGETS, "t\"1"),
    ];
    let urls: Vec<String> =
        urls.iter().map(|requests| format!("{} {}", requests[0].method, requests[0].url)).collect();
    assert_eq!(
        urls,
        [
            "GET https://gd.example.cn/workflow/process/detail?procInsId=p1&taskId=t1",
            "GET https://gd.example.cn/workflow/process/bpmnXml/P%3A1%3Aa",
            "GET https://gd.example.cn/workflow/task/processVariables/t1",
            "POST https://gd.example.cn/workflow/task/returnList",
        ]
    );
    assert_eq!(body(&tasks::of_task(&config(), &returns::RETURN_TARGETS, "t\"1")), r#"{"taskId":"t\"1"}"#);
}

#[test]
fn what_a_server_would_refuse_is_said_before_it_is_sent() {
    assert_eq!(said(act(&actions::COMPLETE, "7"))[0], "action: should be an object");
    assert_eq!(
        said(act(&actions::COMPLETE, r#"{"taskid":"1","comment":" "}"#)),
        [
            "action.taskId: is required: the task, taskId in the todo list",
            "action.procInsId: is required: the process, procInsId in the lists",
            "action.comment: is required: a word on why",
            "action.taskid: no such field; did you mean taskId?",
        ]
    );
    assert_eq!(
        said(act(&actions::DELEGATE, r#"{"taskId":"1","comment":"x"}"#)),
        ["action.userId: is required: the user who is to have the task"]
    );
    assert_eq!(
        said(act(&actions::TRANSFER, r#"{"taskId":"1","userId":null}"#)),
        ["action.userId: is required: the user who is to have the task"]
    );
    assert_eq!(
        said(act(&actions::RETURN_TASK, r#"{"taskId":"1","comment":"x"}"#)),
        ["action.targetKey: is required: the activity to go back to, an id of returnTargets"]
    );
    assert_eq!(
        said(act(&actions::STOP_PROCESS, r#"{"taskId":"1"}"#)),
        ["action.procInsId: is required: the process, procInsId in the lists"]
    );
    assert_eq!(
        said(act(
            &actions::DELETE_TASK,
            r#"{"taskId":{},"variables":"{}","candidateUsers":"a,b","copyUserIds":[{}],"comment":["x"]}"#
        )),
        [
            "action.taskId: should be a string",
            "action.comment: should be a string",
            "action.variables: should be an object; don't turn it into a JSON string yourself",
            "action.candidateUsers: should be a list of ids, as [\"a\", \"b\"]",
            "action.copyUserIds: should be a list of strings, as [\"a\", \"b\"]",
        ]
    );
    let start = |given: &str| said(start::request(&config(), given.as_bytes(), None, Locale::En));
    assert_eq!(
        start(r#"{"processId":"x"}"#),
        [
            "process.processDefId: is required: the definition, definitionId in the list",
            "process.variables: is required: an object of the form's values, {} if there are none",
            "process.processId: no such field; did you mean processDefId?",
        ]
    );
    let create = |given: &str| said(create_order::request(&config(), given.as_bytes(), None, Locale::En));
    assert_eq!(
        create(r#"{"titl":"x","params":[]}"#),
        [
            "order.title: is required: the order's title",
            "order.processKey: is required: the process, processKey in the list",
            "order.params: should be an object; don't turn it into a JSON string yourself",
            "order.titl: no such field; did you mean title?",
        ]
    );
}

#[test]
fn lists_of_ids_travel_as_each_member_wants_them() {
    let given = r#"{"taskId":1965951881494065154,"procInsId":"p","comment":"好","variables":{"amount":1965951881494065154,"nextUserIds":["u1",2]},
        "candidateUsers":["a",7],"copyUserIds":["c","d"],"nextUserIds":"e,f","assignee":null}"#;
    assert_eq!(
        body(&act(&actions::COMPLETE, given).unwrap()),
        r#"{"taskId":"1965951881494065154","comment":"好","procInsId":"p","variables":{"amount":1965951881494065154,"nextUserIds":"u1,2"},"candidateUsers":["a","7"],"copyUserIds":"c,d","nextUserIds":"e,f"}"#
    );
}

#[test]
fn an_order_is_named_as_each_kind_of_server_names_it() {
    let given = r#"{"title":"漏水","processKey":"Process_1","procInsId":"p1","attachmentUrls":["http://h/a,b.jpg","http://h/c.jpg"]}"#;
    assert_eq!(
        body(&create_order::request(&config(), given.as_bytes(), None, Locale::En).unwrap()),
        r#"{"systemId":"","projectId":"","processId":"Process_1","processKey":"Process_1","title":"漏水","attachmentUrls":"http://h/a%2Cb.jpg,http://h/c.jpg","params":{},"procInstId":"p1","procInsId":"p1"}"#
    );
}

/// Every member of the sample is a field of the table, and comes out as it went in.
fn assert_row(table: &'static Record, row: &Value) {
    let mut decoder = Decoder::new(table, 480);
    decoder.push(row.to_string().as_bytes()).unwrap();
    let decoded = decoder.finish().unwrap();
    assert_eq!(decoded.deviations(), [], "{}", table.name);
    for (name, value) in row.as_object().unwrap() {
        assert!(table.fields.iter().any(|field| field.name == name), "{}.{name}", table.name);
        match value {
            Value::String(text) => {
                assert_eq!(decoded.text(&[name]).as_deref(), Some(text.as_str()), "{name}")
            }
            Value::Number(number) => assert_eq!(decoded.int(&[name]), number.as_i64(), "{name}"),
            Value::Null => assert!(decoded.is_null(&[name]), "{name}"),
            _ => assert!(!decoded.is_null(&[name]), "{name}"),
        }
    }
}

#[test]
fn every_answer_of_the_document_is_read_whole() {
    let lists: [(&str, &Operation, &'static Record, i64); 4] = [
        ("list", &processes::PROCESSES.operation, &processes::PROCESS, 7),
        ("ownList", &task_lists::OWN.operation, &task_lists::TASK_ROW, 41),
        ("todoList", &task_lists::TODO.operation, &task_lists::TASK_ROW, 37),
        ("finishedList", &task_lists::FINISHED.operation, &task_lists::TASK_ROW, 36),
    ];
    for (name, operation, row, total) in lists {
        let sample = golden(&format!("{name}.response"));
        let answer = answer(operation, 200, &sample);
        assert_eq!(envelope::judge(operation, &answer), Verdict::Good, "{name}");
        assert_eq!((data(&answer).int(&["total"]), data(&answer).len(&["rows"])), (Some(total), Some(1)));
        assert_eq!(data(&answer).deviations(), []);
        assert_row(row, &serde_json::from_str::<Value>(&sample).unwrap()["rows"][0]);
    }
    for (name, operation, row) in [
        ("app-list", &types::APP_TYPES, &types::APP_TYPE),
        ("synthesis-list", &types::SYNTHESIS_TYPES, &types::SYNTHESIS_TYPE),
    ] {
        let sample = golden(&format!("{name}.response"));
        assert_eq!(judged(operation, 200, &sample), Verdict::Good, "{name}");
        assert_row(row, &serde_json::from_str::<Value>(&sample).unwrap()["data"][0]);
    }
    for (name, action) in ACTIONS {
        let answer = answer(&action.operation, 200, &golden(&format!("{name}.response")));
        assert_eq!(envelope::judge(&action.operation, &answer), Verdict::Good, "{name}");
        assert_eq!(data(&answer).deviations(), []);
    }
}

#[test]
fn states_and_times_have_words_and_instants_beside_them() {
    let row = r#"{"processStatus":"running","createTime":"2024-04-27 17:02:16","comment":{"type":"1","comment":"x"},"commentList":[{"type":"5","time":"2024-04-27 17:02:16"}]}"#;
    let mut decoder = Decoder::new(&task_lists::TASK_ROW, 480);
    decoder.push(row.as_bytes()).unwrap();
    let row = decoder.finish().unwrap();
    assert_eq!(row.deviations(), []);
    assert_eq!((row.text(&["comment", "type"]).as_deref(), row.len(&["commentList"])), (Some("1"), Some(1)));
}

#[test]
fn receipts_come_in_three_forms() {
    let receipt = |operation: &Operation, text: &str, known: Option<&str>| {
        let answer = answer(operation, 200, text);
        assert_eq!(envelope::judge(operation, &answer), Verdict::Good);
        let receipt = start::receipt(data(&answer), known);
        (receipt.task_ids.join(" "), receipt.proc_ins_id.unwrap_or_default())
    };
    let complete = &actions::COMPLETE.operation;
    assert_eq!(
        receipt(&start::OPERATION, &golden("start.response"), None),
        ("69fcb23d-6f5b-11ef-884e-6cf6da435cd3".into(), "69f3d88b-6f5b-11ef-884e-6cf6da435cd3".into())
    );
    assert_eq!(
        receipt(complete, &golden("complete.response"), Some("p")),
        ("884eb3ad-6f5f-11ef-be70-6cf6da435cd3".into(), "88355f3b-6f5f-11ef-be70-6cf6da435cd3".into())
    );
    let listed = r#"{"code":200,"msg":null,"data":"TaskId:a, b"}"#;
    assert_eq!(receipt(complete, listed, Some("p")), ("a b".into(), "p".into()));
    let ended = r#"{"code":"200","data":{"TaskId":"","ProcessInstanceId":"p"}}"#;
    assert_eq!(receipt(complete, ended, None), (String::new(), "p".into()));
    assert_eq!(receipt(complete, r#"{"code":200,"data":null}"#, Some("p")), (String::new(), "p".into()));
    assert_eq!(receipt(&start::OPERATION, r#"{"code":200}"#, None), (String::new(), String::new()));
}

#[test]
fn codes_come_as_numbers_or_text_and_a_missing_one_is_no_success() {
    let own = &task_lists::OWN.operation;
    assert_eq!(judged(own, 200, r#"{"code":"0","rows":null}"#), Verdict::Good);
    assert_eq!(judged(own, 200, r#"{"code":"4004","msg":"无效的accesstoken"}"#), Verdict::TokenRefused);
    assert_eq!(judged(own, 401, r#"{"code":401,"msg":"认证失败"}"#), Verdict::TokenRefused);
    let reason = |status, body| match judged(own, status, body) {
        Verdict::Bad(failure) => failure.reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(reason(200, r#"{"total":0}"#), Reason::WrongShape);
    assert_eq!(reason(502, r#"{"code":200}"#), Reason::Status);
    assert_eq!(reason(500, r#"{"code":4001}"#), Reason::Denied);
}

#[test]
fn a_missing_route_proves_that_nothing_was_done() {
    let spring =
        r#"{"timestamp":"2026-01-01T00:00:00.000+00:00","status":404,"error":"Not Found","path":"/x"}"#;
    let wrong = r#"{"code":500,"msg":"Request method 'POST' not supported","data":null}"#;
    for (status, body) in [(404, spring), (200, wrong), (405, "{}"), (404, "<html>404</html>")] {
        match judged(&actions::DELETE_TASK.operation, status, body) {
            Verdict::NoSuchRoute(failure) => assert_eq!(failure.executed, Executed::No),
            other => panic!("{body}: {other:?}"),
        }
    }
    let own_404 = r#"{"code":404,"msg":"接口已废弃"}"#;
    assert!(matches!(judged(&start::OPERATION, 404, own_404), Verdict::Bad(_)), "the API's own words");
}

#[test]
fn operations_and_records_are_all_listed() {
    let names: std::collections::BTreeSet<&str> = OPERATIONS.iter().map(|operation| operation.name).collect();
    assert_eq!(names.len(), OPERATIONS.len());
    let listed: Vec<u16> = RECORDS.iter().map(|record| record.shape).collect();
    for operation in OPERATIONS {
        assert!(listed.contains(&operation.answer.shape), "{}", operation.answer.name);
    }
}
