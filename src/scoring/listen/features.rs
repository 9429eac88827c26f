//! What a text gives to learn from: the entries met in it, what the rules made of them, and its style.

use super::{Model, Observer, Scoring};
use crate::{
    lexicon::compile::NONE,
    scoring::{classes::Style, phrases::Unit, tokens::Kind},
};

/// How many features of style there are.
pub const STYLES: usize = 6;

/// Factors beyond these are cut: a value as small as 0.01 may be rounded to twice itself.
const FARTHEST: f64 = 2.0;

/// An entry of the lexicon met in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Met {
    /// Its number in the lexicon.
    pub entry: u32,
    /// What it adds to the text's sum of valences, −10 to 10.
    pub valence: f64,
    /// What it adds to the sum of subjectivities.
    pub subjectivity: f64,
    /// What the rules multiplied its two values by; `None` where a rule put another value in their place.
    pub factors: Option<(f64, f64)>,
}

/// What a text gives to learn from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Features {
    /// The entries in the order of the text.
    pub met: Vec<Met>,
    /// What the sums are multiplied by because the text is long, 0 to 1.
    pub shrink: f64,
    /// Links, questions, exclamations, mentions, numbers, tens of words: as the class "neutral" counts them.
    pub style: [f64; STYLES],
    /// Whether the words speak for neither side, so that the text is neutral.
    pub takes_no_side: bool,
}

/// What a text holds that a list could tell more of, by numbers of the lexicon.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clues {
    /// Words that stand side by side and make no phrase so far.
    pub pairs: Vec<Pair>,
    /// Words and phrases that a negation reaches, of whose denial no list tells so far.
    pub negated: Vec<u32>,
}

/// Two words side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Their numbers in the lexicon.
    pub words: (u32, u32),
    /// Whether both are written like names.
    pub is_name: bool,
}

/// Writes down which hits got a value that is not theirs, and which units are negated.
#[derive(Default)]
struct Watch {
    replaced: Vec<usize>,
    denied: Vec<(usize, u32)>,
    negated: Vec<usize>,
}

impl Observer for Watch {
    fn touched(&mut self, _: usize, _: &'static str, _: usize, _: i32) {}
    fn irony(&mut self, _: usize) {}
    fn replaced(&mut self, hit: usize) {
        self.replaced.push(hit);
    }
    fn negated(&mut self, unit: usize) {
        self.negated.push(unit);
    }
    fn denied(&mut self, hit: usize, term: u32) {
        self.denied.push((hit, term));
    }
}

/// Finds the features of text after text.
pub struct Extractor<'m>(Scoring<'m>);

impl Model {
    /// A worker that finds features; scoring itself knows nothing of them.
    pub fn extractor(&self) -> Extractor<'_> {
        Extractor(self.scoring())
    }
}

impl Extractor<'_> {
    /// The texts to come are about this brand, whose name says nothing.
    pub fn about(&mut self, brand: &str) {
        self.0.names.about(brand, self.0.model.lexicon);
    }

    /// The features of a text.
    pub fn features(&mut self, text: &str) -> Features {
        let mut watch = Watch::default();
        let (sums, style) = self.0.sums(text, &mut watch);
        let met = (0..self.0.units().hits.len())
            .map(|hit| self.met(hit, &watch))
            .collect();
        Features {
            met,
            shrink: style.shrink(),
            style: counts(style),
            takes_no_side: sums
                .shrunk(style)
                .takes_no_side(&self.0.model.lexicon.settings),
        }
    }

    /// What a text holds that a list could tell more of.
    pub fn clues(&mut self, text: &str) -> Clues {
        let mut watch = Watch::default();
        self.0.sums(text, &mut watch);
        let units = &self.0.units().list;
        let term =
            |unit: &Unit| (unit.kind == Kind::Word && unit.term != NONE).then_some(unit.term);
        let has_capital = |unit: &Unit| text[unit.start as usize..].starts_with(char::is_uppercase);
        let pair = |(one, next): (&Unit, &Unit)| {
            Some(Pair {
                words: (term(one)?, term(next)?),
                is_name: has_capital(one) && has_capital(next),
            })
        };
        let negated = watch
            .negated
            .into_iter()
            .filter_map(|unit| term(&units[unit]));
        Clues {
            pairs: units
                .iter()
                .zip(units.iter().skip(1))
                .filter_map(pair)
                .collect(),
            negated: negated.collect(),
        }
    }

    fn met(&self, index: usize, watch: &Watch) -> Met {
        let is_replaced = watch.replaced.contains(&index);
        let hit = self.0.units().hits[index];
        let mut denials = watch.denied.iter().rev();
        let denial = denials.find(|(hit, _)| *hit == index);
        let entry = denial.map_or(self.0.units().list[hit.unit as usize].term, |(_, term)| {
            *term
        });
        let own = self.0.model.lexicon.term(entry);
        let own = own.map_or((0, 0), |term| (term.valence, term.subjectivity));
        let factors = match (ratio(hit.valence, own.0), ratio(hit.subjectivity, own.1)) {
            (Some(valence), Some(subjectivity)) => (valence, subjectivity),
            (Some(valence), None) => (valence, 1.0),
            (None, Some(both)) => (both, both),
            (None, None) => (1.0, 1.0),
        };
        Met {
            entry,
            valence: f64::from(hit.valence) / 10_000.0,
            subjectivity: f64::from(hit.subjectivity) / 10_000.0,
            factors: (!is_replaced).then_some(factors),
        }
    }
}

/// What a value was multiplied by, where it was not 0.
fn ratio(now: i32, before: i32) -> Option<f64> {
    (before != 0).then(|| (f64::from(now) / f64::from(before)).clamp(-FARTHEST, FARTHEST))
}

fn counts(style: Style) -> [f64; STYLES] {
    [
        style.links.into(),
        style.questions.into(),
        style.exclamations.into(),
        style.mentions.into(),
        style.numbers.into(),
        f64::from(style.words.min(40)) / 10.0,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    const WORDS: &str = "good\t2\t1\town\t0\nbig\t0\t0.5\town\t0\nnot\t0\t0.2\town\t0\n";

    fn model() -> Model {
        let settings = include_str!("../../../lexicons/en/rules.toml");
        let settings = settings.split_once("[settings]").unwrap().1;
        let rules = format!(
            "[roles]\nnegator = [\"not\"]\ntoo = [\"too\"]\nexcess = [\"big\"]\n[settings]\n{settings}"
        );
        Model::with(Box::leak(Box::new(
            Lexicon::from_text(&[WORDS], &rules).unwrap(),
        )))
    }

    #[test]
    fn a_negated_word_has_its_turned_factor() {
        let model = model();
        let features = model.extractor().features("not good");
        assert_eq!(features.met[0].factors, Some((0.0, 0.0)));
        let (valence, _) = features.met[1].factors.unwrap();
        assert!(valence < 0.0, "{valence}");
    }

    #[test]
    fn a_value_that_a_rule_put_there_is_nobodys() {
        let model = model();
        let features = model.extractor().features("It is too big");
        assert_eq!(features.met[0].factors, None);
        assert!(features.met[0].valence < 0.0);
    }

    #[test]
    #[expect(clippy::cast_possible_truncation, reason = "small counts")]
    fn style_counts_what_the_neutral_class_counts() {
        let features = model()
            .extractor()
            .features("@you good? https://a.example 12");
        let tenths = features.style.map(|count| (count * 10.0).round() as i32);
        assert_eq!(tenths, [10, 10, 0, 10, 10, 2]);
    }

    #[test]
    fn what_is_left_of_an_address_is_a_link() {
        for text in ["good http", "Good. HTTPS…", "good httpurl"] {
            let link = model().extractor().features(text).style[0];
            assert!((link - 1.0).abs() < 1e-9, "{text}");
        }
    }
}
