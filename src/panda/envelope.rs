//! What panda's answers say: `{code, msg, data}`, 0 is success; the 401 page for a token that is no good (panda.txt §3).

use crate::delivery::{Answer, Body, Effect, Operation, Verdict, answer::Failure};
use crate::error::{Executed, Reason};
use crate::json::{Field, Kind};

/// `code`, as in every envelope.
pub const CODE: Field = Field::new("code", Kind::Int);
/// `msg`, as in every envelope.
pub const MSG: Field = Field::new("msg", Kind::Text);

/// Judges an answer to any call but the sign-in.
///
/// The 401 page's status is not documented, so HTTP 401, `text/html` and a leading `<` all count as one. Only a read is repeated
/// after a page that doesn't speak of tokens: for a write that would be a guess.
pub fn judge(operation: &Operation, answer: &Answer) -> Verdict {
    if answer.head.status == 401 {
        return Verdict::TokenRefused;
    }
    let bad_status = answer.bad_status();
    match &answer.body {
        Body::Page { asks_sign_in } => match bad_status {
            None if *asks_sign_in || operation.effect == Effect::Read => Verdict::TokenRefused,
            Some(failure) if *asks_sign_in && failure.reason == Reason::Denied => Verdict::TokenRefused,
            Some(failure) => Verdict::Bad(failure),
            None => Verdict::Bad(Reason::PageInsteadOfData.into()),
        },
        Body::Data(data) => match (data.int(&["code"]), bad_status) {
            (Some(0), None) => Verdict::Good,
            (Some(0) | None, Some(failure)) => Verdict::Bad(failure),
            (None, None) => Verdict::Bad(Reason::WrongShape.into()),
            (Some(401), _) => Verdict::TokenRefused,
            (Some(code), _) => Verdict::Bad(Failure {
                code: Some(code),
                server_message: data.text(&["msg"]),
                ..Failure::new(Reason::Refused).executed(Executed::No)
            }),
        },
        Body::File => bad_status.map_or(Verdict::Good, Verdict::Bad),
        Body::Broken(reason, detail) => {
            let mut failure = bad_status.unwrap_or(Failure::new(*reason));
            failure.detail.clone_from(detail);
            Verdict::Bad(failure)
        }
    }
}
