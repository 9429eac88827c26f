//! The most negative and the most positive mentions of a run.

use std::sync::atomic::{AtomicU16, Ordering};

use jiff::Timestamp;

use crate::{
    Mention,
    aggregate::Fact,
    cluster::TextKeys,
    scoring::{Label, Score},
};

/// A mention kept as evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// What was said.
    pub text: String,
    /// Who said it: the handle, else the name; empty where unknown.
    pub author: String,
    /// Where; empty where unknown.
    pub platform: String,
    /// Its address; empty where unknown.
    pub url: String,
    /// When.
    pub created_at: Option<Timestamp>,
    /// The brand that the export names; empty where unknown.
    pub brand: String,
    /// The language it was read in.
    pub language: String,
    /// Its score.
    pub score: Score,
    /// Likes, shares and replies, as far as they are known.
    pub engagement: Option<u64>,
    /// People reached.
    pub reach: Option<u64>,
    /// The key of its text.
    key: u64,
}

/// The strongest mentions of each side, strongest first, no text twice. Of
/// equals the earlier in the input stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quotes {
    /// The most negative ones.
    pub negative: Vec<Quote>,
    /// The most positive ones.
    pub positive: Vec<Quote>,
    most: usize,
}

impl Quotes {
    /// Keeps so many on each side.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, quote: Quote) {
        let side = match quote.score.label {
            Label::Negative => &mut self.negative,
            Label::Positive => &mut self.positive,
            Label::Neutral => return,
        };
        if side.iter().any(|kept| kept.key == quote.key) {
            return;
        }
        let place = side.partition_point(|kept| kept.rank() >= quote.rank());
        side.insert(place, quote);
        side.truncate(self.most);
    }
}

/// How strong a mention must be to have a chance on each side, as far as the
/// counting has come: a bar too low costs a copy of a text, no more.
#[derive(Debug, Default)]
pub(super) struct Bars {
    negative: AtomicU16,
    positive: AtomicU16,
}

impl Bars {
    /// Raises the bars to the weakest quotes of full sides.
    pub(super) fn raise(&self, quotes: &Quotes) {
        for (bar, side) in [
            (&self.negative, &quotes.negative),
            (&self.positive, &quotes.positive),
        ] {
            if let Some(weakest) = quotes.most.checked_sub(1).and_then(|n| side.get(n)) {
                bar.store(weakest.rank().0, Ordering::Relaxed);
            }
        }
    }

    pub(super) fn admit(&self, score: Score) -> bool {
        let bar = match score.label {
            Label::Negative => &self.negative,
            Label::Positive => &self.positive,
            Label::Neutral => return false,
        };
        score.value.unsigned_abs() >= bar.load(Ordering::Relaxed)
    }
}

impl Quote {
    pub(super) fn new(
        mention: &Mention<'_>,
        fact: &Fact,
        language: &str,
        texts: &mut TextKeys,
    ) -> Self {
        Self {
            text: mention.said.to_owned(),
            author: mention.author_name().to_owned(),
            platform: mention.platform.to_string(),
            url: mention.url.to_string(),
            created_at: mention.created_at,
            brand: mention.brand.to_owned(),
            language: language.to_owned(),
            score: fact.score,
            engagement: fact.engagement(),
            reach: fact.reach,
            key: texts.key(mention.text),
        }
    }

    /// What counts first on its side: the score, then the engagement.
    fn rank(&self) -> (u16, u64) {
        (
            self.score.value.unsigned_abs(),
            self.engagement.unwrap_or(0),
        )
    }
}
