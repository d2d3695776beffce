//! Forms of VForm, at the top or wrapped (wire-facts §3): widgets, containers, sub-forms, and the vendor's additions.

use super::MOST_FIELDS;
use super::field::{self, Field, Many, Shape};
use super::read::{Reader, Result, choices, common, count, flag, list, words};
use crate::json::Value;

/// Widgets that have no value.
const SILENT: [&str; 5] = ["static-text", "html-text", "button", "divider", "slot"];
/// Where containers keep what is in them.
const INSIDE: [&str; 5] = ["widgetList", "cols", "rows", "tabs", "panes"];
/// Containers whose label names no group.
const BARE: [&str; 5] = ["grid", "grid-col", "table", "table-cell", "tab"];

/// What a widget inherits from the containers around it.
#[derive(Clone, Copy, Default)]
struct Place<'a> {
    group: Option<&'a str>,
    span: Option<u32>,
    hidden: bool,
    /// The values are keyed by the widgets' ids.
    by_id: bool,
    depth: usize,
}

/// The fields of a `widgetList`, behind those of other forms in `out`; `filled` are values that stand in for the defaults.
pub(super) fn fields(
    reader: &mut Reader,
    widgets: &[Value],
    filled: Option<&Value>,
    out: &mut Vec<Field>,
) -> Result<()> {
    let others = out.len();
    walk(reader, widgets, Place::default(), out)?;
    if let Some(Value::Object(filled)) = filled {
        for field in out.iter_mut().skip(others) {
            if let Some((_, value)) = filled.iter().take(MOST_FIELDS).find(|(name, _)| *name == field.name) {
                field.default = Some(value.clone());
            }
        }
    }
    Ok(())
}

fn walk(reader: &mut Reader, widgets: &[Value], place: Place, out: &mut Vec<Field>) -> Result<()> {
    let depth = reader.deeper(place.depth)?;
    let place = Place { depth, ..place };
    for widget in widgets {
        if let Value::List(inner) = widget {
            walk(reader, inner, place, out)?;
            continue;
        }
        let kind = widget.get("type").and_then(Value::as_text).unwrap_or("");
        let rows = field::find(kind).is_some_and(|kind| kind.shape == Shape::Rows) || kind == "grid-sub-form";
        let container = widget.get("category").and_then(Value::as_text) == Some("container")
            || INSIDE.iter().any(|key| list(widget, key).is_some());
        if rows || (!container && !kind.is_empty() && !SILENT.contains(&kind)) {
            // Unknown widgets that say they are no input have no value.
            let silent =
                field::find(kind).is_none() && widget.get("formItemFlag") == Some(&Value::Bool(false));
            if rows || !silent {
                read(reader, widget, kind, place, out)?;
            }
        } else if container {
            let options = widget.get("options").unwrap_or(&Value::Null);
            let label = options.get("label").and_then(Value::as_text).filter(|label| !label.is_empty());
            let inner = Place {
                group: label.filter(|_| !BARE.contains(&kind)).or(place.group),
                span: count(options, "span").filter(|_| kind == "grid-col").or(place.span),
                hidden: place.hidden || flag(options, "hidden"),
                ..place
            };
            descend(reader, widget, inner, out)?;
        }
    }
    Ok(())
}

fn descend(reader: &mut Reader, widget: &Value, place: Place, out: &mut Vec<Field>) -> Result<()> {
    INSIDE.iter().filter_map(|key| list(widget, key)).try_for_each(|inner| walk(reader, inner, place, out))
}

fn read(reader: &mut Reader, widget: &Value, kind: &str, place: Place, out: &mut Vec<Field>) -> Result<()> {
    let options = widget.get("options").unwrap_or(&Value::Null);
    let (named, id) = (words(options.get("name")), words(widget.get("id")));
    let Some(name) = (if place.by_id { id.or(named) } else { named.or(id) }) else {
        return Ok(());
    };
    let mut field = Field::new(name, if kind == "grid-sub-form" { "sub-form" } else { kind });
    let say = |key: &str| words(options.get(key));
    common(&mut field, options);
    field.hidden |= place.hidden;
    field.group = place.group.map(String::from);
    field.span = place.span;
    field.hint = say("labelTooltip");
    field.step_binds = flag(options, "stepStrictly");
    if matches!(field.shape, Shape::Choice | Shape::Path) {
        let key = |key: &str, usual: &str| say(key).unwrap_or_else(|| usual.into());
        let items = list(options, "optionItems").unwrap_or_default();
        let (label, value) = (key("labelKey", "label"), key("valueKey", "value"));
        field.options = choices(items, &label, &value, &key("childrenKey", "children"));
        field.open = ["allowCreate", "remote", "dsEnabled"].iter().any(|key| flag(options, key));
    }
    if flag(options, "multiple") && matches!(field.shape, Shape::Choice | Shape::Path) {
        field.many = Many::List;
    }
    if flag(options, "range") && field.shape == Shape::Number {
        field.many = Many::Pair;
    }
    dates(
        &mut field,
        say("type").unwrap_or_default().as_str(),
        say("valueFormat").or_else(|| say("format").filter(|_| field_is_time(kind))),
    );
    if let Some(validation) = say("validation") {
        reader.rule(&mut field, &validation, say("validationHint"));
    }
    if field.shape == Shape::Rows {
        let inner = Place { by_id: kind == "items", depth: place.depth, ..Place::default() };
        let mut children = Vec::new();
        descend(reader, widget, inner, &mut children)?;
        field.children = children;
        if flag(options, "showBlankRow") {
            field.default = Some(Value::List(vec![field::defaults(&field.children)]));
        }
    }
    if let Some(default) = options.get("defaultValue") {
        field.default = Some(default.clone());
    }
    reader.add(out, field)
}

fn field_is_time(kind: &str) -> bool {
    field::find(kind).is_some_and(|kind| kind.shape == Shape::Time)
}

/// Settles the format of dates, which the picker's type decides when no `valueFormat` does; `dates` picks several.
pub(super) fn dates(field: &mut Field, picker: &str, format: Option<String>) {
    let usual = match picker {
        "datetime" | "datetimerange" => Some("yyyy-MM-dd HH:mm:ss"),
        "month" | "monthrange" => Some("yyyy-MM"),
        "year" | "yearrange" => Some("yyyy"),
        _ => None,
    };
    if matches!(field.shape, Shape::Date | Shape::Time) {
        field.format = format.or(usual.map(String::from));
        if matches!(picker, "dates" | "months" | "years") {
            field.many = Many::List;
        }
    }
}
