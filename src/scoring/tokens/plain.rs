//! The common case of a word: letters of ASCII, and small ones with accents, up to a blank or
//! mark, read eight bytes at a time.

use super::{CAPITALS, Cutter, NUMBER};
use crate::lexicon::{Record, Short, compile::NONE, table::SHORT};

/// Bytes that are looked at together: the longest plain word and two after it.
pub(super) const WINDOW: usize = 18;
/// Those bytes; blanks stand for what is past the end of the text.
pub(super) type Window = [u8; WINDOW];

/// The first byte of the letters from U+00C0 to U+00FF.
pub(super) const MARKED: u8 = 0xc3;

/// Longer numbers are not plain.
const LONGEST_NUMBER: usize = 4;

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGH: u64 = ONES * 0x80;
/// The bit in which small letters differ from capitals.
const SMALL: u64 = ONES * 0x20;
/// All bits of sixteen bytes but the high ones.
const LOW: u128 = u128::from_ne_bytes([0x7f; SHORT]);

/// A word as it was read.
#[derive(Clone, Copy)]
struct Plain {
    /// In small letters.
    key: Short,
    /// How many bytes it has.
    length: usize,
    /// Whether it has a small letter.
    is_small: bool,
    /// Whether one of the bytes is an apostrophe.
    apostrophe: bool,
    /// Whether one of the letters has an accent.
    marked: bool,
}

impl Plain {
    fn flags(self) -> u8 {
        let is_long = self.length - usize::from(self.apostrophe) >= 2;
        u8::from(!self.is_small & is_long) * CAPITALS
    }

    /// Whether three like letters stand in a row, or all of it repeats two letters.
    fn is_drawn_out(self) -> bool {
        if self.length < 3 {
            return false;
        }
        let word = u128::from(self.key.high) << 64 | u128::from(self.key.low);
        let first = u128::MAX >> (8 * (SHORT + 2 - self.length));
        let unlike_next = word ^ word >> 8;
        let unlike_both = (unlike_next | unlike_next >> 8) + LOW;
        !unlike_both & !LOW & first != 0 || (word ^ word >> 16) & first == 0
    }
}

impl Cutter<'_> {
    /// Takes a word that surely ends where its letters do; says whether one stands here.
    #[inline]
    pub(super) fn plain_word(&mut self, window: &Window) -> bool {
        let low = eight(window, 0);
        let strangers = strangers(low);
        let length = place(strangers);
        let (after, then) = (window[length], window[length + 1]);
        if strangers == 0 || !ends(after, then) {
            let may_go_on = strangers == 0 || matches!(after, b'\'' | MARKED);
            return may_go_on && self.long_word(window);
        }
        let keep = (strangers ^ (strangers - 1)) >> 8;
        let key = Short {
            low: (low | SMALL) & keep,
            high: 0,
        };
        let record = self.lexicon.short(key).unwrap_or(Record::UNKNOWN);
        let is_small = low & SMALL & keep != 0;
        let may_be_more = record.word == NONE
            && (repeats(key.low, keep) || !self.stays_unknown(&key.low.to_le_bytes(), length));
        if may_be_more || !record.is_simple() {
            self.take_short(key, (length, is_small), record);
        } else {
            let flags = u8::from(!is_small && length > 1) * CAPITALS;
            self.shows(is_small, flags);
            let start = self.at;
            self.at += length;
            self.add_word(start, record, flags);
        }
        true
    }

    /// Notes a short word of plain letters that does not stand for itself alone.
    #[cold]
    fn take_short(&mut self, key: Short, (length, is_small): (usize, bool), record: Record) {
        let plain = Plain {
            key,
            length,
            is_small,
            apostrophe: false,
            marked: false,
        };
        self.take_plain(plain, record);
    }

    /// The same for one that may be long, or hold accents or an apostrophe.
    pub(super) fn long_word(&mut self, window: &Window) -> bool {
        let Some(plain) = read_long(window) else {
            return false;
        };
        let record = self.lexicon.short(plain.key).unwrap_or(Record::UNKNOWN);
        if record.word != NONE && record.is_simple() {
            let start = self.pass(plain);
            self.add_word(start, record, plain.flags());
        } else {
            self.take_plain(plain, record);
        }
        true
    }

    /// Goes past a word, and says where it began.
    fn pass(&mut self, plain: Plain) -> usize {
        let start = self.at;
        self.at += plain.length;
        self.shows(plain.is_small, plain.flags());
        start
    }

    /// Notes a plain word that was looked up and does not stand for itself alone.
    #[inline(never)]
    fn take_plain(&mut self, plain: Plain, record: Record) {
        let start = self.pass(plain);
        match record.word {
            NONE => self.unknown_plain(start, plain),
            word => self.push_word(start, word, plain.flags()),
        }
    }

    /// Takes a number of few digits that surely ends with them; says whether one stands here.
    pub(super) fn plain_number(&mut self, window: &Window) -> bool {
        let length = window
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let ends = match window.get(length..) {
            Some([b',', then, ..]) => matches!(then, b' ' | b'\n') || then.is_ascii_alphabetic(),
            Some([after, then, ..]) => ends(*after, *then),
            _ => false,
        };
        if !ends || length > LONGEST_NUMBER || !self.stays_unknown(window, length) {
            return false;
        }
        let odd = window[..length]
            .windows(3)
            .any(|three| three[0] == three[1]);
        let Some(block) = window.first_chunk().filter(|_| !odd) else {
            return false;
        };
        let start = self.at;
        self.at += length;
        match self.lexicon.short(Short::beginning(block, length)) {
            Some(record) => self.push_word(start, record.word, NUMBER),
            None => self.add_word(start, Record::UNKNOWN, NUMBER),
        }
        true
    }

    fn unknown_plain(&mut self, start: usize, plain: Plain) {
        let flags = plain.flags();
        let odd = plain.apostrophe || plain.marked || plain.is_drawn_out();
        if !odd && self.stays_unknown(&plain.key.low.to_le_bytes(), plain.length) {
            return self.add_word(start, Record::UNKNOWN, flags);
        }
        let mut word = std::mem::take(&mut self.out.word);
        word.clear();
        word.push_str(&self.text[start..self.at]);
        word.make_ascii_lowercase();
        self.unknown(start, &word, flags);
        self.out.word = word;
    }
}

/// Whether a letter comes again after the next one; `keep` covers the letters of the word.
#[inline]
fn repeats(word: u64, keep: u64) -> bool {
    let unlike = word ^ word >> 16;
    unlike.wrapping_sub(ONES) & !unlike & HIGH & (keep >> 16) != 0
}

/// Eight bytes of a window.
#[inline]
fn eight(window: &Window, index: usize) -> u64 {
    u64::from_le_bytes(window.as_chunks().0[index])
}

/// The plain word that a window begins with, if it has eight bytes or more, an accent or an apostrophe.
fn read_long(window: &Window) -> Option<Plain> {
    let (low, high) = (eight(window, 0), eight(window, 1));
    let mut found = Strangers(strangers(low), strangers(high));
    if (low | high) & HIGH != 0 {
        found = found.without_accents(low, high);
    }
    let apostrophe = window[found.first()] == b'\'';
    let mark = if apostrophe { found.lowest() } else { (0, 0) };
    found = Strangers(found.0 & !mark.0, found.1 & !mark.1);
    let length = found.first();
    let dangling = apostrophe && window[length - 1] == b'\'';
    if dangling || !ends(window[length], window[length + 1]) {
        return None;
    }
    let keep_low = before(found.0);
    let keep_high = if found.0 == 0 { before(found.1) } else { 0 };
    let small = (unmarked(low) & !low, unmarked(high) & !high);
    // Of what is not a capital an apostrophe is no letter.
    let small_low = SMALL & keep_low & !small.0 & !(mark.0 >> 2);
    let small_high = SMALL & keep_high & !small.1 & !(mark.1 >> 2);
    Some(Plain {
        key: Short {
            low: (low | small.0) & keep_low,
            high: (high | small.1) & keep_high,
        },
        length,
        is_small: small_low | small_high != 0,
        apostrophe,
        marked: (low & keep_low | high & keep_high) & HIGH != 0,
    })
}

/// The bit in which small letters differ from capitals, of each byte of ASCII.
fn unmarked(eight: u64) -> u64 {
    (!eight & HIGH) >> 2
}

/// The high bits of those of sixteen bytes that are no letters.
#[derive(Clone, Copy)]
struct Strangers(u64, u64);

impl Strangers {
    /// How many letters stand before the first.
    fn first(self) -> usize {
        if self.0 == 0 {
            8 + place(self.1)
        } else {
            place(self.0)
        }
    }

    /// Without the two bytes each of small letters with accents.
    fn without_accents(self, low: u64, high: u64) -> Self {
        let (first_low, first_high) = (alike(low, MARKED), alike(high, MARKED));
        let second_low = first_low << 8 & accented(low);
        let second_high = (first_high << 8 | first_low >> 56) & accented(high);
        Self(
            self.0 & !(second_low | second_low >> 8 | second_high << 56),
            self.1 & !(second_high | second_high >> 8),
        )
    }

    /// The first alone.
    fn lowest(self) -> (u64, u64) {
        if self.0 == 0 {
            (0, self.1 & self.1.wrapping_neg())
        } else {
            (self.0 & self.0.wrapping_neg(), 0)
        }
    }
}

/// The high bit of each of eight bytes that is no letter of ASCII.
#[inline]
fn strangers(eight: u64) -> u64 {
    let small = (eight | SMALL) & !HIGH;
    let from_a = small + ONES * (0x80 - 0x61);
    let past_z = small + ONES * (0x80 - 0x7b);
    !(from_a & !past_z & !eight) & HIGH
}

/// The high bit of each of eight bytes that is this one.
fn alike(eight: u64, byte: u8) -> u64 {
    let unlike = eight ^ (ONES * u64::from(byte));
    !(((unlike & !HIGH) + !HIGH) | unlike) & HIGH
}

/// The high bit of each of eight bytes that after [`MARKED`] stands for a small letter with an accent:
/// 0xa0 to 0xbf, but for the sign of division, and that of the sharp s.
fn accented(eight: u64) -> u64 {
    alike(eight & (ONES * 0xe0), 0xa0) & !alike(eight, 0xb7) | alike(eight, 0x9f)
}

/// The place of the first byte whose high bit is set; 8 if none is.
#[inline]
fn place(bits: u64) -> usize {
    (bits.trailing_zeros() / 8) as usize
}

/// All bits of the bytes before the first whose high bit is set.
#[inline]
fn before(bits: u64) -> u64 {
    ((bits & bits.wrapping_neg()) >> 7).wrapping_sub(1)
}

/// Whether a word of letters surely ends before these two bytes: nothing that an address,
/// an entity, an escape or a word with marks in it may go on with.
#[inline]
fn ends(after: u8, then: u8) -> bool {
    ENDS[usize::from(after)]
        || match after {
            b'.' => matches!(then, b' ' | b'.' | b'\n'),
            b':' => then != b'/',
            _ => false,
        }
}

/// Bytes before which a word ends whatever follows them.
const ENDS: [bool; 256] = {
    let mut ends = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        let goes_on = byte.is_ascii_alphanumeric()
            || matches!(
                byte,
                b'.' | b':' | b'-' | b'@' | b'\'' | b'*' | b'&' | b'\\'
            );
        ends[byte as usize] = !goes_on;
        byte += 1;
    }
    ends
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::Tokens, *};
    use crate::lexicon::Lexicon;

    /// What a text is cut into without the short cuts of this file.
    fn cut_slowly(text: &str, lexicon: &Lexicon) -> Tokens {
        let mut tokens = Tokens::default();
        tokens.cut_by(text, lexicon, |cutter, window| match window[0] {
            byte if byte.is_ascii_alphanumeric() => cutter.word(),
            MARKED => cutter.decoded(),
            _ => cutter.next(window),
        });
        tokens
    }

    fn read_text(text: &str) -> Option<Plain> {
        let mut window = [b' '; WINDOW];
        window[..text.len()].copy_from_slice(text.as_bytes());
        read_long(&window).filter(|plain| plain.length > 0)
    }

    #[test]
    fn words_with_anything_odd_after_them_are_not_plain() {
        for text in [
            "", "a1", "a.b", "a-b", "a@b", "http://", "a*b", "a&amp;", "a\\n", "É", "a÷", "a'",
            "a'b'", "e\u{301}", "œ",
        ] {
            assert!(read_text(text).is_none(), "{text}");
        }
        for text in [
            "a", "a.", "a. b", "a,b", "a: b", "a/b", "can't", "a)", "é", "l'été",
        ] {
            assert!(read_text(text).is_some(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_plain_word_is_read_as_its_letters_are(
            word in "[a-zA-Z]{1,16}|[a-zA-Z]{1,8}'[a-zA-Z]{1,7}|[a-zA-Zß-öø-ÿ]{1,8}|[a-zßé]{1,4}'[a-zà]{1,3}"
        ) {
            let plain = read_text(&word).unwrap();
            let lower = word.to_lowercase();
            prop_assert_eq!(Some(plain.key), Short::new(lower.as_bytes()));
            prop_assert_eq!(plain.length, word.len());
            prop_assert_eq!(plain.marked, !word.is_ascii());
            prop_assert_eq!(plain.is_small, word.chars().any(char::is_lowercase));
            let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
            prop_assert_eq!(plain.flags() == CAPITALS, capitals >= 2 && !plain.is_small);
        }

        #[test]
        fn the_short_cut_leads_where_the_long_way_does(
            text in "(([a-zA-Zàéèßçñœ]{1,9}('[a-zé]{0,4})?|[0-9]{1,5}|[a-zA-Z]{12,20})[-,.!?;:)(]{0,2} |(super|mega|mist|l'|qu'|C’)[a-zé]{2,9} |(so|not|no) ){0,12}",
            language in prop::sample::select(vec!["en", "fr", "de", "es"]),
        ) {
            let lexicon = Lexicon::of(language).unwrap();
            let (slow, mut quick) = (cut_slowly(&text, lexicon), Tokens::default());
            quick.cut(&text, lexicon);
            prop_assert_eq!(format!("{:?}", quick.list), format!("{:?}", slow.list));
            prop_assert_eq!(format!("{:?}", quick.style), format!("{:?}", slow.style));
            prop_assert_eq!(quick.loudness, slow.loudness);
        }

        #[test]
        fn drawn_out_words_are_noticed(word in "[ab]{1,16}") {
            let bytes = word.as_bytes();
            let tripled = bytes.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]);
            let repeats = bytes.len() > 2 && bytes.iter().zip(&bytes[2..]).all(|(a, b)| a == b);
            prop_assert_eq!(read_text(&word).unwrap().is_drawn_out(), tripled || repeats);
        }
    }
}
