//! `listen sample`: mentions for people to label.

use anyhow::Result;
use listen::{
    delivery,
    input::Inputs,
    pipeline::{Drawn, Sampling},
    report::labelling::{self, Predictions, ToLabel},
};

use super::{account, args::SampleArgs, interrupt, plan, progress::Progress};

pub(crate) fn run(args: &SampleArgs) -> Result<()> {
    let quiet = plan::quiet(&args.quiet);
    plan::writable(
        args.output.output.as_deref(),
        "csv; `--excel` makes it for spreadsheets",
    )?;
    plan::spare(&args.input.inputs, args.output.output.as_deref())?;
    let (target, layout) = plan::output(&args.output);
    let sampling = Sampling {
        lens: plan::lens(&args.model)?,
        size: args.size,
        seed: args.seed,
        strict: args.input.strict,
    };
    let mut inputs = Inputs::open(
        &args.input.inputs,
        plan::input_of(&args.input, &args.model)?,
    )?;
    let progress = Progress::new(inputs.total_bytes(), quiet);
    let sample = sampling.run(&mut inputs, |bytes| progress.at(bytes));
    progress.clear();
    let sample = sample?;
    account::give(sample.counts, &sample.losses, &remarks(&sample), quiet);
    let shows = if args.show {
        Predictions::Shown
    } else {
        Predictions::Hidden
    };
    interrupt::guard(&target);
    delivery::deliver(&target, |out| {
        labelling::write(sample.drawn.iter().map(row), shows, layout.excel, out)
    })?;
    Ok(())
}

fn remarks(sample: &listen::pipeline::Sample) -> Vec<String> {
    let drawn = format!(
        "mentions drawn: {}; fill in the column `label`: negative, neutral or positive",
        sample.drawn.len()
    );
    let unread = format!(
        "mentions in languages without a lexicon, none of them drawn: {}",
        sample.unread
    );
    let copies = format!(
        "mentions that repeat the text of another: {}; each text is drawn once at most, and weights sum to the different texts",
        sample.copies
    );
    let told = [
        (sample.copies > 0).then_some(copies),
        (sample.unread > 0).then_some(unread),
    ];
    std::iter::once(drawn)
        .chain(told.into_iter().flatten())
        .collect()
}

fn row(drawn: &Drawn) -> ToLabel<'_> {
    ToLabel {
        cells: [
            &drawn.id,
            &drawn.url,
            &drawn.created_at,
            &drawn.brand,
            &drawn.platform,
            &drawn.language,
            &drawn.text,
        ],
        weight: drawn.weight,
        predicted: drawn.score.label.name(),
    }
}
