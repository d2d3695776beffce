//! The usual way and the long one, against each other: a form that takes what it sees at a glance must take nothing that the long way
//! refuses or changes.

use super::*;
use crate::panda::{Config, submit};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Forms of every kind: declared, a server's with types, a server's table, none.
fn forms() -> Vec<Option<Form>> {
    let define = |text: &str| Some(Form::define(&json(text), Locale::En).unwrap());
    let server = |text: &str| Some(Form::from_server(&json(text), Locale::En).unwrap());
    vec![
        define(
            r#"[{"name":"编号","required":true,"maxLength":6,"pattern":"/^[a-z水]+\\d?$/"},{"name":"state","type":"radio","options":["开启","关闭",3]},
                {"name":"备注","type":"textarea","minLength":2,"maxLength":9},{"name":"n","type":"number","min":-2,"max":7,"precision":1},
                {"name":"money","type":"money","min":0},{"name":"day","type":"date"},{"name":"on","type":"switch"},
                {"name":"many","type":"checkbox","options":["开启","关闭"]},{"name":"kept","hidden":true,"default":"k"},{"name":"q\"\\","type":"any"},
                {"name":"rows","type":"sub-form","children":[{"name":"a","required":true}]}]"#,
        ),
        define(
            r#"[{"name":"编号"},{"name":"state","type":"json"},{"name":"备注","pattern":"/^[^\\n]+$/"},{"name":"n","required":true}]"#,
        ),
        server(
            r#"{"widgetList":[{"type":"input","options":{"name":"编号","required":true,"maxLength":2}},{"type":"select","options":{"name":"state",
                "optionItems":[{"label":"开","value":"开启"}]}},{"type":"slider","options":{"name":"n"}},{"type":"color","options":{"name":"备注"}},
                {"type":"input","options":{"name":"money","hidden":true,"required":true}}]}"#,
        ),
        server(r#"{"fieldGroup":"编号,state,备注,n"}"#),
        Some(Form::default()),
        None,
    ]
}

const NAMES: [&str; 14] = [
    "编号",
    "state",
    "备注",
    "n",
    "money",
    "day",
    "on",
    "many",
    "kept",
    "q\"\\",
    "rows",
    "编好",
    "extra",
    "nextUserIds",
];
const VALUES: [&str; 30] = [
    r#""水""#,
    r#""ab1""#,
    r#""toolong""#,
    r#""a\"b""#,
    r#""a\\""#,
    r#""\n\u001f""#,
    r#""""#,
    r#""开启""#,
    r#""关""#,
    r#""😀😀""#,
    r#""😀😀😀😀😀""#,
    r#""2025-03-14""#,
    r#""2025-03-14 08:00:00""#,
    r#""2025-13-14""#,
    r#""12.50""#,
    r#""-1""#,
    "null",
    "true",
    "false",
    "0",
    "3",
    "-2.5",
    "7.25",
    "1e3",
    "12345678901234567890",
    "[]",
    r#"["开启"]"#,
    r#"{"a":1}"#,
    r#"[{"a":"x"}]"#,
    r#"[{"b":"x"}]"#,
];

fn config() -> Config {
    let options =
        r#"{"baseUrl":"/","project":"p","userId":42,"credentials":{"username":"u","password":"p"}}"#;
    crate::error::read("panda", &json(options), Locale::En, |given| Config::read(given, false)).ok().unwrap()
}

/// The members of one flow's values: mostly in the form's order, each name at most once.
fn members() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let good = [
        r#""水1""#,
        r#""开启""#,
        r##""#fff""##,
        "3",
        r#""12.50""#,
        r#""2025-03-14""#,
        "true",
        r#"["开启"]"#,
        r#""k""#,
        r#""q""#,
        r#"[{"a":"x"}]"#,
        r#""x""#,
        r#""x""#,
        r#""u1""#,
    ];
    let each = |(place, good): (usize, &'static str)| {
        let value = prop_oneof![4 => Just(good), 1 => select(VALUES.to_vec())];
        prop::option::weighted(if place < 4 { 0.8 } else { 0.4 }, value)
    };
    let ordered: Vec<_> = good.into_iter().enumerate().map(each).collect();
    (ordered, any::<Index>(), any::<Index>(), prop::bool::weighted(0.2)).prop_map(|(values, a, b, swap)| {
        let mut members: Vec<_> =
            NAMES.into_iter().zip(values).filter_map(|(name, value)| Some((name, value?))).collect();
        if swap && !members.is_empty() {
            let (a, b) = (a.index(members.len()), b.index(members.len()));
            members.swap(a, b);
        }
        members
    })
}

fn object(members: &[(&str, &str)], space: &str) -> String {
    let members: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("{space}{}:{value}", serde_json::to_string(name).unwrap()))
        .collect();
    format!("{{{}}}", members.join(","))
}

fn order(flows: &[(Vec<(&str, &str)>, bool)], space: &str) -> String {
    let flows: Vec<String> = flows
        .iter()
        .map(|(members, more)| {
            let more = if *more { r#","opinion":"急","toUserIds":["1",2]"# } else { "" };
            format!(r#"{{"bizData":{}{more}}}"#, object(members, space))
        })
        .collect();
    format!(r#"{{"eventName":"x","flows":[{}]}}"#, flows.join(","))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_usual_is_right_and_stays_as_it_is(members in members()) {
        let values = object(&members, "");
        for form in forms().into_iter().flatten() {
            if let Some(end) = form.usual(values.as_bytes(), 0) {
                prop_assert_eq!(end, values.len());
                prop_assert_eq!(form.fill(&json(&values), &[], Locale::En), Ok(values.clone()));
            }
        }
    }

    #[test]
    fn an_order_says_the_same_either_way(flows in prop::collection::vec((members(), prop::bool::weighted(0.2)), 1..4)) {
        for form in forms() {
            // White space within the values is not usual.
            let [short, long] = ["", " "].map(|space| {
                let order = order(&flows, space);
                submit::request(&config(), order.as_bytes(), form.as_ref(), Locale::En)
            });
            prop_assert_eq!(short, long);
        }
    }

    #[test]
    fn any_bytes_are_taken(text in ".{0,40}", at in 0usize..40, cut in any::<Index>()) {
        for form in forms().into_iter().flatten() {
            form.usual(text.as_bytes(), at);
            let values = object(&[("编号", r#""水""#), ("state", r#""开启""#), ("备注", &serde_json::to_string(&text).unwrap())], "");
            form.usual(&values.as_bytes()[..cut.index(values.len())], 0);
        }
    }
}

#[test]
fn the_usual_is_seen_at_a_glance() {
    let forms = forms();
    let usual =
        |form: usize, values: &str| forms[form].as_ref().unwrap().usual(values.as_bytes(), 0).is_some();
    let all = r#"{"编号":"水1","state":"开启","备注":"a\"b","n":-1.5,"money":"12.50","day":"2025-03-14","on":true,"kept":"k"}"#;
    assert!(usual(0, all), "all in order");
    assert!(usual(0, &all.replace(r#""state":"开启","#, "")), "one left out that need not be there");
    assert!(usual(0, r#"{"编号":"水1","kept":"k"}"#));
    assert!(
        usual(1, r#"{"编号":"x","state":"{\"a\":1}","备注":"abc","n":"1","extra":true}"#),
        "a member more"
    );
    assert!(usual(2, r#"{"编号":"水水水","state":"","n":0,"编好":"x"}"#));
    assert!(usual(4, r#"{"a":"1","b":2,"c":null}"#));
    let many: Vec<String> = (0..1000).map(|n| format!(r#""m{n}":"{n}""#)).collect();
    assert!(usual(4, &format!("{{{}}}", many.join(","))), "no form, many members");
    for (form, other) in [
        (0, r#"{}"#),
        (0, r#"{"编号":"水1"}"#),
        (0, r#"{"编号":"水1","money":1.5,"kept":"k"}"#),
        (0, r#"{"编号":"水1","day":"2025-03-14 08:00:00","kept":"k"}"#),
        (0, r#"{"state":"开启","编号":"水1","kept":"k"}"#),
        (0, r#"{"编号":"水1","编号":"水2","kept":"k"}"#),
        (1, r#"{"编好":"x","n":"1"}"#),
        (2, r#"{"state":"开启"}"#),
        (4, r#"{"a":{}}"#),
    ] {
        assert!(!usual(form, other), "{other}");
    }
}

/// What hostile input may make it do: members without a field, or the last of many fields, each looked for among all of them.
#[test]
fn it_gives_up_soon() {
    let fields: Vec<String> = (0..10_000).map(|n| format!(r#"{{"name":"f{n}"}}"#)).collect();
    let form = Form::define(&json(&format!("[{}]", fields.join(","))), Locale::En).unwrap();
    let members: Vec<String> = (0..200_000).map(|n| format!(r#""g{n}":"""#)).collect();
    let began = std::time::Instant::now();
    assert_eq!(form.usual(format!("{{{}}}", members.join(",")).as_bytes(), 0), None);
    assert!(began.elapsed().as_secs() < 5);
}
