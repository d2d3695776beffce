//! The process engine: instances, their open tasks, variables and comments, moved along a definition's BPMN.

use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::auth::User;
use super::bpmn::{Kind, Node, Process};
use super::reply::Fail;
use super::users;
use crate::settings::Dialect;

/// The types of `commentList`.
pub mod comment {
    /// 通过
    pub const COMPLETE: &str = "1";
    /// 退回
    pub const RETURN: &str = "2";
    /// 驳回
    pub const REJECT: &str = "3";
    /// 委派
    pub const DELEGATE: &str = "4";
    /// 转办
    pub const TRANSFER: &str = "5";
    /// 终止
    pub const STOP: &str = "6";
    /// 撤回
    pub const REVOKE: &str = "7";
}

/// The engine inside one transaction, at one moment.
pub struct Engine<'a> {
    /// The open transaction.
    pub db: &'a Connection,
    /// Words the refusals.
    pub dialect: Dialect,
    /// When all of this happens.
    pub now: i64,
}

/// A task that waits.
pub struct Task {
    /// A uuid.
    pub id: String,
    /// Its process instance.
    pub instance: String,
    /// `Activity_…`
    pub node: String,
    /// Who has it; nobody while it waits for a candidate.
    pub assignee: Option<String>,
    /// Who gets it back from a delegate.
    pub owner: Option<String>,
    /// With a delegate at the moment.
    pub delegated: bool,
    /// The definition its instance runs on.
    pub definition: String,
}

/// Who gets the next tasks, when the caller decides rather than the definition.
#[derive(Default)]
pub struct Next {
    /// One: the assignee. Several: candidates.
    pub users: Vec<String>,
    /// Candidate groups.
    pub groups: Vec<String>,
}

/// A fresh id in the engine's own form.
pub fn id() -> String {
    Uuid::new_v4().to_string()
}

impl Engine<'_> {
    /// The BPMN of a definition, startable or not.
    pub fn process(&self, definition: &str) -> Result<Process, Fail> {
        let xml: Option<String> = self
            .db
            .prepare_cached("SELECT bpmn FROM center_definition WHERE definition_id = ?1")?
            .query_row([definition], |row| row.get(0))
            .optional()?;
        Process::parse(&xml.ok_or_else(Fail::definition)?).map_err(Fail::engine)
    }

    /// Starts an instance and answers its id. A first task that belongs to the initiator is theirs already: it is completed at once.
    pub fn start(&self, definition: &str, me: &User, variables: &Map<String, Value>) -> Result<String, Fail> {
        let startable: Option<bool> = self
            .db
            .prepare_cached("SELECT suspended FROM center_definition WHERE definition_id = ?1 AND latest")?
            .query_row([definition], |row| row.get(0))
            .optional()?;
        if startable.ok_or_else(Fail::definition)? {
            return Err(Fail::engine("流程已被挂起，请先激活"));
        }
        let next = match variables.get("nextUserIds") {
            None | Some(Value::Null) => Next::default(),
            Some(Value::String(list)) => Next { users: super::bpmn::split(list), groups: Vec::new() },
            Some(_) => return Err(Fail::engine("nextUserIds cannot be cast to class java.lang.String")),
        };
        let process = self.process(definition)?;
        let start = process.start().ok_or_else(|| Fail::engine("流程没有开始节点"))?;
        let instance = id();
        self.db.execute(
            "INSERT INTO center_instance (id, definition_id, start_user, start_time, status) VALUES (?1, ?2, ?3, ?4, 'running')",
            (&instance, definition, &me.id, self.now),
        )?;
        self.set_variable(&instance, "processStatus", &Value::from("running"))?;
        self.set_variables(&instance, variables)?;
        self.set_variable(&instance, "processStatus", &Value::from("running"))?;
        self.set_variable(&instance, "initiator", &Value::from(me.id.as_str()))?;
        let first = process.after(&start.id);
        let own = matches!(first.as_slice(), [task] if task.assignee.as_deref() == Some("${initiator}"));
        if own {
            self.leave(&process, &instance, &start.id, &Next::default())?;
            let ids = self.open_ids(&instance)?;
            let task = self.task(ids.first().ok_or_else(Fail::task)?)?;
            self.comment(
                Some(&task.id),
                &instance,
                me,
                comment::COMPLETE,
                &format!("{}提交了申请", me.name),
            )?;
            self.advance(&process, &task, me, &next)?;
        } else {
            self.leave(&process, &instance, &start.id, &next)?;
        }
        self.finish_when_idle(&instance)?;
        Ok(instance)
    }

    /// An open task, or 任务不存在.
    pub fn task(&self, id: &str) -> Result<Task, Fail> {
        let found = self
            .db
            .prepare_cached(
                "SELECT t.id, t.instance_id, t.node_id, t.assignee, t.owner, t.delegated, i.definition_id, i.suspended
                 FROM center_task t JOIN center_instance i ON i.id = t.instance_id WHERE t.id = ?1 AND t.finish_time IS NULL",
            )?
            .query_row([id], |row| {
                let task = Task {
                    id: row.get(0)?,
                    instance: row.get(1)?,
                    node: row.get(2)?,
                    assignee: row.get(3)?,
                    owner: row.get(4)?,
                    delegated: row.get(5)?,
                    definition: row.get(6)?,
                };
                Ok((task, row.get::<_, bool>(7)?))
            })
            .optional()?;
        match found {
            None => Err(Fail::task()),
            Some((_, true)) => Err(Fail::engine("任务处于挂起状态")),
            Some((task, false)) => Ok(task),
        }
    }

    /// Completes a task: a delegate's goes back to its owner, any other moves the instance on.
    pub fn complete(&self, task: &Task, me: &User, text: &str, next: &Next) -> Result<(), Fail> {
        if task.delegated {
            self.comment(Some(&task.id), &task.instance, me, comment::DELEGATE, text)?;
            self.db.execute(
                "UPDATE center_task SET assignee = owner, delegated = 0 WHERE id = ?1 AND finish_time IS NULL",
                [&task.id],
            )?;
            return Ok(());
        }
        self.comment(Some(&task.id), &task.instance, me, comment::COMPLETE, text)?;
        self.advance(&self.process(&task.definition)?, task, me, next)?;
        self.order_status(&task.instance, "processing")?;
        self.finish_when_idle(&task.instance)
    }

    fn advance(&self, process: &Process, task: &Task, me: &User, next: &Next) -> Result<(), Fail> {
        self.close(task, me, "completed")?;
        self.leave(process, &task.instance, &task.node, next)
    }

    /// Marks a task as finished by someone; the one that comes second gets 任务不存在.
    pub fn close(&self, task: &Task, me: &User, outcome: &str) -> Result<(), Fail> {
        let closed = self.db.execute(
            "UPDATE center_task SET finish_time = ?2, outcome = ?3, assignee = ?4 WHERE id = ?1 AND finish_time IS NULL",
            (&task.id, self.now, outcome, &me.id),
        )?;
        if closed == 0 { Err(Fail::task()) } else { Ok(()) }
    }

    /// Sends a token over every flow out of a node.
    fn leave(&self, process: &Process, instance: &str, node: &str, next: &Next) -> Result<(), Fail> {
        for node in process.after(node).into_iter().filter(|node| node.kind == Kind::Task) {
            self.enter(instance, node, next)?;
        }
        Ok(())
    }

    /// Opens a task at a node, for whom the caller or the definition says.
    pub fn enter(&self, instance: &str, node: &Node, next: &Next) -> Result<(), Fail> {
        let task = id();
        let by_caller = !next.users.is_empty() || !next.groups.is_empty();
        let (assignee, candidates, groups) = match (next.users.as_slice(), node.assignee.as_deref()) {
            ([one], _) => (Some(one.clone()), &[][..], next.groups.as_slice()),
            (several, _) if by_caller => (None, several, next.groups.as_slice()),
            (_, Some("${initiator}")) => (Some(self.initiator(instance)?), &[][..], &[][..]),
            (_, Some(user)) => (Some(user.to_owned()), &[][..], &[][..]),
            (_, None) => (None, node.candidate_users.as_slice(), node.candidate_groups.as_slice()),
        };
        self.db.execute(
            "INSERT INTO center_task (id, instance_id, node_id, name, assignee, create_time) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (&task, instance, &node.id, &node.name, &assignee, self.now),
        )?;
        for user in assignee.iter().chain(candidates) {
            users::must(self.db, self.dialect, user)?;
        }
        for user in candidates {
            self.db
                .execute("INSERT INTO center_candidate (task_id, user_id) VALUES (?1, ?2)", (&task, user))?;
        }
        for group in groups {
            self.db.execute(
                "INSERT INTO center_candidate (task_id, group_id) VALUES (?1, ?2)",
                (&task, group),
            )?;
        }
        Ok(())
    }

    fn finish_when_idle(&self, instance: &str) -> Result<(), Fail> {
        if self.open_ids(instance)?.is_empty() {
            self.end(instance, "completed", "completed")
        } else {
            Ok(())
        }
    }

    /// Ends an instance in a state; what is still open is withdrawn.
    pub fn end(&self, instance: &str, status: &str, order_status: &str) -> Result<(), Fail> {
        self.db.execute(
            "UPDATE center_task SET finish_time = ?2, outcome = 'withdrawn' WHERE instance_id = ?1 AND finish_time IS NULL",
            (instance, self.now),
        )?;
        self.db.execute(
            "UPDATE center_instance SET end_time = ?2, status = ?3 WHERE id = ?1",
            (instance, self.now, status),
        )?;
        self.set_variable(instance, "processStatus", &Value::from(status))?;
        self.order_status(instance, order_status)
    }

    /// Moves the work order of an instance, if it has one.
    pub fn order_status(&self, instance: &str, status: &str) -> Result<(), Fail> {
        self.db.execute("UPDATE center_order SET status = ?2 WHERE instance_id = ?1", (instance, status))?;
        Ok(())
    }

    /// Notes what a person said.
    pub fn comment(
        &self,
        task: Option<&str>,
        instance: &str,
        me: &User,
        kind: &str,
        text: &str,
    ) -> Result<(), Fail> {
        self.db.execute(
            "INSERT INTO center_comment (id, task_id, instance_id, user_id, type, message, time)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (id(), task, instance, &me.id, kind, text, self.now),
        )?;
        Ok(())
    }

    /// Open tasks of an instance, newest first.
    pub fn open_ids(&self, instance: &str) -> Result<Vec<String>, Fail> {
        let mut statement = self.db.prepare_cached(
            "SELECT id FROM center_task WHERE instance_id = ?1 AND finish_time IS NULL ORDER BY seq DESC",
        )?;
        Ok(statement.query_map([instance], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    fn initiator(&self, instance: &str) -> Result<String, Fail> {
        Ok(self.db.query_row("SELECT start_user FROM center_instance WHERE id = ?1", [instance], |row| {
            row.get(0)
        })?)
    }

    /// Sets variables; the engine's own two are not for callers.
    pub fn set_variables(&self, instance: &str, variables: &Map<String, Value>) -> Result<(), Fail> {
        for (name, value) in
            variables.iter().filter(|(name, _)| *name != "processStatus" && *name != "initiator")
        {
            self.set_variable(instance, name, value)?;
        }
        Ok(())
    }

    fn set_variable(&self, instance: &str, name: &str, value: &Value) -> Result<(), Fail> {
        self.db
            .prepare_cached(
                "INSERT INTO center_variable (instance_id, name, value) VALUES (?1, ?2, ?3)
                 ON CONFLICT (instance_id, name) DO UPDATE SET value = excluded.value",
            )?
            .execute((instance, name, value.to_string()))?;
        Ok(())
    }

    /// All variables in the order they were first set, digits as they came.
    pub fn variables(&self, instance: &str) -> Result<Map<String, Value>, Fail> {
        let mut statement = self.db.prepare_cached(
            "SELECT name, value FROM center_variable WHERE instance_id = ?1 ORDER BY rowid",
        )?;
        let rows = statement.query_map([instance], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        let mut variables = Map::new();
        for row in rows {
            let (name, text): (String, String) = row?;
            variables.insert(name, serde_json::from_str(&text)?);
        }
        Ok(variables)
    }
}
