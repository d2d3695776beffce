//! `Form`: a compiled form for JavaScript. Every call of it is synchronous.

use super::client::Core;
use super::env::member;
use super::error::{Failed, issue_to_js, to_js};
use super::{options, values};
use crate::delivery::time::utc_offset;
use crate::error::{Error, Issue, Locale, Reason, Service};
use crate::form::{self, Form};
use crate::json::Value;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

/// A form, compiled, with the language of its messages and the zone of its dates.
#[wasm_bindgen]
pub struct FormCore {
    form: Form,
    locale: Locale,
    utc_offset_minutes: i32,
}

#[wasm_bindgen]
impl FormCore {
    /// Compiles what a server sent, or, when `declared`, what the app did. `options` are `{locale, utcOffset}`.
    #[wasm_bindgen(constructor)]
    pub fn new(source: &JsValue, declared: bool, options: &JsValue) -> Result<FormCore, JsValue> {
        let locale = options::locale(options);
        let offset = member(options, "utcOffset");
        let utc_offset_minutes = match offset.as_string() {
            Some(text) => utc_offset(&text),
            None => (offset.is_undefined() || offset.is_null()).then_some(8 * 60),
        };
        let Some(utc_offset_minutes) = utc_offset_minutes else {
            let (zh, en) = ("应形如 +08:00", "should look like +08:00");
            let issue = Issue::of("utcOffset", "format", locale, zh, en);
            return Err(failed(Reason::Options, vec![issue], locale));
        };
        let root = if declared { "fields" } else { "data" };
        let form = values::write(source, root, utc_offset_minutes, declared, locale).read(|text| {
            let source = Value::parse(text).unwrap_or(Value::Null);
            if declared { Form::define(&source, locale) } else { Form::from_server(&source, locale) }
        });
        let reason = if declared { Reason::Options } else { Reason::WrongShape };
        let form = form.map_err(|issues| failed(reason, issues, locale))?;
        Ok(Self { form, locale, utc_offset_minutes })
    }

    /// As JSON.
    pub fn fields(&self) -> String {
        for_script(self.form.fields())
    }

    /// As JSON.
    pub fn defaults(&self) -> String {
        for_script(self.form.defaults())
    }

    /// What the form asks for that cannot be done.
    pub fn warnings(&self) -> Array {
        self.form.warnings().iter().map(issue_to_js).collect()
    }

    /// All that is wrong with `values`.
    pub fn check(&self, values: &JsValue) -> Array {
        let issues = self.written(values).read(|text| {
            let issues = self.form.check(&Value::parse(text).unwrap_or(Value::Null), self.locale);
            if issues.is_empty() { Ok(()) } else { Err(issues) }
        });
        issues.err().unwrap_or_default().iter().map(issue_to_js).collect()
    }

    /// `values` as the server wants them.
    pub fn serialize(&self, values: &JsValue) -> Result<String, JsValue> {
        let text = self
            .written(values)
            .read(|text| Ok(self.form.serialize(&Value::parse(text).unwrap_or(Value::Null))));
        text.map_err(|issues| failed(Reason::Arguments, issues, self.locale))
    }

    /// Calls `core` with this form for what is sent.
    pub fn call(&self, core: &Core, name: &str, argument: &JsValue, call: &JsValue) -> Promise {
        core.start(name, argument, call, Some(&self.form))
    }

    fn written(&self, values: &JsValue) -> values::Written {
        values::write(values, "", self.utc_offset_minutes, false, self.locale)
    }
}

/// The JSON that `text` holds, long whole numbers in quotes; `undefined` when it is ordinary text.
#[wasm_bindgen(js_name = jsonInText)]
pub fn json_in_text(text: &str) -> Option<String> {
    form::json_in_text(text).map(for_script)
}

fn for_script(mut value: Value) -> String {
    value.quote_long();
    value.to_json()
}

fn failed(reason: Reason, issues: Vec<Issue>, locale: Locale) -> JsValue {
    let error = Error::new(reason, Service::Center, "form").with_issues(issues);
    to_js(&Failed::from(error), locale)
}
