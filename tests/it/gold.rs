//! The sentences of every language's folder, which hold the default model to their labels.

use std::{fs, path::Path};

use listen::{
    lexicon::Lexicon,
    scoring::{Scorer, listen::Model},
};

#[test]
fn gold_sentences_of_every_language_get_their_labels() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons");
    for language in Lexicon::languages() {
        let model = Model::of(language).unwrap();
        let mut worker = model.worker();
        let gold = fs::read_to_string(folder.join(language).join("gold.tsv")).unwrap();
        let rows: Vec<Vec<&str>> = gold
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect())
            .collect();
        let fewest = if matches!(language, "en" | "fr") {
            120
        } else {
            60
        };
        assert!(
            rows.len() >= fewest,
            "{language}: {} sentences are too few",
            rows.len()
        );
        let mut is_right = |row: &Vec<&str>| worker.score(row[2]).label.name() == row[0];
        let (right, wrong): (Vec<_>, Vec<_>) = rows.iter().partition(|row| is_right(row));
        println!("{language}: {} of {} are right", right.len(), rows.len());
        let unknown: Vec<_> = wrong.iter().filter(|row| row.len() < 4).collect();
        assert!(unknown.is_empty(), "{language}: {unknown:#?}");
        let mended: Vec<_> = right.iter().filter(|row| row.len() > 3).collect();
        assert!(
            mended.is_empty(),
            "{language}: no longer wrong: {mended:#?}"
        );
        assert!(
            right.len() * 100 >= rows.len() * 97,
            "{language}: too many known faults"
        );
    }
}
