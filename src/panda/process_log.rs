//! 6 获取流程日志: GetWorkOrderProcessLog, who did what when (panda.txt §6).

use super::{Config, envelope};
use crate::delivery::url::Query;
use crate::delivery::{Effect, Operation, Request};
use crate::error::Service;
use crate::json::{Field, Kind, Record};

/// GetWorkOrderProcessLog.
pub static OPERATION: Operation = Operation {
    service: Service::Panda,
    name: "processLog",
    effect: Effect::Read,
    route: "PandaWorkFlow/WorkFlow/BPM/GetWorkOrderProcessLog",
    answer: &ANSWER,
};

/// `{code, msg, data: LogEntry[]}`
pub static ANSWER: Record = Record {
    shape: 18,
    name: "ProcessLogAnswer",
    fields: &[envelope::CODE, envelope::MSG, Field::new("data", Kind::Many(&LOG_ENTRY))],
};

/// One step of the flow.
pub static LOG_ENTRY: Record = Record {
    shape: 19,
    name: "LogEntry",
    fields: &[
        Field::new("title", Kind::Text),
        Field::new("state", Kind::Text),
        Field::new("operateTime", Kind::Time("operateTimeMs")),
        Field::new("nodeType", Kind::Int),
        Field::new("details", Kind::One(&LOG_DETAILS)),
    ],
};

/// 详情.
pub static LOG_DETAILS: Record = Record {
    shape: 20,
    name: "LogDetails",
    fields: &[
        Field::new("departmentName", Kind::Text),
        Field::new("peopleName", Kind::Text),
        Field::new("opinion", Kind::Text),
        Field::new("processName", Kind::Text),
        Field::new("timeConsuming", Kind::Text),
        Field::new("doingUserName", Kind::List(&Kind::Text)),
    ],
};

/// The request for `orderNo`.
pub fn request(config: &Config, order_no: &str) -> Request {
    let mut pairs = Query::default();
    pairs.push("orderNo", order_no);
    Request::get(config.url(&OPERATION) + pairs.as_str())
}
