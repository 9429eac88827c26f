//! Reads inputs one after another, in the order in which they were named.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use super::{
    Batch, Options, Shape,
    names::{self, Name},
    reader::Reader,
};
use crate::Result;

/// The inputs of a run.
pub struct Inputs {
    names: Vec<Name>,
    options: Options,
    next: usize,
    reader: Option<Reader>,
    sequence: u64,
    shapes: Vec<Arc<Shape>>,
    read: Arc<AtomicU64>,
    size: Option<u64>,
}

impl Inputs {
    /// Finds the files that `names` stand for: a file, a folder (its files,
    /// sorted), a pattern, `-` for standard input, or an `http(s)://` URL.
    pub fn open(names: &[String], options: Options) -> Result<Self> {
        let names = names::expand(names)?;
        let size = names::size(&names);
        Ok(Self {
            names,
            options,
            next: 0,
            reader: None,
            sequence: 0,
            shapes: Vec::new(),
            read: Arc::default(),
            size,
        })
    }

    /// The next records, in the buffers of `spare` where one is given; `None`
    /// when all inputs are read.
    pub fn next_batch(&mut self, spare: Option<Batch>) -> Result<Option<Batch>> {
        let mut spare = spare;
        loop {
            let Some(reader) = &mut self.reader else {
                if !self.open_next()? {
                    return Ok(None);
                }
                continue;
            };
            let shape = Arc::clone(reader.shape());
            let mut batch = spare.take().unwrap_or_else(|| Batch::new(shape));
            if reader.next(&mut batch)? {
                batch.sequence = self.sequence;
                self.sequence += 1;
                return Ok(Some(batch));
            }
            spare = Some(batch);
            self.reader = None;
        }
    }

    fn open_next(&mut self) -> Result<bool> {
        let Some(name) = self.names.get(self.next) else {
            return Ok(false);
        };
        let reader = Reader::open((self.next, name), &self.options, &self.read)?;
        self.next += 1;
        self.shapes.push(Arc::clone(reader.shape()));
        self.reader = Some(reader);
        Ok(true)
    }

    /// What was understood of the inputs opened so far.
    pub fn shapes(&self) -> &[Arc<Shape>] {
        &self.shapes
    }

    /// How many inputs there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// How many bytes were read so far, compressed as they are.
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// How many bytes there are in all, where that is known.
    pub fn total_bytes(&self) -> Option<u64> {
        self.size
    }
}
