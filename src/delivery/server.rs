//! What was found out about a server in this session: where it has what, and how it wants its token.

use super::answer::Failure;
use super::routes::{KnownRoutes, Routes};
use super::{Operation, Verdict};
use crate::error::{Executed, Reason};
use crate::session::{Form, Scheme};

/// What is known of one server.
#[derive(Default)]
pub struct Server {
    scheme: Scheme,
    renews: bool,
    routes: KnownRoutes,
}

impl Server {
    /// Nothing is known yet but how to begin. `renews`: for a token that is refused there may be another.
    pub fn new(scheme: Scheme, renews: bool) -> Self {
        Self { scheme, renews, routes: KnownRoutes::default() }
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
            Verdict::TokenRefused if !self.renews => Verdict::Bad(Failure {
                hint: Some((
                    "令牌以文本给出，客户端无法更新；请改为返回令牌的函数",
                    "The token was given as text, so the client cannot get another; give a function instead",
                )),
                ..Failure::new(Reason::TokenRefused).executed(Executed::No)
            }),
            Verdict::Good => {
                self.scheme.handle_accepted(form);
                Verdict::Good
            }
            other => other,
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::center::start::OPERATION;

    #[test]
    fn a_token_that_cannot_be_renewed_is_tried_in_both_forms_and_then_given_up() {
        let mut server = Server::new(Scheme::learning(), false);
        let refused = |server: &mut Server| {
            let form = server.form();
            server.handle_verdict(&OPERATION, 0, ("t", form), Verdict::TokenRefused)
        };
        assert_eq!(refused(&mut server), Verdict::OtherForm);
        match refused(&mut server) {
            Verdict::Bad(failure) => {
                assert_eq!((failure.reason, failure.executed), (Reason::TokenRefused, Executed::No));
            }
            other => panic!("{other:?}"),
        }
        let mut renewed = Server::new(Scheme::fixed(Form::Bare), true);
        assert_eq!(refused(&mut renewed), Verdict::TokenRefused);
    }
}
