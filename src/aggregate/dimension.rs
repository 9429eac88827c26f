//! What mentions can be grouped by.

use super::Bucket;

/// One of the things that `--by` groups by.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Dimension {
    /// The brand, or each of the brands, that the mention is about.
    Brand,
    /// The platform.
    Platform,
    /// The language, stated or recognised.
    Language,
    /// The author's handle, else name.
    Author,
    /// The country that the export states.
    Country,
    /// A stretch of time.
    Time(Bucket),
}

impl Dimension {
    /// Every dimension, in the order in which help texts list them.
    pub const ALL: [Self; 10] = [
        Self::Brand,
        Self::Platform,
        Self::Language,
        Self::Author,
        Self::Country,
        Self::Time(Bucket::Hour),
        Self::Time(Bucket::Day),
        Self::Time(Bucket::Week),
        Self::Time(Bucket::Month),
        Self::Time(Bucket::Weekday),
    ];

    /// The name on the command line and of the column.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brand => "brand",
            Self::Platform => "platform",
            Self::Language => "language",
            Self::Author => "author",
            Self::Country => "country",
            Self::Time(bucket) => bucket.name(),
        }
    }

    /// The dimension of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|dimension| dimension.name() == name)
    }
}
