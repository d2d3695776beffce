//! The browser's clock, dice, timers and facts about the page; nothing is taken for granted.

use js_sys::{Array, Function, Reflect};
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout, catch)]
    fn set_timeout(callback: &Function, ms: f64) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = clearTimeout, catch)]
    fn clear_timeout(timer: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = globalThis, thread_local_v2)]
    static GLOBAL_THIS: Option<JsValue>;
    #[wasm_bindgen(js_name = self, thread_local_v2)]
    static SELF: Option<JsValue>;
    #[wasm_bindgen(js_name = window, thread_local_v2)]
    static WINDOW: Option<JsValue>;
}

/// `globalThis`, which Chromium has from 71 on; `self` or `window` before.
pub fn global() -> JsValue {
    let defined = |value: Option<JsValue>| value.filter(JsValue::is_object);
    GLOBAL_THIS
        .with(|value| defined(value.clone()))
        .or_else(|| SELF.with(|value| defined(value.clone())))
        .or_else(|| WINDOW.with(|value| defined(value.clone())))
        .unwrap_or(JsValue::UNDEFINED)
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

/// `navigator.onLine`.
pub fn online() -> Option<bool> {
    member(&member(&global(), "navigator"), "onLine").as_bool()
}

/// The page's origin; `None` outside a page.
pub fn origin() -> Option<String> {
    member(&member(&global(), "location"), "origin").as_string()
}

/// A random UUID (version 4), from `crypto` where there is one.
pub fn uuid() -> String {
    let crypto = member(&global(), "crypto");
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

/// A timer as a future. Dropped, it is cleared.
pub struct Timer {
    state: Rc<RefCell<TimerState>>,
    id: JsValue,
    _callback: Closure<dyn FnMut()>,
}

#[derive(Default)]
struct TimerState {
    over: bool,
    waker: Option<Waker>,
}

impl Timer {
    /// Over in `ms` milliseconds.
    pub fn new(ms: f64) -> Self {
        let state = Rc::new(RefCell::new(TimerState::default()));
        let shared = Rc::clone(&state);
        let callback = Closure::<dyn FnMut()>::new(move || {
            let waker = {
                let mut state = shared.borrow_mut();
                state.over = true;
                state.waker.take()
            };
            if let Some(waker) = waker {
                waker.wake();
            }
        });
        // A timer that cannot be set is over at once: better too early than never.
        let id = set_timeout(callback.as_ref().unchecked_ref(), ms);
        state.borrow_mut().over = id.is_err();
        Self { state, id: id.unwrap_or(JsValue::UNDEFINED), _callback: callback }
    }
}

impl Future for Timer {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.state.borrow_mut();
        if state.over {
            return Poll::Ready(());
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        let _ = clear_timeout(&self.id);
    }
}

/// Calls `function` if it is one; what it throws is its own trouble.
pub fn notify(function: &JsValue, argument: &JsValue) {
    if let Some(function) = function.dyn_ref::<Function>() {
        let _ = Reflect::apply(function, &JsValue::UNDEFINED, &Array::of1(argument));
    }
}
