//! `listen learn`: a list of words from labelled texts, the same bytes each time, measured on texts not learned from.

use std::path::Path;

use expect_test::expect;

use crate::support::Listen;

/// Invented reviews in which `velvety` praises, `sludgy` blames and `crates` says nothing.
fn reviews() -> String {
    let things = [
        "espresso", "filter", "grinder", "lid", "spout", "tank", "pump", "tray",
    ];
    let mut csv = "id,text,label\n".to_owned();
    for (number, thing) in things.iter().cycle().take(64).enumerate() {
        let line = match number % 4 {
            0 => format!("the {thing} number {number} is velvety here,positive"),
            1 => format!("a sludgy {thing} and number {number} so sludgy,negative"),
            2 => format!("the {thing} comes in crates of {number},neutral"),
            _ => format!("our Orvane {thing} stands beside {number} crates,neutral"),
        };
        csv += &format!("{number},{line}\n");
    }
    csv
}

/// A run on these reviews with a small lexicon to start from.
fn learn(options: &str) -> Listen {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rules = std::fs::read(root.join("lexicons/en/rules.toml")).unwrap();
    Listen::command(&format!(
        "learn reviews.csv --language en --base lists/xx {options}"
    ))
    .file("reviews.csv", reviews())
    .file("lists/xx/rules.toml", rules)
    .file(
        "lists/xx/words.tsv",
        "# Invented.\ngood\t1.9\t0.9\tvader\t0\nold learned\t1\t1\tlearned\t9\n",
    )
}

#[test]
fn words_get_the_sign_that_labelled_texts_give_them() {
    let list = learn("--min-texts 3 --quiet").stdout();
    let valence = |word: &str| -> f64 {
        let line = list
            .lines()
            .find(|line| line.split('\t').next() == Some(word));
        let cells: Vec<&str> = line.map_or_else(Vec::new, |line| line.split('\t').collect());
        assert!(cells.is_empty() || cells[3] == "learned", "{cells:?}");
        cells.get(1).map_or(0.0, |cell| cell.parse().unwrap())
    };
    assert!(valence("velvety") > 0.5, "{list}");
    assert!(valence("sludgy") < -0.5, "{list}");
    assert!(valence("crates").abs() < 0.2, "{list}");
    assert_eq!(valence("orvane"), 0.0, "a name: {list}");
    assert_eq!(valence("the"), 0.0, "a function word: {list}");
}

#[test]
fn the_list_is_sorted_and_the_same_each_time() {
    let once = || learn("--output list.tsv").run();
    let (one, other) = (once(), once());
    let list = one.file("list.tsv").unwrap();
    assert_eq!(Some(&list), other.file("list.tsv").as_ref());
    assert!(one.stdout.is_empty());
    let words: Vec<&str> = list
        .lines()
        .filter(|line| !line.starts_with("# "))
        .map(|line| line.split('\t').next().unwrap())
        .collect();
    assert!(words.is_sorted(), "{words:?}");
    assert!(!words.is_empty());
}

#[test]
fn what_is_reported_was_not_learned_from() {
    let mut split = "split,text,label\n".to_owned();
    for line in reviews().lines().skip(1) {
        let (number, rest) = line.split_once(',').unwrap();
        let part = if number.parse::<u32>().unwrap() < 48 {
            "train"
        } else {
            "val"
        };
        split += &format!("{part},{rest}\n");
    }
    let ran = learn("--min-texts 3").file("reviews.csv", split).run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("  cross-validated: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("n = 48)"), "{}", ran.stderr);
    assert!(ran.stderr.contains("n = 16)"), "{}", ran.stderr);
}

#[test]
fn a_lexicon_in_a_folder_is_written_anew() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rules = std::fs::read_to_string(root.join("lexicons/en/rules.toml")).unwrap();
    let ran = learn("--write --min-texts 3").run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let words = ran.file("lists/xx/words.tsv").unwrap();
    assert!(
        words.starts_with("# Invented.\n") && words.contains("\ngood\t1.9\t0.9\tvader\t0\n"),
        "{words}"
    );
    assert!(
        words.contains("\nvelvety\t") && !words.contains("old learned"),
        "{words}"
    );
    let new_rules = ran.file("lists/xx/rules.toml").unwrap();
    let is_constant = |line: &&str| {
        ["class_", "neutral_", "tilt_"]
            .iter()
            .any(|name| line.starts_with(name))
    };
    let others = |rules: &str| -> Vec<String> {
        let lines = rules.lines().filter(|line| !is_constant(line));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(others(&new_rules), others(&rules));
    assert_eq!(
        new_rules.lines().filter(is_constant).count(),
        16,
        "{new_rules}"
    );
}

#[test]
fn a_list_has_one_place_to_go() {
    let ran = learn("--write --output list.tsv").run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("lists/xx"), "{}", ran.stderr);
    assert_eq!(ran.file("list.tsv"), None);
}

#[test]
fn gold_sentences_take_part_and_are_counted() {
    let gold = "# Invented.\nnegative\tplain\tquite fusty\npositive\tplain\tgood\n\
                negative\tirony\tgood good\ta known fault\n";
    let ran = learn("--write --min-texts 3")
        .file("lists/xx/gold.tsv", gold)
        .run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let told = ran
        .stderr
        .lines()
        .find(|line| line.contains("gold sentences told right"));
    assert!(
        told.is_some_and(|line| line.ends_with(" of 2")),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("cross-validated, gold: "),
        "{}",
        ran.stderr
    );
}

#[test]
fn texts_of_a_label_can_be_left_out_of_a_source() {
    let ran = learn("--source-weight :neutral=0 --min-texts 3").run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("n = 32)"), "{}", ran.stderr);
    let none = learn("--source-weight reviews=-1").fails(2);
    assert!(none.contains("`reviews=-1` is no weight"), "{none}");
}

#[test]
fn a_source_without_neutral_texts_does_not_forbid_neutral() {
    let mut csv = "source,text,label\n".to_owned();
    for line in reviews().lines().skip(1) {
        let (_, rest) = line.split_once(',').unwrap();
        csv += &format!("all,{rest}\n");
        if !rest.ends_with("neutral") {
            csv += &format!("sides,more: {rest}\n");
        }
    }
    let ran = learn("--write --min-texts 3")
        .file("reviews.csv", csv)
        .run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let line = ran
        .stderr
        .lines()
        .find(|line| line.contains("cross-validated, all: "));
    assert!(
        line.is_some_and(|line| line.contains("→ 100.0 ")),
        "{}",
        ran.stderr
    );
}

#[test]
fn marks_of_platforms_are_no_words() {
    let marked = reviews().replace(
        "is velvety here",
        "is velvety RT &amp; via pic.example.com/x http",
    );
    let list = learn("--min-texts 3 --quiet")
        .file("reviews.csv", marked)
        .stdout();
    let words: Vec<&str> = list
        .lines()
        .filter_map(|line| line.split('\t').next())
        .collect();
    assert!(words.contains(&"velvety"), "{list}");
    for mark in ["rt", "amp", "via", "pic", "http", "com"] {
        assert!(!words.contains(&mark), "{mark}: {list}");
    }
}

#[test]
fn names_of_brands_are_not_learned() {
    let mut csv = "brand,text,label\n".to_owned();
    for line in reviews().lines().skip(1) {
        let (_, rest) = line.split_once(',').unwrap();
        let is_named = rest.contains("velvety");
        let brand = if is_named { "Sandór Good" } else { "" };
        let rest = if is_named {
            rest.replace("here", "here sandor good")
        } else {
            rest.to_owned()
        };
        csv += &format!("{brand},{rest}\n");
    }
    let list = |csv: &str| {
        let learn = learn("--min-texts 3 --quiet --strength 1");
        learn.file("reviews.csv", csv).stdout()
    };
    let has = |list: &str, word: &str| list.lines().any(|l| l.starts_with(&format!("{word}\t")));
    let named = list(&csv);
    assert!(has(&named, "velvety") && !has(&named, "sandor"), "{named}");
    assert!(!has(&named, "good"), "the entry stays as it is: {named}");
    let unnamed = list(&csv.replace("Sandór Good,", ","));
    assert!(
        has(&unnamed, "sandor") && has(&unnamed, "good"),
        "{unnamed}"
    );
}

#[test]
fn stars_in_json_lines_are_labels_too() {
    let mut lines = String::new();
    for number in 0..40 {
        let (text, stars) = if number % 2 == 0 {
            ("velvety", 5)
        } else {
            ("sludgy", 1)
        };
        lines += &format!("{{\"text\":\"{text} cup {number}\",\"stars\":{stars}}}\n");
    }
    let ran = Listen::command("learn reviews.jsonl --language en")
        .file("reviews.jsonl", lines)
        .run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("\nsludgy\t-"), "{}", ran.stdout);
}

#[test]
fn too_few_texts_and_unnamed_labels_are_refused() {
    let few = Listen::command("learn few.csv --quiet")
        .file("few.csv", "text,label\nfine,positive\nbad,negative\n")
        .fails(1);
    expect![[r#"
        error: `few.csv`: 2 labelled texts of 2 classes are too few to learn from
        hint: label some hundred texts first; `listen sample` draws them
    "#]]
    .assert_eq(&few);
    let unnamed = Listen::command("learn few.csv --quiet")
        .file("few.csv", "text,verdict\nfine,positive\n")
        .fails(1);
    expect![[r#"
        error: `few.csv`: no column of labels among: text, verdict
        hint: name it with `--label COLUMN` (read as fields of the mention: text)
    "#]]
    .assert_eq(&unnamed);
}

/// Invented sentences, so many of each kind, each with its label.
fn sentences(kinds: &[(&str, &str)]) -> String {
    let mut csv = "text,label\n".to_owned();
    for number in 0..45 {
        for (text, label) in kinds {
            csv += &format!("part {number}: {text},{label}\n");
        }
    }
    csv
}

/// The list that a run on sentences learns, and the valence of an entry in it, 0 where it has none.
fn learned(kinds: &[(&str, &str)]) -> (String, impl Fn(&str) -> f64) {
    let list = learn("--quiet --strength 2")
        .file("reviews.csv", sentences(kinds))
        .stdout();
    let found = list.clone();
    let valence = move |key: &str| {
        let mut lines = found.lines().map(|line| line.split('\t'));
        let line = lines.find_map(|mut cells| (cells.next() == Some(key)).then_some(cells));
        line.map_or(0.0, |mut cells| cells.next().unwrap().parse().unwrap())
    };
    (list, valence)
}

#[test]
fn a_phrase_is_learned_where_its_words_say_nothing() {
    let (list, valence) = learned(&[
        ("a kettle with quartz hinges and a lid", "positive"),
        ("a kettle with quartz knobs and a lid", "neutral"),
        ("a kettle with copper hinges and a lid", "neutral"),
        ("a kettle with hinges of grey quartz", "neutral"),
        ("a kettle with hinges, quartz and a lid", "neutral"),
        ("a kettle with sludge in it", "negative"),
    ]);
    assert!(valence("quartz hinges") > 0.5, "{list}");
    assert!(list.contains("\nquartz hinges\t"), "{list}");
    assert!(
        !list.contains("\nhinges quartz\t"),
        "a comma parts words: {list}"
    );
    let ran = Listen::new()
        .args(["explain", "Mine has quartz hinges", "--lexicon", "list.tsv"])
        .file("list.tsv", &list)
        .run();
    assert!(ran.stdout.contains("\n  quartz hinges  "), "{}", ran.stdout);
}

#[test]
fn names_and_negations_make_no_phrases() {
    let (list, _) = learned(&[
        ("the lid by Quartz Kelbo is never velvety", "negative"),
        ("the lid by Quartz Kelbo is velvety", "positive"),
        ("a lid of copper", "neutral"),
    ]);
    for phrase in ["quartz kelbo", "never velvety", "is never", "by quartz"] {
        assert!(!list.contains(&format!("\n{phrase}\t")), "{phrase}: {list}");
    }
}

#[test]
fn what_the_denial_of_a_word_says_is_learned_and_told() {
    let (list, valence) = learned(&[
        ("the lid was not really tinted at all", "negative"),
        ("the lid was tinted", "neutral"),
        ("the lid was not copper", "neutral"),
        ("the lid was velvety", "positive"),
    ]);
    assert!(valence("!tinted") < valence("tinted") - 0.2, "{list}");
    let explain = |text: &str| {
        Listen::new()
            .args(["explain", text, "--lexicon", "list.tsv"])
            .file("list.tsv", &list)
            .run()
            .stdout
    };
    let denied = explain("This was not really tinted");
    assert!(denied.contains("listed negation “not”"), "{denied}");
    assert!(!explain("Mine is tinted").contains("listed negation"));
}
