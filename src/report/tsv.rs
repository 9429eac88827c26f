//! Tab-separated values, otherwise as CSV.

use std::io::{self, Write};

use super::{CellWriter, Layout, Report, csv};

pub(super) fn write(report: &Report, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    csv::write_rows(report, CellWriter::tsv(out, layout.excel)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn tabs_stand_between_cells_and_nowhere_else() {
        let mut out = Vec::new();
        write(&sample::report(), &Layout::default(), &mut out).unwrap();
        let shown = String::from_utf8(out).unwrap();
        assert!(shown.lines().all(|line| line.matches('\t').count() == 26));
    }
}
