//! The client's options on their way in. Functions stay JavaScript's; everything else is read as JSON, strictly.

use super::env::{global, member};
use super::values;
use crate::delivery::Policy;
use crate::error::{Given, Issue, Locale};
use crate::json::Value;
use crate::list::List;
use crate::{center, panda};
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// client.d.ts, `ClientOptions`, checked.
pub struct Settings {
    /// 熊猫第三方工单对接
    pub panda: Option<panda::Config>,
    /// 统一工单中心
    pub center: Option<center::Config>,
    /// Timeouts and retries.
    pub policy: Policy,
}

/// What JSON cannot carry: functions, and objects with methods.
pub struct Parts {
    /// `fetch`, the app's or the browser's.
    pub fetch: Function,
    /// `on`
    pub hooks: JsValue,
    /// `panda.token`
    pub panda_token: Option<Function>,
    /// `center.accessToken`, when it is a function
    pub center_token: Option<Function>,
    /// `storage`: an object, or its name
    pub storage: JsValue,
}

/// The locale, looked at first: errors about the rest are to be in it.
pub fn locale(options: &JsValue) -> Locale {
    if member(options, "locale").as_string().as_deref() == Some("en") { Locale::En } else { Locale::ZhCn }
}

/// Takes the options apart.
pub fn read(options: &JsValue, locale: Locale) -> Result<(Settings, Parts), Vec<Issue>> {
    let plain = copy(options);
    let mut issues = Vec::new();
    let mut function = |of: &Object, path: &[&str]| -> Option<Function> {
        let name = path.last().copied().unwrap_or_default();
        let given = take(of, name);
        let function = given.dyn_ref::<Function>().cloned();
        if function.is_none() && !given.is_undefined() && !given.is_null() {
            let path = path.iter().map(|step| (*step).into()).list();
            issues.push(Issue::new(path, "type", locale, "应为函数", "should be a function"));
        }
        function
    };
    let own_fetch = function(&plain, &["fetch"]);
    let panda = member(&plain, "panda");
    let mut panda_token = None;
    if panda.is_object() {
        let panda = copy(&panda);
        panda_token = function(&panda, &["panda", "token"]);
        let _ = Reflect::set(&plain, &"panda".into(), &panda);
    }
    let center = member(&plain, "center");
    let mut center_token = None;
    if center.is_object() && member(&center, "accessToken").is_function() {
        let center = copy(&center);
        center_token = take(&center, "accessToken").dyn_into().ok();
        let _ = Reflect::set(&plain, &"center".into(), &center);
    }
    let hooks = take(&plain, "on");
    let storage = member(&plain, "storage");
    if storage.is_object() {
        take(&plain, "storage");
    }
    // Looked up at each start, not at import: a polyfill may come later than we do. Called without `this`, as fetch requires.
    let fetch = own_fetch.or_else(|| global("fetch").dyn_into().ok());
    if fetch.is_none() {
        let (zh, en) =
            ("当前环境没有 fetch，请通过 fetch 选项提供", "there is no fetch here; give one in this option");
        issues.push(Issue::of("fetch", "required", locale, zh, en));
    }
    let providers = (panda_token.is_some(), center_token.is_some());
    let settings = self::plain(&plain, "", 0, locale).and_then(|value| settings(&value, providers, locale));
    match (settings, fetch) {
        (Ok(settings), Some(fetch)) if issues.is_empty() => {
            Ok((settings, Parts { fetch, hooks, panda_token, center_token, storage }))
        }
        (settings, _) => {
            issues.append(&mut settings.err().unwrap_or_default());
            Err(issues)
        }
    }
}

fn settings(
    options: &Value,
    (panda_token, center_token): (bool, bool),
    locale: Locale,
) -> Result<Settings, Vec<Issue>> {
    crate::error::read("", options, locale, |given| {
        given.one_of("locale", &["zh-CN", "en"]);
        given.one_of("storage", &["session", "memory"]);
        // The layer above acts on it.
        if let Some(mut outbox) = given.object("outbox") {
            outbox.one_of("storage", &["indexeddb", "session", "memory"]);
            outbox.boolean("joinIdentical");
            outbox.finish();
        }
        let policy = Policy::read(given);
        let panda = given.object("panda").map(|mut given| {
            let config = panda::Config::read(&mut given, panda_token);
            given.finish();
            config
        });
        let center = given.object("center").map(|mut given| {
            let config = center::Config::read(&mut given, center_token);
            given.finish();
            config
        });
        Settings { panda, center, policy }
    })
}

/// All that is wrong with the last argument of a call (calls.d.ts). It is read where it is needed.
pub fn wrong(options: &JsValue, locale: Locale) -> Vec<Issue> {
    if is_nothing(options) {
        return Vec::new();
    }
    // What JSON cannot carry, and what the layer above has seen to or put there.
    let rest = copy(options);
    let [signal, on_progress, ..] = ["signal", "onProgress", "form", "outbox"].map(|name| take(&rest, name));
    let rest = if options.is_object() { rest.into() } else { options.clone() };
    let (value, mut issues) = match plain(&rest, "options", 0, locale) {
        Ok(value) => (value, Vec::new()),
        Err(issues) => (Value::Null, issues),
    };
    let mut given = Given::new("options", &value, locale, &mut issues);
    given.get("form");
    let has_number = matches!(given.get("timeoutMs"), None | Some(Value::Number(_)));
    for (name, right, zh, en) in [
        ("signal", is_nothing(&signal) || signal.is_object(), "应为 AbortSignal", "should be an AbortSignal"),
        (
            "onProgress",
            is_nothing(&on_progress) || on_progress.is_function(),
            "应为函数",
            "should be a function",
        ),
        ("timeoutMs", has_number, "应为毫秒数", "should be a number of milliseconds"),
    ] {
        given.get(name);
        if !right {
            given.issue(name, "type", zh, en);
        }
    }
    for name in ["key", "keyField", "taskId"] {
        if given.text(name).is_some_and(|text| text.trim().is_empty()) {
            given.issue(name, "required", "应为非空字符串", "should be a string that is not empty");
        }
    }
    given.boolean("queue");
    given.finish();
    issues
}

fn is_nothing(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

/// Options or a query as plain data. `root` is what it is called in messages.
pub fn plain(
    value: &JsValue,
    root: &str,
    utc_offset_minutes: i32,
    locale: Locale,
) -> Result<Value, Vec<Issue>> {
    if value.is_undefined() {
        return Ok(Value::Null);
    }
    let text = values::json(value, root, utc_offset_minutes, locale)?;
    Ok(Value::parse(text.as_bytes()).unwrap_or(Value::Null))
}

fn copy(object: &JsValue) -> Object {
    let copy = Object::new();
    // An object of another frame is no `Object` of this one.
    if object.is_object() { Object::assign(&copy, object.unchecked_ref()) } else { copy }
}

fn take(object: &Object, key: &str) -> JsValue {
    let value = member(object, key);
    let _ = Reflect::delete_property(object, &JsValue::from_str(key));
    value
}
