//! Joins word list, emoji and rules of a language into one lexicon.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    blob::{self, NODE, ROW, TERM},
    grammar::Grammar,
    index,
    roles::{self, Roles},
    steps,
    words::{self, Entry},
};

/// No word, node or term.
pub(crate) const NONE: u32 = u32::MAX;

/// The place of a phrase that any one word may take, as it is written in lexica.
const ANY: &str = "_";
/// The number of that word: it comes first.
pub(crate) const ANY_WORD: u32 = 0;

/// The lowest bits of a row's rewriting: how many words the word stands for.
pub(crate) const REWRITE_LENGTH: u32 = 0x1f;
/// The bit of a word that begins a phrase in which any word comes second.
pub(crate) const OPEN_WORD: u32 = 0x20;
/// The bit of a word of which hashtags may be made though it means nothing alone.
pub(crate) const COMMON_WORD: u32 = 0x40;
/// The bit of a word that may have the role [`roles::JOINED`].
pub(crate) const JOINED_WORD: u32 = 0x80;
/// Above those bits stands the place of the first of the words.
pub(crate) const REWRITE_PLACE: u32 = 8;

/// What is left of web addresses that were cut off or masked; no word of any language.
const ADDRESSES: [&str; 3] = ["http", "https", "httpurl"];

/// Joins everything known of a language into the bytes that a lexicon reads.
pub(crate) fn compile(entries: &[Entry<'_>], grammar: &Grammar) -> Vec<u8> {
    let mut builder = Builder::new(grammar);
    builder.number(entries);
    for entry in entries {
        let term = builder.entry(entry.key);
        term.valence = entry.valence;
        term.subjectivity = entry.subjectivity;
    }
    for part in &grammar.parts {
        let term = builder.term(&part.key);
        term.roles |= part.roles;
        if part.percent != 0 {
            term.percent = part.percent;
        }
    }
    for address in ADDRESSES {
        builder.term(address).roles |= roles::ADDRESS;
    }
    builder.settle();
    builder.embitter();
    builder.finish()
}

/// A word or phrase while the lexicon is made.
#[derive(Default)]
struct Term {
    name: String,
    valence: i32,
    subjectivity: i32,
    roles: Roles,
    percent: i32,
}

/// A single word while the lexicon is made; its parts are as the lexicon's records have them.
#[derive(Clone, Copy)]
struct Record {
    term: u32,
    node: u32,
    rewrite: u32,
    rewrite_length: u32,
    common: bool,
    joined: bool,
    open: bool,
}

const UNKNOWN: Record = Record {
    term: NONE,
    node: NONE,
    rewrite: 0,
    rewrite_length: 0,
    common: false,
    joined: false,
    open: false,
};

struct Builder<'g> {
    grammar: &'g Grammar,
    rewrites: HashMap<&'g str, &'g str>,
    ids: HashMap<String, u32>,
    /// Words of each term, in the order in which the terms came.
    terms: BTreeMap<Vec<u32>, Term>,
    /// What words say when denied, by the same words.
    denials: BTreeMap<Vec<u32>, Term>,
}

impl<'g> Builder<'g> {
    fn new(grammar: &'g Grammar) -> Self {
        let rewrites = grammar.rewrites.iter();
        let mut builder = Self {
            grammar,
            rewrites: rewrites
                .map(|(key, text)| (key.as_str(), text.as_str()))
                .collect(),
            ids: HashMap::new(),
            terms: BTreeMap::new(),
            denials: BTreeMap::new(),
        };
        builder.id(ANY);
        builder
    }

    /// Gives frequent words the first numbers: what most texts ask for lies close together.
    fn number(&mut self, entries: &[Entry<'_>]) {
        for part in &self.grammar.parts {
            self.sequence(&part.key);
        }
        let mut entries: Vec<&Entry<'_>> = entries.iter().collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.documents));
        for entry in entries {
            self.sequence(words::denied(entry.key).unwrap_or(entry.key));
        }
    }

    fn id(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.ids.len()).unwrap_or(NONE);
        *self.ids.entry(word.to_owned()).or_insert(next)
    }

    /// The term of a line of a list.
    fn entry(&mut self, key: &str) -> &mut Term {
        let Some(word) = words::denied(key) else {
            return self.term(key);
        };
        self.term(word);
        let ids = self.sequence(word);
        self.denials.entry(ids).or_insert_with(|| Term {
            name: key.to_owned(),
            ..Term::default()
        })
    }

    fn term(&mut self, key: &str) -> &mut Term {
        let ids = self.sequence(key);
        self.terms.entry(ids).or_insert_with(|| Term {
            name: key.to_owned(),
            ..Term::default()
        })
    }

    /// The words of a key as the tokeniser will cut and rewrite them.
    fn sequence(&mut self, key: &str) -> Vec<u32> {
        if !key.chars().any(char::is_alphabetic) {
            return vec![self.id(key)];
        }
        let words = key.split([' ', '-', '/']).filter(|word| !word.is_empty());
        let words: Vec<String> = words.flat_map(|word| self.rewritten(word)).collect();
        words.iter().map(|word| self.id(word)).collect()
    }

    fn rewritten(&self, word: &str) -> Vec<String> {
        if let Some(text) = self.rewrites.get(word) {
            return text.split(' ').map(str::to_owned).collect();
        }
        if let Some((prefix, rest)) = self.elided(word) {
            let meant = (!prefix.is_empty()).then(|| prefix.to_owned());
            return meant.into_iter().chain(self.rewritten(rest)).collect();
        }
        for (suffix, text) in &self.grammar.suffixes {
            if let Some(stem) = word.strip_suffix(suffix.as_str()) {
                let rest = (!text.is_empty()).then(|| text.clone());
                return std::iter::once(stem.to_owned()).chain(rest).collect();
            }
        }
        vec![word.to_owned()]
    }

    /// What an elision at the beginning of a word stands for, and the rest of the word.
    fn elided<'w>(&self, word: &'w str) -> Option<(&'g str, &'w str)> {
        let mut prefixes = self.grammar.prefixes.iter();
        prefixes.find_map(|(prefix, meant)| {
            let rest = word.strip_prefix(prefix.as_str())?;
            (prefix.ends_with('\'') && !rest.is_empty()).then_some((meant.as_str(), rest))
        })
    }

    /// Spellings that lack marks, and the words that they stand for; none is a word itself.
    /// Where several words lose their marks alike, one with values or roles goes first.
    fn aliases(&self, records: &[Record]) -> BTreeMap<String, u32> {
        let mut words: Vec<(&String, u32)> = self.ids.iter().map(|(w, &id)| (w, id)).collect();
        words.sort_unstable();
        words.sort_by_key(|(_, id)| records[*id as usize].term == NONE);
        let mut aliases = BTreeMap::new();
        for (word, id) in words {
            let plain = self.plain(word);
            if !self.ids.contains_key(&plain) && !self.grammar.homographs.contains(&plain) {
                aliases.entry(plain).or_insert(id);
            }
        }
        aliases
    }

    /// A word as it is typed without marks.
    fn plain(&self, word: &str) -> String {
        let mut plain = word.to_owned();
        if !word.is_ascii() {
            for (letter, typed) in &self.grammar.typed_as {
                plain = plain.replace(letter.as_str(), typed);
            }
        }
        plain
    }

    /// Phrases with a negator that agrees with others hold their denial already.
    fn settle(&mut self) {
        let agrees = |(words, term): (&Vec<u32>, &Term)| {
            let [word] = words[..] else { return None };
            (term.roles & roles::CONCORD != 0).then_some(word)
        };
        let agreeing: HashSet<u32> = self.terms.iter().filter_map(agrees).collect();
        for (words, term) in &mut self.terms {
            if words.len() > 1 && words.iter().any(|word| agreeing.contains(word)) {
                term.roles |= roles::SETTLED;
            }
        }
    }

    /// Phrases of blame that begin with words of thanks are bitter by themselves (`gracias por perder`).
    fn embitter(&mut self) {
        let thank = |(words, term): (&Vec<u32>, &Term)| {
            (term.roles & roles::THANKS != 0).then(|| words.clone())
        };
        let thanks: HashSet<Vec<u32>> = self.terms.iter().filter_map(thank).collect();
        for (words, term) in &mut self.terms {
            let thanked = (1..words.len()).any(|length| thanks.contains(&words[..length]));
            if thanked && term.valence < 0 {
                term.roles |= roles::DELIGHT;
            }
        }
    }

    fn finish(mut self) -> Vec<u8> {
        let grammar = self.grammar;
        let suffixes = self.affixes(&grammar.suffixes);
        let prefixes = self.affixes(&grammar.prefixes);
        let common: Vec<u32> = grammar.common.iter().map(|word| self.id(word)).collect();
        let (rewritten, rewrites) = self.rewritings();
        let mut records = vec![UNKNOWN; self.ids.len()];
        for word in common {
            records[word as usize].common = true;
        }
        let fits = |&(_, at, length): &(u32, u32, u32)| {
            at >> (u32::BITS - REWRITE_PLACE) == 0 && length <= REWRITE_LENGTH
        };
        for (word, at, length) in rewritten.into_iter().filter(fits) {
            records[word as usize].rewrite = at;
            records[word as usize].rewrite_length = length;
        }
        let mut names = String::new();
        let terms = self.lay_terms(&mut names);
        let (nodes, steps) = plant(self.terms.keys(), &mut records);
        for (words, term) in &self.terms {
            if let [word] = words[..] {
                records[word as usize].joined = term.roles & roles::JOINED != 0;
            }
        }
        for record in &mut records {
            let node = nodes.get(record.node as usize);
            record.open = node.is_some_and(|node| blob::number(node, 0) != NONE);
        }
        let aliases = self.aliases(&records);
        let keys = keys(&self.ids, &aliases);
        let words: Vec<&str> = keys.iter().map(|(word, _)| *word).collect();
        let (marks, long) = index::lay(&words);
        let (slots, filter) = steps::lay(&steps);
        blob::join([
            marks.as_flattened(),
            &long,
            lay_rows(&keys, &records, &terms).as_flattened(),
            blob::numbers(&rewrites).as_flattened(),
            nodes.as_flattened(),
            slots.as_flattened(),
            filter.as_flattened(),
            terms.as_flattened(),
            names.as_bytes(),
            &symbols(&words),
            &suffixes,
            &prefixes,
            blob::numbers(&grammar.settings.numbers().map(i32::cast_unsigned)).as_flattened(),
        ])
    }

    /// The terms of words and phrases, then those of what they say when denied.
    fn lay_terms(&self, names: &mut String) -> Vec<[u8; TERM]> {
        let opinion = self.grammar.settings.opinion;
        let places: HashMap<&Vec<u32>, u32> =
            self.denials.keys().zip(size(self.terms.len())..).collect();
        let denial = |words| places.get(words).copied().unwrap_or(NONE);
        let terms = self.terms.iter().map(|(words, term)| (term, denial(words)));
        let denials = self.denials.values().map(|term| (term, NONE));
        let lay = |(term, denial): (&Term, u32)| {
            let denied = if denial == NONE { 0 } else { roles::DENIED };
            lay_term(term, marks(term, denied, opinion), denial, names)
        };
        terms.chain(denials).map(lay).collect()
    }

    /// Each ending or beginning: the number of its word, its length, its letters.
    fn affixes(&mut self, affixes: &[(String, String)]) -> Vec<u8> {
        let mut out = Vec::new();
        for (affix, meant) in affixes {
            let word = if meant.is_empty() {
                NONE
            } else {
                self.id(meant)
            };
            out.extend(blob::numbers(&[word, size(affix.len())]).as_flattened());
            out.extend(affix.as_bytes());
        }
        out
    }

    /// Where each rewritten word's words stand in the list of all, and how many; and the list.
    fn rewritings(&mut self) -> (Vec<(u32, u32, u32)>, Vec<u32>) {
        let (mut places, mut all) = (Vec::new(), Vec::new());
        for (key, text) in &self.grammar.rewrites {
            let at = size(all.len());
            all.extend(text.split(' ').map(|word| self.id(word)));
            places.push((self.id(key), at, size(all.len()) - at));
        }
        (places, all)
    }
}

/// No list comes near 2^32.
fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(NONE)
}

fn lay_term(term: &Term, marks: Roles, denial: u32, names: &mut String) -> [u8; TERM] {
    let at = size(names.len());
    names.push_str(&term.name);
    let values = [term.valence, term.subjectivity, term.percent].map(i32::cast_unsigned);
    let [valence, subjectivity, percent] = values;
    let roles = term.roles | marks;
    blob::row([
        valence,
        subjectivity,
        low(roles),
        low(roles >> 32),
        percent,
        at,
        size(term.name.len()),
        denial,
    ])
}

/// What the rules ask of each term, found out beforehand.
fn marks(term: &Term, denied: Roles, opinion: i32) -> Roles {
    let by_rule = roles::EXCESS | roles::TIME | roles::VERB | roles::NUISANCE;
    let by_rule = denied != 0 || term.roles & by_rule != 0;
    let bears = by_rule || term.valence != 0 || term.subjectivity != 0;
    let strong = term.valence.abs() >= opinion && term.roles & roles::NEGATOR == 0;
    let bears = if bears { roles::BEARS } else { 0 };
    denied | bears | if strong { roles::STRONG } else { 0 }
}

/// The lower half of a set of roles.
fn low(roles: Roles) -> u32 {
    u32::try_from(roles & Roles::from(u32::MAX)).unwrap_or(0)
}

/// All spellings with the numbers of their words: first each word in its place, then the aliases.
fn keys<'k>(
    ids: &'k HashMap<String, u32>,
    aliases: &'k BTreeMap<String, u32>,
) -> Vec<(&'k str, u32)> {
    let mut keys: Vec<(&str, u32)> = ids.iter().map(|(word, &id)| (word.as_str(), id)).collect();
    keys.sort_unstable_by_key(|(_, id)| *id);
    keys.extend(aliases.iter().map(|(word, &id)| (word.as_str(), id)));
    keys
}

/// A bit for each byte that an emoticon begins with, and for each that then comes second.
fn symbols(words: &[&str]) -> [u8; 64] {
    let mut bits = [0; 64];
    for word in words {
        if let [first, second, ..] = *word.as_bytes()
            && first.is_ascii_punctuation()
        {
            bits[usize::from(first >> 3)] |= 1 << (first & 7);
            bits[32 + usize::from(second >> 3)] |= 1 << (second & 7);
        }
    }
    bits
}

fn rewrite(record: Record) -> u32 {
    let common = u32::from(record.common) * COMMON_WORD;
    let joined = u32::from(record.joined) * JOINED_WORD;
    let open = u32::from(record.open) * OPEN_WORD;
    record.rewrite << REWRITE_PLACE | joined | common | open | record.rewrite_length
}

fn lay_rows(keys: &[(&str, u32)], records: &[Record], terms: &[[u8; TERM]]) -> Vec<[u8; ROW]> {
    let row = |(word, id): &(&str, u32)| {
        let record = records[*id as usize];
        let known: [u8; 16] = blob::row([record.term, record.node, rewrite(record), *id]);
        let mut row = [0; ROW];
        row[..16].copy_from_slice(&index::key(word));
        row[16..32].copy_from_slice(&known);
        if let Some(term) = terms.get(record.term as usize) {
            row[32..].copy_from_slice(&term[..16]);
        }
        row
    };
    keys.iter().map(row).collect()
}

/// Lays the phrases out as a tree: its roots are the words that begin one. Each step
/// leads from a place through a word to a place.
fn plant<'k>(
    keys: impl Iterator<Item = &'k Vec<u32>>,
    records: &mut [Record],
) -> (Vec<[u8; NODE]>, Vec<[u32; 5]>) {
    let mut phrases: BTreeMap<&[u32], u32> = BTreeMap::new();
    for (words, term) in keys.zip(0..) {
        if let [word] = words[..] {
            records[word as usize].term = term;
            continue;
        }
        for length in 1..words.len() {
            phrases.entry(&words[..length]).or_insert(NONE);
        }
        phrases.insert(words, term);
    }
    let children = children(&phrases, records);
    let (mut nodes, mut all) = (Vec::new(), Vec::new());
    for (mut steps, (&term, from)) in children.into_iter().zip(phrases.values().zip(0..)) {
        steps.sort_unstable();
        let any = steps.iter().find(|(word, _)| *word == ANY_WORD);
        nodes.push(blob::row([any.map_or(NONE, |(_, to)| *to), term]));
        all.extend(steps.into_iter().map(|(word, to)| (from, word, to)));
    }
    let known = |to: u32| [0, 1].map(|at| blob::number(&nodes[to as usize], at));
    let with_known = |(from, word, to)| {
        let [any, term] = known(to);
        [from, word, to, any, term]
    };
    let steps = all.into_iter().map(with_known).collect();
    (nodes, steps)
}

/// For each beginning of a phrase, the words that may follow and where they lead.
fn children(phrases: &BTreeMap<&[u32], u32>, records: &mut [Record]) -> Vec<Vec<(u32, u32)>> {
    let index: HashMap<&[u32], u32> = phrases.keys().copied().zip(0..).collect();
    let mut children = vec![Vec::new(); phrases.len()];
    for (words, &node) in &index {
        match words {
            [word] => records[*word as usize].node = node,
            [parent @ .., word] => children[index[parent] as usize].push((*word, node)),
            [] => {}
        }
    }
    children
}
