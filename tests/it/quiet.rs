//! Exports in which there are no mentions, as those of a quiet week.

use crate::support::Listen;

#[test]
fn an_export_without_mentions_is_no_error() {
    for empty in [
        "[]",
        r#"{"items":[]}"#,
        r#"{"kind":"Listing","data":{"children":[]}}"#,
        r#"{"meta":{"result_count":0}}"#,
    ] {
        let ran = Listen::command("analyze m.json --format csv").file("m.json", empty);
        let ran = ran.run();
        assert_eq!(ran.code, 0, "{empty}: {}", ran.stderr);
        assert!(ran.stdout.contains("\n0,"), "{}", ran.stdout);
        let note = "read 0, scored 0, skipped 0, duplicates 0\n\
            note: labels, shares and scores count each text once, whoever repeats it\n\
            note: `m.json` holds an empty list, no mention\n";
        assert_eq!(ran.stderr, note);
    }
}

#[test]
fn what_is_no_list_of_mentions_stays_an_error() {
    let fails = |json: &str| {
        Listen::command("analyze m.json")
            .file("m.json", json)
            .fails(1)
    };
    assert_eq!(
        fails(r#"{"error":"rate limit exceeded","data":null}"#),
        "error: `m.json`, line 1: no text column; it has `error`, `data`\n\
         hint: if one of these holds the texts, name it: --map text=KEY\n"
    );
    for json in [
        "{}",
        "[1, 2]",
        r#"{"items":[],"errors":[{"code":1}]}"#,
        "[[]",
    ] {
        assert!(fails(json).starts_with("error: `m.json`"), "{json}");
    }
}

#[test]
fn an_empty_export_beside_others_leaves_them_to_be_read() {
    let ran = Listen::command("analyze all --format csv")
        .file("all/a.json", "[]")
        .file("all/b.csv", "id,text\n1,I love it\n")
        .run();
    assert!(ran.stdout.contains("\n1,"), "{}", ran.stdout);
    let ran = Listen::command("analyze all --format csv")
        .file("all/a.json", "[]")
        .file("all/notes.md", "# Notes\n")
        .run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("passed over `all/notes.md`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn scores_of_no_mention_are_a_table_that_can_be_read_again() {
    for (name, content) in [("m.json", "[]"), ("m.csv", "id,text\n")] {
        let table = Listen::command(&format!("score {name} --format csv --quiet"))
            .file(name, content)
            .stdout();
        assert!(table.starts_with("id,text,title,"), "{table}");
        let ran = Listen::command("analyze -").stdin(table).run();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let own = Listen::command("score m.csv --quiet").file("m.csv", "id,text\n");
    assert!(own.stdout().starts_with("id,text,sentiment_score,"));
}

#[test]
fn json_that_no_record_can_be_read_of_is_passed_over_among_others() {
    let deep = "[".repeat(200) + &"]".repeat(200);
    let twice = r#"[{"text":"late","text":"early"}]"#;
    let ran = Listen::command("analyze all --format csv")
        .file("all/deep.json", &deep)
        .file("all/good.csv", "id,text\n1,I love it\n")
        .file("all/twice.json", twice)
        .run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for file in ["deep", "twice"] {
        let told = format!("note: passed over `all/{file}.json`, line 1: ");
        assert!(ran.stderr.contains(&told), "{}", ran.stderr);
    }
    for alone in [&*deep, twice] {
        let alone = Listen::command("analyze a.json").file("a.json", alone);
        assert!(alone.fails(1).starts_with("error: `a.json`, line 1: "));
    }
}
