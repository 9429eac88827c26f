//! Turns the numbers by which spreadsheets count days into dates.

use jiff::{ToSpan, civil::Date};

/// The day from which a workbook counts.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Epoch {
    /// 1900, with a 29 February that never was.
    #[default]
    Windows,
    /// 1904, as old Macs counted.
    Mac,
}

const SECONDS: f64 = 86_400.0;

/// `serial` as an ISO 8601 date, date and time, or time of day, to the second;
/// `None` where it is none.
pub(super) fn date(serial: f64, epoch: Epoch) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let mut days = serial.floor();
    let mut seconds = ((serial - days) * SECONDS).round();
    if seconds >= SECONDS {
        days += 1.0;
        seconds = 0.0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "both are whole numbers below three million"
    )]
    let (days, seconds) = (days as i64, seconds as i64);
    let time = format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    );
    if days == 0 {
        return Some(time);
    }
    let day = day(days, epoch)?;
    Some(if seconds == 0 {
        day.to_string()
    } else {
        format!("{day}T{time}")
    })
}

fn day(days: i64, epoch: Epoch) -> Option<Date> {
    let start = match epoch {
        Epoch::Windows => Date::new(1899, 12, 30).ok()?,
        Epoch::Mac => Date::new(1904, 1, 1).ok()?,
    };
    let days = days + i64::from(epoch == Epoch::Windows && days < 60);
    start.checked_add(days.days()).ok()
}

/// A number as an export would write it: whole where it is whole. What has lost
/// digits, as identifiers do, keeps the form that shows it.
pub(super) fn number(text: &str) -> String {
    const EXACT: f64 = 1e15;
    match text.trim().parse::<f64>() {
        Ok(value) if value.fract() == 0.0 && value.abs() < EXACT => format!("{value:.0}"),
        Ok(value) if value.is_finite() && value.abs() >= EXACT => {
            format!("{value:E}").replace('E', "E+")
        }
        Ok(value) if value.is_finite() => value.to_string(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_either_epoch() {
        for (serial, expected) in [
            (46_094.0, "2026-03-13"),
            (46_094.833_333_333_336, "2026-03-13T20:00:00"),
            (46_093.999_999_99, "2026-03-13"),
            (0.5, "12:00:00"),
            (59.0, "1900-02-28"),
            (61.0, "1900-03-01"),
        ] {
            assert_eq!(date(serial, Epoch::Windows).as_deref(), Some(expected));
        }
        assert_eq!(date(44_632.0, Epoch::Mac).as_deref(), Some("2026-03-13"));
        for serial in [-1.0, 1e9, f64::NAN, f64::INFINITY] {
            assert_eq!(date(serial, Epoch::Windows), None);
        }
    }

    #[test]
    fn numbers_that_lost_digits_show_it() {
        for (text, expected) in [
            ("12", "12"),
            ("12.0", "12"),
            ("0.25", "0.25"),
            ("1.2345678901234568e+18", "1.2345678901234568E+18"),
            ("1234567890123456789", "1.2345678901234568E+18"),
            ("203200000000001", "203200000000001"),
            ("x", "x"),
        ] {
            assert_eq!(number(text), expected);
        }
    }
}
