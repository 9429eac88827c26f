//! Reads word lists: one word, phrase or emoji a line, with its two values and where they come from.

/// A fault in a lexicon's own files.
#[derive(Debug, Eq, PartialEq)]
pub struct Fault {
    /// The line, counted from 1; 0 where it is not known.
    pub line: u64,
    /// What is wrong.
    pub reason: String,
}

/// One line of a word list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Entry<'t> {
    /// The word, or the words of a phrase separated by blanks.
    pub(crate) key: &'t str,
    /// From -40 000 (most negative) to 40 000 (most positive), in ten-thousandths.
    pub(crate) valence: i32,
    /// How strongly it speaks against "neutral" (below 0: for it), -40 000 to 40 000.
    pub(crate) subjectivity: i32,
    /// Where the values come from: `vader`, `afinn`, `own` or `learned`.
    pub(crate) origin: &'t str,
    /// How many training texts held it (0: the values were not learned).
    pub(crate) documents: u32,
}

/// What a key that begins with this says, its word says where it is denied: `!good` is what `not good` says.
pub(crate) const DENIED: char = '!';

/// The word or phrase whose denial a key is.
pub(crate) fn denied(key: &str) -> Option<&str> {
    key.strip_prefix(DENIED)
        .filter(|word| word.starts_with(char::is_alphanumeric))
}

/// The farthest that valence and subjectivity go, in ten-thousandths.
pub(crate) const LIMIT: i32 = 40_000;

/// Reads a list; lines that begin with `# ` are comments.
pub(crate) fn parse(text: &str) -> Result<Vec<Entry<'_>>, Fault> {
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.is_empty() && !line.starts_with("# "))
        .map(|(number, line)| {
            entry(line).map_err(|reason| Fault {
                line: number,
                reason,
            })
        })
        .collect()
}

fn entry(line: &str) -> Result<Entry<'_>, String> {
    let mut cells = line.split('\t');
    let mut cell = |name: &str| cells.next().ok_or_else(|| format!("no {name}"));
    let found = Entry {
        key: cell("word")?,
        valence: bounded(cell("valence")?)?,
        subjectivity: bounded(cell("subjectivity")?)?,
        origin: cell("origin")?,
        documents: count(cell("number of texts")?)?,
    };
    match cells.next() {
        Some(extra) => Err(format!("`{extra}` stands after the last column")),
        None => Ok(found),
    }
}

fn bounded(cell: &str) -> Result<i32, String> {
    decimal(cell)
        .filter(|value| value.abs() <= LIMIT)
        .ok_or_else(|| format!("`{cell}` is no number between -4 and 4 with at most 4 decimals"))
}

fn count(cell: &str) -> Result<u32, String> {
    cell.parse()
        .map_err(|_| format!("`{cell}` is no number of texts"))
}

/// A decimal number in ten-thousandths, read without rounding.
pub(crate) fn decimal(cell: &str) -> Option<i32> {
    let (sign, digits) = match cell.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, cell),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 4
        || fraction.len() > 4
        || !plain(whole)
        || !plain(fraction)
    {
        return None;
    }
    let whole: i32 = whole.parse().ok()?;
    let fraction: i32 = format!("{fraction:0<4}").parse().ok()?;
    Some(sign * (whole * 10_000 + fraction))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_a_word_two_values_an_origin_and_its_evidence() {
        let entries = parse("# a comment\nfed up\t-1.8\t0.9\tvader\t12\n");
        let expected = Entry {
            key: "fed up",
            valence: -18_000,
            subjectivity: 9_000,
            origin: "vader",
            documents: 12,
        };
        assert_eq!(entries, Ok(vec![expected]));
    }

    #[test]
    fn a_fault_is_named_with_its_line() {
        let fault = parse("good\t1.9\t1\town\t0\nbad\t-5\t1\town\t0\n").unwrap_err();
        assert_eq!(fault.line, 2);
        assert!(fault.reason.contains("`-5`"), "{}", fault.reason);
    }

    #[test]
    fn decimals_are_read_exactly() {
        assert_eq!(decimal("-0.0001"), Some(-1));
        assert_eq!(decimal("3"), Some(30_000));
        assert_eq!(decimal("1.23456"), None);
        assert_eq!(decimal("1e3"), None);
        assert_eq!(decimal("."), None);
    }
}
