//! Texts of old workbooks, which may go on in the next record.

/// Bytes in several records.
pub(super) struct Pieces<'b> {
    parts: std::vec::IntoIter<&'b [u8]>,
    now: &'b [u8],
}

impl<'b> Pieces<'b> {
    pub(super) fn new(parts: Vec<&'b [u8]>) -> Self {
        Self {
            parts: parts.into_iter(),
            now: &[],
        }
    }

    pub(super) fn of(part: &'b [u8]) -> Self {
        Self::new(vec![part])
    }

    /// The next text, whose length stands in front in this many bytes.
    pub(super) fn text(&mut self, prefix: usize) -> Option<String> {
        let mut length = usize::from(self.byte()?);
        if prefix == 2 {
            length |= usize::from(self.byte()?) << 8;
        }
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { self.number(2)? };
        let extension = if flags & 4 == 0 { 0 } else { self.number(4)? };
        let text = self.signs(length, flags)?;
        let mut rest = runs.checked_mul(4)?.checked_add(extension)?;
        while rest > 0 {
            let count = rest.min(self.here()?.len());
            self.now = &self.now[count..];
            rest -= count;
        }
        Some(text)
    }

    /// So many characters of one byte or two; each record states anew which.
    fn signs(&mut self, length: usize, flags: u8) -> Option<String> {
        let mut units = Vec::with_capacity(length);
        let mut is_wide = flags & 1 == 1;
        while units.len() < length {
            if self.now.is_empty() {
                is_wide = self.byte()? & 1 == 1;
            }
            let width = 1 + usize::from(is_wide);
            let count = (length - units.len()).min(self.now.len() / width);
            if count == 0 {
                return None;
            }
            let (here, rest) = self.now.split_at(count * width);
            if is_wide {
                units.extend(
                    here.chunks_exact(2)
                        .map(|p| u16::from_le_bytes([p[0], p[1]])),
                );
            } else {
                units.extend(here.iter().map(|byte| u16::from(*byte)));
            }
            self.now = rest;
        }
        Some(String::from_utf16_lossy(&units))
    }

    fn here(&mut self) -> Option<&'b [u8]> {
        while self.now.is_empty() {
            self.now = self.parts.next()?;
        }
        Some(self.now)
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.here()?.split_first()?;
        self.now = rest;
        Some(*first)
    }

    fn number(&mut self, bytes: usize) -> Option<usize> {
        let mut number = 0;
        for at in 0..bytes {
            number |= usize::from(self.byte()?) << (8 * at);
        }
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::Pieces;

    #[test]
    fn texts_go_on_in_the_next_record() {
        let parts: Vec<&[u8]> = vec![b"\x05\x00\x00so", b"\x01g\0o\0\xe9\0", b"\x01\x00\x00x"];
        let mut pieces = Pieces::new(parts);
        assert_eq!(pieces.text(2).as_deref(), Some("sogoé"));
        assert_eq!(pieces.text(2).as_deref(), Some("x"));
        assert_eq!(pieces.text(2), None);
    }

    #[test]
    fn a_text_that_is_cut_is_none() {
        assert_eq!(Pieces::of(b"\xff\xff\x01ab").text(2), None);
        assert_eq!(Pieces::of(b"\x03\x00\x00ab").text(2), None);
    }
}
