//! What the user reads while a command works: one line per step, on stderr, so that stdout is left for results.

/// Prints a step: which part of the work it belongs to, and what is happening.
pub fn step(part: &str, what: impl std::fmt::Display) {
    eprintln!("{part:>9}  {what}");
}

/// Prints a title above a layer of work.
pub fn title(what: &str) {
    eprintln!("\n── {what} {}", "─".repeat(72_usize.saturating_sub(what.chars().count())));
}

/// A duration as people say it: `850 ms`, `12.3 s`, `4 min 05 s`.
pub fn duration(time: std::time::Duration) -> String {
    let ms = time.as_millis();
    match ms {
        0..1_000 => format!("{ms} ms"),
        1_000..60_000 => format!("{:.1} s", time.as_secs_f64()),
        _ => format!("{} min {:02} s", ms / 60_000, ms / 1_000 % 60),
    }
}

/// A number with thousands separated: `43,244`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn numbers_and_durations_read_well() {
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(43_244), "43,244");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(duration(Duration::from_millis(850)), "850 ms");
        assert_eq!(duration(Duration::from_millis(12_345)), "12.3 s");
        assert_eq!(duration(Duration::from_secs(245)), "4 min 05 s");
    }
}
