//! Recognises and decodes code pages from before Unicode.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, MACINTOSH, WINDOWS_1252};

use crate::input::refilled::Refill;

/// The longest line that is looked at as a whole, in bytes.
const LINE: usize = 1 << 20;

/// The code page of a text that is not UTF-8; `None` where it is UTF-8 with
/// some damage, or cannot be told.
pub(in crate::input) fn detect(prefix: &[u8]) -> Option<&'static Encoding> {
    let (mut good, mut bad) = (0_usize, 0_usize);
    let mut foreign = Vec::new();
    for line in prefix.split_inclusive(|byte| *byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(line) => good += usize::from(!line.is_ascii()),
            // The last line may be cut within a character.
            Err(error) if error.error_len().is_none() => {}
            Err(_) => {
                bad += 1;
                foreign.extend_from_slice(line);
            }
        }
    }
    if bad == 0 || good > 4 * bad {
        return None;
    }
    let page = guess(&foreign);
    let decoded = page.decode_without_bom_handling(&foreign);
    let is_sound = if page.is_single_byte() {
        is_plausible(&decoded.0)
    } else {
        !decoded.1
    };
    is_sound.then_some(page)
}

fn guess(foreign: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(foreign, true);
    let page = detector.guess(None, Utf8Detection::Deny);
    let is_western = [
        "windows-1252",
        "windows-1250",
        "windows-1254",
        "windows-1257",
        "windows-1258",
    ];
    if !is_western.contains(&page.name()) {
        return page;
    }
    let fit = |page: &'static Encoding| fit(&page.decode_without_bom_handling(foreign).0);
    if fit(MACINTOSH) > fit(page) {
        return MACINTOSH;
    }
    // The pages of central Europe and Turkey differ little from the usual one.
    if fit(WINDOWS_1252) >= fit(page) {
        WINDOWS_1252
    } else {
        page
    }
}

/// How well letters beyond ASCII go with their neighbours.
fn fit(text: &str) -> i64 {
    around(text)
        .map(|(before, sign, after)| i64::from(judge(before, sign, after)))
        .sum()
}

/// Whether hardly any sign beyond ASCII is out of place.
pub(in crate::input) fn is_plausible(text: &str) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for (before, sign, after) in around(text) {
        match judge(before, sign, after) {
            ..0 => bad += 1,
            _ => good += 1,
        }
    }
    bad * 8 <= good
}

/// The signs beyond ASCII with their neighbours.
fn around(text: &str) -> impl Iterator<Item = (char, char, char)> {
    let after = text.chars().skip(1).chain([' ']);
    let before = [' '].into_iter().chain(text.chars());
    let signs = before.zip(text.chars()).zip(after);
    signs
        .map(|((before, sign), after)| (before, sign, after))
        .filter(|(_, sign, _)| !sign.is_ascii())
}

/// 1 for a sign in its place, -1 for one that is out of place.
fn judge(before: char, sign: char, after: char) -> i32 {
    // Words of one letter in French, Italian, Spanish and Portuguese.
    const ALONE: &str = "àÀèÈéÉóÓáÁòÒúùôÔ";
    const TYPOGRAPHY: &str = "’‘“”„«»–—…€£°•·™©®§¿¡´¨×½¼²³ºª";
    let is_lower = |c: char| c.is_lowercase();
    let has_letter = before.is_alphabetic() || after.is_alphabetic();
    if sign.is_alphabetic() {
        let shouts_within = sign.is_uppercase() && is_lower(before);
        let alone = ALONE.contains(sign) && !before.is_alphanumeric() && !after.is_alphanumeric();
        return if (has_letter && !shouts_within) || (alone && after != '(') {
            1
        } else {
            -1
        };
    }
    if sign == '\u{a0}' || TYPOGRAPHY.contains(sign) {
        0
    } else {
        -1
    }
}

/// Decodes a code page. Lines that are UTF-8 stay as they are where the page
/// has one byte a character.
pub(in crate::input) struct Legacy<R> {
    raw: R,
    page: &'static Encoding,
    /// Remembers half a character, where characters have several bytes.
    decoder: Option<Decoder>,
    input: Vec<u8>,
}

impl<R: Read> Legacy<R> {
    pub(in crate::input) fn new(raw: R, page: &'static Encoding) -> Self {
        let decoder = || page.new_decoder_without_bom_handling();
        Self {
            raw,
            page,
            decoder: (!page.is_single_byte()).then(decoder),
            input: Vec::new(),
        }
    }

    fn decode_lines(&mut self, whole: usize, text: &mut String) {
        for line in self.input[..whole].split_inclusive(|byte| *byte == b'\n') {
            match std::str::from_utf8(line) {
                Ok(line) => text.push_str(line),
                Err(_) => text.push_str(&self.page.decode_without_bom_handling(line).0),
            }
        }
        self.input.drain(..whole);
    }
}

impl<R: Read> Refill for Legacy<R> {
    fn refill(&mut self, text: &mut String) -> io::Result<bool> {
        let mut block = self.raw.by_ref().take(64 << 10);
        let read = block.read_to_end(&mut self.input)?;
        if let Some(decoder) = &mut self.decoder {
            let room = decoder.max_utf8_buffer_length(self.input.len());
            text.reserve(room.unwrap_or(self.input.len() * 3 + 16));
            let _ = decoder.decode_to_string(&self.input, text, read == 0);
            self.input.clear();
            return Ok(read > 0 || !text.is_empty());
        }
        let last = memchr::memrchr(b'\n', &self.input).map(|at| at + 1);
        let whole = match last {
            Some(end) if read > 0 => end,
            None if read > 0 && self.input.len() < LINE => 0,
            _ => self.input.len(),
        };
        self.decode_lines(whole, text);
        Ok(read > 0 || whole > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::refilled::Refilled;

    fn page(text: &str, page: &'static Encoding) -> Option<&'static str> {
        detect(&page.encode(text).0).map(Encoding::name)
    }

    fn decoded(bytes: &[u8], page: &'static Encoding) -> String {
        let mut text = String::new();
        Refilled::new(Legacy::new(bytes, page))
            .read_to_string(&mut text)
            .expect("decoded text is UTF-8");
        text
    }

    #[test]
    fn code_pages_are_told_apart() {
        let french = "id;texte\n1;Déçue, très mauvais service… à l’arrivée, 5 € de trop\n";
        let german = "id;Text\n1;Für die Größe schön, aber zu laut\n";
        let russian = "id;Текст\n1;Очень плохой сервис, больше не закажу\n";
        let japanese = "id,text\n1,このコーヒーはとても美味しいです。また買います\n";
        assert_eq!(page(french, WINDOWS_1252), Some("windows-1252"));
        assert_eq!(page(german, WINDOWS_1252), Some("windows-1252"));
        assert_eq!(detect(b"1;D\x8e\x8due, tr\x8fs mauvais\n"), Some(MACINTOSH));
        assert_eq!(
            page(russian, encoding_rs::WINDOWS_1251),
            Some("windows-1251")
        );
        assert_eq!(page(japanese, encoding_rs::SHIFT_JIS), Some("Shift_JIS"));
    }

    #[test]
    fn damaged_utf_8_is_no_code_page() {
        assert_eq!(detect("tout va très bien\n".as_bytes()), None);
        assert_eq!(detect(b"bad \xc3( byte \xff here\n"), None);
        assert_eq!(
            detect(b"overlong \xc0\xaf surrogate \xed\xa0\x80 end\n"),
            None
        );
        assert_eq!(
            detect("cut: très".as_bytes().split_last().expect("long").1),
            None
        );
        assert_eq!(detect(b"cut: tr\xc3"), None);
    }

    #[test]
    fn each_line_is_decoded_by_itself() {
        let mixed = [
            &"très\n".repeat(30_000).into_bytes()[..],
            b"tr\xe8s\n",
            b"caf\xe9",
        ]
        .concat();
        let text = decoded(&mixed, WINDOWS_1252);
        assert!(text.ends_with("très\ntrès\ncafé") && !text.contains('\u{fffd}'));
        assert_eq!(text.lines().count(), 30_002);
    }

    #[test]
    fn characters_of_two_bytes_survive_the_edges_of_blocks() {
        let text = "x".to_owned() + &"日本語".repeat(40_000);
        let bytes = encoding_rs::SHIFT_JIS.encode(&text).0.into_owned();
        assert_eq!(decoded(&bytes, encoding_rs::SHIFT_JIS), text);
    }
}
