//! Cuts a text into runs of letters, eight bytes at a time, without names, tags and addresses.

/// Bytes that are looked at together; the longest run that is kept.
pub(super) const EIGHT: usize = 8;

const EACH: u64 = u64::from_ne_bytes([1; EIGHT]);
const HIGH: u64 = EACH * 0x80;

/// Letters, and apostrophes between or after them.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Run {
    /// In small letters (of ASCII) with plain apostrophes, the first byte lowest; 0 where it is longer than eight.
    pub(super) word: u64,
    /// The high bit of the byte of its first apostrophe, if that is among the first eight.
    pub(super) apostrophe: u64,
    /// Its first eight bytes.
    first: u64,
}

impl Run {
    /// What stands before the first apostrophe, and the apostrophe.
    pub(super) fn elision(self) -> u64 {
        self.first & (self.apostrophe | (self.apostrophe - 1))
    }
}

/// The runs of a text.
pub(super) struct Runs<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Runs<'t> {
    pub(super) fn new(bytes: &'t [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next eight bytes, filled up with blanks.
    #[inline]
    fn eight(&self) -> u64 {
        let rest = &self.bytes[self.at..];
        match rest.first_chunk() {
            Some(eight) => u64::from_le_bytes(*eight),
            None => u64::from_le_bytes(filled(rest)),
        }
    }

    /// Goes to the next byte for which this holds.
    fn skip_to(&mut self, wanted: impl Fn(&u8) -> bool) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(wanted).unwrap_or(rest.len());
    }

    /// The run that begins here; a blank after it is passed too.
    #[inline]
    fn run(&mut self) -> Run {
        let start = self.at;
        let eight = self.eight();
        let (letters, apostrophes) = classes(eight);
        let others = !(letters | apostrophes) & HIGH;
        if others == 0 || may_be_curly(eight) {
            return self.odd_run(start);
        }
        self.at += (others.trailing_zeros() / 8) as usize;
        self.at += usize::from(self.bytes.get(self.at) == Some(&b' '));
        let keep = (others ^ (others - 1)) >> 8;
        let word = small(eight) & keep;
        Run {
            word,
            first: word,
            apostrophe: lowest(apostrophes & keep),
        }
    }

    /// A run of eight bytes or more, or with an apostrophe that is curly.
    #[inline(never)]
    fn odd_run(&mut self, start: usize) -> Run {
        let eight = self.eight();
        loop {
            let (letters, apostrophes) = classes(self.eight());
            let others = !(letters | apostrophes) & HIGH;
            self.at += (others.trailing_zeros() / 8) as usize;
            if others != 0 {
                break;
            }
        }
        self.at = self.at.min(self.bytes.len());
        let length = self.at - start;
        if length < EIGHT || may_be_curly(eight) {
            return marked(&self.bytes[start..self.at]);
        }
        let first = small(eight);
        Run {
            word: if length == EIGHT { first } else { 0 },
            first,
            apostrophe: lowest(classes(eight).1),
        }
    }
}

impl Iterator for Runs<'_> {
    type Item = Run;

    #[inline]
    fn next(&mut self) -> Option<Run> {
        /// The beginning of an address.
        const ADDRESSES: [u64; 3] = [
            u64::from_le_bytes(*b"http\0\0\0\0"),
            u64::from_le_bytes(*b"https\0\0\0"),
            u64::from_le_bytes(*b"www\0\0\0\0\0"),
        ];
        loop {
            match CLASSES[usize::from(*self.bytes.get(self.at)?)] {
                Class::Letter => {
                    let run = self.run();
                    if !ADDRESSES.contains(&run.word) {
                        return Some(run);
                    }
                    self.at -= usize::from(self.bytes.get(self.at - 1) == Some(&b' '));
                    self.skip_to(u8::is_ascii_whitespace);
                }
                Class::Name => {
                    self.at += 1;
                    self.skip_to(|byte| !is_of_name(*byte));
                }
                Class::Other => self.at += 1,
            }
        }
    }
}

/// What begins with a byte.
#[derive(Clone, Copy)]
enum Class {
    Letter,
    /// A name, tag or number, which is no word.
    Name,
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0_u8;
    loop {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => Class::Letter,
            b'@' | b'#' | b'0'..=b'9' | b'_' => Class::Name,
            _ => Class::Other,
        };
        if byte == u8::MAX {
            break;
        }
        byte += 1;
    }
    classes
};

/// Whether a byte may stand in a name or tag.
fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The last bytes of a text with blanks after them.
#[cold]
fn filled(rest: &[u8]) -> [u8; EIGHT] {
    let mut filled = [b' '; EIGHT];
    for (place, byte) in filled.iter_mut().zip(rest) {
        *place = *byte;
    }
    filled
}

/// Two high bits for each byte: whether it is a letter (all beyond ASCII count as such),
/// and whether it is an apostrophe.
#[inline]
fn classes(eight: u64) -> (u64, u64) {
    let small = (eight | (EACH * 0x20)) & !HIGH;
    let from_a = small + EACH * (0x80 - 0x61);
    let past_z = small + EACH * (0x80 - 0x7b);
    let unlike = eight ^ (EACH * 0x27);
    let apostrophes = !(((unlike & !HIGH) + !HIGH) | unlike) & HIGH;
    (((from_a & !past_z) | eight) & HIGH, apostrophes)
}

/// Eight bytes of letters and apostrophes in small letters (of ASCII).
#[inline]
fn small(eight: u64) -> u64 {
    eight | (!eight & HIGH) >> 2
}

/// Whether one of eight bytes may be the first of a curly apostrophe.
#[inline]
fn may_be_curly(eight: u64) -> bool {
    let unlike = eight ^ (EACH * 0xe2);
    eight & HIGH != 0 && unlike.wrapping_sub(EACH) & !unlike & HIGH != 0
}

/// The lowest bit that is set.
fn lowest(bits: u64) -> u64 {
    bits & bits.wrapping_neg()
}

/// A run with curly apostrophes, or what may be some.
fn marked(bytes: &[u8]) -> Run {
    let mut run = Run::default();
    let (mut shift, mut rest) = (0, bytes);
    while let [first, after @ ..] = rest {
        let curly = rest.strip_prefix("\u{2019}".as_bytes());
        let byte = curly.map_or(first.to_ascii_lowercase(), |_| b'\'');
        rest = curly.unwrap_or(after);
        if shift == u64::BITS {
            return Run { word: 0, ..run };
        }
        run.first |= u64::from(byte) << shift;
        if byte == b'\'' && run.apostrophe == 0 {
            run.apostrophe = 0x80 << shift;
        }
        shift += 8;
        run.word = run.first;
    }
    run
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        let runs = Runs::new(text.as_bytes());
        runs.map(|run| {
            let bytes = run.word.to_le_bytes();
            let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(EIGHT);
            String::from_utf8_lossy(&bytes[..end]).into_owned()
        })
        .collect()
    }

    #[test]
    fn names_tags_numbers_and_addresses_are_no_words() {
        assert_eq!(
            words("Hi @anna_b, #the 3rd www.the.example is"),
            ["hi", "is"]
        );
        assert_eq!(words("https://the.example/of and"), ["and"]);
        assert_eq!(words("Don\u{2019}t can't ÉTÉ"), ["don't", "can't", "ÉtÉ"]);
    }

    #[test]
    fn longer_words_are_empty_and_elisions_are_seen() {
        assert_eq!(
            words("exactly8 eightlet eightlett a"),
            ["exactly", "eightlet", "", "a"]
        );
        let runs: Vec<Run> = Runs::new("qu\u{2019}ailleurs l'extraordinaire".as_bytes()).collect();
        let elisions = runs.iter().map(|run| run.elision());
        assert!(elisions.eq([
            u64::from_le_bytes(*b"qu'\0\0\0\0\0"),
            u64::from_le_bytes(*b"l'\0\0\0\0\0\0")
        ]));
    }

    proptest! {
        #[test]
        fn any_text_is_cut_to_its_end(text in ".{0,60}|[a-z' @é’]{0,40}") {
            let mut runs = Runs::new(text.as_bytes());
            while runs.next().is_some() {}
            prop_assert_eq!(runs.at, text.len());
        }
    }
}
