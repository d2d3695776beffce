//! 创建工单: -userdefine/workorder/workorder (center.txt).

use super::Config;
use super::input::{Body, plain};
use super::start;
use crate::delivery::{Effect, Operation, Request};
use crate::error::{Issue, Locale, Service, read};
use crate::form::Form;
use crate::json::Value;
use crate::list::List;
use crate::text::{join, replace};

/// POST {gateway}-userdefine/workorder/workorder; the document lost the gateway's name (wire-facts §2).
pub static OPERATION: Operation = Operation {
    service: Service::Center,
    name: "createOrder",
    effect: Effect::Write,
    route: "{servicePrefix}/workorder/workorder",
    answer: &start::ANSWER,
};

/// Every documented member in the order of the document's sample. `processKey` and `procInsId`, the names that real servers and
/// the rest of the document have for `processId` and `procInstId`, stand behind them.
const MEMBERS: [&str; 20] = [
    "systemId",
    "projectId",
    "workorderId",
    "workorderIdExtend",
    "processId",
    "processKey",
    "workorderNumber",
    "title",
    "workorderStatus",
    "processStatus",
    "source",
    "compensation",
    "evaluate",
    "roomNumber",
    "description",
    "attachmentUrls",
    "params",
    "procInstId",
    "procInsId",
    "taskId",
];

/// Reads an order (center-input.d.ts, `NewWorkOrder`, as JSON), says all that is wrong with it, and writes the requests.
///
/// `title` and the process' key are needed. `systemId`, `projectId` and `params`, which the document's server wants to see, are
/// sent empty when they are left out. The form is for `params`.
pub fn request(
    config: &Config,
    order: &[u8],
    form: Option<&Form>,
    locale: Locale,
) -> Result<Vec<Request>, Vec<Issue>> {
    let given = Value::parse(order).unwrap_or(Value::Null);
    let body = read("order", &given, locale, |given| {
        let mut body = Body::of(given, form);
        body.need("title", "工单标题", "the order's title");
        let key = if body.get("processId").is_some() { "processId" } else { "processKey" };
        body.need(key, "流程标识，即流程列表中的 processKey", "the process, processKey in the list");
        for name in MEMBERS {
            match name {
                "params" => {
                    let params = body.variables(name).unwrap_or_else(|| b"{}".to_vec());
                    body.write_json(name, &params);
                }
                "attachmentUrls" => {
                    let urls = attachments(&mut body);
                    body.write_text(name, urls.as_deref());
                }
                "systemId" | "projectId" => {
                    let text = body.text(name).unwrap_or_default();
                    body.write_text(name, Some(text));
                }
                _ => {
                    // The app's name for it, or the other one's value: each kind of server reads its own.
                    let other = match name {
                        "processId" => "processKey",
                        "procInstId" => "procInsId",
                        _ => name,
                    };
                    let own = body.text(name);
                    let text = own.or_else(|| body.get(other).and_then(plain));
                    body.write_text(name, text);
                }
            }
        }
        body.finish()
    })?;
    Ok(config.requests(&OPERATION, &[], "", &|_| Some(body.clone())))
}

/// 附件地址, one String for several addresses. The document says no more; wherever else it puts several values into a String
/// (`copyUserIds`, `workorderIdExtend`), commas join them. A comma within an address is escaped.
fn attachments(body: &mut Body<'_, '_, '_>) -> Option<String> {
    let urls = body.get("attachmentUrls")?;
    let joined = body.joined("attachmentUrls")?;
    let Value::List(urls) = urls else { return Some(joined) };
    let escaped: Vec<String> = urls.iter().filter_map(plain).map(|url| replace(url, ",", "%2C")).list();
    Some(join(&escaped, ","))
}
