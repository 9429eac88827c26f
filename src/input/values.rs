//! Reads figures, identifiers, ratings and sentiments as exports write them.

mod words;

pub use words::{rating, sentiment};

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
    if let Some(count) = plain(value) {
        return Figure::Count(count);
    }
    if is_unknown(value) {
        return Figure::Unknown;
    }
    let count = grouped(value).or_else(|| tallied(value));
    count.map_or(Figure::Bad, Figure::Count)
}

/// A count written in nothing but a few digits, as nearly all are.
#[inline]
pub(super) fn plain(value: &str) -> Option<u64> {
    if value.is_empty() || value.len() > 18 {
        return None;
    }
    let (mut sum, mut is_odd) = (0_u64, false);
    for byte in value.bytes() {
        let digit = byte.wrapping_sub(b'0');
        is_odd |= digit > 9;
        sum = sum.wrapping_mul(10).wrapping_add(u64::from(digit));
    }
    (!is_odd).then_some(sum)
}

/// The words by which exports say that they do not know.
fn is_unknown(value: &str) -> bool {
    const WORDS: [&str; 9] = ["", "n/a", "na", "-", "–", "—", "null", "none", "unknown"];
    let value = value.trim();
    WORDS.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// A figure with a suffix, groups or a decimal part.
fn grouped(value: &str) -> Option<u64> {
    let value = value.trim().trim_end_matches('+');
    let at = value.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (digits, suffix) = value.split_at(at);
    let scale = scale(suffix.trim_matches(is_blank))?;
    let digits = digits.trim_end_matches(is_blank);
    if let Some((mantissa, exponent)) = digits.split_once(['e', 'E']) {
        let exponent: usize = exponent.trim_start_matches('+').parse().ok()?;
        return scaled(mantissa, exponent.checked_add(scale)?);
    }
    scaled(digits, scale)
}

/// The sum of what is counted sign by sign: `👍 (3), ☕ (2)`.
fn tallied(value: &str) -> Option<u64> {
    let count = |part: &str| {
        let (_, count) = part.trim().strip_suffix(')')?.rsplit_once('(')?;
        plain(count)
    };
    value.split(',').map(count).sum()
}

/// The power of ten that a suffix stands for, in the languages of exports.
fn scale(suffix: &str) -> Option<usize> {
    Some(match suffix.trim_end_matches('.').to_lowercase().as_str() {
        "" => 0,
        "k" | "mil" | "tsd" | "rb" | "tys" | "тыс" | "тыс. " | "т" | "mille" | "thousand" => {
            3
        }
        "万" | "萬" | "w" | "만" => 4,
        "m" | "mn" | "mi" | "mio" | "mln" | "млн" | "million" | "millones" | "mill" | "jt" => 6,
        "億" | "亿" | "억" => 8,
        "b" | "bn" | "md" | "mrd" | "mld" | "млрд" | "billion" => 9,
        _ => return None,
    })
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

/// Whether a value is what a spreadsheet shows for a formula without a result:
/// `#REF!`, `#NAME?`, `#N/A`, `#DIV/0!`, in any language.
pub fn is_fault(value: &str) -> bool {
    let Some(name) = value.strip_prefix('#') else {
        return false;
    };
    let inside = name.strip_suffix(['!', '?']);
    let is_loud = |c: char| c.is_uppercase() || c.is_ascii_digit() || "/_".contains(c);
    match inside {
        Some(inside) => {
            inside.len() <= 20
                && inside.starts_with(char::is_uppercase)
                && inside.chars().all(is_loud)
                && FAULTS.iter().any(|known| inside.starts_with(known))
        }
        None => matches!(name, "N/A" | "N/D" | "NV"),
    }
}

/// How the names of spreadsheet faults begin: English, French, German, Spanish,
/// Portuguese, Italian.
const FAULTS: [&str; 21] = [
    "REF", "NAME", "VALUE", "DIV/0", "NULL", "NUM", "SPILL", "CALC", "GETTING", "NOM", "VALEUR",
    "NOMBRE", "BEZUG", "WERT", "ZAHL", "VALOR", "VALORE", "NOME", "RIF", "ERROR", "FIELD",
];

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
            ("3,4\u{a0}k", 3400),
            ("1,2 mil", 1200),
            ("2 Mio.", 2_000_000),
            ("1,5 тыс.", 1500),
            ("1.2万", 12_000),
            ("10K+", 10_000),
            ("1.234K", 1234),
            ("12.0", 12),
            ("1,2", 1),
            ("1,234.5", 1234),
            ("1.234,5", 1234),
            ("1e4", 10_000),
            ("1.5E+3", 1500),
            (" 42 ", 42),
            ("1'234", 1234),
            ("👍 (3)", 3),
            ("👎 (1), ☕ (12)", 13),
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
            "👍 ()",
            "👍 (3), x",
            "1e",
            "e5",
            "9".repeat(5000).as_str(),
        ] {
            assert_eq!(figure(value), Figure::Bad, "{value}");
        }
    }

    #[test]
    fn faults_of_spreadsheets_are_no_values() {
        for value in ["#REF!", "#NAME?", "#N/A", "#DIV/0!", "#NOM?", "#BEZUG!"] {
            assert!(is_fault(value), "{value}");
        }
        for value in ["#", "#1", "#WOW!", "#orvane", "#REF", "REF!", "#NAME? no"] {
            assert!(!is_fault(value), "{value}");
        }
    }
}
