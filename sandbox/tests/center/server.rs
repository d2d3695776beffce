//! A real server on a free port, and people who talk to it.

use std::path::Path;

use sandbox::center;
use sandbox::db::Db;
use sandbox::settings::{Dialect, Settings, Switches};
use serde_json::{Value, json};

pub const DIALECTS: [Dialect; 3] = [Dialect::Document, Dialect::Vlstream, Dialect::Ruoyi];
/// The definition of the document's own start example.
pub const REPAIR: &str = "Process_1741923584470:1:127026d3-00ac-11f0-8c7a-ba0a22df0408";
pub const PARK: &str = "Process_1742800000001:2:5c0e7d1e-0a5b-11f0-9d55-ba0a22df0408";
pub const LIHUA: &str = "3f0b52c1-7d1e-4c86-9a3e-5b8f0e2d6a17";
pub const ADMIN: &str = "6799ea6d-dec6-4b34-961c-a7b5f8c6c900";
pub const CHENWEI: &str = "d17f3b60-2a94-4c1b-b6d8-0e5a9c738f41";

/// Listens until the process ends.
pub struct Server {
    pub url: String,
    pub dialect: Dialect,
    pub db: Db,
}

impl Server {
    pub fn start(dialect: Dialect) -> Self {
        Self::open(dialect, None)
    }

    pub fn open(dialect: Dialect, file: Option<&Path>) -> Self {
        let db = Db::open(file).unwrap();
        let router = center::router(db.clone(), dialect, Switches::new(&Settings::default())).unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                axum::serve(tokio::net::TcpListener::from_std(listener).unwrap(), router).await.unwrap();
            });
        });
        Self { url, dialect, db }
    }

    pub fn user(&self, name: &str) -> Person {
        Person {
            url: self.url.clone(),
            dialect: self.dialect,
            token: format!("token-{name}"),
            http: reqwest::blocking::Client::new(),
        }
    }
}

/// Someone with a token, who sends what the dialect wants to see.
pub struct Person {
    pub url: String,
    pub dialect: Dialect,
    pub token: String,
    http: reqwest::blocking::Client,
}

/// What came back.
pub struct Response {
    pub status: u16,
    pub text: String,
    pub body: Value,
}

impl Person {
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let bearer = if self.dialect == Dialect::Document { "" } else { "Bearer " };
        let own = ("authorization", format!("{bearer}{}", self.token));
        let caller = [
            ("requestType", "app"),
            ("appID", "12345678"),
            ("secretKey", "123456"),
            ("accessToken", &self.token),
        ];
        caller.into_iter().map(|(name, value)| (name, value.to_owned())).chain([own]).collect()
    }

    pub fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, String)],
        body: Option<Vec<u8>>,
    ) -> Response {
        let mut request = self.http.request(method.parse().unwrap(), format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body);
        }
        let response = request.send().unwrap();
        let status = response.status().as_u16();
        let text = response.text().unwrap();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Response { status, text, body }
    }

    pub fn get(&self, path: &str, query: &[(&str, &str)]) -> Value {
        let query: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
        let response = self.send("GET", &format!("{path}?{query}"), &self.headers(), None);
        assert_eq!(response.status, 200, "{path}: {}", response.text);
        response.body
    }

    pub fn page(&self, list: &str, number: u32, size: u32) -> Value {
        let (number, size) = (number.to_string(), size.to_string());
        self.get(&format!("/workflow/process/{list}"), &[("pageNum", &number), ("pageSize", &size)])
    }

    pub fn post(&self, path: &str, body: &Value) -> Value {
        self.send("POST", path, &self.headers(), Some(body.to_string().into_bytes())).body
    }

    /// A task action that must succeed.
    pub fn act(&self, action: &str, body: &Value) -> Value {
        let answer = self.try_to(action, body);
        let code = answer["code"].as_i64().unwrap();
        assert!(code == 200 || code == 0, "{action} {body}: {answer}");
        answer
    }

    pub fn try_to(&self, action: &str, body: &Value) -> Value {
        let method = if action == "delete" && self.dialect != Dialect::Document { "DELETE" } else { "POST" };
        let bytes = body.to_string().into_bytes();
        self.send(method, &format!("/workflow/task/{action}"), &self.headers(), Some(bytes)).body
    }

    /// Starts an instance as the dialect wants it and answers its id.
    pub fn start(&self, definition: &str, variables: Value) -> String {
        let body = json!({"processDefId": definition, "variables": variables});
        let answer = match self.dialect {
            Dialect::Document => self.post("/workflow/process/start/", &body),
            Dialect::Vlstream => self.post("/workflow/process/start", &body),
            Dialect::Ruoyi => self.post(&format!("/workflow/process/start/{definition}"), &variables),
        };
        assert_eq!(answer["code"], 200, "{answer}");
        match answer["data"]["ProcessInstanceId"].as_str() {
            Some(id) => id.to_owned(),
            None => self.page("ownList", 1, 1)["rows"][0]["procInsId"].as_str().unwrap().to_owned(),
        }
    }

    /// My open tasks of one instance.
    pub fn tasks(&self, instance: &str) -> Vec<Value> {
        let rows = self.page("todoList", 1, 500)["rows"].clone();
        rows.as_array().into_iter().flatten().filter(|row| row["procInsId"] == instance).cloned().collect()
    }

    /// My only open task of an instance.
    pub fn task(&self, instance: &str) -> String {
        let tasks = self.tasks(instance);
        assert_eq!(tasks.len(), 1, "{tasks:?}");
        tasks[0]["taskId"].as_str().unwrap().to_owned()
    }

    pub fn complete(&self, instance: &str, comment: &str) -> Value {
        let task = self.task(instance);
        self.act(
            "complete",
            &json!({"taskId": task, "procInsId": instance, "comment": comment, "variables": {}}),
        )
    }

    pub fn detail(&self, instance: &str) -> Value {
        self.get("/workflow/process/detail", &[("procInsId", instance)])["data"].clone()
    }

    pub fn status(&self, instance: &str) -> Value {
        let rows = self.page("ownList", 1, 500)["rows"].clone();
        rows.as_array().unwrap().iter().find(|row| row["procInsId"] == instance).unwrap()["processStatus"]
            .clone()
    }
}

/// The form of the document's own start example, empty.
pub fn empty_repair() -> Value {
    json!({
        "cascaderarea53999": "", "input58922": "", "daterange29917": null, "timerange70409": null, "textarea79127": "",
        "pictureupload96832": null, "input64189": "",
    })
}
