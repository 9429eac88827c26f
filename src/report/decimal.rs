//! Decimal numbers with a fixed number of places, computed exactly from whole numbers.

use std::fmt;

/// A share of a whole, 0 to 1, in ten-thousandths.
pub type Share = Decimal<4>;
/// Points of net sentiment, −100 to 100, in tenths.
pub type Points = Decimal<1>;
/// A mean score, −1 to 1, in ten-thousandths.
pub type Mean = Decimal<4>;
/// Mentions per author, in hundredths.
pub type Passion = Decimal<2>;

/// A number with `PLACES` digits after the point.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Decimal<const PLACES: u32> {
    units: i64,
}

impl<const PLACES: u32> Decimal<PLACES> {
    /// How many units make one.
    const ONE: i64 = 10_i64.pow(PLACES);

    /// A number of the smallest units: `Points::from_units(-312)` is −31.2.
    pub const fn from_units(units: i64) -> Self {
        Self { units }
    }

    /// The quotient, rounded half away from zero; `None` where the divisor is not positive.
    pub fn ratio(dividend: impl Into<i128>, divisor: impl Into<i128>) -> Option<Self> {
        let (dividend, divisor) = (dividend.into(), divisor.into());
        if divisor <= 0 {
            return None;
        }
        let scaled = dividend.saturating_mul(i128::from(Self::ONE));
        let half = if scaled < 0 {
            -(divisor / 2)
        } else {
            divisor / 2
        };
        let units = scaled.saturating_add(half) / divisor;
        let limit = if units < 0 { i64::MIN } else { i64::MAX };
        Some(Self::from_units(i64::try_from(units).unwrap_or(limit)))
    }

    /// How many of the smallest units it is.
    pub const fn units(self) -> i64 {
        self.units
    }

    /// The nearest binary number.
    #[expect(
        clippy::cast_precision_loss,
        reason = "figures stay far below 2^53 units"
    )]
    pub fn as_f64(self) -> f64 {
        self.units as f64 / Self::ONE as f64
    }
}

impl<const PLACES: u32> fmt::Display for Decimal<PLACES> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_units(f, self.units, PLACES)
    }
}

/// Writes `units` with `places` digits after the point.
pub(super) fn write_units(f: &mut fmt::Formatter<'_>, units: i64, places: u32) -> fmt::Result {
    let one = 10_u64.pow(places);
    let (whole, part) = (units.unsigned_abs() / one, units.unsigned_abs() % one);
    let sign = if units < 0 { "-" } else { "" };
    match places {
        0 => write!(f, "{sign}{whole}"),
        _ => write!(f, "{sign}{whole}.{part:0width$}", width = places as usize),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_away_from_zero() {
        let points =
            |dividend: i64, divisor: i64| Points::ratio(dividend, divisor).map(|p| p.to_string());
        assert_eq!(points(1, 20).unwrap(), "0.1");
        assert_eq!(points(-1, 20).unwrap(), "-0.1");
        assert_eq!(points(1, 21).unwrap(), "0.0");
        assert_eq!(points(-1, 21).unwrap(), "0.0");
        assert_eq!(points(1, 3).unwrap(), "0.3");
        assert_eq!(points(-312, 10).unwrap(), "-31.2");
    }

    #[test]
    fn a_share_of_nothing_is_unknown() {
        assert_eq!(Share::ratio(0, 0), None);
    }

    #[test]
    fn odd_divisors_do_not_shift_the_half() {
        // 1/8 in tenths = 0.125 -> 0.1; 5/8 = 0.625 -> 0.6; 3/7 in hundredths = 0.43
        assert_eq!(Points::ratio(1, 8), Some(Points::from_units(1)));
        assert_eq!(Passion::ratio(3, 7), Some(Passion::from_units(43)));
        assert_eq!(Passion::ratio(-5, 1000), Some(Passion::from_units(-1)));
    }

    #[test]
    fn the_largest_counts_do_not_overflow() {
        assert_eq!(
            Share::ratio(u64::MAX, u64::MAX),
            Some(Share::from_units(10_000))
        );
        assert_eq!(Share::ratio(u64::MAX, 1), Some(Share::from_units(i64::MAX)));
    }
}
