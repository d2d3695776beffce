//! 5 获取详情: GetCaseOverviewBoxDetails, one case with its tables (panda.txt §5).

use super::{Config, cases::IS_OVER, envelope};
use crate::delivery::url::Query;
use crate::delivery::{Effect, Operation, Request};
use crate::error::Service;
use crate::json::{Field, Kind, Record, Value};

/// GetCaseOverviewBoxDetails. The document's own spellings of the path are damaged (wire-facts §1).
pub static OPERATION: Operation = Operation {
    service: Service::Panda,
    name: "caseDetails",
    effect: Effect::Read,
    route: "PandaWorkFlow/WorkFlow/BPM/CaseManage/GetCaseOverviewBoxDetails",
    answer: &ANSWER,
};

/// `{code, msg, data}`
pub static ANSWER: Record = Record {
    shape: 7,
    name: "CaseDetailsAnswer",
    fields: &[envelope::CODE, envelope::MSG, Field::new("data", Kind::One(&DETAILS))],
};

/// A case, its event, and the tables filled in at each node.
pub static DETAILS: Record = Record {
    shape: 8,
    name: "CaseDetails",
    fields: &[
        Field::new("caseItem", Kind::One(&CASE_ITEM)),
        Field::new("eventDetails", Kind::One(&EVENT_DETAILS)),
        Field::new("flowTableInfos", Kind::Many(&FLOW_TABLE_INFO)),
    ],
};

/// 工单详情.
pub static CASE_ITEM: Record = Record {
    shape: 9,
    name: "CaseItem",
    fields: &[
        Field::new("activeAliasName", Kind::Text),
        Field::new("activeName", Kind::Text),
        Field::new("caseNo", Kind::Text),
        Field::new("flowName", Kind::Text),
        Field::new("isOver", IS_OVER),
    ],
};

/// 事件详情.
pub static EVENT_DETAILS: Record = Record {
    shape: 10,
    name: "EventDetails",
    fields: &[
        Field::new("eventCode", Kind::Text),
        Field::new("eventName", Kind::Text),
        Field::new("eventState", Kind::Text),
        Field::new("eventMainTable", Kind::Text),
        Field::new("reportTime", Kind::Time("reportTimeMs")),
        Field::new("reporterDepart", Kind::Text),
        Field::new("reporterName", Kind::Text),
    ],
};

/// The tables of one flow.
pub static FLOW_TABLE_INFO: Record = Record {
    shape: 11,
    name: "FlowTableInfo",
    fields: &[
        Field::new("flowInfoConfig", Kind::One(&FLOW_INFO_CONFIG)),
        Field::new("tableMetaDatas", Kind::Many(&TABLE_META_DATA)),
    ],
};

/// 流程节点配置信息: an object, or a list with one (wire-facts §1).
pub static FLOW_INFO_CONFIG: Record = Record {
    shape: 12,
    name: "FlowInfoConfig",
    fields: &[Field::new(
        "isWorkOrder",
        Kind::Word("model", &Kind::Int, &[("0", "event"), ("1", "workOrder")]),
    )],
};

/// One tab: a table's layout and values. For the order model the first one is to be ignored.
pub static TABLE_META_DATA: Record = Record {
    shape: 13,
    name: "TableMetaData",
    fields: &[
        Field::new("showCss", Kind::Text),
        Field::new("tableName", Kind::Text),
        Field::new("tableAlias", Kind::Text),
        Field::new("flowNodeMeta", Kind::One(&FLOW_NODE_META)),
    ],
};

/// 表中的数据结构.
pub static FLOW_NODE_META: Record = Record {
    shape: 14,
    name: "FlowNodeMeta",
    fields: &[Field::new("groups", Kind::Many(&GROUP)), Field::new("values", Kind::Many(&VALUE))],
};

/// 分组.
pub static GROUP: Record = Record {
    shape: 15,
    name: "FieldGroup",
    fields: &[Field::new("groupName", Kind::Text), Field::new("schema", Kind::Many(&FIELD))],
};

/// 字段.
pub static FIELD: Record = Record {
    shape: 16,
    name: "FieldSchema",
    fields: &[
        Field::new("fieldName", Kind::Text),
        Field::new("alias", Kind::Text),
        Field::new("colSpan", Kind::Int),
        Field::new("unit", Kind::Text),
    ],
};

/// 字段值.
pub static VALUE: Record = Record {
    shape: 17,
    name: "FieldValue",
    fields: &[
        Field::new("fieldName", Kind::Text),
        Field::new("fieldValue", Kind::Text),
        Field::new("showValue", Kind::Text),
    ],
};

/// The request for `caseNo`.
pub fn request(config: &Config, case_no: &str) -> Request {
    let mut pairs = Query::default();
    pairs.push("caseNo", case_no);
    Request::get(config.url(&OPERATION) + pairs.as_str())
}

/// How a case stands, of details as apps see them, and whether that is its end.
pub fn state(details: &Value) -> (&'static str, bool) {
    let state = details.get("caseItem").and_then(|item| item.get("state"));
    match state.and_then(Value::as_text) {
        Some("finished") => ("finished", true),
        Some("returned") => ("returned", true),
        _ => ("processing", false),
    }
}
