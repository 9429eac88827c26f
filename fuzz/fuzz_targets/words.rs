//! Any text is read as a word list of the user's own, and what it holds is scored.
#![no_main]

use libfuzzer_sys::fuzz_target;
use listen::{
    lexicon::{Layer, Own},
    scoring::{Model, Models},
};

/// Lists longer than this teach nothing new; compiled lexica stay in memory until the end.
const MOST: usize = 2_000;

fuzz_target!(|text: &str| {
    if text.len() > MOST {
        return;
    }
    match Layer::parse("fuzz", text, Some("en")) {
        Err(faults) => assert!(!faults.is_empty()),
        Ok(layer) => {
            let mut own = Own::default();
            own.push(layer);
            let models = Models::new(Model::Listen, &[], own);
            models.worker().score(text, ("en", ""));
        }
    }
});
