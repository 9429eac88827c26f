//! Comma-separated values: a heading line, then one line a row.

use std::io::{self, Write};

use super::{COLUMNS, CellWriter, Layout, Report};

pub(super) fn write(report: &Report, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    write_rows(report, CellWriter::csv(out, layout.excel)?)
}

/// Writes the heading line and the rows, whatever separates their cells.
pub(super) fn write_rows<W: Write>(report: &Report, mut cells: CellWriter<W>) -> io::Result<()> {
    let names = COLUMNS.iter().map(|column| column.name);
    for name in report.by.iter().copied().chain(names) {
        cells.text(name)?;
    }
    cells.end_row()?;
    for row in &report.rows {
        for key in &row.keys {
            cells.text(key)?;
        }
        for column in &COLUMNS {
            cells.value((column.value)(&row.figures))?;
        }
        cells.end_row()?;
    }
    cells.flush()
}
