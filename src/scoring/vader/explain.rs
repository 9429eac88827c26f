//! Why the strict model gives a text its score.

use std::ops::Range;

use super::rules::{Observer, Step, Valence};
use super::totals::{Emphasis, Sum, emphasized};
use super::words::{Buffers, Words};
use super::{Vader, totals, valences};
use crate::scoring::explanation::{Explanation, Rule, Word};
use crate::scoring::{Score, Scorer};

/// The steps of the rules, as they were applied.
#[derive(Default)]
struct Recorder(Vec<Step>);

impl Observer for Recorder {
    fn saw(&mut self, step: Step) {
        self.0.push(step);
    }
}

/// Scores a text as [`super::VaderWorker`] does, and keeps what led to it.
pub(super) fn explain(model: &Vader, text: &str) -> Explanation {
    let mut replaced = Replaced::default();
    let mut buffers = Buffers::default();
    let words = buffers.cut(text, model.lexicon(), |clean, original| {
        replaced.0.push((clean, original));
    });
    let (mut recorder, mut found) = (Recorder::default(), Vec::new());
    valences(words, model, &mut found, &mut recorder);
    recorder.0.sort_by_key(|step| step.at);
    let emphasis = Emphasis::of(words);
    let score = totals::score(&found, words.len(), || emphasis.amount());
    let source = Source {
        text,
        words,
        replaced,
    };
    let words = source.words(&found, &recorder.0);
    Explanation {
        notes: notes(words.last().map(|word| word.running), emphasis),
        words,
        ..explained(model.name(), text, score)
    }
}

/// An explanation that has a score and not yet what led to it.
pub(in crate::scoring) fn explained(model: &'static str, text: &str, score: Score) -> Explanation {
    let fraction = |part: u16| f64::from(part) / 10_000.0;
    Explanation {
        model,
        language: "en",
        text: text.into(),
        score: f64::from(score.value) / 10_000.0,
        label: score.label,
        pos: fraction(score.pos),
        neu: fraction(score.neu),
        neg: fraction(score.neg),
        mixed: score.mixed,
        irony: false,
        words: Vec::new(),
        notes: Vec::new(),
    }
}

/// What bears on the whole text, and how the sum becomes the score.
fn notes(sum: Option<f64>, emphasis: Emphasis) -> Vec<String> {
    let Some(sum) = sum else {
        return vec!["no word has a valence, so the score is 0".into()];
    };
    let mark = |name, count: usize, amount| {
        (amount > 0.0)
            .then(|| format!("{name}: {count} marks move the sum {amount:.3} away from 0"))
    };
    let exclamation = mark(
        "exclamation",
        emphasis.exclamations,
        emphasis.of_exclamations(),
    );
    let question = mark("question", emphasis.questions, emphasis.of_questions());
    let end = emphasized(sum, emphasis.amount());
    let score = totals::normalized(end);
    let compound =
        format!("score: sum / sqrt(sum² + 15) = {end:.4} / sqrt({end:.4}² + 15) = {score:.4}");
    exclamation
        .into_iter()
        .chain(question)
        .chain([compound])
        .collect()
}

/// A text and its words.
struct Source<'t> {
    text: &'t str,
    words: Words<'t>,
    replaced: Replaced,
}

impl Source<'_> {
    /// The scored words with the steps that touched them, which are sorted by word.
    fn words(&self, valences: &[Valence], steps: &[Step]) -> Vec<Word> {
        let mut sum = Sum::default();
        let mut explained = Vec::with_capacity(valences.len());
        for valence in valences {
            sum.add(valence);
            let first = steps.partition_point(|step| step.at < valence.at);
            let steps = steps
                .iter()
                .skip(first)
                .take_while(|step| step.at == valence.at);
            let span = self.span(valence.at..valence.at + 1);
            explained.push(Word {
                word: self.slice(span.clone()),
                span,
                entry: String::from_utf8_lossy(self.words.lower(valence.at)).into(),
                valence: self.words.entry(valence.at).valence(),
                subjectivity: 0.0,
                effective: valence.value,
                running: sum.value(),
                rules: steps.map(|step| self.rule(step)).collect(),
            });
        }
        explained
    }

    fn rule(&self, step: &Step) -> Rule {
        Rule {
            name: step.rule,
            trigger: self.slice(self.span(step.trigger.clone())),
            valence: step.value,
        }
    }

    /// The bytes of the text from the first to the last of some words.
    fn span(&self, places: Range<usize>) -> Range<usize> {
        let first = self.words.span(places.start);
        let last = places.end.min(self.words.len()).saturating_sub(1);
        let end = self.words.span(last).end.max(first.end);
        self.replaced.original(first.start..end)
    }

    fn slice(&self, span: Range<usize>) -> String {
        self.text.get(span).unwrap_or_default().into()
    }
}

/// Which bytes of the text that was scored stand for which of the original.
#[derive(Default)]
struct Replaced(Vec<(Range<usize>, Range<usize>)>);

impl Replaced {
    fn original(&self, span: Range<usize>) -> Range<usize> {
        let before = |at: usize| {
            let count = self.0.partition_point(|(clean, _)| clean.start < at);
            count.checked_sub(1).and_then(|last| self.0.get(last))
        };
        let start = match before(span.start + 1) {
            Some((clean, original)) if span.start < clean.end => original.start,
            Some((clean, original)) => original.end + (span.start - clean.end),
            None => span.start,
        };
        let end = match before(span.end) {
            Some((clean, original)) if span.end <= clean.end => original.end,
            Some((clean, original)) => original.end + (span.end - clean.end),
            None => span.end,
        };
        start..end
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "equal to the last bit is what is asked")]
mod tests {
    use std::fmt::Write;

    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &Expect) {
        let explanation = Vader::new().explain(text, "");
        let mut shown = String::new();
        for word in &explanation.words {
            write!(shown, "{} = {} {}", word.word, word.entry, word.valence).unwrap();
            for rule in &word.rules {
                write!(
                    shown,
                    " | {} ({}) {:.3}",
                    rule.name, rule.trigger, rule.valence
                )
                .unwrap();
            }
            writeln!(shown, " | sum {:.3}", word.running).unwrap();
        }
        for note in &explanation.notes {
            writeln!(shown, "{note}").unwrap();
        }
        expected.assert_eq(&shown);
    }

    fn emphasis(text: &str) -> f64 {
        let count = |mark| text.matches(mark).count();
        let emphasis = Emphasis {
            exclamations: count('!'),
            questions: count('?'),
        };
        emphasis.amount()
    }

    #[test]
    fn every_rule_is_named_with_what_triggered_it() {
        check(
            "It is VERY good, not bad, but the least nice!!",
            &expect![[r#"
                good = good 1.9 | booster (VERY) 2.926 | contrast (but) 1.463 | sum 1.463
                bad = bad -2.5 | negation (not) 1.850 | booster (VERY) 2.773 | contrast (but) 1.387 | sum 2.850
                nice = nice 1.8 | least (least) -1.332 | contrast (but) -1.998 | sum 0.852
                exclamation: 2 marks move the sum 0.584 away from 0
                score: sum / sqrt(sum² + 15) = 1.4357 / sqrt(1.4357² + 15) = 0.3476
            "#]],
        );
        check(
            "no great help: I never so loved it ??",
            &expect![[r#"
            no = no -1.2 | no (great) 0.000 | sum 0.000
            great = great 3.1 | no (no) -2.294 | sum -2.294
            help = help 1.7 | no (no) -1.258 | sum -3.552
            loved = loved 2.9 | booster (so) 3.193 | booster (never so) 3.991 | booster (so) 4.989 | sum 1.437
            question: 2 marks move the sum 0.360 away from 0
            score: sum / sqrt(sum² + 15) = 1.7971 / sqrt(1.7971² + 15) = 0.4209
        "#]],
        );
        check(
            "It is by far the shit and kind of fun",
            &expect![[r#"
                shit = shit -2.6 | idiom (the shit) 3.000 | sum 3.000
                fun = fun 2.3 | booster (kind of) 2.007 | sum 5.007
                score: sum / sqrt(sum² + 15) = 5.0070 / sqrt(5.0070² + 15) = 0.7910
            "#]],
        );
    }

    #[test]
    fn an_emoji_is_shown_by_the_words_read_in_its_place() {
        check(
            "Hé,😍ok 💔",
            &expect![[r#"
            😍 = smiling 2 | sum 2.000
            💔 = broken -2.1 | sum -0.100
            💔 = heart 3.2 | sum 3.100
            score: sum / sqrt(sum² + 15) = 3.1000 / sqrt(3.1000² + 15) = 0.6249
        "#]],
        );
    }

    #[test]
    fn a_text_without_scored_words_says_so() {
        check(
            "The parcel arrives on Monday!!!",
            &expect![[r#"
            no word has a valence, so the score is 0
        "#]],
        );
    }

    proptest! {
        #[test]
        fn an_explanation_ends_at_the_score(
            words in prop::collection::vec(
                "good|BAD|no|not|so|very|but|least|the|bomb|kind of|❤|😍|é|[!?]{0,3}|never|shit",
                0..30,
            ),
        ) {
            let (text, model) = (words.join(" "), Vader::new());
            let (score, explanation) = (model.worker().score(&text), model.explain(&text, ""));
            prop_assert_eq!(explanation.score, f64::from(score.value) / 10_000.0);
            prop_assert_eq!(explanation.pos, f64::from(score.pos) / 10_000.0);
            prop_assert_eq!((explanation.label, explanation.mixed), (score.label, score.mixed));
            let mut sum = 0.0;
            for word in &explanation.words {
                prop_assert_eq!(&text[word.span.clone()], &word.word);
                prop_assert_eq!(word.rules.last().map_or(word.valence, |rule| rule.valence), word.effective);
                sum = word.running;
            }
            let end = totals::normalized(emphasized(sum, emphasis(&text)));
            prop_assert!((end - explanation.score).abs() <= 0.000_050_1);
        }
    }
}
