//! The browser's clock, dice and facts about the page; nothing is taken for granted.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/env.js")]
extern "C" {
    /// A member of the global scope.
    #[wasm_bindgen(js_name = globalMember)]
    pub fn global(name: &str) -> JsValue;
    /// `navigator.onLine`; `None` where nobody knows.
    pub fn online() -> Option<bool>;
    /// The page's origin; `None` outside a page.
    pub fn origin() -> Option<String>;
}

/// A member of anything; undefined when there is none or it may not be read.
pub fn member(of: &JsValue, key: &str) -> JsValue {
    // Asked of nothing, `Reflect.get` throws, which takes longer than all the rest of a call.
    if of.is_undefined() || of.is_null() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(of, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

/// Epoch milliseconds.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// 0 up to 1.
pub fn random() -> f64 {
    js_sys::Math::random()
}

/// A random UUID (version 4), from `crypto` where there is one.
pub fn uuid() -> String {
    let crypto = global("crypto");
    let bytes = js_sys::Uint8Array::new_with_length(16);
    let filled = member(&crypto, "getRandomValues")
        .dyn_into::<Function>()
        .and_then(|fill| fill.call1(&crypto, &bytes))
        .is_ok();
    let mut raw = [0_u8; 16];
    bytes.copy_to(&mut raw);
    if !filled {
        raw.iter_mut().for_each(|byte| *byte = (random() * 256.0) as u8);
    }
    crate::delivery::key::uuid(raw)
}
