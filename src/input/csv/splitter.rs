//! Finds the fields of one record of separated text.

use memchr::memchr2;

use super::marks::Walk;
use crate::input::batch::Span;

pub(super) const QUOTE: u8 = b'"';

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
#[derive(Clone, Copy, Default)]
pub(crate) struct Extent {
    /// The byte after its line end.
    pub(crate) next: usize,
    /// Whether a quoted field has a quote that is not doubled.
    pub(crate) stray: bool,
    /// The opening quote of the first field that spans lines.
    pub(crate) broken: Option<usize>,
    /// How many lines end within fields.
    pub(crate) lines: u64,
}

/// Finds the fields of the record at which `walk` begins, and which of them have
/// quotes to fold; then those of the next, as long as `goes_on` says so when it
/// is shown all fields found and the extent of the last record.
#[inline]
pub(crate) fn split(
    mut walk: Walk<'_>,
    window: Window<'_>,
    (spans, folds): (&mut Vec<Span>, &mut Vec<usize>),
    mut goes_on: impl FnMut(&[Span], Extent) -> bool,
) -> Split {
    let (bytes, dialect) = (window.bytes, walk.dialect);
    let mut start = walk.start;
    let mut extent = Extent::default();
    loop {
        let mut end = walk.next(bytes);
        if let Some((mark, QUOTE)) = end {
            if mark > start {
                // A quote that does not open its field is text.
                continue;
            }
            let field = match quoted(&mut walk, window, start) {
                Quoted::Closed(field) => field,
                Quoted::Unclosed => return Split::Unclosed(start),
                Quoted::Cut => return Split::Cut,
            };
            extent.note(&field, start);
            if field.folds {
                folds.push(spans.len());
            }
            spans.push(Span::new(start + 1, field.close));
            end = walk.next(bytes);
        } else if let Some((mark, _)) = end {
            spans.push(Span::new(start, mark));
        } else if window.beyond == Beyond::Nothing {
            spans.push(Span::new(start, bytes.len()));
        } else {
            return Split::Cut;
        }
        start = end.map_or(bytes.len(), |(mark, _)| mark + 1);
        if end.is_some_and(|(_, byte)| byte == dialect.separator) {
            continue;
        }
        drop_return(dialect, &bytes[..start], spans);
        extent.next = start;
        if end.is_none() || !goes_on(spans, extent) {
            return Split::Whole(extent);
        }
        extent = Extent::default();
    }
}

impl Extent {
    fn note(&mut self, field: &Field, start: usize) {
        self.stray |= field.stray;
        self.lines += field.lines;
        if field.lines > 0 && self.broken.is_none() {
            self.broken = Some(start);
        }
    }
}

/// A CR before the LF that ends a record is no part of its last field.
#[inline]
fn drop_return(dialect: Dialect, record: &[u8], spans: &mut [Span]) {
    let line = record.strip_suffix(b"\n").unwrap_or(record);
    if dialect.line_end == b'\n'
        && line.ends_with(b"\r")
        && let Some(last) = spans.last_mut()
        && last.start < last.end
        && last.range().end == line.len()
    {
        last.end -= 1;
    }
}

/// What stands at an opening quote.
enum Quoted {
    Closed(Field),
    Unclosed,
    Cut,
}

struct Field {
    close: usize,
    folds: bool,
    stray: bool,
    lines: u64,
}

/// Goes to the quote that closes the field whose opening quote was just passed.
fn quoted(walk: &mut Walk<'_>, window: Window<'_>, open: usize) -> Quoted {
    let (bytes, dialect) = (window.bytes, walk.dialect);
    let mut field = Field {
        close: open,
        folds: false,
        stray: false,
        lines: 0,
    };
    while let Some((mark, byte)) = walk.next(bytes) {
        if byte != QUOTE {
            field.lines += u64::from(byte == dialect.line_end);
            continue;
        }
        if dialect.quoting == Quoting::Backslash && is_escaped(bytes, open, mark) {
            field.folds = true;
            continue;
        }
        match after(dialect, window, mark + 1) {
            After::End => {
                field.close = mark;
                return Quoted::Closed(field);
            }
            After::Quote => {
                field.folds = true;
                walk.next(bytes);
            }
            After::Text => field.stray = true,
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
    let escapes = dialect.quoting == Quoting::Backslash;
    let (mut from, mut to) = (0, 0);
    while let Some(gap) = memchr2(QUOTE, b'\\', &field[from..]) {
        let sign = from + gap;
        let is_pair = match (field[sign], field.get(sign + 1)) {
            (QUOTE, Some(&QUOTE)) => true,
            (b'\\', Some(b'"' | b'\\')) => escapes,
            _ => false,
        };
        field.copy_within(from..sign, to);
        from = sign + usize::from(is_pair);
        to += gap;
        field[to] = field[from];
        (from, to) = (from + 1, to + 1);
    }
    field.copy_within(from.., to);
    to += field.len() - from;
    field[to..].fill(b' ');
    u32::try_from(field.len() - to).unwrap_or(0)
}
