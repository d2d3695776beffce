//! The calls of `client.panda`.

use super::account::{Account, Make, Source};
use super::client::Inner;
use super::error::Failed;
use super::outbox;
use super::plan::{Finish, Job, Page, Plan, invalid, key, query, text, with_key};
use super::values;
use crate::delivery::outbox::Entry;
use crate::delivery::{Operation, Request};
use crate::error::Service;
use crate::panda::{
    Config, case_details, cases, download, envelope, event_types, process_log, sign_in, submit,
};
use crate::session::{Form, Scheme, storage_key};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// The panda side of a client.
pub struct Panda {
    config: Rc<Config>,
    /// Its account.
    pub account: Rc<Account>,
}

impl Panda {
    /// Nothing is sent yet.
    pub fn new(config: Config, has_provider: bool) -> Self {
        let config = Rc::new(config);
        let key = config
            .credentials
            .as_ref()
            .map(|account| storage_key(Service::Panda, config.base(), config.project(), &account.username));
        let source = if has_provider {
            Source::Provider
        } else {
            let config = Rc::clone(&config);
            Source::SignIn(Box::new(move || Job {
                operation: &sign_in::OPERATION,
                requests: vec![sign_in::request(&config)],
                judge: |_, answer| sign_in::judge(answer),
                utc_offset_minutes: config.utc_offset_minutes,
                file: false,
            }))
        };
        let utc_offset_minutes = config.utc_offset_minutes;
        let make = Make {
            service: Service::Panda,
            sign_in: &sign_in::OPERATION,
            attach: |request, token, _| request.headers.push(("panda-token", token.into())),
            scheme: Scheme::fixed(Form::Absent),
            source,
            utc_offset_minutes,
            key,
        };
        Self { config, account: Account::new(make) }
    }

    /// What `method` does with `argument`; `None` when there is no such method.
    pub fn plan(
        &self,
        inner: &Inner,
        method: &str,
        argument: &JsValue,
        call: &JsValue,
        form: Option<&crate::form::Form>,
    ) -> Result<Option<Plan>, Failed> {
        let (config, locale) = (&self.config, inner.locale);
        Ok(Some(match method {
            "signIn" => {
                self.account.session.borrow_mut().handle_renewal_wanted();
                Plan::SignIn(Rc::clone(&self.account))
            }
            "eventTypes" => {
                let operation = &event_types::OPERATION;
                let request = query(inner, argument, self.config.utc_offset_minutes)
                    .and_then(|query| event_types::request(config, &query, locale))
                    .map_err(|issues| invalid(operation, issues))?;
                self.send(operation, request, Finish::Data)
            }
            "submit" => {
                let operation = &submit::OPERATION;
                let key = key(call);
                let request = values::write(argument, "order", config.utc_offset_minutes, false, locale)
                    .read(|order| {
                        let order = with_key(order, &submit::KEY_PLACE, call, &key, locale)?;
                        submit::request(config, &order, form, locale)
                    })
                    .map_err(|issues| invalid(operation, issues))?;
                self.send(operation, request, Finish::Submission { key })
            }
            "cases" => {
                let operation = &cases::OPERATION;
                let asked = query(inner, argument, self.config.utc_offset_minutes)
                    .and_then(|query| cases::request(config, &query, locale))
                    .map_err(|issues| invalid(operation, issues))?;
                let request = asked.request.clone();
                let page = Page {
                    info: Box::new(move |answer| asked.page_info(answer)),
                    rows: "data,getMe",
                    key: "caseNo,eventCode,reportTime",
                };
                self.send(operation, request, Finish::Page(page))
            }
            "caseDetails" => {
                let operation = &case_details::OPERATION;
                let case_no = text(inner, operation, "caseNo", argument)?;
                self.send(operation, case_details::request(config, &case_no), Finish::Data)
            }
            "processLog" => {
                let operation = &process_log::OPERATION;
                let order_no = text(inner, operation, "orderNo", argument)?;
                self.send(operation, process_log::request(config, &order_no), Finish::Data)
            }
            "download" => {
                let operation = &download::OPERATION;
                let file_path = text(inner, operation, "filePath", argument)?;
                let finish = Finish::File {
                    name: download::file_name(&file_path).into(),
                    media_type: download::media_type(&file_path),
                };
                let mut job = self.job(operation, download::request(config, &file_path));
                job.file = true;
                Plan::Send(Rc::clone(&self.account), job, finish)
            }
            _ => return Ok(None),
        }))
    }

    /// Where its server is.
    pub fn base(&self) -> &str {
        self.config.base()
    }

    /// Whose submissions are in the outbox.
    pub fn scope(&self) -> String {
        let config = &self.config;
        let user = config.user_id.map(crate::text::digits);
        let user = config.credentials.as_ref().map(|account| account.username.clone()).or(user);
        crate::text::join(
            &[Service::Panda.name(), config.base(), config.project(), &user.unwrap_or_default()],
            "|",
        )
    }

    /// A stored submission as it is sent; `None` when it is another client's.
    pub fn revive(&self, entry: &Entry) -> Option<Plan> {
        let operation = &submit::OPERATION;
        if entry.scope != self.scope() || entry.operation != operation.name {
            return None;
        }
        let request = outbox::requests(entry, &[]).pop()?;
        Some(self.send(operation, request, Finish::Submission { key: entry.key.clone() }))
    }

    fn send(&self, operation: &'static Operation, request: Request, finish: Finish) -> Plan {
        Plan::Send(Rc::clone(&self.account), self.job(operation, request), finish)
    }

    fn job(&self, operation: &'static Operation, request: Request) -> Job {
        let utc_offset_minutes = self.config.utc_offset_minutes;
        Job { operation, requests: vec![request], judge: envelope::judge, utc_offset_minutes, file: false }
    }
}
