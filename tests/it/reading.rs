//! Reads whole inputs through the library, as the pipeline does.
#![expect(clippy::print_stdout, reason = "notices of tests that are skipped")]

use std::{fs, path::PathBuf};

use listen::{
    Result,
    input::{DateOrder, Inputs, Losses, Options, Scratch},
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
        losses.merge(scratch.into_losses());
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
    names
        .filter(|f| !f.ends_with(".md") && !f.ends_with(".py"))
        .collect()
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
            read_named(&[file.clone()], options)
        };
        match with(256 << 10) {
            Ok(whole) => {
                for block in [1, 7, 64, 1000] {
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
        match read_named(&[file.clone()], Options::default()) {
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
