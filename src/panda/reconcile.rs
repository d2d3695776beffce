//! Looking for a report of unknown outcome in the list of cases.

use crate::delivery::outbox::Found;
use crate::delivery::reconcile::{
    Ask, Asked, Lost, Verdict, agreement, found, instant, items, judge, says, similar, text,
};
use crate::json::Value;
use crate::list::List;

/// Details that are looked at, at most.
const MOST_DETAILS: usize = 60;

/// Looks for it among the cases of its time: by the key in its column, or by all that it says. Reports of an event model stand in no
/// list before somebody dispatches them.
pub fn reconcile(lost: &Lost<'_>, asked: &mut Asked<'_>) -> Result<Verdict, Ask> {
    let event = text(&lost.said, "eventName").or(lost.entry.title.as_deref());
    let since = lost.since_text();
    let (rows, mut all) = asked.list("panda.cases", "pageIndex", &[("dateFrom", &since)])?;
    let candidates = rows.into_iter().filter(|row| {
        text(row, "eventName").is_none_or(|name| event.is_none_or(|event| name == event))
            && lost.is_time(instant(row, "reportTimeMs"))
    });
    let flows: Vec<Value> = items(&lost.said, "FlowDatas").filter_map(biz_data).list();
    let (mut alike, mut maybe) = (Vec::new(), Vec::new());
    for (index, row) in candidates.enumerate() {
        let Some(case_no) = text(row, "caseNo") else { continue };
        if index >= MOST_DETAILS {
            all = false;
            break;
        }
        let details = asked.ask("panda.caseDetails", Value::Text(case_no.into()))?;
        let title = text(row, "summary").or(text(row, "eventName"));
        sort(lost, &flows, details, found(case_no, title), &mut alike, &mut maybe);
    }
    if alike.is_empty() && maybe.is_empty() && all {
        let types = asked.ask("panda.eventTypes", Value::Object(Vec::new()))?;
        if let Value::List(types) = types {
            all =
                !types.iter().any(|known| text(known, "eventName") == event && says(known, "model", "event"));
        }
    }
    Ok(judge(lost.entry, alike, maybe, all))
}

fn biz_data(flow: &Value) -> Option<Value> {
    Value::parse(text(flow, "BizData")?.as_bytes()).ok()
}

fn sort(
    lost: &Lost<'_>,
    flows: &[Value],
    details: &Value,
    case: Found,
    alike: &mut Vec<Found>,
    maybe: &mut Vec<Found>,
) {
    let (mut fields, mut values) = (Vec::new(), Vec::new());
    let mut empty = true;
    for flow in items(details, "flowTableInfos") {
        for meta in items(flow, "tableMetaDatas").filter_map(|table| table.get("flowNodeMeta")) {
            empty = false;
            items(meta, "groups").for_each(|group| fields.extend(items(group, "schema")));
            values.extend(items(meta, "values"));
        }
    }
    // A column is known by its name, or by the label that the layout gives it.
    let value = |wanted: &str| {
        let mut named = fields.iter().filter(|field| says(field, "alias", wanted));
        let name = named.find_map(|field| text(field, "fieldName")).unwrap_or(wanted);
        let is = |value: &&&Value| says(value, "fieldName", name) || says(value, "fieldName", wanted);
        values.iter().find(is)?.get("fieldValue")
    };
    if let Some(field) = &lost.entry.key_field {
        let there = value(field).and_then(Value::as_text);
        if there == Some(&lost.entry.key) {
            alike.push(case);
        } else if empty {
            maybe.push(case);
        }
        return;
    }
    let mut best: Option<(usize, usize)> = None;
    let rank = |(same, other): (usize, usize)| (other == 0, same);
    for flow in flows {
        let agreed = agreement(flow, &value);
        if best.is_none_or(|best| rank(best) <= rank(agreed)) {
            best = Some(agreed);
        }
    }
    match best {
        Some((same, 0)) if same > 0 => alike.push(case),
        Some(agreed) if !similar(agreed) => {}
        _ => maybe.push(case),
    }
}
