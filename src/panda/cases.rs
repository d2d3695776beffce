//! 4 获取列表: GetCaseOverviewBoxWithPaging, the cases page by page (panda.txt §4).

use super::{Config, envelope};
use crate::delivery::url::Query;
use crate::delivery::{Effect, Operation, PageInfo, Request};
use crate::error::{Issue, Locale, Service};
use crate::json::{Decoded, Field, Kind, Record};
use serde::Deserialize;

/// GetCaseOverviewBoxWithPaging.
pub static OPERATION: Operation = Operation {
    service: Service::Panda,
    name: "cases",
    effect: Effect::Read,
    route: "PandaWorkFlow/WorkFlow/CaseManage/GetCaseOverviewBoxWithPaging",
    answer: &ANSWER,
};

/// `{code, msg, data}`
pub static ANSWER: Record = Record {
    shape: 4,
    name: "CasesAnswer",
    fields: &[envelope::CODE, envelope::MSG, Field::new("data", Kind::One(&DATA))],
};

/// The page: `getMe` is its rows, null or absent when there are none.
pub static DATA: Record = Record {
    shape: 5,
    name: "CasesData",
    fields: &[
        Field::new("currentPageIndex", Kind::Int),
        Field::new("totalRcdNum", Kind::Int),
        Field::new("getMe", Kind::Many(&CASE_ROW)),
    ],
};

/// 流程状态 as words; text in the list, a number in the details.
pub const IS_OVER: Kind =
    Kind::Word("state", &Kind::Int, &[("0", "processing"), ("1", "finished"), ("2", "returned")]);

/// One case in the list.
pub static CASE_ROW: Record = Record {
    shape: 6,
    name: "CaseRow",
    fields: &[
        Field::new("caseNo", Kind::Text),
        Field::new("eventName", Kind::Text),
        Field::new("eventCode", Kind::Text),
        Field::new("eventState", Kind::Text),
        Field::new("station", Kind::Text),
        Field::new("reporterName", Kind::Text),
        Field::new("reporterDepart", Kind::Text),
        Field::new("reportTime", Kind::Time("reportTimeMs")),
        Field::new("xy", Kind::Text),
        Field::new("summary", Kind::Text),
        Field::new("activeName", Kind::Text),
        Field::new("activeAliasName", Kind::Text),
        Field::new("flowName", Kind::Text),
        Field::new("currentUnderTakeMan", Kind::Text),
        Field::new("operators", Kind::Text),
        Field::new("opinion", Kind::Text),
        Field::new("isOver", IS_OVER),
        Field::new("finishTime", Kind::Time("finishTimeMs")),
        Field::new("overtTimeInfoShort", Kind::Text),
    ],
};

/// Which cases, in which order. Dates are the server's: `2023-05-31 00:00:00`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CaseQuery {
    /// 用户 id; default: the options'.
    pub user_id: Option<i64>,
    /// Rows a page, 1 to 1000; default 20.
    pub page_size: Option<u32>,
    /// From 1.
    pub page_index: Option<u32>,
    /// 排序字段; default 承办时间.
    pub sort_fields: Option<String>,
    /// Default `desc`.
    pub direction: Option<Direction>,
    /// Searches event code, case number, reporter, department and summary.
    pub event_info: Option<String>,
    /// All when left out.
    pub case_state: Option<CaseState>,
    /// 流程名称.
    pub flow_name: Option<String>,
    /// 上报人.
    pub user_name: Option<String>,
    /// 开始时间.
    pub date_from: Option<String>,
    /// 结束时间.
    pub date_to: Option<String>,
    /// Only those past their time limit (in the document's sample address, not in its table).
    pub is_out_time: Option<bool>,
}

/// 排序方式.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Oldest first.
    Asc,
    /// Newest first.
    Desc,
}

/// 工单状态, the filter.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum CaseState {
    /// 0 办理中
    Processing,
    /// 1 已结束
    Finished,
    /// 2 回退关单
    Returned,
}

impl CaseQuery {
    /// This page's number and size.
    pub fn page(&self) -> (u32, u32) {
        (self.page_index.unwrap_or(1), self.page_size.unwrap_or(20))
    }
}

/// The request, parameters in the order of the document's table.
pub fn request(config: &Config, query: &CaseQuery, locale: Locale) -> Result<Request, Vec<Issue>> {
    let mut issues = Vec::new();
    let mut issue = |field: &str, rule: &str, zh: &str, en: &str| {
        issues.push(Issue::new(vec!["query".into(), field.into()], rule, locale, zh, en));
    };
    let (page, size) = query.page();
    if page == 0 {
        issue("pageIndex", "min", "页码从 1 开始", "pages are counted from 1");
    }
    if !(1..=1000).contains(&size) {
        issue("pageSize", "range", "应在 1 到 1000 之间", "should be between 1 and 1000");
    }
    for (field, date) in [("dateFrom", &query.date_from), ("dateTo", &query.date_to)] {
        if date.as_deref().is_some_and(|date| !date.is_empty() && !is_server_date(date)) {
            issue(field, "format", "应形如 2023-05-31 00:00:00", "should look like 2023-05-31 00:00:00");
        }
    }
    let user_id = config.user_id(query.user_id, "query", locale).map_err(|issue| issues.push(issue));
    let Ok(user_id) = user_id else { return Err(issues) };
    if !issues.is_empty() {
        return Err(issues);
    }
    let mut pairs = Query::default();
    pairs.push("userId", &user_id.to_string());
    pairs.push("pageSize", &size.to_string());
    pairs.push("pageIndex", &page.to_string());
    pairs.push("sortFields", query.sort_fields.as_deref().unwrap_or("承办时间"));
    pairs.push("direction", if query.direction == Some(Direction::Asc) { "asc" } else { "desc" });
    pairs.push("isInternal", "0");
    pairs.push_some("eventInfo", query.event_info.as_deref());
    pairs.push_some(
        "caseState",
        query.case_state.map(|state| match state {
            CaseState::Processing => "0",
            CaseState::Finished => "1",
            CaseState::Returned => "2",
        }),
    );
    pairs.push_some("flowName", query.flow_name.as_deref());
    pairs.push_some("userName", query.user_name.as_deref());
    pairs.push_some("dateFrom", query.date_from.as_deref());
    pairs.push_some("dateTo", query.date_to.as_deref());
    pairs.push_some("isOutTime", query.is_out_time.map(|late| if late { "1" } else { "0" }));
    Ok(Request::get(config.url(&OPERATION) + pairs.as_str()))
}

/// `yyyy-MM-dd`, with ` HH:mm:ss` or without.
fn is_server_date(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape == "0000-00-00" || shape == "0000-00-00 00:00:00"
}

/// What is known of the page. `totalRcdNum` is genuine (wire-facts §1).
pub fn page_info(query: &CaseQuery, answer: &Decoded) -> PageInfo {
    let (page, size) = query.page();
    let rows = answer.len(&["data", "getMe"]).unwrap_or(0);
    PageInfo::trusting_total(answer.int(&["data", "totalRcdNum"]), page, size, rows)
}
