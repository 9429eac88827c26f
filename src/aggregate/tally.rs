//! Counts and exact sums of one group of mentions.

use jiff::Timestamp;

use super::{Distinct, said::Said};
use crate::scoring::{Label, Score};

/// What one scored mention adds to its groups.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fact {
    /// The model's score.
    pub score: Score,
    /// Hash of the author's handle (else name) and platform, where known.
    pub author: Option<u64>,
    /// Hash of the normalised text, where copies are looked for.
    pub text: Option<u64>,
    /// Whether the platform flags it as a repost.
    pub repost: bool,
    /// Likes.
    pub likes: Option<u64>,
    /// Shares.
    pub shares: Option<u64>,
    /// Replies.
    pub replies: Option<u64>,
    /// Views.
    pub views: Option<u64>,
    /// People reached: the export's reach, else the author's followers.
    pub reach: Option<u64>,
    /// When it was said.
    pub at: Option<Timestamp>,
}

impl Fact {
    /// Likes, shares and replies, as far as they are known.
    pub fn engagement(&self) -> Option<u64> {
        stated_sum([self.likes, self.shares, self.replies])
    }
}

/// The sum of the parts that are known, unless none is.
fn stated_sum(parts: [Option<u64>; 3]) -> Option<u64> {
    parts.into_iter().flatten().reduce(u64::saturating_add)
}

/// Counts and sums of one group. The empty tally is the identity of
/// [`merge`](Self::merge), and neither order nor cutting changes a result.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// Mentions.
    pub mentions: u64,
    /// Their labels, copies and all.
    pub labels: LabelCounts,
    /// Likes.
    pub likes: Sum,
    /// Shares.
    pub shares: Sum,
    /// Replies.
    pub replies: Sum,
    /// Views.
    pub views: Sum,
    /// People reached, summed per mention.
    pub reach: Sum,
    /// Mentions whose author is known.
    pub signed: u64,
    /// Mentions whose text was looked at for copies.
    pub compared: u64,
    /// The earliest mention.
    pub first: Option<Timestamp>,
    /// The latest mention.
    pub last: Option<Timestamp>,
    /// Authors, each with the largest reach among its mentions.
    pub authors: Distinct,
    /// Different normalised texts, near-copies as one, with what is said in each (see [`Self::copies`]).
    pub texts: Distinct,
}

/// How many have each label.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct LabelCounts {
    /// Positive ones.
    pub positive: u64,
    /// Neutral ones.
    pub neutral: u64,
    /// Negative ones.
    pub negative: u64,
    /// Those with strong evidence on both sides, whatever their label.
    pub mixed: u64,
    /// Sum of scores, in ten-thousandths.
    pub score: i64,
}

impl LabelCounts {
    /// How many have a label at all: a language without a lexicon gives none.
    pub fn scored(&self) -> u64 {
        self.positive + self.neutral + self.negative
    }

    fn count(&mut self, score: Score) {
        // No label is likelier than the others: no branch to guess.
        self.positive += u64::from(score.label == Label::Positive);
        self.neutral += u64::from(score.label == Label::Neutral && !score.unread);
        self.negative += u64::from(score.label == Label::Negative);
        self.mixed += u64::from(score.mixed);
        self.score += i64::from(score.value);
    }

    fn say(&mut self, said: Said) {
        match said.label() {
            Some(Label::Positive) => self.positive += 1,
            Some(Label::Neutral) => self.neutral += 1,
            Some(Label::Negative) => self.negative += 1,
            None => {}
        }
        self.mixed += u64::from(said.is_mixed());
        self.score += said.value();
    }

    fn merge(&mut self, other: Self) {
        self.positive += other.positive;
        self.neutral += other.neutral;
        self.negative += other.negative;
        self.mixed += other.mixed;
        self.score += other.score;
    }
}

/// What copies make of the mentions of a group.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Copies {
    /// How many different things are said: texts that are equal but for case,
    /// punctuation, addresses and @mentions are one, and near-copies are.
    pub unique_mentions: u64,
    /// How many mentions repeat another: flagged by the platform, or of the
    /// same text as an earlier one.
    pub reposts: u64,
    /// The labels of what is said, each text once: that of an original before
    /// reposts, the strongest before others.
    pub labels: LabelCounts,
}

/// The sum of a figure that some mentions have and others do not.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Sum {
    known: u64,
    total: u64,
}

impl Sum {
    fn add(&mut self, value: Option<u64>) {
        if let Some(value) = value {
            self.known += 1;
            self.total = self.total.saturating_add(value);
        }
    }

    fn merge(&mut self, other: Self) {
        self.known += other.known;
        self.total = self.total.saturating_add(other.total);
    }

    /// The sum, unless no mention had the figure. It stops at 2⁶⁴ − 1.
    pub fn total(self) -> Option<u64> {
        (self.known > 0).then_some(self.total)
    }
}

impl Tally {
    /// Adds one mention to all but the sets of authors and texts.
    pub(super) fn count(&mut self, fact: &Fact) {
        self.mentions += 1;
        self.labels.count(fact.score);
        self.likes.add(fact.likes);
        self.shares.add(fact.shares);
        self.replies.add(fact.replies);
        self.views.add(fact.views);
        self.reach.add(fact.reach);
        self.signed += u64::from(fact.author.is_some());
        self.compared += u64::from(fact.text.is_some());
        self.span(fact.at, fact.at);
    }

    /// Looks at it all over, so that it comes from memory.
    pub(super) fn look(&self) -> u64 {
        let last = self.last.map_or(0, Timestamp::as_second);
        self.mentions ^ self.likes.total ^ self.reach.total ^ self.compared ^ last.cast_unsigned()
    }

    /// Adds all that another tally counted.
    pub fn merge(&mut self, other: &Self) {
        self.mentions += other.mentions;
        self.labels.merge(other.labels);
        self.likes.merge(other.likes);
        self.shares.merge(other.shares);
        self.replies.merge(other.replies);
        self.views.merge(other.views);
        self.reach.merge(other.reach);
        self.authors.merge(&other.authors);
        self.texts.merge(&other.texts);
        self.signed += other.signed;
        self.compared += other.compared;
        self.span(other.first, other.last);
    }

    /// What copies make of it; `None` where they were not looked for.
    pub fn copies(&self) -> Option<Copies> {
        if self.compared != self.mentions {
            return None;
        }
        let (mut copies, mut originals) = (Copies::default(), 0);
        for said in self.texts.weights().map(Said::from_weight) {
            copies.unique_mentions += 1;
            originals += u64::from(said.is_original());
            copies.labels.say(said);
        }
        copies.reposts = self.mentions.saturating_sub(originals);
        Some(copies)
    }

    /// The sum of likes, shares and replies, as far as they are known.
    pub fn engagement(&self) -> Option<u64> {
        stated_sum([
            self.likes.total(),
            self.shares.total(),
            self.replies.total(),
        ])
    }

    fn span(&mut self, first: Option<Timestamp>, last: Option<Timestamp>) {
        self.first = match (self.first, first) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        self.last = self.last.max(last);
    }
}
