//! Finds separators, line ends and quotes, 64 bytes at a time.

use super::{Dialect, splitter::QUOTE};
use crate::blocks::{BLOCK, bits, is_one_of};

/// Where in some bytes marks stand: separators, line ends and quotes.
#[derive(Clone, Debug)]
pub(crate) struct Marks {
    dialect: Dialect,
    /// A bit for each byte of each block.
    found: Vec<u64>,
}

impl Marks {
    /// The marks of bytes that are still to be looked at.
    pub(crate) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            found: Vec::new(),
        }
    }

    /// Finds the marks of other bytes.
    pub(crate) fn find(&mut self, bytes: &[u8]) {
        let Dialect {
            separator,
            line_end,
            ..
        } = self.dialect;
        let is_mark = |bytes| is_one_of(bytes, [separator, line_end, QUOTE]);
        let look = |block: &[u8; BLOCK]| bits(block, is_mark);
        let (blocks, rest) = bytes.as_chunks();
        self.found.clear();
        self.found.extend(blocks.iter().map(look));
        let mut last = [0; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        self.found.push(look(&last));
    }

    /// Those from `start` on.
    #[inline]
    pub(crate) fn from(&self, start: usize) -> Walk<'_> {
        let block = start / BLOCK;
        let found = self.found.get(block).copied().unwrap_or(0);
        Walk {
            dialect: self.dialect,
            start,
            found: &self.found,
            block,
            left: found & (u64::MAX << (start % BLOCK)),
        }
    }
}

/// Goes from mark to mark.
pub(crate) struct Walk<'m> {
    pub(super) dialect: Dialect,
    /// Where it begins.
    pub(super) start: usize,
    found: &'m [u64],
    block: usize,
    /// The marks of the block that were not passed yet.
    left: u64,
}

impl Walk<'_> {
    /// Where the next mark stands and what it is; `bytes` are what was looked
    /// at, or the head of it.
    #[inline]
    pub(super) fn next(&mut self, bytes: &[u8]) -> Option<(usize, u8)> {
        while self.left == 0 {
            self.left = *self.found.get(self.block + 1)?;
            self.block += 1;
        }
        let place = self.block * BLOCK + self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some((place, *bytes.get(place)?))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::input::csv::Quoting;

    proptest! {
        #[test]
        fn marks_are_found_from_any_place_in_any_window(
            text in "[,\\n\"a]{0,300}",
            looks in prop::collection::vec((0_usize..310, 0_usize..310), 1..20),
        ) {
            let mut marks = Marks::new(Dialect {
                separator: b',',
                line_end: b'\n',
                quoting: Quoting::Doubled,
            });
            marks.find(text.as_bytes());
            for (at, end) in looks {
                let bytes = text.as_bytes().get(..end).unwrap_or(text.as_bytes());
                let mut walk = marks.from(at);
                let all = std::iter::from_fn(|| walk.next(bytes));
                let places = (at..bytes.len()).map(|at| (at, bytes[at]));
                let expected = places.filter(|(_, byte)| b",\n\"".contains(byte));
                prop_assert_eq!(all.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
            }
        }
    }
}
