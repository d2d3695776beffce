//! Waiting for one of several things: a promise, a deadline, the caller's `AbortSignal`, a change of state.

use super::env::{Timer, member};
use crate::error::Reason;
use js_sys::{Function, Reflect};
use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};
use wasm_bindgen::prelude::*;

/// Something that happens again and again, and that futures wait for.
#[derive(Clone, Default)]
pub struct Bell(Rc<RefCell<BellState>>);

#[derive(Default)]
struct BellState {
    rung: u32,
    wakers: Vec<Waker>,
}

impl Bell {
    /// Wakes everybody who waits.
    pub fn ring(&self) {
        let wakers = {
            let mut state = self.0.borrow_mut();
            state.rung = state.rung.wrapping_add(1);
            std::mem::take(&mut state.wakers)
        };
        wakers.into_iter().for_each(Waker::wake);
    }

    /// Over at the next ring after this call.
    pub fn next(&self) -> impl Future<Output = ()> + use<> {
        let state = Rc::clone(&self.0);
        let before = state.borrow().rung;
        poll_fn(move |context| {
            let mut state = state.borrow_mut();
            if state.rung != before {
                return Poll::Ready(());
            }
            state.wakers.push(context.waker().clone());
            Poll::Pending
        })
    }
}

/// The caller's `AbortSignal` (or nothing), listened to for as long as this lives.
pub struct Cancel {
    signal: JsValue,
    bell: Bell,
    listener: Closure<dyn FnMut()>,
}

impl Cancel {
    /// Listens to `signal`; anything without `addEventListener` never aborts.
    pub fn new(signal: JsValue) -> Self {
        let bell = Bell::default();
        let rung = bell.clone();
        let listener = Closure::<dyn FnMut()>::new(move || rung.ring());
        let cancel = Self { signal, bell, listener };
        cancel.call("addEventListener");
        cancel
    }

    fn call(&self, method: &str) {
        if let Some(method) = member(&self.signal, method).dyn_ref::<Function>() {
            let _ = method.call2(&self.signal, &JsValue::from_str("abort"), self.listener.as_ref());
        }
    }

    /// Whether the caller has aborted.
    pub fn is_aborted(&self) -> bool {
        self.signal.is_object()
            && Reflect::get(&self.signal, &"aborted".into()).is_ok_and(|aborted| aborted.is_truthy())
    }

    /// `future`, unless the caller aborts or the limit passes first.
    pub async fn race<T>(&self, future: impl Future<Output = T>, limit: (f64, Reason)) -> Result<T, Reason> {
        let mut future = pin!(future);
        let mut timer = pin!(Timer::new(limit.0));
        let mut aborted = pin!(self.bell.next());
        poll_fn(|context| {
            if self.is_aborted() {
                return Poll::Ready(Err(Reason::Aborted));
            }
            if let Poll::Ready(value) = future.as_mut().poll(context) {
                return Poll::Ready(Ok(value));
            }
            if aborted.as_mut().poll(context).is_ready() {
                return Poll::Ready(Err(Reason::Aborted));
            }
            timer.as_mut().poll(context).map(|()| Err(limit.1))
        })
        .await
    }

    /// Lets `ms` pass.
    pub async fn pause(&self, ms: f64, limit: (f64, Reason)) -> Result<(), Reason> {
        self.race(Timer::new(ms), limit).await
    }
}

impl Drop for Cancel {
    fn drop(&mut self) {
        self.call("removeEventListener");
    }
}
