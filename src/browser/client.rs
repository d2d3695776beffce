//! What a `WorkOrderClient` is made of on this side: checked options, accounts, and a method per API.

use super::account::Account;
use super::drive::CallOptions;
use super::env::{member, notify};
use super::error::{Failed, to_js};
use super::options::{self, Parts};
use super::panda::Panda;
use super::wait::Cancel;
use crate::delivery::Policy;
use crate::error::{Error, Issue, Locale, Reason, Service};
use js_sys::Function;
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;

/// Shared by every call of one client.
pub struct Inner {
    /// Of messages.
    pub locale: Locale,
    /// Timeouts and retries.
    pub policy: Policy,
    /// The app's, or the browser's.
    pub fetch: Function,
    /// 熊猫第三方工单对接
    pub panda: Option<Panda>,
    hooks: JsValue,
}

impl Inner {
    fn new(given: &JsValue, locale: Locale) -> Result<Rc<Self>, Vec<Issue>> {
        let (options, parts) = options::read(given, locale)?;
        let policy = Policy::new(options.timeouts, options.retry, locale)?;
        let config = options
            .panda
            .map(|panda| crate::panda::Config::new(panda, parts.panda_token.is_some(), locale))
            .transpose()?;
        let storage = parts.storage();
        Ok(Rc::new_cyclic(|inner: &Weak<Self>| {
            let Parts { fetch, hooks, panda_token, .. } = parts;
            let panda = config.map(|config| Panda::new(config, panda_token, storage, inner.clone()));
            Self { locale, policy, fetch, panda, hooks }
        }))
    }

    /// The account of `service`, if the client has it.
    pub fn account(&self, service: Service) -> Option<Rc<Account>> {
        match service {
            Service::Panda => self.panda.as_ref().map(|panda| Rc::clone(&panda.account)),
            Service::Center => None,
        }
    }

    /// Tells the app's `on[name]`, if there is one.
    pub fn report(&self, name: &str, event: impl FnOnce() -> JsValue) {
        let hook = member(&self.hooks, name);
        if hook.is_function() {
            notify(&hook, &event());
        }
    }

    /// What the app gave with one call: `{signal, timeoutMs, onProgress}`.
    pub fn call_options(&self, given: &JsValue) -> CallOptions {
        CallOptions {
            cancel: Cancel::new(member(given, "signal")),
            policy: self.policy.for_call(member(given, "timeoutMs").as_f64()),
            on_progress: member(given, "onProgress"),
        }
    }

    /// A failure as JavaScript gets it.
    pub fn thrown(&self, failed: impl Into<Failed>) -> JsValue {
        to_js(&failed.into(), self.locale)
    }
}

/// One client. Every method answers with a plain object, or rejects with the fields of a `WorkOrderError`.
#[wasm_bindgen]
pub struct Core {
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

    /// Forgets tokens in memory and in storage.
    #[wasm_bindgen(js_name = signOut)]
    pub fn sign_out(&self) {
        for service in [Service::Panda, Service::Center] {
            if let Some(account) = self.inner.account(service) {
                account.sign_out();
            }
        }
    }
}
