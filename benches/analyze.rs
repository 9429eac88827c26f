//! The main job on a million mentions, whole processes: time and peak memory,
//! beside iterating over the same file with `csv::ByteRecord`.
//!
//! `cargo bench --bench analyze` (or `-- 200000` for fewer mentions).

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where it cannot go on"
)]

#[path = "../examples/generate.rs"]
#[allow(dead_code, reason = "its own main is not called here")]
mod generate;

use std::{
    fs::File,
    io::{BufWriter, Write as _},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use generate::Format;

const RUNS: usize = 5;

fn main() {
    let count = std::env::args()
        .find_map(|arg| arg.parse().ok())
        .unwrap_or(1_000_000);
    let folder = tempfile::tempdir().unwrap();
    let formats = [
        (Format::Csv, "m.csv"),
        (Format::Jsonl, "m.jsonl"),
        (Format::Json, "m.json"),
    ];
    for (format, name) in formats {
        let mut out = BufWriter::new(File::create(folder.path().join(name)).unwrap());
        generate::generate(count, format, &mut out).unwrap();
        out.flush().unwrap();
    }
    let csv = folder.path().join("m.csv");
    let floor = median(|| iterate(&csv));
    println!("{count} mentions, {RUNS} runs each, medians of wall time");
    println!(
        "{:<58} {:>8.3} s",
        "csv::ByteRecord, one thread",
        floor.as_secs_f64()
    );
    for (name, options) in [
        ("m.csv", "--model vader --count all --threads 1"),
        ("m.csv", "--model vader --threads 1"),
        ("m.csv", "--model vader --threads 2"),
        ("m.csv", "--threads 1"),
        ("m.csv", "--threads 2"),
        ("m.jsonl", "--model vader --threads 1"),
        ("m.json", "--model vader --threads 1"),
    ] {
        let time = median(|| analyze(&folder.path().join(name), options));
        let ratio = time.as_secs_f64() / floor.as_secs_f64();
        let label = format!("analyze {name} {options}");
        println!(
            "{label:<58} {:>8.3} s  {ratio:>5.1} × the floor",
            time.as_secs_f64()
        );
    }
}

fn median(mut run: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS).map(|_| run()).collect();
    times.sort();
    times[RUNS / 2]
}

fn iterate(path: &Path) -> Duration {
    let start = Instant::now();
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut record = csv::ByteRecord::new();
    let mut fields = 0;
    while reader.read_byte_record(&mut record).unwrap() {
        fields += record.len();
    }
    assert!(fields > 0);
    start.elapsed()
}

fn analyze(path: &Path, options: &str) -> Duration {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_listen"))
        .arg("analyze")
        .arg(path)
        .args(["--by", "brand,platform,day", "--format", "csv", "--quiet"])
        .args(options.split(' '))
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    start.elapsed()
}
