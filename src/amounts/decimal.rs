//! Exact decimal numbers: "9,007,199,254,740,993" and "0.0000001" keep all of their digits, as no binary fraction does.

use std::fmt;

/// A number with up to twelve decimals. What grows beyond its range stays there, and has no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Decimal(i128);

/// How many of its own units make up one.
const ONE: i128 = 1_000_000_000_000;
const DECIMALS: usize = 12;
/// From here on a number has no text.
const TOO_LARGE: i128 = 1_000_000_000_000_000_000_000 * ONE;

impl Decimal {
    pub const ZERO: Decimal = Decimal(0);
    pub const ONE: Decimal = Decimal(ONE);

    pub fn whole(value: i64) -> Self {
        Decimal(i128::from(value) * ONE)
    }

    /// Reads "1200.5"; `None` where other signs stand in it, or more decimals than it can hold.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(decimals) || decimals.len() > DECIMALS {
            return None;
        }
        let whole: i128 = whole.parse().ok()?;
        let decimals: i128 = format!("{decimals:0<DECIMALS$}").parse().ok()?;
        Some(Decimal(whole.saturating_mul(ONE).saturating_add(decimals)))
    }

    pub fn plus(self, other: Decimal) -> Self {
        Decimal(self.0.saturating_add(other.0))
    }

    pub fn times(self, other: Decimal) -> Self {
        let (fine, whole) = if other.is_whole() { (self, other) } else { (other, self) };
        if whole.is_whole() {
            return Decimal(fine.0.saturating_mul(whole.0 / ONE));
        }
        Decimal(self.0.checked_mul(other.0).map_or(i128::MAX, |product| product / ONE))
    }

    /// A part of it, told to four decimals: a third is 0.3333.
    pub fn over(self, divisor: Decimal) -> Self {
        const FOURTH: i128 = ONE / 10_000;
        let part = self.0.saturating_mul(10_000).checked_div(divisor.0).unwrap_or(i128::MAX / ONE);
        let rest = self.0.saturating_mul(10_000).checked_rem(divisor.0).unwrap_or(0);
        let rounded = part + i128::from(rest.saturating_mul(2) >= divisor.0);
        Decimal(rounded.saturating_mul(FOURTH))
    }

    pub fn hundredth(self) -> Self {
        Decimal(self.0 / 100)
    }

    pub fn negative(self) -> Self {
        Decimal(self.0.saturating_neg())
    }

    pub fn is_whole(self) -> bool {
        self.0 % ONE == 0
    }

    /// Itself, where it is whole and small enough.
    pub fn to_whole(self) -> Option<i64> {
        if self.is_whole() { i64::try_from(self.0 / ONE).ok() } else { None }
    }

    /// What remains when whole tens, hundreds ... are taken away.
    pub fn remainder(self, of: i64) -> Self {
        Decimal(self.0 % (i128::from(of) * ONE))
    }

    /// As text; `None` where it is too large.
    pub fn text(self) -> Option<String> {
        (self.0.abs() < TOO_LARGE).then(|| self.to_string())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, decimals) =
            (self.0.unsigned_abs() / ONE.unsigned_abs(), self.0.unsigned_abs() % ONE.unsigned_abs());
        let decimals = format!("{decimals:0DECIMALS$}");
        match decimals.trim_end_matches('0') {
            "" => write!(formatter, "{sign}{whole}"),
            decimals => write!(formatter, "{sign}{whole}.{decimals}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic() {
        let number = |text: &str| Decimal::parse(text).expect("a number");
        assert_eq!(number("9007199254740993").to_string(), "9007199254740993");
        assert_eq!(number("0.0000001").to_string(), "0.0000001");
        assert_eq!(number("1.2").times(number("1000000")).to_string(), "1200000");
        assert_eq!(number("1.5").times(number("0.5")).to_string(), "0.75");
        assert_eq!(Decimal::ONE.over(number("3")).to_string(), "0.3333");
        assert_eq!(number("2").over(number("3")).negative().to_string(), "-0.6667");
        assert_eq!(number("5").over(Decimal::ZERO).text(), None);
        assert_eq!(number("999999999999999999999").times(number("1000")).text(), None);
        assert_eq!(Decimal::parse("1e3"), None);
        assert_eq!(Decimal::parse("0.0000000000001"), None);
    }
}
