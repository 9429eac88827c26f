//! Hands text that is made a block at a time to readers of any size.

use std::io::{self, Read};

/// What makes text block by block.
pub(super) trait Refill {
    /// Puts the next block, which may be empty, into an empty `text`; false at the end.
    fn refill(&mut self, text: &mut String) -> io::Result<bool>;
}

/// The blocks of a source as one stream.
pub(super) struct Refilled<S> {
    source: S,
    text: String,
    given: usize,
}

impl<S> Refilled<S> {
    pub(super) fn new(source: S) -> Self {
        Self {
            source,
            text: String::new(),
            given: 0,
        }
    }
}

impl<S: Refill> Read for Refilled<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            self.text.clear();
            self.given = 0;
            if !self.source.refill(&mut self.text)? {
                return Ok(0);
            }
        }
        let mut rest = &self.text.as_bytes()[self.given..];
        let count = rest.read(buffer)?;
        self.given += count;
        Ok(count)
    }
}
