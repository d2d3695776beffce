//! The options of a center client, checked, and the requests that follow from them.

use super::routes::{self, Route};
use crate::delivery::time::utc_offset;
use crate::delivery::{Effect, Operation, Request, url};
use crate::error::{Issue, Locale, Service, input};
use crate::session::{Form, Scheme, is_header_value};
use serde::Deserialize;
use std::collections::BTreeMap;

/// As the app wrote them (client.d.ts, `CenterOptions`); a provider of `accessToken`, a function, stays with the browser layer.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Options {
    /// Everything in front of `/workflow`.
    pub base_url: String,
    /// Who calls: the header `requestType`.
    pub request_type: RequestType,
    /// 应用ID: the header `appID`, for `app`.
    pub app_id: Option<String>,
    /// 服务ID: the header `serverID`, for `service`.
    pub server_id: Option<String>,
    /// 应用密钥 or 服务密钥. Left out where a proxy adds it.
    pub secret_key: Option<String>,
    /// The header `tenantId` of multi-tenant servers (wire-facts §2).
    pub tenant_id: Option<String>,
    /// 统一认证TOKEN, when it is text.
    pub access_token: Option<String>,
    /// Whether `Authorization` says `Bearer `; learned when left out.
    pub bearer: Option<bool>,
    /// Of the server's zone-less times; default `+08:00`.
    pub utc_offset: Option<String>,
    /// The gateway's name in front of `/workorder/workorder`; default `/apaas-userdefine`.
    pub service_prefix: Option<String>,
    /// Other routes than the documents'.
    #[serde(default)]
    pub routes: BTreeMap<String, RouteOption>,
}

/// center.txt, 公共http请求头参数.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum RequestType {
    /// 前端应用
    App,
    /// 后台服务
    Service,
}

/// One member of `routes`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteOption {
    method: Option<Method>,
    path: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum Method {
    Get,
    Post,
    Put,
    Delete,
}

impl Method {
    const fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Delete => "DELETE",
        }
    }
}

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
    /// See [`Options::access_token`].
    pub access_token: Option<String>,
    /// See [`Options::utc_offset`].
    pub utc_offset_minutes: i32,
    routes: BTreeMap<String, RouteOption>,
}

impl Config {
    /// Checks everything and says all that is wrong. `has_provider`: the app gave `accessToken` as a function.
    pub fn new(options: Options, has_provider: bool, locale: Locale) -> Result<Self, Vec<Issue>> {
        let mut issues = Vec::new();
        let mut issue = |field: &str, rule: &str, zh: &str, en: &str| {
            issues.push(Issue::new(vec!["center".into(), field.into()], rule, locale, zh, en));
        };
        let base = url::base(&options.base_url).unwrap_or_else(|problem| {
            let (zh, en) = problem.words();
            issue("baseUrl", "url", zh, en);
            String::new()
        });
        if base.split('/').any(|part| part == "workflow" || part.eq_ignore_ascii_case("workorder")) {
            issue(
                "baseUrl",
                "url",
                "只写 /workflow 之前的部分，接口路径由客户端补上",
                "give only what stands before /workflow; the client adds the paths itself",
            );
        }
        let service_prefix = options.service_prefix.unwrap_or_else(|| "/apaas-userdefine".into());
        let service_prefix = service_prefix.trim_end_matches('/');
        if !service_prefix.is_empty() && !service_prefix.starts_with('/') {
            issue("servicePrefix", "format", "应以 / 开头，或为空", "should start with /, or be empty");
        }

        let mut headers = Vec::new();
        let (kind, id, foreign) = match options.request_type {
            RequestType::App => {
                ("app", ("appId", "appID", options.app_id), ("serverId", options.server_id.is_some()))
            }
            RequestType::Service => {
                ("service", ("serverId", "serverID", options.server_id), ("appId", options.app_id.is_some()))
            }
        };
        if foreign.1 {
            issue(
                foreign.0,
                "conflict",
                "appId 用于 requestType \"app\"，serverId 用于 \"service\"，请只给出对应的一个",
                "appId belongs to requestType \"app\", serverId to \"service\"; give only the one that fits",
            );
        }
        headers.push(("requestType", kind.to_owned()));
        let given = [
            id,
            ("secretKey", "secretKey", options.secret_key),
            ("tenantId", "tenantId", options.tenant_id),
            ("accessToken", "", options.access_token.clone()),
        ];
        for (field, header, value) in given {
            let Some(value) = value else { continue };
            if !is_header_value(&value) {
                issue(
                    field,
                    "header",
                    "将作为请求头发送，只能包含可见的 ASCII 字符，且不能为空",
                    "travels in a header: visible ASCII characters only, and not empty",
                );
            } else if !header.is_empty() {
                headers.push((header, value));
            }
        }
        if options.access_token.is_none() && !has_provider {
            issue(
                "accessToken",
                "required",
                "必填：统一认证的令牌，或返回令牌的函数",
                "is required: the user centre's token, or a function that gives it",
            );
        }
        let utc_offset_minutes = options.utc_offset.as_deref().map_or(Some(8 * 60), utc_offset);
        if utc_offset_minutes.is_none() {
            issue("utcOffset", "format", "应形如 +08:00", "should look like +08:00");
        }
        let operations = super::OPERATIONS.map(|operation| operation.name);
        for name in options.routes.keys().filter(|name| !operations.contains(&name.as_str())) {
            let path = vec!["center".into(), "routes".into(), name.as_str().into()];
            issues.push(input::unknown(path, &operations, locale));
        }
        if !issues.is_empty() {
            return Err(issues);
        }
        Ok(Self {
            base,
            service_prefix: service_prefix.into(),
            headers,
            request_type: options.request_type,
            bearer: options.bearer,
            access_token: options.access_token,
            utc_offset_minutes: utc_offset_minutes.unwrap_or_default(),
            routes: options.routes,
        })
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
        body: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Vec<Request> {
        let given = self.routes.get(operation.name);
        let first = routes::documented(operation);
        let path = given.and_then(|given| given.path.as_deref()).unwrap_or(first.path);
        let method = given.and_then(|given| given.method).map_or(first.method, Method::name);
        let mut requests = vec![self.request(method, path, parts, query, &body)];
        let others = if given.is_some() { &[] } else { routes::others(operation) };
        for Route { method, path } in others {
            let request = self.request(method, path, parts, query, &body);
            if !requests.contains(&request) {
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
        body: &impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Request {
        let mut filled = path.replace("{servicePrefix}", &self.service_prefix);
        for (name, value) in parts {
            let mut encoded = String::new();
            url::push_component(&mut encoded, value);
            filled = filled.replace(&["{", name, "}"].concat(), &encoded);
        }
        let slash = if filled.starts_with('/') { "" } else { "/" };
        let url = [&self.base, slash, &url::encode_path(&filled), query].concat();
        let mut headers = self.headers.clone();
        let body = body(path);
        if body.is_some() {
            headers.push(("Content-Type", "application/json".into()));
        }
        Request { method, url, headers, body }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::center::{actions, create_order, detail, processes, start};

    fn config(more: &str) -> Result<Config, String> {
        let json = format!(r#"{{"baseUrl":"http://h/gw","requestType":"app","accessToken":"t"{more}}}"#);
        Config::new(serde_json::from_str(&json).unwrap(), false, Locale::En)
            .map_err(|issues| issues.iter().map(Issue::place).collect::<Vec<_>>().join(" "))
    }

    fn lines(more: &str, operation: &Operation) -> Vec<String> {
        let requests =
            config(more).unwrap().requests(operation, &[("processDefId", "P:1:熊/x")], "", |_| None);
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
            let request = config(more).unwrap().requests(&start::OPERATION, &[], "", |_| None).remove(0);
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
        let service = Config::new(serde_json::from_str(service).unwrap(), false, Locale::En).ok().unwrap();
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
        let issues = Config::new(serde_json::from_str(none).unwrap(), false, Locale::En).err().unwrap();
        assert_eq!(
            issues.iter().map(Issue::place).collect::<Vec<_>>(),
            ["center.baseUrl", "center.accessToken"]
        );
        assert!(Config::new(serde_json::from_str(none).unwrap(), true, Locale::En).is_err());
    }
}
