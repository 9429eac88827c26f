//! Says what was found: plain data that turns into bytes of any known format.

pub mod accuracy;
mod cells;
mod columns;
pub mod corrected;
mod csv;
mod decimal;
pub mod escape;
pub mod evaluation;
pub mod explain;
pub mod glance;
mod grid;
mod json;
mod jsonl;
pub mod labelling;
mod markdown;
mod measure;
mod rows;
#[cfg(test)]
mod sample;
pub mod scored;
mod signs;
mod style;
mod table;
mod tsv;

use std::io::{self, Write};

use serde::Serialize;

pub use cells::{CellWriter, Excel};
pub use columns::{COLUMNS, Column, Figures, Value};
pub use decimal::{Decimal, Mean, Passion, Points, Share};
pub use glance::Glance;
pub use rows::{Selection, Sort, figures, rows};
pub use style::Style;

/// The version of the columns and keys of every machine-readable format.
pub const SCHEMA_VERSION: u32 = 1;

/// What became of the records read: `read = scored + skipped + duplicates`.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Counts {
    /// Records read.
    pub read: u64,
    /// Records scored and counted.
    pub scored: u64,
    /// Records that could not be used, or lie outside the window.
    pub skipped: u64,
    /// Records that repeat an earlier one exactly.
    pub duplicates: u64,
}

/// A finished table: plain data, ready for any format.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// What became of the records read.
    pub input: Counts,
    /// The names of the group columns, as `--by` has them.
    pub by: Vec<&'static str>,
    /// One row for each group, or a single overall row.
    pub rows: Vec<Row>,
    /// What the reader should know about the figures.
    pub notes: Vec<String>,
    /// Whether columns of corrected figures follow the usual ones.
    pub columns: Columns,
}

/// Which columns of figures a report has.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Columns {
    /// What was counted.
    #[default]
    Usual,
    /// That, then what labels that people gave make of it.
    Corrected,
}

impl Report {
    /// All columns of figures in their order.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> + Clone + use<> {
        let more: &[Column] = match self.columns {
            Columns::Usual => &[],
            Columns::Corrected => &corrected::CORRECTED,
        };
        COLUMNS.iter().chain(more)
    }
}

/// What is known of one group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The group, one key for each name in [`Report::by`].
    pub keys: Vec<String>,
    /// Its figures.
    pub figures: Figures,
}

/// How a report is laid out, where the format leaves a choice.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Layout {
    /// Which spreadsheet a CSV or TSV is made for.
    pub excel: Excel,
    /// Terminal columns to fit a table into; `None` where no terminal reads it.
    pub width: Option<usize>,
    /// Whether a table may be coloured.
    pub style: Style,
}

/// A format that a report can be written in.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Format {
    /// Aligned columns for reading.
    #[default]
    Table,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// One JSON object.
    Json,
    /// One JSON object a row, a row a line.
    Jsonl,
    /// A Markdown table.
    Markdown,
}

impl Format {
    /// Every format, in the order in which help texts list them.
    pub const ALL: [Self; 6] = [
        Self::Table,
        Self::Csv,
        Self::Tsv,
        Self::Json,
        Self::Jsonl,
        Self::Markdown,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Markdown => "markdown",
        }
    }

    /// Whether it is made of cells, which spreadsheets open.
    pub fn is_cells(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv)
    }

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format of files whose names end so: `csv`, `md` …
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "md" => Some(Self::Markdown),
            "txt" => Some(Self::Table),
            "ndjson" => Some(Self::Jsonl),
            ending => Self::from_name(ending).filter(|format| *format != Self::Table),
        }
    }

    /// Writes a report in this format.
    pub fn write(self, report: &Report, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Table => table::write(report, layout, out),
            Self::Csv => csv::write(report, layout, out),
            Self::Tsv => tsv::write(report, layout, out),
            Self::Json => json::write(report, out),
            Self::Jsonl => jsonl::write(report, out),
            Self::Markdown => markdown::write(report, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(format: Format, report: &Report) -> String {
        let mut out = Vec::new();
        format.write(report, &Layout::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_format_is_found_by_its_name() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
        }
        assert_eq!(Format::from_name("xml"), None);
    }

    #[test]
    fn every_format_is_harmless_and_ends_with_a_line_end() {
        for format in Format::ALL {
            let shown = shown(format, &sample::report());
            assert!(shown.ends_with('\n'), "{}", format.name());
            let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
            assert!(!shown.contains(steers), "{}", format.name());
        }
    }

    #[test]
    fn every_format_can_say_that_there_is_nothing() {
        for format in Format::ALL {
            let shown = shown(format, &Report::default());
            assert_eq!(
                shown.is_empty(),
                format == Format::Jsonl,
                "{}",
                format.name()
            );
        }
    }
}
