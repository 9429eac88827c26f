//! Any text is scored and explained by every model.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use listen::{
    language::Guesser,
    lexicon::{Lexicon, Own},
    scoring::{Model, Models},
};

static MODELS: LazyLock<[Models; 2]> = LazyLock::new(|| {
    [Model::Listen, Model::Vader].map(|model| Models::new(model, &["Orvane"], Own::default()))
});

fuzz_target!(|text: &str| {
    let guessed = Guesser::default().guess(text);
    for models in MODELS.iter() {
        let mut worker = models.worker();
        for language in Lexicon::languages().chain(guessed) {
            let score = worker.score(text, (language, "Orvane"));
            if score.unread {
                continue; // an explanation tells of emoji even then
            }
            let explained = models.explain(text, (language, "Orvane"));
            assert_eq!(score.label, explained.label);
            assert!((f64::from(score.value) / 1e4 - explained.score).abs() < 1e-4);
            let classes = u32::from(score.pos) + u32::from(score.neu) + u32::from(score.neg);
            assert!(models.name() != "listen" || classes == 10_000);
        }
    }
});
