//! Finds one of two bytes that are most likely close by.

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const TOPS: u64 = ONES << 7;

/// As `memchr::memchr2`. The first bytes are looked at eight at a time, which
/// is quicker than a call where the next sign is near.
#[inline]
pub(super) fn near2(a: u8, b: u8, bytes: &[u8]) -> Option<usize> {
    let (all_a, all_b) = (ONES * u64::from(a), ONES * u64::from(b));
    let mut at = 0;
    while at < 32
        && let Some(word) = bytes[at..].first_chunk()
    {
        let word = u64::from_le_bytes(*word);
        let hits = zero_bytes(word ^ all_a) | zero_bytes(word ^ all_b);
        if hits != 0 {
            return Some(at + hits.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    memchr::memchr2(a, b, &bytes[at..]).map(|far| at + far)
}

/// The top bit of each byte that is zero; of the bytes above the lowest of
/// these the bit means nothing.
#[inline]
fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & TOPS
}

/// Two bytes to look for in eight bytes at once.
#[derive(Clone, Copy)]
pub(super) struct Marks([u64; 2]);

impl Marks {
    #[inline]
    pub(super) fn new(a: u8, b: u8) -> Self {
        Self([ONES * u64::from(a), ONES * u64::from(b)])
    }

    /// Where in the word either byte stands, in ascending order.
    #[inline]
    pub(super) fn places(self, word: [u8; 8]) -> impl Iterator<Item = usize> {
        let word = u64::from_le_bytes(word);
        let [a, b] = self.0.map(|all| exact_zero_bytes(word ^ all));
        let mut hits = a | b;
        std::iter::from_fn(move || {
            let place = (hits != 0).then(|| hits.trailing_zeros() as usize / 8);
            hits &= hits.wrapping_sub(1);
            place
        })
    }
}

/// The top bit of each byte that is zero, and no other bit.
#[inline]
fn exact_zero_bytes(word: u64) -> u64 {
    !((word & !TOPS).wrapping_add(!TOPS) | word) & TOPS
}

#[cfg(test)]
mod tests {
    use super::{Marks, near2};

    #[test]
    fn the_first_of_two_bytes_is_found_at_any_distance() {
        for length in 0..80 {
            for at in 0..length {
                let mut bytes = vec![b'\xac'; length];
                bytes[at] = b',';
                bytes[length - 1] = b'\n';
                assert_eq!(near2(b',', b'\n', &bytes), Some(at), "{at} of {length}");
            }
            assert_eq!(near2(b',', b'\n', &vec![b'-'; length]), None);
        }
    }

    #[test]
    fn every_place_of_two_bytes_in_a_word_is_found() {
        let marks = Marks::new(b',', b'\n');
        for pattern in 0..6_561_usize {
            let mut rest = pattern;
            let word: [u8; 8] = std::array::from_fn(|_| {
                rest /= 3;
                [b',', b'-', b'\n'][rest % 3]
            });
            let expected: Vec<_> = (0..8).filter(|&at| word[at] != b'-').collect();
            assert_eq!(marks.places(word).collect::<Vec<_>>(), expected);
        }
    }
}
