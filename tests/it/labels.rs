//! What people's labels are read as: scales, words, weights, parts, and overrides.

use crate::support::Listen;

/// Forty invented texts with these cells of a label and a weight, one after the other.
fn texts(cells: &[(&str, &str)]) -> String {
    let mut csv = "id;text;label;weight\n".to_owned();
    for number in 0..40 {
        let (label, weight) = cells[number % cells.len()];
        csv += &format!("{number};It stands in room {number};{label};{weight}\n");
    }
    csv
}

fn calibrate(cells: &[(&str, &str)]) -> Listen {
    Listen::command("calibrate labels.csv --language en").file("labels.csv", texts(cells))
}

#[test]
fn weights_with_a_decimal_comma_bear_on_the_correction() {
    let made = |cells: &[(&str, &str)]| {
        let ran = calibrate(cells).run();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let read: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        (read["all"]["net"]["shift"].as_f64().unwrap(), ran.stderr)
    };
    let comma = made(&[("positive", "16,5"), ("negative", "5,5")]);
    let point = made(&[("positive", "16.5"), ("negative", "5.5")]);
    let plain = made(&[("positive", ""), ("negative", "")]);
    assert_eq!(comma, point);
    assert!(
        (comma.0 - plain.0 - 50.0).abs() < 1e-6,
        "{comma:?} {plain:?}"
    );
    let (_, told) = made(&[
        ("positive", "16,5"),
        ("negative", "many"),
        ("neutral", "-1"),
    ]);
    assert!(
        told.contains(
            "warning: texts left out, whose weight is no number above 0: 26, the first is `many`"
        ),
        "{told}"
    );
    let none = calibrate(&[("positive", "0"), ("negative", "x")]).fails(1);
    assert!(none.contains("none of their 40 weights"), "{none}");
}

#[test]
fn eval_says_that_weights_do_not_count_there() {
    let told = |weight: &str| {
        let eval = Listen::command("eval labels.csv --language en");
        let ran = eval.file("labels.csv", texts(&[("neutral", weight)])).run();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stderr
            .contains("each text counts once, whatever its `weight`")
    };
    assert!(told("2,5"));
    assert!(!told(""));
}

#[test]
fn the_scale_of_numbers_is_found_and_told() {
    let read = |labels: &[&str]| {
        let mut csv = "text,label\n".to_owned();
        for (number, label) in labels.iter().cycle().take(24).enumerate() {
            csv += &format!("It stands in room {number},{label}\n");
        }
        let eval = Listen::command("eval labels.csv --language en --format json");
        let ran = eval.file("labels.csv", csv).run();
        let page: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        (
            page["models"][0]["groups"][0]["net_sentiment"].as_f64(),
            ran.stderr,
        )
    };
    let (net, told) = read(&["0", "4"]);
    assert_eq!(net, Some(0.0), "{told}");
    assert!(
        told.contains("column `label` are read as 0 to 4: below 2 negative"),
        "{told}"
    );
    assert_eq!(read(&["0", "1"]).0, Some(0.0));
    assert_eq!(read(&["10", "9", "2"]).0.map(f64::round), Some(33.0));
    assert_eq!(read(&["-2", "2", "2", "1"]).0, Some(50.0));
    let (net, told) = read(&["très positif", "plutôt négatif", "mitigé", "bon"]);
    assert_eq!(net, Some(25.0), "{told}");
    assert!(!told.contains("are read as"), "{told}");
}

#[test]
fn names_of_brands_are_masked_whatever_their_case_and_accents() {
    let explained = |text: &str, brand: &[&str]| {
        let explain = Listen::new().args(["explain", text, "--language", "fr"]);
        explain.args(brand.iter().copied()).stdout()
    };
    let shop = "Le Bon Marché ouvre lundi";
    assert!(explained(shop, &[]).contains("  Bon Marché  "));
    for text in [
        shop,
        "Le BON MARCHE ouvre lundi",
        "Le bon  marche\u{301} ouvre lundi",
    ] {
        let page = explained(text, &["--brand", "Bon Marché"]);
        let said = page.split_once("running").unwrap().1.to_lowercase();
        assert!(!said.contains("bon") && said.contains("lundi"), "{page}");
    }
    let label = |brand: &str| {
        let csv = format!("text,brand\nÉclair Génial ouvre lundi,{brand}\n");
        let score = Listen::command("score texts.csv --language fr --format csv --quiet");
        let csv = score.file("texts.csv", csv).stdout();
        let cells: Vec<&str> = csv.lines().nth(1).unwrap().split(',').collect();
        let header: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
        let place = header.iter().position(|name| *name == "sentiment_label");
        cells[place.unwrap()].to_owned()
    };
    assert_eq!(label("Orvane"), "positive");
    assert_eq!(label("éclair génial"), "neutral");
}

#[test]
fn a_part_that_is_not_there_is_named() {
    let fails = |csv: &str, part: &str| {
        let command = format!("eval texts.csv --quiet --split {part}");
        Listen::command(&command).file("texts.csv", csv).fails(1)
    };
    let without = fails("text,label\nIt is good,positive\n", "val");
    assert!(without.contains("no column `split`"), "{without}");
    let other = fails("text,label,split\nIt is good,positive,train\n", "test");
    assert!(
        other.contains("none of 1 labelled texts is of the part `test`"),
        "{other}"
    );
}

#[test]
fn score_says_which_overrides_were_met_and_which_columns_replaced() {
    let ran = Listen::command("score texts.csv --language en --overrides own.csv")
        .file(
            "texts.csv",
            "id,text,sentiment_label\na,It stands there,old\nb,It is good,old\n",
        )
        .file("own.csv", "id;étiquette\na;5\nb;1\nz;3\n")
        .run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for line in [
        "note: 2 of 3 overrides applied",
        "note: numbers of the overrides are read as 1 to 5",
        "note: no mention has the id or address of 1: z",
        "note: the input had columns of these names, whose values are replaced: sentiment_label",
    ] {
        assert!(ran.stderr.contains(line), "{line}: {}", ran.stderr);
    }
    assert!(
        ran.stdout.contains("a,It stands there,positive"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("b,It is good,negative"),
        "{}",
        ran.stdout
    );
    let plain = Listen::command("score texts.jsonl --language en");
    let plain = plain.file(
        "texts.jsonl",
        "{\"text\":\"It is good\",\"sentiment_label\":\"old\"}\n",
    );
    assert!(plain.run().stderr.contains("are replaced: sentiment_label"));
}

#[test]
fn formats_that_are_not_written_are_refused() {
    let fails = |command: &str| {
        let text = "text\nIt is good\n";
        Listen::command(command).file("texts.csv", text).fails(2)
    };
    assert!(fails("explain good --format bogus").contains("[possible values: table, json]"));
    assert!(fails("inspect texts.csv --format csv").contains("[possible values: table, json]"));
    for ending in ["xlsx", "XLS", "ods", "html", "pdf", "docx"] {
        let told = fails(&format!("analyze texts.csv --quiet -o report.{ending}"));
        assert!(
            told.contains(&format!("`.{ending}` can be written")),
            "{told}"
        );
        assert!(told.contains("csv, tsv, json, jsonl, md"), "{told}");
    }
    let also = fails("analyze texts.csv --quiet --format csv -o report.xlsx");
    assert!(also.contains("can be written"), "{also}");
}
