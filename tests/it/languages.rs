//! Which language each mention is read in, and what becomes of those that no lexicon reads.

use expect_test::expect;

use crate::support::Listen;

const MIXED: &str = "\
text,language
I love the new store and the staff,
super 🙂,fr
荷物がまた遅れている,
I hate it,xx
";

#[test]
fn mentions_in_languages_without_a_lexicon_get_no_label() {
    let ran = Listen::command("score m.csv --format jsonl")
        .file("m.csv", MIXED)
        .run();
    let labels: Vec<&str> = ran
        .stdout
        .lines()
        .filter_map(|line| line.split("\"sentiment_label\":").nth(1)?.split(',').next())
        .collect();
    assert_eq!(labels[0], "\"positive\"");
    assert_eq!(labels[2..], ["null", "null"]);
    assert!(
        ran.stderr
            .contains("unsupported, in languages without a lexicon, and have no label: "),
        "{}",
        ran.stderr
    );
}

#[test]
fn shares_are_of_the_mentions_that_were_scored() {
    let file = "text,language\nI love it,en\nI hate it,en\nnix,xx\nnix,xy\n";
    let run = |format: &str| {
        Listen::command("analyze m.csv --by language --format")
            .args([format, "--count", "all"])
            .file("m.csv", file)
    };
    let out = run("csv").stdout();
    let columns = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        [cells[0], cells[1], cells[6], cells[7], cells[9], cells[12]].join(" ")
    };
    let shown: Vec<String> = out.lines().map(columns).collect();
    expect![[r#"
        language mentions neutral negative positive_share net_sentiment
        en 2 0 1 0.5000 0.0
        xx 1 0 0  
        xy 1 0 0  "#]]
    .assert_eq(&shown.join("\n"));
    assert!(
        run("csv")
            .run()
            .stderr
            .contains("2 mentions are unsupported")
    );
    let one = Listen::command("score -")
        .stdin("text,lang\ntak,xx\n")
        .run();
    let note =
        "note: 1 mention is unsupported, in a language without a lexicon, and has no label: xx 1";
    assert!(one.stderr.contains(note), "{}", one.stderr);
}

#[test]
fn a_text_too_short_is_read_in_the_language_of_most_of_its_file() {
    let german = "Mein Paket ist wieder zu spät und niemand antwortet\n".repeat(3);
    let english = "My parcel is late again and nobody answers\n".repeat(3);
    let language_of_ok = |rows: &str, threads: &str| {
        let out = Listen::command("score m.csv --format jsonl --quiet --threads")
            .args([threads])
            .file("m.csv", format!("text\n{rows}ok\n"))
            .stdout();
        let last = out.lines().last().unwrap_or_default().to_owned();
        last.split("\"language\":").nth(1).unwrap()[..4].to_owned()
    };
    for threads in ["1", "3"] {
        assert_eq!(language_of_ok(&german, threads), "\"de\"");
        assert_eq!(language_of_ok(&english, threads), "\"en\"");
    }
    assert_eq!(language_of_ok("", "1"), "null");
}

#[test]
fn the_language_that_the_user_names_is_that_of_all_mentions_which_state_none() {
    let out = Listen::command("score m.csv --format jsonl --quiet --language en")
        .file("m.csv", "text,language\nIch liebe es,\nI love it,xx\n")
        .stdout();
    assert!(out.contains("\"language\":\"en\"") && out.contains("\"language\":\"xx\""));
}
