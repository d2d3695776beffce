//! 获取流程表单信息: getProcessForm, the form to fill in before a start (center.txt).

use super::{Config, envelope};
use crate::delivery::url::Query;
use crate::delivery::{Effect, Operation, Request};
use crate::error::{Issue, Locale, Service, read};
use crate::json::Value;

/// GET /workflow/process/getProcessForm. Its `data` comes in three shapes (wire-facts §3): [`crate::form`] reads them.
pub static OPERATION: Operation = Operation {
    service: Service::Center,
    name: "form",
    effect: Effect::Read,
    route: "/workflow/process/getProcessForm",
    answer: &envelope::DATA_ANSWER,
};

/// The request for the form of a process of the list: its `definitionId`, its `deploymentId` as `deployId`, and `procInsId` for an
/// instance's values.
pub fn request(config: &Config, query: &Value, locale: Locale) -> Result<Vec<Request>, Vec<Issue>> {
    read("query", query, locale, |given| {
        let mut pairs = Query::default();
        pairs.push("definitionId", given.required_text("definitionId"));
        pairs.push("deployId", given.required_text("deployId"));
        pairs.push_some("procInsId", given.text("procInsId"));
        config.requests(&OPERATION, &[], pairs.as_str(), &|_| None)
    })
}
