//! The options of a panda client, checked, and the addresses that follow from them.

use crate::delivery::Operation;
use crate::delivery::time::utc_offset;
use crate::delivery::url;
use crate::error::{Issue, Locale};
use serde::Deserialize;

/// As the app wrote them (client.d.ts, `PandaOptions`); the token provider, a function, stays with the browser layer.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Options {
    /// Everything in front of `/pandaServer`.
    pub base_url: String,
    /// `{projectName}`.
    pub project: String,
    /// Who submits and lists, unless a call says otherwise.
    pub user_id: Option<i64>,
    /// The fixed account (panda.txt §1).
    pub credentials: Option<Credentials>,
    /// Of the server's zone-less times; default `+08:00`.
    pub utc_offset: Option<String>,
    /// Other routes than the document's.
    #[serde(default)]
    pub routes: Routes,
}

/// The fixed account. Kept in memory only.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// `username`
    pub username: String,
    /// `password`
    pub password: String,
}

/// A route per method. With a leading slash it stands behind `baseUrl` (`{projectName}` is filled in), otherwise behind
/// `/pandaServer/{projectName}/`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Routes {
    sign_in: Option<String>,
    event_types: Option<String>,
    submit: Option<String>,
    cases: Option<String>,
    case_details: Option<String>,
    process_log: Option<String>,
    download: Option<String>,
}

impl Routes {
    fn get(&self, operation: &str) -> Option<&str> {
        match operation {
            "signIn" => self.sign_in.as_deref(),
            "eventTypes" => self.event_types.as_deref(),
            "submit" => self.submit.as_deref(),
            "cases" => self.cases.as_deref(),
            "caseDetails" => self.case_details.as_deref(),
            "processLog" => self.process_log.as_deref(),
            "download" => self.download.as_deref(),
            _ => None,
        }
    }
}

/// Options that can work.
#[derive(Clone)]
pub struct Config {
    base: String,
    project: String,
    /// See [`Options::user_id`].
    pub user_id: Option<i64>,
    /// See [`Options::credentials`].
    pub credentials: Option<Credentials>,
    /// See [`Options::utc_offset`].
    pub utc_offset_minutes: i32,
    routes: Routes,
}

impl Config {
    /// Checks everything and says all that is wrong. `has_provider`: the app gave a `token` function.
    pub fn new(options: Options, has_provider: bool, locale: Locale) -> Result<Self, Vec<Issue>> {
        let mut issues = Vec::new();
        let mut issue = |field: &str, rule: &str, zh: &str, en: &str| {
            issues.push(Issue::new(vec!["panda".into(), field.into()], rule, locale, zh, en));
        };
        let base = match url::base(&options.base_url) {
            Ok(base) => base,
            Err(problem) => {
                let (zh, en) = problem.words();
                issue("baseUrl", "url", zh, en);
                String::new()
            }
        };
        if base.to_ascii_lowercase().split('/').any(|part| part == "pandaserver") {
            issue(
                "baseUrl",
                "url",
                "只写 /pandaServer 之前的部分，/pandaServer/{项目名} 由客户端补上",
                "give only what stands before /pandaServer; the client adds /pandaServer/{project} itself",
            );
        }
        let project = options.project.trim();
        if project.is_empty() || project.contains(['/', '\\', '?', '#']) {
            issue(
                "project",
                "required",
                "应为接口地址 /pandaServer/ 之后的项目名称，不含斜杠",
                "should be the project name that follows /pandaServer/ in the address, without slashes",
            );
        }
        if options.credentials.is_none() && !has_provider {
            issue(
                "credentials",
                "required",
                "应给出 credentials（固定账号）或 token（令牌提供函数）之一",
                "give either credentials (the fixed account) or token (a provider function)",
            );
        }
        if options.credentials.is_some() && has_provider {
            issue(
                "token",
                "conflict",
                "不能与 credentials 同时给出，请只保留一个",
                "cannot be given together with credentials; keep one of them",
            );
        }
        let utc_offset_minutes = match options.utc_offset.as_deref().map(utc_offset) {
            None => 8 * 60,
            Some(Some(minutes)) => minutes,
            Some(None) => {
                issue("utcOffset", "format", "应形如 +08:00", "should look like +08:00");
                0
            }
        };
        if !issues.is_empty() {
            return Err(issues);
        }
        Ok(Self {
            base,
            project: project.into(),
            user_id: options.user_id,
            credentials: options.credentials,
            utc_offset_minutes,
            routes: options.routes,
        })
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
        let route = self.routes.get(operation.name).unwrap_or(operation.route);
        let route = url::encode_path(&route.replace("{projectName}", &self.project));
        match route.strip_prefix('/') {
            Some(route) => [&self.base, "/", route].concat(),
            None => [&self.base, "/pandaServer/", &project, "/", &route].concat(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panda::{case_details, cases};

    fn options(json: &str) -> Result<Config, String> {
        let options: Options = serde_json::from_str(json).unwrap();
        Config::new(options, false, Locale::En)
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
