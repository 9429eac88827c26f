//! Reads the many ways in which exports write a date and time.

mod iso;
mod relative;
mod words;

use std::{fmt, str::FromStr};

use jiff::{
    SignedDuration, Timestamp,
    civil::DateTime,
    tz::{Offset, TimeZone, TimeZoneDatabase},
};

/// Which of day and month stands first in dates like `3/4/2026`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

impl DateOrder {
    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
        }
    }
}

impl fmt::Display for DateOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for DateOrder {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "dmy" => Ok(Self::Dmy),
            "mdy" => Ok(Self::Mdy),
            _ => Err(format!("unknown order `{name}`; it is dmy or mdy")),
        }
    }
}

/// How the dates of one input are to be understood.
#[derive(Clone, Debug)]
pub struct Convention {
    /// The order of day and month, where a date does not show it; without one
    /// such a date cannot be read.
    pub order: Option<DateOrder>,
    /// The zone of times that state none; a time that a change of clocks skips
    /// moves forward, one that it repeats is the first of the two.
    pub zone: TimeZone,
    /// The zone of dates without a time.
    pub day_zone: TimeZone,
    /// The moment from which `2 weeks ago` looks back; without one it cannot be read.
    pub now: Option<Timestamp>,
}

/// As [`parse`], with a time of day that stands beside a date without one.
pub(super) fn parse_with_time(
    date: &str,
    time: &str,
    convention: &Convention,
) -> Option<Timestamp> {
    let timeless = || date.len() <= 12 && !date.contains(':');
    if time.is_empty() || std::ptr::eq(date, time) || !timeless() {
        return parse(date, convention);
    }
    parse(&format!("{date} {time}"), convention).or_else(|| parse(date, convention))
}

/// A date as it is written: in no zone, or in a stated one.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Written {
    time: DateTime,
    /// Whether a time of day stands there; else it is midnight.
    has_clock: bool,
    offset: Option<Offset>,
}

/// The moment that `value` names, `None` if it cannot be read.
pub fn parse(value: &str, convention: &Convention) -> Option<Timestamp> {
    if let Some(moment) = iso::read_utc(value.as_bytes()) {
        return Some(moment);
    }
    let value = value.trim();
    if let Some((value, zone)) = in_brackets(value) {
        return parse_in(value, zone?, convention);
    }
    if let Some(written) = iso::read(value.as_bytes()) {
        return moment(written, convention);
    }
    if let Some(moment) = epoch(value) {
        return Some(moment);
    }
    match in_order(value, convention.order) {
        Some(written) => moment(written, convention),
        None => before(value, convention.now?),
    }
}

/// `2026-03-13T20:00:00[Europe/Paris]`: what stands before the brackets, and the zone in them,
/// `None` where it is not known.
fn in_brackets(value: &str) -> Option<(&str, Option<TimeZone>)> {
    let (before, notes) = value.strip_suffix(']')?.split_once('[')?;
    let name = notes.split(']').next().unwrap_or(notes);
    let name = name.strip_prefix('!').unwrap_or(name);
    let offset = match name.as_bytes() {
        [sign @ (b'+' | b'-'), rest @ ..] => iso::offset(*sign, rest).map(TimeZone::fixed),
        _ => None,
    };
    let zone = offset.or_else(|| TimeZoneDatabase::bundled().get(name).ok());
    (zone.is_some() || name.contains('/')).then_some((before, zone))
}

/// As [`parse`], of what states no other zone than this.
fn parse_in(value: &str, zone: TimeZone, convention: &Convention) -> Option<Timestamp> {
    let convention = Convention {
        order: convention.order,
        day_zone: zone.clone(),
        zone,
        now: None,
    };
    parse(value, &convention)
}

/// The zone that the name of a column states: `Date (GMT-04:00) New York`.
pub(super) fn zone_in(name: &str) -> Option<TimeZone> {
    let (_, note) = name
        .split_once("(GMT")
        .or_else(|| name.split_once("(UTC"))?;
    let (zone, _) = note.split_once(')')?;
    let zone = zone.trim().as_bytes();
    let sign = zone.first().filter(|sign| matches!(sign, b'+' | b'-'))?;
    let padded = [&b"0"[..], &zone[1..]].concat();
    let offset = iso::offset(*sign, &zone[1..]).or_else(|| iso::offset(*sign, &padded));
    offset.map(TimeZone::fixed)
}

/// The moment that `value` says was so long before `now`.
fn before(value: &str, now: Timestamp) -> Option<Timestamp> {
    let seconds = relative::seconds_ago(value)?;
    now.checked_sub(SignedDuration::from_secs(seconds)).ok()
}

/// What one date says of the order of day and month.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Evidence {
    /// It can only be read in this order.
    Shows(DateOrder),
    /// Both orders give a date, and not the same one.
    Ambiguous,
    /// It depends on the order, and is the same in both: `4/4/2026`.
    Same,
    /// It does not depend on the order, or is no date at all.
    Silent,
}

/// What `value` says of the order of day and month.
pub(super) fn evidence(value: &str) -> Evidence {
    let value = value.trim();
    let value = in_brackets(value).map_or(value, |(before, _)| before);
    if iso::read(value.as_bytes()).is_some() || epoch(value).is_some() {
        return Evidence::Silent;
    }
    let dmy = words::read(value, DateOrder::Dmy);
    let mdy = words::read(value, DateOrder::Mdy);
    match (dmy, mdy) {
        (Some((dmy, _)), Some((mdy, _))) if dmy != mdy => Evidence::Ambiguous,
        (Some((_, true)), Some(_)) => Evidence::Same,
        (Some(_), None) => Evidence::Shows(DateOrder::Dmy),
        (None, Some(_)) => Evidence::Shows(DateOrder::Mdy),
        _ => Evidence::Silent,
    }
}

/// A date in words or figures, if it can be read without guessing.
fn in_order(value: &str, order: Option<DateOrder>) -> Option<Written> {
    if let Some(order) = order {
        return words::read(value, order).map(|(written, _)| written);
    }
    let dmy = words::read(value, DateOrder::Dmy);
    let mdy = words::read(value, DateOrder::Mdy);
    match (dmy, mdy) {
        (Some((dmy, _)), Some((mdy, _))) => (dmy == mdy).then_some(dmy),
        (one, other) => one.or(other).map(|(written, _)| written),
    }
}

fn moment(written: Written, convention: &Convention) -> Option<Timestamp> {
    let zone = if written.has_clock {
        &convention.zone
    } else {
        &convention.day_zone
    };
    match written.offset {
        Some(offset) => offset.to_timestamp(written.time).ok(),
        None if *zone == TimeZone::UTC => Offset::UTC.to_timestamp(written.time).ok(),
        None => zone.to_timestamp(written.time).ok(),
    }
}

/// Seconds, milliseconds, microseconds or nanoseconds since 1970, by their size.
fn epoch(value: &str) -> Option<Timestamp> {
    let (whole, part) = value.split_once('.').unwrap_or((value, ""));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if digits.len() < 9 || digits.len() > 19 || !all_digits(digits) || !all_digits(part) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    match digits.len() {
        ..=11 => Timestamp::new(whole, iso::fraction(format!(".{part}").as_bytes()).0).ok(),
        12..=14 => Timestamp::from_millisecond(whole).ok(),
        15..=17 => Timestamp::from_microsecond(whole).ok(),
        _ => Timestamp::from_nanosecond(i128::from(whole)).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str, order: DateOrder) -> String {
        let convention = Convention {
            order: Some(order),
            zone: TimeZone::UTC,
            day_zone: TimeZone::UTC,
            now: None,
        };
        parse(value, &convention).map_or("-".into(), |t| t.to_string())
    }

    fn day_first(value: &str) -> String {
        read(value, DateOrder::Dmy)
    }

    #[test]
    fn iso_dates_are_read_in_all_their_forms() {
        for (value, moment) in [
            ("2026-03-13", "2026-03-13T00:00:00Z"),
            ("2026-03-13T20:00:00Z", "2026-03-13T20:00:00Z"),
            ("2026-03-13 20:00", "2026-03-13T20:00:00Z"),
            ("2026-03-13 20:00:00.0", "2026-03-13T20:00:00Z"),
            ("2026-03-13T20:00:00.123456Z", "2026-03-13T20:00:00.123456Z"),
            ("2020-12-28 07:26:23+00:00", "2020-12-28T07:26:23Z"),
            ("2026-03-13 20:00:00 +01:00", "2026-03-13T19:00:00Z"),
            ("2026-03-13T20:00:00+0100", "2026-03-13T19:00:00Z"),
            ("2021-03-13 20:00:00 CET", "2021-03-13T19:00:00Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
        ] {
            assert_eq!(day_first(value), moment, "{value}");
        }
    }

    #[test]
    fn a_zone_in_brackets_is_that_of_a_time_that_states_no_other() {
        for (value, moment) in [
            ("2026-03-13T20:00:00[Europe/Paris]", "2026-03-13T19:00:00Z"),
            (
                "2026-07-13T20:00:00.5[europe/paris]",
                "2026-07-13T18:00:00.5Z",
            ),
            (
                "2026-03-13T20:00[!Asia/Tokyo][u-ca=iso8601]",
                "2026-03-13T11:00:00Z",
            ),
            (
                "2026-03-13T20:00:00+05:00[Europe/Paris]",
                "2026-03-13T15:00:00Z",
            ),
            ("2026-03-13T20:00:00Z[Europe/Paris]", "2026-03-13T20:00:00Z"),
            ("2026-03-13T20:00:00[-03:00]", "2026-03-13T23:00:00Z"),
            ("13/03/2026 20:00 [Europe/Paris]", "2026-03-13T19:00:00Z"),
            ("2026-03-13T20:00:00[Europe/Atlantis]", "-"),
        ] {
            assert_eq!(day_first(value), moment, "{value}");
        }
        assert_eq!(
            evidence("3/4/2026 20:00 [Europe/Paris]"),
            Evidence::Ambiguous
        );
        assert_eq!(
            evidence("2026-03-04T20:00:00[Europe/Paris]"),
            Evidence::Silent
        );
    }

    #[test]
    fn dates_in_words_and_figures_are_read() {
        for (value, moment) in [
            ("Sun Aug 31 00:29:15 +0000 2014", "2014-08-31T00:29:15Z"),
            ("Fri, 13 Mar 2026 20:00:00 +0100", "2026-03-13T19:00:00Z"),
            ("06-Feb-2026 03:03PM", "2026-02-06T15:03:00Z"),
            ("06-Feb-26", "2026-02-06T00:00:00Z"),
            ("24-02-2015 11.35", "2015-02-24T11:35:00Z"),
            ("24-02-2015 11:35", "2015-02-24T11:35:00Z"),
            ("22/09/17 11:00:24", "2017-09-22T11:00:24Z"),
            ("31/12/2025 23:59", "2025-12-31T23:59:00Z"),
            ("13.03.2026", "2026-03-13T00:00:00Z"),
            ("2026/03/13 20:00:00", "2026-03-13T20:00:00Z"),
            ("March 13, 2026", "2026-03-13T00:00:00Z"),
            ("13 mars 2026 à 20:00", "2026-03-13T20:00:00Z"),
            ("13th March 2026, 12:05 am", "2026-03-13T00:05:00Z"),
            ("20260313", "2026-03-13T00:00:00Z"),
            ("20260313T200000Z", "2026-03-13T20:00:00Z"),
            ("Thu Aug 28 00:29:15 +0000 2014", "2014-08-28T00:29:15Z"),
            ("Tue, 10 Mar 2026 20:00:00 GMT", "2026-03-10T20:00:00Z"),
            ("13 mars 2026 à 20h00", "2026-03-13T20:00:00Z"),
            ("mardi 10 février 2026 à 8h", "2026-02-10T08:00:00Z"),
            ("13/03/2026 20h05", "2026-03-13T20:05:00Z"),
            ("Freitag, 13. März 2026, 20:00 Uhr", "2026-03-13T20:00:00Z"),
            ("13 de marzo de 2026 a las 20:00", "2026-03-13T20:00:00Z"),
            ("13 marzo 2026 alle ore 20:00", "2026-03-13T20:00:00Z"),
            ("13 марта 2026 г., 20:00", "2026-03-13T20:00:00Z"),
            ("2026年3月13日 20:00", "2026-03-13T20:00:00Z"),
            ("March 13th, 2026 8pm", "2026-03-13T20:00:00Z"),
            ("13.03.2026 8:00 p.m.", "2026-03-13T20:00:00Z"),
            ("2026-03-13 20:00:00 +0000 UTC", "2026-03-13T20:00:00Z"),
            ("2026-03-13T20:00:00.000Z[UTC]", "2026-03-13T20:00:00Z"),
            (
                "Fri Mar 13 2026 20:00:00 GMT+0100 (Central European Standard Time)",
                "2026-03-13T19:00:00Z",
            ),
        ] {
            assert_eq!(day_first(value), moment, "{value}");
        }
        assert_eq!(
            read("2/24/2015 11:35", DateOrder::Mdy),
            "2015-02-24T11:35:00Z"
        );
    }

    #[test]
    fn times_since_1970_are_told_apart_by_size() {
        for value in [
            "1773432000",
            "1773432000000",
            "1773432000000000",
            "1773432000.000",
        ] {
            assert_eq!(day_first(value), "2026-03-13T20:00:00Z", "{value}");
        }
        assert_eq!(day_first("1773437400.000200"), "2026-03-13T21:30:00.0002Z");
    }

    #[test]
    fn what_is_no_date_is_undated() {
        for value in [
            "",
            "0",
            "12",
            "0000-00-00",
            "2026-02-30",
            "10000-01-01",
            "-2026-01-01",
            "24:00",
            "2026-03-13T24:00:00Z",
            "2026-03-13T20:61:00Z",
            "9999-12-31T23:59:59Z",
            "yesterday",
            "hello world",
            "2/30/2026",
            "99999999999999999999",
            "1.23E+18",
            "31/31/2026",
            "é",
            "2026-03-13T20:00:00 hello",
            "13:00:00",
            "2 weeks ago",
        ] {
            assert_eq!(day_first(value), "-", "{value}");
        }
    }

    #[test]
    fn a_date_shows_its_order_or_says_that_it_does_not() {
        assert_eq!(evidence("2/24/2015"), Evidence::Shows(DateOrder::Mdy));
        assert_eq!(evidence("24/2/2015"), Evidence::Shows(DateOrder::Dmy));
        assert_eq!(evidence("3/4/2026"), Evidence::Ambiguous);
        assert_eq!(evidence("4/4/2026"), Evidence::Same);
        assert_eq!(evidence("2026-03-04"), Evidence::Silent);
        assert_eq!(evidence("06-Feb-2026"), Evidence::Silent);
        assert_eq!(evidence("rubbish"), Evidence::Silent);
    }

    #[test]
    fn times_that_look_back_do_so_from_the_files_time() {
        let mut convention = Convention {
            order: None,
            zone: TimeZone::UTC,
            day_zone: TimeZone::UTC,
            now: "2026-03-15T12:00:00Z".parse().ok(),
        };
        let read = |convention: &Convention| parse("2 days ago", convention);
        let moment = read(&convention).map(|t| t.to_string());
        assert_eq!(moment.as_deref(), Some("2026-03-13T12:00:00Z"));
        convention.now = None;
        assert_eq!(read(&convention), None);
    }

    #[test]
    fn times_without_a_zone_are_in_the_stated_one() {
        let convention = Convention {
            order: None,
            zone: TimeZone::get("Europe/Paris").expect("bundled"),
            day_zone: TimeZone::get("America/New_York").expect("bundled"),
            now: None,
        };
        for (value, moment) in [
            ("2026-03-13T20:00:00", "2026-03-13T19:00:00Z"),
            ("2026-03-13T20:00:00Z", "2026-03-13T20:00:00Z"),
            ("2026-03-29T02:30:00", "2026-03-29T01:30:00Z"),
            ("2026-10-25T02:30:00", "2026-10-25T00:30:00Z"),
            ("2026-03-13", "2026-03-13T04:00:00Z"),
            ("13 mars 2026", "2026-03-13T04:00:00Z"),
            ("13 mars 2026 à 00h00", "2026-03-12T23:00:00Z"),
        ] {
            let read = parse(value, &convention).map(|t| t.to_string());
            assert_eq!(read.as_deref(), Some(moment), "{value}");
        }
    }
}
