//! The options of a panda client, checked, and the addresses that follow from them.

use crate::delivery::Operation;
use crate::delivery::time::utc_offset_option;
use crate::delivery::url;
use crate::error::{Given, Issue, Locale};
use crate::text;

/// The fixed account. Kept in memory only.
#[derive(Clone)]
pub struct Credentials {
    /// `username`
    pub username: String,
    /// `password`
    pub password: String,
}

/// Options that can work.
#[derive(Clone)]
pub struct Config {
    base: String,
    project: String,
    /// Who submits and lists, unless a call says otherwise.
    pub user_id: Option<i64>,
    /// The fixed account; without one there is a provider.
    pub credentials: Option<Credentials>,
    /// Of the server's zone-less times.
    pub utc_offset_minutes: i32,
    /// By method. With a leading slash a route stands behind the base (`{projectName}` is filled in), otherwise behind
    /// `/pandaServer/{projectName}/`.
    routes: Vec<(&'static str, String)>,
}

impl Config {
    /// Reads the options (panda.d.ts, `PandaOptions`) and says all that is wrong. The token provider, a function, stays with the
    /// browser layer: `has_provider`.
    pub fn read(given: &mut Given<'_, '_>, has_provider: bool) -> Self {
        let base = url::base_option(given);
        if text::split(&base, "/").any(|part| part.eq_ignore_ascii_case("pandaServer")) {
            given.issue(
                "baseUrl",
                "url",
                "只写 /pandaServer 之前的部分，/pandaServer/{项目名} 由客户端补上",
                "give only what stands before /pandaServer; the client adds /pandaServer/{project} itself",
            );
        }
        let project = given.required_text("project").trim();
        if ["/", "\\", "?", "#"].iter().any(|sign| text::has(project, sign)) {
            given.issue(
                "project",
                "format",
                "应为接口地址 /pandaServer/ 之后的项目名称，不含斜杠",
                "should be the project name that follows /pandaServer/ in the address, without slashes",
            );
        }
        let user_id = given.whole("userId");
        let credentials = given.object("credentials").map(|mut given| {
            let username = given.required_text("username").into();
            let password = given.required_text("password").into();
            given.finish();
            Credentials { username, password }
        });
        match (&credentials, has_provider) {
            (None, false) => given.issue(
                "credentials",
                "required",
                "应给出 credentials（固定账号）或 token（令牌提供函数）之一",
                "give either credentials (the fixed account) or token (a provider function)",
            ),
            (Some(_), true) => given.issue(
                "token",
                "conflict",
                "不能与 credentials 同时给出，请只保留一个",
                "cannot be given together with credentials; keep one of them",
            ),
            _ => {}
        }
        let utc_offset_minutes = utc_offset_option(given);
        let mut routes = Vec::new();
        if let Some(mut given) = given.object("routes") {
            for operation in super::OPERATIONS {
                if let Some(route) = given.text(operation.name) {
                    routes.push((operation.name, route.to_owned()));
                }
            }
            given.finish();
        }
        Self { base, project: project.into(), user_id, credentials, utc_offset_minutes, routes }
    }

    /// The base address: where the token may go.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The project, as given.
    pub fn project(&self) -> &str {
        &self.project
    }

    /// The address of an API, without a query.
    pub fn url(&self, operation: &Operation) -> String {
        let mut project = String::new();
        url::push_component(&mut project, &self.project);
        let given = self.routes.iter().find(|(name, _)| *name == operation.name);
        let route = given.map_or(operation.route, |(_, route)| route);
        let route = url::encode_path(&text::replace(route, "{projectName}", &self.project));
        match route.strip_prefix("/") {
            Some(route) => text::concat(&[&self.base, "/", route]),
            None => text::concat(&[&self.base, "/pandaServer/", &project, "/", &route]),
        }
    }

    /// Whose list, whose submission: the call's, or the options'.
    pub fn user_id(&self, given: Option<i64>, root: &str, locale: Locale) -> Result<i64, Issue> {
        given.or(self.user_id).ok_or_else(|| {
            Issue::new(
                vec![root.into(), "userId".into()],
                "required",
                locale,
                "必填：请在此处或客户端的 panda.userId 中给出用户 id",
                "is required: give it here or as panda.userId in the client's options",
            )
        })
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::error::read;
    use crate::json::Value;
    use crate::panda::{case_details, cases};

    fn options(json: &str) -> Result<Config, String> {
        read("panda", &Value::parse(json.as_bytes()).unwrap(), Locale::En, |given| Config::read(given, false))
            .map_err(|issues| issues.iter().map(Issue::place).collect::<Vec<_>>().join(" "))
    }

    fn url(json: &str, operation: &Operation) -> String {
        options(json).unwrap().url(operation)
    }

    #[test]
    fn the_documents_addresses() {
        let plain = r#"{"baseUrl":"http://127.0.0.1:8787","project":"demo","credentials":{"username":"u","password":"p"}}"#;
        assert_eq!(
            url(plain, &cases::OPERATION),
            "http://127.0.0.1:8787/pandaServer/demo/PandaWorkFlow/WorkFlow/CaseManage/GetCaseOverviewBoxWithPaging"
        );
        let chinese = r#"{"baseUrl":"https://gd.example.cn/代理/","project":"熊猫 水务","credentials":{"username":"u","password":"p"}}"#;
        assert_eq!(
            url(chinese, &case_details::OPERATION),
            "https://gd.example.cn/%E4%BB%A3%E7%90%86/pandaServer/%E7%86%8A%E7%8C%AB%20%E6%B0%B4%E5%8A%A1/PandaWorkFlow/WorkFlow/BPM/CaseManage/GetCaseOverviewBoxDetails"
        );
    }

    #[test]
    fn a_route_can_be_replaced_with_or_without_the_services_prefix() {
        let json = |route: &str| {
            format!(
                r#"{{"baseUrl":"/","project":"p1","credentials":{{"username":"u","password":"p"}},"routes":{{"cases":"{route}"}}}}"#
            )
        };
        assert_eq!(url(&json("WorkFlow/ list"), &cases::OPERATION), "/pandaServer/p1/WorkFlow/%20list");
        assert_eq!(url(&json("/gw/{projectName}/list"), &cases::OPERATION), "/gw/p1/list");
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let json = r#"{"baseUrl":"127.0.0.1","project":" ","utcOffset":"8"}"#;
        assert_eq!(
            options(json).err().as_deref(),
            Some("panda.baseUrl panda.project panda.credentials panda.utcOffset")
        );
        let json = r#"{"baseUrl":"http://h/PandaServer/demo","project":"demo","credentials":{"username":"u","password":"p"}}"#;
        assert_eq!(options(json).err().as_deref(), Some("panda.baseUrl"));
    }
}
