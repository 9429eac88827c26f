//! A Markdown table.

use std::io::{self, Write};

use super::{COLUMNS, Report, Row, escape};

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let headings = COLUMNS.iter().map(|column| column.heading);
    let headings: Vec<_> = report.by.iter().copied().chain(headings).collect();
    writeln!(out, "| {} |", headings.join(" | "))?;
    writeln!(
        out,
        "|{}{}",
        ":--|".repeat(report.by.len()),
        "--:|".repeat(COLUMNS.len())
    )?;
    for row in &report.rows {
        writeln!(out, "| {} |", cells(row).join(" | "))?;
    }
    for note in &report.notes {
        writeln!(out, "\n{}", escape::markdown(note))?;
    }
    Ok(())
}

fn cells(row: &Row) -> Vec<String> {
    let keys = row.keys.iter().map(|key| escape::markdown(key));
    let figures = COLUMNS.iter().map(|column| (column.value)(&row.figures));
    keys.chain(figures.map(|value| value.to_string())).collect()
}
