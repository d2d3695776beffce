//! Looking for a submission of unknown outcome: what to ask the server's lists, and how to judge what they say.
//!
//! Each service has a function for it, written straight down as if [`Asked::ask`] answered at once. It is called anew with every
//! answer that has come, and ends early with the next question: a state machine whose state is the answers so far.

use super::outbox::{Entry, Found};
use super::time;
use crate::json::{Value, epoch_ms};
use crate::text::{cut, digits, whole, without_end};

/// A question: a method of the client (`panda.cases`) and its argument.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// `service.method`
    pub method: &'static str,
    /// Its argument.
    pub argument: Value,
}

/// What the lists say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is there.
    Accepted,
    /// It is not there.
    NotFound,
    /// It may be there.
    Ambiguous,
}

/// What became of it, as far as the lists tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// In a word.
    pub outcome: Outcome,
    /// What was found: itself, its doubles, or candidates.
    pub found: Vec<Found>,
    /// It is there more often than it was submitted.
    pub doubled: bool,
}

/// A submission whose fate is looked for.
#[derive(Debug)]
pub struct Lost<'a> {
    /// The submission.
    pub entry: &'a Entry,
    /// What it said to the server, read.
    pub said: Value,
    /// Server minus device, in milliseconds.
    pub skew_ms: f64,
    /// Of the server's zone-less times.
    pub utc_offset_minutes: i32,
}

/// Clocks differ, and a server's may be set by hand.
const TOLERANCE: f64 = 300_000.0;
/// A server that was slow to execute it has done so by then.
const LATEST: f64 = 900_000.0;
/// Longer lists are not read to their end; what is not found in them may be there all the same.
const MOST_PAGES: usize = 5;
const PAGE_SIZE: &str = "100";

impl Lost<'_> {
    /// Whether something happened while it was under way; `at` in the server's epoch milliseconds.
    pub fn is_time(&self, at: Option<f64>) -> bool {
        at.is_none_or(|at| {
            let sent = self.entry.sent_at.unwrap_or(self.entry.created_at);
            (self.since()..sent + self.skew_ms.max(0.0) + LATEST).contains(&at)
        })
    }

    /// By the earlier of both clocks: one answer with a wrong `Date`, from some proxy, must not hide what is there.
    fn since(&self) -> f64 {
        self.entry.created_at + self.skew_ms.min(0.0) - TOLERANCE
    }

    /// From when on it may be there, as the server writes times.
    pub fn since_text(&self) -> String {
        time::server_text(self.since(), self.utc_offset_minutes)
    }
}

/// The answers so far.
#[derive(Debug)]
pub struct Asked<'a> {
    answers: core::slice::Iter<'a, Value>,
}

impl<'a> Asked<'a> {
    /// In the order of the questions.
    pub fn new(answers: &'a [Value]) -> Self {
        Self { answers: answers.iter() }
    }

    /// The answer, or the question to ask first.
    pub fn ask(&mut self, method: &'static str, argument: Value) -> Result<&'a Value, Ask> {
        self.answers.next().ok_or(Ask { method, argument })
    }

    /// All rows of a list, and whether these are all there are. `page` is the name of its query's member for the page's number.
    pub fn list(
        &mut self,
        method: &'static str,
        page: &'static str,
        query: &[(&str, &str)],
    ) -> Result<(Vec<&'a Value>, bool), Ask> {
        let mut rows = Vec::new();
        for number in 1..=MOST_PAGES {
            let mut members = Vec::new();
            for (name, value) in query {
                members.push((*name, Value::Text((*value).into())));
            }
            members.push((page, Value::Number(digits(number as i64))));
            members.push(("pageSize", Value::Number(PAGE_SIZE.into())));
            let answer = self.ask(method, Value::object(members))?;
            // What is no list says nothing of what is not in it.
            let Some(Value::List(page)) = answer.get("rows") else { return Ok((rows, false)) };
            rows.extend(page);
            if answer.get("hasNext") != Some(&Value::Bool(true)) {
                return Ok((rows, true));
            }
        }
        Ok((rows, false))
    }
}

/// Judges what was found. `alike`: what is it by its key, or by all that it says; `maybe`: what may be it; `all`: every list was read to
/// its end. Without a key two that say the same cannot be told apart.
pub fn judge(entry: &Entry, alike: Vec<Found>, mut maybe: Vec<Found>, all: bool) -> Verdict {
    let keyed = entry.key_field.is_some();
    let (count, makes) = (alike.len(), entry.makes.max(1) as usize);
    let outcome = match count {
        0 if maybe.is_empty() && all => Outcome::NotFound,
        0 => Outcome::Ambiguous,
        _ if keyed || count == makes => Outcome::Accepted,
        _ => Outcome::Ambiguous,
    };
    let mut found = alike;
    if outcome != Outcome::Accepted {
        found.append(&mut maybe);
    }
    Verdict { outcome, found, doubled: keyed && count > makes }
}

/// How many of the values that were sent are there, and how many are there with another value. What a server leaves out says
/// nothing; a word that differs says that it is another submission.
pub fn agreement<'v>(sent: &Value, there: &dyn Fn(&str) -> Option<&'v Value>) -> (usize, usize) {
    let Value::Object(members) = sent else { return (0, 0) };
    let (mut same, mut other) = (0_usize, 0_usize);
    for (name, value) in members {
        let Some((sent, there)) = plain(value).zip(there(name).and_then(plain)) else { continue };
        let place = match alike(sent, there) {
            true => &mut same,
            false if rewritable(sent) && rewritable(there) => &mut other,
            false => return (0, usize::MAX),
        };
        *place = place.saturating_add(1);
    }
    (same, other)
}

/// The same, written in another way: `12.5` and `12.50`, `2023-05-31 08:00` and `2023/5/31 8:00:00`.
fn alike(sent: &str, there: &str) -> bool {
    let number = |text: &str| {
        let (whole, fraction) = cut(text, ".")?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        (digits(whole) && digits(fraction)).then(|| without_end(without_end(text, "0"), ".").to_owned())
    };
    let number = |text: &str| number(text).unwrap_or_else(|| text.into());
    let same_time = || Some(epoch_ms(sent, 0)? == epoch_ms(there, 0)?);
    sent == there || number(sent) == number(there) || same_time().unwrap_or(false)
}

/// Numbers and times.
fn rewritable(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.,:/ TZ%".contains(&byte))
}

/// Whether values that do not all agree may be the same ones all the same: servers complete, round and rewrite.
pub const fn similar((same, other): (usize, usize)) -> bool {
    same >= other.saturating_mul(3)
}

/// What can be compared: text, a number's digits.
fn plain(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) | Value::Number(text) if !text.is_empty() => Some(text),
        _ => None,
    }
}

/// The items of a list within an answer.
pub fn items<'a>(of: &'a Value, name: &str) -> core::slice::Iter<'a, Value> {
    match of.get(name) {
        Some(Value::List(items)) => items.iter(),
        _ => [].iter(),
    }
}

/// A text within an answer.
pub fn text<'a>(of: &'a Value, name: &str) -> Option<&'a str> {
    of.get(name).and_then(Value::as_text).filter(|text| !text.is_empty())
}

/// Whether a text within an answer is this one, which is not empty.
#[inline(never)]
pub fn says(of: &Value, name: &str, word: &str) -> bool {
    of.get(name).and_then(Value::as_text) == Some(word)
}

/// An instant within an answer.
pub fn instant(of: &Value, name: &str) -> Option<f64> {
    match of.get(name)? {
        Value::Number(digits) => whole(digits).map(|at| at as f64),
        _ => None,
    }
}

/// Something that was found.
pub fn found(id: &str, title: Option<&str>) -> Found {
    Found { id: id.into(), title: title.map(str::to_owned) }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn agree(sent: &str, there: &str) -> (usize, usize) {
        let (sent, there) = (Value::parse(sent.as_bytes()).unwrap(), Value::parse(there.as_bytes()).unwrap());
        agreement(&sent, &|name| there.get(name))
    }

    #[test]
    fn values_agree_however_a_server_writes_them() {
        assert_eq!(
            agree(
                r#"{"a":12.5,"b":"","c":null,"d":"x","e":"2023-05-31 08:00"}"#,
                r#"{"a":"12.50","d":"x","e":"2023/5/31 8:00:00"}"#
            ),
            (3, 0)
        );
        assert_eq!(agree(r#"{"a":"12","b":"熊"}"#, r#"{"a":"13","b":"熊"}"#), (1, 1));
        assert_eq!(agree(r#"{"a":"12","b":"熊"}"#, r#"{"a":"12","b":"猫"}"#), (0, usize::MAX));
        assert!(similar((3, 1)) && !similar((1, 1)) && !similar((0, usize::MAX)) && similar((0, 0)));
    }

    #[test]
    fn a_wrong_date_from_somewhere_hides_nothing() {
        let stored = r#"{"scope":"s","until":0,"makes":1,"print":"","shown":{"key":"k","service":"panda","operation":"submit",
            "state":"unknown","createdAt":1700000000000,"sentAt":1700000001000,"attempts":1}}"#;
        let entry = Entry::from_value(&Value::parse(stored.as_bytes()).unwrap()).unwrap();
        for skew_ms in [0.0, 7_200_000.0, -7_200_000.0] {
            let lost = Lost { entry: &entry, said: Value::Null, skew_ms, utc_offset_minutes: 480 };
            // The server executed it a second later, by whichever clock is right.
            for at in [1_700_000_002_000.0, 1_700_000_002_000.0 + skew_ms] {
                assert!(lost.is_time(Some(at)) && lost.since() < at, "{skew_ms} {at}");
            }
        }
    }

    #[test]
    fn a_list_is_read_page_by_page_and_not_for_ever() {
        let page = |more: bool| {
            let json = format!(r#"{{"rows":[{{"n":1}}],"hasNext":{more}}}"#);
            Value::parse(json.as_bytes()).unwrap()
        };
        let mut answers = Vec::new();
        for number in 1..=MOST_PAGES {
            let asked = Asked::new(&answers).list("center.own", "pageNum", &[("a", "b")]).unwrap_err();
            assert_eq!(asked.argument.get("pageNum"), Some(&Value::Number(number.to_string())));
            assert_eq!(asked.argument.get("a").and_then(Value::as_text), Some("b"));
            answers.push(page(true));
        }
        let (rows, all) = Asked::new(&answers).list("center.own", "pageNum", &[]).unwrap();
        assert_eq!((rows.len(), all), (MOST_PAGES, false));
        let bent = [Value::parse(br#"{"rows":{"items":[]},"hasNext":false}"#).unwrap()];
        assert!(
            !Asked::new(&bent).list("center.own", "pageNum", &[]).unwrap().1,
            "no list, and not an empty one"
        );
        let answers = [page(true), page(false)];
        let (rows, all) = Asked::new(&answers).list("center.own", "pageNum", &[]).unwrap();
        assert_eq!((rows.len(), all), (2, true));
    }
}
