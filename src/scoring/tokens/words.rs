//! Words: lower case, contractions undone, lengthened words shortened, looked up in the lexicon.

use unicode_normalization::char::{compose, decompose_canonical};

use super::{CAPITALS, Cutter, Kind, LENGTHENED, NUMBER, Unit, chars};
use crate::lexicon::{Lexicon, Record, compile::NONE, roles::JOINED};

/// The fewest bytes before the head of a compound.
const SHORTEST_MODIFIER: usize = 3;
/// Longer words are not looked through for the head of a compound.
const LONGEST_COMPOUND: usize = 40;

/// What was seen of a word while it was read.
#[derive(Clone, Copy, Default)]
struct Shape {
    small: bool,
    capitals: u32,
    digits: bool,
}

impl Shape {
    fn flags(self) -> u8 {
        let capitals = !self.small && self.capitals >= 2;
        let number = self.digits && !self.small && self.capitals == 0;
        u8::from(capitals) * CAPITALS + u8::from(number) * NUMBER
    }
}

impl Cutter<'_> {
    /// A word, or the link or address that begins like one.
    pub(super) fn word(&mut self) {
        if self.link() {
            return;
        }
        let start = self.at;
        let shape = self.read_word();
        if !self.address(start) {
            self.shaped_word(start, shape);
        }
    }

    /// Looks up the word in the buffer.
    fn shaped_word(&mut self, start: usize, shape: Shape) {
        let flags = shape.flags();
        self.shows(shape.small, flags);
        if let Some(found) = self.lexicon.word(&self.out.word) {
            return self.push_word(start, found, flags);
        }
        let word = std::mem::take(&mut self.out.word);
        self.unknown(start, &word, flags);
        self.out.word = word;
    }

    /// Reads a word into the buffer, in lower case and repaired.
    fn read_word(&mut self) -> Shape {
        self.out.word.clear();
        let mut shape = Shape::default();
        while self.at < self.text.len() {
            let (found, length) = chars::decode(self.text, self.at);
            if found.is_alphanumeric() {
                self.letter(found, &mut shape);
            } else if !self.joins(found, self.at + length, shape) {
                break;
            }
            self.at += length;
        }
        shape
    }

    fn letter(&mut self, found: char, shape: &mut Shape) {
        shape.small |= found.is_lowercase();
        shape.capitals += u32::from(found.is_uppercase());
        shape.digits |= found.is_numeric();
        if found.is_ascii() {
            self.out.word.push(found.to_ascii_lowercase());
        } else {
            self.out.word.extend(found.to_lowercase());
        }
    }

    /// Whether a character that is no letter stands within the word, and takes it up.
    fn joins(&mut self, found: char, next: usize, shape: Shape) -> bool {
        let after = chars::decode(self.text, next).0;
        match found {
            '\'' if after.is_alphabetic() => self.out.word.push('\''),
            '*' if after.is_alphabetic() || after == '*' => self.out.word.push('*'),
            '.' | ',' if shape.flags() & NUMBER != 0 && after.is_ascii_digit() => {}
            '\u{300}'..='\u{36f}' => self.accent(found),
            _ => return chars::is_invisible(found),
        }
        true
    }

    /// Joins an accent that was typed apart with its letter.
    fn accent(&mut self, accent: char) {
        if let Some(letter) = self.out.word.pop() {
            match compose(letter, accent) {
                Some(joined) => self.out.word.push(joined),
                None => self.out.word.push(letter),
            }
        }
    }

    /// A word that the lexicon does not know as it stands.
    pub(super) fn unknown(&mut self, start: usize, word: &str, flags: u8) {
        let whole = word.len();
        let (start, word) = self.elisions(start, word, flags);
        if word.len() < whole
            && let Some(found) = self.lexicon.word(word)
        {
            return self.push_word(start, found, flags);
        }
        if self.contraction(start, word, flags) {
            return;
        }
        if is_lengthened(word) {
            for run in [(2, 2), (2, 1), (1, 1)] {
                shorten(word, run, &mut self.out.spare);
                if let Some(found) = self.lexicon.word(&self.out.spare) {
                    return self.push_word(start, found, flags | LENGTHENED);
                }
            }
        }
        let found = syllables(word).and_then(|short| self.lexicon.word(short));
        let found = found.or_else(|| self.unaccented(word));
        let found = found.or_else(|| self.compound(word));
        self.push_word(start, found.unwrap_or(NONE), flags);
    }

    /// The word without its accents, where the language wants that to be tried.
    fn unaccented(&mut self, word: &str) -> Option<u32> {
        if word.is_ascii() || self.lexicon.settings.accents == 0 {
            return None;
        }
        let plain = &mut self.out.spare;
        plain.clear();
        let mut push = |part| {
            if !is_accent(part) {
                plain.push(part);
            }
        };
        word.chars().for_each(|c| decompose_canonical(c, &mut push));
        self.lexicon.word(plain)
    }

    /// Whether a word of plain letters that is not known stays so, given how it begins (two bytes
    /// or more) and how long it is: none of its parts is looked up.
    #[inline]
    pub(super) fn stays_unknown(&self, beginning: &[u8], length: usize) -> bool {
        !self.may_be_compound(length) && !self.lexicon.may_begin(beginning)
    }

    #[inline]
    fn may_be_compound(&self, length: usize) -> bool {
        let head = usize::try_from(self.lexicon.settings.compound_head).unwrap_or(0);
        head > 0 && (head + SHORTEST_MODIFIER..=LONGEST_COMPOUND).contains(&length)
    }

    /// The word that an unknown long word ends with, the longest that is known, if it is of opinion:
    /// `Mehrwertsteuer` ends with `Steuer` and not with `teuer`.
    fn compound(&self, word: &str) -> Option<u32> {
        if !self.may_be_compound(word.len()) {
            return None;
        }
        let settings = &self.lexicon.settings;
        let head = usize::try_from(settings.compound_head).ok()?;
        let longest = word.len() - SHORTEST_MODIFIER;
        let known = |length: usize| {
            let found = self.lexicon.word(word.get(word.len() - length..)?)?;
            let record = self.lexicon.record(found);
            let term = self.lexicon.term(record.term);
            let opinion = term.is_some_and(|term| term.valence.abs() >= settings.opinion);
            (record.is_common() || term.is_some()).then_some((found, opinion))
        };
        let (found, opinion) = (head..=longest).rev().find_map(known)?;
        opinion.then_some(found)
    }

    /// Cuts elided words off the beginning (`qu'il`), and beginnings that strengthen
    /// (`megacool`) where the rest is known; what is left, and where it stands.
    fn elisions<'w>(&mut self, start: usize, word: &'w str, flags: u8) -> (usize, &'w str) {
        let (mut start, mut word) = (start, word);
        let lexicon = self.lexicon;
        // The whole word is not known, else it would not be here.
        let mut is_known = false;
        while !is_known && let Some((rest, meant, length)) = beginning(word, lexicon) {
            let end = self.at;
            self.at = self.after(start, length).min(end);
            if meant != NONE {
                self.push_word(start, meant, flags);
            }
            (start, word) = (self.at, rest);
            self.at = end;
            is_known = lexicon.word(word).is_some();
        }
        (start, word)
    }

    /// Where the first letters and marks of a word end in the text.
    fn after(&self, start: usize, letters: usize) -> usize {
        let mut at = start;
        for _ in 0..letters {
            at += chars::decode(self.text, at).1;
        }
        at
    }

    /// A word with an ending after an apostrophe becomes two.
    fn contraction(&mut self, start: usize, word: &str, flags: u8) -> bool {
        if !word.contains('\'') {
            return false;
        }
        let lexicon = self.lexicon;
        let mut suffixes = lexicon.suffixes().iter();
        let found = suffixes.find_map(|(suffix, meant)| Some((word.strip_suffix(suffix)?, meant)));
        let Some((stem, &meant)) = found else {
            return false;
        };
        self.push_word(start, lexicon.word(stem).unwrap_or(NONE), flags);
        if meant != NONE {
            self.push_word(start, meant, flags);
        }
        true
    }

    /// Notes a word, or the words that it stands for.
    pub(super) fn push_word(&mut self, start: usize, word: u32, flags: u8) {
        let record = self.lexicon.record(word);
        let mut meant = self.lexicon.rewrite(record).peekable();
        if meant.peek().is_none() {
            return self.push_record(start, record, flags);
        }
        for word in meant {
            self.push_record(start, self.lexicon.record(word), flags);
        }
    }

    fn push_record(&mut self, start: usize, record: Record, flags: u8) {
        if record.roles & JOINED != 0 {
            self.drop_comma();
        }
        self.add_word(start, record, flags);
    }

    /// Takes a comma that parts nothing back.
    fn drop_comma(&mut self) {
        let comma = |last: &mut Unit| last.kind == Kind::Comma && last.end > last.start;
        if self.out.list.pop_if(comma).is_some() {
            let before = self.out.list.last().map_or(NONE, |last| last.word);
            self.out.node = self.lexicon.record(before).node;
        }
    }
}

/// The beginning to cut off a word that is not known: the rest, what is meant, how many
/// characters go. An elision goes from any word, other beginnings from known words only.
fn beginning<'w>(word: &'w str, lexicon: &Lexicon) -> Option<(&'w str, u32, usize)> {
    if !lexicon.may_begin(word.as_bytes()) {
        return None;
    }
    let two = word.as_bytes().first_chunk::<2>();
    let mut prefixes = lexicon.prefixes().iter();
    prefixes.find_map(|(prefix, meant)| {
        let begins = prefix.as_bytes().first_chunk();
        if begins.is_some() && begins != two {
            return None;
        }
        let rest = word.strip_prefix(prefix).filter(|rest| !rest.is_empty())?;
        let fits = prefix.ends_with('\'') || lexicon.word(rest).is_some();
        fits.then(|| (rest, *meant, prefix.chars().count()))
    })
}

/// Whether a character is an accent that stands apart from its letter.
fn is_accent(found: char) -> bool {
    matches!(found, '\u{300}'..='\u{36f}')
}

/// Whether a letter comes three times in a row.
fn is_lengthened(word: &str) -> bool {
    let (mut before, mut last) = (None, None);
    word.chars().any(|letter| {
        let third = Some(letter) == last && last == before;
        (before, last) = (last, Some(letter));
        third
    })
}

/// Writes a word with its runs of more than `longest` letters cut to so many.
fn shorten(word: &str, (longest, keep): (usize, usize), out: &mut String) {
    out.clear();
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let mut run = 1;
        while letters.next_if_eq(&letter).is_some() {
            run += 1;
        }
        let kept = if run > longest { keep } else { run };
        out.extend(std::iter::repeat_n(letter, kept));
    }
}

/// The first two of syllables that repeat: `hahahah` is `haha`.
fn syllables(word: &str) -> Option<&str> {
    let bytes = word.as_bytes();
    let repeats =
        bytes.len() > 4 && word.is_ascii() && bytes.iter().zip(&bytes[2..]).all(|(a, b)| a == b);
    repeats.then(|| &word[..4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_letters_are_cut() {
        let mut out = String::new();
        shorten("loooveee", (1, 1), &mut out);
        assert_eq!(out, "love");
        shorten("cooool", (2, 2), &mut out);
        assert_eq!(out, "cool");
        shorten("bellooo", (2, 1), &mut out);
        assert_eq!(out, "bello");
        assert!(is_lengthened("schööön") && !is_lengthened("schönn"));
    }

    #[test]
    fn laughter_is_laughter_at_any_length() {
        assert_eq!(syllables("hahahahah"), Some("haha"));
        assert_eq!(syllables("banana"), None);
    }
}
