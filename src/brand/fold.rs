//! Brings spellings that a reader takes for the same to one form.

use unicode_normalization::char::decompose_compatible;

/// The folded form of an alias, without spaces around it.
pub(super) fn folded(alias: &str) -> String {
    let mut folded = String::with_capacity(alias.len());
    fold(alias.trim(), &mut folded);
    folded.trim().to_ascii_lowercase()
}

/// Appends the text without accents, with plain letters for full-width and joined ones,
/// straight apostrophes, and single spaces between words; in lower case but for ASCII
/// letters, whose case the search itself ignores.
pub(super) fn fold(text: &str, folded: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let plain = plain(rest);
        folded.push_str(&rest[..plain]);
        let mut others = rest[plain..].chars();
        if let Some(c) = others.next() {
            fold_letter(c, folded);
        }
        rest = others.as_str();
    }
}

/// How many bytes can be taken as they are: ASCII with single spaces between words.
fn plain(text: &str) -> usize {
    let mut before = b' ';
    let odd = |b: u8| {
        let is_odd = !(b' '..=b'~').contains(&b) || (b == b' ' && before == b' ');
        before = b;
        is_odd
    };
    text.bytes().position(odd).unwrap_or(text.len())
}

fn fold_letter(c: char, folded: &mut String) {
    if c.is_ascii() || is_whole(c) {
        push(c, folded);
    } else {
        decompose_compatible(c, |part| fold_part(part, folded));
    }
}

fn push(c: char, folded: &mut String) {
    if !c.is_whitespace() {
        folded.push(c);
    } else if !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// Scripts without case and accents, whose letters must not be taken apart.
fn is_whole(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn fold_part(c: char, folded: &mut String) {
    match c {
        // accents, soft hyphens and what has no width at all
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        'đ' | 'Đ' => folded.push('d'),
        'ı' => folded.push('i'),
        'ς' => folded.push('σ'),
        '‘' | '’' | 'ʼ' => folded.push('\''),
        '‐' | '‑' => folded.push('-'),
        c if c.is_whitespace() || c.is_ascii() => push(c, folded),
        c => folded.extend(c.to_lowercase()),
    }
}
