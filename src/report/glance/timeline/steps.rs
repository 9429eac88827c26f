//! Days summed into columns of a day, a week, a month or a year.

use jiff::civil::{Date, Weekday};

use crate::report::Points;
use crate::report::glance::{Day, words::points};
use crate::stats::TOO_FEW;

/// What one column stands for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Unit {
    Day,
    Week(Weekday),
    Month,
    Year,
}

/// The sums of one column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Counted in its unit.
    index: i64,
    pub(super) mentions: u64,
    /// Each text once a day, where copies were looked for.
    pub(super) distinct: u64,
    scored: u64,
    positive: u64,
    negative: u64,
}

/// The days summed into the shortest unit in which so many columns, up to the latest, hold
/// nearly all mentions; without the empty columns before the first.
pub(super) fn steps(days: &[Day], week_start: Weekday, most: usize) -> Option<(Unit, Vec<Step>)> {
    let first = days.iter().map(|day| day.date).min()?;
    let last = days.iter().map(|day| day.date).max()?;
    let from = |unit: Unit| {
        let earliest = unit.index(last) - i64::try_from(most).unwrap_or(0) + 1;
        earliest.max(unit.index(first))
    };
    let units = [Unit::Day, Unit::Week(week_start), Unit::Month];
    let holds = |unit: &Unit| holds_most(days, *unit, from(*unit));
    let unit = units.into_iter().find(holds).unwrap_or(Unit::Year);
    let mut steps: Vec<_> = (from(unit)..=unit.index(last)).map(Step::empty).collect();
    for day in days {
        let place = usize::try_from(unit.index(day.date) - from(unit)).ok();
        if let Some(step) = place.and_then(|place| steps.get_mut(place)) {
            step.add(day);
        }
    }
    let empty = steps.iter().take_while(|step| step.mentions == 0).count();
    Some((unit, steps.split_off(empty)))
}

/// Whether at least 19 of 20 mentions lie in a column or after it.
fn holds_most(days: &[Day], unit: Unit, from: i64) -> bool {
    let held = days.iter().filter(|day| unit.index(day.date) >= from);
    let held: u64 = held.map(|day| day.mentions).sum();
    held * 20 >= total(days) * 19
}

pub(super) fn total(days: &[Day]) -> u64 {
    days.iter().map(|day| day.mentions).sum()
}

impl Step {
    fn empty(index: i64) -> Self {
        Self {
            index,
            mentions: 0,
            distinct: 0,
            scored: 0,
            positive: 0,
            negative: 0,
        }
    }

    fn add(&mut self, day: &Day) {
        self.mentions += day.mentions;
        self.distinct += day.distinct;
        self.scored += day.scored;
        self.positive += day.positive;
        self.negative += day.negative;
    }

    /// Net sentiment, where enough distinct mentions stand behind it.
    pub(super) fn net(&self) -> Option<Points> {
        if self.scored < TOO_FEW {
            return None;
        }
        points(self.positive, self.negative, self.scored)
    }

    /// As in `most in 2026-03`, `most on 2026-03-13`.
    pub(super) fn place(&self, unit: Unit) -> String {
        let preposition = match unit {
            Unit::Day => "on",
            Unit::Week(_) => "in the week of",
            Unit::Month | Unit::Year => "in",
        };
        format!("{preposition} {}", self.label(unit))
    }

    /// The date, or the first day of the week, or the month, or the year.
    pub(super) fn label(&self, unit: Unit) -> String {
        match unit {
            Unit::Day => date(self.index).to_string(),
            Unit::Week(start) => date(self.index * 7 + first_week(start)).to_string(),
            Unit::Month => format!(
                "{:04}-{:02}",
                self.index.div_euclid(12),
                self.index.rem_euclid(12) + 1
            ),
            Unit::Year => format!("{:04}", self.index),
        }
    }
}

impl Unit {
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Day => "Day by day",
            Self::Week(_) => "Week by week",
            Self::Month => "Month by month",
            Self::Year => "Year by year",
        }
    }

    /// Which of all days, weeks, months or years the date lies in.
    fn index(self, date: Date) -> i64 {
        match self {
            Self::Day => day_number(date),
            Self::Week(start) => (day_number(date) - first_week(start)).div_euclid(7),
            Self::Month => i64::from(date.year()) * 12 + i64::from(date.month()) - 1,
            Self::Year => i64::from(date.year()),
        }
    }
}

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Days since 1970-01-01, a Thursday.
fn day_number(date: Date) -> i64 {
    i64::from(EPOCH.until(date).map_or(0, |span| span.get_days()))
}

/// The day number of the first week that begins after 1970-01-01.
fn first_week(start: Weekday) -> i64 {
    i64::from(start.since(Weekday::Thursday))
}

fn date(number: i64) -> Date {
    EPOCH.saturating_add(jiff::Span::new().days(number.clamp(-4_000_000, 4_000_000)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(date: Date, mentions: u64) -> Day {
        Day {
            date,
            mentions,
            distinct: mentions,
            scored: mentions,
            positive: 0,
            negative: mentions,
        }
    }

    fn drawn(days: &[Day]) -> (Unit, String, Vec<u64>) {
        let (unit, steps) = steps(days, Weekday::Monday, 60).unwrap();
        let counts = steps.iter().map(|step| step.mentions).collect();
        (unit, steps[0].label(unit), counts)
    }

    #[test]
    fn days_without_mentions_are_drawn_too() {
        let days = [day(date(2026, 3, 15), 2), day(date(2026, 3, 12), 1)];
        assert_eq!(
            drawn(&days),
            (Unit::Day, "2026-03-12".into(), vec![1, 0, 0, 2])
        );
    }

    #[test]
    fn weeks_bear_the_date_of_their_first_day() {
        // a Sunday, a Monday, and more than sixty days before them
        let days = [
            day(date(2026, 3, 15), 2),
            day(date(2026, 3, 16), 1),
            day(date(2026, 1, 1), 9),
        ];
        let (unit, first, counts) = drawn(&days);
        assert_eq!(
            (unit, first.as_str()),
            (Unit::Week(Weekday::Monday), "2025-12-29")
        );
        assert_eq!((counts[0], counts[10], counts[11]), (9, 2, 1));
    }

    #[test]
    fn a_few_early_mentions_do_not_flatten_the_rest() {
        let days = [
            day(date(2009, 3, 12), 1),
            day(date(2026, 3, 12), 20),
            day(date(2026, 3, 13), 30),
        ];
        assert_eq!(drawn(&days), (Unit::Day, "2026-03-12".into(), vec![20, 30]));
    }

    #[test]
    fn any_dates_can_be_drawn() {
        let days = [day(Date::MIN, 5), day(Date::MAX, 5), day(Date::ZERO, 1)];
        assert_eq!(drawn(&days), (Unit::Year, "9999".into(), vec![5]));
    }
}
