//! Holds who may use whom: a module uses only those that its row names.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Each module in the order of the data, with those it may use besides `error`,
/// and the crates that only it and the other modules named with them may name.
const MODULES: &[(&str, &[&str], &[&str])] = &[
    ("error", &[], &["thiserror"]),
    ("mention", &[], &[]),
    (
        "input",
        &["mention"],
        &[
            "chardetng",
            "encoding_rs",
            "flate2",
            "glob",
            "quick_xml",
            "reqwest",
            "rustls",
            "tempfile",
            "zstd",
        ],
    ),
    ("lexicon", &[], &["toml"]),
    ("language", &["lexicon"], &["whichlang"]),
    (
        "scoring",
        &["language", "lexicon"],
        &["aho_corasick", "libm", "vader_sentiment"],
    ),
    // It fits the model's own entries under its own rules, and says how well.
    (
        "learning",
        &["language", "lexicon", "scoring", "stats"],
        &["libm"],
    ),
    ("brand", &["mention"], &["aho_corasick"]),
    ("cluster", &["mention"], &[]),
    (
        "aggregate",
        &["mention", "language", "scoring", "brand", "cluster"],
        &[],
    ),
    ("stats", &[], &[]),
    (
        "report",
        &[
            "aggregate",
            "stats",
            "language",
            "scoring",
            "brand",
            "mention",
        ],
        &["unicode_width"],
    ),
    ("delivery", &[], &["tempfile"]),
    (
        "pipeline",
        &[
            "input",
            "mention",
            "language",
            "scoring",
            "brand",
            "cluster",
            "aggregate",
            "stats",
            "report",
        ],
        &[],
    ),
];

/// What every module may use: errors, a loop over bytes that knows nothing
/// of what they mean, and letters without case and accents.
const OF_ALL: &[&str] = &["error", "blocks", "fold"];

/// Crates that only the command line names.
const OF_THE_CLI: &[&str] = &["anyhow", "clap", "ctrlc", "indicatif", "terminal_size"];

#[test]
fn modules_use_only_those_they_may() {
    let mut wrong = Vec::new();
    for (module, allowed, _) in MODULES {
        for (file, source) in sources_of(module) {
            for used in modules_used(&source) {
                if used != *module && !OF_ALL.contains(&used) && !allowed.contains(&used) {
                    wrong.push(format!(
                        "{}: `{module}` may not use `{used}`",
                        file.display()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_crate_is_named_in_its_own_module_only() {
    let mut wrong = Vec::new();
    for (module, _, own) in MODULES {
        for (file, source) in sources_of(module) {
            let others = MODULES.iter().flat_map(|(_, _, crates)| *crates);
            let foreign = others.filter(|name| !own.contains(name)).chain(OF_THE_CLI);
            for name in foreign.filter(|name| source.contains(&format!("{name}::"))) {
                wrong.push(format!(
                    "{}: `{module}` may not name `{name}`",
                    file.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_is_listed_in_the_order_of_the_data() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let declared: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let listed: Vec<&str> = MODULES.iter().map(|(module, ..)| *module).collect();
    assert_eq!(declared, listed);
}

#[test]
fn the_command_line_is_the_librarys_first_user() {
    for (file, source) in sources_of("cli") {
        for (module, _, crates) in MODULES {
            for name in *crates {
                let named = source.contains(&format!("{name}::"));
                assert!(
                    !named,
                    "{} names `{name}`, which belongs to `{module}`",
                    file.display()
                );
            }
        }
    }
}

/// The sources of a module without their unit tests.
fn sources_of(module: &str) -> Vec<(PathBuf, String)> {
    let mut files = rust_files(Path::new(&format!("src/{module}")));
    files.push(PathBuf::from(format!("src/{module}.rs")));
    files
        .into_iter()
        .filter_map(|file| {
            let source = fs::read_to_string(&file).ok()?;
            let code = source.split("#[cfg(test)]\nmod tests").next()?.to_owned();
            Some((file, code))
        })
        .collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| {
            if path.is_dir() {
                rust_files(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .collect()
}

/// The crate's modules named after `crate::`, singly or in braces.
fn modules_used(source: &str) -> Vec<&str> {
    let known = |name: &&str| MODULES.iter().any(|(m, ..)| m == name);
    source
        .split("crate::")
        .skip(1)
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(group) => top_level_items(group),
            None => vec![first_name(rest)],
        })
        .filter(known)
        .collect()
}

/// `a::{b, c}, d}` → `a`, `d`.
fn top_level_items(group: &str) -> Vec<&str> {
    let mut depth = 0;
    let mut items = vec![first_name(group)];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(first_name(&group[at + 1..])),
            _ => {}
        }
    }
    items
}

fn first_name(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}
