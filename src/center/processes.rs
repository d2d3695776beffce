//! 获取可发起流程列表: list, what can be started (center.txt).

use super::envelope::{CODE, MSG};
use super::lists::List;
use crate::delivery::{Effect, Operation};
use crate::error::Service;
use crate::json::{Field, Kind, Record};

/// GET /workflow/process/list
pub static PROCESSES: List = List {
    operation: Operation {
        service: Service::Center,
        name: "processes",
        effect: Effect::Read,
        route: "/workflow/process/list",
        answer: &ANSWER,
    },
    filters: &["processKey", "processName", "category"],
    key: "definitionId",
};

/// `{total, rows: ProcessDefinition[], code, msg}`; `rows` is null on some servers when nothing matches.
pub static ANSWER: Record = Record {
    shape: 102,
    name: "ProcessesAnswer",
    fields: &[Field::new("total", Kind::Int), Field::new("rows", Kind::Many(&PROCESS)), CODE, MSG],
};

/// 业务数据rows: one process that can be started.
pub static PROCESS: Record = Record {
    shape: 103,
    name: "ProcessDefinition",
    fields: &[
        Field::new("definitionId", Kind::Text),
        Field::new("processName", Kind::Text),
        Field::new("processKey", Kind::Text),
        Field::new("category", Kind::Text),
        Field::new("version", Kind::Int),
        Field::new("formId", Kind::Int),
        Field::new("formName", Kind::Text),
        Field::new("deploymentId", Kind::Text),
        Field::new("suspended", Kind::Bool),
        Field::new("deploymentTime", Kind::Time("deploymentTimeMs")),
        Field::new("iconId", Kind::Text),
    ],
};
