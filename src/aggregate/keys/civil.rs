//! Days as whole numbers, and the labels of what they belong to.

use jiff::civil::Weekday;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Day(i64);

const WEEKDAYS: [&str; 7] = [
    "1-mon", "2-tue", "3-wed", "4-thu", "5-fri", "6-sat", "7-sun",
];

impl Day {
    /// The day of a count of seconds on the clock.
    pub(super) fn from_seconds(seconds: i64) -> Self {
        Self(seconds.div_euclid(86_400))
    }

    pub(super) fn push_date(self, label: &mut String) {
        let (year, month, day) = self.parts();
        push_year_month(year, month, label);
        label.push('-');
        push_digits(day, 2, label);
    }

    pub(super) fn push_month(self, label: &mut String) {
        let (year, month, _) = self.parts();
        push_year_month(year, month, label);
    }

    /// The week belongs to the year that its Thursday lies in (ISO 8601).
    pub(super) fn push_iso_week(self, label: &mut String) {
        let thursday = Self(self.0 - self.weekday() + 3);
        let (year, ..) = thursday.parts();
        let week = (thursday.0 - first_of(year)) / 7 + 1;
        push_digits(year, 4, label);
        label.push_str("-W");
        push_digits(week, 2, label);
    }

    pub(super) fn push_weekday(self, label: &mut String) {
        // The weekday is 0 to 6.
        label.push_str(usize::try_from(self.weekday()).map_or("", |day| WEEKDAYS[day]));
    }

    /// The first day of its week.
    pub(super) fn week_start(self, start: Weekday) -> Self {
        let back = (self.weekday() - i64::from(start.to_monday_zero_offset())).rem_euclid(7);
        Self(self.0 - back)
    }

    /// 0 is Monday.
    fn weekday(self) -> i64 {
        (self.0 + 3).rem_euclid(7)
    }

    /// Year, month and day: Howard Hinnant's `civil_from_days`, years counted from March.
    fn parts(self) -> (i64, i64, i64) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (year + era * 400 + i64::from(month <= 2), month, day)
    }
}

/// The first day of a year, counted from 1970-01-01.
fn first_of(year: i64) -> i64 {
    let before = year - 1;
    365 * (year - 1970) + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400)
        - 477
}

fn push_year_month(year: i64, month: i64, label: &mut String) {
    push_digits(year, 4, label);
    label.push('-');
    push_digits(month, 2, label);
}

/// Appends a number with leading zeros; at most four digits, which any date has.
pub(super) fn push_digits(number: i64, digits: u32, label: &mut String) {
    if number < 0 {
        label.push('-');
    }
    let mut rest = number.unsigned_abs() % 10_000;
    for place in (0..digits).rev() {
        let unit = 10_u64.pow(place);
        // A digit is 0 to 9.
        label.push(char::from(b'0' + u8::try_from(rest / unit).unwrap_or(0)));
        rest %= unit;
    }
}
