//! What can be said on the command line to `listen lexicon`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::WordArgs;

#[derive(Args, Debug)]
pub(crate) struct LexiconArgs {
    #[command(subcommand)]
    pub(crate) task: LexiconTask,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconTask {
    /// The languages, how many words each has, and where they come from
    List(LexiconListArgs),
    /// What each language knows of a word or phrase
    Show(LexiconShowArgs),
    /// Look for faults in word lists of your own, and in a language's rules
    Check(LexiconCheckArgs),
}

#[derive(Args, Debug)]
pub(crate) struct LexiconListArgs {
    /// Write the list as table or json
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: PageArg,
}

#[derive(Args, Debug)]
pub(crate) struct LexiconShowArgs {
    /// The word or phrase
    #[arg(value_name = "WORD")]
    pub(crate) word: String,

    #[command(flatten)]
    pub(crate) words: WordArgs,

    /// Write what is known as table or json
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: PageArg,
}

#[derive(Args, Debug)]
pub(crate) struct LexiconCheckArgs {
    /// Word lists: a word or phrase a line, a tab, its valence from -4 to 4; a language's
    /// `rules.toml` with `words.tsv` beside it; or the folder of both
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Write what was found as table or json
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: PageArg,
}

/// A page for people, or the same for programs.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum PageArg {
    Table,
    Json,
}
