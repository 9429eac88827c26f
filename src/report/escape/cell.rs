//! Text cells of a CSV that no spreadsheet runs as a formula.

use std::borrow::Cow;

/// Whether a spreadsheet might take this text for a formula.
///
/// True when it begins with one of `= + - @`, their full-width forms, TAB, CR or
/// LF, be it after quotation marks `'` or characters that a spreadsheet skips.
/// The guard is one `'` in front; a reader undoes it by dropping one `'` where
/// the rest needs a guard, so nothing is lost.
pub fn needs_guard(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(TRIGGERS)
        || text.trim_start_matches(SKIPPED).starts_with(TRIGGERS)
}

const TRIGGERS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

const SKIPPED: [char; 10] = [
    ' ', '\'', '\u{a0}', '\u{200b}', '\u{feff}', '\u{3000}', '\u{2060}', '\t', '\r', '\n',
];

/// Whether the text is a number and nothing else: `-5`, `1,5`, `+3.2e5`.
pub fn is_plain_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, part) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    [whole, part, exponent]
        .iter()
        .all(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// A text cell with control characters made visible, then guarded where it needs to be.
///
/// `separators` are characters at which a spreadsheet with other settings would
/// begin a new cell (`x;=1+1`): what follows them is guarded as well.
pub fn cell<'a>(text: &'a str, separators: &str) -> Cow<'a, str> {
    let text = inner(text, separators);
    if needs_guard(&text) && !is_plain_number(&text) {
        return Cow::Owned(format!("'{text}"));
    }
    text
}

/// The same but for the guard in front.
pub(in crate::report) fn inner<'a>(text: &'a str, separators: &str) -> Cow<'a, str> {
    let text = without_controls(text);
    let guarded = guard_inner(&text, separators);
    guarded.map_or(text, Cow::Owned)
}

// Control characters but TAB and line ends give way to their pictures:
// LibreOffice drops NUL, so that `\0=1+1` would become a formula.
fn without_controls(text: &str) -> Cow<'_, str> {
    let harmful = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if !text.contains(harmful) {
        return Cow::Borrowed(text);
    }
    let picture = |c| {
        if harmful(c) {
            super::terminal::picture(c)
        } else {
            c
        }
    };
    Cow::Owned(text.chars().map(picture).collect())
}

/// The text with a `'` after each separator that precedes a formula, if there is any.
fn guard_inner(text: &str, separators: &str) -> Option<String> {
    if separators.is_empty() {
        return None;
    }
    let starts: Vec<usize> = text
        .match_indices(|c| separators.contains(c))
        .map(|(at, separator)| at + separator.len())
        .filter(|&start| begins_formula(&text[start..]))
        .collect();
    let mut guarded = String::with_capacity(text.len() + starts.len());
    let mut copied = 0;
    for &start in &starts {
        guarded.push_str(&text[copied..start]);
        guarded.push('\'');
        copied = start;
    }
    guarded.push_str(&text[copied..]);
    (!starts.is_empty()).then_some(guarded)
}

/// As [`needs_guard`], where a quotation mark may open the cell and a `'` guard it already.
fn begins_formula(text: &str) -> bool {
    let text = text.trim_start_matches('"');
    needs_guard(text) && !text.starts_with('\'')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a reader does to undo the guard.
    fn unguarded(cell: &str) -> &str {
        match cell.strip_prefix('\'') {
            Some(rest) if needs_guard(rest) => rest,
            _ => cell,
        }
    }

    #[test]
    fn formulas_are_guarded() {
        for text in [
            "=1+1",
            "+1+1",
            "-1+1",
            "@SUM(1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "＝1",
            "＋1",
            "－1",
            "＠x",
            " =1",
            "\u{feff}=1",
            "\u{a0}@x",
            "'=1",
            "''=1",
            "\u{200b}\u{3000}+x",
            "\t",
            "@someone thanks",
            "-",
        ] {
            assert_eq!(cell(text, ""), format!("'{text}"), "{text:?}");
        }
    }

    #[test]
    fn plain_text_and_plain_numbers_are_not() {
        for text in [
            "", "good", "1+1", "it's =", "'tis", "-5", "1,5", "+3.2e5", "-0.5E-3", "#free",
        ] {
            assert_eq!(cell(text, ""), text);
        }
        for text in ["-5+1", "+3.2e", "--5", "-5 ", "1,5,5", "-,5", "+", "-5%"] {
            assert!(!is_plain_number(text), "{text}");
        }
    }

    #[test]
    fn control_characters_go_before_the_guard_looks() {
        assert_eq!(cell("\0=1+1", ""), "␀=1+1");
        assert_eq!(
            cell("a\u{1b}]52;c\u{7}\u{9b}\u{7f}", ""),
            "a␛]52;c␇\u{fffd}␡"
        );
        assert_eq!(cell("two\r\nlines\tx", ""), "two\r\nlines\tx");
    }

    #[test]
    fn what_another_spreadsheet_would_take_for_a_cell_is_guarded_too() {
        assert_eq!(cell("x;=1+1", ";"), "x;'=1+1");
        assert_eq!(cell("=x;\"=1\ny; @z;z", ";\n"), "'=x;'\"=1\ny;' @z;z");
        assert_eq!(cell("x;=1+1", ""), "x;=1+1");
    }

    proptest! {
        #[test]
        fn the_guard_can_be_undone(text in "[-=+@' \t\n;a1.,e＝\u{feff}]{0,8}") {
            let cell = cell(&text, "");
            prop_assert_eq!(unguarded(&cell), &text);
        }

        #[test]
        fn only_numbers_look_like_formulas_afterwards(text in "[-=+@' \t\n;\"a1.,e\0]{0,10}") {
            let cell = cell(&text, ";\t\n\r");
            prop_assert!(cell.starts_with('\'') || !needs_guard(&cell) || is_plain_number(&cell));
            for part in cell.split([';', '\t', '\n', '\r']).skip(1) {
                prop_assert!(!part.trim_start_matches('"').starts_with(TRIGGERS), "{cell:?}");
            }
        }
    }
}
