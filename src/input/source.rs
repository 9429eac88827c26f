//! Opens a file, standard input or a URL as a stream of plain bytes.

use std::{
    fs::File,
    io::{self, BufReader, Cursor, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use super::{Compression, Options, gzip::Members, names::Name, url};
use crate::{Error, Result};

/// A stream of bytes, compression undone.
pub(super) struct Source {
    pub(super) bytes: Box<dyn Read + Send>,
    pub(super) compression: Compression,
}

/// Opens an input; `read` counts the bytes as they lie on the disk or come over the network.
pub(super) fn open(name: &Name, options: &Options, read: &Arc<AtomicU64>) -> Result<Source> {
    let failed = |source| Error::Read {
        input: name.to_string(),
        source,
    };
    let raw: Box<dyn Read + Send> = match name {
        Name::File(path) => Box::new(File::open(path).map_err(failed)?),
        Name::Stdin => Box::new(io::stdin()),
        Name::Url(address) => url::open(address, options)?,
    };
    let counted = Counted {
        raw,
        read: Arc::clone(read),
    };
    decompress(counted).map_err(failed)
}

/// Undoes gzip and Zstandard, recognised by their first bytes.
fn decompress(mut raw: impl Read + Send + 'static) -> io::Result<Source> {
    let mut magic = Vec::new();
    raw.by_ref().take(4).read_to_end(&mut magic)?;
    let start = magic.clone();
    let raw = Cursor::new(magic).chain(raw);
    let buffered = |raw| BufReader::with_capacity(64 << 10, raw);
    let (bytes, compression): (Box<dyn Read + Send>, _) = match start[..] {
        [0x1f, 0x8b, ..] => (Box::new(Members::new(buffered(raw))), Compression::Gzip),
        [0x28, 0xb5, 0x2f, 0xfd] => (
            Box::new(zstd::stream::read::Decoder::with_buffer(buffered(raw))?),
            Compression::Zstd,
        ),
        _ => (Box::new(raw), Compression::None),
    };
    Ok(Source { bytes, compression })
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
