//! `listen learn`: a list of words from texts that people labelled.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context as _, Result};
use listen::{
    Error,
    delivery::{self, Target},
    input::Inputs,
    learning::{self, Base, Example, Learned, Options, Report, Wanted, Word},
    pipeline::{Labelled, LabelledMentions, Overrides, Split, Weighed, read_labelled},
    report::accuracy,
    scoring::Label,
};

use super::{account, args::LearnArgs, exit, interrupt, plan, progress::Quiet};

pub(crate) fn run(args: &LearnArgs) -> Result<()> {
    plan::spare(&args.input.inputs, args.output.as_deref())?;
    one_target(args)?;
    let quiet = plan::quiet(&args.quiet);
    let weights = source_weights(&args.source_weight)?;
    let mut inputs = Inputs::open(&args.input.inputs, plan::leniently(&args.input)?)?;
    let overrides = args.overrides.as_deref().map(Overrides::read).transpose()?;
    let mut found = read_labelled(
        &mut inputs,
        &plan::reading(args.label.as_deref(), overrides.as_ref(), &args.input),
    )?;
    if quiet == Quiet::No {
        tell_reading(&found);
        for remark in overrides.iter().flat_map(Overrides::remarks) {
            exit::say(&format!("note: {remark}"));
        }
    }
    known_sources(&weights, &found.mentions)?;
    let weighed = found.weigh()?;
    if quiet == Quiet::No {
        tell_weights(&weighed);
    }
    let language = language(args, &mut found, quiet)?;
    let base = base(args, &language)?;
    let mut sources = sources(&found.mentions);
    let of = |split| examples(&found.mentions, split, &sources, &weights);
    let (train, val) = (of(Split::Train), of(Split::Val));
    enough(&train, &args.input.inputs)?;
    sources.push(GOLD.to_owned());
    let options = options(args, &language, &weights);
    let (learned, report) = learning::learn(&base, &train, &val, &options)?;
    if quiet == Quiet::No {
        tell(&learned, &report, &sources, &options);
    }
    write(args, &base, &learned, &options)
}

/// The name of the base's gold sentences among the sources.
const GOLD: &str = "gold";

fn options(args: &LearnArgs, language: &str, weights: &BTreeMap<String, f64>) -> Options {
    let default = Options::default();
    Options {
        language: language.to_owned(),
        strength: args.strength,
        size: args.size,
        fewest: args.min_texts.max(1),
        clues: !args.words_only,
        gold: weights.get(GOLD).copied().unwrap_or(default.gold),
        wanted: if args.write {
            Wanted::Words
        } else {
            Wanted::Overlay
        },
    }
}

fn base(args: &LearnArgs, language: &str) -> listen::Result<Base> {
    let base = match &args.base {
        Some(folder) => Base::read(folder)?,
        None => Base::of(language).ok_or_else(|| Error::Option {
            option: "--language",
            reason: format!("no lexicon for `{language}` comes with the program"),
            hint: Some("name a lexicon's folder with `--base`".to_owned()),
        })?,
    };
    Ok(if args.write { base.unlearned() } else { base })
}

/// The language asked for, else that of most texts; then those in others are left out.
fn language(
    args: &LearnArgs,
    found: &mut LabelledMentions,
    quiet: Quiet,
) -> listen::Result<String> {
    if let Some(stated) = &args.language {
        return plan::language(stated);
    }
    let (language, others) = found.keep_majority_language();
    if others > 0 && quiet == Quiet::No {
        exit::say(&format!(
            "note: texts not in `{language}`, left out: {others}; `--language` takes all"
        ));
    }
    Ok(language)
}

/// `NAME=W` for each source, or `NAME:LABEL=W`.
fn source_weights(stated: &[String]) -> listen::Result<BTreeMap<String, f64>> {
    let weight = |text: &String| {
        let (name, weight) = text.rsplit_once('=')?;
        let weight: f64 = weight.trim().parse().ok()?;
        (weight.is_finite() && weight >= 0.0).then(|| (name.trim().to_owned(), weight))
    };
    let wrong = |text: &String| Error::Option {
        option: "--source-weight",
        reason: format!("`{text}` is no weight of a source"),
        hint: Some("write `--source-weight NAME=0.3`, a number; 0 leaves it out".to_owned()),
    };
    stated
        .iter()
        .map(|text| weight(text).ok_or_else(|| wrong(text)))
        .collect()
}

/// Refuses weights of sources that no text comes from.
fn known_sources(weights: &BTreeMap<String, f64>, mentions: &[Labelled]) -> listen::Result<()> {
    let mut sources = sources(mentions);
    sources.push(GOLD.to_owned());
    let is_of = |name: &str, source: &String| {
        let label = name.strip_prefix(source.as_str());
        label.is_some_and(|label| {
            let names = Label::ALL.map(Label::name);
            label.is_empty() || label.strip_prefix(':').is_some_and(|l| names.contains(&l))
        })
    };
    let unknown = |name: &&String| !sources.iter().any(|source| is_of(name, source));
    weights.keys().find(unknown).map_or(Ok(()), |name| {
        Err(Error::Option {
            option: "--source-weight",
            reason: format!("no text comes from a source `{name}`"),
            hint: Some(format!("the sources: {}", sources.join(", "))),
        })
    })
}

/// The names of all sources, sorted.
fn sources(mentions: &[Labelled]) -> Vec<String> {
    let mut names: Vec<String> = mentions.iter().map(|m| m.source.clone()).collect();
    names.sort();
    names.dedup();
    names
}

fn examples(
    mentions: &[Labelled],
    split: Split,
    sources: &[String],
    weights: &BTreeMap<String, f64>,
) -> Vec<Example> {
    let weight = |mention: &Labelled| {
        let one_label = format!("{}:{}", mention.source, mention.label.name());
        let weight = weights.get(&one_label).or(weights.get(&mention.source));
        mention.weight * weight.unwrap_or(&1.0)
    };
    let example = |mention: &Labelled| Example {
        text: mention.text.clone(),
        brand: mention.brand.clone(),
        label: mention.label,
        source: sources.binary_search(&mention.source).unwrap_or(0),
        weight: weight(mention),
    };
    let chosen = mentions.iter().filter(|mention| mention.split == split);
    let examples = chosen.map(example);
    examples.filter(|example| example.weight > 0.0).collect()
}

/// Learning needs texts of two classes at least.
fn enough(train: &[Example], inputs: &[String]) -> listen::Result<()> {
    const FEWEST: usize = 20;
    let mut labels: Vec<_> = train.iter().map(|example| example.label).collect();
    labels.sort();
    labels.dedup();
    if train.len() >= FEWEST && labels.len() >= 2 {
        return Ok(());
    }
    Err(Error::Input {
        input: inputs.join(", "),
        at: None,
        reason: format!(
            "{} labelled texts of {} classes are too few to learn from",
            train.len(),
            labels.len()
        ),
        hint: Some("label some hundred texts first; `listen sample` draws them".to_owned()),
    })
}

/// What became of the records.
pub(super) fn tell_reading(found: &LabelledMentions) {
    exit::say(&format!(
        "read {}, labelled {} (column `{}`), unlabelled {}, skipped {}, duplicates {}",
        found.read,
        found.mentions.len(),
        found.column,
        found.unlabelled + found.unknown,
        found.losses.skipped(),
        found.duplicates
    ));
    if let Some(scale) = found.scale.told() {
        exit::say(&format!(
            "note: numbers in the column `{}` are read as {scale}",
            found.column
        ));
    }
    if let Some(label) = &found.first_unknown {
        exit::say(&format!(
            "warning: labels that mean none of negative, neutral, positive: {}, the first `{label}`",
            found.unknown
        ));
    }
    for line in account::lines(&found.losses) {
        exit::say(&line);
    }
}

/// Which weights are of no use.
pub(super) fn tell_weights(weighed: &Weighed) {
    if weighed.unusable > 0 {
        let first = match weighed.first.trim() {
            "" => "is empty".to_owned(),
            first => format!("is `{first}`"),
        };
        exit::say(&format!(
            "warning: texts left out, whose weight is no number above 0: {}, the first {first}",
            weighed.unusable
        ));
    }
}

fn tell(learned: &Learned, report: &Report, sources: &[String], options: &Options) {
    let changed = || learned.words.iter().filter(|word| word.is_changed);
    let new = |is_one: fn(&Word) -> bool| {
        let new = changed().filter(|word| word.origin == "learned");
        new.filter(|word| is_one(word)).count()
    };
    let (all, phrases, denied) = (new(|_| true), new(Word::is_phrase), new(Word::is_denied));
    exit::say(&format!(
        "learned {} words, {phrases} phrases, {denied} denied words, refined {} (size {}, min-texts {}, strength {})",
        all - phrases - denied,
        changed().count() - all,
        options.size,
        options.fewest,
        options.strength
    ));
    exit::say("macro-recall before → after, on texts not learned from:");
    for (name, outcome) in [("cross-validated", &report.crossed), ("val", &report.val)] {
        for line in accuracy::learning(name, sources, (&outcome.before, &outcome.after)) {
            exit::say(&line);
        }
    }
    if let (Some(before), Some(after)) = (report.gold.before.last(), report.gold.after.last())
        && after.total() > 0
    {
        exit::say(&format!(
            "  gold sentences told right: {} → {} of {}",
            before.right(),
            after.right(),
            after.total()
        ));
    }
    if options.wanted == Wanted::Words {
        for (_, line) in learned.constants.lines() {
            exit::say(&line);
        }
    }
}

/// Refuses `--output` where the list goes into the folder of `--base`.
fn one_target(args: &LearnArgs) -> listen::Result<()> {
    match (&args.base, &args.output) {
        (Some(folder), Some(_)) if args.write => Err(Error::Option {
            option: "--output",
            reason: format!("`--write` puts the list into `{}`", folder.display()),
            hint: Some("leave out one of the two".to_owned()),
        }),
        _ => Ok(()),
    }
}

fn write(args: &LearnArgs, base: &Base, learned: &Learned, options: &Options) -> Result<()> {
    if let Some(folder) = args.base.as_ref().filter(|_| args.write) {
        return write_lexicon(folder, base, learned);
    }
    let target = args.output.as_deref().map_or(Target::Stdout, Target::new);
    interrupt::guard(&target);
    delivery::deliver(&target, |out| {
        if args.write {
            learned.write_words(&base.words, out)
        } else {
            learned.write_overlay(&options.language, out)
        }
    })?;
    Ok(())
}

/// Writes words and constants into a language's folder.
fn write_lexicon(folder: &Path, base: &Base, learned: &Learned) -> Result<()> {
    let words = folder.join("words.tsv");
    let rules = folder.join("rules.toml");
    let heading = fs::read_to_string(&words).unwrap_or_else(|_| base.words.clone());
    let new_rules = learned.constants.written_into(&base.rules);
    delivery::deliver(&Target::new(&words), |out| {
        learned.write_words(&heading, out)
    })?;
    delivery::deliver(&Target::new(&rules), |out| {
        out.write_all(new_rules.as_bytes())
    })
    .with_context(|| format!("`{}` is written already", words.display()))?;
    Ok(())
}
