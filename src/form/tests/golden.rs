//! Whole forms as servers send them: what a page draws, starts with, is told, and sends.

use super::*;

fn each(name: &str) {
    let file = format!("{}/tests/golden/form/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let golden = json(&std::fs::read_to_string(file).unwrap());
    let part = |key: &str| golden.get(key).unwrap_or_else(|| panic!("{name} has no {key}"));
    let form = Form::from_server(part("data"), Locale::ZhCn).unwrap();
    assert_eq!(text(&form.defaults()), text(part("defaults")), "{name}: defaults");
    let (Value::List(found), Value::List(wanted)) = (form.fields(), part("fields").clone()) else {
        panic!("{name}: fields are lists")
    };
    for (found, wanted) in found.iter().zip(&wanted) {
        assert!(alike(found, wanted), "{name}: field\n{}\n{}", text(found), text(wanted));
    }
    assert_eq!(found.len(), wanted.len());
    let Value::List(cases) = part("cases") else { panic!("{name}: cases are a list") };
    for case in cases {
        let values = case.get("values").unwrap();
        let issues = form.check(values, Locale::ZhCn).into_iter().map(|issue| {
            Value::List(vec![path(&issue.path), Value::Text(issue.rule), Value::Text(issue.message)])
        });
        assert_eq!(text(&Value::List(issues.collect())), text(case.get("issues").unwrap()), "{name}");
        if let Some(wanted) = case.get("text") {
            assert_eq!(Some(form.serialize(values).as_str()), wanted.as_text(), "{name}: text");
        }
    }
    let warnings = form
        .warnings()
        .iter()
        .map(|warning| Value::List(vec![Value::Text(warning.place()), Value::Text(warning.rule.clone())]));
    assert_eq!(text(&Value::List(warnings.collect())), text(part("warnings")), "{name}: warnings");
}

/// Equal but for the order of keys.
fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Object(members), Value::Object(others)) => {
            members.len() == others.len()
                && members.iter().all(|(key, value)| b.get(key).is_some_and(|other| alike(value, other)))
        }
        (Value::List(items), Value::List(others)) => {
            items.len() == others.len() && items.iter().zip(others).all(|(a, b)| alike(a, b))
        }
        _ => a == b,
    }
}

#[test]
fn vform_at_the_top_starts_as_the_document_says() {
    each("center-start");
}

#[test]
fn vform_wrapped_with_every_container() {
    each("vform-wrapped");
}

#[test]
fn form_generator() {
    each("generator");
}

#[test]
fn pandas_event_type() {
    each("panda-event-type");
}

#[test]
fn pandas_case_details() {
    each("panda-case-details");
}

#[test]
fn a_form_in_a_string_or_an_envelope_is_the_same_form() {
    let data = r#"{"widgetList":[{"type":"input","options":{"name":"a","label":"A"}}],"formConfig":{}}"#;
    let plain = Form::from_server(&json(data), Locale::En).unwrap();
    for wrapped in [
        format!(r#"{{"code":200,"msg":null,"data":{data}}}"#),
        text(&Value::Text(data.into())),
        format!(r#"{{"formModel":{data},"formData":null}}"#),
        format!(r#"{{"formModel":{}}}"#, text(&Value::Text(data.into()))),
    ] {
        let form = Form::from_server(&json(&wrapped), Locale::En).unwrap();
        assert_eq!(text(&form.fields()), text(&plain.fields()), "{wrapped}");
    }
}

#[test]
fn the_forms_of_a_task_are_one_form_and_of_two_fields_of_one_name_the_first_stands() {
    let one = r#"{"formModel":{"widgetList":[{"type":"input","options":{"name":"a","label":"A"}}]},"formData":{"a":"typed"}}"#;
    let two = r#"{"fields":[{"__config__":{"tag":"el-input"},"__vModel__":"b"},{"__config__":{"tag":"el-input","label":"C"},"__vModel__":"a"}],"formModel":"m"}"#;
    let form = Form::from_server(&json(&format!("[{one},{two}]")), Locale::En).unwrap();
    assert_eq!(text(&form.defaults()), r#"{"a":"typed"}"#);
    assert_eq!(form.fields.iter().map(|field| &*field.label).collect::<Vec<_>>(), ["A", "b"]);
    assert_eq!(form.warnings().iter().map(|warning| &*warning.rule).collect::<Vec<_>>(), ["duplicate"]);
    let alone = Form::from_server(&json(&format!("[{one}]")), Locale::En).unwrap();
    assert_eq!(text(&alone.fields()), text(&Form::from_server(&json(one), Locale::En).unwrap().fields()));
    // A list of anything else is a slip.
    for slip in ["[]", "[null]", r#"[{"eventName":"a","fieldGroup":"x"}]"#] {
        assert!(Form::from_server(&json(slip), Locale::En).is_err(), "{slip}");
    }
}

#[test]
fn a_case_is_read_with_the_tables_of_all_its_nodes_each_with_its_own_values() {
    let table = |name: &str, value: &str| {
        let schema = format!(r#"[{{"groupName":"g","schema":[{{"fieldName":"{name}"}}]}}]"#);
        format!(
            r#"{{"flowNodeMeta":{{"groups":{schema},"values":[{{"fieldName":"{name}","fieldValue":"{value}"}}]}}}}"#
        )
    };
    let info = |model: u8, tables: &[String]| {
        format!(r#"{{"flowInfoConfig":{{"isWorkOrder":{model}}},"tableMetaDatas":[{}]}}"#, tables.join(","))
    };
    let first = info(
        1,
        &[table("事件", "x"), table("用户编号", "xx0021"), table("办理人", "张三"), table("办理人", "李四")],
    );
    let second = info(0, &[table("验收人", "王五")]);
    for data in [format!("[{first},{second}]"), format!(r#"{{"flowTableInfos":[{first},{second}]}}"#)] {
        let form = Form::from_server(&json(&data), Locale::En).unwrap();
        assert_eq!(text(&form.defaults()), r#"{"用户编号":"xx0021","办理人":"张三","验收人":"王五"}"#);
    }
}

#[test]
fn what_was_filled_in_stands_beside_the_widgets_wrapped_or_not() {
    let widgets =
        r#""widgetList":[{"type":"input","options":{"name":"a","defaultValue":"before"}}],"formConfig":{}"#;
    for data in [
        format!(r#"{{{widgets},"formData":{{"a":"typed"}}}}"#),
        format!(r#"{{"formModel":{{{widgets}}},"formData":{{"a":"typed"}}}}"#),
    ] {
        let form = Form::from_server(&json(&data), Locale::En).unwrap();
        assert_eq!(text(&form.defaults()), r#"{"a":"typed"}"#, "{data}");
    }
}
