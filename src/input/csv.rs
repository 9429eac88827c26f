//! Cuts separated text into records and fields without losing a character.
//!
//! A quote inside a quoted field that is not doubled stays in the text. A
//! quote that is never closed costs the line it stands on, not the file.

mod marks;
mod splitter;

use memchr::{memchr, memchr_iter};

use super::{
    Damage, Reason,
    batch::{Batch, Row, Span},
};
use crate::error::Place;

pub(super) use marks::Marks;
pub(super) use splitter::{Beyond, Dialect, Extent, Quoting, Split, Window, fold, split};

/// Following records that must fit the header before a quote counts as unclosed.
const WITNESSES: usize = 3;

/// How many bytes may be searched in vain for closing quotes; after that a
/// quoted field must close on its line, which keeps the time linear.
const PATIENCE: usize = 64 << 20;

/// How many rows a batch takes at least where there are more: a window that grew in search of
/// a closing quote may hold many millions, each of which takes more room than its bytes.
const ROWS: usize = 1 << 17;

/// A batch takes a row for each so many bytes of a larger window, so that it is looked through
/// a bounded number of times.
const BYTES_A_ROW: usize = 128;

/// Cuts the rows below the header.
#[derive(Clone, Debug)]
pub(super) struct Table {
    dialect: Dialect,
    marks: Marks,
    width: usize,
    line: u64,
    max_record: usize,
    wasted: usize,
    skipping: bool,
    folds: Vec<usize>,
    is_sheet: bool,
}

/// What became of the record at the head of a window.
enum Cut {
    /// It is whole.
    Whole(Extent),
    /// It is lost, and the next begins at this byte.
    Lost(Reason, usize),
    /// It is too long, and does not end in the buffer.
    Endless,
    /// More must be read.
    More,
}

/// How many rows of a window a batch takes.
fn most_rows(window: &[u8]) -> usize {
    ROWS.max(window.len() / BYTES_A_ROW)
}

impl Table {
    /// Rows of `width` fields, the first of which stands on `line`.
    pub(super) fn new(dialect: Dialect, width: usize, line: u64, max_record: usize) -> Self {
        Self {
            dialect,
            marks: Marks::new(dialect),
            width,
            line,
            max_record,
            wasted: 0,
            skipping: false,
            folds: Vec::new(),
            is_sheet: false,
        }
    }

    /// As rows of a sheet: their quotes are beyond doubt, they end with their
    /// last cell that is not empty, and what they hold beyond the header is no text.
    pub(super) fn of_sheet(self) -> Self {
        Self {
            is_sheet: true,
            ..self
        }
    }

    fn place(&self) -> Place {
        if self.is_sheet {
            Place::Row(self.line)
        } else {
            Place::Line(self.line)
        }
    }

    /// Cuts whole rows off `bytes`, and says how many bytes they take.
    pub(super) fn cut(&mut self, bytes: &mut [u8], beyond: Beyond, batch: &mut Batch) -> usize {
        self.marks.find(bytes);
        let at = self.cut_window(Window { bytes, beyond }, batch);
        for field in self.folds.drain(..) {
            let span = &mut batch.spans[field];
            span.end -= fold(self.dialect, &mut bytes[span.range()]);
        }
        at
    }

    fn cut_window(&mut self, window: Window<'_>, batch: &mut Batch) -> usize {
        let bytes = window.bytes;
        let mut at = 0;
        if self.skipping {
            at = self.skip_line(bytes);
        }
        at = self.take_plain(window, at, batch);
        while at < bytes.len() && batch.len() < most_rows(bytes) {
            let first = batch.spans.len();
            let cut = self.next(window, at, &mut batch.spans);
            if !matches!(cut, Cut::Whole(_)) {
                self.drop_fields(first, batch);
            }
            match cut {
                Cut::Whole(extent) => {
                    self.take(bytes, (at, extent), first, batch);
                    at = extent.next;
                }
                Cut::Lost(reason, next) => {
                    batch.skip(reason, self.place(), &start_of(&bytes[at..next]));
                    self.line += self.lines(&bytes[at..next]);
                    at = next;
                }
                Cut::Endless => {
                    batch.skip(Reason::TooLong, self.place(), "");
                    self.skipping = true;
                    at += self.skip_line(&bytes[at..]);
                }
                Cut::More => break,
            }
            at = self.take_plain(window, at, batch);
        }
        at
    }

    /// Takes the rows that leave no doubt, up to the first other one; says where that begins.
    fn take_plain(&mut self, window: Window<'_>, at: usize, batch: &mut Batch) -> usize {
        let may_be_too_long = window.bytes.len() - at > self.max_record;
        if self.is_sheet || self.wasted > PATIENCE || may_be_too_long {
            return at;
        }
        let (mut next, mut first) = (at, batch.spans.len());
        let most = most_rows(window.bytes);
        let take = |spans: &[Span], extent: Extent| {
            let fields = &spans[first..];
            let fits = fields.len() == self.width && batch.rows.len() < most;
            let is_plain = fits && !extent.stray && !is_blank(fields);
            if is_plain {
                batch.rows.push(Row {
                    span: Span::new(next, extent.next),
                    fields: Span::new(first, spans.len()),
                    place: Place::Line(self.line),
                });
                self.line += 1 + extent.lines;
                (next, first) = (extent.next, spans.len());
            }
            is_plain
        };
        let sink = (&mut batch.spans, &mut self.folds);
        split(self.marks.from(at), window, sink, take);
        self.drop_fields(first, batch);
        next
    }

    /// Forgets the fields from that number on.
    fn drop_fields(&mut self, first: usize, batch: &mut Batch) {
        batch.spans.truncate(first);
        let kept = self.folds.partition_point(|field| *field < first);
        self.folds.truncate(kept);
    }

    /// Drops the rest of a line that is too long.
    fn skip_line(&mut self, bytes: &[u8]) -> usize {
        match memchr(self.dialect.line_end, bytes) {
            Some(end) => {
                self.skipping = false;
                self.line += 1;
                end + 1
            }
            None => bytes.len(),
        }
    }

    /// Finds the next record, and adds its fields to `spans`.
    fn next(&mut self, window: Window<'_>, at: usize, spans: &mut Vec<Span>) -> Cut {
        let window = self.narrowed(window, at);
        let first = spans.len();
        let sink = (&mut *spans, &mut self.folds);
        let found = split(self.marks.from(at), window, sink, |_, _| false);
        match (found, window.beyond) {
            (Split::Whole(extent), _) => self.doubt(window, extent, spans.len() - first),
            (_, Beyond::More) => Cut::More,
            (Split::Unclosed(quote), _) => self.recover(window, quote),
            (Split::Cut, _) => Cut::Endless,
        }
    }

    /// What may belong to the record at `at`: no more than the longest record.
    fn narrowed<'b>(&self, window: Window<'b>, at: usize) -> Window<'b> {
        let bytes = window.bytes;
        if self.wasted > PATIENCE
            && let Some(end) = memchr(self.dialect.line_end, &bytes[at..])
        {
            let bytes = &bytes[..=at + end];
            let beyond = Beyond::Nothing;
            return Window { bytes, beyond };
        }
        match bytes.get(..at.saturating_add(self.max_record)) {
            Some(bytes) => Window {
                bytes,
                beyond: Beyond::Limit,
            },
            None => window,
        }
    }

    /// Looks twice at a record whose quoted field spans lines and that has a
    /// stray quote or the wrong width: most likely a quote was never closed.
    fn doubt(&mut self, window: Window<'_>, extent: Extent, width: usize) -> Cut {
        let Some(quote) = extent.broken else {
            return Cut::Whole(extent);
        };
        if self.is_sheet || (!extent.stray && width == self.width) {
            return Cut::Whole(extent);
        }
        match self.line_after(window, quote) {
            Ok(Some(next)) => {
                self.wasted += extent.next - next;
                Cut::Lost(Reason::UnclosedQuote, next)
            }
            Ok(None) => Cut::Whole(extent),
            Err(More) => Cut::More,
        }
    }

    /// A quote has no end: its line is lost, unless it is the start of a field
    /// that is too long.
    fn recover(&mut self, window: Window<'_>, quote: usize) -> Cut {
        self.wasted += window.bytes.len() - quote;
        let end = memchr(self.dialect.line_end, &window.bytes[quote..]);
        let fits = matches!(self.line_after(window, quote), Ok(Some(_)));
        match (end, window.beyond) {
            (Some(end), Beyond::Limit) if !fits => Cut::Lost(Reason::TooLong, quote + end + 1),
            (Some(end), _) => Cut::Lost(Reason::UnclosedQuote, quote + end + 1),
            (None, Beyond::Limit) => Cut::Endless,
            (None, _) => Cut::Lost(Reason::UnclosedQuote, window.bytes.len()),
        }
    }

    /// The start of the line after `quote`, if the records from there fit the header.
    fn line_after(&self, window: Window<'_>, quote: usize) -> Result<Option<usize>, More> {
        let Some(end) = memchr(self.dialect.line_end, &window.bytes[quote..]) else {
            return Ok(None);
        };
        let next = quote + end + 1;
        let mut at = next;
        let mut seen = 0;
        let (mut spans, mut folds) = (Vec::new(), Vec::new());
        while seen < WITNESSES && at < window.bytes.len() {
            spans.clear();
            let sink = (&mut spans, &mut folds);
            match split(self.marks.from(at), window, sink, |_, _| false) {
                Split::Whole(extent) => at = extent.next,
                _ if matches!(window.beyond, Beyond::More) => return Err(More),
                _ => break,
            }
            if !is_blank(&spans) {
                if spans.len() != self.width {
                    return Ok(None);
                }
                seen += 1;
            }
        }
        match window.beyond {
            Beyond::More if seen < WITNESSES => Err(More),
            _ => Ok((seen > 0).then_some(next)),
        }
    }

    /// Keeps the record that was just split, whose fields begin at `first`.
    fn take(
        &mut self,
        bytes: &[u8],
        (at, extent): (usize, Extent),
        first: usize,
        batch: &mut Batch,
    ) {
        let place = self.place();
        self.line += if self.is_sheet { 1 } else { 1 + extent.lines };
        let spans = &batch.spans[first..];
        if is_blank(spans) {
            return self.drop_fields(first, batch);
        }
        let surplus = spans.get(self.width..).unwrap_or_default();
        if !self.is_sheet && surplus.iter().any(|s| s.start != s.end) {
            self.drop_fields(first, batch);
            return batch.skip(Reason::LongRow, place, &start_of(&bytes[at..extent.next]));
        }
        let is_short = !self.is_sheet && spans.len() < self.width;
        self.drop_fields(first + self.width, batch);
        batch.rows.push(Row {
            span: Span::new(at, extent.next),
            fields: Span::new(first, batch.spans.len()),
            place,
        });
        if extent.stray {
            batch.damage(Damage::StrayQuote, place, "");
        }
        if is_short && bytes.get(extent.next - 1) != Some(&self.dialect.line_end) {
            batch.damage(Damage::CutShort, place, "");
        }
    }

    fn lines(&self, bytes: &[u8]) -> u64 {
        memchr_iter(self.dialect.line_end, bytes).count() as u64
    }
}

/// More must be read before this can be decided.
struct More;

/// Whether a line is empty.
fn is_blank(spans: &[Span]) -> bool {
    matches!(spans, [only] if only.start == only.end)
}

fn start_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(80)]).into_owned()
}
