//! The list: search, states, sorting and paging, against what the sandbox holds.

mod common;

use common::*;
use serde_json::{Value, json};

fn rows(page: &Value) -> Vec<Value> {
    page["data"]["getMe"].as_array().cloned().unwrap_or_default()
}

/// All orders, fetched in one large page.
fn all(sandbox: &Sandbox, token: &str) -> Vec<Value> {
    rows(&sandbox.list(token, "pageIndex=1&pageSize=1000"))
}

#[test]
fn a_row_has_the_documents_keys_in_the_documents_case() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let page = sandbox.list(&token, "");
    assert_eq!((&page["code"], &page["msg"]), (&json!(0), &json!("OK")));
    let keys: Vec<_> = rows(&page)[0].as_object().unwrap().keys().cloned().collect();
    assert_eq!(
        keys,
        [
            "CaseNo",
            "eventName",
            "EventCode",
            "EventState",
            "Station",
            "reporterName",
            "ReporterDepart",
            "reportTime",
            "xy",
            "summary",
            "activeName",
            "activeAliasName",
            "flowName",
            "currentUnderTakeMan",
            "operators",
            "opinion",
            "isOver",
            "finishTime",
            "overtTimeInfoShort"
        ]
    );
    assert!(rows(&page)[0].as_object().unwrap().values().all(Value::is_string));
}

#[test]
fn the_earlier_generation_says_the_same_in_its_own_spelling() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let now = sandbox.list(&token, "pageSize=1");
    let details = format!("{DETAILS}?caseNo=CCSS-2023-0000021");
    let details_now = sandbox.get_json(&token, &details);
    sandbox.operate("settings", &json!({ "earlier": true }));
    let then = sandbox.list(&token, "pageSize=1");
    assert_eq!(then["Data"]["TotalRcdNum"], now["data"]["totalRcdNum"]);
    assert_eq!(then["Data"]["GetMe"][0]["CaseNo"], now["data"]["getMe"][0]["CaseNo"]);
    let keys: Vec<_> = then["Data"]["GetMe"][0].as_object().unwrap().keys().cloned().collect();
    assert!(keys.iter().all(|key| key.starts_with(char::is_uppercase)), "{keys:?}");
    let info = &sandbox.get_json(&token, &details)["Data"]["FlowTableInfos"][0];
    assert_eq!(
        info["FlowInfoConfig"],
        json!([{ "IsWorkOrder": details_now["data"]["flowTableInfos"][0]["flowInfoConfig"]["isWorkOrder"] }])
    );
    let none = sandbox.list(&token, "eventInfo=绝没有这样的工单");
    assert_eq!(none["Data"], json!({ "CurrentPageIndex": 1, "TotalRcdNum": 0 }));
}

#[test]
fn the_documents_sample_url_works_as_it_stands() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let sort = encode("承办时间");
    let sample = format!(
        "{LIST}?userID=1&pageSize=20&pageIndex=1&sortFields={sort}&direction=desc&isOutTime=0&dateFrom=&dateTo=\
         &eventInfo=&caseState=&userName=&isInternal=0"
    );
    let page = sandbox.get_json(&token, &sample);
    assert_eq!(page["data"]["currentPageIndex"], 1);
    assert_eq!(page["data"]["totalRcdNum"], 62);
    assert_eq!(rows(&page).len(), 20);
    assert_eq!(sandbox.get_json(&token, &sample.replace("sortFields", "SORTFIELD")), page);
}

#[test]
fn pages_lie_end_to_end_and_end_with_null() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let mut paged = Vec::new();
    for index in 1..=9 {
        let page = sandbox.list(&token, &format!("pageIndex={index}&pageSize=7"));
        assert_eq!(page["data"]["totalRcdNum"], 62);
        paged.extend(rows(&page));
    }
    assert_eq!(paged, all(&sandbox, &token));
    let beyond = sandbox.list(&token, "pageIndex=10&pageSize=7");
    assert_eq!(beyond["data"], json!({ "currentPageIndex": 10, "totalRcdNum": 62, "getMe": null }));
    let empty = sandbox.http.get(sandbox.project("空项目", &list_path(""))).header("panda-token", token);
    let empty: Value = empty.send().unwrap().json().unwrap();
    assert_eq!(empty["data"], json!({ "currentPageIndex": 1, "totalRcdNum": 0, "getMe": null }));
}

#[test]
fn filters_find_what_a_look_at_every_row_finds() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let all = all(&sandbox, &token);
    let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    type Fits = Box<dyn Fn(&Value) -> bool>;
    let filters: Vec<(String, Fits)> = vec![
        ("caseState=0".into(), Box::new(move |row| text(row, "isOver") == "0")),
        ("caseState=1".into(), Box::new(move |row| text(row, "isOver") == "1")),
        ("caseState=2".into(), Box::new(move |row| text(row, "isOver") == "2")),
        ("isOutTime=1".into(), Box::new(move |row| text(row, "overtTimeInfoShort").starts_with("超时"))),
        (
            format!("flowName={}", encode("水质投诉处理流程")),
            Box::new(move |row| text(row, "flowName") == "水质投诉处理流程"),
        ),
        (
            format!("userName={}", encode("郑浩然")),
            Box::new(move |row| text(row, "reporterName") == "郑浩然"),
        ),
        (format!("eventInfo={}", encode("漏")), Box::new(move |row| text(row, "summary").contains('漏'))),
        (
            format!("eventInfo={}", encode("客服中心")),
            Box::new(move |row| text(row, "ReporterDepart") == "客服中心"),
        ),
        ("eventInfo=GWLS".into(), Box::new(move |row| text(row, "CaseNo").starts_with("GWLS"))),
        (
            "dateFrom=2023-05-01%2000:00:00&dateTo=2023-05-31+23:59:59".into(),
            Box::new(move |row| text(row, "reportTime").starts_with("2023-05")),
        ),
    ];
    for (filter, fits) in filters {
        let page = sandbox.list(&token, &format!("pageIndex=1&pageSize=1000&{filter}"));
        let expected: Vec<_> = all.iter().filter(|row| fits(row)).cloned().collect();
        assert!(!expected.is_empty() && expected.len() < all.len(), "{filter} tells nothing");
        assert_eq!(rows(&page), expected, "{filter}");
        assert_eq!(page["data"]["totalRcdNum"], expected.len());
    }
}

#[test]
fn wildcards_and_quotes_are_only_characters() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    for text in ["%", "_", "' OR '1'='1", "\"; DROP TABLE panda_case; --", "\\", "*"] {
        for parameter in ["eventInfo", "userName", "flowName"] {
            let page = sandbox.list(&token, &format!("{parameter}={}", encode(text)));
            assert_eq!(page["data"]["totalRcdNum"], 0, "{parameter}={text}");
        }
    }
    assert_eq!(all(&sandbox, &token).len(), 62);
}

#[test]
fn sorting_goes_by_titles_and_in_both_directions() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let sorted = |title: &str, direction: &str| {
        let title = encode(title);
        let path = format!(
            "{LIST}?userId=1&pageSize=99&pageIndex=1&sortFields={title}&direction={direction}&isInternal=0"
        );
        rows(&sandbox.get_json(&token, &path))
    };
    for (title, key) in [("上报时间", "reportTime"), ("最近操作时间", "finishTime"), ("工单编号", "CaseNo")]
    {
        let keys: Vec<_> =
            sorted(title, "asc").iter().map(|row| row[key].as_str().unwrap().to_owned()).collect();
        assert!(keys.is_sorted() && keys.first() < keys.last(), "{title}: {keys:?}");
        let mut backwards = sorted(title, "desc");
        backwards.reverse();
        assert_eq!(backwards, sorted(title, "asc"));
    }
}

#[test]
fn what_cannot_be_asked_is_refused_by_name() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let usual = list_path("");
    let refusal = |path: String| {
        let answer = sandbox.get_json(&token, &path);
        assert_eq!(answer["code"], -1, "{path}: {answer}");
        answer["msg"].as_str().unwrap().to_owned()
    };
    assert_eq!(refusal(usual.replace("pageSize=20", "pageSize=0")), "pageSize必须大于0");
    assert_eq!(refusal(usual.replace("pageIndex=1", "PAGEINDEX=-1")), "pageIndex必须大于0");
    assert_eq!(refusal(usual.replace("pageIndex=1", "pageIndex=99999999999")), "pageIndex必须为整数");
    assert_eq!(refusal(usual.replace("userId=42", "")), "userId不能为空");
    assert_eq!(refusal(usual.replace("userId=42", "userId=999")), "用户【999】不存在");
    assert_eq!(refusal(usual.replace("direction=desc", "direction=up")), "direction只能为asc或desc");
    assert_eq!(refusal(usual.replace("isInternal=0", "isInternal=1")), "isInternal只能为0");
    assert_eq!(refusal(usual.replace("sortFields=", "sortFields=x")), "排序字段【x承办时间】不存在");
    assert_eq!(refusal(format!("{usual}caseState=3")), "工单状态【3】不存在");
    assert_eq!(refusal(format!("{usual}dateFrom=2023-05-31")), "dateFrom格式错误，应为yyyy-MM-dd HH:mm:ss");
    assert_eq!(refusal(LIST.to_owned()), "userId不能为空");
}
