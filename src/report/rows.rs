//! From summaries to rows: what the counts mean, in which order, and which are shown.

use std::{cmp::Ordering, collections::HashMap};

use jiff::tz::TimeZone;

use super::{COLUMNS, Decimal, Figures, Row, Value};
use crate::{
    Error, Result,
    aggregate::{Dimension, LabelCounts, Summary, Tally},
};

/// Which rows are shown, and in which order.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The column to sort by; otherwise groups of time stand in their order,
    /// and others by mentions, most first.
    pub sort: Option<Sort>,
    /// Rows of fewer mentions are dropped.
    pub min: u64,
    /// Rows after this many are dropped.
    pub top: Option<usize>,
}

/// A column to sort by.
#[derive(Clone, Debug)]
pub struct Sort {
    column: Place,
    ascending: Ascending,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Group(usize),
    Figure(usize),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Ascending {
    Yes,
    No,
}

impl Sort {
    /// Reads `COLUMN`, `COLUMN:asc` or `COLUMN:desc`, where groups go upwards
    /// and figures downwards unless told otherwise. A column goes by its name
    /// or by the heading that tables show.
    pub fn parse(text: &str, by: &[Dimension]) -> Result<Self> {
        let (name, direction) = text.split_once(':').unwrap_or((text, ""));
        let group = by.iter().position(|d| d.name() == name);
        let figure = || {
            COLUMNS
                .iter()
                .position(|c| [c.name, c.heading].contains(&name))
        };
        let column = group
            .map(Place::Group)
            .or_else(|| figure().map(Place::Figure))
            .ok_or_else(|| unknown_column(name, by))?;
        let is_of_brands = matches!(column, Place::Figure(n) if COLUMNS[n].name == VOICE);
        if is_of_brands && !by.contains(&Dimension::Brand) {
            return Err(no_voices());
        }
        let ascending = match (direction, column) {
            ("asc", _) | ("", Place::Group(_)) => Ascending::Yes,
            ("desc", _) | ("", Place::Figure(_)) => Ascending::No,
            _ => return Err(unknown_column(text, by)),
        };
        Ok(Self { column, ascending })
    }

    fn compare(&self, a: &Row, b: &Row) -> Ordering {
        let order = match self.column {
            Place::Group(n) => a.keys.get(n).cmp(&b.keys.get(n)),
            Place::Figure(n) => {
                let value = COLUMNS[n].value;
                return self.compare_figures(value(&a.figures), value(&b.figures));
            }
        };
        self.directed(order)
    }

    /// Unknown figures stand last, whichever way the others go.
    fn compare_figures(&self, a: Value<'_>, b: Value<'_>) -> Ordering {
        match (a == Value::Unknown, b == Value::Unknown) {
            (false, false) => self.directed(magnitude(a).cmp(&magnitude(b))),
            (a, b) => a.cmp(&b),
        }
    }

    fn directed(&self, order: Ordering) -> Ordering {
        match self.ascending {
            Ascending::Yes => order,
            Ascending::No => order.reverse(),
        }
    }
}

/// The column that only brands have a figure in.
const VOICE: &str = "share_of_voice";

fn no_voices() -> Error {
    Error::Option {
        option: "--sort",
        reason: format!("`{VOICE}` is of brands, and the rows are of none"),
        hint: Some("group by brand as well, such as `--by brand`".to_owned()),
    }
}

fn unknown_column(name: &str, by: &[Dimension]) -> Error {
    let groups = by.iter().map(|d| d.name());
    let names: Vec<&str> = groups.chain(COLUMNS.iter().map(|c| c.name)).collect();
    Error::Option {
        option: "--sort",
        reason: format!("no column `{name}`"),
        hint: Some(format!("one of: {}", names.join(", "))),
    }
}

/// All values of one column are of one kind, so any order within it will do.
fn magnitude(value: Value<'_>) -> i128 {
    match value {
        Value::Unknown => i128::MIN,
        Value::Count(count) => count.into(),
        Value::Decimal { units, .. } => units.into(),
        Value::Time(time) => time.timestamp().as_nanosecond(),
    }
}

/// The rows of a summary, one for each group, with shares of voice, sorted
/// and cut down. Without groups there is one row, even of nothing.
pub fn rows(
    summary: &Summary,
    by: &[Dimension],
    zone: &TimeZone,
    selection: &Selection,
) -> Vec<Row> {
    let mut rows: Vec<Row> = summary
        .groups()
        .into_iter()
        .map(|(key, tally)| Row {
            keys: key.labels().map(str::to_owned).collect(),
            figures: figures(tally, zone),
        })
        .collect();
    if by.is_empty() && rows.is_empty() {
        rows.push(Row::default());
    }
    if let Some(brand) = by.iter().position(|d| *d == Dimension::Brand) {
        add_shares_of_voice(&mut rows, brand);
    }
    sort(&mut rows, by, selection);
    rows.retain(|row| row.figures.mentions >= selection.min);
    rows.truncate(selection.top.unwrap_or(usize::MAX));
    rows
}

fn sort(rows: &mut [Row], by: &[Dimension], selection: &Selection) {
    if let Some(sort) = &selection.sort {
        rows.sort_by(|a, b| sort.compare(a, b));
    } else if !by.iter().any(|d| matches!(d, Dimension::Time(_))) {
        rows.sort_by_key(|row| std::cmp::Reverse(row.figures.mentions));
    }
}

/// A brand's unique mentions among those of all tracked brands that share the
/// row's other groups; all mentions where copies were not looked for.
fn add_shares_of_voice(rows: &mut [Row], brand: usize) {
    let voice = |row: &Row| row.figures.unique_mentions.unwrap_or(row.figures.mentions);
    let others = |row: &Row| {
        let mut keys = row.keys.clone();
        keys.remove(brand);
        keys
    };
    let mut totals = HashMap::<Vec<String>, u64>::new();
    for row in rows
        .iter()
        .filter(|row| row.keys[brand] != crate::brand::NONE)
    {
        *totals.entry(others(row)).or_default() += voice(row);
    }
    for row in rows
        .iter_mut()
        .filter(|row| row.keys[brand] != crate::brand::NONE)
    {
        let total = totals.get(&others(row)).copied().unwrap_or(0);
        row.figures.share_of_voice = Decimal::ratio(voice(row), total);
    }
}

/// What a tally means. Where copies were looked for, each text counts once for labels, shares
/// and scores.
pub fn figures(tally: &Tally, zone: &TimeZone) -> Figures {
    let copies = tally.copies();
    let labels = copies.map_or(tally.labels, |copies| copies.labels);
    let LabelCounts {
        positive,
        neutral,
        negative,
        mixed,
        score,
    } = labels;
    let scored = labels.scored();
    let balance = i128::from(positive) - i128::from(negative);
    let (authors, reach_unique) = tally.authors.totals();
    let authors = (authors > 0).then_some(authors);
    let reach = tally.reach.total();
    Figures {
        mentions: tally.mentions,
        unique_mentions: copies.map(|copies| copies.unique_mentions),
        reposts: copies.map(|copies| copies.reposts),
        authors,
        positive,
        neutral,
        negative,
        mixed,
        positive_share: Decimal::ratio(positive, scored),
        neutral_share: Decimal::ratio(neutral, scored),
        negative_share: Decimal::ratio(negative, scored),
        net_sentiment: Decimal::ratio(balance * 100, scored),
        net_sentiment_polar: Decimal::ratio(balance * 100, positive + negative),
        mean_score: Decimal::ratio(score, i128::from(scored) * 10_000),
        likes: tally.likes.total(),
        shares: tally.shares.total(),
        replies: tally.replies.total(),
        views: tally.views.total(),
        engagement: tally.engagement(),
        reach,
        reach_unique: reach.and(authors).map(|_| reach_unique),
        share_of_voice: None,
        passion: authors.and_then(|authors| Decimal::ratio(tally.signed, authors)),
        first: tally.first.map(|at| at.to_zoned(zone.clone())),
        corrected: None,
        last: tally.last.map(|at| at.to_zoned(zone.clone())),
    }
}
