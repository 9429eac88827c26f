//! Takes a stream out of a compound document, the container of old Office files.
//!
//! The layout is that of [MS-CFB]: sectors chained by a table of next sectors.

use std::io;

use super::corrupt;

/// Where chains end, and what lies above all sector numbers.
const LAST: u32 = 0xFFFF_FFFA;

/// A compound document in memory.
pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    /// For each sector the one after it.
    next: Vec<u32>,
    directory: Vec<u8>,
}

impl<'b> Compound<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> io::Result<Self> {
        let shift = u32_at(bytes, 30).map_or(0, |both| both & 0xFFFF);
        if shift != 9 && shift != 12 {
            return Err(corrupt("its sectors have no known size"));
        }
        let mut compound = Self {
            bytes,
            sector: 1 << shift,
            next: Vec::new(),
            directory: Vec::new(),
        };
        compound.next = compound.table()?;
        let first = u32_at(bytes, 48).unwrap_or(LAST);
        compound.directory = compound.chain(first)?;
        Ok(compound)
    }

    /// The content of the first stream of one of these names.
    pub(super) fn stream(&self, names: &[&str]) -> io::Result<Vec<u8>> {
        let entries = || self.directory.chunks_exact(128);
        let root = entries().next().ok_or_else(|| corrupt("it is empty"))?;
        let named = |entry: &&[u8]| names.iter().any(|wanted| name(entry) == *wanted);
        let entry = entries()
            .find(named)
            .ok_or_else(|| corrupt("it holds no sheets"))?;
        let start = u32_at(entry, 116).unwrap_or(LAST);
        let size = u32_at(entry, 120).unwrap_or(0) as usize;
        let mut content = if size < 4096 {
            self.small(u32_at(root, 116).unwrap_or(LAST), start)?
        } else {
            self.chain(start)?
        };
        if content.len() < size {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the workbook is truncated",
            ));
        }
        content.truncate(size);
        Ok(content)
    }

    fn sector(&self, number: u32) -> io::Result<&'b [u8]> {
        let start = (number as usize + 1).checked_mul(self.sector);
        let found = start.and_then(|start| self.bytes.get(start..)?.get(..self.sector));
        found.ok_or_else(|| {
            io::Error::new(io::ErrorKind::UnexpectedEof, "the workbook is truncated")
        })
    }

    /// The table of next sectors; the sectors that it stands in are listed in
    /// the header, and on from there.
    fn table(&self) -> io::Result<Vec<u32>> {
        let mut numbers: Vec<u32> = (0..109)
            .filter_map(|i| u32_at(self.bytes, 76 + 4 * i))
            .collect();
        let mut more = u32_at(self.bytes, 68).unwrap_or(LAST);
        let most = self.bytes.len() / self.sector + 1;
        while more < LAST && numbers.len() <= most {
            let list = self.sector(more)?;
            let count = self.sector / 4 - 1;
            numbers.extend((0..count).filter_map(|i| u32_at(list, 4 * i)));
            more = u32_at(list, 4 * count).unwrap_or(LAST);
        }
        let mut next = Vec::new();
        for number in numbers.into_iter().filter(|n| *n < LAST).take(most) {
            let sector = self.sector(number)?;
            next.extend((0..self.sector / 4).filter_map(|i| u32_at(sector, 4 * i)));
        }
        Ok(next)
    }

    /// The sectors that follow each other from `first` on.
    fn chain(&self, first: u32) -> io::Result<Vec<u8>> {
        let mut content = Vec::new();
        let mut number = first;
        while number < LAST {
            content.extend_from_slice(self.sector(number)?);
            if content.len() > self.bytes.len() {
                return Err(corrupt("its sectors go in circles"));
            }
            number = self.next.get(number as usize).copied().unwrap_or(LAST);
        }
        Ok(content)
    }

    /// A stream of less than 4 KiB, which stands in sectors of 64 bytes.
    fn small(&self, container: u32, first: u32) -> io::Result<Vec<u8>> {
        let container = self.chain(container)?;
        let table = self.chain(u32_at(self.bytes, 60).unwrap_or(LAST))?;
        let mut content = Vec::new();
        let mut number = first;
        while number < LAST && content.len() < 4096 {
            let start = number as usize * 64;
            let sector = container.get(start..).and_then(|rest| rest.get(..64));
            content.extend_from_slice(sector.ok_or_else(|| corrupt("a small sector is missing"))?);
            number = u32_at(&table, number as usize * 4).unwrap_or(LAST);
        }
        Ok(content)
    }
}

/// The name of a directory entry.
fn name(entry: &[u8]) -> String {
    let length = entry
        .get(64)
        .map_or(0, |length| usize::from(*length).min(64));
    let units = entry[..length]
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let signs = char::decode_utf16(units.filter(|unit| *unit != 0));
    signs.map(|sign| sign.unwrap_or('\u{fffd}')).collect()
}

/// A little-endian number, `None` where the bytes end before it.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let found = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*found))
}

/// As [`u32_at`].
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let found = bytes.get(at..)?.first_chunk()?;
    Some(u16::from_le_bytes(*found))
}
