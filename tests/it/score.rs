//! `listen score`: every mention with its score, in its own columns or in canonical ones.

use expect_test::expect;

use crate::support::Listen;

const CSV: &str = "\
Post ID;Message;Brand;Zusatz;Likes
7;\"I love it; truly\";Orvane;-5;12
8;=1+1 is not good;;=x;
";

#[test]
fn a_table_keeps_its_columns_and_separator() {
    let out = Listen::command("score m.csv --model vader --quiet").file("m.csv", CSV);
    expect![[r#"
        Post ID;Message;Brand;Zusatz;Likes;sentiment_score;sentiment_label;sentiment_pos;sentiment_neu;sentiment_neg;sentiment_mixed;sentiment_irony;language
        7;"I love it; truly";Orvane;-5;12;0.7964;positive;0.7800;0.2200;0.0000;false;false;en
        8;'=1+1 is not good;(none);'=x;;-0.3412;negative;0.0000;0.5550;0.4450;false;false;en
    "#]].assert_eq(&out.stdout());
}

#[test]
fn json_lines_keep_their_members_as_written() {
    let lines = "{\"id\": 9007199254740993, \"text\": \"I love it\", \"extra\": {\"a\": [1.0, 2]}}\n\
                 {\"text\": \"awful\", \"language\": \"en\", \"sentiment_score\": 0.5}\n";
    let out = Listen::command("score m.jsonl --model vader --quiet").file("m.jsonl", lines);
    expect![[r#"
        {"id":9007199254740993,"text":"I love it","extra":{"a":[1.0,2]},"sentiment_score":0.6369,"sentiment_label":"positive","sentiment_pos":0.677,"sentiment_neu":0.323,"sentiment_neg":0,"sentiment_mixed":false,"sentiment_irony":false,"language":"en","brand":"(none)"}
        {"text":"awful","language":"en","sentiment_score":-0.4588,"sentiment_label":"negative","sentiment_pos":0,"sentiment_neu":0,"sentiment_neg":1,"sentiment_mixed":false,"sentiment_irony":false,"brand":"(none)"}
    "#]].assert_eq(&out.stdout());
}

#[test]
fn an_array_becomes_lines() {
    let array = "[\n {\n  \"text\": \"I love it\",\n  \"tags\": [\n 1 ]\n }\n]\n";
    let out = Listen::command("score - --model vader --quiet")
        .stdin(array)
        .stdout();
    assert_eq!(out.lines().count(), 1);
    assert!(
        out.starts_with("{\"text\":\"I love it\",\"tags\":[1],\"sentiment_score\":0.6369,"),
        "{out}"
    );
}

#[test]
fn any_export_becomes_canonical() {
    for (format, expected) in [
        (
            "csv",
            expect![[r#"
                id,text,title,author,handle,followers,platform,url,created_at,language,country,likes,shares,replies,views,reach,parent_id,brand,rating,source_sentiment,is_repost,sentiment_score,sentiment_label,sentiment_pos,sentiment_neu,sentiment_neg,sentiment_mixed,sentiment_irony
                7,I love it; truly,,,,,,,,en,,12,,,,,,Orvane,,,false,0.7964,positive,0.7800,0.2200,0.0000,false,false
                8,'=1+1 is not good,,,,,,,,en,,,,,,,,(none),,,false,-0.3412,negative,0.0000,0.5550,0.4450,false,false
            "#]],
        ),
        (
            "tsv",
            expect![[r#"
                id	text	title	author	handle	followers	platform	url	created_at	language	country	likes	shares	replies	views	reach	parent_id	brand	rating	source_sentiment	is_repost	sentiment_score	sentiment_label	sentiment_pos	sentiment_neu	sentiment_neg	sentiment_mixed	sentiment_irony
                7	I love it; truly								en		12						Orvane			false	0.7964	positive	0.7800	0.2200	0.0000	false	false
                8	'=1+1 is not good								en								(none)			false	-0.3412	negative	0.0000	0.5550	0.4450	false	false
            "#]],
        ),
        (
            "jsonl",
            expect![[r#"
                {"id":"7","text":"I love it; truly","title":null,"author":null,"handle":null,"followers":null,"platform":null,"url":null,"created_at":null,"language":"en","country":null,"likes":12,"shares":null,"replies":null,"views":null,"reach":null,"parent_id":null,"brand":"Orvane","rating":null,"source_sentiment":null,"is_repost":false,"sentiment_score":0.7964,"sentiment_label":"positive","sentiment_pos":0.78,"sentiment_neu":0.22,"sentiment_neg":0,"sentiment_mixed":false,"sentiment_irony":false}
                {"id":"8","text":"=1+1 is not good","title":null,"author":null,"handle":null,"followers":null,"platform":null,"url":null,"created_at":null,"language":"en","country":null,"likes":null,"shares":null,"replies":null,"views":null,"reach":null,"parent_id":null,"brand":"(none)","rating":null,"source_sentiment":null,"is_repost":false,"sentiment_score":-0.3412,"sentiment_label":"negative","sentiment_pos":0,"sentiment_neu":0.555,"sentiment_neg":0.445,"sentiment_mixed":false,"sentiment_irony":false}
            "#]],
        ),
    ] {
        let out = Listen::command("score m.csv --model vader --quiet --format")
            .args([format])
            .file("m.csv", CSV)
            .stdout();
        expected.assert_eq(&out);
    }
}

#[test]
fn scoring_a_scored_table_changes_nothing() {
    let once = Listen::command("score m.csv --model vader --quiet")
        .file("m.csv", CSV)
        .stdout();
    let twice = Listen::command("score m.csv --model vader --quiet")
        .file("m.csv", &once)
        .stdout();
    assert_eq!(once, twice);
}

#[test]
fn inputs_of_different_columns_need_a_format() {
    let run = |args: &str| {
        Listen::command(&format!("score a.csv b.csv --model vader{args}"))
            .file("a.csv", "text\nI love it\n")
            .file("b.csv", "Message,Likes\nI hate it,3\n")
    };
    let failed = run("").run();
    assert_eq!(failed.code, 1);
    expect![[r#"
        error: `b.csv`: its columns are not those of the first input
        hint: write canonical records with `--format csv` or `--format jsonl`
    "#]]
    .assert_eq(&failed.stderr);
    assert_eq!(run(" --format jsonl --quiet").stdout().lines().count(), 2);
}

#[test]
fn the_order_is_kept_by_any_number_of_threads() {
    let mut mentions = String::from("id,text\n");
    for n in 0..40_000 {
        mentions += &format!("{n},number {n} is good\n");
    }
    let run = |threads: &str| {
        Listen::command("score m.csv --model vader --threads")
            .args([threads])
            .file("m.csv", &mentions)
            .stdout()
    };
    let one = run("1");
    assert_eq!(one.lines().count(), 40_001);
    assert_eq!(one, run("4"));
}

#[test]
fn brands_that_are_looked_for_go_before_a_column_of_brands() {
    let csv = "text,brand\nKelbo is good,Orvane\nnothing,Orvane\n";
    let lines = "{\"text\":\"Kelbo is good\",\"brand\":\"Orvane\"}\n";
    for (input, content) in [("m.csv", csv), ("m.jsonl", lines)] {
        let score = |options: &str| {
            Listen::command(&format!("score {input}{options}"))
                .file(input, content)
                .run()
        };
        let brands = |out: &str| ["Orvane", "Kelbo", "(none)"].map(|b| out.matches(b).count());
        let (kept, found) = (score(""), score(" --brand Kelbo"));
        let lines = content.matches("Orvane").count();
        assert_eq!(brands(&kept.stdout), [lines, 1, 0], "{}", kept.stdout);
        assert_eq!(brands(&found.stdout), [0, 2, lines - 1], "{}", found.stdout);
        let note = "whose values are replaced: brand";
        assert!(found.stderr.contains(note) && !kept.stderr.contains(note));
    }
}

#[test]
fn vader_is_given_texts_as_they_stand_in_the_export() {
    let csv = "text\nI &lt;3 it &amp; the rest\n<p>I &lt;3 it</p>\n";
    let run = |command: &str| Listen::command(command).file("m.csv", csv).stdout();
    let scores = |model: &str| {
        let out = run(&format!("score m.csv --quiet --model {model}"));
        let cell = |line: &str| line.split(',').nth(1).unwrap().to_owned();
        out.lines().skip(1).map(cell).collect::<Vec<_>>()
    };
    assert_eq!(scores("vader"), ["0.0000", "0.4404"]);
    assert!(scores("listen")[0].as_str() > "0.1");
    let out = run("score m.csv --quiet --model vader --format csv");
    assert!(out.contains("\n,I &lt;3 it &amp; the rest,"), "{out}");
    let out = run("score m.csv --quiet --format csv");
    assert!(out.contains("\n,I <3 it & the rest,"), "{out}");
}

#[test]
fn a_text_in_an_object_of_the_record_leaves_the_rest_of_the_record_there() {
    let lines = "{\"id\":7,\"date\":\"2026-03-13\",\"note\":{\"body\":\"I love it\"}}\n";
    let array = format!("[{}]", lines.trim());
    for (input, content) in [("m.jsonl", lines), ("m.json", &array)] {
        let score = |options: &str| {
            Listen::command(&format!("score {input} --quiet{options}"))
                .file(input, content)
                .stdout()
        };
        let own = score("");
        let start = lines.trim().trim_end_matches('}').to_owned() + "},\"sentiment_score\":";
        assert!(own.starts_with(&start), "{own}");
        let canonical = score(" --format csv");
        let row = canonical.lines().nth(1).unwrap();
        assert!(row.starts_with("7,I love it,"), "{row}");
        assert!(row.contains(",2026-03-13T00:00:00Z,"), "{row}");
    }
}

#[test]
fn a_file_is_not_given_the_ending_of_another_format() {
    let score = |input: &str, rest: &str| {
        Listen::command(&format!("score {input} --quiet {rest}"))
            .file("m.csv", "text\ngood\n")
            .file("m.jsonl", "{\"text\":\"good\"}\n")
            .run()
    };
    let refused = score("m.csv", "--output out.jsonl");
    assert_eq!((refused.code, refused.file("out.jsonl")), (2, None));
    expect![[r#"
        error: --output: a file `.jsonl` where records keep the form in which they came, a table
        hint: `--format csv`, `tsv` or `jsonl` writes canonical records in another form
    "#]]
    .assert_eq(&refused.stderr);
    assert_eq!(score("m.jsonl", "--output out.csv").code, 2);
    for (input, rest) in [
        ("m.csv", "--output out.jsonl --format jsonl"),
        ("m.csv", "--output out.csv"),
        ("m.jsonl", "--output out.jsonl"),
        ("m.csv", "--output out"),
    ] {
        assert_eq!(score(input, rest).code, 0, "{input} {rest}");
    }
}
