//! Tells texts by what was learned, and finds the constants of the classes that tell unseen texts best.

use super::{
    Base, Constants, Example, Learned,
    matrix::{Columns, Matrix},
};
use crate::{
    Result,
    lexicon::Lexicon,
    scoring::{Label, listen::features::STYLES},
    stats::{CLASSES, Confusion},
};

/// Steps in which the neutral class's constant is tried, and that of the lean to "positive"; how far each goes.
const TRIED: i32 = 40;
const LEANS: i32 = 8;
/// What a lean of 1 must bring in macro-recall: without need there is none.
const LEAN_COST: f64 = 0.01;
const STEP: f64 = 0.025;
/// So many neighbouring steps are taken together, so that chance decides less.
const TOGETHER: usize = 5;

/// A lexicon with constants, not compiled into the program yet.
pub(super) struct Judge {
    pub(super) lexicon: &'static Lexicon,
    pub(super) constants: Constants,
}

/// What is added to constants of the classes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Shift {
    /// To "neutral".
    pub(super) neutral: f64,
    /// To "positive", and from "negative".
    pub(super) lean: f64,
}

/// A text with its three scores but for a shift of the constants.
pub(super) struct Told<'e> {
    example: &'e Example,
    /// What speaks for "positive", and as much against "negative".
    valence: f64,
    subjectivity: f64,
    neutral: f64,
    takes_no_side: bool,
}

impl Told<'_> {
    fn label(&self, shift: Shift) -> usize {
        let valence = self.valence + shift.lean;
        let best = self.subjectivity + valence.abs();
        if best <= self.neutral + shift.neutral || self.takes_no_side {
            Label::Neutral.place()
        } else if valence > 0.0 {
            Label::Positive.place()
        } else {
            Label::Negative.place()
        }
    }
}

impl Judge {
    /// The lexicon with what was learned.
    pub(super) fn of(base: &Base, learned: &Learned) -> Result<Self> {
        let changed = learned.words.iter().filter(|word| word.is_changed);
        let lines: String = changed.map(super::write::line).collect();
        Ok(Self {
            lexicon: base.lexicon(&lines)?,
            constants: learned.constants,
        })
    }

    pub(super) fn tell<'e>(&self, texts: Vec<&'e Example>) -> Vec<Told<'e>> {
        let own = texts.iter().copied();
        let matrix = Matrix::of(self.lexicon, &Columns::default(), own);
        let told = |(row, example)| {
            let row = matrix.row(row);
            let by_style = |weights: [f64; STYLES]| -> f64 {
                row.style.iter().zip(weights).map(|(x, w)| x * w).sum()
            };
            Told {
                example,
                valence: self.constants.lean
                    + self.constants.valence * row.valence
                    + by_style(self.constants.tilt),
                subjectivity: self.constants.subjectivity * row.subjectivity,
                neutral: self.constants.neutral + by_style(self.constants.style),
                takes_no_side: row.takes_no_side,
            }
        };
        (0..).zip(texts).map(told).collect()
    }

    /// How well labels are found: by source, and over all last.
    pub(super) fn counts(&self, texts: &[Example]) -> Vec<Confusion> {
        counts(&self.tell(texts.iter().collect()), Shift::default())
    }
}

/// How well labels are found with the constants shifted: by source, and over all last.
pub(super) fn counts(told: &[Told<'_>], shift: Shift) -> Vec<Confusion> {
    let mut by_source = Vec::new();
    let mut all = Confusion::default();
    for text in told {
        let Example { source, label, .. } = *text.example;
        if by_source.len() <= source {
            by_source.resize(source + 1, Confusion::default());
        }
        by_source[source].add(label.place(), text.label(shift));
        all.add(label.place(), text.label(shift));
    }
    by_source.push(all);
    by_source
}

/// What to add to the constants of the classes, so that texts not learned from are told best: the
/// mean of the macro-recalls of sources that know all classes, each by what its texts count.
pub(super) fn best_shift(unseen: &[Told<'_>]) -> Shift {
    let sources = unseen.iter().map(|text| text.example.source + 1).max();
    let mut weights = vec![0.0; sources.unwrap_or(0)];
    for text in unseen {
        weights[text.example.source] = text.example.weight;
    }
    let knows_all = |counts: &Confusion| (0..CLASSES).all(|class| counts.said(class) > 0);
    let quality = |shift: Shift| -> f64 {
        let counts = counts(unseen, shift);
        let sources = counts.iter().zip(&weights);
        let known = sources.filter(|(counts, _)| knows_all(counts));
        let cost = LEAN_COST * shift.lean.abs();
        known
            .filter_map(|(counts, weight)| Some(weight * (counts.macro_recall()? - cost)))
            .sum()
    };
    let leans = (-LEANS..=LEANS).map(|lean| f64::from(lean) * STEP);
    let row = |lean: f64| {
        let tried = (-TRIED..=TRIED).map(|step| f64::from(step) * STEP);
        let shifts = tried.map(|neutral| Shift { neutral, lean });
        shifts.map(|shift| (shift, quality(shift))).collect()
    };
    smoothest(&leans.map(row).collect::<Vec<Vec<_>>>())
}

/// The middle of the block of neighbours that are best together.
fn smoothest(rows: &[Vec<(Shift, f64)>]) -> Shift {
    let mut best = (f64::NEG_INFINITY, Shift::default());
    for rows in rows.windows(TOGETHER) {
        for at in 0..rows[0].len().saturating_sub(TOGETHER - 1) {
            let block = rows.iter().flat_map(|row| &row[at..at + TOGETHER]);
            let sum = block.map(|(_, quality)| quality).sum();
            if sum > best.0 {
                best = (sum, rows[TOGETHER / 2][at + TOGETHER / 2].0);
            }
        }
    }
    best.1
}
