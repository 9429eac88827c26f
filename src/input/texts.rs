//! Undoes what exports do to texts: HTML entities, JSON escapes.

use std::fmt::Write as _;

/// Writes `text` to `out` with HTML entities resolved; false if there is none to resolve.
pub(super) fn unescape_html(text: &str, out: &mut String) -> bool {
    let mut rest = text;
    let mut found = false;
    let start = out.len();
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((character, length)) = entity(rest) {
            out.push(character);
            rest = &rest[length..];
            found = true;
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    if found {
        out.push_str(rest);
    } else {
        out.truncate(start);
    }
    found
}

/// The character of the entity that `text` begins with, and the entity's length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = &text[1..end];
    let character = match name.strip_prefix('#') {
        Some(code) => numeric_entity(code)?,
        None => named_entity(name)?,
    };
    Some((character, end + 1))
}

fn numeric_entity(code: &str) -> Option<char> {
    let number = match code.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => code.parse().ok()?,
    };
    char::from_u32(number).filter(|c| *c != '\0')
}

fn named_entity(name: &str) -> Option<char> {
    const NAMES: [(&str, char); 24] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("hellip", '…'),
        ("mdash", '—'),
        ("ndash", '–'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("euro", '€'),
        ("pound", '£'),
        ("copy", '©'),
        ("reg", '®'),
        ("trade", '™'),
        ("eacute", 'é'),
        ("egrave", 'è'),
        ("agrave", 'à'),
        ("ccedil", 'ç'),
    ];
    let known = NAMES.iter().find(|(known, _)| *known == name)?;
    Some(known.1)
}

/// Writes what a JSON string's inside stands for to `out`; false if a half of a
/// surrogate pair had to be replaced.
pub(super) fn unescape_json(inside: &str, out: &mut String) -> bool {
    let mut rest = inside;
    let mut whole = true;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let (character, length) = escape(&rest[at..]);
        whole &= character != '\u{fffd}' || rest[at..].to_ascii_lowercase().starts_with("\\ufffd");
        out.push(character);
        rest = rest.get(at + length..).unwrap_or("");
    }
    out.push_str(rest);
    whole
}

/// The character of the escape that `text` begins with, and the escape's length.
fn escape(text: &str) -> (char, usize) {
    let simple = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => return unicode_escape(text),
        Some(byte) if byte.is_ascii() => char::from(*byte),
        _ => return ('\u{fffd}', 1),
    };
    (simple, 2)
}

fn unicode_escape(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(0) else {
        return ('\u{fffd}', 2);
    };
    let pair = unit(6).map(|second| char::decode_utf16([first, second]).next());
    match (char::from_u32(first.into()), pair) {
        (Some(character), _) => (character, 6),
        (None, Some(Some(Ok(character)))) => (character, 12),
        _ => ('\u{fffd}', 6),
    }
}

/// Writes `text` to `out` with escapes such as `\u2019` resolved, which some
/// exports leave in; false if there is none.
pub(super) fn unescape_unicode(text: &str, out: &mut String) -> bool {
    let mut rest = text;
    let mut found = false;
    while let Some(at) = rest.find("\\u") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_escape = rest
            .get(2..6)
            .is_some_and(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        let (sign, length) = if is_escape {
            unicode_escape(rest)
        } else {
            ('\\', 1)
        };
        found |= is_escape && sign != '\0';
        out.push(sign);
        rest = &rest[length..];
    }
    out.push_str(rest);
    found
}

/// `value` cut to what a message can show.
pub(super) fn shortened(value: &str) -> Box<str> {
    let mut short = String::new();
    for (i, c) in value.chars().enumerate() {
        if i == 40 {
            short.push('…');
            break;
        }
        if c.is_control() {
            let _ = write!(short, "{}", c.escape_default());
        } else {
            short.push(c);
        }
    }
    short.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_entities_are_resolved_once() {
        let mut out = String::new();
        assert!(unescape_html(
            "a &amp;lt; b &#39;c&#x27; &nope; & d",
            &mut out
        ));
        assert_eq!(out, "a &lt; b 'c' &nope; & d");
        assert!(!unescape_html("AT&T; R&D", &mut out));
    }

    #[test]
    fn json_escapes_are_resolved() {
        let mut out = String::new();
        assert!(unescape_json(r#"a\n\"\u00e9\ud83d\ude00\/"#, &mut out));
        assert_eq!(out, "a\n\"é😀/");
        out.clear();
        assert!(!unescape_json(r"\ud83d!", &mut out));
        assert_eq!(out, "\u{fffd}!");
    }
}
