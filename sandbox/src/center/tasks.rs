//! What people do with instances and tasks: start, complete, reject, delegate, transfer, stop, delete, claim.

use rusqlite::OptionalExtension;
use serde_json::{Map, Value, json};

use super::bpmn::split;
use super::call::Call;
use super::engine::{Engine, Next, Task, comment};
use super::orders;
use super::reply::{Answer, Fail};
use super::users;
use super::values;
use crate::settings::Dialect;

impl Call<'_> {
    /// The engine at this moment.
    pub fn engine(&self) -> Engine<'_> {
        Engine { db: self.tx, dialect: self.dialect, now: self.now }
    }

    /// The open task that the body names, when the caller may act on it: the document's server asks for the assignee or a candidate,
    /// the others leave that to their front end, as Flowable does.
    pub fn my_task(&self) -> Result<Task, Fail> {
        let task = self.engine().task(self.need("taskId")?)?;
        if let Some(instance) = self.field("procInsId")?
            && instance != task.instance
        {
            return Err(Fail::instance());
        }
        if self.dialect == Dialect::Document && !self.me.is_admin() && !self.has(&task)? {
            return Err(Fail::new(4001, "没有权限"));
        }
        Ok(task)
    }

    fn has(&self, task: &Task) -> Result<bool, Fail> {
        match &task.assignee {
            Some(user) => Ok(*user == self.me.id),
            None => self.is_candidate(&task.id),
        }
    }

    fn is_candidate(&self, task: &str) -> Result<bool, Fail> {
        Ok(self
            .tx
            .prepare_cached(
                "SELECT 1 FROM center_candidate c, center_user u WHERE c.task_id = ?1 AND u.user_id = ?2
                 AND (c.user_id = u.user_id OR instr(',' || u.groups || ',', ',' || c.group_id || ','))",
            )?
            .exists((task, &self.me.id))?)
    }

    /// `{TaskId, ProcessInstanceId}`: all open tasks, newest first, joined by commas.
    pub fn receipt(&self, instance: &str) -> Result<Map<String, Value>, Fail> {
        let mut receipt = Map::new();
        receipt.insert("TaskId".into(), Value::from(self.engine().open_ids(instance)?.join(",")));
        receipt.insert("ProcessInstanceId".into(), Value::from(instance));
        Ok(receipt)
    }
}

/// POST start as the document has it: the definition in the body, or in the path as its overview says.
pub fn start(call: &Call) -> Answer {
    let named = if call.dialect == Dialect::Document && call.field("processDefId")?.is_none() {
        "processId"
    } else {
        "processDefId"
    };
    let definition = if call.id.is_empty() { call.need(named)? } else { &call.id };
    let variables = call.variables("variables")?.ok_or_else(|| Fail::parameter(call.dialect, "variables"))?;
    let instance = call.engine().start(definition, &call.me, &variables)?;
    let mut data = call.receipt(&instance)?;
    if call.dialect == Dialect::Vlstream {
        let order = orders::record(call, &instance, &call.body)?;
        data.insert("workOrder".into(), orders::one(call, order)?.unwrap_or_default());
    }
    call.data("流程启动成功", Value::Object(data))
}

/// POST start/{processDefId} as RuoYi has it: the body is the map of variables itself.
pub fn start_with_body(call: &Call) -> Answer {
    let variables = call.body.as_object().ok_or_else(|| Fail::engine("Required request body is missing"))?;
    call.engine().start(&call.id, &call.me, variables)?;
    call.data("流程启动成功", Value::Null)
}

/// POST complete.
pub fn complete(call: &Call) -> Answer {
    call.need("procInsId")?;
    let text = call.need_text("comment")?;
    let task = call.my_task()?;
    let engine = call.engine();
    engine.set_variables(&task.instance, &call.variables("variables")?.unwrap_or_default())?;
    engine.complete(&task, &call.me, text, &next(call)?)?;
    copy(call, &task)?;
    let receipt = call.receipt(&task.instance)?;
    Ok(match call.dialect {
        Dialect::Document => json!({"code": 0, "msg": "操作成功", "data": receipt}),
        Dialect::Vlstream => {
            let ids = receipt.get("TaskId").and_then(Value::as_str).unwrap_or_default();
            json!({"code": 200, "msg": "操作成功", "data": format!("TaskId:{ids}")})
        }
        Dialect::Ruoyi => json!({"code": 200, "msg": "操作成功", "data": null}),
    })
}

/// Whom the body names for the next tasks.
fn next(call: &Call) -> Result<Next, Fail> {
    let mut users = split(call.field("nextUserIds")?.unwrap_or_default());
    if users.is_empty() {
        users = call.field("assignee")?.map(|user| vec![user.to_owned()]).unwrap_or_default();
    }
    if users.is_empty() {
        users = call.users("candidateUsers")?;
    }
    Ok(Next { users, groups: call.users("candidateGroups")? })
}

/// Leaves a copy with everyone in `copyUserIds`.
fn copy(call: &Call, task: &Task) -> Result<(), Fail> {
    for user in split(call.field("copyUserIds")?.unwrap_or_default()) {
        users::must(call.tx, call.dialect, &user)?;
        let (process, name): (String, String) = call.tx.query_row(
            "SELECT d.name, t.name FROM center_task t, center_definition d WHERE t.id = ?1 AND d.definition_id = ?2",
            (&task.id, &task.definition),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        call.tx.execute(
            "INSERT INTO center_copy (copy_id, title, instance_id, task_id, user_id, originator_id, time)
             VALUES ((SELECT coalesce(max(copy_id), 1900115540270891008) + 1 FROM center_copy), ?1, ?2, ?3, ?4, ?5, ?6)",
            (format!("{process}-{name}"), &task.instance, &task.id, &user, &call.me.id, call.now),
        )?;
    }
    Ok(())
}

/// POST reject: ends the whole process.
pub fn reject(call: &Call) -> Answer {
    call.need("procInsId")?;
    let text = call.need_text("comment")?;
    let task = call.my_task()?;
    let engine = call.engine();
    engine.comment(Some(&task.id), &task.instance, &call.me, comment::REJECT, text)?;
    engine.close(&task, &call.me, "rejected")?;
    engine.end(&task.instance, "terminated", "closed")?;
    copy(call, &task)?;
    call.done()
}

/// POST delegate: the task comes back to its owner when the delegate completes it.
pub fn delegate(call: &Call) -> Answer {
    hand_over(call, comment::DELEGATE)
}

/// POST transfer: the task is the other one's for good.
pub fn transfer(call: &Call) -> Answer {
    hand_over(call, comment::TRANSFER)
}

fn hand_over(call: &Call, kind: &str) -> Answer {
    let user = call.need("userId")?;
    let task = call.my_task()?;
    let user = users::must(call.tx, call.dialect, user)?;
    let engine = call.engine();
    let verb = if kind == comment::DELEGATE { "委派" } else { "转办" };
    let said = call
        .field("comment")?
        .map(str::to_owned)
        .unwrap_or_else(|| format!("{}{verb}给{}", call.me.name, user.name));
    engine.comment(Some(&task.id), &task.instance, &call.me, kind, &said)?;
    if kind == comment::DELEGATE {
        let owner = task
            .owner
            .as_deref()
            .filter(|_| task.delegated)
            .or(task.assignee.as_deref())
            .unwrap_or(&call.me.id);
        call.tx.execute(
            "UPDATE center_task SET owner = ?2, assignee = ?3, delegated = 1 WHERE id = ?1",
            (&task.id, owner, &user.id),
        )?;
    } else {
        call.tx.execute(
            "UPDATE center_task SET owner = ?2, assignee = ?3, delegated = 0 WHERE id = ?1",
            (&task.id, &call.me.id, &user.id),
        )?;
        engine.order_status(&task.instance, "referred")?;
    }
    copy(call, &task)?;
    call.done()
}

/// POST stopProcess: cancels the whole instance.
pub fn stop(call: &Call) -> Answer {
    let instance = call.need("procInsId")?;
    let found: Option<(bool, bool, String)> = call
        .tx
        .prepare_cached("SELECT end_time IS NULL, suspended, start_user FROM center_instance WHERE id = ?1")?
        .query_row([instance], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let engine = call.engine();
    let open = engine.open_ids(instance)?;
    match found {
        None => return Err(Fail::instance()),
        Some((false, ..)) => return Err(Fail::engine("流程已经结束，不能取消")),
        Some((_, true, _)) => return Err(Fail::engine("流程实例已被挂起，无法继续操作")),
        Some((.., starter))
            if call.dialect == Dialect::Document && !call.me.is_admin() && starter != call.me.id =>
        {
            let mut mine = false;
            for id in &open {
                mine = mine || call.has(&engine.task(id)?)?;
            }
            if !mine {
                return Err(Fail::new(4001, "没有权限"));
            }
        }
        Some(_) => {}
    }
    let said =
        call.field("comment")?.map(str::to_owned).unwrap_or_else(|| format!("{}取消流程", call.me.name));
    engine.comment(open.first().map(String::as_str), instance, &call.me, comment::STOP, &said)?;
    engine.end(instance, "canceled", "closed")?;
    call.done()
}

/// Deletes a task; an instance that has none left is canceled.
pub fn delete(call: &Call) -> Answer {
    let task = call.my_task()?;
    let engine = call.engine();
    if let Some(text) = call.field("comment")? {
        engine.comment(Some(&task.id), &task.instance, &call.me, comment::STOP, text)?;
    }
    engine.close(&task, &call.me, "deleted")?;
    if engine.open_ids(&task.instance)?.is_empty() {
        engine.end(&task.instance, "canceled", "closed")?;
    }
    call.done()
}

/// POST claim: a candidate takes the task.
pub fn claim(call: &Call) -> Answer {
    let task = call.engine().task(call.need("taskId")?)?;
    if task.assignee.is_some() {
        return Err(Fail::engine("任务已被签收"));
    }
    if !call.is_candidate(&task.id)? {
        return Err(if call.dialect == Dialect::Document {
            Fail::new(4001, "没有权限")
        } else {
            Fail::engine("不是任务的候选人")
        });
    }
    call.tx.execute("UPDATE center_task SET assignee = ?2 WHERE id = ?1", (&task.id, &call.me.id))?;
    call.done()
}

/// POST unClaim: and gives it back.
pub fn unclaim(call: &Call) -> Answer {
    let task = call.my_task()?;
    let given = call.tx.execute(
        "UPDATE center_task SET assignee = NULL
         WHERE id = ?1 AND assignee = ?2 AND NOT delegated AND EXISTS (SELECT 1 FROM center_candidate WHERE task_id = ?1)",
        (&task.id, &call.me.id),
    )?;
    if given == 0 { Err(Fail::engine("任务没有候选人，不能取消签收")) } else { call.done() }
}

/// GET processVariables/{taskId}
pub fn variables(call: &Call) -> Answer {
    let instance: Option<String> = call
        .tx
        .prepare_cached("SELECT instance_id FROM center_task WHERE id = ?1")?
        .query_row([&call.id], |row| row.get(0))
        .optional()?;
    let variables = call.engine().variables(&instance.ok_or_else(Fail::task)?)?;
    call.data("操作成功", values::wire(call.dialect, Value::Object(variables)))
}
