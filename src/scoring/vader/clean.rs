//! Puts words in the place of emoji, as the reference does, and makes every
//! blank an ASCII one.

use std::ops::Range;

use crate::blocks::{Lanes, is_at_most, is_within, marks};
use crate::lexicon::table::Table;

/// Emoji and the words that the reference reads in their place.
#[derive(Clone, Debug)]
pub(super) struct Emoji {
    names: &'static str,
    table: Table,
}

impl Emoji {
    /// The emoji of vaderSentiment 3.3.2.
    pub(super) fn new() -> Self {
        Self {
            names: include_str!(concat!(env!("OUT_DIR"), "/vader-emoji.txt")),
            table: Table::from_blob(include_bytes!(concat!(
                env!("OUT_DIR"),
                "/vader-emoji.table"
            ))),
        }
    }

    fn name(&self, emoji: &str) -> Option<&'static str> {
        let [length, offset @ ..] = self.table.get(emoji)?.to_le_bytes();
        let offset = offset
            .iter()
            .rev()
            .fold(0, |offset, &byte| (offset << 8) | usize::from(byte));
        self.names.get(offset..offset + usize::from(length))
    }
}

/// For which bytes [`clean`] has to look at a text: those that are not ASCII, and
/// control characters that are no blanks.
#[inline]
pub(super) fn is_dirt(bytes: Lanes) -> Lanes {
    is_at_most(bytes, 8) | is_within(bytes, 14, 27) | is_within(bytes, 0x80, 0xff)
}

/// The same and, to be told at once, for tabs and line ends.
#[inline]
pub(super) fn may_be_dirt(bytes: Lanes) -> Lanes {
    is_at_most(bytes, 27) | is_within(bytes, 0x80, 0xff)
}

/// Appends to `clean` what the reference reads, such that a byte up to 32 is
/// a blank and any other is none. Comes with the same text in lower case and
/// padded. Reports which bytes of `clean` stand for which bytes of the text,
/// wherever the two may differ.
pub(super) fn clean(
    (text, padded): (&str, &[u8]),
    emoji: &Emoji,
    clean: &mut String,
    mut replaced: impl FnMut(Range<usize>, Range<usize>),
) {
    let mut done = 0;
    for at in marks(padded, is_dirt) {
        // Of a character of several bytes the first stands for all.
        let Some(char) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            continue;
        };
        clean.push_str(text.get(done..at).unwrap_or_default());
        done = at + char.len_utf8();
        let start = clean.len();
        push(char, emoji, clean);
        replaced(start..clean.len(), at..done);
    }
    clean.push_str(text.get(done..).unwrap_or_default());
}

fn push(char: char, emoji: &Emoji, clean: &mut String) {
    if let Some(name) = emoji.name(char.encode_utf8(&mut [0; 4])) {
        // Where a blank stands already, one more changes no word.
        clean.push(' ');
        clean.push_str(name);
        return;
    }
    clean.push(match char {
        _ if char.is_ascii() => '\u{7f}',
        _ if char.is_whitespace() => ' ',
        '\u{212a}' => 'K', // the Kelvin sign, the one other letter that is an ASCII one in lower case
        other => other,
    });
}
