//! What was understood of one input: its format, its columns, how its dates read.

use std::{str::FromStr, sync::Arc};

use super::{
    Field, Format, Spot, Texts, Tool, assemble::takes_any, dates::Convention, people::People,
    tree::Tree,
};
use crate::error::Place;

/// How an input is compressed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Compression {
    /// It is not.
    None,
    /// gzip, of one or more members.
    Gzip,
    /// Zstandard.
    Zstd,
    /// A zip archive.
    Zip,
}

impl Compression {
    /// The usual name, `none` where there is no compression.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Zip => "zip",
        }
    }
}

/// How an input's characters are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// A code page of that name.
    Legacy(&'static str),
}

impl FromStr for Encoding {
    type Err = String;

    /// The encoding of a name such as `windows-1252` or `macintosh` (WHATWG's labels).
    fn from_str(name: &str) -> Result<Self, String> {
        let unknown = || format!("unknown encoding `{name}`");
        super::encoding::named(name).ok_or_else(unknown)
    }
}

impl Encoding {
    /// The usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Bom => "UTF-8 with byte order mark",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Legacy(name) => name,
        }
    }
}

/// A field and the column, or dotted path, that it is read from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mapped {
    /// The field.
    pub field: Field,
    /// The column's name as the input writes it; of several columns of one
    /// field the first that is not empty counts.
    pub column: String,
}

/// What was understood of one input.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The input's name, as the user wrote it.
    pub input: Arc<str>,
    /// Which of the inputs it is, counted from 0.
    pub ordinal: usize,
    /// The format.
    pub format: Format,
    /// The compression, undone.
    pub compression: Compression,
    /// The encoding, undone.
    pub encoding: Encoding,
    /// What stands between fields (CSV).
    pub separator: Option<char>,
    /// The line of the header row, in workbooks its row, counted from 1 (tables).
    pub header_line: Option<u64>,
    /// The sheet that is read (workbooks).
    pub sheet: Option<String>,
    /// Where in the document the records stand, `data.children`; empty at the top (JSON).
    pub records_at: String,
    /// The columns in their order, or the dotted paths of the first records.
    pub columns: Vec<String>,
    /// Which fields are read from which columns, in order of preference.
    pub mapped: Vec<Mapped>,
    /// The tool that wrote it, where its columns show that.
    pub tool: Option<Tool>,
    /// Columns that hold none of the fields.
    pub unmapped: Vec<String>,
    /// How dates are read.
    pub dates: Convention,
    /// What decided the order of day and month, where a date needed it.
    pub date_evidence: Option<String>,
    /// Sheets, or places in the document, that look like mentions and are not read.
    pub unread: Vec<String>,
    /// Whether entities and escapes in texts are resolved.
    pub texts: Texts,
    /// The list beside the input that names the authors.
    pub authors_from: Option<String>,
    /// Authors and texts that stand apart from the mentions.
    pub(super) people: Option<Arc<People>>,
    pub(super) layout: Layout,
}

/// Where in a record the fields stand.
#[derive(Clone, Debug)]
pub(super) enum Layout {
    /// In columns.
    Columns(Columns),
    /// At these places of a JSON object.
    Tree(Tree),
}

/// The columns of each field.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// The preferred column of each field.
    first: Vec<Held>,
    /// What counts where that is empty, in order of preference.
    more: Vec<(Field, usize)>,
}

/// A field, and the column that is preferred for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    pub(super) field: Field,
    pub(super) column: usize,
    /// Whether any value will do for the field.
    pub(super) takes_any: bool,
    /// Whether it is the only column that holds the field.
    pub(super) is_only: bool,
}

impl Columns {
    /// Columns given in order of preference.
    pub(super) fn new(columns: impl Iterator<Item = (Field, usize)>) -> Self {
        let mut all = Self::default();
        for (field, column) in columns {
            let known = all.first.iter_mut().find(|held| held.field == field);
            if let Some(held) = known {
                held.is_only = false;
                all.more.push((field, column));
                continue;
            }
            all.first.push(Held {
                field,
                column,
                takes_any: takes_any(field),
                is_only: true,
            });
        }
        all
    }

    /// The preferred column of each field that has one.
    pub(super) fn first(&self) -> &[Held] {
        &self.first
    }

    /// All columns of a field, in order of preference.
    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = usize> + Clone {
        let first = self.first.iter().map(|held| (held.field, held.column));
        let columns = first.chain(self.more.iter().copied());
        columns.filter_map(move |(held, column)| (held == field).then_some(column))
    }
}

impl Shape {
    /// The names of the columns, in their order (CSV).
    pub fn header(&self) -> &[String] {
        &self.columns
    }

    /// Whether a field is read at all.
    pub fn has(&self, field: Field) -> bool {
        self.mapped.iter().any(|mapped| mapped.field == field)
    }

    /// A place in this input.
    pub(super) fn spot(&self, place: Place, detail: Box<str>) -> Spot {
        Spot {
            ordinal: self.ordinal,
            place,
            input: Arc::clone(&self.input),
            detail,
        }
    }
}
