//! Where the three servers differ (one table per test: document, vlstream, ruoyi).

use sandbox::settings::Dialect;
use serde_json::{Value, json};

use crate::server::{DIALECTS, Person, REPAIR, Server, empty_repair};

fn unsupported(method: &str) -> Value {
    json!({"code": 500, "msg": format!("Request method '{method}' not supported"), "data": null})
}

fn status(person: &Person, method: &str, path: &str) -> (u16, Value) {
    let body = (method != "GET").then(|| b"{}".to_vec());
    let response = person.send(method, path, &person.headers(), body);
    (response.status, response.body)
}

#[test]
fn routes_exist_where_they_should_and_nothing_runs_elsewhere() {
    let id = REPAIR.replace(':', "%3A");
    let with_id = format!("/workflow/process/start/{id}");
    let table = [
        ("POST", "/workflow/process/start/", [true, false, false]),
        ("POST", "/workflow/process/start", [false, true, false]),
        ("POST", with_id.as_str(), [true, false, true]),
        ("POST", "/-userdefine/workorder/workorder", [true, false, false]),
        ("POST", "/apaas-userdefine/workorder/workorder", [true, true, false]),
        ("POST", "/workorder/workorder", [false, true, false]),
        ("GET", "/synthesis/list", [true, false, false]),
        ("GET", "/workorder/synthesis/list", [false, true, false]),
        ("GET", "/WorkOrder/app/list", [true, true, false]),
        ("GET", "/workflow/process/historyProcNodeList", [true, true, false]),
        ("GET", "/workorder/workorder/ownWorkOrderList", [true, true, false]),
        ("GET", "/workflow/process/todoList", [true, true, true]),
        ("GET", "/workflow/process/no/such/path", [false, false, false]),
    ];
    for (index, dialect) in DIALECTS.into_iter().enumerate() {
        let server = Server::start(dialect);
        let person = server.user("jiaping");
        for (method, path, served) in table {
            let (status, body) = status(&person, method, path);
            if served[index] {
                assert_eq!(status, 200, "{dialect:?} {path}");
                assert!(body["code"].is_number());
            } else if body["msg"] == unsupported(method)["msg"] {
                // `workorder/{id}` has the place of `workorder/synthesis/list`'s parent in some dialects.
                assert_eq!(status, 200);
            } else {
                assert_eq!(
                    (status, &body["status"], &body["error"]),
                    (404, &json!(404), &json!("Not Found")),
                    "{dialect:?} {path}"
                );
                assert_eq!(body["path"], *path.split('?').next().unwrap());
                assert!(body["code"].is_null() && body["timestamp"].is_string());
            }
        }
        let (right, wrong) =
            if dialect == Dialect::Document { ("POST", "DELETE") } else { ("DELETE", "POST") };
        assert_eq!(status(&person, wrong, "/workflow/task/delete"), (200, unsupported(wrong)), "{dialect:?}");
        assert_ne!(status(&person, right, "/workflow/task/delete").1, unsupported(right));
        assert_eq!(status(&person, "POST", "/workflow/process/todoList"), (200, unsupported("POST")));
    }
}

#[test]
fn start_and_complete_answer_in_three_ways() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let person = server.user("jiaping");
        let body = json!({"processDefId": REPAIR, "variables": empty_repair()});
        let started = match dialect {
            Dialect::Document => person.post("/workflow/process/start/", &body),
            Dialect::Vlstream => person.post("/workflow/process/start", &body),
            Dialect::Ruoyi => person.post(&format!("/workflow/process/start/{REPAIR}"), &empty_repair()),
        };
        let data = &started["data"];
        match dialect {
            Dialect::Document => assert_eq!(data.as_object().unwrap().len(), 2),
            Dialect::Vlstream => {
                assert_eq!(data["workOrder"]["procInsId"], data["ProcessInstanceId"]);
                assert_eq!(
                    data["workOrder"]["id"].as_str().unwrap().len(),
                    19,
                    "a Long beyond 2^53 is a string"
                );
            }
            Dialect::Ruoyi => assert!(data.is_null()),
        }
        let instance = person.page("ownList", 1, 1)["rows"][0]["procInsId"].as_str().unwrap().to_owned();
        let done = person.complete(&instance, "同意");
        let lihua = server.user("lihua");
        let next = lihua.task(&instance);
        match dialect {
            Dialect::Document => assert_eq!(done["data"]["TaskId"], *next),
            Dialect::Vlstream => assert_eq!(done["data"], format!("TaskId:{next}")),
            Dialect::Ruoyi => assert_eq!(done, json!({"code": 200, "msg": "操作成功", "data": null})),
        }
        let again = lihua.act("delegate", &json!({"taskId": next, "userId": crate::server::ADMIN}));
        match dialect {
            Dialect::Document => assert_eq!((&again["code"], &again["data"]), (&json!(0), &json!({}))),
            Dialect::Vlstream => assert_eq!((&again["code"], &again["data"]), (&json!(200), &Value::Null)),
            Dialect::Ruoyi => assert_eq!((&again["code"], &again["msg"]), (&json!(200), &Value::Null)),
        }
    }
}

#[test]
fn lists_end_and_count_in_three_ways() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let person = server.user("jiaping");
        let document = dialect == Dialect::Document;
        let past = person.page("list", 5, 10);
        if document {
            assert_eq!((&past["rows"], &past["total"]), (&json!([]), &json!(7)));
        } else {
            assert_eq!(past, json!({"code": 500, "msg": "fromIndex(40) > toIndex(7)", "data": null}));
        }
        let past = person.page("ownList", 100, 10);
        assert_eq!(
            past["msg"].as_str().unwrap().starts_with("fromIndex(990) > toIndex("),
            !document,
            "{past}"
        );

        let filter = [("pageNum", "1"), ("pageSize", "10"), ("processName", "没有这样的流程")];
        for (list, null) in [
            ("list", [false, true, true]),
            ("ownList", [false, true, false]),
            ("todoList", [false, true, false]),
            ("finishedList", [false, false, false]),
        ] {
            let none = person.get(&format!("/workflow/process/{list}"), &filter);
            let null = null[DIALECTS.iter().position(|d| *d == dialect).unwrap()];
            assert_eq!(none["rows"], if null { Value::Null } else { json!([]) }, "{dialect:?} {list}");
        }
        let page = person.page("ownList", 1, 4);
        assert_eq!(page["total"] == json!(4), dialect == Dialect::Vlstream, "vlstream counts the page");

        let without = person.get("/workflow/process/todoList", &[]);
        match dialect {
            Dialect::Document => assert_eq!(without["code"], 4101),
            Dialect::Vlstream => assert_eq!(without["code"], 200),
            Dialect::Ruoyi => assert_eq!(without, json!({"code": 500, "msg": null, "data": null})),
        }
        let finished = person.page("finishedList", 1, 1)["rows"][0].clone();
        assert_eq!(finished["taskId"].is_null(), dialect == Dialect::Ruoyi);
        let definition = person.page("list", 1, 1)["rows"][0].clone();
        assert_eq!(definition["formId"].is_string(), !document, "{definition}");
    }
}

#[test]
fn an_order_repeated_within_five_seconds_is_refused_by_the_vendor_only() {
    let order = json!({
        "systemId": "", "projectId": "", "title": "漏水", "processId": "Process_1741923584470", "workorderId": "1",
        "params": {"input64189": "A1-101"},
    });
    let server = Server::start(Dialect::Vlstream);
    let person = server.user("jiaping");
    let refused = person.post(
        "/workorder/workorder",
        &json!({"title": "漏水", "processKey": "Process_1741923584470", "params": {}}),
    );
    assert_eq!(
        refused,
        json!({"code": 500, "msg": "参数错误！", "data": null}),
        "workorderId is required here"
    );
    assert_eq!(person.post("/workorder/workorder", &order)["code"], 200);
    assert_eq!(person.post("/workorder/workorder", &order)["msg"], "不允许重复提交，请稍候再试");
    assert_eq!(
        server.user("admin").post("/workorder/workorder", &order)["code"],
        200,
        "somebody else's is another"
    );
    let executed = person.get("/_sandbox/center/executions", &[]);
    assert_eq!(executed[0]["count"], 2, "{executed}");
    let list = person.get("/workorder/workorder/todoWorkOrderList", &[("title", "漏水")]);
    assert_eq!(list["rows"][0]["workorderStatus"], "pendingDispatch");

    let server = Server::start(Dialect::Document);
    let person = server.user("jiaping");
    for _ in 0..2 {
        assert_eq!(person.post("/-userdefine/workorder/workorder", &order)["code"], 200);
    }
    assert_eq!(person.get("/_sandbox/center/executions", &[])[0]["count"], 2);
}

#[test]
fn an_old_definition_cannot_be_started_after_a_redeploy() {
    let server = Server::start(Dialect::Document);
    let person = server.user("jiaping");
    let running = person.start(REPAIR, empty_repair());
    let new = person.post("/_sandbox/center/redeploy", &json!({"definitionId": REPAIR}));
    let body = |id: &Value| json!({"processDefId": id, "variables": {}});
    let stale = person.post("/workflow/process/start/", &body(&json!(REPAIR)));
    assert!(stale["msg"].as_str().unwrap().starts_with("未找到指定的流程定义"), "{stale}");
    assert_eq!(person.post("/workflow/process/start/", &body(&new["definitionId"]))["code"], 200);
    person.complete(&running, "旧版本的实例照常办理");
    let mut form = vec![("definitionId", REPAIR), ("deployId", "126b92f0-00ac-11f0-8c7a-ba0a22df0408")];
    assert_eq!(person.get("/workflow/process/getProcessForm", &form)["code"], 500);
    form.push(("procInsId", &running));
    assert_eq!(person.get("/workflow/process/getProcessForm", &form)["data"]["formData"], empty_repair());
    assert_eq!(person.page("list", 1, 50)["total"], 7);
}

#[test]
fn next_user_ids_must_be_a_string() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let person = server.user("jiaping");
        let variables = json!({"nextUserIds": ["x"]});
        let answer = match dialect {
            Dialect::Document => person
                .post("/workflow/process/start/", &json!({"processDefId": REPAIR, "variables": variables})),
            Dialect::Vlstream => person
                .post("/workflow/process/start", &json!({"processDefId": REPAIR, "variables": variables})),
            Dialect::Ruoyi => person.post(&format!("/workflow/process/start/{REPAIR}"), &variables),
        };
        assert_eq!(answer["code"], 500, "{answer}");
    }
}
