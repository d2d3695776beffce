//! Dates and times as a form's `valueFormat` writes them: read from what apps have, checked against the calendar, rewritten.

use crate::text;

/// A date, a time of day, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    year: u32,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
}

/// What a format that names no other means: dates, and times of day.
pub const DATE: &str = "yyyy-MM-dd";
/// A time of day.
pub const TIME: &str = "HH:mm:ss";

/// What people's pages hold besides the form's own format: `<input type="datetime-local">`, a `Date` as values.js writes it.
const ALSO: [&str; 7] = [
    "yyyy-MM-dd HH:mm:ss",
    "yyyy-MM-ddTHH:mm:ss",
    "yyyy-MM-dd HH:mm",
    "yyyy-MM-ddTHH:mm",
    "yyyy-MM-dd",
    "HH:mm:ss",
    "HH:mm",
];

/// Reads `text` in `format`, or in one of the common formats that says at least as much.
pub fn read(text: &str, format: &str) -> Option<Moment> {
    if let Some(moment) = exactly(text, format) {
        return Some(moment);
    }
    let wants = letters(format);
    ALSO.iter()
        .filter(|also| {
            let has = letters(also);
            let [wants_hour, has_hour] = [wants, has].map(|letters| letters & HOUR != 0);
            // A date without a time means midnight; a time without seconds means the full minute.
            wants & DAYS & !has == 0
                && (wants & DAY != 0 || has_hour || !wants_hour)
                && (wants & YEAR != 0 || has & YEAR == 0 || !wants_hour)
        })
        .find_map(|also| exactly(text, also))
}

/// Writes `moment` in `format`.
pub fn write(moment: &Moment, format: &str) -> String {
    let mut out = String::new();
    for token in tokens(format) {
        let (number, width) = match token {
            Token::Number(letter, width) => (part(moment, letter), width),
            Token::Other(other) => {
                out.push(other);
                continue;
            }
        };
        let digits = text::digits(number.into());
        for _ in digits.len()..width {
            out.push('0');
        }
        out.push_str(&digits);
    }
    out
}

/// Whether every letter of the format is understood; text in another (`timestamp`, `ww`) is left alone.
pub fn understood(format: &str) -> bool {
    !format.is_empty()
        && tokens(format).all(|token| match token {
            Token::Number('y', width) => width == 4,
            Token::Number(_, width) => width <= 2,
            Token::Other(other) => !other.is_ascii_alphabetic() || other == 'T',
        })
}

enum Token {
    Number(char, usize),
    Other(char),
}

/// `yyyy`/`YYYY`, `MM`, `dd`/`DD`, `HH`, `mm`, `ss` (one letter: not padded); anything else stands for itself.
fn tokens(format: &str) -> impl Iterator<Item = Token> + '_ {
    let mut rest = format.chars().peekable();
    core::iter::from_fn(move || {
        let first = rest.next()?;
        let letter = match first {
            'Y' => 'y',
            'D' => 'd',
            'y' | 'M' | 'd' | 'H' | 'm' | 's' => first,
            other => return Some(Token::Other(other)),
        };
        let mut width = 1usize;
        while rest.next_if_eq(&first).is_some() {
            width = width.wrapping_add(1);
        }
        Some(Token::Number(letter, width))
    })
}

const YEAR: u8 = 1;
const DAY: u8 = 4;
/// Year, month, day.
const DAYS: u8 = 7;
const HOUR: u8 = 8;

/// Which of `yMdHms` a format has: a bit each.
fn letters(format: &str) -> u8 {
    tokens(format).fold(0, |letters, token| {
        letters
            | match token {
                Token::Number('y', _) => YEAR,
                Token::Number('M', _) => 2,
                Token::Number('d', _) => DAY,
                Token::Number('H', _) => HOUR,
                Token::Number('m', _) => 16,
                Token::Number(..) => 32,
                Token::Other(_) => 0,
            }
    })
}

fn part(moment: &Moment, letter: char) -> u32 {
    match letter {
        'y' => moment.year,
        'M' => moment.month,
        'd' => moment.day,
        'H' => moment.hour,
        'm' => moment.minute,
        _ => moment.second,
    }
}

/// Reads `text` if it is a date of the calendar in exactly this format.
fn exactly(text: &str, format: &str) -> Option<Moment> {
    let mut moment = Moment { year: 2000, month: 1, day: 1, ..Moment::default() };
    let mut rest = text;
    for token in tokens(format) {
        let (letter, width) = match token {
            Token::Number(letter, width) => (letter, width),
            Token::Other(other) => {
                rest = rest.strip_prefix(other)?;
                continue;
            }
        };
        let most = width.max(2);
        let digits = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        if digits < width {
            return None;
        }
        let (number, after) = rest.split_at_checked(digits)?;
        rest = after;
        let number = text::count(number)?;
        *match letter {
            'y' => &mut moment.year,
            'M' => &mut moment.month,
            'd' => &mut moment.day,
            'H' => &mut moment.hour,
            'm' => &mut moment.minute,
            _ => &mut moment.second,
        } = number;
    }
    let leap = moment.year.is_multiple_of(if moment.year.is_multiple_of(100) { 400 } else { 4 });
    let days = match moment.month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let real = rest.is_empty()
        && (1..=days).contains(&moment.day)
        && moment.hour < 24
        && moment.minute < 60
        && moment.second < 60;
    real.then_some(moment)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rewritten(text: &str, format: &str) -> Option<String> {
        read(text, format).map(|moment| write(&moment, format))
    }

    #[test]
    fn an_apps_date_becomes_the_forms() {
        for (text, format, expected) in [
            ("2025-03-14", "yyyy-MM-dd", "2025-03-14"),
            ("2025-03-14", "YYYY-MM-DD HH:mm:ss", "2025-03-14 00:00:00"),
            ("2025-03-14 09:26:53", "YYYY-MM-DD", "2025-03-14"),
            ("2025-03-14T09:26", "yyyy-MM-dd HH:mm:ss", "2025-03-14 09:26:00"),
            ("2025-03-14 09:26:53", "yyyy年M月d日", "2025年3月14日"),
            ("2025年3月4日", "yyyy年M月d日", "2025年3月4日"),
            ("09:26", "HH:mm:ss", "09:26:00"),
            ("2025-03-14 09:26:53", "yyyy-MM", "2025-03"),
            ("2025-03", "yyyy-MM", "2025-03"),
            ("2024-02-29", "yyyy/MM/dd", "2024/02/29"),
            ("20250314", "yyyyMMdd", "20250314"),
        ] {
            assert_eq!(rewritten(text, format).as_deref(), Some(expected), "{text} as {format}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for (text, format) in [
            ("2025-02-29", "yyyy-MM-dd"),
            ("2025-13-01", "yyyy-MM-dd"),
            ("2025-00-10", "yyyy-MM-dd"),
            ("24:00:00", "HH:mm:ss"),
            ("2025-1-1", "yyyy-MM-dd"),
            ("2025-01-01x", "yyyy-MM-dd"),
            ("09:26:53", "yyyy-MM-dd"),
            ("09:26:53", "yyyy-MM-dd HH:mm:ss"),
            ("2025-03-14", "HH:mm:ss"),
            ("２０２５-01-01", "yyyy-MM-dd"),
            ("", "yyyy-MM-dd"),
        ] {
            assert_eq!(read(text, format), None, "{text} as {format}");
        }
        assert!(
            !understood("timestamp") && !understood("gggg[w]ww") && !understood("") && !understood("yy-MM")
        );
        assert!(understood("yyyy-MM-ddTHH:mm:ss") && understood("YYYY年M月D日"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(year in 0u32..=9999, month in 1u32..=12, day in 1u32..=28, second in 0u32..86400) {
            let moment = Moment { year, month, day, hour: second / 3600, minute: second / 60 % 60, second: second % 60 };
            for format in ["yyyy-MM-dd HH:mm:ss", "YYYYMMDDHHmmss", "D/M/YYYY H:m:s"] {
                prop_assert_eq!(read(&write(&moment, format), format), Some(moment));
            }
        }

        #[test]
        fn any_text_and_format_is_taken(text in ".{0,20}", format in "[yYMdDHmsT年 :-]{0,20}") {
            if let Some(moment) = read(&text, &format) {
                write(&moment, &format);
            }
        }
    }
}
