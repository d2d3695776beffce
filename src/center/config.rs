//! The options of a center client, checked, and the requests that follow from them.

use super::routes::{self, Route};
use crate::delivery::time::utc_offset_option;
use crate::delivery::{Effect, Operation, Request, url};
use crate::error::{Given, Service};
use crate::session::{Form, Scheme, is_header_value};
use crate::text::{concat, replace, split, without_end};

/// Who calls: the header `requestType` (center.txt, 公共http请求头参数).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RequestType {
    /// 前端应用
    App,
    /// 后台服务
    Service,
}

/// What the options say of one API's route.
#[derive(Clone, Debug)]
struct RouteOption {
    operation: &'static str,
    method: Option<&'static str>,
    path: Option<String>,
}

const METHODS: [&str; 4] = ["GET", "POST", "PUT", "DELETE"];

/// The provider of tokens, as errors call it.
pub static ACCESS_TOKEN: Operation = Operation {
    service: Service::Center,
    name: "accessToken",
    effect: Effect::Read,
    route: "",
    answer: &super::envelope::DATA_ANSWER,
};

/// Options that can work.
#[derive(Clone)]
pub struct Config {
    base: String,
    service_prefix: String,
    headers: Vec<(&'static str, String)>,
    request_type: RequestType,
    bearer: Option<bool>,
    /// 统一认证TOKEN, when it is text.
    pub access_token: Option<String>,
    /// Whose token it is; never sent.
    pub user_id: Option<String>,
    /// Of the server's zone-less times.
    pub utc_offset_minutes: i32,
    routes: Vec<RouteOption>,
}

impl Config {
    /// Reads the options (center.d.ts, `CenterOptions`) and says all that is wrong. A provider of `accessToken`, a function, stays
    /// with the browser layer: `has_provider`.
    pub fn read(given: &mut Given<'_, '_>, has_provider: bool) -> Self {
        let base = url::base_option(given);
        if split(&base, "/").any(|part| part == "workflow" || part.eq_ignore_ascii_case("workorder")) {
            given.issue(
                "baseUrl",
                "url",
                "只写 /workflow 之前的部分，接口路径由客户端补上",
                "give only what stands before /workflow; the client adds the paths itself",
            );
        }
        let service_prefix = without_end(given.text("servicePrefix").unwrap_or("/apaas-userdefine"), "/");
        if !service_prefix.is_empty() && !service_prefix.starts_with("/") {
            given.issue("servicePrefix", "format", "应以 / 开头，或为空", "should start with /, or be empty");
        }
        let (request_type, kind) = match given.one_of("requestType", &["app", "service"]) {
            Some(1) => (RequestType::Service, "service"),
            Some(_) => (RequestType::App, "app"),
            None => {
                if given.get("requestType").is_none() {
                    given.issue(
                        "requestType",
                        "required",
                        "必填：app 或 service",
                        "is required: app or service",
                    );
                }
                (RequestType::App, "app")
            }
        };
        let mut headers = vec![("requestType", kind.to_owned())];
        let (app_id, server_id) = (given.text("appId"), given.text("serverId"));
        let (id, foreign) = match request_type {
            RequestType::App => (("appId", "appID", app_id), ("serverId", server_id)),
            RequestType::Service => (("serverId", "serverID", server_id), ("appId", app_id)),
        };
        if foreign.1.is_some() {
            given.issue(
                foreign.0,
                "conflict",
                "appId 用于 requestType \"app\"，serverId 用于 \"service\"，请只给出对应的一个",
                "appId belongs to requestType \"app\", serverId to \"service\"; give only the one that fits",
            );
        }
        let access_token = given.text("accessToken");
        let texts = [
            id,
            ("secretKey", "secretKey", given.text("secretKey")),
            ("tenantId", "tenantId", given.text("tenantId")),
            ("accessToken", "", access_token),
        ];
        for (field, header, value) in texts {
            let Some(value) = value else { continue };
            if !is_header_value(value) {
                given.issue(
                    field,
                    "header",
                    "将作为请求头发送，只能包含可见的 ASCII 字符，且不能为空",
                    "travels in a header: visible ASCII characters only, and not empty",
                );
            } else if !header.is_empty() {
                headers.push((header, value.to_owned()));
            }
        }
        if access_token.is_none() && !has_provider {
            given.issue(
                "accessToken",
                "required",
                "必填：统一认证的令牌，或返回令牌的函数",
                "is required: the user centre's token, or a function that gives it",
            );
        }
        let user_id = given.text("userId").map(str::to_owned);
        let bearer = given.boolean("bearer");
        let utc_offset_minutes = utc_offset_option(given);
        let mut routes = Vec::new();
        if let Some(mut given) = given.object("routes") {
            for operation in super::OPERATIONS {
                let Some(mut route) = given.object(operation.name) else { continue };
                let method = route.one_of("method", &METHODS).and_then(|method| METHODS.get(method).copied());
                let path = route.text("path").map(str::to_owned);
                route.finish();
                routes.push(RouteOption { operation: operation.name, method, path });
            }
            given.finish();
        }
        Self {
            base,
            service_prefix: service_prefix.into(),
            headers,
            request_type,
            bearer,
            access_token: access_token.map(str::to_owned),
            user_id,
            utc_offset_minutes,
            routes,
        }
    }

    /// The base address: where the token may go.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// What every request carries besides the token.
    pub fn headers(&self) -> &[(&'static str, String)] {
        &self.headers
    }

    /// How the token stands in `Authorization`: a header of `app` callers, and of those who set `bearer`.
    pub const fn scheme(&self) -> Scheme {
        match (self.bearer, self.request_type) {
            (Some(true), _) => Scheme::fixed(Form::Bearer),
            (Some(false), _) => Scheme::fixed(Form::Bare),
            (None, RequestType::App) => Scheme::learning(),
            (None, RequestType::Service) => Scheme::fixed(Form::Absent),
        }
    }

    /// A request for each route at which servers have `operation`, the document's first; one when the options name the route.
    /// `parts` are the values of `{name}`s; `body` writes what belongs to a route with this path.
    pub(super) fn requests(
        &self,
        operation: &Operation,
        parts: &[(&str, &str)],
        query: &str,
        body: &dyn Fn(&str) -> Option<Vec<u8>>,
    ) -> Vec<Request> {
        let given = self.routes.iter().find(|route| route.operation == operation.name);
        let first = routes::documented(operation);
        let path = given.and_then(|given| given.path.as_deref()).unwrap_or(first.path);
        let method = given.and_then(|given| given.method).unwrap_or(first.method);
        let mut requests = vec![self.request(method, path, parts, query, body)];
        let others = if given.is_some() { &[] } else { routes::others(operation) };
        for Route { method, path } in others {
            let request = self.request(method, path, parts, query, body);
            if !requests.iter().any(|known| known.method == request.method && known.url == request.url) {
                requests.push(request);
            }
        }
        requests
    }

    fn request(
        &self,
        method: &'static str,
        path: &str,
        parts: &[(&str, &str)],
        query: &str,
        body: &dyn Fn(&str) -> Option<Vec<u8>>,
    ) -> Request {
        let mut filled = replace(path, "{servicePrefix}", &self.service_prefix);
        for (name, value) in parts {
            let mut encoded = String::new();
            url::push_component(&mut encoded, value);
            filled = replace(&filled, &concat(&["{", name, "}"]), &encoded);
        }
        let slash = if filled.starts_with("/") { "" } else { "/" };
        let url = concat(&[&self.base, slash, &url::encode_path(&filled), query]);
        let mut headers = self.headers.clone();
        let body = body(path);
        if body.is_some() {
            headers.push(("Content-Type", "application/json".into()));
        }
        Request { method, url, headers, body }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::center::{actions, create_order, detail, processes, start};
    use crate::error::{Issue, Locale, read};
    use crate::json::Value;

    fn config(more: &str) -> Result<Config, String> {
        let json = format!(r#"{{"baseUrl":"http://h/gw","requestType":"app","accessToken":"t"{more}}}"#);
        read_options(&json)
    }

    fn read_options(json: &str) -> Result<Config, String> {
        read("center", &Value::parse(json.as_bytes()).unwrap(), Locale::En, |given| {
            Config::read(given, false)
        })
        .map_err(|issues| issues.iter().map(Issue::place).collect::<Vec<_>>().join(" "))
    }

    fn lines(more: &str, operation: &Operation) -> Vec<String> {
        let requests =
            config(more).unwrap().requests(operation, &[("processDefId", "P:1:熊/x")], "", &|_| None);
        requests.into_iter().map(|request| format!("{} {}", request.method, request.url)).collect()
    }

    #[test]
    fn the_documents_route_comes_first_and_the_others_behind_it() {
        assert_eq!(lines("", &processes::PROCESSES.operation), ["GET http://h/gw/workflow/process/list"]);
        assert_eq!(
            lines("", &start::OPERATION),
            [
                "POST http://h/gw/workflow/process/start/",
                "POST http://h/gw/workflow/process/start",
                "POST http://h/gw/workflow/process/start/P%3A1%3A%E7%86%8A%2Fx",
            ]
        );
        assert_eq!(
            lines("", &actions::DELETE_TASK.operation),
            ["POST http://h/gw/workflow/task/delete", "DELETE http://h/gw/workflow/task/delete"]
        );
        assert_eq!(
            lines("", &create_order::OPERATION),
            ["POST http://h/gw/apaas-userdefine/workorder/workorder", "POST http://h/gw/workorder/workorder"]
        );
        assert_eq!(
            lines(r#","servicePrefix":"""#, &create_order::OPERATION),
            ["POST http://h/gw/workorder/workorder"],
            "the same address is asked once"
        );
        assert_eq!(
            lines("", &detail::BPMN_XML),
            ["GET http://h/gw/workflow/process/bpmnXml/P%3A1%3A%E7%86%8A%2Fx"]
        );
    }

    #[test]
    fn a_route_that_the_options_name_is_the_only_one() {
        let routes =
            r#","routes":{"deleteTask":{"method":"DELETE"},"start":{"path":"proxy/start/{processDefId}"}}"#;
        assert_eq!(
            lines(routes, &actions::DELETE_TASK.operation),
            ["DELETE http://h/gw/workflow/task/delete"]
        );
        assert_eq!(lines(routes, &start::OPERATION), ["POST http://h/gw/proxy/start/P%3A1%3A%E7%86%8A%2Fx"]);
    }

    #[test]
    fn headers_are_the_documents() {
        let headers = |more: &str| {
            let request = config(more).unwrap().requests(&start::OPERATION, &[], "", &|_| None).remove(0);
            request
                .headers
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            headers(r#","appId":"a","secretKey":"s","tenantId":"t1""#),
            "requestType=app appID=a secretKey=s tenantId=t1"
        );
        assert_eq!(headers(""), "requestType=app", "a proxy may add the key");
        let service =
            r#"{"baseUrl":"/","requestType":"service","serverId":"b","secretKey":"s","accessToken":"t"}"#;
        let service = read_options(service).unwrap();
        assert_eq!(service.headers[1], ("serverID", "b".into()));
        assert_eq!(service.scheme().form(), Form::Absent);
        assert_eq!(config("").unwrap().scheme().form(), Form::Bare);
        assert_eq!(config(r#","bearer":true"#).unwrap().scheme().form(), Form::Bearer);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let more = r#","appId":"应用","serverId":"x","secretKey":"a\nb","utcOffset":"8","servicePrefix":"x","routes":{"complet":{}}"#;
        assert_eq!(
            config(more).err().as_deref(),
            Some(
                "center.servicePrefix center.serverId center.appId center.secretKey center.utcOffset center.routes.complet"
            )
        );
        let none = r#"{"baseUrl":"https://h/workflow","requestType":"app"}"#;
        assert_eq!(read_options(none).err().as_deref(), Some("center.baseUrl center.accessToken"));
    }
}
