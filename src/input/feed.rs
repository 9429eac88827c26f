//! Reads an input block by block, up to a limit.

use std::io::{self, Read};

use super::{Options, csv::Beyond};

/// An input's bytes, read a block at a time.
pub(super) struct Feed {
    bytes: Box<dyn Read + Send>,
    left: u64,
    limit: u64,
    /// What comes after the last byte that was given, once it was given.
    end: Option<Beyond>,
}

impl Feed {
    pub(super) fn new(bytes: Box<dyn Read + Send>, options: &Options) -> Self {
        Self {
            bytes,
            left: options.max_input,
            limit: options.max_input,
            end: None,
        }
    }

    /// A feed that gives no more, though the input has more.
    pub(super) fn withheld() -> Self {
        Self {
            bytes: Box::new(io::empty()),
            left: 0,
            limit: 0,
            end: Some(Beyond::More),
        }
    }

    /// What was not read yet.
    pub(super) fn into_bytes(self) -> Box<dyn Read + Send> {
        self.bytes
    }

    /// Whether no more will be given.
    pub(super) fn ended(&self) -> bool {
        self.end.is_some()
    }

    /// What comes after the bytes that were given.
    pub(super) fn beyond(&self) -> Beyond {
        self.end.unwrap_or(Beyond::More)
    }

    /// Appends to `buffer` until it holds `target` bytes or the input ends.
    pub(super) fn fill(&mut self, buffer: &mut Vec<u8>, target: usize) -> io::Result<()> {
        let Some(wanted) = target.checked_sub(buffer.len()).filter(|n| *n > 0) else {
            return Ok(());
        };
        if self.ended() {
            return Ok(());
        }
        buffer.reserve(wanted);
        let mut block = self.bytes.by_ref().take(wanted as u64);
        let read = block.read_to_end(buffer)?;
        self.end = (read < wanted).then_some(Beyond::Nothing);
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            io::Error::other(format!(
                "it has more than {} bytes, the limit of --max-input",
                self.limit
            ))
        })?;
        Ok(())
    }
}
