//! What all of center's lists share: the query, and when they end.

use super::Config;
use crate::delivery::time::in_query;
use crate::delivery::url::Query;
use crate::delivery::{Operation, PageInfo, Request};
use crate::error::{Issue, Locale, read};
use crate::json::{Decoded, Value};
use crate::text::digits;

/// One list.
pub struct List {
    /// Its API.
    pub operation: Operation,
    /// The members of its query besides `pageNum` and `pageSize`, in the document's order.
    pub filters: &'static [&'static str],
    /// The columns by which a row is known when pages overlap, with commas between.
    pub key: &'static str,
}

/// One page's requests, and which page it is.
pub struct Asked {
    /// A request for each route, parameters in the order of the document's tables.
    pub requests: Vec<Request>,
    page: u32,
    size: u32,
}

/// Reads a query and says all that is wrong with it. Dates are the server's: `2025-01-23 00:00:00`; a day alone is the whole day. The
/// page is always sent, as some servers fail without. A filter that the list doesn't have is refused: a server would ignore it,
/// and the app would take all rows for those that it asked for.
pub fn request(config: &Config, list: &List, query: &Value, locale: Locale) -> Result<Asked, Vec<Issue>> {
    read("query", query, locale, |given| {
        let page = given.whole_in("pageNum", 1, 1_000_000_000).unwrap_or(1) as u32;
        let size = given.whole_in("pageSize", 1, 1000).unwrap_or(20) as u32;
        let mut pairs = Query::default();
        pairs.push("pageNum", &digits(page.into()));
        pairs.push("pageSize", &digits(size.into()));
        for name in list.filters {
            let value = match *name {
                "proStartBeginTime" => in_query(given, name, " 00:00:00"),
                "proStartEndTime" => in_query(given, name, " 23:59:59"),
                _ => given.text(name).map(str::to_owned),
            };
            pairs.push_some(name, value.as_deref().filter(|value| !value.is_empty()));
        }
        Asked { requests: config.requests(&list.operation, &[], pairs.as_str(), &|_| None), page, size }
    })
}

impl Asked {
    /// What is known of the page. `total` is the page's own on some servers, `rows` null when there are none, and the page after the
    /// last one an error (wire-facts §2): only a page that is not full ends a list.
    pub fn page_info(&self, answer: &Decoded) -> PageInfo {
        let rows = answer.len(&["rows"]).unwrap_or(0);
        PageInfo::doubting_total(answer.int(&["total"]), self.page, self.size, rows)
    }
}
