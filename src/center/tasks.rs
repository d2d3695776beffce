//! The body that all task calls share (center.txt; wire-facts §2, Request bodies).

use super::Config;
use super::input::Body;
use crate::delivery::{Operation, Request};
use crate::error::{Issue, Locale, read};
use crate::form::Form;
use crate::json::{Value, write};

/// One thing to do with a task or its process.
pub struct Action {
    /// Its API.
    pub operation: Operation,
    /// The members that servers need.
    pub needs: &'static [&'static str],
}

/// Every member, in the document's order, and how it is written.
const MEMBERS: [(&str, Shape); 12] = [
    ("taskId", Shape::Text),
    ("taskName", Shape::Text),
    ("userId", Shape::Text),
    ("comment", Shape::Text),
    ("procInsId", Shape::Text),
    ("targetKey", Shape::Text),
    ("variables", Shape::Variables),
    ("assignee", Shape::Text),
    ("candidateUsers", Shape::List),
    ("candidateGroups", Shape::List),
    ("copyUserIds", Shape::Joined),
    ("nextUserIds", Shape::Joined),
];

#[derive(Clone, Copy)]
enum Shape {
    Text,
    /// An object (the document's table says String).
    Variables,
    /// An array of ids.
    List,
    /// Ids joined by commas.
    Joined,
}

/// What a member is, for whoever left it out.
fn words(name: &str) -> (&'static str, &'static str) {
    match name {
        "taskId" => ("任务 id，即待办列表中的 taskId", "the task, taskId in the todo list"),
        "procInsId" => ("流程实例 id，即列表中的 procInsId", "the process, procInsId in the lists"),
        "userId" => ("接手任务的用户 id", "the user who is to have the task"),
        "targetKey" => (
            "退回到的节点，即 returnTargets 结果中的 id",
            "the activity to go back to, an id of returnTargets",
        ),
        _ => ("任务意见", "a word on why"),
    }
}

/// Reads an action (center-input.d.ts, `TaskAction`, as JSON), says all that is wrong with it, and writes the requests. The form is for
/// `variables`.
pub fn request(
    config: &Config,
    action: &Action,
    given: &[u8],
    form: Option<&Form>,
    locale: Locale,
) -> Result<Vec<Request>, Vec<Issue>> {
    let given = Value::parse(given).unwrap_or(Value::Null);
    let body = read("action", &given, locale, |given| {
        let mut body = Body::of(given, form);
        for name in action.needs {
            let (zh, en) = words(name);
            body.need(name, zh, en);
        }
        for (name, shape) in MEMBERS {
            match shape {
                Shape::Text => {
                    let text = body.text(name);
                    body.write_text(name, text);
                }
                Shape::Joined => {
                    let joined = body.joined(name);
                    body.write_text(name, joined.as_deref());
                }
                Shape::Variables => {
                    if let Some(variables) = body.variables(name) {
                        body.write_json(name, &variables);
                    }
                }
                Shape::List => {
                    if let Some(ids) = body.ids(name) {
                        body.write(name, &ids);
                    }
                }
            }
        }
        body.finish()
    })?;
    Ok(config.requests(&action.operation, &[], "", &|_| Some(body.clone())))
}

/// The request of a call that takes nothing but a task.
pub fn of_task(config: &Config, operation: &Operation, task_id: &str) -> Vec<Request> {
    let mut body = b"{\"taskId\":".to_vec();
    write::text(&mut body, task_id);
    body.push(b'}');
    config.requests(operation, &[], "", &|_| Some(body.clone()))
}
