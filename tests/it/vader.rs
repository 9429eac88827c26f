//! The strict model against the reference: `vader-parity` equals the Python
//! package vaderSentiment 3.3.2 on every text that its authors have tried.

use std::fs;
use std::path::Path;

use listen::scoring::{Score, Scorer, Vader};
use vader_parity::SentimentIntensityAnalyzer;

/// Scores in the reference's own terms: compound and proportions.
fn reference(analyzer: &SentimentIntensityAnalyzer, text: &str) -> [i32; 4] {
    let scores = analyzer.polarity_scores(text);
    let whole = |fraction: f64| format!("{:.0}", fraction * 10_000.0).parse().unwrap();
    [scores.compound, scores.pos, scores.neu, scores.neg].map(whole)
}

fn ours(score: Score) -> [i32; 4] {
    [
        score.value.into(),
        score.pos.into(),
        score.neu.into(),
        score.neg.into(),
    ]
}

/// Compares text by text, with one worker, so that a buffer that is not
/// emptied shows.
fn assert_parity<'t>(texts: impl IntoIterator<Item = &'t str>) {
    let (analyzer, model) = (SentimentIntensityAnalyzer::new(), Vader::new());
    let mut worker = model.worker();
    for text in texts {
        assert_eq!(
            ours(worker.score(text)),
            reference(&analyzer, text),
            "{text:?}"
        );
    }
}

/// A file of the development data, which is not part of the project.
fn development_data(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data")
        .join(name);
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: no {}", path.display());
    }
    text
}

#[test]
fn every_field_of_the_development_data_scores_as_in_the_reference() {
    for name in [
        "labelled/en.csv",
        "labelled/fr.csv",
        "mentions/airlines_en.csv",
    ] {
        let Some(data) = development_data(name) else {
            continue;
        };
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(data.as_bytes());
        let texts: Vec<String> = reader
            .records()
            .flatten()
            .filter_map(|record| {
                record
                    .iter()
                    .max_by_key(|field| field.len())
                    .map(String::from)
            })
            .collect();
        assert_parity(texts.iter().map(String::as_str));
    }
}
