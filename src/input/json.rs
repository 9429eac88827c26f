//! Cuts the records out of a JSON document while it streams by.
//!
//! A document may be an array, an object that holds one, or a single record,
//! and several may follow each other. Only one record is held at a time.

mod locate;
mod none;
mod object;
mod skip;
mod threads;

use memchr::memchr_iter;

use super::{
    Batch, Damage, Reason,
    batch::{Row, Span},
    csv::Beyond,
};
use crate::{Error, Result, error::Place};

pub(super) use locate::{Located, elements, is_whole, locate, paths};
pub(super) use none::holds_none;
pub(super) use object::{Fault, Members, Value};
pub(super) use threads::replies;

use skip::{Skipper, is_space, key, past};

/// How deep records may stand, and how many arrays may be nested.
const DEPTH: usize = 128;

/// Cuts the records that stand at one path.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// The keys that lead to the records; arrays on the way have none.
    path: Vec<String>,
    max_record: usize,
    open: Vec<Frame>,
    skipping: Option<Skipper>,
    /// What becomes of records inside of records.
    threads: Threads,
    /// What becomes of a document that is cut off.
    ending: Ending,
    records: u64,
    line: u64,
    byte: u64,
}

/// An object or array that is open, and how many keys of the path led there.
#[derive(Clone, Copy, Debug)]
enum Frame {
    Object(usize),
    Array(usize),
}

/// What becomes of records that stand inside of records.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Threads {
    /// There are none.
    Closed,
    /// They follow the one that holds them.
    Open,
}

/// What becomes of a document that is cut off or broken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Ending {
    /// It is an error.
    Needed,
    /// What stands before is enough.
    Spared,
    /// It was broken already, and the rest is passed over.
    Passed,
}

const TRUNCATED: &str = "it is truncated: the end of the file comes too early";

/// What a step came to.
enum Step {
    /// On to this byte.
    On(usize),
    /// More must be read.
    More,
    /// The document is broken here, in these words.
    Broken(&'static str),
}

impl Document {
    /// Records at `path` of a document whose first byte is `byte`, on `line`.
    pub(super) fn new(path: Vec<String>, (line, byte): (u64, u64), max_record: usize) -> Self {
        Self {
            path,
            max_record,
            open: Vec::new(),
            skipping: None,
            threads: Threads::Closed,
            ending: Ending::Needed,
            records: 0,
            line,
            byte,
        }
    }

    /// With what becomes of replies, and of an end that comes too early.
    pub(super) fn with(self, threads: Threads, ending: Ending) -> Self {
        Self {
            threads,
            ending,
            ..self
        }
    }

    /// Cuts whole records off `bytes`, and says how many bytes they take.
    pub(super) fn cut(&mut self, bytes: &[u8], beyond: Beyond, batch: &mut Batch) -> Result<usize> {
        let mut at = 0;
        while at < bytes.len() {
            match self.step(bytes, at, batch) {
                Step::On(next) => {
                    self.line += memchr_iter(b'\n', &bytes[at..next]).count() as u64;
                    self.byte += (next - at) as u64;
                    at = next;
                }
                Step::Broken(reason) => {
                    self.end(reason, batch)?;
                    return Ok(bytes.len());
                }
                Step::More => break,
            }
        }
        if beyond == Beyond::Nothing && (at < bytes.len() || self.is_open()) {
            self.end(TRUNCATED, batch)?;
            return Ok(bytes.len());
        }
        Ok(at)
    }

    /// Ends before the end: an error, unless what could be read is enough.
    fn end(&mut self, reason: &str, batch: &mut Batch) -> Result<()> {
        if self.ending == Ending::Needed {
            return Err(self.broken(reason, batch));
        }
        batch.damage(Damage::Truncated, Place::Line(self.line), reason);
        // What follows is passed over to the last byte.
        self.open.clear();
        self.skipping = Some(Skipper::endless());
        self.ending = Ending::Passed;
        Ok(())
    }

    fn is_open(&self) -> bool {
        self.ending != Ending::Passed && self.has_more()
    }

    fn has_more(&self) -> bool {
        !self.open.is_empty() || self.skipping.is_some()
    }

    fn step(&mut self, bytes: &[u8], at: usize, batch: &mut Batch) -> Step {
        if let Some(skipper) = &mut self.skipping {
            let end = skipper.feed(&bytes[at..]);
            if end.is_some() {
                self.skipping = None;
            }
            return Step::On(end.map_or(bytes.len(), |end| at + end));
        }
        let byte = bytes[at];
        if is_space(byte) || byte == b',' {
            return Step::On(past(bytes, at, |b| is_space(b) || b == b','));
        }
        match (self.open.last().copied(), byte) {
            (None, b';') => Step::On(at + 1),
            (None, _) => self.value(bytes, at, 0, batch),
            (Some(Frame::Array(_)), b']') | (Some(Frame::Object(_)), b'}') => {
                self.open.pop();
                Step::On(at + 1)
            }
            (Some(Frame::Array(level)), _) => self.value(bytes, at, level, batch),
            (Some(Frame::Object(level)), b'"') => self.member(bytes, at, level, batch),
            (Some(Frame::Object(_)), _) => Step::Broken("a key was expected"),
        }
    }

    /// A key, and its value if that does not lead to the records.
    fn member(&mut self, bytes: &[u8], at: usize, level: usize, batch: &mut Batch) -> Step {
        match key(bytes, at) {
            Some((name, value)) if self.leads_on(level, &name) => {
                self.value(bytes, value, level + 1, batch)
            }
            Some((_, value)) => self.pass(bytes, value),
            None if bytes.len() - at > self.max_record => Step::Broken("a key has no end"),
            None => Step::More,
        }
    }

    /// Whether a key is that of the path.
    fn leads_on(&self, level: usize, name: &str) -> bool {
        let key = self.path.get(level);
        key.is_some_and(|key| key == name || key == locate::ANY)
    }

    fn value(&mut self, bytes: &[u8], at: usize, level: usize, batch: &mut Batch) -> Step {
        let frame = match bytes[at] {
            b'[' => Frame::Array(level),
            b'{' if level == self.path.len() => return self.record(bytes, at, batch),
            b'{' => Frame::Object(level),
            b']' | b'}' | b':' => return Step::Broken("a value was expected"),
            _ if level == self.path.len() => {
                batch.skip(
                    Reason::NotAnObject,
                    self.place(bytes, at),
                    &head(&bytes[at..]),
                );
                return self.pass(bytes, at);
            }
            _ => return self.pass(bytes, at),
        };
        if self.open.len() == DEPTH {
            return Step::Broken("it is nested deeper than 128 levels");
        }
        self.open.push(frame);
        Step::On(at + 1)
    }

    /// Passes over a value that holds no records, however long.
    fn pass(&mut self, bytes: &[u8], at: usize) -> Step {
        let mut skipper = Skipper::default();
        let end = skipper.feed(&bytes[at..]);
        if end.is_none() {
            self.skipping = Some(skipper);
        }
        Step::On(end.map_or(bytes.len(), |end| at + end))
    }

    fn record(&mut self, bytes: &[u8], at: usize, batch: &mut Batch) -> Step {
        let place = self.place(bytes, at);
        let end = Skipper::default().feed(&bytes[at..]);
        let length = end.unwrap_or(bytes.len() - at);
        if length > self.max_record {
            batch.skip(Reason::TooLong, place, "");
            return self.pass(bytes, at);
        }
        if end.is_none() {
            return Step::More;
        }
        batch.rows.push(Row {
            span: Span::new(at, at + length),
            fields: Span::default(),
            place,
        });
        if self.threads == Threads::Open {
            let inner = replies(&bytes[at..at + length]);
            batch.rows.extend(inner.into_iter().map(|(start, end)| Row {
                span: Span::new(at + start, at + end),
                fields: Span::default(),
                place,
            }));
        }
        self.records += 1;
        Step::On(at + length)
    }

    /// The line of `at`, or the byte as long as all stands on the first line.
    fn place(&self, _bytes: &[u8], _at: usize) -> Place {
        if self.line > 1 {
            Place::Line(self.line)
        } else {
            Place::Byte(self.byte)
        }
    }

    fn broken(&self, reason: &str, batch: &Batch) -> Error {
        let place = Place::Line(self.line);
        Error::Damaged {
            input: batch.shape.input.to_string(),
            reason: format!("{reason} ({place}, byte {})", self.byte),
            records: Some(self.records),
        }
    }
}

fn head(bytes: &[u8]) -> String {
    let end = bytes.len().min(40);
    String::from_utf8_lossy(&bytes[..end]).into_owned()
}
