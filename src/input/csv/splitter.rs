//! Finds the fields of one record of separated text.

use memchr::{memchr, memchr2};

use crate::input::{batch::Span, near::Marks};

const QUOTE: u8 = b'"';

/// How a table is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Dialect {
    /// What stands between fields.
    pub(crate) separator: u8,
    /// What ends a line: LF, or CR where there is no LF.
    pub(crate) line_end: u8,
    /// How a quote inside a quoted field is written.
    pub(crate) quoting: Quoting,
}

/// How a quote inside a quoted field is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Quoting {
    /// Doubled.
    Doubled,
    /// Doubled, or after a backslash.
    Backslash,
}

/// Bytes to look at, and what comes after them.
#[derive(Clone, Copy)]
pub(crate) struct Window<'b> {
    pub(crate) bytes: &'b [u8],
    pub(crate) beyond: Beyond,
}

/// What comes after a window.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Beyond {
    /// More, that is not read yet.
    More,
    /// The end of the input.
    Nothing,
    /// More, but the record would be too long.
    Limit,
}

/// What stands at the head of a window.
pub(crate) enum Split {
    /// A whole record.
    Whole(Extent),
    /// A record in which the quote at this byte is not closed.
    Unclosed(usize),
    /// A record that the window cuts.
    Cut,
}

/// How far a record goes, and what is odd about it.
#[derive(Clone, Copy)]
pub(crate) struct Extent {
    /// The byte after its line end.
    pub(crate) next: usize,
    /// Whether a quoted field has a quote that is not doubled.
    pub(crate) stray: bool,
    /// The opening quote of the first field that spans lines.
    pub(crate) broken: Option<usize>,
}

/// Finds the fields of the record at `at`, and which of them have quotes to fold.
pub(crate) fn split(
    dialect: Dialect,
    window: Window<'_>,
    at: usize,
    (spans, folds): (&mut Vec<Span>, &mut Vec<usize>),
) -> Split {
    let bytes = window.bytes;
    let mut extent = Extent {
        next: at,
        stray: false,
        broken: None,
    };
    loop {
        let start = extent.next;
        let end = if bytes.get(start) == Some(&QUOTE) {
            match quoted(dialect, window, start) {
                Quoted::Closed(field) => {
                    extent.stray |= field.stray;
                    if extent.broken.is_none() && field.spans_lines(dialect, bytes) {
                        extent.broken = Some(start);
                    }
                    if field.folds {
                        folds.push(spans.len());
                    }
                    spans.push(Span::new(start + 1, field.close));
                    field.close + 1
                }
                Quoted::Unclosed => return Split::Unclosed(start),
                Quoted::Cut => return Split::Cut,
            }
        } else {
            let (field, end) = plain(dialect, bytes, start, spans);
            if bytes.get(field) == Some(&QUOTE) {
                extent.next = field;
                continue;
            }
            if end.is_none() && window.beyond != Beyond::Nothing {
                return Split::Cut;
            }
            let end = end.unwrap_or(bytes.len());
            spans.push(Span::new(field, end));
            end
        };
        if bytes.get(end) == Some(&dialect.separator) {
            extent.next = end + 1;
            continue;
        }
        extent.next = end_of_line(dialect, bytes, end, spans);
        return Split::Whole(extent);
    }
}

/// Finds fields from `start` on, up to a quoted one or the last of the line:
/// where that begins and, unless it is quoted or has no end, ends.
fn plain(
    dialect: Dialect,
    bytes: &[u8],
    start: usize,
    spans: &mut Vec<Span>,
) -> (usize, Option<usize>) {
    let marks = Marks::new(dialect.separator, dialect.line_end);
    let (mut field, mut at) = (start, start);
    while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        for end in marks.places(*word).map(|place| at + place) {
            if bytes[end] != dialect.separator {
                return (field, Some(end));
            }
            spans.push(Span::new(field, end));
            field = end + 1;
            if bytes.get(field) == Some(&QUOTE) {
                return (field, None);
            }
        }
        at += size_of_val(word);
    }
    // What is left is shorter than a word: one field at a time.
    let rest = bytes.get(field.max(at)..).unwrap_or_default();
    let end = memchr2(dialect.separator, dialect.line_end, rest);
    (field, end.map(|length| field.max(at) + length))
}

/// The byte after the line end at `end`; a CR before LF is no part of the last field.
fn end_of_line(dialect: Dialect, bytes: &[u8], end: usize, spans: &mut [Span]) -> usize {
    if dialect.line_end == b'\n'
        && let Some(last) = spans.last_mut()
        && last.range().end == end
        && bytes[last.range()].last() == Some(&b'\r')
    {
        last.end -= 1;
    }
    if bytes.get(end) == Some(&dialect.line_end) {
        return end + 1;
    }
    match memchr(dialect.line_end, &bytes[end..]) {
        Some(gap) => end + gap + 1,
        None => bytes.len(),
    }
}

/// What stands at an opening quote.
enum Quoted {
    Closed(Field),
    Unclosed,
    Cut,
}

struct Field {
    open: usize,
    close: usize,
    folds: bool,
    stray: bool,
}

impl Field {
    fn spans_lines(&self, dialect: Dialect, bytes: &[u8]) -> bool {
        memchr(dialect.line_end, &bytes[self.open..self.close]).is_some()
    }
}

fn quoted(dialect: Dialect, window: Window<'_>, open: usize) -> Quoted {
    let bytes = window.bytes;
    let mut field = Field {
        open,
        close: open + 1,
        folds: false,
        stray: false,
    };
    while let Some(gap) = memchr(QUOTE, bytes.get(field.close..).unwrap_or_default()) {
        field.close += gap;
        if dialect.quoting == Quoting::Backslash && is_escaped(bytes, open, field.close) {
            field.folds = true;
            field.close += 1;
            continue;
        }
        match after(dialect, window, field.close + 1) {
            After::End => return Quoted::Closed(field),
            After::Quote => {
                field.folds = true;
                field.close += 2;
            }
            After::Text => {
                field.stray = true;
                field.close += 1;
            }
            After::Unknown => return Quoted::Cut,
        }
    }
    Quoted::Unclosed
}

/// What comes after a quote inside a quoted field.
enum After {
    /// The end of the field.
    End,
    /// A second quote.
    Quote,
    /// More text.
    Text,
    /// What is not read yet.
    Unknown,
}

fn after(dialect: Dialect, window: Window<'_>, at: usize) -> After {
    let end = || match window.beyond {
        Beyond::Nothing => After::End,
        _ => After::Unknown,
    };
    match window.bytes.get(at) {
        None => end(),
        Some(&byte) if byte == dialect.separator || byte == dialect.line_end => After::End,
        Some(&QUOTE) => After::Quote,
        Some(b'\r') => match window.bytes.get(at + 1) {
            None => end(),
            Some(&byte) if byte == dialect.line_end => After::End,
            Some(_) => After::Text,
        },
        Some(_) => After::Text,
    }
}

/// Whether an odd number of backslashes stands before `at`.
fn is_escaped(bytes: &[u8], open: usize, at: usize) -> bool {
    let before = bytes[open + 1..at].iter().rev();
    before.take_while(|b| **b == b'\\').count() % 2 == 1
}

/// Makes each doubled or escaped quote in a field one; says by how much it is
/// shorter. What becomes free is filled with blanks.
pub(crate) fn fold(dialect: Dialect, field: &mut [u8]) -> u32 {
    let Some(first) = field.iter().position(|b| matches!(b, b'"' | b'\\')) else {
        return 0;
    };
    let escapes = dialect.quoting == Quoting::Backslash;
    let (mut from, mut to) = (first, first);
    while from < field.len() {
        let next = field.get(from + 1).copied();
        let pair = match field[from] {
            QUOTE => next == Some(QUOTE),
            b'\\' => escapes && matches!(next, Some(QUOTE | b'\\')),
            _ => false,
        };
        from += usize::from(pair);
        field[to] = field[from];
        from += 1;
        to += 1;
    }
    field[to..].fill(b' ');
    u32::try_from(field.len() - to).unwrap_or(0)
}
