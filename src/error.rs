//! Everything that can go wrong, in words a person can act on.

use std::{io, path::PathBuf};

/// The result of a fallible operation in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error; its source is the cause, [`Error::hint`] the remedy where one is known.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An input could not be opened or read.
    #[error("cannot read `{input}`")]
    Read {
        /// The file, `-` for standard input, or the URL, as the user wrote it.
        input: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// An input was read, and what stands in it cannot be used as a whole.
    #[error("`{input}`{}: {reason}", at.map(|p| format!(", {p}")).unwrap_or_default())]
    Input {
        /// The file, `-` for standard input, or the URL, as the user wrote it.
        input: String,
        /// Where in the input, where that is known.
        at: Option<Place>,
        /// What is wrong, and what was found instead.
        reason: String,
        /// The flag or edit that helps.
        hint: Option<String>,
    },
    /// An input is cut off or damaged, and `--partial` would report on a part of it.
    #[error("`{input}`: {reason}{}", records.map(before).unwrap_or_default())]
    Damaged {
        /// The file, `-` for standard input, or the URL, as the user wrote it.
        input: String,
        /// What is wrong.
        reason: String,
        /// How many records can be read before that, where it is known.
        records: Option<u64>,
    },
    /// A file of the user's own (lexicon, configuration) has a fault.
    #[error("`{}`, line {line}: {reason}", path.display())]
    Definition {
        /// The file in question.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// An option's value cannot be used.
    #[error("{option}: {reason}")]
    Option {
        /// The option as it is written on the command line.
        option: &'static str,
        /// What is wrong with its value.
        reason: String,
        /// What to write instead.
        hint: Option<String>,
    },
    /// Writing failed; a closed pipe arrives here too.
    #[error("cannot write {target}")]
    Write {
        /// `standard output`, or the file in back quotes.
        target: String,
        /// What the operating system said.
        source: io::Error,
    },
}

/// A place in an input.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Place {
    /// A line, counted from 1.
    Line(u64),
    /// A row of a sheet, counted from 1.
    Row(u64),
    /// A byte of the decoded input, counted from 0, on the first line, which may be all there is.
    Byte(u64),
    /// The end of the input.
    End,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Row(row) => write!(f, "row {row}"),
            Self::Byte(byte) => write!(f, "line 1, byte {byte}"),
            Self::End => f.write_str("end"),
        }
    }
}

/// How much of a damaged input can be read.
fn before(records: u64) -> String {
    let (count, noun) = match records {
        0 => ("no".to_owned(), "record"),
        1 => ("1".to_owned(), "record"),
        more => (more.to_string(), "records"),
    };
    format!("; {count} {noun} could be read before")
}

impl Error {
    /// What the user could do about it, where there is something to say.
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Input { hint, .. } | Self::Option { hint, .. } => hint.as_deref(),
            Self::Damaged { .. } => Some(
                "get a complete copy of the file, or report on what could be read with --partial",
            ),
            _ => None,
        }
    }
}
