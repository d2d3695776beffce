//! How orders come to be and move: report, dispatch, advance, send back, and all of that by time.

use rusqlite::{Connection, OptionalExtension, Row};

use super::catalogue::{EventType, FIRST_NODE, Series};
use super::people::{self, Person};
use crate::clock;

/// The states of an order.
pub const RUNNING: i64 = 0;
pub const ENDED: i64 = 1;
pub const SENT_BACK: i64 = 2;

const NODE_TYPE_START: i64 = 0;
const NODE_TYPE_TASK: i64 = 1;
const NODE_TYPE_END: i64 = 2;

/// A reported event, before it is stored.
pub struct Report<'a> {
    pub project: &'a str,
    pub event_type: &'static EventType,
    pub reporter: &'a Person,
    pub at: i64,
    pub station: &'a str,
    pub xy: &'a str,
    pub to_users: &'a str,
    pub opinion: &'a str,
    /// BizData exactly as it came.
    pub biz_data: &'a str,
    /// Its columns: name and JSON, in their order.
    pub values: &'a [(String, String)],
    /// Whether it moves on by time.
    pub by_time: bool,
}

/// What the reporter is told.
pub struct Receipt {
    pub event_code: String,
    /// Empty as long as nobody dispatched the event.
    pub case_no: String,
}

/// An order as the engine sees it.
pub struct Case {
    pub id: i64,
    pub event_type: &'static EventType,
    event_id: i64,
    node: usize,
    pub state: i64,
    arrived_at: i64,
    handlers: String,
    operators: String,
}

/// Stores an event, and opens its order if the type is a 工单模型.
pub fn report(connection: &Connection, report: &Report<'_>) -> rusqlite::Result<Receipt> {
    let event_type = report.event_type;
    let number = next(connection, report.project, &format!("event {}", event_type.event_series))?;
    let event_code = format!("{}{:02}{number:07}", event_type.event_series, clock::year(report.at) % 100);
    connection.execute(
        "INSERT INTO panda_event (project, event_code, event_name, event_state, station, reporter_id, reporter_name,
            reporter_department, reported_at, xy, summary, to_users, opinion, biz_data, by_time)
         VALUES (?1, ?2, ?3, '待派单', ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        rusqlite::params![
            report.project, event_code, event_type.event_name, report.station, report.reporter.id,
            report.reporter.name, report.reporter.department, report.at, report.xy,
            summary(event_type, report.values), report.to_users, report.opinion, report.biz_data, report.by_time,
        ],
    )?;
    let event_id = connection.last_insert_rowid();
    let mut insert = connection.prepare_cached(
        "INSERT INTO panda_biz_value (event_id, position, field, json) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (position, (field, json)) in report.values.iter().enumerate() {
        insert.execute((event_id, position as i64, field, json))?;
    }
    let case_no =
        if event_type.is_create { dispatch(connection, event_id, report.at)? } else { String::new() };
    Ok(Receipt { event_code, case_no })
}

/// Opens the order of an event and answers its number.
pub fn dispatch(connection: &Connection, event_id: i64, at: i64) -> rusqlite::Result<String> {
    let (project, name, people, department, reported_at, to_users, opinion) = connection.query_row(
        "SELECT project, event_name, reporter_name, reporter_department, reported_at, to_users, opinion
         FROM panda_event WHERE id = ?1",
        [event_id],
        |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, String>(3)?,
                row.get::<_, i64>(4)?,
                row.get::<_, String>(5)?,
                row.get::<_, String>(6)?,
            ))
        },
    )?;
    let event_type = EventType::find(&name).ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let case_no = match event_type.case_series {
        Series::Plain(prefix) => {
            format!("{prefix}{:08}", next(connection, &project, &format!("case {prefix}"))?)
        }
        Series::Yearly(prefix) => {
            let year = clock::year(at);
            let series = format!("case {prefix} {year}");
            format!("{prefix}-{year}-{:07}", next(connection, &project, &series)?)
        }
    };
    let first = &event_type.nodes[0];
    let handlers = handlers_of(connection, first.user, &to_users)?;
    let names = handlers.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(",");
    connection.execute(
        "INSERT INTO panda_case (project, case_no, event_id, flow_name, node, active_name, active_alias, state,
            arrived_at, operated_at, deadline_at, handlers, operators, opinion)
         VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6, 0, ?7, ?7, ?8, ?9, ?10, ?11)",
        rusqlite::params![
            project, case_no, event_id, event_type.flow_name, first.name, first.alias, at,
            at + event_type.hours * 3600, names, people, opinion,
        ],
    )?;
    let case_id = connection.last_insert_rowid();
    connection.execute("UPDATE panda_event SET event_state = '处理中' WHERE id = ?1", [event_id])?;
    connection.execute(
        "INSERT INTO panda_log (case_id, title, state, arrived_at, operated_at, node_type, department, people, opinion)
         VALUES (?1, ?2, '已完成', ?3, ?4, ?5, ?6, ?7, ?8)",
        rusqlite::params![case_id, FIRST_NODE.1, reported_at, at, NODE_TYPE_START, department, people, opinion],
    )?;
    arrive(connection, case_id, first.alias, at, &handlers)?;
    Ok(case_no)
}

/// The current node is done; the order moves on, or ends after its last node.
pub fn advance(connection: &Connection, case: &Case, at: i64, opinion: Option<&str>) -> rusqlite::Result<()> {
    let nodes = case.event_type.nodes;
    let opinion = opinion.or(nodes.get(case.node).map(|node| node.opinion)).unwrap_or_default();
    leave(connection, case, at, "已完成", opinion)?;
    let operators = format!("{},{}", case.operators, case.handlers);
    match nodes.get(case.node + 1) {
        Some(node) => {
            let handlers = handlers_of(connection, node.user, "")?;
            connection.execute(
                "UPDATE panda_case SET node = node + 1, active_name = ?2, active_alias = ?3, arrived_at = ?4,
                    operated_at = ?4, handlers = ?5, operators = ?6, opinion = ?7 WHERE id = ?1",
                rusqlite::params![
                    case.id,
                    node.name,
                    node.alias,
                    at,
                    handlers.first().map_or("", |person| &person.name),
                    operators,
                    opinion
                ],
            )?;
            arrive(connection, case.id, node.alias, at, &handlers)
        }
        None => end(connection, case, at, (ENDED, "已完成"), &operators, opinion),
    }
}

/// 回退关单: the order ends where it is.
pub fn send_back(connection: &Connection, case: &Case, at: i64, opinion: &str) -> rusqlite::Result<()> {
    leave(connection, case, at, "已退回", opinion)?;
    let operators = format!("{},{}", case.operators, case.handlers);
    end(connection, case, at, (SENT_BACK, "回退关单"), &operators, opinion)
}

/// Does all that should have happened by now since somebody last looked.
pub fn catch_up(connection: &mut Connection, now: i64, node_seconds: u32) -> rusqlite::Result<()> {
    if node_seconds == 0 {
        return Ok(());
    }
    let pause = i64::from(node_seconds);
    let transaction = connection.transaction()?;
    let waiting = ids(
        &transaction,
        "SELECT id, reported_at FROM panda_event e WHERE by_time AND reported_at <= ?1
            AND NOT EXISTS (SELECT 1 FROM panda_case WHERE event_id = e.id)",
        now - pause,
    )?;
    for (event_id, reported_at) in waiting {
        dispatch(&transaction, event_id, reported_at + pause)?;
    }
    let due = ids(
        &transaction,
        "SELECT c.id, c.arrived_at FROM panda_case c JOIN panda_event e ON e.id = c.event_id
         WHERE c.state = 0 AND e.by_time AND c.arrived_at <= ?1",
        now - pause,
    )?;
    for (id, mut arrived_at) in due {
        while arrived_at + pause <= now {
            arrived_at += pause;
            match find_by_id(&transaction, id)? {
                Some(case) if case.state == RUNNING => advance(&transaction, &case, arrived_at, None)?,
                _ => break,
            }
        }
    }
    transaction.commit()
}

const CASE: &str =
    "SELECT c.id, e.event_name, c.event_id, c.node, c.state, c.arrived_at, c.handlers, c.operators
                    FROM panda_case c JOIN panda_event e ON e.id = c.event_id";

/// The order of this number.
pub fn find(connection: &Connection, project: &str, case_no: &str) -> rusqlite::Result<Option<Case>> {
    let sql = format!("{CASE} WHERE c.project = ?1 AND c.case_no = ?2");
    connection.query_row(&sql, [project, case_no], case_row).optional()
}

fn find_by_id(connection: &Connection, id: i64) -> rusqlite::Result<Option<Case>> {
    connection.query_row(&format!("{CASE} WHERE c.id = ?1"), [id], case_row).optional()
}

fn case_row(row: &Row<'_>) -> rusqlite::Result<Case> {
    let name: String = row.get(1)?;
    Ok(Case {
        id: row.get(0)?,
        event_type: EventType::find(&name).ok_or(rusqlite::Error::QueryReturnedNoRows)?,
        event_id: row.get(2)?,
        node: usize::try_from(row.get::<_, i64>(3)?).unwrap_or_default(),
        state: row.get(4)?,
        arrived_at: row.get(5)?,
        handlers: row.get(6)?,
        operators: row.get(7)?,
    })
}

fn ids(connection: &Connection, sql: &str, until: i64) -> rusqlite::Result<Vec<(i64, i64)>> {
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_map([until], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// The next number of a series; every project has its own.
fn next(connection: &Connection, project: &str, series: &str) -> rusqlite::Result<i64> {
    connection.query_row(
        "INSERT INTO panda_counter (project, series, last) VALUES (?1, ?2, 1)
         ON CONFLICT (project, series) DO UPDATE SET last = last + 1 RETURNING last",
        [project, series],
        |row| row.get(0),
    )
}

/// The people an order is handed to, or else the one who always handles the node.
fn handlers_of(connection: &Connection, usual: i64, to_users: &str) -> rusqlite::Result<Vec<Person>> {
    let mut handlers = Vec::new();
    for id in to_users.split(',').filter_map(|id| id.trim().parse().ok()) {
        handlers.extend(people::find(connection, id)?);
    }
    if handlers.is_empty() {
        handlers.extend(people::find(connection, usual)?);
    }
    Ok(handlers)
}

fn arrive(
    connection: &Connection,
    case_id: i64,
    title: &str,
    at: i64,
    people: &[Person],
) -> rusqlite::Result<()> {
    let names = people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(",");
    let department = people.first().map_or("", |person| &person.department);
    connection.execute(
        "INSERT INTO panda_log (case_id, title, state, arrived_at, node_type, department, people, opinion)
         VALUES (?1, ?2, '办理中', ?3, ?4, ?5, ?6, '')",
        rusqlite::params![case_id, title, at, NODE_TYPE_TASK, department, names],
    )?;
    Ok(())
}

fn leave(connection: &Connection, case: &Case, at: i64, state: &str, opinion: &str) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE panda_log SET state = ?2, operated_at = ?3, opinion = ?4 WHERE case_id = ?1 AND operated_at IS NULL",
        rusqlite::params![case.id, state, at.max(case.arrived_at), opinion],
    )?;
    Ok(())
}

fn end(
    connection: &Connection,
    case: &Case,
    at: i64,
    (state, text): (i64, &str),
    operators: &str,
    opinion: &str,
) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE panda_case SET state = ?2, active_name = '结束', active_alias = '流程结束', operated_at = ?3,
            handlers = '', operators = ?4, opinion = ?5 WHERE id = ?1",
        rusqlite::params![case.id, state, at, operators, opinion],
    )?;
    connection.execute("UPDATE panda_event SET event_state = ?2 WHERE id = ?1", (case.event_id, text))?;
    connection.execute(
        "INSERT INTO panda_log (case_id, title, state, arrived_at, operated_at, node_type, department, people, opinion)
         VALUES (?1, '流程结束', ?2, ?3, ?3, ?4, '', '', '')",
        rusqlite::params![case.id, text, at, NODE_TYPE_END],
    )?;
    Ok(())
}

/// The values of the type's summary fields.
fn summary(event_type: &EventType, values: &[(String, String)]) -> String {
    let shown = event_type.summary.iter().filter_map(|field| {
        let (_, json) = values.iter().find(|(name, _)| name == field)?;
        let text = serde_json::from_str::<String>(json).unwrap_or_else(|_| json.clone());
        (!text.is_empty()).then(|| format!("{field}：{text}"))
    });
    shown.collect::<Vec<_>>().join("；")
}
