//! Forms of form-generator (wire-facts §3): `fields` with a `__config__` each, keyed by `__vModel__`.

use super::field::{Empty, Field, Many, Shape};
use super::read::{Reader, Result, choices, common, count, flag, list, words};
use super::vform::dates;
use crate::json::Value;

/// Its tags, our types, and what an untouched field holds; None: the field is absent.
const TAGS: [(&str, &str, Option<Empty>); 13] = [
    ("el-input", "input", None),
    ("el-input-number", "number", None),
    ("tinymce", "rich-editor", None),
    ("el-select", "select", None),
    ("el-radio-group", "radio", None),
    ("el-checkbox-group", "checkbox", Some(Empty::List)),
    ("el-cascader", "cascader", Some(Empty::List)),
    ("el-switch", "switch", Some(Empty::False)),
    ("el-rate", "rate", Some(Empty::Zero)),
    ("el-slider", "slider", Some(Empty::Null)),
    ("el-time-picker", "time", Some(Empty::Null)),
    ("el-date-picker", "date", Some(Empty::Null)),
    ("el-color-picker", "color", Some(Empty::Null)),
];

pub(super) fn fields(reader: &mut Reader, items: &[Value], out: &mut Vec<Field>) -> Result<()> {
    walk(reader, items, 0, out)
}

fn walk(reader: &mut Reader, items: &[Value], depth: usize, out: &mut Vec<Field>) -> Result<()> {
    let depth = reader.deeper(depth)?;
    for item in items {
        let config = item.get("__config__").unwrap_or(&Value::Null);
        if let Some(inner) = list(config, "children") {
            walk(reader, inner, depth, out)?;
        } else if let Some(name) = words(item.get("__vModel__")) {
            let field = read(reader, item, config, name);
            reader.add(out, field)?;
        }
    }
    Ok(())
}

fn read(reader: &mut Reader, item: &Value, config: &Value, name: String) -> Field {
    let say = |key: &str| words(item.get(key));
    let tag = config.get("tag").and_then(Value::as_text).unwrap_or("");
    let picker = say("type").unwrap_or_default();
    let known = TAGS.iter().find(|(known, ..)| *known == tag);
    let kind = match known.map(|(_, kind, _)| *kind) {
        Some("input") if picker == "textarea" => "textarea",
        Some("time") if flag(item, "is-range") => "time-range",
        Some("date") if picker.ends_with("range") => "date-range",
        Some("date") if picker == "datetime" => "datetime",
        Some(kind) => kind,
        None if tag == "el-upload" && say("list-type").is_some_and(|list| list.starts_with("picture")) => {
            "picture-upload"
        }
        None if tag == "el-upload" => "file-upload",
        None => tag,
    };
    let mut field = Field::new(name, kind);
    common(&mut field, item);
    if let Some(label) = words(config.get("label")) {
        field.label = label;
    }
    let empty = known.map_or(Some(Empty::Null), |(_, _, empty)| *empty);
    field.default = config.get("defaultValue").cloned().or_else(|| Some(empty?.value()));
    field.required = flag(config, "required");
    field.span = count(config, "span");
    field.step_binds = flag(item, "step-strictly");
    let slot = item.get("__slot__").unwrap_or(&Value::Null);
    field.unit = words(slot.get("append")).filter(|_| field.shape == Shape::Text);
    let props = item.get("props").and_then(|props| props.get("props")).unwrap_or(&Value::Null);
    if matches!(field.shape, Shape::Choice | Shape::Path) {
        let key = |key: &str| words(props.get(key)).unwrap_or_else(|| key.into());
        let items = list(slot, "options").or_else(|| list(item, "options")).unwrap_or_default();
        field.options = choices(items, &key("label"), &key("value"), &key("children"));
        let loaded = words(config.get("dataType")).is_some_and(|source| source == "dynamic");
        field.open = loaded || flag(item, "allow-create") || flag(item, "remote");
        if flag(item, "multiple") || flag(props, "multiple") {
            field.many = Many::List;
        }
    }
    if flag(item, "range") && field.shape == Shape::Number {
        field.many = Many::Pair;
    }
    if field.shape == Shape::Switch
        && item.get("active-value").is_some_and(|on| !matches!(on, Value::Bool(_)))
    {
        // A switch between two values of the form's own choice.
        field.shape = Shape::Any;
    }
    dates(&mut field, &picker, say("value-format"));
    for rule in list(config, "regList").unwrap_or_default() {
        if let Some(pattern) = words(rule.get("pattern")) {
            reader.rule(&mut field, &pattern, words(rule.get("message")));
        }
    }
    field
}
