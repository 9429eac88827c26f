//! Text that cannot move the cursor, change the terminal or hide what it says.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

/// Marks beyond this many on one letter are left out (no orthography has more).
const MARKS: usize = 4;

/// The text on one line: line ends and tabs become spaces, other control
/// characters pictures, direction changes their code, and what has no width goes
/// unless it belongs to a letter or an emoji.
pub fn terminal(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut line = Line::default();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        line.push(c, rest.clone().next());
    }
    Cow::Owned(line.shown)
}

/// The picture of a C0 control character or DEL; C1 has none.
pub(super) fn picture(control: char) -> char {
    match u32::from(control) {
        code @ 0..0x20 => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
        0x7f => '\u{2421}',
        _ => '\u{fffd}',
    }
}

/// What is shown so far.
#[derive(Default)]
struct Line {
    shown: String,
    last: char,
    marks: usize,
}

impl Line {
    fn push(&mut self, c: char, next: Option<char>) {
        match c {
            '\r' if next == Some('\n') => {}
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                self.show(' ');
            }
            c if c.is_control() => self.show(picture(c)),
            c if changes_direction(c) => self.show_code(c),
            '\u{200c}' | '\u{200d}' if self.joins(next) => self.show_mark(c),
            c if is_invisible(c) => {}
            c if is_combining_mark(c) || c.width() == Some(0) => self.show_mark(c),
            c => self.show(c),
        }
    }

    fn show(&mut self, c: char) {
        self.shown.push(c);
        self.last = c;
        self.marks = 0;
    }

    fn show_mark(&mut self, c: char) {
        self.marks += 1;
        if self.marks <= MARKS {
            self.shown.push(c);
        }
    }

    fn show_code(&mut self, c: char) {
        self.shown.extend(c.escape_unicode());
        self.last = '}';
        self.marks = 0;
    }

    /// Joiners belong between emoji, and between letters of scripts that need them.
    fn joins(&self, next: Option<char>) -> bool {
        let takes = |c: char| c >= '\u{600}' && c.width() != Some(0);
        takes(self.last) && next.is_some_and(takes)
    }
}

pub(super) fn changes_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ordinary_writing_stays_as_it_is() {
        for text in [
            "plain",
            "déjà vu, Ångström",
            "e\u{301}te\u{301}",
            "日本語",
            "نص عربي",
            "שלום",
            "👩‍👩‍👧‍👦",
            "❤\u{fe0f}",
            "👍🏽",
            "🏴‍☠\u{fe0f}",
            "🇫🇷",
            "1\u{fe0f}\u{20e3}",
            "می‌خواهم",
            "क्‍ष",
        ] {
            assert_eq!(terminal(text), text);
        }
    }

    #[test]
    fn control_characters_become_pictures() {
        assert_eq!(terminal("\u{1b}]0;owned\u{7}"), "␛]0;owned␇");
        assert_eq!(
            terminal("\u{9b}31m\u{90}\u{7f}\0\u{8}"),
            "\u{fffd}31m\u{fffd}␡␀␈"
        );
    }

    #[test]
    fn a_text_stays_on_its_line() {
        assert_eq!(
            terminal("a\nb\r\nc\rd\te\u{2028}f\u{2029}g\u{85}h"),
            "a b c d e f g h"
        );
    }

    #[test]
    fn changes_of_direction_are_shown() {
        assert_eq!(terminal("a\u{202e}b\u{2066}"), "a\\u{202e}b\\u{2066}");
    }

    #[test]
    fn what_nobody_sees_is_left_out() {
        assert_eq!(
            terminal("br\u{200b}a\u{ad}nd\u{feff}\u{2060}\u{e0041}\u{200d}"),
            "brand"
        );
        assert_eq!(terminal("a\u{200d}b"), "ab");
    }

    #[test]
    fn stacks_of_marks_are_cut() {
        let zalgo = format!("Z{}a", "\u{301}".repeat(50));
        assert_eq!(terminal(&zalgo), format!("Z{}a", "\u{301}".repeat(4)));
    }

    proptest! {
        #[test]
        fn nothing_shown_can_steer_a_terminal(text in any::<String>()) {
            prop_assert!(!terminal(&text).contains(|c: char| c.is_control() || changes_direction(c)));
        }

        #[test]
        fn escaping_twice_is_escaping_once(text in any::<String>()) {
            let once = terminal(&text).into_owned();
            prop_assert_eq!(&terminal(&once), &once);
        }
    }
}
