//! A sandbox of one's own per test, over real HTTP, and a caller who knows panda's paths.
#![allow(dead_code)]

use std::collections::HashMap;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::blocking::{Client, RequestBuilder, Response};
use sandbox::settings::Settings;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

pub const USERNAME: &str = "0CYKwAUCTLZ4KW6l";
pub const PASSWORD: &str = "1vOkb5Ps4XfitL6G";
pub const PROJECT: &str = "熊猫智慧水务";

/// The BizData of the document's example, character by character.
pub const BIZ_DATA: &str = concat!(
    r#"{"用户编号":"xx0021","用户名称":"xx001","用户状态":"xxx001","电话号码":"xxx001","用户地址":"xxx001","#,
    r#""水表表号":"xx0001","水表位置":"xx0001","水表铭牌":"xx001","水表厂家":"xxx001","用户缴费状态":"xx001","#,
    r#""欠费金额":"xx001","阀门当前状态":"开启","阀门口径":"xx001","营业区域":"xx001"}"#
);

/// A running server; dropping it stops it.
pub struct Sandbox {
    pub url: String,
    pub http: Client,
    runtime: Option<Runtime>,
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// A client that follows no redirect and reuses no connection.
pub fn client() -> Client {
    let builder = Client::builder().redirect(reqwest::redirect::Policy::none()).pool_max_idle_per_host(0);
    builder.build().unwrap()
}

pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

impl Sandbox {
    /// In memory, where orders only move when they are told to.
    pub fn start() -> Self {
        Self::with(Settings { node_seconds: 0, ..Settings::default() })
    }

    pub fn with(settings: Settings) -> Self {
        let runtime = Runtime::new().unwrap();
        let running = runtime.block_on(sandbox::start(settings)).unwrap();
        Self { url: running.url, http: client(), runtime: Some(runtime) }
    }

    /// `path` below the project, as it is.
    pub fn panda(&self, path: &str) -> String {
        self.project(PROJECT, path)
    }

    pub fn project(&self, project: &str, path: &str) -> String {
        format!("{}pandaServer/{}/{path}", self.url, encode(project))
    }

    pub fn generate_token(&self, username: &str, password: &str) -> Value {
        let form = HashMap::from([("username", username), ("password", password)]);
        self.http.post(self.panda("GenerateToken")).form(&form).send().unwrap().json().unwrap()
    }

    pub fn sign_in(&self) -> String {
        self.generate_token(USERNAME, PASSWORD)["token"].as_str().unwrap().to_owned()
    }

    pub fn get(&self, token: &str, path: &str) -> Response {
        self.http.get(self.panda(path)).header("panda-token", token).send().unwrap()
    }

    pub fn get_json(&self, token: &str, path: &str) -> Value {
        self.get(token, path).json().unwrap()
    }

    pub fn post_raw(&self, token: &str) -> RequestBuilder {
        self.http
            .post(self.panda(POST))
            .header("panda-token", token)
            .header("content-type", "application/json")
    }

    pub fn post(&self, token: &str, body: &Value) -> Value {
        self.post_raw(token).body(body.to_string()).send().unwrap().json().unwrap()
    }

    /// The list as the document asks for it, with more parameters behind.
    pub fn list(&self, token: &str, more: &str) -> Value {
        self.get_json(token, &list_path(more))
    }

    pub fn operate(&self, path: &str, body: &Value) -> Response {
        self.http.post(format!("{}_sandbox/{path}", self.url)).json(body).send().unwrap()
    }

    pub fn executions(&self) -> Vec<Value> {
        self.http.get(format!("{}_sandbox/executions", self.url)).send().unwrap().json().unwrap()
    }
}

pub const TYPES: &str = "PandaWorkFlow/WorkFlow/EventManage/GetFlowCenterData";
pub const POST: &str = "PandaWorkFlow/WorkFlow/api/PostFlowNodeData";
pub const LIST: &str = "PandaWorkFlow/WorkFlow/CaseManage/GetCaseOverviewBoxWithPaging";
pub const DETAILS: &str = "PandaWorkFlow/WorkFlow/BPM/CaseManage/GetCaseOverviewBoxDetails";
pub const LOG: &str = "PandaWorkFlow/WorkFlow/BPM/GetWorkOrderProcessLog";
pub const DOWNLOAD: &str = "PandaWorkFlow/WorkFlow/AccountManage/DownloadFiles";

pub fn list_path(more: &str) -> String {
    let sort = encode("承办时间");
    let page = if more.contains("pageIndex=") { "" } else { "pageSize=20&pageIndex=1&" };
    format!("{LIST}?userId=42&{page}sortFields={sort}&direction=desc&isInternal=0&{more}")
}

/// The document's request, with as many entries.
pub fn order(event_name: &str, entries: &[&str]) -> Value {
    let entries: Vec<_> = entries
        .iter()
        .map(|biz_data| json!({ "toUserIds": "", "opinion": "", "BizData": biz_data }))
        .collect();
    json!({ "eventName": event_name, "userId": 42, "FlowDatas": entries })
}
