//! Work orders, which wrap a process instance with what a service desk wants to know, and their types.

use rusqlite::{Connection, OptionalExtension, Row, ToSql};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::auth::User;
use super::call::Call;
use super::reply::{Answer, Fail};
use super::{users, values};
use crate::settings::Dialect;

/// What a caller may say about an order; kept and shown as sent.
const FIELDS: [&str; 12] = [
    "systemId",
    "projectId",
    "workorderId",
    "workorderIdExtend",
    "workorderNumber",
    "source",
    "compensation",
    "evaluate",
    "roomNumber",
    "description",
    "attachmentUrls",
    "params",
];
const REPEAT_MS: i64 = 5000;

/// POST workorder: records an order, and starts its process unless the caller did that before.
pub fn create(call: &Call) -> Answer {
    call.need("title")?;
    let key = match (call.dialect, call.field("processKey")?) {
        (Dialect::Vlstream, Some(key)) => key,
        _ => call.need("processId")?,
    };
    if call.dialect == Dialect::Vlstream {
        call.need("workorderId")?;
        refuse_repeat(call)?;
    }
    if call.dialect == Dialect::Document {
        // The table wants them; the sample shows that they may be empty.
        call.need_text("systemId")?;
        call.need_text("projectId")?;
    }
    let params = call.variables("params")?.ok_or_else(|| Fail::parameter(call.dialect, "params"))?;
    let engine = call.engine();
    let given = call.field("procInstId")?.or(call.field("procInsId")?);
    let instance = match given {
        Some(instance) => {
            let running = "SELECT 1 FROM center_instance WHERE id = ?1 AND end_time IS NULL";
            if !call.tx.prepare_cached(running)?.exists([instance])? {
                return Err(Fail::instance());
            }
            if let Some(task) = call.field("taskId")?
                && engine.task(task)?.instance != instance
            {
                return Err(Fail::task());
            }
            engine.set_variables(instance, &params)?;
            instance.to_owned()
        }
        None => {
            let definition: Option<String> = call
                .tx
                .prepare_cached("SELECT definition_id FROM center_definition WHERE latest AND ?1 IN (process_key, definition_id)")?
                .query_row([key], |row| row.get(0))
                .optional()?;
            engine.start(&definition.ok_or_else(Fail::definition)?, &call.me, &params)?
        }
    };
    record(call, &instance, &call.body)?;
    call.data("操作成功", Value::Object(call.receipt(&instance)?))
}

/// The vendor's server refuses the same body from the same user within five seconds of a success.
fn refuse_repeat(call: &Call) -> Result<(), Fail> {
    let hash = Sha256::digest(format!("{}\n{}", call.me.id, call.body));
    let fingerprint: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let recent = "SELECT 1 FROM center_repeat WHERE fingerprint = ?1 AND at > ?2";
    if call.tx.prepare_cached(recent)?.exists((&fingerprint, call.now - REPEAT_MS))? {
        return Err(Fail::engine("不允许重复提交，请稍候再试"));
    }
    call.tx.execute("DELETE FROM center_repeat WHERE at <= ?1", [call.now - REPEAT_MS])?;
    call.tx.execute(
        "INSERT OR REPLACE INTO center_repeat (fingerprint, at) VALUES (?1, ?2)",
        (&fingerprint, call.now),
    )?;
    Ok(())
}

/// Keeps the order of an instance and answers its id.
pub fn record(call: &Call, instance: &str, body: &Value) -> Result<i64, Fail> {
    insert(call.tx, call.now, &call.me, instance, body)
}

/// The same without a call.
pub fn insert(db: &Connection, now: i64, me: &User, instance: &str, body: &Value) -> Result<i64, Fail> {
    let name: String = db.query_row(
        "SELECT d.name FROM center_instance i JOIN center_definition d ON d.definition_id = i.definition_id WHERE i.id = ?1",
        [instance],
        |row| row.get(0),
    )?;
    let title = body["title"].as_str().map(str::trim).filter(|title| !title.is_empty()).unwrap_or(&name);
    let said: Map<String, Value> = FIELDS
        .iter()
        .map(|field| ((*field).to_owned(), body.get(*field).cloned().unwrap_or_default()))
        .collect();
    Ok(db.query_row(
        "INSERT INTO center_order (id, instance_id, created_by, status, title, body, create_time)
         VALUES ((SELECT coalesce(max(id), 1965951881494065153) + 1 FROM center_order), ?1, ?2, 'pendingDispatch', ?3, ?4, ?5)
         RETURNING id",
        (instance, &me.id, title, Value::Object(said).to_string(), now),
        |row| row.get(0),
    )?)
}

macro_rules! orders {
    ($condition:literal) => {
        concat!(
            "SELECT o.id, o.instance_id, o.created_by, o.status, o.title, o.body, o.create_time, i.status, d.definition_id,
                    d.process_key, d.name, count(*) OVER (),
                    (SELECT group_concat(id) FROM (SELECT id FROM center_task WHERE instance_id = i.id AND finish_time IS NULL
                      ORDER BY seq DESC)),
                    (SELECT group_concat(name) FROM center_task WHERE instance_id = i.id AND finish_time IS NULL)
             FROM center_order o JOIN center_instance i ON i.id = o.instance_id
             JOIN center_definition d ON d.definition_id = i.definition_id WHERE ",
            $condition,
            " ORDER BY o.create_time DESC, o.id DESC LIMIT :size OFFSET :from"
        )
    };
}

const BY_ID: &str = orders!("o.id = :id");
const OWN: &str = orders!("o.created_by = :me AND (:title IS NULL OR instr(o.title, :title))");
const TODO: &str = orders!(
    "(:title IS NULL OR instr(o.title, :title)) AND EXISTS (
       SELECT 1 FROM center_task t, center_user u WHERE t.instance_id = i.id AND t.finish_time IS NULL AND u.user_id = :me
       AND (t.assignee = :me OR (t.assignee IS NULL AND EXISTS (SELECT 1 FROM center_candidate c WHERE c.task_id = t.id
         AND (c.user_id = :me OR instr(',' || u.groups || ',', ',' || c.group_id || ','))))))"
);
const FINISHED: &str = orders!(
    "(:title IS NULL OR instr(o.title, :title)) AND EXISTS (SELECT 1 FROM center_task t WHERE t.instance_id = i.id
       AND t.assignee = :me AND t.finish_time IS NOT NULL AND t.outcome <> 'withdrawn')"
);

fn read(row: &Row) -> rusqlite::Result<(Value, i64)> {
    let said: String = row.get(5)?;
    let mut order: Value = serde_json::from_str(&said).unwrap_or_default();
    let id: i64 = row.get(0)?;
    order["id"] = id.into();
    if order["workorderNumber"].as_str().is_none_or(str::is_empty) {
        order["workorderNumber"] = format!("GD{}", id - 1_965_951_881_494_065_153).into();
    }
    order["procInsId"] = row.get::<_, String>(1)?.into();
    order["createBy"] = row.get::<_, String>(2)?.into();
    order["workorderStatus"] = row.get::<_, String>(3)?.into();
    order["title"] = row.get::<_, String>(4)?.into();
    order["createTime"] = values::clock(row.get(6)?).into();
    order["processStatus"] = row.get::<_, String>(7)?.into();
    order["procDefId"] = row.get::<_, String>(8)?.into();
    order["processKey"] = row.get::<_, String>(9)?.into();
    order["processName"] = row.get::<_, String>(10)?.into();
    order["taskId"] = json!(row.get::<_, Option<String>>(12)?);
    order["taskName"] = json!(row.get::<_, Option<String>>(13)?);
    Ok((order, row.get(11)?))
}

fn rows(call: &Call, sql: &str, named: &[(&str, &dyn ToSql)]) -> Result<(i64, Vec<Value>), Fail> {
    let mut statement = call.tx.prepare_cached(sql)?;
    let (mut total, mut orders) = (0, Vec::new());
    for row in statement.query_map(named, read)? {
        let (mut order, count) = row?;
        order["createByName"] = json!(users::name(call.tx, order["createBy"].as_str())?);
        orders.push(values::wire(call.dialect, order));
        total = count;
    }
    Ok((total, orders))
}

/// One order, or nothing.
pub fn one(call: &Call, id: i64) -> Result<Option<Value>, Fail> {
    Ok(rows(call, BY_ID, &[(":id", &id), (":size", &1), (":from", &0)])?.1.pop())
}

/// GET workorder/{id}
pub fn by_id(call: &Call) -> Answer {
    let order = call.id.parse().ok().map(|id| one(call, id)).transpose()?.flatten();
    call.data("操作成功", order.unwrap_or_default())
}

fn list(call: &Call, sql: &str) -> Answer {
    let (page, title) = (call.page()?, call.asked("title"));
    let (total, orders) = rows(
        call,
        sql,
        &[(":me", &call.me.id), (":title", &title), (":size", &page.size), (":from", &page.from)],
    )?;
    call.rows(total, Some(orders))
}

/// GET ownWorkOrderList
pub fn own(call: &Call) -> Answer {
    list(call, OWN)
}

/// GET todoWorkOrderList
pub fn todo(call: &Call) -> Answer {
    list(call, TODO)
}

/// GET finishedWorkOrderList
pub fn finished(call: &Call) -> Answer {
    list(call, FINISHED)
}

/// How much of a plain array is wanted: the vendor's server ignores paging.
fn cut(call: &Call, all: Vec<Value>) -> Answer {
    if call.dialect != Dialect::Document {
        return call.data("操作成功", Value::Array(all));
    }
    let page = call.page_named("pageNo", "pageSize")?;
    let from = usize::try_from(page.from).unwrap_or(usize::MAX);
    let size = usize::try_from(page.size).unwrap_or(usize::MAX);
    call.data("操作成功", all.into_iter().skip(from).take(size).collect())
}

/// GET app/list: the secrets are really in it.
pub fn apps(call: &Call) -> Answer {
    let mut statement = call.tx.prepare_cached(
        "SELECT app_id, application_name, application_id, application_secret, app_flag, images FROM center_app ORDER BY rowid",
    )?;
    let text = |row: &Row, at: usize| row.get::<_, Option<String>>(at);
    let all = statement.query_map([], |row| {
        Ok(json!({
            "appId": text(row, 0)?, "applicationName": text(row, 1)?, "applicationId": text(row, 2)?,
            "applicationSecret": text(row, 3)?, "appFlag": text(row, 4)?, "images": text(row, 5)?,
        }))
    })?;
    cut(call, all.collect::<Result<_, _>>()?)
}

/// GET synthesis/list
pub fn synthesis(call: &Call) -> Answer {
    let mut statement = call.tx.prepare_cached(
        "SELECT synthesis_id, parent_id, category_name, description, child_flag FROM center_synthesis ORDER BY rowid",
    )?;
    let text = |row: &Row, at: usize| row.get::<_, Option<String>>(at);
    let all = statement.query_map([], |row| {
        Ok(json!({
            "synthesisId": text(row, 0)?, "parentId": text(row, 1)?, "categoryName": text(row, 2)?,
            "description": text(row, 3)?, "childFlag": row.get::<_, bool>(4)?,
        }))
    })?;
    cut(call, all.collect::<Result<_, _>>()?)
}
