//! The lists: what can be started, what I started, what waits for me, what I did, what was copied to me.

use rusqlite::{Row, ToSql};
use serde_json::{Value, json};

use super::call::{Call, Page};
use super::detail::comments;
use super::engine::comment;
use super::reply::{Answer, Fail};
use super::{users, values};
use crate::settings::Dialect;

/// The documented filters; each list has all of them.
macro_rules! filters {
    () => {
        " AND (:key IS NULL OR instr(d.process_key, :key)) AND (:name IS NULL OR instr(d.name, :name))
          AND (:category IS NULL OR d.category = :category)
          AND (:begin IS NULL OR i.start_time >= :begin) AND (:end IS NULL OR i.start_time < :end + 1000)"
    };
}

macro_rules! tasks {
    ($condition:literal, $order:literal) => {
        Listing {
            count: concat!(
                "SELECT count(*) FROM center_task t JOIN center_instance i ON i.id = t.instance_id
                 JOIN center_definition d ON d.definition_id = i.definition_id WHERE ",
                $condition,
                filters!()
            ),
            rows: concat!(
                "SELECT i.id, i.start_user, i.start_time, i.end_time, i.status, d.definition_id, d.process_key, d.name, d.version,
                        d.category, d.deployment_id, t.id, t.name, t.node_id, t.create_time, t.finish_time
                 FROM center_task t JOIN center_instance i ON i.id = t.instance_id
                 JOIN center_definition d ON d.definition_id = i.definition_id WHERE ",
                $condition,
                filters!(),
                " ORDER BY ",
                $order,
                " LIMIT :size OFFSET :from"
            ),
        }
    };
}

/// My own, or unassigned with me as a candidate. The plus signs ask for one scan, twice as fast as an index for each half.
const TODO: Listing = tasks!(
    "+t.finish_time IS NULL AND NOT i.suspended AND (+t.assignee = :me OR (+t.assignee IS NULL AND t.id IN (
       SELECT c.task_id FROM center_candidate c, center_user u WHERE u.user_id = :me
       AND (c.user_id = :me OR instr(',' || u.groups || ',', ',' || c.group_id || ',')))))",
    "t.create_time DESC, t.seq DESC"
);
const CLAIMABLE: Listing = tasks!(
    "t.finish_time IS NULL AND NOT i.suspended AND t.assignee IS NULL AND t.id IN (
       SELECT c.task_id FROM center_candidate c, center_user u WHERE u.user_id = :me
       AND (c.user_id = :me OR instr(',' || u.groups || ',', ',' || c.group_id || ',')))",
    "t.create_time DESC, t.seq DESC"
);
const FINISHED: Listing = tasks!(
    "t.finish_time IS NOT NULL AND t.assignee = :me AND t.outcome <> 'withdrawn'",
    "t.finish_time DESC, t.seq DESC"
);
const OWN: Listing = Listing {
    count: concat!(
        "SELECT count(*) FROM center_instance i JOIN center_definition d ON d.definition_id = i.definition_id
         WHERE i.start_user = :me",
        filters!()
    ),
    rows: concat!(
        "SELECT i.id, i.start_user, i.start_time, i.end_time, i.status, d.definition_id, d.process_key, d.name, d.version,
                d.category, d.deployment_id, NULL,
                (SELECT group_concat(name) FROM center_task WHERE instance_id = i.id AND finish_time IS NULL),
                NULL, i.start_time, i.end_time
         FROM center_instance i JOIN center_definition d ON d.definition_id = i.definition_id WHERE i.start_user = :me",
        filters!(),
        " ORDER BY i.start_time DESC, i.rowid DESC LIMIT :size OFFSET :from"
    ),
};
/// A definition has no start time: the two time filters of `i` look at its deployment.
const STARTABLE: Listing = Listing {
    count: concat!(
        "WITH i AS (SELECT definition_id, deployed_at AS start_time FROM center_definition)
         SELECT count(*) FROM i JOIN center_definition d ON d.definition_id = i.definition_id
         WHERE d.latest AND NOT d.suspended AND :me IS NOT NULL",
        filters!()
    ),
    rows: concat!(
        "WITH i AS (SELECT definition_id, deployed_at AS start_time FROM center_definition)
         SELECT d.definition_id, d.name, d.process_key, d.category, d.version, d.form_id, f.name, d.deployment_id, d.deployed_at,
                d.icon_id
         FROM i JOIN center_definition d ON d.definition_id = i.definition_id
         LEFT JOIN center_form f ON f.form_id = d.form_id WHERE d.latest AND NOT d.suspended AND :me IS NOT NULL",
        filters!(),
        " ORDER BY d.deployed_at DESC LIMIT :size OFFSET :from"
    ),
};
const COPIES: Listing = Listing {
    count: concat!(
        "SELECT count(*) FROM center_copy c JOIN center_instance i ON i.id = c.instance_id
         JOIN center_definition d ON d.definition_id = i.definition_id WHERE c.user_id = :me",
        filters!()
    ),
    rows: concat!(
        "SELECT c.copy_id, c.title, d.definition_id, d.name, d.category, d.deployment_id, c.instance_id, c.task_id, c.user_id,
                c.originator_id, c.time
         FROM center_copy c JOIN center_instance i ON i.id = c.instance_id
         JOIN center_definition d ON d.definition_id = i.definition_id WHERE c.user_id = :me",
        filters!(),
        " ORDER BY c.time DESC, c.copy_id DESC LIMIT :size OFFSET :from"
    ),
};

struct Listing {
    count: &'static str,
    rows: &'static str,
}

impl Listing {
    fn read<T>(
        &self,
        call: &Call,
        page: Page,
        read: fn(&Row) -> rusqlite::Result<T>,
    ) -> Result<(i64, Vec<T>), Fail> {
        let (key, name, category) =
            (call.asked("processKey"), call.asked("processName"), call.asked("category"));
        let (begin, end) = (call.asked_time("proStartBeginTime")?, call.asked_time("proStartEndTime")?);
        let mut named: Vec<(&str, &dyn ToSql)> = vec![
            (":me", &call.me.id),
            (":key", &key),
            (":name", &name),
            (":category", &category),
            (":begin", &begin),
            (":end", &end),
        ];
        let total = call.tx.prepare_cached(self.count)?.query_row(named.as_slice(), |row| row.get(0))?;
        named.extend([(":size", &page.size as &dyn ToSql), (":from", &page.from)]);
        let mut statement = call.tx.prepare_cached(self.rows)?;
        let rows = statement.query_map(named.as_slice(), read)?.collect::<Result<_, _>>()?;
        Ok((total, rows))
    }
}

/// Lists of the engine that real servers cut out of memory: past the end is an exception, no match is null.
fn cut(call: &Call, page: Page, total: i64, rows: Vec<Value>, null_when_empty: bool) -> Answer {
    if call.dialect != Dialect::Document && page.from > total {
        return Err(Fail::engine(format!("fromIndex({}) > toIndex({total})", page.from)));
    }
    call.rows(total, if rows.is_empty() && null_when_empty { None } else { Some(rows) })
}

/// GET list
pub fn startable(call: &Call) -> Answer {
    let page = call.page()?;
    let (total, definitions) = STARTABLE.read(call, page, |row| {
        Ok((
            json!({
                "definitionId": row.get::<_, String>(0)?, "processName": row.get::<_, String>(1)?,
                "processKey": row.get::<_, String>(2)?, "category": row.get::<_, Option<String>>(3)?,
                "version": row.get::<_, i64>(4)?, "formId": row.get::<_, Option<i64>>(5)?,
                "formName": row.get::<_, Option<String>>(6)?, "deploymentId": row.get::<_, String>(7)?, "suspended": false,
                "deploymentTime": values::clock(row.get(8)?), "iconId": row.get::<_, Option<String>>(9)?,
            }),
        ))
    })?;
    let rows = definitions.into_iter().map(|(row,)| values::wire(call.dialect, row)).collect();
    cut(call, page, total, rows, call.dialect != Dialect::Document)
}

/// A row of center_task, or of center_instance alone, with what it belongs to.
struct Found {
    instance: String,
    starter: String,
    started: i64,
    ended: Option<i64>,
    row: Value,
    created: i64,
    finished: Option<i64>,
    task: Option<String>,
}

fn found(row: &Row) -> rusqlite::Result<Found> {
    let (instance, task): (String, Option<String>) = (row.get(0)?, row.get(11)?);
    Ok(Found {
        starter: row.get(1)?,
        started: row.get(2)?,
        ended: row.get(3)?,
        created: row.get(14)?,
        finished: row.get(15)?,
        row: json!({
            "taskId": task, "taskName": row.get::<_, Option<String>>(12)?, "taskDefKey": row.get::<_, Option<String>>(13)?,
            "assigneeId": null, "deptName": null, "startDeptName": null, "assigneeName": null, "startUserId": null,
            "startUserName": null, "category": row.get::<_, Option<String>>(9)?, "procVars": null, "taskLocalVars": null,
            "deployId": row.get::<_, String>(10)?, "procDefId": row.get::<_, String>(5)?, "procDefKey": null,
            "procDefName": row.get::<_, String>(7)?, "procDefVersion": row.get::<_, i64>(8)?, "procInsId": instance,
            "hisProcInsId": null, "duration": null, "comment": null, "commentList": null, "candidate": null,
            "createTime": values::clock(row.get(14)?), "finishTime": null, "processStatus": row.get::<_, String>(4)?,
            "proInsCreateTime": null,
        }),
        instance,
        task,
    })
}

/// What a list of tasks knows beyond the row: variables and the starter.
fn with_start(call: &Call, found: &mut Found) -> Result<(), Fail> {
    found.row["procVars"] =
        values::wire(call.dialect, Value::Object(call.engine().variables(&found.instance)?));
    found.row["startUserId"] = Value::from(found.starter.as_str());
    found.row["startUserName"] = json!(users::name(call.tx, Some(&found.starter))?);
    found.row["proInsCreateTime"] = Value::from(values::clock(found.started));
    Ok(())
}

/// GET ownList: in vlstream `total` counts the rows of this page only.
pub fn own(call: &Call) -> Answer {
    let page = call.page()?;
    let (total, mut found) = OWN.read(call, page, found)?;
    for found in &mut found {
        found.row["duration"] =
            values::duration_with_zeros(found.ended.unwrap_or(call.now) - found.started).into();
        found.row["finishTime"] = json!(found.ended.map(values::clock));
        if call.dialect == Dialect::Vlstream {
            with_start(call, found)?;
        }
    }
    let rows: Vec<Value> = found.into_iter().map(|found| found.row).collect();
    let shown = rows.len() as i64;
    let answer = cut(call, page, total, rows, call.dialect == Dialect::Vlstream)?;
    if call.dialect != Dialect::Vlstream {
        Ok(answer)
    } else {
        call.rows(shown, answer["rows"].as_array().cloned())
    }
}

/// GET todoList
pub fn todo(call: &Call) -> Answer {
    waiting(call, &TODO)
}

/// GET claimList
pub fn claimable(call: &Call) -> Answer {
    waiting(call, &CLAIMABLE)
}

fn waiting(call: &Call, list: &Listing) -> Answer {
    let (total, mut found) = list.read(call, call.page()?, found)?;
    found.iter_mut().try_for_each(|found| with_start(call, found))?;
    let rows: Vec<Value> = found.into_iter().map(|found| found.row).collect();
    call.rows(total, if rows.is_empty() && call.dialect == Dialect::Vlstream { None } else { Some(rows) })
}

/// GET finishedList: RuoYi leaves taskId null.
pub fn finished(call: &Call) -> Answer {
    let (total, mut found) = FINISHED.read(call, call.page()?, found)?;
    for found in &mut found {
        with_start(call, found)?;
        found.row["hisProcInsId"] = Value::from(found.instance.as_str());
        found.row["duration"] = found.finished.map(|at| values::duration(at - found.created)).into();
        found.row["finishTime"] = found.finished.map(values::clock).into();
        if let (Dialect::Document, Some(row)) = (call.dialect, found.row.as_object_mut()) {
            row.shift_remove("procDefKey");
            let said = comments(call, &found.instance, found.task.as_deref())?;
            row.insert("comment".into(), older_comment(&said));
            row.insert("commentList".into(), said);
        }
        if call.dialect == Dialect::Ruoyi {
            found.row["taskId"] = Value::Null;
        }
    }
    call.rows(total, Some(found.into_iter().map(|found| found.row).collect()))
}

/// The one comment of the document's older object: 0 正常意见, 1 退回意见, 2 驳回意见.
fn older_comment(said: &Value) -> Value {
    let Some(last) = said.as_array().and_then(|list| list.last()) else { return Value::Null };
    let kind = match last["type"].as_str() {
        Some(comment::RETURN) => "1",
        Some(comment::REJECT) => "2",
        _ => "0",
    };
    json!({"type": kind, "comment": last["fullMessage"]})
}

/// GET copyList
pub fn copies(call: &Call) -> Answer {
    let (total, rows) = COPIES.read(call, call.page()?, |row| {
        Ok(json!({
            "copyId": row.get::<_, i64>(0)?, "title": row.get::<_, String>(1)?, "processId": row.get::<_, String>(2)?,
            "processName": row.get::<_, String>(3)?, "categoryId": row.get::<_, Option<String>>(4)?,
            "deploymentId": row.get::<_, String>(5)?, "instanceId": row.get::<_, String>(6)?,
            "taskId": row.get::<_, String>(7)?, "userId": row.get::<_, String>(8)?, "originatorId": row.get::<_, String>(9)?,
            "createTime": values::clock(row.get(10)?),
        }))
    })?;
    let named = |mut row: Value| -> Answer {
        row["originatorName"] = json!(users::name(call.tx, row["originatorId"].as_str())?);
        Ok(values::wire(call.dialect, row))
    };
    call.rows(total, Some(rows.into_iter().map(named).collect::<Result<_, _>>()?))
}
