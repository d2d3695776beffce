//! Numbers as they are written, compared digit by digit: 19-digit ids and money lose nothing.

use crate::text::{cut, whole};
use core::cmp::Ordering;

/// A decimal number: the digits after the point of 0.…, times ten to the power of `point`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    negative: bool,
    /// Neither the first nor the last is 0; none for zero.
    digits: Vec<u8>,
    point: i64,
}

/// Numbers with more places than this are not written out.
const LONGEST: i64 = 400;

impl Decimal {
    /// Reads `-12.50`, `1e-7`: the grammar of JSON, leading zeros allowed.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (negative, rest) = match text.strip_prefix("-") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match cut(rest, "e").or_else(|| cut(rest, "E")) {
            Some((mantissa, exponent)) => (mantissa, power(exponent)?),
            None => (rest, 0),
        };
        let (whole, fraction) = match cut(mantissa, ".") {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (mantissa, ""),
        };
        if whole.is_empty() {
            return None;
        }
        let mut digits = Vec::new();
        for part in [whole, fraction] {
            for byte in part.bytes() {
                let digit = byte.wrapping_sub(b'0');
                if digit > 9 {
                    return None;
                }
                digits.push(digit);
            }
        }
        let zeros = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..zeros);
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let point = (whole.len() as i64).saturating_sub(zeros as i64).saturating_add(exponent);
        let zero = digits.is_empty();
        Some(Decimal { negative: negative && !zero, digits, point: if zero { 0 } else { point } })
    }

    /// How many digits stand after the decimal point.
    pub fn fraction_digits(&self) -> u64 {
        u64::try_from((self.digits.len() as i64).saturating_sub(self.point)).unwrap_or(0)
    }

    /// Whether it is a whole number of `step`s. None when the two are too far apart to tell.
    pub fn is_multiple_of(&self, step: &Decimal) -> Option<bool> {
        // Both in units of the smaller one's last digit: the remainder is then that of whole numbers.
        let scale = self.fraction_digits().max(step.fraction_digits());
        // Ten times the step still fits, so none of these sums can wrap; 128 bits would cost two kilobytes.
        let more = |sum: u64, digit: u8| sum.wrapping_mul(10).wrapping_add(digit.into());
        let (mut size, mut rest) = (0_u64, 0_u64);
        for digit in step.units(scale)? {
            if size >= u64::MAX / 1000 {
                return None;
            }
            size = more(size, digit);
        }
        for digit in self.units(scale)? {
            rest = more(rest, digit).checked_rem(size)?;
        }
        Some(rest == 0)
    }

    /// The digits of `self · 10^scale`, which is whole and not too long.
    fn units(&self, scale: u64) -> Option<Vec<u8>> {
        let length = self.point.saturating_add(i64::try_from(scale).ok()?);
        let length = usize::try_from(length).ok()?;
        length.checked_sub(self.digits.len()).filter(|zeros| *zeros < 1000)?;
        let mut units = self.digits.clone();
        while units.len() < length {
            units.push(0);
        }
        Some(units)
    }

    /// Without an exponent: `1e3` is `1000`. None when that would be very long.
    pub fn plain(&self) -> Option<String> {
        if self.point.saturating_abs() > LONGEST {
            return None;
        }
        let mut text = String::new();
        if self.negative {
            text.push('-');
        }
        let digit = |digit: u8| char::from(digit.saturating_add(b'0'));
        let whole = usize::try_from(self.point).unwrap_or(0);
        if whole == 0 {
            text.push('0');
        }
        for place in 0..whole {
            text.push(digit(self.digits.get(place).copied().unwrap_or(0)));
        }
        if self.fraction_digits() > 0 {
            text.push('.');
            for _ in self.point..0 {
                text.push('0');
            }
            for place in self.digits.iter().skip(whole) {
                text.push(digit(*place));
            }
        }
        Some(text)
    }
}

/// An exponent, as far as it matters.
fn power(text: &str) -> Option<i64> {
    let negative = text.starts_with("-");
    let digits = if negative || text.starts_with("+") { text.get(1..)? } else { text };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let size = whole(digits).unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
    Some(if negative { size.saturating_neg() } else { size })
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |number: &Decimal| match (number.digits.is_empty(), number.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        sign(self).cmp(&sign(other)).then_with(|| {
            let size = (self.point, &self.digits).cmp(&(other.point, &other.digits));
            if self.negative { size.reverse() } else { size }
        })
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn numbers_compare_by_every_digit() {
        assert!(of("9007199254740993") > of("9007199254740992"));
        assert!(of("-0.10") == of("-1e-1") && of("0") == of("-0.0") && of("1e2") == of("100"));
        assert!(of("-3") < of("-2") && of("-2") < of("0") && of("0") < of("1e-9"));
        assert!(of("1e999999999999999999999") > of("1e400"));
        for text in ["", "-", "1.", ".5", "1e", "0x1", "１", "1 ", "+1", "NaN"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn plain_text_has_no_exponent() {
        for (text, plain) in [
            ("1e3", "1000"),
            ("1.50", "1.5"),
            ("-25e-4", "-0.0025"),
            ("0", "0"),
            ("1965951881494065154", "1965951881494065154"),
        ] {
            assert_eq!(of(text).plain().as_deref(), Some(plain));
        }
        assert_eq!(of("1e999999999").plain(), None);
    }

    #[test]
    fn steps_are_exact() {
        assert_eq!(of("0.3").is_multiple_of(&of("0.1")), Some(true));
        assert_eq!(of("1965951881494065155").is_multiple_of(&of("2")), Some(false));
        assert_eq!(of("-4.5").is_multiple_of(&of("1.5")), Some(true));
        assert_eq!(of("0").is_multiple_of(&of("7")), Some(true));
        assert_eq!(of("1").is_multiple_of(&of("0")), None);
        assert_eq!(of("1e99999").is_multiple_of(&of("3")), None);
    }

    proptest! {
        #[test]
        fn order_is_that_of_scaled_integers(a in any::<i64>(), b in any::<i64>(), sa in 0u32..6, sb in 0u32..6) {
            let text = |n: i64, s: u32| format!("{n}e-{s}");
            let scaled = |n: i64, s: u32| i128::from(n) * 10i128.pow(6 - s);
            prop_assert_eq!(of(&text(a, sa)).cmp(&of(&text(b, sb))), scaled(a, sa).cmp(&scaled(b, sb)));
            prop_assert_eq!(of(&of(&text(a, sa)).plain().unwrap()), of(&text(a, sa)));
            if b != 0 {
                let expected = scaled(a, sa) % scaled(b, sb) == 0;
                let found = of(&text(a, sa)).is_multiple_of(&of(&text(b, sb)));
                prop_assert!(found.is_none_or(|found| found == expected));
                prop_assert!(found.is_some() || scaled(b, sb).unsigned_abs() > u128::from(u64::MAX) / 100_000);
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[-+.eE0-9]{0,20}") {
            let ours = Decimal::parse(&text);
            if let Ok(number) = serde_json::from_str::<serde_json::Number>(&text) {
                prop_assert!(ours.is_some(), "{}", number);
            }
        }
    }
}
