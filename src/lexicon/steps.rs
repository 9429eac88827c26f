//! The steps of phrases: from a place in their tree a word leads to the next, found at once.

use super::{
    blob::{self, STEP, number},
    table::position,
};

/// Stands where there is no step.
const FREE: u32 = u32::MAX;

/// Lays steps out (from a place, through a word, to a place) so that [`find`] finds them.
pub(crate) fn lay(steps: &[[u32; 3]]) -> Vec<[u8; STEP]> {
    let mut slots = vec![[FREE; 3]; (steps.len() * 2 + 1).next_power_of_two()];
    for step in steps {
        let mut places = places(step[0], step[1], slots.len());
        if let Some(at) = places.find(|&at| slots[at][0] == FREE) {
            slots[at] = *step;
        }
    }
    slots.into_iter().map(blob::row).collect()
}

/// Where a word leads from a place.
#[inline]
pub(crate) fn find(slots: &[[u8; STEP]], from: u32, word: u32) -> Option<u32> {
    for at in places(from, word, slots.len()) {
        let slot = slots.get(at)?;
        if number(slot, 0) == FREE {
            return None;
        }
        if number(slot, 0) == from && number(slot, 1) == word {
            return Some(number(slot, 2));
        }
    }
    None
}

/// The slots where a step may lie, in the order of the search.
#[inline]
fn places(from: u32, word: u32, slots: usize) -> impl Iterator<Item = usize> {
    let both = u64::from(from) << 32 | u64::from(word);
    let first = position(both.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32);
    (0..slots).map(move |step| first.wrapping_add(step) & slots.wrapping_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_found_and_no_other() {
        let steps: Vec<[u32; 3]> = (0..500).map(|n| [n / 20, n, n * 7]).collect();
        let slots = lay(&steps);
        for [from, word, to] in steps {
            assert_eq!(find(&slots, from, word), Some(to));
            assert_eq!(find(&slots, from + 25, word), None);
        }
        assert_eq!(find(&lay(&[]), 0, 0), None);
        assert_eq!(find(&[], 0, 0), None);
    }
}
