//! The language of a short text, by the words that few lexica know.

use std::sync::LazyLock;

use crate::lexicon::Lexicon;

/// What a word weighs that one lexicon alone knows; of several each gets its share.
const WHOLE: usize = 420;

/// By how much the first language must lead.
const LEAD: usize = WHOLE * 9 / 10;

static LEXICA: LazyLock<Vec<(&str, &Lexicon)>> = LazyLock::new(|| {
    let lexica = Lexicon::languages().map(|language| Some((language, Lexicon::of(language)?)));
    lexica.flatten().collect()
});

/// Counts the votes of words, with buffers of its own.
#[derive(Debug, Default)]
pub(super) struct Voter {
    lower: String,
    votes: Vec<usize>,
    /// Whether each lexicon knows the last word.
    known: Vec<bool>,
}

impl Voter {
    /// The language whose lexicon clearly knows most of a text's words.
    pub(super) fn vote(&mut self, text: &str) -> Option<&'static str> {
        self.lower.clear();
        self.lower.extend(text.chars().flat_map(char::to_lowercase));
        self.votes.clear();
        self.votes.resize(LEXICA.len(), 0);
        let words = self.lower.split(|c: char| !c.is_alphabetic());
        for word in words.filter(|word| !word.is_empty()) {
            let knows = |(_, lexicon): &(&str, &Lexicon)| lexicon.word(word).is_some();
            self.known.clear();
            self.known.extend(LEXICA.iter().map(knows));
            let share = WHOLE / self.known.iter().filter(|known| **known).count().max(1);
            for (votes, known) in self.votes.iter_mut().zip(&self.known) {
                *votes += if *known { share } else { 0 };
            }
        }
        self.leader()
    }

    fn leader(&self) -> Option<&'static str> {
        let mut ranked = LEXICA.iter().zip(&self.votes).collect::<Vec<_>>();
        ranked.sort_by_key(|(_, votes)| std::cmp::Reverse(**votes));
        match *ranked.as_slice() {
            [((first, _), most), (_, next), ..] => (*most >= next + LEAD).then_some(*first),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_language_tell_it() {
        let mut voter = Voter::default();
        for (text, language) in [
            ("Awful customer service", Some("en")),
            ("Arnaque totale, fuyez !", Some("fr")),
            ("TOLLES Produkt", Some("de")),
            ("Pésimo servicio", Some("es")),
            ("service", None),
            ("Orvane", None),
            ("", None),
        ] {
            assert_eq!(voter.vote(text), language, "{text}");
        }
    }
}
