//! The documents are executed: what README shows is what the program prints.
//!
//! `UPDATE_DOCS=1 cargo test` writes what it prints now into them.

use std::{fs, path::Path};

use crate::support::Listen;

const DOCUMENTS: [&str; 1] = ["README.md"];

#[test]
fn examples_print_what_the_documents_say() {
    for document in DOCUMENTS {
        let written = fs::read_to_string(document).unwrap();
        let printed = with_real_outputs(&written);
        if is_update() {
            fs::write(document, &printed).unwrap();
        } else {
            assert!(
                written == printed,
                "{document} shows other outputs; run with UPDATE_DOCS=1\n{printed}"
            );
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "how a test is told to rewrite")]
fn is_update() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some()
}

/// The document with the output of every `$ listen …` in a `console` block.
fn with_real_outputs(document: &str) -> String {
    let mut printed = String::new();
    let mut is_console = false;
    let mut is_output = false;
    for line in document.lines() {
        if line.starts_with("```") {
            is_console = line == "```console";
            is_output = false;
        } else if let Some(command) = line.strip_prefix("$ listen ").filter(|_| is_console) {
            is_output = true;
            printed += &format!("{line}\n{}", output(command));
            continue;
        }
        if !is_output {
            printed += line;
            printed.push('\n');
        }
    }
    printed
}

/// What a command prints, or its first lines: `… | head -n 20`.
fn output(command: &str) -> String {
    let (command, lines) = match command.split_once(" | head -n ") {
        Some((command, lines)) => (command, lines.parse().unwrap()),
        None => (command, usize::MAX),
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ran = Listen::new()
        .args(words(command).iter().map(String::as_str))
        .within(root)
        .run();
    assert_eq!(ran.code, 0, "listen {command}: {}", ran.stderr);
    let lines = ran.stdout.split_inclusive('\n').take(lines);
    lines.collect()
}

/// Splits a command line at blanks outside of double quotes.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for c in command.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

#[test]
fn help_texts_are_what_they_were() {
    for (command, name) in [
        ("--help", "listen"),
        ("analyze --help", "analyze"),
        ("score --help", "score"),
        ("explain --help", "explain"),
        ("inspect --help", "inspect"),
        ("sample --help", "sample"),
        ("calibrate --help", "calibrate"),
        ("lexicon --help", "lexicon"),
        ("lexicon show --help", "lexicon-show"),
        ("lexicon check --help", "lexicon-check"),
        ("eval --help", "eval"),
        ("learn --help", "learn"),
    ] {
        let help = Listen::command(command).stdout();
        expect_test::expect_file![format!("help/{name}.txt")].assert_eq(&help);
    }
}
