//! The methods of `client.panda`.

use super::account::{Account, Make, Source};
use super::client::{Core, Inner};
use super::drive::{CallOptions, Job, Received, drive};
use super::env::{member, uuid};
use super::error::{Failed, object};
use super::storage::Storage;
use super::{options, values};
use crate::delivery::{Answer, Body, Operation, PageInfo, Request, Verdict};
use crate::error::{Error, Executed, Issue, Reason, Service};
use crate::panda::{
    Config, case_details, cases, download, envelope, event_types, process_log, sign_in, submit,
};
use crate::session::storage_key;
use js_sys::{Array, Function};
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Blob;
    #[wasm_bindgen(constructor, catch)]
    fn new(parts: &Array, options: &JsValue) -> Result<Blob, JsValue>;
}

/// The panda side of a client.
pub struct Panda {
    config: Rc<Config>,
    /// Its account.
    pub account: Rc<Account>,
}

impl Panda {
    /// Nothing is sent yet.
    pub fn new(config: Config, provider: Option<Function>, kept_in: Storage, inner: Weak<Inner>) -> Self {
        let config = Rc::new(config);
        let key = config
            .credentials
            .as_ref()
            .map(|account| storage_key(Service::Panda, config.base(), config.project(), &account.username));
        let source = provider.map_or_else(
            || {
                let config = Rc::clone(&config);
                Source::SignIn(Box::new(move || Job {
                    operation: &sign_in::OPERATION,
                    request: sign_in::request(&config),
                    judge: |_, answer| sign_in::judge(answer),
                    utc_offset_minutes: config.utc_offset_minutes,
                    file: false,
                }))
            },
            Source::Provider,
        );
        let utc_offset_minutes = config.utc_offset_minutes;
        let make = Make {
            service: Service::Panda,
            sign_in: &sign_in::OPERATION,
            attach: |request, token| request.headers.push(("panda-token", token.into())),
            source,
            utc_offset_minutes,
            kept_in,
            key,
        };
        Self { config, account: Account::new(make, inner) }
    }

    fn job(&self, operation: &'static Operation, request: Request) -> Job {
        let judge: fn(&Operation, &Answer) -> Verdict = envelope::judge;
        let utc_offset_minutes = self.config.utc_offset_minutes;
        Job { operation, request, judge, utc_offset_minutes, file: false }
    }
}

#[wasm_bindgen]
impl Core {
    /// `panda.signIn`
    #[wasm_bindgen(js_name = pandaSignIn)]
    pub async fn panda_sign_in(&self, call: JsValue) -> Result<(), JsValue> {
        let (inner, options) = self.begin(&call);
        let panda = side(&inner)?;
        panda.account.renew();
        let waiting = crate::delivery::Call::new(&sign_in::OPERATION, options.policy, super::env::now());
        panda.account.token(&waiting, &options.cancel).await.map(drop).map_err(|failed| inner.thrown(failed))
    }

    /// `panda.eventTypes`
    #[wasm_bindgen(js_name = pandaEventTypes)]
    pub async fn panda_event_types(&self, query: JsValue, call: JsValue) -> Result<JsValue, JsValue> {
        let (inner, options) = self.begin(&call);
        let panda = side(&inner)?;
        let operation = &event_types::OPERATION;
        let query = options::from_js(&query, "query", inner.locale)
            .map_err(|issue| invalid(&inner, operation, vec![issue]))?;
        data(&inner, panda.job(operation, event_types::request(&panda.config, query)), &options).await
    }

    /// `panda.submit`: `{outcome: "accepted", receipt, key}` or `{outcome: "unknown", key, error}`.
    #[wasm_bindgen(js_name = pandaSubmit)]
    pub async fn panda_submit(&self, order: JsValue, call: JsValue) -> Result<JsValue, JsValue> {
        let (inner, options) = self.begin(&call);
        let panda = side(&inner)?;
        let operation = &submit::OPERATION;
        let key = member(&call, "key").as_string().unwrap_or_else(uuid);
        let request = values::json(&order, "order", panda.config.utc_offset_minutes, inner.locale)
            .and_then(|order| submit::request(&panda.config, order.as_bytes(), inner.locale))
            .map_err(|issues| invalid(&inner, operation, issues))?;
        match send(&inner, panda.job(operation, request), &options).await {
            Ok(answer) => Ok(object(&[
                ("outcome", "accepted".into()),
                ("receipt", member(&answer, "data")),
                ("key", key.into()),
            ])),
            Err(failed) if failed.error.executed == Executed::Unknown => Ok(object(&[
                ("outcome", "unknown".into()),
                ("key", key.into()),
                ("error", inner.thrown(failed)),
            ])),
            Err(failed) => Err(inner.thrown(failed)),
        }
    }

    /// One page of `panda.cases`: `{rows, total, page, size, hasNext, key}`.
    #[wasm_bindgen(js_name = pandaCases)]
    pub async fn panda_cases(&self, query: JsValue, call: JsValue) -> Result<JsValue, JsValue> {
        let (inner, options) = self.begin(&call);
        let panda = side(&inner)?;
        let operation = &cases::OPERATION;
        let query: cases::CaseQuery = options::from_js(&query, "query", inner.locale)
            .map_err(|issue| invalid(&inner, operation, vec![issue]))?;
        let request = cases::request(&panda.config, &query, inner.locale)
            .map_err(|issues| invalid(&inner, operation, issues))?;
        let received = receive(&inner, panda.job(operation, request), &options).await;
        let received = received.map_err(|failed| inner.thrown(failed))?;
        let Body::Data(decoded) = &received.answer.body else { return Ok(JsValue::NULL) };
        let rows = member(&member(&received.to_js(), "data"), "getMe");
        Ok(page(cases::page_info(&query, decoded), rows, &["caseNo", "eventCode", "reportTime"]))
    }

    /// `panda.caseDetails`
    #[wasm_bindgen(js_name = pandaCaseDetails)]
    pub async fn panda_case_details(&self, case_no: JsValue, call: JsValue) -> Result<JsValue, JsValue> {
        let (inner, options) = self.begin(&call);
        let panda = side(&inner)?;
        let operation = &case_details::OPERATION;
        let case_no = text(&inner, operation, "caseNo", &case_no)?;
        data(&inner, panda.job(operation, case_details::request(&panda.config, &case_no)), &options).await
    }

    /// `panda.processLog`
    #[wasm_bindgen(js_name = pandaProcessLog)]
    pub async fn panda_process_log(&self, order_no: JsValue, call: JsValue) -> Result<JsValue, JsValue> {
        let (inner, options) = self.begin(&call);
        let panda = side(&inner)?;
        let operation = &process_log::OPERATION;
        let order_no = text(&inner, operation, "orderNo", &order_no)?;
        data(&inner, panda.job(operation, process_log::request(&panda.config, &order_no)), &options).await
    }

    /// `panda.download`: `{blob, name, type, size}`.
    #[wasm_bindgen(js_name = pandaDownload)]
    pub async fn panda_download(&self, file_path: JsValue, call: JsValue) -> Result<JsValue, JsValue> {
        let (inner, mut options) = self.begin(&call);
        if member(&call, "timeoutMs").is_undefined() {
            options.policy = options.policy.for_file();
        }
        let panda = side(&inner)?;
        let operation = &download::OPERATION;
        let file_path = text(&inner, operation, "filePath", &file_path)?;
        let request = download::request(&panda.config, &file_path);
        let job = Job { file: true, ..panda.job(operation, request) };
        let received = receive(&inner, job, &options).await.map_err(|failed| inner.thrown(failed))?;
        let media_type = download::media_type(&file_path);
        let blob = Blob::new(&received.pieces, &object(&[("type", media_type.into())]))?;
        Ok(object(&[
            ("size", member(&blob, "size")),
            ("blob", blob.into()),
            ("name", download::file_name(&file_path).into()),
            ("type", media_type.into()),
        ]))
    }

    fn begin(&self, call: &JsValue) -> (Rc<Inner>, CallOptions) {
        (Rc::clone(&self.inner), self.inner.call_options(call))
    }
}

fn side(inner: &Inner) -> Result<&Panda, JsValue> {
    inner.panda.as_ref().ok_or_else(|| {
        let (zh, en) = ("创建客户端时没有给出", "was not given when the client was made");
        let issue = Issue::new(vec!["panda".into()], "required", inner.locale, zh, en);
        inner.thrown(Error::new(Reason::Options, Service::Panda, "panda").with_issues(vec![issue]))
    })
}

fn invalid(inner: &Inner, operation: &Operation, issues: Vec<Issue>) -> JsValue {
    inner.thrown(Error::new(Reason::Arguments, operation.service, operation.name).with_issues(issues))
}

/// A required text argument.
fn text(inner: &Inner, operation: &Operation, name: &str, value: &JsValue) -> Result<String, JsValue> {
    value.as_string().filter(|text| !text.trim().is_empty()).ok_or_else(|| {
        let (zh, en) = ("必填，应为非空字符串", "is required: text that is not empty");
        invalid(inner, operation, vec![Issue::new(vec![name.into()], "required", inner.locale, zh, en)])
    })
}

async fn receive(inner: &Inner, job: Job, options: &CallOptions) -> Result<Received, Failed> {
    let account = inner.account(job.operation.service);
    drive(inner, account.as_deref(), job, options).await
}

/// The answer as JavaScript, envelope included.
async fn send(inner: &Inner, job: Job, options: &CallOptions) -> Result<JsValue, Failed> {
    receive(inner, job, options).await.map(|received| received.to_js())
}

/// The answer's `data`.
async fn data(inner: &Inner, job: Job, options: &CallOptions) -> Result<JsValue, JsValue> {
    send(inner, job, options)
        .await
        .map(|answer| member(&answer, "data"))
        .map_err(|failed| inner.thrown(failed))
}

/// A page; `key` names the columns by which a row is known when pages overlap.
fn page(info: PageInfo, rows: JsValue, key: &[&str]) -> JsValue {
    object(&[
        ("rows", rows),
        ("total", info.total.into()),
        ("page", info.page.into()),
        ("size", info.size.into()),
        ("hasNext", info.has_next.into()),
        ("key", key.iter().map(|column| JsValue::from_str(column)).collect::<Array>().into()),
    ])
}
