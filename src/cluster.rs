//! Which mentions are copies of others: exact duplicates, and texts that say the same.

mod near;
mod seen;
mod texts;

use std::hash::{BuildHasher, Hasher};

use foldhash::quality::FixedState;

use crate::{Mention, mention::is_rounded_id};

pub use near::{Bands, Leaders};
pub use seen::Seen;
pub use texts::TextKeys;

/// What makes two records the same mention: the platform's identifier, else
/// the address, else author, time and text.
///
/// An identifier that a spreadsheet has rounded (`5.70301E+17`) is no identifier.
/// Two of 5 million mentions share an identity with a probability below one in
/// a million.
pub fn identity(mention: &Mention<'_>) -> u64 {
    let mut hasher = hasher();
    if !mention.id.is_empty() && !is_rounded_id(mention.id) {
        hasher.write_u8(1);
        hash_part(&mut hasher, mention.platform);
        hash_part(&mut hasher, mention.id);
    } else if !mention.url.is_empty() {
        hasher.write_u8(2);
        hash_part(&mut hasher, mention.url);
    } else {
        hasher.write_u8(3);
        hash_part(&mut hasher, mention.author_name());
        hasher.write_i128(
            mention
                .created_at
                .map_or(i128::MIN, jiff::Timestamp::as_nanosecond),
        );
        hash_part(&mut hasher, mention.text);
    }
    hasher.finish()
}

/// What makes two records the same mention of the same brand, where the export names
/// brands: one of two brands rightly holds a mention once for each.
pub fn identity_in_brand(mention: &Mention<'_>, identity: u64) -> u64 {
    let mut hasher = hasher();
    hasher.write_u64(identity);
    hash_part(&mut hasher, mention.brand);
    hasher.finish()
}

/// Texts met one after the other, each under the key of the one that it repeats.
#[derive(Debug, Default)]
pub struct Texts {
    keys: TextKeys,
    leaders: Leaders,
    pairs: Vec<u32>,
}

impl Texts {
    /// The key of the first text of a kind that this one repeats or nearly repeats, else its own.
    pub fn key(&mut self, text: &str, kind: usize) -> u64 {
        self.pairs.clear();
        let (key, bands) = self.keys.key_and_bands(text, &mut self.pairs);
        bands.map_or(key, |bands| {
            self.leaders.leader(key, bands.of_kind(kind), &self.pairs)
        })
    }
}

/// The author, by handle, else by name, on the platform; `None` where unknown.
pub fn author(mention: &Mention<'_>) -> Option<u64> {
    let name = mention.author_name();
    if name.is_empty() {
        return None;
    }
    let mut hasher = hasher();
    hash_part(&mut hasher, mention.platform);
    hash_part(&mut hasher, name.strip_prefix('@').unwrap_or(name));
    Some(hasher.finish())
}

/// A hash that is the same in every run. Whoever makes two records collide on
/// purpose makes one of them a copy, and nothing slow.
fn hasher() -> impl Hasher {
    FixedState::default().build_hasher()
}

fn hash_part(hasher: &mut impl Hasher, part: &str) {
    hasher.write(part.as_bytes());
    hasher.write_u8(0xFF);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_identifiers_do_not_merge_mentions() {
        let mention = |id: &'static str, text: &'static str| Mention {
            id,
            text,
            ..Mention::default()
        };
        assert_ne!(
            identity(&mention("5.70301E+17", "late")),
            identity(&mention("5.70301E+17", "merci"))
        );
        assert_eq!(
            identity(&mention("57", "late")),
            identity(&mention("57", "merci"))
        );
        assert_ne!(
            identity(&mention("e57", "late")),
            identity(&mention("57", "late"))
        );
    }
}
