//! What `listen score` says of each mention: its score columns, and the canonical record.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use jiff::Timestamp;

use super::{CellWriter, Decimal, escape};
use crate::{Mention, scoring::Score};

/// A mention's score and what it was found to be about.
#[derive(Clone, Copy, Debug)]
pub struct Scored<'a> {
    /// The score.
    pub score: Score,
    /// The language; empty where unknown.
    pub language: &'a str,
    /// The brands, parted by `|`.
    pub brand: &'a str,
}

impl Scored<'_> {
    /// A value of the score, unless the mention could not be scored.
    fn cell<'c>(&self, value: Cell<'c>) -> Cell<'c> {
        if self.score.unread {
            Cell::Unknown
        } else {
            value
        }
    }
}

/// One value of a record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Text; empty text is unknown.
    Text(&'a str),
    /// A count.
    Count(Option<u64>),
    /// Ten-thousandths.
    Fraction(i64),
    /// Nothing.
    Unknown,
    /// A point in time.
    Time(Option<Timestamp>),
    /// Yes or no.
    Flag(Flag),
}

/// Yes or no, as a word.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Flag {
    /// `true`
    True,
    /// `false`
    False,
}

impl From<bool> for Flag {
    fn from(is_true: bool) -> Self {
        if is_true { Self::True } else { Self::False }
    }
}

impl Flag {
    fn name(self) -> &'static str {
        match self {
            Self::True => "true",
            Self::False => "false",
        }
    }
}

/// A column of the scores: its name, and how to find its value.
type Added = (&'static str, for<'a> fn(&Scored<'a>) -> Cell<'a>);

/// A column of the canonical record.
type Own = (
    &'static str,
    for<'a> fn(&'a Mention<'_>, &Scored<'a>) -> Cell<'a>,
);

/// The columns that scoring adds to a record, in their order.
pub const ADDED: [Added; 9] = [
    ("sentiment_score", |s| {
        s.cell(Cell::Fraction(s.score.value.into()))
    }),
    ("sentiment_label", |s| {
        s.cell(Cell::Text(s.score.label.name()))
    }),
    ("sentiment_pos", |s| {
        s.cell(Cell::Fraction(s.score.pos.into()))
    }),
    ("sentiment_neu", |s| {
        s.cell(Cell::Fraction(s.score.neu.into()))
    }),
    ("sentiment_neg", |s| {
        s.cell(Cell::Fraction(s.score.neg.into()))
    }),
    ("sentiment_mixed", |s| {
        s.cell(Cell::Flag(s.score.mixed.into()))
    }),
    ("sentiment_irony", |s| {
        s.cell(Cell::Flag(s.score.irony.into()))
    }),
    ("language", |s| Cell::Text(s.language)),
    ("brand", |s| Cell::Text(s.brand)),
];

/// How many of [`ADDED`] the canonical record does not have as its own.
pub const SENTIMENT: usize = 7;

/// The columns of the canonical record, which the sentiment columns follow.
pub const CANONICAL: [Own; 21] = [
    ("id", |m, _| Cell::Text(m.id)),
    ("text", |m, _| Cell::Text(m.text)),
    ("title", |m, _| Cell::Text(m.title)),
    ("author", |m, _| Cell::Text(m.author)),
    ("handle", |m, _| Cell::Text(m.handle)),
    ("followers", |m, _| Cell::Count(m.followers)),
    ("platform", |m, _| Cell::Text(m.platform)),
    ("url", |m, _| Cell::Text(m.url)),
    ("created_at", |m, _| Cell::Time(m.created_at)),
    ("language", |_, s| Cell::Text(s.language)),
    ("country", |m, _| Cell::Text(m.country)),
    ("likes", |m, _| Cell::Count(m.likes)),
    ("shares", |m, _| Cell::Count(m.shares)),
    ("replies", |m, _| Cell::Count(m.replies)),
    ("views", |m, _| Cell::Count(m.views)),
    ("reach", |m, _| Cell::Count(m.reach)),
    ("parent_id", |m, _| Cell::Text(m.parent_id)),
    ("brand", |_, s| Cell::Text(s.brand)),
    ("rating", |m, _| Cell::Text(m.rating)),
    ("source_sentiment", |m, _| Cell::Text(m.source_sentiment)),
    ("is_repost", |m, _| Cell::Flag(m.is_repost.into())),
];

/// The names of the canonical columns and the sentiment columns.
pub fn canonical_names() -> impl Iterator<Item = &'static str> {
    let own = CANONICAL.iter().map(|(name, _)| *name);
    own.chain(ADDED[..SENTIMENT].iter().map(|(name, _)| *name))
}

/// The values of the canonical columns and the sentiment columns.
pub fn canonical<'a>(
    mention: &'a Mention<'_>,
    scored: &'a Scored<'a>,
) -> impl Iterator<Item = (&'static str, Cell<'a>)> {
    let own = CANONICAL
        .iter()
        .map(|(name, value)| (*name, value(mention, scored)));
    let added = ADDED[..SENTIMENT].iter();
    own.chain(added.map(|(name, value)| (*name, value(scored))))
}

impl Cell<'_> {
    /// Writes it as a cell of a table; the unknown is empty.
    pub fn write_cell<W: Write>(self, out: &mut CellWriter<W>) -> io::Result<()> {
        match self {
            Self::Text(text) => out.text(text),
            Self::Count(Some(count)) => out.number(count),
            Self::Fraction(units) => out.number(Decimal::<4>::from_units(units)),
            Self::Time(Some(at)) => out.text(&rfc_3339(at)),
            Self::Flag(flag) => out.text(flag.name()),
            Self::Unknown | Self::Count(None) | Self::Time(None) => out.text(""),
        }
    }

    /// Writes it as JSON; the unknown is `null`.
    pub fn write_json(self, out: &mut Vec<u8>) {
        match self {
            Self::Unknown | Self::Text("") | Self::Count(None) | Self::Time(None) => {
                out.extend(b"null");
            }
            Self::Text(text) => write_json_string(text, out),
            Self::Count(Some(count)) => out.extend(count.to_string().bytes()),
            Self::Fraction(units) => {
                out.extend(Decimal::<4>::from_units(units).as_f64().to_string().bytes());
            }
            Self::Time(Some(at)) => write_json_string(&rfc_3339(at), out),
            Self::Flag(flag) => out.extend(flag.name().bytes()),
        }
    }
}

/// Writes a JSON string, quotes and all, that steers no terminal.
pub fn write_json_string(text: &str, out: &mut Vec<u8>) {
    let start = out.len();
    // Writing a string to a vector cannot fail.
    let _ = serde_json::to_writer(&mut *out, text);
    make_harmless(out, start);
}

/// Escapes in the JSON from `start` on what steers a terminal.
pub fn make_harmless(out: &mut Vec<u8>, start: usize) {
    let written = str::from_utf8(&out[start..]).map(escape::json);
    if let Ok(Cow::Owned(harmless)) = written {
        out.truncate(start);
        out.extend(harmless.bytes());
    }
}

/// UTC, with fractions of a second only where there are any.
fn rfc_3339(at: Timestamp) -> String {
    at.to_string()
}
