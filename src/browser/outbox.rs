//! The module's side of the outbox: submissions on their way into it and out of it. The layer above carries entries to the store
//! and back; what may happen to them is decided in `delivery::outbox`.

use super::client::{Core, Inner};
use super::env::{member, now, random};
use super::plan::Plan;
use crate::delivery::outbox::carry::{Actor, carry};
use crate::delivery::outbox::{self, Entry, Found, Payload, State};
use crate::delivery::reconcile::{Ask, Asked, Lost, Outcome, Verdict};
use crate::delivery::{Effect, Request};
use crate::error::Service;
use crate::json::Value;
use crate::list::List;
use crate::{center, panda};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Core {
    /// Lets `event` happen to stored entries, all as JSON: `{put, drop, answer}`.
    pub fn outbox(&self, entries: &str, event: &str) -> String {
        let inner = &self.inner;
        let mut scopes = Vec::new();
        for service in [Service::Panda, Service::Center] {
            if let Some(scope) = inner.scope(service) {
                scopes.push(scope);
            }
        }
        let actor = Actor {
            scopes: &scopes,
            lease_ms: lease(inner.policy.total_ms),
            locale: inner.locale,
            now: now(),
            random: random(),
        };
        carry(entries.as_bytes(), event.as_bytes(), actor)
    }

    /// What to ask next of the server's lists about a stored entry, given the `answers` so far; or what they say.
    pub fn inquire(&self, entry: &str, answers: &str) -> String {
        let Some(entry) = stored(entry) else { return String::new() };
        let answers = match Value::parse(answers.as_bytes()) {
            Ok(Value::List(answers)) => answers,
            _ => Vec::new(),
        };
        let panda = entry.service == Service::Panda.name();
        let account = self.inner.account(if panda { Service::Panda } else { Service::Center });
        let Some(account) = account else { return String::new() };
        let lost = Lost {
            said: entry.said(),
            entry: &entry,
            skew_ms: account.session.borrow().skew(),
            utc_offset_minutes: account.utc_offset_minutes,
        };
        let look = if panda { panda::reconcile::reconcile } else { center::reconcile::reconcile };
        said(look(&lost, &mut Asked::new(&answers)))
    }
}

/// What `step` says, as JSON: `{ask: [method, argument]}` or `{verdict, found, doubled}`.
fn said(step: Result<Verdict, Ask>) -> String {
    let text = |text: &str| Value::Text(text.into());
    let said = match step {
        Err(ask) => Value::object(vec![("ask", Value::List(vec![text(ask.method), ask.argument]))]),
        Ok(verdict) => {
            let outcome = match verdict.outcome {
                Outcome::Accepted => "accepted",
                Outcome::NotFound => "not-found",
                Outcome::Ambiguous => "ambiguous",
            };
            Value::object(vec![
                ("verdict", text(outcome)),
                ("found", Value::List(verdict.found.iter().map(Found::to_value).list())),
                ("doubled", Value::Bool(verdict.doubled)),
            ])
        }
    };
    said.to_json()
}

/// A call of so long is over by then, however late its timers are.
fn lease(total_ms: f64) -> f64 {
    total_ms + 15_000.0
}

/// What to store of a plan that changes something, an entry as JSON and the bodies of its requests, which are taken out of the plan: they leave
/// the module once. `None` for any other plan, and where nobody keeps an outbox.
pub fn intent(
    inner: &Inner,
    plan: &mut Plan,
    argument: &JsValue,
    call: &JsValue,
    total_ms: f64,
) -> Option<Array> {
    let (Plan::Send(_, job, finish), true) = (plan, member(&member(call, "outbox"), "admit").is_function())
    else {
        return None;
    };
    let key = finish.key().filter(|_| job.operation.effect == Effect::Write)?;
    let given = |name: &str| member(argument, name).as_string();
    let titles = ["eventName", "title", "taskName", "processDefId", "taskId", "procInsId"];
    let key_field = member(call, "keyField").as_string();
    let said = job.requests.first().and_then(|request| request.body.as_deref()).unwrap_or_default();
    // The same but for the key in it is the same.
    let without =
        key_field.as_ref().map(|_| crate::text::replace(core::str::from_utf8(said).unwrap_or(""), key, ""));
    let said = [without.as_ref().map_or(said, |said| said.as_bytes()), job.operation.name.as_bytes()];
    let now = now();
    let entry = Entry {
        key: key.into(),
        scope: inner.scope(job.operation.service)?,
        service: job.operation.service.name().into(),
        operation: job.operation.name.into(),
        title: argument.as_string().or_else(|| titles.into_iter().find_map(given)),
        state: State::Queued,
        owner: None,
        until: now + lease(total_ms),
        created_at: now,
        sent_at: None,
        attempts: 0,
        lost: false,
        error: None,
        key_field,
        found: Vec::new(),
        makes: member(&member(argument, "flows"), "length").as_f64().map_or(1, |flows| flows as u32),
        print: outbox::print(said.into_iter()),
        queue: member(call, "queue").is_truthy(),
        joined: false,
        drains: false,
        result: None,
        payloads: job.requests.iter().map(payload).list(),
    };
    let bodies = Array::new();
    for request in &mut job.requests {
        bodies.push(&Uint8Array::from(request.body.take().unwrap_or_default().as_slice()));
    }
    Some(Array::of2(&entry.to_value().to_json().into(), &bodies))
}

fn payload(request: &Request) -> Payload {
    Payload { method: request.method.into(), url: request.url.clone(), body: String::new() }
}

/// A stored entry as JSON, with its bodies, as it is to be sent.
pub fn stored(text: &str) -> Option<Entry> {
    Entry::from_value(&Value::parse(text.as_bytes()).ok()?)
}

/// The requests of a stored entry, with `headers`.
pub fn requests(entry: &Entry, headers: &[(&'static str, String)]) -> Vec<Request> {
    let requests = entry.payloads.iter().map(|payload| {
        let method = match payload.method.as_str() {
            "DELETE" => "DELETE",
            "PUT" => "PUT",
            "GET" => "GET",
            _ => "POST",
        };
        let mut headers = headers.to_vec();
        headers.push(("Content-Type", "application/json".into()));
        let body = Some(payload.body.clone().into_bytes());
        Request { method, url: payload.url.clone(), headers, body }
    });
    requests.list()
}
