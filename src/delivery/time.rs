//! Times in HTTP headers, as epoch milliseconds, and the offset from UTC that options give.

use crate::error::Given;
use crate::text::{concat, count, digits};

/// Longest time a server may ask us to wait, in milliseconds.
const RETRY_AFTER_CAP: f64 = 60_000.0;

/// `Sun, 06 Nov 1994 08:49:37 GMT` (the form that HTTP requires of senders).
pub fn http_date(text: &str) -> Option<f64> {
    let mut parts = text.split_ascii_whitespace().skip(1);
    let day: i64 = parts.next()?.parse().ok()?;
    let month = match parts.next()? {
        "Jan" => 1,
        "Feb" => 2,
        "Mar" => 3,
        "Apr" => 4,
        "May" => 5,
        "Jun" => 6,
        "Jul" => 7,
        "Aug" => 8,
        "Sep" => 9,
        "Oct" => 10,
        "Nov" => 11,
        "Dec" => 12,
        _ => return None,
    };
    let year: i64 = parts.next()?.parse().ok()?;
    let mut clock = parts.next()?.split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let in_range = (1970..=9999).contains(&year)
        && (1..=31).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..=60).contains(&second);
    if !in_range || parts.next() != Some("GMT") {
        return None;
    }
    let days = days_since_1970(year, month, day);
    let seconds = hour.wrapping_mul(3600).wrapping_add(minute.wrapping_mul(60)).wrapping_add(second);
    Some(days.wrapping_mul(86_400).wrapping_add(seconds) as f64 * 1000.0)
}

/// Days from 1970-01-01 in the Gregorian calendar. The year starts in March, so that the leap day is its last.
pub fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year.wrapping_sub(1) } else { year };
    let month_from_march = month.wrapping_add(9).rem_euclid(12);
    let days_before_month = month_from_march.wrapping_mul(153).wrapping_add(2).div_euclid(5);
    let leap_days = year.div_euclid(4).wrapping_sub(year.div_euclid(100)).wrapping_add(year.div_euclid(400));
    year.wrapping_mul(365)
        .wrapping_add(leap_days)
        .wrapping_add(days_before_month)
        .wrapping_add(day)
        .wrapping_sub(719_469)
}

/// An instant as both services write it: `2023-05-31 08:00:00`.
pub fn server_text(at: f64, utc_offset_minutes: i32) -> String {
    let seconds = (at / 1000.0) as i64;
    let seconds = seconds.saturating_add(i64::from(utc_offset_minutes).saturating_mul(60));
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // The other way round than in `days_since_1970`: the year is guessed and mended, the month found by its first day.
    let mut year = days.div_euclid(365).saturating_add(1970);
    while days_since_1970(year, 1, 1) > days {
        year = year.saturating_sub(1);
    }
    let mut month = 12;
    while month > 1 && days_since_1970(year, month, 1) > days {
        month = month.saturating_sub(1);
    }
    let day = days.saturating_sub(days_since_1970(year, month, 1)).saturating_add(1);
    let two = |number: i64| concat(&[if number < 10 { "0" } else { "" }, &digits(number)]);
    let (minute, second) = (second.div_euclid(60), second.rem_euclid(60));
    let (hour, minute) = (minute.div_euclid(60), minute.rem_euclid(60));
    let date = [&digits(year), "-", &two(month), "-", &two(day)];
    concat(&[&concat(&date), " ", &two(hour), ":", &two(minute), ":", &two(second)])
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
    let (sign, rest) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(rest), _) => (1_i32, rest),
        (_, Some(rest)) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
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
        for bad in
            ["", "x", "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 08:49:37 CST", "Sun, 99 Nov 1994 08:49:37 GMT"]
        {
            assert_eq!(http_date(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_day_of_eight_centuries_follows_the_one_before() {
        let lengths = |leap: bool| [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let mut expected = 0;
        for year in 1970..2770_i64 {
            let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
            for (month, length) in (1..).zip(lengths(leap)) {
                for day in 1..=length {
                    assert_eq!(days_since_1970(year, month, day), expected);
                    expected += 1;
                }
            }
        }
    }

    #[test]
    fn an_instant_reads_back_from_what_it_is_written_as() {
        assert_eq!(server_text(1_685_491_200_000.0, 480), "2023-05-31 08:00:00");
        for at in (0..4_000_000_000_000_i64).step_by(9_876_543_000) {
            let text = server_text(at as f64, -210);
            assert_eq!(crate::json::epoch_ms(&text, -210), Some((at / 1000 * 1000) as f64), "{text}");
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
