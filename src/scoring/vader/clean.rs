//! Puts words in the place of emoji, as the reference does, and makes every
//! blank an ASCII one.

use std::ops::Range;

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

/// Whether [`clean`] has to look at a text. Without a branch, so that it
/// takes many bytes at once.
pub(super) fn is_dirty(text: &str) -> bool {
    text.bytes()
        .fold(false, |dirty, byte| dirty | is_dirty_byte(byte))
}

/// Not ASCII, or a control character that is no blank.
#[inline]
fn is_dirty_byte(byte: u8) -> bool {
    !(9..0x80).contains(&byte) || (14..28).contains(&byte)
}

/// Appends to `clean` what the reference reads, such that a byte up to 32 is
/// a blank and any other is none. Reports which bytes of `clean` stand for
/// which bytes of the text, wherever the two differ in length or content.
pub(super) fn clean(
    text: &str,
    emoji: &Emoji,
    clean: &mut String,
    mut replaced: impl FnMut(Range<usize>, Range<usize>),
) {
    let mut done = 0;
    for piece in text.split_inclusive(is_dirty_char) {
        let mut chars = piece.chars();
        let Some(last) = chars.next_back().filter(|last| is_dirty_char(*last)) else {
            clean.push_str(piece);
            break;
        };
        clean.push_str(chars.as_str());
        let start = clean.len();
        push(last, emoji, clean);
        let at = done + chars.as_str().len();
        done += piece.len();
        replaced(start..clean.len(), at..done);
    }
}

fn is_dirty_char(char: char) -> bool {
    u8::try_from(char).map_or(true, is_dirty_byte)
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
