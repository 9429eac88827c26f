//! Decides from an input's first bytes what it is and where its records begin.

mod document;

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::{
    Compression, Encoding, Field, Format, Mapped, Options, Shape, Tool,
    columns::{self, Column, unusable},
    csv::{Beyond, Table, Window},
    dates::{self, Convention},
    encoding,
    header::{self, Header},
    reader::Cutter,
    shape::{Columns, Layout},
};
use crate::{Error, Result};

/// What is known of an input before its content is looked at.
pub(super) struct Origin {
    pub(super) input: Arc<str>,
    pub(super) ordinal: usize,
    pub(super) compression: Compression,
    pub(super) encoding: Encoding,
}

/// What an input is.
pub(super) struct Sniffed {
    pub(super) shape: Shape,
    pub(super) cutter: Cutter,
    /// The byte at which the records begin.
    pub(super) start: usize,
}

/// Why an input is not read.
pub(super) enum Unfit {
    /// It holds no mentions: among other files it can be passed over.
    Foreign(Error),
    /// It is an export in which there are none: that is no fault. This is to be said of it.
    Empty(String),
    /// It does, and something is wrong with it.
    Faulty(Error),
}

impl From<Error> for Unfit {
    fn from(error: Error) -> Self {
        Self::Faulty(error)
    }
}

/// Refuses by name what is no export: databases, pages, documents.
pub(super) fn refuse(origin: &Origin, prefix: &[u8]) -> Result<(), Unfit> {
    let refuse = |reason: &str, hint: Option<&str>| {
        let hint = hint.map(Into::into);
        Err(Unfit::Foreign(unusable(&origin.input, reason.into(), hint)))
    };
    if prefix.is_empty() {
        return refuse("it is empty", None);
    }
    if encoding::is_utf32(prefix) {
        return refuse("it is UTF-32, which is not read", Some("save it as UTF-8"));
    }
    match prefix {
        _ if prefix.starts_with(b"SQLite format 3\0") => {
            refuse("it is an SQLite database, not an export", None)
        }
        _ if prefix.starts_with(b"%PDF") => refuse("it is a PDF document, not an export", None),
        _ if is_page(prefix) => refuse(
            "it is an HTML page, not an export",
            Some("was the login expired when it was downloaded?"),
        ),
        _ => Ok(()),
    }
}

fn is_page(prefix: &[u8]) -> bool {
    let head = prefix.trim_ascii_start();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let begins = |tag: &[u8]| {
        head.get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    [&b"<!doctype"[..], b"<html", b"<head", b"<?xml", b"<body"]
        .iter()
        .any(|tag| begins(tag))
}

/// Decides what an input is.
pub(super) fn sniff(
    origin: &Origin,
    prefix: &[u8],
    beyond: Beyond,
    options: &Options,
) -> Result<Sniffed, Unfit> {
    let json = match options.format {
        Some(Format::Csv) => None,
        Some(format) => Some(format),
        None => document::format(prefix),
    };
    match json {
        Some(format) => {
            let window = Window {
                bytes: prefix,
                beyond,
            };
            document::sniff(origin, window, format, options)
        }
        None => table(origin, prefix, beyond, options),
    }
}

fn table(
    origin: &Origin,
    prefix: &[u8],
    beyond: Beyond,
    options: &Options,
) -> Result<Sniffed, Unfit> {
    below(origin, header::find(prefix, beyond, options), options)
}

/// Decides how a sheet is read, of which the first rows are given as lines of
/// quoted cells; says too whether it surely holds mentions.
pub(super) fn sheet(
    origin: &Origin,
    window: Window<'_>,
    options: &Options,
) -> Result<(Sniffed, bool), Unfit> {
    let mut sniffed = below(origin, header::find_in_sheet(window, options), options)?;
    if let Cutter::Table(table) = sniffed.cutter {
        sniffed.cutter = Cutter::Table(table.of_sheet());
    }
    let shape = &sniffed.shape;
    let mut fields = Field::OF_MENTIONS.into_iter();
    let is_sure = shape.has(Field::Text) && fields.any(|field| shape.has(field));
    Ok((sniffed, is_sure))
}

/// Records in the rows below a header.
fn below(origin: &Origin, header: Option<Header>, options: &Options) -> Result<Sniffed, Unfit> {
    let fault = |reason, hint| unusable(&origin.input, reason, hint);
    let header = header.ok_or_else(|| {
        let reason = "it is empty: it has no header and no row";
        Unfit::Foreign(fault(reason.into(), None))
    })?;
    let columns = columns::resolve(&header.names, options).map_err(|e| fault(e, None))?;
    if !has_text(&columns) {
        if header.names.iter().any(|name| is_binary(name)) {
            let reason = "it is binary data, not an export";
            return Err(Unfit::Foreign(fault(reason.into(), None)));
        }
        let (reason, hint) = columns::no_text(&header.names, header.wordiest());
        return Err(Unfit::Foreign(fault(reason, Some(hint))));
    }
    let places = Columns::new(columns.iter().map(|c| (c.field, c.index)));
    let width = header.names.len();
    let table = Table::new(
        header.dialect,
        width,
        header.next_line,
        options.record_limit(),
    );
    let mut shape = shape(origin, header.names.clone(), &columns, options);
    shape.separator = Some(char::from(header.dialect.separator));
    shape.header_line = Some(header.line);
    shape.layout = Layout::Columns(places);
    Ok(Sniffed {
        shape,
        cutter: Cutter::Table(table),
        start: header.end,
    })
}

/// Whether a name of a column holds what no text does.
fn is_binary(name: &str) -> bool {
    name.contains(|c: char| c.is_control() && !c.is_whitespace())
}

fn has_text(columns: &[Column]) -> bool {
    columns
        .iter()
        .any(|c| matches!(c.field, Field::Text | Field::Title))
}

/// The zone of times that state none: the user's, else the one in the name of their column.
fn zone(names: &[String], columns: &[Column], options: &Options) -> TimeZone {
    let dated = columns.iter().find(|c| c.field == Field::CreatedAt);
    let stated = dated.and_then(|column| dates::zone_in(&names[column.index]));
    let given = Some(options.input_tz.clone()).filter(|zone| *zone != TimeZone::UTC);
    given.or(stated).unwrap_or(TimeZone::UTC)
}

/// A shape of what all formats have.
fn shape(origin: &Origin, names: Vec<String>, columns: &[Column], options: &Options) -> Shape {
    let mapped = columns.iter().map(|c| Mapped {
        field: c.field,
        column: names[c.index].clone(),
    });
    let zone = zone(&names, columns, options);
    let claimed = |index: usize| columns.iter().any(|c| c.index == index);
    let free = names.iter().enumerate().filter(|(i, _)| !claimed(*i));
    Shape {
        input: Arc::clone(&origin.input),
        ordinal: origin.ordinal,
        format: Format::Csv,
        compression: origin.compression,
        encoding: origin.encoding,
        separator: None,
        header_line: None,
        sheet: None,
        records_at: String::new(),
        mapped: mapped.collect(),
        tool: Tool::of(&names),
        unmapped: free.map(|(_, name)| name.clone()).collect(),
        columns: names,
        dates: Convention {
            order: options.date_order,
            day_zone: options.day_tz.clone().unwrap_or_else(|| zone.clone()),
            zone,
            now: None,
        },
        date_evidence: None,
        unread: Vec::new(),
        texts: options.texts,
        authors_from: None,
        people: None,
        layout: Layout::Columns(Columns::default()),
    }
}
