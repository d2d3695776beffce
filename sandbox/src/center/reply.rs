//! What a handler answers: an envelope, or a refusal that each dialect words in its own way.

use serde_json::{Value, json};

use super::call::Call;
use crate::settings::Dialect;

/// A handler's outcome; the envelope is complete.
pub type Answer = Result<Value, Fail>;

/// A refusal. HTTP says 200 all the same.
#[derive(Debug)]
pub struct Fail {
    /// The body's `code`.
    pub code: i64,
    /// The body's `msg`, which real servers leave null now and then.
    pub msg: Option<String>,
}

impl Fail {
    /// Any code with any text.
    pub fn new(code: i64, msg: impl Into<String>) -> Self {
        Self { code, msg: Some(msg.into()) }
    }

    /// What every exception of the engine becomes.
    pub fn engine(msg: impl Into<String>) -> Self {
        Self::new(500, msg)
    }

    /// An exception without a message.
    pub fn silent() -> Self {
        Self { code: 500, msg: None }
    }

    /// A parameter that is missing or no good.
    pub fn parameter(dialect: Dialect, name: &str) -> Self {
        match dialect {
            Dialect::Document => Self::new(4101, format!("参数错误：{name}")),
            Dialect::Vlstream | Dialect::Ruoyi => Self::engine("参数错误！"),
        }
    }

    /// A user that nobody knows.
    pub fn user(dialect: Dialect) -> Self {
        match dialect {
            Dialect::Document => Self::new(4200, "没找到用户"),
            Dialect::Vlstream => Self::engine("用户不存在"),
            Dialect::Ruoyi => Self::silent(),
        }
    }

    /// The task is not open, or never was.
    pub fn task() -> Self {
        Self::engine("任务不存在")
    }

    /// No such process instance.
    pub fn instance() -> Self {
        Self::engine("流程实例不存在，请确认！")
    }

    /// No such definition, or no longer.
    pub fn definition() -> Self {
        Self::engine("未找到指定的流程定义，请确认流程是否已重新部署")
    }

    /// The envelope: the document's server and every gateway leave `data` out of their errors.
    pub fn envelope(self, dialect: Dialect) -> Value {
        match dialect {
            Dialect::Vlstream | Dialect::Ruoyi if self.code < 4000 => {
                json!({"code": self.code, "msg": self.msg, "data": null})
            }
            _ => json!({"code": self.code, "msg": self.msg}),
        }
    }
}

impl From<rusqlite::Error> for Fail {
    fn from(error: rusqlite::Error) -> Self {
        Self::new(5003, format!("操作MYSQL失败: {error}"))
    }
}

impl From<serde_json::Error> for Fail {
    fn from(error: serde_json::Error) -> Self {
        Self::engine(format!("JSON parse error: {error}"))
    }
}

impl Call<'_> {
    /// Success with data.
    pub fn data(&self, msg: &str, data: Value) -> Answer {
        Ok(json!({"code": 200, "msg": msg, "data": data}))
    }

    /// Success of a task action: the document's samples of these show code 0 and an empty object.
    pub fn done(&self) -> Answer {
        Ok(match self.dialect {
            Dialect::Document => json!({"code": 0, "msg": "操作成功", "data": {}}),
            Dialect::Vlstream => json!({"code": 200, "msg": "操作成功", "data": null}),
            Dialect::Ruoyi => json!({"code": 200, "msg": null, "data": null}),
        })
    }

    /// A page of rows.
    pub fn rows(&self, total: i64, rows: Option<Vec<Value>>) -> Answer {
        Ok(json!({"total": total, "rows": rows, "code": 200, "msg": "查询成功"}))
    }
}
