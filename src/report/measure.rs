//! Text in columns of a terminal: its width, cut or wrapped to fit.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many columns the text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// The text cut to so many columns, with `…` where something is missing.
pub(super) fn clip(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let (head, _) = split(text, columns.saturating_sub(1));
    Cow::Owned(format!("{}…", head.trim_end()))
}

/// The text with spaces after it up to so many columns.
pub(super) fn pad_right(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text with spaces before it up to so many columns.
pub(super) fn pad_left(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The words of the text in lines of at most so many columns; longer words are broken.
/// A no-break space holds its neighbours together.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let breaks = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    for word in text.split(breaks).filter(|word| !word.is_empty()) {
        if !line.is_empty() && width(&line) + 1 + width(word) <= columns {
            line.push(' ');
            line.push_str(word);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        line = break_word(word, columns, &mut lines);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The items in lines of at most so many columns, ` · ` between those of one line;
/// an item is broken only where it is longer than a line.
pub(super) fn wrap_items(items: &[String], columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        match lines.last_mut() {
            Some(line) if width(line) + 3 + width(item) <= columns => {
                line.push_str(" · ");
                line.push_str(item);
            }
            _ => lines.extend(wrap(item, columns)),
        }
    }
    lines
}

/// Puts all full lines of a word that is too long aside, and returns the rest.
fn break_word(word: &str, columns: usize, lines: &mut Vec<String>) -> String {
    // No look at the whole of what is left for each line: words may be megabytes long.
    let mut rest = word;
    loop {
        let (head, tail) = split(rest, columns);
        if head.is_empty() || tail.is_empty() {
            return rest.to_owned();
        }
        lines.push(head.to_owned());
        rest = tail;
    }
}

/// Splits before the first letter that does not fit.
fn split(text: &str, columns: usize) -> (&str, &str) {
    let mut used = 0;
    for (at, letter) in text.grapheme_indices(true) {
        used += width(letter);
        if used > columns {
            return text.split_at(at);
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_text_fits_and_says_that_it_is_cut() {
        assert_eq!(clip("orvane", 6), "orvane");
        assert_eq!(clip("orvane mobile", 8), "orvane…");
        assert_eq!(clip("日本語", 5), "日本…");
        assert_eq!(clip("日本語", 4), "日…");
        assert_eq!(clip("ab👩‍👩‍👧‍👦c", 4), "ab…");
        assert_eq!(clip("abc", 0), "…");
    }

    #[test]
    fn words_are_wrapped_and_long_ones_broken() {
        assert_eq!(
            wrap("the box arrived broken", 11),
            ["the box", "arrived", "broken"]
        );
        assert_eq!(wrap("all of 58\u{a0}%", 9), ["all of", "58\u{a0}%"]);
        assert_eq!(wrap("see abcdefghij", 4), ["see", "abcd", "efgh", "ij"]);
        assert_eq!(wrap("日本語", 1), ["日本語"]);
        assert!(wrap("  ", 10).is_empty());
    }

    #[test]
    fn a_very_long_word_takes_no_longer_than_its_length() {
        // Minutes, if each line looked at all that is left.
        let lines = wrap(&"x".repeat(1_000_000), 50);
        assert_eq!(lines.len(), 20_000);
    }

    #[test]
    fn items_stay_whole() {
        let items = ["10 likes", "2 shares", "1 reply"].map(String::from);
        assert_eq!(wrap_items(&items, 20), ["10 likes · 2 shares", "1 reply"]);
        assert_eq!(wrap_items(&items[..1], 4), ["10", "like", "s"]);
    }
}
