//! `listen analyze`: the aggregate report.

use anyhow::Result;
use listen::{
    Error,
    aggregate::Dimension,
    delivery,
    input::{Inputs, Options},
    pipeline::{self, Analysis, Copies, Counted, View},
    report::{Format, Selection, Sort},
};

use super::{
    account,
    args::{AnalyzeArgs, CountArg},
    calibrate, interrupt, plan,
    progress::{Progress, Quiet},
    terminal,
};

/// How many of the most negative and most positive mentions a report shows.
const QUOTES: usize = 3;

pub(crate) fn run(args: &AnalyzeArgs) -> Result<()> {
    let formats =
        "txt (the table), csv, tsv, json, jsonl, md; `--excel` makes CSV for spreadsheets";
    plan::writable(args.output.output.as_deref(), formats)?;
    let format = format(args)?;
    if !format.is_cells() {
        plan::without_excel(&args.output, format.name())?;
    }
    let by = plan::by(&args.by)?;
    let selection = selection(args, &by)?;
    plan::spare(&args.input.inputs, args.output.output.as_deref())?;
    let (target, mut layout) = plan::output(&args.output);
    layout.style = terminal::style(args.color.color, &target);
    let is_glance = format == Format::Table && by.is_empty();
    let analysis = analysis(args, is_glance, &by)?;
    let options = Options {
        day_tz: Some(analysis.calendar.zone.clone()),
        ..plan::input_of(&args.input, &args.model)?
    };
    let mut inputs = Inputs::open(&args.input.inputs, options)?;
    let counted = count(args, &analysis, &mut inputs)?;
    let mut remarks = counted.remarks(&analysis);
    remarks.extend(account::of_inputs(&inputs));
    let quiet = plan::quiet(&args.run.quiet);
    account::give(counted.counts(), &counted.losses, &remarks, quiet);
    interrupt::guard(&target);
    delivery::deliver(&target, |out| {
        if is_glance {
            let glance = counted.glance(&analysis);
            glance.write(terminal::report_width(), layout.style, out)
        } else {
            let mut report = counted.report(&analysis, &selection);
            if format == Format::Table && layout.width.is_some() && quiet == Quiet::No {
                // The account has said it on the same terminal.
                report.notes.clear();
            }
            format.write(&report, &layout, out)
        }
    })?;
    Ok(())
}

fn count(args: &AnalyzeArgs, analysis: &Analysis, inputs: &mut Inputs) -> Result<Counted> {
    let progress = Progress::new(inputs.total_bytes(), plan::quiet(&args.run.quiet));
    let counted = analysis.run(inputs, |bytes| progress.at(bytes));
    progress.clear();
    Ok(counted?)
}

fn analysis(args: &AnalyzeArgs, is_glance: bool, by: &[Dimension]) -> listen::Result<Analysis> {
    let (calendar, window) = plan::window(&args.window)?;
    let lens = plan::lens_with(&args.model, args.overrides.as_deref())?;
    let calibration = args.calibration.as_ref();
    let calibration = calibration
        .map(|path| calibrate::read(path, &lens.models))
        .transpose()?;
    if plan::quiet(&args.run.quiet) == Quiet::No {
        calibrate::tell_settings(calibration.as_ref(), &lens.settings());
    }
    Ok(Analysis {
        calibration,
        lens,
        window,
        calendar,
        copies: match args.count {
            CountArg::Unique => Copies::Once,
            CountArg::All => Copies::Each,
        },
        views: if is_glance {
            pipeline::glance_views()
        } else {
            vec![View::full(by)]
        },
        quotes: if is_glance { QUOTES } else { 0 },
        threads: plan::threads(&args.run),
        strict: args.input.strict,
    })
}

fn selection(args: &AnalyzeArgs, by: &[Dimension]) -> listen::Result<Selection> {
    let sort = args.sort.as_deref();
    let sort = sort.map(|sort| Sort::parse(sort, by)).transpose()?;
    if by.is_empty() {
        without_rows(args)?;
    }
    Ok(Selection {
        sort,
        min: args.min.unwrap_or(0),
        top: args.top,
    })
}

/// Refuses what chooses among rows where all mentions are one.
fn without_rows(args: &AnalyzeArgs) -> listen::Result<()> {
    let given = [
        ("--sort", args.sort.is_some()),
        ("--top", args.top.is_some()),
        ("--min", args.min.is_some()),
    ];
    let first = given.into_iter().find(|(_, is_given)| *is_given);
    first.map_or(Ok(()), |(option, _)| {
        Err(Error::Option {
            option,
            reason: "it chooses among rows, and all mentions together are one".to_owned(),
            hint: Some("say what makes a row, such as `--by brand`".to_owned()),
        })
    })
}

/// The format that is named, else the one that the file's ending names, else
/// what fits the other options.
fn format(args: &AnalyzeArgs) -> listen::Result<Format> {
    let Some(name) = &args.format else {
        let ending = args
            .output
            .output
            .as_ref()
            .and_then(|path| path.extension());
        let named = ending.and_then(|ending| Format::of_ending(ending.to_str()?));
        let usual = match args.output.excel {
            Some(_) => Format::Csv,
            None => Format::Table,
        };
        return Ok(named.unwrap_or(usual));
    };
    Format::from_name(name).ok_or_else(|| {
        let known: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        Error::Option {
            option: "--format",
            reason: format!("no format `{name}`"),
            hint: Some(format!("one of: {}", known.join(", "))),
        }
    })
}
