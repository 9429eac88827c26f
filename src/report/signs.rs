//! Numbers with a sign that cannot be taken for a dash: `−31.2`, `+4.0`, `0.0`.

use super::Decimal;

/// An exact number.
pub(super) fn signed<const PLACES: u32>(number: Decimal<PLACES>) -> String {
    let digits = number.to_string();
    if number.units() > 0 {
        return format!("+{digits}");
    }
    digits.replace('-', "−")
}

/// A number rounded to so many digits after the point.
pub(super) fn rounded(number: f64, places: usize) -> String {
    let digits = format!("{number:+.places$}");
    if digits.contains(|c: char| c.is_ascii_digit() && c != '0') {
        return digits.replace('-', "−");
    }
    digits[1..].to_owned()
}

/// A whole number without a plus.
pub(super) fn whole(number: f64) -> String {
    rounded(number, 0).replace('+', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(
            [rounded(-0.04, 1), rounded(0.04, 1), whole(-0.0)],
            ["0.0", "0.0", "0"]
        );
        assert_eq!(
            [rounded(-1.25, 2), rounded(3.0, 1), whole(-34.0)],
            ["−1.25", "+3.0", "−34"]
        );
        assert_eq!(signed(Decimal::<1>::from_units(-5)), "−0.5");
        assert_eq!(signed(Decimal::<1>::from_units(0)), "0.0");
    }
}
