//! Finds near-copies: texts that share nearly all pairs of neighbouring words.

/// Texts of fewer words are copies only if they say the same word by word.
const WORDS: usize = 8;

/// The most pairs of words that stand for a text; of more, those with the
/// smallest hashes do, which are a fair sample.
const PAIRS: usize = 32;

/// Out of ten pairs that either text has, both must have so many.
const SHARED: usize = 8;

/// How many different texts are remembered; the next takes the place of the oldest.
const REMEMBERED: usize = 1 << INDEX_BITS;
const INDEX_BITS: u32 = 13;

/// How many places there are for bands of remembered texts; a band takes the
/// place of another that would stand there.
const PLACES: usize = 1 << 15;

/// What a text is looked up by among earlier ones: hashes of two of its three
/// smallest pairs of words (a bottom-k sketch: Cohen & Kaplan, "Summarizing
/// data using bottom-k sketches", 2007). Texts that share four fifths of their
/// pairs most likely have a band in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bands([u64; 3]);

impl Bands {
    /// The same for texts of a kind: those of another kind are never taken for near-copies.
    #[must_use]
    pub fn of_kind(self, kind: usize) -> Self {
        Self(
            self.0
                .map(|band| band ^ FACTORS[0].wrapping_mul(kind as u64)),
        )
    }

    /// Those of the text with these hashes of words, and its pairs of words at the end of
    /// `pairs`; `None`, and no pairs, for a short one.
    pub(super) fn of(words: &[u64], pairs: &mut Vec<u32>) -> Option<Self> {
        if words.len() < WORDS {
            return None;
        }
        let start = pairs.len();
        let neighbours = words.iter().zip(&words[1..]);
        pairs.extend(neighbours.map(|(word, next)| upper(word.rotate_left(23) ^ next)));
        let mut least = Least::default();
        for pair in &pairs[start..] {
            least.meet(*pair);
        }
        if pairs.len() - start > PAIRS {
            let mut own = pairs.split_off(start);
            own.sort_unstable();
            own.dedup();
            own.truncate(PAIRS);
            pairs.append(&mut own);
        }
        Some(least.bands())
    }
}

/// The three smallest pairs of a text.
struct Least([u32; 3]);

impl Default for Least {
    fn default() -> Self {
        Self([u32::MAX; 3])
    }
}

impl Least {
    #[inline]
    fn meet(&mut self, pair: u32) {
        let [first, second, third] = self.0;
        if pair >= third || pair == first || pair == second {
            return;
        }
        self.0 = if pair < first {
            [pair, first, second]
        } else if pair < second {
            [first, pair, second]
        } else {
            [first, second, pair]
        };
    }

    fn bands(&self) -> Bands {
        let [first, second, third] = self.0.map(u64::from);
        Bands([(first, second), (second, third), (first, third)].map(|(a, b)| mixed(a << 32 | b)))
    }
}

/// Odd numbers without a pattern in their bits.
const FACTORS: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F];

/// Scatters the bits of a hash.
#[inline]
pub(super) fn mixed(bits: u64) -> u64 {
    let product = u128::from(bits ^ FACTORS[0]) * u128::from(FACTORS[1]);
    let [low, high] = [product, product >> 64].map(|half| half & u128::from(u64::MAX));
    u64::try_from(low ^ high).unwrap_or(0) // it has 64 bits
}

/// The texts met last, each of which stands for its near-copies.
#[derive(Debug, Default)]
pub struct Leaders {
    /// For each place a text's number, and the rest of the band that put it there.
    places: Vec<u32>,
    /// A ring: the key of each text, and its pairs.
    texts: Vec<(u64, Pairs)>,
    next: usize,
}

impl Leaders {
    /// The key of the first text that this one nearly repeats, else its own.
    pub fn leader(&mut self, key: u64, bands: Bands, pairs: &[u32]) -> u64 {
        let mut pairs = Pairs::of(pairs);
        if let Some(leader) = self.find(key, bands, &mut pairs) {
            return leader;
        }
        self.remember(key, bands, pairs);
        key
    }

    /// What stands in the places of bands. To ask this for many texts before their leaders are
    /// looked for fetches it from memory at the same time.
    pub fn peek(&self, bands: Bands) -> u32 {
        let known = bands
            .0
            .into_iter()
            .filter_map(|band| self.places.get(place(band)));
        known.fold(0, |all, entry| all ^ entry)
    }

    fn find(&mut self, key: u64, bands: Bands, pairs: &mut Pairs) -> Option<u64> {
        bands.0.into_iter().find_map(|band| {
            let entry = *self.places.get(place(band))?;
            let number = entry as usize % REMEMBERED;
            if entry != marked(band, number) {
                return None;
            }
            let (leader, known) = self.texts.get_mut(number)?;
            let repeats = *leader == key || are_near(known.in_order(), pairs.in_order());
            repeats.then_some(*leader)
        })
    }

    fn remember(&mut self, key: u64, bands: Bands, pairs: Pairs) {
        self.places.resize(PLACES, 0);
        let number = self.next;
        self.next = (number + 1) % REMEMBERED;
        if self.texts.len() < REMEMBERED {
            self.texts.push((key, pairs));
        } else {
            self.texts[number] = (key, pairs);
        }
        for band in bands.0 {
            self.places[place(band)] = marked(band, number);
        }
    }
}

/// Where a band is looked for.
fn place(band: u64) -> usize {
    usize::try_from(band % PLACES as u64).unwrap_or(0) // it is below their number
}

/// What stands in the place of a band: the number of its text, and what else is known of it.
fn marked(band: u64, number: usize) -> u32 {
    upper(band) << INDEX_BITS | u32::try_from(number).unwrap_or(0)
}

/// The upper half.
#[inline]
fn upper(bits: u64) -> u32 {
    u32::try_from(bits >> 32).unwrap_or(0) // it has 32 bits
}

/// The pairs that stand for a text.
#[derive(Clone, Copy, Debug)]
struct Pairs {
    list: [u32; PAIRS],
    length: usize,
    order: Order,
}

/// Most texts are never compared with another: pairs are put in order when they are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Order {
    AsTheyStand,
    Ascending,
}

impl Pairs {
    fn of(pairs: &[u32]) -> Self {
        let mut list = [0; PAIRS];
        let length = pairs.len().min(PAIRS);
        list[..length].copy_from_slice(&pairs[..length]);
        Self {
            list,
            length,
            order: Order::AsTheyStand,
        }
    }

    /// The pairs in ascending order, each once.
    fn in_order(&mut self) -> &[u32] {
        if self.order == Order::AsTheyStand {
            self.order = Order::Ascending;
            self.list[..self.length].sort_unstable();
            let mut kept = 0;
            for at in 0..self.length {
                if kept == 0 || self.list[kept - 1] != self.list[at] {
                    self.list[kept] = self.list[at];
                    kept += 1;
                }
            }
            self.length = kept;
        }
        &self.list[..self.length]
    }
}

/// Whether two ascending lists share enough, among the smallest of both together.
fn are_near(a: &[u32], b: &[u32]) -> bool {
    let next = |list: &[u32], at: usize| list.get(at).map_or(u64::MAX, |pair| u64::from(*pair));
    let (mut in_a, mut in_b, mut shared, mut all) = (0, 0, 0, 0);
    while all < PAIRS && (in_a < a.len() || in_b < b.len()) {
        let (x, y) = (next(a, in_a), next(b, in_b));
        in_a += usize::from(x <= y);
        in_b += usize::from(y <= x);
        shared += usize::from(x == y);
        all += 1;
    }
    shared * 10 >= all * SHARED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::TextKeys;

    /// Leaders, and texts under keys of the test's own.
    #[derive(Default)]
    struct Trial {
        leaders: Leaders,
        keys: TextKeys,
    }

    impl Trial {
        fn leader(&mut self, key: u64, text: &str) -> u64 {
            let mut pairs = Vec::new();
            let bands = self.keys.key_and_bands(text, &mut pairs).1.expect("long");
            self.leaders.leader(key, bands, &pairs)
        }
    }

    const TEXT: &str = "the new orvane uno makes the best espresso that i ever had at home and it \
                        is so quiet that nobody wakes up";

    #[test]
    fn near_copies_have_one_leader() {
        let mut trial = Trial::default();
        let other = TEXT.replace("the", "our").replace("it is", "oh");
        for (key, text, leader) in [
            (1, TEXT, 1),
            (2, TEXT, 1),
            (3, &format!("{TEXT} agreed"), 1),
            (4, &format!("wow {TEXT} espresso coffee"), 1),
            (5, &TEXT.replace("espresso", "lungo"), 1),
            (6, &other, 6),
            (
                7,
                "the best espresso that i ever had at home was another one",
                7,
            ),
        ] {
            assert_eq!(trial.leader(key, text), leader, "{text}");
        }
    }

    #[test]
    fn short_texts_have_no_near_copies() {
        let mut pairs = vec![7];
        let mut bands = |text| TextKeys::default().key_and_bands(text, &mut pairs).1;
        assert!(bands("orvane never again").is_none());
        assert!(bands("").is_none());
        assert!(bands("a a a a a a a a").is_some());
        assert_eq!(pairs.len(), 1 + 7);
    }

    #[test]
    fn long_texts_are_compared_by_a_sample() {
        let words = |from: usize| {
            let words: Vec<_> = (from..from + 400).map(|n| format!("w{n}")).collect();
            words.join(" ")
        };
        let mut trial = Trial::default();
        assert_eq!(trial.leader(1, &words(0)), 1);
        assert_eq!(trial.leader(2, &words(4)), 1);
        assert_eq!(trial.leader(3, &words(200)), 3);
    }

    #[test]
    fn what_was_met_long_ago_is_forgotten() {
        let mut trial = Trial::default();
        let text = |key: u64| {
            (0..9)
                .map(|n| (key * 9 + n).to_string())
                .collect::<Vec<_>>()
        };
        for key in 0..2 * REMEMBERED as u64 {
            assert_eq!(trial.leader(key, &text(key).join(" ")), key);
        }
        assert_eq!(trial.leaders.texts.len(), REMEMBERED);
        assert_eq!(trial.leader(1 << 40, &text(0).join(" ")), 1 << 40);
        let last = 2 * REMEMBERED as u64 - 1;
        assert_eq!(trial.leader(1 << 41, &text(last).join(" ")), last);
    }
}
