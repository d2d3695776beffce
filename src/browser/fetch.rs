//! `fetch`, whoever provides it: a plain request in, the head of an answer and its body's pieces out.
//!
//! It is called with an address and an init object, as every adapter and test double expects; nothing but `status`, `headers.get`
//! and one of `body` and `arrayBuffer` is asked of what it answers.

use super::env::{member, notify};
use super::rows::Rows;
use super::wait::Cancel;
use crate::delivery::{Call, Head, Reader, Request};
use crate::error::Reason;
use crate::text::count;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    type AbortController;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<AbortController, JsValue>;
    #[wasm_bindgen(method)]
    fn abort(this: &AbortController);
    #[wasm_bindgen(method, getter)]
    fn signal(this: &AbortController) -> JsValue;

    type Headers;
    #[wasm_bindgen(constructor)]
    fn new() -> Headers;
    #[wasm_bindgen(method)]
    fn set(this: &Headers, name: &str, value: &str);
}

/// One request under way. Dropped before its end, it is aborted.
pub struct Exchange {
    controller: Option<AbortController>,
    response: JsValue,
    over: bool,
}

/// Why an exchange ended early: the reason, or the browser's own words, yet to be explained.
pub enum Broken {
    /// A deadline or the caller.
    Ended(Reason),
    /// What `fetch` or the body's stream threw.
    Threw(JsValue),
}

impl Exchange {
    /// Sends `request` and waits for the answer's head.
    pub async fn start(
        fetch: &Function,
        request: &Request,
        cancel: &Cancel,
        limit: (f64, Reason),
    ) -> Result<Self, Broken> {
        // Chromium has no AbortController before 66; without one the answer is only left unread.
        let mut exchange =
            Self { controller: AbortController::new().ok(), response: JsValue::UNDEFINED, over: false };
        let init = exchange.init(request);
        let sent = fetch.call2(&JsValue::UNDEFINED, &JsValue::from_str(&request.url), &init);
        let promise = Promise::resolve(&sent.map_err(Broken::Threw)?);
        exchange.response = cancel
            .race(JsFuture::from(promise), limit)
            .await
            .map_err(Broken::Ended)?
            .map_err(Broken::Threw)?;
        Ok(exchange)
    }

    fn init(&self, request: &Request) -> Object {
        let headers = Headers::new();
        for (name, value) in &request.headers {
            headers.set(name, value);
        }
        let init = Object::new();
        let set = |key: &str, value: &JsValue| {
            let _ = Reflect::set(&init, &JsValue::from_str(key), value);
        };
        set("method", &request.method.into());
        set("headers", &headers);
        // Cookies are none of these APIs' business; a redirect would take the token elsewhere; lists must be fresh.
        set("credentials", &"omit".into());
        set("redirect", &"manual".into());
        set("cache", &"no-store".into());
        if let Some(body) = &request.body {
            set("body", &Uint8Array::from(body.as_slice()));
        }
        if let Some(controller) = &self.controller {
            set("signal", &controller.signal());
        }
        init
    }

    /// Status and headers.
    pub fn head(&self) -> Head {
        let header = |name: &str| self.header(name);
        Head {
            status: member(&self.response, "status").as_f64().map_or(0, |status| status as u16),
            content_type: header("Content-Type"),
            retry_after: header("Retry-After"),
            date: header("Date"),
        }
    }

    fn header(&self, name: &str) -> Option<String> {
        let headers = member(&self.response, "headers");
        let get: Function = member(&headers, "get").dyn_into().ok()?;
        get.call1(&headers, &JsValue::from_str(name)).ok()?.as_string()
    }

    /// How long the body will be, where the server says so and nothing compresses it on the way.
    fn length(&self) -> JsValue {
        match self.header("Content-Length").and_then(|length| count(&length)) {
            Some(length) if self.header("Content-Encoding").is_none() => length.into(),
            _ => JsValue::UNDEFINED,
        }
    }

    /// Reads the body into `reader`, rows into `rows`. A file's pieces are kept and returned, and `on_progress` hears of each.
    pub async fn read(
        mut self,
        reader: &mut Reader,
        rows: &Rows,
        call: &Call,
        cancel: &Cancel,
        keep: bool,
        on_progress: &JsValue,
    ) -> Result<Array, Broken> {
        let kept = Array::new();
        let length = self.length();
        let mut loaded = 0.0;
        let stream = member(&self.response, "body");
        let source = match member(&stream, "getReader").dyn_into::<Function>() {
            Ok(get_reader) => get_reader.call0(&stream).map_err(Broken::Threw)?,
            Err(_) => self.response.clone(),
        };
        let streams = source != self.response;
        let next: Function = member(&source, if streams { "read" } else { "arrayBuffer" })
            .dyn_into()
            .map_err(|_| Broken::Threw(js_sys::TypeError::new("fetch gave no Response").into()))?;
        loop {
            let promise = Promise::resolve(&next.call0(&source).map_err(Broken::Threw)?);
            let limit = call.body_limit(super::env::now());
            let piece = cancel
                .race(JsFuture::from(promise), limit)
                .await
                .map_err(Broken::Ended)?
                .map_err(Broken::Threw)?;
            let piece = match streams {
                true if member(&piece, "done").is_truthy() => break,
                true => member(&piece, "value"),
                false => Uint8Array::new(&piece).into(),
            };
            let bytes = piece.unchecked_into::<Uint8Array>();
            loaded += f64::from(bytes.length());
            let useful = reader.is_file() || reader.push(&bytes.to_vec());
            if let Some(batch) = reader.batch() {
                rows.add(batch);
            }
            if keep {
                kept.push(&bytes);
                if reader.is_file() {
                    let progress = Object::new();
                    let _ = Reflect::set(&progress, &"loaded".into(), &loaded.into());
                    let _ = Reflect::set(&progress, &"total".into(), &length);
                    notify(on_progress, &progress);
                }
            }
            if !useful {
                return Ok(kept);
            }
            if !streams {
                break;
            }
        }
        self.over = true;
        Ok(kept)
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        if let Some(controller) = self.controller.as_ref().filter(|_| !self.over) {
            controller.abort();
        }
    }
}
