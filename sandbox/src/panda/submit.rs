//! API 3: `PostFlowNodeData`, the report of one or several events of one type.

use std::collections::HashSet;

use rusqlite::Connection;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::answers::{Answer, Refusal, success};
use super::catalogue::EventType;
use super::engine::{self, Report};
use super::people::{self, Person};
use crate::{clock, executions};

/// Executes all entries of `FlowDatas`, or none.
pub fn post(connection: &mut Connection, project: &str, body: &[u8]) -> Answer {
    let order = serde_json::from_slice::<Value>(body).map_err(|_| Refusal::new("请求参数格式错误"))?;
    let Value::Object(order) = order else { return Err(Refusal::new("请求参数格式错误")) };
    let name = match order.get("eventName") {
        Some(Value::String(name)) if !name.trim().is_empty() => name,
        _ => return Err(Refusal::new("eventName不能为空")),
    };
    let event_type = EventType::find(name).ok_or_else(|| Refusal::new(format!("事件【{name}】不存在")))?;
    let reporter = reporter(connection, order.get("userId"))?;
    let entries = match order.get("FlowDatas") {
        Some(Value::Array(entries)) if !entries.is_empty() => entries,
        Some(Value::Array(_) | Value::Null) | None => return Err(Refusal::new("FlowDatas不能为空")),
        Some(_) => return Err(Refusal::new("FlowDatas格式错误")),
    };
    let transaction = connection.transaction()?;
    let mut receipts = Vec::with_capacity(entries.len());
    for entry in entries {
        let Value::Object(entry) = entry else { return Err(Refusal::new("FlowDatas格式错误")) };
        let biz_data = biz_data(entry)?;
        let values = columns(event_type, biz_data)?;
        let text = |name: &str| match entry.get(name) {
            None | Some(Value::Null) => Ok(""),
            Some(Value::String(text)) => Ok(text.as_str()),
            Some(_) => Err(Refusal::new(format!("{name}格式错误"))),
        };
        let to_users = text("toUserIds")?;
        require_people(&transaction, to_users)?;
        let receipt = engine::report(
            &transaction,
            &Report {
                project,
                event_type,
                reporter: &reporter,
                at: clock::now(),
                station: &reporter.department,
                xy: &position(&values),
                to_users,
                opinion: text("opinion")?,
                biz_data,
                values: &values,
                by_time: true,
            },
        )?;
        receipts.push(json!({ "eventCode": receipt.event_code, "caseNo": receipt.case_no }));
    }
    let receipts = Value::Array(receipts);
    executions::record(&transaction, "panda", "PostFlowNodeData", body, &receipts.to_string())?;
    transaction.commit()?;
    Ok(success("Ok", receipts))
}

fn reporter(connection: &Connection, id: Option<&Value>) -> Result<Person, Refusal> {
    let id = match id {
        None | Some(Value::Null) => return Err(Refusal::new("userId不能为空")),
        Some(id) => id.as_i64().ok_or_else(|| Refusal::new("userId必须为整数"))?,
    };
    people::find(connection, id)?.ok_or_else(|| Refusal::new(format!("用户【{id}】不存在")))
}

/// Where it happened, if the table has such a column.
fn position(values: &[(String, String)]) -> String {
    let found = values.iter().find(|(field, _)| field == "坐标");
    found.and_then(|(_, json)| serde_json::from_str(json).ok()).unwrap_or_default()
}

fn require_people(connection: &Connection, ids: &str) -> Result<(), Refusal> {
    for id in ids.split(',').map(str::trim).filter(|id| !id.is_empty()) {
        let person = id.parse().ok().map(|id| people::find(connection, id)).transpose()?.flatten();
        person.ok_or_else(|| Refusal::new(format!("移交人【{id}】不存在")))?;
    }
    Ok(())
}

/// BizData is JSON inside a string, never an object.
fn biz_data(entry: &Map<String, Value>) -> Result<&str, Refusal> {
    match entry.get("BizData") {
        None | Some(Value::Null) => Err(Refusal::new("BizData不能为空")),
        Some(Value::String(text)) if text.trim().is_empty() => Err(Refusal::new("BizData不能为空")),
        Some(Value::String(text)) => Ok(text),
        Some(_) => Err(Refusal::new("BizData格式错误")),
    }
}

/// The columns of BizData, each as the JSON that was sent, digit for digit.
fn columns(event_type: &EventType, text: &str) -> Result<Vec<(String, String)>, Refusal> {
    let Columns(columns) = serde_json::from_str(text).map_err(|_| Refusal::new("BizData格式错误"))?;
    if columns.is_empty() {
        return Err(Refusal::new("BizData不能为空"));
    }
    let known: HashSet<_> = event_type.fields().collect();
    let mut seen = HashSet::new();
    for (field, _) in &columns {
        if !known.contains(field.as_str()) {
            return Err(Refusal::new(format!("字段【{field}】不存在")));
        }
        if !seen.insert(field.as_str()) {
            return Err(Refusal::new(format!("字段【{field}】重复")));
        }
    }
    Ok(columns)
}

struct Columns(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Columns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Columns;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Columns, A::Error> {
                let mut columns = Vec::new();
                while let Some((field, value)) = map.next_entry::<String, Box<RawValue>>()? {
                    columns.push((field, value.get().to_owned()));
                }
                Ok(Columns(columns))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_keep_their_order_and_every_digit() {
        let event_type = EventType::find("用水户开阀").unwrap();
        let text = r#"{"用户编号":"xx0021", "欠费金额":12345678901234567890.10, "阀门口径":null}"#;
        let expected =
            [("用户编号", "\"xx0021\""), ("欠费金额", "12345678901234567890.10"), ("阀门口径", "null")];
        let columns = columns(event_type, text).unwrap();
        assert!(columns.iter().map(|(field, json)| (field.as_str(), json.as_str())).eq(expected));
    }

    #[test]
    fn what_does_not_fit_is_refused_by_name() {
        let event_type = EventType::find("用水户开阀").unwrap();
        let refusal = |text| columns(event_type, text).unwrap_err().0;
        assert_eq!(refusal("[]"), "BizData格式错误");
        assert_eq!(refusal("{"), "BizData格式错误");
        assert_eq!(refusal("{}"), "BizData不能为空");
        assert_eq!(refusal(r#"{"编号":"1"}"#), "字段【编号】不存在");
        assert_eq!(refusal(r#"{"用户编号":"1","用户编号":"2"}"#), "字段【用户编号】重复");
    }
}
