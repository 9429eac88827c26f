//! Counts and exact sums of one group of mentions.

use jiff::Timestamp;

use super::Distinct;
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
    /// Positive mentions.
    pub positive: u64,
    /// Neutral mentions.
    pub neutral: u64,
    /// Negative mentions.
    pub negative: u64,
    /// Mentions with strong evidence on both sides.
    pub mixed: u64,
    /// Sum of scores, in ten-thousandths.
    pub score: i64,
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
    /// Authors, each with the largest reach among its mentions.
    pub authors: Distinct,
    /// Different normalised texts of mentions that no platform flags as reposts.
    pub originals: Distinct,
    /// Different normalised texts of flagged reposts.
    pub reposted: Distinct,
    /// Mentions whose text was looked at for copies.
    pub compared: u64,
    /// The earliest mention.
    pub first: Option<Timestamp>,
    /// The latest mention.
    pub last: Option<Timestamp>,
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
        // No label is likelier than the others: no branch to guess.
        self.positive += u64::from(fact.score.label == Label::Positive);
        self.neutral += u64::from(fact.score.label == Label::Neutral && !fact.score.unread);
        self.negative += u64::from(fact.score.label == Label::Negative);
        self.mixed += u64::from(fact.score.mixed);
        self.score += i64::from(fact.score.value);
        self.likes.add(fact.likes);
        self.shares.add(fact.shares);
        self.replies.add(fact.replies);
        self.views.add(fact.views);
        self.reach.add(fact.reach);
        self.compared += u64::from(fact.text.is_some());
        self.span(fact.at, fact.at);
    }

    /// Adds all that another tally counted.
    pub fn merge(&mut self, other: &Self) {
        self.mentions += other.mentions;
        self.positive += other.positive;
        self.neutral += other.neutral;
        self.negative += other.negative;
        self.mixed += other.mixed;
        self.score += other.score;
        self.likes.merge(other.likes);
        self.shares.merge(other.shares);
        self.replies.merge(other.replies);
        self.views.merge(other.views);
        self.reach.merge(other.reach);
        self.authors.merge(&other.authors);
        self.originals.merge(&other.originals);
        self.reposted.merge(&other.reposted);
        self.compared += other.compared;
        self.span(other.first, other.last);
    }

    /// How many different things are said: texts that are equal but for case,
    /// punctuation, addresses and @mentions are one. `None` where copies were
    /// not looked for.
    pub fn unique_mentions(&self) -> Option<u64> {
        self.knows_copies()
            .then(|| self.originals.union(&self.reposted))
    }

    /// How many mentions repeat another: flagged by the platform, or of the
    /// same normalised text as an earlier one. `None` where copies were not
    /// looked for.
    pub fn reposts(&self) -> Option<u64> {
        self.knows_copies()
            .then(|| self.mentions - self.originals.totals().0)
    }

    /// The sum of likes, shares and replies, as far as they are known.
    pub fn engagement(&self) -> Option<u64> {
        stated_sum([
            self.likes.total(),
            self.shares.total(),
            self.replies.total(),
        ])
    }

    fn knows_copies(&self) -> bool {
        self.compared == self.mentions
    }

    fn span(&mut self, first: Option<Timestamp>, last: Option<Timestamp>) {
        self.first = match (self.first, first) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        self.last = self.last.max(last);
    }
}
