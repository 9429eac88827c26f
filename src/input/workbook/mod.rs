//! Reads the sheets of workbooks (XLSX, ODS, XLS) as tables, row by row.
//!
//! A sheet becomes lines of quoted cells, which then are read as any table is.
//! Values are written as exports write them: dates as ISO 8601, formulas as
//! the value that was stored with them. Nothing is computed or expanded.

mod cells;
mod compound;
mod ods;
mod serial;
mod strings;
mod styles;
mod xls;
mod xlsx;
mod xml;

use std::{
    fs::File,
    io::{self, Read},
    sync::Arc,
};

use super::{
    Format,
    refilled::Refilled,
    zip::{Archive, Care},
};
use cells::{Cells, Lines};

/// A workbook whose sheets are known.
pub(super) struct Workbook {
    pub(super) format: Format,
    sheets: Vec<String>,
    content: Content,
    /// Whether something of it is lost.
    is_damaged: bool,
}

enum Content {
    Xlsx(xlsx::Book),
    Ods(Archive),
    Xls(Arc<xls::Book>),
}

impl Workbook {
    /// The workbook that an archive is, `None` if it is another archive.
    pub(super) fn in_archive(archive: &Archive) -> io::Result<Option<Self>> {
        if let Some(book) = xlsx::Book::open(archive)? {
            return Ok(Some(Self {
                format: Format::Xlsx,
                sheets: book.sheets(),
                is_damaged: book.is_damaged || archive.is_recovered(),
                content: Content::Xlsx(book),
            }));
        }
        let Some(sheets) = ods::sheets(archive)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            format: Format::Ods,
            sheets,
            is_damaged: archive.is_recovered(),
            content: Content::Ods(archive.clone()),
        }))
    }

    /// The old workbook that a file of compound documents is.
    pub(super) fn in_compound(file: File, care: Care) -> io::Result<Self> {
        let book = xls::Book::open(file, care)?;
        Ok(Self {
            format: Format::Xls,
            sheets: book.sheets(),
            is_damaged: book.is_damaged,
            content: Content::Xls(Arc::new(book)),
        })
    }

    /// The names of the sheets, in their order; hidden ones come last.
    pub(super) fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// The rows of a sheet as lines of quoted cells, parted by commas.
    pub(super) fn open(&self, sheet: usize) -> io::Result<Box<dyn Read + Send>> {
        let cells: Box<dyn Cells + Send> = match &self.content {
            Content::Xlsx(book) => Box::new(book.cells(sheet)?),
            Content::Ods(archive) => Box::new(ods::Sheet::open(archive, sheet)?),
            Content::Xls(book) => Box::new(xls::Sheet::open(book, sheet)),
        };
        let lines = Refilled::new(Lines::new(cells));
        Ok(if self.is_damaged {
            Box::new(lines.chain(Damaged))
        } else {
            Box::new(lines)
        })
    }
}

/// Says at the end of a sheet that not all of its workbook could be read.
struct Damaged;

impl Read for Damaged {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(corrupt("parts of it are cut off or damaged"))
    }
}

/// Sheets that are shown before those that are hidden.
fn shown_first<S>(sheets: &mut [S], is_hidden: impl Fn(&S) -> bool) {
    sheets.sort_by_key(|sheet| is_hidden(sheet));
}

fn corrupt(reason: &str) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!("the workbook is corrupt: {reason}"),
    )
}
