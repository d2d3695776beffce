//! Tables of panda: an event type's `fieldGroup` (panda.txt §2), the groups of a case's details (panda.txt §5).
//!
//! Neither says what a field holds: it is `any`, and the server takes text and numbers alike.

use super::MOST_FIELDS;
use super::field::Field;
use super::read::{Reader, Result, any_case, words};
use crate::json::Value;
use crate::text::{replace, split};

/// Whether `data` is one of panda's tables, whose fields come into `out` then.
pub(super) fn fields(reader: &mut Reader, data: &Value, out: &mut Vec<Field>) -> Result<bool> {
    match any_case(data, "fieldGroup") {
        Some(Value::Text(group)) => return names(reader, group, out).map(|()| true),
        Some(Value::Null) => return Ok(true),
        _ => {}
    }
    let mut known = false;
    for info in all(any_case(data, "flowTableInfos").unwrap_or(data)) {
        let Some(Value::List(tables)) = any_case(info, "tableMetaDatas") else { continue };
        known = true;
        let config = any_case(info, "flowInfoConfig").and_then(|config| all(config).first());
        let order = config.and_then(|config| words(any_case(config, "isWorkOrder")));
        // In the order model the first table is not a part of the form.
        let skip = usize::from(order.as_deref() == Some("1"));
        collect(reader, tables.get(skip..).unwrap_or_default(), out)?;
    }
    if !known && (any_case(data, "flowNodeMeta").is_some() || any_case(data, "groups").is_some()) {
        known = true;
        collect(reader, core::slice::from_ref(data), out)?;
    }
    Ok(known)
}

/// The items of a list, or an object by itself: the two generations differ.
fn all(value: &Value) -> &[Value] {
    match value {
        Value::List(items) => items,
        one => core::slice::from_ref(one),
    }
}

/// `用户编号,用户名称`
fn names(reader: &mut Reader, group: &str, out: &mut Vec<Field>) -> Result<()> {
    for name in split(&replace(group, "，", ","), ",").map(str::trim).filter(|name| !name.is_empty()) {
        reader.add(out, Field::new(name.into(), "any"))?;
    }
    Ok(())
}

fn collect(reader: &mut Reader, tables: &[Value], out: &mut Vec<Field>) -> Result<()> {
    for table in tables {
        let others = out.len();
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
                reader.add(out, field)?;
            }
        }
        for value in items(values).iter().take(MOST_FIELDS) {
            let name = words(any_case(value, "fieldName"));
            let field = out.iter_mut().skip(others).find(|field| Some(&field.name) == name.as_ref());
            if let (Some(field), Some(value)) = (field, any_case(value, "fieldValue")) {
                field.default = Some(value.clone());
            }
        }
    }
    Ok(())
}

fn items(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}
