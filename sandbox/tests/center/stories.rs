//! What people live through with a work order, told on every dialect.

use sandbox::settings::Dialect;
use serde_json::{Value, json};

use crate::server::{ADMIN, CHENWEI, DIALECTS, LIHUA, PARK, Person, REPAIR, Server, empty_repair};

fn comment_types(person: &Person, instance: &str) -> Vec<String> {
    let history = person.detail(instance)["historyProcNodeList"].clone();
    let mut comments: Vec<Value> = history
        .as_array()
        .unwrap()
        .iter()
        .rev()
        .flat_map(|node| node["commentList"].as_array().cloned().unwrap_or_default())
        .collect();
    comments.sort_by_key(|comment| comment["time"].as_str().unwrap().to_owned());
    comments.iter().map(|comment| comment["type"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_repair_is_delegated_sent_back_and_finished() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let (jiaping, lihua, chenwei) =
            (server.user("jiaping"), server.user("lihua"), server.user("chenwei"));
        let instance = jiaping.start(REPAIR, empty_repair());

        // 派单受理 waits for the dispatchers; 贾平 takes it.
        assert_eq!(jiaping.tasks(&instance)[0]["taskDefKey"], "Activity_1div90g");
        jiaping.complete(&instance, "请李华处理");

        // 李华 lets 陈伟 look, and has the same task again afterwards.
        let task = lihua.task(&instance);
        lihua.act("delegate", &json!({"taskId": task, "userId": CHENWEI, "comment": "请代为查看"}));
        assert!(lihua.tasks(&instance).is_empty(), "{dialect:?}");
        assert_eq!(chenwei.task(&instance), task);
        chenwei.act("complete", &json!({"taskId": task, "procInsId": instance, "comment": "阀门损坏"}));
        assert!(chenwei.tasks(&instance).is_empty());
        assert_eq!(lihua.task(&instance), task, "a delegate's completion returns the task to its owner");
        lihua.complete(&instance, "已更换阀门");

        // 贾平 is not content: back to 现场处理.
        let task = jiaping.task(&instance);
        let targets = jiaping.act("returnList", &json!({"taskId": task}))["data"].clone();
        let ids: Vec<&str> =
            targets.as_array().unwrap().iter().map(|target| target["id"].as_str().unwrap()).collect();
        assert_eq!(ids, ["Activity_0h3x7pk", "Activity_1div90g"]);
        let nowhere = jiaping
            .try_to("return", &json!({"taskId": task, "targetKey": "Activity_1q8mz2d", "comment": "退"}));
        assert_eq!(nowhere["msg"], "当前节点相对于目标节点，不属于串行关系，无法回退");
        jiaping
            .act("return", &json!({"taskId": task, "targetKey": "Activity_0h3x7pk", "comment": "仍有渗水"}));
        assert!(jiaping.tasks(&instance).is_empty());
        lihua.complete(&instance, "重新密封");

        let last = jiaping.complete(&instance, "验收通过");
        assert_eq!(jiaping.status(&instance), "completed", "{last}");
        let finished = jiaping.page("finishedList", 1, 50)["rows"].clone();
        let mine = finished.as_array().unwrap().iter().filter(|row| row["procInsId"] == *instance).count();
        assert_eq!(mine, 3, "dispatched, sent back, accepted");
        assert_eq!(comment_types(&jiaping, &instance).len(), 7);
        for kind in ["1", "2", "4"] {
            assert!(comment_types(&jiaping, &instance).contains(&kind.to_owned()));
        }
        if dialect != Dialect::Ruoyi {
            let history =
                jiaping.get("/workflow/process/historyProcNodeList", &[("historicProcIns", &instance)]);
            assert_eq!(history["data"], jiaping.detail(&instance)["historyProcNodeList"]);
        }
        let viewer = jiaping.detail(&instance)["flowViewer"].clone();
        assert_eq!(viewer["unfinishedTaskSet"], json!([]));
        assert_eq!(viewer["rejectedTaskSet"], json!(["Activity_1q8mz2d"]));
        assert_eq!(viewer["finishedSequenceFlowSet"].as_array().unwrap().len(), 4);
    }
}

#[test]
fn a_process_can_be_refused_stopped_or_lose_its_last_task() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let jiaping = server.user("jiaping");
        let refused = jiaping.start(REPAIR, empty_repair());
        let task = jiaping.task(&refused);
        jiaping.act("reject", &json!({"taskId": task, "procInsId": refused, "comment": "不属本部门"}));
        assert_eq!(jiaping.status(&refused), "terminated");

        let stopped = jiaping.start(REPAIR, empty_repair());
        jiaping.act("stopProcess", &json!({"procInsId": stopped}));
        assert_eq!(jiaping.status(&stopped), "canceled");
        let again = jiaping.try_to("stopProcess", &json!({"procInsId": stopped}));
        assert_eq!(again["code"], 500);

        let deleted = jiaping.start(REPAIR, empty_repair());
        jiaping.act("delete", &json!({"taskId": jiaping.task(&deleted)}));
        assert_eq!(jiaping.status(&deleted), "canceled");
        assert_eq!(comment_types(&jiaping, &refused), ["3"]);
        assert_eq!(comment_types(&jiaping, &stopped), ["6"]);
        let unknown = jiaping.try_to("stopProcess", &json!({"procInsId": "no-such-instance"}));
        assert_eq!(unknown["msg"], "流程实例不存在，请确认！");
    }
}

#[test]
fn two_branches_wait_side_by_side() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let (jiaping, admin, lihua) = (server.user("jiaping"), server.user("admin"), server.user("lihua"));
        // The first task is the initiator's own and is completed by the start.
        let instance = jiaping.start(PARK, json!({"title": "外墙维修"}));
        let open = jiaping.complete(&instance, "受理")["data"].clone();
        let (safety, costs) = (lihua.task(&instance), admin.task(&instance));
        assert_ne!(safety, costs);
        let newest_first = format!("{costs},{safety}");
        match dialect {
            Dialect::Document => assert_eq!(open["TaskId"], newest_first),
            Dialect::Vlstream => assert_eq!(open, format!("TaskId:{newest_first}")),
            Dialect::Ruoyi => assert!(open.is_null()),
        }
        lihua.complete(&instance, "安全");
        assert_eq!(jiaping.status(&instance), "running");
        admin.complete(&instance, "费用无误");
        assert_eq!(jiaping.status(&instance), "completed");
    }
}

#[test]
fn a_candidate_claims_and_gives_back() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let (jiaping, admin) = (server.user("jiaping"), server.user("admin"));
        let instance = jiaping.start(REPAIR, empty_repair());
        let waits = |person: &Person| {
            let rows = person.page("claimList", 1, 100)["rows"].clone();
            rows.as_array().into_iter().flatten().any(|row| row["procInsId"] == *instance)
        };
        assert!(waits(&jiaping) && waits(&admin));
        let task = admin.task(&instance);
        admin.act("claim", &json!({"taskId": task}));
        assert!(!waits(&jiaping) && jiaping.tasks(&instance).is_empty());
        assert_eq!(jiaping.try_to("claim", &json!({"taskId": task}))["code"], 500);
        admin.act("unClaim", &json!({"taskId": task}));
        assert!(waits(&jiaping) && waits(&admin));
    }
}

#[test]
fn a_transferred_task_stays_with_the_other_and_copies_and_next_users_are_kept() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let (jiaping, lihua, chenwei) =
            (server.user("jiaping"), server.user("lihua"), server.user("chenwei"));
        let instance = jiaping.start(REPAIR, empty_repair());
        let task = jiaping.task(&instance);
        jiaping.act(
            "complete",
            &json!({"taskId": task, "procInsId": instance, "comment": "派给陈伟", "nextUserIds": CHENWEI,
                    "copyUserIds": format!("{LIHUA},{ADMIN}"), "variables": {"orderNo": 1}}),
        );
        assert!(lihua.tasks(&instance).is_empty(), "the caller's choice goes before the definition's");
        let copied = lihua.page("copyList", 1, 10)["rows"].clone();
        assert_eq!(copied[0]["instanceId"], *instance);
        assert_eq!(copied[0]["originatorName"], "贾平");

        let task = chenwei.task(&instance);
        chenwei.act("transfer", &json!({"taskId": task, "userId": LIHUA, "comment": "转李华"}));
        lihua.complete(&instance, "好了");
        assert!(chenwei.tasks(&instance).is_empty());
        assert_eq!(jiaping.tasks(&instance).len(), 1, "验收确认 belongs to the initiator");
        let unknown =
            jiaping.try_to("transfer", &json!({"taskId": jiaping.task(&instance), "userId": "nobody"}));
        assert_eq!(unknown["code"], if dialect == Dialect::Document { 4200 } else { 500 });
    }
}

#[test]
fn what_nobody_went_on_with_can_be_revoked() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let (jiaping, lihua) = (server.user("jiaping"), server.user("lihua"));
        let instance = jiaping.start(REPAIR, empty_repair());
        jiaping.complete(&instance, "请处理");
        jiaping.act("revokeProcess", &json!({"procInsId": instance}));
        assert!(lihua.tasks(&instance).is_empty());
        assert_eq!(jiaping.tasks(&instance)[0]["taskDefKey"], "Activity_1div90g");
        jiaping.complete(&instance, "请处理");
        lihua.complete(&instance, "处理了");
        let late = jiaping.try_to("revokeProcess", &json!({"procInsId": instance}));
        assert_eq!(late["code"], 500, "{late}");
        assert!(comment_types(&jiaping, &instance).contains(&"7".to_owned()));
    }
}

#[test]
fn a_suspended_instance_stands_still() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let jiaping = server.user("jiaping");
        let instance = jiaping.start(REPAIR, empty_repair());
        let task = jiaping.task(&instance);
        jiaping.post("/_sandbox/center/suspend", &json!({"procInsId": instance, "suspended": true}));
        let body = json!({"taskId": task, "procInsId": instance, "comment": "同意"});
        assert_eq!(jiaping.try_to("complete", &body)["msg"], "任务处于挂起状态");
        assert_eq!(jiaping.try_to("stopProcess", &body)["msg"], "流程实例已被挂起，无法继续操作");
        jiaping.post("/_sandbox/center/suspend", &json!({"procInsId": instance, "suspended": false}));
        jiaping.act("complete", &body);
        assert_eq!(jiaping.try_to("complete", &body)["msg"], "任务不存在");
    }
}
