//! 获取流程表单信息: getProcessForm, the form to fill in before a start (center.txt).

use super::{Config, envelope};
use crate::delivery::url::Query;
use crate::delivery::{Effect, Operation, Request};
use crate::error::{Issue, Locale, Service};
use serde::Deserialize;

/// GET /workflow/process/getProcessForm. Its `data` comes in three shapes (wire-facts §3): [`crate::form`] reads them.
pub static OPERATION: Operation = Operation {
    service: Service::Center,
    name: "form",
    effect: Effect::Read,
    route: "/workflow/process/getProcessForm",
    answer: &envelope::DATA_ANSWER,
};

/// Which form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FormQuery {
    /// 流程定义ID: `definitionId` of a process.
    #[serde(default)]
    pub definition_id: String,
    /// 部署id: `deploymentId` of a process.
    #[serde(default)]
    pub deploy_id: String,
    /// 流程实例id: the form comes with this instance's values.
    pub proc_ins_id: Option<String>,
}

/// The request.
pub fn request(config: &Config, query: &FormQuery, locale: Locale) -> Result<Vec<Request>, Vec<Issue>> {
    let needed = [
        ("definitionId", &query.definition_id, "流程列表中的 definitionId", "a process' definitionId"),
        ("deployId", &query.deploy_id, "流程列表中的 deploymentId", "a process' deploymentId"),
    ];
    let mut pairs = Query::default();
    let mut issues = Vec::new();
    for (name, value, zh, en) in needed {
        if value.trim().is_empty() {
            let (zh, en) = (["必填：", zh].concat(), ["is required: ", en].concat());
            issues.push(Issue::new(vec!["query".into(), name.into()], "required", locale, &zh, &en));
        }
        pairs.push(name, value);
    }
    pairs.push_some("procInsId", query.proc_ins_id.as_deref());
    if !issues.is_empty() {
        return Err(issues);
    }
    Ok(config.requests(&OPERATION, &[], pairs.as_str(), |_| None))
}
