//! Aligned columns for reading.

use std::io::{self, Write};

use super::{COLUMNS, Layout, Report, escape};

pub(super) fn write(report: &Report, _layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<&str> = COLUMNS.iter().map(|column| column.heading).collect();
    writeln!(out, "{}  {}", report.by.join("  "), names.join("  "))?;
    for row in &report.rows {
        let keys = row
            .keys
            .iter()
            .map(|key| escape::terminal(key).into_owned());
        let figures = COLUMNS.iter().map(|c| (c.value)(&row.figures).to_string());
        let cells: Vec<_> = keys.chain(figures).collect();
        writeln!(out, "{}", cells.join("  "))?;
    }
    Ok(())
}
