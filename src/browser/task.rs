//! One call, step by step: `driver.js` asks what to do, does it, and tells what happened.

use super::account::{Account, Source};
use super::client::Inner;
use super::error::{Failed, object};
use super::plan::{Finish, Job, Plan, Received};
use super::rows::Rows;
use crate::delivery::network::{self, Facts};
use crate::delivery::{Answer, Body, Call, Effect, Head, Next, Policy, Reader, Request, Verdict, time};
use crate::error::{Error, Reason};
use crate::session::{Form, Step};
use crate::text::{concat, push};
use js_sys::{Array, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// A call under way.
#[wasm_bindgen]
pub struct Task {
    inner: Rc<Inner>,
    account: Rc<Account>,
    /// Nothing is sent for a sign-in whose token the app has.
    job: Option<Job>,
    purpose: Purpose,
    intent: Option<Array>,
    call: Call,
    /// With which token, in which form, the attempt goes out.
    sent: (String, Form),
    request: Option<Request>,
    /// What it is when the wait that is on ends by itself.
    limit: Reason,
    reader: Option<Reader>,
    rows: Rows,
    answer: Option<Answer>,
    failure: Option<Error>,
    /// A token of the app's, and until when.
    provided: Option<(Option<String>, Option<String>)>,
}

/// What a call is for.
enum Purpose {
    /// An answer for the app.
    Answer(Finish),
    /// A token in the account, and nothing else.
    SignedIn,
    /// The account's sign-in of this generation.
    SignIn(u32),
}

/// The end of a call, as `driver.js` knows it.
const OVER: f64 = 0.0;

impl Task {
    /// A call that has not begun.
    pub fn new(inner: &Rc<Inner>, plan: Plan, policy: Policy, intent: Option<Array>, now: f64) -> Self {
        let (account, job, purpose) = match plan {
            Plan::SignIn(account) => (account, None, Purpose::SignedIn),
            Plan::Renew(account, job, generation) => (account, job, Purpose::SignIn(generation)),
            Plan::Send(account, job, finish) => (account, Some(job), Purpose::Answer(finish)),
        };
        let (operation, routes) =
            job.as_ref().map_or((account.sign_in, 1), |job| (job.operation, job.requests.len()));
        let routes = account.server.borrow().routes(operation, routes);
        Self {
            inner: Rc::clone(inner),
            account,
            job,
            purpose,
            intent,
            call: Call::new(operation, policy, now).with_routes(routes),
            sent: (String::new(), Form::Absent),
            request: None,
            limit: Reason::TotalTimeout,
            reader: None,
            rows: Rows::default(),
            answer: None,
            failure: None,
            provided: None,
        }
    }

    const fn signs_in(&self) -> bool {
        matches!(self.purpose, Purpose::SignIn(_))
    }

    fn settle(&mut self, next: Next) -> f64 {
        match next {
            Next::Again(after_ms) => after_ms + 1.0,
            Next::Fail(error) => {
                self.failure = Some(error);
                OVER
            }
        }
    }
}

#[wasm_bindgen]
impl Task {
    /// Which service it is for.
    pub fn service(&self) -> u8 {
        self.account.service as u8
    }

    /// The method of the client.
    pub fn operation(&self) -> String {
        self.call.operation().name.into()
    }

    /// How often it was sent.
    pub fn attempts(&self) -> u32 {
        self.call.attempts()
    }

    /// What the outbox is to keep of it: the entry and its bodies, as its `admit` takes them.
    pub fn intent(&self) -> Option<Array> {
        self.intent.clone()
    }

    /// Under which key storage has the account's token; nothing when it is not kept, or a fresh one is wanted.
    pub fn key(&self) -> Option<String> {
        if matches!(self.purpose, Purpose::SignedIn) { None } else { self.account.key.clone() }
    }

    /// What storage has.
    pub fn restore(&self, kept: &str, now: f64) {
        self.account.session.borrow_mut().restore(kept, now);
    }

    /// What to do for a token. 0: nothing, it ends; 1: it is there; 2: it is, and is to be renewed; 3: sign in; 4: wait for another's
    /// sign-in.
    pub fn ask(&mut self, now: f64) -> u8 {
        if self.signs_in() {
            return 1;
        }
        let step = self.account.session.borrow_mut().ask(now);
        let (token, what) = match step {
            Step::Use(token) => (token, 1),
            Step::UseAndRenew(token) => (token, 2),
            Step::SignIn => return 3,
            Step::Wait => return 4,
            Step::Refuse(error) => {
                self.failure = Some(self.call.after_refused_sign_in(error));
                return 0;
            }
        };
        self.sent = (token, self.account.server.borrow().form());
        what
    }

    /// The account's sign-in, as a call of its own.
    #[wasm_bindgen(js_name = signIn)]
    pub fn sign_in(&self, now: f64) -> Task {
        let account = Rc::clone(&self.account);
        let job = match &account.source {
            Source::SignIn(job) => Some(job()),
            _ => None,
        };
        let generation = account.session.borrow().generation();
        Self::new(&self.inner, Plan::Renew(account, job, generation), self.inner.policy, None, now)
    }

    /// Whether the token is to be had from the app's function.
    #[wasm_bindgen(js_name = hasProvider)]
    pub fn has_provider(&self) -> bool {
        matches!(self.account.source, Source::Provider)
    }

    /// What the app's function gave.
    pub fn provided(&mut self, token: Option<String>, expiration_time: Option<String>) {
        self.provided = Some((token, expiration_time));
    }

    /// The next request is made. False: it ends before it leaves.
    pub fn ready(&mut self, online: Option<bool>, queue: bool) -> bool {
        let Some(job) = &self.job else { return false };
        let Some(mut request) = job.requests.get(self.call.route()).cloned() else {
            self.failure = Some(self.call.abandon(Reason::NoSuchRoute));
            return false;
        };
        if !self.signs_in() {
            (self.account.attach)(&mut request, &self.sent.0, self.sent.1);
        }
        if job.operation.effect == Effect::Write
            && let Some(reason) = network::hold(online, &request.url, queue)
        {
            self.failure = Some(self.call.abandon(reason));
            return false;
        }
        self.request = Some(request);
        true
    }

    /// Method, address, and each header's name and value, with a NUL between them. It leaves now.
    pub fn request(&mut self) -> String {
        self.call.begin_attempt();
        let Some(request) = &self.request else { return String::new() };
        let mut head = concat(&[request.method, "\0", &request.url]);
        for (name, value) in &request.headers {
            push(&mut head, &["\0", name, "\0", value]);
        }
        head
    }

    /// Its body, which is the outbox's where that keeps one; empty or nothing when it has none.
    pub fn body(&self) -> Option<Uint8Array> {
        match &self.intent {
            Some(intent) => {
                intent.get(1).unchecked_into::<Array>().get(self.call.route() as u32).dyn_into().ok()
            }
            None => self.request.as_ref()?.body.as_deref().map(Uint8Array::from),
        }
    }

    /// Whether the body is to be kept, as a file.
    #[wasm_bindgen(js_name = wantsFile)]
    pub fn wants_file(&self) -> bool {
        self.job.as_ref().is_some_and(|job| job.file)
    }

    /// How many milliseconds to wait: 0: for the answer's head, 1: for the body's next piece, 2: for anything else.
    pub fn limit(&mut self, what: u8, now: f64) -> f64 {
        let (ms, reason) = match what {
            0 => self.call.answer_limit(now),
            1 => self.call.body_limit(now),
            _ => self.call.total_limit(now),
        };
        self.limit = reason;
        ms
    }

    /// An answer has begun.
    pub fn head(
        &mut self,
        status: u16,
        content_type: Option<String>,
        retry_after: Option<String>,
        date: Option<String>,
    ) {
        let Some(job) = &self.job else { return };
        let head = Head { status, content_type, retry_after, date };
        self.rows = Rows::default();
        self.reader = Some(if job.file {
            Reader::file(head, job.operation.answer)
        } else {
            Reader::data(head, job.operation.answer, job.utc_offset_minutes)
        });
    }

    /// Takes the next bytes of its body. 0: no more are of use, and none is to come; 1: on; 2: that was all that matters.
    pub fn push(&mut self, bytes: &[u8]) -> u8 {
        let Some(reader) = &mut self.reader else { return 0 };
        let useful = reader.push(bytes);
        if let Some(batch) = reader.batch() {
            self.rows.add(batch);
        }
        if reader.is_complete() { 2 } else { useful.into() }
    }

    /// Whether what comes is a file's.
    #[wasm_bindgen(js_name = isFile)]
    pub fn is_file(&self) -> bool {
        self.reader.as_ref().is_some_and(Reader::is_file)
    }

    /// The answer is there. 0: the call is over; else: once more, after so many milliseconds less one.
    pub fn judge(&mut self, now: f64, random: f64) -> f64 {
        let (Some(job), Some(reader)) = (&self.job, self.reader.take()) else { return OVER };
        let answer = reader.finish();
        let account = &self.account;
        let mut verdict = (job.judge)(job.operation, &answer);
        if let Some(date) = answer.head.date.as_deref().and_then(time::http_date) {
            account.session.borrow_mut().handle_date(date, now);
        }
        if !self.signs_in() {
            let (token, form) = &self.sent;
            let route = self.call.route();
            verdict =
                account.server.borrow_mut().handle_verdict(job.operation, route, (token, *form), verdict);
            if verdict == Verdict::TokenRefused {
                account.session.borrow_mut().handle_rejected(token);
                self.inner.host.forget(account.service as u8, account.key.as_deref());
            }
        }
        let Head { status, retry_after, .. } = &answer.head;
        let next = self.call.after_answer(verdict, *status, retry_after.as_deref(), now, random);
        let next = match next {
            Some(Next::Fail(mut error)) => {
                answer.quote(&mut error);
                Some(Next::Fail(error))
            }
            other => other,
        };
        self.answer = Some(answer);
        next.map_or(OVER, |next| self.settle(next))
    }

    /// What an event says of the answer.
    pub fn answered(&self) -> JsValue {
        let Some(answer) = &self.answer else { return JsValue::UNDEFINED };
        let deviations = match &answer.body {
            Body::Data(data) => data.deviations().iter().map(deviation).collect::<Array>().into(),
            _ => JsValue::UNDEFINED,
        };
        object(&[("status", answer.head.status.into()), ("deviations", deviations)])
    }

    /// No answer came to what may have left: 0: `fetch` or its body threw, 1: the limit has passed, 2: the caller aborted. Answers as
    /// [`judge`](Self::judge) does.
    pub fn broke(
        &mut self,
        how: u8,
        online: Option<bool>,
        page_origin: Option<String>,
        now: f64,
        random: f64,
    ) -> f64 {
        let url = self.request.as_ref().map_or("", |request| request.url.as_str());
        let reason = match how {
            0 => network::explain(Facts { online, page_origin: page_origin.as_deref(), url }),
            1 => self.limit,
            _ => Reason::Aborted,
        };
        let next = self.call.after_failure(reason, now, random);
        self.settle(next)
    }

    /// It ends while nothing is under way.
    pub fn abandon(&mut self, how: u8) {
        let reason = if how == 1 { self.limit } else { Reason::Aborted };
        self.failure = Some(self.call.abandon(reason));
    }

    /// What the app gets, or the fields of its error. Of a sign-in, what storage is to keep.
    pub fn end(&mut self, cause: JsValue, now: f64) -> Result<JsValue, JsValue> {
        let failed = self.failure.take();
        match core::mem::replace(&mut self.purpose, Purpose::SignedIn) {
            Purpose::SignIn(generation) => {
                let given = match &self.answer {
                    Some(Answer { body: Body::Data(data), .. }) => {
                        (data.text(&["token"]), data.text(&["expirationTime"]))
                    }
                    _ => self.provided.take().unwrap_or_default(),
                };
                self.account.settle(generation, failed, given, now).map(JsValue::from).map_err(|_| cause)
            }
            purpose => match (purpose, failed, self.answer.take()) {
                (Purpose::Answer(finish), Some(error), _) => {
                    finish.fail(&self.inner, self.call.operation().effect, Failed { error, cause })
                }
                (Purpose::Answer(finish), None, Some(answer)) => {
                    Ok(finish.give(&Received { answer, rows: core::mem::take(&mut self.rows) }))
                }
                (_, Some(error), _) => Err(self.inner.thrown(Failed { error, cause })),
                _ => Ok(JsValue::UNDEFINED),
            },
        }
    }
}

fn deviation(deviation: &crate::json::Deviation) -> JsValue {
    object(&[
        ("record", deviation.record.into()),
        ("field", deviation.field.into()),
        ("found", deviation.found.into()),
        ("count", deviation.count.into()),
    ])
}
