//! The form in which scored records are written: a table with a header row, or JSON.

use super::score::{Columns, Lines, Scoring};
use crate::{
    Error, Result,
    input::Shape,
    report::{
        Excel,
        scored::{ADDED, canonical_names},
    },
};

/// How the records of one input are written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Form {
    /// Canonical records as cells.
    Canonical(u8),
    /// The record's own cells, with the scores in their places.
    Own(Table),
    /// Canonical records as JSON.
    CanonicalJson,
    /// The record's own JSON object with the scores, but for what it may state itself.
    OwnJson(Stated),
}

/// Names of what a record may state itself, which then stays as it is written.
pub(super) type Stated = &'static [&'static str];

/// The columns of a table of scored records.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Table {
    /// What parts its cells.
    pub(super) separator: u8,
    /// The names of its columns: the input's own, then those added.
    pub(super) header: Vec<String>,
    /// For each score column where it stands. A column that the input has
    /// already is filled in place.
    pub(super) places: [usize; ADDED.len()],
    /// Which of them a record may state itself.
    pub(super) stated: Stated,
}

impl Form {
    pub(super) fn of(shape: &Shape, scoring: &Scoring) -> Self {
        match (scoring.columns, shape.format) {
            (Columns::Canonical(Lines::Cells(separator)), _) => Self::Canonical(separator),
            (Columns::Canonical(Lines::Json), _) => Self::CanonicalJson,
            (Columns::Own, format) if format.is_table() => Self::Own(Table::of(shape, scoring)),
            (Columns::Own, _) => Self::OwnJson(stated(scoring)),
        }
    }

    /// The form of a run without records, of whose first input this is known.
    pub(super) fn without_records(shape: Option<&Shape>, scoring: &Scoring) -> Option<Self> {
        match (scoring.columns, shape) {
            (Columns::Canonical(Lines::Cells(separator)), _) => Some(Self::Canonical(separator)),
            (_, shape) => shape.map(|shape| Self::of(shape, scoring)),
        }
    }

    /// What parts the cells, where there are cells.
    pub(super) fn separator(&self) -> Option<u8> {
        match self {
            Self::Canonical(separator) => Some(*separator),
            Self::Own(table) => Some(table.separator),
            Self::CanonicalJson | Self::OwnJson(_) => None,
        }
    }

    /// The header row, where there is one.
    pub(super) fn header(&self) -> Vec<&str> {
        match self {
            Self::Canonical(_) => canonical_names().collect(),
            Self::Own(table) => table.header.iter().map(String::as_str).collect(),
            Self::CanonicalJson | Self::OwnJson(_) => Vec::new(),
        }
    }

    /// Refuses a layout for spreadsheets where there are no cells to lay out.
    pub(super) fn suits(&self, excel: Excel, input: &str) -> Result<()> {
        if excel == Excel::Off || self.separator().is_some() {
            return Ok(());
        }
        Err(Error::Option {
            option: "--excel",
            reason: format!("it lays out CSV and TSV, and the records of `{input}` are JSON"),
            hint: Some("write canonical records with `--format csv`".to_owned()),
        })
    }

    /// Whether records in this form can follow those in the form of the first input.
    pub(super) fn follows(&self, first: &Self, input: &str) -> Result<()> {
        if self == first {
            return Ok(());
        }
        Err(Error::Input {
            input: input.to_owned(),
            at: None,
            reason: "its columns are not those of the first input".to_owned(),
            hint: Some(
                "write canonical records with `--format csv` or `--format jsonl`".to_owned(),
            ),
        })
    }
}

/// The language that the export states is the one that is read; its brand is that of the mention
/// as long as the user names no brands to look for.
fn stated(scoring: &Scoring) -> Stated {
    match scoring.lens.brands {
        None => &["language", "brand"],
        Some(_) => &["language"],
    }
}

/// What the input's own columns bear the names of, and is written in their places.
pub(super) fn replaced<'s>(
    shape: &'s Shape,
    scoring: &Scoring,
) -> impl Iterator<Item = &'static str> + 's {
    let stated = stated(scoring);
    let is_own = |name: &str| {
        let mut columns = shape.columns.iter();
        columns.any(|column| column.trim().eq_ignore_ascii_case(name))
    };
    let names = ADDED.iter().map(|(name, _)| *name);
    names.filter(move |name| !stated.contains(name) && is_own(name))
}

impl Table {
    fn of(shape: &Shape, scoring: &Scoring) -> Self {
        let mut header = shape.header().to_vec();
        let places = ADDED.map(|(name, _)| {
            let is_it = |column: &String| column.trim().eq_ignore_ascii_case(name);
            let own = header.iter().position(is_it);
            own.unwrap_or_else(|| {
                header.push(name.to_owned());
                header.len() - 1
            })
        });
        let own = shape.separator.and_then(|c| u8::try_from(c).ok());
        let separator = match scoring.excel {
            Excel::Off => own.unwrap_or(b','),
            Excel::Comma => b',',
            Excel::French => b';',
        };
        Self {
            separator,
            header,
            places,
            stated: stated(scoring),
        }
    }
}
