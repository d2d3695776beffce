//! Where tokens are kept between two loads of a page. A browser that refuses is no error: the token stays in memory then.

use super::env::{global, member};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// sessionStorage, the app's own, or nothing.
pub struct Storage(JsValue);

impl Storage {
    /// The page's sessionStorage; some browsers throw when it is only looked at.
    pub fn session() -> Self {
        Self(member(&global(), "sessionStorage"))
    }

    /// What the app gave: anything with `getItem`, `setItem` and `removeItem`, which may answer with promises.
    pub const fn custom(storage: JsValue) -> Self {
        Self(storage)
    }

    /// Nothing is kept.
    pub const fn memory() -> Self {
        Self(JsValue::UNDEFINED)
    }

    /// The text under `key`.
    pub async fn get(&self, key: &str) -> Option<String> {
        self.call("getItem", &[key]).await?.as_string()
    }

    /// Keeps `text` under `key`.
    pub async fn set(&self, key: &str, text: &str) {
        self.call("setItem", &[key, text]).await;
    }

    /// Forgets what is under `key`. Not awaited: it works at once in every storage of a browser.
    pub fn remove(&self, key: &str) {
        let _ = self.apply("removeItem", &[key]);
    }

    async fn call(&self, method: &str, arguments: &[&str]) -> Option<JsValue> {
        let answer = self.apply(method, arguments)?;
        if answer.is_object() { JsFuture::from(Promise::resolve(&answer)).await.ok() } else { Some(answer) }
    }

    fn apply(&self, method: &str, arguments: &[&str]) -> Option<JsValue> {
        let method: Function = member(&self.0, method).dyn_into().ok()?;
        let arguments = arguments.iter().map(|argument| JsValue::from_str(argument)).collect();
        Reflect::apply(&method, &self.0, &arguments).ok()
    }
}
