//! Repairs typography: curly quotes, full-width and fancy letters, entities and escapes that exports leave behind.

/// The character at a byte of the text as a person reads it, with its length in bytes there.
///
/// `at` must be the start of a character.
#[inline]
pub(super) fn decode(text: &str, at: usize) -> (char, usize) {
    let rest = text.get(at..).unwrap_or_default();
    match rest.chars().next() {
        Some('&') => entity(rest),
        Some('\\') => escape(rest),
        Some(plain) if plain.is_ascii() => (plain, 1),
        Some(other) => (repaired(other), other.len_utf8()),
        None => ('\0', 1),
    }
}

/// Whether a byte is a character that is what it seems.
#[inline]
pub(super) fn is_itself(byte: u8) -> bool {
    byte.is_ascii() && !matches!(byte, b'&' | b'\\')
}

/// An HTML entity; those that mean nothing here become blanks.
fn entity(rest: &str) -> (char, usize) {
    const ENTITIES: [(&str, char); 7] = [
        ("&amp;", ' '),
        ("&quot;", ' '),
        ("&#39;", '\''),
        ("&#x27;", '\''),
        ("&apos;", '\''),
        ("&nbsp;", ' '),
        ("&rsquo;", '\''),
    ];
    let found = ENTITIES.iter().find(|(name, _)| rest.starts_with(name));
    found.map_or(('&', 1), |&(name, meant)| (meant, name.len()))
}

/// An escape that a program forgot to undo: `\u2019`, `\n`, `\"`.
fn escape(rest: &str) -> (char, usize) {
    let code = rest.strip_prefix("\\u").and_then(|rest| rest.get(..4));
    let meant = code
        .and_then(|code| u32::from_str_radix(code, 16).ok())
        .and_then(char::from_u32);
    match meant {
        Some(meant) => (repaired(meant), 6),
        None if rest.starts_with("\\\"") => (' ', 2),
        None if rest.starts_with("\\n") => ('\n', 2),
        None => ('\\', 1),
    }
}

/// The plain form of a letter or mark that only looks different.
fn repaired(found: char) -> char {
    match found {
        '‘' | '’' | 'ʼ' | '´' | '`' | '＇' => '\'',
        '\u{ff01}'..='\u{ff5e}' => shifted(found, 0xff01, '!'),
        '\u{1d400}'..='\u{1d6a3}' => fancy(found),
        '\u{2028}' | '\u{2029}' => '\n',
        '。' => '.',
        other => other,
    }
}

fn shifted(found: char, from: u32, to: char) -> char {
    let offset = u32::from(found) - from;
    char::from_u32(u32::from(to) + offset).unwrap_or(found)
}

/// The letter of a mathematical alphabet: thirteen of 52 letters each.
fn fancy(found: char) -> char {
    let letter = (u32::from(found) - 0x1d400) % 52;
    let plain = if letter < 26 {
        0x41 + letter
    } else {
        0x61 + letter - 26
    };
    char::from_u32(plain).unwrap_or(found)
}

/// Whether a character is an emoji of its own (not a part that changes another).
pub(super) fn is_emoji(found: char) -> bool {
    matches!(found,
        '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}'
        | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether a character changes the emoji before it without being one: variant, skin tone.
pub(super) fn is_modifier(found: char) -> bool {
    matches!(
        found,
        '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20e3}'
    )
}

/// Whether a character shows nothing and may stand within words.
pub(super) fn is_invisible(found: char) -> bool {
    matches!(
        found,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_repaired() {
        let read = |text: &str| decode(text, 0);
        assert_eq!(read("’"), ('\'', 3));
        assert_eq!(read("ｇ"), ('g', 3));
        assert_eq!(read("𝗴"), ('g', 4));
        assert_eq!(read("&#39;t"), ('\'', 5));
        assert_eq!(read("\\u2019s"), ('\'', 6));
        assert_eq!(read("\\users"), ('\\', 1));
        assert_eq!(read("é"), ('é', 2));
    }
}
