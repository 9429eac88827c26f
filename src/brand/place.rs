//! Whether a place in a text is a word of its own, outside addresses.

use std::ops::Range;

/// Judges places of one text, from left to right, in linear time.
pub(super) struct Place<'a> {
    text: &'a str,
    token: Range<usize>,
    address: Option<usize>,
}

impl<'a> Place<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            token: 0..0,
            address: None,
        }
    }

    /// Whether the alias stands there as a word. Places must come by ascending end.
    pub(super) fn holds(&mut self, alias: &str, at: Range<usize>) -> bool {
        let before = self.text[..at.start].chars().next_back();
        let mut after = self.text[at.end..].chars();
        let next = after.next();
        let opens = !binds_left(alias) || !before.is_some_and(is_word);
        let closes = !binds_right(alias) || !next.is_some_and(is_word);
        let in_name = next == Some('.') && after.next().is_some_and(char::is_alphanumeric);
        opens && closes && (alias.contains('.') || !in_name && !self.in_address(&at))
    }

    /// Whether the place lies in `https://…` or `www.…`.
    fn in_address(&mut self, at: &Range<usize>) -> bool {
        if at.end > self.token.end {
            self.token = token_around(self.text, self.token.end, at.end);
            self.address = address(&self.text[self.token.clone()]).map(|i| self.token.start + i);
        }
        self.address.is_some_and(|address| at.start >= address)
    }
}

/// The run of characters without a space that holds the byte before `end`, from `known` on.
fn token_around(text: &str, known: usize, end: usize) -> Range<usize> {
    let space = |c: char| c.is_whitespace();
    let last = text[known..end].trim_end().len() + known;
    let start = text[known..last].rfind(space).map_or(known, |i| known + i);
    let stop = text[end..].find(space).map_or(text.len(), |i| end + i);
    start..stop
}

/// Where an address begins in a token.
fn address(token: &str) -> Option<usize> {
    let bytes = token.as_bytes();
    let scheme = bytes.windows(3).position(|window| window == b"://");
    let host = bytes
        .windows(4)
        .position(|window| window.eq_ignore_ascii_case(b"www."));
    scheme.into_iter().chain(host).min()
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

fn binds_left(alias: &str) -> bool {
    let first = alias.chars().next();
    first.is_some_and(|c| matches!(c, '@' | '#') || is_word(c) && !is_unspaced(c))
}

fn binds_right(alias: &str) -> bool {
    let last = alias.chars().next_back();
    last.is_some_and(|c| is_word(c) && !is_unspaced(c))
}

/// Scripts that put no spaces between words, or attach particles to them.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}
