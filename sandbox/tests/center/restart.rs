//! What was done is still there after the server came back.

use sandbox::settings::Dialect;
use serde_json::json;

use crate::server::{DIALECTS, REPAIR, Server, empty_repair};

#[test]
fn a_new_database_has_a_history_and_a_restart_keeps_what_was_added() {
    let file = std::env::temp_dir().join(format!("center-restart-{}.sqlite", std::process::id()));
    let instance = {
        let server = Server::open(Dialect::Document, Some(&file));
        let person = server.user("jiaping");
        let instance = person.start(REPAIR, empty_repair());
        person.complete(&instance, "同意");
        person.post("/_sandbox/center/tokens/expire", &json!({}));
        assert_eq!(person.page("todoList", 1, 1)["code"], 4004);
        instance
    };
    // The first server still has the file open, as a second process would: what it committed is there.
    let server = Server::open(Dialect::Document, Some(&file));
    let lihua = server.user("lihua");
    assert_eq!(lihua.tasks(&instance).len(), 1, "the fixed tokens are good again");
    assert_eq!(server.user("jiaping").status(&instance), "running");
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", file.display()));
    }
}

#[test]
fn the_history_is_realistic() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let mut states = std::collections::BTreeMap::<String, usize>::new();
        for name in ["jiaping", "admin", "lihua", "chenwei"] {
            let rows = server.user(name).page("ownList", 1, 500)["rows"].clone();
            for row in rows.as_array().unwrap() {
                *states.entry(row["processStatus"].as_str().unwrap().to_owned()).or_default() += 1;
                assert_eq!(row["finishTime"].is_null(), row["processStatus"] == "running");
                assert_eq!(row["taskName"].is_null(), row["processStatus"] != "running");
                assert!(row["createTime"].as_str().unwrap() < row["finishTime"].as_str().unwrap_or("9"));
            }
        }
        assert!(states.values().sum::<usize>() >= 40, "{states:?}");
        for state in ["running", "completed", "terminated", "canceled"] {
            assert!(states.get(state).is_some_and(|count| *count > 0), "{states:?}");
        }
        for name in ["jiaping", "admin", "lihua"] {
            let person = server.user(name);
            for list in ["todoList", "finishedList", "claimList", "copyList"] {
                let page = person.page(list, 1, 500);
                assert!(page["total"].as_u64().is_some_and(|total| total > 0), "{name} {list}: {page}");
            }
        }
    }
}

#[test]
fn a_long_list_is_made_on_demand_and_a_reset_takes_it_back() {
    let server = Server::start(Dialect::Document);
    let person = server.user("jiaping");
    let before = person.page("todoList", 1, 500)["total"].as_u64().unwrap();
    assert_eq!(
        person.post("/_sandbox/center/seed", &json!({"username": "jiaping", "count": 1000})),
        json!({"started": 1000})
    );
    let page = person.page("todoList", 1, 1000);
    assert_eq!(
        (page["total"].as_u64().unwrap(), page["rows"].as_array().unwrap().len()),
        (before + 1000, 1000)
    );
    for wrong in [
        json!({}),
        json!({"username": "jiaping"}),
        json!({"username": "x", "count": 1}),
        json!({"username": "jiaping", "count": -1}),
    ] {
        assert!(person.post("/_sandbox/center/seed", &wrong)["msg"].is_string());
    }
    sandbox::center::reset(&server.db.lock()).unwrap();
    assert_eq!(person.page("todoList", 1, 500)["total"], before);
}
