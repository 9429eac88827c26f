//! Mentions for people to label, as a table to fill in.

use std::io::{self, Write};

use super::{CellWriter, Excel};

/// A mention to be labelled.
#[derive(Clone, Copy, Debug)]
pub struct ToLabel<'m> {
    /// Identifier, address, time, brand, platform, language, text.
    pub cells: [&'m str; 7],
    /// How many different texts it stands for.
    pub weight: f64,
    /// What the model says, where people are to see it.
    pub predicted: &'m str,
}

/// The columns of [`ToLabel::cells`].
const NAMES: [&str; 7] = [
    "id",
    "url",
    "created_at",
    "brand",
    "platform",
    "language",
    "text",
];

/// Writes the table, with an empty column `label`.
pub fn write<'m>(
    rows: impl Iterator<Item = ToLabel<'m>>,
    shows: Predictions,
    excel: Excel,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut cells = CellWriter::csv(out, excel)?;
    for name in NAMES.iter().chain(&["label", "weight"]) {
        cells.text(name)?;
    }
    if shows == Predictions::Shown {
        cells.text("predicted")?;
    }
    cells.end_row()?;
    for row in rows {
        write_row(&row, shows, &mut cells)?;
    }
    cells.flush()
}

/// Whether people see what the model says before they label.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Predictions {
    /// They do not, so that it does not sway them.
    Hidden,
    /// They do.
    Shown,
}

fn write_row<W: Write>(
    row: &ToLabel<'_>,
    shows: Predictions,
    cells: &mut CellWriter<W>,
) -> io::Result<()> {
    for cell in row.cells {
        cells.text(cell)?;
    }
    cells.text("")?;
    cells.number(row.weight)?;
    if shows == Predictions::Shown {
        cells.text(row.predicted)?;
    }
    cells.end_row()
}
