//! `listen eval`: how well models find the labels that people gave.

use anyhow::Result;
use listen::{
    Error,
    delivery::{self, Target},
    input::Inputs,
    pipeline::{Labelled, LabelledMentions, Split, evaluate, read_labelled},
    report::{Excel, Layout},
};

use super::{
    args::{EvalArgs, EvalFormatArg, SplitArg},
    exit, interrupt, learn, plan,
    progress::Quiet,
    terminal,
};

/// How many of the worst errors are shown unless told.
const ERRORS: usize = 5;

pub(crate) fn run(args: &EvalArgs) -> Result<()> {
    plan::spare(&args.input.inputs, args.output.as_deref())?;
    plan::writable(args.output.as_deref(), "txt (the table), csv, json")?;
    let format = format(args)?;
    let models = plan::lenses(&args.model)?;
    let options = plan::leniently_of(&args.input, &args.model)?;
    let mut inputs = Inputs::open(&args.input.inputs, options)?;
    let found = read_labelled(
        &mut inputs,
        &plan::reading(args.label.as_deref(), None, &args.input),
    )?;
    if plan::quiet(&args.quiet) == Quiet::No {
        learn::tell_reading(&found);
        if found.has_weights() {
            exit::say(
                "note: each text counts once, whatever its `weight`: figures are of the sample, \
                 not of what it stands for",
            );
        }
        if args.split.is_none() {
            tell_train(&found.mentions);
        }
    }
    let mentions = chosen(found, args)?;
    let evaluation = evaluate(&mentions, &models, args.errors.unwrap_or(ERRORS));
    let target = args.output.as_deref().map_or(Target::Stdout, Target::new);
    let layout = Layout {
        excel: Excel::Off,
        width: Some(terminal::report_width()),
        style: terminal::style(args.color.color, &target),
    };
    interrupt::guard(&target);
    delivery::deliver(&target, |out| match format {
        EvalFormatArg::Table => evaluation.write(&layout, out),
        EvalFormatArg::Csv => evaluation.write_csv(layout.excel, out),
        EvalFormatArg::Json => evaluation.write_json(out),
    })?;
    Ok(())
}

/// The format that is named, else the one that the file's ending names. Figures in CSV have no
/// errors beside them.
fn format(args: &EvalArgs) -> Result<EvalFormatArg, Error> {
    let ending = args.output.as_deref().and_then(|path| path.extension());
    let ending = ending.and_then(|ending| ending.to_str()).unwrap_or("");
    let format = args.format.unwrap_or(match ending {
        "csv" => EvalFormatArg::Csv,
        "json" => EvalFormatArg::Json,
        _ => EvalFormatArg::Table,
    });
    if format == EvalFormatArg::Csv && args.errors.is_some() {
        return Err(Error::Option {
            option: "--errors",
            reason: "CSV holds figures alone".to_owned(),
            hint: Some("leave out `--errors`, or write `--format json`".to_owned()),
        });
    }
    Ok(format)
}

/// Says how many texts are those to learn from, where a column tells them from others.
fn tell_train(mentions: &[Labelled]) {
    let train = mentions
        .iter()
        .filter(|mention| mention.split == Split::Train);
    let train = train.count();
    if (1..mentions.len()).contains(&train) {
        exit::say(&format!(
            "note: {train} texts are of the split `train`; models that learned from them flatter themselves: \
             measure with --split val"
        ));
    }
}

fn chosen(found: LabelledMentions, args: &EvalArgs) -> Result<Vec<Labelled>, Error> {
    let wrong = |reason: String, hint: &str| Error::Input {
        input: args.input.inputs.join(", "),
        at: None,
        reason,
        hint: Some(hint.to_owned()),
    };
    if found.mentions.is_empty() {
        return Err(wrong(
            "no text has a label".to_owned(),
            "labels are negative, neutral, positive; numbers and stars are read, too",
        ));
    }
    let Some(part) = args.split else {
        return Ok(found.mentions);
    };
    if !found.has_splits {
        return Err(wrong(
            "no column `split`, `fold` or `partition` tells parts".to_owned(),
            "leave `--split` out to measure on all texts",
        ));
    }
    let (wanted, name) = match part {
        SplitArg::Train => (Split::Train, "train"),
        SplitArg::Val => (Split::Val, "val"),
        SplitArg::Test => (Split::Other, "test"),
    };
    let mut mentions = found.mentions;
    let all = mentions.len();
    mentions.retain(|mention| mention.split == wanted);
    if mentions.is_empty() {
        let reason = format!("none of {all} labelled texts is of the part `{name}`");
        return Err(wrong(reason, "the parts are those of the column `split`"));
    }
    Ok(mentions)
}
