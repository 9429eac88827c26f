//! The hour, day, week, month or weekday that a mention belongs to, as a group's label.

mod civil;
mod offsets;

use jiff::{Timestamp, civil::Weekday};

use super::Calendar;
use civil::{Day, push_digits};
use offsets::Offsets;

/// A unit of time that mentions are grouped by.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Bucket {
    /// One hour of one day: `2026-03-13T20`. The hour that clocks repeat in autumn is one group.
    Hour,
    /// `2026-03-13`.
    Day,
    /// The ISO week, `2026-W11`; where weeks do not begin on Monday, the date of their first day.
    Week,
    /// `2026-03`.
    Month,
    /// `1-mon` to `7-sun`, numbered as in ISO 8601 so that they sort.
    Weekday,
}

impl Bucket {
    /// Every bucket, in the order in which help texts list them.
    pub const ALL: [Self; 5] = [
        Self::Hour,
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Weekday,
    ];

    /// The name given to `--by`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Weekday => "weekday",
        }
    }

    /// The bucket of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bucket| bucket.name() == name)
    }
}

/// Labels moments of one calendar, one after the other.
///
/// It remembers between which clock changes an offset holds, so that a moment
/// costs a few additions rather than a look-up in the time zone database.
#[derive(Clone, Debug)]
pub struct Labels {
    offsets: Offsets,
    week_start: Weekday,
}

impl Labels {
    /// Labels for that calendar.
    pub fn new(calendar: &Calendar) -> Self {
        Self {
            offsets: Offsets::new(&calendar.zone),
            week_start: calendar.week_start,
        }
    }

    /// Appends the label of a moment; an unknown one has an empty label.
    pub fn push(&mut self, bucket: Bucket, at: Option<Timestamp>, label: &mut String) {
        let Some(at) = at else { return };
        let local = self.offsets.local_seconds(at);
        let day = Day::from_seconds(local);
        match bucket {
            Bucket::Hour => {
                day.push_date(label);
                label.push('T');
                push_digits(local.rem_euclid(86_400) / 3_600, 2, label);
            }
            Bucket::Day => day.push_date(label),
            Bucket::Week if self.week_start == Weekday::Monday => day.push_iso_week(label),
            Bucket::Week => day.week_start(self.week_start).push_date(label),
            Bucket::Month => day.push_month(label),
            Bucket::Weekday => day.push_weekday(label),
        }
    }
}
