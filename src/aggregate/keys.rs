//! The hour, day, week, month or weekday that a mention belongs to, as a group's label.

mod civil;
mod offsets;

use jiff::{Timestamp, civil::Weekday};

use super::Calendar;
use civil::{Day, push_pair};
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

    /// The hour or day that a moment lies in, counted from 1970; moments of
    /// one number have one label.
    pub fn number(&mut self, bucket: Bucket, at: Option<Timestamp>) -> Option<i32> {
        let local = self.offsets.local_seconds(at?);
        let length = match bucket {
            Bucket::Hour => 3_600,
            Bucket::Day | Bucket::Week | Bucket::Month | Bucket::Weekday => 86_400,
        };
        i32::try_from(local.div_euclid(length)).ok()
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
                push_pair(local.rem_euclid(86_400) / 3_600, label);
            }
            Bucket::Day => day.push_date(label),
            Bucket::Week if self.week_start == Weekday::Monday => day.push_iso_week(label),
            Bucket::Week => day.week_start(self.week_start).push_date(label),
            Bucket::Month => day.push_month(label),
            Bucket::Weekday => day.push_weekday(label),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::{ToSpan, tz::TimeZone};

    use super::*;

    fn label(bucket: Bucket, calendar: &Calendar, at: &str) -> String {
        let mut label = String::new();
        Labels::new(calendar).push(bucket, Some(at.parse().unwrap()), &mut label);
        label
    }

    fn paris() -> Calendar {
        Calendar {
            zone: Calendar::parse_zone("--tz", "Europe/Paris").unwrap(),
            ..Calendar::default()
        }
    }

    #[test]
    fn every_bucket_has_its_label() {
        let labels = Bucket::ALL.map(|bucket| label(bucket, &paris(), "2026-03-13T23:30:00Z"));
        assert_eq!(
            labels,
            [
                "2026-03-14T00",
                "2026-03-14",
                "2026-W11",
                "2026-03",
                "6-sat"
            ]
        );
    }

    #[test]
    fn iso_weeks_are_right_at_the_ends_of_years() {
        for (date, week) in [
            ("2024-12-30", "2025-W01"),
            ("2026-12-31", "2026-W53"),
            ("2027-01-03", "2026-W53"),
            ("2027-01-04", "2027-W01"),
            ("2021-01-01", "2020-W53"),
            ("2018-12-31", "2019-W01"),
            ("2016-01-03", "2015-W53"),
        ] {
            let noon = format!("{date}T12:00:00Z");
            assert_eq!(label(Bucket::Week, &Calendar::default(), &noon), week);
        }
    }

    #[test]
    fn other_weeks_are_named_after_their_first_day() {
        let calendar = Calendar {
            week_start: Weekday::Sunday,
            ..Calendar::default()
        };
        assert_eq!(
            label(Bucket::Week, &calendar, "2026-03-14T12:00:00Z"),
            "2026-03-08"
        );
        assert_eq!(
            label(Bucket::Week, &calendar, "2026-03-15T00:00:00Z"),
            "2026-03-15"
        );
    }

    #[test]
    fn the_repeated_hour_is_one_group_and_the_skipped_one_none() {
        let hour = |at| label(Bucket::Hour, &paris(), at);
        assert_eq!(hour("2026-10-25T00:30:00Z"), "2026-10-25T02");
        assert_eq!(hour("2026-10-25T01:30:00Z"), "2026-10-25T02");
        assert_eq!(hour("2026-03-29T00:59:59Z"), "2026-03-29T01");
        assert_eq!(hour("2026-03-29T01:00:00Z"), "2026-03-29T03");
    }

    #[test]
    fn an_unknown_time_has_an_empty_label() {
        let mut label = String::new();
        Labels::new(&paris()).push(Bucket::Day, None, &mut label);
        assert_eq!(label, "");
    }

    #[test]
    fn labels_agree_with_the_calendar_library_anywhere_in_time() {
        for name in [
            "UTC",
            "Europe/Paris",
            "America/Havana",
            "Pacific/Apia",
            "Asia/Kathmandu",
        ] {
            let calendar = Calendar {
                zone: Calendar::parse_zone("--tz", name).unwrap(),
                ..Calendar::default()
            };
            let mut labels = Labels::new(&calendar);
            let mut at: Timestamp = "1899-12-28T23:59:59.5Z".parse().unwrap();
            for _ in 0..4_000 {
                assert_labels(&mut labels, &calendar.zone, at);
                at = at.checked_add(431.hours().minutes(7)).unwrap();
            }
        }
    }

    fn assert_labels(labels: &mut Labels, zone: &TimeZone, at: Timestamp) {
        let local = at.to_zoned(zone.clone());
        for (bucket, format) in [
            (Bucket::Hour, "%Y-%m-%dT%H"),
            (Bucket::Day, "%Y-%m-%d"),
            (Bucket::Week, "%G-W%V"),
            (Bucket::Month, "%Y-%m"),
        ] {
            let mut label = String::new();
            labels.push(bucket, Some(at), &mut label);
            assert_eq!(label, local.strftime(format).to_string());
            let mut again = String::new();
            let number = labels.number(bucket, Some(at));
            let near = at.checked_add(20.minutes()).unwrap();
            labels.push(bucket, Some(near), &mut again);
            assert!(label == again || labels.number(bucket, Some(near)) != number);
        }
    }

    #[test]
    fn the_ends_of_time_have_labels() {
        for at in [Timestamp::MIN, Timestamp::MAX, Timestamp::UNIX_EPOCH] {
            for bucket in Bucket::ALL {
                let mut label = String::new();
                Labels::new(&paris()).push(bucket, Some(at), &mut label);
                assert!(!label.is_empty());
            }
        }
    }
}
