//! What can be said on the command line of how texts are scored.

use clap::{Args, ValueEnum};

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

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum ModelArg {
    Listen,
    Vader,
    VaderCrate,
}
