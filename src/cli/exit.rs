//! How the program ends, and what it says on standard error.
#![expect(
    clippy::print_stderr,
    reason = "the only module that speaks to standard error"
)]

use std::{io, process::ExitCode};

use listen::report::escape;

/// Could not do what was asked.
const FAILED: u8 = 1;
/// The command line or a definition makes no sense.
const USAGE: u8 = 2;

/// One line for the user, unless a progress bar has the terminal.
pub(crate) fn say(line: &str) {
    eprintln!("{}", escape::terminal(line));
}

/// Says what went wrong, and finds the exit code. A reader that closed the
/// pipe has seen all it wanted, so that is no failure.
pub(crate) fn report(error: &anyhow::Error) -> ExitCode {
    if is_broken_pipe(error) {
        return ExitCode::SUCCESS;
    }
    say(&format!("error: {error}"));
    for cause in error.chain().skip(1) {
        say(&format!("  caused by: {cause}"));
    }
    let known = error.downcast_ref::<listen::Error>();
    if let Some(hint) = known.and_then(listen::Error::hint) {
        say(&format!("hint: {hint}"));
    }
    match known {
        Some(listen::Error::Option { .. } | listen::Error::Definition { .. }) => USAGE.into(),
        _ => FAILED.into(),
    }
}

/// Gives the help that was asked for, or says what is wrong with the command line: with
/// clap's colours, unless what was typed, perhaps the name of a file, steers the terminal.
pub(crate) fn answer(answer: &clap::Error) -> ExitCode {
    let text = answer.render().to_string();
    let is_harmless = text.lines().all(|line| escape::terminal(line) == line);
    if is_harmless || !answer.use_stderr() {
        // Whoever closed the pipe has seen enough.
        let _ = answer.print();
    } else {
        text.lines().for_each(say);
    }
    u8::try_from(answer.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}
