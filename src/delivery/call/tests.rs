//! Stories of calls: what is sent again, what is not, and what the app hears.

use super::*;
use crate::error::{Kind, Service};
use crate::json::{Field, Kind as FieldKind, Record};
use proptest::prelude::*;

static TABLE: Record =
    Record { shape: u16::MAX, name: "Test", fields: &[Field::new("code", FieldKind::Int)] };
static READ: Operation =
    Operation { service: Service::Panda, name: "cases", effect: Effect::Read, route: "", answer: &TABLE };
static WRITE: Operation =
    Operation { service: Service::Panda, name: "submit", effect: Effect::Write, route: "", answer: &TABLE };

fn status(status: u16) -> Verdict {
    let answer = super::super::Answer {
        head: super::super::Head { status, ..Default::default() },
        body: super::super::Body::Page { asks_sign_in: false },
    };
    answer.bad_status().map_or(Verdict::Good, Verdict::Bad)
}

fn sent(operation: &'static Operation) -> Call {
    let mut call = Call::new(operation, Policy::default(), 0.0);
    call.begin_attempt();
    call
}

fn failed(next: impl Into<Option<Next>>) -> Error {
    match next.into() {
        Some(Next::Fail(error)) => error,
        other => panic!("expected a failure, not {other:?}"),
    }
}

#[test]
fn a_read_is_tried_three_times_with_growing_pauses() {
    let mut call = Call::new(&READ, Policy::default(), 0.0);
    let mut pauses = Vec::new();
    let error = loop {
        call.begin_attempt();
        match call.after_failure(Reason::Connection, 0.0, 1.0) {
            Next::Again(after_ms) => pauses.push(after_ms),
            next => break failed(next),
        }
    };
    assert_eq!(pauses, [200.0, 400.0]);
    assert_eq!((error.attempts, error.executed, error.retryable()), (3, Executed::No, true));
}

#[test]
fn a_write_whose_connection_broke_is_of_unknown_outcome_and_never_repeated() {
    for reason in [Reason::Connection, Reason::AttemptTimeout, Reason::BodyStalled, Reason::Aborted] {
        let error = failed(sent(&WRITE).after_failure(reason, 0.0, 0.5));
        assert_eq!((error.executed, error.retryable()), (Executed::Unknown, false), "{reason:?}");
    }
    for code in [500, 502, 503, 504, 408] {
        let error = failed(sent(&WRITE).after_answer(status(code), code, Some("1"), 0.0, 0.5));
        assert_eq!(error.executed, Executed::Unknown, "{code}");
    }
}

#[test]
fn a_write_that_never_left_was_not_executed() {
    let error = Call::new(&WRITE, Policy::default(), 0.0).abandon(Reason::Aborted);
    assert_eq!((error.executed, error.reason.kind(), error.attempts), (Executed::No, Kind::Aborted, 0));
}

#[test]
fn a_refused_token_leads_to_one_redo_of_a_write_too() {
    let mut call = sent(&WRITE);
    let next = call.after_answer(Verdict::TokenRefused, 401, None, 0.0, 0.5);
    assert_eq!(next, Some(Next::Again(0.0)));
    call.begin_attempt();
    let error = failed(call.after_answer(Verdict::TokenRefused, 401, None, 0.0, 0.5));
    assert_eq!((error.reason, error.executed, error.attempts), (Reason::TokenRefused, Executed::No, 2));
}

#[test]
fn the_server_may_name_the_pause_within_the_deadline() {
    let next = sent(&READ).after_answer(status(503), 503, Some("7"), 0.0, 0.5);
    assert_eq!(next, Some(Next::Again(7000.0)));
    let error = failed(sent(&READ).after_answer(status(503), 503, Some("50"), 30_000.0, 0.5));
    assert_eq!((error.reason, error.status), (Reason::Status, Some(503)));
}

#[test]
fn a_client_error_is_final() {
    let error = failed(sent(&READ).after_answer(status(404), 404, None, 0.0, 0.5));
    assert_eq!((error.status, error.retryable()), (Some(404), false));
    let error = failed(sent(&WRITE).after_answer(status(413), 413, None, 0.0, 0.5));
    assert_eq!(error.executed, Executed::No);
}

proptest! {
    /// Whatever happens to it, a write is repeated only after a proof that nothing was done: a refused token (once), a token to be
    /// written in another form (twice), a route that the server doesn't have (each of the others once).
    #[test]
    fn a_write_is_repeated_only_after_a_proof(events in prop::collection::vec(0..11_u16, 1..12), routes in 1..4_usize) {
        let mut call = Call::new(&WRITE, Policy::default(), 0.0).with_routes(Routes::new(0, routes));
        for event in events {
            call.begin_attempt();
            let next = match event {
                0 => call.after_answer(Verdict::TokenRefused, 401, None, 0.0, 0.5),
                1 => Some(call.after_failure(Reason::Connection, 0.0, 0.5)),
                2 => Some(call.after_failure(Reason::AttemptTimeout, 0.0, 0.5)),
                9 => call.after_answer(Verdict::OtherForm, 200, None, 0.0, 0.5),
                10 => call.after_answer(Verdict::NoSuchRoute(Reason::NoSuchRoute.into()), 404, None, 0.0, 0.5),
                code => {
                    let code = [200, 403, 429, 500, 502, 503][usize::from(code) - 3];
                    call.after_answer(status(code), code, Some("1"), 0.0, 0.5)
                }
            };
            match next {
                Some(Next::Again(_)) => prop_assert!(matches!(event, 0 | 9 | 10)),
                None | Some(Next::Fail(_)) => break,
            }
        }
        prop_assert!(call.attempts() as usize <= 1 + 1 + 2 + (routes - 1));
    }
}
