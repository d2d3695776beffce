//! 发起流程: start (center.txt), and the receipt that it shares with create and complete.

use super::Config;
use super::envelope::{CODE, MSG};
use super::input::Body;
use crate::delivery::{Effect, Operation, Request};
use crate::error::{Issue, Locale, Service, read};
use crate::form::Form;
use crate::json::{Decoded, Field, Kind, Record, Value};
use crate::list::List;
use crate::text::{has, split};

/// POST /workflow/process/start/
pub static OPERATION: Operation = Operation {
    service: Service::Center,
    name: "start",
    effect: Effect::Write,
    route: "/workflow/process/start/",
    answer: &ANSWER,
};

/// `{code, msg, data}`; `data` is a text or null on some servers: see [`receipt`].
pub static ANSWER: Record =
    Record { shape: 108, name: "StartAnswer", fields: &[CODE, MSG, Field::new("data", Kind::One(&RECEIPT))] };

/// `{"TaskId": "任务编号", "ProcessInstanceId": "流程实例Id"}`; one kind of server adds the work order.
pub static RECEIPT: Record = Record {
    shape: 109,
    name: "StartReceipt",
    fields: &[
        Field::new("taskId", Kind::Text),
        Field::new("procInsId", Kind::Text).also(&["ProcessInstanceId"]),
        Field::new("workOrder", Kind::Any),
    ],
};

/// Reads `{processDefId, variables}` (as JSON), says all that is wrong with it, and writes the requests.
///
/// The form is for `variables`. Where the path ends in the definition's id, the body is the map of variables itself (wire-facts §2).
pub fn request(
    config: &Config,
    given: &[u8],
    form: Option<&Form>,
    locale: Locale,
) -> Result<Vec<Request>, Vec<Issue>> {
    let given = Value::parse(given).unwrap_or(Value::Null);
    let (body, id, bare) = read("process", &given, locale, |given| {
        let mut body = Body::of(given, form);
        body.need(
            "processDefId",
            "流程定义 id，即流程列表中的 definitionId",
            "the definition, definitionId in the list",
        );
        body.need(
            "variables",
            "表单数据的对象，可以为 {}",
            "an object of the form's values, {} if there are none",
        );
        let id = body.text("processDefId").unwrap_or_default();
        body.write_text("processDefId", Some(id));
        let variables = body.variables("variables").unwrap_or_default();
        body.write_json("variables", &variables);
        (body.finish(), id.to_owned(), variables)
    })?;
    Ok(config.requests(&OPERATION, &[("processDefId", &id), ("processId", &id)], "", &|path| {
        Some(if has(path, "{processDefId}") { bare.clone() } else { body.clone() })
    }))
}

/// What the answer to start, create or complete says of the process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// The tasks that are open now, newest first.
    pub task_ids: Vec<String>,
    /// The process.
    pub proc_ins_id: Option<String>,
}

/// Reads any of the three forms: `{TaskId, ProcessInstanceId}`, `"TaskId:a,b"`, null. `known`: the process, where the app named it.
pub fn receipt(answer: &Decoded, known: Option<&str>) -> Receipt {
    let listed = answer.text(&["data"]);
    let listed = listed.as_deref().and_then(|text| text.strip_prefix("TaskId:")).map(str::to_owned);
    let ids = listed.or_else(|| answer.text(&["data", "taskId"])).unwrap_or_default();
    let ids = split(&ids, ",").map(str::trim).filter(|id| !id.is_empty());
    let given =
        answer.text(&["data", "procInsId"]).map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
    Receipt {
        task_ids: ids.map(str::to_owned).list(),
        proc_ins_id: given.or_else(|| known.map(str::to_owned)),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn where_the_overviews_address_is_the_route_the_body_is_the_samples() {
        let options = r#"{"baseUrl":"/","requestType":"app","accessToken":"t","routes":{"start":{"path":"/gw/start/{processId}"}}}"#;
        let options = Value::parse(options.as_bytes()).unwrap();
        let config = read("center", &options, Locale::En, |given| Config::read(given, false)).ok().unwrap();
        let given = r#"{"processDefId":"P:1","variables":{"x":1}}"#;
        let requests = request(&config, given.as_bytes(), None, Locale::En).unwrap();
        assert_eq!((requests.len(), requests[0].url.as_str()), (1, "/gw/start/P%3A1"));
        assert_eq!(requests[0].body.as_deref(), Some(given.as_bytes()));
    }
}
