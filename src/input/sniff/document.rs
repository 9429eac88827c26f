//! Decides which JSON an input is, and where in it the records stand.

use super::{Origin, Sniffed, Unfit, shape};
use crate::{
    Error, Result,
    error::Place,
    input::{
        Format, Options,
        columns::{self, Column},
        csv::{Beyond, Window},
        fields::tidy,
        json::{
            Document, Ending, Located, Threads, elements, holds_none, is_whole, locate, paths,
            replies,
        },
        jsonl::Lines,
        reader::Cutter,
        shape::{Layout, Shape},
        texts::shortened,
        tree::Tree,
        walk::Raw,
    },
};

/// How many records show which paths there are.
const SAMPLE: usize = 500;

/// Which JSON the first bytes are, if any.
pub(super) fn format(prefix: &[u8]) -> Option<Format> {
    let start = start_of(prefix);
    let is_object = |value: &[u8]| value.first() == Some(&b'{') && is_json(value);
    let lines = || prefix.split(|b| *b == b'\n').map(<[u8]>::trim_ascii);
    let mut few = lines().filter(|line| !line.is_empty()).take(20);
    // Lines of a document that is laid out end with commas, even where it is broken.
    let are_records = || {
        let parts = few.clone().filter(|line| line.ends_with(b",")).count();
        few.clone().filter(|line| is_object(line)).count() > parts
    };
    match prefix.get(start)? {
        b'[' => Some(Format::Json),
        b'{' if start > 0 && prefix[..start].contains(&b'=') => Some(Format::Json),
        b'{' => {
            let first_line = lines().find(|line| !line.is_empty())?;
            let document = elements(&prefix[start..]).next()?;
            let whole = is_object(document) || !document.ends_with(b"}");
            let one_line = document.len() <= first_line.len() || is_cut(few.clone());
            Some(if (one_line || !whole) && are_records() {
                Format::JsonLines
            } else {
                Format::Json
            })
        }
        _ if few.clone().next().is_some_and(is_json) => Some(if few.any(is_object) {
            Format::JsonLines
        } else {
            Format::Json
        }),
        _ => None,
    }
}

/// Whether the first line lacks its end: in one document no object follows what stands there.
fn is_cut<'l>(mut lines: impl Iterator<Item = &'l [u8]>) -> bool {
    let goes_on = |line: &[u8]| line.ends_with(b",") || line.ends_with(b":");
    let opens = |line: &[u8]| line.ends_with(b"[") || line.ends_with(b"{");
    let first = lines.next().unwrap_or_default();
    !goes_on(first) && !opens(first) && lines.next().is_some_and(|line| line.starts_with(b"{"))
}

fn is_json(value: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(value).is_ok()
}

/// The byte where JSON begins: behind blanks, or behind `window.name = `.
fn start_of(prefix: &[u8]) -> usize {
    let blank = prefix.len() - prefix.trim_ascii_start().len();
    let head = &prefix[blank..prefix.len().min(blank + 200)];
    let name = |b: &u8| b.is_ascii_alphanumeric() || b"_$.[]\"' ".contains(b);
    let Some(equals) = head.iter().position(|b| *b == b'=') else {
        return blank;
    };
    let after = equals
        + 1
        + head[equals + 1..]
            .iter()
            .take_while(|b| b.is_ascii_whitespace())
            .count();
    let assigned = matches!(head.get(after), Some(b'[' | b'{'));
    if assigned && head[0].is_ascii_alphabetic() && head[..equals].iter().all(name) {
        blank + after
    } else {
        blank
    }
}

/// Decides what a JSON input is.
pub(super) fn sniff(
    origin: &Origin,
    window: Window<'_>,
    format: Format,
    options: &Options,
) -> Result<Sniffed, Unfit> {
    let prefix = window.bytes;
    let start = start_of(prefix);
    let values = values(prefix, start, format);
    let is_all = window.beyond == Beyond::Nothing && values.len() < SAMPLE;
    let located = locate(&values, options).map_err(|(paths, fault)| {
        if is_all && values.iter().all(|value| is_json(value)) && holds_none(&values) {
            return Unfit::Empty(format!(
                "`{}` holds an empty list, no mention",
                origin.input
            ));
        }
        let value = values.first().copied().unwrap_or_default();
        let is_faulty = fault.is_some();
        let (reason, hint) = unlocated(&paths, fault, value);
        let error = error_at(origin, place(prefix, value), reason, hint);
        if is_faulty {
            Unfit::Faulty(error)
        } else {
            Unfit::Foreign(error)
        }
    })?;
    let sample = located.objects.clone();
    let threads = if sample.iter().any(|object| !replies(object).is_empty()) {
        Threads::Open
    } else {
        Threads::Closed
    };
    let sniffed =
        if format == Format::JsonLines && located.list.is_none() && threads == Threads::Closed {
            let path = [located.path, located.inner].concat();
            lines(origin, &path, &values, options)?
        } else {
            stream(origin, located, (format, start, threads), options)?
        };
    match fault_of_all(&sample, &sniffed) {
        Some((object, fault)) => {
            let error = error_at(origin, place(prefix, object), fault, None);
            Err(Unfit::Foreign(error))
        }
        None => Ok(sniffed),
    }
}

/// The documents, or lines, that the first bytes hold.
fn values(prefix: &[u8], start: usize, format: Format) -> Vec<&[u8]> {
    if format == Format::JsonLines {
        let lines = prefix.split(|b| *b == b'\n').map(<[u8]>::trim_ascii);
        lines
            .filter(|line| line.starts_with(b"{"))
            .take(SAMPLE)
            .collect()
    } else {
        elements(&prefix[start..]).take(SAMPLE).collect()
    }
}

/// Why no record was found, and what helps.
fn unlocated(paths: &[String], fault: Option<String>, value: &[u8]) -> (String, Option<String>) {
    if let Some(fault) = fault {
        return (fault, None);
    }
    if !paths.is_empty() {
        let (reason, _) = columns::no_text(paths, None);
        let hint = "if one of these holds the texts, name it: --map text=KEY";
        return (reason, Some(hint.into()));
    }
    if is_too_deep(value) {
        return ("it is nested deeper than 128 levels".into(), None);
    }
    let found = shortened(&String::from_utf8_lossy(&value[..value.len().min(200)]));
    let reason = format!("it holds no array of objects and no object with a text, but `{found}`");
    (reason, None)
}

fn is_too_deep(value: &[u8]) -> bool {
    value.iter().take_while(|b| b"[ \n\r\t".contains(b)).count() > 128
}

fn error_at(origin: &Origin, at: Place, reason: String, hint: Option<String>) -> Error {
    Error::Input {
        input: origin.input.to_string(),
        at: Some(at),
        reason,
        hint,
    }
}

/// The line on which a part of the first bytes begins.
fn place(prefix: &[u8], part: &[u8]) -> Place {
    let offset = (part.as_ptr() as usize).saturating_sub(prefix.as_ptr() as usize);
    let before = prefix.get(..offset).unwrap_or_default();
    Place::Line(1 + memchr::memchr_iter(b'\n', before).count() as u64)
}

/// What is wrong with the first of the records, if something is with every one.
fn fault_of_all<'b>(sample: &[&'b [u8]], sniffed: &Sniffed) -> Option<(&'b [u8], String)> {
    let Layout::Tree(tree) = &sniffed.shape.layout else {
        return None;
    };
    let mut first = None;
    for object in sample.iter().filter(|object| is_whole(object)) {
        let text = String::from_utf8_lossy(object);
        let mut raw = Raw::default();
        let fault = match raw.find(&text, tree) {
            Ok(()) => format!("duplicate key for the field {}", raw.duplicate?),
            Err(fault) => fault.to_string(),
        };
        first.get_or_insert((*object, fault));
    }
    first
}

/// The shape of records whose text stands at `path` inside of them. What stands there bears its
/// names without the path, and what stands around it is there, too.
fn nested(origin: &Origin, path: &[String], values: &[&[u8]], options: &Options) -> Result<Shape> {
    let root: String = path.iter().flat_map(|key| [key, "."]).collect();
    let mut full = Vec::new();
    for value in values {
        paths(value, &mut full);
    }
    let inner = |path: &str| path.strip_prefix(&root).map(tidy);
    let known: Vec<String> = full.iter().filter_map(|path| inner(path)).collect();
    full.retain(|path| inner(path).is_some() || !known.contains(&tidy(path)));
    let names: Vec<String> = full
        .iter()
        .map(|path| path.strip_prefix(&root).unwrap_or(path).to_owned())
        .collect();
    let columns = columns::resolve(&names, options)
        .map_err(|fault| error_at(origin, Place::Line(1), fault, None))?;
    let tree = tree((&root, &full), &columns, options);
    let mut shape = shape(origin, names, &columns, options);
    shape.layout = Layout::Tree(tree);
    Ok(shape)
}

/// One record a line; it may stand inside of other objects of the line.
fn lines(origin: &Origin, path: &[String], values: &[&[u8]], options: &Options) -> Result<Sniffed> {
    let mut shape = nested(origin, path, values, options)?;
    shape.format = Format::JsonLines;
    shape.records_at = path.join(".");
    Ok(Sniffed {
        shape,
        cutter: Cutter::Lines(Lines::new(1, options.record_limit())),
        start: 0,
    })
}

/// Records at a path of one or more documents.
fn stream(
    origin: &Origin,
    located: Located<'_>,
    (format, start, threads): (Format, usize, Threads),
    options: &Options,
) -> Result<Sniffed> {
    let mut shape = if located.inner.is_empty() {
        let tree = tree(("", &located.paths), &located.columns, options);
        let shape = shape(origin, located.paths, &located.columns, options);
        Shape {
            layout: Layout::Tree(tree),
            ..shape
        }
    } else {
        nested(origin, &located.inner, &located.objects, options)?
    };
    shape.format = format;
    shape.records_at = located.path.join(".");
    shape.unread = located.others;
    let place = (1, start as u64);
    let ending = if options.partial {
        Ending::Spared
    } else {
        Ending::Needed
    };
    let document = Document::new(located.path, place, options.record_limit());
    Ok(Sniffed {
        shape,
        cutter: Cutter::Document(document.with(threads, ending)),
        start,
    })
}

fn tree((root, paths): (&str, &[String]), columns: &[Column], options: &Options) -> Tree {
    let chosen = options.map.iter().map(|(field, _)| *field);
    Tree::new((root, paths), columns).with_chosen(chosen)
}
