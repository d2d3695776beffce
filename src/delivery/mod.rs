//! What may be sent, when, and again; what an answer proves.
//!
//! Nothing here reads a clock or a socket. The browser layer drives a [`Call`]:
//!
//! ```text
//!            ┌──────────────────── Next::Again(pause) ────────────────────┐
//!            ▼                                                            │
//! Call::new ─► begin_attempt ─► (fetch) ─► Reader ─► Answer ─► judge ─► after_answer ─► None: done
//!                                  └──► (failed) ──────────────────────► after_failure ─► Next::Fail(Error)
//! ```

pub mod answer;
pub mod call;
pub mod diagnose;
pub mod key;
pub mod network;
pub mod outbox;
pub mod page;
pub mod policy;
pub mod reader;
pub mod reconcile;
pub mod request;
pub mod routes;
pub mod server;
pub mod time;
pub mod track;
pub mod url;

pub use answer::{Answer, Body, Head, Verdict};
pub use call::{Call, Next};
pub use page::PageInfo;
pub use policy::Policy;
pub use reader::Reader;
pub use request::Request;
pub use routes::{KnownRoutes, Routes};
pub use server::Server;

use crate::error::Service;
use crate::json::Record;

/// Whether repeating a call can do harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It only asks (signing in is such a question, too).
    Read,
    /// It changes something: sent once, unless an answer proves that nothing was executed.
    Write,
}

/// One documented API: everything about it that never changes.
#[derive(Debug)]
pub struct Operation {
    /// The back end.
    pub service: Service,
    /// The method of the client, which is also its name in `routes` and in errors.
    pub name: &'static str,
    /// Whether it changes something.
    pub effect: Effect,
    /// The document's route, below the service's own prefix.
    pub route: &'static str,
    /// The answer's table.
    pub answer: &'static Record,
}
