//! Finds the separator, the quoting and the header row of a table.

use memchr::{memchr, memchr_iter};

use super::{
    Field, Options,
    csv::{Beyond, Dialect, Marks, Quoting, Split, Window, fold, split},
    fields::{claims, tidy},
};

/// How many rows may stand before the header.
const PREAMBLE: usize = 30;

/// How many rows show whether a separator fits.
const SAMPLE: usize = 200;

/// How a table is written, and where its header stands.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) dialect: Dialect,
    pub(super) names: Vec<String>,
    /// The line of the header row, counted from 1.
    pub(super) line: u64,
    /// The number of the header row, blank rows counted, from 1.
    row: u64,
    /// The byte after it, and its line.
    pub(super) end: usize,
    pub(super) next_line: u64,
    /// How many of a thousand rows below it have its width.
    pub(super) fit: usize,
    /// The first rows below it.
    pub(super) rows: Vec<Vec<String>>,
}

impl Header {
    /// The column with the longest values, which most likely holds the text.
    pub(super) fn wordiest(&self) -> Option<&str> {
        let length = |index: usize| -> usize {
            let cells = self.rows.iter().filter_map(|row| row.get(index));
            cells.map(String::len).sum()
        };
        let index = (0..self.names.len())
            .rev()
            .max_by_key(|index| length(*index))?;
        (length(index) > 0).then(|| self.names[index].as_str())
    }
}

/// A row with the byte after it and the line after it.
struct Row {
    cells: Vec<String>,
    line: u64,
    number: u64,
    end: usize,
    next_line: u64,
}

/// Finds the header of a sheet, whose cells are all quoted.
pub(super) fn find_in_sheet(window: Window<'_>, options: &Options) -> Option<Header> {
    let dialect = Dialect {
        separator: b',',
        line_end: b'\n',
        quoting: Quoting::Doubled,
    };
    let (_, mut header) = in_dialect(dialect, window, 0, options)?;
    header.line = header.row;
    header.next_line = header.row + 1;
    Some(header)
}

/// Finds the header; without one, takes the first row for it.
pub(super) fn find(prefix: &[u8], beyond: Beyond, options: &Options) -> Option<Header> {
    let (start, stated) = separator_line(prefix);
    let line_end = match memchr(b'\n', prefix) {
        None if memchr(b'\r', prefix).is_some() => b'\r',
        _ => b'\n',
    };
    let separators: Vec<u8> = match stated {
        Some(separator) => vec![separator],
        None => b",;\t|".to_vec(),
    };
    let mut best: Option<(Score, Header)> = None;
    for quoting in [Quoting::Doubled, Quoting::Backslash] {
        for separator in &separators {
            let dialect = Dialect {
                separator: *separator,
                line_end,
                quoting,
            };
            let window = Window {
                bytes: prefix,
                beyond,
            };
            let found = in_dialect(dialect, window, start, options);
            if let Some((score, header)) = found
                && best.as_ref().is_none_or(|(highest, _)| score > *highest)
            {
                best = Some((score, header));
            }
        }
    }
    best.map(|(_, header)| header)
}

/// `sep=;` in the first line, as spreadsheets write it: its length and the separator.
fn separator_line(prefix: &[u8]) -> (usize, Option<u8>) {
    let end = memchr(b'\n', prefix).unwrap_or(prefix.len());
    let line = prefix[..end].trim_ascii_end();
    match line {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] => {
            (prefix.len().min(end + 1), Some(*separator))
        }
        b"sep=" | b"SEP=" if prefix[..end].contains(&b'\t') => {
            (prefix.len().min(end + 1), Some(b'\t'))
        }
        _ => (0, None),
    }
}

/// How well a dialect fits: whether it shows a header, in how many of a
/// thousand rows it gives the header's width, and that width.
type Score = (bool, usize, usize);

fn in_dialect(
    dialect: Dialect,
    window: Window<'_>,
    start: usize,
    options: &Options,
) -> Option<(Score, Header)> {
    let rows = rows(dialect, window, start);
    let found = rows
        .iter()
        .take(PREAMBLE)
        .position(|row| is_header(&row.cells, options))
        .or_else(|| {
            let first = rows.first()?;
            claims_text(&first.cells).then_some(0)
        });
    let at = found.unwrap_or(0);
    let row = rows.get(at)?;
    let width = row.cells.len();
    let below = &rows[at + 1..];
    let fitting = below.iter().filter(|r| r.cells.len() == width).count();
    let share = (fitting * 1000).checked_div(below.len()).unwrap_or(1000);
    let header = Header {
        dialect,
        names: row.cells.clone(),
        line: row.line,
        row: row.number,
        end: row.end,
        next_line: row.next_line,
        fit: share,
        rows: below.iter().map(|r| r.cells.clone()).collect(),
    };
    let score = (
        found.is_some(),
        if width > 1 { share } else { share / 2 },
        width,
    );
    Some((score, header))
}

/// The first rows that are not blank.
fn rows(dialect: Dialect, window: Window<'_>, start: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut at, mut line) = (start, 1 + lines(dialect, &window.bytes[..start]));
    let (mut spans, mut folds, mut number) = (Vec::new(), Vec::new(), 0);
    let mut marks = Marks::new(dialect);
    marks.find(window.bytes);
    while rows.len() < SAMPLE && at < window.bytes.len() {
        spans.clear();
        folds.clear();
        let sink = (&mut spans, &mut folds);
        let end = match split(marks.from(at), window, sink, |_, _| false) {
            Split::Whole(extent) => extent.next,
            Split::Cut => break,
            Split::Unclosed(quote) => match memchr(dialect.line_end, &window.bytes[quote..]) {
                Some(gap) => quote + gap + 1,
                None => break,
            },
        };
        let next_line = line + lines(dialect, &window.bytes[at..end]);
        number += 1;
        let cell = |(index, span): (usize, &super::batch::Span)| {
            let mut bytes = window.bytes[span.range()].to_vec();
            if folds.contains(&index) {
                let shorter = fold(dialect, &mut bytes);
                bytes.truncate(bytes.len() - shorter as usize);
            }
            String::from_utf8_lossy(&bytes).into_owned()
        };
        let cells: Vec<String> = spans.iter().enumerate().map(cell).collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row {
                cells,
                line,
                number,
                end,
                next_line,
            });
        }
        (at, line) = (end, next_line);
    }
    rows
}

fn lines(dialect: Dialect, bytes: &[u8]) -> u64 {
    memchr_iter(dialect.line_end, bytes).count() as u64
}

/// Whether a row names a text and something else, or nothing but a text.
fn is_header(cells: &[String], options: &Options) -> bool {
    let chosen = |cell: &String| {
        let mut map = options.map.iter();
        map.any(|(field, name)| *field == Field::Text && tidy(name) == tidy(cell))
    };
    if cells.iter().any(chosen) {
        return true;
    }
    let other = |cell: &String| {
        claims(cell)
            .iter()
            .any(|c| Field::OF_MENTIONS.contains(&c.field))
    };
    claims_text(cells) && (cells.len() == 1 || cells.iter().any(other))
}

fn claims_text(cells: &[String]) -> bool {
    let text = |cell: &String| {
        let claims = claims(cell);
        claims
            .iter()
            .any(|c| matches!(c.field, Field::Text | Field::Title))
    };
    cells.iter().any(text)
}
