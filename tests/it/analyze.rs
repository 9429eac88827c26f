//! `listen analyze` as a community manager runs it.

use expect_test::expect;

use crate::support::Listen;

/// Six records of two brands on two platforms: one exact duplicate, one
/// repost, one without a text, one without figures.
const MENTIONS: &str = "\
id,text,author,platform,brand,created_at,likes,shares,replies,followers
1,I love the new Orvane app!,ana,X,Orvane,2026-03-09T08:00:00Z,10,2,1,500
2,\"Orvane is terrible, I hate it\",ben,Reddit,Orvane,2026-03-10T09:00:00Z,3,0,4,
1,I love the new Orvane app!,ana,X,Orvane,2026-03-09T08:00:00Z,10,2,1,500
3,RT @ana: I love the new Orvane app!,cleo,X,Orvane,2026-03-10T23:30:00Z,0,0,0,40
4,,dan,X,Orvane,2026-03-11T10:00:00Z,0,0,0,9
5,Belcor opens at nine,eve,X,Belcor,2026-03-16T10:00:00Z,,,,
";

fn analyze(args: &str) -> Listen {
    Listen::command("analyze m.csv --model vader --format csv")
        .args(args.split(' ').filter(|arg| !arg.is_empty()))
        .file("m.csv", MENTIONS)
}

#[test]
fn without_groups_there_is_one_row() {
    let ran = analyze("").run();
    expect![[r#"
        mentions,unique_mentions,reposts,authors,positive,neutral,negative,mixed,positive_share,neutral_share,negative_share,net_sentiment,net_sentiment_polar,mean_score,likes,shares,replies,views,engagement,reach,reach_unique,share_of_voice,passion,first,last
        4,3,1,4,1,1,1,0,0.3333,0.3333,0.3333,0.0,0.0,-0.0362,13,2,5,,20,540,540,,1.00,2026-03-09T08:00:00Z,2026-03-16T10:00:00Z
    "#]].assert_eq(&ran.stdout);
    expect![[r#"
        read 6, scored 4, skipped 1, duplicates 1
        skipped 1: no text (`m.csv` line 6: 4,,dan,X,Orvane,2026-03-11T10:00:00Z,0,0…)
        note: labels, shares and scores count each text once, whoever repeats it
    "#]]
    .assert_eq(&ran.stderr);
    assert_eq!(ran.code, 0);
}

#[test]
fn groups_bear_the_names_given_to_by() {
    expect![[r#"
        brand,day,mentions,unique_mentions,reposts,authors,positive,neutral,negative,mixed,positive_share,neutral_share,negative_share,net_sentiment,net_sentiment_polar,mean_score,likes,shares,replies,views,engagement,reach,reach_unique,share_of_voice,passion,first,last
        Belcor,2026-03-16,1,1,0,1,0,1,0,0,0.0000,1.0000,0.0000,0.0,,0.0000,,,,,,,,1.0000,1.00,2026-03-16T10:00:00Z,2026-03-16T10:00:00Z
        Orvane,2026-03-09,1,1,0,1,1,0,0,0,1.0000,0.0000,0.0000,100.0,100.0,0.6696,10,2,1,,13,500,500,1.0000,1.00,2026-03-09T08:00:00Z,2026-03-09T08:00:00Z
        Orvane,2026-03-10,2,2,1,2,1,0,1,0,0.5000,0.0000,0.5000,0.0,0.0,-0.0544,3,0,4,,7,40,40,1.0000,1.00,2026-03-10T09:00:00Z,2026-03-10T23:30:00Z
    "#]].assert_eq(&analyze("--by brand,day --quiet").stdout());
}

#[test]
fn passion_is_of_mentions_whose_author_is_known() {
    let mentions = "text,author,brand\n\
        Orvane opens at nine,ana,Orvane\n\
        Orvane shuts at five,ana,Orvane\n\
        Orvane moved to the harbour,ben,Orvane\n\
        Orvane sells tea,,Orvane\n\
        Orvane sells cups,,Orvane\n\
        Belcor sells soap,,Belcor\n";
    let ran = Listen::command("analyze m.csv --by brand --format jsonl --quiet")
        .file("m.csv", mentions)
        .run();
    let figures = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        ["mentions", "authors", "passion"].map(|name| row[name].to_string())
    };
    let rows: Vec<_> = ran.stdout.lines().map(figures).collect();
    assert_eq!(rows, [["5", "2", "1.5"], ["1", "null", "null"]]);
}

#[test]
fn every_record_counts_when_told() {
    let ran = analyze("--by platform --count all").run();
    expect![[r#"
        platform,mentions,unique_mentions,reposts,authors,positive,neutral,negative,mixed,positive_share,neutral_share,negative_share,net_sentiment,net_sentiment_polar,mean_score,likes,shares,replies,views,engagement,reach,reach_unique,share_of_voice,passion,first,last
        x,4,,,3,3,1,0,0,0.7500,0.2500,0.0000,75.0,100.0,0.5022,20,4,2,,26,1040,540,,1.33,2026-03-09T08:00:00Z,2026-03-16T10:00:00Z
        reddit,1,,,1,0,0,1,0,0.0000,0.0000,1.0000,-100.0,-100.0,-0.7783,3,0,4,,7,,,,1.00,2026-03-10T09:00:00Z,2026-03-10T09:00:00Z
    "#]].assert_eq(&ran.stdout);
    expect![[r#"
        read 6, scored 5, skipped 1, duplicates 0
        skipped 1: no text (`m.csv` line 6: 4,,dan,X,Orvane,2026-03-11T10:00:00Z,0,0…)
        note: every record counts; copies were not looked for
    "#]]
    .assert_eq(&ran.stderr);
}

#[test]
fn a_window_is_half_open_and_in_its_zone() {
    let in_zone = |zone: &str| {
        let args = format!("--since 2026-03-11 --until 2026-03-16T10:00:00Z --tz {zone} --quiet");
        analyze(&args)
            .stdout()
            .lines()
            .nth(1)
            .map(|row| row[..1].to_owned())
    };
    // 23:30 in UTC is the next day in Paris, and the end does not belong to the window.
    assert_eq!(in_zone("UTC").as_deref(), Some("0"));
    assert_eq!(in_zone("Europe/Paris").as_deref(), Some("1"));
}

#[test]
fn a_date_without_a_time_is_a_day_wherever_days_are_counted() {
    let day = |zone: &str| {
        let table = Listen::command("analyze d.csv --model vader --by day --format csv --quiet")
            .args(["--tz", zone])
            .file("d.csv", "text,date\nlate again,2026-03-10\n")
            .stdout();
        table.lines().nth(1).map(|row| row[..10].to_owned())
    };
    for zone in ["UTC", "America/New_York", "Asia/Tokyo"] {
        assert_eq!(day(zone).as_deref(), Some("2026-03-10"), "{zone}");
    }
}

#[test]
fn periods_look_back_from_the_given_moment() {
    let ran = analyze("--period last-week --as-of 2026-03-18 --by week").run();
    expect![[r#"
        week,mentions,unique_mentions,reposts,authors,positive,neutral,negative,mixed,positive_share,neutral_share,negative_share,net_sentiment,net_sentiment_polar,mean_score,likes,shares,replies,views,engagement,reach,reach_unique,share_of_voice,passion,first,last
        2026-W11,3,2,1,3,1,0,1,0,0.5000,0.0000,0.5000,0.0,0.0,-0.0544,13,2,5,,20,540,540,,1.00,2026-03-09T08:00:00Z,2026-03-10T23:30:00Z
    "#]].assert_eq(&ran.stdout);
    expect![[r#"
        read 6, scored 3, skipped 2, duplicates 1
        skipped 1: no text (`m.csv` line 6: 4,,dan,X,Orvane,2026-03-11T10:00:00Z,0,0…)
        note: of the skipped, 1 are outside the period or undated
        note: labels, shares and scores count each text once, whoever repeats it
    "#]]
    .assert_eq(&ran.stderr);
}

#[test]
fn rows_are_sorted_cut_and_dropped() {
    let first_cells = |args: &str| {
        let table = analyze(&format!("{args} --quiet")).stdout();
        let rows = table.lines().skip(1);
        rows.map(|row| row.split(',').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(first_cells("--by author"), ["ana", "ben", "cleo", "eve"]);
    assert_eq!(
        first_cells("--by author --sort likes"),
        ["ana", "ben", "cleo", "eve"]
    );
    assert_eq!(
        first_cells("--by author --sort likes:asc --top 2"),
        ["cleo", "ben"]
    );
    assert_eq!(first_cells("--by brand --min 2"), ["Orvane"]);
    assert_eq!(
        first_cells("--by author --sort net --top 2"),
        first_cells("--by author --sort net_sentiment --top 2")
    );
    assert_eq!(
        first_cells("--by author --sort author:desc --top 1"),
        ["eve"]
    );
}

#[test]
fn own_brands_are_found_in_texts() {
    let table = Listen::new()
        .args([
            "analyze",
            "m.csv",
            "--model=vader",
            "--format=csv",
            "--by=brand",
            "--quiet",
        ])
        .args(["--brand", "App=app", "--brand", "Orvane=orvane"])
        .file("m.csv", MENTIONS)
        .stdout();
    let shares: Vec<_> = table
        .lines()
        .map(|row| row.split(',').take(2).collect::<Vec<_>>())
        .collect();
    assert_eq!(
        shares,
        [
            ["brand", "mentions"],
            ["Orvane", "3"],
            ["App", "2"],
            ["(none)", "1"]
        ]
    );
}

#[test]
fn the_output_is_the_same_for_any_number_of_threads() {
    let mut mentions = String::from("id,text,author,created_at\n");
    for n in 0..30_000 {
        let word = ["good", "bad", "late", "love", "awful"][n % 5];
        mentions += &format!(
            "{},Orvane number {n} is {word},a{},2026-03-{:02}\n",
            n % 29_000,
            n % 700,
            n % 28 + 1
        );
    }
    let run = |threads: &str, format: &str| {
        Listen::new()
            .args([
                "analyze",
                "m.csv",
                "--threads",
                threads,
                "--format",
                format,
                "--model=vader",
            ])
            .file("m.csv", &mentions)
            .run()
    };
    for format in ["table", "json"] {
        let one = run("1", format);
        assert!(
            one.stderr
                .starts_with("read 30000, scored 29000, skipped 0, duplicates 1000")
        );
        for threads in ["2", "3", "8"] {
            let many = run(threads, format);
            assert_eq!(
                (many.stdout, many.stderr),
                (one.stdout.clone(), one.stderr.clone())
            );
        }
    }
}

#[test]
fn an_output_file_is_whole_or_not_there() {
    let ran = analyze("--output out.csv --quiet").run();
    assert_eq!((ran.stdout.as_str(), ran.code), ("", 0));
    assert!(ran.file("out.csv").unwrap().starts_with("mentions,"));
    assert_eq!(ran.files(), ["m.csv", "out.csv"]);
    let failed = analyze("--output no/such/out.csv --quiet").run();
    assert_eq!(failed.code, 1);
    expect![[r#"
        error: cannot write `no/such/out.csv`
          caused by: No such file or directory (os error 2)
    "#]]
    .assert_eq(&failed.stderr);
}

#[test]
fn json_holds_the_law_of_the_run() {
    let json = Listen::command("analyze m.csv --model vader --format json --quiet")
        .file("m.csv", MENTIONS)
        .stdout();
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["schema_version"], 1);
    let number = |name: &str| report[name].as_u64().unwrap();
    assert_eq!(number("read"), 6);
    assert_eq!(
        number("read"),
        number("scored") + number("skipped") + number("duplicates")
    );
}

#[test]
fn strict_stops_at_the_first_bad_record() {
    let stderr = analyze("--strict").fails(1);
    expect![[r#"
        error: `m.csv`, line 6: no text
        hint: without `--strict` such records are skipped and counted
    "#]]
    .assert_eq(&stderr);
}

#[test]
fn what_could_only_give_nothing_is_refused() {
    expect![[r#"
        error: --sort: `share_of_voice` is of brands, and the rows are of none
        hint: group by brand as well, such as `--by brand`
    "#]]
    .assert_eq(&analyze("--by platform --sort voice:asc").fails(2));
    expect![[r#"
        error: --language: `xx` is not a language
        hint: write an ISO 639-1 code such as `en` or `fr`, or a name such as `french`
    "#]]
    .assert_eq(&analyze("--language xx").fails(2));
}

#[test]
fn wrong_options_are_usage_errors_with_a_remedy() {
    for (args, expected) in [
        (
            "--by brandd",
            expect![[r#"
            error: --by: cannot group by `brandd`
            hint: one or more of: brand, platform, language, author, country, hour, day, week, month, weekday
        "#]],
        ),
        (
            "--sort likess",
            expect![[r#"
            error: --sort: no column `likess`
            hint: one of: mentions, unique_mentions, reposts, authors, positive, neutral, negative, mixed, positive_share, neutral_share, negative_share, net_sentiment, net_sentiment_polar, mean_score, likes, shares, replies, views, engagement, reach, reach_unique, share_of_voice, passion, first, last
        "#]],
        ),
        (
            "--tz Paris",
            expect![[r#"
            error: --tz: `Paris` is not a time zone
            hint: write `UTC` or an IANA name such as `Europe/Paris`
        "#]],
        ),
        (
            "--period lastweek",
            expect![[r#"
            error: --period: `lastweek` is not a period
            hint: write `today`, `yesterday`, `this-week`, `last-week`, `this-month`, `last-month`, `this-year`, `last-year`, `last-7-days` (any number), `2026-W11`, `2026-03`, `2026` or `2026-03-13`
        "#]],
        ),
        (
            "--brand =x",
            expect![[r#"
            error: --brand: `=x` has no name
            hint: write `--brand NAME` or `--brand "NAME=alias,alias"`, once for each brand
        "#]],
        ),
        (
            "--map txt=Body",
            expect![[r#"
                error: --map: unknown field `txt`; the fields are id, text, title, author, handle, author_id, followers, platform, url, created_at, time, language, country, likes, shares, replies, views, reach, parent_id, brand, rating, source_sentiment, is_repost, reposted_id, reposted_from
                hint: write `--map FIELD=COLUMN`, such as `--map text=Body`
            "#]],
        ),
        (
            "--max-record lots",
            expect![[r#"
            error: --max-record: `lots` is not a size
            hint: write a number of bytes, or one with KiB, MiB or GiB
        "#]],
        ),
    ] {
        expected.assert_eq(&analyze(args).fails(2));
    }
}

#[test]
fn the_environment_says_what_flags_do_not() {
    let run = |args: &str| {
        Listen::command(&format!("analyze m.csv --quiet{args}"))
            .env("LISTEN_MODEL", "vader")
            .env("LISTEN_FORMAT", "jsonl")
            .file("m.csv", MENTIONS)
            .stdout()
    };
    assert!(run("").starts_with("{\"mentions\":4,"), "{}", run(""));
    assert!(run(" --format csv").starts_with("mentions,"));
}

#[test]
fn colour_is_for_terminals_and_on_request() {
    let run = |args: &str, variable: &str| {
        let listen = Listen::command(&format!("analyze m.csv --model vader --quiet{args}"));
        listen.env(variable, "1").file("m.csv", MENTIONS).stdout()
    };
    assert!(!run("", "TERM").contains('\u{1b}'));
    assert!(!run("", "NO_COLOR").contains('\u{1b}'));
    assert!(run(" --color always", "TERM").contains('\u{1b}'));
}

#[test]
fn the_ending_of_the_output_names_the_format() {
    let written = |args: &str, name: &str| {
        let ran = Listen::command(&format!("analyze m.csv --model vader --quiet {args}"))
            .file("m.csv", MENTIONS)
            .run();
        ran.file(name).unwrap_or(ran.stdout)
    };
    assert!(written("--output a.csv", "a.csv").starts_with("mentions,"));
    assert!(written("--output a.md", "a.md").starts_with("| mentions |"));
    assert!(written("--output a.json --format csv", "a.json").starts_with("mentions,"));
    assert!(written("--excel=fr", "").starts_with("\u{feff}mentions;"));
}

#[test]
fn options_that_would_do_nothing_are_refused() {
    for (command, option) in [
        ("analyze m.csv --format json --excel", "--excel"),
        ("analyze m.csv --output a.md --excel=fr", "--excel"),
        ("score m.csv --format jsonl --excel", "--excel"),
        ("score m.jsonl --excel=fr", "--excel"),
        ("score m.jsonl --excel --output a.csv", "--format csv"),
        ("score m.csv --color always", "--color"),
        ("analyze m.csv --as-of 2026-03-18", "--period"),
        ("analyze m.csv --top 3", "--by brand"),
        ("analyze m.csv --format csv --sort mentions", "--by brand"),
        ("analyze m.csv --min 30", "--by brand"),
        ("sample m.csv --threads 2", "--threads"),
        ("eval l.csv --threads 2", "--threads"),
        ("eval l.csv --model vader --neutral fine", "--neutral"),
        ("eval l.csv --format csv --errors 3", "--errors"),
        ("eval l.csv --output a.csv --errors 3", "--errors"),
        ("learn l.csv --source-weight tweet=2", "the sources: tweets"),
        ("learn l.csv --source-weight tweets:bad=2", "tweets:bad"),
        ("explain Orvane --model vader --brand Orvane", "--brand"),
    ] {
        let ran = Listen::command(command)
            .file("m.csv", MENTIONS)
            .file("m.jsonl", "{\"text\":\"Orvane is fine\"}\n")
            .file("l.csv", "text,label,source\nso fine,positive,tweets\n")
            .run();
        assert_eq!((ran.code, &*ran.stdout), (2, ""), "{command}");
        assert_eq!(ran.file("a.csv"), None, "{command}");
        assert!(ran.stderr.contains(option), "{}", ran.stderr);
    }
}

#[test]
fn the_environment_can_ask_for_quiet() {
    let said = |value: &str| analyze("").env("LISTEN_QUIET", value).run().stderr;
    for value in ["1", "true", "yes"] {
        assert_eq!(said(value), "");
    }
    assert!(said("0").starts_with("read 6"));
}

#[test]
fn the_verdict_is_of_a_brand_only_where_all_mentions_are_about_it() {
    let mut mentions = String::from("text\n");
    for n in 0..60 {
        mentions += &format!("Orvane number {n} is awful\n");
    }
    let verdict = |mentions: &str| {
        let run = Listen::command("analyze - --quiet --brand Orvane --model vader");
        let out = run.stdin(mentions).stdout();
        out.split('(').next().unwrap().replace('\n', " ")
    };
    let of_orvane = verdict(&mentions);
    assert!(of_orvane.contains("speak against Orvane"), "{of_orvane}");
    let of_all = verdict(&(mentions + "the weather is awful\n"));
    assert!(of_all.contains("are negative"), "{of_all}");
}

#[test]
fn what_to_add_groups_by_what_the_mentions_have() {
    for (mentions, by) in [
        ("text\ngood\n", "language"),
        ("text,date\ngood,2026-03-13\n", "day"),
        ("text,date,platform\ngood,2026-03-13,X\n", "platform,day"),
    ] {
        let out = Listen::command("analyze - --quiet")
            .stdin(mentions)
            .stdout();
        let next = format!("\nNext, for a spreadsheet: add --by {by} --format csv\n");
        assert!(out.ends_with(&next), "{out}");
    }
}
