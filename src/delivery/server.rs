//! What was found out about a server in this session: where it has what, and how it wants its token.

use super::routes::{KnownRoutes, Routes};
use super::{Operation, Verdict};
use crate::session::{Form, Scheme};

/// What is known of one server.
#[derive(Default)]
pub struct Server {
    scheme: Scheme,
    routes: KnownRoutes,
}

impl Server {
    /// Nothing is known yet but how to begin.
    pub fn new(scheme: Scheme) -> Self {
        Self { scheme, routes: KnownRoutes::default() }
    }

    /// How to write the token now.
    pub const fn form(&self) -> Form {
        self.scheme.form()
    }

    /// The way of a call to `operation`, which has `count` routes.
    pub fn routes(&self, operation: &Operation, count: usize) -> Routes {
        Routes::new(self.routes.first(operation.name), count)
    }

    /// Takes note of an answer to what was sent to `route` with `token`, written in `form`. A refusal of the token may turn out
    /// to be one of its form.
    pub fn handle_verdict(
        &mut self,
        operation: &Operation,
        route: usize,
        (token, form): (&str, Form),
        verdict: Verdict,
    ) -> Verdict {
        if verdict.shows_route() {
            self.routes.handle_found(operation.name, route);
        }
        match verdict {
            Verdict::TokenRefused if self.scheme.handle_refused(token, form) => Verdict::OtherForm,
            Verdict::Good => {
                self.scheme.handle_accepted(form);
                Verdict::Good
            }
            other => other,
        }
    }
}
