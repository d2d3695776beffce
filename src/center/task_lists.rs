//! 查看我发起的流程, 查询待办任务, 查询已办任务: ownList, todoList, finishedList (center.txt); claimList (wire-facts §2).

use super::envelope::{CODE, MSG};
use super::lists::List;
use crate::delivery::{Effect, Operation};
use crate::error::Service;
use crate::json::{Field, Kind, Record};

const fn operation(name: &'static str, route: &'static str) -> Operation {
    Operation { service: Service::Center, name, effect: Effect::Read, route, answer: &ANSWER }
}

/// GET /workflow/process/ownList: a row a process.
pub static OWN: List = List {
    operation: operation("own", "/workflow/process/ownList"),
    filters: &["processKey", "processName", "category", "proStartBeginTime", "proStartEndTime"],
    key: "procInsId",
};

/// GET /workflow/process/todoList: a row a task.
pub static TODO: List = List {
    operation: operation("todo", "/workflow/process/todoList"),
    filters: &["processName", "proStartBeginTime", "proStartEndTime"],
    key: "taskId",
};

/// GET /workflow/process/finishedList: a row a task, whose id some servers leave out.
pub static FINISHED: List = List {
    operation: operation("finished", "/workflow/process/finishedList"),
    filters: &["processName", "proStartBeginTime", "proStartEndTime"],
    key: "taskId,procInsId,taskDefKey,createTime,finishTime",
};

/// GET /workflow/process/claimList: a row a task that nobody has yet.
pub static CLAIM_LIST: List = List {
    operation: operation("claimList", "/workflow/process/claimList"),
    filters: &["processName", "proStartBeginTime", "proStartEndTime"],
    key: "taskId",
};

/// `{total, rows: TaskRow[], code, msg}`; `rows` is null on some servers when nothing matches.
pub static ANSWER: Record = Record {
    shape: 110,
    name: "TasksAnswer",
    fields: &[Field::new("total", Kind::Int), Field::new("rows", Kind::Many(&TASK_ROW)), CODE, MSG],
};

/// 流程状态 as a word; some servers send the text `null`.
const PROCESS_STATUS: Kind = Kind::Word(
    "state",
    &Kind::Text,
    &[
        ("running", "running"),
        ("terminated", "terminated"),
        ("completed", "completed"),
        ("canceled", "canceled"),
        ("null", "unknown"),
    ],
);

/// rows业务数据: a task with its process, or a process of one's own.
pub static TASK_ROW: Record = Record {
    shape: 111,
    name: "TaskRow",
    fields: &[
        Field::new("taskId", Kind::Text),
        Field::new("taskName", Kind::Text),
        Field::new("taskDefKey", Kind::Text),
        Field::new("assigneeId", Kind::Text),
        Field::new("deptName", Kind::Text),
        Field::new("startDeptName", Kind::Text),
        Field::new("assigneeName", Kind::Text),
        Field::new("startUserId", Kind::Text),
        Field::new("startUserName", Kind::Text),
        Field::new("category", Kind::Text),
        Field::new("procVars", Kind::Any),
        Field::new("taskLocalVars", Kind::Any),
        Field::new("deployId", Kind::Text),
        Field::new("procDefId", Kind::Text),
        Field::new("procDefKey", Kind::Text),
        Field::new("procDefName", Kind::Text),
        Field::new("procDefVersion", Kind::Int),
        Field::new("procInsId", Kind::Text),
        Field::new("hisProcInsId", Kind::Text),
        Field::new("duration", Kind::Duration("durationMs")),
        Field::new("comment", Kind::One(&COMMENT_SUMMARY)),
        Field::new("commentList", Kind::Many(&COMMENT)),
        Field::new("candidate", Kind::Text),
        Field::new("createTime", Kind::Time("createTimeMs")),
        Field::new("finishTime", Kind::Time("finishTimeMs")),
        Field::new("processStatus", PROCESS_STATUS),
        Field::new("proInsCreateTime", Kind::Time("proInsCreateTimeMs")),
    ],
};

/// `comment`: 意见类别 0 正常意见 1 退回意见 2 驳回意见, and its text.
pub static COMMENT_SUMMARY: Record = Record {
    shape: 112,
    name: "CommentSummary",
    fields: &[
        Field::new(
            "type",
            Kind::Word("action", &Kind::Text, &[("0", "normal"), ("1", "returned"), ("2", "rejected")]),
        ),
        Field::new("comment", Kind::Text),
    ],
};

/// `commentList`: 任务意见. Its types are other ones than `comment`'s: 1 通过, 2 退回, 3 驳回, 4 委派, 5 转办, 6 终止, 7 撤回.
pub static COMMENT: Record = Record {
    shape: 113,
    name: "TaskComment",
    fields: &[
        Field::new("id", Kind::Text),
        Field::new(
            "type",
            Kind::Word(
                "action",
                &Kind::Text,
                &[
                    ("1", "completed"),
                    ("2", "returned"),
                    ("3", "rejected"),
                    ("4", "delegated"),
                    ("5", "transferred"),
                    ("6", "stopped"),
                    ("7", "revoked"),
                ],
            ),
        ),
        Field::new("time", Kind::Time("timeMs")),
        Field::new("userId", Kind::Text),
        Field::new("taskId", Kind::Text),
        Field::new("fullMessage", Kind::Text),
        Field::new("processInstanceId", Kind::Text),
    ],
};
