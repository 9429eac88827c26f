//! JSON that shows what it holds when a terminal prints it.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::terminal::{changes_direction, is_invisible};

/// Finished JSON with DEL, C1 controls, changes of direction, line separators and
/// invisible characters written as `\uXXXX`: the same value, harmless to print.
pub fn json(json: &str) -> Cow<'_, str> {
    if !json.contains(is_harmful) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_harmful(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

/// Outside strings, JSON has no such characters; joiners hold emoji and letters together.
fn is_harmful(c: char) -> bool {
    match c {
        ..='~' | '\u{200c}' | '\u{200d}' => false,
        '\u{2028}' | '\u{2029}' => true,
        c => c.is_control() || changes_direction(c) || is_invisible(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stays_the_same_value() {
        let text = "\u{7f}\u{9b}31m\u{202e}\u{2028}\u{e0041}é👩‍👩‍👧‍👦\u{200b}\n";
        let plain = serde_json::to_string(text).unwrap();
        let escaped = json(&plain);
        assert_eq!(
            escaped,
            "\"\\u007f\\u009b31m\\u202e\\u2028\\udb40\\udc41é👩‍👩‍👧‍👦\\u200b\\n\""
        );
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
    }
}
