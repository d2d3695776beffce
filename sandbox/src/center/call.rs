//! One call as a handler sees it: who asks, what for, inside one transaction.

use rusqlite::Connection;
use serde_json::{Map, Value};

use super::auth::User;
use super::reply::Fail;
use super::values;
use crate::settings::Dialect;

/// Everything a handler needs; it never sees HTTP.
pub struct Call<'a> {
    /// Inside a transaction until the handler returned; rolled back when it refused.
    pub tx: &'a Connection,
    /// Which server is played.
    pub dialect: Dialect,
    /// The one whose token came along.
    pub me: User,
    /// The query's names and values, decoded.
    pub query: Vec<(String, String)>,
    /// The one parameter of the path, or nothing.
    pub id: String,
    /// The JSON body, or null.
    pub body: Value,
    /// When it came.
    pub now: i64,
}

/// Which rows of a list are wanted.
#[derive(Clone, Copy)]
pub struct Page {
    /// How many.
    pub size: i64,
    /// How many come before.
    pub from: i64,
}

impl Call<'_> {
    /// A query parameter that is there and not blank.
    pub fn asked(&self, name: &str) -> Option<&str> {
        let value = self.query.iter().find(|(key, _)| key == name)?.1.trim();
        (!value.is_empty()).then_some(value)
    }

    /// A time in the query.
    pub fn asked_time(&self, name: &str) -> Result<Option<i64>, Fail> {
        match self.asked(name) {
            None => Ok(None),
            Some(text) => values::instant(text).map(Some).ok_or_else(|| Fail::parameter(self.dialect, name)),
        }
    }

    /// `pageNum` and `pageSize`; each dialect has its own idea of a query without them.
    pub fn page(&self) -> Result<Page, Fail> {
        self.page_named("pageNum", "pageSize")
    }

    /// The same under other names.
    pub fn page_named(&self, number: &str, size: &str) -> Result<Page, Fail> {
        let (number, size) = (self.positive(number, 1)?, self.positive(size, 10)?);
        Ok(Page { size, from: (number - 1).saturating_mul(size) })
    }

    fn positive(&self, name: &str, default: i64) -> Result<i64, Fail> {
        let Some(text) = self.asked(name) else {
            return match self.dialect {
                Dialect::Document => Err(Fail::parameter(self.dialect, name)),
                Dialect::Vlstream => Ok(default),
                Dialect::Ruoyi => Err(Fail::silent()),
            };
        };
        text.parse::<i32>()
            .ok()
            .filter(|n| *n > 0)
            .map(i64::from)
            .ok_or_else(|| Fail::parameter(self.dialect, name))
    }

    /// A field of the body that must be a string and say something.
    pub fn need(&self, name: &str) -> Result<&str, Fail> {
        self.field(name)?.ok_or_else(|| Fail::parameter(self.dialect, name))
    }

    /// A field of the body that may be missing, null or blank, but is a string otherwise.
    pub fn field(&self, name: &str) -> Result<Option<&str>, Fail> {
        match self.body.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.trim()).filter(|text| !text.is_empty())),
            Some(_) => Err(self.unreadable(name)),
        }
    }

    /// A field of the body that must be there as a string, be it empty.
    pub fn need_text(&self, name: &str) -> Result<&str, Fail> {
        match self.body.get(name) {
            Some(Value::String(text)) => Ok(text),
            None | Some(Value::Null) => Err(Fail::parameter(self.dialect, name)),
            Some(_) => Err(self.unreadable(name)),
        }
    }

    /// `variables`: an object; the document's table calls it a String, so that its server takes JSON in a string too.
    pub fn variables(&self, name: &str) -> Result<Option<Map<String, Value>>, Fail> {
        match self.body.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Object(map)) => Ok(Some(map.clone())),
            Some(Value::String(text)) if self.dialect == Dialect::Document => {
                match serde_json::from_str(text) {
                    Ok(Value::Object(map)) => Ok(Some(map)),
                    _ => Err(self.unreadable(name)),
                }
            }
            Some(_) => Err(self.unreadable(name)),
        }
    }

    /// A list of user ids: strings; the document's own sample has empty objects in it, which its server passes over.
    pub fn users(&self, name: &str) -> Result<Vec<String>, Fail> {
        match self.body.get(name) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(items)) => items
                .iter()
                .filter(|item| {
                    !(self.dialect == Dialect::Document && item.as_object().is_some_and(Map::is_empty))
                })
                .map(|item| item.as_str().map(str::to_owned).ok_or_else(|| self.unreadable(name)))
                .collect(),
            Some(_) => Err(self.unreadable(name)),
        }
    }

    fn unreadable(&self, name: &str) -> Fail {
        match self.dialect {
            Dialect::Document => Fail::parameter(self.dialect, name),
            _ => Fail::engine(format!("JSON parse error: Cannot deserialize value of field \"{name}\"")),
        }
    }
}
