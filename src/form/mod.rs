//! A compiled form: fields, defaults, every issue, the serialised payload.
//!
//! * [`read`]: a server's form in: [`vform`], [`generator`], [`panda`]; a hand-declared one: [`define`].
//! * [`field`]: what all of them become, and what a page needs to draw it.
//! * [`check`]: every issue of the values; [`pattern`] and [`named`] match text, [`decimal`] and [`date`] compare exactly.
//! * [`serialize`]: the values as the server wants them.
//! * [`usual`]: values that need neither, as most do.
//!
//! No script of a form is run: patterns are parsed, everything else that is code is left where it is. wire-facts §3.

mod check;
pub mod date;
pub mod decimal;
mod define;
pub mod field;
mod find;
mod generator;
pub mod named;
mod nested;
mod panda;
pub mod pattern;
mod read;
mod serialize;
mod usual;
mod vform;
mod words;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use field::{Field, Shape};
pub use nested::json_in_text;

use crate::error::{Issue, Locale, Step};
use crate::json::Value;

/// The most fields a form may have, those of its sub-forms included.
pub const MOST_FIELDS: usize = 10_000;

/// A form, ready to be drawn, checked against and written. Made once, used often; holds no values.
#[derive(Debug, Default)]
pub struct Form {
    pub(crate) fields: Vec<Field>,
    pub(crate) warnings: Vec<Issue>,
    /// Declared by hand: lengths are rules, not advice for the input element.
    pub(crate) strict: bool,
    /// Its names were chosen by people, so that a near miss is a slip; VForm's `input58922` and `input58925` are two fields.
    pub(crate) spoken: bool,
}

impl Form {
    /// Compiles what a server sent: `data` of getProcessForm in any of its three shapes (center.txt, wire-facts §3) or a list of such
    /// forms, one event type of GetFlowCenterData with its `fieldGroup` (panda.txt §2), or the details of a case (panda.txt §5), with
    /// or without the `{code, msg, data}` around it.
    pub fn from_server(data: &Value, locale: Locale) -> Result<Form, Vec<Issue>> {
        read::form(data, locale)
    }

    /// Compiles fields declared by hand: a list of objects with `name` and any of [`field::KEYS`]. What [`fields`](Self::fields)
    /// returns can be declared again.
    pub fn define(fields: &Value, locale: Locale) -> Result<Form, Vec<Issue>> {
        define::form(fields, locale)
    }

    /// What a page needs to draw the form: a list of objects in display order, each with `name`, `label`, `type`, `required`,
    /// `order`, and those of [`field::KEYS`] that it has.
    pub fn fields(&self) -> Value {
        field::to_value(&self.fields)
    }

    /// The values that a fresh form starts with, in display order: what the vendor's own page would send untouched.
    pub fn defaults(&self) -> Value {
        field::defaults(&self.fields)
    }

    /// What is wrong with `values`, all of it. A message is the form's own where it has one.
    pub fn check(&self, values: &Value, locale: Locale) -> Vec<Issue> {
        check::form(self, values, locale)
    }

    /// The values as JSON text, as the server wants them: key order kept, dates in the field's own format, money and JSON
    /// inside text as text, hidden fields that were left out with the value they keep.
    pub fn serialize(&self, values: &Value) -> String {
        serialize::form(self, values)
    }

    /// Where the object of values ends that stands at `at` in `json`, if it can be sent as it stands: [`fill`](Self::fill) would find
    /// nothing wrong with it and change nothing. None, when that is not to be seen at a glance. `json` must be UTF-8, as browsers write it.
    pub fn usual(&self, json: &[u8], at: usize) -> Option<usize> {
        usual::end(self, json, at)
    }

    /// The values of a request, checked and written; the paths of issues begin with `at`, where the values stand in the argument.
    pub fn fill(&self, values: &Value, at: &[Step], locale: Locale) -> Result<String, Vec<Issue>> {
        let mut issues = self.check(values, locale);
        if issues.is_empty() {
            return Ok(self.serialize(values));
        }
        for issue in &mut issues {
            let mut path = at.to_vec();
            path.append(&mut issue.path);
            issue.path = path;
        }
        Err(issues)
    }

    /// What the form asks for that cannot be done: patterns that were not understood and are not checked, names used twice.
    pub fn warnings(&self) -> &[Issue] {
        &self.warnings
    }
}
