//! The token of one service: one sign-in at a time, shared by every call that waits for it.

use super::client::Inner;
use super::drive::{CallOptions, Job, drive};
use super::env::{member, now};
use super::error::{Failed, object};
use super::storage::Storage;
use super::wait::{Bell, Cancel};
use crate::delivery::{Body, Call, Operation, Request, Server};
use crate::error::{Error, Reason, Service};
use crate::session::{Form, Scheme, Session, Step, is_header_value};
use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Where a token comes from.
pub enum Source {
    /// The app's function.
    Provider(Function),
    /// The app's text.
    Fixed(String),
    /// A sign-in to the service itself: makes the job anew each time.
    SignIn(Box<dyn Fn() -> Job>),
}

/// The account of one service.
pub struct Account {
    /// Which service.
    pub service: Service,
    /// Its state.
    pub session: RefCell<Session>,
    /// What was found out about the server.
    pub server: RefCell<Server>,
    /// Puts a token into a request; `Authorization` in this form.
    pub attach: fn(&mut Request, &str, Form),
    source: Source,
    sign_in: &'static Operation,
    /// Of the server's zone-less times.
    pub utc_offset_minutes: i32,
    kept_in: Storage,
    /// A provider's tokens are the app's to keep.
    key: Option<String>,
    restored: Cell<bool>,
    changed: Bell,
    inner: Weak<Inner>,
}

/// What an [`Account`] is made of.
pub struct Make {
    /// See [`Account::service`].
    pub service: Service,
    /// The sign-in's operation, for errors.
    pub sign_in: &'static Operation,
    /// See [`Account::attach`].
    pub attach: fn(&mut Request, &str, Form),
    /// How the token stands in `Authorization`.
    pub scheme: Scheme,
    /// See [`Source`].
    pub source: Source,
    /// Of a provider's zone-less `expirationTime`.
    pub utc_offset_minutes: i32,
    /// Where the token is kept.
    pub kept_in: Storage,
    /// Under which key; `None`: not at all.
    pub key: Option<String>,
}

impl Account {
    /// A session that has not begun.
    pub fn new(make: Make, inner: Weak<Inner>) -> Rc<Self> {
        Rc::new(Self {
            service: make.service,
            session: RefCell::default(),
            server: RefCell::new(Server::new(make.scheme, !matches!(make.source, Source::Fixed(_)))),
            attach: make.attach,
            source: make.source,
            sign_in: make.sign_in,
            utc_offset_minutes: make.utc_offset_minutes,
            kept_in: make.kept_in,
            key: make.key,
            restored: Cell::new(false),
            changed: Bell::default(),
            inner,
        })
    }

    /// A token for `call`, which waits no longer than it may.
    pub async fn token(&self, call: &Call, cancel: &Cancel) -> Result<String, Failed> {
        if cancel.is_aborted() {
            return Err(call.abandon(Reason::Aborted).into());
        }
        self.restore().await;
        loop {
            let changed = self.changed.next();
            let step = self.session.borrow_mut().ask(now());
            match step {
                Step::Use(token) => return Ok(token),
                Step::UseAndRenew(token) => {
                    self.begin_sign_in();
                    return Ok(token);
                }
                Step::Refuse(error) => return Err(call.after_refused_sign_in(error).into()),
                Step::SignIn => self.begin_sign_in(),
                Step::Wait => {}
            }
            if let Err(reason) = cancel.race(changed, call.total_limit(now())).await {
                return Err(call.abandon(reason).into());
            }
        }
    }

    /// An answer said that `token` is no good.
    pub fn reject(&self, token: &str) {
        self.session.borrow_mut().handle_rejected(token);
        self.forget();
    }

    /// Drops the token, so that the next call signs in.
    pub fn renew(&self) {
        self.restored.set(true);
        self.session.borrow_mut().handle_renewal_wanted();
    }

    /// Forgets the token in memory and in storage.
    pub fn sign_out(&self) {
        self.restored.set(true);
        self.session.borrow_mut().sign_out();
        self.forget();
        self.changed.ring();
    }

    fn forget(&self) {
        if let Some(key) = &self.key {
            self.kept_in.remove(key);
        }
    }

    async fn restore(&self) {
        if let (Some(key), false) = (&self.key, self.restored.replace(true))
            && let Some(kept) = self.kept_in.get(key).await
        {
            self.session.borrow_mut().restore(&kept, now());
        }
    }

    /// Signs in beside everything else, so that no caller's abort ends it for the others.
    fn begin_sign_in(&self) {
        let Some(inner) = self.inner.upgrade() else { return };
        let generation = self.session.borrow().generation();
        let service = self.service;
        spawn_local(async move {
            let Some(account) = inner.account(service) else { return };
            let outcome = account.obtain(&inner).await;
            account.settle(&inner, generation, outcome).await;
        });
    }

    async fn settle(&self, inner: &Inner, generation: u32, outcome: Result<(String, Option<f64>), Error>) {
        let event = match outcome {
            Ok((token, expires)) => {
                let counts = self.session.borrow_mut().handle_signed_in(generation, token, expires, now());
                let stored = self.session.borrow().to_stored();
                if let (true, Some(key), Some(stored)) = (counts, &self.key, stored) {
                    self.kept_in.set(key, &stored).await;
                }
                "signed-in"
            }
            Err(error) => {
                self.session.borrow_mut().handle_failed(generation, error, now());
                "refused"
            }
        };
        self.changed.ring();
        inner.report("token", || object(&[("service", self.service.name().into()), ("event", event.into())]));
    }

    async fn obtain(&self, inner: &Inner) -> Result<(String, Option<f64>), Error> {
        let options = CallOptions {
            cancel: Cancel::new(JsValue::UNDEFINED),
            policy: inner.policy,
            on_progress: JsValue::UNDEFINED,
            outbox: JsValue::UNDEFINED,
        };
        let (token, expires) = match &self.source {
            Source::Fixed(token) => (Some(token.clone()), None),
            Source::Provider(provider) => self.ask_provider(provider, &options).await?,
            Source::SignIn(job) => {
                let received = drive(inner, None, job(), &options).await.map_err(|failed| failed.error)?;
                match received.answer.body {
                    Body::Data(data) => (data.text(&["token"]), data.text(&["expirationTime"])),
                    _ => (None, None),
                }
            }
        };
        let expires = expires.and_then(|text| crate::json::epoch_ms(&text, self.utc_offset_minutes));
        match token {
            Some(token) if is_header_value(&token) => Ok((token, expires)),
            _ => Err(self.provider_failed()),
        }
    }

    /// `() => Promise<string | {token, expirationTime?}>`
    async fn ask_provider(
        &self,
        provider: &Function,
        options: &CallOptions,
    ) -> Result<(Option<String>, Option<String>), Error> {
        let call = Call::new(self.sign_in, options.policy, now());
        let given = provider.call0(&JsValue::UNDEFINED).map_err(|_| self.provider_failed())?;
        let promise = JsFuture::from(Promise::resolve(&given));
        let given = match options.cancel.race(promise, call.total_limit(now())).await {
            Ok(given) => given.map_err(|_| self.provider_failed())?,
            Err(reason) => return Err(call.abandon(reason)),
        };
        let token = given.as_string().or_else(|| member(&given, "token").as_string());
        Ok((token, member(&given, "expirationTime").as_string()))
    }

    fn provider_failed(&self) -> Error {
        Error::new(Reason::ProviderFailed, self.service, self.sign_in.name)
    }
}
