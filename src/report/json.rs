//! One JSON object: what became of the input, then the rows.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{COLUMNS, Report, Row, SCHEMA_VERSION};

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    out.write_all(b"\n")
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
    by: &'a [&'static str],
    row: &'a Row,
}

impl<'a> Flat<'a> {
    pub(super) fn new(report: &'a Report, row: &'a Row) -> Self {
        Self {
            by: &report.by,
            row,
        }
    }
}

impl Serialize for Flat<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, key) in self.by.iter().zip(&self.row.keys) {
            map.serialize_entry(name, key)?;
        }
        for column in &COLUMNS {
            map.serialize_entry(column.name, &(column.value)(&self.row.figures))?;
        }
        map.end()
    }
}
