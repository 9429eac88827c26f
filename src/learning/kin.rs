//! Forms of one word: words that begin alike are expected to say much the same.

use std::collections::BTreeMap;

use super::{
    base::{Entry, Origin},
    limits::{self, Range},
};

/// Words with so many first letters in common are taken for forms of one word.
const LETTERS: usize = 5;
/// How far the changes of forms are expected to agree: their correlation before any text is read.
const AGREEMENT: f64 = 0.8;

/// The letters by which forms of a word know one another.
pub(super) fn stem(word: &str) -> &str {
    let end = word.char_indices().nth(LETTERS);
    &word[..end.map_or(word.len(), |(end, _)| end)]
}

/// Entries that are forms of one word.
#[derive(Debug, Default)]
pub(super) struct Kin(Vec<Vec<usize>>);

impl Kin {
    /// Finds them among the single words that may change and do nothing to others.
    pub(super) fn of(entries: &[Entry], ranges: &[Range]) -> Self {
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            let is_word = entry.origin != Origin::Emoji && !entry.key.contains(' ');
            if is_word && entry.roles == 0 && ranges[at] != limits::NONE {
                groups.entry(stem(&entry.key)).or_default().push(at);
            }
        }
        Self(
            groups
                .into_values()
                .filter(|forms| forms.len() > 1)
                .collect(),
        )
    }

    /// What agreement adds to the penalty `strength · change² / 2` of each change, with its slope.
    ///
    /// Changes of n forms with variance 1 / strength and correlation r have the inverse covariance
    /// strength / (1 − r) · (identity − r / (1 − r + n·r)).
    #[expect(clippy::cast_precision_loss, reason = "few forms")]
    pub(super) fn penalty(&self, strength: f64, changes: &[f64], slope: &mut [f64]) -> f64 {
        let each = strength * AGREEMENT / (1.0 - AGREEMENT);
        let mut loss = 0.0;
        for forms in &self.0 {
            let together = each / (1.0 - AGREEMENT + forms.len() as f64 * AGREEMENT);
            let sum: f64 = forms.iter().map(|&form| changes[form]).sum();
            for &form in forms {
                let pull = each * changes[form] - together * sum;
                loss += 0.5 * pull * changes[form];
                slope[form] += pull;
            }
        }
        loss
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_share_their_first_letters() {
        assert_eq!(stem("velvety"), stem("velvets"));
        assert_eq!((stem("été"), stem("émerveillé")), ("été", "émerv"));
    }

    #[test]
    fn forms_that_agree_cost_less_than_forms_that_do_not() {
        let kin = Kin(vec![vec![0, 1]]);
        let penalty = |changes: [f64; 2]| kin.penalty(2.0, &changes, &mut [0.0; 2]);
        assert!(penalty([1.0, 1.0]) < 0.0, "a word of two forms is one word");
        assert!(penalty([1.0, -1.0]) > 2.0);
        // Of two forms, with one left alone, the other costs what the prior says: 1 / (1 − r²).
        let one = penalty([1.0, 0.0]) + 1.0;
        assert!(
            (one - 1.0 / (1.0 - AGREEMENT * AGREEMENT)).abs() < 1e-9,
            "{one}"
        );
    }
}
