//! detail, bpmnXml, processVariables: one process in full (wire-facts §2; not in center.txt).

use super::Config;
use super::envelope::{self, CODE, MSG};
use super::task_lists::COMMENT;
use crate::delivery::reconcile::{items, text};
use crate::delivery::url::Query;
use crate::delivery::{Effect, Operation, Request};
use crate::error::Service;
use crate::json::{Field, Kind, Record, Value};

/// GET /workflow/process/detail
pub static DETAIL: Operation = Operation {
    service: Service::Center,
    name: "detail",
    effect: Effect::Read,
    route: "/workflow/process/detail",
    answer: &ANSWER,
};

/// GET /workflow/process/bpmnXml/{processDefId}: `data` is the diagram's XML.
pub static BPMN_XML: Operation = Operation {
    service: Service::Center,
    name: "bpmnXml",
    effect: Effect::Read,
    route: "/workflow/process/bpmnXml/{processDefId}",
    answer: &envelope::DATA_ANSWER,
};

/// GET /workflow/task/processVariables/{taskId}: `data` is the map of variables.
pub static PROCESS_VARIABLES: Operation = Operation {
    service: Service::Center,
    name: "processVariables",
    effect: Effect::Read,
    route: "/workflow/task/processVariables/{taskId}",
    answer: &envelope::DATA_ANSWER,
};

/// `{code, msg, data}`
pub static ANSWER: Record = Record {
    shape: 116,
    name: "DetailAnswer",
    fields: &[CODE, MSG, Field::new("data", Kind::One(&PROCESS_DETAIL))],
};

/// A process: its forms, its history, its diagram.
pub static PROCESS_DETAIL: Record = Record {
    shape: 117,
    name: "ProcessDetail",
    fields: &[
        Field::new("taskFormData", Kind::Any),
        Field::new("historyProcNodeList", Kind::Many(&HISTORY_NODE)),
        Field::new("processFormList", Kind::Any),
        Field::new("bpmnXml", Kind::Text),
        Field::new("flowViewer", Kind::One(&FLOW_VIEWER)),
    ],
};

/// One step that was taken, newest first.
pub static HISTORY_NODE: Record = Record {
    shape: 118,
    name: "HistoryNode",
    fields: &[
        Field::new("procDefId", Kind::Text),
        Field::new("activityId", Kind::Text),
        Field::new("activityName", Kind::Text),
        Field::new("activityType", Kind::Text),
        Field::new("duration", Kind::Duration("durationMs")),
        Field::new("assigneeId", Kind::Text),
        Field::new("assigneeName", Kind::Text),
        Field::new("candidate", Kind::Text),
        Field::new("commentList", Kind::Many(&COMMENT)),
        Field::new("createTime", Kind::Time("createTimeMs")),
        Field::new("endTime", Kind::Time("endTimeMs")),
    ],
};

/// What a diagram viewer colours: ids of the diagram's elements.
pub static FLOW_VIEWER: Record = Record {
    shape: 119,
    name: "FlowViewer",
    fields: &[
        Field::new("finishedTaskSet", Kind::List(&Kind::Text)),
        Field::new("finishedSequenceFlowSet", Kind::List(&Kind::Text)),
        Field::new("unfinishedTaskSet", Kind::List(&Kind::Text)),
        Field::new("rejectedTaskSet", Kind::List(&Kind::Text)),
    ],
};

/// How a process stands, of a detail as apps see it, and whether that is its end. There is no field for it: the history tells.
pub fn state(detail: &Value) -> (&'static str, bool) {
    let nodes = || items(detail, "historyProcNodeList");
    if nodes().any(|node| text(node, "activityType") == Some("endEvent")) {
        return ("completed", true);
    }
    let said = |action| {
        let mut comments = nodes().flat_map(|node| items(node, "commentList"));
        comments.any(|comment| text(comment, "action") == Some(action))
    };
    match (said("stopped"), said("rejected")) {
        (true, _) => ("canceled", true),
        (_, true) => ("terminated", true),
        _ => ("running", false),
    }
}

/// The process `proc_ins_id`; with the form of one of its tasks when `task_id` names it.
pub fn request(config: &Config, proc_ins_id: &str, task_id: Option<&str>) -> Vec<Request> {
    let mut pairs = Query::default();
    pairs.push("procInsId", proc_ins_id);
    pairs.push_some("taskId", task_id);
    config.requests(&DETAIL, &[], pairs.as_str(), &|_| None)
}

/// The diagram of `process_def_id`.
pub fn bpmn_request(config: &Config, process_def_id: &str) -> Vec<Request> {
    config.requests(&BPMN_XML, &[("processDefId", process_def_id)], "", &|_| None)
}

/// The variables of the process that `task_id` belongs to.
pub fn variables_request(config: &Config, task_id: &str) -> Vec<Request> {
    config.requests(&PROCESS_VARIABLES, &[("taskId", task_id)], "", &|_| None)
}
