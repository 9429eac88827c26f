//! The command line: arguments in, exit code out.

mod account;
mod analyze;
mod args;
mod calibrate;
mod eval;
mod exit;
mod explain;
mod inspect;
mod interrupt;
mod learn;
mod lexicon;
mod plan;
mod progress;
mod sample;
mod score;
mod terminal;
mod words;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser as _;

use self::args::{Cli, Command};

pub(crate) fn main() -> ExitCode {
    match Cli::try_parse().map(|cli| run(cli.command)) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => exit::report(&error),
        Err(answer) => exit::answer(&answer),
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Analyze(args) => analyze::run(&args),
        Command::Score(args) => score::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Calibrate(args) => calibrate::run(&args),
        Command::Lexicon(args) => lexicon::run(&args.task),
        Command::Eval(args) => eval::run(&args),
        Command::Sample(args) => sample::run(&args),
        Command::Learn(args) => learn::run(&args),
    }
}
