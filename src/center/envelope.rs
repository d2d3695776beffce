//! What center's answers say: `{code, msg, data}`, and `{total, rows, code, msg}` for lists (center.txt; wire-facts §2).

use super::codes;
use crate::delivery::{Answer, Body, Operation, Verdict, answer::Failure};
use crate::error::{Executed, Reason};
use crate::json::{Field, Kind, Record};

/// `code`: 返回码.
pub const CODE: Field = Field::new("code", Kind::Int);
/// `msg`: 提示信息; null now and then, on success too.
pub const MSG: Field = Field::new("msg", Kind::Text);

/// `{code, msg, data}` with whatever `data` is.
pub static DATA_ANSWER: Record =
    Record { shape: 101, name: "DataAnswer", fields: &[CODE, MSG, Field::new("data", Kind::Any)] };

/// Judges an answer to any call. HTTP says 200 for nearly everything: the code in the body counts.
pub fn judge(operation: &Operation, answer: &Answer) -> Verdict {
    let code = match &answer.body {
        Body::Data(data) => data.int(&["code"]),
        _ => None,
    };
    // Spring's own 404 and 405 have no code: no controller saw the request.
    if code.is_none() && matches!(answer.head.status, 404 | 405) {
        return Verdict::NoSuchRoute(Failure::new(Reason::NoSuchRoute).executed(Executed::No));
    }
    answer.judge(operation, &|data, bad_status| match (code, bad_status) {
        (Some(200 | 0), None) => Verdict::Good,
        // The document's own ownList has no code.
        (None, None) if !data.is_null(&["rows"]) => Verdict::Good,
        (None, None) => Verdict::Bad(Reason::WrongShape.into()),
        (Some(200 | 0) | None, Some(failure)) => Verdict::Bad(failure),
        (Some(code), _) => codes::verdict(operation, code, data.text(&["msg"])),
    })
}
