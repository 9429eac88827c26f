//! Words that stand alone between quotation marks.

use super::{Cutter, Kind, QUOTED};

/// How many bytes may part a word from a quotation mark: one blank of any width.
const NARROW: usize = 3;

impl Cutter<'_> {
    /// A quotation mark, which may close a quotation of one word (`"fresh"`, `« fraîche »`, `„frisch“`).
    pub(super) fn quote(&mut self, length: usize) {
        let here = self.at;
        self.at += length;
        let Some(word) = self.out.list.last_mut() else {
            return;
        };
        if word.kind != Kind::Word || here - word.end as usize > NARROW {
            return;
        }
        let (before, from) = self.text.split_at(word.start as usize);
        let before = before
            .strip_suffix([' ', '\u{a0}', '\u{202f}'])
            .unwrap_or(before);
        if before.ends_with(['"', '“', '«', '„', '”']) && from.starts_with(char::is_lowercase)
        {
            word.flags |= QUOTED;
        }
    }
}
