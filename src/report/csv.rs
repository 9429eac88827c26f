//! Comma-separated values: a heading line, then one line a row.

use std::io::{self, Write};

use super::{CellWriter, Layout, Report};

pub(super) fn write(report: &Report, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    write_rows(report, CellWriter::csv(out, layout.excel)?)
}

/// Writes the heading line and the rows, whatever separates their cells.
pub(super) fn write_rows<W: Write>(report: &Report, mut cells: CellWriter<W>) -> io::Result<()> {
    let names = report.columns().map(|column| column.name);
    for name in report.by.iter().copied().chain(names) {
        cells.text(name)?;
    }
    cells.end_row()?;
    for row in &report.rows {
        for key in &row.keys {
            cells.text(key)?;
        }
        for column in report.columns() {
            cells.value((column.value)(&row.figures))?;
        }
        cells.end_row()?;
    }
    cells.flush()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::report::{Excel, sample};

    fn shown(excel: Excel) -> String {
        let layout = Layout {
            excel,
            ..Layout::default()
        };
        let mut out = Vec::new();
        write(&sample::report(), &layout, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn text_is_guarded_and_numbers_are_not() {
        expect![[r#"
            brand,platform,mentions,unique_mentions,reposts,authors,positive,neutral,negative,mixed,positive_share,neutral_share,negative_share,net_sentiment,net_sentiment_polar,mean_score,likes,shares,replies,views,engagement,reach,reach_unique,share_of_voice,passion,first,last
            "'=Orvane; ""1,5"" | 日本",x␛[2J,1204,1104,100,802,327,178,699,48,0.2716,0.1478,0.5806,-30.9,-36.3,-0.1545,10836,602,1,,11439,1229284,842800,0.8461,1.50,2026-02-14T08:00:00Z,2026-03-15T20:00:00Z
            -5,,1,,,,0,1,0,0,,,,,,,,,,,,,,,,,
        "#]].assert_eq(&shown(Excel::Off));
    }

    #[test]
    fn a_french_spreadsheet_gets_semicolons_and_decimal_commas() {
        let shown = shown(Excel::French);
        assert!(shown.starts_with("\u{feff}brand;platform;mentions;"));
        assert!(!shown.replace("\r\n", "").contains('\n'));
        expect![[r#"
            ﻿brand;platform;mentions;unique_mentions;reposts;authors;positive;neutral;negative;mixed;positive_share;neutral_share;negative_share;net_sentiment;net_sentiment_polar;mean_score;likes;shares;replies;views;engagement;reach;reach_unique;share_of_voice;passion;first;last
            "'=Orvane; ""1,5"" | 日本";x␛[2J;1204;1104;100;802;327;178;699;48;0,2716;0,1478;0,5806;-30,9;-36,3;-0,1545;10836;602;1;;11439;1229284;842800;0,8461;1,50;2026-02-14T08:00:00Z;2026-03-15T20:00:00Z
            -5;;1;;;;0;1;0;0;;;;;;;;;;;;;;;;;
        "#]].assert_eq(&shown.replace("\r\n", "\n"));
    }
}
