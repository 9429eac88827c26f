//! What is known of the terminal, the environment and the clock.
#![expect(
    clippy::disallowed_methods,
    reason = "the only module that asks the environment and the clock"
)]

use std::io::IsTerminal;

use jiff::Timestamp;
use listen::{delivery::Target, report::Style};

use super::args::ColorArg;

/// Width of a report where no terminal says otherwise.
const USUAL_WIDTH: usize = 80;

/// Whether standard output is a terminal.
pub(crate) fn is_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// The width of the terminal on standard output.
pub(crate) fn width() -> Option<usize> {
    terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| width.0.into())
}

/// The width to write a report in for people.
pub(crate) fn report_width() -> usize {
    width().unwrap_or(USUAL_WIDTH).clamp(40, 200)
}

/// Colour on a terminal, unless `NO_COLOR` is set or the user says otherwise.
pub(crate) fn style(color: ColorArg, target: &Target) -> Style {
    let is_plain = || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match color {
        ColorArg::Always => Style::Colour,
        ColorArg::Auto if *target == Target::Stdout && is_terminal() && !is_plain() => {
            Style::Colour
        }
        _ => Style::Plain,
    }
}

/// Now: asked once a run.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}
