//! Which mentions a report covers: everything from one moment up to another.

mod period;

use jiff::{Timestamp, civil::DateTime};

use super::Calendar;
use crate::{Error, Result};

/// A half-open span of time: from `since` on, up to but without `until`.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Window {
    /// The first moment inside; `None` reaches back without end.
    pub since: Option<Timestamp>,
    /// The first moment outside again; `None` reaches forward without end.
    pub until: Option<Timestamp>,
}

/// What was asked for on the command line, as written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// `--since`.
    pub since: Option<&'a str>,
    /// `--until`.
    pub until: Option<&'a str>,
    /// `--period`.
    pub period: Option<&'a str>,
}

impl Window {
    /// The window asked for. `as_of` is the present for `last-week` and the like.
    pub fn new(asked: Asked<'_>, calendar: &Calendar, as_of: Timestamp) -> Result<Self> {
        let window = match asked.period {
            Some(_) if asked.since.is_some() || asked.until.is_some() => {
                return Err(fault(
                    "--period",
                    "cannot be combined with `--since` or `--until`".into(),
                    None,
                ));
            }
            Some(period) => Self::of_period(period, calendar, as_of)?,
            None => Self {
                since: moment("--since", asked.since, calendar)?,
                until: moment("--until", asked.until, calendar)?,
            },
        };
        match (window.since, window.until) {
            (Some(since), Some(until)) if since >= until => Err(fault(
                "--until",
                "is not after `--since`, so that no mention can lie between them".into(),
                Some("`--until` is the first moment that no longer counts".into()),
            )),
            _ => Ok(window),
        }
    }

    /// The window of a named or calendar period, whole days of the calendar's zone.
    pub fn of_period(period: &str, calendar: &Calendar, as_of: Timestamp) -> Result<Self> {
        let today = calendar.local(as_of).date();
        let days = period::named(period, calendar, today).or_else(|| period::calendar(period));
        let days = days.ok_or_else(|| {
            let hint = period::ACCEPTED.into();
            fault(
                "--period",
                format!("`{period}` is not a period"),
                Some(hint),
            )
        })?;
        Ok(Self {
            since: calendar.start_of(days.start),
            until: calendar.start_of(days.end),
        })
    }

    /// Whether the moment lies inside. A mention without a time lies in no bounded window.
    pub fn holds(&self, at: Option<Timestamp>) -> bool {
        match at {
            Some(at) => {
                self.since.is_none_or(|since| since <= at)
                    && self.until.is_none_or(|until| at < until)
            }
            None => self.is_unbounded(),
        }
    }

    /// Whether it holds all of time.
    pub fn is_unbounded(&self) -> bool {
        self.since.is_none() && self.until.is_none()
    }

    /// In words: `2026-03-09 to 2026-03-15`, both days included; `None` where unbounded.
    pub fn label(&self, calendar: &Calendar) -> Option<String> {
        let since = self.since.map(|since| edge(since, calendar));
        let last = |until: Timestamp| {
            until
                .saturating_sub(jiff::SignedDuration::from_nanos(1))
                .unwrap_or(until)
        };
        let until = self.until.map(|until| match edge(until, calendar) {
            date if date.len() == "2026-03-09".len() => {
                calendar.local(last(until)).date().to_string()
            }
            moment => format!("before {moment}"),
        });
        match (since, until) {
            (None, None) => None,
            (Some(since), None) => Some(format!("from {since} on")),
            (None, Some(until)) => Some(format!("up to {until}")),
            (Some(since), Some(until)) if since == until => Some(since),
            (Some(since), Some(until)) => Some(format!("{since} to {until}")),
        }
    }
}

/// The date where the moment begins a day, else date and time.
fn edge(at: Timestamp, calendar: &Calendar) -> String {
    let local = calendar.local(at);
    if calendar.start_of(local.date()) == Some(at) {
        return local.date().to_string();
    }
    local.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// A date, month, week, year (its first moment), a local date-time, or one with an offset.
pub fn moment(
    option: &'static str,
    text: Option<&str>,
    calendar: &Calendar,
) -> Result<Option<Timestamp>> {
    let Some(text) = text else { return Ok(None) };
    if let Some(days) = period::calendar(text) {
        return Ok(calendar.start_of(days.start));
    }
    let absolute = text.parse::<Timestamp>().ok();
    let local = || {
        let local: DateTime = text.parse().ok()?;
        Some(local.to_zoned(calendar.zone.clone()).ok()?.timestamp())
    };
    let moment = absolute.or_else(local).ok_or_else(|| {
        let hint = "write `2026-03-13`, `2026-03-13T20:00` or `2026-03-13T20:00:00+01:00`";
        fault(
            option,
            format!("`{text}` is not a date or time"),
            Some(hint.into()),
        )
    })?;
    Ok(Some(moment))
}

fn fault(option: &'static str, reason: String, hint: Option<String>) -> Error {
    Error::Option {
        option,
        reason,
        hint,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;

    use super::*;

    fn paris() -> Calendar {
        Calendar {
            zone: Calendar::parse_zone("--tz", "Europe/Paris").unwrap(),
            ..Calendar::default()
        }
    }

    fn period(name: &str, calendar: &Calendar) -> String {
        // a Friday
        let as_of = "2026-03-13T20:00:00Z".parse().unwrap();
        let window = Window::of_period(name, calendar, as_of).unwrap();
        format!("{} {}", window.since.unwrap(), window.until.unwrap())
    }

    #[test]
    fn named_periods_are_whole_days_before_the_present() {
        for (name, days) in [
            ("today", "2026-03-13 to 2026-03-13"),
            ("yesterday", "2026-03-12 to 2026-03-12"),
            ("this-week", "2026-03-09 to 2026-03-15"),
            ("last-week", "2026-03-02 to 2026-03-08"),
            ("last-month", "2026-02-01 to 2026-02-28"),
            ("this-year", "2026-01-01 to 2026-12-31"),
            ("last-year", "2025-01-01 to 2025-12-31"),
            ("last-7-days", "2026-03-06 to 2026-03-12"),
            ("last-30-days", "2026-02-11 to 2026-03-12"),
            ("2026-W11", "2026-03-09 to 2026-03-15"),
            ("2026-W53", "2026-12-28 to 2027-01-03"),
            ("2024-02", "2024-02-01 to 2024-02-29"),
            ("2026", "2026-01-01 to 2026-12-31"),
        ] {
            let as_of = "2026-03-13T20:00:00Z".parse().unwrap();
            let window = Window::of_period(name, &paris(), as_of).unwrap();
            let label = window.label(&paris()).unwrap();
            let (first, last) = days.split_once(" to ").unwrap();
            let expected = if first == last { first } else { days };
            assert_eq!(label, expected, "{name}");
        }
    }

    #[test]
    fn days_follow_the_clocks() {
        // 23 and 25 hours
        assert_eq!(
            period("2026-03-29", &paris()),
            "2026-03-28T23:00:00Z 2026-03-29T22:00:00Z"
        );
        assert_eq!(
            period("2026-10-25", &paris()),
            "2026-10-24T22:00:00Z 2026-10-25T23:00:00Z"
        );
        // clocks skip midnight
        let beirut = Calendar {
            zone: Calendar::parse_zone("--tz", "Asia/Beirut").unwrap(),
            ..Calendar::default()
        };
        assert_eq!(
            period("2026-03-29", &beirut),
            "2026-03-28T22:00:00Z 2026-03-29T21:00:00Z"
        );
    }

    #[test]
    fn weeks_begin_when_asked() {
        let sunday = Calendar {
            week_start: Weekday::Sunday,
            ..Calendar::default()
        };
        assert_eq!(
            period("last-week", &sunday),
            "2026-03-01T00:00:00Z 2026-03-08T00:00:00Z"
        );
    }

    fn window(since: &str, until: &str) -> Result<Window> {
        let asked = Asked {
            since: Some(since),
            until: Some(until),
            period: None,
        };
        Window::new(asked, &paris(), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn borders_may_be_dates_local_times_or_absolute_ones() {
        for (since, expected) in [
            ("2026-03-13", "2026-03-12T23:00:00Z"),
            ("2026-03", "2026-02-28T23:00:00Z"),
            ("2026-03-13T20:00", "2026-03-13T19:00:00Z"),
            ("2026-03-13 20:00:30", "2026-03-13T19:00:30Z"),
            ("2026-03-13T20:00:00Z", "2026-03-13T20:00:00Z"),
            ("2026-03-13T20:00:00+05:00", "2026-03-13T15:00:00Z"),
        ] {
            let since = window(since, "2027").unwrap().since.unwrap();
            assert_eq!(since.to_string(), expected);
        }
    }

    #[test]
    fn the_last_moment_is_outside() {
        let window = window("2026-03-13", "2026-03-14").unwrap();
        assert!(window.holds(window.since));
        assert!(!window.holds(window.until));
        assert!(!window.holds(None));
        assert!(Window::default().holds(None));
    }

    #[test]
    fn labels_say_what_is_inside() {
        let label = |since, until| window(since, until).unwrap().label(&paris()).unwrap();
        assert_eq!(label("2026-03-13", "2026-03-14"), "2026-03-13");
        assert_eq!(
            label("2026-03-13", "2026-03-16"),
            "2026-03-13 to 2026-03-15"
        );
        assert_eq!(
            label("2026-03-13T08:00", "2026-03-14T12:00"),
            "2026-03-13T08:00:00 to before 2026-03-14T12:00:00"
        );
    }

    #[test]
    fn faults_say_what_is_accepted() {
        let hint = |error: Error| error.hint().unwrap().to_owned();
        assert!(hint(window("13/03/2026", "2027").unwrap_err()).contains("2026-03-13"));
        assert!(hint(window("2027", "2026").unwrap_err()).contains("--until"));
        for name in [
            "lastweek",
            "2026-W54",
            "2025-W53",
            "2026-13",
            "2026-02-30",
            "last-0-days",
            "",
            "-",
            "2026-W1",
            "20260313",
            "２０２６",
        ] {
            let error = Window::of_period(name, &paris(), Timestamp::UNIX_EPOCH).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("--period: `{name}` is not a period")
            );
            assert!(hint(error).contains("last-week"));
        }
        assert!(Calendar::parse_zone("--tz", "Paris").is_err());
        assert!(Calendar::parse_week_start("lundi").is_err());
    }
}
