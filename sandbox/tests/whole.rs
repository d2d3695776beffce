//! Both services behind one address.

mod common;

use common::*;
use serde_json::{Value, json};

#[test]
fn each_service_answers_below_its_own_paths() {
    let sandbox = Sandbox::start();
    let get = |path: &str| sandbox.http.get(format!("{}{path}", sandbox.url)).send().unwrap();
    assert_eq!(get("_sandbox/health").json::<Value>().unwrap(), json!({ "status": "ok" }));
    let people: Value = get("_sandbox/center/users").json().unwrap();
    assert!(people.to_string().len() > 100, "the center's people: {people}");
    let spring: Value = get("workflow/no/such/path").json().unwrap();
    assert_eq!((&spring["status"], &spring["path"]), (&json!(404), &json!("/workflow/no/such/path")));
    let panda = get("pandaServer/demo/NoSuchApi");
    assert_eq!(panda.status(), 404);
    assert!(panda.text().unwrap().contains("404"));
}

#[test]
fn the_operator_resets_both_and_switches_both() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    sandbox.post(&token, &order("用水户开阀", &[BIZ_DATA]));
    assert_eq!(sandbox.operate("reset", &json!({})).status(), 200);
    assert_eq!(sandbox.list(&token, "")["data"]["totalRcdNum"], 62);
    let changed: Value = sandbox.operate("settings", &json!({ "tokenSeconds": 60 })).json().unwrap();
    assert_eq!(changed["tokenSeconds"], 60);
    assert_eq!(sandbox.operate("settings", &json!({ "colour": 1 })).status(), 400);
    assert_eq!(sandbox.operate("settings", &json!({ "tokenSeconds": "x" })).status(), 400);
}

#[test]
fn another_project_has_orders_of_its_own() {
    let sandbox = Sandbox::start();
    let token = sandbox.sign_in();
    let sent = sandbox.post(&token, &order("用水户开阀", &[BIZ_DATA]));
    let code = sent["data"][0]["eventCode"].as_str().unwrap();
    let elsewhere = sandbox.project("demo", &list_path(&format!("eventInfo={code}")));
    let page: Value =
        sandbox.http.get(elsewhere).header("panda-token", &token).send().unwrap().json().unwrap();
    assert_eq!(page["data"]["getMe"], Value::Null);
    assert_eq!(sandbox.operate("panda/projects", &json!({ "name": "新水司" })).status(), 201);
    assert_eq!(sandbox.operate("panda/seed", &json!({ "project": "新水司", "count": 500 })).status(), 201);
    let page = sandbox.project("新水司", &list_path("pageIndex=1&pageSize=1000"));
    let page: Value = sandbox.http.get(page).header("panda-token", &token).send().unwrap().json().unwrap();
    assert_eq!(page["data"]["getMe"].as_array().unwrap().len(), 500);
}
