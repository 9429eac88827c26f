//! What can be said on the command line of labels that people give: drawing, measuring, learning.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{ColorArgs, InputArgs, ModelArgs, OutputArgs, QuietArgs};

#[derive(Args, Debug)]
pub(crate) struct SampleArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// Draw so many mentions, no two of the same text; `weight` says how many texts each stands for
    #[arg(long, value_name = "N", default_value_t = 200, help_heading = "Sample")]
    pub(crate) size: usize,

    /// Another number, another sample; the same number, the same sample
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Sample")]
    pub(crate) seed: u64,

    /// Show what the model says of each; without it nothing sways those who label
    #[arg(long, help_heading = "Sample")]
    pub(crate) show: bool,

    #[command(flatten)]
    pub(crate) model: ModelArgs,

    #[command(flatten)]
    pub(crate) output: OutputArgs,

    #[command(flatten)]
    pub(crate) quiet: QuietArgs,
}

#[derive(Args, Debug)]
pub(crate) struct CalibrateArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// The column that holds the labels; without it the usual names are tried
    #[arg(long, value_name = "COLUMN", help_heading = "Labels")]
    pub(crate) label: Option<String>,

    #[command(flatten)]
    pub(crate) model: ModelArgs,

    /// Write the correction to this file, all of it or nothing
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) quiet: QuietArgs,
}

#[derive(Args, Debug)]
pub(crate) struct EvalArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// The column that holds the labels; without it the usual names are tried
    #[arg(long, value_name = "COLUMN", help_heading = "Labels")]
    pub(crate) label: Option<String>,

    /// Only texts of this part, where a column `split` names parts
    #[arg(long, value_name = "PART", help_heading = "Labels")]
    pub(crate) split: Option<SplitArg>,

    #[command(flatten)]
    pub(crate) model: ModelArgs,

    /// Show so many of the worst errors, in the table and in JSON; without it 5
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub(crate) errors: Option<usize>,

    /// Write the figures as table, csv or json; without it the ending of `--output` decides, and
    /// all else is a table
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<EvalFormatArg>,

    /// Write to this file, all of it or nothing
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) color: ColorArgs,

    #[command(flatten)]
    pub(crate) quiet: QuietArgs,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum SplitArg {
    Train,
    Val,
    Test,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum EvalFormatArg {
    Table,
    Csv,
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct LearnArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// The column that holds the labels; without it the usual names are tried
    #[arg(long, value_name = "COLUMN", help_heading = "Learning")]
    pub(crate) label: Option<String>,

    /// Labels of your own that go before those of the input: a table with `id` or `url`, and `label`
    #[arg(long, value_name = "FILE", help_heading = "Learning")]
    pub(crate) overrides: Option<PathBuf>,

    /// Language of all texts, ISO 639-1; without it that of most, and only texts in it
    #[arg(long, value_name = "CODE", help_heading = "Learning")]
    pub(crate) language: Option<String>,

    /// Start from the lexicon in this folder (`base.tsv`, else `words.tsv`;
    /// `rules.toml`; `gold.tsv`, whose sentences take part as the source `gold`)
    #[arg(long, value_name = "FOLDER", help_heading = "Learning")]
    pub(crate) base: Option<PathBuf>,

    /// Learn the whole word list and the constants of the classes anew and write them into the
    /// folder of `--base`; without a folder the word list goes to the output
    #[arg(long, help_heading = "Learning")]
    pub(crate) write: bool,

    /// Learn so many new words, phrases and denied words at most
    #[arg(
        long,
        value_name = "N",
        default_value_t = 3500,
        help_heading = "Learning"
    )]
    pub(crate) size: usize,

    /// Learn words of so many texts at least, all forms of a word together
    #[arg(long, value_name = "N", default_value_t = 3, help_heading = "Learning")]
    pub(crate) min_texts: u32,

    /// Learn words alone: no phrases, and nothing of what their denial says
    #[arg(long, help_heading = "Learning")]
    pub(crate) words_only: bool,

    /// How strongly known values hold words back; more is more careful
    #[arg(
        long,
        value_name = "C",
        default_value_t = 10.0,
        value_parser = positive,
        help_heading = "Learning"
    )]
    pub(crate) strength: f64,

    /// What the texts of a source count: `--source-weight reviews=0.2`; or those of one of its
    /// labels: `--source-weight reviews:neutral=0` leaves these out
    #[arg(long, value_name = "NAME=W", help_heading = "Learning")]
    pub(crate) source_weight: Vec<String>,

    /// Write the list to this file, all of it or nothing
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) quiet: QuietArgs,
}

fn positive(text: &str) -> Result<f64, String> {
    let value = text.parse().ok().filter(|value: &f64| value.is_finite());
    value
        .filter(|value| *value > 0.0)
        .ok_or_else(|| "a number above 0 is wanted".to_owned())
}
