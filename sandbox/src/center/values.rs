//! How the server writes values: local times, durations, integers too large for JavaScript.

use serde_json::Value;

use crate::clock as server_clock;
use crate::settings::Dialect;

/// Milliseconds since 1970.
pub fn now() -> i64 {
    server_clock::now_ms()
}

/// `yyyy-MM-dd HH:mm:ss` on the server's own clock, which runs at +08:00 and does not say so.
pub fn clock(ms: i64) -> String {
    server_clock::text(ms.div_euclid(1000))
}

/// The instant behind a server-local time; `None` when the text is no such time.
pub fn instant(text: &str) -> Option<i64> {
    server_clock::parse(text).map(|seconds| seconds * 1000)
}

/// The duration as ownList writes it: `0天0小时30分钟`.
pub fn duration_with_zeros(ms: i64) -> String {
    let minutes = ms.max(0) / 60_000;
    format!("{}天{}小时{}分钟", minutes / 1440, minutes / 60 % 24, minutes % 60)
}

/// The duration as finished tasks write it, zero parts dropped: `1天5小时8分42秒`.
pub fn duration(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    let parts = [
        (seconds / 86_400, "天"),
        (seconds / 3600 % 24, "小时"),
        (seconds / 60 % 60, "分"),
        (seconds % 60, "秒"),
    ];
    let text: String = parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n}{unit}")).collect();
    if text.is_empty() { "0秒".into() } else { text }
}

/// Every number inside a value as a Java Long of this dialect: the document's server writes the digits as they are, the others
/// a string from 2^53-1 on.
pub fn wire(dialect: Dialect, value: Value) -> Value {
    match value {
        Value::Number(number) if dialect != Dialect::Document && too_long(&number.to_string()) => {
            Value::String(number.to_string())
        }
        Value::Array(items) => items.into_iter().map(|item| wire(dialect, item)).collect(),
        Value::Object(map) => map.into_iter().map(|(name, item)| (name, wire(dialect, item))).collect(),
        other => other,
    }
}

fn too_long(digits: &str) -> bool {
    let magnitude = digits.strip_prefix('-').unwrap_or(digits);
    let integer = magnitude.bytes().all(|b| b.is_ascii_digit());
    integer && (magnitude.len() > 16 || magnitude.parse::<u64>().is_ok_and(|n| n >= (1 << 53) - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_local_to_china_and_durations_come_in_two_texts() {
        assert_eq!(clock(1_714_208_536_000), "2024-04-27 17:02:16");
        assert_eq!(instant("2024-04-27 17:02:16"), Some(1_714_208_536_000));
        assert_eq!(instant("2024-04-27"), None);
        assert_eq!(duration_with_zeros(30 * 60_000 + 59_999), "0天0小时30分钟");
        assert_eq!(duration(104_922_000), "1天5小时8分42秒");
        assert_eq!(duration(3_600_000), "1小时");
        assert_eq!(duration(0), "0秒");
    }

    #[test]
    fn longs_turn_into_strings_at_the_edge_of_what_javascript_counts() {
        let sent: Value = serde_json::from_str(
            r#"{"a":9007199254740990,"b":9007199254740991,"c":[-1965951881494065154],"d":12345678901234567890123,"e":1.50}"#,
        )
        .unwrap();
        assert_eq!(
            wire(Dialect::Vlstream, sent.clone()).to_string(),
            r#"{"a":9007199254740990,"b":"9007199254740991","c":["-1965951881494065154"],"d":"12345678901234567890123","e":1.50}"#
        );
        assert_eq!(wire(Dialect::Document, sent.clone()), sent);
    }
}
