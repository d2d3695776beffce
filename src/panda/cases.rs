//! 4 获取列表: GetCaseOverviewBoxWithPaging, the cases page by page (panda.txt §4).

use super::{Config, envelope};
use crate::delivery::time::in_query;
use crate::delivery::url::Query;
use crate::delivery::{Effect, Operation, PageInfo, Request};
use crate::error::{Issue, Locale, Service, read};
use crate::json::{Decoded, Field, Kind, Record, Value};
use crate::text::digits;

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

/// The document's numbers for [`IS_OVER`]'s words, in their order.
const STATES: [&str; 3] = ["processing", "finished", "returned"];

/// One page's request, and which page it is.
pub struct Asked {
    /// The request, parameters in the order of the document's table.
    pub request: Request,
    page: u32,
    size: u32,
}

/// Reads a query (panda.d.ts, `CaseQuery`) and says all that is wrong with it. Dates are the server's: `2023-05-31 00:00:00`; a day
/// alone is the whole day.
pub fn request(config: &Config, query: &Value, locale: Locale) -> Result<Asked, Vec<Issue>> {
    read("query", query, locale, |given| {
        let page = given.whole_in("pageIndex", 1, 1_000_000_000).unwrap_or(1) as u32;
        let size = given.whole_in("pageSize", 1, 1000).unwrap_or(20) as u32;
        let user_id = config.user_id(given.whole("userId"), "query", locale);
        let user_id = user_id.map_err(|issue| given.add(issue)).unwrap_or_default();
        let mut pairs = Query::default();
        pairs.push("userId", &digits(user_id));
        pairs.push("pageSize", &digits(size.into()));
        pairs.push("pageIndex", &digits(page.into()));
        pairs.push("sortFields", given.text("sortFields").unwrap_or("承办时间"));
        pairs.push(
            "direction",
            if given.one_of("direction", &["asc", "desc"]) == Some(0) { "asc" } else { "desc" },
        );
        pairs.push("isInternal", "0");
        pairs.push_some("eventInfo", given.text("eventInfo"));
        pairs.push_some(
            "caseState",
            given.one_of("caseState", &STATES).map(|state| digits(state as i64)).as_deref(),
        );
        pairs.push_some("flowName", given.text("flowName"));
        pairs.push_some("userName", given.text("userName"));
        pairs.push_some("dateFrom", in_query(given, "dateFrom", " 00:00:00").as_deref());
        pairs.push_some("dateTo", in_query(given, "dateTo", " 23:59:59").as_deref());
        // In the document's sample address, not in its table.
        pairs.push_some("isOutTime", given.boolean("isOutTime").map(|late| if late { "1" } else { "0" }));
        Asked { request: Request::get(config.url(&OPERATION) + pairs.as_str()), page, size }
    })
}

impl Asked {
    /// What is known of the page. `totalRcdNum` is genuine (wire-facts §1).
    pub fn page_info(&self, answer: &Decoded) -> PageInfo {
        let rows = answer.len(&["data", "getMe"]).unwrap_or(0);
        PageInfo::trusting_total(answer.int(&["data", "totalRcdNum"]), self.page, self.size, rows)
    }
}
