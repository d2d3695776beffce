//! Patterns of real forms, JavaScript's corners, and the `regex` crate as a second opinion.

use super::*;
use proptest::prelude::*;

fn test(literal: &str, text: &str) -> bool {
    Pattern::literal(literal)
        .unwrap_or_else(|problem| panic!("{literal}: {problem:?}"))
        .matches(text)
        .unwrap()
}

#[test]
fn patterns_of_real_forms() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        (r"/^\d+$/", &["0", "123"], &["", "1a", "１"]),
        (r"/^1(3|4|5|7|8|9)\d{9}$/", &["13800000000"], &["12800000000", "138000000001"]),
        (r"/^\w+([-+.]\w+)*@\w+([-.]\w+)*\.\w+([-.]\w+)*$/", &["a.b+c@d-e.cn"], &["a@b", "@b.cn", "a@b..cn"]),
        (r"/^[\u4e00-\u9fa5]{2,10}$/", &["张三"], &["张", "张3"]),
        (
            r"/^(?:[京津沪][A-Z])[A-HJ-NP-Z0-9]{4,5}[A-Z0-9挂]$/",
            &["京A12345", "沪B1234挂"],
            &["京a12345", "A12345"],
        ),
        (r"/^(?=.*[a-z])(?=.*\d)[a-zA-Z\d]{8,}$/", &["abcdefg1"], &["abcdefgh", "12345678", "abc1"]),
        (r"/^(?!.*script).*$/i", &["hello"], &["<SCRIPT>", "a script"]),
        (r"/^(\d{1,3}\.){3}\d{1,3}$/", &["10.0.0.1"], &["10.0.0", "10.0.0.1234"]),
        (
            r"/(^[1-9]\d{5}(18|19|20)\d{2}((0[1-9])|(10|11|12))(([0-2][1-9])|10|20|30|31)\d{3}[0-9Xx]$)/",
            &["44030119900101001X"],
            &["440301199013010010"],
        ),
        (r"/^(0|[1-9]\d*)(\.\d{1,2})?$/", &["0", "12.5", "0.05"], &["01", "1.", "1.234"]),
        (r"/^https?:\/\/[^\s/$.?#].[^\s]*$/", &["http://a.cn/x"], &["ftp://a.cn", "http:// a"]),
        (r"/^\S*$/g", &["", "abc"], &["a b", "a\u{3000}b"]),
        (r"/^.{0,5}$/", &["", "水表水表水"], &["水表水表水表", "a\nb"]),
        (r"/^[^<>'\x22&]*$/", &["abc"], &["a<b", "a\"b"]),
        (r"/\bDN\d+\b/", &["管径 DN20 钢"], &["DN20a", "aDN20"]),
    ];
    for (literal, good, bad) in cases {
        for text in *good {
            assert!(test(literal, text), "{literal} should match {text}");
        }
        for text in *bad {
            assert!(!test(literal, text), "{literal} should not match {text}");
        }
    }
}

#[test]
fn javascripts_corners() {
    // Each checked against a browser.
    for (literal, text, matches) in [
        (r"/^.$/", "😀", false),
        (r"/^..$/", "😀", true),
        (r"/^.$/u", "😀", true),
        (r"/^[😀]$/u", "😀", true),
        (r"/^\u{1f600}$/u", "😀", true),
        (r"/^\ud83d\ude00$/", "😀", true),
        (r"/^\ud83d\ude00$/u", "😀", true),
        (r"/^\u{2}$/", "uu", true),
        (r"/a{,2}/", "a{,2}", true),
        (r"/a{1/", "a{1", true),
        (r"/]/", "]", true),
        (r"/[]/", "a", false),
        (r"/^[^]$/", "\n", true),
        (r"/^a.b$/s", "a\nb", true),
        (r"/^b$/m", "a\nb\nc", true),
        (r"/^b$/", "a\nb\nc", false),
        (r"/É/i", "é", true),
        (r"/^[^a]$/i", "A", false),
        (r"/b/y", "ab", false),
        (r"/[\d-x]/", "-", true),
        (r"/[a-\d]/", "-", true),
        (r"/^[\w-]+$/", "a-b", true),
        (r"/^[\D]$/", "5", false),
        (r"/^[^\D]$/", "5", true),
        (r"/^[\S\s]{2}$/", "a\n", true),
        (r"/^\s$/", "\u{feff}", true),
        (r"/^(a*)*$/", "aaa", true),
        (r"/^(a?){3}$/", "a", true),
        (r"/^(?:)$/", "", true),
        (r"/|a/", "b", true),
        (r"/^a+?$/", "aaa", true),
        (r"/^(?<year>\d{4})$/", "2025", true),
        (r"/^(?=a)?b/", "b", true),
        (r"/\x41\cx/", "", false),
    ] {
        match Pattern::literal(literal) {
            Ok(pattern) => assert_eq!(pattern.matches(text), Some(matches), "{literal} of {text}"),
            Err(_) => assert_eq!(literal, r"/\x41\cx/"),
        }
    }
}

#[test]
fn what_is_not_understood_says_so() {
    for literal in [
        "",
        "abc",
        "/abc",
        "new RegExp('a')",
        "/(/",
        "/)/",
        "/[a/",
        "/*a/",
        "/a**/",
        "/a{2,1}/",
        "/[b-a]/",
        r"/(a)\1/",
        "/(?<=a)b/",
        r"/\p{Han}/u",
        "/a/z",
        "/a/v",
        "/(?i:a)/",
        "/^*/",
        r"/a\",
        r"/\/",
        "/{1}/",
        r"/\k<a>/",
        r"/{/u",
        r"/\q/u",
    ] {
        assert!(Pattern::literal(literal).is_err(), "{literal}");
    }
}

/// Patterns that JavaScript and Rust read alike.
fn shared() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "a", "b", "c", "1", "水", ".", "[ab]", "[^a]", "[a-c1]", r"\d", r"\w", "[^水]", r"\.", "(?:)",
    ])
    .prop_map(String::from);
    leaf.prop_recursive(5, 40, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| format!("(?:{})", parts.join("|"))),
            (inner.clone(), prop::sample::select(vec!["*", "+", "?", "{2}", "{1,3}", "{2,}", "*?"]))
                .prop_map(|(part, times)| format!("(?:{part}){times}")),
            inner.prop_map(|part| format!("({part})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_the_regex_crate(source in shared(), text in "[abc1水.\n]{0,8}", start in any::<bool>(), end in any::<bool>()) {
        let source = format!("{}(?:{source}){}", if start { "^" } else { "" }, if end { "$" } else { "" });
        let theirs = regex::Regex::new(&source.replace(r"\d", "[0-9]").replace(r"\w", "[0-9A-Za-z_]")).unwrap();
        let ours = Pattern::new(&source, "").unwrap();
        prop_assert_eq!(ours.matches(&text), Some(theirs.is_match(&text)), "{} of {:?}", source, text);
        let slowly = run::matches(&ours.program, ours.flags, &units(&text, false));
        prop_assert_eq!(slowly, Some(theirs.is_match(&text)), "{} of {:?}, step by step", source, text);
    }

    #[test]
    fn the_quick_way_agrees_with_the_machine(source in "[ab^$.?*+()|]{1,10}", flags in "[ys]{0,2}", text in "[ab\n😀]{0,5}") {
        if let Ok(pattern) = Pattern::new(&source, &flags) {
            prop_assert!(pattern.quick.is_some());
            let slowly = run::matches(&pattern.program, pattern.flags, &units(&text, false));
            prop_assert_eq!(pattern.matches(&text), slowly, "/{}/{} of {:?}", source, flags, text);
        }
    }

    #[test]
    fn any_text_is_a_pattern_or_is_not(source in "[-a-c0-2\\\\^$*+?.()|\\[\\]{},:=!<>uxdwsbB/水😀]{0,24}", flags in "[imsuyg]{0,2}", text in ".{0,40}") {
        if let Ok(pattern) = Pattern::new(&source, &flags) {
            let slowly = run::matches(&pattern.program, pattern.flags, &units(&text, pattern.flags.unicode));
            prop_assert_eq!(pattern.matches(&text), slowly, "/{}/{} of {:?}", source, flags, text);
        }
    }
}
