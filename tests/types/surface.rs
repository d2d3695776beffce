//! Prints, as one JSON object, what the tables of the crate promise to apps: operations, records, kinds of errors, rules, the keys
//! and types of form fields. tests/types/surface.test.mjs holds the published types against it.

use serde_json::{Value, json};
use work_order_client::delivery::Effect;
use work_order_client::error::{Executed, Kind as ErrorKind, RULES};
use work_order_client::form::field::{KEYS, TYPES};
use work_order_client::form::named::NAMES;
use work_order_client::json::{Kind, Record};
use work_order_client::{center, panda, records};

fn main() {
    let operations = panda::OPERATIONS.iter().chain(center::OPERATIONS.iter()).map(|operation| {
        json!({
            "service": operation.service.name(),
            "name": operation.name,
            "writes": operation.effect == Effect::Write,
            "answer": operation.answer.name,
        })
    });
    let executed = [Executed::No, Executed::Yes, Executed::Unknown];
    let surface = json!({
        "operations": operations.collect::<Vec<_>>(),
        "records": records().map(record).collect::<Vec<_>>(),
        "errorKinds": ErrorKind::ALL.map(ErrorKind::name),
        "executed": executed.map(Executed::name),
        "rules": RULES.as_slice(),
        "fieldKeys": KEYS.map(|(key, _)| key),
        "fieldTypes": TYPES.map(|kind| kind.name),
        "validations": NAMES.map(|(name, _)| name),
    });
    println!("{surface}");
}

fn record(record: &Record) -> Value {
    let fields = record.fields.iter().map(|field| json!({ "name": field.name, "kind": kind(&field.kind) }));
    json!({ "name": record.name, "fields": fields.collect::<Vec<_>>() })
}

/// The kind's name, and what belongs to it.
fn kind(kind: &Kind) -> Value {
    match kind {
        Kind::Text => json!({ "is": "text" }),
        Kind::Int | Kind::Number => json!({ "is": "number" }),
        Kind::Bool => json!({ "is": "boolean" }),
        Kind::Time(second) => json!({ "is": "text", "second": second }),
        Kind::Duration(second) => json!({ "is": "text", "second": second }),
        Kind::Word(second, inner, words) => {
            let mut of = self::kind(inner);
            of["second"] = json!(second);
            of["words"] = words.iter().map(|(_, word)| *word).collect();
            of
        }
        Kind::Any => json!({ "is": "any" }),
        Kind::One(record) => json!({ "is": "one", "of": record.name }),
        Kind::Many(record) => json!({ "is": "many", "of": record.name }),
        Kind::List(item) => json!({ "is": "list", "of": self::kind(item) }),
    }
}
