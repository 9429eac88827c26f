//! Word lists and rules of each language, compiled into the program.

pub mod table;

pub(crate) mod blob;
pub(crate) mod compile;
pub(crate) mod grammar;
pub(crate) mod roles;
pub(crate) mod settings;
mod shipped;
pub(crate) mod words;

use blob::{EDGE, NODE, RECORD, TERM, number};
use compile::NONE;
use roles::Roles;
use settings::Settings;
use table::{Reader, Table};
pub use words::Fault;

/// All that is known of a language: its words with their values and roles, its phrases, its constants.
#[derive(Debug)]
pub struct Lexicon {
    words: Table,
    records: &'static [[u8; RECORD]],
    rewrites: &'static [[u8; 4]],
    nodes: &'static [[u8; NODE]],
    edges: &'static [[u8; EDGE]],
    terms: &'static [[u8; TERM]],
    names: &'static [u8],
    suffixes: Vec<(&'static str, u32)>,
    prefixes: Vec<(&'static str, u32)>,
    pub(crate) settings: Settings,
}

/// What is known of a single word; its parts are indices, [`NONE`] where there is nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record {
    /// Its values and roles when it stands alone.
    pub(crate) term: u32,
    /// The phrases that it begins.
    pub(crate) node: u32,
    /// The words that it stands for.
    rewrite: u32,
    rewrite_length: u32,
    /// Whether hashtags may be made of it though it means nothing alone.
    pub(crate) common: bool,
}

/// A place in the tree of phrases.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    from: u32,
    to: u32,
    /// The phrase that ends here, or [`NONE`].
    pub(crate) term: u32,
}

/// A word or phrase with its values and roles.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    /// -40 000 to 40 000.
    pub(crate) valence: i32,
    /// -40 000 to 40 000.
    pub(crate) subjectivity: i32,
    /// What it does to others.
    pub(crate) roles: Roles,
    /// By how much, in percent (boosters only).
    pub(crate) percent: i32,
}

impl Lexicon {
    /// The lexicon of a language (ISO 639-1) that comes with the program, read when first asked for.
    pub fn of(language: &str) -> Option<&'static Self> {
        shipped::lexicon(language)
    }

    /// The languages that come with the program, ISO 639-1, in the order of the alphabet.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        shipped::languages()
    }

    /// The word list and the rules of a language that comes with the program, as people write them.
    pub(crate) fn files(language: &str) -> Option<(&'static str, &'static str)> {
        shipped::files(language)
    }

    /// Emoji and emoticons alone, for texts in a language without a lexicon.
    pub fn symbols() -> &'static Self {
        shipped::symbols()
    }

    /// Compiles word lists (of a word in several the last counts) and rules, in the
    /// formats that `lexicons/README.md` describes. It stays until the program ends.
    pub fn from_text(lists: &[&str], rules: &str) -> Result<Self, Fault> {
        let mut entries = Vec::new();
        for list in lists {
            entries.extend(words::parse(list)?);
        }
        let bytes = compile::compile(&entries, &grammar::parse(rules)?);
        Ok(Self::from_blob(bytes.leak()))
    }

    /// The lexicon that [`compile::compile`] wrote.
    pub(crate) fn from_blob(bytes: &'static [u8]) -> Self {
        let [
            words,
            records,
            rewrites,
            nodes,
            edges,
            terms,
            names,
            suffixes,
            prefixes,
            settings,
        ] = blob::sections(bytes);
        let settings = settings.as_chunks().0.iter();
        Self {
            words: Table::from_blob(words),
            records: records.as_chunks().0,
            rewrites: rewrites.as_chunks().0,
            nodes: nodes.as_chunks().0,
            edges: edges.as_chunks().0,
            terms: terms.as_chunks().0,
            names,
            suffixes: affixes(suffixes),
            prefixes: affixes(prefixes),
            settings: Settings::of_numbers(settings.map(|bytes| i32::from_le_bytes(*bytes))),
        }
    }

    /// The number of a word, written in lower case.
    #[inline]
    pub(crate) fn word(&self, text: &str) -> Option<u32> {
        self.words.get(text)
    }

    /// A view for looking up many words.
    pub(crate) fn reader(&self) -> Reader<'_> {
        self.words.reader()
    }

    /// What is known of a word.
    #[inline]
    pub(crate) fn record(&self, word: u32) -> Record {
        const UNKNOWN: [u8; RECORD] = [0xff; RECORD];
        let row = self.records.get(word as usize).unwrap_or(&UNKNOWN);
        let length = number(row, 3);
        let known = word != NONE;
        Record {
            term: number(row, 0),
            node: number(row, 1),
            rewrite: number(row, 2),
            rewrite_length: if known { length >> 1 } else { 0 },
            common: known && length & 1 == 1,
        }
    }

    /// The words that a word stands for; none where it stands for itself.
    #[inline]
    pub(crate) fn rewrite(&self, record: Record) -> impl Iterator<Item = u32> + use<> {
        let from = record.rewrite as usize;
        let words = self
            .rewrites
            .get(from..from.saturating_add(record.rewrite_length as usize));
        words
            .unwrap_or_default()
            .iter()
            .map(|word| u32::from_le_bytes(*word))
    }

    /// Endings after an apostrophe with the word that they stand for.
    pub(crate) fn suffixes(&self) -> &[(&'static str, u32)] {
        &self.suffixes
    }

    /// Beginnings of unknown words with the word that they stand for.
    pub(crate) fn prefixes(&self) -> &[(&'static str, u32)] {
        &self.prefixes
    }

    /// A place in the tree of phrases.
    #[inline]
    pub(crate) fn node(&self, node: u32) -> Option<Node> {
        let row = self.nodes.get(node as usize)?;
        Some(Node {
            from: number(row, 0),
            to: number(row, 1),
            term: number(row, 2),
        })
    }

    /// Whether the first of the steps from a place is this one.
    pub(crate) fn begins_with(&self, node: Node, word: u32) -> bool {
        let first = self.edges.get(node.from as usize);
        node.from < node.to && first.is_some_and(|edge| number(edge, 0) == word)
    }

    /// Where a further word leads in the tree of phrases.
    pub(crate) fn step(&self, node: Node, word: u32) -> Option<u32> {
        let edges = self.edges.get(node.from as usize..node.to as usize)?;
        let at = edges
            .binary_search_by_key(&word, |edge| number(edge, 0))
            .ok()?;
        Some(number(&edges[at], 1))
    }

    /// A word or phrase.
    #[inline]
    pub(crate) fn term(&self, term: u32) -> Option<Term> {
        let row = self.terms.get(term as usize)?;
        Some(Term {
            valence: number(row, 0).cast_signed(),
            subjectivity: number(row, 1).cast_signed(),
            roles: Roles::from(number(row, 2)) | Roles::from(number(row, 3)) << 32,
            percent: number(row, 4).cast_signed(),
        })
    }

    /// All words and phrases as the lexicon writes them.
    pub(crate) fn terms(&self) -> impl Iterator<Item = (&'static str, Term)> {
        (0..).map_while(|term| Some((self.name(term), self.term(term)?)))
    }

    /// A word or phrase as the lexicon writes it.
    pub(crate) fn name(&self, term: u32) -> &'static str {
        let name = self.terms.get(term as usize).and_then(|row| {
            let (at, length) = (number(row, 5) as usize, number(row, 6) as usize);
            str::from_utf8(self.names.get(at..at.checked_add(length)?)?).ok()
        });
        name.unwrap_or_default()
    }
}

/// The endings or beginnings of a language, as [`compile::compile`] wrote them.
fn affixes(mut bytes: &'static [u8]) -> Vec<(&'static str, u32)> {
    let mut affixes = Vec::new();
    while let Some((head, rest)) = bytes.split_first_chunk::<8>() {
        let (letters, after) = rest
            .split_at_checked(number(head, 1) as usize)
            .unwrap_or_default();
        affixes.push((str::from_utf8(letters).unwrap_or_default(), number(head, 0)));
        bytes = after;
    }
    affixes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A lexicon of two words and a phrase.
    fn small() -> Lexicon {
        let words = "good\t2\t1\town\t0\nno good\t-2\t1\town\t0\n";
        let rules = "common = [\"the\"]\n[roles]\nnegator = [\"not\"]\n[rewrites]\ncant = \"can not\"\n[suffixes]\n\"n't\" = \"not\"\n";
        Lexicon::from_text(&[words], rules).unwrap()
    }

    fn term(lexicon: &Lexicon, word: &str) -> Option<Term> {
        lexicon.term(lexicon.record(lexicon.word(word)?).term)
    }

    #[test]
    fn a_word_keeps_its_values_and_roles() {
        let lexicon = small();
        assert_eq!(
            term(&lexicon, "good").map(|term| term.valence),
            Some(20_000)
        );
        assert_eq!(
            term(&lexicon, "not").map(|term| term.roles),
            Some(roles::NEGATOR)
        );
        assert!(term(&lexicon, "the").is_none());
    }

    #[test]
    fn a_phrase_is_found_step_by_step() {
        let lexicon = small();
        let node = lexicon
            .word("no")
            .and_then(|no| lexicon.node(lexicon.record(no).node))
            .unwrap();
        let end = lexicon.step(node, lexicon.word("good").unwrap()).unwrap();
        let phrase = lexicon.node(end).unwrap().term;
        assert_eq!(lexicon.name(phrase), "no good");
    }

    #[test]
    fn contractions_stand_for_their_words() {
        let lexicon = small();
        let meant: Vec<u32> = lexicon
            .rewrite(lexicon.record(lexicon.word("cant").unwrap()))
            .collect();
        assert_eq!(
            meant,
            [lexicon.word("can").unwrap(), lexicon.word("not").unwrap()]
        );
        assert_eq!(lexicon.suffixes(), [("n't", lexicon.word("not").unwrap())]);
    }

    #[test]
    fn bytes_cut_short_are_a_lexicon_that_knows_less() {
        let lexicon = Lexicon::from_blob(&[1, 2, 3]);
        assert!(lexicon.word("good").is_none());
        assert_eq!(lexicon.name(7), "");
    }
}
