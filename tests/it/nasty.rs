//! Runs the program over files made to break readers, and compares with what is expected of each.

use std::{fs, path::PathBuf};

use crate::support::{Listen, shared};

/// One row of the manifest: a file and what is to become of it.
struct Expected {
    file: PathBuf,
    outcomes: String,
    records: String,
    skipped: String,
}

fn expected() -> Vec<Expected> {
    let Some(folder) = shared("nasty") else {
        return Vec::new();
    };
    let manifest = fs::read_to_string(folder.join("manifest.tsv")).unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, kind, outcomes, records, skipped, ..] = cells[..] else {
            panic!("{line}");
        };
        (kind != "archive").then(|| Expected {
            file: folder.join(file),
            outcomes: outcomes.to_owned(),
            records: records.to_owned(),
            skipped: skipped.to_owned(),
        })
    };
    manifest.lines().skip(1).filter_map(row).collect()
}

#[test]
fn every_nasty_file_comes_to_what_is_expected() {
    let mut wrong = Vec::new();
    for row in expected() {
        let file = row.file.display().to_string();
        let ran = Listen::new()
            .args(["analyze", &file, "--format", "json"])
            .run();
        let may = |outcome: &str| row.outcomes.split('|').any(|known| known == outcome);
        let is_right = match ran.code {
            0 => may("ok") && fits(&ran.stdout, &row),
            1 => may("error") && ran.stderr.starts_with("error: "),
            _ => false,
        };
        if !is_right {
            wrong.push(format!("{file}: {} {}", ran.code, ran.stderr));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn fits(report: &str, row: &Expected) -> bool {
    let report: serde_json::Value = serde_json::from_str(report).unwrap();
    let is = |name: &str, expected: &str| {
        expected.is_empty() || report[name].as_u64() == expected.parse().ok()
    };
    is("scored", &row.records) && is("skipped", &row.skipped)
}
