//! Carries one call: asks the state machine what to do, does it, and tells it what happened.

use super::account::Account;
use super::client::Inner;
use super::env::{self, member, now, random};
use super::error::{Failed, explain, object};
use super::fetch::{Broken, Exchange};
use super::rows::Rows;
use super::wait::Cancel;
use crate::delivery::{
    Answer, Body, Call, Effect, Next, Operation, Policy, Reader, Request, Verdict, network, time,
};
use crate::error::Reason;
use crate::json::Deviation;
use crate::session::Form;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What is to be sent, and how its answer is read.
pub struct Job {
    /// Which API.
    pub operation: &'static Operation,
    /// Without a token: one for each route at which servers have it.
    pub requests: Vec<Request>,
    /// The service's judgement of an answer.
    pub judge: fn(&Operation, &Answer) -> Verdict,
    /// Of zone-less times in the answer.
    pub utc_offset_minutes: i32,
    /// Whether the answer is a file.
    pub file: bool,
}

/// What the app gave with one call.
pub struct CallOptions {
    /// Its `AbortSignal`.
    pub cancel: Cancel,
    /// How long and how often, `timeoutMs` applied.
    pub policy: Policy,
    /// Its `onProgress`, or undefined.
    pub on_progress: JsValue,
    /// The layer above keeps an outbox: its `admit` and `begin`. Undefined for what is not kept.
    pub outbox: JsValue,
}

/// A good answer.
pub struct Received {
    /// The answer.
    pub answer: Answer,
    /// What was built of it while it arrived.
    pub rows: Rows,
    /// A file's pieces.
    pub pieces: Array,
}

impl Received {
    /// The answer as JavaScript, envelope included.
    pub fn to_js(&self) -> JsValue {
        match &self.answer.body {
            Body::Data(decoded) => self.rows.finish(decoded),
            _ => JsValue::NULL,
        }
    }
}

/// Runs `job` to its end. `account` gives its token; without one it needs none.
pub async fn drive(
    inner: &Inner,
    account: Option<&Account>,
    job: Job,
    options: &CallOptions,
) -> Result<Received, Failed> {
    let mut call = Call::new(job.operation, options.policy, now());
    if let Some(account) = account {
        call = call.with_routes(account.server.borrow().routes(job.operation, job.requests.len()));
    }
    loop {
        let Some(mut request) = job.requests.get(call.route()).cloned() else {
            return Err(call.abandon(Reason::NoSuchRoute).into());
        };
        let token = match account {
            Some(account) => Some(account.token(&call, &options.cancel).await?),
            None => None,
        };
        let form = account.map_or(Form::Absent, |account| account.server.borrow().form());
        if let (Some(account), Some(token)) = (account, &token) {
            (account.attach)(&mut request, token, form);
        }
        if let Some(reason) = hold(&job, &request, &call, options).await {
            return Err(call.abandon(reason).into());
        }
        call.begin_attempt();
        let sent_at = now();
        report_request(inner, &job, &request, call.attempts());
        let (next, cause) = match attempt(inner, &request, &job, &call, options).await {
            Ok(received) => {
                let head = &received.answer.head;
                if let (Some(account), Some(date)) = (account, head.date.as_deref().and_then(time::http_date))
                {
                    account.session.borrow_mut().handle_date(date, now());
                }
                let mut verdict = (job.judge)(job.operation, &received.answer);
                if let (Some(account), Some(token)) = (account, &token) {
                    let sent = (token.as_str(), form);
                    verdict = account.server.borrow_mut().handle_verdict(
                        job.operation,
                        call.route(),
                        sent,
                        verdict,
                    );
                    if verdict == Verdict::TokenRefused {
                        account.reject(token);
                    }
                }
                report_answer(inner, &job, &received.answer, call.attempts(), now() - sent_at);
                let retry_after = head.retry_after.as_deref();
                match call.after_answer(verdict, head.status, retry_after, now(), random()) {
                    None => return Ok(received),
                    Some(Next::Fail(mut error)) => {
                        received.answer.quote(&mut error);
                        (Next::Fail(error), JsValue::UNDEFINED)
                    }
                    Some(again) => (again, JsValue::UNDEFINED),
                }
            }
            Err(Broken::Ended(reason)) => (call.after_failure(reason, now(), random()), JsValue::UNDEFINED),
            Err(Broken::Threw(thrown)) => {
                (call.after_failure(explain(&request.url), now(), random()), thrown)
            }
        };
        match next {
            Next::Fail(error) => return Err(Failed { error, cause }),
            Next::Again(after_ms) => {
                report_retry(inner, &job, call.attempts(), after_ms);
                if let Err(reason) = options.cancel.pause(after_ms, call.total_limit(now())).await {
                    return Err(call.abandon(reason).into());
                }
            }
        }
    }
}

/// Why the request is not to leave. What changes something is noted in the outbox before its first byte leaves.
async fn hold(job: &Job, request: &Request, call: &Call, options: &CallOptions) -> Option<Reason> {
    if job.operation.effect == Effect::Write {
        let queue = member(&options.outbox, "queue").is_truthy();
        if let Some(reason) = network::hold(env::online(), &request.url, queue) {
            return Some(reason);
        }
        if let Ok(begin) = member(&options.outbox, "begin").dyn_into::<Function>() {
            let begun = begin.call0(&JsValue::UNDEFINED).map(|begun| Promise::resolve(&begun));
            let begun = match begun {
                Ok(begun) => options.cancel.race(JsFuture::from(begun), call.total_limit(now())).await,
                Err(_) => return Some(Reason::Aborted),
            };
            match begun {
                // It is somebody else's by now.
                Ok(begun) if !matches!(&begun, Ok(begun) if begun.is_truthy()) => {
                    return Some(Reason::Aborted);
                }
                Ok(_) => {}
                Err(reason) => return Some(reason),
            }
        }
    }
    options.cancel.is_aborted().then_some(Reason::Aborted)
}

async fn attempt(
    inner: &Inner,
    request: &Request,
    job: &Job,
    call: &Call,
    options: &CallOptions,
) -> Result<Received, Broken> {
    let exchange = Exchange::start(&inner.fetch, request, &options.cancel, call.answer_limit(now())).await?;
    let head = exchange.head();
    let mut reader = if job.file {
        Reader::file(head, job.operation.answer)
    } else {
        Reader::data(head, job.operation.answer, job.utc_offset_minutes)
    };
    let rows = Rows::default();
    let pieces =
        exchange.read(&mut reader, &rows, call, &options.cancel, job.file, &options.on_progress).await?;
    Ok(Received { answer: reader.finish(), rows, pieces })
}

/// What every event says: no query, no header, nothing of what was sent.
fn event(job: &Job, attempt: u32) -> Vec<(&'static str, JsValue)> {
    vec![
        ("service", job.operation.service.name().into()),
        ("operation", job.operation.name.into()),
        ("attempt", attempt.into()),
    ]
}

fn report_request(inner: &Inner, job: &Job, request: &Request, attempt: u32) {
    inner.report("request", || {
        let mut event = event(job, attempt);
        event.push(("method", request.method.into()));
        event.push(("url", request.url.split('?').next().unwrap_or_default().into()));
        object(&event)
    });
}

fn report_answer(inner: &Inner, job: &Job, answer: &Answer, attempt: u32, ms: f64) {
    inner.report("response", || {
        let mut event = event(job, attempt);
        event.push(("status", answer.head.status.into()));
        event.push(("ms", ms.into()));
        if let Body::Data(data) = &answer.body {
            event.push(("deviations", data.deviations().iter().map(deviation).collect::<Array>().into()));
        }
        object(&event)
    });
}

fn deviation(deviation: &Deviation) -> JsValue {
    object(&[
        ("record", deviation.record.into()),
        ("field", deviation.field.into()),
        ("found", deviation.found.into()),
        ("count", deviation.count.into()),
    ])
}

fn report_retry(inner: &Inner, job: &Job, attempt: u32, after_ms: f64) {
    inner.report("retry", || {
        let mut event = event(job, attempt);
        event.push(("afterMs", after_ms.into()));
        object(&event)
    });
}
