//! What a new database holds: people, definitions with their forms, and a few weeks of work that people really did.

use rusqlite::Connection;
use serde_json::{Map, Value, json};

use super::auth::User;
use super::engine::{Engine, Next, comment};
use super::reply::Fail;
use super::{orders, users, values};
use crate::settings::Dialect;

/// What people and redeployments change; who they are, and their tokens, stays.
const TABLES: [&str; 9] = [
    "center_copy",
    "center_candidate",
    "center_comment",
    "center_task",
    "center_variable",
    "center_order",
    "center_instance",
    "center_definition",
    "center_repeat",
];
const INSTANCES: i64 = 56;
const REPAIR: &str = "Process_1741923584470";
const HOUR: i64 = 3_600_000;

fn file(name: &str) -> &'static str {
    match name {
        "repair-form.json" => include_str!("data/repair-form.json"),
        "result-form.json" => include_str!("data/result-form.json"),
        "simple-form.json" => include_str!("data/simple-form.json"),
        "inspection-form.json" => include_str!("data/inspection-form.json"),
        "park-form.json" => include_str!("data/park-form.json"),
        "supply-form.json" => include_str!("data/supply-form.json"),
        "repair.bpmn" => include_str!("data/repair.bpmn"),
        "sample-one.bpmn" => include_str!("data/sample-one.bpmn"),
        "sample-two.bpmn" => include_str!("data/sample-two.bpmn"),
        "tenant.bpmn" => include_str!("data/tenant.bpmn"),
        "inspection.bpmn" => include_str!("data/inspection.bpmn"),
        "park.bpmn" => include_str!("data/park.bpmn"),
        "supply.bpmn" => include_str!("data/supply.bpmn"),
        other => unreachable!("seed.json names {other}, which is not built in"),
    }
}

/// Makes the tables, and fills them when they are new.
pub fn fill(db: &Connection, now: i64) -> Result<(), Fail> {
    db.execute_batch(include_str!("data/schema.sql"))?;
    if db.prepare("SELECT 1 FROM center_definition")?.exists([])? {
        return Ok(());
    }
    let seed: Value = serde_json::from_str(include_str!("data/seed.json"))?;
    let each = |part: &str| seed[part].as_array().cloned().unwrap_or_default();
    let insert = |sql: &str, row: &Value, fields: &[&str]| {
        let cells = fields.iter().map(|field| match &row[*field] {
            Value::String(text) => rusqlite::types::Value::from(text.clone()),
            Value::Bool(flag) => i64::from(*flag).into(),
            Value::Number(number) => number.as_i64().into(),
            _ => rusqlite::types::Value::Null,
        });
        db.execute(sql, rusqlite::params_from_iter(cells))
    };
    for user in each("users") {
        insert(
            "INSERT OR IGNORE INTO center_user (user_id, username, nick_name, dept_name, groups, disabled)
             VALUES (?1, ?2, ?3, ?4, ?5, coalesce(?6, 0))",
            &user,
            &["userId", "username", "nickName", "deptName", "groups", "disabled"],
        )?;
    }
    for caller in each("callers") {
        insert(
            "INSERT OR IGNORE INTO center_caller VALUES (?1, ?2, ?3)",
            &caller,
            &["kind", "callerId", "secretKey"],
        )?;
    }
    for app in each("apps") {
        let fields = ["appId", "applicationName", "applicationId", "applicationSecret", "appFlag", "images"];
        insert("INSERT OR IGNORE INTO center_app VALUES (?1, ?2, ?3, ?4, ?5, ?6)", &app, &fields)?;
        let caller = "INSERT OR IGNORE INTO center_caller VALUES ('app', ?1, ?2)";
        insert(caller, &app, &["applicationId", "applicationSecret"])?;
    }
    for kind in each("synthesis") {
        let fields = ["synthesisId", "parentId", "categoryName", "description", "childFlag"];
        insert("INSERT OR IGNORE INTO center_synthesis VALUES (?1, ?2, ?3, ?4, ?5)", &kind, &fields)?;
    }
    for mut form in each("forms") {
        form["content"] = file(form["file"].as_str().unwrap_or_default()).into();
        insert(
            "INSERT OR IGNORE INTO center_form VALUES (?1, ?2, ?3)",
            &form,
            &["formId", "name", "content"],
        )?;
    }
    for mut definition in each("definitions") {
        let id = definition["definitionId"].as_str().unwrap_or_default().to_owned();
        let mut parts = id.split(':');
        definition["processKey"] = parts.next().into();
        definition["version"] = json!(parts.next().and_then(|version| version.parse::<i64>().ok()));
        definition["deployedAt"] = json!(definition["deploymentTime"].as_str().and_then(values::instant));
        definition["bpmn"] = file(definition["bpmn"].as_str().unwrap_or_default()).into();
        insert(
            "INSERT INTO center_definition (definition_id, process_key, name, category, version, form_id, deployment_id, deployed_at,
             icon_id, bpmn) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            &definition,
            &[
                "definitionId", "processKey", "processName", "category", "version", "formId", "deploymentId", "deployedAt",
                "iconId", "bpmn",
            ],
        )?;
    }
    history(db, now, &each("definitions"))
}

/// Forgets everything that `fill` does not find again.
pub fn clear(db: &Connection) -> anyhow::Result<()> {
    for table in TABLES {
        db.execute_batch(&format!("DELETE FROM {table}"))?;
    }
    Ok(())
}

/// Lets the seeded people work through the last weeks: every third order runs to its end, others wait, are sent back, refused or
/// stopped.
fn history(db: &Connection, now: i64, definitions: &[Value]) -> Result<(), Fail> {
    let samples: Value = serde_json::from_str(include_str!("data/seed-values.json"))?;
    let people = ["jiaping", "admin", "lihua", "jiaping", "chenwei", "admin", "lihua"];
    for turn in 0..INSTANCES {
        let pick =
            |list: &[Value], by: i64| list.get(by as usize % list.len().max(1)).cloned().unwrap_or_default();
        let definition = pick(definitions, turn * 3 + turn / 7);
        let id = definition["definitionId"].as_str().unwrap_or_default();
        let key = id.split(':').next().unwrap_or_default();
        let given = samples[key].as_array().map(|list| pick(list, turn / 7)).unwrap_or_default();
        let variables = given.as_object().cloned().unwrap_or_default();
        let me = person(db, people[turn as usize % people.len()])?;
        let mut engine = Engine {
            db,
            dialect: Dialect::Document,
            now: now - (INSTANCES - turn) * 11 * HOUR - (turn * 7919 % 3600) * 1000,
        };
        let instance = engine.start(id, &me, &variables)?;
        if turn % 2 == 0 {
            orders::insert(db, engine.now, &me, &instance, &order(&definition, &variables, turn))?;
        }
        work(&mut engine, &instance, &me, turn)?;
    }
    Ok(())
}

/// Starts so many repairs for one user, a second apart, the last one now.
pub fn repairs(db: &Connection, now: i64, me: &User, count: i64) -> Result<(), Fail> {
    let samples: Value = serde_json::from_str(include_str!("data/seed-values.json"))?;
    let definition: String = db.query_row(
        "SELECT definition_id FROM center_definition WHERE process_key = ?1 AND latest",
        [REPAIR],
        |row| row.get(0),
    )?;
    for turn in 0..count {
        let engine = Engine { db, dialect: Dialect::Document, now: now - (count - 1 - turn) * 1000 };
        let mut variables = samples[REPAIR][turn as usize % 2].as_object().cloned().unwrap_or_default();
        variables.insert("textarea79127".into(), format!("第{}次巡查：地面湿滑", turn + 1).into());
        engine.start(&definition, me, &variables)?;
    }
    Ok(())
}

fn order(definition: &Value, variables: &Map<String, Value>, turn: i64) -> Value {
    json!({
        "title": format!("{}-{:03}", definition["processName"].as_str().unwrap_or_default(), turn + 1),
        "systemId": "统一工单中心", "projectId": "科技园二期", "workorderId": "1900115540270891009",
        "workorderIdExtend": "2,1900115540270891009", "source": "web", "params": variables,
    })
}

fn person(db: &Connection, username: &str) -> Result<User, Fail> {
    users::by_username(db, username)?.ok_or_else(|| Fail::user(Dialect::Document))
}

/// What becomes of an instance: `turn` decides how far it gets and how.
fn work(engine: &mut Engine, instance: &str, starter: &User, turn: i64) -> Result<(), Fail> {
    let steps = if turn % 3 == 0 { 9 } else { turn % 3 };
    for step in 0..steps {
        let Some(open) = engine.open_ids(instance)?.pop() else { return Ok(()) };
        let task = engine.task(&open)?;
        let me = worker(engine.db, &open, task.assignee.as_deref())?;
        engine.now +=
            (turn * 31 + step * 17) % 5 * HOUR / 2 + (turn * 523 + step * 211) % 3000 * 1000 + 42_000;
        match (turn % 14, step) {
            (5, 1) => {
                engine.comment(Some(&open), instance, &me, comment::REJECT, "材料不齐，不予受理")?;
                engine.close(&task, &me, "rejected")?;
                return engine.end(instance, "terminated", "closed");
            }
            (8, 1) => {
                engine.comment(Some(&open), instance, starter, comment::STOP, "重复提交，取消")?;
                return engine.end(instance, "canceled", "closed");
            }
            _ => {
                let said = ["同意", "已核实，请尽快处理", "处理完成", "情况属实"];
                engine.complete(&task, &me, said[(turn + step) as usize % said.len()], &Next::default())?;
            }
        }
    }
    Ok(())
}

/// The assignee, or the first candidate.
fn worker(db: &Connection, task: &str, assignee: Option<&str>) -> Result<User, Fail> {
    let id = match assignee {
        Some(id) => id.to_owned(),
        None => db.query_row(
            "SELECT u.user_id FROM center_candidate c, center_user u WHERE c.task_id = ?1 AND NOT u.disabled
             AND (c.user_id = u.user_id OR instr(',' || u.groups || ',', ',' || c.group_id || ',')) ORDER BY u.rowid LIMIT 1",
            [task],
            |row| row.get(0),
        )?,
    };
    users::must(db, Dialect::Document, &id)
}
