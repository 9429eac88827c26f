//! What labels that people gave say of a model's figures: a correction, of all mentions and of each brand.

use std::collections::BTreeMap;

use super::{examine::Lens, labelled::Labelled};
use crate::{
    brand,
    report::SCHEMA_VERSION,
    stats::{
        TOO_FEW,
        calibration::{Calibration, Correction, Pair},
    },
};

/// What labelled mentions give.
#[derive(Debug, Default)]
pub struct Calibrated {
    /// The corrections; `None` where no mention could be scored.
    pub calibration: Option<Calibration>,
    /// Brands with too few labels for a correction of their own, and how many they have.
    pub pooled: Vec<(String, u64)>,
    /// Mentions in languages without a lexicon.
    pub unread: u64,
}

/// Scores labelled mentions and corrects what is scored by what is labelled.
pub fn calibrate(mentions: &[Labelled], lens: &Lens) -> Calibrated {
    let mut examiner = lens.examiner();
    let mut found = Calibrated::default();
    let mut all = Vec::new();
    let mut brands: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
    for labelled in mentions {
        let mention = labelled.mention();
        let Some((_, score)) = labelled.score(&mut examiner) else {
            found.unread += 1;
            continue;
        };
        let pair = Pair {
            said: labelled.label.place(),
            predicted: score.label.place(),
            weight: labelled.weight,
        };
        all.push(pair);
        examiner.brands(&mention, |name| {
            brands.entry(name.to_owned()).or_default().push(pair);
        });
    }
    brands.remove(brand::NONE);
    let (own, few): (BTreeMap<_, _>, BTreeMap<_, _>) = brands
        .into_iter()
        .partition(|(_, pairs)| pairs.len() as u64 >= TOO_FEW);
    let few = few.into_iter();
    found.pooled = few
        .map(|(name, pairs)| (name, pairs.len() as u64))
        .collect();
    let own = own.into_iter();
    let brands = own.filter_map(|(name, pairs)| Some((name, Correction::of(&pairs)?)));
    found.calibration = Correction::of(&all).map(|all| Calibration {
        schema_version: SCHEMA_VERSION,
        model: lens.models.name().to_owned(),
        settings: Some(lens.settings()),
        all,
        brands: brands.collect(),
    });
    found
}
