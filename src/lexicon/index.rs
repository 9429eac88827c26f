//! Finds the row of a word: a short word lies in its row itself, beside all that is known of it.

use super::{
    blob::{self, ROW},
    table::{SHORT, Table, hash_short, low, masked, position, words},
};

/// Bits of a mark that hold the number of a row, counted from 1; the others are the hash's own.
const NUMBER_BITS: u32 = 20;
const NUMBER: u32 = (1 << NUMBER_BITS) - 1;

/// A word of at most [`SHORT`] bytes as two little-endian numbers filled up with zeros.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Short {
    /// The first eight bytes.
    pub(crate) low: u64,
    /// The other eight.
    pub(crate) high: u64,
}

impl Short {
    /// The word, unless it is too long or ends with what fills shorter ones up.
    #[inline]
    pub(crate) fn new(word: &[u8]) -> Option<Self> {
        if word.len() > SHORT || matches!(word.last(), None | Some(0)) {
            return None;
        }
        let (low, high) = words(word);
        Some(Self { low, high })
    }

    /// The word of so many bytes, none of them 0, that a block begins with.
    #[inline]
    pub(crate) fn beginning(block: &[u8; SHORT], length: usize) -> Self {
        let (low, high) = masked(block, length);
        Self { low, high }
    }

    fn bytes(self) -> [u8; SHORT] {
        (u128::from(self.high) << 64 | u128::from(self.low)).to_le_bytes()
    }

    #[inline]
    fn hash(self) -> u64 {
        hash_short(self.low, self.high, 0)
    }
}

/// The beginning of the row of a word; empty where the word does not fit there.
pub(crate) fn key(word: &str) -> [u8; SHORT] {
    Short::new(word.as_bytes()).map_or([0; SHORT], Short::bytes)
}

/// Whether the words of so many rows are all in the table of long words unless they are short.
#[inline]
pub(crate) fn is_complete(rows: usize) -> bool {
    rows <= position(u64::from(NUMBER))
}

/// What `marks` and the table of long words are for these words, row by row.
pub(crate) fn lay(keys: &[&str]) -> (Vec<[u8; 4]>, Vec<u8>) {
    let mut marks = vec![0_u32; (keys.len() * 2 + 1).next_power_of_two()];
    let mut others = Vec::new();
    for (row, word) in (0_u32..).zip(keys) {
        match Short::new(word.as_bytes()) {
            Some(short) if row < NUMBER => insert(&mut marks, short.hash(), row + 1),
            _ => others.push((*word, row)),
        }
    }
    (blob::numbers(&marks), Table::build(others).to_blob())
}

fn insert(marks: &mut [u32], hash: u64, number: u32) {
    let places = places(hash, marks.len());
    let free = places.into_iter().find(|&at| marks[at] == 0);
    if let Some(at) = free {
        marks[at] = tag(hash) | number;
    }
}

/// Where the mark of a hash may stand, in the order of the search.
#[inline]
fn places(hash: u64, marks: usize) -> impl Iterator<Item = usize> {
    let mask = marks.wrapping_sub(1);
    let first = position(hash >> 32);
    (0..marks).map(move |step| first.wrapping_add(step) & mask)
}

/// What a mark shows of a hash.
#[inline]
fn tag(hash: u64) -> u32 {
    low(hash) & !NUMBER
}

/// The number of the row of a word.
#[inline]
pub(crate) fn find(marks: &[[u8; 4]], rows: &[[u8; ROW]], word: Short) -> Option<u32> {
    let hash = word.hash();
    for at in places(hash, marks.len()) {
        let mark = u32::from_le_bytes(*marks.get(at)?);
        if mark == 0 {
            return None;
        }
        if mark & !NUMBER == tag(hash) {
            let number = (mark & NUMBER).wrapping_sub(1);
            if holds(rows.get(number as usize)?, word) {
                return Some(number);
            }
        }
    }
    None
}

/// Whether a row is that of a word.
#[inline]
fn holds(row: &[u8; ROW], word: Short) -> bool {
    let (key, _) = row.as_chunks::<8>();
    u64::from_le_bytes(key[0]) == word.low && u64::from_le_bytes(key[1]) == word.high
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(keys: &[&str], word: &str) -> Option<u32> {
        let (marks, _) = lay(keys);
        let row = |word: &&str| {
            let mut row = [0; ROW];
            row[..SHORT].copy_from_slice(&key(word));
            row
        };
        let rows: Vec<_> = keys.iter().map(row).collect();
        find(&marks, &rows, Short::new(word.as_bytes())?)
    }

    #[test]
    fn what_is_too_long_or_holds_nothing_is_not_short() {
        assert!(Short::new(b"").is_none() && Short::new(b"a\0").is_none());
        assert!(Short::new(b"sixteen letters!").is_some() && Short::new(&[b'a'; 17]).is_none());
        assert_eq!(found(&[], "word"), None);
    }

    proptest! {
        #[test]
        fn every_word_is_found_in_its_row_and_no_other_word_is(
            words in prop::collection::btree_set("[a-zé]{1,8}", 0..200),
            stranger in "[a-zé]{1,8}",
        ) {
            let keys: Vec<&str> = words.iter().map(String::as_str).collect();
            for (row, word) in keys.iter().enumerate() {
                prop_assert_eq!(found(&keys, word), u32::try_from(row).ok());
            }
            prop_assert_eq!(found(&keys, &stranger).is_some(), words.contains(&stranger));
        }

        #[test]
        fn a_word_is_the_same_whatever_follows_it(word in "[a-zé]{1,8}") {
            let mut block = [b'x'; SHORT];
            block[..word.len()].copy_from_slice(word.as_bytes());
            let beginning = Short::beginning(&block, word.len());
            prop_assert_eq!(Some(beginning), Short::new(word.as_bytes()));
        }
    }
}
