//! `listen explain`: why a text gets its score.

use std::io::Read as _;

use anyhow::Result;
use listen::{
    Error,
    delivery::{self, Target},
    report::{Layout, explain},
};

use super::{
    args::{ExplainArgs, ModelArg, PageArg},
    plan, terminal,
};

pub(crate) fn run(args: &ExplainArgs) -> Result<()> {
    let lens = plan::lens(&args.model)?;
    if args.model.model != [ModelArg::Listen] && !args.model.brand.is_empty() {
        return Err(no_brands().into());
    }
    let text = match args.text.as_str() {
        "-" => standard_input()?,
        text => text.to_owned(),
    };
    let explanation = lens.explain(&text);
    let layout = Layout {
        width: Some(terminal::report_width()),
        style: terminal::style(args.color.color, &Target::Stdout),
        ..Layout::default()
    };
    delivery::deliver(&Target::Stdout, |out| match args.format {
        PageArg::Json => explain::write_json(&explanation, out),
        PageArg::Table => explain::write(&explanation, &layout, out),
    })?;
    Ok(())
}

fn no_brands() -> Error {
    Error::Option {
        option: "--brand",
        reason: "this model reads names of brands like all words".to_owned(),
        hint: Some("leave it out, or use `--model listen`".to_owned()),
    }
}

fn standard_input() -> Result<String, Error> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|source| Error::Read {
        input: "-".to_owned(),
        source,
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
