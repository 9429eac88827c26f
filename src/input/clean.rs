//! Turns what exports make of texts back into texts: HTML, its entities, JSON's escapes.

use super::{
    Texts,
    texts::{unescape_html, unescape_unicode},
};
use crate::blocks;

/// Room for a text that must be rewritten.
#[derive(Debug, Default)]
pub(super) struct Room {
    plain: String,
    other: String,
}

/// A text without markup, entities and escapes.
pub(super) struct Cleaned<'s> {
    pub(super) text: &'s str,
    /// Whether it was UTF-8 and then was taken for Windows-1252: `Ã©`, `â€™`, `ðŸ˜€`.
    pub(super) is_mojibake: bool,
}

/// Cleans a text; most are clean and show it at a glance.
#[inline]
pub(super) fn clean<'s>(text: &'s str, texts: Texts, room: &'s mut Room) -> Cleaned<'s> {
    let is_odd = blocks::has(text.as_bytes(), |bytes| {
        blocks::is_one_of(bytes, [b'&', b'<', b'\\', MOJIBAKE])
    });
    let text = if is_odd && (texts == Texts::Restored || is_html(text)) {
        rewritten(text, room)
    } else {
        text
    };
    Cleaned {
        text,
        is_mojibake: is_odd && is_mojibake(text),
    }
}

fn rewritten<'s>(text: &'s str, room: &'s mut Room) -> &'s str {
    if memchr::memchr3(b'&', b'<', b'\\', text.as_bytes()).is_none() {
        return text;
    }
    let Room { plain, other } = room;
    plain.clear();
    other.clear();
    let mut now = text;
    if memchr::memchr(b'<', now.as_bytes()).is_some() && is_html(now) {
        strip(now, plain);
        if plain.trim().is_empty() {
            plain.clear();
        } else {
            now = plain;
        }
    }
    // What stands in one buffer is rewritten into the other.
    let resolved = memchr::memchr(b'&', now.as_bytes()).is_some() && unescape_html(now, other);
    if !resolved {
        other.push_str(now);
    }
    plain.clear();
    if other.contains("\\u") && unescape_unicode(other, plain) {
        return plain;
    }
    other
}

/// Tags that say that a text is HTML and no talk about it.
const TAGS: [&str; 14] = [
    "p",
    "br",
    "div",
    "a",
    "span",
    "ul",
    "ol",
    "li",
    "blockquote",
    "aside",
    "h1",
    "h2",
    "img",
    "pre",
];

/// Whether a text is HTML: it begins with a tag and ends with one, or has
/// paragraphs or line breaks.
fn is_html(text: &str) -> bool {
    let trimmed = text.trim();
    let begins = trimmed
        .strip_prefix('<')
        .is_some_and(|rest| TAGS.contains(&name(rest)));
    (begins && trimmed.ends_with('>'))
        || ["</p>", "<p>", "<br>", "<br/>", "<br />", "</a>"]
            .iter()
            .any(|tag| text.contains(tag))
}

/// The name of the tag whose inside `rest` begins with.
fn name(rest: &str) -> &str {
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
    &rest[..end.unwrap_or(rest.len())]
}

/// Writes the text of HTML to `out`: blocks become lines, and what others said
/// and is only quoted is left out.
fn strip(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let Some(end) = memchr::memchr(b'>', tag.as_bytes()).filter(|_| is_tag(tag)) else {
            out.push('<');
            rest = tag;
            continue;
        };
        rest = &tag[end + 1..];
        let name = name(tag);
        if matches!(name, "script" | "style") || (name == "aside" && tag[..end].contains("quote")) {
            rest = after(rest, name);
        } else if is_block(name) && !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
    }
    out.push_str(rest);
    let length = out.trim_end().len();
    out.truncate(length);
}

fn is_tag(inside: &str) -> bool {
    inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!')
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "br" | "div" | "li" | "ul" | "ol" | "blockquote" | "pre" | "tr" | "h1" | "h2" | "h3"
    )
}

/// What follows the end of an element; everything where it has none.
fn after<'t>(text: &'t str, element: &str) -> &'t str {
    let end = format!("</{element}>");
    text.find(&end).map_or(text, |at| &text[at + end.len()..])
}

/// The first byte of all signs that mojibake begins with.
const MOJIBAKE: u8 = 0xc3;

fn is_mojibake(text: &str) -> bool {
    if memchr::memchr(MOJIBAKE, text.as_bytes()).is_none() {
        return false;
    }
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let next = signs.peek().copied().unwrap_or(' ');
        let found = match sign {
            'Ã' | 'Â' | 'Å' | 'Ä' => {
                is_continuation(next) && !(sign != 'Ã' && next == '\u{a0}')
            }
            'â' => next == '€',
            'ð' => next == 'Ÿ',
            _ => false,
        };
        if found {
            return true;
        }
    }
    false
}

/// What Windows-1252 makes of the second byte of a character in UTF-8.
fn is_continuation(sign: char) -> bool {
    matches!(sign, '\u{80}'..='\u{bf}') || "‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€".contains(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        clean(text, Texts::Restored, &mut Room::default())
            .text
            .to_owned()
    }

    #[test]
    fn texts_may_stay_as_written_but_not_html() {
        for (written, text) in [
            (r"I &lt;3 it, don\u2019t I", r"I &lt;3 it, don\u2019t I"),
            ("<p>I &lt;3 it</p>", "I <3 it"),
        ] {
            let mut room = Room::default();
            assert_eq!(clean(written, Texts::AsWritten, &mut room).text, text);
        }
    }

    #[test]
    fn html_becomes_text() {
        for (html, text) in [
            (
                "<p>So <b>good</b> &amp; <a href=\"x\">here</a></p><p>Yes</p>",
                "So good & here\nYes",
            ),
            ("a<br>b<br />c", "a\nb\nc"),
            (
                "<aside class=\"quote\"><p>bad</p></aside><p>No, good</p>",
                "No, good",
            ),
            (
                "<span class=\"h-card\">@<span>orvane</span></span>",
                "@orvane",
            ),
        ] {
            assert_eq!(cleaned(html), text);
        }
    }

    #[test]
    fn what_is_no_html_stays() {
        for text in [
            "3 < 5 > 2",
            "I <3 it",
            "use <script> they said",
            "<p>",
            "a \\ b",
            "C:\\users",
        ] {
            assert_eq!(cleaned(text), text);
        }
    }

    #[test]
    fn escapes_and_entities_are_resolved() {
        assert_eq!(
            cleaned(r"don\u2019t \ud83d\ude00 \u00zz"),
            "don’t 😀 \\u00zz"
        );
        assert_eq!(cleaned(r"a &lt;b&gt; \u0026"), "a <b> &");
    }

    #[test]
    fn garbled_texts_are_noticed() {
        for text in ["trÃ¨s bien", "donâ€™t", "ðŸ˜€", "100 â‚¬ â€“ CafÃ©"] {
            assert!(is_mojibake(text), "{text}");
        }
        for text in ["très bien", "NÃO", "MÃE", "Ângela", "10 €", "château"] {
            assert!(!is_mojibake(text), "{text}");
        }
    }
}
