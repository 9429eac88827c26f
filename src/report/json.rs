//! One JSON object: what became of the input, then the rows.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Report, Row, SCHEMA_VERSION, escape};

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let json = serde_json::to_string_pretty(report)?;
    writeln!(out, "{}", escape::json(&json))
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema_version", &SCHEMA_VERSION)?;
        map.serialize_entry("read", &self.input.read)?;
        map.serialize_entry("scored", &self.input.scored)?;
        map.serialize_entry("skipped", &self.input.skipped)?;
        map.serialize_entry("duplicates", &self.input.duplicates)?;
        map.serialize_entry("by", &self.by)?;
        map.serialize_entry("notes", &self.notes)?;
        let rows: Vec<_> = self.rows.iter().map(|row| Flat::new(self, row)).collect();
        map.serialize_entry("rows", &rows)?;
        map.end()
    }
}

/// A row as one flat object: the group columns, then the figures.
pub(super) struct Flat<'a> {
    report: &'a Report,
    row: &'a Row,
}

impl<'a> Flat<'a> {
    pub(super) fn new(report: &'a Report, row: &'a Row) -> Self {
        Self { report, row }
    }
}

impl Serialize for Flat<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, key) in self.report.by.iter().zip(&self.row.keys) {
            map.serialize_entry(name, key)?;
        }
        for column in self.report.columns() {
            map.serialize_entry(column.name, &(column.value)(&self.row.figures))?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::report::sample;

    #[test]
    #[expect(clippy::too_many_lines, reason = "what is shown, as it is shown")]
    fn numbers_are_numbers_and_unknowns_null() {
        let mut out = Vec::new();
        super::write(&sample::report(), &mut out).unwrap();
        expect![[r#"
            {
              "schema_version": 1,
              "read": 1300,
              "scored": 1205,
              "skipped": 5,
              "duplicates": 90,
              "by": [
                "brand",
                "platform"
              ],
              "notes": [
                "3 mentions have no <date>"
              ],
              "rows": [
                {
                  "brand": "=Orvane; \"1,5\" | 日本",
                  "platform": "x\u001b[2J",
                  "mentions": 1204,
                  "unique_mentions": 1104,
                  "reposts": 100,
                  "authors": 802,
                  "positive": 327,
                  "neutral": 178,
                  "negative": 699,
                  "mixed": 48,
                  "positive_share": 0.2716,
                  "neutral_share": 0.1478,
                  "negative_share": 0.5806,
                  "net_sentiment": -30.9,
                  "net_sentiment_polar": -36.3,
                  "mean_score": -0.1545,
                  "likes": 10836,
                  "shares": 602,
                  "replies": 1,
                  "views": null,
                  "engagement": 11439,
                  "reach": 1229284,
                  "reach_unique": 842800,
                  "share_of_voice": 0.8461,
                  "passion": 1.5,
                  "first": "2026-02-14T08:00:00Z",
                  "last": "2026-03-15T20:00:00Z"
                },
                {
                  "brand": "-5",
                  "platform": "",
                  "mentions": 1,
                  "unique_mentions": null,
                  "reposts": null,
                  "authors": null,
                  "positive": 0,
                  "neutral": 1,
                  "negative": 0,
                  "mixed": 0,
                  "positive_share": null,
                  "neutral_share": null,
                  "negative_share": null,
                  "net_sentiment": null,
                  "net_sentiment_polar": null,
                  "mean_score": null,
                  "likes": null,
                  "shares": null,
                  "replies": null,
                  "views": null,
                  "engagement": null,
                  "reach": null,
                  "reach_unique": null,
                  "share_of_voice": null,
                  "passion": null,
                  "first": null,
                  "last": null
                }
              ]
            }
        "#]]
        .assert_eq(&String::from_utf8(out).unwrap());
    }
}
