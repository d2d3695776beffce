//! What all of center's lists share: the query, and when they end.

use super::Config;
use crate::delivery::url::Query;
use crate::delivery::{Operation, PageInfo, Request};
use crate::error::{Issue, Locale, input};
use crate::json::Decoded;
use serde::Deserialize;

/// One list.
pub struct List {
    /// Its API.
    pub operation: Operation,
    /// The members of [`ListQuery`] that it takes besides the page.
    pub filters: &'static [&'static str],
    /// The columns by which a row is known when pages overlap.
    pub key: &'static [&'static str],
}

/// Which rows. Dates are the server's: `2025-01-23 00:00:00`; a day alone is the whole day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListQuery {
    /// 当前页, from 1; always sent, as some servers fail without.
    pub page_num: Option<u32>,
    /// 展示条数, 1 to 1000, default 20; always sent.
    pub page_size: Option<u32>,
    /// 流程标识.
    pub process_key: Option<String>,
    /// 流程名称.
    pub process_name: Option<String>,
    /// 流程分类.
    pub category: Option<String>,
    /// 流程最早开始时间.
    pub pro_start_begin_time: Option<String>,
    /// 流程最晚开始时间.
    pub pro_start_end_time: Option<String>,
}

impl ListQuery {
    /// This page's number and size.
    pub fn page(&self) -> (u32, u32) {
        (self.page_num.unwrap_or(1), self.page_size.unwrap_or(20))
    }
}

/// The request for one page, parameters in the order of the document's tables.
pub fn request(
    config: &Config,
    list: &List,
    query: &ListQuery,
    locale: Locale,
) -> Result<Vec<Request>, Vec<Issue>> {
    let mut issues = Vec::new();
    let mut issue = |field: &str, rule: &str, zh: &str, en: &str| {
        issues.push(Issue::new(vec!["query".into(), field.into()], rule, locale, zh, en));
    };
    let (page, size) = query.page();
    if page == 0 {
        issue("pageNum", "min", "页码从 1 开始", "pages are counted from 1");
    }
    if !(1..=1000).contains(&size) {
        issue("pageSize", "range", "应在 1 到 1000 之间", "should be between 1 and 1000");
    }
    let mut time = |field: &str, given: &Option<String>, day_time: &str| {
        let given = given.as_deref().map(str::trim).filter(|given| !given.is_empty())?;
        let shape: String = given.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        match shape.as_str() {
            "0000-00-00 00:00:00" => return Some(given.to_owned()),
            "0000-00-00" => return Some([given, day_time].concat()),
            _ => issue(field, "format", "应形如 2025-01-23 00:00:00", "should look like 2025-01-23 00:00:00"),
        }
        None
    };
    let begin = time("proStartBeginTime", &query.pro_start_begin_time, " 00:00:00");
    let end = time("proStartEndTime", &query.pro_start_end_time, " 23:59:59");
    let filters = [
        ("processKey", query.process_key.as_deref()),
        ("processName", query.process_name.as_deref()),
        ("category", query.category.as_deref()),
        ("proStartBeginTime", begin.as_deref()),
        ("proStartEndTime", end.as_deref()),
    ];
    let mut pairs = Query::default();
    pairs.push("pageNum", &page.to_string());
    pairs.push("pageSize", &size.to_string());
    for (name, value) in filters {
        if value.is_some() && !list.filters.contains(&name) {
            // A server would ignore it, and the app would take all rows for those that it asked for.
            let known: Vec<&str> = ["pageNum", "pageSize"].iter().chain(list.filters).copied().collect();
            issues.push(input::unknown(vec!["query".into(), name.into()], &known, locale));
        }
        pairs.push_some(name, value.filter(|value| !value.is_empty()));
    }
    if !issues.is_empty() {
        return Err(issues);
    }
    Ok(config.requests(&list.operation, &[], pairs.as_str(), |_| None))
}

/// What is known of the page. `total` is the page's own on some servers, `rows` null when there are none, and the page after the
/// last one an error (wire-facts §2): only a page that is not full ends a list.
pub fn page_info(query: &ListQuery, answer: &Decoded) -> PageInfo {
    let (page, size) = query.page();
    PageInfo::doubting_total(answer.int(&["total"]), page, size, answer.len(&["rows"]).unwrap_or(0))
}
