//! Forms in their three shapes, diagrams, and values that must come back as they went.

use std::collections::BTreeSet;

use sandbox::settings::Dialect;
use serde_json::{Value, json};

use crate::server::{DIALECTS, Person, REPAIR, Server, empty_repair};

fn form(person: &Person, definition: &Value, instance: Option<&str>) -> Value {
    let (id, deployment) =
        (definition["definitionId"].as_str().unwrap(), definition["deploymentId"].as_str().unwrap());
    let mut query = vec![("definitionId", id), ("deployId", deployment)];
    query.extend(instance.map(|instance| ("procInsId", instance)));
    let answer = person.get("/workflow/process/getProcessForm", &query);
    assert_eq!(answer["code"], 200, "{answer}");
    answer["data"].clone()
}

fn types(widgets: &Value, found: &mut BTreeSet<String>) {
    match widgets {
        Value::Array(list) => list.iter().for_each(|widget| types(widget, found)),
        Value::Object(map) => {
            if let (Some(kind), true) = (map.get("type").and_then(Value::as_str), map.contains_key("icon")) {
                found.insert(kind.to_owned());
            }
            map.iter().filter(|(name, _)| *name != "options").for_each(|(_, value)| types(value, found));
        }
        _ => {}
    }
}

#[test]
fn all_three_shapes_and_every_widget_are_served() {
    let server = Server::start(Dialect::Document);
    let person = server.user("jiaping");
    let definitions = person.page("list", 1, 50)["rows"].clone();
    let (mut shapes, mut widgets) = (BTreeSet::new(), BTreeSet::new());
    for definition in definitions.as_array().unwrap() {
        let form = form(&person, definition, None);
        shapes.insert(match &form {
            Value::Null => "none",
            form if form["fields"].is_array() && form["formModel"].is_string() => "A",
            form if form["widgetList"].is_array() && form["formConfig"].is_object() => "B",
            form if form["formModel"]["widgetList"].is_array() && form["formData"].is_object() => "C",
            form => panic!("no known shape: {form}"),
        });
        types(&form, &mut widgets);
    }
    assert_eq!(shapes, BTreeSet::from(["A", "B", "C", "none"]));
    for kind in [
        "input",
        "textarea",
        "number",
        "radio",
        "checkbox",
        "select",
        "cascader",
        "time",
        "time-range",
        "date",
        "date-range",
        "switch",
        "rate",
        "slider",
        "color",
        "picture-upload",
        "file-upload",
        "rich-editor",
        "static-text",
        "html-text",
        "button",
        "divider",
        "slot",
        "cascader-area",
        "items",
        "money",
        "numberComp",
        "address-book",
        "basic-data",
        "serial-number",
        "grid",
        "grid-col",
        "table",
        "table-cell",
        "tab",
        "tab-pane",
        "card",
        "sub-form",
    ] {
        assert!(widgets.contains(kind), "no form has {kind}");
    }
}

#[test]
fn the_documents_start_example_names_exactly_the_fields_of_its_form() {
    let server = Server::start(Dialect::Document);
    let person = server.user("jiaping");
    let definitions = person.page("list", 1, 50)["rows"].clone();
    let definition =
        definitions.as_array().unwrap().iter().find(|row| row["definitionId"] == REPAIR).unwrap().clone();
    let empty = form(&person, &definition, None);
    let names: Vec<&str> = empty["formModel"]["widgetList"]
        .as_array()
        .unwrap()
        .iter()
        .map(|widget| widget["options"]["name"].as_str().unwrap())
        .collect();
    let example = empty_repair();
    let sent: Vec<&str> = example.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, sent);

    let mut filled = empty_repair();
    filled["input64189"] = "A3-1201".into();
    let instance = person.start(REPAIR, filled.clone());
    assert_eq!(form(&person, &definition, Some(&instance))["formData"], filled);
}

#[test]
fn digits_come_back_as_they_went() {
    let sent = r#"{"id":1965951881494065154,"edge":9007199254740990,"over":9007199254740991,"minus":-9007199254740993,
        "rate":0.10,"huge":12345678901234567890123456789,"money":"12800.50","deep":[{"n":1965951881494065154}],"emoji":"📷\u0000"}"#;
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let person = server.user("jiaping");
        let instance = person.start(REPAIR, serde_json::from_str(sent).unwrap());
        let got = person.tasks(&instance)[0]["procVars"].clone();
        let text = got.to_string();
        let id = if dialect == Dialect::Document { "1965951881494065154" } else { "\"1965951881494065154\"" };
        assert!(text.contains(&format!("\"id\":{id},")), "{text}");
        assert!(text.contains(&format!("[{{\"n\":{id}}}]")), "{text}");
        assert!(text.contains("\"edge\":9007199254740990,"), "{text}");
        assert!(text.contains("\"rate\":0.10,") && text.contains("\"money\":\"12800.50\""), "{text}");
        assert_eq!(got["over"].is_string(), dialect != Dialect::Document);
        assert_eq!(got["emoji"], "📷\u{0}");
        assert_eq!(
            (&got["processStatus"], &got["initiator"]),
            (&json!("running"), &json!("a6d24415-18f4-4816-bd86-5086fcb70cea"))
        );
        let task = person.task(&instance);
        let again = person.get(&format!("/workflow/task/processVariables/{task}"), &[])["data"].clone();
        assert_eq!(again, got);
    }
}

#[test]
fn a_task_with_its_own_form_shows_it() {
    for dialect in DIALECTS {
        let server = Server::start(dialect);
        let (jiaping, lihua) = (server.user("jiaping"), server.user("lihua"));
        let instance = jiaping.start(REPAIR, empty_repair());
        jiaping.complete(&instance, "请处理");
        let task = lihua.task(&instance);
        let detail =
            lihua.get("/workflow/process/detail", &[("procInsId", &instance), ("taskId", &task)])["data"]
                .clone();
        let forms = if dialect == Dialect::Ruoyi {
            json!([detail["taskFormData"]])
        } else {
            detail["taskFormData"].clone()
        };
        assert_eq!(forms[0]["formModel"]["widgetList"][0]["options"]["name"], "result", "{dialect:?}");
        assert_eq!(detail["processFormList"][0]["formData"], empty_repair());
        assert_eq!(detail["historyProcNodeList"][0]["activityId"], "Activity_0h3x7pk");
        assert_eq!(detail["historyProcNodeList"][2]["activityType"], "startEvent");
    }
}

#[test]
fn diagrams_can_be_drawn() {
    let server = Server::start(Dialect::Document);
    let person = server.user("jiaping");
    for definition in person.page("list", 1, 50)["rows"].as_array().unwrap() {
        let id = definition["definitionId"].as_str().unwrap();
        let xml =
            person.get(&format!("/workflow/process/bpmnXml/{}", id.replace(':', "%3A")), &[])["data"].clone();
        let xml = roxmltree::Document::parse(xml.as_str().unwrap()).unwrap();
        let ids = |names: &[&str]| -> BTreeSet<&str> {
            xml.descendants()
                .filter(|n| names.contains(&n.tag_name().name()))
                .map(|n| n.attribute("bpmnElement").or(n.attribute("id")).unwrap())
                .collect()
        };
        assert_eq!(ids(&["startEvent", "userTask", "endEvent"]), ids(&["BPMNShape"]));
        assert_eq!(ids(&["sequenceFlow"]), ids(&["BPMNEdge"]));
        assert!(id.starts_with(ids(&["process"]).first().unwrap()));
    }
}
