//! One thread's share of scoring: a batch of records becomes lines with scores.

use std::{collections::BTreeMap, io};

use super::{
    Work,
    examine::Examiner,
    form::{Form, Stated, Table},
    object::Object,
    score::Scoring,
};
use crate::{
    Mention,
    input::{Batch, Losses, Record, Scratch},
    report::{
        CellWriter,
        scored::{ADDED, Cell, Scored, canonical, write_json_string},
    },
};

/// A batch as lines with scores.
pub(super) struct Rescored {
    /// The form of the lines.
    pub(super) form: Form,
    /// Whole lines, without a header row.
    pub(super) lines: Vec<u8>,
    /// Records in the batch.
    pub(super) read: u64,
    /// Records written.
    pub(super) scored: u64,
    /// Those without a score, by language.
    pub(super) unsupported: BTreeMap<Box<str>, u64>,
    /// What reading dropped or repaired.
    pub(super) losses: Losses,
    /// The batch itself, to be used again.
    pub(super) batch: Batch,
}

/// A worker with its buffers.
pub(super) struct Rescorer<'s> {
    scoring: &'s Scoring,
    examiner: Examiner<'s>,
    scratch: Scratch,
    brand: String,
    unsupported: BTreeMap<Box<str>, u64>,
}

impl<'s> Rescorer<'s> {
    pub(super) fn new(scoring: &'s Scoring) -> Self {
        Self {
            scoring,
            examiner: scoring.lens.examiner(),
            scratch: Scratch::default(),
            brand: String::new(),
            unsupported: BTreeMap::new(),
        }
    }

    /// Scores the records of a batch. Memory takes all that is written, so
    /// writing cannot fail.
    pub(super) fn rescore(&mut self, Work { batch, majority }: Work) -> Rescored {
        self.examiner.fall_back_on(majority);
        let form = Form::of(batch.shape(), self.scoring);
        let mut scratch = std::mem::take(&mut self.scratch);
        let mut scored = 0;
        let mut lines = Lines::new(&form, self.scoring);
        for record in batch.records() {
            if let Ok(mention) = record.mention(&mut scratch) {
                scored += 1;
                let _ = self.write(&record, &mention, &mut lines);
            }
        }
        let lines = lines.into_bytes();
        let mut losses = batch.losses().clone();
        let read = batch.len() as u64 + losses.skipped();
        losses.merge(scratch.take_losses());
        self.scratch = scratch;
        Rescored {
            form,
            lines,
            read,
            scored,
            unsupported: std::mem::take(&mut self.unsupported),
            losses,
            batch,
        }
    }

    fn write(
        &mut self,
        record: &Record<'_>,
        mention: &Mention<'_>,
        lines: &mut Lines<'_>,
    ) -> io::Result<()> {
        let language = self.examiner.language(mention);
        let score = self.examiner.score(mention, &language);
        if score.unread {
            *self
                .unsupported
                .entry(language.as_ref().into())
                .or_default() += 1;
        }
        self.examiner.join_brands(mention, &mut self.brand);
        let scored = Scored {
            score,
            language: &language,
            brand: &self.brand,
        };
        lines.write(record, mention, &scored)
    }
}

/// Lines of one form.
enum Lines<'f> {
    Canonical(CellWriter<Vec<u8>>),
    Own(&'f Table, CellWriter<Vec<u8>>),
    CanonicalJson(Vec<u8>),
    OwnJson(Stated, Vec<u8>),
}

impl<'f> Lines<'f> {
    fn new(form: &'f Form, scoring: &Scoring) -> Self {
        let cells = |separator| CellWriter::continued(Vec::new(), separator, scoring.excel);
        match form {
            Form::Canonical(separator) => Self::Canonical(cells(*separator)),
            Form::Own(table) => Self::Own(table, cells(table.separator)),
            Form::CanonicalJson => Self::CanonicalJson(Vec::new()),
            Form::OwnJson(stated) => Self::OwnJson(stated, Vec::new()),
        }
    }

    fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Canonical(cells) | Self::Own(_, cells) => cells.into_inner(),
            Self::CanonicalJson(bytes) | Self::OwnJson(_, bytes) => bytes,
        }
    }

    fn write(
        &mut self,
        record: &Record<'_>,
        mention: &Mention<'_>,
        scored: &Scored<'_>,
    ) -> io::Result<()> {
        match self {
            Self::Canonical(cells) => {
                for (_, cell) in canonical(mention, scored) {
                    cell.write_cell(cells)?;
                }
                cells.end_row()
            }
            Self::Own(table, cells) => write_own_row(table, record, scored, cells),
            Self::CanonicalJson(bytes) => {
                write_canonical_object(mention, scored, bytes);
                Ok(())
            }
            Self::OwnJson(stated, bytes) => {
                write_own_object((record, stated), scored, bytes);
                Ok(())
            }
        }
    }
}

/// The record's own cells with the scores in their places; what it may state itself
/// and does stays as it is written.
fn write_own_row(
    table: &Table,
    record: &Record<'_>,
    scored: &Scored<'_>,
    cells: &mut CellWriter<Vec<u8>>,
) -> io::Result<()> {
    let mut own = record.fields();
    for column in 0..table.header.len() {
        let field = own.next().unwrap_or_default();
        let added = table.places.iter().position(|place| *place == column);
        match added.map(|n| ADDED[n]) {
            Some((name, value)) if field.is_empty() || !table.stated.contains(&name) => {
                value(scored).write_cell(cells)?;
            }
            _ => cells.passed(field)?,
        }
    }
    cells.end_row()
}

fn write_canonical_object(mention: &Mention<'_>, scored: &Scored<'_>, out: &mut Vec<u8>) {
    out.push(b'{');
    for (name, cell) in canonical(mention, scored) {
        write_member(name, cell, out);
    }
    end_object(out);
}

fn write_own_object(
    (record, stated): (&Record<'_>, Stated),
    scored: &Scored<'_>,
    out: &mut Vec<u8>,
) {
    let Some(object) = Object::read(record.raw()) else {
        return; // a record that gave a mention is an object
    };
    let is_stated = |name: &str| {
        let own = object.get(name).unwrap_or("null");
        stated.contains(&name) && !matches!(own, "null" | "\"\"")
    };
    let added = ADDED.iter().filter(|(name, _)| !is_stated(name));
    let names: Vec<&str> = added.clone().map(|(name, _)| *name).collect();
    out.push(b'{');
    object.write_without(&names, out);
    for (name, value) in added {
        write_member(name, value(scored), out);
    }
    end_object(out);
}

fn write_member(name: &str, cell: Cell<'_>, out: &mut Vec<u8>) {
    write_json_string(name, out);
    out.push(b':');
    cell.write_json(out);
    out.push(b',');
}

/// Puts a brace in the place of the last comma.
fn end_object(out: &mut Vec<u8>) {
    if out.last() == Some(&b',') {
        out.pop();
    }
    out.extend(b"}\n");
}
