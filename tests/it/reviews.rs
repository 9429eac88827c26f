//! The title of a review carries its tone; that of a page or a thread is others' words.

use crate::support::Listen;

/// Labels by row of reviews with an identifier, a title, a text and a platform each.
fn labels(rows: &[&str], args: &str) -> Vec<String> {
    let rows: String = rows.iter().enumerate().map(line).collect();
    let lines = Listen::command("score r.csv --format jsonl --quiet")
        .args(args.split(' ').filter(|arg| !arg.is_empty()))
        .file("r.csv", format!("id,title,text,platform\n{rows}"))
        .stdout();
    let label = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let part = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        format!("{} {}", part("language"), part("sentiment_label"))
    };
    lines.lines().map(label).collect()
}

fn line((id, row): (usize, &&str)) -> String {
    format!("{id},{row}\n")
}

#[test]
fn the_title_of_a_review_bears_on_its_score_and_others_do_not() {
    let found = labels(
        &[
            "Terrible scam,I ordered a machine in May.,trustpilot",
            "Terrible scam,I ordered a machine in May.,www.amazon.co.uk",
            "Terrible scam,I ordered a machine in May.,App Store",
            "Terrible scam,I ordered a machine in May.,reddit",
            "Terrible scam,I ordered a machine in May.,news",
            "Terrible scam,I ordered a machine in May.,",
        ],
        "",
    );
    let (reviews, others) = found.split_at(3);
    assert_eq!(reviews, ["en negative"; 3]);
    assert_eq!(others, ["en neutral"; 3]);
}

#[test]
fn the_title_of_a_review_is_a_sentence_of_its_own() {
    let found = labels(
        &[
            "Not,Good coffee and a very helpful team.,trustpilot",
            "Une arnaque terrible,Orvane,trustpilot",
        ],
        "",
    );
    assert_eq!(found, ["en positive", "fr negative"]);
}

#[test]
fn a_title_that_the_text_begins_with_is_not_said_twice() {
    let score = |title: &str| {
        let row = format!("{title},A terrible scam it was.,trustpilot");
        let line = Listen::command("score r.csv --format jsonl --quiet")
            .file("r.csv", format!("title,text,platform\n{row}\n"))
            .stdout();
        let row: serde_json::Value = serde_json::from_str(&line).unwrap();
        row["sentiment_score"].to_string()
    };
    assert_eq!(score("A terrible scam…"), score(""));
    assert_eq!(score("A terrible scam it was."), score(""));
    assert_ne!(score("Terrible scam"), score(""));
}

#[test]
fn vader_is_given_the_text_alone() {
    let row = ["Terrible scam,I ordered a machine in May.,trustpilot"];
    assert_eq!(labels(&row, "--model vader"), ["en neutral"]);
}

#[test]
fn reviews_keep_their_figures_as_canonical_records() {
    let reviews = "id,title,text,platform,created_at,author\n\
        1,Terrible scam,I ordered a machine in May.,trustpilot,2026-03-02,ana\n\
        2,A gem!,\"I ordered, too.\",google play,2026-03-03,ben\n\
        3,Une arnaque,J'ai commandé en mai.,yelp,2026-03-04,léa\n\
        4,Terrible scam,Seen on the news,reddit,2026-03-05,tom\n\
        5,Great,,g2,2026-03-05,zoé\n";
    let canonical = Listen::command("score r.csv --format csv --quiet")
        .file("r.csv", reviews)
        .stdout();
    for args in [
        "--format csv",
        "--by platform,language --format json",
        "--format table",
    ] {
        let analyze = |words: String| Listen::command(&words).file("-.csv", "");
        let direct = analyze(format!("analyze - {args} --quiet")).stdin(reviews);
        let again = analyze(format!("analyze - {args} --quiet")).stdin(&canonical);
        assert_eq!(direct.stdout(), again.stdout(), "{args}");
    }
}

#[test]
fn a_quote_shows_the_title_that_decided() {
    let page = Listen::command("analyze r.csv --quiet")
        .file(
            "r.csv",
            "title,text,platform\nTerrible scam,I ordered a machine in May.,trustpilot\n",
        )
        .stdout();
    assert!(
        page.contains("“Terrible scam. I ordered a machine in May.”"),
        "{page}"
    );
    assert!(page.contains("why: Terrible −"), "{page}");
}
