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
    /// The text.
    pub text: &'a str,
    /// What was said, and is scored: the text, after the title where that is of its author.
    pub said: &'a str,
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

/// Whether an identifier is what a spreadsheet leaves of a long number: `5.70301E+17`.
pub fn is_rounded_id(id: &str) -> bool {
    if !matches!(id.as_bytes(), [_, b'.' | b',' | b'E' | b'e', ..]) {
        return false;
    }
    let Some((mantissa, exponent)) = id.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    let has_sign = exponent.starts_with('+');
    // `1e10` may be the beginning of a hash; `1.5E10` and `1E+10` are numbers.
    let is_number = has_sign || fraction != "0";
    is_number
        && whole.len() == 1
        && digits(whole)
        && digits(fraction)
        && digits(exponent.trim_start_matches('+'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_identifiers_are_recognised() {
        for id in [
            "5.70301E+17",
            "1,23E+18",
            "1.2345678901234568e+18",
            "5.7E17",
            "1E+18",
        ] {
            assert!(is_rounded_id(id), "{id}");
        }
        for id in [
            "570301130888122368",
            "abcE+17",
            "12e4",
            "1e10",
            "",
            "5.7",
            "é",
        ] {
            assert!(!is_rounded_id(id), "{id}");
        }
    }
}
