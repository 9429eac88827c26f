//! Turns other encodings into UTF-8 and takes off byte order marks.

pub(super) mod legacy;

use std::io::{self, Read};

use super::{
    Encoding,
    refilled::{Refill, Refilled},
};
use legacy::Legacy;

/// The encoding that the first bytes show, and the length of their mark.
pub(super) fn sniff(prefix: &[u8]) -> (Encoding, usize) {
    match prefix {
        [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8Bom, 3),
        [0xff, 0xfe, ..] => (Encoding::Utf16Le, 2),
        [0xfe, 0xff, ..] => (Encoding::Utf16Be, 2),
        _ => (by_content(prefix), 0),
    }
}

/// The encoding of bytes without a mark.
fn by_content(prefix: &[u8]) -> Encoding {
    match by_zeros(prefix) {
        Encoding::Utf8 => {
            legacy::detect(prefix).map_or(Encoding::Utf8, |page| Encoding::Legacy(page.name()))
        }
        utf16 => utf16,
    }
}

/// Undoes an encoding that is not UTF-8.
pub(super) fn decoded(raw: impl Read + Send + 'static, encoding: Encoding) -> Box<dyn Read + Send> {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => Box::new(raw),
        Encoding::Utf16Le | Encoding::Utf16Be => Box::new(Refilled::new(Utf16::new(raw, encoding))),
        Encoding::Legacy(name) => match encoding_rs::Encoding::for_label(name.as_bytes()) {
            Some(page) => Box::new(Refilled::new(Legacy::new(raw, page))),
            None => Box::new(raw),
        },
    }
}

/// The encoding of that name, as the web has them.
pub(super) fn named(label: &str) -> Option<Encoding> {
    let found = encoding_rs::Encoding::for_label(label.trim().as_bytes())?;
    Some(match found.name() {
        "UTF-8" => Encoding::Utf8,
        "UTF-16LE" => Encoding::Utf16Le,
        "UTF-16BE" => Encoding::Utf16Be,
        name => Encoding::Legacy(name),
    })
}

/// Whether the bytes begin as UTF-32 does with a mark.
pub(super) fn is_utf32(prefix: &[u8]) -> bool {
    prefix.starts_with(&[0xff, 0xfe, 0, 0]) || prefix.starts_with(&[0, 0, 0xfe, 0xff])
}

/// UTF-16 without a mark: nearly every second byte is zero, and hardly any other.
fn by_zeros(prefix: &[u8]) -> Encoding {
    let sample = &prefix[..prefix.len().min(1024) & !1];
    let zeros = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let most = sample.len() / 2 * 7 / 10;
    match sample.len() >= 8 {
        true if odd > most && even == 0 => Encoding::Utf16Le,
        true if even > most && odd == 0 => Encoding::Utf16Be,
        _ => Encoding::Utf8,
    }
}

/// Decodes UTF-16; halves of pairs become U+FFFD.
pub(super) struct Utf16<R> {
    raw: R,
    unit: fn([u8; 2]) -> u16,
    input: Vec<u8>,
    high: Option<u16>,
}

impl<R: Read> Utf16<R> {
    pub(super) fn new(raw: R, encoding: Encoding) -> Self {
        let unit = match encoding {
            Encoding::Utf16Be => u16::from_be_bytes,
            _ => u16::from_le_bytes,
        };
        Self {
            raw,
            unit,
            input: Vec::new(),
            high: None,
        }
    }

    fn decode(&mut self, text: &mut String) {
        let whole = self.input.len() & !1;
        let mut units: Vec<u16> = self.high.take().into_iter().collect();
        let pairs = self.input[..whole].chunks_exact(2);
        units.extend(pairs.map(|pair| (self.unit)([pair[0], pair[1]])));
        if units
            .last()
            .is_some_and(|unit| (0xd800..0xdc00).contains(unit))
        {
            self.high = units.pop();
        }
        self.input.drain(..whole);
        for character in char::decode_utf16(units) {
            text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
    }
}

impl<R: Read> Refill for Utf16<R> {
    fn refill(&mut self, text: &mut String) -> io::Result<bool> {
        let odd = self.input.len();
        let mut block = self.raw.by_ref().take(64 << 10);
        let read = block.read_to_end(&mut self.input)?;
        if read == 0 {
            if odd > 0 || self.high.take().is_some() {
                text.push(char::REPLACEMENT_CHARACTER);
            }
            self.input.clear();
            return Ok(!text.is_empty());
        }
        self.decode(text);
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn utf_16_is_recognised_without_a_mark() {
        let text = "id,text\n1,très bien\n";
        assert_eq!(sniff(&bytes(text, u16::to_le_bytes)).0, Encoding::Utf16Le);
        assert_eq!(sniff(&bytes(text, u16::to_be_bytes)).0, Encoding::Utf16Be);
        assert_eq!(sniff(text.as_bytes()).0, Encoding::Utf8);
    }

    #[test]
    fn pairs_survive_the_edges_of_blocks() {
        let text = "é😀".repeat(20_000);
        let mut read = String::new();
        let raw = bytes(&text, u16::to_le_bytes);
        Refilled::new(Utf16::new(raw.as_slice(), Encoding::Utf16Le))
            .read_to_string(&mut read)
            .expect("decoded text is UTF-8");
        assert_eq!(read, text);
    }

    #[test]
    fn half_a_pair_and_an_odd_byte_are_replaced() {
        let mut read = String::new();
        let raw = &[0x3d, 0xd8, 0x61, 0, 0x62][..];
        Refilled::new(Utf16::new(raw, Encoding::Utf16Le))
            .read_to_string(&mut read)
            .expect("decoded text is UTF-8");
        assert_eq!(read, "\u{fffd}a\u{fffd}");
    }
}
