//! Reads one input batch by batch.

mod entrance;
mod salvage;

use std::{
    io::{self, Read},
    sync::Arc,
};

use super::{
    Batch, Damage, Field, Options, Shape,
    csv::{Beyond, Table},
    feed::Feed,
    json::Document,
    jsonl::Lines,
    names::Name,
    order,
    people::{LISTS, People},
    source::Opener,
    stamp::Stamp,
    tree::Tree,
};
use crate::{Error, Result, error::Place};

pub(super) use entrance::Found;

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
    stamp: Option<Stamp>,
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
    pub(super) fn open(ordinal: usize, name: &Name, opener: Opener<'_>) -> Result<Found> {
        Self::entered(ordinal, name, opener)
            .map_err(|error| salvage::counted(error, name, opener.options))
    }

    fn entered(ordinal: usize, name: &Name, opener: Opener<'_>) -> Result<Found> {
        let stamp = Stamp::of(name);
        let mut found = entrance::enter(ordinal, name, opener)?;
        if let Found::Mentions(reader) = &mut found {
            reader.settle_dates(name, opener.options)?;
            reader.meet_people(name, opener.options)?;
            let written = stamp.as_ref().and_then(Stamp::written);
            Arc::make_mut(&mut reader.shape).dates.now = written.or_else(|| name.packed_at());
            reader.stamp = stamp;
        }
        Ok(found)
    }

    /// Settles the order of day and month, where dates depend on it: from the
    /// first block if that shows it, else from the whole of a file.
    fn settle_dates(&mut self, name: &Name, options: &Options) -> Result<()> {
        if options.date_order.is_some() || !self.shape.has(Field::CreatedAt) {
            return Ok(());
        }
        let mut verdict = order::Verdict::default();
        verdict.read(self.rehearsal())?;
        if verdict.is_open() && name.is_lasting() {
            verdict = order::Verdict::default();
            verdict.read(self.again(name, options)?)?;
        }
        let (order, evidence) = verdict.decide(&self.shape, options.doubtful_dates)?;
        let shape = Arc::make_mut(&mut self.shape);
        shape.dates.order = order;
        shape.date_evidence = evidence;
        Ok(())
    }

    /// Reads who the authors are, where the mentions only have identifiers of them.
    fn meet_people(&mut self, name: &Name, options: &Options) -> Result<()> {
        let is_named = self.shape.has(Field::Author) || self.shape.has(Field::Handle);
        if self.shape.format.is_table() || is_named || !self.shape.has(Field::AuthorId) {
            return Ok(());
        }
        let mut people = People::default();
        let tree = Tree::new(("", &[]), &[]);
        for path in LISTS {
            let mut list = self.again(name, options)?;
            let path = path.map(String::from).to_vec();
            list.cutter = Cutter::Document(Document::new(path, (1, 0), options.record_limit()));
            list.each(|entry| people.add(entry, &tree));
        }
        if !people.is_empty() {
            Arc::make_mut(&mut self.shape).people = Some(Arc::new(people));
        }
        Ok(())
    }

    /// A reader of the objects of a list that is no input itself.
    pub(super) fn of_list(bytes: Box<dyn Read + Send>, shape: &Shape, options: &Options) -> Self {
        let list = Document::new(Vec::new(), (1, 0), options.record_limit());
        Self {
            feed: Feed::new(bytes, options),
            carry: Vec::new(),
            cutter: Cutter::Document(list),
            shape: Arc::new(shape.clone()),
            block: options.block.max(1),
            records: 0,
            stamp: None,
        }
    }

    /// Gives each record as it is written; what is wrong with the document is said
    /// when its mentions are read.
    pub(super) fn each(mut self, mut give: impl FnMut(&str)) {
        let mut batch = Batch::new(Arc::clone(&self.shape));
        while self.next(&mut batch).is_ok_and(|more| more) {
            for entry in batch.records() {
                give(entry.raw());
            }
        }
    }

    /// Says who the authors are, and which list names them.
    pub(super) fn with_people(&mut self, people: Arc<People>, list: &str) {
        let shape = Arc::make_mut(&mut self.shape);
        shape.people = Some(people);
        shape.authors_from = Some(list.to_owned());
    }

    /// The input from its start, where it can be opened again; else what is in memory.
    fn again(&self, name: &Name, options: &Options) -> Result<Self> {
        let read = Arc::default();
        let opener = Opener {
            options,
            read: &read,
        };
        if name.is_lasting()
            && let Found::Mentions(reader) = entrance::enter(self.shape.ordinal, name, opener)?
        {
            return Ok(*reader);
        }
        Ok(self.rehearsal())
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
            stamp: None,
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
                return Ok(self.at_the_end(batch) || used > 0);
            }
            target = 2 * target.max(held);
        }
    }

    /// Says in the last batch what became of the file; true where there is something to say.
    fn at_the_end(&mut self, batch: &mut Batch) -> bool {
        if !self.feed.ended() || !self.carry.is_empty() {
            return false;
        }
        let cut = self.feed.take_cut();
        let changed = self.stamp.take().is_some_and(|stamp| stamp.has_changed());
        if let Some(cut) = &cut {
            batch.damage(Damage::Truncated, Place::End, cut);
        }
        if changed {
            batch.damage(Damage::Changed, Place::End, "");
        }
        changed || cut.is_some()
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
    match unopened(input, source) {
        Error::Damaged { input, reason, .. } => Error::Damaged {
            input,
            reason,
            records: Some(records),
        },
        error => error,
    }
}

/// As [`broken`], where it is not known yet what could be read.
fn unopened(input: &str, source: io::Error) -> Error {
    let input = input.into();
    if source.kind() == io::ErrorKind::Other || source.raw_os_error().is_some() {
        return Error::Read { input, source };
    }
    Error::Damaged {
        input,
        reason: source.to_string(),
        records: None,
    }
}
