//! Reads the XML parts of a workbook piece by piece, never more than a limited length at a time.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};

/// The longest tag or text between two tags, in bytes.
const LONGEST: usize = 16 << 20;

/// One part of a workbook as a stream of tags and texts.
pub(super) struct Xml {
    reader: Reader<Metered>,
    buffer: Vec<u8>,
    /// The tag that was met last, and how long its name is.
    tag: String,
    name: usize,
    text: String,
}

/// What stands next in a part.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Said {
    /// An element begins; an empty one ends at once.
    Open,
    /// An element ends.
    Close,
    /// A text, or a piece of one.
    Text,
    /// A comment, a declaration or the like.
    Aside,
    /// Nothing more.
    End,
}

impl Xml {
    pub(super) fn new(part: Box<dyn Read + Send>) -> Self {
        let mut reader = Reader::from_reader(Metered {
            bytes: BufReader::with_capacity(64 << 10, part),
            left: LONGEST,
        });
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            buffer: Vec::new(),
            tag: String::new(),
            name: 0,
            text: String::new(),
        }
    }

    /// What stands next.
    pub(super) fn next(&mut self) -> io::Result<Said> {
        self.buffer.clear();
        self.reader.get_mut().left = LONGEST;
        let event = self.reader.read_event_into(&mut self.buffer);
        Ok(match event.map_err(|error| broken(&error))? {
            Event::Start(tag) | Event::Empty(tag) => {
                str::clone_into(&tag, &mut self.tag);
                self.name = tag.name().into_inner().len();
                Said::Open
            }
            Event::End(tag) => {
                tag.name().into_inner().clone_into(&mut self.tag);
                self.name = self.tag.len();
                Said::Close
            }
            Event::Text(text) => {
                str::clone_into(&text, &mut self.text);
                Said::Text
            }
            Event::CData(text) => {
                str::clone_into(&text, &mut self.text);
                Said::Text
            }
            Event::GeneralRef(reference) => {
                self.text.clear();
                self.text.extend(sign_of(&reference));
                Said::Text
            }
            Event::Eof => Said::End,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => Said::Aside,
        })
    }

    /// Whether the tag met last has this name, prefix aside.
    pub(super) fn is(&self, name: &str) -> bool {
        let own = &self.tag[..self.name];
        own.rsplit_once(':').map_or(own, |(_, local)| local) == name
    }

    /// The text met last.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The value of the attribute of that name, prefix aside, of the tag met last.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let tag = BytesStart::from_content(self.tag.as_str(), self.name);
        let mut attributes = tag.attributes();
        let mut attributes = attributes.with_checks(false).flatten();
        let found = attributes.find(|a| a.key.local_name().into_inner() == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }

    /// An attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Appends the text up to the end of the element that has begun.
    pub(super) fn append(&mut self, element: &str, text: &mut String) -> io::Result<()> {
        loop {
            match self.next()? {
                Said::Text => text.push_str(&self.text),
                Said::Close if self.is(element) => return Ok(()),
                Said::End => return Err(super::corrupt("it ends within a cell")),
                _ => {}
            }
        }
    }

    /// Passes over the element that has begun.
    pub(super) fn skip(&mut self, element: &str) -> io::Result<()> {
        loop {
            match self.next()? {
                Said::Close if self.is(element) => return Ok(()),
                Said::End => return Err(super::corrupt("it ends within a cell")),
                _ => {}
            }
        }
    }
}

/// The character of a reference; entities that a document defines itself are
/// never expanded.
fn sign_of(reference: &BytesRef<'_>) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

fn broken(error: &quick_xml::Error) -> io::Error {
    let kind = match error {
        quick_xml::Error::Io(error) => error.kind(),
        _ => io::ErrorKind::InvalidData,
    };
    io::Error::new(kind, format!("the workbook is corrupt: {error}"))
}

/// Bytes of which only so many may be taken before the meter is set back.
struct Metered {
    bytes: BufReader<Box<dyn Read + Send>>,
    left: usize,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.bytes.read(buffer)
    }
}

impl BufRead for Metered {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "a cell or tag is longer than the limit of 16 MiB",
            ));
        }
        self.bytes.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count);
        self.bytes.consume(count);
    }
}
