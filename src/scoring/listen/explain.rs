//! Explains a score of the default model: the same pass over the text, with somebody looking on.

use std::collections::BTreeSet;

use super::{Explanation, Label, Model, Observer, Score, Scoring, classes};
use crate::{
    lexicon::Lexicon,
    scoring::{
        classes::{Classes, Style, Sums},
        explanation::{Rule, Word},
    },
};

/// What a rule did.
struct Touch {
    hit: usize,
    rule: &'static str,
    trigger: usize,
    valence: i32,
}

/// Writes down what the rules do.
#[derive(Default)]
struct Trace {
    touches: Vec<Touch>,
    /// What makes irony possible; several rules may see it in the same unit.
    irony: BTreeSet<usize>,
}

impl Observer for Trace {
    fn touched(&mut self, hit: usize, rule: &'static str, trigger: usize, valence: i32) {
        self.touches.push(Touch {
            hit,
            rule,
            trigger,
            valence,
        });
    }

    fn irony(&mut self, trigger: usize) {
        self.irony.insert(trigger);
    }
}

/// The score of a text with all that led to it.
pub(super) fn explain(model: &Model, text: &str, brand: &str) -> Explanation {
    let mut trace = Trace::default();
    let mut scoring = model.scoring();
    scoring.names.about(brand, model.lexicon);
    let (sums, style) = scoring.sums(text, &mut trace);
    let score = classes::score(sums, style, &model.lexicon.settings);
    let teller = Teller {
        text,
        scoring,
        trace,
        lexicon: model.lexicon,
    };
    Explanation {
        model: "listen",
        language: model.language,
        text: text.to_owned(),
        score: f64::from(score.value) / 10_000.0,
        label: score.label,
        pos: f64::from(score.pos) / 10_000.0,
        neu: f64::from(score.neu) / 10_000.0,
        neg: f64::from(score.neg) / 10_000.0,
        mixed: score.mixed,
        irony: !teller.trace.irony.is_empty(),
        words: teller.words(),
        notes: teller.notes(sums, style, score),
    }
}

struct Teller<'t> {
    text: &'t str,
    scoring: Scoring<'t>,
    trace: Trace,
    lexicon: &'t Lexicon,
}

impl Teller<'_> {
    /// Every word with a value or touched by a rule.
    fn words(&self) -> Vec<Word> {
        let mut running = 0_i64;
        let mut words = Vec::new();
        let mut touches: Vec<Vec<Rule>> = Vec::new();
        touches.resize_with(self.scoring.units().hits.len(), Vec::new);
        for touch in &self.trace.touches {
            touches[touch.hit].push(self.rule(touch));
        }
        for (hit, rules) in self.scoring.units().hits.iter().zip(touches) {
            running += i64::from(hit.valence);
            let unit = self.scoring.units().list[hit.unit as usize];
            let Some(term) = self.lexicon.term(unit.term) else {
                continue;
            };
            if term.valence == 0 && term.subjectivity == 0 && rules.is_empty() {
                continue;
            }
            let span = unit.start as usize..unit.end as usize;
            words.push(Word {
                word: self.text[span.clone()].to_owned(),
                span,
                entry: self.lexicon.name(unit.term).to_owned(),
                valence: decimal(i64::from(term.valence)),
                subjectivity: decimal(i64::from(term.subjectivity)),
                effective: decimal(i64::from(hit.valence)),
                running: decimal(running),
                rules,
            });
        }
        words
    }

    fn rule(&self, touch: &Touch) -> Rule {
        Rule {
            name: touch.rule,
            trigger: self.shown(touch.trigger),
            valence: decimal(i64::from(touch.valence)),
        }
    }

    /// A unit as it stands in the text.
    fn shown(&self, unit: usize) -> String {
        let unit = self.scoring.units().list[unit];
        self.text[unit.start as usize..unit.end as usize].to_owned()
    }

    /// What bears on the text as a whole, and how the sums become the score.
    fn notes(&self, sums: Sums, style: Style, score: Score) -> Vec<String> {
        let settings = &self.lexicon.settings;
        let mut notes: Vec<String> = self
            .trace
            .irony
            .iter()
            .map(|&unit| format!("possible irony: {}", self.shown(unit)))
            .collect();
        let counted = sums.shrunk(style);
        if counted.valence != sums.valence || counted.subjectivity != sums.subjectivity {
            notes.push(format!(
                "long text: the sums count as those of 40 words, not of {}",
                style.words
            ));
        }
        let classes = Classes::of(counted, style, settings);
        notes.push(format!(
            "valence V = {}, subjectivity S = {}",
            decimal(counted.valence),
            decimal(counted.subjectivity)
        ));
        let tilt = match style.tilt(settings) {
            0 => ["", ""].map(str::to_owned),
            tilt => [-tilt, tilt].map(|tilt| format!(" {:+}", decimal(tilt.into()))),
        };
        notes.push(format!(
            "negative = -{a}·V + {b}·S{} = {}, positive = {a}·V + {b}·S{} = {}, neutral = {} {}",
            tilt[0],
            decimal(classes.negative),
            tilt[1],
            decimal(classes.positive),
            decimal(classes.neutral),
            if counted.takes_no_side(settings) {
                "as the words take no side"
            } else {
                "by the style of the text"
            },
            a = decimal(i64::from(settings.class_valence)),
            b = decimal(i64::from(settings.class_subjectivity)),
        ));
        notes.push(format!("the highest is {}", name(score.label)));
        notes
    }
}

fn name(label: Label) -> &'static str {
    label.name()
}

/// Ten-thousandths as a number for reading.
#[expect(
    clippy::cast_precision_loss,
    reason = "sums of a text are far below 2^52"
)]
fn decimal(value: i64) -> f64 {
    value as f64 / 10_000.0
}
