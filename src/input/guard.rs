//! Takes off the apostrophe that keeps spreadsheets from running a text as a formula.

/// `text` without the one leading `'` that a guard put there.
#[inline]
pub(super) fn removed(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest,
        _ => text,
    }
}

/// Whether a spreadsheet might run `text`: it begins with `= + - @`, their
/// full-width forms or a control character, behind apostrophes or blanks.
fn needs_guard(text: &str) -> bool {
    let blank = |c: char| " '\u{a0}\u{200b}\u{feff}\u{3000}\u{2060}\t\r\n".contains(c);
    let begins = |text: &str| text.starts_with(|c: char| "=+-@\t\r\n＝＋－＠".contains(c));
    begins(text.trim_start_matches('\'')) || begins(text.trim_start_matches(blank))
}

#[cfg(test)]
mod tests {
    use super::removed;

    #[test]
    fn a_guard_is_taken_off_once() {
        assert_eq!(removed("'=1+1"), "=1+1");
        assert_eq!(removed("''=1+1"), "'=1+1");
        assert_eq!(removed("' @brand hi"), " @brand hi");
        assert_eq!(removed("'tis the season"), "'tis the season");
        assert_eq!(removed("=1+1"), "=1+1");
    }
}
