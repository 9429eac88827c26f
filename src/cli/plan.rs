//! What is to be done, once arguments and environment have spoken. Nothing after it looks at them.

use std::{path::Path, thread, time::Duration};

use jiff::Timestamp;
use listen::{
    Error, Result,
    aggregate::{Calendar, Dimension, Window, window},
    brand::Brands,
    delivery::Target,
    input::{DateOrder, DoubtfulDates, Encoding, Field, Options, Texts},
    pipeline::{Lens, Overrides, Reading},
    report::{Excel, Layout},
    scoring::{Model, Models},
};

use super::{
    args::{
        DateOrderArg, ExcelArg, InputArgs, ModelArg, ModelArgs, OutputArgs, QuietArgs, RunArgs,
        WindowArgs,
    },
    progress::Quiet,
    terminal, words,
};

/// How inputs are to be read.
pub(crate) fn input(args: &InputArgs) -> Result<Options> {
    Ok(Options {
        map: args.map.iter().map(|m| mapping(m)).collect::<Result<_>>()?,
        date_order: args.date_order.map(|order| match order {
            DateOrderArg::Dmy => DateOrder::Dmy,
            DateOrderArg::Mdy => DateOrder::Mdy,
        }),
        input_tz: Calendar::parse_zone("--input-tz", &args.input_tz)?,
        encoding: args.encoding.as_deref().map(encoding).transpose()?,
        sheet: args.sheet.clone(),
        partial: args.partial,
        allow_private: args.allow_private,
        max_record: usize::try_from(size("--max-record", &args.max_record)?).unwrap_or(usize::MAX),
        max_input: size("--max-input", &args.max_input)?,
        timeout: Duration::from_secs(args.timeout),
        ..Options::default()
    })
}

/// The same for texts that these models score.
pub(crate) fn input_of(args: &InputArgs, models: &ModelArgs) -> Result<Options> {
    Ok(Options {
        texts: texts(models),
        ..input(args)?
    })
}

/// The same where nothing is made of dates: those that can be read two ways stop nothing.
pub(crate) fn leniently(args: &InputArgs) -> Result<Options> {
    Ok(Options {
        doubtful_dates: DoubtfulDates::LeftOut,
        ..input(args)?
    })
}

/// The same for texts that these models score.
pub(crate) fn leniently_of(args: &InputArgs, models: &ModelArgs) -> Result<Options> {
    Ok(Options {
        texts: texts(models),
        ..leniently(args)?
    })
}

/// How labelled mentions are to be read.
pub(crate) fn reading<'a>(
    column: Option<&'a str>,
    overrides: Option<&'a Overrides>,
    args: &InputArgs,
) -> Reading<'a> {
    Reading {
        column,
        overrides,
        strict: args.strict,
    }
}

/// What the models take for texts: VADER is held to its reference on what stands in the export.
pub(crate) fn texts(args: &ModelArgs) -> Texts {
    if args.model.contains(&ModelArg::Listen) {
        Texts::Restored
    } else {
        Texts::AsWritten
    }
}

fn encoding(name: &str) -> Result<Encoding> {
    name.parse().map_err(|reason| Error::Option {
        option: "--encoding",
        reason,
        hint: Some("write a name such as `utf-8`, `windows-1252` or `macintosh`".to_owned()),
    })
}

fn mapping(text: &str) -> Result<(Field, String)> {
    let parsed = match text.split_once('=') {
        Some((name, column)) => name.parse().map(|field: Field| (field, column.to_owned())),
        None => Err(format!("`{text}` has no `=`")),
    };
    parsed.map_err(|reason| Error::Option {
        option: "--map",
        reason,
        hint: Some("write `--map FIELD=COLUMN`, such as `--map text=Body`".to_owned()),
    })
}

/// A number of bytes: `4096`, `64KiB`, `16 MiB`, `1GiB`.
fn size(option: &'static str, text: &str) -> Result<u64> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match text[digits.len()..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => Some(1),
        "k" | "kb" | "kib" => Some(1 << 10),
        "m" | "mb" | "mib" => Some(1 << 20),
        "g" | "gb" | "gib" => Some(1 << 30),
        _ => None,
    };
    let bytes = digits.parse::<u64>().ok();
    bytes
        .zip(unit)
        .and_then(|(bytes, unit)| bytes.checked_mul(unit))
        .filter(|bytes| *bytes > 0)
        .ok_or_else(|| Error::Option {
            option,
            reason: format!("`{text}` is not a size"),
            hint: Some("write a number of bytes, or one with KiB, MiB or GiB".into()),
        })
}

/// How mentions are scored and attributed.
pub(crate) fn lens(args: &ModelArgs) -> Result<Lens> {
    match args.model[..] {
        [ModelArg::Listen] => lens_of(ModelArg::Listen, args),
        [model] => {
            words::refuse(&args.words)?;
            lens_of(model, args)
        }
        _ => Err(Error::Option {
            option: "--model",
            reason: format!("{} models where one is wanted", args.model.len()),
            hint: Some("`listen eval` compares several".to_owned()),
        }),
    }
}

/// The same with labels of the user's own.
pub(crate) fn lens_with(args: &ModelArgs, overrides: Option<&Path>) -> Result<Lens> {
    Ok(Lens {
        overrides: overrides.map(Overrides::read).transpose()?,
        ..lens(args)?
    })
}

/// The same with each of several models.
pub(crate) fn lenses(args: &ModelArgs) -> Result<Vec<Lens>> {
    if !args.model.contains(&ModelArg::Listen) {
        words::refuse(&args.words)?;
    }
    let models = args.model.iter();
    models.map(|model| lens_of(*model, args)).collect()
}

fn lens_of(model: ModelArg, args: &ModelArgs) -> Result<Lens> {
    let brands = match args.brand.as_slice() {
        [] => None,
        definitions => Some(Brands::parse(definitions)?),
    };
    let language = args.language.as_deref().map(language).transpose()?;
    let terms = brands.as_ref().map(Brands::terms).unwrap_or_default();
    let model = match model {
        ModelArg::Listen => Model::Listen,
        ModelArg::Vader => Model::Vader,
        ModelArg::VaderCrate => Model::VaderCrate,
    };
    let own = words::own(&args.words)?;
    Ok(Lens {
        words: own.fingerprint(),
        models: Models::new(model, &terms, own),
        brands,
        language,
        overrides: None,
    })
}

/// The code of a language that the user names.
pub(crate) fn language(stated: &str) -> Result<String> {
    use listen::language;

    let code = language::canonical(stated).filter(|code| language::is_assigned(code));
    code.map(std::borrow::Cow::into_owned)
        .ok_or_else(|| Error::Option {
            option: "--language",
            reason: format!("`{stated}` is not a language"),
            hint: Some(
                "write an ISO 639-1 code such as `en` or `fr`, or a name such as `french`".into(),
            ),
        })
}

/// The calendar and the window in it. The clock is asked only for periods that look back.
pub(crate) fn window(args: &WindowArgs) -> Result<(Calendar, Window)> {
    let calendar = Calendar {
        zone: Calendar::parse_zone("--tz", &args.tz)?,
        week_start: Calendar::parse_week_start(&args.week_start)?,
    };
    let stated = window::moment("--as-of", args.as_of.as_deref(), &calendar)?;
    let as_of: Timestamp = stated.unwrap_or_else(terminal::now);
    let asked = window::Asked {
        since: args.since.as_deref(),
        until: args.until.as_deref(),
        period: args.period.as_deref(),
    };
    let window = Window::new(asked, &calendar, as_of)?;
    Ok((calendar, window))
}

/// What `--by` names, each once.
pub(crate) fn by(names: &[String]) -> Result<Vec<Dimension>> {
    let mut dimensions = Vec::new();
    for name in names {
        let dimension = Dimension::from_name(name.trim()).ok_or_else(|| {
            let known: Vec<&str> = Dimension::ALL.iter().map(|d| d.name()).collect();
            Error::Option {
                option: "--by",
                reason: format!("cannot group by `{name}`"),
                hint: Some(format!("one or more of: {}", known.join(", "))),
            }
        })?;
        if dimensions.contains(&dimension) {
            return Err(Error::Option {
                option: "--by",
                reason: format!("`{name}` stands there twice"),
                hint: None,
            });
        }
        dimensions.push(dimension);
    }
    Ok(dimensions)
}

/// Endings of files that only other programs write.
const FOREIGN: [&str; 17] = [
    "xlsx", "xlsm", "xlsb", "xls", "ods", "odt", "doc", "docx", "ppt", "pptx", "pdf", "html",
    "htm", "parquet", "gz", "zst", "zip",
];

/// Refuses to write over a file that is read.
pub(crate) fn spare(inputs: &[String], output: Option<&Path>) -> Result<()> {
    let output = output.and_then(|path| path.canonicalize().ok());
    let Some(output) = output.filter(|path| path.is_file()) else {
        return Ok(());
    };
    let is_it = |input: &&String| Path::new(input).canonicalize().is_ok_and(|it| it == output);
    inputs.iter().find(is_it).map_or(Ok(()), |input| {
        Err(Error::Option {
            option: "--output",
            reason: format!("`{input}` is an input, and would be lost"),
            hint: Some("write to another file".to_owned()),
        })
    })
}

/// Refuses a file whose ending names a format that is not written; `formats` are those that are.
pub(crate) fn writable(path: Option<&Path>, formats: &str) -> Result<()> {
    let ending = path.and_then(|path| path.extension()?.to_str());
    let foreign =
        ending.filter(|ending| FOREIGN.iter().any(|own| ending.eq_ignore_ascii_case(own)));
    foreign.map_or(Ok(()), |ending| {
        Err(Error::Option {
            option: "--output",
            reason: format!("no file of the format `.{ending}` can be written"),
            hint: Some(format!("what can be written: {formats}")),
        })
    })
}

/// Where the output goes, and how it is laid out there.
pub(crate) fn output(args: &OutputArgs) -> (Target, Layout) {
    let target = args.output.as_deref().map_or(Target::Stdout, Target::new);
    let layout = Layout {
        excel: match args.excel {
            None => Excel::Off,
            Some(ExcelArg::Comma) => Excel::Comma,
            Some(ExcelArg::Fr) => Excel::French,
        },
        width: terminal::width().filter(|_| target == Target::Stdout),
        ..Layout::default()
    };
    (target, layout)
}

/// Refuses `--excel` beside a format that it lays out nothing of.
pub(crate) fn without_excel(args: &OutputArgs, format: &str) -> Result<()> {
    args.excel.map_or(Ok(()), |_| {
        Err(Error::Option {
            option: "--excel",
            reason: format!("it lays out CSV and TSV, and the format is {format}"),
            hint: Some("leave out `--excel`, or write `--format csv`".to_owned()),
        })
    })
}

/// Threads to work on: as asked, else as many as the machine gives, up to 8.
pub(crate) fn threads(args: &RunArgs) -> usize {
    const USUAL: usize = 8;
    args.threads.map_or_else(
        || thread::available_parallelism().map_or(1, |n| n.get().min(USUAL)),
        |threads| threads.clamp(1, 256),
    )
}

/// Whether standard error is for errors only.
pub(crate) fn quiet(args: &QuietArgs) -> Quiet {
    if args.quiet { Quiet::Yes } else { Quiet::No }
}
