//! API 4: `GetCaseOverviewBoxWithPaging`: search, sort and paging, all in SQL with bound parameters.

use rusqlite::types::Value as Bound;
use rusqlite::{Connection, Row, params_from_iter};
use serde_json::{Value, json};

use super::answers::{Answer, Refusal, success};
use super::engine::{ENDED, RUNNING, SENT_BACK};
use super::people;
use super::query::Query;
use crate::clock;

/// The columns by which one may sort: their title on the page, and in SQL.
const SORTS: &[(&str, &str)] = &[
    ("承办时间", "c.arrived_at"),
    ("上报时间", "e.reported_at"),
    ("最近操作时间", "c.operated_at"),
    ("工单时限", "c.deadline_at"),
    ("工单编号", "c.case_no"),
    ("事件编号", "e.event_code"),
    ("事件编码", "e.event_code"),
    ("事件名称", "e.event_name"),
    ("事件状态", "e.event_state"),
    ("站点名称", "e.station"),
    ("上报人", "e.reporter_name"),
    ("上报人名称", "e.reporter_name"),
    ("上报部门", "e.reporter_department"),
    ("上报人部门", "e.reporter_department"),
    ("流程名称", "c.flow_name"),
    ("当前节点", "c.active_name"),
    ("流程状态", "c.state"),
];

/// Late: past the deadline now, or when the order ended.
const IS_LATE: &str = "(CASE c.state WHEN 0 THEN ?2 ELSE c.operated_at END) > c.deadline_at";

/// Answers one page; `getMe` is null on a page without rows.
pub fn get(connection: &Connection, project: &str, query: &Query) -> Answer {
    let user = query.required_integer(&["userId"])?;
    let page_size = query.required_count("pageSize")?;
    let page_index = query.required_count("pageIndex")?;
    let order = order(query)?;
    query.require_external()?;
    people::find(connection, user)?.ok_or_else(|| Refusal::new(format!("用户【{user}】不存在")))?;
    let now = clock::now();
    let (condition, mut bound) = condition(project, now, query)?;
    let tables = "FROM panda_case c JOIN panda_event e ON e.id = c.event_id";

    let count = format!("SELECT count(*) {tables} WHERE {condition}");
    let total: i64 = connection.query_row(&count, params_from_iter(&bound), |row| row.get(0))?;

    bound.extend([page_size.into(), ((page_index - 1) * page_size).into()]);
    let (limit, offset) = (bound.len() - 1, bound.len());
    let page = format!(
        "SELECT c.case_no, e.event_name, e.event_code, e.event_state, e.station, e.reporter_name,
            e.reporter_department, e.reported_at, e.xy, e.summary, c.active_name, c.active_alias, c.flow_name,
            c.handlers, c.operators, c.opinion, c.state, c.operated_at, c.deadline_at
         {tables} WHERE {condition} ORDER BY {order} LIMIT ?{limit} OFFSET ?{offset}"
    );
    let mut statement = connection.prepare(&page)?;
    let rows = statement
        .query_map(params_from_iter(&bound), |row| list_row(row, now))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let rows = if rows.is_empty() { Value::Null } else { Value::Array(rows) };
    Ok(success("OK", json!({ "currentPageIndex": page_index, "totalRcdNum": total, "getMe": rows })))
}

/// The document's table says `sortFields`, its sample `sortField`.
fn order(query: &Query) -> Result<String, Refusal> {
    let title = query.required(&["sortFields", "sortField"])?;
    let column = SORTS.iter().find(|(known, _)| *known == title).map(|(_, column)| column);
    let column = column.ok_or_else(|| Refusal::new(format!("排序字段【{title}】不存在")))?;
    let direction = match query.required(&["direction"])?.to_lowercase().as_str() {
        "asc" => "ASC",
        "desc" => "DESC",
        _ => return Err(Refusal::new("direction只能为asc或desc")),
    };
    Ok(format!("{column} {direction}, c.id {direction}"))
}

/// The WHERE clause and what is bound to it; ?1 is the project, ?2 the present second.
fn condition(project: &str, now: i64, query: &Query) -> Result<(String, Vec<Bound>), Refusal> {
    let mut bound: Vec<Bound> = vec![project.to_owned().into(), now.into()];
    // Each use of ?2 costs nothing, but SQLite wants every bound parameter to be named.
    let mut terms = vec!["c.project = ?1".to_owned(), "?2 IS NOT NULL".to_owned()];
    let mut add = |term: &str, value: Bound| {
        bound.push(value);
        terms.push(term.replace("??", &format!("?{}", bound.len())));
    };
    if let Some(text) = query.text(&["eventInfo"]) {
        let columns = ["e.event_code", "c.case_no", "e.reporter_name", "e.reporter_department", "e.summary"];
        let found = columns.map(|column| format!("instr({column}, ??) > 0")).join(" OR ");
        add(&format!("({found})"), text.to_owned().into());
    }
    match query.integer(&["caseState"])? {
        None => {}
        Some(state @ (RUNNING | ENDED | SENT_BACK)) => add("c.state = ??", state.into()),
        Some(state) => return Err(Refusal::new(format!("工单状态【{state}】不存在"))),
    }
    if let Some(name) = query.text(&["flowName"]) {
        add("instr(c.flow_name, ??) > 0", name.to_owned().into());
    }
    if let Some(name) = query.text(&["userName"]) {
        add("instr(e.reporter_name, ??) > 0", name.to_owned().into());
    }
    if let Some(from) = query.time("dateFrom")? {
        add("e.reported_at >= ??", from.into());
    }
    if let Some(to) = query.time("dateTo")? {
        add("e.reported_at <= ??", to.into());
    }
    match query.integer(&["isOutTime"])? {
        None | Some(0) => {}
        Some(1) => terms.push(IS_LATE.to_owned()),
        Some(_) => return Err(Refusal::new("isOutTime只能为0或1")),
    }
    Ok((terms.join(" AND "), bound))
}

fn list_row(row: &Row<'_>, now: i64) -> rusqlite::Result<Value> {
    let text = |index: usize| row.get::<_, String>(index);
    let state: i64 = row.get(16)?;
    let operated_at: i64 = row.get(17)?;
    Ok(json!({
        "CaseNo": text(0)?,
        "eventName": text(1)?,
        "EventCode": text(2)?,
        "EventState": text(3)?,
        "Station": text(4)?,
        "reporterName": text(5)?,
        "ReporterDepart": text(6)?,
        "reportTime": clock::text(row.get(7)?),
        "xy": text(8)?,
        "summary": text(9)?,
        "activeName": text(10)?,
        "activeAliasName": text(11)?,
        "flowName": text(12)?,
        "currentUnderTakeMan": text(13)?,
        "operators": text(14)?,
        "opinion": text(15)?,
        "isOver": state.to_string(),
        "finishTime": clock::text(operated_at),
        "overtTimeInfoShort": time_limit(state, operated_at, row.get(18)?, now),
    }))
}

/// 工单时限, as short text.
fn time_limit(state: i64, operated_at: i64, deadline_at: i64, now: i64) -> String {
    let looked_at = if state == RUNNING { now } else { operated_at };
    let left = deadline_at - looked_at;
    if left < 0 {
        format!("超时{}", clock::duration(-left))
    } else if state == RUNNING {
        format!("剩余{}", clock::duration(left))
    } else {
        "按时完成".to_owned()
    }
}
