//! Reads the exports and hostile files that lie beside the project, and its own examples.
#![expect(clippy::print_stdout, reason = "notices of tests that are skipped")]

use std::{fs, path::PathBuf};

use listen::input::{DateOrder, Options};

use super::read_named;

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
