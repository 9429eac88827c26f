//! `listen calibrate`: a correction of figures from a labelled sample.

use std::{fs, path::Path};

use anyhow::Result;
use listen::{
    Error,
    delivery::{self, Target},
    input::Inputs,
    pipeline::{Calibrated, calibrate, read_labelled},
    report::SCHEMA_VERSION,
    scoring::Models,
    stats::{
        TOO_FEW,
        calibration::{Calibration, Correction, Settings},
    },
};

use super::{args::CalibrateArgs, exit, interrupt, learn, plan, progress::Quiet};

pub(crate) fn run(args: &CalibrateArgs) -> Result<()> {
    plan::spare(&args.input.inputs, args.output.as_deref())?;
    let lens = plan::lens(&args.model)?;
    let options = plan::leniently_of(&args.input, &args.model)?;
    let mut inputs = Inputs::open(&args.input.inputs, options)?;
    let mut labelled = read_labelled(
        &mut inputs,
        &plan::reading(args.label.as_deref(), None, &args.input),
    )?;
    let quiet = plan::quiet(&args.quiet);
    if quiet == Quiet::No {
        learn::tell_reading(&labelled);
    }
    let weighed = labelled.weigh()?;
    if quiet == Quiet::No {
        learn::tell_weights(&weighed);
    }
    let found = calibrate(&labelled.mentions, &lens);
    let Some(calibration) = &found.calibration else {
        return Err(Error::Input {
            input: args.input.inputs.join(", "),
            at: None,
            reason: "no text has a label".to_owned(),
            hint: Some("`listen sample` draws mentions to label".to_owned()),
        }
        .into());
    };
    if quiet == Quiet::No {
        tell(calibration, &found);
    }
    let target = args.output.as_deref().map_or(Target::Stdout, Target::new);
    interrupt::guard(&target);
    delivery::deliver(&target, |out| {
        out.write_all(calibration.to_json().as_bytes())
    })?;
    Ok(())
}

fn tell(calibration: &Calibration, found: &Calibrated) {
    exit::say(&line("all mentions", &calibration.all));
    for (brand, correction) in &calibration.brands {
        exit::say(&line(&format!("`{brand}`"), correction));
    }
    if !found.pooled.is_empty() {
        let brands = found.pooled.iter();
        let list: Vec<String> = brands
            .map(|(name, texts)| format!("{name} {texts}"))
            .collect();
        exit::say(&format!(
            "note: fewer than {TOO_FEW} labels, corrected like all mentions: {}",
            list.join(", ")
        ));
    }
    if calibration.all.texts < TOO_FEW {
        exit::say(
            "warning: too little data: fewer than 30 labels correct little and surely nothing",
        );
    }
    if found.unread > 0 {
        exit::say(&format!(
            "note: texts in languages without a lexicon, left out: {}",
            found.unread
        ));
    }
}

fn line(of: &str, by: &Correction) -> String {
    format!(
        "net sentiment of {of}: {:+.1} ± {:.1} points, by {} labels",
        by.net.shift,
        1.96 * by.net.error,
        by.texts
    )
}

/// Reads the correction that was written for a model.
pub(super) fn read(path: &Path, models: &Models) -> listen::Result<Calibration> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|source| Error::Read {
        input: name.clone(),
        source,
    })?;
    let wrong = |reason: String, hint: &str| Error::Input {
        input: name.clone(),
        at: None,
        reason,
        hint: Some(hint.to_owned()),
    };
    let again = "`listen calibrate` writes such a file";
    let read = Calibration::from_json(&text)
        .map_err(|error| wrong(format!("is no correction: {error}"), again))?;
    if read.schema_version != SCHEMA_VERSION {
        return Err(wrong("is of another version".to_owned(), again));
    }
    if read.model != models.name() {
        let reason = format!(
            "corrects the model `{}`, not `{}`",
            read.model,
            models.name()
        );
        return Err(wrong(
            reason,
            "calibrate anew with the `--model` of this run",
        ));
    }
    Ok(read)
}

/// Warns where a correction was made of labels that the model gave under other settings.
pub(super) fn tell_settings(calibration: Option<&Calibration>, now: &Settings) {
    let Some(then) = calibration.and_then(|read| read.settings.as_ref()) else {
        return;
    };
    let stated = |language: &str| match language {
        "" => "no `--language`".to_owned(),
        language => format!("`--language {language}`"),
    };
    let mut other = Vec::new();
    if then.language != now.language {
        other.push(format!(
            "{}, here {}",
            stated(&then.language),
            stated(&now.language)
        ));
    }
    if then.words != now.words {
        other.push("other words by `--lexicon`, `--domain` or `--neutral`".to_owned());
    }
    if !other.is_empty() {
        exit::say(&format!(
            "warning: the correction was made with {}: calibrate anew with the settings of this run",
            other.join(" and ")
        ));
    }
}
