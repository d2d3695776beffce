//! Going back: to an earlier node, or to the one who acted last.

use rusqlite::OptionalExtension;
use serde_json::{Value, json};

use super::bpmn::{Node, Process};
use super::call::Call;
use super::engine::{Next, Task, comment};
use super::reply::{Answer, Fail};

/// POST returnList: the earlier nodes that a task may go back to, nearest first.
pub fn targets(call: &Call) -> Answer {
    let task = call.engine().task(call.need("taskId")?)?;
    let process = call.engine().process(&task.definition)?;
    let mut nodes = earlier(call, &process, &task)?;
    nodes.reverse();
    let list = nodes.iter().map(|node| json!({"id": node.id, "name": node.name, "assignee": node.assignee}));
    call.data("操作成功", list.collect())
}

/// Nodes in front of the task's own that someone completed, in the order of the definition.
fn earlier<'p>(call: &Call, process: &'p Process, task: &Task) -> Result<Vec<&'p Node>, Fail> {
    let mut statement = call.tx.prepare_cached(
        "SELECT DISTINCT node_id FROM center_task WHERE instance_id = ?1 AND outcome = 'completed'",
    )?;
    let done =
        statement.query_map([&task.instance], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let before = |node: &&Node| done.contains(&node.id) && process.reachable(&node.id).contains(&task.node);
    Ok(process.nodes.iter().filter(before).collect())
}

/// POST return: the instance goes on from an earlier node, at the one who had it then.
pub fn back(call: &Call) -> Answer {
    let target = call.need("targetKey")?;
    let text = call.need_text("comment")?;
    let task = call.my_task()?;
    let process = call.engine().process(&task.definition)?;
    let node = earlier(call, &process, &task)?.into_iter().find(|node| node.id == target);
    let node = node.ok_or_else(|| Fail::engine("当前节点相对于目标节点，不属于串行关系，无法回退"))?;
    let engine = call.engine();
    engine.comment(Some(&task.id), &task.instance, &call.me, comment::RETURN, text)?;
    engine.close(&task, &call.me, "returned")?;
    reopen(call, &process, &task.instance, node)?;
    engine.order_status(&task.instance, "Returned")?;
    call.done()
}

/// POST revokeProcess: the one who acted last takes the instance back, as long as nobody went on from there.
pub fn revoke(call: &Call) -> Answer {
    let instance = call.need("procInsId")?;
    let definition: Option<String> = call
        .tx
        .prepare_cached("SELECT definition_id FROM center_instance WHERE id = ?1 AND end_time IS NULL")?
        .query_row([instance], |row| row.get(0))
        .optional()?;
    let process = call.engine().process(&definition.ok_or_else(Fail::instance)?)?;
    let last: Option<(i64, String, String)> = call
        .tx
        .prepare_cached(
            "SELECT seq, id, node_id FROM center_task WHERE instance_id = ?1 AND assignee = ?2 AND outcome = 'completed'
             AND (?3 IS NULL OR id = ?3) ORDER BY seq DESC LIMIT 1",
        )?
        .query_row((instance, &call.me.id, call.field("taskId")?), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let (seq, id, node) = last.ok_or_else(|| Fail::engine("没有可以撤回的任务"))?;
    let went_on = call
        .tx
        .prepare_cached(
            "SELECT 1 FROM center_task WHERE instance_id = ?1 AND seq > ?2 AND finish_time IS NOT NULL",
        )?
        .exists((instance, seq))?;
    let node = process.node(&node).filter(|_| !went_on);
    let node = node.ok_or_else(|| Fail::engine("下一流程已处理，无法撤回"))?;
    let engine = call.engine();
    let said =
        call.field("comment")?.map(str::to_owned).unwrap_or_else(|| format!("{}撤回流程", call.me.name));
    engine.comment(Some(&id), instance, &call.me, comment::REVOKE, &said)?;
    reopen(call, &process, instance, node)?;
    call.done()
}

/// Withdraws everything open behind a node and opens the node again.
fn reopen(call: &Call, process: &Process, instance: &str, node: &Node) -> Result<(), Fail> {
    let engine = call.engine();
    let behind = process.reachable(&node.id);
    for id in engine.open_ids(instance)? {
        if behind.contains(&engine.task(&id)?.node) {
            call.tx.execute(
                "UPDATE center_task SET finish_time = ?2, outcome = 'withdrawn' WHERE id = ?1",
                (&id, call.now),
            )?;
        }
    }
    let before: Option<String> = call
        .tx
        .prepare_cached(
            "SELECT assignee FROM center_task WHERE instance_id = ?1 AND node_id = ?2 AND outcome = 'completed'
             ORDER BY seq DESC LIMIT 1",
        )?
        .query_row((instance, &node.id), |row| row.get(0))
        .optional()?
        .flatten();
    engine.enter(instance, node, &Next { users: before.into_iter().collect(), groups: Vec::new() })
}

/// Everything that `detail` draws as gone back on: the nodes where a task was sent back.
pub fn returned_nodes(call: &Call, instance: &str) -> Result<Value, Fail> {
    let mut statement = call.tx.prepare_cached(
        "SELECT DISTINCT node_id FROM center_task WHERE instance_id = ?1 AND outcome IN ('returned', 'rejected')",
    )?;
    let nodes =
        statement.query_map([instance], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(Value::from(nodes))
}
