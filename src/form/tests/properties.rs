//! Generated forms and values: what goes in comes out, and exactly what was broken is found.

use super::*;
use proptest::prelude::*;

/// One generated field: its declaration, a good value, and a fault with the rule that names it.
#[derive(Clone, Debug)]
struct Made {
    spec: String,
    good: String,
    fault: Option<(String, &'static str)>,
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// Text of every Unicode plane.
fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 1..12).prop_map(String::from_iter)
}

fn made(name: String) -> BoxedStrategy<Made> {
    let start = format!(r#"{{"name":{}"#, quoted(&name));
    let with = move |rest: &str| format!("{start}{rest}}}");
    let ((a, b), (c, d), (e, f), g) =
        ((with.clone(), with.clone()), (with.clone(), with.clone()), (with.clone(), with.clone()), with);
    prop_oneof![
        (words(), any::<bool>()).prop_map(move |(text, required)| Made {
            spec: a(if required { r#","required":true"# } else { "" }),
            good: quoted(&text),
            fault: Some(if required { (r#""""#.into(), "required") } else { ("17".into(), "type") }),
        }),
        (any::<i64>(), 0i64..1000).prop_map(move |(least, more)| {
            let most = i128::from(least) + i128::from(more);
            Made {
                spec: b(&format!(r#","type":"number","min":{least},"max":{most},"precision":0"#)),
                good: (i128::from(least) + i128::from(more) / 2).to_string(),
                fault: Some(if more % 3 == 0 {
                    ((most + 1).to_string(), "max")
                } else if more % 3 == 1 {
                    ((i128::from(least) - 1).to_string(), "min")
                } else {
                    (format!("{least}.5"), if least < 0 { "min-or-precision" } else { "precision" })
                }),
            }
        }),
        (prop::collection::btree_set(any::<u64>(), 2..6), any::<prop::sample::Index>()).prop_map(
            move |(set, pick)| {
                let mut all: Vec<String> = set.iter().map(u64::to_string).collect();
                let stranger = all.remove(pick.index(all.len()));
                Made {
                    spec: c(&format!(r#","type":"checkbox","options":[{}]"#, all.join(","))),
                    good: format!("[{}]", all.join(",")),
                    fault: Some((format!("[{stranger}]"), "option")),
                }
            }
        ),
        "[a-z]{1,9}".prop_map(move |text| Made {
            spec: d(r#","pattern":"/^[a-z]+$/""#),
            good: quoted(&text),
            fault: Some((quoted(&format!("{text}1")), "pattern")),
        }),
        (1u32..=12, 1u32..=28).prop_map(move |(month, day)| Made {
            spec: e(r#","type":"date""#),
            good: format!(r#""2025-{month:02}-{day:02}""#),
            fault: Some((format!(r#""2025-{month:02}-32""#), "format")),
        }),
        any::<bool>().prop_map(move |on| Made {
            spec: f(r#","type":"switch""#),
            good: on.to_string(),
            fault: Some((r#""on""#.into(), "type"))
        }),
        (any::<u64>(), words()).prop_map(move |(id, text)| Made {
            spec: g(r#","type":"any""#),
            good: format!(r#"{{"id":{id},{}:[null,{id}]}}"#, quoted(&format!("k{text}"))),
            fault: None,
        }),
    ]
    .boxed()
}

/// Fields with rows in rows: declarations, values with the faults asked for, and where those are.
#[derive(Clone, Debug)]
struct Story {
    specs: Vec<String>,
    members: Vec<String>,
    faults: Vec<(String, &'static str)>,
}

fn story(depth: u32) -> BoxedStrategy<Story> {
    let plain = prop::collection::vec(any::<bool>(), 1..6).prop_flat_map(|plans| {
        let fields: Vec<_> = plans.iter().enumerate().map(|(n, _)| made(format!("字段{n}x"))).collect();
        (fields, Just(plans))
    });
    let base = plain.prop_map(|(fields, plans)| {
        let mut story = Story { specs: vec![], members: vec![], faults: vec![] };
        for (n, (field, plan)) in fields.into_iter().zip(plans).enumerate() {
            let name = format!("字段{n}x");
            let value = match field.fault.filter(|_| plan) {
                Some((bad, rule)) => {
                    story.faults.push((name.clone(), rule));
                    bad
                }
                None => field.good,
            };
            story.specs.push(field.spec);
            story.members.push(format!("{}:{value}", quoted(&name)));
        }
        story
    });
    if depth == 0 {
        return base.boxed();
    }
    (base, story(depth - 1), 1usize..4)
        .prop_map(|(mut story, inner, rows)| {
            story.specs.push(format!(
                r#"{{"name":"rows","type":"sub-form","children":[{}]}}"#,
                inner.specs.join(",")
            ));
            let row = format!("{{{}}}", inner.members.join(","));
            story.members.push(format!(r#""rows":[{}]"#, vec![row; rows].join(",")));
            for row in 0..rows {
                story
                    .faults
                    .extend(inner.faults.iter().map(|(place, rule)| (format!("rows[{row}].{place}"), *rule)));
            }
            story
        })
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn exactly_the_planted_faults_are_found(story in story(3)) {
        let form = Form::define(&json(&format!("[{}]", story.specs.join(","))), Locale::En).unwrap();
        let values = format!("{{{}}}", story.members.join(","));
        let mut found: Vec<(String, String)> = Vec::new();
        for (place, rule) in places(&form.check(&json(&values), Locale::ZhCn)) {
            // The values of a list are found by their index in it.
            let place = if rule == "option" { place.rsplit_once('[').unwrap().0.to_string() } else { place };
            found.push((place, rule));
        }
        let mut wanted = Vec::new();
        for (place, rule) in story.faults {
            if rule == "min-or-precision" {
                // Half of a negative minimum lies below it.
                wanted.push((place.clone(), "min".to_string()));
                wanted.push((place, "precision".to_string()));
            } else {
                wanted.push((place, rule.to_string()));
            }
        }
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn what_is_serialized_reads_back_whole(story in story(3)) {
        let form = Form::define(&json(&format!("[{}]", story.specs.join(","))), Locale::En).unwrap();
        let values = format!("{{{}}}", story.members.join(","));
        let written = form.serialize(&json(&values));
        // serde_json keeps digits and the order of keys.
        let (ours, theirs): (serde_json::Value, serde_json::Value) =
            (serde_json::from_str(&written).unwrap(), serde_json::from_str(&values).unwrap());
        prop_assert_eq!(&ours, &theirs);
        prop_assert_eq!(serde_json::to_string(&ours).unwrap(), serde_json::to_string(&theirs).unwrap());
    }

    #[test]
    fn what_is_declared_is_published(story in story(2)) {
        let fields = json(&format!("[{}]", story.specs.join(",")));
        let published = Form::define(&fields, Locale::En).unwrap().fields();
        let again = Form::define(&published, Locale::En).unwrap().fields();
        prop_assert_eq!(text(&published), text(&again));
        let (Value::List(given), Value::List(published)) = (&fields, &published) else { unreachable!() };
        for (given, published) in given.iter().zip(published) {
            let Value::Object(members) = given else { unreachable!() };
            for (key, value) in members.iter().filter(|(key, _)| key != "options" && key != "children") {
                prop_assert_eq!(published.get(key), Some(value));
            }
        }
    }

    #[test]
    fn money_keeps_every_digit(units in any::<u64>(), cents in 0u32..100, exponent in 0i32..30) {
        let form = Form::define(&json(r#"[{"name":"m","type":"money"}]"#), Locale::En).unwrap();
        let plain = format!("{units}.{cents:02}");
        prop_assert_eq!(form.serialize(&json(&format!(r#"{{"m":{plain}}}"#))), format!(r#"{{"m":"{plain}"}}"#));
        let scientific = form.serialize(&json(&format!(r#"{{"m":{units}e{exponent}}}"#)));
        let zeros = if units == 0 { String::new() } else { "0".repeat(exponent as usize) };
        prop_assert_eq!(scientific, format!(r#"{{"m":"{units}{zeros}"}}"#));
    }
}
