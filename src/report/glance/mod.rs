//! The report that a person reads at a glance in a terminal.

use std::io::{self, Write};

use jiff::{
    Zoned,
    civil::{Date, Weekday},
};

use super::{Counts, Figures, Mean, Style};
use crate::scoring::Label;

/// All that the report at a glance says; plain data.
#[derive(Clone, Debug, PartialEq)]
pub struct Glance {
    /// What the verdict is about: the one brand followed, where there is one.
    pub subject: Option<String>,
    /// The inputs as the user wrote them, for the command to run next.
    pub inputs: Vec<String>,
    /// What became of the records read.
    pub input: Counts,
    /// The window asked for, in words; the dates met stand in `overall`.
    pub period: Option<String>,
    /// The model's name.
    pub model: &'static str,
    /// All mentions together.
    pub overall: Figures,
    /// One line for each brand, in the order to show.
    pub brands: Vec<Group>,
    /// One line for each platform, in the order to show.
    pub platforms: Vec<Group>,
    /// The languages met, in the order to show.
    pub languages: Vec<Language>,
    /// Days with mentions, in any order; gaps count as days without.
    pub days: Vec<Day>,
    /// On which day weeks begin.
    pub week_start: Weekday,
    /// The most negative mentions, the worst first.
    pub most_negative: Vec<Quote>,
    /// The most positive mentions, the best first.
    pub most_positive: Vec<Quote>,
    /// What the reader should know about the figures.
    pub notes: Vec<String>,
}

/// The figures of one brand or platform.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its figures.
    pub figures: Figures,
}

/// A language met.
#[derive(Clone, Debug, PartialEq)]
pub struct Language {
    /// Its code or name; empty where unknown.
    pub name: String,
    /// Mentions in it.
    pub mentions: u64,
    /// Whether there is a lexicon for it.
    pub supported: bool,
}

/// What was said on one day.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Day {
    /// The day, in the report's time zone.
    pub date: Date,
    /// Mentions.
    pub mentions: u64,
    /// Positive ones among them.
    pub positive: u64,
    /// Negative ones among them.
    pub negative: u64,
}

/// One mention as evidence; empty text is unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// What was said.
    pub text: String,
    /// Who said it.
    pub author: String,
    /// Where.
    pub platform: String,
    /// Its address.
    pub url: String,
    /// When.
    pub created_at: Option<Zoned>,
    /// Its score, −1 to 1.
    pub score: Mean,
    /// Its class.
    pub label: Label,
    /// Likes, shares and replies.
    pub engagement: Option<u64>,
    /// People reached.
    pub reach: Option<u64>,
    /// The words that decided, with their valence after the rules.
    pub why: Vec<(String, f64)>,
}

impl Glance {
    /// Writes the report for a terminal of that many columns.
    pub fn write(&self, width: usize, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let _ = (width, style);
        writeln!(out, "{} mentions", self.overall.mentions)
    }
}
