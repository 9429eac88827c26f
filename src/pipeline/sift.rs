//! One thread's share: a batch of records becomes facts about mentions and the groups they fall in.

use super::{
    Work,
    analyze::{Analysis, Copies},
    examine::Examiner,
    firsts::Identities,
    group::Grouper,
    quotes::{Bars, Quote},
};
use crate::{
    Mention,
    aggregate::{Fact, Key},
    cluster::{self, Bands, TextKeys},
    input::{Batch, Losses, Room},
    scoring::{Label, Score, TOGETHER},
};

/// A batch as facts, ready to be counted in order.
pub(super) struct Sifted {
    /// Which worker's group numbers these are.
    pub(super) worker: usize,
    /// Records in the batch.
    pub(super) read: u64,
    /// What reading dropped or repaired.
    pub(super) losses: Losses,
    /// What it says of mentions.
    pub(super) facts: Facts,
    /// View and key of the groups that the worker met for the first time; it
    /// numbers groups in the order in which it meets them.
    pub(super) keys: Vec<(usize, Key)>,
    /// The batch itself, to be used again.
    pub(super) batch: Batch,
}

/// What is known of the mentions of a batch.
#[derive(Default)]
pub(super) struct Facts {
    /// The mentions in their order.
    pub(super) entries: Vec<Entry>,
    /// Group numbers, those of each entry together.
    pub(super) groups: Vec<usize>,
    /// What texts are known again by where they are changed a little, for the entries that have it.
    pub(super) sketches: Vec<Sketch>,
    /// The pairs of words of each sketch, together.
    pub(super) pairs: Vec<u32>,
    /// The languages for which there is no lexicon, each with the number of the entry.
    pub(super) unsupported: Vec<(usize, Box<str>)>,
    /// Mentions that may be among the most negative or positive, each with the number of its entry.
    pub(super) quotes: Vec<(usize, Quote)>,
    /// Mentions outside the window.
    pub(super) outside: u64,
}

impl Facts {
    fn with_capacity(mentions: usize) -> Self {
        Self {
            entries: Vec::with_capacity(mentions),
            groups: Vec::with_capacity(mentions),
            ..Self::default()
        }
    }
}

/// What the text of an entry is known again by.
pub(super) struct Sketch {
    /// The number of the entry.
    pub(super) entry: usize,
    /// What it is looked up by.
    pub(super) bands: Bands,
    /// Where its pairs end in [`Facts::pairs`]; they begin where those of the
    /// sketch before it end.
    pub(super) pairs_end: usize,
}

/// One mention, scored.
pub(super) struct Entry {
    /// What exact duplicates share (see [`Identities::identify`]).
    pub(super) identities: [u64; 2],
    /// What it adds to its groups.
    pub(super) fact: Fact,
    /// Where its groups end in [`Facts::groups`]; they begin where those of
    /// the entry before it end.
    pub(super) groups_end: usize,
}

/// A worker with its buffers.
pub(super) struct Sifter<'a> {
    analysis: &'a Analysis,
    identities: Identities,
    number: usize,
    examiner: Examiner<'a>,
    rooms: [Room; TOGETHER],
    scores: Vec<Score>,
    texts: TextKeys,
    grouper: Grouper,
    bars: &'a Bars,
}

impl<'a> Sifter<'a> {
    pub(super) fn new(analysis: &'a Analysis, bars: &'a Bars, number: usize) -> Self {
        Self {
            analysis,
            identities: Identities::of(analysis),
            number,
            examiner: analysis.lens.examiner(),
            rooms: Default::default(),
            scores: Vec::with_capacity(TOGETHER),
            texts: TextKeys::default(),
            grouper: Grouper::new(analysis),
            bars,
        }
    }

    pub(super) fn sift(&mut self, Work { batch, majority }: Work) -> Sifted {
        self.examiner.fall_back_on(majority);
        let mut facts = Facts::with_capacity(batch.len());
        let mut losses = batch.losses().clone();
        let read = batch.len() as u64 + losses.skipped();
        self.take_records(&batch, &mut losses, &mut facts);
        Sifted {
            worker: self.number,
            read,
            losses,
            facts,
            keys: self.grouper.take_new_keys(),
            batch,
        }
    }

    fn take_records(&mut self, batch: &Batch, losses: &mut Losses, facts: &mut Facts) {
        let mut rooms = std::mem::take(&mut self.rooms);
        let mut records = batch.records();
        while records.len() > 0 {
            let some = rooms.iter_mut().zip(&mut records);
            // They are large: to take one out of its result would be to copy it.
            let found: Vec<_> = some
                .map(|(room, record)| record.mention_in(room, losses))
                .collect();
            let readable = found.iter().flatten();
            let mut mentions = Vec::with_capacity(TOGETHER);
            let held = |mention: &&Mention<'_>| self.analysis.window.holds(mention.created_at);
            mentions.extend(readable.clone().filter(held));
            facts.outside += (readable.count() - mentions.len()) as u64;
            self.take_all(&mentions, facts);
        }
        self.rooms = rooms;
    }

    fn take_all(&mut self, mentions: &[&Mention<'_>], facts: &mut Facts) {
        let models = &self.analysis.lens.models;
        let mut languages = Vec::new();
        if models.needs_language() || self.grouper.needs_language() {
            languages.reserve(TOGETHER);
            languages.extend(
                mentions
                    .iter()
                    .map(|mention| self.examiner.language(mention)),
            );
        }
        let languages = languages.iter().map(|language| &**language);
        let mentions = mentions
            .iter()
            .copied()
            .zip(languages.chain(std::iter::repeat("")));
        let mut scores = std::mem::take(&mut self.scores);
        self.examiner.score_all(mentions.clone(), &mut scores);
        for ((mention, language), score) in mentions.zip(&scores) {
            self.take((mention, language), *score, facts);
        }
        self.scores = scores;
    }

    fn take(&mut self, (mention, language): (&Mention<'_>, &str), score: Score, facts: &mut Facts) {
        let mut fact = fact(mention, score);
        if self.analysis.copies == Copies::Once {
            fact.text = Some(self.text_key(mention.text, score.label, facts));
        }
        self.grouper
            .group(mention, language, &mut self.examiner, &mut facts.groups);
        let number = facts.entries.len();
        if !language.is_empty() && !self.analysis.lens.models.supports(language) {
            facts.unsupported.push((number, language.into()));
        }
        if self.analysis.quotes > 0 && self.bars.admit(score) {
            let quote = Quote::new(mention, &fact, language, &mut self.texts);
            facts.quotes.push((number, quote));
        }
        facts.entries.push(Entry {
            identities: self.identities.identify(mention),
            groups_end: facts.groups.len(),
            fact,
        });
    }

    /// The key of the next entry's text; what it is known again by is put aside.
    fn text_key(&mut self, text: &str, label: Label, facts: &mut Facts) -> u64 {
        let (key, bands) = self.texts.key_and_bands(text, &mut facts.pairs);
        facts.sketches.extend(bands.map(|bands| Sketch {
            entry: facts.entries.len(),
            // Texts of other labels do not say the same, however few words make the difference.
            bands: bands.of_kind(label.place()),
            pairs_end: facts.pairs.len(),
        }));
        key
    }
}

fn fact(mention: &Mention<'_>, score: Score) -> Fact {
    Fact {
        score,
        author: cluster::author(mention),
        text: None,
        repost: mention.is_repost,
        likes: mention.likes,
        shares: mention.shares,
        replies: mention.replies,
        views: mention.views,
        reach: mention.reach.or(mention.followers),
        at: mention.created_at,
    }
}
