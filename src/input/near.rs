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

#[cfg(test)]
mod tests {
    use super::near2;

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
}
