//! Reads one input batch by batch.

use std::{
    io,
    sync::{Arc, atomic::AtomicU64},
};

use super::{
    Batch, Encoding, Field, Options, Shape,
    csv::{Beyond, Table},
    encoding::{self, Utf16},
    feed::Feed,
    json::Document,
    jsonl::Lines,
    names::Name,
    order,
    sniff::{self, Origin},
    source,
};
use crate::{Error, Result};

/// How much of an input decides what it is, in bytes.
const PREFIX: usize = 256 << 10;

/// One open input.
pub(super) struct Reader {
    feed: Feed,
    carry: Vec<u8>,
    cutter: Cutter,
    shape: Arc<Shape>,
    block: usize,
    records: u64,
}

/// What cuts an input into records.
#[derive(Clone)]
pub(super) enum Cutter {
    Table(Table),
    Lines(Lines),
    Document(Document),
}

impl Reader {
    /// Opens an input and finds out what it is.
    pub(super) fn open(
        (ordinal, name): (usize, &Name),
        options: &Options,
        read: &Arc<AtomicU64>,
    ) -> Result<Self> {
        let mut reader = Self::sniffed((ordinal, name), options, read)?;
        reader.settle_dates(name, options)?;
        Ok(reader)
    }

    fn sniffed(
        (ordinal, name): (usize, &Name),
        options: &Options,
        read: &Arc<AtomicU64>,
    ) -> Result<Self> {
        let input: Arc<str> = name.to_string().into();
        let failed = |source| broken(&input, source, 0);
        let source = source::open(name, options, read)?;
        let mut feed = Feed::new(source.bytes, options);
        let mut prefix = Vec::new();
        let held = feed.fill(&mut prefix, 0, PREFIX).map_err(failed)?;
        prefix.truncate(held);
        let (encoding, mark) = encoding::sniff(&prefix);
        let origin = Origin {
            input: Arc::clone(&input),
            ordinal,
            compression: source.compression,
            encoding,
        };
        sniff::refuse(&origin, &prefix)?;
        prefix.drain(..mark);
        if matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
            let raw = io::Read::chain(io::Cursor::new(prefix), feed.into_bytes());
            feed = Feed::new(Box::new(Utf16::new(raw, encoding)), options);
            prefix = Vec::new();
            let held = feed.fill(&mut prefix, 0, PREFIX).map_err(failed)?;
            prefix.truncate(held);
        }
        let sniffed = sniff::sniff(&origin, &prefix, feed.beyond(), options)?;
        prefix.drain(..sniffed.start);
        Ok(Self {
            feed,
            carry: prefix,
            cutter: sniffed.cutter,
            shape: Arc::new(sniffed.shape),
            block: options.block.max(1),
            records: 0,
        })
    }

    /// Settles the order of day and month, where dates depend on it: from the
    /// first block if that shows it, else from the whole of a file.
    fn settle_dates(&mut self, name: &Name, options: &Options) -> Result<()> {
        if options.date_order.is_some() || !self.shape.has(Field::CreatedAt) {
            return Ok(());
        }
        let mut verdict = order::Verdict::default();
        verdict.read(self.rehearsal())?;
        if verdict.is_open() && matches!(name, Name::File(_)) {
            let again = (self.shape.ordinal, name);
            verdict = order::Verdict::default();
            verdict.read(Self::sniffed(again, options, &Arc::default())?)?;
        }
        let (order, evidence) = verdict.decide(&self.shape)?;
        let shape = Arc::make_mut(&mut self.shape);
        shape.dates.order = order;
        shape.date_evidence = evidence;
        Ok(())
    }

    /// Reads what is in memory, and leaves this reader as it is.
    fn rehearsal(&self) -> Self {
        Self {
            feed: Feed::withheld(),
            carry: self.carry.clone(),
            cutter: self.cutter.clone(),
            shape: Arc::clone(&self.shape),
            block: self.block,
            records: 0,
        }
    }

    pub(super) fn shape(&self) -> &Arc<Shape> {
        &self.shape
    }

    /// Cuts the next records into `batch`; false at the end of the input.
    pub(super) fn next(&mut self, batch: &mut Batch) -> Result<bool> {
        let mut bytes = batch.recycle(&self.shape);
        let mut held = self.carry.len();
        if bytes.len() < held {
            bytes.resize(held, 0);
        }
        bytes[..held].copy_from_slice(&self.carry);
        let mut target = self.block.max(held);
        loop {
            held = match self.feed.fill(&mut bytes, held, target) {
                Ok(held) => held,
                Err(source) => return Err(broken(&self.shape.input, source, self.records)),
            };
            let beyond = self.feed.beyond();
            let used = self.cutter.cut(&mut bytes[..held], beyond, batch)?;
            if used > 0 || self.feed.ended() {
                self.carry.clear();
                self.carry.extend_from_slice(&bytes[used..held]);
                bytes.truncate(used);
                batch.finish(bytes);
                self.records += batch.len() as u64;
                return Ok(used > 0);
            }
            target = 2 * target.max(held);
        }
    }
}

impl Cutter {
    fn cut(&mut self, bytes: &mut [u8], beyond: Beyond, batch: &mut Batch) -> Result<usize> {
        match self {
            Self::Table(table) => Ok(table.cut(bytes, beyond, batch)),
            Self::Lines(lines) => Ok(lines.cut(bytes, beyond, batch)),
            Self::Document(document) => document.cut(bytes, beyond, batch),
        }
    }
}

/// The error of an input that could be opened, and cannot be read to its end.
fn broken(input: &str, source: io::Error, records: u64) -> Error {
    if source.kind() == io::ErrorKind::Other || source.raw_os_error().is_some() {
        let input = input.into();
        return Error::Read { input, source };
    }
    Error::Input {
        input: input.into(),
        at: None,
        reason: format!("{source}; {records} records could be read before"),
        hint: Some("get a complete copy of the file".into()),
    }
}
