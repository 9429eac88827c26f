//! What a user can say about how inputs are to be read.

use std::{str::FromStr, time::Duration};

use jiff::tz::TimeZone;

use super::{DateOrder, Encoding, Field};

/// What becomes of dates such as `3/4/2026` where no date of the input shows which of day and
/// month stands first.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DoubtfulDates {
    /// The input is refused.
    Refused,
    /// They are no dates, and counted as unreadable: where nothing is made of dates.
    LeftOut,
}

/// What becomes of what exports make of texts: `&lt;3`, `don\\u2019t`, HTML.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Texts {
    /// They are texts again.
    #[default]
    Restored,
    /// They stay as they stand in the export, but for HTML, which is no text.
    AsWritten,
}

/// A format that mentions can be read from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    /// Separated values with a header row, whatever the separator.
    Csv,
    /// JSON: an array of records, or an object that holds one.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// A workbook of Excel 2007 or later.
    Xlsx,
    /// An old Excel workbook.
    Xls,
    /// A spreadsheet of the open document format.
    Ods,
}

impl Format {
    /// Every format, in the order in which help texts list them.
    pub const ALL: [Self; 6] = [
        Self::Csv,
        Self::Json,
        Self::JsonLines,
        Self::Xlsx,
        Self::Xls,
        Self::Ods,
    ];

    /// Whether records stand in rows of a workbook.
    pub fn is_workbook(self) -> bool {
        matches!(self, Self::Xlsx | Self::Xls | Self::Ods)
    }

    /// Whether records have columns, and not keys.
    pub fn is_table(self) -> bool {
        self == Self::Csv || self.is_workbook()
    }

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|format| format.name() == name);
        known.ok_or_else(|| {
            let names: Vec<_> = Self::ALL.map(Self::name).into();
            format!(
                "unknown format `{name}`; the formats are {}",
                names.join(", ")
            )
        })
    }
}

/// How inputs are to be read; the default decides everything from the content.
#[derive(Clone, Debug)]
pub struct Options {
    /// Fields whose column the user names.
    pub map: Vec<(Field, String)>,
    /// The format, where the content is not to decide.
    pub format: Option<Format>,
    /// Whether `3/4/2026` is in April or in March, where the column cannot tell.
    pub date_order: Option<DateOrder>,
    /// What becomes of dates whose order cannot be told.
    pub doubtful_dates: DoubtfulDates,
    /// The zone of times that state none.
    pub input_tz: TimeZone,
    /// The zone of dates without a time, if it is another: a report in days of some zone takes
    /// them for days of that zone, so that none moves to the day before.
    pub day_tz: Option<TimeZone>,
    /// The encoding, where the content is not to decide.
    pub encoding: Option<Encoding>,
    /// Whether entities and escapes in texts are resolved.
    pub texts: Texts,
    /// Whether an input that is cut off or damaged is read as far as it goes.
    pub partial: bool,
    /// The sheet of workbooks to read, by name or by number from 1.
    pub sheet: Option<String>,
    /// Whether URLs may lead to private and loopback addresses.
    pub allow_private: bool,
    /// The longest record, in bytes.
    pub max_record: usize,
    /// The longest input, in bytes after decompression.
    pub max_input: u64,
    /// How long a URL may take in all.
    pub timeout: Duration,
    /// How much is read and cut at a time, in bytes.
    pub block: usize,
}

impl Options {
    /// The longest record that can be asked for, as buffers are counted in 32 bits.
    pub(super) fn record_limit(&self) -> usize {
        self.max_record.min(1 << 30)
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            map: Vec::new(),
            format: None,
            date_order: None,
            doubtful_dates: DoubtfulDates::Refused,
            input_tz: TimeZone::UTC,
            day_tz: None,
            encoding: None,
            texts: Texts::default(),
            partial: false,
            sheet: None,
            allow_private: false,
            max_record: 16 << 20,
            max_input: 64 << 30,
            timeout: Duration::from_secs(300),
            block: 64 << 10,
        }
    }
}
