//! Reads the sheets of ODS workbooks.

use std::io;

use super::{
    cells::{COLUMNS, Cells, ROWS, Row},
    corrupt, shown_first,
    xml::{Said, Xml},
};
use crate::input::zip::Archive;

/// Where the content of all sheets stands.
const CONTENT: &str = "content.xml";

/// The names of the sheets that an archive holds, `None` if it is no workbook.
pub(super) fn sheets(archive: &Archive) -> io::Result<Option<Vec<String>>> {
    let has_list = archive.find("META-INF/manifest.xml").is_some() || archive.is_recovered();
    let is_ours = archive.find("mimetype").is_some() && has_list;
    let Some(content) = archive.find(CONTENT).filter(|_| is_ours) else {
        return Ok(None);
    };
    let mut part = Xml::new(archive.open(content)?);
    let mut names = Vec::new();
    loop {
        match part.next() {
            Ok(Said::Open) if part.is("table") => {
                names.push(part.attribute("name").unwrap_or_default());
            }
            Ok(Said::End) => break,
            Ok(_) => {}
            // It is said when the sheet is read.
            Err(_) if archive.is_spared() => break,
            Err(error) => return Err(error),
        }
    }
    shown_first(&mut names, |_| false);
    Ok(Some(names))
}

/// The cells of one sheet.
pub(super) struct Sheet {
    part: Xml,
    number: usize,
    /// How often the row that was read last is still to be given.
    again: usize,
    kept: Vec<(usize, String)>,
}

impl Sheet {
    /// The sheet of that number, counted from 0.
    pub(super) fn open(archive: &Archive, sheet: usize) -> io::Result<Self> {
        let content = archive
            .find(CONTENT)
            .ok_or_else(|| corrupt("its content is missing"))?;
        let mut part = Xml::new(archive.open(content)?);
        let mut before = sheet;
        loop {
            match part.next()? {
                Said::Open if part.is("table") && before == 0 => break,
                Said::Open if part.is("table") => before -= 1,
                Said::End => return Err(corrupt("a sheet is missing")),
                _ => {}
            }
        }
        Ok(Self {
            part,
            number: 0,
            again: 0,
            kept: Vec::new(),
        })
    }

    fn give(&mut self, row: &mut Row) {
        row.begin(self.number);
        for (column, text) in &self.kept {
            row.add(*column, text);
        }
        self.number += 1;
        self.again -= 1;
    }

    /// Reads the cells of the row that has begun.
    fn fill(&mut self) -> io::Result<()> {
        self.kept.clear();
        let mut column = 0_usize;
        loop {
            match self.part.next()? {
                Said::Open if self.part.is("table-cell") || self.part.is("covered-table-cell") => {
                    let times = self
                        .part
                        .number("number-columns-repeated")
                        .unwrap_or(1)
                        .max(1);
                    let text = self.cell()?;
                    if !text.is_empty() {
                        // A long text that claims to fill many columns would fill the memory.
                        let kept = if text.len() > 1000 { 1 } else { times };
                        let last = column.saturating_add(kept).min(COLUMNS);
                        self.kept
                            .extend((column..last).map(|column| (column, text.clone())));
                    }
                    column = column.saturating_add(times);
                }
                Said::Close if self.part.is("table-row") => return Ok(()),
                Said::End => return Err(corrupt("it ends within a row")),
                _ => {}
            }
        }
    }

    /// The value of the cell that has begun, as an export would write it.
    fn cell(&mut self) -> io::Result<String> {
        let part = &self.part;
        let value = match part.attribute("value-type").as_deref() {
            Some("float" | "percentage" | "currency") => part.attribute("value"),
            Some("date") => part.attribute("date-value"),
            Some("time") => part.attribute("time-value").map(|time| clock(&time)),
            Some("boolean") => part.attribute("boolean-value"),
            Some("string") => part.attribute("string-value"),
            _ => None,
        };
        let shown = self.shown()?;
        Ok(value.unwrap_or(shown))
    }

    /// The text that a cell shows, up to the cell's end.
    fn shown(&mut self) -> io::Result<String> {
        const MOST: usize = 16 << 20;
        let mut text = String::new();
        let mut depth = 0;
        loop {
            match self.part.next()? {
                Said::Open if self.part.is("annotation") => self.part.skip("annotation")?,
                Said::Open if self.part.is("p") || self.part.is("h") => {
                    if !text.is_empty() {
                        text.push('\n');
                    }
                    depth += 1;
                }
                Said::Open if self.part.is("s") => {
                    let blanks = self.part.number("c").unwrap_or(1).min(1000);
                    text.extend(std::iter::repeat_n(' ', blanks));
                }
                Said::Open if self.part.is("tab") => text.push('\t'),
                Said::Open if self.part.is("line-break") => text.push('\n'),
                Said::Text if depth > 0 => text.push_str(self.part.text()),
                Said::Close if self.part.is("p") || self.part.is("h") => depth -= 1,
                Said::Close if self.part.is("table-cell") => return Ok(text),
                Said::Close if self.part.is("covered-table-cell") => return Ok(text),
                Said::End => return Err(corrupt("it ends within a cell")),
                _ => {}
            }
            if text.len() > MOST {
                return Err(corrupt("a cell is longer than the limit of 16 MiB"));
            }
        }
    }
}

impl Cells for Sheet {
    fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
        while self.again == 0 {
            match self.part.next()? {
                Said::Open if self.part.is("table-row") => {
                    let times = self.part.number("number-rows-repeated").unwrap_or(1).max(1);
                    self.fill()?;
                    if self.kept.is_empty() {
                        self.number = self.number.saturating_add(times);
                    } else {
                        self.again = times.min(ROWS);
                    }
                }
                Said::Close if self.part.is("table") => return Ok(false),
                Said::End => return Ok(false),
                _ => {}
            }
        }
        self.give(row);
        Ok(true)
    }
}

/// `PT20H05M00S` as `20:05:00`.
fn clock(duration: &str) -> String {
    let mut parts = [0_u32; 3];
    let mut digits = String::new();
    for sign in duration.chars() {
        let unit = match sign {
            'H' => 0,
            'M' => 1,
            'S' => 2,
            _ => {
                digits.push(sign);
                continue;
            }
        };
        let number: String = digits
            .chars()
            .filter(char::is_ascii_digit)
            .take(4)
            .collect();
        parts[unit] = number.parse().unwrap_or(0);
        digits.clear();
    }
    format!("{:02}:{:02}:{:02}", parts[0], parts[1], parts[2])
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn times_of_day_are_read() {
        assert_eq!(clock("PT20H05M00S"), "20:05:00");
        assert_eq!(clock("nonsense"), "00:00:00");
    }
}
