//! The features of all texts, as the fit reads them.

use std::collections::HashMap;

use super::Example;
use crate::{
    lexicon::Lexicon,
    scoring::listen::{
        Model,
        features::{Extractor, Features, STYLES},
    },
};

/// An entry in a text: what its values are multiplied by there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) entry: usize,
    pub(super) valence: f64,
    pub(super) subjectivity: f64,
}

/// A text without its entries' cells.
#[derive(Clone, Copy, Debug, Default)]
struct Fixed {
    end: usize,
    valence: f64,
    subjectivity: f64,
    style: [f64; STYLES],
    takes_no_side: bool,
}

/// A text.
pub(super) struct Row<'m> {
    pub(super) cells: &'m [Cell],
    /// The sums with the values that the fit starts from.
    pub(super) valence: f64,
    pub(super) subjectivity: f64,
    pub(super) style: [f64; STYLES],
    /// Whether its words speak for neither side, so that it is neutral.
    pub(super) takes_no_side: bool,
}

/// The texts' features.
#[derive(Debug, Default)]
pub(super) struct Matrix {
    /// How many entries may change.
    pub(super) entries: usize,
    cells: Vec<Cell>,
    rows: Vec<Fixed>,
}

/// The entries that may change, with the values that they start from.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns<'e> {
    numbers: HashMap<&'e str, usize>,
    values: Vec<(f64, f64)>,
}

impl<'e> Columns<'e> {
    pub(super) fn new(entries: impl Iterator<Item = (&'e str, f64, f64)>) -> Self {
        let mut columns = Self::default();
        for (key, valence, subjectivity) in entries {
            columns.numbers.insert(key, columns.values.len());
            columns.values.push((valence, subjectivity));
        }
        columns
    }
}

impl Matrix {
    /// The features of texts under a lexicon.
    pub(super) fn of<'e>(
        lexicon: &'static Lexicon,
        columns: &Columns<'_>,
        examples: impl IntoIterator<Item = &'e Example>,
    ) -> Self {
        let model = Model::with(lexicon);
        let mut extractor: Extractor<'_> = model.extractor();
        let mut matrix = Self {
            entries: columns.values.len(),
            ..Self::default()
        };
        for example in examples {
            extractor.about(&example.brand);
            matrix.add(&extractor.features(&example.text), lexicon, columns);
        }
        matrix
    }

    fn add(&mut self, features: &Features, lexicon: &Lexicon, columns: &Columns<'_>) {
        let mut row = Fixed {
            style: features.style,
            takes_no_side: features.takes_no_side,
            ..Fixed::default()
        };
        for met in &features.met {
            let entry = columns.numbers.get(lexicon.name(met.entry));
            let Some((&entry, (valence, subjectivity))) = entry.zip(met.factors) else {
                row.valence += features.shrink * met.valence;
                row.subjectivity += features.shrink * met.subjectivity;
                continue;
            };
            let cell = Cell {
                entry,
                valence: features.shrink * valence,
                subjectivity: features.shrink * subjectivity.abs(),
            };
            row.valence += cell.valence * columns.values[entry].0;
            row.subjectivity += cell.subjectivity * columns.values[entry].1;
            self.cells.push(cell);
        }
        row.end = self.cells.len();
        self.rows.push(row);
    }

    /// A text.
    pub(super) fn row(&self, row: usize) -> Row<'_> {
        let start = row.checked_sub(1).map_or(0, |before| self.rows[before].end);
        let fixed = self.rows[row];
        Row {
            cells: &self.cells[start..fixed.end],
            valence: fixed.valence,
            subjectivity: fixed.subjectivity,
            style: fixed.style,
            takes_no_side: fixed.takes_no_side,
        }
    }

    /// In how many of the chosen texts each entry stands.
    pub(super) fn texts_of_each(&self, is_chosen: impl Fn(usize) -> bool) -> Vec<u32> {
        let mut texts = vec![0; self.entries];
        let mut last = vec![usize::MAX; self.entries];
        for row in (0..self.rows.len()).filter(|&row| is_chosen(row)) {
            for cell in self.row(row).cells {
                if last[cell.entry] != row {
                    last[cell.entry] = row;
                    texts[cell.entry] += 1;
                }
            }
        }
        texts
    }
}
