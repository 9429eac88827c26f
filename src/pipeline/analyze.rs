//! From inputs to summaries: every mention read, scored, and counted once.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use super::{
    examine::Lens,
    firsts::Firsts,
    ordered,
    quotes::{Bars, Quotes},
    sift::{Facts, Sifted, Sifter},
    view::View,
};
use crate::{
    Result,
    aggregate::{Calendar, Count, Summary, Window},
    cluster::Leaders,
    input::{Batch, Inputs, Losses},
    stats::calibration::Calibration,
};

/// What is to be counted, and how.
pub struct Analysis {
    /// How mentions are scored and attributed.
    pub lens: Lens,
    /// Mentions outside are skipped.
    pub window: Window,
    /// The zone of hours, days and months, and the first day of weeks.
    pub calendar: Calendar,
    /// What becomes of exact duplicates.
    pub copies: Copies,
    /// What to group by: one summary for each view.
    pub views: Vec<View>,
    /// How many of the most negative and most positive mentions to keep.
    pub quotes: usize,
    /// Corrects shares and net sentiment by labels that people gave.
    pub calibration: Option<Calibration>,
    /// Threads to work on.
    pub threads: usize,
    /// Whether the first record that cannot be read ends the run.
    pub strict: bool,
}

/// What becomes of copies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Copies {
    /// Exact duplicates count once, and texts that say the same are told.
    Once,
    /// Every record counts; nothing is known of copies.
    Each,
}

/// What was counted. `read = scored + skipped + duplicates` holds, where
/// `skipped` takes those outside the window in.
#[derive(Debug, Default)]
pub struct Counted {
    /// One summary for each view.
    pub summaries: Vec<Summary>,
    /// Records read.
    pub read: u64,
    /// Mentions scored and counted.
    pub scored: u64,
    /// Exact duplicates of earlier records.
    pub duplicates: u64,
    /// Mentions outside the window, or undated where there is one.
    pub outside: u64,
    /// Mentions by language of which only emoji and emoticons could be read.
    pub unsupported: BTreeMap<Box<str>, u64>,
    /// The most negative and most positive mentions.
    pub quotes: Quotes,
    /// What reading dropped or repaired.
    pub losses: Losses,
}

impl Counted {
    /// Records that were not counted: unreadable or outside the window.
    pub fn skipped(&self) -> u64 {
        self.outside + self.losses.skipped()
    }
}

impl Analysis {
    /// Reads all inputs and counts. `progress` is told after each batch.
    pub fn run(
        &self,
        inputs: &mut Inputs,
        mut progress: impl FnMut(u64) + Send,
    ) -> Result<Counted> {
        let bars = Bars::default();
        let mut counter = Counter::new(self, &bars);
        let made = AtomicUsize::new(0);
        let pool = super::Pool::default();
        let mut majority = self.lens.majority();
        ordered::run(
            self.threads,
            &mut || {
                Ok(pool
                    .next_batch(inputs, &mut progress)?
                    .map(|b| majority.of(b)))
            },
            || Sifter::new(self, &bars, made.fetch_add(1, Ordering::Relaxed)),
            Sifter::sift,
            &mut |sifted| {
                let batch = counter.fold(sifted)?;
                pool.give(batch);
                Ok(())
            },
        )?;
        Ok(counter.finish())
    }
}

/// Takes what the workers sifted, in the order of the input.
struct Counter<'a> {
    analysis: &'a Analysis,
    bars: &'a Bars,
    counted: Counted,
    counts: Vec<Count>,
    firsts: Firsts,
    leaders: Leaders,
    /// For each worker, what its group numbers mean: view and number there.
    groups: Vec<Vec<(usize, usize)>>,
}

impl<'a> Counter<'a> {
    fn new(analysis: &'a Analysis, bars: &'a Bars) -> Self {
        Self {
            analysis,
            bars,
            counted: Counted {
                quotes: Quotes::new(analysis.quotes),
                ..Counted::default()
            },
            counts: analysis.views.iter().map(|_| Count::default()).collect(),
            firsts: Firsts::new(analysis),
            leaders: Leaders::default(),
            groups: Vec::new(),
        }
    }

    fn fold(&mut self, mut sifted: Sifted) -> Result<Batch> {
        if self.groups.len() <= sifted.worker {
            self.groups.resize(sifted.worker + 1, Vec::new());
        }
        for (view, key) in &sifted.keys {
            let number = self.counts[*view].number(key);
            self.groups[sifted.worker].push((*view, number));
        }
        self.counted.read += sifted.read;
        self.counted.outside += sifted.facts.outside;
        self.fetch(&sifted);
        self.counted.losses.merge(sifted.losses);
        self.firsts.meet(&sifted.facts.entries);
        self.find_leaders(&mut sifted.facts);
        self.count(&sifted.facts, sifted.worker);
        self.keep(sifted.facts);
        self.bars.raise(&self.counted.quotes);
        super::strict(self.analysis.strict, &self.counted.losses)?;
        Ok(sifted.batch)
    }

    /// Counts the mentions that count.
    fn count(&mut self, facts: &Facts, worker: usize) {
        let numbers = &self.groups[worker];
        let mut start = 0;
        for (at, entry) in facts.entries.iter().enumerate() {
            let groups = &facts.groups[start..entry.groups_end];
            start = entry.groups_end;
            let groups = groups.iter().map(|&group| numbers[group]);
            for (view, number) in groups.filter(|(view, _)| self.firsts.is_first_in(*view, at)) {
                let fact = self.analysis.views[view].cut(&entry.fact);
                self.counts[view].add(number, &fact);
            }
            let is_first = u64::from(self.firsts.is_first(at));
            self.counted.scored += is_first;
            self.counted.duplicates += 1 - is_first;
        }
    }

    /// Keeps what is said of single mentions that count.
    fn keep(&mut self, facts: Facts) {
        for (entry, language) in facts.unsupported {
            if self.firsts.is_first(entry) {
                *self.counted.unsupported.entry(language).or_default() += 1;
            }
        }
        for (entry, quote) in facts.quotes {
            if self.firsts.is_first(entry) {
                self.counted.quotes.add(quote);
            }
        }
    }

    /// Looks at the groups that are about to be counted in, so that the waits for memory overlap.
    fn fetch(&self, sifted: &Sifted) {
        let numbers = &self.groups[sifted.worker];
        let groups = sifted.facts.groups.iter().map(|&group| numbers[group]);
        let looks = groups.map(|(view, number)| self.counts[view].look(number));
        std::hint::black_box(looks.fold(0, |all, look| all ^ look));
    }

    /// Gives near-copies the key of the text that they repeat.
    fn find_leaders(&mut self, facts: &mut Facts) {
        let looks = facts.sketches.iter().map(|s| self.leaders.peek(s.bands));
        std::hint::black_box(looks.fold(0, |all, look| all ^ look));
        let mut start = 0;
        for sketch in &facts.sketches {
            let pairs = facts.pairs.get(start..sketch.pairs_end).unwrap_or_default();
            start = sketch.pairs_end;
            let is_first = self.firsts.is_first(sketch.entry);
            let entry = facts.entries.get_mut(sketch.entry);
            if let Some(Some(key)) = entry.map(|entry| &mut entry.fact.text)
                && is_first
            {
                *key = self.leaders.leader(*key, sketch.bands, pairs);
            }
        }
    }

    fn finish(self) -> Counted {
        Counted {
            summaries: self.counts.into_iter().map(Count::finish).collect(),
            ..self.counted
        }
    }
}
