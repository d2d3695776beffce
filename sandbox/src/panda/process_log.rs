//! API 6: `GetWorkOrderProcessLog`: what happened to an order, oldest first.

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};

use super::answers::{Answer, Refusal, success};
use super::query::Query;
use crate::clock;

/// Answers one entry per node that the order has reached.
pub fn get(connection: &Connection, project: &str, query: &Query) -> Answer {
    let order_no = query.required(&["orderNo"])?;
    let found = connection
        .query_row(
            "SELECT id, flow_name FROM panda_case WHERE project = ?1 AND case_no = ?2",
            [project, order_no],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)),
        )
        .optional()?;
    let Some((case_id, flow_name)) = found else {
        return Err(Refusal::new(format!("工单【{order_no}】不存在")));
    };
    let now = clock::now();
    let mut statement = connection.prepare(
        "SELECT title, state, arrived_at, operated_at, node_type, department, people, opinion
         FROM panda_log WHERE case_id = ?1 ORDER BY id",
    )?;
    let entries = statement.query_map([case_id], |row| {
        let arrived_at: i64 = row.get(2)?;
        let operated_at: Option<i64> = row.get(3)?;
        let people: String = row.get(6)?;
        let doing: Vec<&str> = if operated_at.is_none() { people.split(',').collect() } else { Vec::new() };
        Ok(json!({
            "title": row.get::<_, String>(0)?,
            "state": row.get::<_, String>(1)?,
            "operateTime": operated_at.map(clock::text).unwrap_or_default(),
            "nodeType": row.get::<_, i64>(4)?,
            "details": {
                "departmentName": row.get::<_, String>(5)?,
                "peopleName": if operated_at.is_some() { people.as_str() } else { "" },
                "opinion": row.get::<_, String>(7)?,
                "processName": flow_name,
                "timeConsuming": clock::duration(operated_at.unwrap_or(now) - arrived_at),
                "doingUserName": doing,
            },
        }))
    })?;
    let entries = entries.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(success("OK", Value::Array(entries)))
}
