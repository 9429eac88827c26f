//! Learns, and measures what was learned on texts that were not learned from.

use super::{
    Base, Constants, Example, Learned, Options, Wanted,
    course::Course,
    matrix::{Columns, Matrix},
};
use crate::{
    Result,
    lexicon::Lexicon,
    scoring::Label,
    stats::{CLASSES, Confusion},
};

/// Into how many parts the texts are cut, of which each is left out once.
const PARTS: u64 = 5;
/// Steps in which the neutral class's constant is tried, and how far.
const TRIED: i32 = 40;
const STEP: f64 = 0.025;

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
}

/// The three scores of a text but for the neutral class's constant.
#[derive(Clone, Copy)]
struct Verdict {
    /// a·V and b·S.
    valence: f64,
    subjectivity: f64,
    style: f64,
    takes_no_side: bool,
}

impl Verdict {
    fn label(self, neutral: f64) -> usize {
        let best = self.subjectivity + self.valence.abs();
        if best <= neutral + self.style || self.takes_no_side {
            Label::Neutral.place()
        } else if self.valence > 0.0 {
            Label::Positive.place()
        } else {
            Label::Negative.place()
        }
    }
}

pub(super) fn run(
    base: &Base,
    train: &[Example],
    val: &[Example],
    options: &Options,
) -> Result<(Learned, Report)> {
    let course = Course::new(base, train, options)?;
    let weights = balanced(train, |_| true);
    let old = base.lexicon("")?;
    let constants = Constants::of(&old.settings);
    let mut report = Report::default();
    let mut unseen = Vec::new();
    for part in 0..PARTS {
        let is_out = |example: &Example| part_of(&example.text) == part;
        let learned = course.learn(&balanced(train, |example| !is_out(example)))?;
        let left_out: Vec<&Example> = train.iter().filter(|example| is_out(example)).collect();
        let verdicts = verdicts(with(base, &learned)?, learned.constants, &left_out);
        unseen.extend(
            left_out
                .into_iter()
                .zip(verdicts)
                .map(|(example, verdict)| (example, verdict, learned.constants.neutral)),
        );
    }
    let shift = match options.wanted {
        Wanted::Overlay => 0.0,
        Wanted::Words => best_shift(&unseen),
    };
    report.crossed.after = counted(
        unseen
            .iter()
            .map(|(example, verdict, neutral)| (*example, verdict.label(neutral + shift))),
    );
    report.crossed.before = judged(old, constants, train.iter().collect());
    let mut learned = course.learn(&weights)?;
    learned.constants.neutral += shift;
    report.val.before = judged(old, constants, val.iter().collect());
    let new = with(base, &learned)?;
    report.val.after = judged(new, learned.constants, val.iter().collect());
    Ok((learned, report))
}

/// The lexicon with what was learned.
fn with(base: &Base, learned: &Learned) -> Result<&'static Lexicon> {
    let changed = learned.words.iter().filter(|word| word.is_changed);
    let lines: String = changed.map(super::write::line).collect();
    base.lexicon(&lines)
}

fn judged(lexicon: &'static Lexicon, constants: Constants, texts: Vec<&Example>) -> Vec<Confusion> {
    let verdicts = verdicts(lexicon, constants, &texts);
    let labels = texts.into_iter().zip(verdicts);
    counted(labels.map(|(example, verdict)| (example, verdict.label(constants.neutral))))
}

fn verdicts(lexicon: &'static Lexicon, constants: Constants, texts: &[&Example]) -> Vec<Verdict> {
    let own = texts.iter().map(|example| example.text.as_str());
    let matrix = Matrix::of(lexicon, &Columns::default(), own);
    let verdict = |row| {
        let row = matrix.row(row);
        let style = row.style.iter().zip(constants.style);
        Verdict {
            valence: constants.valence * row.valence,
            subjectivity: constants.subjectivity * row.subjectivity,
            style: style.map(|(count, weight)| count * weight).sum(),
            takes_no_side: row.takes_no_side,
        }
    };
    (0..texts.len()).map(verdict).collect()
}

/// By source, and over all last.
fn counted<'e>(labels: impl Iterator<Item = (&'e Example, usize)>) -> Vec<Confusion> {
    let mut by_source = Vec::new();
    let mut all = Confusion::default();
    for (example, predicted) in labels {
        if by_source.len() <= example.source {
            by_source.resize(example.source + 1, Confusion::default());
        }
        by_source[example.source].add(example.label.place(), predicted);
        all.add(example.label.place(), predicted);
    }
    by_source.push(all);
    by_source
}

/// What to add to the neutral class's constant, so that texts not learned from
/// are told best: the mean over sources of the macro-recall.
fn best_shift(unseen: &[(&Example, Verdict, f64)]) -> f64 {
    let quality = |shift: f64| {
        let labels = unseen.iter();
        let counts = counted(
            labels.map(|(example, verdict, neutral)| (*example, verdict.label(neutral + shift))),
        );
        let sources = &counts[..counts.len() - 1];
        sources
            .iter()
            .filter_map(Confusion::macro_recall)
            .sum::<f64>()
    };
    let tried = (-TRIED..=TRIED).map(|step| f64::from(step) * STEP);
    let qualities: Vec<(f64, f64)> = tried.map(|shift| (shift, quality(shift))).collect();
    let smooth = |three: &[(f64, f64)]| three.iter().map(|(_, quality)| quality).sum::<f64>();
    let best = qualities
        .windows(5)
        .max_by(|one, other| smooth(one).total_cmp(&smooth(other)));
    best.map_or(0.0, |five| five[2].0)
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
