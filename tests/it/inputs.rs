//! What can be given to the program: archives, workbooks, damaged files, texts in any encoding.

use std::{fs, io::Write, path::Path};

use expect_test::expect;
use flate2::{Compression, write::GzEncoder};

use crate::support::Listen;

fn gzip(content: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// A zip archive of files that are not compressed.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut table) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let mut sum = flate2::Crc::new();
        sum.update(content);
        let size = u32::try_from(content.len()).unwrap().to_le_bytes();
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        let offset = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        let sums = [sum.sum().to_le_bytes(), size, size].concat();
        let common = [
            &[20, 0, 0, 8, 0, 0, 0, 0, 0, 0],
            &sums[..],
            &length,
            &[0, 0],
        ]
        .concat();
        bytes.extend([b"PK\x03\x04", &common[..], name.as_bytes(), content].concat());
        table.extend(
            [
                b"PK\x01\x02\x14\0",
                &common[..],
                &[0; 10],
                &offset,
                name.as_bytes(),
            ]
            .concat(),
        );
    }
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    let (size, offset) = (table.len(), bytes.len());
    let places = [size, offset]
        .map(|n| u32::try_from(n).unwrap().to_le_bytes())
        .concat();
    bytes.extend(table);
    bytes.extend([b"PK\x05\x06\0\0\0\0", &count[..], &count, &places, &[0, 0]].concat());
    bytes
}

fn account(listen: Listen) -> String {
    let ran = listen.run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stderr
}

const GOOD: &str = "id,text\n1,so good\n2,love it\n";
const BAD: &str = "id,text\n3,so bad\n";

#[test]
fn every_export_in_an_archive_is_read_and_the_rest_is_named() {
    let inner = zip(&[("deep.csv", BAD.as_bytes())]);
    let files: [(&str, &[u8]); 6] = [
        ("b/packed.csv.gz", &gzip(GOOD)),
        ("a.csv", b"id,text\n4,fine\n"),
        ("users.json", b"[{\"id\":\"U1\",\"name\":\"Anne\"}]"),
        ("../../slip.jsonl", b"{\"id\":5,\"text\":\"ok\"}\n"),
        ("__MACOSX/a.csv", b"\0\0"),
        (".DS_Store", b"\0\0"),
    ];
    let all = Listen::command("analyze all.zip --format json").file("all.zip", zip(&files));
    expect![[r#"
        read 4, scored 4, skipped 0, duplicates 0
        note: labels, shares and scores count each text once, whoever repeats it
        note: passed over `all.zip/users.json`, line 1: no text column; it has `id`, `name`
    "#]]
    .assert_eq(&account(all));
    let nested = |depth: usize| {
        let wrap = |inner: Vec<u8>, _| zip(&[("b.zip", &inner)]);
        Listen::command("analyze a.zip --format json")
            .file("a.zip", (0..depth).fold(inner.clone(), wrap))
    };
    expect![[r#"
        read 1, scored 1, skipped 0, duplicates 0
        note: labels, shares and scores count each text once, whoever repeats it
    "#]]
    .assert_eq(&account(nested(1)));
    expect![[r#"
        error: cannot read `a.zip/b.zip/b.zip`
          caused by: an archive in an archive in an archive is not read: unpack the outer one
    "#]]
    .assert_eq(&nested(2).fails(1));
}

#[test]
fn a_folder_may_hold_other_files_too() {
    let folder = Listen::command("analyze all --format json")
        .file("all/a.csv", GOOD)
        .file("all/notes.md", "# Notes\n\nnothing here\n")
        .file("all/empty.csv", "");
    expect![[r#"
        read 2, scored 2, skipped 0, duplicates 0
        note: labels, shares and scores count each text once, whoever repeats it
        note: passed over `all/empty.csv`: it is empty
        note: passed over `all/notes.md`: no text column; it has `# Notes`
    "#]]
    .assert_eq(&account(folder));
}

#[test]
fn a_sheet_is_found_or_named() {
    let book =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports/spreadsheets/second_sheet.xlsx");
    let book = fs::read(book).unwrap();
    let found = Listen::command("inspect a.xlsx")
        .file("a.xlsx", &book)
        .stdout();
    assert!(found.contains("header in row 1, sheet `Data`"), "{found}");
    let named = Listen::command("inspect a.xlsx --sheet summary")
        .file("a.xlsx", &book)
        .stdout();
    assert!(named.contains("sheet `Summary`"), "{named}");
    let missing = Listen::command("inspect a.xlsx --sheet 3")
        .file("a.xlsx", &book)
        .fails(1);
    expect![[r#"
        error: `a.xlsx`: no sheet `3`; its sheets are `Summary`, `Data`
    "#]]
    .assert_eq(&missing);
}

#[test]
fn the_first_sheet_of_mentions_is_read_and_others_are_named() {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports/spreadsheets/months.xlsx");
    let book = fs::read(book).unwrap();
    let all = Listen::command("analyze a.xlsx --format json").file("a.xlsx", &book);
    expect![[r#"
        read 2, scored 2, skipped 0, duplicates 0
        note: labels, shares and scores count each text once, whoever repeats it
        note: `a.xlsx` has what looks like mentions in `April`, too, which is not read
    "#]]
    .assert_eq(&account(all));
    let other = Listen::command("analyze a.xlsx --sheet April --format json").file("a.xlsx", &book);
    assert!(account(other).starts_with("read 1, scored 1,"));
}

#[test]
fn ages_in_an_archive_count_from_when_it_was_packed() {
    let mut archive = zip(&[("a.csv", b"text,date\nso good,2 weeks ago\n")]);
    let table = memchr::memmem::find(&archive, b"PK\x01\x02").unwrap();
    let (date, time) = ((46_u16 << 9) + (3 << 5) + 27, 20_u16 << 11);
    archive[table + 12..table + 14].copy_from_slice(&time.to_le_bytes());
    archive[table + 14..table + 16].copy_from_slice(&date.to_le_bytes());
    let found = Listen::command("score a.zip --format jsonl").file("a.zip", archive);
    let found = found.stdout();
    assert!(
        found.contains(r#""created_at":"2026-03-13T20:00:00Z""#),
        "{found}"
    );
}

#[test]
fn mentions_are_found_under_keys_of_any_name() {
    for (name, content) in [
        (
            "a.json",
            r#"{"17":{"text":"so good","author":"a"},"18":{"text":"so bad","author":"b"}}"#,
        ),
        (
            "b.jsonl",
            "{\"id\":1,\"text\":\"so good\"},\n{\"id\":2,\"text\":\"so bad\"}\n",
        ),
    ] {
        let found = Listen::command(&format!("analyze {name} --format json")).file(name, content);
        let found = account(found);
        assert!(found.starts_with("read 2, scored 2, skipped 0"), "{found}");
    }
    let two = r#"{"posts":[{"id":1,"text":"so good","url":"https://x.example/1","likes":2}],
        "answers":[{"author":"b","text":"so bad","date":"2026-01-01"}]}"#;
    let found = Listen::command("analyze a.json --format json").file("a.json", two);
    expect![[r#"
        read 1, scored 1, skipped 0, duplicates 0
        note: labels, shares and scores count each text once, whoever repeats it
        note: `a.json` has what looks like mentions in `answers`, too, which is not read
    "#]]
    .assert_eq(&account(found));
}

#[test]
fn what_is_cut_off_is_an_error_or_read_as_far_as_it_goes() {
    let rows: Vec<String> = (0..20_000)
        .map(|n| format!("{n},text number {}\n", n * 7919 % 1000))
        .collect();
    let packed = gzip(&format!("id,text\n{}", rows.concat()));
    let packed = &packed[..packed.len() / 2];
    let array =
        "[{\"id\":1,\"text\":\"so good\"},\n{\"id\":2,\"text\":\"so bad\"},\n{\"id\":3,\"te";
    for (name, content) in [("a.csv.gz", packed), ("a.json", array.as_bytes())] {
        let failed = Listen::command(&format!("analyze {name}"))
            .file(name, content)
            .fails(1);
        assert!(failed.contains("truncated"), "{failed}");
        assert!(failed.contains(" could be read before\n"), "{failed}");
        assert!(failed.contains("--partial"), "{failed}");
        let partial = Listen::command(&format!("analyze {name} --format json --partial"));
        let partial = account(partial.file(name, content));
        assert!(partial.contains("input cut off or damaged"), "{partial}");
        assert!(!partial.starts_with("read 0"), "{partial}");
    }
    let lines = "{\"id\":1,\"text\":\"so good\"}\n{\"id\":2,\"text\":\"so b";
    let growing = account(Listen::command("analyze a.jsonl --format json").file("a.jsonl", lines));
    expect![[r#"
        read 2, scored 1, skipped 1, duplicates 0
        skipped 1: last line incomplete: is the file still being written? (`a.jsonl` line 2: {"id":2,"text":"so b)
        note: labels, shares and scores count each text once, whoever repeats it
    "#]]
    .assert_eq(&growing);
}

#[test]
fn an_archive_without_its_table_of_contents_is_read_as_far_as_it_goes() {
    let whole = zip(&[("a.csv", GOOD.as_bytes()), ("b.csv", BAD.as_bytes())]);
    let table = memchr::memmem::find(&whole, b"PK\x01\x02").unwrap();
    let cut = &whole[..table - 4];
    let failed = Listen::command("analyze a.zip").file("a.zip", cut).fails(1);
    expect![[r#"
        error: `a.zip`: the zip archive is truncated or corrupt: its table of contents is missing; 3 records could be read before
        hint: get a complete copy of the file, or report on what could be read with --partial
    "#]]
    .assert_eq(&failed);
    let partial = Listen::command("analyze a.zip --format json --partial").file("a.zip", cut);
    expect![[r#"
        read 3, scored 3, skipped 0, duplicates 0
        warning: 1 × input cut off or damaged: only what stands before was read (`a.zip/b.csv` end: the zip entry is truncated)
        note: labels, shares and scores count each text once, whoever repeats it
        note: `a.zip` is truncated or corrupt: its table of contents is missing, and only the files that were found without it are read
    "#]]
    .assert_eq(&account(partial));
}

#[test]
fn a_workbook_that_is_cut_off_is_read_as_far_as_it_goes() {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports/youscan/menciones.xlsx");
    let book = fs::read(book).unwrap();
    let table = memchr::memmem::find(&book, b"PK\x01\x02").unwrap();
    let failed = Listen::command("analyze a.xlsx").file("a.xlsx", &book[..table]);
    let failed = failed.fails(1);
    assert!(
        failed.contains("2 records could be read before"),
        "{failed}"
    );
    let partial = Listen::command("analyze a.xlsx --format json --partial");
    let partial = account(partial.file("a.xlsx", &book[..table]));
    assert!(partial.starts_with("read 2, scored 2"), "{partial}");
    assert!(partial.contains("input cut off or damaged"), "{partial}");
    for end in (0..table).step_by(97) {
        let cut = Listen::command("analyze a.xlsx --partial").file("a.xlsx", &book[..end]);
        assert!(matches!(cut.run().code, 0 | 1));
    }
}

#[test]
fn a_small_file_that_is_cut_off_says_how_much_could_be_read() {
    let packed = gzip(GOOD);
    let cut = &packed[..packed.len() - 9];
    let one = "[{\"id\":1,\"text\":\"so good\"},\n{\"id\":2,\"te";
    let failed = Listen::command("analyze a.json")
        .file("a.json", one)
        .fails(1);
    expect![[r#"
        error: `a.json`: it is truncated: the end of the file comes too early (line 2, byte 28); 1 record could be read before
        hint: get a complete copy of the file, or report on what could be read with --partial
    "#]]
    .assert_eq(&failed);
    for listen in [
        Listen::command("analyze a.csv.gz").file("a.csv.gz", cut),
        Listen::command("analyze -").stdin(cut),
    ] {
        let failed = listen.fails(1);
        assert!(
            failed.contains("2 records could be read before"),
            "{failed}"
        );
    }
}

#[test]
fn the_members_of_a_chat_are_named_by_the_list_beside_its_days() {
    let users = r#"[{"id":"U1","name":"a_one","real_name":"Anne","profile":{"title":"Barista"}}]"#;
    let day = r#"[{"type":"message","user":"U1","text":"so good","ts":"1773437400.000200"},
        {"type":"message","user":"U9","text":"so bad","ts":"1773437500.000200"}]"#;
    let files: [(&str, &[u8]); 2] = [
        ("general/2026-03-13.json", day.as_bytes()),
        ("users.json", users.as_bytes()),
    ];
    let folder = files.iter().fold(
        Listen::command("score all --format csv"),
        |listen, (name, content)| listen.file(&format!("all/{name}"), content),
    );
    let archive = Listen::command("score all.zip --format csv").file("all.zip", zip(&files));
    for listen in [folder, archive] {
        let table = listen.stdout();
        let authors: Vec<_> = table
            .lines()
            .skip(1)
            .map(|line| line.split(',').skip(3).take(2).collect::<Vec<_>>())
            .collect();
        assert_eq!(authors, [["Anne", "a_one"], ["U9", ""]], "{table}");
    }
}

#[test]
fn a_code_page_is_recognised_and_said_or_named() {
    let french = b"id;texte\r\n1;D\xe9\xe7ue, tr\xe8s mauvais service\x85 5 \x80 de trop\r\n";
    let guessed = Listen::command("score a.csv --format jsonl")
        .file("a.csv", french)
        .run();
    assert!(
        guessed
            .stdout
            .contains("Déçue, très mauvais service… 5 € de trop"),
        "{}",
        guessed.stdout
    );
    assert!(
        guessed.stderr.contains("`a.csv` is read as windows-1252"),
        "{}",
        guessed.stderr
    );
    let mac = b"id;texte\r1;D\x8e\x8due\r";
    let named =
        Listen::command("score a.csv --format jsonl --encoding macintosh").file("a.csv", mac);
    assert!(named.stdout().contains("Déçue"));
    let wrong = Listen::command("score a.csv --encoding klingon")
        .file("a.csv", mac)
        .fails(2);
    expect![[r#"
        error: --encoding: unknown encoding `klingon`
        hint: write a name such as `utf-8`, `windows-1252` or `macintosh`
    "#]]
    .assert_eq(&wrong);
}

#[test]
fn replies_and_joined_authors_are_found() {
    let thread = r#"{"thread":{"post":{"uri":"at://d/app.bsky.feed.post/1","author":{"handle":"a.example"},
        "record":{"text":"Root","createdAt":"2026-03-13T20:00:00Z"}},"replies":[{"post":{"uri":"at://d/app.bsky.feed.post/2",
        "author":{"handle":"b.example"},"record":{"text":"Reply","createdAt":"2026-03-13T21:00:00Z"}},"replies":[]}]}}"#;
    let page = r#"{"data":[{"id":"1","author_id":"9","text":"RT @b_two: so go…","referenced_tweets":[{"type":"retweeted","id":"7"}]}],
        "includes":{"users":[{"id":"9","name":"Anne","username":"a_one","public_metrics":{"followers_count":12}}],
        "tweets":[{"id":"7","text":"so good, all of it"}]}}"#;
    let shown = |name: &str, content: &str| {
        let lines = Listen::command(&format!("score {name} --format csv"))
            .file(name, content)
            .stdout();
        lines
            .lines()
            .skip(1)
            .map(|line| line.split(',').take(9).collect::<Vec<_>>().join("|") + "\n")
            .collect::<String>()
    };
    expect![[r#"
        at://d/app.bsky.feed.post/1|Root|||a.example||bluesky|https://bsky.app/profile/a.example/post/1|2026-03-13T20:00:00Z
        at://d/app.bsky.feed.post/2|Reply|||b.example||bluesky|https://bsky.app/profile/b.example/post/2|2026-03-13T21:00:00Z
    "#]]
    .assert_eq(&shown("thread.json", thread));
    expect![[r#"
        1|"RT @b_two: so good| all of it"||Anne|a_one|12||
    "#]]
    .assert_eq(&shown("page.json", page));
}

#[test]
fn near_copies_count_as_reposts() {
    let text = "the new orvane uno makes the best espresso that i ever had at home and it is quiet";
    let content = format!(
        "id,text\n1,{text}\n2,{text} agreed\n3,RT @a: {text}\n4,never again\n5,never ever\n"
    );
    for threads in ["1", "3"] {
        let report = Listen::command("analyze a.csv --format csv --threads")
            .args([threads])
            .file("a.csv", &content)
            .stdout();
        let row = report.lines().nth(1).unwrap();
        assert!(row.starts_with("5,3,2,"), "{row}");
    }
}

#[test]
fn a_wrong_zone_names_its_own_option() {
    let failed = Listen::command("analyze a.csv --input-tz Mars")
        .file("a.csv", GOOD)
        .fails(2);
    assert!(
        failed.starts_with("error: --input-tz: `Mars` is not a time zone"),
        "{failed}"
    );
}

#[test]
fn dates_that_read_both_ways_stop_only_what_is_made_of_them() {
    let file = "text,date\nso good,03/04/2026\nso bad,05/06/2026\n";
    let listen = |command: &str| Listen::command(command).file("a.csv", file);
    assert!(
        listen("analyze a.csv --by day")
            .fails(1)
            .contains("--date-order")
    );
    assert!(
        listen("score a.csv --quiet")
            .stdout()
            .contains("so good,03/04/2026,")
    );
    let page = listen("inspect a.csv").stdout();
    assert!(
        page.contains("reads both ways") && page.contains("--date-order"),
        "{page}"
    );
}

#[test]
fn a_text_that_the_end_of_the_file_cuts_costs_its_record() {
    let listen = |file: &str| Listen::command("analyze a.csv --format json").file("a.csv", file);
    let cut = account(listen("id,text,author\n1,I love it,ann\n2,I do not hate"));
    assert!(cut.starts_with("read 2, scored 1, skipped 1,"), "{cut}");
    let whole = account(listen(
        "id,text,author\n1,I love it,ann\n2,I do not hate it,b",
    ));
    assert!(whole.starts_with("read 2, scored 2, skipped 0,"), "{whole}");
}

#[test]
fn a_column_that_is_not_there_is_named_beside_those_that_are() {
    let error = Listen::command("analyze a.csv --map text=zz").file("a.csv", "said,by\nfine,ann\n");
    let error = error.fails(1);
    assert!(
        error.contains("no column `zz`") && error.contains("it has `said`, `by`"),
        "{error}"
    );
}

#[test]
fn scored_rows_for_a_french_spreadsheet_have_semicolons() {
    let scored =
        Listen::command("score a.csv --excel=fr --quiet").file("a.csv", "id,text\n1,so good\n");
    let scored = scored.stdout();
    assert!(
        scored.starts_with("\u{feff}id;text;sentiment_score;"),
        "{scored}"
    );
}

#[test]
fn what_is_wrong_says_where_and_what_helps() {
    let broken = "[{\"text\":\"good\"},{\"text\":1e}]";
    let ran = Listen::command("inspect -").stdin(broken).run();
    let place = "skipped 1: not valid JSON (`-` line 1, byte 17: ";
    assert!(ran.stdout.contains(place), "{}", ran.stdout);
    let ran = Listen::command("inspect -").stdin("text,date\ngood,soon\n");
    let remedy = "remedy     date not readable: if another column holds the dates, name it with \
                  --map created_at=COLUMN\n";
    let out = ran.stdout();
    assert!(out.contains(remedy), "{out}");
    let failed = Listen::command("analyze -").stdin(b"\x1a\x02PK\x01\x90\x90,\x07\n\x11\n");
    assert_eq!(
        failed.fails(1),
        "error: `-`: it is binary data, not an export\n"
    );
}

#[test]
fn a_document_that_is_laid_out_is_no_list_of_lines_where_it_is_broken() {
    let broken = "{\n \"export\": \"x\",\n \"mentions\": [\n  {\"id\": 1, \"text\": \"good\"},\n  \
                  {\"id\": 2, \"text\": \"bad\",},\n  {\"id\": 3, \"text\": \"good\"}\n ]\n}\n";
    let ran = Listen::command("analyze - --format csv")
        .stdin(broken)
        .run();
    assert_eq!(
        ran.stderr.lines().take(2).collect::<Vec<_>>(),
        [
            "read 3, scored 2, skipped 1, duplicates 0",
            "skipped 1: not valid JSON (`-` line 5: a key in double quotes expected at colum…)",
        ]
    );
    for first in [r#"{"id": 1, "text": "bad""#, r#"{"id": 1, "text": "ba"#] {
        let lines = format!("{first}\n{{\"id\": 2, \"text\": \"good\"}}\n");
        let ran = Listen::command("analyze - --format csv").stdin(&lines);
        let law =
            "read 2, scored 1, skipped 1, duplicates 0\nskipped 1: not valid JSON (`-` line 1: ";
        let stderr = ran.run().stderr;
        assert!(stderr.starts_with(law), "{stderr}");
    }
}
