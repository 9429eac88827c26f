//! Compiles the word lists of this folder into tables that the program reads in place.

#[path = "vader.rs"]
mod vader;

#[path = "../src/scoring/vader/entry.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the library")]
mod entry;
#[path = "../src/lexicon/table.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the library")]
mod table;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=lexicons");
    println!("cargo::rerun-if-changed=src/lexicon/table.rs");
    println!("cargo::rerun-if-changed=src/scoring/vader/entry.rs");

    write("vader.table", &vader::words(&read("en/vader.tsv")?)?)?;
    let (names, text) = vader::emoji(&read("en/vader-emoji.tsv")?)?;
    write("vader-emoji.table", &names)?;
    write("vader-emoji.txt", text.as_bytes())
}

/// A file of this folder.
fn read(name: &str) -> Result<String> {
    let path = PathBuf::from("lexicons").join(name);
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Writes what the library includes.
fn write(name: &str, bytes: &[u8]) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "cargo says there where to write")]
    let folder = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    Ok(fs::write(PathBuf::from(folder).join(name), bytes)?)
}

/// The rows of a list: cells between tabs, without comments and blank lines.
fn rows(list: &str) -> impl Iterator<Item = Vec<&str>> {
    list.lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
        .map(|line| line.split('\t').collect())
}
