//! API 5: `GetCaseOverviewBoxDetails`: an order, its event, and the tables of its flow.

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};

use super::answers::{Answer, Refusal, success};
use super::catalogue::{ATTACHMENT_FIELDS, EventType, col_span, unit};
use super::query::Query;
use crate::clock;

/// Answers everything known about one order.
pub fn get(connection: &Connection, project: &str, query: &Query) -> Answer {
    let case_no = query.required(&["caseNo"])?;
    let found = connection
        .query_row(
            "SELECT c.id, c.event_id, c.active_name, c.active_alias, c.flow_name, c.state, e.event_code,
                e.event_name, e.event_state, e.reported_at, e.reporter_department, e.reporter_name
             FROM panda_case c JOIN panda_event e ON e.id = c.event_id WHERE c.project = ?1 AND c.case_no = ?2",
            [project, case_no],
            |row| {
                let text = |index: usize| row.get::<_, String>(index);
                let case_item = json!({
                    "activeAliasName": text(3)?,
                    "activeName": text(2)?,
                    "caseNo": case_no,
                    "flowName": text(4)?,
                    "isOver": row.get::<_, i64>(5)?,
                });
                let event_details = json!({
                    "eventCode": text(6)?,
                    "eventName": text(7)?,
                    "eventState": text(8)?,
                    "eventMainTable": EventType::find(&text(7)?).map(|event_type| event_type.table_name),
                    "reportTime": clock::text(row.get(9)?),
                    "reporterDepart": text(10)?,
                    "reporterName": text(11)?,
                });
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, text(7)?, case_item, event_details))
            },
        )
        .optional()?;
    let Some((case_id, event_id, event_name, case_item, event_details)) = found else {
        return Err(Refusal::new(format!("工单【{case_no}】不存在")));
    };
    let event_type =
        EventType::find(&event_name).ok_or_else(|| Refusal::new(format!("事件【{event_name}】不存在")))?;
    let reported = reported_table(connection, event_type, event_id)?;
    // Of a 工单模型 the first table is the event's own and to be ignored: the order's begin behind it.
    let mut tables = if event_type.is_create {
        vec![event_table(event_type, &event_details), reported]
    } else {
        vec![reported]
    };
    tables.extend(node_tables(connection, case_id)?);
    Ok(success(
        "OK",
        json!({
            "caseItem": case_item,
            "eventDetails": event_details,
            "flowTableInfos": [{
                "flowInfoConfig": { "isWorkOrder": i64::from(event_type.is_create) },
                "tableMetaDatas": tables,
            }],
        }),
    ))
}

/// What was reported, group by group.
fn reported_table(connection: &Connection, event_type: &EventType, event_id: i64) -> rusqlite::Result<Value> {
    let mut statement = connection
        .prepare("SELECT field, json FROM panda_biz_value WHERE event_id = ?1 ORDER BY position")?;
    let values = statement
        .query_map([event_id], |row| {
            let field: String = row.get(0)?;
            let json: String = row.get(1)?;
            Ok(value(&field, text_of(json)))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let groups: Vec<_> = event_type.groups.iter().map(|(name, fields)| group(name, fields)).collect();
    Ok(table("大", event_type.table_name, &format!("{}信息", event_type.event_name), groups, values))
}

/// The event as such: who, when, in which state.
fn event_table(event_type: &EventType, details: &Value) -> Value {
    let columns = [
        ("事件编号", "eventCode"),
        ("事件名称", "eventName"),
        ("事件状态", "eventState"),
        ("上报人", "reporterName"),
        ("上报部门", "reporterDepart"),
        ("上报时间", "reportTime"),
    ];
    let values = columns
        .iter()
        .map(|(field, key)| value(field, details[*key].as_str().unwrap_or_default().to_owned()))
        .collect();
    let groups = vec![group("事件信息", &columns.map(|(field, _)| field))];
    table("大", &format!("事件_{}", event_type.biz_code), "事件信息", groups, values)
}

/// One table per node that is done.
fn node_tables(connection: &Connection, case_id: i64) -> rusqlite::Result<Vec<Value>> {
    let mut statement = connection.prepare(
        "SELECT title, department, people, operated_at, opinion FROM panda_log
         WHERE case_id = ?1 AND node_type = 1 AND operated_at IS NOT NULL ORDER BY id",
    )?;
    let fields = ["办理部门", "办理人", "办理时间", "办理意见"];
    let rows = statement.query_map([case_id], |row| {
        let title: String = row.get(0)?;
        let texts = [row.get(1)?, row.get(2)?, clock::text(row.get(3)?), row.get(4)?];
        let values = fields.iter().zip(texts).map(|(field, text)| value(field, text)).collect();
        Ok(table("中", &format!("流程_{title}表"), &title, vec![group("办理信息", &fields)], values))
    })?;
    rows.collect()
}

fn table(css: &str, name: &str, alias: &str, groups: Vec<Value>, values: Vec<Value>) -> Value {
    json!({
        "showCss": css,
        "tableName": name,
        "tableAlias": alias,
        "flowNodeMeta": { "groups": groups, "values": values },
    })
}

fn group(name: &str, fields: &[&str]) -> Value {
    let schema: Vec<_> = fields
        .iter()
        .map(|field| json!({ "fieldName": field, "alias": field, "colSpan": col_span(field), "unit": unit(field) }))
        .collect();
    json!({ "groupName": name, "schema": schema })
}

/// A value and how it is shown: files by their names, amounts with their unit.
fn value(field: &str, text: String) -> Value {
    let shown = if ATTACHMENT_FIELDS.contains(&field) {
        let names = text.split(',').map(|path| path.rsplit(['\\', '/']).next().unwrap_or(path));
        names.collect::<Vec<_>>().join(",")
    } else if text.is_empty() {
        String::new()
    } else {
        format!("{text}{}", unit(field))
    };
    json!({ "fieldName": field, "fieldValue": text, "showValue": shown })
}

/// A text without its quotes; any other JSON as it was sent; null as nothing.
fn text_of(json: String) -> String {
    if json == "null" { String::new() } else { serde_json::from_str(&json).unwrap_or(json) }
}
