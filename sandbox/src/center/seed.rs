//! What a new database holds: people, definitions with their forms, and a few weeks of work.

use rusqlite::Connection;
use serde_json::{Value, json};

use super::reply::Fail;
use super::{history, values};

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
    history::live(db, now, &each("definitions"))
}

/// Forgets everything that `fill` does not find again.
pub fn clear(db: &Connection) -> anyhow::Result<()> {
    for table in TABLES {
        db.execute_batch(&format!("DELETE FROM {table}"))?;
    }
    Ok(())
}
