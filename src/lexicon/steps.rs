//! The steps of phrases: from a place in their tree a word leads to the next, found at once.

use super::{
    blob::{self, STEP, number},
    table::position,
};

/// Stands where there is no step.
const FREE: u32 = u32::MAX;

/// Words of the filter for so many steps: so few pairs that are none pass it.
const FILTER: usize = 8;

/// Lays steps out (from a place, through a word, to a place, and what is known of that) so that
/// [`find`] finds them; and a filter of two bits each, as [`may_lead`] reads it.
pub(crate) fn lay(steps: &[[u32; 5]]) -> (Vec<[u8; STEP]>, Vec<[u8; 8]>) {
    let mut slots = vec![[FREE; 5]; (steps.len() * 2 + 1).next_power_of_two()];
    let mut filter = vec![0_u64; (steps.len() / FILTER + 1).next_power_of_two()];
    for step in steps {
        let hash = hash(step[0], step[1]);
        if let Some(at) = places(hash, slots.len()).find(|&at| slots[at][0] == FREE) {
            slots[at] = *step;
        }
        let (word, bits) = filter_place(hash, filter.len());
        filter[word] |= bits;
    }
    let filter = filter.into_iter().map(u64::to_le_bytes);
    (slots.into_iter().map(blob::row).collect(), filter.collect())
}

/// Whether a word may lead on from a place: wrongly yes for less than one pair in twenty.
#[inline]
pub(crate) fn may_lead(filter: &[[u8; 8]], from: u32, word: u32) -> bool {
    let (place, bits) = filter_place(hash(from, word), filter.len());
    let word = filter.get(place).copied().unwrap_or_default();
    u64::from_le_bytes(word) & bits == bits
}

/// Where a word leads from a place, and what is known of that.
#[inline]
pub(crate) fn find(slots: &[[u8; STEP]], from: u32, word: u32) -> Option<[u32; 3]> {
    for at in places(hash(from, word), slots.len()) {
        let slot = slots.get(at)?;
        if number(slot, 0) == FREE {
            return None;
        }
        if number(slot, 0) == from && number(slot, 1) == word {
            return Some([2, 3, 4].map(|at| number(slot, at)));
        }
    }
    None
}

/// The slots where a step may lie, in the order of the search.
#[inline]
fn places(hash: u64, slots: usize) -> impl Iterator<Item = usize> {
    let first = position(hash >> 32);
    (0..slots).map(move |step| first.wrapping_add(step) & slots.wrapping_sub(1))
}

#[inline]
fn hash(from: u32, word: u32) -> u64 {
    let both = u64::from(from) << 32 | u64::from(word);
    both.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The word of the filter and the bits in it that speak for a hash.
#[inline]
fn filter_place(hash: u64, words: usize) -> (usize, u64) {
    let word = position(hash >> 32) & words.wrapping_sub(1);
    (word, 1 << (hash >> 58) | 1 << (hash >> 52 & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_found_and_no_other() {
        let steps: Vec<[u32; 5]> = (0..500).map(|n| [n / 20, n, n * 7, n + 1, n + 2]).collect();
        let (slots, filter) = lay(&steps);
        for [from, word, to, any, term] in steps {
            assert_eq!(find(&slots, from, word), Some([to, any, term]));
            assert!(may_lead(&filter, from, word));
            assert_eq!(find(&slots, from + 25, word), None);
        }
        let strangers = (0..1000).filter(|word| may_lead(&filter, 100, *word));
        assert!(strangers.count() < 100);
        assert_eq!(find(&lay(&[]).0, 0, 0), None);
        assert_eq!(find(&[], 0, 0), None);
    }
}
