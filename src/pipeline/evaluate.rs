//! Labelled mentions against what models say of them.

use std::collections::BTreeMap;

use super::{
    examine::{Examiner, Lens},
    labelled::Labelled,
};
use crate::{
    Mention, brand,
    report::evaluation::{Evaluation, Judged, Judgement, Mistake},
    scoring::{Explanation, Label, Score},
    stats::Confusion,
};

/// Judges each model on the same mentions, and keeps so many of its worst errors.
pub fn evaluate(mentions: &[Labelled], models: &[Lens], errors: usize) -> Evaluation {
    Evaluation {
        texts: mentions.len() as u64,
        models: models
            .iter()
            .map(|lens| judge(mentions, lens, errors))
            .collect(),
    }
}

/// A wrong prediction: how wrong, and of which mention.
struct Wrong {
    margin: i32,
    mention: usize,
    predicted: Label,
}

fn judge(mentions: &[Labelled], lens: &Lens, errors: usize) -> Judged {
    let mut examiner = lens.examiner();
    let mut counts = Counts::default();
    let mut wrong = Vec::new();
    let mut unread = 0;
    for (number, labelled) in mentions.iter().enumerate() {
        let mention = labelled.mention();
        let Some((language, score)) = labelled.score(&mut examiner) else {
            unread += 1;
            continue;
        };
        let pair = (labelled.label.place(), score.label.place());
        counts.all.add(pair.0, pair.1);
        counts.count("language", &language, pair);
        counts.count("source", &labelled.source, pair);
        counts.brands(&mut examiner, &mention, pair);
        if labelled.label != score.label {
            wrong.push(Wrong {
                margin: margin(labelled.label, score),
                mention: number,
                predicted: score.label,
            });
        }
    }
    wrong.sort_by_key(|wrong| (std::cmp::Reverse(wrong.margin), wrong.mention));
    wrong.truncate(errors);
    Judged {
        model: lens.models.name(),
        unread,
        groups: counts.into_groups(),
        mistakes: wrong
            .iter()
            .map(|wrong| mistake(wrong, mentions, lens))
            .collect(),
    }
}

/// By how much the wrong class outweighs the right one, in ten-thousandths;
/// taking praise for blame weighs more than any neutral in between.
fn margin(said: Label, score: Score) -> i32 {
    let weight = |label: Label| i32::from([score.neg, score.neu, score.pos][label.place()]);
    let opposite = said.place().abs_diff(score.label.place()) == 2;
    weight(score.label) - weight(said) + i32::from(opposite) * 10_000
}

fn mistake(wrong: &Wrong, mentions: &[Labelled], lens: &Lens) -> Mistake {
    let labelled = &mentions[wrong.mention];
    let explained = lens.explain_mention(&labelled.mention(), labelled.majority);
    Mistake {
        id: labelled.id.clone(),
        text: labelled.text.clone(),
        said: labelled.label,
        predicted: wrong.predicted,
        margin: f64::from(wrong.margin % 10_000) / 10_000.0,
        words: words(explained),
    }
}

/// The words of the greatest effect first.
fn words(explained: Explanation) -> Vec<(String, f64)> {
    let words = explained.words.into_iter();
    let mut words: Vec<(String, f64)> = words.map(|word| (word.word, word.effective)).collect();
    words.retain(|(_, effective)| *effective != 0.0);
    words.sort_by(|(_, one), (_, other)| other.abs().total_cmp(&one.abs()));
    words
}

/// Counts of all texts and of each group.
#[derive(Default)]
struct Counts {
    all: Confusion,
    groups: BTreeMap<(&'static str, String), Confusion>,
}

impl Counts {
    fn count(&mut self, by: &'static str, group: &str, (said, predicted): (usize, usize)) {
        let counts = self.groups.entry((by, group.to_owned())).or_default();
        counts.add(said, predicted);
    }

    fn brands(&mut self, examiner: &mut Examiner<'_>, mention: &Mention<'_>, pair: (usize, usize)) {
        examiner.brands(mention, |name| {
            if name != brand::NONE {
                self.count("brand", name, pair);
            }
        });
    }

    fn into_groups(self) -> Vec<Judgement> {
        let all = Judgement {
            by: "all",
            group: String::new(),
            confusion: self.all,
        };
        let groups = self.groups.into_iter();
        let named = groups.filter(|((_, name), _)| !name.is_empty());
        let of = |((by, group), confusion)| Judgement {
            by,
            group,
            confusion,
        };
        std::iter::once(all).chain(named.map(of)).collect()
    }
}
