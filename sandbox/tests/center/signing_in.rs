//! Headers and tokens.

use sandbox::settings::Dialect;
use serde_json::{Value, json};

use crate::server::{DIALECTS, Person, Server};

const TODO: &str = "/workflow/process/todoList?pageNum=1&pageSize=1";

fn code(person: &Person, headers: &[(&str, &str)]) -> Value {
    let headers: Vec<(&str, String)> =
        headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    let response = person.send("GET", TODO, &headers, None);
    assert_eq!(response.status, 200);
    response.body["code"].clone()
}

#[test]
fn the_document_wants_all_its_headers() {
    let server = Server::start(Dialect::Document);
    let person = server.user("jiaping");
    let app = [
        ("requestType", "app"),
        ("appID", "12345678"),
        ("secretKey", "123456"),
        ("accessToken", "token-jiaping"),
        ("Authorization", "token-jiaping"),
    ];
    let service = [
        ("requestType", "service"),
        ("serverID", "12345678"),
        ("secretKey", "123456"),
        ("accessToken", "token-jiaping"),
    ];
    assert_eq!(code(&person, &app), 200);
    assert_eq!(code(&person, &service), 200);
    for (index, wanted) in [4000, 4001, 4001, 4004, 4004].into_iter().enumerate() {
        let mut without = app.to_vec();
        without.remove(index);
        assert_eq!(code(&person, &without), wanted, "without {}", app[index].0);
        let mut wrong = app;
        wrong[index].1 = "Bearer token-jiaping";
        assert_eq!(code(&person, &wrong), wanted, "wrong {}", app[index].0);
        if index < 4 {
            let mut without = service.to_vec();
            without.remove(index);
            assert_eq!(code(&person, &without), wanted, "without {}", service[index].0);
        }
    }
    let refused = person.send("GET", TODO, &[], None);
    assert_eq!(refused.body, json!({"code": 4000, "msg": "调用方式错误"}), "data is left out");
    assert_eq!(server.user("zhoutao").get("/workflow/process/todoList", &[])["code"], 4002);
}

#[test]
fn the_vendor_reads_the_token_in_three_places_and_ruoyi_in_one() {
    let server = Server::start(Dialect::Vlstream);
    let person = server.user("jiaping");
    for (name, value) in [
        ("Authorization", "Bearer token-jiaping"),
        ("Authorization", "token-jiaping"),
        ("blade-auth", "Bearer token-jiaping"),
        ("accessToken", "token-jiaping"),
    ] {
        let caller = [("requestType", "app"), ("appID", "12345678"), ("secretKey", "123456"), (name, value)];
        assert_eq!(code(&person, &caller), 200, "{name}: {value}");
        assert_eq!(code(&person, &caller[..3]), 401);
        let gateway = person.send("GET", TODO, &[], None).body;
        assert_eq!(gateway, json!({"code": 4000, "msg": "调用方式错误"}));
    }
    let server = Server::start(Dialect::Ruoyi);
    let person = server.user("jiaping");
    assert_eq!(code(&person, &[("Authorization", "Bearer token-jiaping")]), 200);
    for wrong in ["token-jiaping", "Bearer other", "bearer"] {
        let refused = person.send("GET", TODO, &[("Authorization", wrong.to_owned())], None);
        assert_eq!(refused.body["code"], 401);
        assert!(refused.body["msg"].as_str().unwrap().starts_with("认证失败"));
    }
}

#[test]
fn a_token_ends_and_a_new_one_is_another() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let mut person = server.user("jiaping");
        assert_eq!(person.page("todoList", 1, 1)["code"], 200);
        let login =
            |person: &Person, name: &str| person.post("/_sandbox/center/login", &json!({"username": name}));
        assert_eq!(login(&person, "jiaping")["accessToken"], "token-jiaping");
        assert_eq!(login(&person, "jiaping")["expiresIn"], 7200);
        person.post("/_sandbox/center/tokens/expire", &json!({"username": "jiaping"}));
        let ended = person.page("todoList", 1, 1)["code"].clone();
        assert_eq!(ended, [4004, 4444, 401][DIALECTS.iter().position(|d| *d == dialect).unwrap()]);
        assert_eq!(server.user("admin").page("todoList", 1, 1)["code"], 200, "another's token lives on");
        let fresh = login(&person, "jiaping")["accessToken"].as_str().unwrap().to_owned();
        assert_ne!(fresh, "token-jiaping");
        person.token = fresh;
        assert_eq!(person.page("todoList", 1, 1)["code"], 200);

        person.post("/_sandbox/center/tokens/life", &json!({"seconds": 0}));
        person.post("/_sandbox/center/tokens/expire", &json!({"username": "jiaping"}));
        person.token = login(&person, "jiaping")["accessToken"].as_str().unwrap().to_owned();
        assert_ne!(person.page("todoList", 1, 1)["code"], 200, "a life of no seconds is over at once");
        assert_eq!(login(&person, "nobody")["code"], 4200);
        assert_eq!(login(&person, "zhoutao")["code"], 4002);
        let found = person.get("/_sandbox/center/users", &[("q", "工程")]);
        let names: Vec<&str> =
            found.as_array().unwrap().iter().map(|user| user["nickName"].as_str().unwrap()).collect();
        assert_eq!(names, ["李华", "陈伟"]);
    }
}

#[test]
fn only_who_has_a_task_may_act_on_it_in_the_document() {
    let server = Server::start(Dialect::Document);
    let (jiaping, lihua, admin) = (server.user("jiaping"), server.user("lihua"), server.user("admin"));
    let instance = jiaping.start(crate::server::REPAIR, json!({}));
    let body = json!({"taskId": jiaping.task(&instance), "procInsId": instance, "comment": "我来"});
    assert_eq!(lihua.try_to("complete", &body), json!({"code": 4001, "msg": "没有权限"}));
    assert_eq!(lihua.try_to("claim", &body)["code"], 4001);
    assert_eq!(lihua.try_to("stopProcess", &body)["code"], 4001);
    admin.act("complete", &body);
}
