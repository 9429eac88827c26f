//! A fast immutable map from short strings to small integers.
//!
//! Nine look-ups in ten miss, so a small bit filter answers them from the
//! first-level cache; the rest meet an open-addressing table, at most half
//! full. A table is built at run time or, by `lexicons/build.rs`, at compile
//! time into a blob that needs neither parsing nor allocation at start-up.

use std::borrow::Cow;

/// Bytes that `hash_short` takes.
pub const SHORT: usize = 16;

/// A filter word: 64 bits, little-endian.
type Word = [u8; 8];
/// Key's hash (low half), value, key's offset, key's length; little-endian
/// `u32`s. A length of 0 marks an empty slot.
type Slot = [u8; 16];

const NO_WORD: Word = [0; 8];
const NO_SLOT: Slot = [0; 16];
/// Longest key, filter words, slots, each a little-endian `u32`; then 4 bytes unused.
const HEADER: usize = 16;
const SEEDS: [u64; 3] = [
    0x9e37_79b9_7f4a_7c15,
    0xe703_7ed1_a0b4_28db,
    0x8ebc_6af0_9c88_c6e3,
];

/// Maps words to what a model knows of them.
#[derive(Clone, Debug)]
pub struct Table {
    longest: usize,
    filter: Cow<'static, [Word]>,
    slots: Cow<'static, [Slot]>,
    keys: Cow<'static, [u8]>,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            longest: 0,
            filter: Cow::Borrowed(&[NO_WORD]),
            slots: Cow::Borrowed(&[NO_SLOT]),
            keys: Cow::Borrowed(&[]),
        }
    }
}

impl Table {
    /// Builds a table; of entries with one key the last wins. Empty keys are left out.
    pub fn build<'k>(entries: impl IntoIterator<Item = (&'k str, u32)>) -> Self {
        let mut entries: Vec<_> = entries
            .into_iter()
            .filter(|(key, _)| !key.is_empty())
            .collect();
        // Short words are frequent: their letters lie together, near in memory.
        entries.sort_by_key(|(key, _)| key.len());
        let mut table = Self::with_room_for(entries.len());
        for (key, value) in entries {
            table.insert(key.as_bytes(), value);
        }
        table
    }

    /// The table that [`to_blob`](Self::to_blob) wrote. A malformed blob gives an empty table.
    pub fn from_blob(blob: &'static [u8]) -> Self {
        Self::sections(blob).unwrap_or_default()
    }

    /// The table as bytes, the same on every machine; zeros behind the keys
    /// let [`Reader::find_short`] take the last ones whole.
    pub fn to_blob(&self) -> Vec<u8> {
        let sizes = [self.longest, self.filter.len(), self.slots.len(), 0];
        let header = sizes.map(|size| u32::try_from(size).unwrap_or(0).to_le_bytes());
        [
            header.as_flattened(),
            self.filter.as_flattened(),
            self.slots.as_flattened(),
            &self.keys,
            &[0; SHORT],
        ]
        .concat()
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<u32> {
        self.reader().get(key.as_bytes())
    }

    /// A view for many look-ups in a row.
    pub fn reader(&self) -> Reader<'_> {
        Reader {
            longest: self.longest,
            filter: &self.filter,
            slots: &self.slots,
            keys: &self.keys,
        }
    }

    fn sections(blob: &'static [u8]) -> Option<Self> {
        let (header, rest) = blob.split_at_checked(HEADER)?;
        let size = |at: usize| usize::try_from(number(header.get(at..)?)?).ok();
        let (filter, rest) = rest.split_at_checked(size(4)?.checked_mul(size_of::<Word>())?)?;
        let (slots, keys) = rest.split_at_checked(size(8)?.checked_mul(size_of::<Slot>())?)?;
        let (filter, slots) = (filter.as_chunks().0, slots.as_chunks().0);
        let sound = filter.len().is_power_of_two() && slots.len().is_power_of_two();
        sound.then_some(Self {
            longest: size(0)?,
            filter: Cow::Borrowed(filter),
            slots: Cow::Borrowed(slots),
            keys: Cow::Borrowed(keys),
        })
    }

    /// An empty table that stays at most half full with so many keys, and
    /// whose filter then lets about one in a hundred strangers through.
    fn with_room_for(keys: usize) -> Self {
        Self {
            filter: vec![NO_WORD; (keys / 4).next_power_of_two()].into(),
            slots: vec![NO_SLOT; (keys * 2).next_power_of_two()].into(),
            ..Self::default()
        }
    }

    fn insert(&mut self, key: &[u8], value: u32) {
        let hash = hash(key);
        let (at, taken) = self.reader().probe(hash, key);
        let place = match taken {
            Some(slot) => Some((field(&slot, 2), field(&slot, 3))),
            None => self.store(key),
        };
        let (Some((offset, length)), Some(slot)) = (place, self.slots.to_mut().get_mut(at)) else {
            return; // more than 4 GiB of keys
        };
        let fields = [low(hash), value, offset, length].map(u32::to_le_bytes);
        slot.copy_from_slice(fields.as_flattened());
        let (word, bits) = filter_place(hash, self.filter.len());
        if let Some(word) = self.filter.to_mut().get_mut(word) {
            *word = (u64::from_le_bytes(*word) | bits).to_le_bytes();
        }
        self.longest = self.longest.max(key.len());
    }

    /// Keeps a key's bytes: where, and how many.
    fn store(&mut self, key: &[u8]) -> Option<(u32, u32)> {
        let offset = u32::try_from(self.keys.len()).ok()?;
        let length = u32::try_from(key.len()).ok()?;
        self.keys.to_mut().extend_from_slice(key);
        Some((offset, length))
    }
}

/// A borrowed [`Table`], quick to pass about.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'t> {
    longest: usize,
    filter: &'t [Word],
    slots: &'t [Slot],
    keys: &'t [u8],
}

impl Reader<'_> {
    /// The length of the longest key, bytes: anything longer is no key.
    #[inline]
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The value of a key.
    #[inline]
    pub fn get(&self, key: &[u8]) -> Option<u32> {
        if key.len() > self.longest {
            return None;
        }
        let hash = hash(key);
        if self.may_contain(hash) {
            self.probe(hash, key).1.map(|slot| field(&slot, 1))
        } else {
            None
        }
    }

    /// Whether a key with this [`hash`] can be in the table: wrongly yes for
    /// about one stranger in a hundred, never wrongly no.
    #[inline]
    pub fn may_contain(&self, hash: u64) -> bool {
        let (word, bits) = filter_place(hash, self.filter.len());
        self.filter
            .get(word)
            .is_some_and(|word| u64::from_le_bytes(*word) & bits == bits)
    }

    /// The value of a key of at most [`SHORT`] bytes that begins a block, whatever follows it
    /// there, given its [`hash_prefix`]; past the filter.
    #[inline]
    pub fn find_short(&self, hash: u64, (block, length): (&[u8; SHORT], usize)) -> Option<u32> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = position(hash >> 40) & mask;
        loop {
            let slot = self.slots.get(at)?;
            let taken = position(field(slot, 3).into());
            if taken == 0 {
                return None;
            }
            if taken == length && field(slot, 0) == low(hash) && self.begins(slot, block) {
                return Some(field(slot, 1));
            }
            at = (at + 1) & mask;
        }
    }

    /// Whether the key of a slot, which is a short one, begins a block.
    #[inline]
    fn begins(&self, slot: &Slot, block: &[u8; SHORT]) -> bool {
        let start = position(field(slot, 2).into());
        let length = position(field(slot, 3).into());
        match self.keys.get(start..).and_then(<[u8]>::first_chunk) {
            Some(key) => masked(key, length) == masked(block, length),
            None => self.key(slot) == block.get(..length),
        }
    }

    /// The key's slot, or where it would go.
    #[inline]
    fn probe(&self, hash: u64, key: &[u8]) -> (usize, Option<Slot>) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = position(hash >> 40) & mask;
        loop {
            match self.slots.get(at) {
                Some(slot) if field(slot, 3) == 0 => return (at, None),
                Some(slot) if field(slot, 0) == low(hash) && self.key(slot) == Some(key) => {
                    return (at, Some(*slot));
                }
                Some(_) => at = (at + 1) & mask,
                None => return (at, None),
            }
        }
    }

    #[inline]
    fn key(&self, slot: &Slot) -> Option<&[u8]> {
        let start = position(field(slot, 2).into());
        self.keys
            .get(start..start + position(field(slot, 3).into()))
    }
}

/// The hash of a key.
#[inline]
pub fn hash(key: &[u8]) -> u64 {
    let (blocks, rest) = key.as_chunks::<SHORT>();
    let Some((last, blocks)) = blocks.split_last().filter(|_| rest.is_empty()) else {
        return hash_blocks(blocks, rest);
    };
    hash_blocks(blocks, last)
}

/// The hash of a key of at most [`SHORT`] bytes, given as two little-endian
/// words filled up with zeros: equal to [`hash`], for callers that have the
/// words at hand.
#[inline]
pub fn hash_short(low: u64, high: u64, length: usize) -> u64 {
    let length = u64::try_from(length).unwrap_or(u64::MAX);
    fold(low ^ SEEDS[0], high ^ SEEDS[1] ^ length)
}

/// The hash of a key of at most [`SHORT`] bytes that begins a block, whatever
/// follows it there: equal to [`hash`], without a branch.
#[inline]
pub fn hash_prefix(block: &[u8; SHORT], length: usize) -> u64 {
    let (low, high) = masked(block, length);
    hash_short(low, high, length)
}

/// The first so many bytes of a block as two words filled up with zeros.
#[inline]
pub fn masked(block: &[u8; SHORT], length: usize) -> (u64, u64) {
    let (low, high) = words(block);
    let [keep_low, keep_high] = MASKS[length.min(SHORT)];
    (low & keep_low, high & keep_high)
}

/// What to keep of a block, as two words, for each length.
const MASKS: [[u64; 2]; SHORT + 1] = {
    let mut masks = [[0; 2]; SHORT + 1];
    let mut length = 1;
    while length <= SHORT {
        masks[length] = masks[length - 1];
        let word = &mut masks[length][(length - 1) / 8];
        *word = (*word << 8) | 0xff;
        length += 1;
    }
    masks
};

/// Whole blocks, then one of 1 to 16 bytes (0 where the key is empty).
#[inline]
fn hash_blocks(blocks: &[[u8; SHORT]], last: &[u8]) -> u64 {
    let earlier = blocks.iter().fold(0, |state, block| {
        let (low, high) = words(block);
        fold(low ^ state ^ SEEDS[2], high ^ SEEDS[1])
    });
    let (low, high) = words(last);
    hash_short(low ^ earlier, high, last.len())
}

/// Up to 16 bytes as two little-endian words filled up with zeros.
#[inline]
pub fn words(bytes: &[u8]) -> (u64, u64) {
    match bytes.split_first_chunk() {
        Some((low, high)) => (u64::from_le_bytes(*low), word(high)),
        None => (word(bytes), 0),
    }
}

/// Up to 8 bytes as a little-endian word filled up with zeros.
#[inline]
fn word(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
        (Some(all), _, _) => u64::from_le_bytes(*all),
        (None, Some(head), Some(tail)) => {
            let shift = (bytes.len() - 4) * 8;
            u64::from(u32::from_le_bytes(*head)) | (u64::from(u32::from_le_bytes(*tail)) << shift)
        }
        _ => bytes
            .iter()
            .rev()
            .fold(0, |word, &byte| (word << 8) | u64::from(byte)),
    }
}

#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "the halves are what is wanted"
)]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

/// The filter word that speaks for a hash, and its two bits there.
#[inline]
fn filter_place(hash: u64, words: usize) -> (usize, u64) {
    let bits = (1 << (hash & 63)) | (1 << ((hash >> 6) & 63));
    (position(hash >> 12) & words.wrapping_sub(1), bits)
}

#[inline]
fn field(slot: &Slot, index: usize) -> u32 {
    slot.as_chunks()
        .0
        .get(index)
        .map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

fn number(bytes: &[u8]) -> Option<u32> {
    bytes.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// The low half of a hash.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "the low half is what is wanted"
)]
pub fn low(hash: u64) -> u32 {
    hash as u32
}

/// Bits of a hash as an index, before it is masked.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the caller masks it")]
pub fn position(bits: u64) -> usize {
    bits as usize
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_empty_table_knows_nothing() {
        assert_eq!(Table::default().get("good"), None);
        assert_eq!(Table::build([]).get(""), None);
        assert_eq!(Table::build([("", 1)]).get(""), None);
    }

    #[test]
    fn a_short_key_is_found_whatever_follows_it() {
        let entries = [("ok", 1), ("okay", 2), ("all sixteen byte", 3)];
        let table = Table::build(entries);
        let blob = Table::from_blob(table.to_blob().leak());
        for (key, value) in entries {
            let mut block = [b'x'; SHORT];
            block[..key.len()].copy_from_slice(key.as_bytes());
            let hash = hash_prefix(&block, key.len());
            for reader in [table.reader(), blob.reader()] {
                assert_eq!(reader.find_short(hash, (&block, key.len())), Some(value));
            }
        }
    }

    #[test]
    fn of_equal_keys_the_last_wins() {
        let table = Table::build([("ok", 1), ("no", 2), ("ok", 3)]);
        assert_eq!((table.get("ok"), table.get("no")), (Some(3), Some(2)));
    }

    #[test]
    fn a_malformed_blob_is_an_empty_table() {
        let blob: &'static [u8] = Table::build([("ok", 1)]).to_blob().leak();
        assert_eq!(Table::from_blob(blob).get("ok"), Some(1));
        // The zeros behind the keys are no part of any.
        for end in 0..blob.len() - SHORT {
            assert_eq!(
                Table::from_blob(&blob[..end]).get("ok"),
                None,
                "cut at {end}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_table_answers_as_a_map_does(
            entries in prop::collection::vec((".{0,6}|[a-z]{0,40}", any::<u32>()), 0..200),
            strangers in prop::collection::vec("[a-z]{0,20}", 0..50),
        ) {
            let map: HashMap<&str, u32> =
                entries.iter().filter(|(k, _)| !k.is_empty()).map(|(k, v)| (k.as_str(), *v)).collect();
            let table = Table::build(entries.iter().map(|(k, v)| (k.as_str(), *v)));
            let blob = Table::from_blob(table.to_blob().leak());
            for key in entries.iter().map(|(k, _)| k).chain(&strangers) {
                prop_assert_eq!(table.get(key), map.get(key.as_str()).copied());
                prop_assert_eq!(blob.get(key), map.get(key.as_str()).copied());
            }
        }

        #[test]
        fn a_short_hash_is_the_hash(key in prop::collection::vec(any::<u8>(), 0..=SHORT)) {
            let mut padded = [0; SHORT];
            padded[..key.len()].copy_from_slice(&key);
            let (low, high) = words(&padded);
            prop_assert_eq!(hash_short(low, high, key.len()), hash(&key));
            padded[key.len()..].fill(b'!');
            prop_assert_eq!(hash_prefix(&padded, key.len()), hash(&key));
        }
    }
}
