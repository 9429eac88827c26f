//! Reads an input block by block, up to a limit.

use std::io::{self, Read};

use super::Options;

/// An input's bytes, read a block at a time.
pub(super) struct Feed {
    bytes: Box<dyn Read + Send>,
    left: u64,
    limit: u64,
    ended: bool,
}

impl Feed {
    pub(super) fn new(bytes: Box<dyn Read + Send>, options: &Options) -> Self {
        Self {
            bytes,
            left: options.max_input,
            limit: options.max_input,
            ended: false,
        }
    }

    /// A feed of nothing.
    pub(super) fn ended_already() -> Self {
        Self {
            bytes: Box::new(io::empty()),
            left: 0,
            limit: 0,
            ended: true,
        }
    }

    /// What was not read yet.
    pub(super) fn into_bytes(self) -> Box<dyn Read + Send> {
        self.bytes
    }

    /// Whether there is no more.
    pub(super) fn ended(&self) -> bool {
        self.ended
    }

    /// Appends to `buffer` until it holds `target` bytes or the input ends.
    pub(super) fn fill(&mut self, buffer: &mut Vec<u8>, target: usize) -> io::Result<()> {
        let Some(wanted) = target.checked_sub(buffer.len()).filter(|n| *n > 0) else {
            return Ok(());
        };
        if self.ended {
            return Ok(());
        }
        buffer.reserve(wanted);
        let mut block = self.bytes.by_ref().take(wanted as u64);
        let read = block.read_to_end(buffer)?;
        self.ended = read < wanted;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            io::Error::other(format!(
                "it has more than {} bytes, the limit of --max-input",
                self.limit
            ))
        })?;
        Ok(())
    }
}
