//! Reads figures, platform names and texts as exports write them.

use std::fmt::Write as _;

/// A figure: a count, unknown, or something that is no count.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Figure {
    /// A count of 0 or more.
    Count(u64),
    /// Nothing, or a word for it.
    Unknown,
    /// A value that cannot be a count: negative, not finite, too large, a word.
    Bad,
}

/// Reads a count: `1234`, `1,234`, `1.234`, `1 234`, `1.2K`, `3,4 M`, `12.0`.
pub fn figure(value: &str) -> Figure {
    let bytes = value.as_bytes();
    if bytes.is_empty() {
        return Figure::Unknown;
    }
    if bytes.len() <= 18
        && let Some(count) = plain(bytes)
    {
        return Figure::Count(count);
    }
    if is_unknown(value) {
        return Figure::Unknown;
    }
    grouped(value).map_or(Figure::Bad, Figure::Count)
}

/// A figure of at most 18 digits and nothing else.
fn plain(bytes: &[u8]) -> Option<u64> {
    let mut sum = 0;
    for byte in bytes {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        sum = sum * 10 + u64::from(digit);
    }
    Some(sum)
}

/// The words by which exports say that they do not know.
fn is_unknown(value: &str) -> bool {
    const WORDS: [&str; 9] = ["", "n/a", "na", "-", "–", "—", "null", "none", "unknown"];
    let value = value.trim();
    WORDS.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// A figure with a suffix, groups or a decimal part.
fn grouped(value: &str) -> Option<u64> {
    let value = value.trim();
    let (digits, scale) = match value.char_indices().last()? {
        (at, 'k' | 'K') => (&value[..at], 3),
        (at, 'm' | 'M') => (&value[..at], 6),
        (at, 'b' | 'B') => (&value[..at], 9),
        _ => (value, 0),
    };
    let digits = digits.trim_end_matches(is_blank);
    if let Some((mantissa, exponent)) = digits.split_once(['e', 'E']) {
        let exponent: usize = exponent.trim_start_matches('+').parse().ok()?;
        return scaled(mantissa, exponent.checked_add(scale)?);
    }
    scaled(digits, scale)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\'' || c == '’'
}

/// `digits` times ten to the `scale`; what is left of a fraction is dropped.
fn scaled(digits: &str, scale: usize) -> Option<u64> {
    let (whole, fraction) = match decimal_point(digits, scale) {
        Some(at) => (&digits[..at], &digits[at + 1..]),
        None => (digits, ""),
    };
    let starts_well = whole.starts_with(|c: char| c.is_ascii_digit());
    if !starts_well || scale > 18 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let tail = fraction.chars().chain(std::iter::repeat('0')).take(scale);
    let mut sum = 0_u64;
    for c in whole.chars().chain(tail) {
        match c.to_digit(10) {
            Some(digit) => sum = sum.checked_mul(10)?.checked_add(u64::from(digit))?,
            None if is_blank(c) || c == ',' || c == '.' => {}
            None => return None,
        }
    }
    Some(sum)
}

/// Where the decimal sign stands: a single `.` or `,`, or the later kind of the
/// two, unless it cuts off exactly three digits of a plain count.
fn decimal_point(digits: &str, scale: usize) -> Option<usize> {
    let last = digits.rfind(['.', ','])?;
    let sign = &digits[last..=last];
    if digits.matches(sign).count() > 1 {
        return None;
    }
    let mixed = digits.contains('.') && digits.contains(',');
    let cut = digits.len() - last - 1;
    (mixed || scale > 0 || cut != 3).then_some(last)
}

/// Whether an identifier is what a spreadsheet leaves of a long number: `5.70301E+17`.
pub fn is_rounded_id(id: &str) -> bool {
    let Some(at) = memchr::memchr2(b'E', b'e', id.as_bytes()) else {
        return false;
    };
    let (mantissa, exponent) = (&id[..at], &id[at + 1..]);
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    whole.len() == 1
        && digits(whole)
        && digits(fraction)
        && exponent.strip_prefix('+').is_some_and(digits)
}

/// Names and hosts of platforms that differ from the one used here.
const PLATFORMS: [(&str, &str); 34] = [
    ("twitter", "x"),
    ("twitter.com", "x"),
    ("x.com", "x"),
    ("mobile.twitter.com", "x"),
    ("x (twitter)", "x"),
    ("twitter (x)", "x"),
    ("x/twitter", "x"),
    ("t.co", "x"),
    ("facebook.com", "facebook"),
    ("m.facebook.com", "facebook"),
    ("fb.com", "facebook"),
    ("instagram.com", "instagram"),
    ("reddit.com", "reddit"),
    ("old.reddit.com", "reddit"),
    ("redd.it", "reddit"),
    ("youtube.com", "youtube"),
    ("m.youtube.com", "youtube"),
    ("youtu.be", "youtube"),
    ("tiktok.com", "tiktok"),
    ("linkedin.com", "linkedin"),
    ("bsky.app", "bluesky"),
    ("threads.net", "threads"),
    ("threads.com", "threads"),
    ("trustpilot.com", "trustpilot"),
    ("play.google.com", "google play"),
    ("apps.apple.com", "app store"),
    ("itunes.apple.com", "app store"),
    ("news.ycombinator.com", "hacker news"),
    ("hackernews", "hacker news"),
    ("quora.com", "quora"),
    ("pinterest.com", "pinterest"),
    ("tripadvisor.com", "tripadvisor"),
    ("vk.com", "vk"),
    ("socialmedia_twitter", "x"),
];

/// The usual name of a platform, in lower case; `spare` holds it if it must be written.
pub(super) fn platform<'a>(name: &'a str, spare: &'a mut String) -> &'a str {
    if let Some(known) = known_platform(name) {
        return known;
    }
    if !name.chars().any(char::is_uppercase) {
        return name;
    }
    spare.clear();
    spare.extend(name.chars().flat_map(char::to_lowercase));
    known_platform(spare).unwrap_or(spare)
}

fn known_platform(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix("www.").unwrap_or(name);
    let same = |(from, _): &&(&str, &str)| from.eq_ignore_ascii_case(name);
    PLATFORMS.iter().find(same).map(|(_, to)| *to)
}

/// The host of a URL, without `www.`; empty where there is none.
pub(super) fn host(url: &str) -> &str {
    let Some((_, rest)) = url.split_once("://") else {
        return "";
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = &rest[..end];
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    host.strip_prefix("www.").unwrap_or(host)
}

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
    fn figures_are_read_in_every_custom() {
        for (value, count) in [
            ("0", 0),
            ("1234", 1234),
            ("1,234", 1234),
            ("1.234", 1234),
            ("1 234", 1234),
            ("1\u{a0}234\u{202f}567", 1_234_567),
            ("1,234,567", 1_234_567),
            ("1.234.567", 1_234_567),
            ("1.2K", 1200),
            ("1,2k", 1200),
            ("3,4 M", 3_400_000),
            ("1.234K", 1234),
            ("12.0", 12),
            ("1,2", 1),
            ("1,234.5", 1234),
            ("1.234,5", 1234),
            ("1e4", 10_000),
            ("1.5E+3", 1500),
            (" 42 ", 42),
            ("1'234", 1234),
            ("18446744073709551615", u64::MAX),
        ] {
            assert_eq!(figure(value), Figure::Count(count), "{value}");
        }
    }

    #[test]
    fn an_unknown_figure_is_not_zero() {
        for value in ["", " ", "N/A", "-", "null", "None", "unknown"] {
            assert_eq!(figure(value), Figure::Unknown, "{value:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_count_is_bad() {
        for value in [
            "NaN",
            "inf",
            "-5",
            "1e400",
            "many",
            "18446744073709551616",
            "1.2.3,4,5x",
            "K",
            "é",
            "0x10",
            "=1+1",
            "+",
            "1e",
            "e5",
            "9".repeat(5000).as_str(),
        ] {
            assert_eq!(figure(value), Figure::Bad, "{value}");
        }
    }

    #[test]
    fn rounded_identifiers_are_recognised() {
        assert!(is_rounded_id("5.70301E+17"));
        assert!(is_rounded_id("1,23E+18"));
        assert!(!is_rounded_id("570301130888122368"));
        assert!(!is_rounded_id("abcE+17"));
        assert!(!is_rounded_id("12e4"));
    }

    #[test]
    fn platforms_have_one_name_each() {
        let mut spare = String::new();
        for (name, usual) in [
            ("Twitter", "x"),
            ("X", "x"),
            ("x.com", "x"),
            ("www.Reddit.com", "reddit"),
            ("Facebook", "facebook"),
            ("My Forum", "my forum"),
            ("blog.example", "blog.example"),
        ] {
            assert_eq!(platform(name, &mut spare), usual, "{name}");
        }
    }

    #[test]
    fn a_host_is_taken_from_a_url() {
        assert_eq!(host("https://www.example.com:80/a?b"), "example.com");
        assert_eq!(host("https://user:secret@x.com/a"), "x.com");
        assert_eq!(host("/r/coffee"), "");
    }

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
