//! Tables of panda: an event type's `fieldGroup` (panda.txt §2), the groups of a case's details (panda.txt §5).
//!
//! Neither says what a field holds: it is `any`, and the server takes text and numbers alike.

use super::MOST_FIELDS;
use super::field::Field;
use super::read::{Reader, Result, any_case, words};
use crate::json::Value;
use crate::text::{replace, split};

/// The fields, if `data` is one of panda's tables.
pub(super) fn fields(reader: &mut Reader, data: &Value) -> Option<Result<Vec<Field>>> {
    match any_case(data, "fieldGroup") {
        Some(Value::Text(group)) => return Some(names(reader, group)),
        Some(Value::Null) => return Some(Ok(Vec::new())),
        _ => {}
    }
    let tables = any_case(data, "flowTableInfos").unwrap_or(data);
    let one = one(tables);
    if let Some(Value::List(tables)) = any_case(one, "tableMetaDatas") {
        let order =
            any_case(one, "flowInfoConfig").map(self::one).and_then(|c| words(any_case(c, "isWorkOrder")));
        // In the order model the first table is not a part of the form.
        let skip = usize::from(order.as_deref() == Some("1"));
        return Some(collect(reader, tables.get(skip..).unwrap_or_default()));
    }
    let known = any_case(data, "flowNodeMeta").is_some() || any_case(data, "groups").is_some();
    known.then(|| collect(reader, core::slice::from_ref(data)))
}

/// An object, or the first of a list of them: the two generations differ.
fn one(value: &Value) -> &Value {
    match value {
        Value::List(items) => items.first().unwrap_or(value),
        _ => value,
    }
}

/// `用户编号,用户名称`
fn names(reader: &mut Reader, group: &str) -> Result<Vec<Field>> {
    let mut fields = Vec::new();
    for name in split(&replace(group, "，", ","), ",").map(str::trim).filter(|name| !name.is_empty()) {
        reader.add(&mut fields, Field::new(name.into(), "any"))?;
    }
    Ok(fields)
}

fn collect(reader: &mut Reader, tables: &[Value]) -> Result<Vec<Field>> {
    let mut fields = Vec::new();
    for table in tables {
        let meta = any_case(table, "flowNodeMeta").unwrap_or(table);
        let alias = words(any_case(table, "tableAlias"));
        let values = any_case(meta, "values");
        for group in items(any_case(meta, "groups")) {
            let title = words(any_case(group, "groupName")).or_else(|| alias.clone());
            for column in items(any_case(group, "schema")) {
                let Some(name) = words(any_case(column, "fieldName")) else { continue };
                let mut field = Field::new(name, "any");
                if let Some(alias) = words(any_case(column, "alias")) {
                    field.label = alias;
                }
                field.unit = words(any_case(column, "unit"));
                field.span = words(any_case(column, "colSpan")).and_then(|span| crate::text::count(&span));
                field.group.clone_from(&title);
                reader.add(&mut fields, field)?;
            }
        }
        for value in items(values).iter().take(MOST_FIELDS) {
            let name = words(any_case(value, "fieldName"));
            let field = fields.iter_mut().find(|field| Some(&field.name) == name.as_ref());
            if let (Some(field), Some(value)) = (field, any_case(value, "fieldValue")) {
                field.default = Some(value.clone());
            }
        }
    }
    Ok(fields)
}

fn items(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}
