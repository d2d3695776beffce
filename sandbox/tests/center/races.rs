//! Two people, or one impatient one, act at the same moment.

use std::sync::Barrier;

use serde_json::{Value, json};

use crate::server::{DIALECTS, LIHUA, REPAIR, Server, empty_repair};

#[test]
fn of_many_who_act_on_one_task_exactly_one_wins() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let admin = server.user("admin");
        for action in ["complete", "reject", "return"] {
            let instance = admin.start(REPAIR, empty_repair());
            let mut task = admin.task(&instance);
            if action == "return" {
                admin.act("complete", &json!({"taskId": task, "procInsId": instance, "comment": "ok", "nextUserIds": "6799ea6d-dec6-4b34-961c-a7b5f8c6c900"}));
                task = admin.task(&instance);
            }
            let body = json!({
                "taskId": task, "procInsId": instance, "comment": "同时", "targetKey": "Activity_1div90g", "userId": LIHUA,
            });
            let barrier = Barrier::new(8);
            let answers: Vec<Value> = std::thread::scope(|scope| {
                let calls: Vec<_> = (0..8)
                    .map(|n| {
                        let (server, body, barrier) = (&server, &body, &barrier);

                        scope.spawn(move || {
                            let person = server.user(if n % 2 == 0 { "admin" } else { "jiaping" });
                            let person = if action == "return" { server.user("admin") } else { person };
                            barrier.wait();
                            person.try_to(action, body)
                        })
                    })
                    .collect();
                calls.into_iter().map(|call| call.join().unwrap()).collect()
            });
            let won =
                answers.iter().filter(|answer| [json!(0), json!(200)].contains(&answer["code"])).count();
            let lost = answers.iter().filter(|answer| answer["msg"] == "任务不存在").count();
            assert_eq!((won, lost), (1, 7), "{dialect:?} {action}: {answers:?}");
        }
        let executed = admin.get("/_sandbox/center/executions", &[]);
        let counts: Vec<i64> = executed
            .as_array()
            .unwrap()
            .iter()
            .filter(|row| row["operation"] == "reject")
            .map(|row| row["count"].as_i64().unwrap())
            .collect();
        assert_eq!(counts, [1]);
    }
}

#[test]
fn a_start_has_no_guard_a_double_click_starts_twice() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let person = server.user("jiaping");
        let first = person.start(REPAIR, empty_repair());
        assert_ne!(first, person.start(REPAIR, empty_repair()));
        let executed = person.get("/_sandbox/center/executions", &[]);
        assert_eq!((&executed[0]["operation"], &executed[0]["count"]), (&json!("start"), &json!(2)));
        assert_eq!(executed.as_array().unwrap().len(), 1, "one payload, executed twice");
    }
}
