//! Mentions, web and e-mail addresses: found so that nothing in them is taken for a word.

use super::{Cutter, Kind};
use crate::lexicon::compile::NONE;

/// Last parts of addresses that people write without `https://` before them.
const ENDINGS: [&str; 24] = [
    "com", "net", "org", "io", "co", "fr", "de", "uk", "eu", "us", "ca", "it", "es", "pt", "nl",
    "be", "ch", "tv", "me", "ly", "gl", "app", "info", "news",
];

/// No host name is longer, and looking further would take time without end.
const LONGEST_HOST: usize = 253;

impl Cutter<'_> {
    /// `@name`; a lone `@` means nothing.
    pub(super) fn mention(&mut self, length: usize) {
        let start = self.at;
        self.at += length;
        let length = name_length(&self.text[self.at..]);
        self.at += length;
        if length > 0 {
            self.push(start, NONE, Kind::Mention);
        }
    }

    /// A web address that begins here.
    pub(super) fn link(&mut self) -> bool {
        if !is_address(&self.bytes[self.at..]) {
            return false;
        }
        let start = self.at;
        self.skip_address();
        self.push(start, NONE, Kind::Link);
        true
    }

    /// An e-mail address whose name has just been read, from `start` on.
    pub(super) fn address(&mut self, start: usize) -> bool {
        let rest = &self.bytes[self.at..];
        let mail =
            rest.first() == Some(&b'@') && rest.get(1).is_some_and(u8::is_ascii_alphanumeric);
        if mail {
            self.skip_address();
            self.push(start, NONE, Kind::Mention);
        }
        mail
    }

    /// Goes to the end of an address; marks at its end belong to the sentence.
    fn skip_address(&mut self) {
        let rest = &self.bytes[self.at..];
        let end =
            |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'<' | b'>' | b'"' | 0x80..);
        let length = rest.iter().position(end).unwrap_or(rest.len());
        let tail = rest[..length].iter().rev();
        let marks =
            tail.take_while(|byte| matches!(byte, b'.' | b',' | b'!' | b'?' | b')' | b':' | b';'));
        self.at += length - marks.count();
    }
}

/// How many bytes of a text may be the name after a `@` or `#`: letters, digits and `_`.
pub(super) fn name_length(text: &str) -> usize {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let plain = text.bytes().take_while(is_plain).count();
    let is_part = |letter: &char| letter.is_alphanumeric() || *letter == '_';
    let rest = text[plain..].chars().take_while(is_part);
    plain + rest.map(char::len_utf8).sum::<usize>()
}

/// Whether a web address begins here, with `name://` or the name of a host; the names that
/// most addresses have are known at once.
fn is_address(rest: &[u8]) -> bool {
    if rest.starts_with(b"https://") || rest.starts_with(b"http://") {
        return true;
    }
    let host = rest.iter().take(LONGEST_HOST);
    let (host, rest) = rest.split_at(host.take_while(|byte| is_host(**byte)).count());
    rest.starts_with(b"://") || is_host_name(host)
}

fn is_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-'
}

/// Whether `name.ending` looks like a host: `www.` before, or a known ending.
fn is_host_name(host: &[u8]) -> bool {
    let host = host.trim_ascii_end();
    let host = host.strip_suffix(b".").unwrap_or(host);
    let Some(dot) = host.iter().rposition(|&byte| byte == b'.') else {
        return false;
    };
    let ending = &host[dot + 1..];
    host.starts_with(b"www.")
        || ENDINGS
            .iter()
            .any(|known| known.as_bytes().eq_ignore_ascii_case(ending))
}
