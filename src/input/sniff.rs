//! Decides from an input's first bytes what it is and where its records begin.

use std::sync::Arc;

use super::{
    Compression, Encoding, Field, Format, Mapped, Options, Shape,
    columns::{self, Column, unusable},
    csv::{Beyond, Table},
    dates::Convention,
    encoding, header,
    json::{Document, Located, elements, locate},
    jsonl::Lines,
    reader::Cutter,
    shape::{Columns, Layout},
    tree::Tree,
    values::shortened,
};
use crate::Result;

/// How many records show which paths there are.
const SAMPLE: usize = 500;

/// What is known of an input before its content is looked at.
#[derive(Clone)]
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

/// Refuses by name what is no export: archives, databases, pages, pictures.
pub(super) fn refuse(origin: &Origin, prefix: &[u8]) -> Result<()> {
    let refuse = |reason: &str, hint: Option<&str>| {
        Err(unusable(&origin.input, reason.into(), hint.map(Into::into)))
    };
    if prefix.is_empty() {
        return refuse("it is empty", None);
    }
    if encoding::is_utf32(prefix) {
        return refuse("it is UTF-32, which is not read", Some("save it as UTF-8"));
    }
    match prefix {
        [b'P', b'K', 3 | 5, ..] => refuse(
            "it is a zip archive or an XLSX workbook, which are not read yet",
            Some("unpack it, or save the sheet as CSV UTF-8"),
        ),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => refuse(
            "it is an old Excel workbook (XLS), which is not read yet",
            Some("save the sheet as CSV UTF-8"),
        ),
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
    origin: Origin,
    prefix: &[u8],
    beyond: Beyond,
    options: &Options,
) -> Result<Sniffed> {
    let json = match options.format {
        Some(Format::Csv) => None,
        Some(format) => Some(format),
        None => json_format(prefix),
    };
    match json {
        Some(format) => documents(origin, prefix, format, options),
        None => table(origin, prefix, beyond, options),
    }
}

/// Which JSON the first bytes are, if any.
fn json_format(prefix: &[u8]) -> Option<Format> {
    let start = json_start(prefix);
    let is_object = |value: &[u8]| value.first() == Some(&b'{') && is_json(value);
    let lines = || prefix.split(|b| *b == b'\n').map(<[u8]>::trim_ascii);
    let mut few = lines().filter(|line| !line.is_empty()).take(20);
    match prefix.get(start)? {
        b'[' => Some(Format::Json),
        b'{' if start > 0 && prefix[..start].contains(&b'=') => Some(Format::Json),
        b'{' => {
            let first_line = lines().find(|line| !line.is_empty())?;
            let document = elements(&prefix[start..]).next()?;
            let whole = is_object(document) || !document.ends_with(b"}");
            let one_line = document.len() <= first_line.len();
            Some(if (one_line || !whole) && few.any(is_object) {
                Format::JsonLines
            } else {
                Format::Json
            })
        }
        _ if few.clone().next().is_some_and(is_json) => Some(if few.any(is_object) {
            Format::JsonLines
        } else {
            Format::Json
        }),
        _ => None,
    }
}

fn is_json(value: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(value).is_ok()
}

/// The byte where JSON begins: behind blanks, or behind `window.name = `.
fn json_start(prefix: &[u8]) -> usize {
    let blank = prefix.len() - prefix.trim_ascii_start().len();
    let head = &prefix[blank..prefix.len().min(blank + 200)];
    let name = |b: &u8| b.is_ascii_alphanumeric() || b"_$.[]\"' ".contains(b);
    let Some(equals) = head.iter().position(|b| *b == b'=') else {
        return blank;
    };
    let after = equals
        + 1
        + head[equals + 1..]
            .iter()
            .take_while(|b| b.is_ascii_whitespace())
            .count();
    let assigned = matches!(head.get(after), Some(b'[' | b'{'));
    if assigned && head[0].is_ascii_alphabetic() && head[..equals].iter().all(name) {
        blank + after
    } else {
        blank
    }
}

fn table(origin: Origin, prefix: &[u8], beyond: Beyond, options: &Options) -> Result<Sniffed> {
    let fault = |reason, hint| unusable(&origin.input, reason, hint);
    let header = header::find(prefix, beyond, options)
        .ok_or_else(|| fault("it is empty: it has no header and no row".into(), None))?;
    let columns = columns::resolve(&header.names, options).map_err(|e| fault(e, None))?;
    if !has_text(&columns) {
        let (reason, hint) = columns::no_text(&header.names, header.wordiest());
        return Err(fault(reason, Some(hint)));
    }
    let places = Columns::new(columns.iter().map(|c| (c.field, c.index)));
    let width = header.names.len();
    let table = Table::new(header.dialect, width, header.next_line, options.max_record);
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

fn documents(origin: Origin, prefix: &[u8], format: Format, options: &Options) -> Result<Sniffed> {
    let fault = |reason, hint| unusable(&origin.input, reason, hint);
    let start = json_start(prefix);
    let values: Vec<&[u8]> = match format {
        Format::JsonLines => {
            let lines = prefix.split(|b| *b == b'\n').map(<[u8]>::trim_ascii);
            lines.filter(|l| l.starts_with(b"{")).take(SAMPLE).collect()
        }
        _ => elements(&prefix[start..]).take(SAMPLE).collect(),
    };
    let located = locate(&values, options).map_err(|(paths, duplicate)| {
        if let Some(duplicate) = duplicate {
            return fault(duplicate, None);
        }
        if paths.is_empty() {
            let found = String::from_utf8_lossy(values.first().unwrap_or(&&b""[..]));
            let found = shortened(&found);
            let reason =
                format!("it holds no array of objects and no object with a text, but `{found}`");
            return fault(reason, None);
        }
        let (reason, hint) = columns::no_text(&paths, None);
        fault(reason, Some(hint))
    })?;
    Ok(records(origin, located, (format, start), options))
}

/// The shape and the cutter of records that were located.
fn records(
    origin: Origin,
    located: Located,
    (format, start): (Format, usize),
    options: &Options,
) -> Sniffed {
    let tree = Tree::new(&located.paths, &located.columns)
        .with_chosen(options.map.iter().map(|(field, _)| *field));
    let mut shape = shape(origin, located.paths, &located.columns, options);
    shape.format = format;
    shape.records_at = located.path.join(".");
    shape.layout = Layout::Tree(tree);
    let by_line = format == Format::JsonLines && located.path.is_empty();
    let cutter = if by_line {
        Cutter::Lines(Lines::new(1, options.max_record))
    } else {
        let place = (1, start as u64);
        Cutter::Document(Document::new(located.path, place, options.max_record))
    };
    let start = if by_line { 0 } else { start };
    Sniffed {
        shape,
        cutter,
        start,
    }
}

fn has_text(columns: &[Column]) -> bool {
    columns
        .iter()
        .any(|c| matches!(c.field, Field::Text | Field::Title))
}

/// A shape of what all formats have.
fn shape(origin: Origin, names: Vec<String>, columns: &[Column], options: &Options) -> Shape {
    let mapped = columns.iter().map(|c| Mapped {
        field: c.field,
        column: names[c.index].clone(),
    });
    let claimed = |index: usize| columns.iter().any(|c| c.index == index);
    let free = names.iter().enumerate().filter(|(i, _)| !claimed(*i));
    Shape {
        input: origin.input,
        ordinal: origin.ordinal,
        format: Format::Csv,
        compression: origin.compression,
        encoding: origin.encoding,
        separator: None,
        header_line: None,
        records_at: String::new(),
        mapped: mapped.collect(),
        unmapped: free.map(|(_, name)| name.clone()).collect(),
        columns: names,
        dates: Convention {
            order: options.date_order,
            zone: options.input_tz.clone(),
        },
        date_evidence: None,
        layout: Layout::Columns(Columns::default()),
    }
}
