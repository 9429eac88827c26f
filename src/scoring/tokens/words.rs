//! Words: lower case, contractions undone, lengthened words shortened, looked up in the lexicon.

use unicode_normalization::char::compose;

use super::{CAPITALS, Cutter, Kind, LENGTHENED, NUMBER, chars};
use crate::lexicon::compile::NONE;

/// What was seen of a word while it was read.
#[derive(Default)]
struct Shape {
    small: bool,
    capitals: u32,
    digits: bool,
    /// How often the last character has come in a row, and the most of any.
    run: u32,
    longest: u32,
    last: char,
}

impl Shape {
    fn see(&mut self, found: char) {
        self.run = if found == self.last { self.run + 1 } else { 1 };
        self.longest = self.longest.max(self.run);
        self.last = found;
    }

    fn flags(&self) -> u8 {
        let capitals = !self.small && self.capitals >= 2;
        let number = self.digits && !self.small && self.capitals == 0;
        u8::from(capitals) * CAPITALS + u8::from(number) * NUMBER
    }
}

impl Cutter<'_> {
    /// A word, or the link or address that begins like one.
    pub(super) fn word(&mut self) {
        if self.plain_word() || self.link() {
            return;
        }
        let start = self.at;
        let shape = self.read_word();
        if self.address(start) {
            return;
        }
        self.out.small += u32::from(shape.small);
        self.out.capital += u32::from(shape.flags() & CAPITALS != 0);
        let word = std::mem::take(&mut self.out.word);
        self.look_up(start, &word, &shape);
        self.out.word = word;
    }

    /// The common case without a copy: small letters between blanks.
    fn plain_word(&mut self) -> bool {
        let start = self.at;
        let rest = &self.bytes[start..];
        let length = rest
            .iter()
            .take_while(|byte| byte.is_ascii_lowercase())
            .count();
        let ends = |byte: &u8| matches!(byte, b' ' | b',' | b'!' | b'?' | b'\n');
        if length == 0 || !rest.get(length).is_none_or(ends) {
            return false;
        }
        let Some(word) = self.lexicon.word(&self.text[start..start + length]) else {
            if rest[..length]
                .windows(3)
                .any(|three| three[0] == three[1] && three[1] == three[2])
            {
                return false;
            }
            self.out.small += 1;
            self.at += length;
            self.push(start, NONE, Kind::Word);
            return true;
        };
        self.out.small += 1;
        self.at += length;
        self.push_word(start, word, 0);
        true
    }

    /// Reads a word into the buffer, in lower case and repaired.
    fn read_word(&mut self) -> Shape {
        self.out.word.clear();
        let mut shape = Shape::default();
        while self.at < self.text.len() {
            let (found, length) = chars::decode(self.text, self.at);
            if found.is_alphanumeric() {
                self.letter(found, &mut shape);
            } else if !self.joins(found, self.at + length, &shape) {
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
            let lower = found.to_ascii_lowercase();
            shape.see(lower);
            self.out.word.push(lower);
            return;
        }
        for lower in found.to_lowercase() {
            shape.see(lower);
            self.out.word.push(lower);
        }
    }

    /// Whether a character that is no letter stands within the word, and takes it up.
    fn joins(&mut self, found: char, next: usize, shape: &Shape) -> bool {
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

    fn look_up(&mut self, start: usize, word: &str, shape: &Shape) {
        let flags = shape.flags();
        if let Some(found) = self.lexicon.word(word) {
            return self.push_word(start, found, flags);
        }
        if self.contraction(start, word, flags) {
            return;
        }
        if shape.longest > 2 {
            for keep in [2, 1] {
                shorten(word, keep, &mut self.out.spare);
                if let Some(found) = self.lexicon.word(&self.out.spare) {
                    return self.push_word(start, found, flags | LENGTHENED);
                }
            }
        }
        let found = syllables(word).and_then(|short| self.lexicon.word(short));
        self.push_word(start, found.unwrap_or(NONE), flags);
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
        let mut meant = self.lexicon.rewrite(self.lexicon.record(word)).peekable();
        if meant.peek().is_none() {
            return self.push_flagged(start, word, flags);
        }
        for word in meant {
            self.push_flagged(start, word, flags);
        }
    }

    fn push_flagged(&mut self, start: usize, word: u32, flags: u8) {
        self.push(start, word, Kind::Word);
        if let Some(token) = self.out.list.last_mut() {
            token.flags = flags;
        }
    }
}

/// Writes a word with runs of a letter cut to a length.
fn shorten(word: &str, keep: u32, out: &mut String) {
    out.clear();
    let (mut last, mut run) = ('\0', 0);
    for letter in word.chars() {
        run = if letter == last { run + 1 } else { 1 };
        last = letter;
        if run <= keep {
            out.push(letter);
        }
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
        shorten("loooveee", 1, &mut out);
        assert_eq!(out, "love");
        shorten("cooool", 2, &mut out);
        assert_eq!(out, "cool");
    }

    #[test]
    fn laughter_is_laughter_at_any_length() {
        assert_eq!(syllables("hahahahah"), Some("haha"));
        assert_eq!(syllables("banana"), None);
    }
}
