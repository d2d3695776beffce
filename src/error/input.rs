//! Slips in names: what an app wrote, and what it most likely meant.

use super::{Issue, Locale, Step};
use crate::list::List;
use crate::text;

/// A field that nobody knows, at the end of `path`; `known` are the ones there are.
pub fn unknown(path: Vec<Step>, known: &[&str], locale: Locale) -> Issue {
    let given = match path.last() {
        Some(Step::Key(key)) => key.as_str(),
        _ => "",
    };
    let ((zh, en), with) = match nearest(given, known) {
        Some(name) => (("没有这个字段，是否应为 {}", "no such field; did you mean {}?"), name.to_owned()),
        None => (
            ("没有这个字段，可用的有：{}", "no such field; there are: {}"),
            text::join(known, locale.pick("、", ", ")),
        ),
    };
    let words = text::fill(locale.pick(zh, en), &with);
    Issue::new(path, "unknown", locale, &words, &words)
}

/// The known name that `given` is most likely a slip of.
pub fn nearest<'a>(given: &str, known: &[&'a str]) -> Option<&'a str> {
    let close_enough = (given.chars().count() / 3).clamp(1, 3);
    let mut best = None;
    let mut least = close_enough.wrapping_add(1);
    for name in known {
        let distance = distance(&letters(given), &letters(name));
        if distance < least {
            (best, least) = (Some(*name), distance);
        }
    }
    best
}

/// The first letters of a name, capitals of ASCII made small: other scripts that have any are not what fields are named in.
#[inline(never)]
fn letters(name: &str) -> Vec<char> {
    name.chars().take(64).map(|letter| letter.to_ascii_lowercase()).list()
}

/// Edits from one to the other, two neighbours that changed places being one edit: one row of the table at a time.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).list();
    for (i, from) in a.iter().enumerate() {
        let mut next = vec![i.wrapping_add(1)];
        for (j, to) in b.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX);
            let change = at(&row, j).saturating_add(usize::from(from != to));
            let add = at(&next, j).wrapping_add(1);
            let remove = at(&row, j.wrapping_add(1)).wrapping_add(1);
            let mut least = change.min(add).min(remove);
            let crossed = i > 0
                && j > 0
                && a.get(i.wrapping_sub(1)) == Some(to)
                && b.get(j.wrapping_sub(1)) == Some(from);
            if crossed {
                least = least.min(at(&before, j.saturating_sub(1)).wrapping_add(1));
            }
            next.push(least);
        }
        before = core::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        assert_eq!(nearest("usrId", &["userId", "userName"]), Some("userId"));
        assert_eq!(nearest("baseURL", &["baseUrl", "project"]), Some("baseUrl"));
        assert_eq!(nearest("colour", &["userId", "project"]), None);
        assert_eq!(nearest("nmae", &["name", "size"]), Some("name"));
        assert_eq!(nearest("", &["a"]), Some("a"));
    }
}
