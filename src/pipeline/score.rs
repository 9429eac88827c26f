//! Every mention with its score, in the order of the input.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use super::{
    Pool,
    examine::Lens,
    form::{self, Form},
    ordered,
    rescore::{Rescored, Rescorer},
};
use crate::{
    Result,
    input::{Batch, Inputs, Losses},
    report::{CellWriter, Counts, Excel},
};

/// What is to be written of each mention.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Columns {
    /// The record's own columns and the scores, in the input's format.
    Own,
    /// The canonical record and the scores, in this format.
    Canonical(Lines),
}

/// A format of one record a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Lines {
    /// Cells with a header row, parted by this byte.
    Cells(u8),
    /// One JSON object a line.
    Json,
}

/// How mentions are scored and written.
pub struct Scoring {
    /// How mentions are scored and attributed.
    pub lens: Lens,
    /// What is written.
    pub columns: Columns,
    /// Which spreadsheet a table is for.
    pub excel: Excel,
    /// Threads to work on.
    pub threads: usize,
    /// Whether the first record that cannot be read ends the run.
    pub strict: bool,
}

/// What was written.
#[derive(Debug, Default)]
pub struct Written {
    /// What became of the records.
    pub counts: Counts,
    /// What reading dropped or repaired.
    pub losses: Losses,
    /// Mentions by language for which there is no lexicon: written without a score.
    pub unsupported: BTreeMap<Box<str>, u64>,
    /// Columns that the input had already under the names of the scores.
    pub replaced: BTreeSet<&'static str>,
}

impl Scoring {
    /// Reads all inputs and gives the scored records to `write`, in pieces of
    /// whole lines. `progress` is told after each batch. Duplicates are
    /// scored like every record.
    pub fn run(
        &self,
        inputs: &mut Inputs,
        write: impl FnMut(&[u8]) -> Result<()> + Send,
        mut progress: impl FnMut(u64) + Send,
    ) -> Result<Written> {
        let pool = Pool::default();
        let mut majority = self.lens.majority();
        let mut writer = Writer {
            scoring: self,
            write,
            form: None,
            written: Written::default(),
        };
        ordered::run(
            self.threads,
            &mut || {
                Ok(pool
                    .next_batch(inputs, &mut progress)?
                    .map(|b| majority.of(b)))
            },
            || Rescorer::new(self),
            Rescorer::rescore,
            &mut |rescored| {
                pool.give(writer.take(rescored)?);
                Ok(())
            },
        )?;
        writer.begin(inputs)?;
        let mut written = writer.written;
        written.counts.skipped = written.losses.skipped();
        Ok(written)
    }

    fn header(&self, form: &Form) -> io::Result<Vec<u8>> {
        let Some(separator) = form.separator() else {
            return Ok(Vec::new());
        };
        let mut cells = CellWriter::new(Vec::new(), separator, self.excel)?;
        for name in form.header() {
            cells.text(name)?;
        }
        cells.end_row()?;
        Ok(cells.into_inner())
    }
}

/// Takes what the workers scored, in the order of the input.
struct Writer<'s, W> {
    scoring: &'s Scoring,
    write: W,
    form: Option<Form>,
    written: Written,
}

impl<W: FnMut(&[u8]) -> Result<()>> Writer<'_, W> {
    /// Gives a table without records its header, so that it can be read again.
    fn begin(&mut self, inputs: &Inputs) -> Result<()> {
        let shape = inputs.shapes().first();
        let form = Form::without_records(shape.map(AsRef::as_ref), self.scoring);
        match form.filter(|_| self.form.is_none()) {
            Some(form) => (self.write)(&self.scoring.header(&form).unwrap_or_default()),
            None => Ok(()),
        }
    }

    fn take(&mut self, rescored: Rescored) -> Result<Batch> {
        let Rescored { form, batch, .. } = rescored;
        let written = &mut self.written;
        written.losses.merge(rescored.losses);
        super::strict(self.scoring.strict, &written.losses)?;
        written.counts.read += rescored.read;
        written.counts.scored += rescored.scored;
        if self.scoring.columns == Columns::Own {
            written
                .replaced
                .extend(form::replaced(batch.shape(), self.scoring));
        }
        for (language, count) in rescored.unsupported {
            *written.unsupported.entry(language).or_default() += count;
        }
        if let Some(first) = &self.form {
            form.follows(first, &batch.shape().input)?;
        } else {
            form.suits(self.scoring.excel, &batch.shape().input)?;
            // A header is written to memory, which takes it.
            (self.write)(&self.scoring.header(&form).unwrap_or_default())?;
            self.form = Some(form);
        }
        (self.write)(&rescored.lines)?;
        Ok(batch)
    }
}
