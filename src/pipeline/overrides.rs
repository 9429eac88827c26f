//! Labels that the user puts in the place of the model's, mention by mention.

use std::{
    collections::HashMap,
    fs,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

use super::labelled::{LABELS, Scale};
use crate::{
    Error, Mention, Result,
    scoring::{Label, Score},
};

/// Names of the columns that say which mention is meant.
const KEYS: [&str; 4] = ["id", "url", "link", "permalink"];
/// Names of the column of labels that go before those of any labelled file.
const OWN_LABELS: &[&str] = &["label", "override"];

/// Labels by identifier or address.
#[derive(Debug, Default)]
pub struct Overrides {
    places: HashMap<String, usize>,
    rows: Vec<(String, Label)>,
    used: Vec<AtomicBool>,
    scale: Scale,
}

impl Overrides {
    /// Reads a table with a column `id` or `url`, or both, and a column `label`.
    pub fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).map_err(|source| Error::Read {
            input: path.display().to_string(),
            source,
        })?;
        Self::parse(&text).map_err(|(line, reason)| Error::Definition {
            path: path.to_owned(),
            line,
            reason,
        })
    }

    fn parse(text: &str) -> Result<Self, (u64, String)> {
        let text = text.trim_start_matches('\u{feff}');
        let mut rows = ::csv::ReaderBuilder::new()
            .delimiter(separator(text))
            .flexible(true)
            .from_reader(text.as_bytes());
        let header = rows.headers().map_err(|error| (1, error.to_string()))?;
        let place = |names: &[&str]| {
            let is_one = |cell: &str| names.contains(&cell.trim().to_lowercase().as_str());
            header.iter().position(is_one)
        };
        let keys: Vec<usize> = KEYS.iter().filter_map(|name| place(&[name])).collect();
        let mut labels = OWN_LABELS.iter().chain(LABELS);
        let label = labels.find_map(|name| place(&[name]));
        let label = label.ok_or((1, "no column `label`".to_owned()))?;
        if keys.is_empty() {
            return Err((1, "no column `id` or `url`".to_owned()));
        }
        let rows: Vec<_> = rows
            .records()
            .map(|row| row.map_err(|error| (line_of(&error), error.to_string())))
            .collect::<Result<_, _>>()?;
        let mut found = Self {
            scale: Scale::of(rows.iter().map(|row| cell(row, label))),
            ..Self::default()
        };
        for row in &rows {
            let line = row.position().map_or(0, ::csv::Position::line);
            let added = found.add(row, &keys, label);
            added.map_err(|reason| (line, reason))?;
        }
        found.used = found.rows.iter().map(|_| AtomicBool::new(false)).collect();
        Ok(found)
    }

    /// A row without a label says nothing.
    fn add(
        &mut self,
        row: &::csv::StringRecord,
        keys: &[usize],
        label: usize,
    ) -> Result<(), String> {
        let cell = |at: usize| cell(row, at);
        if cell(label).is_empty() {
            return Ok(());
        }
        let label = self
            .scale
            .label(cell(label))
            .ok_or_else(|| format!("`{}` is none of negative, neutral, positive", cell(label)))?;
        let known: Vec<&str> = keys
            .iter()
            .map(|&at| cell(at))
            .filter(|key| !key.is_empty())
            .collect();
        let Some(first) = known.first() else {
            return Err("neither `id` nor `url` is filled in".to_owned());
        };
        self.rows.push(((*first).to_owned(), label));
        for key in known {
            self.places.insert(key.to_owned(), self.rows.len() - 1);
        }
        Ok(())
    }

    /// The label of a mention that the table names by identifier or address.
    pub(super) fn label(&self, id: &str, url: &str) -> Option<Label> {
        let known = |key: &str| (!key.is_empty()).then(|| self.places.get(key)).flatten();
        let &place = known(id).or_else(|| known(url))?;
        self.used[place].store(true, Ordering::Relaxed);
        Some(self.rows[place].1)
    }

    /// The score with the label in its place, where the table names the mention.
    pub(super) fn apply(&self, mention: &Mention<'_>, score: Score) -> Score {
        let Some(label) = self.label(mention.id, mention.url) else {
            return score;
        };
        let weight = |own: Label| if own == label { 10_000 } else { 0 };
        Score {
            value: match label {
                Label::Negative => score.value.min(-1),
                Label::Neutral => 0,
                Label::Positive => score.value.max(1),
            },
            neg: weight(Label::Negative),
            neu: weight(Label::Neutral),
            pos: weight(Label::Positive),
            label,
            unread: false,
            ..score
        }
    }

    /// What the user should know once all mentions are read.
    pub fn remarks(&self) -> Vec<String> {
        let unused = self.rows.iter().zip(&self.used);
        let unused = unused.filter(|(_, used)| !used.load(Ordering::Relaxed));
        let names: Vec<&str> = unused.map(|((key, _), _)| key.as_str()).collect();
        let applied = self.rows.len() - names.len();
        let mut remarks = vec![format!(
            "{applied} of {} overrides applied",
            self.rows.len()
        )];
        remarks.extend(
            self.scale
                .told()
                .map(|scale| format!("numbers of the overrides are read as {scale}")),
        );
        if !names.is_empty() {
            const SHOWN: usize = 5;
            let more = if names.len() > SHOWN { ", …" } else { "" };
            let shown = names[..names.len().min(SHOWN)].join(", ");
            remarks.push(format!(
                "no mention has the id or address of {}: {shown}{more}",
                names.len()
            ));
        }
        remarks
    }
}

/// A cell without what a spreadsheet put before it.
fn cell(row: &::csv::StringRecord, at: usize) -> &str {
    let cell = row.get(at).unwrap_or_default().trim();
    cell.strip_prefix('\'').unwrap_or(cell)
}

/// The separator that the first line has most of.
fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: &u8| first.bytes().filter(|byte| byte == separator).count();
    let candidates = [b'\t', b';', b','];
    candidates.into_iter().max_by_key(count).unwrap_or(b',')
}

fn line_of(error: &::csv::Error) -> u64 {
    error.position().map_or(0, ::csv::Position::line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_is_found_by_its_id_or_its_address() {
        let table = "id;url;label\n7;;positive\n;https://a.example/8;négatif\n9;;\n";
        let overrides = Overrides::parse(table).unwrap();
        assert_eq!(overrides.label("7", ""), Some(Label::Positive));
        assert_eq!(
            overrides.label("", "https://a.example/8"),
            Some(Label::Negative)
        );
        assert_eq!(overrides.label("9", ""), None);
        assert_eq!(overrides.label("", ""), None);
    }

    #[test]
    fn what_was_not_found_is_named() {
        let overrides = Overrides::parse("id,label\na,neutral\nb,positive\n").unwrap();
        overrides.label("b", "");
        assert_eq!(
            overrides.remarks(),
            [
                "1 of 2 overrides applied",
                "no mention has the id or address of 1: a"
            ]
        );
    }

    #[test]
    fn numbers_and_other_headers_are_read_as_in_labelled_texts() {
        let read = |table: &str| {
            let overrides = Overrides::parse(table).unwrap();
            ["a", "b", "c"].map(|id| overrides.label(id, ""))
        };
        let (negative, positive) = (Some(Label::Negative), Some(Label::Positive));
        assert_eq!(
            read("id;étiquette\na;5\nb;1\nc;3\n"),
            [positive, negative, Some(Label::Neutral)]
        );
        assert_eq!(
            read("id,sentiment\na,1\nb,'-1\nc,très négatif\n"),
            [positive, negative, negative]
        );
        let overrides = Overrides::parse("id,label\na,5\n").unwrap();
        assert!(overrides.remarks()[1].contains("read as 1 to 5"));
    }

    #[test]
    fn faults_are_named_with_their_line() {
        let fault = |table: &str| Overrides::parse(table).unwrap_err();
        assert_eq!(
            fault("id,label\na,good\nb,meh\n"),
            (3, "`meh` is none of negative, neutral, positive".to_owned())
        );
        assert_eq!(fault("text,label\n").1, "no column `id` or `url`");
        assert_eq!(fault("id,text\n").1, "no column `label`");
    }
}
