//! Finds where a JSON value ends, without looking at what it says.

use crate::input::near::near2;

/// Passes over one value; can be fed piece by piece.
#[derive(Clone, Debug, Default)]
pub(super) struct Skipper {
    depth: usize,
    place: Place,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Place {
    /// Nothing of the value was seen yet.
    #[default]
    Before,
    /// Between the signs of an object or array.
    Outside,
    /// In a string.
    String,
    /// After a backslash in a string.
    Escape,
    /// In a number or word that stands alone.
    Word,
    /// Behind everything that can be read.
    Lost,
}

impl Skipper {
    /// One that passes over everything.
    pub(super) fn endless() -> Self {
        Self {
            depth: 1,
            place: Place::Lost,
        }
    }

    /// The byte after the value, if it ends in `bytes`.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            match self.place {
                Place::String => {
                    at += near2(b'"', b'\\', &bytes[at..])? + 1;
                    if bytes[at - 1] == b'\\' {
                        self.place = Place::Escape;
                    } else {
                        self.place = Place::Outside;
                        if self.depth == 0 {
                            return Some(at);
                        }
                    }
                }
                Place::Lost => return None,
                Place::Escape => {
                    self.place = Place::String;
                    at += 1;
                }
                Place::Word => {
                    let end = bytes[at..].iter().position(|b| is_end(*b))?;
                    return Some(at + end);
                }
                Place::Before | Place::Outside => {
                    at += self.outside(&bytes[at..]);
                    if self.depth == 0 && self.place == Place::Outside {
                        return Some(at);
                    }
                }
            }
        }
        None
    }

    /// Takes signs up to the start of a string or the end of the value.
    fn outside(&mut self, bytes: &[u8]) -> usize {
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'"' => {
                    self.place = Place::String;
                    return at + 1;
                }
                b'{' | b'[' => {
                    self.place = Place::Outside;
                    self.depth += 1;
                }
                b'}' | b']' => {
                    self.place = Place::Outside;
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return at + 1;
                    }
                }
                _ if self.place == Place::Before && !is_space(*byte) => {
                    self.place = Place::Word;
                    return at;
                }
                _ => {}
            }
        }
        bytes.len()
    }
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

fn is_end(byte: u8) -> bool {
    is_space(byte) || matches!(byte, b',' | b']' | b'}' | b':' | b'{' | b'[' | b'"')
}

/// The first byte from `at` on that is not of a kind.
pub(super) fn past(bytes: &[u8], at: usize, kind: impl Fn(u8) -> bool) -> usize {
    let rest = &bytes[at..];
    at + rest.iter().position(|b| !kind(*b)).unwrap_or(rest.len())
}

/// The key whose quote stands at `at`, and the byte where its value begins.
pub(super) fn key(bytes: &[u8], at: usize) -> Option<(String, usize)> {
    let end = at + Skipper::default().feed(&bytes[at..])?;
    let name = String::from_utf8_lossy(bytes.get(at + 1..end - 1)?);
    let mut plain = String::new();
    crate::input::texts::unescape_json(&name, &mut plain);
    let value = past(bytes, end, |b| is_space(b) || b == b':');
    (value < bytes.len()).then_some((plain, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_where_it_ends() {
        for value in [
            r#"{"a":"}\"","b":[1,{"c":2}]}"#,
            r#"["]"]"#,
            r#""a\\""#,
            "12.5e3",
            "null",
            "{}",
        ] {
            let text = format!("{value},7");
            assert_eq!(
                Skipper::default().feed(text.as_bytes()),
                Some(value.len()),
                "{value}"
            );
        }
    }

    #[test]
    fn a_value_may_come_in_pieces_of_any_size() {
        let text = br#"{"a\\":"\"}","b":[1,{"c":"\u00e9"}]}, 1"#;
        let end = Skipper::default().feed(text);
        for size in 1..text.len() {
            let (mut skipper, mut at) = (Skipper::default(), 0);
            let found = text.chunks(size).find_map(|chunk| {
                let found = skipper.feed(chunk).map(|end| at + end);
                at += chunk.len();
                found
            });
            assert_eq!(found, end, "{size}");
        }
    }
}
