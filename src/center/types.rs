//! 查询应用工单类型, 查询综合工单类型: WorkOrder/app/list and synthesis/list (center.txt).

use super::Config;
use super::envelope::{CODE, MSG};
use crate::delivery::url::Query;
use crate::delivery::{Effect, Operation, Request};
use crate::error::{Issue, Locale, Service, read};
use crate::json::{Field, Kind, Record, Value};
use crate::text::digits;

/// GET WorkOrder/app/list
pub static APP_TYPES: Operation = Operation {
    service: Service::Center,
    name: "appTypes",
    effect: Effect::Read,
    route: "/WorkOrder/app/list",
    answer: &APP_TYPES_ANSWER,
};

/// GET synthesis/list; `/workorder/synthesis/list` on real servers.
pub static SYNTHESIS_TYPES: Operation = Operation {
    service: Service::Center,
    name: "synthesisTypes",
    effect: Effect::Read,
    route: "/synthesis/list",
    answer: &SYNTHESIS_TYPES_ANSWER,
};

/// `{code, msg, data: AppType[]}`
pub static APP_TYPES_ANSWER: Record = Record {
    shape: 104,
    name: "AppTypesAnswer",
    fields: &[CODE, MSG, Field::new("data", Kind::Many(&APP_TYPE))],
};

/// 应用工单分类. Carries the app's secret: not for logs.
pub static APP_TYPE: Record = Record {
    shape: 105,
    name: "AppType",
    fields: &[
        Field::new("appId", Kind::Text),
        Field::new("applicationName", Kind::Text),
        Field::new("applicationId", Kind::Text),
        Field::new("applicationSecret", Kind::Text),
        Field::new("appFlag", Kind::Word("origin", &Kind::Text, &[("0", "selected"), ("1", "added")])),
        Field::new("images", Kind::Text),
    ],
};

/// `{code, msg, data: SynthesisType[]}`
pub static SYNTHESIS_TYPES_ANSWER: Record = Record {
    shape: 106,
    name: "SynthesisTypesAnswer",
    fields: &[CODE, MSG, Field::new("data", Kind::Many(&SYNTHESIS_TYPE))],
};

/// 综合工单分类. `childFlag` is a boolean in fact (wire-facts §2).
pub static SYNTHESIS_TYPE: Record = Record {
    shape: 107,
    name: "SynthesisType",
    fields: &[
        Field::new("synthesisId", Kind::Text),
        Field::new("parentId", Kind::Text),
        Field::new("categoryName", Kind::Text),
        Field::new("description", Kind::Text),
        Field::new("childFlag", Kind::Bool),
    ],
};

/// The request. There are few types and all are wanted, so a page is 500 unless the app says otherwise. The token, which the
/// document lists as a parameter too, travels in the headers only: addresses end up in logs.
pub fn request(
    config: &Config,
    operation: &Operation,
    query: &Value,
    locale: Locale,
) -> Result<Vec<Request>, Vec<Issue>> {
    read("query", query, locale, |given| {
        let mut pairs = Query::default();
        pairs.push("pageNo", &digits(given.whole_in("pageNo", 1, 1_000_000_000).unwrap_or(1)));
        pairs.push("pageSize", &digits(given.whole_in("pageSize", 1, 10_000).unwrap_or(500)));
        config.requests(operation, &[], pairs.as_str(), &|_| None)
    })
}
