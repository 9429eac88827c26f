//! Words of the user's own: the files, packs and neutral words that the command line names.

use std::{fs, path::Path};

use listen::{
    Error, Result,
    lexicon::{Fault, Layer, Lexicon, Own},
};

use super::args::WordArgs;

/// What `--domain`, `--lexicon` and `--neutral` say, in the order in which they go before one another.
pub(crate) fn own(args: &WordArgs) -> Result<Own> {
    let mut own = Own::default();
    for domain in &args.domain {
        if !own.push_domain(domain.trim()) {
            return Err(Error::Option {
                option: "--domain",
                reason: format!("no domain `{domain}`"),
                hint: Some(format!("one of: {}", Lexicon::domains().join(", "))),
            });
        }
    }
    for file in &args.lexicon {
        own.push(layer(file)?);
    }
    if !args.neutral.is_empty() {
        own.push_neutral(&args.neutral);
    }
    Ok(own)
}

/// For models that know no words but theirs.
pub(crate) fn refuse(args: &WordArgs) -> Result<()> {
    let given = [
        ("--domain", &args.domain),
        ("--lexicon", &args.lexicon),
        ("--neutral", &args.neutral),
    ];
    match given.into_iter().find(|(_, values)| !values.is_empty()) {
        None => Ok(()),
        Some((option, _)) => Err(Error::Option {
            option,
            reason: "this model knows no words but those of its original".to_owned(),
            hint: Some("leave it out, or use `--model listen`".to_owned()),
        }),
    }
}

/// The list of `FILE` or `LANGUAGE=FILE`.
fn layer(file: &str) -> Result<Layer> {
    let (language, path) = match file.split_once('=') {
        Some((language, path)) if !Path::new(file).exists() => (Some(language), path),
        _ => (None, file),
    };
    let read = read(Path::new(path), language)?;
    read.map_err(|faults| {
        let first = faults.into_iter().next();
        let (line, reason) = first.map_or_else(Default::default, |f| (f.line, f.reason));
        Error::Definition {
            path: path.into(),
            line,
            reason,
        }
    })
}

/// The list that a file holds, or its faults.
pub(crate) fn read(path: &Path, language: Option<&str>) -> Result<Result<Layer, Vec<Fault>>> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|source| Error::Read {
        input: name.clone(),
        source,
    })?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Ok(Err(vec![not_utf8(&error)])),
    };
    let layer = Layer::parse(&name, &text, language);
    Ok(layer.and_then(|layer| match supported(&layer) {
        Ok(()) => Ok(layer),
        Err(fault) => Err(vec![fault]),
    }))
}

/// What a file of a language holds.
pub(crate) fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|source| Error::Read {
        input: path.display().to_string(),
        source,
    })
}

fn not_utf8(error: &std::string::FromUtf8Error) -> Fault {
    let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
    Fault {
        line: before.split(|&byte| byte == b'\n').count() as u64,
        reason: "this is not UTF-8: save the file as UTF-8".to_owned(),
    }
}

fn supported(layer: &Layer) -> Result<(), Fault> {
    let Some(language) = &layer.language else {
        return Ok(());
    };
    if Lexicon::languages().any(|known| known == language) {
        return Ok(());
    }
    let known: Vec<&str> = Lexicon::languages().collect();
    Err(Fault {
        line: 1,
        reason: format!(
            "there is no lexicon for `{language}` to put words over: write one of {}",
            known.join(", ")
        ),
    })
}
