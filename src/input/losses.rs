//! What was dropped or damaged while reading, where and why.

use std::sync::Arc;

use crate::error::Place;

/// How many places are remembered for each kind of loss.
const FIRST: usize = 5;

/// Why a record was skipped.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Reason {
    /// It has neither a text nor a title.
    NoText,
    /// Its row ends before the text column.
    ShortRow,
    /// Its row has more fields than the header.
    LongRow,
    /// A quote in it is never closed.
    UnclosedQuote,
    /// It is longer than `--max-record`.
    TooLong,
    /// It is not valid JSON.
    BadJson,
    /// It is JSON, but no object.
    NotAnObject,
    /// A field that is used stands in it twice with different values.
    DuplicateKey,
    /// It is nothing but NUL bytes, as a crash leaves them.
    Padding,
    /// Its text is what a spreadsheet shows for a formula without a result.
    Fault,
    /// Its text was removed where it stood: `[removed]`, `[deleted]`.
    Removed,
    /// It is the header once more.
    Header,
    /// It is what the mentions are about, and none itself.
    NoMention,
    /// It is the last, and has no end.
    Incomplete,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 14] = [
        Self::NoText,
        Self::ShortRow,
        Self::LongRow,
        Self::UnclosedQuote,
        Self::TooLong,
        Self::BadJson,
        Self::NotAnObject,
        Self::DuplicateKey,
        Self::Padding,
        Self::Fault,
        Self::Removed,
        Self::Header,
        Self::NoMention,
        Self::Incomplete,
    ];

    /// The name in machine-readable outputs.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoText => "no_text",
            Self::ShortRow => "short_row",
            Self::LongRow => "long_row",
            Self::UnclosedQuote => "unclosed_quote",
            Self::TooLong => "too_long",
            Self::BadJson => "bad_json",
            Self::NotAnObject => "not_an_object",
            Self::DuplicateKey => "duplicate_key",
            Self::Padding => "padding",
            Self::Fault => "spreadsheet_fault",
            Self::Removed => "removed",
            Self::Header => "repeated_header",
            Self::NoMention => "no_mention",
            Self::Incomplete => "incomplete",
        }
    }

    /// What a person reads: "3 records skipped: …".
    pub fn text(self) -> &'static str {
        match self {
            Self::NoText => "no text",
            Self::ShortRow => "row ends before the text",
            Self::LongRow => "more fields than the header (a separator or quote in a text?)",
            Self::UnclosedQuote => "quote never closed",
            Self::TooLong => "longer than --max-record",
            Self::BadJson => "not valid JSON",
            Self::NotAnObject => "JSON, but not an object",
            Self::DuplicateKey => "duplicate key",
            Self::Fault => "a spreadsheet's error in place of the text (#REF!, #NAME?)",
            Self::Removed => "text removed by its author or by the platform",
            Self::Header => "the header once more",
            Self::NoMention => "the app itself, and no review of it",
            Self::Incomplete => "last line incomplete: is the file still being written?",
            Self::Padding => "nothing but NUL bytes (a file cut by a crash?)",
        }
    }
}

/// What is wrong with a record that was kept.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Damage {
    /// A figure is not a count; it is taken as unknown.
    BadNumber,
    /// A date cannot be read; the mention is undated.
    BadDate,
    /// The date is missing; the mention is undated.
    Undated,
    /// Bytes that are not valid in the encoding became U+FFFD.
    Replaced,
    /// It is in another encoding than the rest of the input.
    Decoded,
    /// Its text is UTF-8 that was once taken for another encoding: `Ã©` for `é`.
    Mojibake,
    /// A quote inside a quoted field is not doubled; the text is kept.
    StrayQuote,
    /// The row has fewer fields than the header, but a text.
    ShortRow,
    /// The identifier was rounded by a spreadsheet; it is left out.
    RoundedId,
    /// The last line has no end and too few fields; the text is kept.
    CutShort,
    /// The input is cut off or damaged, and only what stands before that was read.
    Truncated,
    /// The file was written to while it was read.
    Changed,
}

impl Damage {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::BadNumber,
        Self::BadDate,
        Self::Undated,
        Self::Replaced,
        Self::Decoded,
        Self::Mojibake,
        Self::StrayQuote,
        Self::ShortRow,
        Self::RoundedId,
        Self::CutShort,
        Self::Truncated,
        Self::Changed,
    ];

    /// The name in machine-readable outputs.
    pub fn name(self) -> &'static str {
        match self {
            Self::BadNumber => "bad_number",
            Self::BadDate => "bad_date",
            Self::Undated => "undated",
            Self::Replaced => "replaced",
            Self::Decoded => "decoded",
            Self::Mojibake => "mojibake",
            Self::StrayQuote => "stray_quote",
            Self::ShortRow => "short_row",
            Self::RoundedId => "rounded_id",
            Self::CutShort => "cut_short",
            Self::Truncated => "truncated",
            Self::Changed => "changed",
        }
    }

    /// What a person reads: "3 records: …".
    pub fn text(self) -> &'static str {
        match self {
            Self::BadNumber => "figure not readable, taken as unknown",
            Self::BadDate => "date not readable, counted as undated",
            Self::Undated => "no date",
            Self::Replaced => "bytes that are not text, replaced by \u{fffd}",
            Self::Decoded => "record in another encoding than the rest, read as that",
            Self::Mojibake => {
                "text garbled before it was exported (`Ã©` for `é`): export it anew as UTF-8"
            }
            Self::StrayQuote => "quote inside a quoted field not doubled, text kept",
            Self::ShortRow => "fewer fields than the header, text kept",
            Self::RoundedId => "identifier rounded by a spreadsheet, left out",
            Self::CutShort => "last line incomplete: is the file still being written?",
            Self::Truncated => "input cut off or damaged: only what stands before was read",
            Self::Changed => "file changed while it was read: run again for the whole of it",
        }
    }
}

impl Damage {
    /// What the user can do about it, where there is something.
    pub fn remedy(self) -> Option<&'static str> {
        match self {
            Self::RoundedId => Some(
                "export anew and import the column as text (Data > From Text/CSV), or open the \
                 export itself instead of the copy that a spreadsheet saved",
            ),
            Self::Mojibake => {
                Some("export or save anew as UTF-8; the texts themselves are damaged")
            }
            Self::Replaced | Self::Decoded => Some("name the encoding with --encoding"),
            Self::BadDate => {
                Some("if another column holds the dates, name it with --map created_at=COLUMN")
            }
            Self::StrayQuote | Self::ShortRow => Some("export anew instead of editing the file"),
            Self::CutShort | Self::Changed => {
                Some("wait until the export is written, and run again")
            }
            Self::Truncated => Some("get a complete copy of the file"),
            Self::BadNumber | Self::Undated => None,
        }
    }
}

/// Why a record gives no mention; it is already counted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Loss {
    /// Why.
    pub reason: Reason,
}

/// One place in one input.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Spot {
    /// Which of the inputs, counted from 0.
    pub ordinal: usize,
    /// Where in it.
    pub place: Place,
    /// The input's name, as the user wrote it.
    pub input: Arc<str>,
    /// What stands there, shortened, or what is wrong with it; may be empty.
    pub detail: Box<str>,
}

/// How often something happened, and where first.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// How often.
    pub count: u64,
    /// The first few places.
    pub first: Vec<Spot>,
}

impl Tally {
    /// Counts one more; `spot` is asked for only while places are remembered.
    pub(super) fn add(&mut self, spot: impl FnOnce() -> Spot) {
        self.count += 1;
        if self.first.len() < FIRST {
            self.first.push(spot());
        }
    }

    fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.first.extend(other.first);
        self.first.sort();
        self.first.truncate(FIRST);
    }
}

/// Everything that reading dropped or repaired; parts merge in any order.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Losses {
    skipped: [Tally; Reason::ALL.len()],
    damaged: [Tally; Damage::ALL.len()],
}

impl Losses {
    /// How many records were skipped.
    pub fn skipped(&self) -> u64 {
        self.skipped.iter().map(|t| t.count).sum()
    }

    /// The reasons for which records were skipped, each with its tally.
    pub fn reasons(&self) -> impl Iterator<Item = (Reason, &Tally)> {
        Reason::ALL
            .into_iter()
            .zip(&self.skipped)
            .filter(|(_, t)| t.count > 0)
    }

    /// The kinds of damage in records that were kept, each with its tally.
    pub fn damages(&self) -> impl Iterator<Item = (Damage, &Tally)> {
        Damage::ALL
            .into_iter()
            .zip(&self.damaged)
            .filter(|(_, t)| t.count > 0)
    }

    /// Adds what another part of the run lost.
    pub fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.skipped.iter_mut().zip(other.skipped) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.damaged.iter_mut().zip(other.damaged) {
            mine.merge(theirs);
        }
    }

    pub(super) fn skip(&mut self, reason: Reason, spot: impl FnOnce() -> Spot) -> Loss {
        self.skipped[reason as usize].add(spot);
        Loss { reason }
    }

    pub(super) fn damage(&mut self, damage: Damage, spot: impl FnOnce() -> Spot) {
        self.damaged[damage as usize].add(spot);
    }
}
