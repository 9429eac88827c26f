//! Finds near-copies: texts that share nearly all pairs of neighbouring words.

use std::{collections::HashMap, ops::Range};

use foldhash::quality::FixedState;
use memchr::memchr_iter;

/// Texts of fewer words are copies only if they say the same word by word.
const WORDS: usize = 8;

/// The most pairs of words that stand for a text; of more, those with the
/// smallest hashes do, which are a fair sample.
const PAIRS: usize = 48;

/// Out of ten pairs that either text has, both must have so many.
const SHARED: usize = 8;

/// How many different texts are remembered before the older half is forgotten.
const REMEMBERED: usize = 1 << 13;

/// What a text says, small enough to be compared with many others.
///
/// The bands are hashes of two of the three smallest pairs (a bottom-k sketch:
/// Cohen & Kaplan, "Summarizing data using bottom-k sketches", 2007): texts
/// that share four fifths of their pairs most likely have a band in common.
#[derive(Clone, Copy, Debug)]
pub struct Sketch {
    /// Hashes of pairs, in the order of the text as long as it has few.
    pairs: [u32; PAIRS],
    length: usize,
    bands: [u64; 3],
}

impl Sketch {
    /// The sketch of words in lower case, parted by blanks; `None` for a short text.
    pub(super) fn of(words: &[u8], room: &mut Vec<u64>) -> Option<Self> {
        room.clear();
        let mut start = 0;
        for end in memchr_iter(b' ', words).chain([words.len()]) {
            room.push(hash(words, start..end));
            start = end + 1;
        }
        if room.len() < WORDS {
            return None;
        }
        let mut least = Least::default();
        let last = room.len() - 1;
        for at in 0..last {
            let pair = mixed(room[at].rotate_left(23) ^ room[at + 1]);
            least.meet(pair);
            room[at] = pair >> 32;
        }
        room.truncate(last);
        if room.len() > PAIRS {
            room.sort_unstable();
            room.dedup();
        }
        let mut sketch = Self {
            pairs: [0; PAIRS],
            length: room.len().min(PAIRS),
            bands: least.bands(),
        };
        for (place, pair) in sketch.pairs.iter_mut().zip(room) {
            *place = u32::try_from(*pair).unwrap_or(0); // they have 32 bits
        }
        Some(sketch)
    }

    fn pairs(&self) -> &[u32] {
        &self.pairs[..self.length]
    }
}

/// The three smallest pairs of a text.
struct Least([u64; 3]);

impl Default for Least {
    fn default() -> Self {
        Self([u64::MAX; 3])
    }
}

impl Least {
    fn meet(&mut self, pair: u64) {
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

    fn bands(&self) -> [u64; 3] {
        [(0, 1), (1, 2), (0, 2)].map(|(a, b)| mixed(self.0[a] ^ self.0[b].rotate_left(29)))
    }
}

/// Odd numbers without a pattern in their bits.
const FACTORS: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F];

/// The hash of the bytes of `words` in that range.
fn hash(words: &[u8], word: Range<usize>) -> u64 {
    let mut sum = word.len() as u64;
    let mut at = word.start;
    while at + 8 < word.end {
        sum = mixed(sum ^ eight(words, at));
        at += 8;
    }
    let bits = 8 * u32::try_from(word.end - at).unwrap_or(8);
    let mask = u64::MAX.checked_shr(64 - bits).unwrap_or(0);
    mixed(sum ^ eight(words, at) & mask)
}

/// Eight bytes from there on, zeros behind the end.
fn eight(words: &[u8], at: usize) -> u64 {
    let rest = words.get(at..).unwrap_or_default();
    if let Some(bytes) = rest.first_chunk() {
        return u64::from_le_bytes(*bytes);
    }
    let mut bytes = [0; 8];
    for (place, byte) in bytes.iter_mut().zip(rest) {
        *place = *byte;
    }
    u64::from_le_bytes(bytes)
}

fn mixed(bits: u64) -> u64 {
    let product = u128::from(bits ^ FACTORS[0]) * u128::from(FACTORS[1]);
    let [low, high] = [product, product >> 64].map(|half| half & u128::from(u64::MAX));
    u64::try_from(low ^ high).unwrap_or(0) // it has 64 bits
}

/// The texts met last, each of which stands for its near-copies.
#[derive(Debug, Default)]
pub struct Leaders {
    now: Generation,
    before: Generation,
}

#[derive(Debug, Default)]
struct Generation {
    /// For each band the text that had it last.
    bands: HashMap<u64, usize, FixedState>,
    texts: Vec<Text>,
    pairs: Vec<u32>,
}

/// The key of a text, and where its pairs stand.
#[derive(Debug)]
struct Text {
    key: u64,
    start: usize,
    end: usize,
}

impl Leaders {
    /// The key of the first text that this one nearly repeats, else its own.
    pub fn leader(&mut self, key: u64, sketch: &Sketch) -> u64 {
        let known = self.now.find(key, sketch);
        let known = known.or_else(|| self.before.find(key, sketch));
        if let Some(leader) = known {
            return leader;
        }
        if self.now.texts.len() == REMEMBERED {
            std::mem::swap(&mut self.before, &mut self.now);
            self.now.clear();
        }
        self.now.add(key, sketch);
        key
    }
}

impl Generation {
    fn find(&self, key: u64, sketch: &Sketch) -> Option<u64> {
        let mut texts = sketch
            .bands
            .iter()
            .filter_map(|band| self.texts.get(*self.bands.get(band)?));
        let found = texts.find(|text| {
            let pairs = self.pairs.get(text.start..text.end).unwrap_or_default();
            text.key == key || are_near(pairs, sketch.pairs())
        });
        found.map(|text| text.key)
    }

    fn clear(&mut self) {
        self.bands.clear();
        self.texts.clear();
        self.pairs.clear();
    }

    fn add(&mut self, key: u64, sketch: &Sketch) {
        let number = self.texts.len();
        let start = self.pairs.len();
        self.pairs.extend_from_slice(sketch.pairs());
        let end = self.pairs.len();
        self.texts.push(Text { key, start, end });
        self.bands.extend(sketch.bands.map(|band| (band, number)));
    }
}

/// Whether two lists share enough, among the smallest of both together.
fn are_near(a: &[u32], b: &[u32]) -> bool {
    let (mut a, mut b) = (Sorted::of(a), Sorted::of(b));
    let (mut shared, mut all) = (0, 0);
    while all < PAIRS {
        let (x, y) = (a.peek(), b.peek());
        let Some(least) = x.into_iter().chain(y).min() else {
            break;
        };
        shared += usize::from(x == y);
        a.pass(least);
        b.pass(least);
        all += 1;
    }
    shared * 10 >= all * SHARED
}

/// The pairs of a text in order; each counts once.
struct Sorted {
    pairs: [u32; PAIRS],
    at: usize,
    length: usize,
}

impl Sorted {
    fn of(list: &[u32]) -> Self {
        let mut pairs = [0; PAIRS];
        let length = list.len().min(PAIRS);
        pairs[..length].copy_from_slice(&list[..length]);
        pairs[..length].sort_unstable();
        Self {
            pairs,
            at: 0,
            length,
        }
    }

    fn peek(&self) -> Option<u32> {
        self.pairs[..self.length].get(self.at).copied()
    }

    fn pass(&mut self, pair: u32) {
        while self.peek() == Some(pair) {
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(text: &str) -> Option<Sketch> {
        Sketch::of(text.as_bytes(), &mut Vec::new())
    }

    const TEXT: &str = "the new orvane uno makes the best espresso that i ever had at home and it \
                        is so quiet that nobody wakes up";

    #[test]
    fn near_copies_have_one_leader() {
        let mut leaders = Leaders::default();
        let mut leader = |key, text: &str| leaders.leader(key, &sketch(text).expect("long"));
        assert_eq!(leader(1, TEXT), 1);
        assert_eq!(leader(2, TEXT), 1);
        assert_eq!(leader(3, &format!("{TEXT} agreed")), 1);
        assert_eq!(leader(4, &format!("wow {TEXT} espresso coffee")), 1);
        assert_eq!(leader(5, &TEXT.replace("espresso", "lungo")), 1);
        assert_eq!(
            leader(6, &TEXT.replace("the", "our").replace("it is", "oh")),
            6
        );
        assert_eq!(
            leader(
                7,
                "the best espresso that i ever had at home was another one"
            ),
            7
        );
    }

    #[test]
    fn short_texts_have_no_near_copies() {
        assert!(sketch("orvane never again").is_none());
        assert!(sketch("").is_none());
        assert!(sketch("a a a a a a a a").is_some());
    }

    #[test]
    fn long_texts_are_compared_by_a_sample() {
        let words = |from: usize| {
            let words: Vec<_> = (from..from + 400).map(|n| format!("w{n}")).collect();
            sketch(&words.join(" ")).expect("long")
        };
        let mut leaders = Leaders::default();
        assert_eq!(leaders.leader(1, &words(0)), 1);
        assert_eq!(leaders.leader(2, &words(4)), 1);
        assert_eq!(leaders.leader(3, &words(200)), 3);
    }

    #[test]
    fn what_was_met_long_ago_is_forgotten() {
        let mut leaders = Leaders::default();
        for key in 0..3 * REMEMBERED as u64 {
            let text: Vec<_> = (0..9).map(|n| (key * 9 + n).to_string()).collect();
            assert_eq!(
                leaders.leader(key, &sketch(&text.join(" ")).expect("long")),
                key
            );
        }
        assert!(leaders.now.texts.len() <= REMEMBERED);
    }
}
