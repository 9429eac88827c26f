//! Reads gzip files of several members, with padding after the last, and zstd files.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

/// All members of a gzip stream, one after another.
///
/// Unlike flate2's `MultiGzDecoder`, zeros after the last member are no error;
/// anything else there is.
pub(super) struct Members<R> {
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> Members<R> {
    pub(super) fn new(raw: R) -> Self {
        Self {
            member: Some(GzDecoder::new(raw)),
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let count = member.read(buffer).map_err(explained)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            let raw = self.member.take().map(GzDecoder::into_inner);
            self.member = raw.map(next_member).transpose()?.flatten();
        }
        Ok(0)
    }
}

fn next_member<R: BufRead>(mut raw: R) -> io::Result<Option<GzDecoder<R>>> {
    loop {
        let ahead = raw.fill_buf()?;
        let zeros = ahead.iter().take_while(|byte| **byte == 0).count();
        match ahead.get(zeros) {
            None if ahead.is_empty() => return Ok(None),
            None => raw.consume(zeros),
            Some(0x1f) => {
                raw.consume(zeros);
                return Ok(Some(GzDecoder::new(raw)));
            }
            Some(_) => return Err(io::Error::other("trailing garbage after the gzip data")),
        }
    }
}

/// The frames of a zstd stream.
pub(super) struct Frames<R: BufRead>(zstd::stream::read::Decoder<'static, R>);

impl<R: BufRead> Frames<R> {
    pub(super) fn new(raw: R) -> io::Result<Self> {
        zstd::stream::read::Decoder::with_buffer(raw).map(Self)
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| {
            let (kind, reason) = match error.kind() {
                io::ErrorKind::UnexpectedEof => (
                    io::ErrorKind::UnexpectedEof,
                    "the zstd data is truncated (unexpected end of file)",
                ),
                io::ErrorKind::Other if error.raw_os_error().is_none() => (
                    io::ErrorKind::InvalidData,
                    "the zstd data is corrupt (its checksum or structure is wrong)",
                ),
                _ => return error,
            };
            io::Error::new(kind, reason)
        })
    }
}

/// The decoder's errors in words that say what happened to the file.
fn explained(error: io::Error) -> io::Error {
    let reason = match error.kind() {
        io::ErrorKind::UnexpectedEof => "the gzip data is truncated (unexpected end of file)",
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            "the gzip data is corrupt (its checksum or structure is wrong)"
        }
        _ => return error,
    };
    io::Error::new(error.kind(), reason)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn member(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).expect("a Vec takes all");
        encoder.finish().expect("a Vec takes all")
    }

    fn read(bytes: &[u8]) -> io::Result<String> {
        let mut text = String::new();
        Members::new(bytes).read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn all_members_are_read_and_padding_is_ignored() {
        let mut bytes = [member("one "), member("two")].concat();
        bytes.extend([0; 512]);
        assert_eq!(read(&bytes).expect("valid"), "one two");
    }

    #[test]
    fn garbage_after_the_last_member_is_an_error() {
        let mut bytes = member("one");
        bytes.extend(b"garbage");
        assert!(read(&bytes).is_err());
    }

    #[test]
    fn a_truncated_member_is_an_error() {
        let bytes = member("one two three");
        let error = read(&bytes[..bytes.len() - 6]).expect_err("truncated");
        assert!(error.to_string().contains("truncated"), "{error}");
    }
}
