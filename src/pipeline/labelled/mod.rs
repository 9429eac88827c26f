//! Reads mentions that people labelled: what they said of each, and where it comes from.

mod decimal;
mod scale;
mod weights;

pub use scale::Scale;
pub use weights::Weighed;

use std::collections::BTreeMap;

use super::{examine::Examiner, majority::Majority, object::Object, overrides::Overrides};
use crate::{
    Error, Mention, Result,
    cluster::{self, Seen},
    input::{Inputs, Losses, Mapped, Record, Scratch, Shape},
    language::{self, Guesser},
    scoring::{Label, Score},
};

/// Names of the columns that hold a label, in order of preference.
pub(super) const LABELS: &[&str] = &[
    "label",
    "labels",
    "gold",
    "gold_label",
    "human_label",
    "annotation",
    "étiquette",
    "etiqueta",
    "etichetta",
    "airline_sentiment",
    "sentiment",
    "sentimento",
    "sentimiento",
    "stimmung",
    "tonalité",
    "polarity",
    "class",
    "stars",
    "rating",
    "note",
    "bewertung",
];
/// The same of other columns.
const SPLITS: &[&str] = &["split", "fold", "partition"];
const SOURCES: &[&str] = &["source", "dataset", "corpus"];
const WEIGHTS: &[&str] = &["weight", "sampling_weight"];

/// Which part of the data a text belongs to.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Split {
    /// To learn from.
    #[default]
    Train,
    /// To choose and measure on, never to learn from.
    Val,
    /// Neither.
    Other,
}

/// A mention that people labelled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labelled {
    /// The export's identifier.
    pub id: String,
    /// Its address.
    pub url: String,
    /// What was said, with the title of a review.
    pub text: String,
    /// The brand that the export names.
    pub brand: String,
    /// The language that the export states, as written.
    pub language: String,
    /// What people say it is.
    pub label: Label,
    /// Which part of the data it belongs to.
    pub split: Split,
    /// The data set that it comes from; empty where no column says so.
    pub source: String,
    /// What it counts beside others, more than 0; 1 until [`LabelledMentions::weigh`] says more.
    pub weight: f64,
    /// The weight that the input states, as written.
    pub stated_weight: String,
    /// The language that most mentions of its input are in; empty where none can be told.
    pub majority: &'static str,
}

impl Labelled {
    /// The mention without its label.
    pub(super) fn mention(&self) -> Mention<'_> {
        Mention {
            id: &self.id,
            text: &self.text,
            said: &self.text,
            url: &self.url,
            brand: &self.brand,
            language: &self.language,
            ..Mention::default()
        }
    }

    /// Its language and what the model says; `None` in a language without a lexicon.
    pub(super) fn score(&self, examiner: &mut Examiner<'_>) -> Option<(String, Score)> {
        let mention = self.mention();
        examiner.fall_back_on(self.majority);
        let language = examiner.language(&mention).into_owned();
        let score = examiner.score(&mention, &language);
        (!score.unread).then_some((language, score))
    }
}

/// What was read.
#[derive(Debug, Default)]
pub struct LabelledMentions {
    /// The mentions with a label, in the order of the inputs.
    pub mentions: Vec<Labelled>,
    /// Records read.
    pub read: u64,
    /// Records without a label.
    pub unlabelled: u64,
    /// Records whose label is none that is known, and the first of these.
    pub unknown: u64,
    /// The first label that is not known.
    pub first_unknown: Option<String>,
    /// Exact duplicates of earlier records.
    pub duplicates: u64,
    /// What reading dropped or repaired.
    pub losses: Losses,
    /// The column that the labels were read from.
    pub column: String,
    /// How numbers among the labels are read.
    pub scale: Scale,
    /// Whether any input has a column that tells parts of the data.
    pub has_splits: bool,
}

/// A mention before its label is understood.
struct Raw {
    mention: Labelled,
    label: String,
}

/// How labelled mentions are to be read.
#[derive(Debug, Default)]
pub struct Reading<'a> {
    /// The column of the labels; without it the usual names are tried.
    pub column: Option<&'a str>,
    /// Labels that go before those of the inputs.
    pub overrides: Option<&'a Overrides>,
    /// Whether the first record that cannot be read ends the run.
    pub strict: bool,
}

/// Reads all inputs.
pub fn read_labelled(inputs: &mut Inputs, reading: &Reading<'_>) -> Result<LabelledMentions> {
    let mut found = LabelledMentions::default();
    let mut raw = Vec::new();
    let mut majority = Majority::wanted();
    let mut seen = Seen::default();
    let mut scratch = Scratch::default();
    let mut spare = None;
    while let Some(batch) = inputs.next_batch(spare)? {
        found.read += batch.len() as u64 + batch.losses().skipped();
        let columns = Columns::of(batch.shape(), reading.column)?;
        let language = majority.language(&batch);
        for record in batch.records() {
            let Ok(mention) = record.mention(&mut scratch) else {
                continue;
            };
            if !seen.insert(cluster::identity(&mention)) {
                found.duplicates += 1;
                continue;
            }
            let mut read = columns.read(&record, &mention);
            read.mention.majority = language;
            raw.push(read);
        }
        found.column.clone_from(&columns.label);
        found.has_splits |= columns.split.is_some();
        found.losses.merge(batch.losses().clone());
        found.losses.merge(scratch.take_losses());
        super::strict(reading.strict, &found.losses)?;
        spare = Some(batch);
    }
    found.understand(raw, reading.overrides);
    Ok(found)
}

impl LabelledMentions {
    /// Keeps the texts in the language that most are in, and those that show none.
    /// Gives that language, and how many texts were left out.
    pub fn keep_majority_language(&mut self) -> (String, usize) {
        let mut guesser = Guesser::default();
        let mut language = |mention: &Labelled| {
            language::of(&mention.language, &mention.text, &mut guesser).into_owned()
        };
        let languages: Vec<String> = self.mentions.iter().map(&mut language).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for language in languages.iter().filter(|language| !language.is_empty()) {
            *counts.entry(language).or_default() += 1;
        }
        let most = counts.iter().rev().max_by_key(|(_, count)| **count);
        let most = most.map_or("en", |(language, _)| language).to_owned();
        let before = self.mentions.len();
        let mut own = languages.iter();
        self.mentions
            .retain(|_| own.next().is_none_or(|own| own.is_empty() || *own == most));
        (most, before - self.mentions.len())
    }

    fn understand(&mut self, raw: Vec<Raw>, overrides: Option<&Overrides>) {
        let scale = Scale::of(raw.iter().map(|raw| raw.label.as_str()));
        self.scale = scale;
        for Raw { mut mention, label } in raw {
            let own = overrides.and_then(|own| own.label(&mention.id, &mention.url));
            match own.or_else(|| scale.label(&label)) {
                Some(label) => {
                    mention.label = label;
                    self.mentions.push(mention);
                }
                None if label.trim().is_empty() => self.unlabelled += 1,
                None => {
                    self.unknown += 1;
                    self.first_unknown.get_or_insert(label);
                }
            }
        }
    }
}

/// The columns of one input that say more than a mention has.
struct Columns {
    label: String,
    split: Option<String>,
    source: Option<String>,
    weight: Option<String>,
    header: Vec<String>,
}

impl Columns {
    fn of(shape: &Shape, label: Option<&str>) -> Result<Self> {
        let header = shape.columns.clone();
        let find = |names: &[&str]| {
            let mut found = names.iter().filter_map(|name| named(&header, name));
            found.next().map(str::to_owned)
        };
        let wanted = match label {
            Some(name) => named(&header, name).map(str::to_owned),
            None => find(LABELS),
        };
        let Some(label) = wanted else {
            return Err(no_label(shape, label));
        };
        Ok(Self {
            label,
            split: find(SPLITS),
            source: find(SOURCES),
            weight: find(WEIGHTS),
            header,
        })
    }

    fn read(&self, record: &Record<'_>, mention: &Mention<'_>) -> Raw {
        let cell = |name: &Option<String>| {
            let name = name.as_deref()?;
            self.cell(record, name)
        };
        Raw {
            label: self.cell(record, &self.label).unwrap_or_default(),
            mention: Labelled {
                id: mention.id.to_owned(),
                url: mention.url.to_owned(),
                text: mention.said.to_owned(),
                brand: mention.brand.to_owned(),
                language: mention.language.to_owned(),
                split: split(&cell(&self.split).unwrap_or_default()),
                source: cell(&self.source).unwrap_or_default(),
                weight: 1.0,
                stated_weight: cell(&self.weight).unwrap_or_default(),
                ..Labelled::default()
            },
        }
    }

    /// A cell of a row, or a member of an object.
    fn cell(&self, record: &Record<'_>, name: &str) -> Option<String> {
        if record.raw().trim_start().starts_with('{') && record.fields().len() == 0 {
            let object = Object::read(record.raw())?;
            let json = object.get(name)?;
            let text = serde_json::from_str::<String>(json);
            return Some(
                text.unwrap_or_else(|_| if json == "null" { "" } else { json }.to_owned()),
            );
        }
        let at = self.header.iter().position(|own| own == name)?;
        record.fields().nth(at).map(str::to_owned)
    }
}

fn named<'h>(header: &'h [String], name: &str) -> Option<&'h str> {
    let is_it = |own: &&String| own.trim().to_lowercase() == name.trim().to_lowercase();
    header.iter().find(is_it).map(String::as_str)
}

fn no_label(shape: &Shape, asked: Option<&str>) -> Error {
    let reason = match asked {
        Some(name) => format!("no column `{name}`"),
        None => "no column of labels".to_owned(),
    };
    let text: Vec<&str> = shape
        .mapped
        .iter()
        .map(|Mapped { column, .. }| column.as_str())
        .collect();
    Error::Input {
        input: shape.input.to_string(),
        at: None,
        reason: format!("{reason} among: {}", shape.columns.join(", ")),
        hint: Some(format!(
            "name it with `--label COLUMN` (read as fields of the mention: {})",
            text.join(", ")
        )),
    }
}

fn split(name: &str) -> Split {
    match name.trim().to_lowercase().as_str() {
        "" | "train" | "training" => Split::Train,
        "val" | "valid" | "validation" | "dev" => Split::Val,
        _ => Split::Other,
    }
}
