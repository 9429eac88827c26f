//! The command line: arguments in, exit code out.

mod account;
mod analyze;
mod args;
mod eval;
mod exit;
mod explain;
mod inspect;
mod interrupt;
mod learn;
mod lexicon;
mod plan;
mod progress;
mod score;
mod terminal;
mod words;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser as _;

use self::args::{Cli, Command};

pub(crate) fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => exit::report(&error),
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Analyze(args) => analyze::run(&args),
        Command::Score(args) => score::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Lexicon(args) => lexicon::run(&args.task),
        Command::Eval(args) => eval::run(&args),
        Command::Learn(args) => learn::run(&args),
    }
}
