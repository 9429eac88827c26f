//! Aligned columns for reading.
//!
//! For a terminal: columns that are empty in every row are left out, then the least
//! important ones until the rest fits, and a last line names them. Elsewhere: all columns.

use std::io::{self, Write};

use super::grid::{Cell, Grid, Head};
use super::measure::wrap;
use super::style::{Ink, Style};
use super::{Layout, Report, Row, escape};

/// So many columns that do not fit are named.
const NAMED: usize = 6;

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
    aside(&lack_of_room(&missing), layout, out)
}

fn lack_of_room(missing: &[String]) -> String {
    let named = missing[..missing.len().min(NAMED)].join(", ");
    let more = match missing.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("not shown for lack of room: {named}{more} (`--format csv` has all)")
}

fn grid(report: &Report) -> Grid {
    let keys = report.by.iter().map(|name| Head::text(name));
    let figures = report
        .columns()
        .map(|column| Head::number(column.heading, column.rank));
    let mut grid = Grid::new(keys.chain(figures).collect());
    for row in &report.rows {
        grid.push(cells(report, row));
    }
    grid
}

fn cells(report: &Report, row: &Row) -> Vec<Cell> {
    let keys = row.keys.iter().map(|key| escape::terminal(key).into());
    let figures = report.columns().map(|column| (column.value)(&row.figures));
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

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::report::sample;

    fn shown(width: Option<usize>) -> String {
        let layout = Layout {
            width,
            ..Layout::default()
        };
        let mut out = Vec::new();
        write(&sample::report(), &layout, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_terminal_gets_the_columns_that_fit() {
        expect![[r#"
            brand         platform  mentions  unique  pos. share  neg. share    net     mean
            =Orvane; "1…  x␛[2J         1204    1104      0.2716      0.5806  -30.9  -0.1545
            -5                             1
            3 mentions have no <date>
            not shown for lack of room: engagement, voice, reach, authors, negative,
            positive and 12 more (`--format csv` has all)
        "#]]
        .assert_eq(&shown(Some(80)));
        expect![[r#"
            brand          platform  mentions    net
            =Orvane; "1,…  x␛[2J         1204  -30.9
            -5                              1
            3 mentions have no <date>
            not shown for lack of room: neg. share,
            pos. share, mean, unique, engagement,
            voice and 16 more (`--format csv` has
            all)
        "#]]
        .assert_eq(&shown(Some(40)));
    }

    #[test]
    fn a_file_gets_all_columns() {
        expect![[r#"
            brand                  platform  mentions  unique  reposts  authors  positive  neutral  negative  mixed  pos. share  neu. share  neg. share    net  net polar     mean  likes  shares  replies  views  engagement    reach  reach once   voice  passion                 first                  last
            =Orvane; "1,5" | 日本  x␛[2J         1204    1104      100      802       327      178       699     48      0.2716      0.1478      0.5806  -30.9      -36.3  -0.1545  10836     602        1              11439  1229284      842800  0.8461     1.50  2026-02-14T08:00:00Z  2026-03-15T20:00:00Z
            -5                                      1                                   0        1         0      0
            3 mentions have no <date>
        "#]].assert_eq(&shown(None));
    }
}
