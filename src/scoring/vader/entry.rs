//! All that the strict model knows of one word, packed into a table's value.

/// What a word does: a valence in tenths and a set of flags. The default
/// entry is that of an unknown word.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Entry(pub(crate) u32);

impl Entry {
    /// Stands in the lexicon, so it has a valence.
    pub(crate) const SCORED: Self = Self(1 << 8);
    /// Strengthens what follows.
    pub(crate) const BOOSTER: Self = Self(1 << 9);
    /// Weakens what follows.
    pub(crate) const DAMPENER: Self = Self(1 << 10);
    /// Turns what follows around.
    pub(crate) const NEGATION: Self = Self(1 << 11);
    /// Several words whose value replaces that of the words in and after them.
    pub(crate) const IDIOM: Self = Self(1 << 12);
    /// The value of the idiom is an integer in the reference.
    pub(crate) const WHOLE: Self = Self(1 << 13);
    /// Calls for a look whether it is part of an entry of several words.
    pub(crate) const PART: Self = Self(1 << 14);
    /// "no", which turns the next scored words around.
    pub(crate) const NO: Self = Self(1 << 16);
    /// "so" and "this", which count as emphasis next to the scored word.
    pub(crate) const SO: Self = Self(1 << 17);
    /// "never".
    pub(crate) const NEVER: Self = Self(1 << 18);
    /// "without".
    pub(crate) const WITHOUT: Self = Self(1 << 19);
    /// "doubt".
    pub(crate) const DOUBT: Self = Self(1 << 20);
    /// "least".
    pub(crate) const LEAST: Self = Self(1 << 21);
    /// "but".
    pub(crate) const BUT: Self = Self(1 << 22);
    /// "kind", which is not scored before "of".
    pub(crate) const KIND: Self = Self(1 << 23);

    /// Whether the entry has one of the flags of `flags`.
    #[inline]
    pub(crate) const fn has(self, flags: Self) -> bool {
        self.0 & flags.0 != 0
    }

    /// The entry with the flags of another one too.
    #[must_use]
    #[inline]
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The valence, −4 to 4: exactly what parsing the list's decimal gives.
    #[inline]
    pub(crate) fn valence(self) -> f64 {
        let [tenths, ..] = self.0.to_le_bytes();
        f64::from(tenths.cast_signed()) / 10.0
    }
}
