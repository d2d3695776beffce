//! What panda's answers say: `{code, msg, data}`, 0 is success; the 401 page for a token that is no good (panda.txt §3).

use crate::delivery::{Answer, Operation, Verdict, answer::Failure};
use crate::error::{Executed, Reason};
use crate::json::{Field, Kind};

/// `code`, as in every envelope.
pub const CODE: Field = Field::new("code", Kind::Int);
/// `msg`, as in every envelope.
pub const MSG: Field = Field::new("msg", Kind::Text);

/// Judges an answer to any call but the sign-in. The 401 page's status is not documented.
pub fn judge(operation: &Operation, answer: &Answer) -> Verdict {
    answer.judge(operation, &|data, bad_status| match (data.int(&["code"]), bad_status) {
        (Some(0), None) => Verdict::Good,
        (Some(0) | None, Some(failure)) => Verdict::Bad(failure),
        (None, None) => Verdict::Bad(Reason::WrongShape.into()),
        (Some(401), _) => Verdict::TokenRefused,
        // Behind a status that proves nothing, the code may be a gateway's, which lost the answer.
        (Some(code), status) => Verdict::Bad(Failure {
            code: Some(code),
            server_message: data.text(&["msg"]),
            ..Failure::new(Reason::Refused).executed(status.map_or(Executed::No, |status| status.executed))
        }),
    })
}
