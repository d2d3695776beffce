//! 2 获取事件类型: GetFlowCenterData, what can be submitted (panda.txt §2).

use super::{Config, envelope};
use crate::delivery::url::Query;
use crate::delivery::{Effect, Operation, Request};
use crate::error::{Issue, Locale, Service, read};
use crate::json::{Field, Kind, Record, Value};

/// GetFlowCenterData.
pub static OPERATION: Operation = Operation {
    service: Service::Panda,
    name: "eventTypes",
    effect: Effect::Read,
    route: "PandaWorkFlow/WorkFlow/EventManage/GetFlowCenterData",
    answer: &ANSWER,
};

/// `{code, msg, data: EventType[]}`
pub static ANSWER: Record = Record {
    shape: 2,
    name: "EventTypesAnswer",
    fields: &[envelope::CODE, envelope::MSG, Field::new("data", Kind::Many(&EVENT_TYPE))],
};

/// One thing that can be submitted.
pub static EVENT_TYPE: Record = Record {
    shape: 3,
    name: "EventType",
    fields: &[
        Field::new("businessType", Kind::Text),
        Field::new("eventName", Kind::Text),
        Field::new("tableName", Kind::Text),
        Field::new("fieldGroup", Kind::Text),
        Field::new("bizCode", Kind::Text),
        Field::new("flowName", Kind::Text),
        Field::new("nodeName", Kind::Text),
        Field::new("nodeAliasName", Kind::Text),
        Field::new("activityId", Kind::Text),
        Field::new("isCreate", Kind::Word("model", &Kind::Int, &[("0", "event"), ("1", "workOrder")])),
        Field::new("eventPhoto", Kind::Text),
    ],
};

/// For which kind of device: the query's only member, `type`.
const DEVICES: [&str; 2] = ["web", "mobile"];

/// The request; `isInternal` is always 0. All event types come when the query doesn't say for which device.
pub fn request(config: &Config, query: &Value, locale: Locale) -> Result<Request, Vec<Issue>> {
    let device = read("query", query, locale, |given| given.one_of("type", &DEVICES))?;
    let mut pairs = Query::default();
    pairs.push_some("type", device.and_then(|device| DEVICES.get(device)).copied());
    pairs.push("isInternal", "0");
    Ok(Request::get(config.url(&OPERATION) + pairs.as_str()))
}
