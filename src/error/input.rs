//! Turns what serde says of an app's argument into an [`Issue`]: the field, what is wrong, what would be right.
//!
//! Values are never repeated (one of them may be a password); names are.

use super::{Issue, Locale, Step};

/// `path` as `serde_path_to_error` writes it (`panda.credentials.username`, `flows[0].opinion`), `message` as serde does.
pub fn issue(root: &str, path: &str, message: &str, locale: Locale) -> Issue {
    let mut steps = steps(root, path);
    let named = between_backticks(message);
    if message.starts_with("unknown field") {
        let (given, known) =
            named.split_first().map_or(("", [].as_slice()), |(given, known)| (*given, known));
        if steps.last() != Some(&given.into()) {
            steps.push(given.into());
        }
        return unknown(steps, known, locale);
    }
    if message.starts_with("missing field") {
        steps.extend(named.first().map(|name| Step::from(*name)));
        return Issue::new(steps, "required", locale, "必填，但没有给出", "is required");
    }
    if message.starts_with("unknown variant") {
        let known = named.get(1..).unwrap_or_default();
        let (zh, en) =
            (format!("应为 {} 之一", known.join("、")), format!("should be one of {}", known.join(", ")));
        return Issue::new(steps, "enum", locale, &zh, &en);
    }
    let (zh, en) = expected(message);
    Issue::new(steps, "type", locale, &format!("应为{zh}"), &format!("should be {en}"))
}

/// A field that nobody knows, at the end of `path`; `known` are the ones there are.
pub fn unknown(path: Vec<Step>, known: &[&str], locale: Locale) -> Issue {
    let given = match path.last() {
        Some(Step::Key(key)) => key.as_str(),
        _ => "",
    };
    let (zh, en) = match nearest(given, known) {
        Some(name) => {
            (format!("没有这个字段，是否应为 {name}"), format!("no such field; did you mean {name}?"))
        }
        None => (
            format!("没有这个字段，可用的有：{}", known.join("、")),
            format!("no such field; there are: {}", known.join(", ")),
        ),
    };
    Issue::new(path, "unknown", locale, &zh, &en)
}

fn steps(root: &str, path: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = if root.is_empty() { Vec::new() } else { vec![root.into()] };
    for part in path.split(['.', '[']).filter(|part| !part.is_empty() && *part != "?") {
        let index = part.strip_suffix(']').and_then(|part| part.parse().ok());
        steps.push(index.map_or_else(|| part.into(), Step::Index));
    }
    steps
}

fn between_backticks(message: &str) -> Vec<&str> {
    message.split('`').skip(1).step_by(2).collect()
}

/// What serde expected, in words; its own words where they are not known.
fn expected(message: &str) -> (&str, &str) {
    let wanted = message.rsplit_once("expected ").map_or("", |(_, wanted)| wanted).trim();
    const WORDS: [(&str, &str, &str); 12] = [
        ("a string", "字符串", "a string"),
        ("string", "字符串", "a string"),
        ("a boolean", "true 或 false", "true or false"),
        ("u8", "非负整数", "a whole number, 0 or more"),
        ("u32", "非负整数", "a whole number, 0 or more"),
        ("i32", "整数", "a whole number"),
        ("i64", "整数", "a whole number"),
        ("u64", "非负整数", "a whole number, 0 or more"),
        ("f64", "数字", "a number"),
        ("a sequence", "数组", "an array"),
        ("a map", "对象", "an object"),
        ("struct", "对象", "an object"),
    ];
    WORDS
        .iter()
        .find(|(serde, ..)| wanted == *serde || (*serde == "struct" && wanted.starts_with("struct ")))
        .map_or(
            (
                if wanted.is_empty() { "其他类型" } else { wanted },
                if wanted.is_empty() { "of another type" } else { wanted },
            ),
            |(_, zh, en)| (zh, en),
        )
}

/// The known name that `given` is most likely a slip of.
pub fn nearest<'a>(given: &str, known: &[&'a str]) -> Option<&'a str> {
    let close_enough = (given.chars().count() / 3).clamp(1, 3);
    known
        .iter()
        .map(|name| (distance(&given.to_lowercase(), &name.to_lowercase()), *name))
        .filter(|(distance, _)| *distance <= close_enough)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Levenshtein's distance, one row at a time.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().take(64).enumerate() {
        let mut left = i.saturating_add(1);
        let mut diagonal = i;
        let mut next = vec![left];
        for (to, above) in b.iter().zip(row.iter().skip(1)) {
            let change = diagonal.saturating_add(usize::from(from != *to));
            left = change.min(left.saturating_add(1)).min(above.saturating_add(1));
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize, Debug)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    #[allow(dead_code)]
    struct Query {
        page_size: Option<u32>,
        direction: Option<Direction>,
        user_name: Option<String>,
        credentials: Option<Credentials>,
    }

    #[derive(Deserialize, Debug)]
    #[serde(rename_all = "camelCase")]
    enum Direction {
        Asc,
        Desc,
    }

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Credentials {
        username: String,
        password: String,
    }

    fn said(json: &str) -> String {
        let error =
            serde_path_to_error::deserialize::<_, Query>(&mut serde_json::Deserializer::from_str(json))
                .unwrap_err();
        // serde_json adds a position, which other deserializers do not.
        let message = error.inner().to_string();
        let message = message.split(" at line").next().unwrap();
        issue("query", &error.path().to_string(), message, Locale::En).message
    }

    #[test]
    fn each_slip_is_named_with_its_field_and_what_would_be_right() {
        assert_eq!(said(r#"{"pagesize":1}"#), "query.pagesize: no such field; did you mean pageSize?");
        assert_eq!(
            said(r#"{"zzz":1}"#),
            "query.zzz: no such field; there are: pageSize, direction, userName, credentials"
        );
        assert_eq!(said(r#"{"pageSize":"20"}"#), "query.pageSize: should be a whole number, 0 or more");
        assert_eq!(said(r#"{"pageSize":-1}"#), "query.pageSize: should be a whole number, 0 or more");
        assert_eq!(said(r#"{"direction":"up"}"#), "query.direction: should be one of asc, desc");
        assert_eq!(said(r#"{"userName":7}"#), "query.userName: should be a string");
        assert_eq!(said(r#"{"credentials":{"username":"u"}}"#), "query.credentials.password: is required");
        assert_eq!(said(r#"{"credentials":[]}"#), "query.credentials: should be an object");
        assert_eq!(said(r#"[]"#), "query: should be an object");
    }

    #[test]
    fn a_value_is_never_repeated() {
        assert!(!said(r#"{"credentials":{"username":"u","password":815}}"#).contains("815"));
        assert!(!said(r#"{"pageSize":"geheim"}"#).contains("geheim"));
    }

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        assert_eq!(nearest("usrId", &["userId", "userName"]), Some("userId"));
        assert_eq!(nearest("baseURL", &["baseUrl", "project"]), Some("baseUrl"));
        assert_eq!(nearest("colour", &["userId", "project"]), None);
        assert_eq!(nearest("", &["a"]), Some("a"));
    }
}
