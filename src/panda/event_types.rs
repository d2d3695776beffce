//! 2 获取事件类型: GetFlowCenterData, what can be submitted (panda.txt §2).

use super::{Config, envelope};
use crate::delivery::url::Query;
use crate::delivery::{Effect, Operation, Request};
use crate::error::Service;
use crate::json::{Field, Kind, Record};
use serde::Deserialize;

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

/// What to ask for.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EventTypeQuery {
    /// For which kind of device; all when left out.
    #[serde(rename = "type")]
    pub device: Option<Device>,
}

/// 使用方式.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Device {
    /// 网页端
    Web,
    /// 手持端
    Mobile,
}

/// The request; `isInternal` is always 0.
pub fn request(config: &Config, query: EventTypeQuery) -> Request {
    let mut pairs = Query::default();
    pairs.push_some(
        "type",
        query.device.map(|device| match device {
            Device::Web => "web",
            Device::Mobile => "mobile",
        }),
    );
    pairs.push("isInternal", "0");
    Request::get(config.url(&OPERATION) + pairs.as_str())
}
