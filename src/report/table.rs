//! Aligned columns for reading.
//!
//! For a terminal: columns that are empty in every row are left out, then the least
//! important ones until the rest fits, and a last line names them. Elsewhere: all columns.

use std::io::{self, Write};

use super::grid::{Cell, Grid, Head};
use super::measure::wrap;
use super::style::{Ink, Style};
use super::{COLUMNS, Layout, Report, Row, escape};

pub(super) fn write(report: &Report, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    let mut grid = grid(report);
    let mut missing = Vec::new();
    if let Some(columns) = layout.width {
        grid.drop_empty();
        missing = grid.fit(columns);
    }
    for line in grid.lines(layout.width, layout.style) {
        writeln!(out, "{line}")?;
    }
    for note in &report.notes {
        aside(&escape::terminal(note), layout, out)?;
    }
    if missing.is_empty() {
        return Ok(());
    }
    let missing = format!(
        "not shown for lack of room: {} (`--format csv` has all)",
        missing.join(", ")
    );
    aside(&missing, layout, out)
}

fn grid(report: &Report) -> Grid {
    let keys = report.by.iter().map(|name| Head::text(name));
    let figures = COLUMNS
        .iter()
        .map(|column| Head::number(column.heading, column.rank));
    let mut grid = Grid::new(keys.chain(figures).collect());
    for row in &report.rows {
        grid.push(cells(row));
    }
    grid
}

fn cells(row: &Row) -> Vec<Cell> {
    let keys = row.keys.iter().map(|key| escape::terminal(key).into());
    let figures = COLUMNS.iter().map(|column| (column.value)(&row.figures));
    keys.chain(figures.map(|value| value.to_string().into()))
        .collect()
}

fn aside(text: &str, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    for line in wrap(text, layout.width.unwrap_or(usize::MAX)) {
        writeln!(out, "{}", painted(&line, layout.style))?;
    }
    Ok(())
}

fn painted(line: &str, style: Style) -> String {
    style.paint(Ink::Faint, line)
}
