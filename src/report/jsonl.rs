//! One JSON object a row, a row a line.

use std::io::{self, Write};

use super::{Report, json::Flat};

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for row in &report.rows {
        serde_json::to_writer(&mut *out, &Flat::new(report, row))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
