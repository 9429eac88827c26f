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
