//! Finds separators, line ends and quotes, 64 bytes at a time.

use super::{Dialect, splitter::QUOTE};
use crate::blocks::{BLOCK, bits};

/// Finds mark after mark in the same bytes; what was found in a block is kept
/// until another one is looked at.
#[derive(Clone, Debug)]
pub(crate) struct Marks {
    pub(crate) dialect: Dialect,
    block: usize,
    found: u64,
}

impl Marks {
    /// The marks of bytes that were not looked at yet.
    pub(crate) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            block: usize::MAX,
            found: 0,
        }
    }

    /// Where from `at` on the next separator or line end stands.
    #[inline]
    pub(super) fn end(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        self.find(bytes, at, |byte| byte != QUOTE)
    }

    /// Where from `at` on the next quote stands.
    #[inline]
    pub(super) fn quote(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        self.find(bytes, at, |byte| byte == QUOTE)
    }

    #[inline]
    fn find(&mut self, bytes: &[u8], at: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
        let mut block = at / BLOCK;
        let mut left = self.in_block(bytes, block)? & (u64::MAX << (at % BLOCK));
        loop {
            while left == 0 {
                block += 1;
                left = self.in_block(bytes, block)?;
            }
            let place = block * BLOCK + left.trailing_zeros() as usize;
            if wanted(*bytes.get(place)?) {
                return Some(place);
            }
            left &= left - 1;
        }
    }

    /// A bit for each mark in a block, `None` behind the end.
    #[inline]
    fn in_block(&mut self, bytes: &[u8], block: usize) -> Option<u64> {
        if block == self.block {
            return Some(self.found);
        }
        let rest = bytes.get(block.checked_mul(BLOCK)?..)?;
        let Some(whole) = rest.first_chunk() else {
            return self.in_last_block(rest);
        };
        self.found = self.look(whole);
        self.block = block;
        Some(self.found)
    }

    /// The last block is not kept: another look may see more of it.
    #[cold]
    fn in_last_block(&self, rest: &[u8]) -> Option<u64> {
        let mut block = [0; BLOCK];
        block.get_mut(..rest.len())?.copy_from_slice(rest);
        (!rest.is_empty()).then(|| self.look(&block))
    }

    #[inline]
    fn look(&self, block: &[u8; BLOCK]) -> u64 {
        let Dialect {
            separator,
            line_end,
            ..
        } = self.dialect;
        bits(block, |byte| {
            byte == separator || byte == line_end || byte == QUOTE
        })
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
            for (at, end) in looks {
                let bytes = text.as_bytes().get(..end).unwrap_or(text.as_bytes());
                let next = |wanted: &[u8]| (at..bytes.len()).find(|&at| wanted.contains(&bytes[at]));
                prop_assert_eq!(marks.end(bytes, at), next(b",\n"));
                prop_assert_eq!(marks.quote(bytes, at), next(b"\""));
            }
        }
    }
}
