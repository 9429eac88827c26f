//! Notices that a file was written to while it was read.

use std::{fs, path::PathBuf, time::SystemTime};

use jiff::Timestamp;

use super::names::Name;

/// What a file looked like when it was opened.
pub(super) struct Stamp {
    path: PathBuf,
    length: u64,
    written: Option<SystemTime>,
}

impl Stamp {
    /// The stamp of a plain file.
    pub(super) fn of(name: &Name) -> Option<Self> {
        let Name::File(path) = name else {
            return None;
        };
        let found = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some(Self {
            path: path.clone(),
            length: found.len(),
            written: found.modified().ok(),
        })
    }

    /// When the file was written.
    pub(super) fn written(&self) -> Option<Timestamp> {
        let written = Timestamp::try_from(self.written?).ok()?;
        Timestamp::from_second(written.as_second()).ok()
    }

    /// Whether the file looks different now.
    pub(super) fn has_changed(&self) -> bool {
        fs::metadata(&self.path)
            .is_ok_and(|found| found.len() != self.length || found.modified().ok() != self.written)
    }
}
