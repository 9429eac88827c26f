//! The crate `vader_sentiment` as a model, to compare with.

use std::collections::HashMap;

use vader_sentiment::SentimentIntensityAnalyzer;

use super::vader::{explained, labelled};
use super::{Explanation, Score, Scorer, Worker};

/// The crate `vader_sentiment` 0.1. On one text in five its score is not that
/// of the Python package that it ports, and overlapping idioms may score
/// differently from run to run: take [`Vader`](super::Vader) unless you want
/// to know what the crate says.
pub struct VaderCrate {
    analyzer: SentimentIntensityAnalyzer<'static>,
}

impl Default for VaderCrate {
    fn default() -> Self {
        Self::new()
    }
}

impl VaderCrate {
    /// The model with the crate's lexicon, which is parsed on first use.
    pub fn new() -> Self {
        Self {
            analyzer: SentimentIntensityAnalyzer::new(),
        }
    }
}

impl Scorer for VaderCrate {
    fn name(&self) -> &'static str {
        "vader-crate"
    }

    fn worker(&self) -> Box<dyn Worker + '_> {
        Box::new(CrateWorker(&self.analyzer))
    }

    fn explain(&self, text: &str, _brand: &str) -> Explanation {
        let score = score(&self.analyzer, text);
        Explanation {
            notes: vec!["the crate vader_sentiment does not say what each word adds".into()],
            ..explained(self.name(), text, score)
        }
    }
}

struct CrateWorker<'m>(&'m SentimentIntensityAnalyzer<'static>);

impl Worker for CrateWorker<'_> {
    fn score(&mut self, text: &str) -> Score {
        score(self.0, text)
    }
}

fn score(analyzer: &SentimentIntensityAnalyzer<'_>, text: &str) -> Score {
    let scores = analyzer.polarity_scores(text);
    let shares = ["pos", "neu", "neg"].map(|name| part(&scores, name).unsigned_abs());
    labelled(part(&scores, "compound"), shares)
}

/// A score in ten-thousandths; 0 where the crate gives none, or no number.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the crate's scores are at most 1"
)]
fn part(scores: &HashMap<&str, f64>, name: &str) -> i16 {
    let part = scores.get(name).copied().unwrap_or(0.0);
    (part * 10_000.0).round() as i16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::Label;

    #[test]
    fn the_crate_scores_in_ten_thousandths() {
        let model = VaderCrate::new();
        let mut worker = model.worker();
        let score = worker.score("The staff were helpful.");
        assert_eq!((score.value, score.label), (4215, Label::Positive));
        assert_eq!(score.pos + score.neu + score.neg, 10_000);
        assert_eq!(worker.score(""), Score::default());
    }

    #[test]
    fn an_explanation_says_that_there_is_no_more_to_say() {
        let explanation = VaderCrate::new().explain("The staff were helpful.", "");
        assert!(explanation.words.is_empty());
        assert_eq!(explanation.notes.len(), 1);
    }
}
