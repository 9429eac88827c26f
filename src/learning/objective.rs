//! How badly values explain labels: the logarithmic loss of the three classes, with penalties.

use super::{
    descent::{Bounds, Slope, minimise},
    kin::Kin,
    matrix::Matrix,
};
use crate::scoring::{Label, listen::features::STYLES};

/// Penalty on the biases of sources and on the weights of style, on unit-weight texts.
const BIAS_PENALTY: f64 = 0.1;
const STYLE_PENALTY: f64 = 1.0;
/// How far style goes for or against "neutral", and towards a side: plain words of opinion must
/// outweigh it, and what tweets exclaim or ask is not what others do.
const NEUTRAL: Bounds = (-0.9, 0.9);
const SIDE: Bounds = (-0.3, 0.3);

/// Where the parameters stand: valence, subjectivity and neutral weight of the classes, then
/// what style adds to "neutral" and to "positive", two biases for each source, a change of valence and one of subjectivity for each entry.
pub(super) const CLASSES: usize = 3;
const TILT: usize = CLASSES + STYLES;
const HEAD: usize = TILT + STYLES;

/// What is fitted to.
pub(super) struct Problem<'p> {
    /// The features of the texts.
    pub(super) matrix: &'p Matrix,
    /// The texts' classes.
    pub(super) labels: &'p [Label],
    /// The source of each text, counted from 0.
    pub(super) sources: &'p [usize],
    /// What each text counts; 0 leaves it out.
    pub(super) weights: &'p [f64],
    /// Penalty on changes.
    pub(super) strength: f64,
    /// Entries that are forms of one word.
    pub(super) kin: Kin,
    /// Which classes each source knows: the others are no choice for its texts.
    pub(super) known: &'p [[bool; 3]],
}

/// The constants of the classes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Constants {
    /// Weight of valence in the classes "positive" and "negative".
    pub valence: f64,
    /// Weight of subjectivity there.
    pub subjectivity: f64,
    /// What the class "neutral" begins with.
    pub neutral: f64,
    /// What the class "positive" begins with, and "negative" lacks. It is not fitted.
    pub lean: f64,
    /// What its style adds to it: link, question, exclamation, mention, number, ten words.
    pub style: [f64; STYLES],
    /// What the same adds to "positive" and takes from "negative".
    pub tilt: [f64; STYLES],
}

/// What was found.
#[derive(Clone, Debug)]
pub(super) struct Fitted {
    pub(super) constants: Constants,
    /// Change of each entry's valence and subjectivity, as they weigh in the classes.
    pub(super) valences: Vec<f64>,
    pub(super) subjectivities: Vec<f64>,
    /// For each text how the scores of its classes differ from what its label wants: the
    /// probability of each class, less one for the right one.
    pub(super) pulls: Vec<[f64; CLASSES]>,
}

/// What the search may move.
pub(super) struct Limits {
    /// Whether the constants are to be found, too.
    pub(super) constants: Free,
    /// For each entry the bounds of both changes, as they weigh in the classes.
    pub(super) valences: Vec<Bounds>,
    pub(super) subjectivities: Vec<Bounds>,
}

/// Whether the classes' constants may change.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Free {
    Yes,
    No,
}

impl Problem<'_> {
    fn sources(&self) -> usize {
        self.sources.iter().max().map_or(0, |last| last + 1)
    }

    /// The best parameters within limits, in `most` steps.
    pub(super) fn fit(&mut self, from: Constants, limits: &Limits, most: usize) -> Fitted {
        let entries = self.matrix.entries;
        let mut start = vec![from.valence, from.subjectivity, from.neutral];
        start.extend(from.style.iter().chain(&from.tilt));
        let free = (f64::NEG_INFINITY, f64::INFINITY);
        let mut bounds: Vec<Bounds> = match limits.constants {
            Free::Yes => [(0.01, 10.0), (0.01, 10.0)]
                .into_iter()
                .chain([free])
                .chain([NEUTRAL; STYLES])
                .chain([SIDE; STYLES])
                .collect(),
            Free::No => start.iter().map(|&value| (value, value)).collect(),
        };
        bounds.extend(vec![free; 2 * self.sources()]);
        bounds.extend(&limits.valences);
        bounds.extend(&limits.subjectivities);
        start.resize(bounds.len(), 0.0);
        let found = minimise(self, start, &bounds, most);
        let changes = found.split_at(found.len() - 2 * entries).1;
        Fitted {
            constants: Constants {
                lean: from.lean,
                ..constants(&found)
            },
            valences: changes[..entries].to_vec(),
            subjectivities: changes[entries..].to_vec(),
            pulls: self.pulls(&found),
        }
    }
}

fn constants(point: &[f64]) -> Constants {
    Constants {
        valence: point[0],
        subjectivity: point[1],
        neutral: point[2],
        lean: 0.0,
        style: std::array::from_fn(|at| point[CLASSES + at]),
        tilt: std::array::from_fn(|at| point[TILT + at]),
    }
}

impl Slope for Problem<'_> {
    fn at(&mut self, point: &[f64], slope: &mut [f64]) -> f64 {
        slope.fill(0.0);
        let places = Places::new(self.sources(), self.matrix.entries);
        let mut loss = 0.0;
        for row in 0..self.labels.len() {
            if self.weights[row] > 0.0 {
                loss += self.text(row, places, point, slope);
            }
        }
        loss + self.penalty(places, point, slope)
    }
}

impl Problem<'_> {
    /// What the parameters cost by themselves.
    fn penalty(&self, places: Places, point: &[f64], slope: &mut [f64]) -> f64 {
        let mut loss = places.penalty(self.strength, point, slope);
        for from in [places.valences, places.subjectivities] {
            let changes = from..from + self.matrix.entries;
            let slope = &mut slope[changes.clone()];
            loss += self.kin.penalty(self.strength, &point[changes], slope);
        }
        loss
    }

    /// The loss of one text; adds its share of the slope.
    fn text(&self, row: usize, places: Places, point: &[f64], slope: &mut [f64]) -> f64 {
        let Places {
            valences,
            subjectivities,
            ..
        } = places;
        let (text, weight) = (self.matrix.row(row), self.weights[row]);
        let (loss, pulls) = loss(self.scores(row, places, point), self.labels[row]);
        let pulls = pulls.map(|pull| pull * weight);
        let bias = places.biases + 2 * self.sources[row];
        let (by_valence, by_subjectivity) = (pulls[2] - pulls[0], pulls[2] + pulls[0]);
        slope[0] += by_valence * text.valence;
        slope[1] += by_subjectivity * text.subjectivity;
        slope[2] += pulls[1];
        for (at, x) in text.style.iter().enumerate() {
            slope[CLASSES + at] += pulls[1] * x;
            slope[TILT + at] += by_valence * x;
        }
        slope[bias] += pulls[0];
        slope[bias + 1] += pulls[2];
        for cell in text.cells {
            slope[valences + cell.entry] += by_valence * cell.valence;
            slope[subjectivities + cell.entry] += by_subjectivity * cell.subjectivity;
        }
        weight * loss
    }
}

impl Problem<'_> {
    /// The scores of a text's three classes.
    fn scores(&self, row: usize, places: Places, point: &[f64]) -> [f64; CLASSES] {
        let (text, source) = (self.matrix.row(row), self.sources[row]);
        let (mut valence, mut subjectivity) =
            (point[0] * text.valence, point[1] * text.subjectivity);
        for cell in text.cells {
            valence += cell.valence * point[places.valences + cell.entry];
            subjectivity += cell.subjectivity * point[places.subjectivities + cell.entry];
        }
        let neutral = point[2] + product(&text.style, &point[CLASSES..TILT]);
        valence += product(&text.style, &point[TILT..HEAD]);
        let bias = places.biases + 2 * source;
        let scores = [
            subjectivity - valence + point[bias],
            neutral,
            subjectivity + valence + point[bias + 1],
        ];
        let known = self.known[source];
        let choice = |class: usize| {
            if known[class] {
                scores[class]
            } else {
                f64::NEG_INFINITY
            }
        };
        std::array::from_fn(choice)
    }

    /// For each text the slope of its loss by the scores of its classes.
    fn pulls(&self, point: &[f64]) -> Vec<[f64; CLASSES]> {
        let places = Places::new(self.sources(), self.matrix.entries);
        let rows = self.labels.iter().enumerate();
        rows.map(|(row, &label)| loss(self.scores(row, places, point), label).1)
            .collect()
    }
}

fn product(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}

/// −log of the right class's probability, and the slope of that by the three scores.
fn loss(scores: [f64; 3], label: Label) -> (f64, [f64; 3]) {
    let best = scores[0].max(scores[1]).max(scores[2]);
    let weights = scores.map(|score| libm::exp(score - best));
    let whole: f64 = weights.iter().sum();
    let right = label.place();
    let mut pulls = weights.map(|weight| weight / whole);
    pulls[right] -= 1.0;
    (libm::log(whole) + best - scores[right], pulls)
}

/// Where biases and changes begin among the parameters.
#[derive(Clone, Copy)]
struct Places {
    biases: usize,
    valences: usize,
    subjectivities: usize,
}

impl Places {
    fn new(sources: usize, entries: usize) -> Self {
        let valences = HEAD + 2 * sources;
        Self {
            biases: HEAD,
            valences,
            subjectivities: valences + entries,
        }
    }

    fn penalty(self, strength: f64, point: &[f64], slope: &mut [f64]) -> f64 {
        let mut loss = 0.0;
        for (at, (value, slope)) in point.iter().zip(slope).enumerate().skip(CLASSES) {
            let penalty = if at >= self.valences {
                strength
            } else if at >= self.biases {
                BIAS_PENALTY
            } else {
                STYLE_PENALTY
            };
            loss += 0.5 * penalty * value * value;
            *slope += penalty * value;
        }
        loss
    }
}
