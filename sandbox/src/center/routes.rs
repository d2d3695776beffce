//! Which dialect serves what, where.

use axum::http::Method;

use super::call::Call;
use super::reply::Answer;
use super::{detail, forms, lists, orders, returns, tasks};
use crate::settings::Dialect;

/// One operation at one address.
#[derive(Clone, Copy)]
pub struct Route {
    /// Any other method at a known path answers code 500.
    pub method: Verb,
    /// With at most one parameter, `{id}`.
    pub path: &'static str,
    /// The name under which executed writes are counted; reads have none.
    pub writes: Option<&'static str>,
    /// What to do.
    pub handler: fn(&Call) -> Answer,
}

/// The methods of both documents.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Reads, without a body.
    Get,
    /// With a JSON body.
    Post,
    /// With a JSON body as well.
    Delete,
}

impl From<Verb> for Method {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Get => Self::GET,
            Verb::Post => Self::POST,
            Verb::Delete => Self::DELETE,
        }
    }
}

type Handler = fn(&Call) -> Answer;

/// Paths below these that no route has answer Spring's 404.
pub const PREFIXES: &[&str] =
    &["/workflow", "/WorkOrder", "/workorder", "/synthesis", "/-userdefine", "/apaas-userdefine"];

/// All routes of a dialect.
pub fn table(dialect: Dialect) -> Vec<Route> {
    let mut routes = Vec::new();
    let mut get =
        |path, handler: Handler| routes.push(Route { method: Verb::Get, path, writes: None, handler });
    get("/workflow/process/list", lists::startable);
    get("/workflow/process/getProcessForm", forms::of_process);
    get("/workflow/process/ownList", lists::own);
    get("/workflow/process/todoList", lists::todo);
    get("/workflow/process/finishedList", lists::finished);
    get("/workflow/process/claimList", lists::claimable);
    get("/workflow/process/copyList", lists::copies);
    get("/workflow/process/detail", detail::detail);
    get("/workflow/process/bpmnXml/{id}", detail::bpmn);
    get("/workflow/task/processVariables/{id}", tasks::variables);
    if dialect != Dialect::Ruoyi {
        get("/workflow/process/historyProcNodeList", detail::history);
        get("/WorkOrder/app/list", orders::apps);
        get("/workorder/workorder/ownWorkOrderList", orders::own);
        get("/workorder/workorder/todoWorkOrderList", orders::todo);
        get("/workorder/workorder/finishedWorkOrderList", orders::finished);
        get("/workorder/workorder/{id}", orders::by_id);
    }
    match dialect {
        Dialect::Document => get("/synthesis/list", orders::synthesis),
        Dialect::Vlstream => get("/workorder/synthesis/list", orders::synthesis),
        Dialect::Ruoyi => {}
    }

    let mut write = |method, path, name, handler: Handler| {
        routes.push(Route { method, path, writes: Some(name), handler });
    };
    match dialect {
        Dialect::Document => {
            write(Verb::Post, "/workflow/process/start/", "start", tasks::start);
            write(Verb::Post, "/workflow/process/start/{id}", "start", tasks::start);
            write(Verb::Post, "/-userdefine/workorder/workorder", "createOrder", orders::create);
            write(Verb::Post, "/apaas-userdefine/workorder/workorder", "createOrder", orders::create);
            write(Verb::Post, "/workflow/task/delete", "delete", tasks::delete);
        }
        Dialect::Vlstream => {
            write(Verb::Post, "/workflow/process/start", "start", tasks::start);
            write(Verb::Post, "/workorder/workorder", "createOrder", orders::create);
            write(Verb::Post, "/apaas-userdefine/workorder/workorder", "createOrder", orders::create);
            write(Verb::Delete, "/workflow/task/delete", "delete", tasks::delete);
        }
        Dialect::Ruoyi => {
            write(Verb::Post, "/workflow/process/start/{id}", "start", tasks::start_with_body);
            write(Verb::Delete, "/workflow/task/delete", "delete", tasks::delete);
        }
    }
    write(Verb::Post, "/workflow/task/complete", "complete", tasks::complete);
    write(Verb::Post, "/workflow/task/reject", "reject", tasks::reject);
    write(Verb::Post, "/workflow/task/delegate", "delegate", tasks::delegate);
    write(Verb::Post, "/workflow/task/transfer", "transfer", tasks::transfer);
    write(Verb::Post, "/workflow/task/stopProcess", "stopProcess", tasks::stop);
    write(Verb::Post, "/workflow/task/return", "return", returns::back);
    write(Verb::Post, "/workflow/task/revokeProcess", "revokeProcess", returns::revoke);
    write(Verb::Post, "/workflow/task/claim", "claim", tasks::claim);
    write(Verb::Post, "/workflow/task/unClaim", "unClaim", tasks::unclaim);
    routes.push(Route {
        method: Verb::Post,
        path: "/workflow/task/returnList",
        writes: None,
        handler: returns::targets,
    });
    routes
}
