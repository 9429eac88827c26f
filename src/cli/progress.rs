//! The progress bar on long work, when standard error is a terminal.

use std::{io::IsTerminal, time::Duration};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How much of the input has been read.
pub(crate) struct Progress(ProgressBar);

/// Work that is done before this is over needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

impl Progress {
    /// A bar up to `total` bytes, or a counter where the total is unknown.
    pub(crate) fn new(total: Option<u64>, is_quiet: Quiet) -> Self {
        if is_quiet == Quiet::Yes || !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let template = match total {
            Some(_) => "{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
            None => "{spinner} {bytes} read, {bytes_per_sec}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// So many bytes have been read.
    pub(crate) fn at(&self, bytes: u64) {
        if self.0.is_hidden() && self.0.elapsed() > PATIENCE && std::io::stderr().is_terminal() {
            self.0.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.0.set_position(bytes);
    }

    /// Takes the bar off the screen.
    pub(crate) fn clear(&self) {
        self.0.finish_and_clear();
    }
}

/// Whether standard error is for errors only.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Quiet {
    Yes,
    No,
}
