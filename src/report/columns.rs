//! The figures of a row: their names, their order, and how each is shown.

use std::fmt;

use jiff::{Zoned, tz::TimeZone};
use serde::{Serialize, Serializer};

use super::corrected::Corrected;
use super::decimal::{Decimal, Mean, Passion, Points, Share, write_units};

/// What is known of a group of mentions.
///
/// `None` is an unknown figure: no record of the group states it. It is never shown as 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Mentions counted.
    pub mentions: u64,
    /// Different texts among them, where copies were looked for.
    pub unique_mentions: Option<u64>,
    /// Mentions that repeat another, where copies were looked for.
    pub reposts: Option<u64>,
    /// Distinct authors.
    pub authors: Option<u64>,
    /// Mentions labelled positive.
    pub positive: u64,
    /// Mentions labelled neutral.
    pub neutral: u64,
    /// Mentions labelled negative.
    pub negative: u64,
    /// Mentions with strong evidence on both sides, whatever their label.
    pub mixed: u64,
    /// `positive / scored`, where `scored` is positive + neutral + negative: mentions in
    /// languages without a lexicon are among `mentions` alone.
    pub positive_share: Option<Share>,
    /// `neutral / scored`.
    pub neutral_share: Option<Share>,
    /// `negative / scored`.
    pub negative_share: Option<Share>,
    /// `100 × (positive − negative) / scored`, as most suites define it.
    pub net_sentiment: Option<Points>,
    /// `100 × (positive − negative) / (positive + negative)`, as Talkwalker defines it.
    pub net_sentiment_polar: Option<Points>,
    /// Mean of the scores, −1 to 1.
    pub mean_score: Option<Mean>,
    /// Sum of likes.
    pub likes: Option<u64>,
    /// Sum of shares.
    pub shares: Option<u64>,
    /// Sum of replies.
    pub replies: Option<u64>,
    /// Sum of views.
    pub views: Option<u64>,
    /// Likes + shares + replies, as far as they are stated.
    pub engagement: Option<u64>,
    /// Sum of the stated reach, else of the followers.
    pub reach: Option<u64>,
    /// The same, counted once for each author.
    pub reach_unique: Option<u64>,
    /// The brand's unique mentions among those of all brands, 0 to 1.
    pub share_of_voice: Option<Share>,
    /// Mentions per author.
    pub passion: Option<Passion>,
    /// Time of the earliest mention.
    pub first: Option<Zoned>,
    /// Time of the latest mention.
    pub last: Option<Zoned>,
    /// Shares and net sentiment corrected by labels that people gave.
    pub corrected: Option<Corrected>,
}

impl Figures {
    /// Mentions with a label: all but those in languages without a lexicon.
    pub fn scored(&self) -> u64 {
        self.positive + self.neutral + self.negative
    }
}

/// One figure, ready to be written.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// Not stated anywhere: empty in tables, `null` in JSON.
    Unknown,
    /// A whole number.
    Count(u64),
    /// A number of units of which `10^places` make one.
    Decimal {
        /// The number of units.
        units: i64,
        /// How many digits stand after the point.
        places: u32,
    },
    /// A point in time, shown with its offset from UTC.
    Time(&'a Zoned),
}

/// One column of figures.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The name in every machine-readable format; it never changes.
    pub name: &'static str,
    /// The heading where people read it.
    pub heading: &'static str,
    /// Columns of a higher rank leave first when a table must get narrower.
    pub rank: u8,
    /// Takes the figure out of a row.
    pub value: for<'a> fn(&'a Figures) -> Value<'a>,
}

/// Every column of figures, in the order of every format.
pub const COLUMNS: [Column; 25] = [
    column("mentions", "mentions", 0, |f| f.mentions.into()),
    column("unique_mentions", "unique", 5, |f| f.unique_mentions.into()),
    column("reposts", "reposts", 15, |f| f.reposts.into()),
    column("authors", "authors", 8, |f| f.authors.into()),
    column("positive", "positive", 10, |f| f.positive.into()),
    column("neutral", "neutral", 11, |f| f.neutral.into()),
    column("negative", "negative", 9, |f| f.negative.into()),
    column("mixed", "mixed", 14, |f| f.mixed.into()),
    column("positive_share", "pos. share", 3, |f| {
        f.positive_share.into()
    }),
    column("neutral_share", "neu. share", 12, |f| {
        f.neutral_share.into()
    }),
    column("negative_share", "neg. share", 2, |f| {
        f.negative_share.into()
    }),
    column("net_sentiment", "net", 1, |f| f.net_sentiment.into()),
    column("net_sentiment_polar", "net polar", 13, |f| {
        f.net_sentiment_polar.into()
    }),
    column("mean_score", "mean", 4, |f| f.mean_score.into()),
    column("likes", "likes", 16, |f| f.likes.into()),
    column("shares", "shares", 17, |f| f.shares.into()),
    column("replies", "replies", 18, |f| f.replies.into()),
    column("views", "views", 19, |f| f.views.into()),
    column("engagement", "engagement", 6, |f| f.engagement.into()),
    column("reach", "reach", 7, |f| f.reach.into()),
    column("reach_unique", "reach once", 20, |f| f.reach_unique.into()),
    column("share_of_voice", "voice", 6, |f| f.share_of_voice.into()),
    column("passion", "passion", 21, |f| f.passion.into()),
    column("first", "first", 22, |f| f.first.as_ref().into()),
    column("last", "last", 23, |f| f.last.as_ref().into()),
];

pub(super) const fn column(
    name: &'static str,
    heading: &'static str,
    rank: u8,
    value: for<'a> fn(&'a Figures) -> Value<'a>,
) -> Column {
    Column {
        name,
        heading,
        rank,
        value,
    }
}

impl From<u64> for Value<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl<const PLACES: u32> From<Decimal<PLACES>> for Value<'_> {
    fn from(decimal: Decimal<PLACES>) -> Self {
        Self::Decimal {
            units: decimal.units(),
            places: PLACES,
        }
    }
}

impl<'a> From<&'a Zoned> for Value<'a> {
    fn from(time: &'a Zoned) -> Self {
        Self::Time(time)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Into::into)
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Unknown => Ok(()),
            Self::Count(count) => write!(f, "{count}"),
            Self::Decimal { units, places } => write_units(f, units, places),
            Self::Time(time) => f.write_str(&iso(time)),
        }
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Unknown => serializer.serialize_none(),
            Self::Count(count) => serializer.serialize_u64(count),
            Self::Decimal { units, places } => serializer.serialize_f64(quotient(units, places)),
            Self::Time(time) => serializer.serialize_str(&iso(time)),
        }
    }
}

/// Correctly rounded, so the shortest way to write it is the decimal itself.
#[expect(
    clippy::cast_precision_loss,
    reason = "figures stay far below 2^53 units"
)]
fn quotient(units: i64, places: u32) -> f64 {
    units as f64 / 10_u64.pow(places) as f64
}

/// ISO 8601 to the second: `Z` in UTC, else the offset.
pub(super) fn iso(time: &Zoned) -> String {
    let format = if *time.time_zone() == TimeZone::UTC {
        "%Y-%m-%dT%H:%M:%SZ"
    } else {
        "%Y-%m-%dT%H:%M:%S%:z"
    };
    time.strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_its_own_name() {
        let mut names = COLUMNS.map(|c| c.name);
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn times_bear_their_offset_and_utc_a_z() {
        let time: jiff::Timestamp = "2026-03-13T20:00:00.9Z".parse().unwrap();
        assert_eq!(iso(&time.to_zoned(TimeZone::UTC)), "2026-03-13T20:00:00Z");
        let paris = time.in_tz("Europe/Paris").unwrap();
        assert_eq!(iso(&paris), "2026-03-13T21:00:00+01:00");
    }
}
