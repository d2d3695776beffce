//! copyList: what was copied to the user (wire-facts §2; not in center.txt).

use super::envelope::{CODE, MSG};
use super::lists::List;
use crate::delivery::{Effect, Operation};
use crate::error::Service;
use crate::json::{Field, Kind, Record};

/// GET /workflow/process/copyList
pub static COPY_LIST: List = List {
    operation: Operation {
        service: Service::Center,
        name: "copyList",
        effect: Effect::Read,
        route: "/workflow/process/copyList",
        answer: &ANSWER,
    },
    filters: &["processName"],
    key: "copyId",
};

/// `{total, rows: CopyRow[], code, msg}`
pub static ANSWER: Record = Record {
    shape: 114,
    name: "CopiesAnswer",
    fields: &[Field::new("total", Kind::Int), Field::new("rows", Kind::Many(&COPY_ROW)), CODE, MSG],
};

/// 抄送: one copy.
pub static COPY_ROW: Record = Record {
    shape: 115,
    name: "CopyRow",
    fields: &[
        Field::new("copyId", Kind::Text),
        Field::new("title", Kind::Text),
        Field::new("processId", Kind::Text),
        Field::new("processName", Kind::Text),
        Field::new("categoryId", Kind::Text),
        Field::new("deploymentId", Kind::Text),
        Field::new("instanceId", Kind::Text),
        Field::new("taskId", Kind::Text),
        Field::new("userId", Kind::Text),
        Field::new("originatorId", Kind::Text),
        Field::new("originatorName", Kind::Text),
        Field::new("createTime", Kind::Time("createTimeMs")),
    ],
};
