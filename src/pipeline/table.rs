//! The tidy table, drawn from what was counted, and what must be said beside it.

use std::collections::BTreeMap;

use super::analyze::{Analysis, Copies, Counted};
use crate::{
    aggregate::Dimension,
    report::{Columns, Counts, Report, Selection, corrected, rows},
};

impl Counted {
    /// What became of the records.
    pub fn counts(&self) -> Counts {
        Counts {
            read: self.read,
            scored: self.scored,
            skipped: self.skipped(),
            duplicates: self.duplicates,
        }
    }

    /// The table of the first view.
    pub fn report(&self, analysis: &Analysis, selection: &Selection) -> Report {
        let (Some(view), Some(summary)) = (analysis.views.first(), self.summaries.first()) else {
            return Report::default();
        };
        let zone = &analysis.calendar.zone;
        let mut rows = rows(summary, &view.dimensions, zone, selection);
        if let Some(calibration) = &analysis.calibration {
            let mut dimensions = view.dimensions.iter();
            let brand = dimensions.position(|dimension| *dimension == Dimension::Brand);
            corrected::correct(&mut rows, brand, calibration);
        }
        Report {
            input: self.counts(),
            by: view.dimensions.iter().map(|d| d.name()).collect(),
            rows,
            notes: self.remarks(analysis),
            columns: match analysis.calibration {
                Some(_) => Columns::Corrected,
                None => Columns::Usual,
            },
        }
    }

    /// What the reader should know about the figures.
    pub fn remarks(&self, analysis: &Analysis) -> Vec<String> {
        let mut remarks = self.remarks_on_counting(analysis);
        if !self.unsupported.is_empty() {
            remarks.push(unsupported(&self.unsupported));
        }
        remarks
    }

    /// The same without languages, for a report that lists those itself.
    pub(super) fn remarks_on_counting(&self, analysis: &Analysis) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.outside > 0 {
            remarks.push(format!(
                "of the skipped, {} are outside the period or undated",
                self.outside
            ));
        }
        let counting = match analysis.copies {
            Copies::Once => "labels, shares and scores count each text once, whoever repeats it",
            Copies::Each => "every record counts; copies were not looked for",
        };
        remarks.push(counting.to_owned());
        if let Some(overrides) = &analysis.lens.overrides {
            remarks.extend(overrides.remarks());
        }
        remarks
    }
}

/// How many mentions are in languages that no lexicon reads, the most frequent first.
pub fn unsupported(languages: &BTreeMap<Box<str>, u64>) -> String {
    let total: u64 = languages.values().sum();
    let mut languages: Vec<_> = languages.iter().collect();
    languages.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let list: Vec<String> = languages
        .iter()
        .map(|(language, count)| format!("{language} {count}"))
        .collect();
    let (mentions, have, languages) = if total == 1 {
        ("mention is", "has", "a language")
    } else {
        ("mentions are", "have", "languages")
    };
    format!(
        "{total} {mentions} unsupported, in {languages} without a lexicon, and {have} no label: {}",
        list.join(", ")
    )
}
