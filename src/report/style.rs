//! Colours of the terminal, and nothing at all where they are off.

/// Whether a report may use colours.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Style {
    /// Letters only: not one escape byte.
    #[default]
    Plain,
    /// The terminal's own palette.
    Colour,
}

/// What a piece of text is, for the eye.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Ink {
    /// Running text.
    #[default]
    Normal,
    /// Headings and the verdict.
    Strong,
    /// Asides.
    Faint,
    /// Speaks for the brand.
    Good,
    /// Speaks against it.
    Bad,
}

impl Style {
    /// The text in its ink. It must have its width already: escape bytes have none.
    pub(super) fn paint(self, ink: Ink, text: &str) -> String {
        let code = match ink {
            Ink::Normal => "",
            Ink::Strong => "1",
            Ink::Faint => "2",
            Ink::Good => "32",
            Ink::Bad => "31",
        };
        if self == Self::Plain || code.is_empty() || text.is_empty() {
            return text.to_owned();
        }
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}
