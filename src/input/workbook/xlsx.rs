//! Reads the sheets of XLSX workbooks.

use std::{io, sync::Arc};

use super::{
    cells::{COLUMNS, Cells, ROWS, Row},
    corrupt,
    serial::{self, Epoch},
    shown_first,
    strings::{Strings, unescaped},
    styles::Styles,
    xml::{Said, Xml},
};
use crate::input::zip::{Archive, Entry};

/// A workbook with what all its sheets share.
pub(super) struct Book {
    archive: Archive,
    sheets: Vec<Named>,
    shared: Arc<Shared>,
    /// Whether what all its sheets share is not whole.
    pub(super) is_damaged: bool,
}

struct Named {
    name: String,
    is_hidden: bool,
    part: String,
}

#[derive(Default)]
struct Shared {
    strings: Strings,
    styles: Styles,
    epoch: Epoch,
}

/// What one part of the package has to do with another.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Book {
    /// The workbook that an archive holds, `None` if it holds none.
    pub(super) fn open(archive: &Archive) -> io::Result<Option<Self>> {
        let has = |name: &str| archive.entries().iter().any(|e| e.name == name);
        if has("xl/workbook.bin") {
            return Err(corrupt("it is a binary workbook (XLSB): save it as XLSX"));
        }
        let Some(mut list) = List::of(archive)? else {
            return Ok(None);
        };
        shown_first(&mut list.sheets, |sheet| sheet.is_hidden);
        let mut is_damaged = list.is_damaged;
        let mut strings = Strings::default();
        if let Some(part) = list.part(archive, "sharedStrings") {
            let read = archive.open(part).and_then(|p| strings.read(Xml::new(p)));
            is_damaged |= spared(archive, read)?.is_none();
        }
        let mut styles = Styles::default();
        if let Some(part) = list.part(archive, "styles") {
            let read = archive.open(part).and_then(|p| Styles::read(Xml::new(p)));
            match spared(archive, read)? {
                Some(read) => styles = read,
                None => is_damaged = true,
            }
        }
        let shared = Shared {
            strings,
            styles,
            epoch: list.epoch,
        };
        Ok(Some(Self {
            archive: archive.clone(),
            sheets: list.sheets,
            shared: Arc::new(shared),
            is_damaged,
        }))
    }

    /// The names of the sheets.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    /// The cells of a sheet.
    pub(super) fn cells(&self, sheet: usize) -> io::Result<Sheet> {
        let part = self
            .sheets
            .get(sheet)
            .and_then(|s| self.archive.find(&s.part));
        let part = part.ok_or_else(|| corrupt("a sheet is missing"))?;
        Ok(Sheet {
            part: Xml::new(self.archive.open(part)?),
            shared: Arc::clone(&self.shared),
            next: 0,
            text: String::new(),
        })
    }
}

/// A result, `None` where it failed and the archive is to be read as far as it goes.
fn spared<T>(archive: &Archive, result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Err(_) if archive.is_spared() => Ok(None),
        result => result.map(Some),
    }
}

/// What a workbook says of its parts.
struct List {
    folder: String,
    relations: Vec<Relation>,
    sheets: Vec<Named>,
    epoch: Epoch,
    is_damaged: bool,
}

impl List {
    /// The list of the workbook that an archive holds, `None` if it holds none.
    fn of(archive: &Archive) -> io::Result<Option<Self>> {
        let is_book = |entry: &&Entry| entry.name.ends_with("workbook.xml");
        let Some(book) = archive.entries().iter().find(is_book) else {
            return Self::of_rest(archive);
        };
        let list = Self::read(archive, book);
        let found = spared(archive, list)?.filter(|list| !list.sheets.is_empty());
        Ok(Some(found.unwrap_or_else(|| Self::of_parts(archive))))
    }

    /// What is left of a workbook that is cut off, `None` if it was none.
    fn of_rest(archive: &Archive) -> io::Result<Option<Self>> {
        let is_part = |entry: &Entry| {
            ["xl/", "docProps/", "[Content_Types]"]
                .iter()
                .any(|start| entry.name.starts_with(start))
        };
        if !archive.is_recovered() || !archive.entries().iter().any(is_part) {
            return Ok(None);
        }
        let list = Self::of_parts(archive);
        if list.sheets.is_empty() {
            return Err(corrupt("it is cut off before its first sheet"));
        }
        Ok(Some(list))
    }

    fn read(archive: &Archive, book: &Entry) -> io::Result<Self> {
        let folder = book.name.trim_end_matches("workbook.xml");
        let relations = relations(archive, folder)?;
        let (sheets, epoch) = sheets(Xml::new(archive.open(book)?), &relations)?;
        Ok(Self {
            folder: folder.to_owned(),
            relations,
            sheets,
            epoch,
            is_damaged: false,
        })
    }

    /// The sheets by their usual places, where the list itself is lost.
    fn of_parts(archive: &Archive) -> Self {
        let sheet = |entry: &Entry| {
            let (_, name) = entry.name.split_once("worksheets/")?;
            Some(Named {
                name: name.strip_suffix(".xml")?.to_owned(),
                is_hidden: false,
                part: entry.name.clone(),
            })
        };
        Self {
            folder: "xl/".to_owned(),
            relations: Vec::new(),
            sheets: archive.entries().iter().filter_map(sheet).collect(),
            epoch: Epoch::Windows,
            is_damaged: true,
        }
    }

    /// The part of a kind.
    fn part<'a>(&self, archive: &'a Archive, kind: &str) -> Option<&'a Entry> {
        let part = self.relations.iter().find(|r| r.kind.ends_with(kind));
        let usual = || format!("{}{kind}.xml", self.folder);
        archive.find(&part.map_or_else(usual, |relation| relation.target.clone()))
    }
}

/// The relations of the workbook, their targets as paths in the archive.
fn relations(archive: &Archive, folder: &str) -> io::Result<Vec<Relation>> {
    let Some(part) = archive.find(&format!("{folder}_rels/workbook.xml.rels")) else {
        return Ok(Vec::new());
    };
    let mut part = Xml::new(archive.open(part)?);
    let mut found = Vec::new();
    loop {
        match part.next()? {
            Said::Open if part.is("Relationship") => {
                let target = part.attribute("Target").unwrap_or_default();
                found.push(Relation {
                    id: part.attribute("Id").unwrap_or_default(),
                    kind: part.attribute("Type").unwrap_or_default(),
                    target: match target.strip_prefix('/') {
                        Some(absolute) => absolute.to_owned(),
                        None => format!("{folder}{}", target.trim_start_matches("./")),
                    },
                });
            }
            Said::End => return Ok(found),
            _ => {}
        }
    }
}

/// The sheets that a workbook lists, and from which day it counts.
fn sheets(mut part: Xml, relations: &[Relation]) -> io::Result<(Vec<Named>, Epoch)> {
    let mut sheets = Vec::new();
    let mut epoch = Epoch::Windows;
    loop {
        match part.next()? {
            Said::Open if part.is("workbookPr") => {
                let mac = part.attribute("date1904");
                if mac.is_some_and(|value| value == "1" || value == "true") {
                    epoch = Epoch::Mac;
                }
            }
            Said::Open if part.is("sheet") => sheets.extend(named(&part, relations)),
            Said::End => return Ok((sheets, epoch)),
            _ => {}
        }
    }
}

fn named(part: &Xml, relations: &[Relation]) -> Option<Named> {
    let id = part.attribute("id")?;
    let relation = relations.iter().find(|relation| relation.id == id)?;
    let state = part.attribute("state").unwrap_or_default();
    Some(Named {
        name: part.attribute("name").unwrap_or_default(),
        is_hidden: state.ends_with("idden"),
        part: relation.target.clone(),
    })
}

/// The cells of one sheet.
pub(super) struct Sheet {
    part: Xml,
    shared: Arc<Shared>,
    /// The number that a row has if it states none.
    next: usize,
    text: String,
}

/// What a cell's tag says of it.
struct Kind {
    column: usize,
    style: usize,
    of: String,
}

impl Cells for Sheet {
    fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
        loop {
            match self.part.next()? {
                Said::Open if self.part.is("row") => {
                    let stated = self
                        .part
                        .number("r")
                        .and_then(|number| number.checked_sub(1));
                    let number = stated.filter(|n| *n < ROWS).unwrap_or(self.next);
                    self.next = number + 1;
                    row.begin(number);
                    self.fill(row)?;
                    if !row.is_empty() {
                        return Ok(true);
                    }
                }
                Said::Close if self.part.is("sheetData") => return Ok(false),
                Said::End => return Ok(false),
                _ => {}
            }
        }
    }
}

impl Sheet {
    /// Reads the cells of the row that has begun.
    fn fill(&mut self, row: &mut Row) -> io::Result<()> {
        let mut next = 0;
        loop {
            match self.part.next()? {
                Said::Open if self.part.is("c") => {
                    let kind = Kind {
                        // A cell whose place cannot be read has none.
                        column: self
                            .part
                            .attribute("r")
                            .map_or(next, |place| column(&place)),
                        style: self.part.number("s").unwrap_or(0),
                        of: self.part.attribute("t").unwrap_or_default(),
                    };
                    next = kind.column.saturating_add(1);
                    self.cell(&kind, row)?;
                }
                Said::Close if self.part.is("row") => return Ok(()),
                Said::End => return Err(corrupt("it ends within a row")),
                _ => {}
            }
        }
    }

    /// Reads the cell that has begun.
    fn cell(&mut self, kind: &Kind, row: &mut Row) -> io::Result<()> {
        self.text.clear();
        loop {
            match self.part.next()? {
                Said::Open if self.part.is("v") => {
                    self.text.clear();
                    self.part.append("v", &mut self.text)?;
                }
                Said::Open if self.part.is("t") => {
                    self.part.append("t", &mut self.text)?;
                }
                Said::Open if self.part.is("f") => self.part.skip("f")?,
                Said::Open if self.part.is("rPh") => self.part.skip("rPh")?,
                Said::Close if self.part.is("c") => break,
                Said::End => return Err(corrupt("it ends within a cell")),
                _ => {}
            }
        }
        self.add(kind, row);
        Ok(())
    }

    /// Adds the cell's value as an export would write it.
    fn add(&self, kind: &Kind, row: &mut Row) {
        let text = self.text.as_str();
        match kind.of.as_str() {
            "s" => {
                let number = text.trim().parse().unwrap_or(usize::MAX);
                row.add(
                    kind.column,
                    self.shared.strings.get(number).unwrap_or("#REF!"),
                );
            }
            "str" | "inlineStr" => row.add(kind.column, &unescaped(text)),
            "b" => row.add(
                kind.column,
                if text.trim() == "1" { "true" } else { "false" },
            ),
            "e" | "d" => row.add(kind.column, text),
            _ if self.shared.styles.is_date(kind.style) => {
                let serial = text.trim().parse().ok();
                let date = serial.and_then(|serial| serial::date(serial, self.shared.epoch));
                row.add(kind.column, &date.unwrap_or_else(|| text.to_owned()));
            }
            _ if text.is_empty() => {}
            _ => row.add(kind.column, &serial::number(text)),
        }
    }
}

/// The column of a place such as `AB12`, counted from 0; beyond the last where it has none.
fn column(place: &str) -> usize {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0_usize, |sum, letter| {
        let digit = usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        sum.saturating_mul(26).saturating_add(digit)
    });
    number.checked_sub(1).unwrap_or(COLUMNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_name_columns() {
        for (place, expected) in [("A1", 0), ("Z9", 25), ("AA10", 26), ("xfd1", COLUMNS - 1)] {
            assert_eq!(column(place), expected, "{place}");
        }
        assert!(column("ZZZZZZZZZZZZZZZZZZZZZZ9") >= COLUMNS);
        assert_eq!(column("12"), COLUMNS);
    }
}
