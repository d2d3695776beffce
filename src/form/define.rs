//! Forms declared by hand: every slip in a declaration is an error that names its place.

use super::Form;
use super::decimal::Decimal;
use super::field::{self, Field, Is, KEYS, Many, Rule, Shape, TYPES};
use super::named::{NAMES, Named};
use super::pattern::Pattern;
use super::read::{Reader, Result, choices, common, count, flag, words};
use crate::error::input::nearest;
use crate::error::{Issue, Locale, Step};
use crate::json::Value;
use crate::text::{count as whole, fill, join, replace};

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
            let order = count(members, "order").map_or(index, |order| order as usize);
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

impl Spec<'_> {
    fn wrong(&mut self, key: &str, rule: &str, zh: &str, en: &str) {
        let mut path = self.path.clone();
        if !key.is_empty() {
            path.push(key.into());
        }
        self.issues.push(Issue::new(path, rule, self.locale, zh, en));
    }

    /// `given` is none of `known`: what was meant, or all there are.
    fn stranger(&mut self, key: &str, given: &str, rule: &str, known: &[&str]) {
        match nearest(given, known) {
            Some(meant) => {
                let words = self.locale.pick("没有 {0}，是否应为 {}", "there is no {0}; did you mean {}?");
                let words = replace(&fill(words, meant), "{0}", given);
                self.wrong(key, rule, &words, &words);
            }
            None => {
                let known = join(known, self.locale.pick("、", ", "));
                let words = fill(self.locale.pick("应为 {} 之一", "should be one of {}"), &known);
                self.wrong(key, rule, &words, &words);
            }
        }
    }

    /// Reports unknown keys, and values that are not what their key asks for.
    fn keys(&mut self, members: &[(String, Value)]) {
        let before = self.issues.len();
        for (key, value) in members {
            if self.issues.len() > before.saturating_add(20) {
                return;
            }
            let Some((_, is)) = KEYS.iter().find(|(known, _)| known == key) else {
                self.stranger(key, key, "unknown", &KEYS.map(|(known, _)| known));
                continue;
            };
            let (fits, zh, en) = match (is, value) {
                (_, Value::Null) | (Is::Any, _) => continue,
                (Is::Text, value) => (matches!(value, Value::Text(_)), "应为字符串", "should be a string"),
                (Is::Flag, value) => {
                    (matches!(value, Value::Bool(_)), "应为 true 或 false", "should be true or false")
                }
                (Is::Number, Value::Number(text) | Value::Text(text)) if Decimal::parse(text).is_some() => {
                    continue;
                }
                (Is::Number, _) => (false, "应为数字", "should be a number"),
                (Is::Count, Value::Number(text)) if whole(text).is_some() => continue,
                (Is::Count, _) => (false, "应为非负整数", "should be a whole number, 0 or more"),
                (Is::List, value) => (matches!(value, Value::List(_)), "应为数组", "should be an array"),
            };
            if !fits {
                self.wrong(key, "type", zh, en);
            }
        }
    }

    fn field(&mut self, reader: &mut Reader, depth: usize) -> Result<Option<Field>> {
        let said = self.members;
        let Value::Object(members) = said else {
            self.wrong("", "type", "应为对象", "should be an object");
            return Ok(None);
        };
        self.keys(members);
        let Some(name) = words(said.get("name")) else {
            self.wrong("name", "required", "必填", "is required");
            return Ok(None);
        };
        let kind = words(said.get("type")).unwrap_or_else(|| "input".into());
        if field::find(&kind).is_none() {
            self.stranger("type", &kind, "enum", &TYPES.each_ref().map(|kind| kind.name));
        }
        let mut field = Field::new(name, &kind);
        common(&mut field, said);
        field.group = words(said.get("group"));
        field.hint = words(said.get("hint"));
        field.span = count(said, "span");
        field.open = flag(said, "open");
        field.step_binds = true;
        field.format = words(said.get("format"));
        if flag(said, "multiple") {
            field.many = Many::List;
        }
        if flag(said, "range") {
            field.many = Many::Pair;
        }
        if matches!(field.shape, Shape::Date | Shape::Time) && !super::date::understood(field.date_format()) {
            self.wrong(
                "format",
                "format",
                "应由 yyyy MM dd HH mm ss 组成",
                "should be made of yyyy MM dd HH mm ss",
            );
        }
        let [least, most] = [&field.min, &field.max].map(|limit| limit.as_deref().and_then(Decimal::parse));
        if let (Some(least), Some(most)) = (least, most)
            && least > most
        {
            self.wrong("min", "min", "不能大于 max", "should not be more than max");
        }
        if field.min_length.zip(field.max_length).is_some_and(|(least, most)| least > most) {
            self.wrong("minLength", "minLength", "不能大于 maxLength", "should not be more than maxLength");
        }
        self.rules(&mut field);
        if let Some(Value::List(items)) = said.get("options") {
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
        match (field.shape, said.get("children")) {
            (Shape::Rows, Some(children)) => {
                let mut path = self.path.clone();
                path.push("children".into());
                field.children = list(reader, children, path, self.issues, depth)?;
            }
            (Shape::Rows, None) => {
                self.wrong("children", "required", "必填：每一行的字段", "is required: the fields of a row");
            }
            (_, Some(_)) => {
                self.wrong(
                    "children",
                    "type",
                    "只有 sub-form 和 items 才有",
                    "belongs to sub-form and items only",
                );
            }
            (_, None) => {}
        }
        field.default = match said.get("default") {
            Some(default) => Some(default.clone()),
            None if field.many == Many::List => Some(Value::List(Vec::new())),
            // A number that nobody typed is no 0.
            None if field.shape == Shape::Number => Some(Value::Null),
            None => field.default,
        };
        Ok(Some(field))
    }

    fn rules(&mut self, field: &mut Field) {
        let hint = words(self.members.get("validationHint"));
        if let Some(name) = words(self.members.get("validation")) {
            match Named::find(&name) {
                Some(named) => field.rules.push((Rule::Named(named), hint.clone())),
                None => self.stranger("validation", &name, "enum", &NAMES.map(|(name, _)| name)),
            }
        }
        if let Some(text) = words(self.members.get("pattern")) {
            let pattern =
                if text.starts_with("/") { Pattern::literal(&text) } else { Pattern::new(&text, "") };
            match pattern {
                Ok(pattern) => field.rules.push((Rule::Pattern(pattern), hint)),
                Err((zh, en)) => self.wrong("pattern", "pattern", zh, en),
            }
        }
    }
}
