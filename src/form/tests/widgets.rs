//! One field at a time: what each type takes, what it refuses and in which words, what it sends.

use super::*;

fn define(fields: &str) -> Form {
    Form::define(&json(fields), Locale::En).unwrap_or_else(|issues| panic!("{fields}: {issues:?}"))
}

fn vform(kind: &str, options: &str) -> Form {
    let data = format!(
        r#"{{"widgetList":[{{"type":"{kind}","formItemFlag":true,"options":{{"name":"f","label":"字段"{options}}},"id":"f"}}]}}"#
    );
    Form::from_server(&json(&data), Locale::En).unwrap()
}

/// The rules that `values` of the field `f` break.
fn rules(form: &Form, value: &str) -> Vec<String> {
    form.check(&json(&format!(r#"{{"f":{value}}}"#)), Locale::En)
        .into_iter()
        .map(|issue| issue.rule)
        .collect()
}

#[test]
fn each_widget_starts_takes_and_refuses_as_vform_does() {
    let choices = r#","optionItems":[{"label":"一","value":1},{"label":"二","value":"2"},{"label":"大","value":1965951881494065154}]"#;
    // type, options, default, what is good, what is of the wrong type, what breaks which other rule
    type Case<'a> = (&'a str, &'a str, &'a str, &'a [&'a str], &'a [&'a str], &'a [(&'a str, &'a str)]);
    let cases: &[Case] = &[
        ("input", "", r#""""#, &[r#""x""#, "null", r#""""#], &["1", "true", "[]", r#"["x"]"#, "{}"], &[]),
        (
            "textarea",
            r#","validation":"noChinese""#,
            r#""""#,
            &[r#""a\nb""#],
            &["0"],
            &[(r#""水""#, "noChinese")],
        ),
        (
            "number",
            r#","min":-5,"max":9007199254740993,"precision":2"#,
            "0",
            &["0", "-5", "1.25", "9007199254740993", "null", "1e1"],
            &[r#""1""#, r#""""#, "true", "[1]"],
            &[("-5.01", "min"), ("9007199254740994", "max"), ("1.234", "precision"), ("1e999999999", "max")],
        ),
        (
            "radio",
            choices,
            "null",
            &["1", r#""2""#, "1.0", "1965951881494065154"],
            &["[1]", "{}"],
            &[(r#""1""#, "option"), ("2", "option"), ("1965951881494065155", "option")],
        ),
        ("checkbox", choices, "[]", &["[]", r#"[1,"2"]"#], &["1", r#""2""#], &[("[1,3]", "option")]),
        ("select", choices, r#""""#, &["1", r#""""#], &["[1]"], &[("9", "option")]),
        (
            "select",
            r#","multiple":true,"optionItems":[{"label":"a","value":"a"}]"#,
            r#""""#,
            &[r#"["a"]"#, "[]", r#""""#],
            &[r#""a""#],
            &[(r#"["b"]"#, "option")],
        ),
        (
            "select",
            r#","allowCreate":true,"optionItems":[{"label":"a","value":"a"}]"#,
            r#""""#,
            &[r#""new""#],
            &["{}"],
            &[],
        ),
        ("select", r#","remote":true"#, r#""""#, &[r#""anyone""#, "7"], &[], &[]),
        ("cascader", "", r#""""#, &[r#"["p","p1"]"#, r#""""#, "[]"], &[r#""p""#, "1"], &[]),
        ("cascader", r#","multiple":true"#, r#""""#, &[r#"[["p"],["q","q1"]]"#], &[r#"["p"]"#], &[]),
        (
            "time",
            "",
            "null",
            &[r#""08:30:00""#, r#""08:30""#],
            &["830"],
            &[(r#""8 o'clock""#, "format"), (r#""24:00:00""#, "format")],
        ),
        (
            "time-range",
            "",
            "null",
            &[r#"["08:00:00","09:00:00"]"#],
            &[r#""08:00:00""#, r#"["08:00:00"]"#],
            &[(r#"["09:00:00","08:00:00"]"#, "order")],
        ),
        (
            "date",
            r#","valueFormat":"YYYY/MM/DD""#,
            "null",
            &[r#""2024/02/29""#, r#""2024-02-29""#],
            &["20240229"],
            &[(r#""2023/02/29""#, "format"), (r#""02/29""#, "format")],
        ),
        (
            "date-range",
            r#","type":"monthrange""#,
            "null",
            &[r#"["2024-01","2024-01"]"#],
            &["{}"],
            &[(r#"["2024-02","2024-01"]"#, "order"), (r#"["2024-13","2024-01"]"#, "format")],
        ),
        (
            "date",
            r#","type":"dates""#,
            "null",
            &[r#"["2024-01-01"]"#],
            &[r#""2024-01-01""#],
            &[(r#"["x"]"#, "format")],
        ),
        ("switch", "", "null", &["true", "false", "null"], &["1", r#""true""#, r#""""#], &[]),
        ("rate", "", "null", &["5", "0", "2.5"], &[r#""5""#], &[("6", "max")]),
        (
            "slider",
            r#","min":0,"max":10,"range":true"#,
            "null",
            &["[1,2]"],
            &["1", "[1]"],
            &[("[0,11]", "max"), ("[3,2]", "order")],
        ),
        (
            "color",
            "",
            "null",
            &[r##""#ff00AA""##, r#""rgba(1, 2, 3, .5)""#],
            &["1"],
            &[(r##""#ggg""##, "format"), (r#""red""#, "format")],
        ),
        (
            "picture-upload",
            r#","limit":1,"fileTypes":["png"]"#,
            "null",
            &[r#"[{"name":"a.PNG","url":"/a"}]"#, "[]", r#"[{"uid":1,"status":"success","url":"/a"}]"#],
            &[r#""/a.png""#, r#"["/a.png"]"#, r#""""#],
            &[(r#"[{"name":"a.png"},{"name":"b.png"}]"#, "limit"), (r#"[{"name":"png"}]"#, "fileTypes")],
        ),
        ("rich-editor", "", "null", &[r#""<p>x</p>""#], &["1"], &[]),
        (
            "cascader-area",
            "",
            r#""""#,
            &[r#"{"address":"a","center":"{}"}"#, r#"{"address":"a","center":{"lng":1}}"#, r#""""#],
            &[r#""深圳""#, r#"{"address":1}"#],
            &[],
        ),
        (
            "money",
            r#","precision":2"#,
            r#""""#,
            &[r#""12.50""#, "12.5", "1965951881494065154"],
            &[r#""十二""#, "true", r#""1,000""#],
            &[(r#""0.001""#, "precision")],
        ),
        ("numberComp", r#","min":1"#, r#""""#, &[r#""1.0""#], &["[]"], &[(r#""0.99""#, "min")]),
        ("basic-data", "", r#""""#, &["1", r#""x""#, r#"[{"id":1}]"#, "{}"], &[], &[]),
        ("serial-number", "", r#""""#, &[r#""GD-1""#], &["1"], &[]),
        ("vendors-newest", "", "null", &["1", "[]", r#""x""#, "{}"], &[], &[]),
    ];
    for (kind, options, default, good, mistyped, broken) in cases {
        let form = vform(kind, options);
        assert_eq!(text(&form.defaults()), format!(r#"{{"f":{default}}}"#), "{kind}");
        assert_eq!(rules(&form, default), [""; 0], "{kind} takes its own default");
        for value in *good {
            assert_eq!(rules(&form, value), [""; 0], "{kind} should take {value}");
        }
        for value in *mistyped {
            assert!(
                rules(&form, value).iter().all(|rule| rule == "type") && !rules(&form, value).is_empty(),
                "{kind} should refuse {value}: {:?}",
                rules(&form, value)
            );
        }
        for (value, rule) in *broken {
            assert_eq!(rules(&form, value), [*rule], "{kind} of {value}");
        }
        let required = vform(kind, &format!(r#"{options},"required":true"#));
        for empty in ["null", r#""""#, "[]"] {
            assert_eq!(rules(&required, empty), ["required"], "{kind} of {empty}");
        }
        assert_eq!(required.check(&json("{}"), Locale::En)[0].message, "\"字段\" is required");
    }
}

#[test]
fn zero_and_false_are_values() {
    assert_eq!(rules(&vform("number", r#","required":true"#), "0"), [""; 0]);
    assert_eq!(rules(&vform("switch", r#","required":true"#), "false"), [""; 0]);
}

#[test]
fn lengths_and_steps_advise_in_vform_and_bind_where_declared() {
    let advice = vform("input", r#","minLength":2,"maxLength":3"#);
    assert_eq!(rules(&advice, r#""x""#), [""; 0]);
    assert_eq!(rules(&vform("number", r#","step":5"#), "3"), [""; 0]);
    assert_eq!(rules(&vform("number", r#","step":5,"stepStrictly":true"#), "3"), ["step"]);
    let bound = define(r#"[{"name":"f","minLength":2,"maxLength":3}]"#);
    assert_eq!(rules(&bound, r#""x""#), ["minLength"]);
    assert_eq!(rules(&bound, r#""😀😀""#), ["maxLength"], "as .length counts");
    let step = define(r#"[{"name":"f","type":"number","step":0.1}]"#);
    assert_eq!(rules(&step, "0.3"), [""; 0]);
    assert_eq!(rules(&step, "0.35"), ["step"]);
}

#[test]
fn hidden_fields_keep_their_default_and_ask_nothing() {
    let form = vform("input", r#","hidden":true,"required":true,"defaultValue":"web""#);
    assert_eq!(rules(&form, r#""""#), [""; 0]);
    assert_eq!(form.serialize(&json(r#"{"x":1}"#)), r#"{"x":1,"f":"web"}"#);
    assert_eq!(form.serialize(&json(r#"{"f":""}"#)), r#"{"f":""}"#);
    assert_eq!(form.serialize(&json("{}")), r#"{"f":"web"}"#);
    let rows = define(
        r#"[{"name":"r","type":"sub-form","children":[{"name":"a"},{"name":"k","hidden":true,"default":1}]}]"#,
    );
    assert_eq!(rows.serialize(&json(r#"{"r":[{"a":"x"},{"k":2}]}"#)), r#"{"r":[{"a":"x","k":1},{"k":2}]}"#);
}

#[test]
fn a_hand_made_form_says_what_it_draws_and_checks_everything() {
    let form = define(
        r#"[
          {"name":"用户编号","label":"户号","required":true,"pattern":"/^xx\\d{4}$/","validationHint":"户号形如 xx0021"},
          {"name":"欠费金额","type":"money","min":0,"precision":2,"unit":"元","group":"费用"},
          {"name":"用料","type":"sub-form","children":[{"name":"名称","required":true},{"name":"数量","type":"number","min":1,"precision":0}]},
          {"name":"附件","type":"json"},{"name":"电话","validation":"mobilePhone"},
          {"name":"状态","type":"radio","options":["开启",{"label":"关闭","value":0}]}
        ]"#,
    );
    let values = json(
        r#"{"用户编号":"21","欠费金额":-1,"用料":[{"名称":"表","数量":1},{"数量":0.5},7],"附件":[{"url":"/a"}],"电话":"1","状态":"关闭"}"#,
    );
    let issues = form.check(&values, Locale::ZhCn);
    let found: Vec<(String, &str, &str)> =
        issues.iter().map(|i| (i.place(), i.rule.as_str(), i.message.as_str())).collect();
    let wanted = [
        ("用户编号", "pattern", "户号形如 xx0021"),
        ("欠费金额", "min", "「欠费金额」不能小于 0"),
        ("用料[1].名称", "required", "「用料」第 2 行「名称」必填"),
        ("用料[1].数量", "min", "「用料」第 2 行「数量」不能小于 1"),
        ("用料[1].数量", "precision", "「用料」第 2 行「数量」应为整数"),
        ("用料[2]", "type", "「用料」应为行的数组，每行为对象"),
        ("电话", "mobilePhone", "「电话」格式不正确"),
        ("状态", "option", "「状态」的值应为 0"),
    ];
    assert_eq!(found, wanted.map(|(place, rule, message)| (place.to_string(), rule, message)));
    assert_eq!(issues[2].label, "名称");
    assert_eq!(
        form.check(&values, Locale::En)[3].message,
        "\"用料\" row 2: \"数量\" should not be less than 1"
    );
    assert_eq!(
        form.serialize(&json(r#"{"附件":[{"url":"/a","id":1965951881494065154}],"欠费金额":12.50}"#)),
        r#"{"附件":"[{\"url\":\"/a\",\"id\":1965951881494065154}]","欠费金额":"12.50"}"#
    );
    assert_eq!(
        text(&form.defaults()),
        r#"{"用户编号":"","欠费金额":"","用料":[],"附件":"","电话":"","状态":null}"#
    );
}

#[test]
fn near_misses_are_pointed_out_and_other_names_pass() {
    let form = define(r#"[{"name":"address"},{"name":"phone1"},{"name":"note"}]"#);
    let found = form.check(&json(r#"{"adress":"x","phone2":"1","keyOfOurs":"k","note":""}"#), Locale::En);
    assert_eq!(places(&found), [("adress".into(), "unknown".into())]);
    assert_eq!(found[0].detail, "adress: the form has no such field; did you mean address?");
    // VForm numbers its names: another number is another field.
    let other = form.check(&json("[]"), Locale::En);
    assert_eq!(places(&other), [("values".into(), "type".into())]);
}

#[test]
fn slips_in_a_declaration_are_named_with_their_place() {
    let said = |fields: &str| -> Vec<String> {
        Form::define(&json(fields), Locale::En).unwrap_err().into_iter().map(|issue| issue.detail).collect()
    };
    assert_eq!(
        said(r#"[{"name":"a","requird":true}]"#),
        ["fields[0].requird: there is no requird; did you mean required?"]
    );
    assert_eq!(said(r#"[{"label":"A"}]"#), ["fields[0].name: is required"]);
    assert_eq!(
        said(r#"[{"name":"a","type":"sellect"}]"#),
        ["fields[0].type: there is no sellect; did you mean select?"]
    );
    assert_eq!(said(r#"[{"name":"a","required":"yes"}]"#), ["fields[0].required: should be true or false"]);
    assert_eq!(said(r#"[{"name":"a","min":5,"max":"x"}]"#), ["fields[0].max: should be a number"]);
    assert_eq!(
        said(r#"[{"name":"a","type":"number","min":5,"max":1}]"#),
        ["fields[0].min: should not be more than max"]
    );
    assert_eq!(
        said(r#"[{"name":"a","pattern":"/(/"}]"#),
        ["fields[0].pattern: is not a valid regular expression"]
    );
    assert_eq!(said(r#"[{"name":"a","validation":"phone"}]"#).len(), 1);
    assert_eq!(
        said(r#"[{"name":"a","type":"date","format":"week"}]"#),
        ["fields[0].format: should be made of yyyy MM dd HH mm ss"]
    );
    assert_eq!(
        said(r#"[{"name":"a","type":"sub-form"}]"#),
        ["fields[0].children: is required: the fields of a row"]
    );
    assert_eq!(said(r#"[{"name":"a"},{"name":"a"}]"#), ["fields.a: is declared twice"]);
    assert_eq!(
        said(r#"[{"name":"r","type":"sub-form","children":[{"name":"x","labl":"X"},7]},5]"#),
        [
            "fields[0].children[0].labl: there is no labl; did you mean label?",
            "fields[0].children[1]: should be an object",
            "fields[1]: should be an object"
        ]
    );
    assert_eq!(said(r#"{"name":"a"}"#), ["fields: should be an array"]);
}

#[test]
fn what_a_form_publishes_can_be_declared_again() {
    for name in ["center-start", "generator", "panda-event-type", "panda-case-details"] {
        let file = format!("{}/tests/golden/form/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let golden = json(&std::fs::read_to_string(file).unwrap());
        let form = Form::from_server(golden.get("data").unwrap(), Locale::En).unwrap();
        let fields = form.fields();
        // A timestamp's format is the server's own.
        if name != "generator" {
            assert_eq!(text(&Form::define(&fields, Locale::En).unwrap().fields()), text(&fields), "{name}");
        }
    }
}

#[test]
fn order_and_defaults_are_the_declarers() {
    let form = define(
        r#"[{"name":"b","order":2},{"name":"a","order":1,"default":1965951881494065154},{"name":"n","type":"number","order":3}]"#,
    );
    assert_eq!(text(&form.defaults()), r#"{"a":1965951881494065154,"b":"","n":null}"#);
}

#[test]
fn json_in_text_is_found_and_ordinary_text_is_not() {
    let found = json_in_text(" [{\"id\":1965951881494065154}] ").unwrap();
    assert_eq!(text(&found), r#"[{"id":1965951881494065154}]"#);
    for plain in ["", "深圳", "12", "\"x\"", "null", "{x}", "[1,", "[图片]"] {
        assert_eq!(json_in_text(plain), None, "{plain}");
    }
}

#[test]
fn what_is_no_form_says_what_would_be() {
    for data in [
        "null",
        "1",
        "[]",
        "{}",
        r#"{"formModel":"x"}"#,
        r#"{"code":500,"msg":"x","data":null}"#,
        r#""text""#,
    ] {
        let issues = Form::from_server(&json(data), Locale::En).unwrap_err();
        assert!(issues[0].detail.starts_with("data: is not a form: it should be"), "{data}");
    }
}
