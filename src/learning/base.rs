//! The lists and rules that learning starts from.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Error, Result,
    lexicon::{
        Fault, Lexicon,
        grammar::{self, Grammar},
        roles::Roles,
        words,
    },
};

/// A language's word lists and rules, as text.
#[derive(Clone, Debug)]
pub struct Base {
    /// Emoji and emoticons, the same in every language.
    pub emoji: String,
    /// Words and phrases.
    pub words: String,
    /// Roles, spellings and constants.
    pub rules: String,
    /// Sentences with the labels that they must get (`gold.tsv`), if there are any.
    pub gold: String,
    /// The file of words, for messages.
    pub path: PathBuf,
}

/// Where an entry comes from, and so how far it may move.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Origin {
    /// A published list.
    Listed,
    /// Our own judgement.
    Own,
    /// The table of emoji.
    Emoji,
    /// Learned before, or to be learned now.
    Learned,
}

/// An entry that may be learned or refined.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) valence: f64,
    pub(super) subjectivity: f64,
    pub(super) origin: Origin,
    /// The origin as the list writes it.
    pub(super) source: String,
    /// What the list says of its evidence.
    pub(super) documents: u32,
    pub(super) roles: Roles,
}

impl Base {
    /// The lexicon of a language (ISO 639-1) that comes with the program.
    pub fn of(language: &str) -> Option<Self> {
        let (words, rules) = Lexicon::files(language)?;
        Some(Self {
            emoji: include_str!("../../lexicons/emoji.tsv").to_owned(),
            words: words.to_owned(),
            rules: rules.to_owned(),
            gold: String::new(),
            path: PathBuf::from(format!("lexicons/{language}/words.tsv")),
        })
    }

    /// A language's folder: `base.tsv` (values before any learning), else
    /// `words.tsv`; `rules.toml`; `gold.tsv` if there is one; and `emoji.tsv` beside the folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let before = folder.join("base.tsv");
        let path = if before.exists() {
            before
        } else {
            folder.join("words.tsv")
        };
        Ok(Self {
            emoji: text_if_any(&folder.join("../emoji.tsv"))?,
            gold: text_if_any(&folder.join("gold.tsv"))?,
            words: text(&path)?,
            rules: text(&folder.join("rules.toml"))?,
            path,
        })
    }

    /// The same without what was learned before.
    #[must_use]
    pub fn unlearned(mut self) -> Self {
        let is_learned = |line: &str| line.split('\t').nth(3) == Some("learned");
        let kept = self.words.lines().filter(|line| !is_learned(line));
        self.words = kept.flat_map(|line| [line, "\n"]).collect();
        self
    }

    /// The rules.
    pub(super) fn grammar(&self) -> Result<Grammar> {
        grammar::parse(&self.rules).map_err(|fault| self.told(&fault, "rules.toml"))
    }

    /// The lexicon, with more lines of words.
    pub(super) fn lexicon(&self, more: &str) -> Result<&'static Lexicon> {
        let lists = [self.emoji.as_str(), &self.words, more];
        let lexicon =
            Lexicon::from_text(&lists, &self.rules).map_err(|fault| self.told(&fault, ""))?;
        Ok(Box::leak(Box::new(lexicon)))
    }

    fn told(&self, fault: &Fault, file: &str) -> Error {
        let path = if file.is_empty() {
            self.path.clone()
        } else {
            self.path.with_file_name(file)
        };
        Error::Definition {
            path,
            line: fault.line,
            reason: fault.reason.clone(),
        }
    }

    /// The entries with values that the lists have, and those of `more`. Keys that
    /// mean the same words count once.
    pub(super) fn entries(&self, more: &str) -> Result<Vec<Entry>> {
        let lexicon = self.lexicon(more)?;
        let mut lines = HashMap::new();
        for (list, is_emoji) in [
            (self.emoji.as_str(), true),
            (&self.words, false),
            (more, false),
        ] {
            let parsed = words::parse(list).map_err(|fault| self.told(&fault, ""))?;
            lines.extend(
                parsed
                    .into_iter()
                    .map(|entry| (entry.key, (entry, is_emoji))),
            );
        }
        let entry = |(name, term): (&str, crate::lexicon::Term)| {
            let (line, is_emoji) = lines.get(name)?;
            let value = |tenthousandths: i32| f64::from(tenthousandths) / 10_000.0;
            Some(Entry {
                key: name.to_owned(),
                valence: value(term.valence),
                subjectivity: value(term.subjectivity),
                origin: origin(line.origin, *is_emoji),
                source: line.origin.to_owned(),
                documents: line.documents,
                roles: term.roles,
            })
        };
        let mut entries: Vec<Entry> = lexicon.terms().filter_map(entry).collect();
        entries.sort_by(|one, other| one.key.cmp(&other.key));
        Ok(entries)
    }
}

fn origin(name: &str, is_emoji: bool) -> Origin {
    match name {
        _ if is_emoji => Origin::Emoji,
        "learned" => Origin::Learned,
        "own" => Origin::Own,
        _ => Origin::Listed,
    }
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|source| Error::Read {
        input: path.display().to_string(),
        source,
    })
}

fn text_if_any(path: &Path) -> Result<String> {
    if path.exists() {
        text(path)
    } else {
        Ok(String::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_learned_before_can_be_forgotten() {
        let base = Base::of("en").unwrap();
        let learned = |base: &Base| base.words.matches("\tlearned\t").count();
        assert!(learned(&base) > 100);
        assert_eq!(learned(&base.unlearned()), 0);
    }

    #[test]
    fn keys_of_the_same_words_are_one_entry() {
        let base = Base {
            emoji: String::new(),
            words: "can't stand\t-2\t1\town\t0\ncan not stand\t-3\t1\town\t0\n".to_owned(),
            ..Base::of("en").unwrap()
        };
        let entries = base.entries("").unwrap();
        assert_eq!(entries.len(), 1);
        assert!((entries[0].valence + 3.0).abs() < 1e-9);
    }
}
