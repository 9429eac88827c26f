//! The time zone that days begin in, and the weekday that weeks begin on.

use jiff::{
    Timestamp, Zoned,
    civil::{Date, Weekday},
    tz::TimeZone,
};

use crate::{Error, Result};

/// A time zone and the first day of the week.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// The zone in which days begin.
    pub zone: TimeZone,
    /// The day on which weeks begin.
    pub week_start: Weekday,
}

impl Default for Calendar {
    /// Days of UTC, weeks from Monday.
    fn default() -> Self {
        Self {
            zone: TimeZone::UTC,
            week_start: Weekday::Monday,
        }
    }
}

impl Calendar {
    /// The zone of that name: `UTC`, or one of the IANA database such as `Europe/Paris`;
    /// `option` is what asks for it.
    ///
    /// The database is part of the program, so every machine draws the same borders.
    pub fn parse_zone(option: &'static str, name: &str) -> Result<TimeZone> {
        if matches!(name, "UTC" | "utc" | "Z" | "Etc/UTC") {
            return Ok(TimeZone::UTC);
        }
        jiff::tz::TimeZoneDatabase::bundled()
            .get(name)
            .map_err(|_| Error::Option {
                option,
                reason: format!("`{name}` is not a time zone"),
                hint: Some("write `UTC` or an IANA name such as `Europe/Paris`".into()),
            })
    }

    /// The weekday of that name: `mon`, `Monday`, …
    pub fn parse_week_start(name: &str) -> Result<Weekday> {
        let lower = name.to_ascii_lowercase();
        WEEKDAYS
            .into_iter()
            .find(|(short, long, _)| lower == *short || lower == *long)
            .map(|(.., weekday)| weekday)
            .ok_or_else(|| Error::Option {
                option: "--week-start",
                reason: format!("`{name}` is not a weekday"),
                hint: Some("write `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun`".into()),
            })
    }

    /// The time in this zone.
    pub fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.zone.clone())
    }

    /// The first day of the week that the date lies in.
    pub fn week_of(&self, date: Date) -> Date {
        let back = date.weekday().since(self.week_start);
        date.saturating_sub(jiff::Span::new().days(back))
    }

    /// The first moment of the day; where clocks skip midnight, the moment after.
    ///
    /// `None` at the very ends of time.
    pub fn start_of(&self, date: Date) -> Option<Timestamp> {
        Some(date.to_zoned(self.zone.clone()).ok()?.timestamp())
    }
}

const WEEKDAYS: [(&str, &str, Weekday); 7] = [
    ("mon", "monday", Weekday::Monday),
    ("tue", "tuesday", Weekday::Tuesday),
    ("wed", "wednesday", Weekday::Wednesday),
    ("thu", "thursday", Weekday::Thursday),
    ("fri", "friday", Weekday::Friday),
    ("sat", "saturday", Weekday::Saturday),
    ("sun", "sunday", Weekday::Sunday),
];
