//! Words of the user's own, domain packs, and `listen lexicon`.

use expect_test::expect;

use crate::support::{Listen, Ran};

fn label(ran: &Ran) -> &str {
    let rest = ran
        .stdout
        .split("\"label\": \"")
        .nth(1)
        .unwrap_or(&ran.stderr);
    rest.split('"').next().unwrap()
}

fn explained(text: &str, options: &str) -> Listen {
    let options = options.split(' ').filter(|option| !option.is_empty());
    Listen::new()
        .args(["explain", text, "--format", "json"])
        .args(options)
        .file("mine.tsv", "zorky\t-3\nthat's so zippy\t3\ngreat\t-2.5\n")
        .file("fr.tsv", "# language: fr\nzorky\t3\n")
}

#[test]
fn words_of_ones_own_go_before_the_built_in_ones_and_obey_the_rules() {
    for (text, options, expected) in [
        ("the box is zorky today", "", "neutral"),
        ("the box is zorky today", "--lexicon mine.tsv", "negative"),
        (
            "the box is not zorky today",
            "--lexicon mine.tsv",
            "positive",
        ),
        ("That’s so zippy", "--lexicon mine.tsv", "positive"),
        ("the box is great", "--lexicon mine.tsv", "negative"),
        ("the box is zorky today", "--lexicon fr.tsv", "neutral"),
        ("the box is zorky today", "--lexicon en=fr.tsv", "positive"),
        (
            "the box is zorky today",
            "--lexicon mine.tsv --lexicon en=fr.tsv",
            "positive",
        ),
        (
            "the box is zorky today",
            "--lexicon mine.tsv --neutral zorky",
            "neutral",
        ),
        ("the box is great", "--neutral Great", "neutral"),
    ] {
        assert_eq!(
            label(&explained(text, options).run()),
            expected,
            "{text} {options}"
        );
    }
}

#[test]
fn every_scoring_command_takes_words_of_ones_own() {
    let file = |command: &str| {
        Listen::command(&format!(
            "{command} m.csv --lexicon mine.tsv --quiet --language en"
        ))
        .file("mine.tsv", "zorky\t-3\n")
        .file("m.csv", "text\nthe box is zorky today\n")
        .stdout()
    };
    assert!(file("score").contains("negative"));
    assert!(file("analyze --by language --format csv").contains(",-100.0,"));
}

#[test]
fn a_domain_knows_what_its_words_mean_there() {
    let file = "our flight was overbooked";
    assert_eq!(
        label(&explained(file, "--domain airline").run()),
        "negative"
    );
    expect![[r#"
        error: --domain: no domain `space`
        hint: one of: airline, food, hospitality, retail, software, telecom
    "#]]
    .assert_eq(&explained(file, "--domain space").fails(2));
}

#[test]
fn a_model_with_words_of_its_own_only_takes_no_others() {
    expect![[r#"
        error: --neutral: this model knows no words but those of its original
        hint: leave it out, or use `--model listen`
    "#]]
    .assert_eq(&explained("great", "--model vader --neutral great").fails(2));
}

#[test]
fn a_fault_in_a_list_is_told_with_its_line() {
    let failed = |file: &str| {
        Listen::command("explain ok --lexicon bad.tsv")
            .file("bad.tsv", file)
            .fails(2)
    };
    expect![[r#"
        error: `bad.tsv`, line 2: `7` is no valence: write a number from -4 to 4 with a point and at most 4 decimals
    "#]]
    .assert_eq(&failed("good\t1\nbad\t7\n"));
    expect![[r#"
        error: `bad.tsv`, line 1: there is no lexicon for `xx` to put words over: write one of de, en, fr
    "#]]
    .assert_eq(&failed("# language: xx\n").replace(", nl", "").replace(", pt", "").replace(", it", "").replace(", es", ""));
    assert!(
        Listen::command("explain ok --lexicon none.tsv")
            .fails(1)
            .contains("none.tsv")
    );
}

#[test]
fn check_tells_every_fault_of_every_file() {
    let checked = |format: &str| {
        Listen::command(&format!("lexicon check good.tsv bad.tsv --format {format}"))
            .file(
                "good.tsv",
                "# language: en\nzorky\t-3\nvery zorky\t-3.5\t1.5\town\t0\n",
            )
            .file("bad.tsv", b"good\nok\t1\nok\t2\n\xff\t1\n")
            .file("worse.tsv", "x\n")
            .run()
    };
    let ran = checked("table");
    assert_eq!((ran.code, &*ran.stderr), (1, "error: there is 1 fault\n"));
    expect![[r#"
        good.tsv: 2 words for en
        bad.tsv:4: this is not UTF-8: save the file as UTF-8
    "#]]
    .assert_eq(&ran.stdout);
    let ran = Listen::command("lexicon check bad.tsv --format json")
        .file("bad.tsv", "good\nok\t1\nok\t2\n")
        .run();
    assert_eq!(ran.code, 1);
    expect![[r#"
        {
          "schema_version": 1,
          "faults": [
            {
              "file": "bad.tsv",
              "line": 1,
              "reason": "there is no tab: write the word, a tab and its valence"
            },
            {
              "file": "bad.tsv",
              "line": 3,
              "reason": "`ok` stands in line 2 already: keep one of the two"
            }
          ],
          "warnings": []
        }
    "#]]
    .assert_eq(&ran.stdout);
}

#[test]
fn show_names_lists_roles_and_phrases_and_what_overrides_what() {
    let shown = |options: &str| {
        Listen::command(&format!(
            "lexicon show never --lexicon en=mine.tsv{options}"
        ))
        .file("mine.tsv", "never\t-1\n")
        .stdout()
    };
    let page = shown("");
    let english = page.split("en  never\n").nth(1).unwrap();
    assert!(
        english.contains("overridden\n    valence -1, subjectivity +0.5 (mine.tsv, own)\n"),
        "{page}"
    );
    assert!(
        english.contains("roles: negator, absolute_negator"),
        "{page}"
    );
    assert!(english.contains("almost never"), "{page}");
    let json: serde_json::Value = serde_json::from_str(&shown(" --format json")).unwrap();
    let senses = json["senses"].as_array().unwrap();
    assert!(
        senses
            .iter()
            .any(|sense| sense["language"] == "en" && sense["values"][1]["list"] == "mine.tsv")
    );
    assert_eq!(
        Listen::command("lexicon show qwrtzpl").stdout(),
        "no language knows `qwrtzpl`\n"
    );
}

#[test]
fn list_names_every_language_with_its_sources() {
    let page = Listen::command("lexicon list").stdout();
    assert!(page.contains("en  ") && page.contains("from "), "{page}");
    let json = Listen::command("lexicon list --format json").stdout();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let english = json["languages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|l| l["language"] == "en");
    assert!(english.unwrap()["entries"].as_u64().unwrap() > 5_000);
}

#[test]
fn every_domain_has_a_sound_pack_for_every_language() {
    let page = Listen::command("lexicon list --format json").stdout();
    let json: serde_json::Value = serde_json::from_str(&page).unwrap();
    let mut packs = Vec::new();
    for language in json["languages"].as_array().unwrap() {
        assert_eq!(
            language["domains"].as_array().unwrap().len(),
            6,
            "{language}"
        );
        for domain in language["domains"].as_array().unwrap() {
            let [domain, language] = [domain, &language["language"]].map(|v| v.as_str().unwrap());
            packs.push(format!("lexicons/domains/{domain}.{language}.tsv"));
        }
    }
    let checked = Listen::command("lexicon check")
        .args(packs.iter().map(String::as_str))
        .within(std::path::Path::new(env!("CARGO_MANIFEST_DIR")))
        .run();
    assert_eq!(checked.code, 0, "{}", checked.stdout);
}

#[test]
fn a_word_may_have_a_value_of_its_own_where_it_is_denied() {
    let explain = |text: &str, list: &str| {
        Listen::new()
            .args(["explain", text, "--format", "json", "--lexicon", "list.tsv"])
            .file("list.tsv", list)
            .run()
    };
    let list = "zorky\t2\n!zorky\t0.5\n!zippy\t-3\n!so zibby\t3\n";
    for (text, expected) in [
        ("the box is not zorky", "neutral"),
        ("the box is never really zippy", "negative"),
        ("the box is zippy", "neutral"),
        ("I do not think that the box is so zibby", "positive"),
        ("great!zippy", "positive"),
    ] {
        assert_eq!(label(&explain(text, list)), expected, "{text}");
    }
    let rule = |text: &str, list: &str| explain(text, list).stdout.contains("listed negation");
    assert!(rule("the box is not zorky", list));
    assert!(!rule("the box is hardly zorky", list), "half a denial");
    assert!(!rule("the box is not unzorky", list));
}

#[test]
fn a_value_of_ones_own_goes_before_what_the_lexicon_knows_of_a_denial() {
    let own = |list: &str| {
        Listen::command("lexicon show zorky --lexicon first.tsv --lexicon list.tsv")
            .file("first.tsv", "zorky\t1\n!zorky\t-2\n")
            .file("list.tsv", list)
            .stdout()
    };
    expect![[r#"
        de  zorky
            valence +1, subjectivity +0.5 (first.tsv, own)
            denied: valence -2, subjectivity +1 (first.tsv, own)
        en  zorky
            valence +1, subjectivity +0.5 (first.tsv, own)
            denied: valence -2, subjectivity +1 (first.tsv, own), overridden
            denied: valence -1.5, subjectivity +0.75 (list.tsv, own)
        es  zorky
            valence +1, subjectivity +0.5 (first.tsv, own)
            denied: valence -2, subjectivity +1 (first.tsv, own)
        fr  zorky
            valence +1, subjectivity +0.5 (first.tsv, own)
            denied: valence -2, subjectivity +1 (first.tsv, own)
        it  zorky
            valence +1, subjectivity +0.5 (first.tsv, own)
            denied: valence -2, subjectivity +1 (first.tsv, own)
        nl  zorky
            valence +1, subjectivity +0.5 (first.tsv, own)
            denied: valence -2, subjectivity +1 (first.tsv, own)
        pt  zorky
            valence +1, subjectivity +0.5 (first.tsv, own)
            denied: valence -2, subjectivity +1 (first.tsv, own)
    "#]]
    .assert_eq(&own("# language: en\n!zorky\t-1.5\n"));
    let words = include_str!("../../lexicons/en/words.tsv");
    let denials = words.lines().filter_map(|line| line.strip_prefix('!'));
    for word in denials.filter_map(|line| line.split('\t').next()).take(3) {
        let text = format!("It is not {word}");
        let explain = |list: &str| {
            let list = format!("zorky\t1\n{list}");
            let explain = Listen::new().args(["explain", &text, "--lexicon", "list.tsv"]);
            explain.file("list.tsv", list).stdout()
        };
        assert!(explain("").contains("listed negation"), "{word}");
        let own = explain(&format!("{word}\t2\n"));
        assert!(
            own.contains("  negation") && !own.contains("listed"),
            "{own}"
        );
    }
}

#[test]
fn check_warns_of_phrases_in_rules_that_hide_what_their_words_say() {
    let rules = "[roles]\nnegator = [\n    \"not\",\n    \"far from zippy\",\n]\n\
        irony_praise = [\n    \"how zippy\", \"so zippy\",\n]\n";
    let english = include_str!("../../lexicons/en/rules.toml");
    let settings = &english[english.find("[settings]").expect("settings")..];
    let checked = |words: &str, rules: &str, args: &str| {
        Listen::command(&format!("lexicon check {args}"))
            .file("xx/words.tsv", words)
            .file("xx/rules.toml", format!("{rules}{settings}"))
            .run()
    };
    let words = "so zippy\t0\t0\town\t0\nzippy\t2.5\t1.2\town\t0\n";
    let ran = checked(words, rules, "xx");
    expect![[r#"
        xx/rules.toml: rules and words.tsv can be read
        xx/rules.toml:7: warning: `how zippy` hides `zippy` (+2.5): give it a line in words.tsv with a valence, 0 if it is to say nothing
    "#]]
    .assert_eq(&ran.stdout);
    assert_eq!(ran.code, 0);
    let json = checked(words, rules, "xx/rules.toml --format json").stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["warnings"][0]["line"], 7);
    assert_eq!(json["faults"].as_array().map(Vec::len), Some(0));
    let wrong = checked(words, "[roles]\nnegater = [\"not\"]\n", "xx/rules.toml");
    assert_eq!(wrong.code, 1);
    assert!(
        wrong.stdout.contains("`negater` is no role"),
        "{}",
        wrong.stdout
    );
}

#[test]
fn the_lexica_that_ship_pass_the_check_without_a_word() {
    let languages = ["de", "en", "es", "fr", "it", "nl", "pt"];
    let folders = languages.map(|language| format!("lexicons/{language}"));
    let lists = languages.map(|language| format!("lexicons/{language}/words.tsv"));
    let ran = Listen::command("lexicon check --format json")
        .args(folders.iter().chain(&lists).map(String::as_str))
        .within(std::path::Path::new(env!("CARGO_MANIFEST_DIR")))
        .run();
    expect![[r#"
        {
          "schema_version": 1,
          "faults": [],
          "warnings": []
        }
    "#]]
    .assert_eq(&ran.stdout);
}
