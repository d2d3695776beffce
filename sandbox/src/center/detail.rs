//! One instance in full: its diagram, its history, its forms.

use rusqlite::OptionalExtension;
use serde_json::{Value, json};

use super::bpmn::{Kind, Process};
use super::call::Call;
use super::reply::{Answer, Fail};
use super::{forms, returns, users, values};
use crate::settings::Dialect;

struct Instance {
    id: String,
    definition: String,
    form: Option<i64>,
    starter: String,
    started: i64,
    ended: Option<i64>,
    status: String,
    bpmn: String,
}

fn instance(call: &Call, id: &str) -> Result<Instance, Fail> {
    call.tx
        .prepare_cached(
            "SELECT i.id, i.definition_id, d.form_id, i.start_user, i.start_time, i.end_time, i.status, d.bpmn
             FROM center_instance i JOIN center_definition d ON d.definition_id = i.definition_id WHERE i.id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Instance {
                id: row.get(0)?,
                definition: row.get(1)?,
                form: row.get(2)?,
                starter: row.get(3)?,
                started: row.get(4)?,
                ended: row.get(5)?,
                status: row.get(6)?,
                bpmn: row.get(7)?,
            })
        })
        .optional()?
        .ok_or_else(Fail::instance)
}

/// GET bpmnXml/{processDefId}
pub fn bpmn(call: &Call) -> Answer {
    let xml: Option<String> = call
        .tx
        .prepare_cached("SELECT bpmn FROM center_definition WHERE definition_id = ?1")?
        .query_row([&call.id], |row| row.get(0))
        .optional()?;
    call.data("操作成功", xml.ok_or_else(Fail::definition)?.into())
}

/// GET historyProcNodeList
pub fn history(call: &Call) -> Answer {
    let asked =
        call.asked("historicProcIns").ok_or_else(|| Fail::parameter(call.dialect, "historicProcIns"))?;
    let instance = instance(call, asked)?;
    let process = Process::parse(&instance.bpmn).map_err(Fail::engine)?;
    call.data("操作成功", nodes(call, &instance, &process)?)
}

/// GET detail
pub fn detail(call: &Call) -> Answer {
    let asked = call.asked("procInsId").ok_or_else(|| Fail::parameter(call.dialect, "procInsId"))?;
    let instance = instance(call, asked)?;
    let process = Process::parse(&instance.bpmn).map_err(Fail::engine)?;
    let variables = call.engine().variables(&instance.id)?;
    let form = match instance.form {
        Some(form) => vec![forms::content(call, form, Some(&variables))?],
        None => Vec::new(),
    };
    let task_form = match call.asked("taskId") {
        None => None,
        Some(task) => task_form(call, &instance, &process, task)?,
    };
    let task_forms = match (call.dialect, task_form) {
        (Dialect::Ruoyi, form) => form.unwrap_or_default(),
        (_, form) => form.into_iter().collect(),
    };
    let data = json!({
        "taskFormData": task_forms, "historyProcNodeList": nodes(call, &instance, &process)?, "processFormList": form,
        "bpmnXml": instance.bpmn, "flowViewer": viewer(call, &instance, &process)?,
    });
    call.data("操作成功", data)
}

/// The form of one task alone, where its node has one.
fn task_form(call: &Call, instance: &Instance, process: &Process, task: &str) -> Result<Option<Value>, Fail> {
    let node: Option<String> = call
        .tx
        .prepare_cached("SELECT node_id FROM center_task WHERE id = ?1 AND instance_id = ?2")?
        .query_row((task, &instance.id), |row| row.get(0))
        .optional()?;
    let form = process.node(&node.ok_or_else(Fail::task)?).and_then(|node| node.form_id);
    form.map(|form| forms::content(call, form, None)).transpose()
}

/// Events and tasks of an instance, newest first.
fn nodes(call: &Call, instance: &Instance, process: &Process) -> Result<Value, Fail> {
    let mut nodes = Vec::new();
    let name = |id: Option<&str>| users::name(call.tx, id);
    let event = |kind, label, at: i64, starter: Option<&str>| -> Answer {
        let node = process.nodes.iter().find(|node| node.kind == kind);
        Ok(json!({
            "procDefId": instance.definition, "activityId": node.map(|n| n.id.as_str()), "activityName": node.map(|n| n.name.as_str()),
            "activityType": label, "duration": "0秒", "assigneeId": starter, "assigneeName": name(starter)?, "candidate": null,
            "commentList": null, "createTime": values::clock(at), "endTime": values::clock(at),
        }))
    };
    if let Some(end) = instance.ended.filter(|_| instance.status == "completed") {
        nodes.push(event(Kind::End, "endEvent", end, None)?);
    }
    let mut statement = call.tx.prepare_cached(
        "SELECT id, node_id, name, assignee, create_time, finish_time FROM center_task WHERE instance_id = ?1 ORDER BY seq DESC",
    )?;
    let mut rows = statement.query([&instance.id])?;
    while let Some(row) = rows.next()? {
        let (task, assignee, created): (String, Option<String>, i64) =
            (row.get(0)?, row.get(3)?, row.get(4)?);
        let finished: Option<i64> = row.get(5)?;
        nodes.push(json!({
            "procDefId": instance.definition, "activityId": row.get::<_, String>(1)?, "activityName": row.get::<_, String>(2)?,
            "activityType": "userTask", "duration": finished.map(|at| values::duration(at - created)), "assigneeId": assignee,
            "assigneeName": name(assignee.as_deref())?, "candidate": candidates(call, &task)?,
            "commentList": comments(call, &instance.id, Some(&task))?, "createTime": values::clock(created),
            "endTime": finished.map(values::clock),
        }));
    }
    nodes.push(event(Kind::Start, "startEvent", instance.started, Some(&instance.starter))?);
    Ok(Value::Array(nodes))
}

fn candidates(call: &Call, task: &str) -> Result<Option<String>, Fail> {
    Ok(call
        .tx
        .prepare_cached(
            "SELECT group_concat(coalesce(u.nick_name, c.group_id, c.user_id)) FROM center_candidate c
             LEFT JOIN center_user u ON u.user_id = c.user_id WHERE c.task_id = ?1",
        )?
        .query_row([task], |row| row.get(0))?)
}

/// `commentList` of a task, oldest first; null when nobody said anything.
pub fn comments(call: &Call, instance: &str, task: Option<&str>) -> Result<Value, Fail> {
    let mut statement = call.tx.prepare_cached(
        "SELECT id, type, time, user_id, task_id, message FROM center_comment WHERE instance_id = ?1 AND task_id = ?2 ORDER BY seq",
    )?;
    let rows = statement.query_map((instance, task), |row| {
        Ok(json!({
            "id": row.get::<_, String>(0)?, "type": row.get::<_, String>(1)?, "time": values::clock(row.get(2)?),
            "userId": row.get::<_, String>(3)?, "taskId": row.get::<_, Option<String>>(4)?,
            "fullMessage": row.get::<_, String>(5)?, "processInstanceId": instance,
        }))
    })?;
    let list = rows.collect::<Result<Vec<_>, _>>()?;
    Ok(if list.is_empty() { Value::Null } else { Value::Array(list) })
}

/// What a diagram viewer colours.
fn viewer(call: &Call, instance: &Instance, process: &Process) -> Answer {
    let set = |sql: &str| -> Result<Vec<String>, Fail> {
        let mut statement = call.tx.prepare_cached(sql)?;
        Ok(statement.query_map([&instance.id], |row| row.get(0))?.collect::<Result<_, _>>()?)
    };
    let mut done =
        set("SELECT DISTINCT node_id FROM center_task WHERE instance_id = ?1 AND outcome = 'completed'")?;
    let open =
        set("SELECT DISTINCT node_id FROM center_task WHERE instance_id = ?1 AND finish_time IS NULL")?;
    let seen = set("SELECT DISTINCT node_id FROM center_task WHERE instance_id = ?1")?;
    done.extend(process.start().map(|node| node.id.clone()));
    let ended = instance.status == "completed";
    let reached = |id: &str| {
        seen.iter().any(|n| n == id) || ended && process.node(id).is_some_and(|n| n.kind == Kind::End)
    };
    let flows = process.flows.iter().filter(|flow| done.contains(&flow.from) && reached(&flow.to));
    let flows: Vec<&str> = flows.map(|flow| flow.id.as_str()).collect();
    Ok(json!({
        "finishedTaskSet": done, "finishedSequenceFlowSet": flows, "unfinishedTaskSet": open,
        "rejectedTaskSet": returns::returned_nodes(call, &instance.id)?,
    }))
}
