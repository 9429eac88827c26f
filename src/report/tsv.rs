//! Tab-separated values, otherwise as CSV.

use std::io::{self, Write};

use super::{CellWriter, Layout, Report, csv};

pub(super) fn write(report: &Report, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    csv::write_rows(report, CellWriter::tsv(out, layout.excel)?)
}
