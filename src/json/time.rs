//! A server's time as an instant.
#![allow(clippy::arithmetic_side_effects)] // Every number here has at most four digits, or nine for a fraction.

use super::scan::{HIGH, ONES, byte, part};

/// An instant: days since 1970-01-01 and milliseconds into that day, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Instant {
    pub(super) day: i32,
    pub(super) millis: u32,
}

/// Reads `yyyy-MM-dd`, then optionally ` ` or `T` and `HH:mm[:ss[.fraction]]`, then optionally `Z` or an offset (`+08:00`,
/// `+0800`, `+08`). `/` may stand for `-`, and a leading 0 may be missing. Without an offset, the time is at
/// `utc_offset_minutes`. Text that is no such time, or no date of the calendar, is none.
pub(super) fn parse(text: &[u8], utc_offset_minutes: i32) -> Option<Instant> {
    let mut text = Reader { text, p: 0 };
    let year = text.number(4, 4)?;
    let sign = text.one_of(b"-/")?;
    let month = text.number(1, 2)?;
    text.one_of(&[sign])?;
    let day = text.number(1, 2)?;
    let (mut seconds, mut millis, mut offset) = (0, 0, utc_offset_minutes);
    if text.one_of(b" Tt").is_some() {
        let hour = text.number(1, 2)?;
        text.one_of(b":")?;
        let minute = text.number(2, 2)?;
        let second = if text.one_of(b":").is_some() { text.number(2, 2)? } else { 0 };
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        seconds = hour * 3600 + minute * 60 + second;
        if text.one_of(b".,").is_some() {
            let from = text.p;
            let digits = text.number(1, 9)?;
            millis = (0..9 + from - text.p).fold(digits as u32, |value, _| value * 10) / 1_000_000;
        }
        text.one_of(b" ");
        match text.one_of(b"Zz+-") {
            None => {}
            Some(b'Z' | b'z') => offset = 0,
            Some(sign) => {
                let hours = text.number(2, 2)?;
                text.one_of(b":");
                let minutes = if text.ended() { 0 } else { text.number(2, 2)? };
                if hours > 18 || minutes > 59 {
                    return None;
                }
                offset = if sign == b'-' { -(hours * 60 + minutes) } else { hours * 60 + minutes };
            }
        }
    }
    if !text.ended() || !(1..=12).contains(&month) || day < 1 || day > month_length(year, month) {
        return None;
    }
    let minutes = (seconds / 60).saturating_sub(offset);
    Some(Instant {
        day: days(year, month, day) + minutes.div_euclid(1440),
        millis: (minutes.rem_euclid(1440) * 60 + seconds % 60) as u32 * 1000 + millis,
    })
}

/// The same for `yyyy-MM-dd HH:mm:ss` alone, quickly. None stands for anything else, times in other forms among it.
pub(super) fn usual(text: &[u8], utc_offset_minutes: i32) -> Option<Instant> {
    let text: &[u8; 19] = text.try_into().ok()?;
    let date = pairs(text.first_chunk()?, b"0000-00-")?;
    let clock = pairs(text.last_chunk()?, b"00:00:00")?;
    let [.., b' ', _, _, _, _, _, _, _, _] = text else { return None };
    let day = pairs(&[text[8], text[9], 0, 0, 0, 0, 0, 0], b"00\0\0\0\0\0\0")? as i32 & 0xff;
    let part = |pairs: u64, at: u32| (pairs >> (at * 8)) as i32 & 0xff;
    let (century, year, month) = (part(date, 0), part(date, 2), part(date, 5));
    let (hour, minute, second) = (part(clock, 0), part(clock, 3), part(clock, 6));
    if hour > 23 || minute > 59 || second > 59 || !(1..=12).contains(&month) || day < 1 {
        return None;
    }
    let year = century * 100 + year;
    if day > month_length(year, month) {
        return None;
    }
    let minutes = hour * 60 + minute - utc_offset_minutes;
    Some(Instant {
        day: days(year, month, day) + minutes.div_euclid(1440),
        millis: (minutes.rem_euclid(1440) * 60 + second) as u32 * 1000,
    })
}

/// The numbers of two digits in `text`, each at its first digit's place, if it has digits where `form` has zeros, and is otherwise the
/// same.
#[inline(always)]
fn pairs(text: &[u8; 8], form: &[u8; 8]) -> Option<u64> {
    let form = u64::from_le_bytes(*form);
    // Zero where both are the same. The other way round, the top bit is set after the sum where a zero was in the form.
    let digits = u64::from_le_bytes(*text) ^ form;
    let zeros = (form ^ (ONES * b'0' as u64)).wrapping_add(ONES * 0x7f) & HIGH ^ HIGH;
    let most = ONES * 0x7f - (zeros >> 7) * 9;
    if (digits.wrapping_add(most) | digits) & HIGH != 0 {
        return None;
    }
    Some(digits.wrapping_mul(10).wrapping_add(digits >> 8))
}

/// Reads a span such as `1天5小时8分42秒` or `0天0小时30分钟`: any of the four parts, in this order.
pub(super) fn duration(text: &[u8]) -> Option<Instant> {
    let mut text = Reader { text, p: 0 };
    let (mut seconds, mut parts) = (0_i64, 0);
    for (unit, worth) in [("天", 86_400), ("小时", 3600), ("分", 60), ("秒", 1)] {
        let start = text.p;
        let Some(count) = text.number(1, 6) else { continue };
        if !text.word(unit) {
            text.p = start;
            continue;
        }
        if unit == "分" {
            text.word("钟");
        }
        seconds += i64::from(count) * worth;
        parts += 1;
    }
    (parts > 0 && text.ended())
        .then(|| Instant { day: (seconds / 86_400) as i32, millis: (seconds % 86_400) as u32 * 1000 })
}

struct Reader<'a> {
    text: &'a [u8],
    p: usize,
}

impl Reader<'_> {
    fn number(&mut self, least: usize, most: usize) -> Option<i32> {
        let (start, mut value) = (self.p, 0);
        while self.p < start + most && byte(self.text, self.p).is_ascii_digit() {
            value = value * 10 + (byte(self.text, self.p) - b'0') as i32;
            self.p += 1;
        }
        if self.p < start + least { None } else { Some(value) }
    }

    fn one_of(&mut self, signs: &[u8]) -> Option<u8> {
        let sign = byte(self.text, self.p);
        for allowed in signs {
            if *allowed == sign {
                self.p += 1;
                return Some(sign);
            }
        }
        None
    }

    fn word(&mut self, word: &str) -> bool {
        let found = part(self.text, self.p, self.p + word.len()) == word.as_bytes();
        if found {
            self.p += word.len();
        }
        found
    }

    fn ended(&self) -> bool {
        self.p >= self.text.len()
    }
}

fn month_length(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a date of the Gregorian calendar. Years are counted from March, so that the leap day ends one.
fn days(year: i32, month: i32, day: i32) -> i32 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 719_469
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn millis(text: &str) -> Option<i64> {
        parse(text.as_bytes(), 480).map(|it| it.day as i64 * 86_400_000 + it.millis as i64)
    }

    #[test]
    fn the_forms_that_servers_write_are_read() {
        let noon = Some(1_709_179_200_000); // 2024-02-29T04:00:00Z
        for text in [
            "2024-02-29 12:00:00",
            "2024/2/29 12:00",
            "2024-02-29T04:00:00Z",
            "2024-02-29T12:00:00.000+08:00",
            "2024-02-29 12:00:00 +0800",
            "2024-02-28T23:30:00-0430",
        ] {
            assert_eq!(millis(text), noon, "{text}");
        }
        assert_eq!(millis("2024-02-29"), Some(1_709_136_000_000));
        assert_eq!(millis("1969-12-31T23:59:59.9999Z"), Some(-1));
        assert_eq!(millis("1970-01-01 00:00:00.5+00"), Some(500));
    }

    #[test]
    fn no_other_text_is_a_time() {
        for text in [
            "",
            "null",
            "2023-02-29 00:00:00",
            "2024-13-01",
            "2024-00-01",
            "2024-04-31",
            "2024-01-01 24:00:00",
            "2024-01-01 00:60:00",
            "2024-01-01 00:00:00.",
            "2024-01-01 00:00:00x",
            "2024-01/01",
            "24-01-01",
            "2024-01-01 00:00:00+8",
            "1709179200000",
        ] {
            assert_eq!(millis(text), None, "{text}");
        }
    }

    #[test]
    fn spans_in_both_dialects() {
        let ms = |text: &str| {
            duration(text.as_bytes()).map(|span| i64::from(span.day) * 86_400_000 + i64::from(span.millis))
        };
        assert_eq!(ms("0天0小时30分钟"), Some(1_800_000));
        assert_eq!(ms("1天5小时8分42秒"), Some(104_922_000));
        assert_eq!(ms("0秒"), Some(0));
        assert_eq!(ms("72小时"), Some(259_200_000));
        assert_eq!(ms("3天2秒"), Some(259_202_000));
        for bad in ["", "天", "5", "5小时1天", "1天1天", "1 天", "1.5小时", "1234567秒", "30分钟多"]
        {
            assert_eq!(ms(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_quick_way_reads_as_the_long_one_or_not_at_all() {
        let (mut read, mut left) = (0, 0);
        for base in
            ["2024-02-29 08:00:00", "2023-02-28 23:59:59", "1999-12-31 00:00:60", "0000-01-01 10:20:30"]
        {
            for place in 0..19 {
                for sign in b' '..=b'~' {
                    let mut text = base.as_bytes().to_vec();
                    text[place] = sign;
                    match usual(&text, 480) {
                        Some(instant) => {
                            assert_eq!(Some(instant), parse(&text, 480));
                            read += 1;
                        }
                        None => left += 1,
                    }
                }
            }
        }
        assert!(read > 300 && left > 5000, "{read} {left}");
        assert_eq!(usual(b"2024-02-29", 480), None);
    }
}
