//! Where each kind of server has what (wire-facts §2): the document's route first, then the others that are known.
//!
//! A server that lacks a route says so before it does anything (HTTP 404, `Request method 'POST' not supported`). Then the next
//! one is tried, and the one that answers is remembered ([`KnownRoutes`](crate::delivery::KnownRoutes)).

use crate::delivery::{Effect, Operation};

/// A method and a path below `baseUrl`, whose `{name}`s are filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET`, `POST`, `DELETE`.
    pub method: &'static str,
    /// `/workflow/task/complete`
    pub path: &'static str,
}

/// The document's route.
pub fn documented(operation: &Operation) -> Route {
    let asks_by_post = operation.effect == Effect::Write || operation.name == "returnTargets";
    Route { method: if asks_by_post { "POST" } else { "GET" }, path: operation.route }
}

/// Those of other servers, in the order in which they are tried.
pub fn others(operation: &Operation) -> &'static [Route] {
    match operation.name {
        "start" => &[
            Route { method: "POST", path: "/workflow/process/start" },
            // Here the body is the map of variables itself.
            Route { method: "POST", path: "/workflow/process/start/{processDefId}" },
        ],
        "deleteTask" => &[Route { method: "DELETE", path: "/workflow/task/delete" }],
        "synthesisTypes" => &[Route { method: "GET", path: "/workorder/synthesis/list" }],
        // Without a gateway in front.
        "createOrder" => &[Route { method: "POST", path: "/workorder/workorder" }],
        _ => &[],
    }
}
