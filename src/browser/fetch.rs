//! `fetch`, whoever provides it: a plain request in, the head of an answer and its body's pieces out.
//!
//! It is called with an address and an init object, as every adapter and test double expects; nothing but `status`, `headers.get`
//! and one of `body` and `arrayBuffer` is asked of what it answers.

use super::env::notify;
use super::rows::Rows;
use super::wait::Cancel;
use crate::delivery::{Call, Head, Reader, Request};
use crate::error::Reason;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/browser/exchange.js")]
extern "C" {
    #[wasm_bindgen(js_name = Exchange)]
    type Carrier;
    #[wasm_bindgen(constructor, js_class = "Exchange")]
    fn new() -> Carrier;
    #[wasm_bindgen(method)]
    fn send(
        this: &Carrier,
        fetch: &Function,
        url: &str,
        method: &str,
        headers: &str,
        body: Option<Uint8Array>,
    ) -> Promise;
    #[wasm_bindgen(method)]
    fn head(this: &Carrier) -> String;
    #[wasm_bindgen(method)]
    fn length(this: &Carrier) -> JsValue;
    #[wasm_bindgen(method)]
    fn next(this: &Carrier) -> Promise;
    #[wasm_bindgen(method)]
    fn abort(this: &Carrier);
}

/// One request under way. Dropped before its end, it is aborted.
pub struct Exchange {
    carrier: Carrier,
    over: bool,
}

/// Why an exchange ended early: the reason, or the browser's own words, yet to be explained.
pub enum Broken {
    /// A deadline or the caller.
    Ended(Reason),
    /// What `fetch` or the body's stream threw.
    Threw(JsValue),
}

/// As much of a body as is read at once. Rows are built of each part, and a row that is kept keeps no more than its part's text.
const SLICE: u32 = 48 * 1024;

impl Exchange {
    /// Sends `request` and waits for the answer's head.
    pub async fn start(
        fetch: &Function,
        request: &Request,
        cancel: &Cancel,
        limit: (f64, Reason),
    ) -> Result<Self, Broken> {
        let exchange = Self { carrier: Carrier::new(), over: false };
        let mut headers = String::new();
        for (name, value) in &request.headers {
            for part in [*name, "\0", value.as_str(), "\0"] {
                headers.push_str(part);
            }
        }
        let body = request.body.as_deref().map(Uint8Array::from);
        let sent = exchange.carrier.send(fetch, &request.url, request.method, &headers, body);
        waited(cancel, sent, limit).await?;
        Ok(exchange)
    }

    /// Status and headers.
    pub fn head(&self) -> Head {
        let head = self.carrier.head();
        let mut parts = head.split('\0');
        let status = parts.next().and_then(crate::text::count).map_or(0, |status| status as u16);
        let mut header = || parts.next().filter(|value| !value.is_empty()).map(str::to_owned);
        Head { status, content_type: header(), retry_after: header(), date: header() }
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
        let length = if keep { self.carrier.length() } else { JsValue::UNDEFINED };
        let mut loaded = 0.0;
        loop {
            let piece = waited(cancel, self.carrier.next(), call.body_limit(super::env::now())).await?;
            if piece.is_undefined() {
                break;
            }
            let bytes = piece.unchecked_into::<Uint8Array>();
            loaded += f64::from(bytes.length());
            let useful = reader.is_file() || pass_on(&bytes, reader, rows);
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
        }
        self.over = true;
        Ok(kept)
    }
}

/// What `promise` gives, unless the caller aborts or the limit passes first.
async fn waited(cancel: &Cancel, promise: Promise, limit: (f64, Reason)) -> Result<JsValue, Broken> {
    cancel.race(JsFuture::from(promise), limit).await.map_err(Broken::Ended)?.map_err(Broken::Threw)
}

/// Passes a piece on in slices. False when no more are of use.
fn pass_on(bytes: &Uint8Array, reader: &mut Reader, rows: &Rows) -> bool {
    let length = bytes.length();
    let mut from = 0;
    while from < length {
        let to = from.saturating_add(SLICE).min(length);
        if !reader.push(&bytes.subarray(from, to).to_vec()) {
            return false;
        }
        if let Some(batch) = reader.batch() {
            rows.add(batch);
        }
        from = to;
    }
    true
}

impl Drop for Exchange {
    fn drop(&mut self) {
        if !self.over {
            self.carrier.abort();
        }
    }
}
