//! Reads whole inputs through the library, as the pipeline does.
#![expect(clippy::print_stdout, reason = "notices of tests that are skipped")]

use std::{fs, path::PathBuf};

use proptest::prelude::*;

use listen::{
    Result,
    input::{Damage, DateOrder, Field, Inputs, Losses, Options, Reason, Scratch},
};

/// What reading gave: one line a mention, and the losses.
struct Read {
    mentions: Vec<String>,
    losses: Losses,
}

fn read_named(names: &[String], options: Options) -> Result<Read> {
    let mut inputs = Inputs::open(names, options)?;
    let (mut mentions, mut losses, mut spare) = (Vec::new(), Losses::default(), None);
    while let Some(batch) = inputs.next_batch(spare)? {
        let mut scratch = Scratch::default();
        for record in batch.records() {
            if let Ok(m) = record.mention(&mut scratch) {
                let date = m.created_at.map_or_else(String::new, |t| t.to_string());
                mentions.push(format!(
                    "{}|{}|{}|{}|{}|{}|{:?}",
                    m.id, m.text, m.author, m.platform, m.brand, date, m.likes
                ));
            }
        }
        losses.merge(batch.losses().clone());
        losses.merge(scratch.take_losses());
        spare = Some(batch);
    }
    losses.merge(inputs.losses().clone());
    Ok(Read { mentions, losses })
}

fn read_with(content: impl AsRef<[u8]>, options: Options) -> Result<Read> {
    let folder = tempfile::tempdir().expect("a place for files");
    let path = folder.path().join("mentions");
    fs::write(&path, content).expect("written");
    read_named(&[path.display().to_string()], options)
}

fn read(content: impl AsRef<[u8]>) -> Read {
    read_with(content, Options::default()).expect("readable")
}

fn shared(path: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(path);
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path.display().to_string())
}

#[test]
fn a_table_is_read_into_mentions() {
    let read = read(
        "id,author,text,created_at,likes\n1,Anne,\"so, so \"\"good\"\"\",2026-03-02T09:15:00Z,3\n",
    );
    assert_eq!(
        read.mentions,
        [r#"1|so, so "good"|Anne|||2026-03-02T09:15:00Z|Some(3)"#]
    );
    assert_eq!(read.losses, Losses::default());
}

#[test]
fn real_exports_are_read_without_an_option() {
    for (file, rows) in [("airlines_en.csv", 14_640), ("free_fr.csv", 3_764)] {
        let Some(path) = shared(&format!("data/mentions/{file}")) else {
            return;
        };
        let read = read_named(&[path], Options::default()).expect("readable");
        println!("{file}: {:?}", read.losses);
        assert_eq!(
            read.mentions.len() as u64 + read.losses.skipped(),
            rows,
            "{file}"
        );
    }
}

/// Every file that other tests hold for good or bad, with its name.
fn all_files() -> Vec<String> {
    let mut files = Vec::new();
    let own = Some(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/exports").to_owned());
    for folder in [own, shared("nasty"), shared("exports")]
        .into_iter()
        .flatten()
    {
        let pattern = format!("{folder}/**/*.*");
        files.extend(glob::glob(&pattern).expect("a pattern").flatten());
    }
    let names = files
        .iter()
        .filter(|f| f.is_file())
        .map(|f| f.display().to_string());
    let is_export = |name: &String| ![".md", ".py"].iter().any(|end| name.ends_with(end));
    names.filter(is_export).collect()
}

#[test]
fn reading_does_not_depend_on_the_size_of_blocks() {
    for file in all_files() {
        if file.contains("bomb") {
            continue;
        }
        let with = |block| {
            let date_order = Some(DateOrder::Dmy);
            let options = Options {
                block,
                date_order,
                ..Options::default()
            };
            read_named(std::slice::from_ref(&file), options)
        };
        match with(256 << 10) {
            Ok(whole) => {
                // A record is looked at anew with each block, so tiny ones are for small files.
                let is_small = fs::metadata(&file).unwrap().len() < 8 << 10;
                let tiny: &[usize] = if is_small { &[1, 7, 64] } else { &[] };
                for &block in tiny.iter().chain(&[1000, 5000]) {
                    let read = with(block).expect(&file);
                    assert_eq!(read.mentions, whole.mentions, "{file}, blocks of {block}");
                    assert_eq!(read.losses, whole.losses, "{file}, blocks of {block}");
                }
            }
            Err(error) => {
                let same = with(7).map(|read| read.mentions).expect_err(&file);
                assert_eq!(same.to_string(), error.to_string(), "{file}");
            }
        }
    }
}

/// What the reader does not read yet.
const LATER: [&str; 3] = [".xlsx", ".zip", ".db"];

#[test]
fn hostile_files_come_out_as_their_manifest_says() {
    let Some(folder) = shared("nasty") else {
        return;
    };
    let manifest = fs::read_to_string(format!("{folder}/manifest.tsv")).expect("a manifest");
    let mut wrong = Vec::new();
    for line in manifest.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, _, expected, records, skipped, words, ..] = cells[..] else {
            panic!("{line}")
        };
        if LATER.iter().any(|later| file.ends_with(later)) || file.ends_with("_text.db") {
            continue;
        }
        let read = read_named(&[format!("{folder}/{file}")], Options::default());
        let outcome = match &read {
            Ok(read) => format!("ok {} {}", read.mentions.len(), read.losses.skipped()),
            Err(error) => format!("error {error}"),
        };
        let fits = match &read {
            Ok(_) => {
                let other_end = file == "csv_ctrl_z.csv" && outcome == "ok 3 0";
                expected.contains("ok")
                    && (outcome == format!("ok {records} {skipped}") || other_end)
            }
            Err(error) => {
                let text = error.to_string().to_lowercase();
                let named = words.is_empty()
                    || words
                        .to_lowercase()
                        .split('|')
                        .any(|word| text.contains(word));
                expected.contains("error") && named
            }
        };
        if !fits {
            wrong.push(format!(
                "{file}: {outcome}; expected {expected} {records} {skipped} {words}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_export_is_read_without_an_option() {
    for file in all_files() {
        if file.contains("/nasty/") || LATER.iter().any(|later| file.ends_with(later)) {
            continue;
        }
        match read_named(std::slice::from_ref(&file), Options::default()) {
            Ok(read) => {
                println!("{file}");
                for mention in &read.mentions {
                    println!("    {mention}");
                }
                for (reason, tally) in read.losses.reasons() {
                    println!("    {} {}", reason.name(), tally.count);
                }
                for (damage, tally) in read.losses.damages() {
                    println!(
                        "    {} {} {:?}",
                        damage.name(),
                        tally.count,
                        tally.first[0].detail
                    );
                }
                assert!(!read.mentions.is_empty(), "{file}");
            }
            Err(error) => panic!("{file}: {error}"),
        }
    }
}

#[test]
fn a_line_cut_off_at_the_end_is_said_to_be() {
    let read = read("id,text,likes\n1,fine,3\n2,also fi");
    assert_eq!(read.mentions.len(), 2);
    let mut damages = read.losses.damages();
    assert!(damages.any(|(damage, _)| damage == Damage::CutShort));
}

#[test]
fn a_record_that_is_too_long_costs_itself_only() {
    let long = "word ".repeat(1 << 20);
    let quoted = format!("id,text\n1,fine\n2,\"{long}\"\n3,fine\n");
    let plain = format!("id,text\n1,fine\n2,{long}\n3,fine\n");
    let lines = format!("{{\"text\":\"fine\"}}\n{{\"text\":\"{long}\"}}\n{{\"text\":\"fine\"}}\n");
    let array = format!("[{{\"text\":\"fine\"}},{{\"text\":\"{long}\"}},\n{{\"text\":\"fine\"}}]");
    for content in [quoted, plain, lines, array] {
        for block in [1000, 256 << 10, 16 << 20] {
            let max_record = 1 << 20;
            let options = Options {
                max_record,
                block,
                ..Options::default()
            };
            let read = read_with(&content, options).expect("readable");
            assert_eq!(read.mentions.len(), 2, "{}", &content[..40]);
            let reasons: Vec<_> = read.losses.reasons().map(|(reason, _)| reason).collect();
            assert_eq!(reasons, [Reason::TooLong], "{}", &content[..40]);
        }
    }
}

#[test]
fn a_quote_that_is_never_closed_costs_its_line_only() {
    let text = |i| {
        if i % 100 == 50 {
            "\"open"
        } else {
            "\"so, closed\""
        }
    };
    let rows: Vec<_> = (0..5000)
        .map(|i| format!("{i},{},{i}\n", text(i)))
        .collect();
    let content = format!("id,text,likes\n{}", rows.concat());
    let read = read(&content);
    assert_eq!(read.mentions.len(), 4950);
    let (reason, tally) = read.losses.reasons().next().expect("50 lines are lost");
    assert_eq!((reason, tally.count), (Reason::UnclosedQuote, 50));
    assert_eq!(tally.first[0].place.to_string(), "line 52");
}

#[test]
fn a_text_column_that_is_not_found_is_asked_for() {
    let error = read_with("who,what they said\nAnne,so good\n", Options::default());
    let error = error.map(|read| read.mentions).expect_err("no text column");
    assert!(
        error.to_string().contains("`who`, `what they said`"),
        "{error}"
    );
    assert_eq!(
        error.hint(),
        Some("name the column that holds the text: --map text='what they said'")
    );
    let map = vec![(Field::Text, "what they said".into())];
    let read = read_with(
        "who,what they said\nAnne,so good\n",
        Options {
            map,
            ..Options::default()
        },
    );
    assert_eq!(read.expect("mapped").mentions.len(), 1);
}

#[test]
fn the_order_of_day_and_month_is_found_far_down_or_asked_for() {
    let mut content = String::from("text,date\n");
    for _ in 0..50_000 {
        content += "fine,03/04/2026\n";
    }
    let error = read_with(&content, Options::default());
    let error = error.map(|read| read.mentions).expect_err("ambiguous");
    assert!(
        error.to_string().contains("`03/04/2026` (line 2)"),
        "{error}"
    );
    content += "fine,04/13/2026\n";
    let found = read(&content);
    assert!(
        found.mentions[0].contains("2026-03-04"),
        "{}",
        found.mentions[0]
    );
    let date_order = Some(DateOrder::Dmy);
    let forced = read_with(
        &content,
        Options {
            date_order,
            ..Options::default()
        },
    );
    let forced = forced.expect("readable");
    assert!(
        forced.mentions[0].contains("2026-04-03"),
        "{}",
        forced.mentions[0]
    );
    assert_eq!(
        forced.losses.damages().next().map(|(d, _)| d),
        Some(Damage::BadDate)
    );
}

#[test]
fn several_inputs_are_read_in_their_order() {
    let folder = tempfile::tempdir().expect("a place for files");
    fs::write(folder.path().join("b.csv"), "text\nsecond\n").expect("written");
    fs::write(folder.path().join("a.jsonl"), "{\"text\":\"first\"}\n").expect("written");
    let read = read_named(&[folder.path().display().to_string()], Options::default());
    let texts: Vec<String> = read.expect("readable").mentions;
    assert_eq!(texts, ["|first|||||None", "|second|||||None"]);
}

#[test]
fn an_input_has_its_limit() {
    let options = Options {
        max_input: 1000,
        ..Options::default()
    };
    let content = format!("text\n{}", "fine\n".repeat(1000));
    let error = read_with(content, options).map(|read| read.mentions);
    let error = error.expect_err("too long");
    let cause = std::error::Error::source(&error).map(ToString::to_string);
    assert!(cause.is_some_and(|c| c.contains("--max-input")), "{error}");
}

proptest! {
    #[test]
    fn whatever_a_csv_writer_writes_is_read_as_it_was(
        rows in prop::collection::vec(("[ -~éß😀\n\r\"',;]{0,30}", "[a-z\", \n]{1,12}x"), 1..20),
        block in 1_usize..300,
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["note_", "text"]).expect("to memory");
        for (note, text) in &rows {
            writer.write_record([note.as_str(), text]).expect("to memory");
        }
        let content = writer.into_inner().expect("to memory");
        let read = read_with(content, Options { block, ..Options::default() }).expect("readable");
        let texts: Vec<&str> = read.mentions.iter().filter_map(|m| m.strip_prefix('|')?.strip_suffix("|||||None")).collect();
        let written: Vec<&str> = rows.iter().map(|(_, text)| text.as_str()).collect();
        prop_assert_eq!(texts, written);
        prop_assert_eq!(read.losses.skipped(), 0);
    }

    #[test]
    fn whatever_serde_json_writes_is_read_as_it_was(
        texts in prop::collection::vec("\\PC{1,20}x", 1..20),
        block in 1_usize..300,
    ) {
        let objects: Vec<_> = texts.iter().map(|text| serde_json::json!({"a":[{"{":"}"}],"text":text})).collect();
        for content in [
            serde_json::to_string(&objects).expect("to memory"),
            serde_json::to_string_pretty(&serde_json::json!({"meta":{"n":1},"data":objects})).expect("to memory"),
            objects.iter().flat_map(|object| [object.to_string(), "\n".into()]).collect(),
        ] {
            let read = read_with(content, Options { block, ..Options::default() }).expect("readable");
            let found: Vec<&str> = read.mentions.iter().filter_map(|m| m.strip_prefix('|')?.strip_suffix("|||||None")).collect();
            prop_assert_eq!(&found, &texts);
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(
        content in prop::collection::vec(prop::sample::select(b"{}[]\",:;\n\r\t|\\ text1.\xe9\xff\0".to_vec()), 0..200),
        block in 1_usize..64,
    ) {
        let mut named = b"id,text,date\n".to_vec();
        named.extend(&content);
        let mut array = b"[{\"text\":\"a\"},".to_vec();
        array.extend(&content);
        for content in [content, named, array] {
            let _ = read_with(content, Options { block, ..Options::default() });
        }
    }
}
