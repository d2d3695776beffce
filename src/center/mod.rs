//! 统一工单中心: one file per documented API or pair, no I/O.
//!
//! | center.txt | file | methods |
//! |---|---|---|
//! | list | `processes.rs` | `processes` |
//! | getProcessForm | `form.rs` | `form` |
//! | WorkOrder/app/list, synthesis/list | `types.rs` | `appTypes`, `synthesisTypes` |
//! | -userdefine/workorder/workorder | `create_order.rs` | `createOrder` |
//! | start | `start.rs` | `start` |
//! | ownList, todoList, finishedList | `task_lists.rs` | `own`, `todo`, `finished`; `claimList` |
//! | complete, reject, delegate, transfer, stopProcess, return, delete | `actions.rs` | the same; `revoke`, `claim`, `unClaim` |
//! | (real servers: wire-facts §2) | `detail.rs`, `returns.rs`, `copies.rs` | `detail`, `bpmnXml`, `processVariables`; `returnTargets`; `copyList` |
//!
//! `config.rs` checks the options, `routes.rs` knows where each kind of server has what, `envelope.rs` judges answers by
//! `codes.rs`, `lists.rs` asks for pages, `tasks.rs` writes the body that all task calls share, `input.rs` checks what apps give,
//! `reconcile.rs` looks for what got no answer.

pub mod actions;
pub mod codes;
pub mod config;
pub mod copies;
pub mod create_order;
pub mod detail;
pub mod envelope;
pub mod form;
mod input;
pub mod lists;
pub mod processes;
pub mod reconcile;
pub mod returns;
pub mod routes;
pub mod start;
pub mod task_lists;
pub mod tasks;
pub mod types;

pub use config::Config;

use crate::delivery::Operation;
use crate::json::Record;

/// Every API: the document's in its order, then those that only real servers have.
pub static OPERATIONS: [&Operation; 25] = [
    &processes::PROCESSES.operation,
    &form::OPERATION,
    &types::APP_TYPES,
    &types::SYNTHESIS_TYPES,
    &create_order::OPERATION,
    &start::OPERATION,
    &task_lists::OWN.operation,
    &task_lists::TODO.operation,
    &actions::COMPLETE.operation,
    &task_lists::FINISHED.operation,
    &actions::REJECT.operation,
    &actions::DELEGATE.operation,
    &actions::TRANSFER.operation,
    &actions::STOP_PROCESS.operation,
    &actions::RETURN_TASK.operation,
    &actions::DELETE_TASK.operation,
    &detail::DETAIL,
    &detail::BPMN_XML,
    &detail::PROCESS_VARIABLES,
    &returns::RETURN_TARGETS,
    &actions::REVOKE.operation,
    &actions::CLAIM.operation,
    &actions::UN_CLAIM.operation,
    &task_lists::CLAIM_LIST.operation,
    &copies::COPY_LIST.operation,
];

/// Every kind of object in this service's answers.
pub static RECORDS: &[&Record] = &[
    &envelope::DATA_ANSWER,
    &processes::ANSWER,
    &processes::PROCESS,
    &types::APP_TYPES_ANSWER,
    &types::APP_TYPE,
    &types::SYNTHESIS_TYPES_ANSWER,
    &types::SYNTHESIS_TYPE,
    &start::ANSWER,
    &start::RECEIPT,
    &task_lists::ANSWER,
    &task_lists::TASK_ROW,
    &task_lists::COMMENT_SUMMARY,
    &task_lists::COMMENT,
    &copies::ANSWER,
    &copies::COPY_ROW,
    &detail::ANSWER,
    &detail::PROCESS_DETAIL,
    &detail::HISTORY_NODE,
    &detail::FLOW_VIEWER,
    &returns::ANSWER,
    &returns::RETURN_TARGET,
];
