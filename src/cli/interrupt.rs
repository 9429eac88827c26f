//! What happens on Ctrl-C: a file that is being written is taken away again.

use std::path::Path;

/// The exit code of a process ended by Ctrl-C, as shells have it.
const INTERRUPTED: i32 = 130;

/// From now on Ctrl-C removes the unfinished file before it ends the process.
#[expect(clippy::exit, reason = "a signal handler has nothing to return to")]
pub(crate) fn guard(unfinished: Option<&Path>) {
    let Some(path) = unfinished.map(Path::to_owned) else {
        return;
    };
    // Where no handler can be set the file stays behind, and nothing else is lost.
    let _ = ctrlc::set_handler(move || {
        let _ = std::fs::remove_file(&path);
        std::process::exit(INTERRUPTED);
    });
}
