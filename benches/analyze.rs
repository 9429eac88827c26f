//! The main job on a million mentions of real length, whole processes, beside
//! a bare loop of `csv::ByteRecord` over the same file.
//!
//! `cargo bench --bench analyze` (or `-- 200000` for fewer mentions). The
//! ratios are of CPU time, user and system, which other programs on the machine
//! disturb least; where the system does not tell it, of wall time. Each run
//! of the program stands beside a run of the loop, and the lowest of each
//! counts, since noise only ever adds.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where it cannot go on"
)]

#[path = "../examples/generate.rs"]
#[allow(dead_code, reason = "its own main is not called here")]
mod generate;

use std::{
    env,
    fs::{self, File},
    io::{BufWriter, Write as _},
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use generate::Format;

const RUNS: usize = 5;
const ITERATE: &str = "iterate";

/// What is run: a file, and options beside those that all runs have.
const CASES: [(&str, &str); 10] = [
    ("m.csv", "--model vader --threads 1 --count all"),
    ("m.csv", "--model vader --threads 1"),
    ("m.csv", "--model vader --threads 2"),
    ("m.csv", "--model listen --threads 1 --count all"),
    ("m.csv", "--model listen --threads 1"),
    ("m.csv", "--model listen --threads 2"),
    ("m.jsonl", "--model vader --threads 1"),
    ("m.jsonl", "--model listen --threads 1"),
    ("m.json", "--model vader --threads 1"),
    ("m.json", "--model listen --threads 1"),
];

fn main() {
    let args: Vec<String> = env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == ITERATE) {
        return iterate(Path::new(&args[at + 1]));
    }
    let count = args.iter().find_map(|arg| arg.parse().ok());
    let count = count.unwrap_or(1_000_000);
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), count);
    println!("{count} mentions, the lowest of {RUNS} runs\n");
    println!(
        "{:<48} {:>7} {:>7} {:>8} {:>13}",
        "", "CPU s", "wall s", "MB/s", "mentions/s"
    );
    let csv = folder.path().join("m.csv");
    for (name, options) in CASES {
        let path = folder.path().join(name);
        let (mut floor, mut own) = (Time::LONGEST, Time::LONGEST);
        for _ in 0..RUNS {
            floor = floor.lowest(timed(&mut loop_over(&csv)));
            own = own.lowest(timed(&mut analyze(&path, options)));
        }
        let megabytes = fs::metadata(&path).unwrap().len() / 1_000_000;
        show(&format!("{name} {options}"), own, (megabytes, count));
        println!(
            "{:>55.1} × the loop's {:.2} s",
            own.cpu / floor.cpu,
            floor.cpu
        );
    }
}

#[expect(clippy::cast_precision_loss, reason = "figures for people")]
fn show(label: &str, time: Time, (megabytes, mentions): (u64, usize)) {
    println!(
        "{label:<48} {:>7.2} {:>7.2} {:>8.0} {:>13.0}",
        time.cpu,
        time.wall,
        megabytes as f64 / time.wall,
        mentions as f64 / time.wall
    );
}

fn write_files(folder: &Path, count: usize) {
    for (format, name) in [
        (Format::Csv, "m.csv"),
        (Format::Jsonl, "m.jsonl"),
        (Format::Json, "m.json"),
    ] {
        let mut out = BufWriter::new(File::create(folder.join(name)).unwrap());
        generate::generate(count, format, &mut out).unwrap();
        out.flush().unwrap();
    }
}

/// Seconds.
#[derive(Clone, Copy)]
struct Time {
    cpu: f64,
    wall: f64,
}

impl Time {
    const LONGEST: Self = Self {
        cpu: f64::INFINITY,
        wall: f64::INFINITY,
    };

    fn lowest(self, other: Self) -> Self {
        Self {
            cpu: self.cpu.min(other.cpu),
            wall: self.wall.min(other.wall),
        }
    }
}

fn timed(command: &mut Command) -> Time {
    let (start, before) = (Instant::now(), children_cpu());
    let status = command.stdout(Stdio::null()).status().unwrap();
    assert!(status.success());
    let wall = start.elapsed().as_secs_f64();
    let cpu = before
        .zip(children_cpu())
        .map(|(before, after)| after - before);
    Time {
        cpu: cpu.unwrap_or(wall),
        wall,
    }
}

/// Seconds that all ended child processes took, where the system tells (Linux).
fn children_cpu() -> Option<f64> {
    const TICKS_IN_A_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(13);
    let mut next = || fields.next()?.parse::<f64>().ok();
    Some((next()? + next()?) / TICKS_IN_A_SECOND)
}

/// This program again, as the bare loop.
fn loop_over(path: &Path) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.arg(ITERATE).arg(path);
    command
}

fn iterate(path: &Path) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut record = csv::ByteRecord::new();
    let mut fields = 0;
    while reader.read_byte_record(&mut record).unwrap() {
        fields += record.len();
    }
    assert!(fields > 0);
}

fn analyze(path: &Path, options: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_listen"));
    command
        .arg("analyze")
        .arg(path)
        .args(["--by", "brand,platform,day", "--format", "csv", "--quiet"])
        .args(options.split(' '));
    command
}
