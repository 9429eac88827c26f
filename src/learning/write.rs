//! Writes what was learned as a list that a person can read and edit.

use std::{
    collections::HashSet,
    io::{self, Write},
};

use super::{Constants, Learned, Word};
use crate::{
    lexicon::{settings::Settings, words::denied},
    scoring::listen::features::STYLES,
};

/// The features of style, as the names of constants have them.
const STYLE_NAMES: [&str; STYLES] = [
    "link",
    "question",
    "exclamation",
    "mention",
    "number",
    "length",
];

impl Learned {
    /// The list of what is new or changed, to lay over the lexicon.
    pub fn write_overlay(&self, language: &str, out: &mut dyn Write) -> io::Result<()> {
        let heading = "word or phrase, valence, subjectivity, origin, number of texts";
        writeln!(out, "# language: {language}")?;
        writeln!(
            out,
            "# {heading}. Made by `listen learn`; edit as you like."
        )?;
        let changed = self.words.iter().filter(|word| word.is_changed);
        let changed: HashSet<&str> = changed.map(|word| word.key.as_str()).collect();
        // What a list says of a word goes before all that another knows of its denial.
        let is_denial = |word: &Word| denied(&word.key).is_some_and(|word| changed.contains(word));
        let is_told = |word: &&Word| word.is_changed || is_denial(word);
        for word in self.words.iter().filter(is_told) {
            let learned = Word {
                origin: "learned".to_owned(),
                ..word.clone()
            };
            out.write_all(line(&learned).as_bytes())?;
        }
        Ok(())
    }

    /// The whole word list of a language, after the comments of the one that it replaces.
    pub fn write_words(&self, before: &str, out: &mut dyn Write) -> io::Result<()> {
        for comment in before.lines().take_while(|line| line.starts_with("# ")) {
            writeln!(out, "{comment}")?;
        }
        // Emoji are the same in every language but for what its texts say of them.
        for word in self
            .words
            .iter()
            .filter(|word| !word.is_emoji || word.is_changed)
        {
            out.write_all(line(word).as_bytes())?;
        }
        Ok(())
    }
}

/// A line of a list.
pub(super) fn line(word: &Word) -> String {
    format!(
        "{}\t{}\t{}\t{}\t{}\n",
        word.key, word.valence, word.subjectivity, word.origin, word.texts
    )
}

impl Constants {
    /// The constants that a language's rules set.
    pub(super) fn of(settings: &Settings) -> Self {
        let value = |tenthousandths: i32| f64::from(tenthousandths) / 10_000.0;
        Self {
            valence: value(settings.class_valence),
            subjectivity: value(settings.class_subjectivity),
            neutral: value(settings.class_neutral),
            lean: value(settings.class_tilt),
            style: settings.neutral_by_style().map(value),
            tilt: settings.tilt_by_style().map(value),
        }
    }

    /// The lines of `rules.toml` that set them, each with the name of its constant.
    pub fn lines(&self) -> Vec<(String, String)> {
        let classes = [
            ("class_valence", self.valence),
            ("class_subjectivity", self.subjectivity),
            ("class_neutral", self.neutral),
            ("class_tilt", self.lean),
        ];
        let classes = classes.map(|(name, value)| (name.to_owned(), value));
        let styles = [("neutral", self.style), ("tilt", self.tilt)];
        let styles = styles.into_iter().flat_map(|(class, values)| {
            let names = STYLE_NAMES.map(|style| format!("{class}_{style}"));
            names.into_iter().zip(values)
        });
        let line = |(name, value): (String, f64)| {
            let line = format!("{name} = \"{}\"", (value * 1e4).round() / 1e4 + 0.0);
            (name, line)
        };
        classes.into_iter().chain(styles).map(line).collect()
    }

    /// A `rules.toml` with these constants in the place of its own; those that it lacks begin its settings.
    pub fn written_into(&self, rules: &str) -> String {
        let lines = self.lines();
        let name = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
        let stated: Vec<String> = rules.lines().map(name).collect();
        let missing = lines.iter().filter(|(own, _)| !stated.contains(own));
        let missing: String = missing.flat_map(|(_, line)| [line, "\n"]).collect();
        let replaced = |line: &str| {
            let own = lines.iter().find(|(own, _)| *own == name(line));
            let line = own.map_or(line, |(_, line)| line);
            let more = if line.trim() == "[settings]" {
                &missing
            } else {
                ""
            };
            format!("{line}\n{more}")
        };
        rules.lines().map(replaced).collect()
    }
}
