//! Learns, and measures what was learned on texts that were not learned from.

use super::{
    Base, Constants, Example, Learned, Options, Wanted,
    course::Course,
    gold,
    judge::{self, Judge, Shift, Told},
};
use crate::{
    Result,
    stats::{CLASSES, Confusion},
};

/// Into how many parts the texts are cut, of which each is left out once.
const PARTS: u64 = 5;

/// How well labels are found before and after learning.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The lexicon as it was; for each source and over all (last).
    pub before: Vec<Confusion>,
    /// The lexicon with what was learned.
    pub after: Vec<Confusion>,
}

/// What learning did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// On parts of the training texts, each learned without.
    pub crossed: Outcome,
    /// On the validation texts.
    pub val: Outcome,
    /// On the gold sentences of the base, which were learned from.
    pub gold: Outcome,
}

pub(super) fn run(
    base: &Base,
    train: &[Example],
    val: &[Example],
    options: &Options,
) -> Result<(Learned, Report)> {
    let source = train.iter().map(|example| example.source + 1).max();
    let gold = gold::examples(&base.gold, source.unwrap_or(0), options.gold);
    let train = [train, &gold].concat();
    let course = Course::new(base, &train, options)?;
    let old = Judge {
        lexicon: base.lexicon("")?,
        constants: Constants::of(&base.grammar()?.settings),
    };
    let unseen = unseen(base, &train, &course)?;
    let shift = match options.wanted {
        Wanted::Overlay => Shift::default(),
        Wanted::Words => judge::best_shift(&unseen),
    };
    let mut learned = course.learn(&balanced(&train, |_| true))?;
    learned.constants.neutral += shift.neutral;
    learned.constants.lean += shift.lean;
    let new = Judge::of(base, &learned)?;
    let outcome = |texts: &[Example]| Outcome {
        before: old.counts(texts),
        after: new.counts(texts),
    };
    let report = Report {
        crossed: Outcome {
            before: old.counts(&train),
            after: judge::counts(&unseen, shift),
        },
        val: outcome(val),
        gold: outcome(&gold),
    };
    Ok((learned, report))
}

/// What each text is told by what the other parts taught.
fn unseen<'e>(base: &Base, train: &'e [Example], course: &Course<'_>) -> Result<Vec<Told<'e>>> {
    let mut unseen = Vec::new();
    for part in 0..PARTS {
        let is_out = |example: &Example| part_of(&example.text) == part;
        let learned = course.learn(&balanced(train, |example| !is_out(example)))?;
        let left_out = train.iter().filter(|example| is_out(example)).collect();
        unseen.extend(Judge::of(base, &learned)?.tell(left_out));
    }
    Ok(unseen)
}

/// What each text counts: classes weigh the same within a source; 0 for those left out.
fn balanced(examples: &[Example], is_in: impl Fn(&Example) -> bool) -> Vec<f64> {
    let sources = examples.iter().map(|example| example.source + 1).max();
    let mut sums = vec![[0.0_f64; CLASSES]; sources.unwrap_or(0)];
    for example in examples.iter().filter(|example| is_in(example)) {
        sums[example.source][example.label.place()] += example.weight;
    }
    let weight = |example: &Example| {
        let sums = &sums[example.source];
        let used = sums.iter().filter(|sum| **sum > 0.0);
        let (count, whole) =
            used.fold((0.0, 0.0), |(count, whole), sum| (count + 1.0, whole + sum));
        example.weight * whole / count / sums[example.label.place()]
    };
    let either = |example: &Example| if is_in(example) { weight(example) } else { 0.0 };
    examples.iter().map(either).collect()
}

/// Which part a text belongs to: the same letters, the same part (FNV-1a).
fn part_of(text: &str) -> u64 {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    let hash = letters
        .flat_map(char::to_lowercase)
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, letter| {
            (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
        });
    (hash >> 32) % PARTS
}
