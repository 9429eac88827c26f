//! `listen eval`: how well models find the labels that people gave.

use anyhow::Result;
use listen::{
    Error,
    delivery::{self, Target},
    input::Inputs,
    pipeline::{Labelled, Split, evaluate, read_labelled},
    report::{Excel, Layout},
};

use super::{
    args::{EvalArgs, EvalFormatArg, SplitArg},
    exit, interrupt, learn, plan,
    progress::Quiet,
    terminal,
};

pub(crate) fn run(args: &EvalArgs) -> Result<()> {
    let models = plan::lenses(&args.model)?;
    let mut inputs = Inputs::open(&args.input.inputs, plan::input(&args.input)?)?;
    let found = read_labelled(&mut inputs, args.label.as_deref(), None)?;
    if plan::quiet(&args.run) == Quiet::No {
        learn::tell_reading(&found);
        if args.split.is_none() {
            tell_train(&found.mentions);
        }
    }
    let mentions = chosen(found.mentions, args.split);
    if mentions.is_empty() {
        return Err(nothing(&args.input.inputs).into());
    }
    let evaluation = evaluate(&mentions, &models, args.errors);
    let target = args.output.as_deref().map_or(Target::Stdout, Target::new);
    let layout = Layout {
        excel: Excel::Off,
        width: Some(terminal::report_width()),
        style: terminal::style(args.color, &target),
    };
    interrupt::guard(&target);
    delivery::deliver(&target, |out| match args.format {
        EvalFormatArg::Table => evaluation.write(&layout, out),
        EvalFormatArg::Csv => evaluation.write_csv(layout.excel, out),
        EvalFormatArg::Json => evaluation.write_json(out),
    })?;
    Ok(())
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

fn chosen(mentions: Vec<Labelled>, split: Option<SplitArg>) -> Vec<Labelled> {
    let wanted = match split {
        None => return mentions,
        Some(SplitArg::Train) => Split::Train,
        Some(SplitArg::Val) => Split::Val,
        Some(SplitArg::Test) => Split::Other,
    };
    let mentions = mentions.into_iter();
    mentions.filter(|mention| mention.split == wanted).collect()
}

fn nothing(inputs: &[String]) -> Error {
    Error::Input {
        input: inputs.join(", "),
        at: None,
        reason: "no text has a label".to_owned(),
        hint: Some(
            "labels are negative, neutral, positive; numbers and stars are read, too".to_owned(),
        ),
    }
}
