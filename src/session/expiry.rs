//! When a token ends: its own `exp` and the server's statement, neither of which is to be trusted alone (wire-facts §1).

use crate::json::Value;
use crate::text::{count, cut, split, without_end};

/// Nobody gives a token for longer than a year; a time beyond that is a mistake, as one in the past is.
const LONGEST: f64 = 366.0 * 86_400_000.0;

/// The earlier plausible one of the JWT's `exp` and `expiration_time`; all in the server's epoch milliseconds.
pub fn earliest(token: &str, expiration_time: Option<f64>, server_now: f64) -> Option<f64> {
    [jwt_exp(token), expiration_time]
        .into_iter()
        .flatten()
        .filter(|at| (server_now..server_now + LONGEST).contains(at))
        .min_by(f64::total_cmp)
}

/// `exp` of a JWT's payload in milliseconds. Panda writes it as a float: `1672382744.0`.
fn jwt_exp(token: &str) -> Option<f64> {
    let payload = base64url(split(token, ".").nth(1)?)?;
    match Value::parse(&payload).ok()?.get("exp")? {
        // The fraction is a `.0`; reading floats would bring tables of ten kilobytes.
        Value::Number(seconds) => {
            let whole = cut(seconds, ".").map_or(seconds.as_str(), |(whole, _)| whole);
            count(whole).map(|seconds| f64::from(seconds) * 1000.0)
        }
        _ => None,
    }
}

fn base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut bits, mut held) = (0_u32, 0_u32);
    for digit in without_end(text, "=").bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit.wrapping_sub(b'A'),
            b'a'..=b'z' => digit.wrapping_sub(b'a').wrapping_add(26),
            b'0'..=b'9' => digit.wrapping_sub(b'0').wrapping_add(52),
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        held = held.wrapping_add(6);
        if held >= 8 {
            held = held.wrapping_sub(8);
            bytes.push((bits >> held) as u8);
            bits &= (1_u32 << held).wrapping_sub(1);
        }
    }
    Some(bytes)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    /// The token of panda.txt §1: its `exp` is 14:45:44 +08:00, its expirationTime says 11:12:52 (taken as +08:00).
    const DOCUMENT: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJleHAiOjE2NzIzODI3NDQuMCwidXNlcklEIjo0Mn0.aGH7TCqdA8MroKu3kp2rjrNF3NFLuBySUDOXA2PdHQo";
    const EXP: f64 = 1_672_382_744_000.0;
    const EXPIRATION_TIME: f64 = 1_672_369_972_000.0;

    #[test]
    fn the_documents_two_times_differ_and_the_earlier_plausible_one_counts() {
        let hour = 3_600_000.0;
        assert_eq!(EXP - EXPIRATION_TIME, 12_772_000.0);
        assert_eq!(earliest(DOCUMENT, Some(EXPIRATION_TIME), EXPIRATION_TIME - hour), Some(EXPIRATION_TIME));
        assert_eq!(
            earliest(DOCUMENT, Some(EXPIRATION_TIME), EXP - hour),
            Some(EXP),
            "the other is past already"
        );
        assert_eq!(
            earliest(DOCUMENT, Some(EXPIRATION_TIME), EXP + hour),
            None,
            "both are past: nothing is known"
        );
        assert_eq!(earliest(DOCUMENT, None, EXP - hour), Some(EXP));
    }

    #[test]
    fn tokens_that_are_no_jwt_tell_nothing() {
        for token in ["", "abc", "a.b.c", "a.!.c", "a..c", "x.eyJleHAiOiJub3cifQ.y", "x.e30.y"] {
            assert_eq!(earliest(token, None, 0.0), None, "{token}");
        }
        assert_eq!(earliest("opaque", Some(5000.0), 1000.0), Some(5000.0));
        assert_eq!(earliest("opaque", Some(f64::NAN), 1000.0), None);
    }
}
