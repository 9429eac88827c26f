//! The canonical record: one brand mention, whatever file it came from.

use jiff::Timestamp;

/// One brand mention.
///
/// Text that the export does not have is empty, a number or time that it does
/// not have is `None`: an unknown figure is never 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mention<'a> {
    /// The platform's or suite's identifier, as written (identifiers are text).
    pub id: &'a str,
    /// What was said.
    pub text: &'a str,
    /// The headline of a review, post or article.
    pub title: &'a str,
    /// The author's display name.
    pub author: &'a str,
    /// The author's handle on the platform.
    pub handle: &'a str,
    /// How many accounts follow the author.
    pub followers: Option<u64>,
    /// Where it was said: `x`, `reddit`, `facebook`, or as the export names it.
    pub platform: &'a str,
    /// Its address.
    pub url: &'a str,
    /// When it was said.
    pub created_at: Option<Timestamp>,
    /// The language that the export states, as written.
    pub language: &'a str,
    /// The country that the export states, as written.
    pub country: &'a str,
    /// Likes, favourites, points.
    pub likes: Option<u64>,
    /// Shares, reposts, retweets.
    pub shares: Option<u64>,
    /// Replies, comments.
    pub replies: Option<u64>,
    /// Views, impressions, plays.
    pub views: Option<u64>,
    /// People reached, as the export estimates it.
    pub reach: Option<u64>,
    /// What it replies to, or its thread.
    pub parent_id: &'a str,
    /// The brand or query that the export names.
    pub brand: &'a str,
    /// The star rating as a figure, or the satisfaction score as written.
    pub rating: &'a str,
    /// The exporting tool's own sentiment: `positive`, `neutral`, `negative`, `mixed`,
    /// or as written where its words are not known.
    pub source_sentiment: &'a str,
    /// Whether the export flags it as a repost, or it begins with `RT @`.
    pub is_repost: bool,
}

impl<'a> Mention<'a> {
    /// The author's handle, else name; empty where neither is known.
    pub fn author_name(&self) -> &'a str {
        if self.handle.is_empty() {
            self.author
        } else {
            self.handle
        }
    }
}
