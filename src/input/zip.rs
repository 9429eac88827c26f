//! Lists what a zip archive holds, and reads its entries as streams; nothing is unpacked to disk.

mod forward;

use std::{
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use flate2::{Crc, bufread::DeflateDecoder};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

/// The longest table of contents, in bytes.
const LONGEST_TABLE: u64 = 64 << 20;

/// The end record and the longest comment behind it, in bytes.
const TAIL: u64 = 22 + 65_535 + 20;

/// A zip archive of which the table of contents was read.
#[derive(Clone, Debug)]
pub(super) struct Archive {
    file: Arc<Mutex<File>>,
    read: Arc<AtomicU64>,
    entries: Vec<Entry>,
    care: Care,
    /// Whether its table of contents is lost, and the files were found without it.
    is_recovered: bool,
}

/// What becomes of an archive that is damaged.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Care {
    /// It is not read.
    Whole,
    /// It is read as far as it goes.
    Partial,
}

/// One file in an archive.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its path in the archive, as written there.
    pub(super) name: String,
    /// When it was written, by the clock of the machine that packed it.
    pub(super) written: Option<Timestamp>,
    method: u16,
    is_encrypted: bool,
    crc: u32,
    packed: u64,
    size: u64,
    header: u64,
}

impl Archive {
    /// Reads the table of contents of a file; `read` counts what is read of entries.
    pub(super) fn new(mut file: File, read: Arc<AtomicU64>, care: Care) -> io::Result<Self> {
        let length = file.seek(SeekFrom::End(0))?;
        let listed = table(&mut file, length).and_then(|(table, count)| entries(&table, count));
        let is_recovered = listed.is_err() && care == Care::Partial;
        let entries = match listed {
            Err(_) if is_recovered => forward::entries(&mut file, length)?,
            listed => listed?,
        };
        let file = Arc::new(Mutex::new(file));
        Ok(Self {
            file,
            read,
            entries,
            care,
            is_recovered,
        })
    }

    /// Whether what is damaged in it is to be spared as far as that goes.
    pub(super) fn is_spared(&self) -> bool {
        self.care == Care::Partial
    }

    /// Whether its table of contents is lost, and the files were found without it.
    pub(super) fn is_recovered(&self) -> bool {
        self.is_recovered
    }

    /// The files in it, in the order of the table of contents.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The file of that path.
    pub(super) fn find(&self, name: &str) -> Option<&Entry> {
        let name = name.trim_start_matches('/');
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// The content of a file in it.
    pub(super) fn open(&self, entry: &Entry) -> io::Result<Box<dyn Read + Send>> {
        if entry.is_encrypted {
            return Err(corrupt("the zip entry is encrypted: unpack it first"));
        }
        let mut header = [0; 30];
        let mut slice = Slice {
            file: Arc::clone(&self.file),
            read: Arc::clone(&self.read),
            at: entry.header,
            end: u64::MAX,
        };
        slice.read_exact(&mut header).map_err(|_| cut())?;
        if !header.starts_with(b"PK\x03\x04") {
            return Err(corrupt(
                "the zip archive is corrupt: an entry is not where it should be",
            ));
        }
        let names = u64::from(u16_at(&header, 26)) + u64::from(u16_at(&header, 28));
        slice.at += names;
        slice.end = slice.at.saturating_add(entry.packed);
        let packed = BufReader::with_capacity(64 << 10, slice);
        let content: Box<dyn Read + Send> = match entry.method {
            0 => Box::new(packed),
            8 => Box::new(DeflateDecoder::new(packed)),
            93 => Box::new(zstd::stream::read::Decoder::with_buffer(packed)?),
            _ => {
                return Err(corrupt(
                    "the zip entry is compressed in a way that is not read",
                ));
            }
        };
        Ok(Box::new(Checked {
            content,
            sum: Crc::new(),
            size: 0,
            expected: (entry.size, entry.crc),
        }))
    }
}

/// Finds the table of contents; gives it and the number of its entries.
fn table(file: &mut File, length: u64) -> io::Result<(Vec<u8>, u64)> {
    let start = length.saturating_sub(TAIL);
    let tail = part(file, start, length - start)?;
    let end = (0..tail.len().saturating_sub(21))
        .rev()
        .find(|&at| tail[at..].starts_with(b"PK\x05\x06"))
        .ok_or_else(cut)?;
    let record = &tail[end..];
    let mut count = u64::from(u16_at(record, 10));
    let mut size = u64::from(u32_at(record, 12));
    let mut offset = u64::from(u32_at(record, 16));
    let mut end_of_table = start + end as u64;
    let locator = end.checked_sub(20).map(|at| &tail[at..]);
    if let Some(locator) = locator.filter(|l| l.starts_with(b"PK\x06\x07")) {
        let at = u64_at(locator, 8);
        let large = part(file, at, 56)?;
        if large.starts_with(b"PK\x06\x06") {
            (count, size, offset) = (u64_at(&large, 32), u64_at(&large, 40), u64_at(&large, 48));
            end_of_table = at;
        }
    }
    if size > LONGEST_TABLE {
        return Err(corrupt("the zip archive's table of contents is too large"));
    }
    // Some archives have something else in front; then all offsets are too small.
    let is_there = |bytes: &[u8]| count == 0 || bytes.starts_with(b"PK\x01\x02");
    let stated = part(file, offset, size).unwrap_or_default();
    if is_there(&stated) {
        return Ok((stated, count));
    }
    let found = part(file, end_of_table.saturating_sub(size), size)?;
    if is_there(&found) {
        return Ok((found, count));
    }
    Err(cut())
}

/// Some bytes of a file.
fn part(file: &mut File, at: u64, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length {
        Ok(bytes)
    } else {
        Err(cut())
    }
}

/// The files that a table of contents lists.
fn entries(table: &[u8], count: u64) -> io::Result<Vec<Entry>> {
    let mut rest = table;
    let mut entries = Vec::new();
    for _ in 0..count {
        if !rest.starts_with(b"PK\x01\x02") {
            return Err(cut());
        }
        let lengths = [28, 30, 32].map(|at| usize::from(u16_at(rest, at)));
        let end = 46 + lengths.iter().sum::<usize>();
        let Some(whole) = rest.get(..end) else {
            return Err(cut());
        };
        let name = &whole[46..46 + lengths[0]];
        let mut entry = Entry {
            name: String::from_utf8_lossy(name).replace('\\', "/"),
            written: written(u16_at(whole, 14), u16_at(whole, 12)),
            is_encrypted: u16_at(whole, 8) & 1 == 1,
            method: u16_at(whole, 10),
            crc: u32_at(whole, 16),
            packed: u64::from(u32_at(whole, 20)),
            size: u64::from(u32_at(whole, 24)),
            header: u64::from(u32_at(whole, 42)),
        };
        let extra = 46 + lengths[0];
        widen(&mut entry, &whole[extra..extra + lengths[1]]);
        if !entry.name.ends_with('/') {
            entries.push(entry);
        }
        rest = &rest[end..];
    }
    Ok(entries)
}

/// The moment that a date and a time of archives name; the zone is not known.
fn written(date: u16, time: u16) -> Option<Timestamp> {
    let part = |value: u16, from: u16, bits: u16| {
        i8::try_from((value >> from) & ((1 << bits) - 1)).unwrap_or(0)
    };
    let year = 1980 + i16::from(part(date, 9, 7));
    let (month, day) = (part(date, 5, 4), part(date, 0, 5));
    let (hour, minute) = (part(time, 11, 5), part(time, 5, 6));
    let second = part(time, 0, 5).saturating_mul(2);
    let moment = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    Some(moment.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// Takes sizes beyond 4 GiB from the extra fields of an entry.
fn widen(entry: &mut Entry, mut extra: &[u8]) {
    while extra.len() >= 4 {
        let length = usize::from(u16_at(extra, 2));
        let Some(field) = extra.get(4..4 + length) else {
            return;
        };
        if u16_at(extra, 0) == 1 {
            let mut values = field.chunks_exact(8).map(|value| u64_at(value, 0));
            for wide in [&mut entry.size, &mut entry.packed, &mut entry.header] {
                if *wide == u64::from(u32::MAX) {
                    *wide = values.next().unwrap_or(*wide);
                }
            }
        }
        extra = &extra[4 + length..];
    }
}

fn cut() -> io::Error {
    let reason = "the zip archive is truncated or corrupt: its table of contents is missing";
    io::Error::new(io::ErrorKind::UnexpectedEof, reason)
}

fn corrupt(reason: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

/// A little-endian number; 0 where the bytes end before it.
fn u16_at(bytes: &[u8], at: usize) -> u16 {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk);
    found.map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

/// As [`u16_at`].
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk);
    found.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// As [`u16_at`].
fn u64_at(bytes: &[u8], at: usize) -> u64 {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk);
    found.map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// A part of a file that several readers share.
struct Slice {
    file: Arc<Mutex<File>>,
    read: Arc<AtomicU64>,
    at: u64,
    end: u64,
}

impl Read for Slice {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let left = self.end.saturating_sub(self.at);
        let count = (&*file).take(left).read(buffer)?;
        self.at += count as u64;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Content whose length and checksum are compared at its end.
struct Checked {
    content: Box<dyn Read + Send>,
    sum: Crc,
    size: u64,
    expected: (u64, u32),
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self
            .content
            .read(buffer)
            .map_err(|error| match error.kind() {
                io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
                    corrupt("the zip archive is corrupt: an entry cannot be decompressed")
                }
                _ => error,
            })?;
        self.sum.update(&buffer[..count]);
        self.size += count as u64;
        if count > 0 || buffer.is_empty() {
            return Ok(count);
        }
        match (self.size, self.sum.sum()) {
            found if found == self.expected => Ok(0),
            (size, _) if size < self.expected.0 => Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the zip entry is truncated",
            )),
            _ => Err(corrupt("the zip entry is corrupt (its checksum is wrong)")),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    use flate2::{Compression, write::DeflateEncoder};

    use super::*;

    /// A zip archive of deflated files.
    pub(in crate::input) fn archive(files: &[(&str, &str)]) -> Vec<u8> {
        let (mut bytes, mut table) = (Vec::new(), Vec::new());
        for (name, content) in files {
            let mut sum = Crc::new();
            sum.update(content.as_bytes());
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
            encoder
                .write_all(content.as_bytes())
                .expect("a Vec takes all");
            let packed = encoder.finish().expect("a Vec takes all");
            let small = |n: usize| u32::try_from(n).expect("small").to_le_bytes();
            let mut common = vec![20, 0, 0, 8, 8, 0, 0, 0, 0, 0];
            common.extend(sum.sum().to_le_bytes());
            common.extend([small(packed.len()), small(content.len())].concat());
            common.extend([&small(name.len())[..2], &[0, 0]].concat());
            let offset = small(bytes.len());
            bytes.extend([b"PK\x03\x04", &common[..], name.as_bytes(), &packed].concat());
            let rest = [&[0; 10][..], &offset].concat();
            table.extend([b"PK\x01\x02\x14\x00", &common[..], &rest, name.as_bytes()].concat());
        }
        let count = u16::try_from(files.len()).expect("few").to_le_bytes();
        let small = |n: usize| u32::try_from(n).expect("small").to_le_bytes();
        let (size, offset) = (small(table.len()), small(bytes.len()));
        bytes.extend(table);
        bytes.extend(
            [
                b"PK\x05\x06\0\0\0\0",
                &count[..],
                &count,
                &size,
                &offset,
                &[0, 0],
            ]
            .concat(),
        );
        bytes
    }

    fn opened(bytes: &[u8]) -> io::Result<Archive> {
        let mut file = tempfile::tempfile()?;
        file.write_all(bytes)?;
        Archive::new(file, Arc::default(), Care::Whole)
    }

    fn read(archive: &Archive, name: &str) -> io::Result<String> {
        let mut text = String::new();
        let entry = archive.find(name).ok_or_else(cut)?;
        archive.open(entry)?.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn entries_are_read_whatever_stands_before_and_after() {
        let plain = archive(&[("a.csv", "one"), ("b/c.csv", &"two ".repeat(50_000))]);
        for bytes in [plain.clone(), [b"#!stub".to_vec(), plain].concat()] {
            let archive = opened(&bytes).expect("an archive");
            let names: Vec<_> = archive.entries().iter().map(|e| e.name.as_str()).collect();
            assert_eq!(names, ["a.csv", "b/c.csv"]);
            assert_eq!(
                read(&archive, "a.csv").is_ok_and(|text| text == "one"),
                bytes[0] == b'P'
            );
        }
    }

    #[test]
    fn what_is_cut_or_changed_is_an_error() {
        let whole = archive(&[("a.csv", &"one two three ".repeat(100))]);
        assert!(opened(&whole[..whole.len() - 30]).is_err());
        assert!(opened(b"PK\x03\x04").is_err());
        let mut changed = whole.clone();
        let sum = changed
            .windows(4)
            .position(|w| w == b"PK\x01\x02")
            .expect("a table")
            + 16;
        changed[sum] ^= 1;
        let error = read(&opened(&changed).expect("an archive"), "a.csv").expect_err("changed");
        assert!(error.to_string().contains("checksum"), "{error}");
    }
}
