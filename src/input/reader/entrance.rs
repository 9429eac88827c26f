//! The way into an input: what it is, and where in it the records begin.

use std::{
    io::{self, Read},
    sync::Arc,
};

use super::{PREFIX, Reader, unopened};
use crate::{
    Result,
    input::{
        Compression, Encoding, Field, Options,
        columns::unusable,
        csv::{Beyond, Window},
        encoding,
        feed::Feed,
        header,
        line_ends::{self, Mended},
        names::Name,
        sniff::{self, Origin, Sniffed, Unfit},
        source::{Opened, Opener},
        workbook::Workbook,
    },
};

/// What was found in an input.
pub(in crate::input) enum Found {
    /// Mentions, which the reader gives.
    Mentions(Box<Reader>),
    /// Files that are inputs of their own, and what is to be said of the archive.
    Files {
        names: Vec<Name>,
        remark: Option<String>,
    },
    /// An export in which there are no mentions, and what is to be said of it.
    Empty(String),
    /// No mentions, for this reason.
    Nothing(crate::Error),
}

/// An input with what is known of it beforehand.
struct Way<'o> {
    input: Arc<str>,
    ordinal: usize,
    compression: Compression,
    options: &'o Options,
}

/// Opens an input and finds out what it is.
pub(super) fn enter(ordinal: usize, name: &Name, opener: Opener<'_>) -> Result<Found> {
    let way = |compression| Way {
        input: name.to_string().into(),
        ordinal,
        compression,
        options: opener.options,
    };
    let entered = match opener.open(name)? {
        Opened::Archive(archive) => return files(name, archive),
        Opened::Stream(bytes, compression) => way(compression).stream(bytes),
        Opened::Workbook(workbook, compression) => {
            let way = way(compression);
            let alike = way.alike(&workbook).unwrap_or_default();
            let titles = workbook.sheets();
            let unread = alike.iter().skip(1).map(|number| titles[*number].clone());
            way.workbook(&workbook).map(|mut reader| {
                Arc::make_mut(&mut reader.shape).unread = unread.collect();
                reader
            })
        }
    };
    match entered {
        Ok(reader) => Ok(Found::Mentions(Box::new(reader))),
        Err(Unfit::Empty(remark)) => Ok(Found::Empty(remark)),
        Err(Unfit::Foreign(error)) => Ok(Found::Nothing(error)),
        Err(Unfit::Faulty(error)) => Err(error),
    }
}

fn files(name: &Name, archive: crate::input::zip::Archive) -> Result<Found> {
    let remark = archive.is_recovered().then(|| {
        format!(
            "`{name}` is truncated or corrupt: its table of contents is missing, and only the \
             files that were found without it are read"
        )
    });
    let names = name.entries(archive);
    if names.is_empty() {
        let reason = "the zip archive is empty".into();
        return Err(unusable(&name.to_string(), reason, None));
    }
    Ok(Found::Files { names, remark })
}

impl Way<'_> {
    fn origin(&self, encoding: Encoding) -> Origin {
        Origin {
            input: Arc::clone(&self.input),
            ordinal: self.ordinal,
            compression: self.compression,
            encoding,
        }
    }

    /// The first bytes of a feed.
    fn prefix(&self, feed: &mut Feed) -> Result<Vec<u8>> {
        let mut prefix = Vec::new();
        let held = feed.fill(&mut prefix, 0, PREFIX);
        prefix.truncate(held.map_err(|source| unopened(&self.input, source))?);
        Ok(prefix)
    }

    fn stream(&self, bytes: Box<dyn Read + Send>) -> Result<Reader, Unfit> {
        let mut feed = Feed::new(bytes, self.options);
        let mut prefix = self.prefix(&mut feed)?;
        let (sniffed, mark) = encoding::sniff(&prefix);
        let encoding = self.options.encoding.unwrap_or(sniffed);
        let origin = self.origin(encoding);
        sniff::refuse(&origin, &prefix)?;
        prefix.drain(..mark);
        if !matches!(encoding, Encoding::Utf8 | Encoding::Utf8Bom) {
            let (bytes, cut) = feed.into_bytes();
            let raw = io::Cursor::new(prefix).chain(bytes);
            feed = Feed::new(encoding::decoded(raw, encoding), self.options).with_cut(cut);
            prefix = self.prefix(&mut feed)?;
        }
        if self.has_mixed_lines(&prefix, feed.beyond()) {
            let (bytes, cut) = feed.into_bytes();
            let raw = io::Cursor::new(prefix).chain(bytes);
            feed = Feed::new(Box::new(Mended::new(raw)), self.options).with_cut(cut);
            prefix = self.prefix(&mut feed)?;
        }
        let sniffed = sniff::sniff(&origin, &prefix, feed.beyond(), self.options);
        let sniffed = self.blamed(sniffed, &mut feed)?;
        Ok(self.reader(feed, prefix, sniffed))
    }

    /// A result; where it failed and the input is damaged, that is why.
    fn blamed<T>(&self, result: Result<T, Unfit>, feed: &mut Feed) -> Result<T, Unfit> {
        result.map_err(|unfit| match feed.take_fault() {
            Some(fault) => unopened(&self.input, fault).into(),
            None => unfit,
        })
    }

    /// Whether more rows fit the header if each CR ends a line.
    fn has_mixed_lines(&self, prefix: &[u8], beyond: Beyond) -> bool {
        if !line_ends::are_mixed(prefix) {
            return false;
        }
        let mut mended = Vec::new();
        // Reading from memory does not fail.
        let _ = Mended::new(prefix).read_to_end(&mut mended);
        let fit = |bytes| header::find(bytes, beyond, self.options).map(|header| header.fit);
        fit(&mended) > fit(prefix)
    }

    /// The sheets that surely hold mentions and have their text in a column of the same
    /// name, where there are several; the others are overviews.
    fn alike(&self, workbook: &Workbook) -> Option<Vec<usize>> {
        if self.options.sheet.is_some() || workbook.sheets().len() < 2 {
            return None;
        }
        let mut alike = Vec::new();
        let mut common = None;
        for number in 0..workbook.sheets().len() {
            let Ok((reader, true)) = self.sheet(workbook, number) else {
                continue;
            };
            let mut mapped = reader.shape.mapped.iter();
            let text = mapped.find(|mapped| mapped.field == Field::Text);
            let text = text.map(|mapped| mapped.column.clone());
            if *common.get_or_insert_with(|| text.clone()) == text {
                alike.push(number);
            }
        }
        Some(alike).filter(|alike| alike.len() > 1)
    }

    /// Opens the first sheet that surely holds mentions, else the first that may.
    fn workbook(&self, workbook: &Workbook) -> Result<Reader, Unfit> {
        let mut candidate = None;
        let mut why = None;
        for number in self.wanted(workbook)? {
            match self.sheet(workbook, number) {
                Ok((reader, true)) => return Ok(reader),
                Ok((reader, false)) => candidate = candidate.or(Some(reader)),
                Err(Unfit::Foreign(error)) => why = why.or(Some(error)),
                Err(unfit) => return Err(unfit),
            }
        }
        let none = || unusable(&self.input, "the workbook has no sheet".into(), None);
        candidate.ok_or_else(|| Unfit::Foreign(why.unwrap_or_else(none)))
    }

    /// The sheets to look at.
    fn wanted(&self, workbook: &Workbook) -> Result<Vec<usize>> {
        let sheets = workbook.sheets();
        let Some(wanted) = &self.options.sheet else {
            return Ok((0..sheets.len()).collect());
        };
        let named = sheets
            .iter()
            .position(|name| name.eq_ignore_ascii_case(wanted));
        let numbered = || wanted.parse::<usize>().ok()?.checked_sub(1);
        let found = named
            .or_else(numbered)
            .filter(|number| *number < sheets.len());
        found.map(|number| vec![number]).ok_or_else(|| {
            let names: Vec<_> = sheets.iter().map(|name| format!("`{name}`")).collect();
            let reason = format!("no sheet `{wanted}`; its sheets are {}", names.join(", "));
            unusable(&self.input, reason, None)
        })
    }

    fn sheet(&self, workbook: &Workbook, number: usize) -> Result<(Reader, bool), Unfit> {
        let bytes = workbook.open(number);
        let bytes = bytes.map_err(|source| unopened(&self.input, source))?;
        let mut feed = Feed::new(bytes, self.options);
        let prefix = self.prefix(&mut feed)?;
        let window = Window {
            bytes: &prefix,
            beyond: feed.beyond(),
        };
        let origin = self.origin(Encoding::Utf8);
        let found = sniff::sheet(&origin, window, self.options);
        let (mut sniffed, is_sure) = self.blamed(found, &mut feed)?;
        sniffed.shape.format = workbook.format;
        sniffed.shape.sheet = workbook.sheets().get(number).cloned();
        Ok((self.reader(feed, prefix, sniffed), is_sure))
    }

    fn reader(&self, feed: Feed, mut prefix: Vec<u8>, sniffed: Sniffed) -> Reader {
        prefix.drain(..sniffed.start);
        Reader {
            feed,
            carry: prefix,
            cutter: sniffed.cutter,
            shape: Arc::new(sniffed.shape),
            block: self.options.block.max(1),
            records: 0,
            stamp: None,
        }
    }
}
