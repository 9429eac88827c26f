//! The texts that the cells of a workbook share.

use std::io;

use super::xml::{Said, Xml};

/// How much memory the texts may take, in bytes.
const MOST: usize = 256 << 20;

/// How much of them stands together, in bytes.
const BLOCK: usize = 1 << 20;

/// Texts by number, packed closely.
#[derive(Debug, Default)]
pub(super) struct Strings {
    blocks: Vec<String>,
    places: Vec<(u32, u32, u32)>,
    used: usize,
}

impl Strings {
    /// Adds the texts of an XLSX workbook; those before an error stay.
    pub(super) fn read(&mut self, mut part: Xml) -> io::Result<()> {
        let mut text = String::new();
        loop {
            match part.next()? {
                Said::Open if part.is("si") => text.clear(),
                Said::Open if part.is("rPh") => part.skip("rPh")?,
                Said::Open if part.is("t") => part.append("t", &mut text)?,
                Said::Close if part.is("si") => self.add(&unescaped(&text))?,
                Said::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Adds a text; an error where memory would run out.
    pub(super) fn add(&mut self, text: &str) -> io::Result<()> {
        self.used += text.len() + size_of::<(u32, u32, u32)>();
        if self.used > MOST {
            return Err(io::Error::other(
                "its texts take more than 256 MiB of memory: save the sheet as CSV UTF-8",
            ));
        }
        let full = |block: &String| block.len() + text.len() > BLOCK;
        if self.blocks.last().is_none_or(full) {
            self.blocks.push(String::new());
        }
        let number = self.blocks.len() - 1;
        let block = &mut self.blocks[number];
        let start = block.len();
        block.push_str(text);
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX); // MOST is below 4 GiB
        self.places
            .push((small(number), small(start), small(block.len())));
        Ok(())
    }

    /// The text of that number.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let (block, start, end) = *self.places.get(number)?;
        self.blocks
            .get(block as usize)?
            .get(start as usize..end as usize)
    }
}

/// A text with `_x000D_` and the like resolved, by which XLSX writes control characters.
pub(super) fn unescaped(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(2..6).filter(|_| rest[6..].starts_with('_'));
        let sign = code
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32)
            .filter(|sign| *sign != '\0');
        let (sign, length) = sign.map_or(('_', 1), |sign| (sign, 7));
        plain.push(if sign == '\r' { '\n' } else { sign });
        rest = &rest[length..];
    }
    plain.push_str(rest);
    plain.replace("\n\n", "\n").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_number() {
        let mut strings = Strings::default();
        let long = "x".repeat(700 << 10);
        for text in ["a", "", &long, &long, "é"] {
            strings.add(text).expect("little");
        }
        assert_eq!(strings.get(0), Some("a"));
        assert_eq!(strings.get(1), Some(""));
        assert_eq!(strings.get(3), Some(long.as_str()));
        assert_eq!(strings.get(4), Some("é"));
        assert_eq!(strings.get(5), None);
    }

    #[test]
    fn control_characters_are_resolved() {
        assert_eq!(
            unescaped("a_x000D_b _x005F_x000D_ _xZZ_"),
            "a\nb _x000D_ _xZZ_"
        );
        assert_eq!(unescaped("_x00e9"), "_x00e9");
        assert_eq!(unescaped("_x"), "_x");
    }
}
