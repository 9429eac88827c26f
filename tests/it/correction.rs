//! `listen sample`, `listen calibrate`, `--calibration` and `--overrides`: people's labels beside the model's.

use expect_test::expect;

use crate::support::Listen;

/// So many invented mentions: two brands, three opinions, two of which the model cannot see.
fn mentions(count: usize) -> String {
    let texts = [
        "I love it",
        "This is terrible",
        "It stands in the kitchen",
        "The lamp on it is green",
    ];
    let mut csv = "id,brand,text,truth\n".to_owned();
    for number in 0..count {
        let brand = if number % 5 == 0 { "Kelbo" } else { "Orvane" };
        let text = texts[number % 4];
        let truth = ["positive", "negative", "neutral", "negative"][number % 4];
        csv += &format!("{number},{brand},{text} {number},{truth}\n");
    }
    csv
}

fn cells<'r>(csv: &'r str, column: &str) -> Vec<&'r str> {
    let mut lines = csv.lines();
    let place = lines
        .next()
        .unwrap()
        .split(',')
        .position(|name| name == column);
    let place = place.unwrap_or_else(|| panic!("no {column} in {csv}"));
    lines
        .map(|line| line.split(',').nth(place).unwrap())
        .collect()
}

fn sample(options: &str, count: usize) -> String {
    Listen::command(&format!(
        "sample mentions.csv --language en --quiet {options}"
    ))
    .file("mentions.csv", mentions(count))
    .stdout()
}

#[test]
fn a_sample_hides_what_the_model_says_and_keeps_what_people_need() {
    let csv = sample("--size 4", 8);
    expect![[r#"
        id,url,created_at,brand,platform,language,text,label,weight
        6,,,Orvane,,en,It stands in the kitchen 6,,4
        1,,,Orvane,,en,This is terrible 1,,2
        4,,,Orvane,,en,I love it 4,,1
        0,,,Kelbo,,en,I love it 0,,1
    "#]]
    .assert_eq(&csv);
}

#[test]
fn a_sample_is_as_large_as_asked_and_its_weights_are_those_of_all() {
    let csv = sample("--size 50 --show", 1000);
    let weights: f64 = cells(&csv, "weight")
        .iter()
        .map(|w| w.parse::<f64>().unwrap())
        .sum();
    assert_eq!(csv.lines().count(), 51);
    assert!((weights - 1000.0).abs() < 0.1, "{weights}");
    for label in ["positive", "negative", "neutral"] {
        assert!(cells(&csv, "predicted").contains(&label), "{label}");
    }
    let ids = cells(&csv, "id");
    let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len());
}

#[test]
fn a_seed_says_which_sample() {
    assert_eq!(sample("--size 20", 200), sample("--size 20", 200));
    assert_ne!(sample("--size 20 --seed 2", 200), sample("--size 20", 200));
    assert_eq!(sample("--size 500", 30).lines().count(), 31);
}

#[test]
fn each_text_is_drawn_once_and_weights_are_those_of_different_texts() {
    let mut csv = "id,text\n".to_owned();
    for number in 0..600 {
        csv += &format!("a{number},RT @user{number}: I love it! https://a.example/{number}\n");
    }
    let long = "the lamp on the new kettle is green and stays on all night long since the last update of the";
    for number in 0..100 {
        csv += &format!("b{number},It stands in room {number}\nc{number},{long} app {number}\n");
    }
    let sample = Listen::command("sample mentions.csv --language en --size 40");
    let ran = sample.file("mentions.csv", &csv).run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let weights = cells(&ran.stdout, "weight");
    let sum: f64 = weights.iter().map(|w| w.parse::<f64>().unwrap()).sum();
    assert!((sum - 102.0).abs() < 0.1, "{sum}: {}", ran.stdout);
    assert_eq!(ran.stdout.matches("I love it").count(), 1, "{}", ran.stdout);
    let told = "note: mentions that repeat the text of another: 698;";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    let all = Listen::command("analyze mentions.csv --language en --format csv --quiet");
    let figures = all.file("mentions.csv", &csv).stdout();
    assert_eq!(cells(&figures, "unique_mentions"), ["102"]);
}

/// The truth filled in where the sample asks for it.
fn labelled(sample: &str) -> String {
    let truth = mentions(1000);
    let truth: std::collections::HashMap<&str, &str> = truth
        .lines()
        .map(|line| {
            (
                line.split(',').next().unwrap(),
                line.rsplit(',').next().unwrap(),
            )
        })
        .collect();
    let mut csv = "id,brand,text,label,weight\n".to_owned();
    for line in sample.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        csv += &format!(
            "{},{},{},{},{}\n",
            cells[0], cells[3], cells[6], truth[cells[0]], cells[8]
        );
    }
    csv
}

#[test]
fn a_correction_brings_figures_to_what_people_say() {
    let labels = labelled(&sample("--size 200", 1000));
    let made = Listen::command("calibrate labels.csv --language en --output correction.json")
        .file("labels.csv", labels)
        .run();
    assert_eq!(made.code, 0, "{}", made.stderr);
    let correction = made.file("correction.json").unwrap();
    let analyze = |options: &str| {
        let common = "analyze mentions.csv --language en --format csv --quiet";
        Listen::command(format!("{common} {options}").trim_end())
            .file("mentions.csv", mentions(1000))
            .file("correction.json", &correction)
            .stdout()
    };
    let csv = analyze("--calibration correction.json");
    let raw = analyze("");
    assert!(
        csv.lines()
            .zip(raw.lines())
            .all(|(more, less)| more.starts_with(less))
    );
    let figure = |column: &str| cells(&csv, column)[0].parse::<f64>().unwrap();
    assert_eq!(figure("net_sentiment"), 0.0);
    let (low, high) = (
        figure("corrected_net_sentiment_low"),
        figure("corrected_net_sentiment_high"),
    );
    assert!(
        (figure("corrected_net_sentiment") + 25.0).abs() < 8.0,
        "{csv}"
    );
    assert!(low < -25.0 && -25.0 < high, "{low} to {high}");
    assert!(
        (figure("corrected_negative_share") - 0.5).abs() < 0.06,
        "{csv}"
    );
    let brands = analyze("--by brand --calibration correction.json");
    let texts = cells(&brands, "correction_texts");
    assert!(
        texts
            .iter()
            .all(|texts| texts.parse::<u32>().unwrap() < 200),
        "{brands}"
    );
}

#[test]
fn a_correction_of_another_model_or_form_is_refused() {
    let error = |correction: &str, model: &str| {
        Listen::command(&format!(
            "analyze mentions.csv --quiet --calibration c.json --model {model}"
        ))
        .file("mentions.csv", mentions(8))
        .file("c.json", correction)
        .fails(1)
    };
    let made = Listen::command("calibrate labels.csv --language en --label truth --quiet")
        .file("labels.csv", mentions(40))
        .stdout();
    assert!(error(&made, "vader").contains("corrects the model `listen`, not `vader`"));
    assert!(
        error("{}", "listen").contains("is no correction"),
        "{}",
        error("{}", "listen")
    );
}

#[test]
fn a_correction_made_under_other_settings_is_applied_with_a_warning() {
    let calibrate = "calibrate labels.csv --language en --label truth --quiet --domain retail";
    let made = Listen::command(calibrate)
        .file("labels.csv", mentions(40))
        .stdout();
    let told = |options: &str| {
        let command = format!("analyze mentions.csv --calibration c.json {options}");
        let ran = Listen::command(&command)
            .file("mentions.csv", mentions(40))
            .file("c.json", &made)
            .run();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let lines = ran.stderr.lines().map(str::to_owned);
        lines
            .filter(|line| line.starts_with("warning"))
            .collect::<String>()
    };
    assert_eq!(told("--language en --domain retail"), "");
    let language = told("--domain retail");
    assert!(
        language.contains("made with `--language en`, here no `--language`:"),
        "{language}"
    );
    for options in [
        "--language en",
        "--language en --domain retail --neutral lamp",
    ] {
        let words = told(options);
        assert!(
            words.contains("made with other words by `--lexicon`"),
            "{words}"
        );
    }
}

#[test]
fn labels_of_ones_own_go_before_the_models() {
    let run = |command: &str| {
        Listen::command(command)
            .file("mentions.csv", mentions(8))
            .file("own.csv", "id,label\n3,negative\n7,négatif\n99,neutral\n")
            .run()
    };
    let scored = run("score mentions.csv --language en --overrides own.csv --format csv");
    assert_eq!(
        cells(&scored.stdout, "sentiment_label")[3],
        "negative",
        "{}",
        scored.stdout
    );
    expect![[r#"
        read 8, scored 8, skipped 0, duplicates 0
        note: 2 of 3 overrides applied
        note: no mention has the id or address of 1: 99
    "#]]
    .assert_eq(&scored.stderr);
    let counted = run("analyze mentions.csv --language en --overrides own.csv --format csv");
    assert_eq!(cells(&counted.stdout, "negative"), ["4"]);
    let wrong = Listen::command("score mentions.csv --overrides own.csv --quiet")
        .file("mentions.csv", mentions(4))
        .file("own.csv", "id,label\n3,fine\n")
        .fails(2);
    assert!(
        wrong.contains("`own.csv`, line 2: `fine` is none of negative, neutral, positive"),
        "{wrong}"
    );
}
