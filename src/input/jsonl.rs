//! Cuts JSON Lines: one record a line, and only LF ends a line.

use memchr::memchr;

use super::{
    Reason,
    batch::{Batch, Row, Span},
    csv::Beyond,
    json::is_whole,
};
use crate::error::Place;

/// Cuts lines.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    line: u64,
    max_record: usize,
    skipping: bool,
}

impl Lines {
    /// The first line has the number `line`.
    pub(super) fn new(line: u64, max_record: usize) -> Self {
        Self {
            line,
            max_record,
            skipping: false,
        }
    }

    /// Cuts whole lines off `bytes`, and says how many bytes they take.
    pub(super) fn cut(&mut self, bytes: &[u8], beyond: Beyond, batch: &mut Batch) -> usize {
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            let length = match memchr(b'\n', rest) {
                Some(length) => length,
                None if beyond == Beyond::Nothing => rest.len(),
                None if rest.len() > self.max_record || self.skipping => {
                    self.skip_long(batch);
                    return bytes.len();
                }
                None => return at,
            };
            if length > self.max_record {
                self.skip_long(batch);
            }
            let is_last = at + length == bytes.len();
            let was_skipping = std::mem::take(&mut self.skipping);
            let is_lost = was_skipping || (is_last && self.is_cut(rest, batch));
            if !is_lost {
                self.take(bytes, Span::new(at, at + length), batch);
            }
            self.line += 1;
            at = bytes.len().min(at + length + 1);
        }
        at
    }

    fn skip_long(&mut self, batch: &mut Batch) {
        if !self.skipping {
            batch.skip(Reason::TooLong, Place::Line(self.line), "");
        }
        self.skipping = true;
    }

    /// Whether a line without an end is an object that was cut off.
    fn is_cut(&self, line: &[u8], batch: &mut Batch) -> bool {
        let is_cut = line.trim_ascii_start().first() == Some(&b'{') && !is_whole(line.trim_ascii());
        if is_cut {
            let start = String::from_utf8_lossy(&line[..line.len().min(80)]);
            batch.skip(Reason::Incomplete, Place::Line(self.line), &start);
        }
        is_cut
    }

    fn take(&self, bytes: &[u8], span: Span, batch: &mut Batch) {
        let place = Place::Line(self.line);
        let line = &bytes[span.range()];
        // Lines of an array without its brackets.
        let span = match line.trim_ascii_end() {
            [rest @ .., b','] if rest.first() == Some(&b'{') => {
                let start = span.range().start;
                Span::new(start, start + rest.len())
            }
            _ => span,
        };
        if line.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        if line.iter().all(|byte| *byte == 0) {
            batch.skip(Reason::Padding, place, "");
            return;
        }
        batch.rows.push(Row {
            span,
            fields: Span::default(),
            place,
        });
    }
}
