//! The client's options on their way in. Functions stay JavaScript's; everything else is read by serde, strictly.

use super::env::{global, member};
use super::storage::Storage;
use crate::delivery::policy::{Retry, Timeouts};
use crate::error::{Issue, Locale, input};
use crate::{center, panda};
use js_sys::{Function, Object, Reflect};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

/// client.d.ts, `ClientOptions`, without its functions and objects with methods.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientOptions {
    /// 熊猫第三方工单对接
    pub panda: Option<panda::Options>,
    /// 统一工单中心
    pub center: Option<center::Options>,
    /// Of messages.
    #[serde(default, rename = "locale")]
    _locale: Option<Language>,
    /// `session` or `memory`; an object was taken out before.
    #[serde(default, rename = "storage")]
    _storage: Option<Place>,
    /// How long to wait.
    #[serde(default)]
    pub timeouts: Timeouts,
    /// How often to try.
    pub retry: Option<Retry>,
}

#[derive(Deserialize)]
enum Language {
    #[serde(rename = "zh-CN")]
    ZhCn,
    #[serde(rename = "en")]
    En,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    Session,
    Memory,
}

/// What serde cannot take: functions, and objects with methods.
pub struct Parts {
    /// `fetch`, the app's or the browser's.
    pub fetch: Function,
    /// `on`
    pub hooks: JsValue,
    /// `panda.token`
    pub panda_token: Option<Function>,
    /// `center.accessToken`, when it is a function
    pub center_token: Option<Function>,
    storage: JsValue,
}

/// The locale, looked at first: errors about the rest are to be in it.
pub fn locale(options: &JsValue) -> Locale {
    if member(options, "locale").as_string().as_deref() == Some("en") { Locale::En } else { Locale::ZhCn }
}

/// Takes the options apart.
pub fn read(options: &JsValue, locale: Locale) -> Result<(ClientOptions, Parts), Vec<Issue>> {
    let plain = copy(options);
    let mut issues = Vec::new();
    let mut function = |of: &Object, path: &[&str]| -> Option<Function> {
        let name = path.last().copied().unwrap_or_default();
        let given = take(of, name);
        let function = given.dyn_ref::<Function>().cloned();
        if function.is_none() && !given.is_undefined() && !given.is_null() {
            let path = path.iter().map(|step| (*step).into()).collect();
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
    let fetch = own_fetch.or_else(|| member(&global(), "fetch").dyn_into().ok());
    if fetch.is_none() {
        let (zh, en) =
            ("当前环境没有 fetch，请通过 fetch 选项提供", "there is no fetch here; give one in this option");
        issues.push(Issue::new(vec!["fetch".into()], "required", locale, zh, en));
    }
    match (from_js(&plain, "", locale), fetch) {
        (Ok(read), Some(fetch)) if issues.is_empty() => {
            Ok((read, Parts { fetch, hooks, panda_token, center_token, storage }))
        }
        (read, _) => {
            issues.extend(read.err());
            Err(issues)
        }
    }
}

impl Parts {
    /// Where tokens are kept.
    pub fn storage(&self) -> Storage {
        if self.storage.is_object() {
            return Storage::custom(self.storage.clone());
        }
        match self.storage.as_string().as_deref() {
            Some("memory") => Storage::memory(),
            _ => Storage::session(),
        }
    }
}

/// Reads one argument. `root` is what it is called in messages.
pub fn from_js<T: DeserializeOwned>(value: &JsValue, root: &str, locale: Locale) -> Result<T, Issue> {
    let value = if value.is_undefined() || value.is_null() { Object::new().into() } else { value.clone() };
    serde_path_to_error::deserialize(serde_wasm_bindgen::Deserializer::from(value))
        .map_err(|error| input::issue(root, &error.path().to_string(), &error.inner().to_string(), locale))
}

fn copy(object: &JsValue) -> Object {
    let copy = Object::new();
    match object.dyn_ref::<Object>() {
        Some(object) => Object::assign(&copy, object),
        None => copy,
    }
}

fn take(object: &Object, key: &str) -> JsValue {
    let value = member(object, key);
    let _ = Reflect::delete_property(object, &JsValue::from_str(key));
    value
}
