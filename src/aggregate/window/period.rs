//! Names of periods: `last-week`, `2026-W11`, `2026-03`.

use std::ops::Range;

use jiff::{
    Span,
    civil::{Date, ISOWeekDate, Weekday},
};

use super::Calendar;

/// What may be written, for error messages.
pub(super) const ACCEPTED: &str = "write `today`, `yesterday`, `this-week`, `last-week`, \
    `this-month`, `last-month`, `this-year`, `last-year`, `last-7-days` (any number), \
    `2026-W11`, `2026-03`, `2026` or `2026-03-13`";

/// The days of a period that is counted from today; `last-7-days` are whole days, without today.
pub(super) fn named(name: &str, calendar: &Calendar, today: Date) -> Option<Range<Date>> {
    let day = Span::new().days(1);
    let week = calendar.week_of(today);
    let month = today.first_of_month();
    let year = today.first_of_year();
    match name {
        "today" => span(today, day),
        "yesterday" => span(today.checked_sub(day).ok()?, day),
        "this-week" => span(week, Span::new().weeks(1)),
        "last-week" => span(
            week.checked_sub(Span::new().weeks(1)).ok()?,
            Span::new().weeks(1),
        ),
        "this-month" => span(month, Span::new().months(1)),
        "last-month" => span(
            month.checked_sub(Span::new().months(1)).ok()?,
            Span::new().months(1),
        ),
        "this-year" => span(year, Span::new().years(1)),
        "last-year" => span(
            year.checked_sub(Span::new().years(1)).ok()?,
            Span::new().years(1),
        ),
        _ => last_days(name, today),
    }
}

/// The days of `last-7-days`.
fn last_days(name: &str, today: Date) -> Option<Range<Date>> {
    let number = name.strip_prefix("last-")?.strip_suffix("-days")?;
    let days = number.parse::<u16>().ok().filter(|&days| days > 0)?;
    let days = Span::new().days(days);
    span(today.checked_sub(days).ok()?, days)
}

/// The days of `2026-W11` (an ISO week, Monday to Sunday), `2026-03-13`, `2026-03` or `2026`.
pub(super) fn calendar(name: &str) -> Option<Range<Date>> {
    let mut parts = name.split('-');
    let year: i16 = digits(parts.next()?, 4)?;
    let second = parts.next();
    let third = parts.next();
    match (second, third, parts.next()) {
        (None, ..) => span(Date::new(year, 1, 1).ok()?, Span::new().years(1)),
        (Some(week), None, None) if week.starts_with('W') => iso_week(year, &week[1..]),
        (Some(month), None, None) => span(
            Date::new(year, digits(month, 2)?, 1).ok()?,
            Span::new().months(1),
        ),
        (Some(month), Some(day), None) => {
            let date = Date::new(year, digits(month, 2)?, digits(day, 2)?);
            span(date.ok()?, Span::new().days(1))
        }
        _ => None,
    }
}

fn iso_week(year: i16, week: &str) -> Option<Range<Date>> {
    let monday = ISOWeekDate::new(year, digits(week, 2)?, Weekday::Monday).ok()?;
    span(monday.date(), Span::new().weeks(1))
}

/// A number of exactly that many digits.
fn digits<N: std::str::FromStr>(text: &str, count: usize) -> Option<N> {
    let all = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    all.then(|| text.parse().ok())?
}

fn span(start: Date, length: Span) -> Option<Range<Date>> {
    Some(start..start.checked_add(length).ok()?)
}
