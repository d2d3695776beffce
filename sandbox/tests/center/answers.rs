//! The document's own examples: the same calls, the same keys, the same kinds of value.

use sandbox::settings::Dialect;
use serde_json::{Value, json};

use crate::server::{REPAIR, Server, empty_repair};

/// Keys, in the document's order, are those of its example.
fn same_keys(got: &Value, example: &str) {
    let keys = |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    let example: Value = serde_json::from_str(example).unwrap();
    assert_eq!(keys(got), keys(&example));
}

const DEFINITION: &str = r#"{"definitionId":"Process_1737372802048:5:7dbaa3b2-d888-11ef-acd8-8a9e546749a3","processName":"租户审核",
    "processKey":"Process_1737372802048","category":"1878032733533601793","version":5,"formId":null,"formName":null,
    "deploymentId":"7db6ac0f-d888-11ef-acd8-8a9e546749a3","suspended":false,"deploymentTime":"2025-01-22 14:17:00","iconId":null}"#;
const OWN_ROW: &str = r#"{"taskId":null,"taskName":"3333","taskDefKey":null,"assigneeId":null,"deptName":null,
    "startDeptName":null,"assigneeName":null,"startUserId":null,"startUserName":null,"category":"test","procVars":null,
    "taskLocalVars":null,"deployId":"b600b346-043d-11ef-a184-6cf6da435cd3",
    "procDefId":"Process_1714112056273:3:b67742d9-043d-11ef-a184-6cf6da435cd3","procDefKey":null,
    "procDefName":"业务流程_1714112056273","procDefVersion":3,"procInsId":"","hisProcInsId":null,
    "duration":"0天0小时0分钟","comment":null,"commentList":null,"candidate":null,"createTime":"","finishTime":null,
    "processStatus":"running","proInsCreateTime":null}"#;

#[test]
fn the_startable_processes_have_the_samples_row_to_the_letter() {
    let server = Server::start(Dialect::Document);
    let page = server.user("jiaping").page("list", 1, 10);
    assert_eq!((&page["total"], &page["code"], &page["msg"]), (&json!(7), &json!(200), &json!("查询成功")));
    let example: Value = serde_json::from_str(DEFINITION).unwrap();
    let row =
        page["rows"].as_array().unwrap().iter().find(|row| row["definitionId"] == example["definitionId"]);
    assert_eq!(row, Some(&example));
    same_keys(row.unwrap(), DEFINITION);
}

#[test]
fn own_todo_and_finished_rows_look_like_the_samples() {
    let server = Server::start(Dialect::Document);
    let person = server.user("jiaping");
    let instance =
        person.start("Process_1714112056273:3:b67742d9-043d-11ef-a184-6cf6da435cd3", json!({"field101": 1}));
    let mut own = person.page("ownList", 1, 1)["rows"][0].clone();
    same_keys(&own, OWN_ROW);
    assert_eq!(own["procInsId"], *instance);
    own["procInsId"] = "".into();
    own["createTime"] = "".into();
    assert_eq!(own, serde_json::from_str::<Value>(OWN_ROW).unwrap());

    let todo = person.tasks(&instance)[0].clone();
    same_keys(&todo, OWN_ROW);
    assert_eq!(todo["startUserId"], "a6d24415-18f4-4816-bd86-5086fcb70cea");
    assert_eq!(todo["startUserName"], "贾平");
    assert_eq!(
        todo["procVars"].to_string(),
        r#"{"processStatus":"running","field101":1,"initiator":"a6d24415-18f4-4816-bd86-5086fcb70cea"}"#
    );
    let next = person.complete(&instance, "同意");
    assert_eq!((&next["code"], &next["data"]["ProcessInstanceId"]), (&json!(0), &json!(instance)));
    let task = next["data"]["TaskId"].as_str().unwrap().to_owned();
    assert_eq!(person.tasks(&instance)[0]["taskId"], task, "complete answers the task that is open now");
    assert_eq!(person.tasks(&instance)[0]["taskName"], "444");

    let finished = person.page("finishedList", 1, 1)["rows"][0].clone();
    let example = OWN_ROW.replace(r#""procDefKey":null,"#, "");
    same_keys(&finished, &example);
    assert_eq!(finished["hisProcInsId"], *instance);
    assert_eq!(finished["duration"].as_str().unwrap().chars().last(), Some('秒'));
    assert_eq!(finished["commentList"][0]["fullMessage"], "同意");
    assert_eq!(finished["comment"], json!({"type": "0", "comment": "同意"}));
    same_keys(
        &finished["commentList"][0],
        r#"{"id":"","type":"","time":"","userId":"","taskId":"","fullMessage":"","processInstanceId":""}"#,
    );
}

#[test]
fn the_types_are_those_of_the_samples() {
    let server = Server::start(Dialect::Document);
    let person = server.user("jiaping");
    let query = [("accessToken", "token-jiaping"), ("pageNo", "1"), ("pageSize", "1")];
    let apps = person.get("/WorkOrder/app/list", &query);
    let example = r#"{"code":200,"msg":"操作成功","data":[{"appId":"1877981134767702018","applicationName":"统一工单中心",
        "applicationId":"3b0ffd250acd400ea57fe23bd211c316","applicationSecret":"4555e6a5b2ec4e209932965ad6cdc9ae","appFlag":"0",
        "images":"http://183.62.103.20:21410/oort/oortwj1/group1/default/20231028/11/32/4/mhyysc.png"}]}"#;
    assert_eq!(apps, serde_json::from_str::<Value>(example).unwrap());
    let synthesis = person.get("/synthesis/list", &query);
    let example = r#"{"code":200,"msg":"操作成功","data":[{"synthesisId":"1878001583559983106","parentId":null,
        "categoryName":"33-工单-综合","description":"","childFlag":true}]}"#;
    assert_eq!(synthesis, serde_json::from_str::<Value>(example).unwrap());
    assert_eq!(person.get("/synthesis/list", &query[..1])["code"], 4101);
}

#[test]
fn start_and_create_take_the_documents_bodies() {
    let server = Server::start(Dialect::Document);
    let person = server.user("jiaping");
    let body = json!({"processDefId": REPAIR, "variables": empty_repair()});
    let started = person.post("/workflow/process/start/", &body);
    assert_eq!((&started["code"], &started["msg"]), (&json!(200), &json!("流程启动成功")));
    same_keys(&started["data"], r#"{"TaskId":"","ProcessInstanceId":""}"#);
    let (task, instance) = (&started["data"]["TaskId"], &started["data"]["ProcessInstanceId"]);
    assert_eq!(task.as_str().unwrap().len(), 36);

    // The overview's address and the table's name mean the same.
    for (path, body) in [
        ("/workflow/process/start/".to_owned(), json!({"processId": REPAIR, "variables": {}})),
        (format!("/workflow/process/start/{}", REPAIR.replace(':', "%3A")), json!({"variables": {}})),
        (
            "/workflow/process/start/".to_owned(),
            json!({"processDefId": REPAIR, "variables": "{\"field1\":1}"}),
        ),
    ] {
        assert_eq!(person.post(&path, &body)["code"], 200, "{path} {body}");
    }

    let order = json!({
        "systemId": "测试001", "projectId": "", "workorderId": "1900115540270891009", "workorderIdExtend": "2,1900115540270891009",
        "processId": "Process_1741923584470", "workorderNumber": "", "title": "测试001", "workorderStatus": "", "processStatus": "",
        "source": "", "compensation": "", "evaluate": "", "roomNumber": "", "description": "", "attachmentUrls": "",
        "params": {"type": "", "name": "", "code": "", "pos": "", "newName": "", "newCode": "", "result": "", "reson": ""},
        "procInstId": instance, "taskId": task,
    });
    let created = person.post("/-userdefine/workorder/workorder", &order);
    assert_eq!((&created["code"], &created["data"]), (&json!(200), &started["data"]));
    let mine = person.get(
        "/workorder/workorder/ownWorkOrderList",
        &[("pageNum", "1"), ("pageSize", "5"), ("title", "测试")],
    );
    assert_eq!((&mine["total"], &mine["rows"][0]["procInsId"]), (&json!(1), instance));
    let id = mine["rows"][0]["id"].to_string();
    assert_eq!(id.len(), 19);
    assert_eq!(person.get(&format!("/workorder/workorder/{id}"), &[])["data"]["title"], "测试001");

    // Without an instance the order starts one.
    let mut fresh = order.clone();
    fresh.as_object_mut().unwrap().retain(|name, _| name != "procInstId" && name != "taskId");
    let created = person.post("/apaas-userdefine/workorder/workorder", &fresh);
    assert_ne!(created["data"]["ProcessInstanceId"], *instance);
    for wrong in ["title", "processId", "systemId", "projectId", "params"] {
        let mut body = fresh.clone();
        body.as_object_mut().unwrap().shift_remove(wrong);
        let refused = person.post("/-userdefine/workorder/workorder", &body);
        assert_eq!(refused, json!({"code": 4101, "msg": format!("参数错误：{wrong}")}));
    }
}

#[test]
fn the_stub_of_every_task_action_is_understood_and_names_no_task() {
    let server = Server::start(Dialect::Document);
    let person = server.user("jiaping");
    let stub = json!({
        "taskId": "string", "taskName": "string", "userId": "string", "comment": "string", "procInsId": "string",
        "targetKey": "string", "variables": {}, "assignee": "string", "candidateUsers": [{}], "candidateGroups": [{}],
        "copyUserIds": "string", "nextUserIds": "string",
    });
    for action in ["complete", "reject", "delegate", "transfer", "return", "delete", "claim", "unClaim"] {
        assert_eq!(person.try_to(action, &stub), json!({"code": 500, "msg": "任务不存在"}), "{action}");
    }
    assert_eq!(person.try_to("stopProcess", &stub)["msg"], "流程实例不存在，请确认！");

    let instance = person.start(REPAIR, empty_repair());
    let task = person.task(&instance);
    let mut body = stub.clone();
    (body["taskId"], body["procInsId"], body["userId"]) =
        (json!(task), json!(instance), json!(crate::server::ADMIN));
    let done = json!({"code": 0, "msg": "操作成功", "data": {}});
    body["copyUserIds"] = "".into();
    assert_eq!(person.try_to("delegate", &body), done);
    let admin = server.user("admin");
    body["userId"] = json!("a6d24415-18f4-4816-bd86-5086fcb70cea");
    assert_eq!(admin.try_to("transfer", &body), done);
    assert_eq!(person.try_to("reject", &body), done);
    for (action, missing) in [
        ("complete", "taskId"),
        ("complete", "procInsId"),
        ("reject", "comment"),
        ("return", "targetKey"),
        ("delegate", "userId"),
    ] {
        let mut body = stub.clone();
        body.as_object_mut().unwrap().shift_remove(missing);
        assert_eq!(
            person.try_to(action, &body),
            json!({"code": 4101, "msg": format!("参数错误：{missing}")}),
            "{action}"
        );
    }
}

#[test]
fn lists_are_filtered_searched_and_paged() {
    let server = Server::start(Dialect::Document);
    let person = server.user("jiaping");
    let list = |list: &str, filters: &[(&str, &str)]| {
        let mut query = vec![("pageNum", "1"), ("pageSize", "500")];
        query.extend(filters);
        person.get(&format!("/workflow/process/{list}"), &query)
    };
    for name in ["ownList", "todoList", "finishedList"] {
        let all = list(name, &[]);
        let (total, rows) = (all["total"].as_u64().unwrap() as usize, all["rows"].as_array().unwrap());
        assert!(rows.len() == total && total > 6, "{name}: {total}");
        let mut paged = Vec::new();
        for number in 1.. {
            let page = person.page(name, number, 4);
            paged.extend(page["rows"].as_array().unwrap().clone());
            assert_eq!(page["total"], all["total"]);
            if page["rows"].as_array().unwrap().len() < 4 {
                break;
            }
        }
        assert_eq!(&paged, rows, "{name} in pages of four");

        let count = |what: &dyn Fn(&Value) -> bool| rows.iter().filter(|row| what(row)).count();
        let found = |filters: &[(&str, &str)]| list(name, filters)["rows"].as_array().unwrap().len();
        assert_eq!(found(&[("processName", "报修")]), count(&|row| row["procDefName"] == "设施报修工单"));
        assert_eq!(found(&[("category", "test")]), count(&|row| row["category"] == "test"));
        assert_eq!(
            found(&[("processKey", "Process_1741923584470")]),
            count(&|row| row["procDefId"].as_str().unwrap().starts_with("Process_1741923584470:"))
        );
        let started = |row: &Value| {
            let time =
                if row["proInsCreateTime"].is_null() { &row["createTime"] } else { &row["proInsCreateTime"] };
            time.as_str().unwrap().to_owned()
        };
        let middle = started(&rows[total / 2]);
        let since = found(&[("proStartBeginTime", &middle)]);
        assert_eq!(since, count(&|row| started(row) >= middle));
        assert_eq!(found(&[("proStartEndTime", &middle)]), count(&|row| started(row) <= middle));
        assert!(since > 0 && since < total);
        assert_eq!(list(name, &[("proStartEndTime", "昨天")])["code"], 4101);
        assert_eq!(list(name, &[("processName", "%' OR 1=1 --")])["rows"], json!([]));
    }
    assert_eq!(list("list", &[("processName", "审核")])["total"], 1);
}
