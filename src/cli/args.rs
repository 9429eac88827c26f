//! What can be said on the command line.

mod labels;
mod lexicon;
mod scoring;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, builder::FalseyValueParser};

pub(crate) use labels::{CalibrateArgs, EvalArgs, EvalFormatArg, LearnArgs, SampleArgs, SplitArg};
pub(crate) use lexicon::{LexiconArgs, LexiconCheckArgs, LexiconShowArgs, LexiconTask, PageArg};
pub(crate) use scoring::{ModelArg, ModelArgs, WordArgs};

/// Brand-sentiment reports from exported mentions: private, deterministic, explained word by word.
#[derive(Debug, Parser)]
#[command(
    name = "listen",
    version,
    max_term_width = 98,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Count, score and sum up mentions: by brand, platform, day …
    Analyze(Box<AnalyzeArgs>),
    /// Write every mention with its score
    Score(Box<ScoreArgs>),
    /// Show word by word why a text gets its score
    Explain(ExplainArgs),
    /// Show how a file is read and what is dropped from it
    Inspect(InspectArgs),
    /// Draw mentions for people to label, each text once
    Sample(Box<SampleArgs>),
    /// Make a correction of figures from a labelled sample
    Calibrate(Box<CalibrateArgs>),
    /// Show what is known of words, and check word lists of your own
    Lexicon(LexiconArgs),
    /// Measure how well models find the labels that people gave
    Eval(Box<EvalArgs>),
    /// Learn valence and subjectivity of words from texts that people labelled
    Learn(Box<LearnArgs>),
}

#[derive(Args, Debug)]
pub(crate) struct AnalyzeArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// One row for each of these, combined: brand, platform, language, author, country, hour,
    /// day, week, month, weekday
    #[arg(
        long,
        value_name = "NAME,…",
        value_delimiter = ',',
        help_heading = "Rows"
    )]
    pub(crate) by: Vec<String>,

    /// Keep the first N rows of `--by`
    #[arg(long, value_name = "N", help_heading = "Rows")]
    pub(crate) top: Option<usize>,

    /// Sort the rows of `--by` by a column, largest first; `COLUMN:asc` for smallest first
    #[arg(long, value_name = "COLUMN", help_heading = "Rows")]
    pub(crate) sort: Option<String>,

    /// Drop rows of `--by` with fewer than N mentions
    #[arg(long, value_name = "N", help_heading = "Rows")]
    pub(crate) min: Option<u64>,

    /// What labels, shares and scores are made of: each text once, or every record
    #[arg(
        long,
        value_name = "WHAT",
        default_value = "unique",
        env = "LISTEN_COUNT",
        help_heading = "Rows"
    )]
    pub(crate) count: CountArg,

    #[command(flatten)]
    pub(crate) window: WindowArgs,

    #[command(flatten)]
    pub(crate) model: ModelArgs,

    /// Labels of your own that go before the model's: a table with `id` or `url`, and `label`
    #[arg(long, value_name = "FILE", help_heading = "Scoring")]
    pub(crate) overrides: Option<PathBuf>,

    /// Correct shares and net sentiment with the file that `listen calibrate` wrote
    #[arg(long, value_name = "FILE", help_heading = "Scoring")]
    pub(crate) calibration: Option<PathBuf>,

    /// Write the report as table, csv, tsv, json, jsonl or markdown; without it the ending of
    /// `--output` decides, `--excel` makes csv, and all else table
    #[arg(
        short,
        long,
        value_name = "FORMAT",
        env = "LISTEN_FORMAT",
        help_heading = "Output"
    )]
    pub(crate) format: Option<String>,

    #[command(flatten)]
    pub(crate) output: OutputArgs,

    #[command(flatten)]
    pub(crate) color: ColorArgs,

    #[command(flatten)]
    pub(crate) run: RunArgs,
}

#[derive(Args, Debug)]
pub(crate) struct ScoreArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    #[command(flatten)]
    pub(crate) model: ModelArgs,

    /// Labels of your own that go before the model's: a table with `id` or `url`, and `label`
    #[arg(long, value_name = "FILE", help_heading = "Scoring")]
    pub(crate) overrides: Option<PathBuf>,

    /// Write the canonical record as jsonl, csv or tsv; without it every record keeps its own
    /// columns, in the format it came in
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<String>,

    #[command(flatten)]
    pub(crate) output: OutputArgs,

    #[command(flatten)]
    pub(crate) run: RunArgs,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The text; `-` reads it from standard input
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) text: String,

    #[command(flatten)]
    pub(crate) model: ModelArgs,

    /// Write the explanation as table or json
    #[arg(
        short,
        long,
        value_name = "FORMAT",
        default_value = "table",
        help_heading = "Output"
    )]
    pub(crate) format: PageArg,

    #[command(flatten)]
    pub(crate) color: ColorArgs,
}

#[derive(Args, Debug)]
pub(crate) struct InspectArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// Write what was understood as table or json
    #[arg(
        short,
        long,
        value_name = "FORMAT",
        default_value = "table",
        help_heading = "Output"
    )]
    pub(crate) format: PageArg,
}

#[derive(Args, Debug)]
pub(crate) struct InputArgs {
    /// Files, globs, folders, http(s) addresses, or `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<String>,

    /// Read a field from the column of this name: `--map text=Body --map created=When`
    #[arg(long, value_name = "FIELD=COLUMN", help_heading = "Input")]
    pub(crate) map: Vec<String>,

    /// Order of day and month in dates such as 3/4/2026: dmy or mdy
    #[arg(
        long,
        value_name = "ORDER",
        env = "LISTEN_DATE_ORDER",
        help_heading = "Input"
    )]
    pub(crate) date_order: Option<DateOrderArg>,

    /// Time zone of times that state none
    #[arg(
        long,
        value_name = "ZONE",
        default_value = "UTC",
        env = "LISTEN_INPUT_TZ",
        help_heading = "Input"
    )]
    pub(crate) input_tz: String,

    /// Encoding of inputs, such as windows-1252 or macintosh; otherwise it is recognised
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub(crate) encoding: Option<String>,

    /// Sheet of a workbook, by name or number; otherwise the first that holds mentions
    #[arg(long, value_name = "SHEET", help_heading = "Input")]
    pub(crate) sheet: Option<String>,

    /// Longest record, in bytes or with KiB, MiB, GiB
    #[arg(
        long,
        value_name = "SIZE",
        default_value = "16MiB",
        help_heading = "Input"
    )]
    pub(crate) max_record: String,

    /// Most that is read of one input, once decompressed
    #[arg(
        long,
        value_name = "SIZE",
        default_value = "64GiB",
        help_heading = "Input"
    )]
    pub(crate) max_input: String,

    /// Most seconds that an address may take; 30 of silence end it before
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 300,
        help_heading = "Input"
    )]
    pub(crate) timeout: u64,

    /// Let addresses lead into private networks and to this machine
    #[arg(long, help_heading = "Input")]
    pub(crate) allow_private: bool,

    /// Report on what can be read of an input that is cut off or damaged
    #[arg(long, help_heading = "Input")]
    pub(crate) partial: bool,

    /// Stop at the first record that cannot be read
    #[arg(long, help_heading = "Input")]
    pub(crate) strict: bool,
}

#[derive(Args, Debug)]
pub(crate) struct WindowArgs {
    /// Mentions from this date or time on
    #[arg(long, value_name = "WHEN", help_heading = "Period")]
    pub(crate) since: Option<String>,

    /// Mentions before this date or time
    #[arg(long, value_name = "WHEN", help_heading = "Period")]
    pub(crate) until: Option<String>,

    /// A named period: yesterday, last-week, last-month, 2026-W11, 2026-03 …
    #[arg(long, value_name = "PERIOD", conflicts_with_all = ["since", "until"], help_heading = "Period")]
    pub(crate) period: Option<String>,

    /// Time zone of days, weeks and months, and of dates without a time
    #[arg(
        long,
        value_name = "ZONE",
        default_value = "UTC",
        env = "LISTEN_TZ",
        help_heading = "Period"
    )]
    pub(crate) tz: String,

    /// First day of the week: mon … sun
    #[arg(
        long,
        value_name = "DAY",
        default_value = "mon",
        env = "LISTEN_WEEK_START",
        help_heading = "Period"
    )]
    pub(crate) week_start: String,

    /// The moment from which `--period` looks back, instead of now
    #[arg(
        long,
        value_name = "WHEN",
        requires = "period",
        help_heading = "Period"
    )]
    pub(crate) as_of: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct OutputArgs {
    /// Write to this file, all of it or nothing
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    /// CSV for Excel: byte-order mark and CRLF; `fr` also semicolons and decimal commas
    #[arg(
        long,
        value_name = "KIND",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "comma",
        help_heading = "Output"
    )]
    pub(crate) excel: Option<ExcelArg>,
}

#[derive(Args, Debug)]
pub(crate) struct RunArgs {
    /// Threads to work on; the output is the same for any number
    #[arg(long, value_name = "N", env = "LISTEN_THREADS", help_heading = "Run")]
    pub(crate) threads: Option<usize>,

    #[command(flatten)]
    pub(crate) quiet: QuietArgs,
}

#[derive(Args, Debug)]
pub(crate) struct ColorArgs {
    /// Colour of the table: auto, always or never
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "Output"
    )]
    pub(crate) color: ColorArg,
}

#[derive(Args, Debug)]
pub(crate) struct QuietArgs {
    /// Say nothing on standard error but errors
    #[arg(short, long, env = "LISTEN_QUIET", value_parser = FalseyValueParser::new(), help_heading = "Run")]
    pub(crate) quiet: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum CountArg {
    Unique,
    All,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum DateOrderArg {
    Dmy,
    Mdy,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum ExcelArg {
    Comma,
    Fr,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum ColorArg {
    Auto,
    Always,
    Never,
}
