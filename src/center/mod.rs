//! 统一工单中心: one file per documented API.

use crate::json::Record;

/// Every kind of object in this service's answers.
pub static RECORDS: &[&Record] = &[];
