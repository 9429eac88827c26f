//! Reads the sheets of old Excel workbooks (XLS, versions 5 to 2003).
//!
//! The records are those of [MS-XLS]. A workbook is held in memory: the
//! format has at most 65,536 rows a sheet.

use std::{
    fs::File,
    io::{self, Read},
    sync::Arc,
};

use super::{
    cells::{Cells, Row},
    compound::{Compound, u16_at, u32_at},
    corrupt,
    serial::{self, Epoch},
    shown_first,
    strings::Strings,
    styles::Styles,
};
use crate::input::zip::Care;
use pieces::Pieces;

mod pieces;

/// The largest workbook, in bytes.
const LARGEST: u64 = 128 << 20;

/// A workbook with what all its sheets share.
pub(super) struct Book {
    stream: Vec<u8>,
    sheets: Vec<Named>,
    strings: Strings,
    styles: Styles,
    epoch: Epoch,
    /// Whether it is cut off.
    pub(super) is_damaged: bool,
}

struct Named {
    name: String,
    is_hidden: bool,
    start: usize,
}

/// One record of the stream.
#[derive(Clone, Copy)]
struct Record<'b> {
    kind: u16,
    data: &'b [u8],
    next: usize,
}

impl Book {
    /// Reads what the sheets share.
    pub(super) fn open(file: File, care: Care) -> io::Result<Self> {
        let mut bytes = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST {
            return Err(corrupt("it is larger than 128 MiB: save it as XLSX"));
        }
        let whole = Compound::new(&bytes).and_then(|found| found.stream(&["Workbook", "Book"]));
        let rest = begun(&bytes).filter(|_| whole.is_err() && care == Care::Partial);
        let is_damaged = rest.is_some();
        let stream = match rest {
            Some(rest) => rest.to_vec(),
            None => whole?,
        };
        let mut book = Self {
            is_damaged,
            stream: Vec::new(),
            sheets: Vec::new(),
            strings: Strings::default(),
            styles: Styles::default(),
            epoch: Epoch::Windows,
        };
        book.read_globals(&stream)?;
        shown_first(&mut book.sheets, |sheet| sheet.is_hidden);
        book.stream = stream;
        Ok(book)
    }

    /// The names of the sheets.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    fn read_globals(&mut self, stream: &[u8]) -> io::Result<()> {
        let mut codes = Vec::new();
        let mut formats = Vec::new();
        let mut at = 0;
        while let Some(record) = record(stream, at) {
            at = record.next;
            let data = record.data;
            match record.kind {
                0x000A => break,
                0x002F => return Err(corrupt("it is encrypted: save it without a password")),
                0x0022 if u16_at(data, 0) == Some(1) => self.epoch = Epoch::Mac,
                0x0085 => self.sheets.extend(sheet(data)),
                0x041E => codes.push((
                    u16_at(data, 0).unwrap_or(0),
                    Pieces::of(data.get(2..).unwrap_or_default())
                        .text(2)
                        .unwrap_or_default(),
                )),
                0x00E0 => formats.push(u16_at(data, 2).unwrap_or(0)),
                0x00FC => at = self.read_strings(stream, record)?,
                _ => {}
            }
        }
        for format in formats {
            let code = codes.iter().find(|(number, _)| *number == format);
            self.styles
                .add(usize::from(format), code.map(|(_, code)| code.as_str()));
        }
        Ok(())
    }

    /// Reads the shared texts, which go on in records of their own; gives the
    /// start of the record after them.
    fn read_strings(&mut self, stream: &[u8], first: Record<'_>) -> io::Result<usize> {
        const CONTINUE: u16 = 0x003C;
        let mut parts = vec![first.data.get(8..).unwrap_or_default()];
        let mut at = first.next;
        while let Some(more) = record(stream, at).filter(|record| record.kind == CONTINUE) {
            parts.push(more.data);
            at = more.next;
        }
        let mut pieces = Pieces::new(parts);
        while let Some(text) = pieces.text(2) {
            self.strings.add(&text)?;
        }
        Ok(at)
    }
}

/// The stream of a workbook that is cut off, where it begins at its usual place: most
/// programs write its sectors one after another.
fn begun(bytes: &[u8]) -> Option<&[u8]> {
    const START: usize = 512;
    const BEGINNING: [u8; 2] = [0x09, 0x08];
    bytes
        .get(START..)
        .filter(|rest| rest.starts_with(&BEGINNING))
}

/// The record at a byte of the stream, `None` at its end.
fn record(stream: &[u8], at: usize) -> Option<Record<'_>> {
    let length = usize::from(u16_at(stream, at + 2)?);
    Some(Record {
        kind: u16_at(stream, at)?,
        data: stream.get(at + 4..)?.get(..length)?,
        next: at + 4 + length,
    })
}

fn sheet(data: &[u8]) -> Option<Named> {
    const WORKSHEET: u8 = 0;
    (data.get(5) == Some(&WORKSHEET)).then_some(())?;
    Some(Named {
        name: Pieces::of(data.get(6..)?).text(1)?,
        is_hidden: data.get(4).is_some_and(|state| state & 3 != 0),
        start: u32_at(data, 0)? as usize,
    })
}

/// The cells of one sheet.
pub(super) struct Sheet {
    book: Arc<Book>,
    at: usize,
    /// Cells by row and column, sorted; the record of each and its place in it.
    cells: std::vec::IntoIter<(u16, u16, usize)>,
    pending: Option<(u16, u16, usize)>,
}

impl Sheet {
    /// The sheet of that number, counted from 0.
    pub(super) fn open(book: &Arc<Book>, sheet: usize) -> Self {
        let mut sheet = Self {
            book: Arc::clone(book),
            at: book
                .sheets
                .get(sheet)
                .map_or(usize::MAX, |sheet| sheet.start),
            cells: Vec::new().into_iter(),
            pending: None,
        };
        sheet.cells = sheet.places().into_iter();
        sheet.pending = sheet.cells.next();
        sheet
    }

    /// Where the cells stand, by row and column.
    fn places(&self) -> Vec<(u16, u16, usize)> {
        let mut places = Vec::new();
        let mut at = self.at;
        while let Some(found) = record(&self.book.stream, at) {
            let row = u16_at(found.data, 0).unwrap_or(0);
            let column = u16_at(found.data, 2).unwrap_or(0);
            match found.kind {
                0x000A => break,
                0x00BD => {
                    let count = found.data.len().saturating_sub(6) / 6;
                    let columns = (column..).take(count);
                    places.extend(columns.map(|column| (row, column, at)));
                }
                0x00FD | 0x0203 | 0x0204 | 0x00D6 | 0x027E | 0x0006 | 0x0205 => {
                    places.push((row, column, at));
                }
                _ => {}
            }
            at = found.next;
        }
        places.sort_unstable();
        places
    }

    /// The value of a cell as an export would write it.
    fn value(&self, column: u16, at: usize) -> Option<String> {
        let found = record(&self.book.stream, at)?;
        let data = found.data;
        let style = usize::from(u16_at(data, 4)?);
        match found.kind {
            0x00FD => {
                let text = self.book.strings.get(u32_at(data, 6)? as usize);
                Some(text.unwrap_or("#REF!").to_owned())
            }
            0x0204 | 0x00D6 => Pieces::of(data.get(6..)?).text(2),
            0x0203 => Some(self.number(f64_at(data, 6)?, style)),
            0x027E => Some(self.number(packed(u32_at(data, 6)?), style)),
            0x00BD => {
                let at = 4 + 6 * usize::from(column.checked_sub(u16_at(data, 2)?)?);
                let style = usize::from(u16_at(data, at)?);
                Some(self.number(packed(u32_at(data, at + 2)?), style))
            }
            0x0205 if data.get(7) == Some(&1) => Some(error(*data.get(6)?).to_owned()),
            0x0205 => Some(
                if data.get(6) == Some(&1) {
                    "true"
                } else {
                    "false"
                }
                .to_owned(),
            ),
            0x0006 => self.result(data, found.next, style),
            _ => None,
        }
    }

    /// The value that was stored with a formula.
    fn result(&self, data: &[u8], next: usize, style: usize) -> Option<String> {
        if u16_at(data, 12)? != 0xFFFF {
            return Some(self.number(f64_at(data, 6)?, style));
        }
        match data.get(6)? {
            0 => {
                // The text stands in a record of its own, behind others about the formula.
                let mut at = next;
                for _ in 0..3 {
                    let found = record(&self.book.stream, at)?;
                    if found.kind == 0x0207 {
                        return Pieces::of(found.data).text(2);
                    }
                    at = found.next;
                }
                None
            }
            1 => Some(
                if data.get(8) == Some(&1) {
                    "true"
                } else {
                    "false"
                }
                .to_owned(),
            ),
            2 => Some(error(*data.get(8)?).to_owned()),
            _ => None,
        }
    }

    fn number(&self, value: f64, style: usize) -> String {
        let date = self
            .book
            .styles
            .is_date(style)
            .then(|| serial::date(value, self.book.epoch));
        date.flatten()
            .unwrap_or_else(|| serial::number(&value.to_string()))
    }
}

impl Cells for Sheet {
    fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
        let Some((number, ..)) = self.pending else {
            return Ok(false);
        };
        row.begin(usize::from(number));
        while let Some((_, column, at)) = self.pending.filter(|(own, ..)| *own == number) {
            row.add(
                usize::from(column),
                &self.value(column, at).unwrap_or_default(),
            );
            self.pending = self.cells.next();
        }
        Ok(true)
    }
}

fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    let found = data.get(at..)?.first_chunk()?;
    Some(f64::from_le_bytes(*found))
}

/// A number in 30 bits, with a flag for whole numbers and one for hundredths.
fn packed(bits: u32) -> f64 {
    let value = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#REF!",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_read() {
        assert_eq!(packed((42 << 2) | 2).to_string(), "42");
        assert_eq!(
            packed(((-42_i32) << 2).cast_unsigned() | 2).to_string(),
            "-42"
        );
        assert_eq!(packed((1234 << 2) | 3).to_string(), "12.34");
        assert_eq!(packed(0x3FF0_0000).to_string(), "1");
    }
}
