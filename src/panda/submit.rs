//! 3 发起工单: PostFlowNodeData, one or several flows of an event (panda.txt §3).
//!
//! `BizData` is JSON inside a JSON string: `"BizData":"{\"用户编号\":\"xx0021\"}"`.

use super::{Config, envelope};
use crate::delivery::key::Place;
use crate::delivery::{Effect, Operation, Request};
use crate::error::{Issue, Locale, Service, Step, input};
use crate::form::Form;
use crate::json::walk::{after, between};
use crate::json::{Field, Kind, Record, Value, write};
use crate::list::List;
use crate::text;

/// PostFlowNodeData.
pub static OPERATION: Operation = Operation {
    service: Service::Panda,
    name: "submit",
    effect: Effect::Write,
    route: "PandaWorkFlow/WorkFlow/api/PostFlowNodeData",
    answer: &ANSWER,
};

/// `{code, msg, data: Receipt[]}`
pub static ANSWER: Record = Record {
    shape: 22,
    name: "SubmitAnswer",
    fields: &[envelope::CODE, envelope::MSG, Field::new("data", Kind::Many(&RECEIPT))],
};

/// What became of one flow. `caseNo` is empty for an event model, which has no order yet.
pub static RECEIPT: Record = Record {
    shape: 23,
    name: "PandaReceipt",
    fields: &[Field::new("eventCode", Kind::Text), Field::new("caseNo", Kind::Text)],
};

/// Where a submission's key can travel: a column of every flow's `BizData`.
pub static KEY_PLACE: Place = Place { root: "order", list: "flows", values: "bizData" };

/// Reads an order (panda.d.ts, `PandaOrder`, as JSON), says all that is wrong with it, and writes the request. A form is for the
/// `bizData` of every flow.
pub fn request(
    config: &Config,
    order: &[u8],
    form: Option<&Form>,
    locale: Locale,
) -> Result<Request, Vec<Issue>> {
    let mut checks = Checks { issues: Vec::new(), text: order, form, locale };
    let any = Form::default();
    let any = form.unwrap_or(&any);
    let mut usual = Vec::new();
    let mut pass = |key: &str, depth, at| match depth {
        1 if key == KEY_PLACE.list => flows(any, checks.text, at, &mut usual),
        3 if key == KEY_PLACE.values => any.usual(checks.text, at),
        _ => None,
    };
    let order = Value::parse_past(order, &mut pass).unwrap_or(Value::Null);
    let Value::Object(members) = &order else {
        checks.add(
            place(&[]),
            "type",
            "应为对象 {eventName, flows}",
            "should be an object {eventName, flows}",
        );
        return Err(checks.issues);
    };
    checks.known(&place(&[]), members, &["eventName", "userId", "flows"]);
    let event_name = match order.get("eventName") {
        Some(Value::Text(name)) if !name.trim().is_empty() => name.as_str(),
        _ => {
            let (zh, en) =
                ("必填，应为事件名称，如 用水户开阀", "is required: the event's name, as 用水户开阀");
            checks.add(place(&["eventName"]), "required", zh, en);
            ""
        }
    };
    let given = order.get("userId").filter(|given| **given != Value::Null);
    let whole = match given {
        Some(Value::Number(digits)) => text::whole(digits),
        _ => None,
    };
    let user_id = if given.is_some() && whole.is_none() {
        Err(Issue::new(place(&["userId"]), "type", locale, "应为整数", "should be a whole number"))
    } else {
        config.user_id(whole, "order", locale)
    };
    let user_id = user_id.map_err(|issue| checks.issues.push(issue)).unwrap_or_default();

    let mut body = Vec::with_capacity(checks.text.len().saturating_mul(5) / 4);
    body.extend_from_slice(b"{\"eventName\":");
    write::text(&mut body, event_name);
    body.extend_from_slice(b",\"userId\":");
    body.extend_from_slice(text::digits(user_id).as_bytes());
    body.extend_from_slice(b",\"FlowDatas\":[");
    match order.get("flows") {
        Some(Value::Passed(..)) => {
            for (index, (from, to)) in usual.iter().enumerate() {
                if index > 0 {
                    body.push(b',');
                }
                body.extend_from_slice(b"{\"toUserIds\":\"\",\"opinion\":\"\",\"BizData\":");
                write::nested(&mut body, between(checks.text, *from, *to));
                body.push(b'}');
            }
        }
        Some(Value::List(flows)) if !flows.is_empty() => {
            for (index, flow) in flows.iter().enumerate() {
                if index > 0 {
                    body.push(b',');
                }
                checks.flow(&mut body, index, flow);
            }
        }
        _ => {
            let (zh, en) = (
                "必填，应为至少一项的数组：[{bizData: {…}}]",
                "is required: a list of at least one {bizData: {…}}",
            );
            checks.add(place(&["flows"]), "required", zh, en);
        }
    }
    body.extend_from_slice(b"]}");
    if checks.issues.is_empty() {
        Ok(Request::post(config.url(&OPERATION), "application/json", body))
    } else {
        Err(checks.issues)
    }
}

/// Steps over flows that have nothing but usual `bizData`, and notes where that is.
fn flows(form: &Form, order: &[u8], at: usize, usual: &mut Vec<(usize, usize)>) -> Option<usize> {
    usual.clear();
    let mut next = after(order, at, b"[{\"bizData\":");
    while let Some(from) = next {
        let to = form.usual(order, from)?;
        usual.push((from, to));
        next = after(order, to, b"},{\"bizData\":");
        if next.is_none() {
            return after(order, to, b"}]");
        }
    }
    None
}

struct Checks<'a> {
    issues: Vec<Issue>,
    /// The order as it was given.
    text: &'a [u8],
    form: Option<&'a Form>,
    locale: Locale,
}

impl Checks<'_> {
    fn add(&mut self, path: Vec<Step>, rule: &str, zh: &str, en: &str) {
        self.issues.push(Issue::new(path, rule, self.locale, zh, en));
    }

    fn known(&mut self, path: &[Step], members: &[(String, Value)], known: &[&str]) {
        for (name, _) in members.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
            self.issues.push(input::unknown(within(path.to_vec(), name), known, self.locale));
        }
    }

    /// `{"toUserIds":"","opinion":"","BizData":"{…}"}`
    fn flow(&mut self, body: &mut Vec<u8>, index: usize, flow: &Value) {
        let at = || -> Vec<Step> {
            let mut at = place(&["flows"]);
            at.push(index.into());
            at
        };
        let here = |field: &str| within(at(), field);
        let Value::Object(members) = flow else {
            return self.add(at(), "type", "应为对象 {bizData: {…}}", "should be an object {bizData: {…}}");
        };
        self.known(&at(), members, &["bizData", "toUserIds", "opinion"]);
        body.extend_from_slice(b"{\"toUserIds\":");
        match user_ids(flow.get("toUserIds")) {
            Some(ids) => write::text(body, &ids),
            None => self.add(
                here("toUserIds"),
                "type",
                "应为用户 id 的数组，如 [\"42\", \"43\"]",
                "should be a list of user ids, as [\"42\", \"43\"]",
            ),
        }
        body.extend_from_slice(b",\"opinion\":");
        match flow.get("opinion") {
            None | Some(Value::Null) => body.extend_from_slice(b"\"\""),
            Some(Value::Text(opinion)) => write::text(body, opinion),
            Some(_) => self.add(here("opinion"), "type", "应为字符串", "should be a string"),
        }
        body.extend_from_slice(b",\"BizData\":");
        match flow.get("bizData") {
            Some(Value::Passed(from, to)) => write::nested(body, between(self.text, *from, *to)),
            Some(data @ Value::Object(_)) => match self.biz_data(data, &here("bizData")) {
                Some(json) if json != b"{}" => write::nested(body, &json),
                Some(_) => self.no_biz_data(here("bizData")),
                None => {}
            },
            None | Some(Value::Null) => self.no_biz_data(here("bizData")),
            Some(_) => self.add(
                here("bizData"),
                "type",
                "应为对象，不要自己转成 JSON 字符串",
                "should be an object; don't turn it into a JSON string yourself",
            ),
        }
        body.push(b'}');
    }

    /// As JSON, checked and written by the form where there is one.
    fn biz_data(&mut self, data: &Value, at: &[Step]) -> Option<Vec<u8>> {
        let Some(form) = self.form else {
            let mut json = Vec::new();
            write::value(&mut json, data);
            return Some(json);
        };
        let filled = form.fill(data, at, self.locale);
        filled.map(String::into_bytes).map_err(|issues| self.issues.extend(issues)).ok()
    }

    fn no_biz_data(&mut self, at: Vec<Step>) {
        let (zh, en) = (
            "必填，应为业务字段的对象，如 {用户编号: \"xx0021\"}",
            "is required: an object of the event's fields, as {用户编号: \"xx0021\"}",
        );
        self.add(at, "required", zh, en);
    }
}

/// Where something is in an order. Out of line, as is the next one: each is needed many times.
#[inline(never)]
fn place(names: &[&str]) -> Vec<Step> {
    let mut place = vec!["order".into()];
    for name in names {
        place.push((*name).into());
    }
    place
}

#[inline(never)]
fn within(mut place: Vec<Step>, name: &str) -> Vec<Step> {
    place.push(name.into());
    place
}

/// 移交人, joined by commas as the document wants. Ids may be text or numbers.
fn user_ids(given: Option<&Value>) -> Option<String> {
    match given {
        None | Some(Value::Null) => Some(String::new()),
        Some(Value::List(ids)) => {
            let ids = ids.iter().map(plain).every()?;
            Some(text::join(&ids, ","))
        }
        Some(id) => plain(id).map(str::to_owned),
    }
}

fn plain(id: &Value) -> Option<&str> {
    match id {
        Value::Text(id) | Value::Number(id) => Some(id),
        _ => None,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn config() -> Config {
        let options =
            r#"{"baseUrl":"/","project":"p","userId":42,"credentials":{"username":"u","password":"p"}}"#;
        let options = Value::parse(options.as_bytes()).unwrap();
        crate::error::read("panda", &options, Locale::En, |given| Config::read(given, false)).ok().unwrap()
    }

    fn said(order: &str) -> Vec<String> {
        let issues = request(&config(), order.as_bytes(), None, Locale::En).unwrap_err();
        issues.into_iter().map(|issue| issue.detail).collect()
    }

    fn body(order: &str) -> String {
        String::from_utf8(request(&config(), order.as_bytes(), None, Locale::En).unwrap().body.unwrap())
            .unwrap()
    }

    #[test]
    fn several_flows_travel_together_and_digits_stay() {
        assert_eq!(
            body(
                r#"{"eventName":"漏损","userId":7,"flows":[{"bizData":{"编号":1965951881494065154,"备注":"a\"b\\c\n"},"toUserIds":["1","2"],"opinion":"急"},{"bizData":{"x":[1,{"y":null}]}}]}"#
            ),
            r#"{"eventName":"漏损","userId":7,"FlowDatas":[{"toUserIds":"1,2","opinion":"急","BizData":"{\"编号\":1965951881494065154,\"备注\":\"a\\\"b\\\\c\\n\"}"},{"toUserIds":"","opinion":"","BizData":"{\"x\":[1,{\"y\":null}]}"}]}"#
        );
    }

    #[test]
    fn every_mistake_is_named_with_its_place() {
        assert_eq!(said("[]"), ["order: should be an object {eventName, flows}"]);
        assert_eq!(
            said(r#"{"eventname":"x"}"#),
            [
                "order.eventname: no such field; did you mean eventName?",
                "order.eventName: is required: the event's name, as 用水户开阀",
                "order.flows: is required: a list of at least one {bizData: {…}}",
            ]
        );
        assert_eq!(
            said(
                r#"{"eventName":"x","userId":"42","flows":[{"bizData":"{}","opinion":1,"toUserIds":{}},{"BizData":{}},3]}"#
            ),
            [
                "order.userId: should be a whole number",
                "order.flows[0].toUserIds: should be a list of user ids, as [\"42\", \"43\"]",
                "order.flows[0].opinion: should be a string",
                "order.flows[0].bizData: should be an object; don't turn it into a JSON string yourself",
                "order.flows[1].BizData: no such field; did you mean bizData?",
                "order.flows[1].bizData: is required: an object of the event's fields, as {用户编号: \"xx0021\"}",
                "order.flows[2]: should be an object {bizData: {…}}",
            ]
        );
    }
}
