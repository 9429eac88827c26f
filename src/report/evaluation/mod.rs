//! How well models find the labels that people gave: plain data, and the formats to write it in.

mod figures;
mod page;

use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use self::figures::FIGURES;
use super::{CellWriter, Excel, Layout, SCHEMA_VERSION, escape};
use crate::{scoring::Label, stats::Confusion};

/// What was found of some models on the same texts.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    /// How many labelled texts were judged.
    pub texts: u64,
    /// Each model, in the order asked for.
    pub models: Vec<Judged>,
}

/// What was found of a model.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// Its name on the command line.
    pub model: &'static str,
    /// Texts in languages that it does not read; they count nowhere else.
    pub unread: u64,
    /// All texts first, then those of each language, source and brand.
    pub groups: Vec<Judgement>,
    /// The worst errors first.
    pub mistakes: Vec<Mistake>,
}

/// Labels and predictions of some texts.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// What the texts have in common: `all`, `language`, `source` or `brand`.
    pub by: &'static str,
    /// Which language, source or brand.
    pub group: String,
    /// What people say against what the model says.
    pub confusion: Confusion,
}

/// A text that got another label than people gave it.
#[derive(Clone, Debug, Default)]
pub struct Mistake {
    /// The export's identifier.
    pub id: String,
    /// The text.
    pub text: String,
    /// What people say.
    pub said: Label,
    /// What the model says.
    pub predicted: Label,
    /// By how much the wrong class outweighs the right one, 0 to 1.
    pub margin: f64,
    /// The words that decided, each with its effective valence.
    pub words: Vec<(String, f64)>,
}

impl Evaluation {
    /// Aligned tables for reading.
    pub fn write(&self, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
        page::write(self, layout, out)
    }

    /// One row for each model and group.
    pub fn write_csv(&self, excel: Excel, out: &mut dyn Write) -> io::Result<()> {
        let mut cells = CellWriter::csv(out, excel)?;
        for name in ["model", "by", "group"] {
            cells.text(name)?;
        }
        for figure in FIGURES {
            cells.text(figure.name)?;
        }
        cells.end_row()?;
        for judged in &self.models {
            for judgement in &judged.groups {
                cells.text(judged.model)?;
                cells.text(judgement.by)?;
                cells.text(&judgement.group)?;
                for figure in FIGURES {
                    let shown = figure.shown(&judgement.confusion);
                    cells.number(shown.unwrap_or_default())?;
                }
                cells.end_row()?;
            }
        }
        cells.flush()
    }

    /// All of it as one JSON object.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let json = json!({
            "schema_version": SCHEMA_VERSION,
            "texts": self.texts,
            "models": self.models.iter().map(model_json).collect::<Vec<_>>(),
        });
        let text = serde_json::to_string_pretty(&json)?;
        writeln!(out, "{}", escape::json(&text))
    }
}

fn model_json(judged: &Judged) -> Json {
    json!({
        "model": judged.model,
        "unread": judged.unread,
        "groups": judged.groups.iter().map(group_json).collect::<Vec<_>>(),
        "errors": judged.mistakes.iter().map(mistake_json).collect::<Vec<_>>(),
    })
}

fn group_json(judgement: &Judgement) -> Json {
    let mut object = Map::new();
    object.insert("by".into(), judgement.by.into());
    object.insert("group".into(), judgement.group.clone().into());
    for figure in FIGURES {
        let number = figure.shown(&judgement.confusion);
        let number = number.and_then(|digits| serde_json::from_str(&digits).ok());
        object.insert(figure.name.into(), number.unwrap_or(Json::Null));
    }
    let row = |said: Label| {
        let counts = Label::ALL.map(|predicted| {
            let count = judgement.confusion.0[said.place()][predicted.place()];
            (predicted.name().to_owned(), Json::from(count))
        });
        (
            said.name().to_owned(),
            Json::Object(counts.into_iter().collect()),
        )
    };
    let matrix: Map<String, Json> = Label::ALL.map(row).into_iter().collect();
    object.insert("confusion".into(), matrix.into());
    object.into()
}

fn mistake_json(mistake: &Mistake) -> Json {
    let word = |(word, valence): &(String, f64)| json!({"word": word, "effective": valence});
    json!({
        "id": mistake.id,
        "text": mistake.text,
        "label": mistake.said,
        "predicted": mistake.predicted,
        "margin": mistake.margin,
        "words": mistake.words.iter().map(word).collect::<Vec<_>>(),
    })
}
