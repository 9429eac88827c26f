//! `listen inspect`: how a file is read, and what is dropped from it.

use std::io::{self, Write};

use anyhow::Result;
use listen::{
    delivery::{self, Target},
    input::{Field, Inputs, Losses, Shape},
    lexicon::Lexicon,
    pipeline::{self, Read},
    report::escape::{self, terminal as shown},
};
use serde_json::{Value, json};

use super::{
    args::{InspectArgs, PageArg},
    plan,
};

pub(crate) fn run(args: &InspectArgs) -> Result<()> {
    let mut inputs = Inputs::open(&args.input.inputs, plan::leniently(&args.input)?)?;
    let read = pipeline::read(&mut inputs, args.input.strict)?;
    delivery::deliver(&Target::Stdout, |out| match args.format {
        PageArg::Json => {
            let text = serde_json::to_string_pretty(&document(&inputs, &read))?;
            writeln!(out, "{}", escape::json(&text))
        }
        PageArg::Table => page(&inputs, &read, out),
    })?;
    Ok(())
}

/// Fields whose absence is worth a word.
const FIELDS_THAT_MATTER: [Field; 3] = [Field::Text, Field::CreatedAt, Field::Author];

/// What was understood of each input, then what was dropped or repaired.
fn page(inputs: &Inputs, read: &Read, out: &mut dyn Write) -> io::Result<()> {
    for shape in inputs.shapes() {
        write_shape(shape, out)?;
    }
    writeln!(
        out,
        "records    read {}, kept {}, skipped {}, duplicates {}",
        read.read,
        read.kept(),
        read.losses.skipped(),
        read.duplicates,
    )?;
    writeln!(
        out,
        "copies     {} flagged as reposts, {} different texts",
        read.reposts, read.texts,
    )?;
    if let (Some(first), Some(last)) = (read.first, read.last) {
        writeln!(out, "dates      {first} to {last}")?;
    }
    let languages: Vec<String> = read
        .languages
        .iter()
        .map(|(language, count)| format!("{} {count}", named(language)))
        .collect();
    if !languages.is_empty() {
        writeln!(out, "languages  {}", shown(&languages.join(", ")))?;
    }
    let remarks = super::account::of_inputs(inputs);
    for line in super::account::lines(&read.losses).iter().chain(&remarks) {
        writeln!(out, "{}", shown(line))?;
    }
    for (damage, _) in read.losses.damages() {
        if let Some(remedy) = damage.remedy() {
            let what = damage.text().split([',', ':', '(']).next();
            writeln!(
                out,
                "remedy     {}: {remedy}",
                what.unwrap_or_default().trim()
            )?;
        }
    }
    Ok(())
}

fn write_shape(shape: &Shape, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", shown(&shape.input))?;
    writeln!(out, "format     {}", format(shape))?;
    if let Some(tool) = shape.tool {
        writeln!(out, "tool       {}, known by {}", tool.name, tool.signs)?;
    }
    for mapped in &shape.mapped {
        let column = shown(&mapped.column);
        writeln!(out, "  {:<16} from `{column}`", mapped.field.name())?;
    }
    let columns: Vec<_> = shape
        .unmapped
        .iter()
        .filter(|name| !name.trim().is_empty())
        .collect();
    if !columns.is_empty() {
        let columns: Vec<_> = columns.into_iter().map(String::as_str).collect();
        writeln!(out, "  not used         {}", shown(&columns.join(", ")))?;
    }
    let missing = FIELDS_THAT_MATTER
        .iter()
        .filter(|field| !shape.has(**field));
    let missing: Vec<_> = missing.map(|field| field.name()).collect();
    if !missing.is_empty() {
        writeln!(out, "  not found        {}", missing.join(", "))?;
    }
    if let Some(list) = &shape.authors_from {
        writeln!(out, "authors    from `{}`", shown(list))?;
    }
    if let Some(evidence) = &shape.date_evidence {
        writeln!(out, "date order {}", shown(evidence))?;
    }
    writeln!(out)
}

fn format(shape: &Shape) -> String {
    let mut parts = vec![
        shape.format.name().to_owned(),
        shape.encoding.name().to_owned(),
    ];
    if let Some(separator) = shape.separator {
        parts.push(format!("separator {separator:?}"));
    }
    if let Some(line) = shape.header_line {
        let unit = if shape.format.is_workbook() {
            "row"
        } else {
            "line"
        };
        parts.push(format!("header in {unit} {line}"));
    }
    if let Some(sheet) = &shape.sheet {
        parts.push(format!("sheet `{}`", shown(sheet)));
    }
    if !shape.records_at.is_empty() {
        parts.push(format!("records at `{}`", shown(&shape.records_at)));
    }
    let compression = shape.compression.name();
    if compression != "none" {
        parts.push(compression.to_owned());
    }
    parts.join(", ")
}

/// The language, and whether no lexicon reads it.
fn named(language: &str) -> String {
    let known = Lexicon::languages().any(|known| known == language);
    match language {
        "" => "unknown".to_owned(),
        _ if known => language.to_owned(),
        _ => format!("{language} (no lexicon)"),
    }
}

fn document(inputs: &Inputs, read: &Read) -> Value {
    json!({
        "schema_version": listen::report::SCHEMA_VERSION,
        "inputs": inputs.shapes().iter().map(|shape| shape_document(shape)).collect::<Vec<_>>(),
        "read": read.read,
        "kept": read.kept(),
        "skipped": read.losses.skipped(),
        "duplicates": read.duplicates,
        "reposts": read.reposts,
        "different_texts": read.texts,
        "first": read.first.map(|at| at.to_string()),
        "last": read.last.map(|at| at.to_string()),
        "languages": read.languages,
        "passed_over": inputs.passed_over(),
        "remarks": inputs.remarks(),
        "losses": losses_document(&read.losses),
    })
}

fn shape_document(shape: &Shape) -> Value {
    let mapped = shape.mapped.iter();
    json!({
        "input": &*shape.input,
        "format": shape.format.name(),
        "tool": shape.tool.map(|tool| json!({"name": tool.name, "known_by": tool.signs})),
        "encoding": shape.encoding.name(),
        "compression": shape.compression.name(),
        "separator": shape.separator,
        "header_line": shape.header_line,
        "sheet": shape.sheet,
        "records_at": shape.records_at,
        "mapped": mapped.map(|m| json!({"field": m.field.name(), "column": m.column})).collect::<Vec<_>>(),
        "unmapped": shape.unmapped,
        "unread": shape.unread,
        "date_order": shape.date_evidence,
        "authors_from": shape.authors_from,
    })
}

fn losses_document(losses: &Losses) -> Value {
    let place = |spot: &listen::input::Spot| json!({"input": &*spot.input, "place": spot.place.to_string(), "detail": &*spot.detail});
    let places = |tally: &listen::input::Tally| tally.first.iter().map(place).collect::<Vec<_>>();
    let skipped = losses.reasons().map(|(reason, tally)| {
        json!({"reason": reason.name(), "count": tally.count, "first": places(tally)})
    });
    let damaged = losses.damages().map(|(damage, tally)| {
        json!({"kind": damage.name(), "count": tally.count, "first": places(tally), "remedy": damage.remedy()})
    });
    json!({
        "skipped": skipped.collect::<Vec<_>>(),
        "damaged": damaged.collect::<Vec<_>>(),
    })
}
