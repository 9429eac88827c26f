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
    /// Whether a damaged input is read as far as it goes.
    is_partial: bool,
    cut: Option<String>,
    /// What is wrong behind the bytes that were given, and whether it was just met.
    fault: Option<(io::Error, bool)>,
}

impl Feed {
    pub(super) fn new(bytes: Box<dyn Read + Send>, options: &Options) -> Self {
        Self {
            bytes,
            left: options.max_input,
            limit: options.max_input,
            end: None,
            is_partial: options.partial,
            cut: None,
            fault: None,
        }
    }

    /// A feed that gives no more, though the input has more.
    pub(super) fn withheld() -> Self {
        Self {
            bytes: Box::new(io::empty()),
            left: 0,
            limit: 0,
            end: Some(Beyond::More),
            is_partial: false,
            cut: None,
            fault: None,
        }
    }

    /// What ended the input before its end, once.
    pub(super) fn take_cut(&mut self) -> Option<String> {
        self.cut.take()
    }

    /// What was not read yet, and what ended the input before its end.
    pub(super) fn into_bytes(self) -> (Box<dyn Read + Send>, Option<String>) {
        let rest: Box<dyn Read + Send> = match (self.end, self.fault) {
            (_, Some((fault, _))) => Box::new(Faulty(Some(fault))),
            (Some(_), None) => Box::new(io::empty()),
            (None, None) => self.bytes,
        };
        (rest, self.cut)
    }

    /// What is wrong behind the bytes that were given, once.
    pub(super) fn take_fault(&mut self) -> Option<io::Error> {
        self.fault.take().map(|(fault, _)| fault)
    }

    /// With what ended the input before its end, where that was met before.
    pub(super) fn with_cut(self, cut: Option<String>) -> Self {
        Self { cut, ..self }
    }

    /// Whether no more will be given.
    pub(super) fn ended(&self) -> bool {
        self.end.is_some()
    }

    /// What comes after the bytes that were given.
    pub(super) fn beyond(&self) -> Beyond {
        self.end.unwrap_or(Beyond::More)
    }

    /// Appends to the first `held` bytes of `buffer` until it holds `target` bytes
    /// or the input ends; says how many it holds. What follows them is rubbish.
    ///
    /// A buffer keeps its length between blocks, so that it is not blanked again.
    pub(super) fn fill(
        &mut self,
        buffer: &mut Vec<u8>,
        held: usize,
        target: usize,
    ) -> io::Result<usize> {
        if buffer.len() < target {
            buffer.resize(target, 0);
        }
        match self.fault.take() {
            None => {}
            // What is held may have been given before anybody looked at it.
            Some((fault, true)) => {
                self.fault = Some((fault, false));
                return Ok(held);
            }
            Some((fault, false)) => return Err(fault),
        }
        let mut filled = held;
        while filled < target && self.end.is_none() {
            match self.bytes.read(&mut buffer[filled..target]) {
                Ok(0) => self.end = Some(Beyond::Nothing),
                Ok(count) => {
                    filled += count;
                    self.spend(count as u64)?;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if self.is_partial && is_damage(&error) => {
                    self.end = Some(Beyond::Nothing);
                    self.cut = Some(error.to_string());
                }
                // What was read before is given first.
                Err(error) if filled > held && is_damage(&error) => {
                    self.fault = Some((error, true));
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(filled)
    }

    fn spend(&mut self, count: u64) -> io::Result<()> {
        self.left = self.left.checked_sub(count).ok_or_else(|| {
            io::Error::other(format!(
                "it has more than {} bytes, the limit of --max-input",
                self.limit
            ))
        })?;
        Ok(())
    }
}

/// Bytes that cannot be read.
struct Faulty(Option<io::Error>);

impl Read for Faulty {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Whether an error is about the bytes themselves.
fn is_damage(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
    )
}
