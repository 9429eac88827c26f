//! Brings spellings that a reader takes for the same to one form.

use unicode_normalization::char::decompose_compatible;

/// The folded form of an alias, without spaces around it.
pub(super) fn folded(alias: &str) -> String {
    let mut folded = String::with_capacity(alias.len());
    fold(alias.trim(), &mut folded);
    folded.trim().to_owned()
}

/// Appends the text in lower case, without accents, with plain letters for full-width and
/// joined ones, straight apostrophes, and single spaces between words.
pub(super) fn fold(text: &str, folded: &mut String) {
    for c in text.chars() {
        if c.is_ascii() {
            push(c, folded);
        } else if is_whole(c) {
            folded.push(c);
        } else {
            decompose_compatible(c, |part| fold_part(part, folded));
        }
    }
}

fn push(c: char, folded: &mut String) {
    if !c.is_ascii_whitespace() {
        folded.push(c.to_ascii_lowercase());
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
        c if c.is_whitespace() => push(' ', folded),
        c if c.is_ascii() => push(c, folded),
        c => folded.extend(c.to_lowercase()),
    }
}
