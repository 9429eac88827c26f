//! Writes every line end as LF, where an input mixes them.

use std::io::{self, Read};

/// Whether an input has both LF and carriage returns that stand alone.
pub(super) fn are_mixed(prefix: &[u8]) -> bool {
    let alone = |pair: &[u8]| pair[0] == b'\r' && pair[1] != b'\n';
    memchr::memchr(b'\n', prefix).is_some() && prefix.windows(2).any(alone)
}

/// Bytes in which CR and CRLF are LF.
pub(super) struct Mended<R> {
    raw: R,
    /// Whether the last byte was a CR.
    after_return: bool,
}

impl<R: Read> Mended<R> {
    pub(super) fn new(raw: R) -> Self {
        Self {
            raw,
            after_return: false,
        }
    }

    /// Mends the bytes in place, and says how many are left.
    fn mend(&mut self, bytes: &mut [u8]) -> usize {
        let mut kept = 0;
        for at in 0..bytes.len() {
            let byte = bytes[at];
            let is_second = byte == b'\n' && self.after_return;
            self.after_return = byte == b'\r';
            if !is_second {
                bytes[kept] = if self.after_return { b'\n' } else { byte };
                kept += 1;
            }
        }
        kept
    }
}

impl<R: Read> Read for Mended<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.raw.read(buffer)?;
            let kept = self.mend(&mut buffer[..count]);
            if kept > 0 || count == 0 {
                return Ok(kept);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_becomes_one() {
        let mixed = b"a\rb\r\nc\n\nd\r\re\r";
        assert!(are_mixed(mixed));
        assert!(!are_mixed(b"a\r\nb\r\n") && !are_mixed(b"a\rb\r"));
        for size in 1..mixed.len() {
            let mut read = Vec::new();
            let mut mended = Mended::new(&mixed[..]);
            let mut buffer = vec![0; size];
            while let Ok(count @ 1..) = mended.read(&mut buffer) {
                read.extend_from_slice(&buffer[..count]);
            }
            assert_eq!(read, b"a\nb\nc\n\nd\n\ne\n", "{size}");
        }
    }
}
