//! Some whole records of one input, cut but not yet understood.

use std::{ops::Range, sync::Arc};

use encoding_rs::{Encoding, WINDOWS_1252};

use super::{Damage, Losses, Reason, Record, Shape, shape::Layout, texts::shortened};
use crate::{error::Place, input::encoding::legacy::is_plausible};

/// Some whole records of one input, with the text that they stand in.
///
/// A batch is cut serially and understood on any thread.
#[derive(Debug)]
pub struct Batch {
    pub(super) shape: Arc<Shape>,
    pub(super) sequence: u64,
    pub(super) text: String,
    pub(super) rows: Vec<Row>,
    pub(super) spans: Vec<Span>,
    losses: Losses,
}

/// Where one record stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// The record in the batch's text.
    pub(super) span: Span,
    /// Its fields among the batch's spans (CSV).
    pub(super) fields: Span,
    /// Its first line in the input, or its byte where all stands on one line.
    pub(super) place: Place,
}

/// A half-open range, kept small.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    /// Buffers are far below 4 GiB, see `Reader`.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "buffers are far below 4 GiB"
    )]
    pub(super) fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Batch {
    pub(super) fn new(shape: Arc<Shape>) -> Self {
        Self {
            shape,
            sequence: 0,
            text: String::new(),
            rows: Vec::new(),
            spans: Vec::new(),
            losses: Losses::default(),
        }
    }

    /// Empties the batch for the next records and gives back its buffer, whose
    /// content no longer counts.
    pub(super) fn recycle(&mut self, shape: &Arc<Shape>) -> Vec<u8> {
        self.shape = Arc::clone(shape);
        self.rows.clear();
        self.spans.clear();
        self.losses = Losses::default();
        std::mem::take(&mut self.text).into_bytes()
    }

    /// The shape of the input that the records come from.
    pub fn shape(&self) -> &Arc<Shape> {
        &self.shape
    }

    /// The batch's number in the run, counted from 0: batches in this order
    /// hold the records in the order of the inputs.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none; its losses count all the same.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The records in their order.
    pub fn records(&self) -> impl ExactSizeIterator<Item = Record<'_>> {
        self.rows.iter().map(|row| Record { batch: self, row })
    }

    /// What was lost while these records were cut.
    pub fn losses(&self) -> &Losses {
        &self.losses
    }

    pub(super) fn skip(&mut self, reason: Reason, place: Place, detail: &str) {
        let shape = &self.shape;
        self.losses
            .skip(reason, || shape.spot(place, shortened(detail)));
    }

    pub(super) fn damage(&mut self, damage: Damage, place: Place, detail: &str) {
        let shape = &self.shape;
        self.losses
            .damage(damage, || shape.spot(place, shortened(detail)));
    }

    /// Takes the bytes that the rows and spans point into.
    pub(super) fn finish(&mut self, bytes: Vec<u8>) {
        match String::from_utf8(bytes) {
            Ok(text) => self.text = text,
            Err(error) => self.repair(error.as_bytes()),
        }
    }

    /// Copies the records, with U+FFFD for what is not UTF-8.
    fn repair(&mut self, bytes: &[u8]) {
        let mut rows = std::mem::take(&mut self.rows);
        let mut spans = std::mem::take(&mut self.spans);
        for row in &mut rows {
            let record = &bytes[row.span.range()];
            let page = std::str::from_utf8(record)
                .is_err()
                .then(|| page(record))
                .flatten();
            if std::str::from_utf8(record).is_err() {
                let (damage, name) = match page {
                    Some(page) => (Damage::Decoded, page.name()),
                    None => (Damage::Replaced, ""),
                };
                self.damage(damage, row.place, name);
            }
            let start = self.text.len();
            if matches!(self.shape.layout, Layout::Columns(_)) {
                for span in &mut spans[row.fields.range()] {
                    *span = self.append(&bytes[span.range()], page);
                }
            } else {
                self.append(record, page);
            }
            row.span = Span::new(start, self.text.len());
        }
        self.rows = rows;
        self.spans = spans;
    }

    fn append(&mut self, bytes: &[u8], page: Option<&'static Encoding>) -> Span {
        let start = self.text.len();
        if let Some(page) = page.filter(|_| std::str::from_utf8(bytes).is_err()) {
            self.text
                .push_str(&page.decode_without_bom_handling(bytes).0);
            return Span::new(start, self.text.len());
        }
        for chunk in bytes.utf8_chunks() {
            self.text.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                self.text.push('\u{fffd}');
            }
        }
        Span::new(start, self.text.len())
    }
}

/// The code page of a record in an input of UTF-8, if one makes sense of it.
fn page(record: &[u8]) -> Option<&'static Encoding> {
    let text = WINDOWS_1252.decode_without_bom_handling(record).0;
    is_plausible(&text).then_some(WINDOWS_1252)
}
