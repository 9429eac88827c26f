//! Writes invented mentions of real length, to try `listen` on large files:
//! `cargo run --release --example generate -- 1000000 csv > mentions.csv`
//!
//! The same number always gives the same mentions. Formats: csv, jsonl, json.

use std::io::{self, BufWriter, Write};

/// What precedes, what is said, what follows; `{}` is the brand.
const OPENINGS: [&str; 12] = [
    "@{} ",
    "Hey {}, ",
    "So {} ",
    "",
    "RT @friend: ",
    "Thanks {}! ",
    "Dear {}: ",
    "#{} ",
    "Just saw that {} changed again. ",
    "Not sure about {} yet. ",
    "My experience with {} so far: ",
    "",
];
const CORES: [&str; 16] = [
    "the delivery was three days late and nobody answers my messages",
    "I love the new app, it just works and looks great",
    "your support line kept me on hold for two hours, this is ridiculous",
    "opens a new shop on the corner of Main Street next Monday at nine",
    "the update broke everything on my phone and I want a refund",
    "best coffee in town, the staff is friendly and fast as always",
    "is anyone else getting an error when they try to log in today?",
    "flight 212 was cancelled and they lost my bag, never again",
    "not bad at all for the price, though the packaging could be better",
    "they fixed my problem within minutes, really impressed by the service",
    "prices went up again while the quality keeps going down",
    "announced its quarterly numbers and a partnership this morning",
    "I don't think that this is good enough for what they charge",
    "can you please check my order, I have been waiting since last week",
    "the concert was amazing but the queue for drinks was terrible",
    "what a shame, it used to be so good and now it is just slow",
];
const ENDINGS: [&str; 10] = [
    "",
    ".",
    "!!!",
    " 😡",
    " ❤️",
    " https://example.com/p/{n}",
    " #fail",
    " #happy",
    " :)",
    " Anyone know what to do? I tried everything in the help pages and it still does not work",
];
const BRANDS: [&str; 5] = ["Orvane", "Belcor", "Tamsin", "Lumeo", "Quill & Co"];
const PLATFORMS: [&str; 5] = ["x", "reddit", "facebook", "instagram", "trustpilot"];

/// A small generator of numbers (splitmix64), the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) >> 33).unwrap_or(0) % limit
    }

    fn one<'c>(&mut self, choices: &[&'c str]) -> &'c str {
        choices[self.below(choices.len())]
    }
}

/// The formats in which mentions are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Format {
    /// Comma-separated values.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// One JSON array.
    Json,
}

/// Writes so many mentions.
pub(crate) fn generate(count: usize, format: Format, out: &mut impl Write) -> io::Result<()> {
    let mut numbers = Numbers(7);
    match format {
        Format::Csv => writeln!(out, "id,author,platform,brand,created_at,likes,text")?,
        Format::Json => writeln!(out, "[")?,
        Format::Jsonl => {}
    }
    for n in 0..count {
        write_mention(n, format, &mut numbers, out)?;
        let separator = if format == Format::Json && n + 1 < count {
            ",\n"
        } else {
            "\n"
        };
        out.write_all(separator.as_bytes())?;
    }
    if format == Format::Json {
        writeln!(out, "]")?;
    }
    Ok(())
}

fn write_mention(
    n: usize,
    format: Format,
    numbers: &mut Numbers,
    out: &mut impl Write,
) -> io::Result<()> {
    let brand = numbers.one(&BRANDS);
    let opening = numbers.one(&OPENINGS).replace("{}", brand);
    let text = format!("{opening}{}{}", numbers.one(&CORES), numbers.one(&ENDINGS));
    let text = text.replace("{n}", &n.to_string());
    let id = 2_032_000_000_000_000_000 + n * 7919;
    let author = format!("user{}", numbers.below(count_of_authors(n)));
    let platform = numbers.one(&PLATFORMS);
    let (month, day) = (numbers.below(3) + 1, numbers.below(28) + 1);
    let (hour, minute) = (numbers.below(24), numbers.below(60));
    let at = format!("2026-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z");
    let likes = numbers.below(40);
    if format == Format::Csv {
        let text = text.replace('"', "\"\"");
        return write!(
            out,
            "{id},{author},{platform},{brand},{at},{likes},\"{text}\""
        );
    }
    write!(
        out,
        "{{\"id\":\"{id}\",\"author\":\"{author}\",\"platform\":\"{platform}\",\"brand\":\"{brand}\",\
         \"created_at\":\"{at}\",\"likes\":{likes},\"text\":{}}}",
        serde_json::to_string(&text)?
    )
}

/// The circle of authors grows with the mentions.
fn count_of_authors(n: usize) -> usize {
    n / 3 + 10
}

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let count = arguments
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1000);
    let format = match arguments.next().as_deref() {
        Some("jsonl") => Format::Jsonl,
        Some("json") => Format::Json,
        _ => Format::Csv,
    };
    let mut out = BufWriter::new(io::stdout().lock());
    generate(count, format, &mut out)?;
    out.flush()
}
