//! Phrases of a language's rules that take their words out of the score though no list says so.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    Lexicon,
    grammar::{self, Grammar},
    roles::{self, Roles},
    words::{self, Entry, Fault},
};

/// A phrase with a role that says nothing where a word of it would speak.
#[derive(Debug, PartialEq)]
pub struct Hidden {
    /// Its line in the rules.
    pub line: u64,
    /// The phrase.
    pub phrase: String,
    /// The word or shorter phrase in it that is not heard.
    pub word: String,
    /// What that says, -4 to 4.
    pub valence: f64,
}

/// Roles of phrases that say something of their own. Those of all other roles, such as negators
/// and boosters, only do something to others, and are to hide what their words say.
const SPEAKING: Roles = roles::PRAISE
    | roles::THANKS
    | roles::DELIGHT
    | roles::CUE
    | roles::VERB
    | roles::NUISANCE
    | roles::REMEDY
    | roles::MENDED
    | roles::WAITING
    | roles::EXCESS
    | roles::TIME
    | roles::QUANTITY
    | roles::AGAIN;

/// What keeps rules from being looked through.
#[derive(Debug, PartialEq)]
pub enum Unsound {
    /// A fault of the list of words.
    List(Fault),
    /// A fault of the rules.
    Rules(Fault),
}

/// The phrases of `rules` that hide a word of opinion and stand in no line of `lists`.
pub fn hidden(lists: &str, rules: &str) -> Result<Vec<Hidden>, Unsound> {
    let grammar = grammar::parse(rules).map_err(Unsound::Rules)?;
    let entries = words::parse(lists).map_err(Unsound::List)?;
    let listed: HashSet<&str> = entries.iter().map(|entry| entry.key).collect();
    let values = values(&entries, &grammar);
    let lines = lines(rules);
    let lexicon = Lexicon::from_text(&[lists], rules).map_err(Unsound::Rules)?;
    let phrases = lexicon.terms().filter(|(name, term)| {
        let speaks = term.roles & SPEAKING != 0 && term.roles & !SPEAKING == 0;
        speaks && name.contains(' ') && !listed.contains(name)
    });
    let mut found: Vec<Hidden> = phrases
        .filter_map(|(phrase, _)| {
            let (word, valence) = loudest(phrase, &values)?;
            (valence.abs() >= grammar.settings.opinion).then(|| Hidden {
                line: lines.get(phrase).copied().unwrap_or_default(),
                phrase: phrase.to_owned(),
                word: word.to_owned(),
                valence: f64::from(valence) / 10_000.0,
            })
        })
        .collect();
    found.sort_by(|a, b| (a.line, &a.phrase).cmp(&(b.line, &b.phrase)));
    Ok(found)
}

/// What words and phrases say; phrases with a role alone say nothing.
fn values<'t>(entries: &[Entry<'t>], grammar: &'t Grammar) -> HashMap<&'t str, i32> {
    let parts = grammar.parts.iter().map(|part| (part.key.as_str(), 0));
    let entries = entries.iter().map(|entry| (entry.key, entry.valence));
    parts.chain(entries).collect()
}

/// What speaks most strongly in a phrase, cut into the longest parts that are known.
fn loudest<'p>(phrase: &'p str, values: &HashMap<&str, i32>) -> Option<(&'p str, i32)> {
    let mut loudest: Option<(&str, i32)> = None;
    let mut rest = phrase;
    while !rest.is_empty() {
        let part = parts(rest).find(|&part| part != phrase && values.contains_key(part));
        let valence = part.and_then(|part| values.get(part)).copied().unwrap_or(0);
        let part = part.unwrap_or_else(|| rest.split(' ').next().unwrap_or(rest));
        if loudest.is_none_or(|(_, most)| valence.abs() > most.abs()) {
            loudest = Some((part, valence));
        }
        rest = rest[part.len()..].trim_start();
    }
    loudest
}

/// What a text begins with, the longest first.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let shorter = text.rmatch_indices(' ').map(|(at, _)| &text[..at]);
    std::iter::once(text).chain(shorter)
}

/// The line in which each entry of a role stands first.
fn lines(rules: &str) -> HashMap<String, u64> {
    #[derive(serde::Deserialize)]
    struct File {
        #[serde(default)]
        roles: BTreeMap<String, Vec<toml::Spanned<String>>>,
    }
    let file: Result<File, _> = toml::from_str(rules);
    let mut places: Vec<_> = file
        .into_iter()
        .flat_map(|file| file.roles.into_values().flatten())
        .map(|entry| (entry.span().start, entry.into_inner()))
        .collect();
    places.sort_unstable();
    let mut lines = HashMap::new();
    let (mut line, mut before) = (1, 0);
    for (at, entry) in places {
        line += rules[before..at].matches('\n').count() as u64;
        before = at;
        lines.entry(entry).or_insert(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = "[roles]\nnegator = [\"not\", \"far from good\"]\nlink = [\n    \"and\",\n]\n\
        irony_delight = [\n    \"love how\", \"love when\", \"what fun\",\n    \"so glad it's\", \"of course\",\n]\n\
        [rewrites]\n\"it's\" = \"it is\"\n";

    fn settings() -> String {
        let (_, rules) = Lexicon::files("en").unwrap();
        let at = rules.find("[settings]").unwrap();
        format!("{RULES}{}", &rules[at..])
    }

    #[test]
    fn phrases_that_hide_an_opinion_and_have_no_line_are_told() {
        let lists = "fun\t2\t1\town\t0\nglad\t2\t1\town\t0\ngood\t2\t1\town\t0\nlove\t3\t1\town\t0\n\
            love when\t0\t0\town\t0\nso glad it is\t1\t1\town\t0\nwhat\t-0.1\t0\town\t0\n";
        let found = hidden(lists, &settings()).unwrap();
        let told: Vec<_> = found
            .iter()
            .map(|h| (h.line, h.phrase.as_str(), h.word.as_str(), h.valence))
            .collect();
        assert_eq!(
            told,
            [(7, "love how", "love", 3.0), (7, "what fun", "fun", 2.0)]
        );
    }
}
