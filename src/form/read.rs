//! Recognises what a server sent, and reads it leniently: what is missing or of an odd type counts as not said.

use super::field::{Field, Rule};
use super::named::Named;
use super::pattern::Pattern;
use super::{Form, MOST_FIELDS, date, generator, json_in_text, panda, vform};
use crate::error::{Issue, Locale};
use crate::json::Value;
use crate::list::List;
use crate::text;

/// Containers within containers.
pub(super) const DEEPEST: usize = 64;
/// Warnings beyond these say nothing new.
const MOST_WARNINGS: usize = 100;
/// What tells a form of center.
const FORM: [&str; 3] = ["fields", "widgetList", "formModel"];
/// What all patterns of a form may take together, in steps.
const MOST_PATTERN_STEPS: usize = 200_000;
/// What a pattern counts for that took some time and came to nothing.
const WRONG_PATTERN_STEPS: usize = 500;

pub(super) type Result<T> = core::result::Result<T, Vec<Issue>>;

/// What is kept count of while a form is read.
pub(super) struct Reader {
    pub(super) warnings: Vec<Issue>,
    pub(super) locale: Locale,
    fields: usize,
    pattern_steps: usize,
}

pub(super) fn form(data: &Value, locale: Locale) -> Result<Form> {
    let mut reader = Reader::new(locale);
    let mut fields = Vec::new();
    reader.read(data, 0, &mut fields)?;
    // Only panda's tables are without types.
    let spoken = fields.iter().all(|field| field.type_name == "any");
    Ok(Form { fields, warnings: reader.warnings, strict: false, spoken })
}

impl Reader {
    pub(super) fn new(locale: Locale) -> Reader {
        Reader { warnings: Vec::new(), locale, fields: 0, pattern_steps: 0 }
    }

    fn read(&mut self, data: &Value, depth: usize, out: &mut Vec<Field>) -> Result<()> {
        if let Some(inner) = data.as_text().filter(|_| depth < 4).and_then(json_in_text) {
            return self.read(&inner, depth.wrapping_add(1), out);
        }
        if let Some(fields) = list(data, "fields") {
            return generator::fields(self, fields, out);
        }
        if let Some(widgets) = list(data, "widgetList") {
            return vform::fields(self, widgets, data.get("formData"), out);
        }
        if let Some(model) = data.get("formModel") {
            let inner = model.as_text().and_then(json_in_text);
            if let Some(widgets) = list(inner.as_ref().unwrap_or(model), "widgetList") {
                return vform::fields(self, widgets, data.get("formData"), out);
            }
        }
        // The forms of a task, or of a start, are one: all of them are to be sent (wire-facts §4).
        if let Value::List(forms) = data
            && forms.first().is_some_and(|form| FORM.iter().any(|key| form.get(key).is_some()))
        {
            return forms.iter().try_for_each(|form| self.read(form, depth.wrapping_add(1), out));
        }
        if panda::fields(self, data, out)? {
            return Ok(());
        }
        if let Some(inner) = any_case(data, "data").filter(|_| depth < 4 && any_case(data, "code").is_some())
        {
            return self.read(inner, depth.wrapping_add(1), out);
        }
        Err(self.refuse(
            "form",
            "不是可识别的表单：应为 getProcessForm 的 data、GetFlowCenterData 的一项，或工单详情",
            "is not a form: it should be data of getProcessForm, an item of GetFlowCenterData, or the details of a case",
        ))
    }

    pub(super) fn refuse(&self, rule: &str, zh: &str, en: &str) -> Vec<Issue> {
        vec![Issue::of("data", rule, self.locale, zh, en)]
    }

    /// One more level of containers.
    pub(super) fn deeper(&self, depth: usize) -> Result<usize> {
        if depth >= DEEPEST {
            return Err(self.refuse(
                "depth",
                "表单嵌套过深（超过 64 层）",
                "is nested deeper than 64 containers",
            ));
        }
        Ok(depth.wrapping_add(1))
    }

    /// One more field, unless `out` has one of that name.
    pub(super) fn add(&mut self, out: &mut Vec<Field>, mut field: Field) -> Result<()> {
        self.fields = self.fields.wrapping_add(1);
        if self.fields > MOST_FIELDS {
            return Err(self.refuse("size", "表单字段过多（超过 10000 个）", "has more than 10,000 fields"));
        }
        if out.iter().any(|other| other.name == field.name) {
            self.warn(
                &field,
                "duplicate",
                "字段名重复，只保留第一个",
                "is declared twice; the first one stands",
            );
            return Ok(());
        }
        settle(&mut field);
        out.push(field);
        Ok(())
    }

    pub(super) fn warn(&mut self, field: &Field, rule: &str, zh: &str, en: &str) {
        if self.warnings.len() < MOST_WARNINGS {
            let mut issue = Issue::of(&field.name, rule, self.locale, zh, en);
            issue.label.clone_from(&field.label);
            self.warnings.push(issue);
        }
    }

    /// Adds what `text` asks of the field: a validation's name, or a pattern. One that is not understood is a warning.
    pub(super) fn rule(&mut self, field: &mut Field, text: &str, hint: Option<String>) {
        if text.trim().is_empty() {
            return;
        }
        if let Some(named) = Named::find(text.trim()) {
            field.rules.push((Rule::Named(named), hint));
            return;
        }
        if self.pattern_steps > MOST_PATTERN_STEPS {
            self.warn(
                field,
                "pattern",
                "不检查：表单的正则表达式过多",
                "is not checked: the form has too many patterns",
            );
            return;
        }
        match Pattern::literal(text) {
            Ok(pattern) => {
                self.pattern_steps = self.pattern_steps.saturating_add(pattern.size());
                field.rules.push((Rule::Pattern(pattern), hint));
            }
            Err((zh, en)) => {
                self.pattern_steps = self.pattern_steps.saturating_add(WRONG_PATTERN_STEPS);
                let (unchecked, why) = match self.locale {
                    Locale::ZhCn => ("不检查：", zh),
                    Locale::En => ("is not checked: its pattern ", en),
                };
                let words = text::concat(&[unchecked, why]);
                self.warn(field, "pattern", &words, &words);
            }
        }
    }
}

/// What follows from the rest of a field's declaration.
pub(super) fn settle(field: &mut Field) {
    use super::field::Shape;
    let dated = matches!(field.shape, Shape::Date | Shape::Time);
    if dated && !date::understood(field.date_format()) {
        // Timestamps, weeks: the server's own affair.
        field.shape = Shape::Any;
    }
    if field.shape == Shape::Choice && field.options.is_empty() {
        field.open = true;
    }
}

/// The member `key`, spelled in any case.
pub(super) fn any_case<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    match value {
        Value::Object(members) => {
            members.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value)
        }
        _ => None,
    }
}

pub(super) fn list<'a>(value: &'a Value, key: &str) -> Option<&'a [Value]> {
    match value.get(key) {
        Some(Value::List(items)) => Some(items),
        _ => None,
    }
}

/// Text that is not blank; a number's digits.
pub(super) fn words(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Text(text) | Value::Number(text) if !text.trim().is_empty() => Some(text.clone()),
        _ => None,
    }
}

/// `true`, `"true"`, and any number but 0.
pub(super) fn flag(value: &Value, key: &str) -> bool {
    match value.get(key) {
        Some(Value::Bool(flag)) => *flag,
        Some(Value::Text(text)) => text == "true" || text == "1",
        Some(Value::Number(digits)) => digits != "0",
        _ => false,
    }
}

/// What all declarations say under the same names. Out of line: three readers call it.
#[inline(never)]
pub(super) fn common(field: &mut Field, said: &Value) {
    let word = |key: &str| words(said.get(key));
    if let Some(label) = word("label") {
        field.label = label;
    }
    field.required = flag(said, "required");
    field.required_hint = word("requiredHint");
    field.readonly = flag(said, "readonly");
    field.disabled = flag(said, "disabled");
    field.hidden = flag(said, "hidden");
    field.unit = word("unit");
    field.placeholder =
        word("placeholder").or_else(|| word("startPlaceholder")).or_else(|| word("start-placeholder"));
    field.min = number(said, "min");
    field.max = number(said, "max").or_else(|| (field.type_name == "rate").then(|| "5".into()));
    field.step = number(said, "step");
    field.precision = count(said, "precision");
    field.min_length = count(said, "minLength").filter(|length| *length > 0);
    field.max_length = count(said, "maxLength").or_else(|| count(said, "maxlength"));
    field.limit = count(said, "limit");
    let endings = list(said, "fileTypes").unwrap_or_default();
    field.file_types = endings.iter().filter_map(|ending| words(Some(ending))).list();
}

/// A number, or a number in text.
pub(super) fn number(value: &Value, key: &str) -> Option<String> {
    words(value.get(key)).filter(|text| super::decimal::Decimal::parse(text).is_some())
}

pub(super) fn count(value: &Value, key: &str) -> Option<u32> {
    text::count(&words(value.get(key))?)
}

/// `{label, value}` objects by the names given, or plain values.
pub(super) fn choices(
    items: &[Value],
    label: &str,
    value: &str,
    children: &str,
) -> Vec<super::field::Choice> {
    items
        .iter()
        .filter_map(|item| {
            let Value::Object(_) = item else {
                return Some(super::field::Choice {
                    label: words(Some(item))?,
                    value: item.clone(),
                    children: None,
                });
            };
            let given = item.get(value)?;
            Some(super::field::Choice {
                label: words(item.get(label)).or_else(|| words(Some(given))).unwrap_or_default(),
                value: given.clone(),
                children: item.get(children).cloned(),
            })
        })
        .list()
}
