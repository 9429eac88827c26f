//! Cells of a CSV or TSV, made safe for the spreadsheet that may open them.

use std::fmt::Display;
use std::io::{self, Write};

use super::{Value, escape};

/// Which spreadsheet a CSV is made for.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Excel {
    /// None: UTF-8 without byte order mark, LF line ends, decimal points.
    #[default]
    Off,
    /// One with decimal points: byte order mark, CRLF, commas between cells.
    Comma,
    /// A French (German, Spanish, Italian …) one: the same with semicolons and decimal commas.
    French,
}

/// Writes cells row by row; text cells that a spreadsheet would run as formulas are guarded.
pub struct CellWriter<W: Write> {
    rows: ::csv::Writer<W>,
    excel: Excel,
    buffer: String,
}

impl<W: Write> CellWriter<W> {
    /// Cells separated by commas, by semicolons for [`Excel::French`].
    pub fn csv(out: W, excel: Excel) -> io::Result<Self> {
        let separator = if excel == Excel::French { b';' } else { b',' };
        Self::new(out, separator, excel)
    }

    /// Cells separated by tabs.
    pub fn tsv(out: W, excel: Excel) -> io::Result<Self> {
        Self::new(out, b'\t', excel)
    }

    /// Cells separated by the given byte.
    pub fn new(mut out: W, separator: u8, excel: Excel) -> io::Result<Self> {
        if excel != Excel::Off {
            out.write_all("\u{feff}".as_bytes())?;
        }
        Ok(Self::continued(out, separator, excel))
    }

    /// Cells that go on where others were written before.
    pub fn continued(out: W, separator: u8, excel: Excel) -> Self {
        let mut builder = ::csv::WriterBuilder::new();
        builder.delimiter(separator).flexible(true);
        if excel != Excel::Off {
            builder.terminator(::csv::Terminator::CRLF);
        }
        Self {
            rows: builder.from_writer(out),
            excel,
            buffer: String::new(),
        }
    }

    /// Writes a cell as another table had it: a guard that it bears already is enough.
    pub fn passed(&mut self, cell: &str) -> io::Result<()> {
        match cell.strip_prefix('\'') {
            Some(rest) if escape::needs_guard(rest) => {
                let rest = escape::inner(rest, self.separators());
                self.buffer.clear();
                self.buffer.push('\'');
                self.buffer.push_str(&rest);
                self.rows.write_field(&self.buffer).map_err(plain)
            }
            _ => self.text(cell),
        }
    }

    /// Writes a cell of text. A plain number is not text.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        let cell = escape::cell(text, self.separators());
        self.rows.write_field(cell.as_bytes()).map_err(plain)
    }

    /// Where a spreadsheet with other settings would begin a new cell.
    fn separators(&self) -> &'static str {
        match self.excel {
            Excel::Off => "",
            Excel::Comma => ";\t\n\r",
            Excel::French => ",;\t\n\r",
        }
    }

    /// Writes a figure; an unknown one is an empty cell.
    pub fn value(&mut self, value: Value<'_>) -> io::Result<()> {
        self.number(value)
    }

    /// Writes a number, with a decimal comma where the spreadsheet wants one.
    pub fn number(&mut self, number: impl Display) -> io::Result<()> {
        use std::fmt::Write as _;

        self.buffer.clear();
        // Writing to a string fails only when the number's own `Display` does.
        write!(self.buffer, "{number}").map_err(io::Error::other)?;
        if self.excel == Excel::French {
            self.buffer = self.buffer.replace('.', ",");
        }
        self.rows.write_field(&self.buffer).map_err(plain)
    }

    /// The underlying writer with everything written so far. An error in
    /// handing it over loses what was not handed over.
    pub fn into_inner(self) -> W
    where
        W: Default,
    {
        self.rows.into_inner().unwrap_or_default()
    }

    /// Ends the row.
    pub fn end_row(&mut self) -> io::Result<()> {
        self.rows.write_record(None::<&[u8]>).map_err(plain)
    }

    /// Hands everything written so far to the underlying writer, and flushes it.
    pub fn flush(&mut self) -> io::Result<()> {
        self.rows.flush()
    }
}

/// An error as the writer below gave it: a closed pipe stays known as one.
fn plain(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(excel: Excel, texts: &[&str]) -> String {
        let mut out = Vec::new();
        let mut cells = CellWriter::csv(&mut out, excel).unwrap();
        for text in texts {
            cells.text(text).unwrap();
        }
        cells.end_row().unwrap();
        cells.flush().unwrap();
        drop(cells);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_passed_through_stay_numbers_or_become_harmless() {
        let texts = ["-5", "1,5", "=1+1", "@orvane ", "", "two\nlines"];
        assert_eq!(
            row(Excel::Off, &texts),
            "-5,\"1,5\",'=1+1,'@orvane ,,\"two\nlines\"\n"
        );
    }

    #[test]
    fn a_guard_passed_through_stays_one_guard() {
        for excel in [Excel::Off, Excel::Comma, Excel::French] {
            for text in ["=1+1", "'=x", "'tis", "a;=1", "@a,=1", "-5", "'-5", "\0=1"] {
                let once = cell(excel, |cells| cells.text(text));
                let twice = cell(excel, |cells| cells.passed(&once));
                assert_eq!(once, twice);
            }
        }
    }

    /// What a reader finds in a cell that was written.
    fn cell(
        excel: Excel,
        write: impl FnOnce(&mut CellWriter<&mut Vec<u8>>) -> io::Result<()>,
    ) -> String {
        let mut out = Vec::new();
        let mut cells = CellWriter::continued(&mut out, b',', excel);
        write(&mut cells).unwrap();
        cells.end_row().unwrap();
        cells.flush().unwrap();
        drop(cells);
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(&out[..]);
        reader.records().next().unwrap().unwrap()[0].to_owned()
    }

    #[test]
    fn spreadsheets_get_a_mark_and_their_line_ends() {
        assert_eq!(row(Excel::Comma, &["a", "x;=1"]), "\u{feff}a,x;'=1\r\n");
        assert_eq!(
            row(Excel::French, &["a", "x,=1", "y"]),
            "\u{feff}a;x,'=1;y\r\n"
        );
        assert_eq!(row(Excel::Off, &["x;=1"]), "x;=1\n");
    }

    #[test]
    fn unknown_cells_at_the_end_are_there() {
        assert_eq!(row(Excel::Off, &["", ""]), ",\n");
        assert_eq!(row(Excel::Off, &[""]), "\"\"\n");
    }
}
