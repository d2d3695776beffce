//! Every issue of a form's values, each with its path, in words that can stand beside the field.
//!
//! Rules: `required`, `type`, `min`, `max`, `precision`, `step`, `minLength`, `maxLength`, `pattern`, a named validation's name,
//! `option`, `format`, `order` (of a pair), `limit`, `fileTypes`, `unknown` (a name that is a slip of a field's).

use super::Form;
use super::date;
use super::decimal::Decimal;
use super::field::{Field, Many, Rule, Shape};
use super::find::{Finder, is_empty, same, shown};
use super::words::{self, Words};
use crate::error::input::nearest;
use crate::error::{Issue, Locale, Step};
use crate::json::Value;
use crate::list::List;
use crate::text::{self, concat, cut_last, digits, fill, has, join, without_start};

pub(super) fn form(form: &Form, values: &Value, locale: Locale) -> Vec<Issue> {
    let mut check = Check::new(form, locale);
    match values {
        Value::Object(members) => check.object(&form.fields, members),
        _ => check.issues.push(Issue::of("values", "type", locale, "应为对象", "should be an object")),
    }
    check.issues
}

pub(super) struct Check<'a> {
    form: &'a Form,
    locale: Locale,
    path: Vec<Step>,
    /// The rows around, for people: `「明细」第 2 行`.
    around: String,
    pub(super) issues: Vec<Issue>,
}

impl<'a> Check<'a> {
    pub(super) fn new(form: &'a Form, locale: Locale) -> Self {
        Check { form, locale, path: Vec::new(), around: String::new(), issues: Vec::new() }
    }

    fn object(&mut self, fields: &[Field], members: &[(String, Value)]) {
        let mut finder = Finder::new(members, |(name, _)| name);
        for field in fields {
            let value = finder.find(&field.name).map_or(&Value::Null, |(_, value)| value);
            self.path.push(Step::Key(field.name.clone()));
            self.field(field, value);
            self.path.pop();
        }
        if self.form.spoken {
            self.slips(fields, members);
        }
    }

    /// Names that no field has, and that are most likely slips of one that was left out.
    fn slips(&mut self, fields: &[Field], members: &[(String, Value)]) {
        let mut known = Finder::new(fields, |field| &field.name);
        let strangers = members.iter().filter(|(name, _)| known.find(name).is_none()).take(20);
        let strangers: Vec<&str> = strangers.map(|(name, _)| name.as_str()).list();
        if strangers.is_empty() {
            return;
        }
        let mut given = Finder::new(members, |(name, _)| name);
        let left_out =
            fields.iter().map(|field| field.name.as_str()).filter(|name| given.find(name).is_none());
        let left_out: Vec<&str> = left_out.take(500).list();
        let letters = |name: &str| name.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
        for stranger in strangers {
            // `电话1` and `电话2` are two fields.
            let Some(meant) = nearest(stranger, &left_out)
                .filter(|meant| letters(meant) != letters(stranger) || meant.eq_ignore_ascii_case(stranger))
            else {
                continue;
            };
            let mut path = self.path.clone();
            path.push(stranger.into());
            let (rule, zh, en) = words::UNKNOWN;
            let (zh, en) = (fill(zh, meant), fill(en, meant));
            self.issues.push(Issue::new(path, rule, self.locale, &zh, &en));
        }
    }

    fn say(&mut self, field: &Field, (rule, zh, en): Words, with: &str) {
        self.put(field, rule, None, &fill(self.locale.pick(zh, en), with));
    }

    /// An issue in the form's own words, or in `words`.
    fn put(&mut self, field: &Field, rule: &str, hint: Option<&String>, words: &str) {
        let (around, label) = (&self.around, &field.label);
        let message = match (hint, self.locale) {
            (Some(hint), _) => hint.clone(),
            (None, Locale::ZhCn) => concat(&[around, "「", label, "」", words]),
            (None, Locale::En) => concat(&[around, "\"", label, "\" ", words]),
        };
        let (path, label, detail) = (self.path.clone(), label.clone(), message.clone());
        self.issues.push(Issue { path, label, rule: rule.into(), message, detail });
    }

    fn mistyped(&mut self, field: &Field, many: bool) {
        let (zh, en) = match (field.shape, field.many) {
            (_, Many::List) if many => ("数组", "an array"),
            (_, Many::Pair) if many => ("两个值的数组：开始和结束", "an array of two: start and end"),
            (Shape::Text | Shape::Time | Shape::Date | Shape::Color, _) => ("字符串", "a string"),
            (Shape::Number, _) => ("数字", "a number"),
            (Shape::Decimal, _) => ("数字或写成字符串的小数", "a number, or a decimal number in a string"),
            (Shape::Choice, _) => ("字符串、数字或布尔值", "a string, number or boolean"),
            (Shape::Switch, _) => (" true 或 false", "true or false"),
            (Shape::Path, _) => ("数组：各级选项的值", "an array: the value of each level"),
            (Shape::Files, _) => ("文件数组，每个为 {name, url}", "an array of files, each {name, url}"),
            (Shape::Rows, _) => ("行的数组，每行为对象", "an array of rows, each an object"),
            (Shape::Area, _) => ("对象 {address, center}", "an object {address, center}"),
            (Shape::Json | Shape::Any, _) => ("字符串、数组或对象", "a string, array or object"),
        };
        let words = concat(&[self.locale.pick("应为", "should be "), self.locale.pick(zh, en)]);
        self.put(field, words::TYPE, None, &words);
    }

    /// One field's value.
    pub(super) fn field(&mut self, field: &Field, value: &Value) {
        if is_empty(value) {
            // Nobody can fill in what is hidden.
            if field.required && !field.hidden {
                let (rule, zh, en) = words::REQUIRED;
                self.put(field, rule, field.required_hint.as_ref(), self.locale.pick(zh, en));
                return;
            }
            let fits = match value {
                Value::List(_) => {
                    field.many != Many::One
                        || matches!(
                            field.shape,
                            Shape::Path | Shape::Files | Shape::Rows | Shape::Json | Shape::Any
                        )
                }
                Value::Text(_) => {
                    !matches!(field.shape, Shape::Number | Shape::Switch | Shape::Files | Shape::Rows)
                }
                _ => true,
            };
            if !fits {
                self.mistyped(field, true);
            }
            return;
        }
        match (field.many, value) {
            (Many::One, _) => self.one(field, value),
            // A field with no known type may be many in its own way.
            (_, _) if field.shape == Shape::Any => {}
            (Many::List, Value::List(items)) => self.each(field, items),
            (Many::Pair, Value::List(items)) if items.len() == 2 => {
                let before = self.issues.len();
                self.each(field, items);
                if self.issues.len() == before && !in_order(field, items) {
                    self.say(field, words::ORDER, "");
                }
            }
            _ => self.mistyped(field, true),
        }
    }

    fn each(&mut self, field: &Field, items: &[Value]) {
        for (index, item) in items.iter().enumerate() {
            self.path.push(index.into());
            self.one(field, item);
            self.path.pop();
        }
    }

    fn one(&mut self, field: &Field, value: &Value) {
        match (field.shape, value) {
            (Shape::Text, Value::Text(text)) => self.text(field, text),
            (Shape::Number, Value::Number(text)) => self.number(field, text),
            (Shape::Decimal, Value::Number(text) | Value::Text(text)) => self.number(field, text),
            (Shape::Choice, Value::Text(_) | Value::Number(_) | Value::Bool(_)) => self.choice(field, value),
            (Shape::Path, Value::List(_)) | (Shape::Switch, Value::Bool(_)) => {}
            (Shape::Date | Shape::Time, Value::Text(text)) => {
                let format = field.date_format();
                if date::read(text, format).is_none() {
                    self.say(field, words::DATE, format);
                }
            }
            (Shape::Color, Value::Text(text)) => {
                let hex = text.strip_prefix("#").is_some_and(|digits| {
                    matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit())
                });
                let spelled = text.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
                    && has(text, "(")
                    && text.ends_with(")");
                if !hex && !spelled {
                    self.say(field, words::COLOR, "");
                }
            }
            (Shape::Files, Value::List(files)) => self.files(field, files),
            (Shape::Rows, Value::List(rows)) => self.rows(field, rows),
            (Shape::Area, Value::Object(members)) => {
                let text = |key: &str| {
                    members.iter().find(|(name, _)| name == key).is_none_or(|(_, value)| {
                        matches!(value, Value::Text(_) | Value::Null)
                            || (key == "center" && !matches!(value, Value::Bool(_) | Value::Number(_)))
                    })
                };
                if !text("address") || !text("center") {
                    self.mistyped(field, false);
                }
            }
            (Shape::Json, Value::Text(_) | Value::List(_) | Value::Object(_)) => {}
            (Shape::Any, Value::Text(text) | Value::Number(text)) => self.text(field, text),
            (Shape::Any, _) => {}
            _ => self.mistyped(field, false),
        }
    }

    fn text(&mut self, field: &Field, text: &str) {
        if self.form.strict {
            let length = text.encode_utf16().count();
            if let Some(least) = field.min_length.filter(|least| length < *least as usize) {
                self.say(field, words::MIN_LENGTH, &digits(least.into()));
            }
            if let Some(most) = field.max_length.filter(|most| length > *most as usize) {
                self.say(field, words::MAX_LENGTH, &digits(most.into()));
            }
        }
        self.rules(field, text);
    }

    fn rules(&mut self, field: &Field, text: &str) {
        for (rule, hint) in &field.rules {
            if !passes(rule, text) {
                let name = match rule {
                    Rule::Named(named) => named.name(),
                    Rule::Pattern(_) => "pattern",
                };
                let words = self.locale.pick(words::FORM.0, words::FORM.1);
                self.put(field, name, hint.as_ref(), words);
            }
        }
    }

    fn number(&mut self, field: &Field, text: &str) {
        let Some(number) = Decimal::parse(text) else {
            return self.mistyped(field, false);
        };
        if let Some((_, min)) = limit(&field.min).filter(|(min, _)| number < *min) {
            self.say(field, words::MIN, min);
        }
        if let Some((_, max)) = limit(&field.max).filter(|(max, _)| number > *max) {
            self.say(field, words::MAX, max);
        }
        if let Some(digits) = field.precision.filter(|digits| number.fraction_digits() > u64::from(*digits)) {
            let words = if digits == 0 { words::WHOLE } else { words::PRECISION };
            self.say(field, words, &text::digits(digits.into()));
        }
        if field.step_binds
            && let Some((_, step)) =
                limit(&field.step).filter(|(step, _)| number.is_multiple_of(step) == Some(false))
        {
            self.say(field, words::STEP, step);
        }
        self.rules(field, text);
    }

    fn choice(&mut self, field: &Field, value: &Value) {
        if !field.open && !field.options.iter().any(|choice| same(choice, value)) {
            // A label, or a number as text: what people hand over when they meant an option.
            let text = match value {
                Value::Text(text) | Value::Number(text) => text.as_str(),
                _ => "",
            };
            let meant = field.options.iter().find(|choice| {
                choice.label == text
                    || matches!(&choice.value, Value::Text(other) | Value::Number(other) if other == text)
            });
            match meant {
                Some(choice) => self.say(field, words::MEANT, &shown(&choice.value)),
                None => {
                    let mut known: Vec<String> =
                        field.options.iter().take(11).map(|choice| shown(&choice.value)).list();
                    if let Some(last) = known.get_mut(10) {
                        *last = "…".into();
                    }
                    self.say(field, words::OPTION, &join(&known, self.locale.pick("、", ", ")));
                }
            }
        }
        if let Value::Text(text) | Value::Number(text) = value {
            self.rules(field, text);
        }
    }

    fn files(&mut self, field: &Field, files: &[Value]) {
        if let Some(most) = field.limit.filter(|most| *most > 0 && files.len() > *most as usize) {
            self.say(field, words::LIMIT, &digits(most.into()));
        }
        for (index, file) in files.iter().enumerate() {
            self.path.push(index.into());
            let name = file.get("name").and_then(Value::as_text);
            let ending = name.and_then(|name| cut_last(name, ".")).map(|(_, ending)| ending);
            let fits = |ending: &str| {
                field.file_types.iter().any(|known| without_start(known, ".").eq_ignore_ascii_case(ending))
            };
            if !matches!(file, Value::Object(_)) {
                self.mistyped(field, false);
            } else if !field.file_types.is_empty() && name.is_some() && !ending.is_some_and(fits) {
                self.say(field, words::FILE_TYPES, &join(&field.file_types, ", "));
            }
            self.path.pop();
        }
    }

    fn rows(&mut self, field: &Field, rows: &[Value]) {
        let around = self.around.clone();
        for (index, row) in rows.iter().enumerate() {
            self.path.push(index.into());
            if let Value::Object(members) = row {
                let (label, number) = (&field.label, digits(index.wrapping_add(1) as i64));
                self.around = match self.locale {
                    Locale::ZhCn => concat(&[&around, "「", label, "」第 ", &number, " 行"]),
                    Locale::En => concat(&[&around, "\"", label, "\" row ", &number, ": "]),
                };
                self.object(&field.children, members);
                self.around.clone_from(&around);
            } else {
                self.mistyped(field, false);
            }
            self.path.pop();
        }
    }
}

pub(super) fn passes(rule: &Rule, text: &str) -> bool {
    match rule {
        Rule::Named(named) => named.accepts(text),
        // What would take too long is left to the server.
        Rule::Pattern(pattern) => pattern.matches(text).unwrap_or(true),
    }
}

fn in_order(field: &Field, pair: &[Value]) -> bool {
    let [Value::Text(from) | Value::Number(from), Value::Text(to) | Value::Number(to)] = pair else {
        return true;
    };
    match field.shape {
        Shape::Date | Shape::Time => {
            date::read(from, field.date_format()) <= date::read(to, field.date_format())
        }
        _ => Decimal::parse(from) <= Decimal::parse(to),
    }
}

fn limit(given: &Option<String>) -> Option<(Decimal, &str)> {
    let text = given.as_deref()?;
    Some((Decimal::parse(text)?, text))
}
