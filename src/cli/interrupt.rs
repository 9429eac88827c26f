//! What happens on Ctrl-C: a file that is being written is taken away again.

use listen::delivery::{self, Target};

/// The exit code of a process ended by Ctrl-C, as shells have it.
const INTERRUPTED: i32 = 130;

/// From now on Ctrl-C removes unfinished files before it ends the process.
#[expect(clippy::exit, reason = "a signal handler has nothing to return to")]
pub(crate) fn guard(target: &Target) {
    if *target == Target::Stdout {
        return;
    }
    // Where no handler can be set the file stays behind, and nothing else is lost.
    let _ = ctrlc::set_handler(|| {
        delivery::abandon();
        std::process::exit(INTERRUPTED);
    });
}
