//! A call in the making: what a service's file prepares, and how its answer becomes what the app gets.

use super::account::Account;
use super::client::Inner;
use super::env::{member, uuid};
use super::error::{Failed, object};
use super::options;
use super::rows::Rows;
use crate::center::start;
use crate::delivery::key::{self, Place};
use crate::delivery::{Answer, Body, Effect, Operation, PageInfo, Request, Verdict};
use crate::error::{Error, Executed, Issue, Locale, Reason};
use crate::json::{Decoded, Value};
use js_sys::{Array, Object, Reflect};
use std::borrow::Cow;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/rows.js")]
extern "C" {
    #[wasm_bindgen(js_name = toPage)]
    fn to_page(
        answer: &JsValue,
        path: &str,
        key: &str,
        total: u32,
        page: u32,
        size: u32,
        has_next: bool,
    ) -> JsValue;
}

/// What is to be done for one call.
pub enum Plan {
    /// Sign in, whatever token there is.
    SignIn(Rc<Account>),
    /// The account's sign-in of this generation. Nothing is sent for one whose token the app has.
    Renew(Rc<Account>, Option<Job>, u32),
    /// Send this, and make that of the answer.
    Send(Rc<Account>, Job, Finish),
}

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

/// What the app gets of a good answer is made of this.
pub struct Received {
    /// The answer.
    pub answer: Answer,
    /// What was built of it while it arrived.
    pub rows: Rows,
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

/// What the app gets.
pub enum Finish {
    /// The answer's member `data`, or what is meant by it.
    Data,
    /// `{rows, total, page, size, hasNext, key}`
    Page(Page),
    /// `{outcome: "accepted", receipt, key}` or `{outcome: "unknown", key, error}`
    Submission {
        /// What the submission is known by.
        key: String,
    },
    /// The same with a receipt `{taskIds, procInsId, …}`: center's processes.
    Started {
        /// What the submission is known by.
        key: String,
        /// The process, where the app named it.
        proc_ins_id: Option<String>,
    },
    /// `{blob, name, type, size}`, of which `driver.js` has the bytes.
    File {
        /// Its name.
        name: String,
        /// Its type.
        media_type: &'static str,
    },
}

/// How a list's answer is a page.
pub struct Page {
    /// What is known of it.
    pub info: Box<dyn Fn(&Decoded) -> PageInfo>,
    /// Where its rows are: `data,getMe`.
    pub rows: &'static str,
    /// The columns by which a row is known when pages overlap, with commas between.
    pub key: &'static str,
}

impl Plan {
    /// Which API it is for.
    pub fn operation(&self) -> &'static Operation {
        match self {
            Plan::Send(_, job, _) => job.operation,
            Plan::SignIn(account) | Plan::Renew(account, ..) => account.sign_in,
        }
    }

    /// Whether its answer is a file.
    pub const fn is_file(&self) -> bool {
        matches!(self, Plan::Send(_, _, Finish::File { .. }))
    }
}

impl Finish {
    /// What a submission is known by.
    pub fn key(&self) -> Option<&str> {
        match self {
            Finish::Submission { key } | Finish::Started { key, .. } => Some(key),
            _ => None,
        }
    }

    /// What the app gets of a good answer.
    pub fn give(self, received: &Received) -> JsValue {
        let answer = received.to_js();
        match self {
            Finish::Data => member(&answer, "data"),
            Finish::Submission { key } => accepted(key, member(&answer, "data")),
            Finish::Started { key, proc_ins_id } => {
                accepted(key, started(received, member(&answer, "data"), proc_ins_id.as_deref()))
            }
            Finish::Page(page) => {
                let Body::Data(decoded) = &received.answer.body else { return JsValue::UNDEFINED };
                let info = (page.info)(decoded);
                to_page(&answer, page.rows, page.key, info.total, info.page, info.size, info.has_next)
            }
            Finish::File { name, media_type } => {
                object(&[("name", name.into()), ("type", media_type.into())])
            }
        }
    }

    /// What the app gets of a failure: of a submission that may have been carried out, an outcome.
    pub fn fail(self, inner: &Inner, effect: Effect, failed: Failed) -> Result<JsValue, JsValue> {
        match self {
            Finish::Submission { key } | Finish::Started { key, .. }
                if effect == Effect::Write && failed.error.executed == Executed::Unknown =>
            {
                Ok(object(&[
                    ("outcome", "unknown".into()),
                    ("key", key.into()),
                    ("error", inner.thrown(failed)),
                ]))
            }
            _ => Err(inner.thrown(failed)),
        }
    }
}

fn accepted(key: String, receipt: JsValue) -> JsValue {
    object(&[("outcome", "accepted".into()), ("receipt", receipt), ("key", key.into())])
}

/// `{taskIds, procInsId}`, and what else the server said.
fn started(received: &Received, data: JsValue, known: Option<&str>) -> JsValue {
    let receipt = match &received.answer.body {
        Body::Data(decoded) => start::receipt(decoded, known),
        _ => start::Receipt::default(),
    };
    // Not copied by `Object.assign`, to which `__proto__` would be no member like any other.
    let made: Object = if data.is_object() { data.unchecked_into() } else { Object::new() };
    let _ = Reflect::delete_property(&made, &"taskId".into());
    let task_ids = receipt.task_ids.iter().map(|id| JsValue::from_str(id)).collect::<Array>();
    let _ = Reflect::set(&made, &"taskIds".into(), &task_ids);
    let _ =
        Reflect::set(&made, &"procInsId".into(), &receipt.proc_ins_id.map_or(JsValue::NULL, JsValue::from));
    made.into()
}

/// An argument that is not right: nothing is sent.
pub fn invalid(operation: &Operation, issues: Vec<Issue>) -> Failed {
    Error::new(Reason::Arguments, operation.service, operation.name).with_issues(issues).into()
}

/// A query, as plain data. A `Date` in it becomes the server's time.
pub fn query(inner: &Inner, value: &JsValue, utc_offset_minutes: i32) -> Result<Value, Vec<Issue>> {
    options::plain(value, "query", utc_offset_minutes, inner.locale)
}

/// A required text argument.
pub fn text(inner: &Inner, operation: &Operation, name: &str, value: &JsValue) -> Result<String, Failed> {
    value.as_string().filter(|text| !text.trim().is_empty()).ok_or_else(|| {
        let (zh, en) = ("必填，应为非空字符串", "is required: text that is not empty");
        invalid(operation, vec![Issue::of(name, "required", inner.locale, zh, en)])
    })
}

/// What the submission is known by: the app's key, or a fresh one.
pub fn key(call: &JsValue) -> String {
    member(call, "key").as_string().unwrap_or_else(uuid)
}

/// An argument with the key in it, where the app named a field for that.
pub fn with_key<'a>(
    argument: &'a [u8],
    place: &Place,
    call: &JsValue,
    key: &str,
    locale: Locale,
) -> Result<Cow<'a, [u8]>, Vec<Issue>> {
    match member(call, "keyField").as_string() {
        Some(field) => key::insert(argument, place, &field, key, locale).map(Cow::Owned),
        None => Ok(Cow::Borrowed(argument)),
    }
}
