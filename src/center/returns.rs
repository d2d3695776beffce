//! returnList: where a task can be sent back to (wire-facts §2; not in center.txt).

use super::envelope::{CODE, MSG};
use crate::delivery::{Effect, Operation};
use crate::error::Service;
use crate::json::{Field, Kind, Record};

/// POST /workflow/task/returnList `{taskId}`: a question, in spite of its method.
pub static RETURN_TARGETS: Operation = Operation {
    service: Service::Center,
    name: "returnTargets",
    effect: Effect::Read,
    route: "/workflow/task/returnList",
    answer: &ANSWER,
};

/// `{code, msg, data: ReturnTarget[]}`
pub static ANSWER: Record = Record {
    shape: 120,
    name: "ReturnTargetsAnswer",
    fields: &[CODE, MSG, Field::new("data", Kind::Many(&RETURN_TARGET))],
};

/// An earlier activity; `id` is what `returnTask` takes as `targetKey`.
pub static RETURN_TARGET: Record = Record {
    shape: 121,
    name: "ReturnTarget",
    fields: &[Field::new("id", Kind::Text), Field::new("name", Kind::Text)],
};
