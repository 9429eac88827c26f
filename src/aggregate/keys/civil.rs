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
        push_pair(day, label);
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
        push_year(year, label);
        label.push_str("-W");
        push_pair(week, label);
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
        // Small unsigned numbers divide fastest; no date lies before these eras.
        let days = u32::try_from(self.0 + 719_468 + ERAS * 146_097).unwrap_or_default();
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (month, next) = if month < 10 {
            (month + 3, 0)
        } else {
            (month - 9, 1)
        };
        let year = i64::from(era * 400 + year + next) - ERAS * 400;
        (year, month.into(), day.into())
    }
}

/// So many times 400 years before the common era are counted from.
const ERAS: i64 = 26;

/// The first day of a year, counted from 1970-01-01.
fn first_of(year: i64) -> i64 {
    let before = year - 1;
    365 * (year - 1970) + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400)
        - 477
}

fn push_year_month(year: i64, month: i64, label: &mut String) {
    push_year(year, label);
    label.push('-');
    push_pair(month, label);
}

/// A year has four digits, and a sign before the common era.
fn push_year(year: i64, label: &mut String) {
    if year < 0 {
        label.push('-');
    }
    push_pair(year.abs() / 100, label);
    push_pair(year.abs() % 100, label);
}

/// Appends a number below 100 with two digits.
pub(super) fn push_pair(number: i64, label: &mut String) {
    let pair = usize::try_from(number)
        .ok()
        .and_then(|n| PAIRS.get(2 * n..2 * n + 2));
    label.push_str(pair.unwrap_or_default());
}

const PAIRS: &str = "00010203040506070809101112131415161718192021222324252627282930313233343536373839\
4041424344454647484950515253545556575859606162636465666768697071727374757677787980818283848586878889\
90919293949596979899";
