//! 熊猫第三方工单对接: one file per documented API, no I/O.
//!
//! | panda.txt | file | method |
//! |---|---|---|
//! | §1 GenerateToken | `sign_in.rs` | `signIn` |
//! | §2 GetFlowCenterData | `event_types.rs` | `eventTypes` |
//! | §3 PostFlowNodeData | `submit.rs` | `submit` |
//! | §4 GetCaseOverviewBoxWithPaging | `cases.rs` | `cases` |
//! | §5 GetCaseOverviewBoxDetails | `case_details.rs` | `caseDetails` |
//! | §6 GetWorkOrderProcessLog | `process_log.rs` | `processLog` |
//! | §7 DownloadFiles | `download.rs` | `download` |
//!
//! `config.rs` checks the options and knows the routes, `envelope.rs` judges answers, `reconcile.rs` looks for what got none.

pub mod case_details;
pub mod cases;
pub mod config;
pub mod download;
pub mod envelope;
pub mod event_types;
pub mod process_log;
pub mod reconcile;
pub mod sign_in;
pub mod submit;

pub use config::Config;

use crate::delivery::Operation;
use crate::json::Record;

/// Every API, in the document's order.
pub static OPERATIONS: [&Operation; 7] = [
    &sign_in::OPERATION,
    &event_types::OPERATION,
    &submit::OPERATION,
    &cases::OPERATION,
    &case_details::OPERATION,
    &process_log::OPERATION,
    &download::OPERATION,
];

/// Every kind of object in this service's answers.
pub static RECORDS: &[&Record] = &[
    &sign_in::ANSWER,
    &event_types::ANSWER,
    &event_types::EVENT_TYPE,
    &submit::ANSWER,
    &submit::RECEIPT,
    &cases::ANSWER,
    &cases::DATA,
    &cases::CASE_ROW,
    &case_details::ANSWER,
    &case_details::DETAILS,
    &case_details::CASE_ITEM,
    &case_details::EVENT_DETAILS,
    &case_details::FLOW_TABLE_INFO,
    &case_details::FLOW_INFO_CONFIG,
    &case_details::TABLE_META_DATA,
    &case_details::FLOW_NODE_META,
    &case_details::GROUP,
    &case_details::FIELD,
    &case_details::VALUE,
    &process_log::ANSWER,
    &process_log::LOG_ENTRY,
    &process_log::LOG_DETAILS,
    &download::ANSWER,
];
