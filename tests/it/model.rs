//! The default model: gold sentences, known faults of its forebears, and laws that hold for any text.

use std::{fs, path::Path};

use expect_test::expect;
use listen::{
    lexicon::{Lexicon, Own},
    scoring::{self, Explanation, Label, Models, Score, Scorer, listen::Model},
};
use proptest::prelude::*;

const WORDS: &str = include_str!("../../lexicons/en/words.tsv");
const EMOJI: &str = include_str!("../../lexicons/emoji.tsv");

fn english() -> Model {
    Model::of("en").unwrap()
}

fn score(text: &str) -> Score {
    english().worker().score(text)
}

fn label(text: &str) -> &'static str {
    score(text).label.name()
}

fn value(text: &str) -> i16 {
    score(text).value
}

fn explain(text: &str) -> Explanation {
    english().explain(text, "")
}

/// Fails with all texts that do not get their label.
fn assert_labels(expected: &[(&str, &str)]) {
    let wrong: Vec<_> = expected
        .iter()
        .filter(|(text, wanted)| label(text) != *wanted)
        .map(|(text, wanted)| format!("{text}: {} instead of {wanted}", label(text)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A file of a language's folder.
fn file(language: &str, name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons");
    fs::read_to_string(folder.join(language).join(name)).unwrap()
}

#[test]
fn what_follows_a_contrast_decides_in_short_texts() {
    assert_labels(&[
        (
            "Great range of shoes, yet nobody could find my size",
            "negative",
        ),
        ("A pretty room but we heard the lift", "negative"),
        // What is denied is no praise.
        (
            "My order says delivered but there's nothing here.",
            "negative",
        ),
    ]);
    assert!(value("Slow website, but my order was here by noon") > 0);
    // What is asked turns nothing.
    assert!(value("Lovely dress, but which sizes do you have?") > 0);
}

#[test]
fn praise_between_quotation_marks_may_be_irony() {
    for text in [
        "My \"fresh\" salad was brown",
        "My “fresh” salad was brown",
        "My « fresh » salad was brown",
    ] {
        assert!(value(text) < value("My fresh salad was brown"), "{text}");
        assert!(explain(text).irony, "{text}");
    }
    let whole = "\"great\"";
    assert_eq!(value(whole), value("great"));
    assert_eq!(
        value("We saw \"Perfect\" at the cinema"),
        value("We saw Perfect at the cinema")
    );
}

#[test]
fn plain_negations_are_never_wrong() {
    assert_labels(&[
        ("not good", "negative"),
        ("isn't great", "negative"),
        ("I do not think that this is good", "negative"),
        ("never been happy", "negative"),
        ("not bad", "positive"),
        ("can't complain", "positive"),
        ("nothing but good", "positive"),
        ("couldn't be happier", "positive"),
        ("nobody likes it", "negative"),
        ("no problem", "positive"),
    ]);
}

#[test]
fn a_curly_apostrophe_negates() {
    assert_labels(&[("I don’t like it", "negative")]);
    assert_eq!(score("I don’t like it"), score("I don't like it"));
}

#[test]
fn punctuation_of_any_kind_leaves_the_word() {
    assert_labels(&[
        ("great…", "positive"),
        ("great.Thanks", "positive"),
        ("“great”", "positive"),
        ("no!", "negative"),
    ]);
    assert_eq!(explain("great.Thanks").words.len(), 2);
}

#[test]
fn emoji_count_in_all_their_variants() {
    assert_labels(&[
        ("❤️", "positive"),
        ("great❤️", "positive"),
        ("👍🏽", "positive"),
        ("❤️‍🔥", "positive"),
        ("👩🏽‍🚀", "neutral"),
    ]);
    assert_eq!(score("👍"), score("👍🏿"));
    assert_eq!(score("❤"), score("❤️"));
}

#[test]
fn emoji_have_values_of_their_own() {
    assert_labels(&[
        ("👍", "positive"),
        ("👎", "negative"),
        ("😡", "negative"),
        ("🤮", "negative"),
        ("🙄", "negative"),
        ("👏", "positive"),
        ("💯", "positive"),
        ("🔥", "positive"),
    ]);
}

#[test]
fn keys_of_several_words_and_with_capitals_match() {
    assert_labels(&[
        ("fed up", "negative"),
        ("I can't stand it", "negative"),
        (":D", "positive"),
        ("to die for", "positive"),
    ]);
}

#[test]
fn repeated_mouths_are_one_emoticon() {
    assert_labels(&[("see you :))", "positive"), ("so it goes :(((", "negative")]);
}

#[test]
fn an_idiom_counts_once_and_anywhere() {
    let words = explain("that cake is to die for").words;
    assert!(words.iter().any(|word| word.entry == "to die for"));
    assert_labels(&[("the bomb", "positive"), ("Kiss of death", "negative")]);
}

#[test]
fn boosters_stand_for_themselves_only() {
    assert!(value("kind of good") < value("good"));
    assert!(value("so good") > value("good"));
    assert!(value("a person is good") < value("so good"));
    assert!(value("love it a lot") > value("love it"));
}

#[test]
fn a_negation_ends_with_its_clause_and_reaches_through_opinions() {
    assert_labels(&[
        ("Why not? Great product", "positive"),
        ("I do not think that this is good", "negative"),
        ("Not now, I love this place", "positive"),
        ("nothing but good", "positive"),
        ("I have never had such bad service", "negative"),
    ]);
}

#[test]
fn every_word_of_contrast_is_heard() {
    for word in ["but", "however", "yet"] {
        assert_eq!(
            label(&format!("It looks nice, {word} it is awful")),
            "negative",
            "{word}"
        );
    }
    for word in ["Although", "Despite the fact that", "Though"] {
        assert_eq!(
            label(&format!("{word} it is slow, I love it")),
            "positive",
            "{word}"
        );
    }
    assert!(value("nice but slow but awful") < value("nice but slow"));
}

#[test]
fn marks_within_links_stress_nothing() {
    assert_eq!(
        value("good https://example.com/a!!!b"),
        value("good https://example.com/ab")
    );
}

#[test]
fn mentions_links_and_masked_names_say_nothing() {
    assert_labels(&[
        ("Best Buy opens at 9", "neutral"),
        ("@greatcompany @united", "neutral"),
        ("love@example.com", "neutral"),
        ("https://example.com/terrible-awful", "neutral"),
        ("example.com/great", "neutral"),
    ]);
    let model = english().with_masked(["Awful Brand", "Free"]);
    let masked = |text: &str| model.worker().score(text).label;
    assert_eq!(masked("The awful brand store, opens at 9"), Label::Neutral);
    assert_eq!(masked("FREE has a new plan"), Label::Neutral);
    assert_eq!(masked("Free is awful"), Label::Negative);
    assert_eq!(model.worker().score("freely"), score("freely"));
}

#[test]
fn hashtags_are_split() {
    assert_labels(&[
        ("#LoveIt", "positive"),
        ("#WorstServiceEver", "negative"),
        ("#worstserviceever", "negative"),
        ("#NotHappy", "negative"),
        ("#SomeBrandSucks", "negative"),
        ("#monday", "neutral"),
    ]);
}

#[test]
fn lengthening_strengthens() {
    assert!(value("looooove this") > value("love this"));
    assert_labels(&[
        ("sooooo slooooow", "negative"),
        ("yesssss gooood", "positive"),
    ]);
}

#[test]
fn homographs_are_told_apart() {
    assert_labels(&[
        ("it looks like a phone", "neutral"),
        ("as well as the others", "neutral"),
        ("kindly send it, please", "neutral"),
        ("pretty bad", "negative"),
        ("low price", "positive"),
    ]);
}

#[test]
fn complaints_of_brand_talk_are_known() {
    for text in [
        "I want a refund",
        "a total rip off",
        "overpriced",
        "the app is slow and buggy",
        "it crashes",
        "it doesn't work",
        "waiting for three weeks",
    ] {
        assert_eq!(label(text), "negative", "{text}");
    }
}

#[test]
fn irony_is_reported_and_scored_only_on_strong_cues() {
    assert_labels(&[
        ("great, another delay", "negative"),
        ("thanks for nothing", "negative"),
    ]);
    let notes = |text: &str| explain(text).notes.join("\n");
    assert!(notes("great, another delay").contains("possible irony: great"));
    assert!(notes("Fantastic, they lost it").contains("possible irony: Fantastic"));
    assert!(!notes("a great day").contains("irony"));
}

#[test]
fn a_long_text_does_not_saturate() {
    let long = "The food was good. ".repeat(40);
    let doubled = "The food was good. ".repeat(80);
    assert!(value(&long) < value(&doubled) && value(&doubled) < 10_000);
    assert_eq!(label(&long), "positive");
}

#[test]
fn of_equal_sums_neither_side_wins() {
    assert_eq!(score("").label, Label::Neutral);
    assert_eq!(value(""), 0);
}

#[test]
fn hostile_lengths_end() {
    for text in [
        "a".repeat(1 << 20),
        "not ".repeat(100_000),
        "😀".repeat(5_000),
        "#".repeat(100_000),
        "#a".repeat(50_000),
        format!("#{}", "love".repeat(50_000)),
        ":".repeat(100_000),
        ":(".repeat(50_000),
        "a.".repeat(50_000),
        "can not recommend ".repeat(10_000),
        "é\u{301}".repeat(50_000),
        "'".repeat(100_000),
        "good,".repeat(50_000),
        "&amp;".repeat(50_000),
    ] {
        assert_laws(&text);
    }
}

#[test]
fn an_explanation_reads_well() {
    let told = explain("The crew wasn't very friendly, but I LOVE the seats!");
    let mut out = String::new();
    for word in told.words {
        out += &format!(
            "{} {} {} {}\n",
            word.word, word.valence, word.effective, word.running
        );
        for rule in word.rules {
            out += &format!("  {} ({}) {}\n", rule.name, rule.trigger, rule.valence);
        }
    }
    expect![[r#"
        The 0 0 0
        wasn't 0 0 0
        wasn't -1.42 0 0
          negation (wasn't) 0
        friendly 2 -0.5737 -0.5737
          booster (very) 2.5
          negation (wasn't) -2.125
          exclamation (!) -2.295
          contrast (but) -0.5737
        LOVE 2.93 4.9363 4.3626
          capitals (LOVE) 3.516
          exclamation (!) 3.7972
          contrast (but) 4.9363
        the 0 0 4.3626
    "#]]
    .assert_eq(&out);
}

/// Where values may come from.
const ORIGINS: [&str; 7] = [
    "vader",
    "afinn",
    "own",
    "learned",
    "vader-fr",
    "multilang",
    "leia",
];

#[test]
fn lists_are_sorted_unique_in_range_and_sourced() {
    assert_list(EMOJI);
    for language in Lexicon::languages() {
        assert_list(&file(language, "words.tsv"));
    }
}

fn assert_list(list: &str) {
    let rows: Vec<Vec<&str>> = list
        .lines()
        .filter(|line| !line.starts_with("# "))
        .map(|line| line.split('\t').collect())
        .collect();
    let unsorted = rows.windows(2).find(|pair| pair[0][0] >= pair[1][0]);
    assert!(unsorted.is_none(), "not sorted or twice: {unsorted:?}");
    for row in rows {
        let number = |cell: &str| cell.parse::<f64>().unwrap();
        assert!(
            number(row[1]).abs() <= 4.0 && number(row[2]).abs() <= 4.0,
            "{row:?}"
        );
        assert!(row[0].split(' ').count() <= 7, "{row:?}");
        assert!(ORIGINS.contains(&row[3]), "{row:?}");
        assert!(
            // Forms of one word count together, with two texts of their own each.
            row[3] != "learned" || row[4].parse::<u32>().unwrap() >= 2,
            "{row:?}"
        );
    }
}

/// What holds for any text.
fn assert_laws(text: &str) {
    let found = score(text);
    assert_eq!(
        u32::from(found.pos) + u32::from(found.neu) + u32::from(found.neg),
        10_000
    );
    assert!((-10_000..=10_000).contains(&found.value));
    match found.label {
        Label::Positive => assert!(found.value > 0 && found.pos >= found.neg),
        Label::Negative => assert!(found.value < 0 && found.neg >= found.pos),
        Label::Neutral => {}
    }
    let told = explain(text);
    assert_eq!(told.label, found.label);
    assert_eq!(told.mixed, found.mixed);
    let fractions = [told.score, told.pos, told.neu, told.neg];
    let exact = [
        found.value.into(),
        found.pos.into(),
        found.neu.into(),
        found.neg.into(),
    ];
    let shown = exact.map(|part: i32| format!("{:.4}", f64::from(part) / 10_000.0));
    assert_eq!(fractions.map(|part| format!("{part:.4}")), shown);
    for word in told.words {
        assert_eq!(text[word.span], word.word);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_laws_hold_for_any_text(text in ".*") {
        assert_laws(&text);
    }

    #[test]
    fn the_laws_hold_for_texts_of_its_own_words(words in prop::collection::vec(any::<prop::sample::Index>(), 0..30)) {
        let keys: Vec<&str> = WORDS.lines().chain(EMOJI.lines()).filter_map(|line| line.split('\t').next()).collect();
        let marks = [" ", ", ", "! ", "? ", " not ", " but ", " very ", "#", "…", "’"];
        let mut text = String::new();
        for (at, word) in words.iter().enumerate() {
            text += word.get::<&str>(&keys);
            text += marks[(at * 7 + text.len()) % marks.len()];
        }
        assert_laws(&text);
    }

    #[test]
    fn a_buffer_leaves_nothing_behind(first in ".*", second in ".*") {
        let model = english();
        let mut worker = model.worker();
        worker.score(&first);
        prop_assert_eq!(worker.score(&second), score(&second));
    }
}

#[test]
fn real_mentions_obey_the_laws() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/mentions/airlines_en.csv");
    let Ok(data) = fs::read_to_string(&path) else {
        println!("skipped: no {}", path.display());
        return;
    };
    for line in data.lines().step_by(20) {
        assert_laws(line);
    }
}

#[test]
fn the_name_of_the_brand_that_a_mention_is_about_is_no_opinion() {
    let models = Models::new(scoring::Model::Listen, &["free"], Own::default());
    let mut workers = models.worker();
    let mut value = |text: &str, brand: &str| workers.score(text, ("en", brand)).value;
    let opening = "Great Buy is there";
    assert!(value(opening, "") > 0);
    assert_eq!(value(opening, "great buy"), 0);
    assert_eq!(value(opening, "Orvane"), value(opening, ""));
    let praise = "Free and BEST BUY: the best";
    assert_eq!(
        value(praise, "Best Buy"),
        value("Orva and ORVA ORV: the best", "")
    );
    let told = models.explain(opening, ("en", "Great Buy"));
    assert!(told.words.iter().all(|word| word.valence.abs() < 0.01));
}
