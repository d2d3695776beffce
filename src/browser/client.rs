//! What a `WorkOrderClient` is made of on this side: checked options, accounts, and a method per API.

use super::account::Account;
use super::center::Center;
use super::env::{member, now};
use super::error::{Failed, to_js};
use super::options::{self, Parts, Settings};
use super::outbox;
use super::panda::Panda;
use super::plan::{Plan, invalid};
use super::task::Task;
use crate::delivery::Policy;
use crate::error::{Error, Issue, Locale, Reason, Service};
use crate::form::Form;
use js_sys::{Function, Promise};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/host.js")]
extern "C" {
    /// What of a client only JavaScript can hold.
    pub type Host;
    #[wasm_bindgen(constructor)]
    fn new(
        fetch: &Function,
        hooks: &JsValue,
        storage: &JsValue,
        panda_token: Option<Function>,
        center_token: Option<Function>,
    ) -> Host;
    /// Drops a token from storage.
    #[wasm_bindgen(method)]
    pub fn forget(this: &Host, service: u8, key: Option<&str>);
}

#[wasm_bindgen(module = "/src/browser/driver.js")]
extern "C" {
    fn drive(task: Task, host: &Host, options: &JsValue) -> Promise;
}

/// Shared by every call of one client.
pub struct Inner {
    /// Of messages.
    pub locale: Locale,
    /// Timeouts and retries.
    pub policy: Policy,
    /// 熊猫第三方工单对接
    pub panda: Option<Panda>,
    /// 统一工单中心
    pub center: Option<Center>,
    /// Its side of `host.js`.
    pub host: Host,
}

impl Inner {
    fn new(given: &JsValue, locale: Locale) -> Result<Rc<Self>, Vec<Issue>> {
        let (Settings { panda, center, policy }, parts) = options::read(given, locale)?;
        let Parts { fetch, hooks, storage, panda_token, center_token } = parts;
        let panda = panda.map(|config| Panda::new(config, panda_token.is_some()));
        let center = center.map(|config| Center::new(config, center_token.is_some()));
        let host = Host::new(&fetch, &hooks, &storage, panda_token, center_token);
        Ok(Rc::new(Self { locale, policy, panda, center, host }))
    }

    /// The account of `service`, if the client has it.
    pub fn account(&self, service: Service) -> Option<Rc<Account>> {
        match service {
            Service::Panda => self.panda.as_ref().map(|panda| Rc::clone(&panda.account)),
            Service::Center => self.center.as_ref().map(|center| Rc::clone(&center.account)),
        }
    }

    /// Whose submissions are this client's in the outbox that all pages of an origin share.
    pub fn scope(&self, service: Service) -> Option<String> {
        match service {
            Service::Panda => self.panda.as_ref().map(Panda::scope),
            Service::Center => self.center.as_ref().map(Center::scope),
        }
    }

    /// A failure as JavaScript gets it.
    pub fn thrown(&self, failed: impl Into<Failed>) -> JsValue {
        to_js(&failed.into(), self.locale)
    }

    /// What `service.method` does with `argument`; the form is for what is sent.
    fn plan(
        &self,
        name: &str,
        argument: &JsValue,
        call: &JsValue,
        form: Option<&Form>,
    ) -> Result<Plan, Failed> {
        let (service, method) = crate::text::cut(name, ".").unwrap_or_default();
        let plan = match (service, &self.panda, &self.center) {
            // A stored entry is sent again, or for the first time.
            ("outbox", panda, center) => {
                argument.as_string().and_then(|text| outbox::stored(&text)).and_then(|entry| {
                    let panda = panda.as_ref().and_then(|panda| panda.revive(&entry));
                    panda.or_else(|| center.as_ref().and_then(|center| center.revive(&entry)))
                })
            }
            ("panda", Some(panda), _) => panda.plan(self, method, argument, call, form)?,
            ("center", _, Some(center)) => center.plan(self, method, argument, call, form)?,
            _ => None,
        };
        plan.ok_or_else(|| {
            let (zh, en) = (
                "创建客户端时没有给出，或没有这个方法",
                "was not given when the client was made, or has no such method",
            );
            let issue = Issue::of(name, "required", self.locale, zh, en);
            let service = if service == "center" { Service::Center } else { Service::Panda };
            Error::new(Reason::Options, service, "call").with_issues(vec![issue]).into()
        })
    }

    /// The same, unless something is wrong with the call's options: all of it is said together.
    fn checked(
        &self,
        name: &str,
        argument: &JsValue,
        call: &JsValue,
        form: Option<&Form>,
    ) -> Result<Plan, Failed> {
        let wrong = options::wrong(call, self.locale);
        match self.plan(name, argument, call, form) {
            Ok(plan) if wrong.is_empty() => Ok(plan),
            Ok(plan) => Err(invalid(plan.operation(), wrong)),
            Err(mut failed) => {
                failed.error.issues.extend(wrong);
                Err(failed)
            }
        }
    }
}

/// One client.
#[wasm_bindgen]
pub struct Core {
    /// Shared with its calls.
    pub(super) inner: Rc<Inner>,
}

#[wasm_bindgen]
impl Core {
    /// Checks the options, all of them.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Core, JsValue> {
        let locale = options::locale(options);
        match Inner::new(options, locale) {
            Ok(inner) => Ok(Self { inner }),
            Err(issues) => {
                let service = if issues.iter().any(|issue| issue.place().starts_with("center")) {
                    Service::Center
                } else {
                    Service::Panda
                };
                Err(to_js(&Error::new(Reason::Options, service, "new").with_issues(issues).into(), locale))
            }
        }
    }

    /// Calls `service.method` (`panda.submit`) with its argument and call options. Answers with a plain object, or rejects with the
    /// fields of a `WorkOrderError`.
    pub fn call(&self, name: &str, argument: &JsValue, call: &JsValue) -> Promise {
        self.start(name, argument, call, None)
    }

    /// Forgets tokens in memory and in storage.
    #[wasm_bindgen(js_name = signOut)]
    pub fn sign_out(&self) {
        for service in [Service::Panda, Service::Center] {
            if let Some(account) = self.inner.account(service) {
                account.session.borrow_mut().sign_out();
                self.inner.host.forget(service as u8, account.key.as_deref());
            }
        }
    }
}

impl Core {
    /// The same with a form for what is sent.
    pub fn start(&self, name: &str, argument: &JsValue, call: &JsValue, form: Option<&Form>) -> Promise {
        let inner = &self.inner;
        match inner.checked(name, argument, call, form) {
            Ok(mut plan) => {
                let timeout_ms = member(call, "timeoutMs").as_f64();
                let policy = if plan.is_file() && timeout_ms.is_none() {
                    inner.policy.for_file()
                } else {
                    inner.policy.for_call(timeout_ms)
                };
                let intent = outbox::intent(inner, &mut plan, argument, call, policy.total_ms);
                drive(Task::new(inner, plan, policy, intent, now()), &inner.host, call)
            }
            Err(failed) => Promise::reject(&inner.thrown(failed)),
        }
    }
}
