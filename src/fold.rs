//! Brings spellings that a reader takes for the same to one form.

use unicode_normalization::char::decompose_compatible;

/// The folded form of a name, without spaces around it.
pub(crate) fn folded(alias: &str) -> String {
    let mut folded = String::with_capacity(alias.len());
    fold(alias.trim(), &mut folded);
    folded.trim().to_ascii_lowercase()
}

/// Appends the text without accents, with plain letters for full-width and joined ones,
/// straight apostrophes, and single spaces between words; in lower case but for ASCII
/// letters, whose case the search itself ignores.
pub(crate) fn fold(text: &str, folded: &mut String) {
    fold_noting(text, folded, |_| {});
}

/// The same; `note` is told where each run of plain letters and each other letter begins.
fn fold_noting(text: &str, folded: &mut String, mut note: impl FnMut(Mark)) {
    let mut rest = text;
    while !rest.is_empty() {
        let mark = |folded: &String, rest: &str, is_plain| Mark {
            folded: folded.len(),
            raw: text.len() - rest.len(),
            is_plain,
        };
        note(mark(folded, rest, true));
        let plain = plain(rest);
        folded.push_str(&rest[..plain]);
        let mut others = rest[plain..].chars();
        note(mark(folded, others.as_str(), false));
        if let Some(c) = others.next() {
            fold_letter(c, folded);
        }
        rest = others.as_str();
    }
    note(Mark {
        folded: folded.len(),
        raw: text.len(),
        is_plain: true,
    });
}

/// Where a run of plain letters, or one other letter, begins in a text and in its folded form.
#[derive(Clone, Copy, Debug)]
struct Mark {
    folded: usize,
    raw: usize,
    is_plain: bool,
}

/// A folded text that knows where its places lie in the text itself; its buffers are used again.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    text: String,
    marks: Vec<Mark>,
}

impl Folded {
    /// Folds a text. Its places are known only after [`Folded::mark`].
    pub(crate) fn read(&mut self, text: &str) -> &str {
        self.text.clear();
        fold(text, &mut self.text);
        &self.text
    }

    /// Notes the places of the text that was read; gives it folded, and what finds places.
    pub(crate) fn mark(&mut self, text: &str) -> (&str, Places<'_>) {
        self.text.clear();
        self.marks.clear();
        let marks = &mut self.marks;
        fold_noting(text, &mut self.text, |mark| marks.push(mark));
        (&self.text, Places(&self.marks, text.len()))
    }
}

/// Finds places of a folded text in the text itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Places<'f>(&'f [Mark], usize);

impl Places<'_> {
    /// The byte of the text where a byte of the folded text comes from; what has no width there
    /// belongs to the letter before it.
    pub(crate) fn raw(self, at: usize) -> usize {
        let Self(marks, length) = self;
        let next = marks.partition_point(|mark| mark.folded <= at);
        let Some(mark) = marks.get(next.wrapping_sub(1)) else {
            return 0;
        };
        if mark.is_plain || mark.folded == at {
            return (mark.raw + at - mark.folded).min(length);
        }
        marks.get(next).map_or(length, |mark| mark.raw)
    }
}

/// Whether words are parted by anything but single spaces.
pub(crate) fn has_odd_spaces(text: &str) -> bool {
    text.bytes().any(|b| b < b' ') || text.contains("  ")
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn places_of_the_folded_text_are_those_of_the_text() {
        let text = "l’œuvre  Bo\u{301}n\u{a0}Marche\u{301}, été";
        let mut folded = Folded::default();
        assert_eq!(folded.read(text), "l'oeuvre Bon Marche, ete");
        let (plain, places) = folded.mark(text);
        let raw = |part: &str| {
            let at = plain.find(part).unwrap();
            &text[places.raw(at)..places.raw(at + part.len())]
        };
        assert_eq!(raw("Bon Marche"), "Bo\u{301}n\u{a0}Marche\u{301}");
        assert_eq!(raw("oeuvre"), "œuvre");
        assert_eq!(raw("ete"), "été");
        assert_eq!(raw("l'"), "l’");
    }

    proptest! {
        #[test]
        fn places_ascend_and_lie_between_letters(text in "[aé ß\u{301}œ三 \u{200b}'’B\n]{0,30}") {
            let mut folded = Folded::default();
            let (plain, places) = folded.mark(&text);
            let ends = plain.char_indices().map(|(at, _)| at).chain([plain.len()]);
            let raw: Vec<usize> = ends.map(|at| places.raw(at)).collect();
            prop_assert!(raw.is_sorted() && raw.iter().all(|&at| text.is_char_boundary(at)));
        }
    }
}
