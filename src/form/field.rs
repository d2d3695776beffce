//! One field of a form, whatever it was declared as, and what a page needs to draw it.

use super::named::Named;
use super::pattern::Pattern;
use crate::json::Value;
use crate::list::List;
use crate::text::digits;

/// The keys of a published field, and of a hand-declared one.
///
/// `name`, `label`, `type` (see [`TYPES`]; default `input`), `required`; `min`, `max`, `precision` (digits after the point) and
/// `step` of numbers; `minLength`, `maxLength` of text (as `.length` counts); `pattern` (`/^\d+$/i`), `validation` (see
/// [`named::NAMES`](super::named::NAMES)); `options` (`{label, value}` or plain values), `multiple`, `open` (values beside the options
/// are fine), `range` (a pair); `limit` (of files), `fileTypes` (endings); `children` of rows; `format` (`yyyy-MM-dd`); `unit`,
/// `span` (columns: of 24 in center, of the row's 3 to 5 in panda), `group`, `hint`, `placeholder`, `default`, `order`; `readonly`,
/// `hidden`, `disabled`; `requiredHint` and `validationHint`, the form's own messages.
pub const KEYS: [(&str, Is); 32] = [
    ("name", Is::Text),
    ("label", Is::Text),
    ("type", Is::Text),
    ("required", Is::Flag),
    ("order", Is::Count),
    ("default", Is::Any),
    ("min", Is::Number),
    ("max", Is::Number),
    ("precision", Is::Count),
    ("step", Is::Number),
    ("minLength", Is::Count),
    ("maxLength", Is::Count),
    ("pattern", Is::Text),
    ("validation", Is::Text),
    ("options", Is::List),
    ("multiple", Is::Flag),
    ("open", Is::Flag),
    ("range", Is::Flag),
    ("limit", Is::Count),
    ("fileTypes", Is::List),
    ("children", Is::Any),
    ("format", Is::Text),
    ("unit", Is::Text),
    ("span", Is::Count),
    ("group", Is::Text),
    ("hint", Is::Text),
    ("placeholder", Is::Text),
    ("readonly", Is::Flag),
    ("hidden", Is::Flag),
    ("disabled", Is::Flag),
    ("requiredHint", Is::Text),
    ("validationHint", Is::Text),
];

/// What a key of a declaration holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    /// Text.
    Text,
    /// True or false.
    Flag,
    /// A number, or one in text.
    Number,
    /// A whole number, 0 or more.
    Count,
    /// A list.
    List,
    /// Anything.
    Any,
}

/// What a field's value is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text.
    Text,
    /// A JSON number; with `range` two of them.
    Number,
    /// A decimal number as text.
    Decimal,
    /// One of the options; with `multiple` a list of them.
    Choice,
    /// The way to an option, as a list; with `multiple` a list of ways.
    Path,
    /// A time of day in the field's format; with `range` two of them.
    Time,
    /// A date in the field's format; with `range` two of them.
    Date,
    /// True or false.
    Switch,
    /// `#rrggbb`, `rgb(…)`.
    Color,
    /// A list of `{name, url}`.
    Files,
    /// A list of objects with the children's values.
    Rows,
    /// `{address, center}`; `center` is JSON in text.
    Area,
    /// JSON in text.
    Json,
    /// Whatever the server takes.
    Any,
}

/// The value of an untouched field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Empty {
    Null,
    Text,
    List,
    Zero,
    False,
}

impl Empty {
    pub(crate) fn value(self) -> Value {
        match self {
            Empty::Null => Value::Null,
            Empty::Text => Value::Text(String::new()),
            Empty::List => Value::List(Vec::new()),
            Empty::Zero => Value::Number("0".into()),
            Empty::False => Value::Bool(false),
        }
    }
}

/// A type of field: its name, what its value is made of, one or many of it, and what VForm starts it with.
#[derive(Debug)]
pub struct Type {
    /// VForm's name, or ours where VForm has none (`any`, `json`).
    pub name: &'static str,
    /// What its value is made of.
    pub shape: Shape,
    pub(crate) many: Many,
    pub(crate) empty: Empty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Many {
    One,
    List,
    Pair,
}

const fn kind(name: &'static str, shape: Shape, many: Many, empty: Empty) -> Type {
    Type { name, shape, many, empty }
}

/// Every type that is understood. Others are kept by name and hold anything.
pub const TYPES: [Type; 29] = [
    kind("input", Shape::Text, Many::One, Empty::Text),
    kind("textarea", Shape::Text, Many::One, Empty::Text),
    kind("number", Shape::Number, Many::One, Empty::Zero),
    kind("radio", Shape::Choice, Many::One, Empty::Null),
    kind("checkbox", Shape::Choice, Many::List, Empty::List),
    kind("select", Shape::Choice, Many::One, Empty::Text),
    kind("cascader", Shape::Path, Many::One, Empty::Text),
    kind("time", Shape::Time, Many::One, Empty::Null),
    kind("time-range", Shape::Time, Many::Pair, Empty::Null),
    kind("date", Shape::Date, Many::One, Empty::Null),
    kind("datetime", Shape::Date, Many::One, Empty::Null),
    kind("date-range", Shape::Date, Many::Pair, Empty::Null),
    kind("switch", Shape::Switch, Many::One, Empty::Null),
    kind("rate", Shape::Number, Many::One, Empty::Null),
    kind("slider", Shape::Number, Many::One, Empty::Null),
    kind("color", Shape::Color, Many::One, Empty::Null),
    kind("picture-upload", Shape::Files, Many::One, Empty::Null),
    kind("file-upload", Shape::Files, Many::One, Empty::Null),
    kind("rich-editor", Shape::Text, Many::One, Empty::Null),
    kind("sub-form", Shape::Rows, Many::One, Empty::List),
    kind("items", Shape::Rows, Many::One, Empty::List),
    kind("cascader-area", Shape::Area, Many::One, Empty::Text),
    kind("money", Shape::Decimal, Many::One, Empty::Text),
    kind("numberComp", Shape::Decimal, Many::One, Empty::Text),
    kind("serial-number", Shape::Text, Many::One, Empty::Text),
    kind("basic-data", Shape::Any, Many::One, Empty::Text),
    kind("address-book", Shape::Any, Many::One, Empty::Text),
    kind("json", Shape::Json, Many::One, Empty::Text),
    kind("any", Shape::Any, Many::One, Empty::Text),
];

/// The type of this name; case and dashes aside, as servers spell it both ways.
pub fn find(name: &str) -> Option<&'static Type> {
    let plain = |name: &'_ str| -> String {
        name.chars().filter(|c| !matches!(c, '-' | '_')).map(|c| c.to_ascii_lowercase()).collect()
    };
    let wanted = plain(name);
    TYPES.iter().find(|kind| plain(kind.name) == wanted)
}

/// One of a field's options.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// For people.
    pub label: String,
    /// For the server.
    pub value: Value,
    /// Of a cascader: the options below, as they came.
    pub children: Option<Value>,
}

/// A rule about text.
#[derive(Clone, Debug)]
pub(crate) enum Rule {
    Named(Named),
    Pattern(Pattern),
}

/// One field. What is absent is None.
#[derive(Clone, Debug)]
pub struct Field {
    /// The key of its value.
    pub name: String,
    /// The same as JSON has it, with its colon.
    pub(crate) key: Vec<u8>,
    /// For people; the name when there is none.
    pub label: String,
    pub(crate) type_name: String,
    pub(crate) shape: Shape,
    pub(crate) many: Many,
    pub(crate) required: bool,
    pub(crate) readonly: bool,
    pub(crate) hidden: bool,
    pub(crate) disabled: bool,
    /// Values beside the options are fine: they are created, searched for, or loaded elsewhere.
    pub(crate) open: bool,
    /// The step binds; otherwise it is how far a press of a button goes.
    pub(crate) step_binds: bool,
    pub(crate) min: Option<String>,
    pub(crate) max: Option<String>,
    pub(crate) step: Option<String>,
    pub(crate) precision: Option<u32>,
    pub(crate) min_length: Option<u32>,
    pub(crate) max_length: Option<u32>,
    pub(crate) limit: Option<u32>,
    pub(crate) span: Option<u32>,
    pub(crate) file_types: Vec<String>,
    pub(crate) options: Vec<Choice>,
    /// Each with its own message, if the form has one.
    pub(crate) rules: Vec<(Rule, Option<String>)>,
    pub(crate) required_hint: Option<String>,
    pub(crate) format: Option<String>,
    pub(crate) unit: Option<String>,
    pub(crate) group: Option<String>,
    pub(crate) hint: Option<String>,
    pub(crate) placeholder: Option<String>,
    /// None: the field is absent from a fresh form's values.
    pub(crate) default: Option<Value>,
    pub(crate) children: Vec<Field>,
}

impl Field {
    /// A field of the type `type_name` with nothing said about it.
    pub(crate) fn new(name: String, type_name: &str) -> Field {
        let (shape, many, empty) = find(type_name)
            .map_or((Shape::Any, Many::One, Empty::Null), |kind| (kind.shape, kind.many, kind.empty));
        Field {
            label: name.clone(),
            key: super::usual::key(&name),
            name,
            type_name: find(type_name).map_or(type_name, |kind| kind.name).into(),
            shape,
            many,
            required: false,
            readonly: false,
            hidden: false,
            disabled: false,
            open: false,
            step_binds: false,
            min: None,
            max: None,
            step: None,
            precision: None,
            min_length: None,
            max_length: None,
            limit: None,
            span: None,
            file_types: Vec::new(),
            options: Vec::new(),
            rules: Vec::new(),
            required_hint: None,
            format: None,
            unit: None,
            group: None,
            hint: None,
            placeholder: None,
            default: Some(empty.value()),
            children: Vec::new(),
        }
    }

    /// The format that its dates are written in.
    pub(crate) fn date_format(&self) -> &str {
        match (&self.format, self.shape) {
            (Some(format), _) => format,
            (None, Shape::Time) => super::date::TIME,
            (None, _) if self.type_name == "datetime" => "yyyy-MM-dd HH:mm:ss",
            (None, _) => super::date::DATE,
        }
    }
}

/// The values of a fresh form.
pub(crate) fn defaults(fields: &[Field]) -> Value {
    Value::Object(fields.iter().filter_map(|field| Some((field.name.clone(), field.default.clone()?))).list())
}

/// The fields as a page sees them.
pub(crate) fn to_value(fields: &[Field]) -> Value {
    Value::List(fields.iter().enumerate().map(|(order, field)| published(field, order)).list())
}

fn published(field: &Field, order: usize) -> Value {
    let mut members = Members(Vec::new());
    members.text("name", Some(&field.name));
    members.text("label", Some(&field.label));
    members.text("type", Some(&field.type_name));
    members.put("required", Some(Value::Bool(field.required)));
    members.count("order", Some(order as u32));
    members.put("default", field.default.clone());
    members.put("min", field.min.clone().map(Value::Number));
    members.put("max", field.max.clone().map(Value::Number));
    members.count("precision", field.precision);
    members.put("step", field.step.clone().map(Value::Number));
    members.count("minLength", field.min_length);
    members.count("maxLength", field.max_length);
    // A second pattern of form-generator's list is checked, and not shown.
    let first = |pattern: bool| {
        field.rules.iter().find_map(|(rule, _)| match rule {
            Rule::Pattern(it) => Some(it.as_text()).filter(|_| pattern),
            Rule::Named(it) => Some(it.name()).filter(|_| !pattern),
        })
    };
    members.text("pattern", first(true));
    members.text("validation", first(false));
    members.text("validationHint", field.rules.first().and_then(|(_, hint)| hint.as_deref()));
    members.list("options", field.options.iter().map(option).list());
    members.flag("multiple", field.many == Many::List);
    members.flag("open", field.open);
    members.flag("range", field.many == Many::Pair);
    members.count("limit", field.limit);
    members.list("fileTypes", field.file_types.iter().cloned().map(Value::Text).list());
    if field.shape == Shape::Rows {
        members.put("children", Some(to_value(&field.children)));
    }
    let dated = matches!(field.shape, Shape::Date | Shape::Time);
    members.text("format", if dated { Some(field.date_format()) } else { field.format.as_deref() });
    members.text("unit", field.unit.as_deref());
    members.count("span", field.span);
    members.text("group", field.group.as_deref());
    members.text("hint", field.hint.as_deref());
    members.text("placeholder", field.placeholder.as_deref());
    members.flag("readonly", field.readonly);
    members.flag("hidden", field.hidden);
    members.flag("disabled", field.disabled);
    members.text("requiredHint", field.required_hint.as_deref());
    Value::Object(members.0)
}

/// The members of an object that is being made: what there is. Kept out of line, as they are called thirty times.
struct Members(Vec<(String, Value)>);

impl Members {
    #[inline(never)]
    fn put(&mut self, key: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.0.push((key.into(), value));
        }
    }

    #[inline(never)]
    fn text(&mut self, key: &str, text: Option<&str>) {
        self.put(key, text.map(|text| Value::Text(text.into())));
    }

    #[inline(never)]
    fn count(&mut self, key: &str, count: Option<u32>) {
        self.put(key, count.map(|count| Value::Number(digits(count.into()))));
    }

    #[inline(never)]
    fn flag(&mut self, key: &str, flag: bool) {
        self.put(key, flag.then_some(Value::Bool(true)));
    }

    #[inline(never)]
    fn list(&mut self, key: &str, items: Vec<Value>) {
        self.put(key, (!items.is_empty()).then_some(Value::List(items)));
    }
}

fn option(choice: &Choice) -> Value {
    let mut members = Members(Vec::new());
    members.put("label", Some(Value::Text(choice.label.clone())));
    members.put("value", Some(choice.value.clone()));
    members.put("children", choice.children.clone());
    Value::Object(members.0)
}
