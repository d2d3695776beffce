//! The calls of `client.center`.

use super::account::{Account, Make, Source};
use super::client::Inner;
use super::env::member;
use super::error::Failed;
use super::outbox;
use super::plan::{Finish, Job, Page, Plan, invalid, key, query, text, with_key};
use super::values;
use crate::center;
use crate::center::{
    Config, actions, config::ACCESS_TOKEN, copies, create_order, detail, envelope, form, lists, processes,
    returns, start, task_lists, tasks, types,
};
use crate::delivery::key::Place;
use crate::delivery::outbox::Entry;
use crate::delivery::{Effect, Operation, Request};
use crate::error::{Issue, Service};
use crate::form::Form;
use crate::text::{concat, push};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// What the values of a submission make.
type Requests = Result<Vec<Request>, Vec<Issue>>;

/// The center side of a client.
pub struct Center {
    config: Config,
    /// Its account.
    pub account: Rc<Account>,
}

impl Center {
    /// Nothing is sent yet. The token is the app's to keep.
    pub fn new(config: Config, has_provider: bool) -> Self {
        let source = if has_provider {
            Source::Provider
        } else {
            Source::Fixed(config.access_token.clone().unwrap_or_default())
        };
        let make = Make {
            service: Service::Center,
            sign_in: &ACCESS_TOKEN,
            attach: |request, token, form| {
                request.headers.push(("accessToken", token.into()));
                if let Some(value) = form.value(token) {
                    request.headers.push(("Authorization", value));
                }
            },
            scheme: config.scheme(),
            source,
            utc_offset_minutes: config.utc_offset_minutes,
            key: None,
        };
        Self { account: Account::new(make), config }
    }

    /// What `method` does with `argument`, whose values the form `filled` checks; `None` when there is no such method.
    pub fn plan(
        &self,
        inner: &Inner,
        method: &str,
        argument: &JsValue,
        call: &JsValue,
        filled: Option<&Form>,
    ) -> Result<Option<Plan>, Failed> {
        if let Some(list) = LISTS.iter().find(|list| list.operation.name == method) {
            return self.list(inner, list, argument).map(Some);
        }
        if let Some(action) = ACTIONS.iter().find(|action| action.operation.name == method) {
            return self.act(inner, action, argument, call, filled).map(Some);
        }
        let config = &self.config;
        // A question about one thing.
        let one = |operation: &'static Operation, name: &str, requests: &dyn Fn(&str) -> Vec<Request>| {
            let id = text(inner, operation, name, argument)?;
            Ok(self.send(operation, requests(&id), Finish::Data))
        };
        let plan = match method {
            "form" => {
                let operation = &form::OPERATION;
                let requests = query(inner, argument, self.config.utc_offset_minutes)
                    .and_then(|query| form::request(config, &query, inner.locale));
                Ok(self.send(operation, requests.map_err(|issues| invalid(operation, issues))?, Finish::Data))
            }
            "appTypes" => self.types(inner, &types::APP_TYPES, argument),
            "synthesisTypes" => self.types(inner, &types::SYNTHESIS_TYPES, argument),
            "createOrder" => {
                let given = |name| member(argument, name).as_string();
                let proc_ins_id = given("procInsId").or_else(|| given("procInstId"));
                let finish = Finish::Started { key: key(call), proc_ins_id };
                self.submit(
                    inner,
                    &create_order::OPERATION,
                    finish,
                    (&Place { root: "order", list: "", values: "params" }, argument, call),
                    &|given| create_order::request(config, given, filled, inner.locale),
                )
            }
            "start" => {
                let finish = Finish::Started { key: key(call), proc_ins_id: None };
                self.submit(
                    inner,
                    &start::OPERATION,
                    finish,
                    (&Place { root: "process", list: "", values: "variables" }, argument, call),
                    &|given| start::request(config, given, filled, inner.locale),
                )
            }
            "claim" => self.task(inner, &actions::CLAIM, argument, call),
            "unClaim" => self.task(inner, &actions::UN_CLAIM, argument, call),
            "detail" => one(&detail::DETAIL, "procInsId", &|id| {
                detail::request(config, id, member(call, "taskId").as_string().as_deref())
            }),
            "bpmnXml" => one(&detail::BPMN_XML, "processDefId", &|id| detail::bpmn_request(config, id)),
            "processVariables" => {
                one(&detail::PROCESS_VARIABLES, "taskId", &|id| detail::variables_request(config, id))
            }
            "returnTargets" => one(&returns::RETURN_TARGETS, "taskId", &|id| {
                tasks::of_task(config, &returns::RETURN_TARGETS, id)
            }),
            _ => return Ok(None),
        };
        plan.map(Some)
    }

    fn list(&self, inner: &Inner, list: &'static lists::List, argument: &JsValue) -> Result<Plan, Failed> {
        let mut asked = query(inner, argument, self.config.utc_offset_minutes)
            .and_then(|query| lists::request(&self.config, list, &query, inner.locale))
            .map_err(|issues| invalid(&list.operation, issues))?;
        let requests = core::mem::take(&mut asked.requests);
        let page =
            Page { info: Box::new(move |answer| asked.page_info(answer)), rows: "rows", key: list.key };
        Ok(self.send(&list.operation, requests, Finish::Page(page)))
    }

    fn types(
        &self,
        inner: &Inner,
        operation: &'static Operation,
        argument: &JsValue,
    ) -> Result<Plan, Failed> {
        let requests = query(inner, argument, self.config.utc_offset_minutes)
            .and_then(|query| types::request(&self.config, operation, &query, inner.locale));
        Ok(self.send(operation, requests.map_err(|issues| invalid(operation, issues))?, Finish::Data))
    }

    fn act(
        &self,
        inner: &Inner,
        action: &'static tasks::Action,
        argument: &JsValue,
        call: &JsValue,
        filled: Option<&Form>,
    ) -> Result<Plan, Failed> {
        let operation = &action.operation;
        let finish = if operation.name == "complete" {
            Finish::Started { key: key(call), proc_ins_id: member(argument, "procInsId").as_string() }
        } else {
            Finish::Submission { key: key(call) }
        };
        let place = Place { root: "action", list: "", values: "variables" };
        self.submit(inner, operation, finish, (&place, argument, call), &|given| {
            tasks::request(&self.config, action, given, filled, inner.locale)
        })
    }

    /// A submission of what the app gave.
    fn submit(
        &self,
        inner: &Inner,
        operation: &'static Operation,
        finish: Finish,
        (place, argument, call): (&Place, &JsValue, &JsValue),
        requests: &dyn Fn(&[u8]) -> Requests,
    ) -> Result<Plan, Failed> {
        let key = finish.key().unwrap_or_default();
        let (minutes, locale) = (self.config.utc_offset_minutes, inner.locale);
        let requests = values::write(argument, place.root, minutes, false, locale)
            .read(|given| requests(&with_key(given, place, call, key, locale)?))
            .map_err(|issues| invalid(operation, issues))?;
        Ok(self.send(operation, requests, finish))
    }

    fn task(
        &self,
        inner: &Inner,
        action: &'static tasks::Action,
        argument: &JsValue,
        call: &JsValue,
    ) -> Result<Plan, Failed> {
        let operation = &action.operation;
        let task_id = text(inner, operation, "taskId", argument)?;
        let requests = tasks::of_task(&self.config, operation, &task_id);
        Ok(self.send(operation, requests, Finish::Submission { key: key(call) }))
    }

    /// Where its server is.
    pub fn base(&self) -> &str {
        self.config.base()
    }

    /// Whose submissions are in the outbox: of the headers all but the secret, and the user.
    pub fn scope(&self) -> String {
        let mut scope = concat(&[Service::Center.name(), "|", self.config.base()]);
        for (name, value) in self.config.headers() {
            if *name != "secretKey" {
                push(&mut scope, &["|", name, "|", value]);
            }
        }
        if let Some(user) = &self.config.user_id {
            push(&mut scope, &["|userId|", user]);
        }
        scope
    }

    /// A stored submission as it is sent; `None` when it is another client's.
    pub fn revive(&self, entry: &Entry) -> Option<Plan> {
        let operations = center::OPERATIONS.into_iter().filter(|operation| operation.effect == Effect::Write);
        let operation = operations.into_iter().find(|operation| operation.name == entry.operation)?;
        if entry.scope != self.scope() {
            return None;
        }
        let key = entry.key.clone();
        let requests = outbox::requests(entry, self.config.headers());
        let finish = match operation.name {
            "start" | "createOrder" | "complete" => Finish::Started { key, proc_ins_id: entry.process() },
            _ => Finish::Submission { key },
        };
        Some(self.send(operation, requests, finish))
    }

    fn send(&self, operation: &'static Operation, requests: Vec<Request>, finish: Finish) -> Plan {
        let utc_offset_minutes = self.config.utc_offset_minutes;
        let job = Job { operation, requests, judge: envelope::judge, utc_offset_minutes, file: false };
        Plan::Send(Rc::clone(&self.account), job, finish)
    }
}

static LISTS: [&lists::List; 6] = [
    &processes::PROCESSES,
    &task_lists::OWN,
    &task_lists::TODO,
    &task_lists::FINISHED,
    &task_lists::CLAIM_LIST,
    &copies::COPY_LIST,
];

static ACTIONS: [&tasks::Action; 8] = [
    &actions::COMPLETE,
    &actions::REJECT,
    &actions::DELEGATE,
    &actions::TRANSFER,
    &actions::STOP_PROCESS,
    &actions::RETURN_TASK,
    &actions::DELETE_TASK,
    &actions::REVOKE,
];
