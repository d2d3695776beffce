//! A few weeks of work in a new database: seeded people act through the very handlers that HTTP calls.

use rusqlite::Connection;
use serde_json::{Map, Value, json};

use super::auth::User;
use super::call::Call;
use super::engine::Engine;
use super::reply::{Answer, Fail};
use super::{orders, returns, tasks, users};
use crate::settings::Dialect;

const INSTANCES: i64 = 72;
const HOUR: i64 = 3_600_000;
const REPAIR: &str = "Process_1741923584470";

/// The present instant, and the one at which something happened.
struct Past<'a> {
    db: &'a Connection,
    present: i64,
    now: i64,
}

impl Past<'_> {
    fn act(&self, me: &User, handler: fn(&Call) -> Answer, body: Value) -> Answer {
        let (me, id) = (me.clone(), String::new());
        handler(&Call {
            tx: self.db,
            dialect: Dialect::Document,
            me,
            query: Vec::new(),
            id,
            body,
            now: self.now,
        })
    }

    fn engine(&self) -> Engine<'_> {
        Engine { db: self.db, dialect: Dialect::Document, now: self.now }
    }

    fn pass(&mut self, ms: i64) {
        self.now = (self.now + ms).min(self.present);
    }

    fn person(&self, username: &str) -> Result<User, Fail> {
        users::by_username(self.db, username)?.ok_or_else(|| Fail::user(Dialect::Document))
    }
}

/// Lets people start an instance of some definition every eight hours, and work on it.
pub fn live(db: &Connection, present: i64, definitions: &[Value]) -> Result<(), Fail> {
    let samples: Value = serde_json::from_str(include_str!("data/seed-values.json"))?;
    let people = ["jiaping", "admin", "lihua", "jiaping", "chenwei", "admin", "lihua"];
    for turn in 0..INSTANCES {
        let now = present - (INSTANCES - turn) * 8 * HOUR - (turn * 7919 % 3600) * 1000;
        let mut past = Past { db, present, now };
        let definition = pick(definitions, turn * 3 + turn / 7);
        let id = definition["definitionId"].as_str().unwrap_or_default();
        let key = id.split(':').next().unwrap_or_default();
        let given = samples[key].as_array().map(|list| pick(list, turn / 7)).unwrap_or_default();
        let variables = given.as_object().cloned().unwrap_or_default();
        let me = past.person(people[turn as usize % people.len()])?;
        let instance = past.engine().start(id, &me, &variables)?;
        if turn % 2 == 0 {
            orders::insert(db, now, &me, &instance, &order(&definition, &variables, turn))?;
        }
        work(&mut past, &instance, &me, turn)?;
    }
    Ok(())
}

fn pick(list: &[Value], by: i64) -> Value {
    list.get(by as usize % list.len().max(1)).cloned().unwrap_or_default()
}

fn order(definition: &Value, variables: &Map<String, Value>, turn: i64) -> Value {
    json!({
        "title": format!("{}-{:03}", definition["processName"].as_str().unwrap_or_default(), turn + 1),
        "systemId": "统一工单中心", "projectId": "科技园二期", "workorderId": "1900115540270891009",
        "workorderIdExtend": "2,1900115540270891009", "source": "web", "params": variables,
    })
}

/// What becomes of an instance: most old ones are through, of the young ones many wait; some are refused, stopped, sent back,
/// delegated or transferred on the way.
fn work(past: &mut Past, instance: &str, starter: &User, turn: i64) -> Result<(), Fail> {
    let steps = if turn < 44 && turn % 6 != 0 { 12 } else { turn % 4 };
    let chenwei = past.person("chenwei")?;
    for step in 0..steps {
        let Some(open) = past.engine().open_ids(instance)?.pop() else { return Ok(()) };
        let me = worker(past, &open)?;
        past.pass((turn * 31 + step * 17) % 5 * HOUR / 2 + (turn * 523 + step * 211) % 3000 * 1000 + 42_000);
        let said = ["同意", "已核实，请尽快处理", "处理完成", "情况属实"][(turn + step) as usize % 4];
        let mut body = json!({"taskId": open, "procInsId": instance, "comment": said});
        match (turn % 14, step) {
            (5, 1) => {
                body["comment"] = "材料不齐，不予受理".into();
                past.act(&me, tasks::reject, body)?;
            }
            (8, 1) => {
                past.act(starter, tasks::stop, json!({"procInsId": instance, "comment": "重复提交，取消"}))?;
            }
            (3, 1) => {
                body["comment"] = "情况说明不清，请补充".into();
                let targets = past.act(&me, returns::targets, body.clone())?;
                body["targetKey"] = targets["data"][0]["id"].clone();
                past.act(&me, returns::back, body)?;
            }
            (10, 0) => {
                let delegation = json!({"taskId": open, "userId": chenwei.id, "comment": "请代为核实"});
                past.act(&me, tasks::delegate, delegation)?;
                past.pass(HOUR);
                past.act(&chenwei, tasks::complete, body)?;
            }
            (12, 0) => {
                past.act(
                    &me,
                    tasks::transfer,
                    json!({"taskId": open, "userId": chenwei.id, "comment": "转陈伟处理"}),
                )?;
            }
            _ => {
                if turn % 5 == 0 {
                    body["copyUserIds"] = starter.id.clone().into();
                }
                past.act(&me, tasks::complete, body)?;
            }
        }
    }
    Ok(())
}

/// The assignee of a task, or the first who could have it.
fn worker(past: &Past, task: &str) -> Result<User, Fail> {
    let id = match past.engine().task(task)?.assignee {
        Some(id) => id,
        None => past.db.query_row(
            "SELECT u.user_id FROM center_candidate c, center_user u WHERE c.task_id = ?1 AND NOT u.disabled
             AND (c.user_id = u.user_id OR instr(',' || u.groups || ',', ',' || c.group_id || ',')) ORDER BY u.rowid LIMIT 1",
            [task],
            |row| row.get(0),
        )?,
    };
    users::must(past.db, Dialect::Document, &id)
}

/// Starts so many repairs for one user, a second apart, the last one now.
pub fn repairs(db: &Connection, now: i64, me: &User, count: i64) -> Result<(), Fail> {
    let samples: Value = serde_json::from_str(include_str!("data/seed-values.json"))?;
    let definition: String = db.query_row(
        "SELECT definition_id FROM center_definition WHERE process_key = ?1 AND latest",
        [REPAIR],
        |row| row.get(0),
    )?;
    for turn in 0..count {
        let engine = Engine { db, dialect: Dialect::Document, now: now - (count - 1 - turn) * 1000 };
        let mut variables = samples[REPAIR][turn as usize % 2].as_object().cloned().unwrap_or_default();
        variables.insert("textarea79127".into(), format!("第{}次巡查：地面湿滑", turn + 1).into());
        engine.start(&definition, me, &variables)?;
    }
    Ok(())
}
