//! What stands before the first "but" counts half, what stands after it half as much again.

use std::collections::BTreeSet;

use super::rules::{Observer, Step, Valence};

const BEFORE: f64 = 0.5;
const AFTER: f64 = 1.5;
/// Up to so many valences looking through all of them is quicker than an index.
const FEW: usize = 48;

/// Weighs the valences of the words around the "but" at `but`.
///
/// The reference looks each value up by `list.index`, and so changes the
/// first equal value of the list, wherever that is. So do we, but in a time
/// that does not grow with the square of the length.
pub(super) fn contrast(valences: &mut [Valence], but: usize, observer: &mut impl Observer) {
    let mut index = (valences.len() > FEW).then(Index::default);
    for current in 0..valences.len() {
        let Some(&Valence { value, .. }) = valences.get(current) else {
            break;
        };
        let first = match &mut index {
            _ if value == 0.0 => continue, // no weight changes it
            Some(index) => index.first(value, current),
            None => valences
                .iter()
                .position(|earlier| is_same(earlier.value, value)),
        };
        let Some(changed) = first.and_then(|first| valences.get_mut(first)) else {
            break;
        };
        changed.value *= if changed.at < but { BEFORE } else { AFTER };
        let step = Step {
            rule: "contrast",
            at: changed.at,
            trigger: but..but + 1,
            value: changed.value,
        };
        if let (Some(index), Some(first)) = (&mut index, first) {
            index.moved(first, value, step.value);
        }
        observer.saw(step);
    }
    // A value that is still an integer has one before it that is not (the
    // first word without a valence, or the first equal one), so that the
    // reference's sum adds it as it adds the others.
    for valence in valences {
        valence.is_whole = false;
    }
}

/// Whether two values are equal, neither being 0.
fn is_same(one: f64, other: f64) -> bool {
    one.to_bits() == other.to_bits()
}

/// The places that hold a value, among the values seen so far.
#[derive(Default)]
struct Index(BTreeSet<(u64, usize)>);

impl Index {
    /// The first place that holds a value, which the place `current` does.
    fn first(&mut self, value: f64, current: usize) -> Option<usize> {
        self.0.insert((value.to_bits(), current));
        let found = self.0.range((value.to_bits(), 0)..).next();
        found.map(|&(_, place)| place)
    }

    fn moved(&mut self, place: usize, old: f64, new: f64) {
        self.0.remove(&(old.to_bits(), place));
        self.0.insert((new.to_bits(), place));
    }
}
