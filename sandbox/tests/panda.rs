//! The seven panda APIs, called as the document shows.

mod common;

use common::*;
use serde_json::{Value, json};

fn texts<'a>(rows: &'a Value, key: &str) -> Vec<&'a str> {
    rows.as_array().unwrap().iter().map(|row| row[key].as_str().unwrap()).collect()
}

#[test]
fn the_fixed_account_gets_a_token_like_the_sample() {
    let sandbox = Sandbox::start();
    let answer = sandbox.generate_token(USERNAME, PASSWORD);
    assert_eq!(answer["errMsg"], "");
    assert_eq!(answer["expirationTime"].as_str().unwrap().len(), "2022-12-30 11:12:52".len());
    let parts: Vec<&str> = answer["token"].as_str().unwrap().split('.').collect();
    assert_eq!(parts.len(), 3);
    assert_eq!(parts[0], "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9", "the sample's header");
    let payload = base64::Engine::decode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, parts[1]).unwrap();
    let payload = String::from_utf8(payload).unwrap();
    assert!(payload.starts_with("{\"exp\":") && payload.ends_with(".0,\"userID\":42}"), "{payload}");
}

#[test]
fn a_wrong_name_or_password_is_told_apart_with_http_200() {
    let sandbox = Sandbox::start();
    let refused = |message| json!({ "errMsg": message, "expirationTime": "", "token": "" });
    assert_eq!(sandbox.generate_token("nobody", "x"), refused("用户名不存在"));
    assert_eq!(sandbox.generate_token("' OR 1=1 --", "x"), refused("用户名不存在"));
    assert_eq!(sandbox.generate_token(USERNAME, "wrong"), refused("密码错误"));
    let nothing = sandbox.http.post(sandbox.panda("GenerateToken")).body(vec![0xff_u8, 0xfe]).send().unwrap();
    assert_eq!(nothing.status(), 200);
}

#[test]
fn event_types_come_with_the_documents_fields() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let names = |kind: &str| {
        let answer = sandbox.get_json(&token, &format!("{TYPES}?{kind}isInternal=0"));
        assert_eq!((&answer["code"], &answer["msg"]), (&json!(0), &json!("OK")));
        answer["data"].clone()
    };
    let (all, web, mobile) = (names(""), names("type=web&"), names("type=mobile&"));
    assert_eq!(all.as_array().unwrap().len(), 10);
    assert!(texts(&web, "eventName").contains(&"用水户关阀"));
    assert!(!texts(&mobile, "eventName").contains(&"用水户关阀"));
    assert!(texts(&mobile, "eventName").contains(&"二次供水巡检"));
    let valve = &web[0];
    assert_eq!(valve["eventName"], "用水户开阀");
    assert_eq!(
        valve["fieldGroup"],
        "用户编号,用户名称,用户状态,电话号码,用户地址,水表表号,水表位置,水表铭牌,水表厂家,用户缴费状态,欠费金额,\
         阀门当前状态,阀门口径,营业区域"
    );
    let keys: Vec<_> = valve.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "businessType",
            "eventName",
            "tableName",
            "fieldGroup",
            "bizCode",
            "flowName",
            "nodeName",
            "nodeAliasName",
            "activityId",
            "isCreate",
            "eventPhoto"
        ]
    );
    let kinds: Vec<_> = all.as_array().unwrap().iter().map(|row| row["isCreate"].as_i64().unwrap()).collect();
    assert!(kinds.contains(&0) && kinds.contains(&1));
    assert_eq!(sandbox.get_json(&token, TYPES)["code"], -1, "isInternal is required");
}

#[test]
fn the_documents_order_is_received_and_found_again() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let answer = sandbox.post(&token, &order("用水户开阀", &[BIZ_DATA]));
    assert_eq!((&answer["code"], &answer["msg"]), (&json!(0), &json!("Ok")));
    let (event_code, case_no) =
        (answer["data"][0]["eventCode"].as_str().unwrap(), answer["data"][0]["caseNo"].as_str().unwrap());
    assert!(event_code.starts_with("FMQB") && event_code.len() == "FMQB230010059".len(), "{event_code}");
    assert!(case_no.starts_with("FMZT") && case_no.len() == "FMZT00000075".len(), "{case_no}");

    let page = sandbox.list(&token, &format!("eventInfo={event_code}"));
    assert_eq!(page["data"]["totalRcdNum"], 1);
    let row = &page["data"]["getMe"][0];
    assert_eq!(row["CaseNo"], case_no);
    assert_eq!(row["reporterName"], "周启明");
    assert_eq!(row["isOver"], "0", "a string in the list");
    assert_eq!(row["activeName"], "派单");
    assert_eq!(row["summary"], "用户编号：xx0021；用户名称：xx001；用户地址：xxx001；阀门当前状态：开启");
    assert_eq!(sandbox.list(&token, "eventInfo=xx0021")["data"]["totalRcdNum"], 1, "found by its summary");
}

#[test]
fn every_entry_gets_its_receipt_in_order() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let answer =
        sandbox.post(&token, &order("用水户开阀", &[BIZ_DATA, r#"{"用户编号":"b"}"#, r#"{"用户编号":"c"}"#]));
    let codes = texts(&answer["data"], "eventCode");
    assert_eq!(codes.len(), 3);
    assert!(codes.is_sorted());
    for (code, number) in codes.iter().zip(["xx0021", "b", "c"]) {
        let row = &sandbox.list(&token, &format!("eventInfo={code}"))["data"]["getMe"][0];
        assert!(row["summary"].as_str().unwrap().starts_with(&format!("用户编号：{number}")));
    }
}

#[test]
fn a_mistake_in_one_entry_executes_none() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let before = sandbox.list(&token, "")["data"]["totalRcdNum"].clone();
    let answer = sandbox.post(&token, &order("用水户开阀", &[BIZ_DATA, r#"{"没有的字段":"x"}"#]));
    assert_eq!(answer, json!({ "code": -1, "msg": "字段【没有的字段】不存在" }));
    assert_eq!(sandbox.list(&token, "")["data"]["totalRcdNum"], before);
    assert!(sandbox.executions().is_empty());
}

#[test]
fn an_event_model_has_no_order_until_somebody_dispatches_it() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let answer = sandbox.post(&token, &order("水质投诉", &[r#"{"投诉人":"王秀英","水质现象":"水发黄"}"#]));
    assert_eq!(answer["data"][0]["caseNo"], "");
    let code = answer["data"][0]["eventCode"].as_str().unwrap();
    assert_eq!(sandbox.list(&token, &format!("eventInfo={code}"))["data"]["getMe"], Value::Null);
    let dispatched: Value =
        sandbox.operate(&format!("panda/cases/{code}/advance"), &json!({})).json().unwrap();
    let row = &sandbox.list(&token, &format!("eventInfo={code}"))["data"]["getMe"][0];
    assert_eq!(row["CaseNo"], dispatched["caseNo"]);
    assert_eq!(row["EventState"], "处理中");
}

#[test]
fn refusals_are_worded_like_the_documents() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let refusal = |body: Value| {
        let answer = sandbox.post(&token, &body);
        assert_eq!(answer["code"], -1, "{body}");
        assert!(answer.get("data").is_none());
        answer["msg"].as_str().unwrap().to_owned()
    };
    assert_eq!(refusal(order("用水户开门", &[BIZ_DATA])), "事件【用水户开门】不存在");
    let mut stranger = order("用水户开阀", &[BIZ_DATA]);
    stranger["userId"] = json!(999);
    assert_eq!(refusal(stranger.clone()), "用户【999】不存在");
    stranger["userId"] = json!("42");
    assert_eq!(refusal(stranger), "userId必须为整数");
    assert_eq!(refusal(order("用水户开阀", &["{"])), "BizData格式错误");
    let object =
        json!({ "eventName": "用水户开阀", "userId": 42, "FlowDatas": [{ "BizData": { "用户编号": "1" } }] });
    assert_eq!(refusal(object), "BizData格式错误");
    assert_eq!(refusal(order("用水户开阀", &[])), "FlowDatas不能为空");
    assert_eq!(refusal(json!({})), "eventName不能为空");
    assert_eq!(refusal(json!([])), "请求参数格式错误");
    let mut unknown = order("用水户开阀", &[BIZ_DATA]);
    unknown["FlowDatas"][0]["toUserIds"] = json!("7,4711");
    assert_eq!(refusal(unknown), "移交人【4711】不存在");
}

#[test]
fn the_order_is_handed_to_those_named() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let mut body = order("用水户开阀", &[BIZ_DATA]);
    body["FlowDatas"][0]["toUserIds"] = json!("15,31");
    body["FlowDatas"][0]["opinion"] = json!("请尽快");
    let case_no = sandbox.post(&token, &body)["data"][0]["caseNo"].as_str().unwrap().to_owned();
    let row = &sandbox.list(&token, &format!("eventInfo={case_no}"))["data"]["getMe"][0];
    assert_eq!(row["currentUnderTakeMan"], "赵国梁,郑浩然");
    let log = sandbox.get_json(&token, &format!("{LOG}?orderNo={case_no}"));
    assert_eq!(log["data"][0]["details"]["opinion"], "请尽快");
    assert_eq!(log["data"][1]["details"]["doingUserName"], json!(["赵国梁", "郑浩然"]));
}

#[test]
fn an_order_goes_through_its_nodes_to_the_end() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let case_no = sandbox.post(&token, &order("用水户开阀", &[BIZ_DATA]))["data"][0]["caseNo"].clone();
    let case_no = case_no.as_str().unwrap();
    for node in ["处理", "审核", "归档", "结束"] {
        let now: Value =
            sandbox.operate(&format!("panda/cases/{case_no}/advance"), &json!({})).json().unwrap();
        assert_eq!(now["activeName"], node);
    }
    assert_eq!(sandbox.operate(&format!("panda/cases/{case_no}/advance"), &json!({})).status(), 409);
    let row = &sandbox.list(&token, &format!("caseState=1&eventInfo={case_no}"))["data"]["getMe"][0];
    assert_eq!((&row["isOver"], &row["EventState"]), (&json!("1"), &json!("已完成")));
    assert_eq!(row["operators"], "周启明,陈立群,何建平,许文静,沈佳怡");
    let log = sandbox.get_json(&token, &format!("{LOG}?orderNo={case_no}"));
    assert_eq!(
        texts(&log["data"], "title"),
        ["事件上报", "阀门派单", "现场开阀", "结果审核", "资料归档", "流程结束"]
    );
    assert!(texts(&log["data"], "state").iter().all(|state| *state == "已完成"));
}

#[test]
fn an_order_sent_back_is_in_state_2() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let case_no = sandbox.post(&token, &order("用水户开阀", &[BIZ_DATA]))["data"][0]["caseNo"].clone();
    let case_no = case_no.as_str().unwrap();
    sandbox.operate(&format!("panda/cases/{case_no}/return"), &json!({ "opinion": "地址不存在" }));
    let row = &sandbox.list(&token, &format!("caseState=2&eventInfo={case_no}"))["data"]["getMe"][0];
    assert_eq!((&row["isOver"], &row["opinion"]), (&json!("2"), &json!("地址不存在")));
    let details = sandbox.get_json(&token, &format!("{DETAILS}?caseNo={case_no}"));
    assert_eq!(details["data"]["caseItem"]["isOver"], 2, "an integer in the details");
}

#[test]
fn details_of_the_documents_order_under_every_spelling_of_the_path() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let usual = sandbox.get_json(&token, &format!("{DETAILS}?caseNo=CCSS-2023-0000021"));
    for path in [
        "PandaWorkFlow/WorkFlow/%20BPM/CaseManage/GetCaseOverviewBoxDetails",
        "PandaWorkFlow/WorkFlow/%20BPM//GetCaseOverviewBoxDetails",
        "PandaWorkFlow/WorkFlow/BPM/GetCaseOverviewBoxDetails",
    ] {
        assert_eq!(sandbox.get_json(&token, &format!("{path}?caseNo=CCSS-2023-0000021")), usual, "{path}");
    }
    let data = &usual["data"];
    assert_eq!(data["caseItem"]["caseNo"], "CCSS-2023-0000021");
    assert_eq!(data["eventDetails"]["eventMainTable"], "场站_设施报修表");
    let flow = &data["flowTableInfos"][0];
    assert_eq!(flow["flowInfoConfig"]["isWorkOrder"], 1);
    assert_eq!(flow["tableMetaDatas"][0]["tableAlias"], "事件信息", "the event's own, to be ignored");
    let reported = &flow["tableMetaDatas"][1];
    assert_eq!(reported["showCss"], "大");
    let picture = reported["flowNodeMeta"]["groups"][1]["schema"][2].clone();
    assert_eq!(picture, json!({ "fieldName": "现场照片", "alias": "现场照片", "colSpan": 3, "unit": "" }));
    let spelled = sandbox
        .get_json(&token, "PandaWorkFlow/WorkFlow/%20/BPM/GetWorkOrderProcessLog?orderNo=CCSS-2023-0000021");
    assert_eq!(spelled, sandbox.get_json(&token, &format!("{LOG}?orderNo=CCSS-2023-0000021")));
    assert_eq!(spelled["data"][0]["operateTime"], "2023-05-30 11:15:00");
    assert_eq!(
        sandbox.get_json(&token, &format!("{DETAILS}?caseNo=CCSS-0")),
        json!({ "code": -1, "msg": "工单【CCSS-0】不存在" })
    );
}

#[test]
fn every_column_is_kept_to_the_last_digit() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let hostile = "'; DROP TABLE panda_case; --\\\"\u{1F4A7}\n\u{0}";
    let biz = format!(
        r#"{{"用户编号":{},"欠费金额":12345678901234567890.10,"阀门口径":"0015","营业区域":null}}"#,
        json!(hostile)
    );
    let case_no = sandbox.post(&token, &order("用水户开阀", &[&biz]))["data"][0]["caseNo"].clone();
    let details = sandbox.get_json(&token, &format!("{DETAILS}?caseNo={}", case_no.as_str().unwrap()));
    let values = details["data"]["flowTableInfos"][0]["tableMetaDatas"][1]["flowNodeMeta"]["values"].clone();
    let value = |field: &str| {
        let row = values.as_array().unwrap().iter().find(|row| row["fieldName"] == field).unwrap();
        row["fieldValue"].as_str().unwrap().to_owned()
    };
    assert_eq!(value("用户编号"), hostile);
    assert_eq!(value("欠费金额"), "12345678901234567890.10");
    assert_eq!(value("阀门口径"), "0015");
    assert_eq!(value("营业区域"), "");
}

#[test]
fn attachments_of_an_order_can_be_downloaded() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let path = r"1547b546-ac67-443f-abd6-0b7aaf1971c0\原图测试.jpg";
    let answer = sandbox.get(&token, &format!("{DOWNLOAD}?filePath={}", encode(path)));
    assert_eq!(answer.headers()["content-type"], "application/octet-stream");
    let length: usize = answer.headers()["content-length"].to_str().unwrap().parse().unwrap();
    let bytes = answer.bytes().unwrap();
    assert_eq!(bytes.len(), length);
    assert_eq!((&bytes[..2], &bytes[length - 2..]), (&[0xff, 0xd8][..], &[0xff, 0xd9][..]), "a whole JPEG");

    let leaks = sandbox.list(&token, &format!("flowName={}", encode("管网漏损抢修流程")));
    let mut sizes = Vec::new();
    for case_no in texts(&leaks["data"]["getMe"], "CaseNo") {
        let details = sandbox.get_json(&token, &format!("{DETAILS}?caseNo={case_no}"));
        let values = &details["data"]["flowTableInfos"][0]["tableMetaDatas"][1]["flowNodeMeta"]["values"];
        let photo = values.as_array().unwrap().iter().find(|row| row["fieldName"] == "现场照片").unwrap();
        for path in photo["fieldValue"].as_str().unwrap().split(',').filter(|path| !path.is_empty()) {
            let file = sandbox.get(&token, &format!("{DOWNLOAD}?filePath={}", encode(path))).bytes().unwrap();
            assert_eq!(&file[..2], &[0xff, 0xd8], "{path}");
            sizes.push(file.len());
        }
    }
    assert!(sizes.iter().any(|size| *size > 1_500_000), "one is large: {sizes:?}");
    let unknown = sandbox.get_json(&token, &format!("{DOWNLOAD}?filePath={}", encode(r"..\..\Cargo.toml")));
    assert_eq!(unknown, json!({ "code": -1, "msg": r"文件【..\..\Cargo.toml】不存在" }));
}

#[test]
fn a_bad_token_meets_the_page_and_an_unknown_project_a_404() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let forged = format!("{}x", &token[..token.len() - 2]);
    for bad in ["", "nonsense", "a.b.c", &forged] {
        let answer = sandbox.get(bad, &list_path(""));
        assert_eq!(answer.status(), 401);
        assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("text/html"));
        let page = answer.text().unwrap();
        assert!(page.contains("401-对不起！您没有权限访问") && page.contains("检查 token 状态"));
    }
    assert_eq!(sandbox.get(&token, &list_path("")).status(), 200);
    sandbox.operate("panda/tokens/expire", &json!({}));
    assert_eq!(sandbox.get(&token, &list_path("")).status(), 401);
    sandbox.operate("settings", &json!({ "unauthorizedStatus": 200 }));
    let answer = sandbox.get(&token, &list_path(""));
    assert_eq!(answer.status(), 200);
    assert!(answer.text().unwrap().contains("检查 token 状态"));
    let stranger = sandbox.http.post(sandbox.project("别的水司", "GenerateToken")).send().unwrap();
    assert_eq!(stranger.status(), 404);
    assert!(stranger.text().unwrap().starts_with("<!DOCTYPE"));
}
