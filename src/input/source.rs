//! Opens a file, standard input or a URL: compression is undone, archives and workbooks are recognised.

use std::{
    fs::File,
    io::{self, BufReader, Cursor, Read, Seek, Write},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use super::{
    Compression, Options,
    gzip::{Frames, Members},
    names::Name,
    url,
    workbook::Workbook,
    zip::{Archive, Care},
};
use crate::{Error, Result};

/// How often something compressed may stand in something compressed.
const NESTED: usize = 3;

/// What an input turned out to be.
pub(super) enum Opened {
    /// A stream of bytes, compression undone.
    Stream(Box<dyn Read + Send>, Compression),
    /// An archive of other inputs.
    Archive(Archive),
    /// A workbook.
    Workbook(Workbook, Compression),
}

/// Opens inputs.
#[derive(Clone, Copy)]
pub(super) struct Opener<'o> {
    pub(super) options: &'o Options,
    /// Counts the bytes as they lie on the disk or come over the network.
    pub(super) read: &'o Arc<AtomicU64>,
}

impl Opener<'_> {
    /// Opens an input.
    pub(super) fn open(&self, name: &Name) -> Result<Opened> {
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Error::Damaged {
                input: name.to_string(),
                reason: source.to_string(),
                records: None,
            },
            _ => Error::Read {
                input: name.to_string(),
                source,
            },
        };
        let raw: Box<dyn Read + Send> = match name {
            Name::File(path) => {
                let file = File::open(path).map_err(failed)?;
                return self.file(file).map_err(failed);
            }
            Name::Stdin => Box::new(io::stdin()),
            Name::Url(address) => url::open(address, self.options)?,
            Name::Entry(archive, number) => {
                let entry = archive.entries().get(*number);
                let content = entry.map_or_else(
                    || Err(io::ErrorKind::NotFound.into()),
                    |entry| archive.open(entry),
                );
                let content = content.map_err(failed)?;
                let opened = self
                    .unpack(content, (Compression::Zip, 1))
                    .map_err(failed)?;
                return match opened {
                    Opened::Archive(_) if archive.depth > 0 => Err(failed(too_deep())),
                    opened => Ok(opened),
                };
            }
        };
        let read = Arc::clone(self.read);
        let counted = Counted { raw, read };
        self.unpack(Box::new(counted), (Compression::None, 0))
            .map_err(failed)
    }

    /// A file is read where it lies; what is no plain file is read as it comes.
    fn file(&self, mut file: File) -> io::Result<Opened> {
        if file.metadata()?.is_file() {
            let mut magic = [0; 8];
            let held = file.read(&mut magic)?;
            file.rewind()?;
            if let Some(container) = Container::of(&magic[..held]) {
                return self.contained(file, (container, Compression::None));
            }
        }
        let read = Arc::clone(self.read);
        let raw = Box::new(file);
        self.unpack(Box::new(Counted { raw, read }), (Compression::None, 0))
    }

    /// Undoes compression, recognised by the first bytes.
    fn unpack(
        &self,
        mut raw: Box<dyn Read + Send>,
        (compression, depth): (Compression, usize),
    ) -> io::Result<Opened> {
        let mut magic = Vec::new();
        raw.by_ref().take(8).read_to_end(&mut magic)?;
        let start = magic.clone();
        let raw = Cursor::new(magic).chain(raw);
        if let Some(container) = Container::of(&start) {
            return self.contained(self.spooled(raw)?, (container, compression));
        }
        let buffered = |raw| BufReader::with_capacity(64 << 10, raw);
        let (inner, compression): (Box<dyn Read + Send>, _) = match start[..] {
            [0x1f, 0x8b, ..] => (Box::new(Members::new(buffered(raw))), Compression::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => {
                (Box::new(Frames::new(buffered(raw))?), Compression::Zstd)
            }
            _ => return Ok(Opened::Stream(Box::new(raw), compression)),
        };
        if depth == NESTED {
            return Err(too_deep());
        }
        self.unpack(inner, (compression, depth + 1))
    }

    /// Writes a stream that must be read out of order to a file without a name.
    fn spooled(&self, raw: impl Read) -> io::Result<File> {
        let mut file = tempfile::tempfile()?;
        let limit = self.options.max_input;
        let count = io::copy(&mut raw.take(limit.saturating_add(1)), &mut file)?;
        if count > limit {
            return Err(io::Error::other(format!(
                "it has more than {limit} bytes, the limit of --max-input"
            )));
        }
        file.flush()?;
        file.rewind()?;
        Ok(file)
    }

    fn contained(
        &self,
        file: File,
        (container, compression): (Container, Compression),
    ) -> io::Result<Opened> {
        let care = if self.options.partial {
            Care::Partial
        } else {
            Care::Whole
        };
        if container == Container::Compound {
            let workbook = Workbook::in_compound(file, care)?;
            return Ok(Opened::Workbook(workbook, compression));
        }
        let archive = Archive::new(file, Arc::clone(self.read), care)?;
        Ok(match Workbook::in_archive(&archive)? {
            Some(workbook) => Opened::Workbook(workbook, compression),
            None => Opened::Archive(archive),
        })
    }
}

fn too_deep() -> io::Error {
    let reason = "an archive in an archive in an archive is not read: unpack the outer one";
    io::Error::new(io::ErrorKind::Unsupported, reason)
}

/// A file whose parts stand in any order.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Container {
    Zip,
    Compound,
}

impl Container {
    /// The container that begins with these bytes.
    fn of(magic: &[u8]) -> Option<Self> {
        match magic {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Self::Zip),
            [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] => Some(Self::Compound),
            _ => None,
        }
    }
}

/// Counts what is read.
struct Counted<R> {
    raw: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.raw.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
