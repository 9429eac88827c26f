//! Emoji in all their variants, and emoticons typed with punctuation.

use super::{Cutter, Kind, chars};
use crate::lexicon::compile::NONE;

/// Joins emoji to one.
const JOINER: char = '\u{200d}';

/// The most bytes of an emoticon.
const LONGEST: usize = 5;

impl Cutter<'_> {
    /// An emoji with its variants, skin tones and joined emoji.
    pub(super) fn emoji(&mut self) {
        let start = self.at;
        self.out.word.clear();
        let mut first = 0;
        let mut open = true;
        while let Some(found) = self.text[self.at..].chars().next() {
            let flag = is_flag(found) && self.out.word.chars().take(2).map(is_flag).eq([true]);
            if found == JOINER
                || (chars::is_emoji(found) && !chars::is_modifier(found) && (open || flag))
            {
                self.out.word.push(found);
            } else if !chars::is_modifier(found) {
                break;
            }
            first = if first == 0 { found.len_utf8() } else { first };
            open = found == JOINER;
            self.at += found.len_utf8();
        }
        let whole = self.out.word.trim_end_matches(JOINER);
        let known = self.lexicon.word(whole);
        let known = known.or_else(|| self.lexicon.word(whole.get(..first)?));
        self.push(start, known.unwrap_or(NONE), Kind::Symbol);
    }

    /// An emoticon of the lexicon; further mouths belong to it.
    pub(super) fn emoticon(&mut self) -> bool {
        let rest = &self.bytes[self.at..];
        let possible = matches!(*rest, [first, second, ..]
            if second != b' ' && self.lexicon.may_begin_symbol(first, second));
        if !possible {
            return false;
        }
        let known = (2..=LONGEST.min(rest.len())).rev().find_map(|length| {
            let key = self.text.get(self.at..self.at + length)?;
            Some((length, self.lexicon.word(key)?))
        });
        let Some((length, word)) = known else {
            return false;
        };
        let mouth = rest[length - 1];
        let more = rest[length..]
            .iter()
            .take_while(|&&byte| byte == mouth)
            .count();
        let after = rest.get(length + more).copied().unwrap_or(b' ');
        if mouth.is_ascii_alphanumeric() && after.is_ascii_alphanumeric() {
            return false;
        }
        let start = self.at;
        self.at += length + more;
        self.push(start, word, Kind::Symbol);
        true
    }
}

/// Whether a character is one of the two letters of a flag.
fn is_flag(found: char) -> bool {
    matches!(found, '\u{1f1e6}'..='\u{1f1ff}')
}
