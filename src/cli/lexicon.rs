//! `listen lexicon`: what is known of words, and whether word lists of one's own can be read.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};
use listen::{
    delivery::{self, Target},
    lexicon::show::{self, Language, Sense, Values},
    report::escape::{json as harmless, terminal as shown},
};
use serde::Serialize;
use serde_json::json;

use super::{
    args::{LexiconCheckArgs, LexiconShowArgs, LexiconTask, PageArg},
    words,
};

pub(crate) fn run(task: &LexiconTask) -> Result<()> {
    match task {
        LexiconTask::List(args) => list(args.format),
        LexiconTask::Show(args) => show(args),
        LexiconTask::Check(args) => check(args),
    }
}

fn list(format: PageArg) -> Result<()> {
    let languages = show::languages();
    let page: String = languages.iter().map(language).collect();
    put(format, &page, "languages", &languages)
}

/// `fr  9120 entries (1200 phrases), 640 with a role · own 4000 · learned 800 · domains: airline`
fn language(language: &Language) -> String {
    let origins: Vec<String> = language
        .origins
        .iter()
        .map(|(origin, count)| format!("{origin} {count}"))
        .collect();
    let mut line = format!(
        "{}  {} entries ({} phrases), {} words with a role\n    from {}\n",
        language.language,
        language.entries,
        language.phrases,
        language.roles,
        origins.join(", "),
    );
    if !language.domains.is_empty() {
        let _ = writeln!(line, "    domains {}", language.domains.join(", "));
    }
    line
}

fn show(args: &LexiconShowArgs) -> Result<()> {
    let senses = show::senses(&args.word, &words::own(&args.words)?);
    let mut page: String = senses.iter().map(sense).collect();
    if senses.is_empty() {
        let _ = writeln!(page, "no language knows `{}`", shown(&args.word));
    }
    put(args.format, &page, "senses", &senses)
}

fn sense(sense: &Sense) -> String {
    let mut page = format!("{}  {}\n", sense.language, shown(&sense.word));
    for (what, values) in [("", &sense.values), ("denied: ", &sense.denied)] {
        let Some((last, overridden)) = values.split_last() else {
            continue;
        };
        for values in overridden {
            let _ = writeln!(page, "    {what}{}, overridden", value(values));
        }
        let _ = writeln!(page, "    {what}{}", value(last));
    }
    if let Some(text) = &sense.stands_for {
        let _ = writeln!(page, "    is read as “{}”", shown(text));
    }
    if !sense.roles.is_empty() {
        let percent = sense
            .percent
            .map(|p| format!(" ({p} %)"))
            .unwrap_or_default();
        let _ = writeln!(page, "    roles: {}{percent}", sense.roles.join(", "));
    }
    if !sense.phrases.is_empty() {
        let _ = writeln!(page, "    in phrases: {}", shown(&sense.phrases.join(", ")));
    }
    page
}

fn value(values: &Values) -> String {
    let evidence = match values.texts {
        0 => String::new(),
        texts => format!(", {texts} training texts"),
    };
    format!(
        "valence {:+}, subjectivity {:+} ({}, {}{evidence})",
        values.valence,
        values.subjectivity,
        shown(&values.list),
        shown(&values.origin),
    )
}

/// A fault of a word list.
#[derive(Serialize)]
struct Found {
    file: PathBuf,
    line: u64,
    reason: String,
}

fn check(args: &LexiconCheckArgs) -> Result<()> {
    let mut faults = Vec::new();
    let mut page = String::new();
    for file in &args.files {
        match words::read(file, None)? {
            Ok(layer) => {
                let language = layer.language.as_deref().unwrap_or("all languages");
                let count = layer.words.len();
                let _ = writeln!(page, "{}: {count} words for {language}", name(file));
            }
            Err(found) => faults.extend(found.into_iter().map(|fault| Found {
                file: file.clone(),
                line: fault.line,
                reason: fault.reason,
            })),
        }
    }
    for Found { file, line, reason } in &faults {
        let _ = writeln!(page, "{}:{line}: {}", name(file), shown(reason));
    }
    put(args.format, &page, "faults", &faults)?;
    match faults.len() {
        0 => Ok(()),
        1 => bail!("there is 1 fault"),
        count => bail!("there are {count} faults"),
    }
}

fn name(file: &Path) -> String {
    shown(&file.display().to_string()).into_owned()
}

/// Writes a page, or the same as JSON under a name.
fn put(format: PageArg, page: &str, name: &str, items: &impl Serialize) -> Result<()> {
    delivery::deliver(&Target::Stdout, |out| match format {
        PageArg::Table => out.write_all(page.as_bytes()),
        PageArg::Json => {
            let document = json!({"schema_version": listen::report::SCHEMA_VERSION, name: items});
            let text = serde_json::to_string_pretty(&document)?;
            writeln!(out, "{}", harmless(&text))
        }
    })?;
    Ok(())
}
