//! Collects the lines of the report, in its width and style.

use crate::report::measure::wrap;
use crate::report::style::{Ink, Style};

/// Running text is easier to read in lines no longer than this.
const READABLE: usize = 100;

/// A page being written.
pub(super) struct Page {
    pub(super) width: usize,
    pub(super) style: Style,
    text: String,
}

impl Page {
    pub(super) fn new(width: usize, style: Style) -> Self {
        let text = String::new();
        Self { width, style, text }
    }

    /// All lines so far.
    pub(super) fn text(self) -> String {
        self.text
    }

    /// A line that is laid out already; spaces that held words together are done with.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(&line.replace('\u{a0}', " "));
        self.text.push('\n');
    }

    /// An empty line, then the heading of a section.
    pub(super) fn heading(&mut self, heading: &str) {
        self.line("");
        let heading = self.style.paint(Ink::Strong, heading);
        self.line(&heading);
    }

    /// Text wrapped to the page, every line indented.
    pub(super) fn paragraph(&mut self, indent: usize, ink: Ink, text: &str) {
        for line in wrap(text, self.readable().saturating_sub(indent)) {
            self.paint_line(indent, ink, &line);
        }
    }

    /// An indented line in its ink.
    pub(super) fn paint_line(&mut self, indent: usize, ink: Ink, line: &str) {
        let line = self.style.paint(ink, line);
        self.line(&format!("{:indent$}{line}", ""));
    }

    /// How many columns running text takes at most.
    pub(super) fn readable(&self) -> usize {
        self.width.min(READABLE)
    }
}
