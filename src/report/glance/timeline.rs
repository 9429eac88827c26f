//! How mentions and their tone went over time, one column a day, week, month or year.

use jiff::civil::{Date, Weekday};

use super::bars::sparkline;
use super::words::points;
use super::{Day, Glance, Page};
use crate::report::Points;
use crate::report::signs::signed;
use crate::report::style::Ink;
use crate::stats::TOO_FEW;

/// More columns than this are summed into the next longer unit.
const COLUMNS: usize = 60;
/// Columns before the line: two spaces, its name, two spaces.
const INDENT: usize = 12;

pub(super) fn write(glance: &Glance, page: &mut Page) {
    let most = (page.width - INDENT).min(COLUMNS);
    let Some((unit, steps)) = steps(&glance.days, glance.week_start, most) else {
        return;
    };
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
        return;
    };
    if steps.len() < 2 {
        return;
    }
    page.heading(&format!(
        "{}, {} to {}",
        unit.heading(),
        first.label(unit),
        last.label(unit)
    ));
    write_mentions(&steps, unit, page);
    write_net(&steps, unit, page);
}

fn write_mentions(steps: &[Step], unit: Unit, page: &mut Page) {
    let counts: Vec<_> = steps
        .iter()
        .map(|step| (step.mentions > 0).then(|| height(step.mentions)))
        .collect();
    let most = steps.iter().rev().max_by_key(|step| step.mentions);
    let least = steps.iter().min_by_key(|step| step.mentions);
    let highest = most.map_or(0, |step| height(step.mentions));
    page.line(&format!("  mentions  {}", sparkline(&counts, 0, highest)));
    if let Some((most, least)) = most.zip(least) {
        let facts = format!(
            "most {} in {}, fewest {} in {}",
            most.mentions,
            most.label(unit),
            least.mentions,
            least.label(unit)
        );
        page.paragraph(
            INDENT,
            Ink::Faint,
            &facts.replace(" in ", unit.preposition()),
        );
    }
}

/// Only steps with enough mentions are shown: a net of three mentions says nothing.
fn write_net(steps: &[Step], unit: Unit, page: &mut Page) {
    let solid: Vec<_> = steps
        .iter()
        .filter_map(|step| Some((step.net()?, step)))
        .collect();
    let lowest = solid.iter().min_by_key(|(net, _)| *net);
    let highest = solid.iter().rev().max_by_key(|(net, _)| *net);
    let (Some((low, low_step)), Some((high, high_step))) = (lowest, highest) else {
        return;
    };
    if solid.len() < 2 {
        return;
    }
    let nets: Vec<_> = steps.iter().map(|step| Some(step.net()?.units())).collect();
    page.line(&format!(
        "  net       {}",
        sparkline(&nets, low.units(), high.units())
    ));
    let few = if solid.len() < steps.len() {
        format!(" (· fewer than {TOO_FEW} mentions)")
    } else {
        String::new()
    };
    let facts = format!(
        "lowest {} in {}, highest {} in {}{few}",
        signed(*low),
        low_step.label(unit),
        signed(*high),
        high_step.label(unit)
    );
    page.paragraph(
        INDENT,
        Ink::Faint,
        &facts.replace(" in ", unit.preposition()),
    );
}

/// What one column stands for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Unit {
    Day,
    Week(Weekday),
    Month,
    Year,
}

/// The sums of one column.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// Counted in its unit.
    index: i64,
    mentions: u64,
    positive: u64,
    negative: u64,
}

/// The days summed into the shortest unit that fits, without gaps; at most so many columns,
/// the latest ones.
fn steps(days: &[Day], week_start: Weekday, most: usize) -> Option<(Unit, Vec<Step>)> {
    let first = days.iter().map(|day| day.date).min()?;
    let last = days.iter().map(|day| day.date).max()?;
    let units = [Unit::Day, Unit::Week(week_start), Unit::Month];
    let fits =
        |unit: &Unit| unit.index(last) - unit.index(first) < i64::try_from(most).unwrap_or(0);
    let unit = units.into_iter().find(fits).unwrap_or(Unit::Year);
    let from = unit
        .index(first)
        .max(unit.index(last) - i64::try_from(most).unwrap_or(0) + 1);
    let mut steps: Vec<_> = (from..=unit.index(last)).map(Step::empty).collect();
    for day in days {
        let place = usize::try_from(unit.index(day.date) - from).ok();
        if let Some(step) = place.and_then(|place| steps.get_mut(place)) {
            step.add(day);
        }
    }
    Some((unit, steps))
}

impl Step {
    fn empty(index: i64) -> Self {
        Self {
            index,
            mentions: 0,
            positive: 0,
            negative: 0,
        }
    }

    fn add(&mut self, day: &Day) {
        self.mentions += day.mentions;
        self.positive += day.positive;
        self.negative += day.negative;
    }

    /// Net sentiment, where enough mentions stand behind it.
    fn net(&self) -> Option<Points> {
        if self.mentions < TOO_FEW {
            return None;
        }
        points(self.positive, self.negative, self.mentions)
    }

    /// The date, or the first day of the week, or the month, or the year.
    fn label(&self, unit: Unit) -> String {
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
    fn heading(self) -> &'static str {
        match self {
            Self::Day => "Day by day",
            Self::Week(_) => "Week by week",
            Self::Month => "Month by month",
            Self::Year => "Year by year",
        }
    }

    fn preposition(self) -> &'static str {
        match self {
            Self::Day => " on ",
            Self::Week(_) => " in the week of ",
            Self::Month | Self::Year => " in ",
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

fn height(count: u64) -> i64 {
    i64::try_from(count)
        .unwrap_or(i64::MAX / 8)
        .min(i64::MAX / 8)
}
