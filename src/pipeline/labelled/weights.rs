//! What labelled mentions count beside one another, where a column says so.

use super::decimal::decimal;
use super::{Labelled, LabelledMentions};
use crate::{Error, Result};

/// What became of the weights that mentions state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weighed {
    /// Mentions whose weight is no number above 0; they are left out.
    pub unusable: usize,
    /// The first of these weights.
    pub first: String,
}

impl LabelledMentions {
    /// Whether any labelled mention states a weight.
    pub fn has_weights(&self) -> bool {
        self.mentions.iter().any(Labelled::states_weight)
    }

    /// Gives each mention the weight that it states, and leaves out those whose weight is none.
    /// Where no mention states any, each counts 1.
    pub fn weigh(&mut self) -> Result<Weighed> {
        let mut found = Weighed::default();
        if !self.has_weights() {
            return Ok(found);
        }
        self.mentions.retain_mut(|mention| {
            let weight = decimal(&mention.stated_weight).filter(|weight| *weight > 0.0);
            mention.weight = weight.unwrap_or_default();
            if weight.is_none() {
                found.unusable += 1;
                if found.unusable == 1 {
                    found.first.clone_from(&mention.stated_weight);
                }
            }
            weight.is_some()
        });
        if self.mentions.is_empty() {
            return Err(none(&found));
        }
        Ok(found)
    }
}

impl Labelled {
    fn states_weight(&self) -> bool {
        !self.stated_weight.trim().is_empty()
    }
}

fn none(found: &Weighed) -> Error {
    Error::Input {
        input: "the labelled texts".to_owned(),
        at: None,
        reason: format!(
            "none of their {} weights is a number above 0, the first is `{}`",
            found.unusable, found.first
        ),
        hint: Some("write numbers into the column `weight`, or leave it empty".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighed(weights: &[&str]) -> Result<(Vec<f64>, Weighed)> {
        let mention = |weight: &&str| Labelled {
            stated_weight: (*weight).to_owned(),
            weight: 1.0,
            ..Labelled::default()
        };
        let mut found = LabelledMentions {
            mentions: weights.iter().map(mention).collect(),
            ..LabelledMentions::default()
        };
        let weighed = found.weigh()?;
        let weights = found.mentions.iter().map(|mention| mention.weight);
        Ok((weights.collect(), weighed))
    }

    #[test]
    fn decimal_commas_are_read_and_what_is_no_weight_is_named() {
        let (weights, found) = weighed(&["16,5", "2.25", " 3 ", "1 200,5"]).unwrap();
        assert_eq!(weights, [16.5, 2.25, 3.0, 1200.5]);
        assert_eq!(found, Weighed::default());
        let (weights, found) = weighed(&["16,5", "many", "0", "-2", ""]).unwrap();
        assert_eq!(weights, [16.5]);
        assert_eq!((found.unusable, found.first.as_str()), (4, "many"));
    }

    #[test]
    fn without_any_weight_each_counts_one_and_with_none_of_use_nothing_counts() {
        assert_eq!(weighed(&["", " "]).unwrap().0, [1.0, 1.0]);
        let error = weighed(&["x", "0"]).unwrap_err().to_string();
        assert!(error.contains("none of their 2 weights"), "{error}");
    }
}
