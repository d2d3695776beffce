//! Server time: seconds since 1970, written the way both documents do (`yyyy-MM-dd HH:mm:ss`, +08:00, no zone).

use std::cell::Cell;
use std::marker::PhantomData;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, Utc};

const FORMAT: &str = "%Y-%m-%d %H:%M:%S";
const OFFSET_SECONDS: i32 = 8 * 3600;

fn zone() -> FixedOffset {
    FixedOffset::east_opt(OFFSET_SECONDS).expect("eight hours are a valid offset")
}

thread_local! {
    static SKEW: Cell<i64> = const { Cell::new(0) };
}

/// A clock that is wrong by so many seconds, on this thread, until this is dropped.
pub struct Skewed(i64, PhantomData<*const ()>);

/// Sets this thread's clock wrong: each server of a process has a clock of its own.
pub fn skewed(seconds: i64) -> Skewed {
    Skewed(SKEW.replace(seconds), PhantomData)
}

impl Drop for Skewed {
    fn drop(&mut self) {
        SKEW.set(self.0);
    }
}

/// The present second.
pub fn now() -> i64 {
    Utc::now().timestamp() + SKEW.get()
}

/// The present millisecond.
pub fn now_ms() -> i64 {
    Utc::now().timestamp_millis() + SKEW.get() * 1000
}

/// `2022-12-30 11:12:52`
pub fn text(seconds: i64) -> String {
    DateTime::from_timestamp(seconds, 0)
        .map(|at| at.with_timezone(&zone()).format(FORMAT).to_string())
        .unwrap_or_default()
}

/// The second that a text of that form means; `None` for any other form.
pub fn parse(text: &str) -> Option<i64> {
    let local = NaiveDateTime::parse_from_str(text, FORMAT).ok()?;
    Some(local.and_utc().timestamp() - i64::from(OFFSET_SECONDS))
}

/// The year on the server's calendar.
pub fn year(seconds: i64) -> i32 {
    DateTime::from_timestamp(seconds, 0).map_or(1970, |at| at.with_timezone(&zone()).year())
}

/// `1天2小时5分`, and `不足1分` for less than a minute.
pub fn duration(seconds: i64) -> String {
    let minutes = seconds.max(0) / 60;
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let text: String = [(days, "天"), (hours, "小时"), (minutes, "分")]
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count}{unit}"))
        .collect();
    if text.is_empty() { "不足1分".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_wrong_only_as_long_as_it_is_told_to_be() {
        let right = now();
        {
            let _skewed = skewed(-3600);
            assert!((now() - right + 3600).abs() <= 1 && (now_ms() / 1000 - now()).abs() <= 1);
        }
        assert!((now() - right).abs() <= 1);
    }

    #[test]
    fn the_documents_expiration_time_is_beijing_time() {
        assert_eq!(text(1_672_369_972), "2022-12-30 11:12:52");
        assert_eq!(parse("2022-12-30 11:12:52"), Some(1_672_369_972));
        assert_eq!(parse("2022-12-30"), None);
        assert_eq!(year(1_672_502_400), 2023);
        assert_eq!(duration(93_900), "1天2小时5分");
    }
}
