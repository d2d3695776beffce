//! Forms declared by hand: every slip in a declaration is an error that names its place.

use super::Form;
use super::decimal::Decimal;
use super::field::{self, Field, KEYS, Many, Rule, Shape, TYPES};
use super::named::{NAMES, Named};
use super::pattern::Pattern;
use super::read::{Reader, Result, choices};
use crate::error::input::nearest;
use crate::error::{Issue, Locale, Step};
use crate::json::Value;

pub(super) fn form(fields: &Value, locale: Locale) -> Result<Form> {
    let mut reader = Reader::new(locale);
    let mut issues = Vec::new();
    let fields = list(&mut reader, fields, vec!["fields".into()], &mut issues, 0)?;
    if issues.is_empty() {
        Ok(Form { fields, warnings: reader.warnings, strict: true, spoken: true })
    } else {
        Err(issues)
    }
}

fn list(
    reader: &mut Reader,
    specs: &Value,
    path: Vec<Step>,
    issues: &mut Vec<Issue>,
    depth: usize,
) -> Result<Vec<Field>> {
    let depth = reader.deeper(depth)?;
    let mut fields: Vec<(usize, Field)> = Vec::new();
    let mut out = Vec::new();
    let Value::List(specs) = specs else {
        issues.push(Issue::new(path, "type", reader.locale, "应为数组", "should be an array"));
        return Ok(out);
    };
    for (index, members) in specs.iter().enumerate() {
        let mut path = path.clone();
        path.push(index.into());
        let mut spec = Spec { members, path, locale: reader.locale, issues };
        if let Some(field) = spec.field(reader, depth)? {
            let order = spec.count("order").map_or(index, |order| order as usize);
            // In the order declared, or asked for.
            let place = fields.partition_point(|(other, _)| *other <= order);
            fields.insert(place, (order, field));
        }
    }
    for (_, field) in fields {
        let warnings = reader.warnings.len();
        let name = field.name.clone();
        reader.add(&mut out, field)?;
        if reader.warnings.len() > warnings {
            reader.warnings.truncate(warnings);
            let mut path = path.clone();
            path.push(Step::Key(name));
            issues.push(Issue::new(path, "duplicate", reader.locale, "字段名重复", "is declared twice"));
        }
    }
    Ok(out)
}

/// One field's declaration, and where it stands.
struct Spec<'a> {
    members: &'a Value,
    path: Vec<Step>,
    locale: Locale,
    issues: &'a mut Vec<Issue>,
}

impl<'a> Spec<'a> {
    fn wrong(&mut self, key: &str, rule: &str, zh: &str, en: &str) {
        let mut path = self.path.clone();
        if !key.is_empty() {
            path.push(key.into());
        }
        self.issues.push(Issue::new(path, rule, self.locale, zh, en));
    }

    fn get(&self, key: &str) -> Option<&'a Value> {
        self.members.get(key).filter(|value| **value != Value::Null)
    }

    /// Reports a value that `read` does not take.
    fn typed<T>(
        &mut self,
        key: &str,
        zh: &str,
        en: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Option<T> {
        let found = self.get(key)?;
        let value = read(found);
        if value.is_none() {
            self.wrong(key, "type", &format!("应为{zh}"), &format!("should be {en}"));
        }
        value
    }

    fn text(&mut self, key: &str) -> Option<String> {
        self.typed(key, "字符串", "a string", |value| value.as_text().map(String::from))
    }

    fn flag(&mut self, key: &str) -> bool {
        let read = |value: &Value| if let Value::Bool(flag) = value { Some(*flag) } else { None };
        self.typed(key, " true 或 false", "true or false", read).unwrap_or(false)
    }

    fn number(&mut self, key: &str) -> Option<String> {
        let read = |value: &Value| match value {
            Value::Number(text) | Value::Text(text) => Decimal::parse(text).map(|_| text.clone()),
            _ => None,
        };
        self.typed(key, "数字", "a number", read)
    }

    fn count(&mut self, key: &str) -> Option<u32> {
        let read = |value: &Value| if let Value::Number(text) = value { text.parse().ok() } else { None };
        self.typed(key, "非负整数", "a whole number, 0 or more", read)
    }

    fn items(&mut self, key: &str) -> Option<&'a [Value]> {
        self.typed(key, "数组", "an array", |value| {
            if let Value::List(items) = value { Some(items.as_slice()) } else { None }
        })
    }

    fn field(&mut self, reader: &mut Reader, depth: usize) -> Result<Option<Field>> {
        let Value::Object(members) = self.members else {
            self.wrong("", "type", "应为对象", "should be an object");
            return Ok(None);
        };
        for (key, _) in members.iter().filter(|(key, _)| !KEYS.contains(&key.as_str())).take(20) {
            match nearest(key, &KEYS) {
                Some(known) => self.wrong(
                    key,
                    "unknown",
                    &format!("没有这个字段，是否应为 {known}"),
                    &format!("no such field; did you mean {known}?"),
                ),
                None => self.wrong(
                    key,
                    "unknown",
                    &format!("没有这个字段，可用的有：{}", KEYS.join("、")),
                    &format!("no such field; there are: {}", KEYS.join(", ")),
                ),
            }
        }
        let name = self.text("name").filter(|name| !name.is_empty());
        if name.is_none() && !matches!(self.get("name"), Some(Value::Text(_)) | None) {
            return Ok(None);
        }
        let Some(name) = name else {
            self.wrong("name", "required", "必填", "is required");
            return Ok(None);
        };
        let kind = self.text("type").unwrap_or_else(|| "input".into());
        if field::find(&kind).is_none() {
            let names = TYPES.each_ref().map(|kind| kind.name);
            match nearest(&kind, &names) {
                Some(known) => self.wrong(
                    "type",
                    "enum",
                    &format!("没有这种类型，是否应为 {known}"),
                    &format!("no such type; did you mean {known}?"),
                ),
                None => self.wrong(
                    "type",
                    "enum",
                    &format!("应为 {} 之一", names.join("、")),
                    &format!("should be one of {}", names.join(", ")),
                ),
            }
        }
        let mut field = Field::new(name, &kind);
        self.say(&mut field);
        self.limits(&mut field);
        self.rules(&mut field);
        if let Some(items) = self.items("options") {
            field.options = choices(items, "label", "value", "children");
            if field.options.len() < items.len() {
                self.wrong(
                    "options",
                    "type",
                    "每个选项应为 {label, value} 或单个值",
                    "each should be {label, value} or a plain value",
                );
            }
        }
        if field.shape == Shape::Rows {
            let mut path = self.path.clone();
            path.push("children".into());
            match self.get("children") {
                Some(children) => field.children = list(reader, children, path, self.issues, depth)?,
                None => self.wrong(
                    "children",
                    "required",
                    "必填：每一行的字段",
                    "is required: the fields of a row",
                ),
            }
        } else if self.get("children").is_some() {
            self.wrong(
                "children",
                "type",
                "只有 sub-form 和 items 才有",
                "belongs to sub-form and items only",
            );
        }
        field.default = match self.get("default") {
            Some(default) => Some(default.clone()),
            None if self.members.get("default").is_some() => Some(Value::Null),
            None if field.many == Many::List => Some(Value::List(Vec::new())),
            // A number that nobody typed is no 0.
            None if field.shape == Shape::Number => Some(Value::Null),
            None => field.default,
        };
        Ok(Some(field))
    }

    fn say(&mut self, field: &mut Field) {
        if let Some(label) = self.text("label").filter(|label| !label.is_empty()) {
            field.label = label;
        }
        field.unit = self.text("unit");
        field.group = self.text("group");
        field.hint = self.text("hint");
        field.placeholder = self.text("placeholder");
        field.required_hint = self.text("requiredHint");
        field.span = self.count("span");
        field.required = self.flag("required");
        field.readonly = self.flag("readonly");
        field.hidden = self.flag("hidden");
        field.disabled = self.flag("disabled");
        field.open = self.flag("open");
        if let Some(format) = self.text("format") {
            if matches!(field.shape, Shape::Date | Shape::Time) && !super::date::understood(&format) {
                self.wrong(
                    "format",
                    "format",
                    "应由 yyyy MM dd HH mm ss 组成",
                    "should be made of yyyy MM dd HH mm ss",
                );
            }
            field.format = Some(format);
        }
        if self.flag("multiple") {
            field.many = Many::List;
        }
        if self.flag("range") {
            field.many = Many::Pair;
        }
    }

    fn limits(&mut self, field: &mut Field) {
        field.min = self.number("min");
        field.max = self.number("max").or_else(|| (field.type_name == "rate").then(|| "5".into()));
        field.step = self.number("step");
        field.step_binds = field.step.is_some();
        field.precision = self.count("precision");
        field.min_length = self.count("minLength");
        field.max_length = self.count("maxLength");
        field.limit = self.count("limit");
        let least = field.min.as_deref().and_then(Decimal::parse);
        let most = field.max.as_deref().and_then(Decimal::parse);
        if least.zip(most).is_some_and(|(least, most)| least > most) {
            self.wrong("min", "min", "不能大于 max", "should not be more than max");
        }
        if field.min_length.zip(field.max_length).is_some_and(|(least, most)| least > most) {
            self.wrong("minLength", "minLength", "不能大于 maxLength", "should not be more than maxLength");
        }
        for ending in self.items("fileTypes").unwrap_or_default() {
            match ending {
                Value::Text(ending) => field.file_types.push(ending.clone()),
                _ => self.wrong("fileTypes", "type", "应为字符串数组", "should be an array of strings"),
            }
        }
    }

    fn rules(&mut self, field: &mut Field) {
        let hint = self.text("validationHint");
        if let Some(name) = self.text("validation") {
            match Named::find(&name) {
                Some(named) => field.rules.push((Rule::Named(named), hint.clone())),
                None => {
                    let names = NAMES.map(|(name, _)| name).join(", ");
                    self.wrong(
                        "validation",
                        "enum",
                        &format!("应为 {names} 之一"),
                        &format!("should be one of {names}"),
                    );
                }
            }
        }
        if let Some(text) = self.text("pattern") {
            let pattern =
                if text.starts_with('/') { Pattern::literal(&text) } else { Pattern::new(&text, "") };
            match pattern {
                Ok(pattern) => field.rules.push((Rule::Pattern(pattern), hint)),
                Err((zh, en)) => self.wrong("pattern", "pattern", zh, en),
            }
        }
    }
}
