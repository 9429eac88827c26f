//! Word lists and rules of each language, compiled into the program.

pub mod table;

pub(crate) mod blob;
pub(crate) mod compile;
pub(crate) mod grammar;
mod hidden;
pub(crate) mod index;
pub mod own;
pub(crate) mod roles;
pub(crate) mod settings;
mod shipped;
pub mod show;
pub(crate) mod steps;
pub(crate) mod words;

use blob::{NODE, ROW, STEP, TERM, number};
use compile::{COMMON_WORD, JOINED_WORD, NONE, OPEN_WORD, REWRITE_LENGTH, REWRITE_PLACE};
pub use hidden::{Hidden, Unsound, hidden};
pub(crate) use index::Short;
pub use own::{Layer, Own};
use roles::Roles;
use settings::Settings;
use table::Table;
pub use words::Fault;

/// All that is known of a language: its words with their values and roles, its phrases, its constants.
#[derive(Debug)]
pub struct Lexicon {
    marks: &'static [[u8; 4]],
    long: Table,
    rows: &'static [[u8; ROW]],
    rewrites: &'static [[u8; 4]],
    nodes: &'static [[u8; NODE]],
    steps: &'static [[u8; STEP]],
    step_filter: &'static [[u8; 8]],
    terms: &'static [[u8; TERM]],
    names: &'static [u8],
    symbols: &'static [u8],
    suffixes: Vec<(&'static str, u32)>,
    prefixes: Vec<(&'static str, u32)>,
    /// A bit for each way that a prefix begins.
    beginnings: [u64; 4],
    pub(crate) settings: Settings,
}

/// What is known of a single word; its parts are indices, [`NONE`] where there is nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record {
    /// Its values and roles when it stands alone.
    pub(crate) term: u32,
    /// The phrases that it begins.
    pub(crate) node: u32,
    /// The words that it stands for, and more, as [`compile`] packs them.
    rewrite: u32,
    /// Its number.
    pub(crate) word: u32,
    /// What it does to others when it stands alone.
    pub(crate) roles: Roles,
}

impl Record {
    /// What is known of no word.
    pub(crate) const UNKNOWN: Self = Self {
        term: NONE,
        node: NONE,
        rewrite: 0,
        word: NONE,
        roles: 0,
    };

    /// Whether it stands for itself alone, whatever stands before it.
    #[inline]
    pub(crate) fn is_simple(self) -> bool {
        self.rewrite & (REWRITE_LENGTH | JOINED_WORD) == 0
    }

    /// Whether it begins a phrase in which any word comes second.
    #[inline]
    pub(crate) fn is_open(self) -> bool {
        self.rewrite & OPEN_WORD != 0
    }

    /// Whether hashtags may be made of it though it means nothing alone.
    pub(crate) fn is_common(self) -> bool {
        self.rewrite & COMMON_WORD != 0
    }
}

/// A place in the tree of phrases.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Node {
    /// Its place.
    pub(crate) number: u32,
    /// Where any word leads, or [`NONE`].
    pub(crate) any: u32,
    /// The phrase that ends here, or [`NONE`].
    pub(crate) term: u32,
}

/// What a word or phrase says.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sense {
    /// -40 000 to 40 000.
    pub(crate) valence: i32,
    /// -40 000 to 40 000.
    pub(crate) subjectivity: i32,
    /// What it does to others, with [`roles::BEARS`] and [`roles::STRONG`].
    pub(crate) roles: Roles,
}

impl Sense {
    /// From four numbers of a row.
    #[inline]
    fn of_row<const BYTES: usize>(row: &[u8; BYTES], at: usize) -> Self {
        Self {
            valence: number(row, at).cast_signed(),
            subjectivity: number(row, at + 1).cast_signed(),
            roles: Roles::from(number(row, at + 2)) | Roles::from(number(row, at + 3)) << 32,
        }
    }
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

    /// The same with words of the user's own over it.
    pub fn with(language: &str, own: &Own) -> Option<&'static Self> {
        let entries = own.entries(language);
        if entries.is_empty() {
            return Self::of(language);
        }
        let bytes = shipped::with(language, &entries)?;
        Some(Box::leak(Box::new(Self::from_blob(bytes.leak()))))
    }

    /// The domains that come with packs of words, in the order of the alphabet.
    pub fn domains() -> Vec<&'static str> {
        shipped::domains()
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
            marks,
            long,
            rows,
            rewrites,
            nodes,
            steps,
            step_filter,
            terms,
            names,
            symbols,
            suffixes,
            prefixes,
            settings,
        ] = blob::sections(bytes);
        let settings = settings.as_chunks().0.iter();
        let settings = Settings::of_numbers(settings.map(|bytes| i32::from_le_bytes(*bytes)));
        let prefixes = affixes(prefixes);
        Self {
            marks: marks.as_chunks().0,
            long: Table::from_blob(long),
            rows: rows.as_chunks().0,
            rewrites: rewrites.as_chunks().0,
            nodes: nodes.as_chunks().0,
            steps: steps.as_chunks().0,
            step_filter: step_filter.as_chunks().0,
            terms: terms.as_chunks().0,
            names,
            symbols,
            suffixes: affixes(suffixes),
            beginnings: beginnings(&prefixes),
            prefixes,
            settings,
        }
    }

    /// The number of a word, written in lower case.
    pub(crate) fn word(&self, text: &str) -> Option<u32> {
        let short = Short::new(text.as_bytes());
        let row = short.and_then(|word| index::find(self.marks, self.rows, word));
        let row = if row.is_none() && (short.is_none() || !index::is_complete(self.rows.len())) {
            self.long.get(text)
        } else {
            row
        };
        Some(self.record(row?).word)
    }

    /// What is known of a word of a few letters.
    #[inline]
    pub(crate) fn short(&self, word: Short) -> Option<Record> {
        index::find(self.marks, self.rows, word).map(|row| self.record(row))
    }

    /// What is known of a word by its number.
    #[inline]
    pub(crate) fn record(&self, word: u32) -> Record {
        self.rows
            .get(word as usize)
            .map_or(Record::UNKNOWN, |row| Record {
                term: number(row, 4),
                node: number(row, 5),
                rewrite: number(row, 6),
                word: number(row, 7),
                roles: Sense::of_row(row, 8).roles,
            })
    }

    /// What a word says when it stands alone.
    #[inline]
    pub(crate) fn alone(&self, word: u32) -> Sense {
        let row = self.rows.get(word as usize);
        row.map_or_else(Sense::default, |row| Sense::of_row(row, 8))
    }

    /// What a word or phrase says.
    #[inline]
    pub(crate) fn sense(&self, term: u32) -> Sense {
        let row = self.terms.get(term as usize);
        row.map_or_else(Sense::default, |row| Sense::of_row(row, 0))
    }

    /// The words that a word stands for; none where it stands for itself.
    #[inline]
    pub(crate) fn rewrite(&self, record: Record) -> impl Iterator<Item = u32> + use<> {
        let from = (record.rewrite >> REWRITE_PLACE) as usize;
        let length = (record.rewrite & REWRITE_LENGTH) as usize;
        let words = self.rewrites.get(from..from + length);
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

    /// Whether an emoticon may begin with these two bytes, the first of which is punctuation.
    #[inline]
    pub(crate) fn may_begin_symbol(&self, first: u8, second: u8) -> bool {
        let has = |place: usize, bit: u8| {
            let byte = self.symbols.get(place + usize::from(bit >> 3));
            byte.is_some_and(|byte| byte >> (bit & 7) & 1 == 1)
        };
        has(0, first) && has(32, second)
    }

    /// Whether a word may begin with one of the prefixes; mostly right, and at once.
    #[inline]
    pub(crate) fn may_begin(&self, word: &[u8]) -> bool {
        let &[first, second, ..] = word else {
            return false;
        };
        let (place, bit) = beginning_place(first, second);
        self.beginnings[place] & bit != 0
    }

    /// A place in the tree of phrases.
    #[inline]
    pub(crate) fn node(&self, node: u32) -> Option<Node> {
        let row = self.nodes.get(node as usize)?;
        Some(Node {
            number: node,
            any: number(row, 0),
            term: number(row, 1),
        })
    }

    /// Whether a further word may lead on in the tree of phrases; mostly right, and at once.
    #[inline]
    pub(crate) fn may_step(&self, node: u32, word: u32) -> bool {
        steps::may_lead(self.step_filter, node, word)
    }

    /// Where a further word leads in the tree of phrases.
    #[inline]
    pub(crate) fn step(&self, node: Node, word: u32) -> Option<Node> {
        let [number, any, term] = steps::find(self.steps, node.number, word)?;
        Some(Node { number, any, term })
    }

    /// A word or phrase.
    #[inline]
    pub(crate) fn term(&self, term: u32) -> Option<Term> {
        let row = self.terms.get(term as usize)?;
        let sense = Sense::of_row(row, 0);
        Some(Term {
            valence: sense.valence,
            subjectivity: sense.subjectivity,
            roles: sense.roles & !roles::MARKS,
            percent: number(row, 4).cast_signed(),
        })
    }

    /// What a term says when denied, and the term that says it, if a list tells.
    pub(crate) fn denial(&self, term: u32) -> Option<(u32, Sense)> {
        let denial = number(self.terms.get(term as usize)?, 7);
        (denial != NONE).then(|| (denial, self.sense(denial)))
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

/// A bit for the first two bytes of each prefix; all bits where one is shorter.
fn beginnings(prefixes: &[(&'static str, u32)]) -> [u64; 4] {
    let mut all = [0; 4];
    for (prefix, _) in prefixes {
        let [first, second, ..] = *prefix.as_bytes() else {
            return [u64::MAX; 4];
        };
        let (place, bit) = beginning_place(first, second);
        all[place] |= bit;
    }
    all
}

#[inline]
fn beginning_place(first: u8, second: u8) -> (usize, u64) {
    let hash = first.wrapping_mul(31).wrapping_add(second);
    (usize::from(hash >> 6), 1 << (hash & 63))
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
        assert_eq!(lexicon.node(end.number), Some(end));
        assert_eq!(lexicon.name(end.term), "no good");
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
