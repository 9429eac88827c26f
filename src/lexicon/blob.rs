//! How a compiled lexicon lies in memory: sections of rows of little-endian numbers, read in place.

/// Sections of a lexicon.
pub(crate) const SECTIONS: usize = 13;

/// Bytes of a word's row: the word itself if it is short, term, phrases, rewriting, number of the
/// word, and the term's first four numbers, so that all lies together.
pub(crate) const ROW: usize = 48;
/// Bytes of a place in the tree of phrases: the place where any word leads, term.
pub(crate) const NODE: usize = 8;
/// Bytes of a step in the tree of phrases: place, word, next place and all that is known of that.
pub(crate) const STEP: usize = 20;
/// Bytes of a term: valence, subjectivity, roles (two numbers), percent, place and length of its name,
/// the term of what it says when denied.
pub(crate) const TERM: usize = 32;

/// A row of numbers.
pub(crate) fn row<const NUMBERS: usize, const BYTES: usize>(
    numbers: [u32; NUMBERS],
) -> [u8; BYTES] {
    let mut row = [0; BYTES];
    for (place, number) in row.chunks_exact_mut(4).zip(numbers) {
        place.copy_from_slice(&number.to_le_bytes());
    }
    row
}

/// A list of numbers.
pub(crate) fn numbers(numbers: &[u32]) -> Vec<[u8; 4]> {
    numbers.iter().map(|number| number.to_le_bytes()).collect()
}

/// A number of a row.
#[inline]
pub(crate) fn number<const BYTES: usize>(row: &[u8; BYTES], index: usize) -> u32 {
    let bytes = row.as_chunks::<4>().0.get(index);
    bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// Joins sections: their lengths come first.
pub(crate) fn join(sections: [&[u8]; SECTIONS]) -> Vec<u8> {
    let lengths = sections.map(|section| u32::try_from(section.len()).unwrap_or(0));
    [numbers(&lengths).as_flattened(), &sections.concat()].concat()
}

/// Takes sections apart; what is cut short is empty.
pub(crate) fn sections(blob: &'static [u8]) -> [&'static [u8]; SECTIONS] {
    let (lengths, mut rest) = blob.split_at_checked(SECTIONS * 4).unwrap_or_default();
    let mut sections: [&[u8]; SECTIONS] = [&[]; SECTIONS];
    for (section, length) in sections.iter_mut().zip(lengths.as_chunks::<4>().0) {
        let length = u32::from_le_bytes(*length) as usize;
        (*section, rest) = rest.split_at_checked(length).unwrap_or_default();
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_joined_comes_apart_again() {
        let texts = std::array::from_fn(|at| &b"abcdefghijklmnop"[at / 2..at]);
        let blob: &'static [u8] = join(texts).leak();
        assert_eq!(sections(blob), texts);
        let cut = sections(&blob[..=4 * SECTIONS]);
        assert_eq!(cut[..2], texts[..2]);
        assert!(cut[2..].iter().all(|section| section.is_empty()));
    }

    #[test]
    fn numbers_of_a_row_are_found_again() {
        let row: [u8; 12] = row([7, 8, u32::MAX]);
        assert_eq!(
            [number(&row, 0), number(&row, 2), number(&row, 3)],
            [7, u32::MAX, 0]
        );
    }
}
