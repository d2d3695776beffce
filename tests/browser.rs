//! The browser layer in a real browser: what an app passes in, what leaves, what comes back.
#![cfg(target_arch = "wasm32")]

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::*;
use work_order_client::browser::client::Core;

wasm_bindgen_test_configure!(run_in_browser);

/// A server in the page: answers by what the address contains, and remembers what it was sent.
#[wasm_bindgen(inline_js = r#"
export function server(answers) {
  const calls = [];
  const fetch = async (address, init) => {
    const call = { address, method: init.method, token: init.headers.get("panda-token"), redirect: init.redirect,
      credentials: init.credentials, body: init.body ? new TextDecoder().decode(init.body) : null };
    calls.push(call);
    const answer = answers.find((answer) => address.includes(answer.at) && !(answer.times-- <= 0));
    if (!answer) throw new TypeError("Failed to fetch");
    if (answer.delay) await new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, answer.delay);
      init.signal.addEventListener("abort", () => { clearTimeout(timer); call.aborted = true; reject(init.signal.reason); });
    });
    return new Response(answer.body, { status: answer.status || 200, headers: { "Content-Type": answer.type || "application/json" } });
  };
  return { fetch, calls };
}
export function evaluate(name) {
  const controller = new AbortController();
  if (name === "aborted") controller.abort();
  if (name === "soon") setTimeout(() => controller.abort("reason"), 30);
  return controller.signal;
}
export const cyclic = () => { const data = { 名称: "x", 数量: NaN, f() {} }; data.自身 = data; return data; };
"#)]
extern "C" {
    fn server(answers: &JsValue) -> JsValue;
    fn evaluate(name: &str) -> JsValue;
    fn cyclic() -> JsValue;
}

fn json(text: &str) -> JsValue {
    JSON::parse(text).unwrap()
}

fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| Reflect::get(&value, &key.into()).unwrap())
}

fn text(value: &JsValue, path: &str) -> String {
    let found = get(value, path);
    found.as_string().unwrap_or_else(|| JSON::stringify(&found).map(String::from).unwrap_or_default())
}

const SIGNED_IN: &str =
    r#"{"at":"GenerateToken","body":"{\"errMsg\":\"\",\"expirationTime\":\"\",\"token\":\"t1\"}"}"#;

/// A client of the document's account whose server gives these answers, and what it was sent.
fn client(answers: &str) -> (Core, Array) {
    let server = server(&json(&format!("[{answers}]")));
    let options = json(
        r#"{"panda":{"baseUrl":"https://gd.example.cn","project":"熊猫","userId":42,"credentials":{"username":"u","password":"geheim"}},"storage":"memory","locale":"en"}"#,
    );
    Reflect::set(&options, &"fetch".into(), &get(&server, "fetch")).unwrap();
    (Core::new(&options).unwrap_or_else(|_| panic!("these options are right")), get(&server, "calls").into())
}

fn call(options: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in options {
        Reflect::set(&object, &(*key).into(), value).unwrap();
    }
    object.into()
}

/// Calls a method; promises of the module and futures of the test meet here.
fn run(core: &Core, name: &str, argument: JsValue, call: JsValue) -> JsFuture {
    JsFuture::from(core.call(name, &argument, &call))
}

fn order() -> JsValue {
    json(r#"{"eventName":"用水户开阀","flows":[{"bizData":{"用户编号":"xx0021"}}]}"#)
}

#[wasm_bindgen_test]
fn every_wrong_option_is_named_and_no_secret_is() {
    let options = json(
        r#"{"panda":{"baseURL":"x","project":"p","credentials":{"username":"u","password":"geheim"}},"locale":"en"}"#,
    );
    let error = Core::new(&options).err().unwrap();
    assert_eq!(text(&error, "kind"), "config");
    let said: Vec<String> =
        Array::from(&get(&error, "issues")).iter().map(|issue| text(&issue, "detail")).collect();
    assert_eq!(said, ["panda.baseUrl: is required", "panda.baseURL: no such field; did you mean baseUrl?"]);
    assert!(!text(&error, "message").contains("geheim"));
    for wrong in [
        r#"{"timeouts":{"totalMs":-1}}"#,
        r#"{"fetch":1}"#,
        r#"{"retry":3}"#,
        r#"{"locale":"de"}"#,
        r#"{"storage":"disk"}"#,
    ] {
        let error = Core::new(&json(wrong)).err().unwrap_or_else(|| panic!("{wrong} was taken"));
        assert_eq!(text(&error, "kind"), "config", "{wrong}");
    }
}

#[wasm_bindgen_test]
async fn an_order_signs_in_once_and_leaves_as_the_document_shows() {
    let receipt = r#"{"at":"PostFlowNodeData","body":"{\"code\":0,\"msg\":\"Ok\",\"data\":[{\"eventCode\":\"E\",\"caseNo\":\"C\",\"extra\":1965951881494065154}]}"}"#;
    let (core, calls) = client(&format!("{SIGNED_IN},{receipt}"));
    let sent = run(&core, "panda.submit", order(), JsValue::UNDEFINED).await.unwrap();
    assert_eq!(text(&sent, "outcome"), "accepted");
    assert_eq!(text(&sent, "receipt"), r#"[{"eventCode":"E","caseNo":"C","extra":"1965951881494065154"}]"#);
    assert_eq!(text(&sent, "key").len(), 36);
    assert_eq!(text(&calls, "0.body"), "username=u&password=geheim");
    assert_eq!(text(&calls, "1.token"), "t1");
    assert_eq!((text(&calls, "1.credentials"), text(&calls, "1.redirect")), ("omit".into(), "manual".into()));
    assert_eq!(
        text(&calls, "1.body"),
        r#"{"eventName":"用水户开阀","userId":42,"FlowDatas":[{"toUserIds":"","opinion":"","BizData":"{\"用户编号\":\"xx0021\"}"}]}"#
    );
}

#[wasm_bindgen_test]
async fn what_json_cannot_hold_is_named_and_nothing_is_sent() {
    let (core, calls) = client(SIGNED_IN);
    let order =
        call(&[("eventName", "x".into()), ("flows", Array::of1(&call(&[("bizData", cyclic())])).into())]);
    let error = run(&core, "panda.submit", order, JsValue::UNDEFINED).await.unwrap_err();
    let rules: Vec<String> =
        Array::from(&get(&error, "issues")).iter().map(|issue| text(&issue, "rule")).collect();
    assert_eq!(
        (text(&error, "kind"), rules.join(" ")),
        ("validation".into(), "not-a-number function cycle".into())
    );
    assert_eq!(text(&error, "issues.0.path"), r#"["order","flows",0,"bizData","数量"]"#);
    assert_eq!(calls.length(), 0);
}

#[wasm_bindgen_test]
async fn a_broken_connection_makes_a_submission_unknown_and_is_not_repeated() {
    let (core, calls) = client(SIGNED_IN);
    let sent = run(&core, "panda.submit", order(), call(&[("key", "k1".into())])).await.unwrap();
    assert_eq!((text(&sent, "outcome"), text(&sent, "key")), ("unknown".into(), "k1".into()));
    assert_eq!(
        (text(&sent, "error.kind"), text(&sent, "error.executed")),
        ("network".into(), "unknown".into())
    );
    assert_eq!(calls.length(), 2);
}

#[wasm_bindgen_test]
async fn ten_calls_share_one_sign_in_and_its_failure() {
    let refused = r#"{"at":"GenerateToken","delay":20,"body":"{\"errMsg\":\"密码错误\",\"token\":\"\"}"}"#;
    let (core, calls) = client(refused);
    let calls_made: Vec<_> =
        (0..10).map(|_| run(&core, "panda.eventTypes", JsValue::UNDEFINED, JsValue::UNDEFINED)).collect();
    for outcome in calls_made {
        let error = outcome.await.unwrap_err();
        assert_eq!((text(&error, "kind"), text(&error, "serverMessage")), ("auth".into(), "密码错误".into()));
        assert_eq!(text(&error, "operation"), "eventTypes");
    }
    assert_eq!(calls.length(), 1);
}

#[wasm_bindgen_test]
async fn the_401_page_leads_to_one_sign_in_and_one_redo() {
    let page = r#"{"at":"GetFlowCenterData","times":1,"type":"text/html","body":"<!DOCTYPE html><title>401-对不起！您没有权限访问</title>"}"#;
    let types = r#"{"at":"GetFlowCenterData","body":"{\"code\":0,\"data\":[]}"}"#;
    let (core, calls) = client(&format!("{SIGNED_IN},{page},{types}"));
    let types = run(&core, "panda.eventTypes", json(r#"{"type":"web"}"#), JsValue::UNDEFINED).await.unwrap();
    assert_eq!(Array::from(&types).length(), 0);
    assert_eq!(calls.length(), 4);
}

#[wasm_bindgen_test]
async fn the_callers_signal_ends_a_call_before_and_after_sending() {
    let slow = r#"{"at":"PostFlowNodeData","delay":10000,"body":"{}"}"#;
    let (core, calls) = client(&format!("{SIGNED_IN},{slow}"));
    let error =
        run(&core, "panda.submit", order(), call(&[("signal", evaluate("aborted"))])).await.unwrap_err();
    assert_eq!((text(&error, "kind"), text(&error, "executed")), ("aborted".into(), "no".into()));
    assert_eq!(calls.length(), 0);
    let sent = run(&core, "panda.submit", order(), call(&[("signal", evaluate("soon"))])).await.unwrap();
    assert_eq!((text(&sent, "outcome"), text(&sent, "error.kind")), ("unknown".into(), "aborted".into()));
    assert_eq!(text(&calls, "1.aborted"), "true");
}

#[wasm_bindgen_test]
async fn a_deadline_holds_for_the_sign_in_too() {
    let slow = r#"{"at":"GenerateToken","delay":10000,"body":"{}"}"#;
    let (core, _) = client(slow);
    let error =
        run(&core, "panda.signIn", JsValue::UNDEFINED, call(&[("timeoutMs", 40.into())])).await.unwrap_err();
    assert_eq!((text(&error, "kind"), text(&error, "attempts")), ("timeout".into(), "0".into()));
}

#[wasm_bindgen_test]
async fn bodies_that_are_no_answer_have_names() {
    for (answer, kind, status) in [
        (r#"{"at":"Log","status":502,"type":"text/html","body":"<html>Bad Gateway</html>"}"#, "http", "502"),
        (r#"{"at":"Log","body":"{\"code\":0,\"data\":[{\"title\":\"a"}"#, "decode", "200"),
        (r#"{"at":"Log","body":""}"#, "decode", "200"),
        (r#"{"at":"Log","body":"{\"status\":\"ok\"}"}"#, "decode", "200"),
        (r#"{"at":"Log","body":"{\"code\":-1,\"msg\":\"工单不存在\"}"}"#, "service", "200"),
        (r#"{"at":"Log","status":404,"type":"text/html","body":"<html>"}"#, "http", "404"),
    ] {
        let (core, _) = client(&format!("{SIGNED_IN},{answer}"));
        let quick = call(&[("timeoutMs", 4000.into())]);
        let error = run(&core, "panda.processLog", "CCSS-2023-0000021".into(), quick).await.unwrap_err();
        assert_eq!((text(&error, "kind"), text(&error, "status")), (kind.into(), status.into()), "{answer}");
    }
}
