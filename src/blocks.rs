//! Finds bytes of a kind in a text, 64 at a time.

use wide::u8x16;

/// Bytes that are looked at together.
pub(crate) const BLOCK: usize = 64;
/// What follows a text that is looked at: a blank that ends its last word, and
/// enough to fill the last block.
pub(crate) const PADDING: [u8; BLOCK] = {
    let mut padding = [0x7f; BLOCK];
    padding[0] = b' ';
    padding
};

/// Sixteen bytes that are compared at once; of those that a condition holds for all bits are set.
pub(crate) type Lanes = u8x16;
const LANES: usize = 16;

/// The blocks of a text that [`PADDING`] follows.
pub(crate) fn blocks(padded: &[u8]) -> &[[u8; BLOCK]] {
    padded.as_chunks().0
}

/// The same, to change them.
pub(crate) fn blocks_mut(padded: &mut [u8]) -> &mut [[u8; BLOCK]] {
    padded.as_chunks_mut().0
}

/// The places of the bytes that `is_mark` holds for.
#[inline]
pub(crate) fn marks<'t>(
    padded: &'t [u8],
    is_mark: impl Fn(Lanes) -> Lanes + 't,
) -> impl Iterator<Item = usize> + 't {
    let blocks = blocks(padded).iter().enumerate();
    blocks.flat_map(move |(block, bytes)| {
        Bits(bits(bytes, &is_mark)).map(move |bit| block * BLOCK + bit)
    })
}

/// Whether `is_mark` holds for any byte of a text that nothing need follow.
#[inline]
pub(crate) fn has(text: &[u8], is_mark: impl Fn(Lanes) -> Lanes) -> bool {
    let Some(&byte) = text.last() else {
        return false;
    };
    let (whole, rest) = text.as_chunks::<LANES>();
    let mut last = [byte; LANES];
    last[..rest.len()].copy_from_slice(rest);
    let found = whole
        .iter()
        .fold(is_mark(Lanes::new(last)), |found, bytes| {
            found | is_mark(Lanes::new(*bytes))
        });
    found.any()
}

/// Which bytes are one of several marks.
#[inline]
pub(crate) fn is_one_of<const N: usize>(lanes: Lanes, marks: [u8; N]) -> Lanes {
    marks.into_iter().fold(Lanes::splat(0), |found, mark| {
        found | lanes.simd_eq(Lanes::splat(mark))
    })
}

/// Which bytes are so great or smaller.
#[inline]
pub(crate) fn is_at_most(lanes: Lanes, most: u8) -> Lanes {
    lanes.min(Lanes::splat(most)).simd_eq(lanes)
}

/// Which bytes are one of those from `first` to `last`.
#[inline]
pub(crate) fn is_within(lanes: Lanes, first: u8, last: u8) -> Lanes {
    is_at_most(lanes - Lanes::splat(first), last - first)
}

/// How often a byte occurs.
pub(crate) fn count(padded: &[u8], mark: u8) -> usize {
    let in_block = |block| bits(block, |lanes| is_one_of(lanes, [mark])).count_ones() as usize;
    blocks(padded).iter().map(in_block).sum()
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

/// A bit for each byte that `is_mark` holds for, the lowest for the first.
#[inline]
pub(crate) fn bits(block: &[u8; BLOCK], is_mark: impl Fn(Lanes) -> Lanes) -> u64 {
    gathered(lanes(block).map(is_mark))
}

/// The bytes of a block.
#[inline]
pub(crate) fn lanes(block: &[u8; BLOCK]) -> [Lanes; BLOCK / LANES] {
    let (lanes, _) = block.as_chunks();
    std::array::from_fn(|at| Lanes::new(lanes[at]))
}

/// Writes bytes to a block.
#[inline]
pub(crate) fn put(lanes: [Lanes; BLOCK / LANES], block: &mut [u8; BLOCK]) {
    for (place, lanes) in block.as_chunks_mut().0.iter_mut().zip(lanes) {
        *place = lanes.to_array();
    }
}

/// A bit for each byte for which a condition holds, the lowest for the first.
#[inline]
pub(crate) fn gathered(held: [Lanes; BLOCK / LANES]) -> u64 {
    held.into_iter().rev().fold(0, |bits, lanes| {
        (bits << LANES) | u64::from(lanes.to_bitmask())
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
            let expected: Vec<_> = (0..=text.len()).filter(|&at| padded[at] <= b' ').collect();
            let is_blank = |lanes| is_at_most(lanes, b' ');
            prop_assert_eq!(marks(&padded, is_blank).collect::<Vec<_>>(), expected);
            prop_assert_eq!(has(&text, is_blank), text.iter().any(|byte| *byte <= b' '));
            prop_assert_eq!(count(&padded, b'!'), text.split(|byte| *byte == b'!').count() - 1);
        }
    }
}
