//! How fast a million mentions are read, beside iterating them with `csv::ByteRecord`.
//!
//! `cargo bench --bench reading -- [RECORDS] [csv|jsonl|json]`
#![expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a measurement is printed, and is no exact figure"
)]

use std::{
    fs::File,
    hint::black_box,
    io::{BufWriter, Result, Write},
    path::Path,
    time::Instant,
};

use listen::input::{Batch, Inputs, Options, Scratch};

const WORDS: [&str; 24] = [
    "the", "new", "Orvane", "app", "is", "really", "great", "but", "support", "never", "answers",
    "@orvane", "#orvane", "my", "order", "arrived", "late", "again", "and", "I", "love", "it",
    "so", "much!",
];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let records = arguments
        .iter()
        .find_map(|a| a.parse().ok())
        .unwrap_or(1_000_000);
    let only = arguments
        .iter()
        .find(|a| ["csv", "jsonl", "json"].contains(&a.as_str()));
    let folder = tempfile::tempdir()?;
    let paths = ["m.csv", "m.jsonl", "m.json"].map(|name| folder.path().join(name));
    generate(records, [&paths[0], &paths[1], &paths[2]])?;
    let run = timed(|| iterate(&paths[0]));
    report("csv::ByteRecord", &paths[0], run);
    for path in &paths {
        let format = path.extension().unwrap_or_default().to_string_lossy();
        if only.is_some_and(|only| *only != format) {
            continue;
        }
        report(
            &format!("{format}, cut only"),
            path,
            timed(|| read(path, cut)),
        );
        let run = timed(|| read(path, understand));
        report(&format!("{format}, mentions"), path, run);
        assert_eq!(run.1, records);
    }
    Ok(())
}

fn timed(run: impl Fn() -> u64) -> (f64, u64) {
    let mut best = (f64::MAX, 0);
    for _ in 0..5 {
        let start = Instant::now();
        let count = run();
        let seconds = start.elapsed().as_secs_f64();
        if seconds < best.0 {
            best = (seconds, count);
        }
    }
    best
}

fn report(name: &str, path: &Path, (seconds, count): (f64, u64)) {
    let size = path.metadata().map_or(0, |m| m.len());
    let megabytes = size as f64 / 1e6;
    let each = seconds * 1e9 / count as f64;
    println!(
        "{name:16} {megabytes:6.0} MB  {seconds:.3} s  {:5.0} MB/s  {each:4.0} ns a record",
        megabytes / seconds
    );
}

fn iterate(path: &Path) -> u64 {
    let mut reader = csv::Reader::from_path(path).expect("generated");
    let mut record = csv::ByteRecord::new();
    let mut count = 0;
    while reader.read_byte_record(&mut record).expect("generated") {
        black_box(&record);
        count += 1;
    }
    count
}

fn read(path: &Path, take: fn(&Batch, &mut Scratch) -> u64) -> u64 {
    let names = [path.display().to_string()];
    let mut inputs = Inputs::open(&names, Options::default()).expect("generated");
    let (mut scratch, mut spare, mut count) = (Scratch::default(), None, 0);
    while let Some(batch) = inputs.next_batch(spare).expect("generated") {
        count += take(&batch, &mut scratch);
        spare = Some(batch);
    }
    count
}

fn cut(batch: &Batch, _: &mut Scratch) -> u64 {
    black_box(batch).len() as u64
}

fn understand(batch: &Batch, scratch: &mut Scratch) -> u64 {
    let mut count = 0;
    for record in batch.records() {
        if let Ok(mention) = record.mention(scratch) {
            black_box(&mention);
            count += 1;
        }
    }
    count
}

/// Writes the same mentions as CSV, JSON Lines and one JSON array.
fn generate(records: u64, paths: [&Path; 3]) -> Result<()> {
    let [mut csv, mut lines, mut array] = [
        BufWriter::new(File::create(paths[0])?),
        BufWriter::new(File::create(paths[1])?),
        BufWriter::new(File::create(paths[2])?),
    ];
    writeln!(csv, "id,author,platform,brand,created_at,likes,text")?;
    let texts = texts();
    for i in 0..records {
        let text = &texts[(i * 7919) as usize % texts.len()];
        let platform = ["x", "reddit", "facebook", "instagram"][i as usize % 4];
        let brand = ["Orvane", "Kelbo", "Tunsa"][i as usize % 3];
        let created = format!(
            "2026-03-{:02}T{:02}:{:02}:{:02}Z",
            1 + i % 28,
            i / 7 % 24,
            i / 11 % 60,
            i % 60
        );
        let author = format!("user_{}", i * 31 % 50_000);
        let id = 2_032_000_000_000_000_000 + i;
        let liked = i * i % 997;
        let quoted = if text.contains([',', '"', '\n']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.clone()
        };
        writeln!(
            csv,
            "{id},{author},{platform},{brand},{created},{liked},{quoted}"
        )?;
        let object = format!(
            r#"{{"id":"{id}","author":"{author}","platform":"{platform}","brand":"{brand}","created_at":"{created}","likes":{liked},"text":{}}}"#,
            serde_json::to_string(text)?
        );
        writeln!(lines, "{object}")?;
        let before = if i == 0 { "[\n" } else { ",\n" };
        write!(array, "{before}{object}")?;
    }
    writeln!(array, "\n]")
}

/// Texts of real lengths: from the shared data where it is there, else invented.
fn texts() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/labelled/en.csv");
    let Ok(mut reader) = csv::Reader::from_path(path) else {
        return (0..5000).map(invented).collect();
    };
    let rows = reader.records().flatten();
    rows.filter_map(|row| row.get(3).map(Into::into)).collect()
}

fn invented(seed: usize) -> String {
    let words = (0..8 + seed % 25).map(|i| WORDS[(seed * 31 + i * i * 7) % WORDS.len()]);
    words.collect::<Vec<_>>().join(" ")
}
