//! The module's side of `diagnose()`: the layer above asks and probes; what that shows is decided in `delivery::diagnose`.

use super::client::Core;
use super::env;
use crate::delivery::diagnose::{Shown, diagnose};
use crate::delivery::network::Facts;
use crate::error::Service;
use crate::json::Value;
use crate::list::List;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Core {
    /// What is shown by a question to `service` that failed with an error of this kind and message, or did not, and by whether anything
    /// answers there; as JSON: `{skewMs, found: [[check, ok, message]]}`.
    pub fn diagnose(
        &self,
        service: &str,
        kind: Option<String>,
        message: Option<String>,
        answers: Option<bool>,
    ) -> String {
        let inner = &self.inner;
        let panda = service == Service::Panda.name();
        let account = inner.account(if panda { Service::Panda } else { Service::Center });
        let skew_ms = account.map_or(0.0, |account| account.session.borrow().skew());
        let base = match (&inner.panda, &inner.center) {
            (Some(panda_side), _) if panda => panda_side.base(),
            (_, Some(center)) => center.base(),
            _ => "",
        };
        let origin = env::origin();
        let shown = Shown {
            // What stands on the page's own origin has an address without one.
            facts: Facts {
                online: env::online(),
                page_origin: origin.as_deref(),
                url: if base.is_empty() { "/" } else { base },
            },
            failure: kind.as_deref().zip(message.as_deref()),
            answers,
            skew_ms,
        };
        let found = diagnose(&shown, inner.locale).into_iter().map(|finding| {
            Value::List(vec![
                Value::Text(finding.check.into()),
                Value::Bool(finding.ok),
                Value::Text(finding.message),
            ])
        });
        let said = vec![
            ("skewMs", Value::Number(crate::text::digits(skew_ms as i64))),
            ("found", Value::List(found.list())),
        ];
        Value::object(said).to_json()
    }
}
