//! A Markdown table.

use std::io::{self, Write};

use super::{Report, Row, escape};

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let headings = report.columns().map(|column| column.heading);
    let headings: Vec<_> = report.by.iter().copied().chain(headings).collect();
    writeln!(out, "| {} |", headings.join(" | "))?;
    writeln!(
        out,
        "|{}{}",
        ":--|".repeat(report.by.len()),
        "--:|".repeat(report.columns().count())
    )?;
    for row in &report.rows {
        writeln!(out, "| {} |", cells(report, row).join(" | "))?;
    }
    for note in &report.notes {
        writeln!(out, "\n{}", escape::markdown(note))?;
    }
    Ok(())
}

fn cells(report: &Report, row: &Row) -> Vec<String> {
    let keys = row.keys.iter().map(|key| escape::markdown(key));
    let figures = report.columns().map(|column| (column.value)(&row.figures));
    keys.chain(figures.map(|value| value.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::report::sample;

    #[test]
    fn keys_and_notes_are_not_mark_up() {
        let mut out = Vec::new();
        super::write(&sample::report(), &mut out).unwrap();
        expect![[r#"
            | brand | platform | mentions | unique | reposts | authors | positive | neutral | negative | mixed | pos. share | neu. share | neg. share | net | net polar | mean | likes | shares | replies | views | engagement | reach | reach once | voice | passion | first | last |
            |:--|:--|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            | =Orvane; "1,5" \| 日本 | x␛\[2J | 1204 | 1104 | 100 | 802 | 327 | 178 | 699 | 48 | 0.2716 | 0.1478 | 0.5806 | -30.9 | -36.3 | -0.1545 | 10836 | 602 | 1 |  | 11439 | 1229284 | 842800 | 0.8461 | 1.50 | 2026-02-14T08:00:00Z | 2026-03-15T20:00:00Z |
            | \-5 |  | 1 |  |  |  | 0 | 1 | 0 | 0 |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |

            3 mentions have no &lt;date&gt;
        "#]].assert_eq(&String::from_utf8(out).unwrap());
    }
}
