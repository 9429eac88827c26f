//! `listen score`: every mention with its score.

use std::{io::Write as _, path::Path, sync::Arc};

use anyhow::Result;
use listen::{
    Error, delivery,
    input::{Inputs, Options, Shape},
    pipeline::{self, Columns, Lines, Overrides, Scoring, Written},
    report::Excel,
};

use super::{account, args::ScoreArgs, interrupt, plan, progress::Progress};

pub(crate) fn run(args: &ScoreArgs) -> Result<()> {
    plan::writable(args.output.output.as_deref(), "csv, tsv, jsonl")?;
    plan::spare(&args.input.inputs, args.output.output.as_deref())?;
    let (target, layout) = plan::output(&args.output);
    let columns = columns(args.format.as_deref(), layout.excel)?;
    if columns == Columns::Canonical(Lines::Json) {
        plan::without_excel(&args.output, "jsonl")?;
    }
    let scoring = Scoring {
        lens: plan::lens_with(&args.model, args.overrides.as_deref())?,
        columns,
        excel: layout.excel,
        threads: plan::threads(&args.run),
        strict: args.input.strict,
    };
    let options = match args.format {
        // Its own columns hold the dates as they are.
        None => plan::leniently(&args.input)?,
        Some(_) => plan::input(&args.input)?,
    };
    let options = Options {
        texts: plan::texts(&args.model),
        ..options
    };
    let mut inputs = Inputs::open(&args.input.inputs, options)?;
    let quiet = plan::quiet(&args.run.quiet);
    let progress = Progress::new(inputs.total_bytes(), quiet);
    interrupt::guard(&target);
    let mut sink = delivery::open(&target)?;

    let scored = scoring.run(
        &mut inputs,
        |bytes| sink.write_all(bytes).map_err(|source| sink.failed(source)),
        |bytes| progress.at(bytes),
    );
    progress.clear();
    let written = scored?;
    if scoring.columns == Columns::Own {
        fits_ending(args.output.output.as_deref(), &inputs)?;
    }
    sink.finish()?;
    let unsupported = Some(&written.unsupported).filter(|languages| !languages.is_empty());
    let mut remarks: Vec<String> = unsupported.map(pipeline::unsupported).into_iter().collect();
    let overrides = scoring.lens.overrides.iter();
    remarks.extend(overrides.flat_map(Overrides::remarks));
    remarks.extend(replaced(&written));
    remarks.extend(account::of_inputs(&inputs));
    account::give(written.counts, &written.losses, &remarks, quiet);
    Ok(())
}

/// Refuses a file whose ending is not that of what is written: records that keep their own
/// columns are written as they came, tables as tables and JSON as JSON Lines.
fn fits_ending(output: Option<&Path>, inputs: &Inputs) -> listen::Result<()> {
    let ending = output.and_then(|path| path.extension()?.to_str());
    let is_table = |shape: &Arc<Shape>| shape.format.is_table();
    let (Some(ending), Some(shape)) = (ending, inputs.shapes().first()) else {
        return Ok(());
    };
    let (fits, came) = match ending.to_ascii_lowercase().as_str() {
        "csv" | "tsv" => (is_table(shape), "JSON"),
        "json" | "jsonl" | "ndjson" => (!is_table(shape), "a table"),
        _ => (true, ""),
    };
    if fits {
        return Ok(());
    }
    Err(Error::Option {
        option: "--output",
        reason: format!(
            "a file `.{ending}` where records keep the form in which they came, {came}"
        ),
        hint: Some(
            "`--format csv`, `tsv` or `jsonl` writes canonical records in another form".to_owned(),
        ),
    })
}

/// Which columns of the input have other values now.
fn replaced(written: &Written) -> Option<String> {
    let names: Vec<&str> = written.replaced.iter().copied().collect();
    (!names.is_empty()).then(|| {
        format!(
            "the input had columns of these names, whose values are replaced: {}",
            names.join(", ")
        )
    })
}

fn columns(format: Option<&str>, excel: Excel) -> listen::Result<Columns> {
    Ok(match format {
        None => Columns::Own,
        Some("jsonl") => Columns::Canonical(Lines::Json),
        Some("csv") if excel == Excel::French => Columns::Canonical(Lines::Cells(b';')),
        Some("csv") => Columns::Canonical(Lines::Cells(b',')),
        Some("tsv") => Columns::Canonical(Lines::Cells(b'\t')),
        Some(other) => {
            return Err(Error::Option {
                option: "--format",
                reason: format!("no format `{other}` for scored mentions"),
                hint: Some("one of: jsonl, csv, tsv".to_owned()),
            });
        }
    })
}
