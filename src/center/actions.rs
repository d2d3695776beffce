//! What can be done with a task: complete, reject, delegate, transfer, stopProcess, return, delete (center.txt); revokeProcess,
//! claim, unClaim (wire-facts §2). What each needs is what real servers check.

use super::envelope;
use super::start;
use super::tasks::Action;
use crate::delivery::{Effect, Operation};
use crate::error::Service;
use crate::json::Record;

const fn action(
    name: &'static str,
    route: &'static str,
    answer: &'static Record,
    needs: &'static [&'static str],
) -> Action {
    Action {
        operation: Operation { service: Service::Center, name, effect: Effect::Write, route, answer },
        needs,
    }
}

/// 审批流程: the process goes on to its next tasks, which the answer names.
pub static COMPLETE: Action =
    action("complete", "/workflow/task/complete", &start::ANSWER, &["taskId", "procInsId", "comment"]);
/// 拒绝任务: ends the **whole process** (`terminated`). To send a task back, there is [`RETURN_TASK`].
pub static REJECT: Action =
    action("reject", "/workflow/task/reject", &envelope::DATA_ANSWER, &["taskId", "procInsId", "comment"]);
/// 委派任务: somebody else does it, then it comes back.
pub static DELEGATE: Action =
    action("delegate", "/workflow/task/delegate", &envelope::DATA_ANSWER, &["taskId", "userId"]);
/// 转办任务: it becomes somebody else's.
pub static TRANSFER: Action =
    action("transfer", "/workflow/task/transfer", &envelope::DATA_ANSWER, &["taskId", "userId"]);
/// 取消任务: cancels the whole process (`canceled`).
pub static STOP_PROCESS: Action =
    action("stopProcess", "/workflow/task/stopProcess", &envelope::DATA_ANSWER, &["procInsId"]);
/// 退回任务: back to an earlier activity.
pub static RETURN_TASK: Action = action(
    "returnTask",
    "/workflow/task/return",
    &envelope::DATA_ANSWER,
    &["taskId", "targetKey", "comment"],
);
/// 删除任务. A POST in the document, a DELETE with a body on real servers.
pub static DELETE_TASK: Action =
    action("deleteTask", "/workflow/task/delete", &envelope::DATA_ANSWER, &["taskId"]);
/// revokeProcess: takes back what one completed last, while nobody has gone on.
pub static REVOKE: Action =
    action("revoke", "/workflow/task/revokeProcess", &envelope::DATA_ANSWER, &["procInsId"]);
/// claim: a candidate takes a task.
pub static CLAIM: Action = action("claim", "/workflow/task/claim", &envelope::DATA_ANSWER, &["taskId"]);
/// unClaim: and gives it back.
pub static UN_CLAIM: Action =
    action("unClaim", "/workflow/task/unClaim", &envelope::DATA_ANSWER, &["taskId"]);
