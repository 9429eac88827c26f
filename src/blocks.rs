//! Finds bytes of a kind in a text, 64 at a time.

/// Bytes that are looked at together.
pub(crate) const BLOCK: usize = 64;
/// What follows a text that is looked at: a blank that ends its last word, and
/// enough to fill the last block.
pub(crate) const PADDING: [u8; BLOCK] = {
    let mut padding = [0x7f; BLOCK];
    padding[0] = b' ';
    padding
};

/// The blocks of a text that [`PADDING`] follows.
pub(crate) fn blocks(padded: &[u8]) -> &[[u8; BLOCK]] {
    padded.as_chunks().0
}

/// The same, to change them.
pub(crate) fn blocks_mut(padded: &mut [u8]) -> &mut [[u8; BLOCK]] {
    padded.as_chunks_mut().0
}

/// The places of the bytes that `is_mark` holds for. It is best without a
/// branch, so that many bytes are compared at once.
#[inline]
pub(crate) fn marks<'t>(
    padded: &'t [u8],
    is_mark: impl Fn(u8) -> bool + 't,
) -> impl Iterator<Item = usize> + 't {
    let blocks = blocks(padded).iter().enumerate();
    blocks.flat_map(move |(block, bytes)| {
        Bits(bits(bytes, &is_mark)).map(move |bit| block * BLOCK + bit)
    })
}

/// Whether `is_mark` holds for any byte of a text that nothing need follow. It is
/// best without a branch, so that many bytes are compared at once.
#[inline]
pub(crate) fn has(text: &[u8], is_mark: impl Fn(u8) -> bool) -> bool {
    const LANES: usize = 16;
    let Some(last) = text.last_chunk::<LANES>() else {
        return text.iter().any(|byte| is_mark(*byte));
    };
    let mut found = [false; LANES];
    for lanes in text.as_chunks().0.iter().chain([last]) {
        for (found, byte) in found.iter_mut().zip(lanes) {
            *found |= is_mark(*byte);
        }
    }
    found != [false; LANES]
}

/// Whether a byte is one of several marks, without a branch.
#[inline]
pub(crate) fn is_one_of<const N: usize>(byte: u8, marks: [u8; N]) -> bool {
    let mut is_one = false;
    for mark in marks {
        is_one |= byte == mark;
    }
    is_one
}

/// How often a byte occurs.
pub(crate) fn count(padded: &[u8], mark: u8) -> usize {
    let in_block =
        |block: &[u8; BLOCK]| -> u8 { block.iter().map(|byte| u8::from(*byte == mark)).sum() };
    blocks(padded)
        .iter()
        .map(|block| usize::from(in_block(block)))
        .sum()
}

/// The places of the bits that are set, the lowest first.
struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let lowest = (self.0 != 0).then(|| self.0.trailing_zeros() as usize);
        self.0 &= self.0.wrapping_sub(1);
        lowest
    }
}

/// A bit for each byte that `is_mark` holds for, the lowest for the first. It
/// is best without a branch, so that many bytes are compared at once.
#[inline]
pub(crate) fn bits(block: &[u8; BLOCK], is_mark: impl Fn(u8) -> bool) -> u64 {
    /// Gathers the lowest bit of each of eight bytes in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let marks = block.map(|byte| u8::from(is_mark(byte)));
    marks.as_chunks().0.iter().rev().fold(0, |bits, eight| {
        (bits << 8) | (u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_mark_is_found_in_its_place(text in prop::collection::vec(20_u8..40, 0..300)) {
            let padded = [&text[..], &PADDING].concat();
            let is_blank = |byte: u8| byte <= b' ';
            let expected: Vec<_> = (0..=text.len()).filter(|&at| is_blank(padded[at])).collect();
            prop_assert_eq!(marks(&padded, is_blank).collect::<Vec<_>>(), expected);
            prop_assert_eq!(has(&text, is_blank), text.iter().any(|byte| is_blank(*byte)));
            prop_assert_eq!(count(&padded, b'!'), text.split(|byte| *byte == b'!').count() - 1);
        }
    }
}
