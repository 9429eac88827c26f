//! Writes what was learned as a list that a person can read and edit.

use std::io::{self, Write};

use super::{Constants, Learned, Word};
use crate::lexicon::settings::Settings;

impl Learned {
    /// The list of what is new or changed, to lay over the lexicon.
    pub fn write_overlay(&self, language: &str, out: &mut dyn Write) -> io::Result<()> {
        let heading = "word or phrase, valence, subjectivity, origin, number of texts";
        writeln!(out, "# language: {language}")?;
        writeln!(
            out,
            "# {heading}. Made by `listen learn`; edit as you like."
        )?;
        for word in self.words.iter().filter(|word| word.is_changed) {
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
        for word in self.words.iter().filter(|word| !word.is_emoji) {
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
            style: [
                value(settings.neutral_link),
                value(settings.neutral_question),
                value(settings.neutral_exclamation),
                value(settings.neutral_mention),
                value(settings.neutral_number),
                value(settings.neutral_length),
            ],
        }
    }

    /// The lines of `rules.toml` that set them.
    pub fn lines(&self) -> [(&'static str, String); 9] {
        let [link, question, exclamation, mention, number, length] = self.style;
        [
            ("class_valence", self.valence),
            ("class_subjectivity", self.subjectivity),
            ("class_neutral", self.neutral),
            ("neutral_link", link),
            ("neutral_question", question),
            ("neutral_exclamation", exclamation),
            ("neutral_mention", mention),
            ("neutral_number", number),
            ("neutral_length", length),
        ]
        .map(|(name, value)| {
            (
                name,
                format!("{name} = \"{}\"", (value * 1e4).round() / 1e4 + 0.0),
            )
        })
    }

    /// A `rules.toml` with these constants in the place of its own.
    pub fn written_into(&self, rules: &str) -> String {
        let lines = self.lines();
        let replaced = |line: &str| {
            let name = line.split('=').next().unwrap_or_default().trim();
            let own = lines.iter().find(|(own, _)| *own == name);
            own.map_or_else(|| line.to_owned(), |(_, line)| line.clone()) + "\n"
        };
        rules.lines().map(replaced).collect()
    }
}
