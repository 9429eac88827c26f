//! Reads inputs one after another, in the order in which they were named.

use std::{
    collections::VecDeque,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use super::{
    Batch, Options, Shape,
    members::Members,
    names::{self, Name},
    reader::{Found, Reader},
    source::Opener,
};
use crate::{Error, Result};

/// The inputs of a run.
pub struct Inputs {
    /// What is still to be opened, and whether it is one of many.
    names: VecDeque<(Name, bool)>,
    count: usize,
    options: Options,
    reader: Option<Reader>,
    sequence: u64,
    shapes: Vec<Arc<Shape>>,
    read: Arc<AtomicU64>,
    size: Option<u64>,
    /// Why the first file that is no export is none: an error where no other is one.
    foreign: Option<Error>,
    has_export: bool,
    passed_over: Vec<String>,
    remarks: Vec<String>,
    members: Members,
}

impl Inputs {
    /// Finds the files that `names` stand for: a file, a folder (its files,
    /// sorted), a pattern, `-` for standard input, or an `http(s)://` URL.
    pub fn open(names: &[String], options: Options) -> Result<Self> {
        let names = names::expand(names)?;
        let size = names::size(&names);
        let count = names.len();
        let are_many = count > 1;
        Ok(Self {
            names: names.into_iter().map(|name| (name, are_many)).collect(),
            count,
            options,
            reader: None,
            sequence: 0,
            shapes: Vec::new(),
            read: Arc::default(),
            size,
            foreign: None,
            has_export: false,
            passed_over: Vec::new(),
            remarks: Vec::new(),
            members: Members::default(),
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

    /// Opens the next input; false when there is none.
    fn open_next(&mut self) -> Result<bool> {
        let Some((name, is_one_of_many)) = self.names.pop_front() else {
            return match self.foreign.take() {
                Some(error) if !self.has_export => Err(error),
                _ => Ok(false),
            };
        };
        let opener = Opener {
            options: &self.options,
            read: &self.read,
        };
        match Reader::open(self.shapes.len(), &name, opener)? {
            Found::Mentions(mut reader) => {
                if let Some((people, list)) = self.members.beside(&name, reader.shape(), opener) {
                    reader.with_people(people, list);
                }
                self.has_export = true;
                self.shapes.push(Arc::clone(reader.shape()));
                self.reader = Some(*reader);
            }
            Found::Files {
                names: files,
                remark,
            } => {
                self.remarks.extend(remark);
                let are_many = is_one_of_many || files.len() > 1;
                for file in files.into_iter().rev() {
                    self.names.push_front((file, are_many));
                }
            }
            Found::Empty(remark) => {
                self.has_export = true;
                self.remarks.push(remark);
            }
            Found::Nothing(error) if is_one_of_many => {
                self.passed_over.push(error.to_string());
                self.foreign.get_or_insert(error);
            }
            Found::Nothing(error) => return Err(error),
        }
        Ok(true)
    }

    /// Files of a folder or archive that hold no mentions, each with the reason.
    pub fn passed_over(&self) -> &[String] {
        &self.passed_over
    }

    /// What else is to be said of archives that are damaged, and of exports without mentions.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// What was understood of the inputs opened so far.
    pub fn shapes(&self) -> &[Arc<Shape>] {
        &self.shapes
    }

    /// How many inputs there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
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
