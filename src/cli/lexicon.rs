//! `listen lexicon`: what is known of words, and whether word lists of one's own can be read.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};
use listen::{
    delivery::{self, Target},
    lexicon::{
        Fault, Hidden, Unsound, hidden,
        show::{self, Language, Sense, Values},
    },
    report::escape::{json as harmless, terminal as shown},
};
use serde::Serialize;
use serde_json::{Value, json};

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

/// A fault of a word list or of rules, or what is likely one.
#[derive(Serialize)]
struct Found {
    file: PathBuf,
    line: u64,
    reason: String,
}

/// What was found in all files.
#[derive(Default, Serialize)]
struct Checked {
    #[serde(skip)]
    counts: String,
    faults: Vec<Found>,
    warnings: Vec<Found>,
}

fn check(args: &LexiconCheckArgs) -> Result<()> {
    let mut checked = Checked::default();
    for file in &args.files {
        if file.is_dir() {
            checked.rules(&file.join(RULES))?;
        } else if file.extension().is_some_and(|ending| ending == "toml") {
            checked.rules(file)?;
        } else if let Some(rules) = rules_beside(file) {
            checked.rules(&rules)?;
        } else {
            checked.list(file)?;
        }
    }
    put_document(args.format, &checked.page(), json!(checked))?;
    match checked.faults.len() {
        0 => Ok(()),
        1 => bail!("there is 1 fault"),
        count => bail!("there are {count} faults"),
    }
}

/// The list of a language's folder.
const WORDS: &str = "words.tsv";
/// The rules there, which say how words in it are read.
const RULES: &str = "rules.toml";

/// The rules that a file is the list of, where it is that of a language's folder.
fn rules_beside(file: &Path) -> Option<PathBuf> {
    let rules = file.with_file_name(RULES);
    (file.ends_with(WORDS) && rules.is_file()).then_some(rules)
}

impl Checked {
    fn list(&mut self, file: &Path) -> Result<()> {
        match words::read(file, None)? {
            Ok(layer) => {
                let language = layer.language.as_deref().unwrap_or("all languages");
                let count = layer.words.len();
                let _ = writeln!(self.counts, "{}: {count} words for {language}", name(file));
            }
            Err(found) => {
                let found = found.into_iter().map(|fault| Found::new(file, fault));
                self.faults.extend(found);
            }
        }
        Ok(())
    }

    /// A language's rules and the list beside them.
    fn rules(&mut self, file: &Path) -> Result<()> {
        let beside = file.with_file_name(WORDS);
        let (lists, rules) = (words::text(&beside)?, words::text(file)?);
        match hidden(&lists, &rules) {
            Ok(found) => {
                let _ = writeln!(self.counts, "{}: rules and {WORDS} can be read", name(file));
                let warning = |hidden| Found::new(file, warning(hidden));
                self.warnings.extend(found.into_iter().map(warning));
            }
            Err(Unsound::Rules(fault)) => self.faults.push(Found::new(file, fault)),
            Err(Unsound::List(fault)) => self.faults.push(Found::new(&beside, fault)),
        }
        Ok(())
    }

    fn page(&self) -> String {
        let mut page = self.counts.clone();
        for (kind, found) in [("", &self.faults), ("warning: ", &self.warnings)] {
            for Found { file, line, reason } in found {
                let _ = writeln!(page, "{}:{line}: {kind}{}", name(file), shown(reason));
            }
        }
        page
    }
}

impl Found {
    fn new(file: &Path, Fault { line, reason }: Fault) -> Self {
        Self {
            file: file.to_owned(),
            line,
            reason,
        }
    }
}

fn warning(hidden: Hidden) -> Fault {
    let Hidden {
        line,
        phrase,
        word,
        valence,
    } = hidden;
    Fault {
        line,
        reason: format!(
            "`{phrase}` hides `{word}` ({valence:+}): give it a line in {WORDS} with a valence, \
             0 if it is to say nothing"
        ),
    }
}

fn name(file: &Path) -> String {
    shown(&file.display().to_string()).into_owned()
}

/// Writes a page, or the same as JSON under a name.
fn put(format: PageArg, page: &str, name: &str, items: &impl Serialize) -> Result<()> {
    put_document(format, page, json!({name: items}))
}

/// Writes a page, or a JSON object with the version of its form.
fn put_document(format: PageArg, page: &str, content: Value) -> Result<()> {
    let mut document = json!({"schema_version": listen::report::SCHEMA_VERSION});
    if let (Value::Object(document), Value::Object(content)) = (&mut document, content) {
        document.extend(content);
    }
    delivery::deliver(&Target::Stdout, |out| match format {
        PageArg::Table => out.write_all(page.as_bytes()),
        PageArg::Json => {
            let text = serde_json::to_string_pretty(&document)?;
            writeln!(out, "{}", harmless(&text))
        }
    })?;
    Ok(())
}
