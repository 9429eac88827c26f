//! What the lexica know of a word: its values with where they come from, its roles, its phrases.

use serde::Serialize;

use super::{
    Lexicon, Own, grammar,
    grammar::Grammar,
    own::canonical,
    roles,
    shipped::{EMOJI, SHIPPED, Shipped},
    words::{self, Entry},
};

/// So many phrases that hold a word are named.
const MOST_PHRASES: usize = 12;

/// A language with the size of its lexicon.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Language {
    /// ISO 639-1.
    pub language: &'static str,
    /// Words and phrases with values.
    pub entries: usize,
    /// Of them, phrases.
    pub phrases: usize,
    /// Entries by where their values come from, the most first.
    pub origins: Vec<(String, usize)>,
    /// Words and phrases that do something to others.
    pub roles: usize,
    /// Domains with a pack for it.
    pub domains: Vec<&'static str>,
}

/// What a language's lexicon knows of a word or phrase.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sense {
    /// ISO 639-1.
    pub language: &'static str,
    /// As the lexicon writes it; where it stands for another, that one.
    pub word: String,
    /// Its values, in the order of the lists; the last counts.
    pub values: Vec<Values>,
    /// What it says where it is denied, as far as a list tells; the last counts.
    pub denied: Vec<Values>,
    /// What it does to other words.
    pub roles: Vec<&'static str>,
    /// By how much it strengthens or weakens, in percent.
    pub percent: Option<i32>,
    /// What the word that was asked for is rewritten to.
    pub stands_for: Option<String>,
    /// Phrases that hold it, some of them.
    pub phrases: Vec<String>,
}

/// The values of a word in one list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Values {
    /// The list: `lexicon`, `emoji`, a domain, or a file of the user's own.
    pub list: String,
    /// −4 (most negative) to 4 (most positive).
    pub valence: f64,
    /// How strongly it speaks against "neutral".
    pub subjectivity: f64,
    /// Where the values come from.
    pub origin: String,
    /// How many training texts held it.
    pub texts: u32,
}

/// The languages that come with the program.
pub fn languages() -> Vec<Language> {
    SHIPPED.iter().map(language).collect()
}

fn language(shipped: &'static Shipped) -> Language {
    let entries = words::parse(shipped.words).unwrap_or_default();
    let mut origins: Vec<(String, usize)> = Vec::new();
    for entry in &entries {
        match origins.iter_mut().find(|(name, _)| name == entry.origin) {
            Some((_, count)) => *count += 1,
            None => origins.push((entry.origin.to_owned(), 1)),
        }
    }
    origins.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Language {
        language: shipped.language,
        entries: entries.len(),
        phrases: entries.iter().filter(|e| e.key.contains(' ')).count(),
        origins,
        roles: rules(shipped).parts.len(),
        domains: super::shipped::domains_of(shipped.language),
    }
}

fn rules(shipped: &Shipped) -> Grammar {
    grammar::parse(shipped.rules).unwrap_or_default()
}

/// What each language knows of a word or phrase, with the user's own lists over it.
/// Languages that know nothing of it are left out.
pub fn senses(word: &str, own: &Own) -> Vec<Sense> {
    let asked = canonical(word);
    let senses = SHIPPED.iter().map(|shipped| sense(shipped, &asked, own));
    senses.filter(Sense::says_something).collect()
}

fn sense(shipped: &'static Shipped, asked: &str, own: &Own) -> Sense {
    let entries = words::parse(shipped.words).unwrap_or_default();
    let rules = rules(shipped);
    let rewrite = rules.rewrites.iter().find(|(key, _)| key == asked);
    let meant = rewrite.map(|(_, text)| text.clone());
    let word = written(shipped.language, meant.as_deref().unwrap_or(asked));
    let emoji = words::parse(EMOJI).unwrap_or_default();
    let mut values = found(&entries, "lexicon", &word);
    values.extend(found(&emoji, "emoji", &word));
    let denial = format!("{}{word}", words::DENIED);
    let mut denied = found(&entries, "lexicon", &denial);
    for layer in own.layers(shipped.language) {
        let own: Vec<Entry<'_>> = layer.words.iter().map(super::own::OwnWord::entry).collect();
        let said = found(&own, &layer.name, &word);
        if !said.is_empty() {
            denied.clear();
        }
        values.extend(said);
        denied.extend(found(&own, &layer.name, &denial));
    }
    let parts = || rules.parts.iter().filter(|part| part.key == word);
    let mut percents = parts()
        .map(|part| part.percent)
        .filter(|percent| *percent != 0);
    Sense {
        language: shipped.language,
        values,
        denied,
        roles: roles::names(parts().fold(0, |all, part| all | part.roles)),
        percent: percents.next_back(),
        stands_for: meant,
        phrases: phrases(&entries, &rules, &word),
        word,
    }
}

impl Sense {
    fn says_something(&self) -> bool {
        let is_plain = self.values.is_empty() && self.denied.is_empty() && self.roles.is_empty();
        !is_plain || self.stands_for.is_some() || !self.phrases.is_empty()
    }
}

/// The word as the lexicon writes it, which may have marks that were not typed.
fn written(language: &str, asked: &str) -> String {
    let known = || {
        let lexicon = Lexicon::of(language)?;
        let name = lexicon.name(lexicon.record(lexicon.word(asked)?).term);
        (!name.is_empty()).then(|| name.to_owned())
    };
    known().unwrap_or_else(|| asked.to_owned())
}

fn found(entries: &[Entry<'_>], list: &str, word: &str) -> Vec<Values> {
    let entries = entries.iter().filter(|entry| entry.key == word);
    let values = |entry: &Entry<'_>| Values {
        list: list.to_owned(),
        valence: f64::from(entry.valence) / 10_000.0,
        subjectivity: f64::from(entry.subjectivity) / 10_000.0,
        origin: entry.origin.to_owned(),
        texts: entry.documents,
    };
    entries.map(values).collect()
}

/// Phrases that hold a word among others.
fn phrases(entries: &[Entry<'_>], rules: &Grammar, word: &str) -> Vec<String> {
    let keys = entries.iter().map(|entry| entry.key);
    let keys = keys.chain(rules.parts.iter().map(|part| &*part.key));
    let holds = |key: &&str| *key != word && key.split(' ').any(|part| part == word);
    let mut phrases: Vec<String> = keys.filter(holds).map(str::to_owned).collect();
    phrases.sort();
    phrases.dedup();
    phrases.truncate(MOST_PHRASES);
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Layer;

    #[test]
    fn a_word_is_shown_with_its_lists_and_roles() {
        let mut own = Own::default();
        own.push(Layer::parse("mine.tsv", "never\t-1\n", Some("en")).unwrap());
        let senses = senses("NEVER", &own);
        let english = senses.iter().find(|sense| sense.language == "en").unwrap();
        assert_eq!(english.values.last().unwrap().list, "mine.tsv");
        assert!(english.roles.contains(&"negator"), "{:?}", english.roles);
        assert!(
            english
                .phrases
                .iter()
                .any(|phrase| phrase == "almost never")
        );
    }

    #[test]
    fn what_no_language_knows_has_no_sense() {
        assert!(senses("qwrtzpl", &Own::default()).is_empty());
    }

    #[test]
    fn every_language_has_entries_and_says_where_they_come_from() {
        for language in languages() {
            let counted: usize = language.origins.iter().map(|(_, count)| count).sum();
            assert!(counted == language.entries && counted > 100, "{language:?}");
        }
    }
}
