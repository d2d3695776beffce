//! The account of one service: its token, and what was found out about its server.

use super::plan::Job;
use crate::delivery::{Operation, Request, Server};
use crate::error::{Error, Reason, Service};
use crate::session::{Form, Scheme, Session, is_header_value};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// Where a token comes from.
pub enum Source {
    /// The app's function, which `driver.js` has.
    Provider,
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
    /// See [`Source`].
    pub source: Source,
    /// The sign-in's operation, for errors.
    pub sign_in: &'static Operation,
    /// Of the server's zone-less times.
    pub utc_offset_minutes: i32,
    /// Under which key storage keeps the token; a provider's tokens are the app's to keep.
    pub key: Option<String>,
}

/// What an [`Account`] is made of.
pub struct Make {
    /// See [`Account::service`].
    pub service: Service,
    /// See [`Account::sign_in`].
    pub sign_in: &'static Operation,
    /// See [`Account::attach`].
    pub attach: fn(&mut Request, &str, Form),
    /// How the token stands in `Authorization`.
    pub scheme: Scheme,
    /// See [`Source`].
    pub source: Source,
    /// See [`Account::utc_offset_minutes`].
    pub utc_offset_minutes: i32,
    /// See [`Account::key`].
    pub key: Option<String>,
}

impl Account {
    /// A session that has not begun.
    pub fn new(make: Make) -> Rc<Self> {
        let server = Server::new(make.scheme, !matches!(make.source, Source::Fixed(_)));
        Rc::new(Self {
            service: make.service,
            session: RefCell::default(),
            server: RefCell::new(server),
            attach: make.attach,
            source: make.source,
            sign_in: make.sign_in,
            utc_offset_minutes: make.utc_offset_minutes,
            key: make.key,
        })
    }

    /// The sign-in of `generation` has ended: with a token and the server's word on how long it holds, or not. Answers what storage
    /// is to keep.
    pub fn settle(
        &self,
        generation: u32,
        failed: Option<Error>,
        (token, expires): (Option<String>, Option<String>),
        now: f64,
    ) -> Result<Option<String>, JsValue> {
        let mut session = self.session.borrow_mut();
        let token = match &self.source {
            Source::Fixed(token) => Some(token.clone()),
            _ => token,
        };
        let token = token.filter(|token| failed.is_none() && is_header_value(token));
        let Some(token) = token else {
            let error =
                failed.unwrap_or_else(|| Error::new(Reason::ProviderFailed, self.service, self.sign_in.name));
            session.handle_failed(generation, error, now);
            return Err(JsValue::UNDEFINED);
        };
        let expires = expires.and_then(|text| crate::json::epoch_ms(&text, self.utc_offset_minutes));
        let counts = session.handle_signed_in(generation, token, expires, now);
        Ok(session.to_stored().filter(|_| counts && self.key.is_some()))
    }
}
