//! Compiles the word lists of this folder into tables that the program reads in place.

#[path = "vader.rs"]
mod vader;

#[path = "../src/lexicon/blob.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the library")]
mod blob;
#[path = "../src/lexicon/compile.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the library")]
mod compile;
#[path = "../src/scoring/vader/entry.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the library")]
mod entry;
#[path = "../src/lexicon/grammar.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the library")]
mod grammar;
#[path = "../src/lexicon/index.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the library")]
mod index;
#[path = "../src/lexicon/roles.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the library")]
mod roles;
#[path = "../src/lexicon/settings.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the library")]
mod settings;
#[path = "../src/lexicon/steps.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the library")]
mod steps;
#[path = "../src/lexicon/table.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the library")]
mod table;
#[path = "../src/lexicon/words.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the library")]
mod words;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=lexicons");
    println!("cargo::rerun-if-changed=src/lexicon");
    println!("cargo::rerun-if-changed=src/scoring/vader/entry.rs");

    write("vader.table", &vader::words(&read("en/vader.tsv")?)?)?;
    let (names, text) = vader::emoji(&read("en/vader-emoji.tsv")?)?;
    write("vader-emoji.table", &names)?;
    write("vader-emoji.txt", text.as_bytes())?;

    let emoji = read("emoji.tsv")?;
    let mut shipped = Vec::new();
    for language in languages()? {
        let words = format!("{language}/words.tsv");
        let lists = [("emoji.tsv", &*emoji), (&*words, &*read(&words)?)];
        let rules = grammar(&format!("{language}/rules.toml"))?;
        write(&format!("{language}.lexicon"), &lexicon(&lists, &rules)?)?;
        if language == "en" {
            symbols(&emoji, &rules)?;
        }
        let compiled = format!("concat!(env!(\"OUT_DIR\"), \"/{language}.lexicon\")");
        let (words, rules) = (source(&words), source(&format!("{language}/rules.toml")));
        shipped.push(format!(
            "Shipped {{ language: \"{language}\", compiled: include_bytes!({compiled}), words: {words}, rules: {rules} }}"
        ));
    }
    write_list("shipped.rs", &shipped)?;
    write_list("domains.rs", &domains()?)
}

/// The Rust expression that is the text of a file of this folder.
fn source(name: &str) -> String {
    format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/lexicons/{name}\"))")
}

/// Writes a list of Rust expressions that the library includes.
fn write_list(name: &str, items: &[String]) -> Result<()> {
    write(name, format!("&[{}]", items.join(",\n")).as_bytes())
}

/// The packs of `domains/`, each named `<domain>.<language>.tsv`, sorted.
fn domains() -> Result<Vec<String>> {
    let mut packs = Vec::new();
    for entry in fs::read_dir("lexicons/domains")? {
        let file = entry?.file_name().to_string_lossy().into_owned();
        let Some((domain, language)) = file.strip_suffix(".tsv").and_then(|n| n.split_once('.'))
        else {
            continue;
        };
        let name = format!("domains/{file}");
        words::parse(&read(&name)?).map_err(|fault| told(&name, &fault))?;
        let words = source(&name);
        packs.push(format!(
            "Pack {{ domain: \"{domain}\", language: \"{language}\", words: {words} }}"
        ));
    }
    packs.sort_unstable();
    Ok(packs)
}

/// The folders that hold words, each named after its language, sorted.
fn languages() -> Result<Vec<String>> {
    let mut languages = Vec::new();
    for entry in fs::read_dir("lexicons")? {
        let entry = entry?;
        if entry.path().join("words.tsv").is_file() {
            languages.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    languages.sort_unstable();
    Ok(languages)
}

/// What is the same in every language: emoji, with the constants of English.
fn symbols(emoji: &str, rules: &grammar::Grammar) -> Result<()> {
    let settings_alone = grammar::Grammar {
        settings: rules.settings,
        ..Default::default()
    };
    write(
        "symbols.lexicon",
        &lexicon(&[("emoji.tsv", emoji)], &settings_alone)?,
    )
}

/// Joins named word lists and rules; of a word in several lists the last counts.
fn lexicon(lists: &[(&str, &str)], rules: &grammar::Grammar) -> Result<Vec<u8>> {
    let mut entries = Vec::new();
    for (name, list) in lists {
        entries.extend(words::parse(list).map_err(|fault| told(name, &fault))?);
    }
    Ok(compile::compile(&entries, rules))
}

/// A language's rules.
fn grammar(name: &str) -> Result<grammar::Grammar> {
    Ok(grammar::parse(&read(name)?).map_err(|fault| told(name, &fault))?)
}

fn told(name: &str, fault: &words::Fault) -> String {
    format!("lexicons/{name}, line {}: {}", fault.line, fault.reason)
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
