//! What no honest server sends: it ends in an error or a form, soon, and never in a panic.

use super::*;
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn within(limit: Duration, work: impl FnOnce()) {
    let started = Instant::now();
    work();
    assert!(started.elapsed() < limit, "took {:?}", started.elapsed());
}

fn object(members: Vec<(&str, Value)>) -> Value {
    Value::Object(members.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

fn word(text: &str) -> Value {
    Value::Text(text.into())
}

fn input(name: &str, more: Vec<(&str, Value)>) -> Value {
    let mut options = vec![("name", word(name))];
    options.extend(more);
    object(vec![("type", word("input")), ("options", object(options))])
}

fn widgets(list: Vec<Value>) -> Value {
    object(vec![("widgetList", Value::List(list))])
}

#[test]
fn a_hundred_thousand_widgets_are_too_many_and_ten_thousand_are_not() {
    let many = |count: usize| widgets((0..count).map(|n| input(&format!("input{n}"), vec![])).collect());
    within(Duration::from_secs(20), || {
        let issues = Form::from_server(&many(100_000), Locale::En).unwrap_err();
        assert_eq!(places(&issues), [("data".into(), "size".into())]);
        let form = Form::from_server(&many(MOST_FIELDS), Locale::En).unwrap();
        let values = form.defaults();
        assert!(form.check(&values, Locale::En).is_empty());
        assert_eq!(form.serialize(&values), text(&values));
    });
}

#[test]
fn ten_thousand_containers_within_each_other_are_refused() {
    let mut nested = input("inside", vec![]);
    let mut fields = object(vec![("__vModel__", word("inside")), ("__config__", object(vec![]))]);
    for _ in 0..10_000 {
        nested = object(vec![("category", word("container")), ("widgetList", Value::List(vec![nested]))]);
        fields = object(vec![("__config__", object(vec![("children", Value::List(vec![fields]))]))]);
    }
    for data in [widgets(vec![nested]), object(vec![("fields", Value::List(vec![fields]))])] {
        let issues = Form::from_server(&data, Locale::ZhCn).unwrap_err();
        assert_eq!(issues[0].detail, "data：表单嵌套过深（超过 64 层）");
        forget(data);
    }
}

/// Takes a deep value apart without recursion, which dropping it would need.
fn forget(value: Value) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::List(items) => open.extend(items),
            Value::Object(members) => open.extend(members.into_iter().map(|(_, value)| value)),
            _ => {}
        }
    }
}

#[test]
fn ten_megabytes_of_options_text_and_repeated_names() {
    within(Duration::from_secs(30), || {
        let options = (0..200_000).map(|n| Value::Number(n.to_string())).collect();
        let select = object(vec![
            ("type", word("select")),
            ("options", object(vec![("name", word("s")), ("optionItems", Value::List(options))])),
        ]);
        let twice = (0..9_000).map(|_| input("same", vec![("label", word(&"水".repeat(300)))]));
        let form = Form::from_server(&widgets(twice.chain([select]).collect()), Locale::En).unwrap();
        assert_eq!(form.fields.len(), 2);
        assert!(form.warnings().len() <= 100);
        assert_eq!(
            places(&form.check(&json(r#"{"s":200000}"#), Locale::En)),
            [("s".into(), "option".into())]
        );
    });
}

#[test]
fn patterns_made_to_hang_do_not() {
    let evil = [
        "/^(a+)+$/",
        "/^(a|a)*$/",
        "/^(a|aa)+$/",
        "/(.*a){20}/",
        "/^(?=(a+)+$)b/",
        "/^(\\w+\\s?)*$/",
        "/^a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaa$/",
    ];
    let list = evil
        .iter()
        .enumerate()
        .map(|(n, pattern)| input(&format!("p{n}"), vec![("validation", word(pattern))]));
    let form = Form::from_server(&widgets(list.collect()), Locale::En).unwrap();
    assert!(form.warnings().is_empty(), "{:?}", form.warnings());
    let long = "a".repeat(5_000) + "!";
    let values = Value::Object((0..evil.len()).map(|n| (format!("p{n}"), word(&long))).collect());
    within(Duration::from_secs(20), || {
        assert!(form.check(&values, Locale::En).len() >= 3);
    });
}

#[test]
fn patterns_too_big_are_warnings_and_take_no_memory() {
    let big = ["/(((a{999}){999}){999}){999}/", "/[a-z]{99999}/", "/(((){9999}){9999}){9999}/"];
    let long = format!("/{}/", "(".repeat(5000));
    let list: Vec<&str> = big.into_iter().chain([long.as_str()]).collect();
    within(Duration::from_secs(10), || {
        let list =
            list.iter().enumerate().map(|(n, p)| input(&format!("p{n}"), vec![("validation", word(p))]));
        let form = Form::from_server(&widgets(list.collect()), Locale::En).unwrap();
        assert!(form.warnings().len() >= 3, "{:?}", form.warnings());
        let many = (0..5_000).map(|n| input(&format!("p{n}"), vec![("validation", word("/.{0,9999}/"))]));
        let form = Form::from_server(&widgets(many.collect()), Locale::En).unwrap();
        let steps = |field: &Field| field.rules.len();
        assert!(form.fields.iter().map(steps).sum::<usize>() < 50);
    });
}

fn any_value() -> impl Strategy<Value = Value> {
    let keys = prop::sample::select(vec![
        "widgetList",
        "fields",
        "formModel",
        "formData",
        "type",
        "options",
        "name",
        "label",
        "id",
        "category",
        "cols",
        "rows",
        "tabs",
        "__config__",
        "__vModel__",
        "__slot__",
        "children",
        "regList",
        "pattern",
        "defaultValue",
        "optionItems",
        "required",
        "min",
        "max",
        "precision",
        "valueFormat",
        "validation",
        "multiple",
        "range",
        "groups",
        "schema",
        "fieldName",
        "fieldGroup",
        "flowTableInfos",
        "tableMetaDatas",
        "flowNodeMeta",
        "values",
        "code",
        "data",
        "tag",
        "value",
        "limit",
        "fileTypes",
        "hidden",
    ]);
    let words = prop_oneof![
        ".{0,6}",
        "/[-\\\\^$*+?.()|\\[\\]{}a-z0-9,]{0,12}/[a-z]?",
        prop::sample::select(vec![
            "input",
            "select",
            "sub-form",
            "items",
            "date",
            "date-range",
            "number",
            "container",
            "el-input",
            "el-date-picker",
            "a",
            "yyyy-MM-dd",
            "checkbox",
            "slider",
            "cascader-area",
            "money",
            "rowFormItem",
            "mobilePhone",
            "1e999",
            "true",
        ])
        .prop_map(String::from),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        "-?(0|[1-9][0-9]{0,24})(\\.[0-9]{1,3})?([eE]-?[0-9]{1,9})?".prop_map(Value::Number),
        words.prop_map(Value::Text),
    ];
    leaf.prop_recursive(8, 120, 10, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
            prop::collection::vec((keys.clone().prop_map(String::from), inner), 0..10)
                .prop_map(Value::Object),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

    #[test]
    fn anything_is_taken_or_refused(data in any_value(), values in any_value(), list in any::<bool>()) {
        let data = match data {
            Value::List(_) if list => object(vec![("widgetList", data)]),
            Value::List(_) => object(vec![("fields", data)]),
            other => other,
        };
        for form in [Form::from_server(&data, Locale::En), Form::define(&data, Locale::ZhCn)].into_iter().flatten() {
            form.check(&values, Locale::En);
            form.check(&form.defaults(), Locale::ZhCn);
            let written = form.serialize(&values);
            prop_assert!(serde_json::from_str::<serde_json::Value>(&written).is_ok(), "{}", written);
            Value::parse(text(&form.fields()).as_bytes()).unwrap();
        }
    }
}
