//! API 2: `GetFlowCenterData`, the event types.

use serde_json::{Value, json};

use super::answers::{Answer, Refusal, success};
use super::catalogue::{EVENT_TYPES, EventType, FIRST_NODE, Usage};
use super::query::Query;

/// Answers the types for the web, the handheld, or all.
pub fn get(query: &Query) -> Answer {
    query.require_external()?;
    let wanted = match query.text(&["type"]) {
        None => None,
        Some("web") => Some(Usage::Web),
        Some("mobile") => Some(Usage::Mobile),
        Some(other) => return Err(Refusal::new(format!("使用方式【{other}】不存在"))),
    };
    let fits = |event_type: &&EventType| {
        wanted.is_none_or(|usage| event_type.usage == usage || event_type.usage == Usage::Both)
    };
    Ok(success("OK", EVENT_TYPES.iter().filter(fits).map(row).collect()))
}

fn row(event_type: &EventType) -> Value {
    json!({
        "businessType": event_type.business_type,
        "eventName": event_type.event_name,
        "tableName": event_type.table_name,
        "fieldGroup": event_type.fields().collect::<Vec<_>>().join(","),
        "bizCode": event_type.biz_code,
        "flowName": event_type.flow_name,
        "nodeName": FIRST_NODE.0,
        "nodeAliasName": FIRST_NODE.1,
        "activityId": event_type.activity_id,
        "isCreate": i64::from(event_type.is_create),
        "eventPhoto": event_type.event_photo,
    })
}
