//! Times in HTTP headers, as epoch milliseconds, and the offset from UTC that options give.

use crate::error::Given;
use crate::json::epoch_ms;
use crate::text::{concat, count, cut, digits, find};

/// Longest time a server may ask us to wait, in milliseconds.
const RETRY_AFTER_CAP: f64 = 60_000.0;

/// The months in HTTP's dates, a space before and behind each.
const MONTHS: &str = " Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ";

/// `Sun, 06 Nov 1994 08:49:37 GMT` (the form that HTTP requires of senders).
pub fn http_date(text: &str) -> Option<f64> {
    let month = (find(MONTHS, text.get(7..12)?)? / 4).saturating_add(1);
    let clock = text.get(17..)?.strip_suffix(" GMT")?;
    let date = [text.get(12..16)?, "-", &digits(month as i64), "-", text.get(5..7)?, " ", clock];
    epoch_ms(&concat(&date), 0).filter(|at| *at >= 0.0)
}

/// An instant as both services write it: `2023-05-31 08:00:00`.
#[allow(clippy::arithmetic_side_effects)] // Nothing here is larger than the number of days.
pub fn server_text(at: f64, utc_offset_minutes: i32) -> String {
    // Since a first of March, so that the leap day is a year's last: the one that a cycle of 400 years begins with, in the year 0.
    let seconds = at / 1000.0 + f64::from(utc_offset_minutes) * 60.0 + 719_468.0 * 86_400.0;
    let seconds = seconds.max(0.0) as u64;
    let (days, second) = ((seconds / 86_400) as u32, (seconds % 86_400) as u32);
    let (cycle, day) = (days / 146_097, days % 146_097);
    // Without the leap days, which end four years, and a cycle, but no other century.
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (year * 365 + year / 4 - year / 100);
    let month = (day * 5 + 2) / 153;
    let day = day - (month * 153 + 2) / 5 + 1;
    let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
    let mut text = digits((year + cycle * 400).into());
    for (sign, number) in
        [("-", month), ("-", day), (" ", second / 3600), (":", second / 60 % 60), (":", second % 60)]
    {
        text.push_str(sign);
        if number < 10 {
            text.push('0');
        }
        text.push_str(&digits(number.into()));
    }
    text
}

/// A time in a query, as both services want it: `2023-05-31 00:00:00`. A day alone gets `day_time`, where the whole day begins or ends;
/// nothing stays nothing.
pub fn in_query(given: &mut Given<'_, '_>, name: &'static str, day_time: &str) -> Option<String> {
    let text = given.text(name)?.trim();
    if text.is_empty() || is_like(text, "0000-00-00 00:00:00") {
        return Some(text.to_owned());
    }
    if is_like(text, "0000-00-00") {
        return Some(concat(&[text, day_time]));
    }
    given.issue(name, "format", "应形如 2025-01-23 00:00:00", "should look like 2025-01-23 00:00:00");
    None
}

/// Whether a text is written as `shape`, in which 0 stands for any digit.
#[inline(never)]
fn is_like(text: &str, shape: &str) -> bool {
    let fits = |(byte, sign): (u8, u8)| byte == sign || (sign == b'0' && byte.is_ascii_digit());
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(fits)
}

/// `Retry-After` in milliseconds from `now`: seconds or a date, at most a minute.
pub fn retry_after(text: &str, now: f64) -> Option<f64> {
    let text = text.trim();
    let wait = match count(text) {
        Some(seconds) => f64::from(seconds) * 1000.0,
        None => http_date(text)? - now,
    };
    Some(wait.clamp(0.0, RETRY_AFTER_CAP))
}

/// `+08:00`, `-03:30`, `Z` in minutes.
pub fn utc_offset(text: &str) -> Option<i32> {
    if text == "Z" {
        return Some(0);
    }
    let (sign, rest) = match (text.strip_prefix("+"), text.strip_prefix("-")) {
        (Some(rest), _) => (1_i32, rest),
        (_, Some(rest)) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = cut(rest, ":")?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hours) || !digits(minutes) {
        return None;
    }
    let (hours, minutes) = (count(hours)? as i32, count(minutes)? as i32);
    (hours <= 14 && minutes < 60).then(|| sign.wrapping_mul(hours.wrapping_mul(60).wrapping_add(minutes)))
}

/// The option `utcOffset`, in minutes; +08:00 when it is left out.
pub fn utc_offset_option(given: &mut Given<'_, '_>) -> i32 {
    let minutes = given.text("utcOffset").map_or(Some(8 * 60), utc_offset);
    if minutes.is_none() {
        given.issue("utcOffset", "format", "应形如 +08:00", "should look like +08:00");
    }
    minutes.unwrap_or_default()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn dates_of_headers() {
        assert_eq!(http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777_000.0));
        assert_eq!(http_date("Thu, 29 Feb 2024 00:00:00 GMT"), Some(1_709_164_800_000.0));
        for bad in [
            "",
            "x",
            "Sun, 06 Nov 1994",
            "Sun, 06 Nov 1994 08:49:37 CST",
            "Sun, 99 Nov 1994 08:49:37 GMT",
            "Sun, 06 anF 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 GMTx",
        ] {
            assert_eq!(http_date(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_day_of_eight_centuries_follows_the_one_before() {
        let lengths = |leap: bool| [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let mut at = 0.0;
        for year in 1970..2770_i64 {
            let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
            for (month, length) in (1..).zip(lengths(leap)) {
                for day in 1..=length {
                    assert_eq!(server_text(at, 0), format!("{year}-{month:02}-{day:02} 00:00:00"));
                    at += 86_400_000.0;
                }
            }
        }
    }

    #[test]
    fn an_instant_reads_back_from_what_it_is_written_as() {
        assert_eq!(server_text(1_685_491_200_000.0, 480), "2023-05-31 08:00:00");
        for at in (0..4_000_000_000_000_i64).step_by(9_876_543_000) {
            let text = server_text(at as f64, -210);
            assert_eq!(epoch_ms(&text, -210), Some((at / 1000 * 1000) as f64), "{text}");
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_and_capped() {
        assert_eq!(retry_after("2", 0.0), Some(2000.0));
        assert_eq!(retry_after("86400", 0.0), Some(60_000.0));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_770_000.0), Some(7000.0));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_999_000.0), Some(0.0));
        assert_eq!(retry_after("soon", 0.0), None);
    }

    #[test]
    fn offsets() {
        assert_eq!(utc_offset("+08:00"), Some(480));
        assert_eq!(utc_offset("-03:30"), Some(-210));
        assert_eq!(utc_offset("Z"), Some(0));
        for bad in ["8", "+8:00", "+08", "+15:00", "+08:60", "+0800", "++8:00"] {
            assert_eq!(utc_offset(bad), None, "{bad}");
        }
    }
}
