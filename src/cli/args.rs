//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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

    /// Keep the first N rows
    #[arg(long, value_name = "N", help_heading = "Rows")]
    pub(crate) top: Option<usize>,

    /// Sort by a column, largest first; `COLUMN:asc` for smallest first
    #[arg(long, value_name = "COLUMN", help_heading = "Rows")]
    pub(crate) sort: Option<String>,

    /// Drop rows of fewer than N mentions
    #[arg(long, value_name = "N", help_heading = "Rows")]
    pub(crate) min: Option<u64>,

    /// Count exact duplicates once, or count every record
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
    pub(crate) run: RunArgs,
}

#[derive(Args, Debug)]
pub(crate) struct ScoreArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    #[command(flatten)]
    pub(crate) model: ModelArgs,

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
    pub(crate) format: String,

    /// Colour: auto, always or never
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "Output"
    )]
    pub(crate) color: ColorArg,
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
    pub(crate) format: String,
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

    /// Show so many of the worst errors
    #[arg(long, value_name = "N", default_value_t = 5, help_heading = "Output")]
    pub(crate) errors: usize,

    /// Write the figures as table, csv or json
    #[arg(
        short,
        long,
        value_name = "FORMAT",
        default_value = "table",
        help_heading = "Output"
    )]
    pub(crate) format: EvalFormatArg,

    /// Write to this file, all of it or nothing
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    /// Colour: auto, always or never
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "Output"
    )]
    pub(crate) color: ColorArg,

    #[command(flatten)]
    pub(crate) run: RunArgs,
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

    /// Language of all texts, ISO 639-1; without it that of most, and only texts in it
    #[arg(long, value_name = "CODE", help_heading = "Learning")]
    pub(crate) language: Option<String>,

    /// Start from the lexicon in this folder (`base.tsv`, else `words.tsv`, and `rules.toml`)
    #[arg(long, value_name = "FOLDER", help_heading = "Learning")]
    pub(crate) base: Option<PathBuf>,

    /// Learn the whole word list and the constants of the classes anew and write them into the
    /// folder of `--base`; without a folder the word list goes to the output
    #[arg(long, help_heading = "Learning")]
    pub(crate) write: bool,

    /// Learn so many new words at most
    #[arg(
        long,
        value_name = "N",
        default_value_t = 3500,
        help_heading = "Learning"
    )]
    pub(crate) size: usize,

    /// Learn words of so many texts at least
    #[arg(long, value_name = "N", default_value_t = 5, help_heading = "Learning")]
    pub(crate) min_texts: u32,

    /// How strongly known values hold words back; more is more careful
    #[arg(
        long,
        value_name = "C",
        default_value_t = 7.0,
        value_parser = positive,
        help_heading = "Learning"
    )]
    pub(crate) strength: f64,

    /// What the texts of a source count: `--source-weight reviews=0.2`
    #[arg(long, value_name = "NAME=W", help_heading = "Learning")]
    pub(crate) source_weight: Vec<String>,

    /// Write the list to this file, all of it or nothing
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) run: RunArgs,
}

fn positive(text: &str) -> Result<f64, String> {
    let value = text.parse().ok().filter(|value: &f64| value.is_finite());
    value
        .filter(|value| *value > 0.0)
        .ok_or_else(|| "a number above 0 is wanted".to_owned())
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

    /// Most seconds that an address may take
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

    /// Time zone of days, weeks and months
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
    #[arg(long, value_name = "WHEN", help_heading = "Period")]
    pub(crate) as_of: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct ModelArgs {
    /// Sentiment model: listen, vader (as Python's vaderSentiment 3.3.2) or vader-crate
    #[arg(
        long,
        value_name = "MODEL",
        default_value = "listen",
        value_delimiter = ',',
        env = "LISTEN_MODEL",
        help_heading = "Scoring"
    )]
    pub(crate) model: Vec<ModelArg>,

    /// Language of texts whose export states none, ISO 639-1; otherwise it is recognised
    #[arg(
        long,
        value_name = "CODE",
        env = "LISTEN_LANGUAGE",
        help_heading = "Scoring"
    )]
    pub(crate) language: Option<String>,

    /// A brand with the words it goes by: `--brand "Free=free,freebox,@free"`
    #[arg(long, value_name = "NAME=WORD,…", help_heading = "Scoring")]
    pub(crate) brand: Vec<String>,

    #[command(flatten)]
    pub(crate) words: WordArgs,
}

#[derive(Args, Debug)]
pub(crate) struct WordArgs {
    /// Words of your own with their valence, over the built-in ones; for one language with
    /// `--lexicon fr=FILE` or a comment `# language: fr` in the file
    #[arg(
        long,
        value_name = "FILE",
        env = "LISTEN_LEXICON",
        help_heading = "Scoring"
    )]
    pub(crate) lexicon: Vec<String>,

    /// Words and phrases that say neither good nor bad
    #[arg(
        long,
        value_name = "WORD,…",
        value_delimiter = ',',
        env = "LISTEN_NEUTRAL",
        help_heading = "Scoring"
    )]
    pub(crate) neutral: Vec<String>,

    /// Words of a branch of business: airline, food, hospitality, retail, software, telecom
    #[arg(
        long,
        value_name = "NAME,…",
        value_delimiter = ',',
        env = "LISTEN_DOMAIN",
        help_heading = "Scoring"
    )]
    pub(crate) domain: Vec<String>,
}

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
    /// Look for faults in word lists of your own
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
    /// Word lists: a word or phrase a line, a tab, its valence from -4 to 4
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

    /// Colour: auto, always or never
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "Output"
    )]
    pub(crate) color: ColorArg,
}

#[derive(Args, Debug)]
pub(crate) struct RunArgs {
    /// Threads to work on; the output is the same for any number
    #[arg(long, value_name = "N", env = "LISTEN_THREADS", help_heading = "Run")]
    pub(crate) threads: Option<usize>,

    /// Say nothing on standard error but errors
    #[arg(short, long, env = "LISTEN_QUIET", help_heading = "Run")]
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
pub(crate) enum ModelArg {
    Listen,
    Vader,
    VaderCrate,
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
