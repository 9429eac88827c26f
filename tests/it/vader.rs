//! The strict model against the reference: `vader-parity` equals the Python
//! package vaderSentiment 3.3.2 on every text that its authors have tried.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may print and panic"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use listen::scoring::{Score, Scorer, Vader};
use proptest::prelude::*;
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
fn real_texts_score_as_in_the_reference() {
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
            .step_by(5)
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

/// Texts that have led a port of VADER astray, all invented.
const NASTY: &[&str] = &[
    "",
    " \t\n",
    "!!!!!",
    "? ! ?",
    // emphasis
    "good!",
    "good!!!!!!",
    "bad?? really???? good?",
    "ON! arrow 🔛 good",
    // capitals
    "GOOD",
    "GOOD food",
    "GOOD FOOD",
    "GOOD 24",
    "VERY good",
    "Very GOOD",
    "NOT GOOD at all",
    "It is SO bad",
    "GREAT ⒶⒷ ǅ",
    "GREAT ǅA",
    "ＧＯＯＤ good",
    "\u{212a}ILL the LI\u{212a}E",
    "\u{212a}ill",
    "LİKE like",
    "GOOD ΣΑΣ σας",
    // punctuation
    "'good' (good) ...good... good.bad",
    ":) :-) :)) :( ;) <3 xD XD :D :d =) ^_^ >:(",
    "no! no? so! ok. ok",
    "it's great, isn't it",
    "ain't bad, uh-uh good",
    "don't've liked n't good N'T good",
    "I don’t like it",
    "great… great—really",
    // no, negation, least, so, this, without doubt
    "no",
    "no good",
    "no no no good",
    "no problem or fun",
    "no hope or joy nor love",
    "no such nor good",
    "NO good",
    "never so good, never this good",
    "never had this good",
    "never was so very good",
    "never so very good",
    "such a so good day",
    "this good",
    "without doubt good",
    "without a doubt good",
    "without doubt a good day",
    "without good",
    "least good",
    "the least good",
    "at least good",
    "AT LEAST good",
    "very least good",
    "despite all good",
    "not very good",
    "very not good",
    "not so very good",
    "hardly any good",
    // boosters
    "kind of good",
    "it is kind of good",
    "it was just enough good",
    "a sort of bad day",
    "kind",
    "kind of",
    "kind people",
    "sort-of good, kindof bad",
    "very VERY good day",
    "extremely very really good",
    "barely bad",
    // idioms
    "the bomb",
    "it was the bomb",
    "this is really the shit",
    "what a bad ass movie",
    "that is bad ass",
    "a true bad ass hero",
    "she waits at the bus stop",
    "yeah right",
    "oh so yeah right",
    "it is a kiss of death",
    "the food is to die for",
    "food here to die for now",
    "a very beating heart",
    "we saw a beating heart die",
    "it was the bomb the shit not bad",
    "a b c the shit least good",
    "a b the shit great the bomb",
    "the bomb the bomb the bomb the bomb",
    // contrast
    "but",
    "but good",
    "good but",
    "good but bad",
    "good good but good good",
    "good but bad but good",
    "BUT good but bad",
    "not good but good, good",
    "a b the shit but good good good",
    "the bomb is no but a b the bomb the bomb",
    "great! but great? but the great bomb",
    "fine but no, no, no",
    // emoji
    "😀",
    "😀😀",
    "good😀good",
    "good 😀ok",
    "❤️ 💔",
    "👍🏽 👨‍👩‍👧 🇫🇷",
    "©good® good",
    "🆗 🆒 🆓",
    // blanks and controls
    "good\u{a0}bad",
    "good\u{1c}bad\u{1f}good",
    "good\u{85}bad\u{2028}good\u{3000}bad",
    "good\u{200b}bad good\u{0}bad good\u{7f}",
    "\u{feff}good",
    "good\u{b}bad\u{c}good\r\nbad",
    "\u{1}good\u{e} bad",
    // long words
    "disadvantageousness",
    "https://example.com/good?bad=great!&so=very",
    "goooooooooooooooooooooooooooooooooooooooooooooood",
];

#[test]
fn nasty_texts_score_as_in_the_reference() {
    assert_parity(NASTY.iter().copied());
}

#[test]
fn every_word_of_the_lexicon_scores_as_in_the_reference() {
    let lists = [lexicon("vader.tsv"), lexicon("vader-emoji.tsv")];
    let words = lists.iter().flat_map(BTreeMap::keys);
    let texts: Vec<String> = words
        .flat_map(|word| [word.clone(), format!("I am not so {word}, but a {word}!")])
        .collect();
    assert_parity(texts.iter().map(String::as_str));
}

/// Each letter decides whether "Ax" is in capitals, and each blank whether
/// "good" is a word.
#[test]
fn every_letter_and_blank_is_taken_as_python_takes_it() {
    let letters =
        ('\u{80}'..=char::MAX).filter(|char| char.is_alphanumeric() || char.is_whitespace());
    let others = ('\0'..=char::MAX).step_by(97);
    let texts: Vec<String> = letters
        .chain('\0'..'\u{80}')
        .chain(others)
        .map(|char| format!("GREAT A{char} x{char}good{char}"))
        .collect();
    assert_parity(texts.iter().map(String::as_str));
}

/// A list of the strict model: entries and the rest of their lines.
fn lexicon(name: &str) -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("lexicons/en")
        .join(name);
    let list = fs::read_to_string(path).unwrap();
    let rows = list.lines().filter(|line| !line.starts_with("# "));
    rows.map(|row| row.split_once('\t').unwrap())
        .map(|(key, rest)| (key.into(), rest.into()))
        .collect()
}

fn token() -> impl Strategy<Value = String> {
    let lists = [lexicon("vader.tsv"), lexicon("vader-emoji.tsv")];
    let words: Vec<String> = lists.iter().flat_map(BTreeMap::keys).cloned().collect();
    let rules = "no|nor|or|not|never|so|this|very|but|least|at|without|doubt|kind of|sort of|just enough|don't|\
        the shit|the bomb|bad ass|bus stop|yeah right|kiss of death|to die for|beating heart|barely";
    prop_oneof![
        3 => prop::sample::select(words),
        4 => rules,
        2 => "good|bad|great|love|awful|nice",
        2 => "[a-z]{1,8}|[A-Z]{1,3}|[0-9]{1,3}",
        1 => "[!?.,:;)(<3'\"-]{1,4}",
        1 => "[éßİΣσςǅK©®❤️👍😡🏽’… ]{1,3}|\\PC",
    ]
}

/// As it is, in capitals, with a capital, or with punctuation around it.
fn dressed() -> impl Strategy<Value = String> {
    (token(), 0..8).prop_map(|(token, dress)| match dress {
        0 => token.to_uppercase(),
        1 => token
            .chars()
            .take(1)
            .flat_map(char::to_uppercase)
            .chain(token.chars().skip(1))
            .collect(),
        2 => format!("\"{token}\","),
        3 => format!("{token}!"),
        _ => token,
    })
}

fn text() -> impl Strategy<Value = String> {
    let blank = prop_oneof![12 => Just(" "), 1 => Just("  "), 1 => Just("\n"), 1 => Just(""), 1 => Just("\u{a0}"), 1 => Just("\u{1c}")];
    prop::collection::vec((dressed(), blank), 0..40).prop_map(|words| {
        words
            .into_iter()
            .flat_map(|(word, blank)| [word, blank.into()])
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn generated_texts_score_as_in_the_reference(texts in prop::collection::vec(text(), 100)) {
        assert_parity(texts.iter().map(String::as_str));
    }

    #[test]
    fn any_text_scores_as_in_the_reference(texts in prop::collection::vec(".*", 100)) {
        assert_parity(texts.iter().map(String::as_str));
    }
}

/// Each would take the reference from minutes to days.
#[test]
fn hostile_texts_are_scored_in_linear_time() {
    let texts = [
        "!".repeat(1_000_000),
        "😀".repeat(100_000),
        "good but ".repeat(20_000),
        "good not bad but ".repeat(10_000),
        "not ".repeat(100_000),
        "not good ".repeat(50_000),
        "GOOD ".repeat(50_000),
        "GOOD GREAT ".repeat(50_000) + "ok",
        "x".repeat(1_000_000),
        "n'".repeat(500_000) + " good",
        "kind of ".repeat(50_000),
        "the shit ".repeat(50_000),
        "-".repeat(1_000_000) + " good",
        "- ".repeat(100_000),
        "\u{3000}".repeat(100_000),
    ];
    let model = Vader::new();
    let mut worker = model.worker();
    for text in &texts {
        let score = worker.score(text);
        assert!((-10_000..=10_000).contains(&score.value));
        assert!(
            (9_990..=10_010).contains(&(score.pos + score.neu + score.neg))
                || text.trim().is_empty()
        );
    }
}

/// Where the crate's lists are not those of the package, or ours leave out
/// what the package never finds: keys with blanks, and capitals (the crate
/// ignores case, so that of those only the last two count as further words).
#[test]
fn the_word_list_is_that_of_the_crate_but_for_known_differences() {
    let valence = |rest: &str| rest.strip_prefix("valence\t")?.parse::<f64>().ok();
    let ours: BTreeMap<String, f64> = lexicon("vader.tsv")
        .into_iter()
        .filter_map(|(word, rest)| Some((word, valence(&rest)?)))
        .collect();
    let mut theirs: BTreeMap<String, f64> = vader_sentiment::LEXICON
        .iter()
        .map(|(word, valence)| (word.to_lowercase(), *valence))
        .collect();
    for unreachable in [
        "( '}{' )",
        "can't stand",
        "fed up",
        "screwed up",
        ":-þ",
        ":þ",
    ] {
        assert!(theirs.remove(unreachable).is_some(), "{unreachable}");
    }
    for (missing, valence) in [("heart", 3.2), ("hearts", 3.3)] {
        assert_eq!(theirs.insert(missing.into(), valence), None);
    }
    // In the crate the valence of ":P" overwrites that of ":p".
    assert_eq!(theirs.insert(":p".into(), 1.0), Some(1.4));
    assert_eq!(ours, theirs);
}

#[test]
fn the_emoji_list_is_that_of_the_crate() {
    let theirs = vader_sentiment::EMOJI_LEXICON.iter();
    let single: BTreeMap<String, String> = theirs
        .filter(|(emoji, _)| emoji.chars().count() == 1)
        .map(|(emoji, name)| (emoji.to_string(), name.to_string()))
        .collect();
    assert_eq!(lexicon("vader-emoji.tsv"), single);
}
