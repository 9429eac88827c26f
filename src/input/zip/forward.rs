//! Finds the files of a zip archive whose table of contents is lost, by reading it from its start.

use std::{
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
};

use flate2::{Crc, bufread::DeflateDecoder};
use memchr::memmem;

use super::{Entry, part, u16_at, u32_at, widen, written};

/// How many files are looked for.
const MOST: usize = 1 << 16;

/// How much is searched at a time, in bytes.
const BLOCK: u64 = 64 << 10;

/// What stands before a file, and what may stand behind it.
const HEADER: &[u8] = b"PK\x03\x04";
const DESCRIPTOR: &[u8] = b"PK\x07\x08";

/// The files that stand in an archive one after another; the last may be cut off.
pub(super) fn entries(file: &mut File, length: u64) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut at = 0;
    while entries.len() < MOST {
        let Some(found) = search(file, at, HEADER)? else {
            break;
        };
        at = found + 4;
        let Some((mut entry, start)) = header(file, found) else {
            break;
        };
        settle(file, &mut entry, (start, length))?;
        at = at.max(start.saturating_add(entry.packed));
        if !entry.name.ends_with('/') {
            entries.push(entry);
        }
    }
    Ok(entries)
}

/// Where `sign` next stands.
fn search(file: &mut File, mut at: u64, sign: &[u8]) -> io::Result<Option<u64>> {
    let mut block = Vec::new();
    loop {
        block.clear();
        file.seek(SeekFrom::Start(at))?;
        (&mut *file).take(BLOCK).read_to_end(&mut block)?;
        if let Some(gap) = memmem::find(&block, sign) {
            return Ok(Some(at + gap as u64));
        }
        if block.len() < sign.len() {
            return Ok(None);
        }
        at += (block.len() - sign.len() + 1) as u64;
    }
}

/// The file whose header stands at `at`, and where its content starts; `None` if that is cut off.
fn header(file: &mut File, at: u64) -> Option<(Entry, u64)> {
    let fixed = part(file, at, 30).ok()?;
    let (name, extra) = (u64::from(u16_at(&fixed, 26)), u64::from(u16_at(&fixed, 28)));
    let names = part(file, at + 30, name + extra).ok()?;
    let (name, extra) = names.split_at(usize::from(u16_at(&fixed, 26)));
    let flags = u16_at(&fixed, 6);
    let mut entry = Entry {
        name: String::from_utf8_lossy(name).replace('\\', "/"),
        written: written(u16_at(&fixed, 12), u16_at(&fixed, 10)),
        is_encrypted: flags & 1 == 1,
        method: u16_at(&fixed, 8),
        crc: u32_at(&fixed, 14),
        packed: u64::from(u32_at(&fixed, 18)),
        size: u64::from(u32_at(&fixed, 22)),
        header: at,
    };
    widen(&mut entry, extra);
    if flags & 8 != 0 && entry.packed == 0 {
        entry.packed = u64::MAX;
    }
    Some((entry, at + 30 + names.len() as u64))
}

/// Finds out where a file's content ends, where its header does not say that or says too much.
fn settle(file: &mut File, entry: &mut Entry, (start, length): (u64, u64)) -> io::Result<()> {
    let left = length.saturating_sub(start);
    if entry.packed <= left {
        return Ok(());
    }
    let is_measured = entry.packed == u64::MAX;
    let found = match entry.method {
        8 if is_measured => inflated(file, start)?,
        _ if is_measured => described(file, start)?,
        _ => None,
    };
    // What is cut off is never as long as this.
    (entry.packed, entry.size, entry.crc) = found
        .filter(|(packed, ..)| *packed < left)
        .unwrap_or((left, u64::MAX, 0));
    Ok(())
}

/// The packed size, size and checksum of deflated content; `None` if it is damaged.
fn inflated(file: &mut File, start: u64) -> io::Result<Option<(u64, u64, u32)>> {
    file.seek(SeekFrom::Start(start))?;
    let mut content = DeflateDecoder::new(BufReader::with_capacity(8 << 10, file));
    let mut sum = Crc::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        match content.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => sum.update(&buffer[..count]),
            Err(error) if error.raw_os_error().is_some() => return Err(error),
            Err(_) => return Ok(None),
        }
    }
    Ok(Some((content.total_in(), content.total_out(), sum.sum())))
}

/// The same of content of another kind, as what stands behind it says.
fn described(file: &mut File, start: u64) -> io::Result<Option<(u64, u64, u32)>> {
    let Some(end) = search(file, start, DESCRIPTOR)? else {
        return Ok(None);
    };
    let Ok(said) = part(file, end, 16) else {
        return Ok(None);
    };
    let size = u64::from(u32_at(&said, 12));
    Ok(Some((end - start, size, u32_at(&said, 4))))
}

#[cfg(test)]
mod tests {
    use std::{io::Write, sync::Arc};

    use super::{
        super::{Archive, Care, tests::archive},
        *,
    };

    /// What can be read of an archive without its table of contents.
    fn recovered(bytes: &[u8]) -> Vec<(String, Result<String, String>)> {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(bytes).expect("written");
        let archive = Archive::new(file, Arc::default(), Care::Partial).expect("readable");
        let content = |entry: &Entry| {
            let mut text = Vec::new();
            let read = archive
                .open(entry)
                .and_then(|mut e| e.read_to_end(&mut text));
            let text = String::from_utf8_lossy(&text).into_owned();
            (
                entry.name.clone(),
                read.map(|_| text.clone()).map_err(|_| text),
            )
        };
        archive.entries().iter().map(content).collect()
    }

    #[test]
    fn files_are_found_without_the_table_of_contents() {
        let long = "three ".repeat(50_000);
        let whole = archive(&[("a.csv", "one"), ("b.csv", "two"), ("c.csv", &long)]);
        let ok = |name: &str, text: &str| (name.to_owned(), Ok(text.to_owned()));
        let all = [ok("a.csv", "one"), ok("b.csv", "two"), ok("c.csv", &long)];
        assert_eq!(recovered(&whole[..whole.len() - 10]), all);
        let table = memmem::find(&whole, b"PK\x01\x02").expect("a table");
        let found = recovered(&whole[..table - 40]);
        assert_eq!(found[..2], all[..2]);
        assert!(
            found[2]
                .1
                .as_ref()
                .is_err_and(|text| long.starts_with(text))
        );
        for end in 0..whole.len() {
            let found = recovered(&whole[..end]);
            assert!(found.iter().zip(&all).all(|(found, all)| found.0 == all.0));
        }
    }

    #[test]
    fn sizes_that_stand_behind_a_file_are_found() {
        let mut bytes = archive(&[("a.csv", &"one ".repeat(9)), ("b.csv", "two")]);
        bytes.truncate(memmem::find(&bytes, b"PK\x01\x02").expect("a table"));
        let second = memmem::find(&bytes[4..], b"PK\x03\x04").expect("two") + 4;
        for start in [0, second] {
            bytes[start + 6] |= 8;
            bytes[start + 14..start + 26].fill(0);
        }
        bytes.extend(b"PK\x07\x08............");
        let found = recovered(&bytes);
        let ok = |name: &str, text: &str| (name.to_owned(), Ok(text.to_owned()));
        assert_eq!(found, [ok("a.csv", &"one ".repeat(9)), ok("b.csv", "two")]);
    }
}
