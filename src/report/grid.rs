//! Rows of cells as aligned columns, as many as fit.

use super::measure::{clip, width};
use super::style::{Ink, Style};

/// Columns apart.
const GAP: usize = 2;
/// Text columns are not cut below this width.
const NARROWEST: usize = 6;

/// A table to be aligned.
#[derive(Debug, Default)]
pub(super) struct Grid {
    heads: Vec<Head>,
    rows: Vec<Vec<Cell>>,
}

/// The head of a column.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) heading: String,
    pub(super) align: Align,
    /// Columns of the highest rank leave first; those of rank 0 stay.
    pub(super) rank: u8,
}

/// Which side of a column its cells keep to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Align {
    /// Text, which may be cut.
    Left,
    /// Numbers, which may not.
    Right,
}

/// The text of one cell, harmless already.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) ink: Ink,
}

impl Head {
    pub(super) fn text(heading: &str) -> Self {
        Self {
            heading: heading.to_owned(),
            align: Align::Left,
            rank: 0,
        }
    }

    pub(super) fn number(heading: &str, rank: u8) -> Self {
        Self {
            heading: heading.to_owned(),
            align: Align::Right,
            rank,
        }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        let (text, ink) = (text.into(), Ink::Normal);
        Self { text, ink }
    }
}

impl Cell {
    pub(super) fn new(text: impl Into<String>, ink: Ink) -> Self {
        let text = text.into();
        Self { text, ink }
    }
}

impl Grid {
    pub(super) fn new(heads: Vec<Head>) -> Self {
        let rows = Vec::new();
        Self { heads, rows }
    }

    /// Adds a row, one cell for each head.
    pub(super) fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    /// Takes out columns of numbers that are empty from top to bottom.
    pub(super) fn drop_empty(&mut self) {
        for column in (0..self.heads.len()).rev() {
            let is_empty = self.rows.iter().all(|row| row[column].text.is_empty());
            if self.heads[column].rank > 0 && is_empty {
                self.drop(column);
            }
        }
    }

    /// Takes out columns until the rest fits; returns their headings, left to right.
    pub(super) fn fit(&mut self, columns: usize) -> Vec<String> {
        let mut dropped = Vec::new();
        while self.narrowest() > columns {
            let ranks = self.heads.iter().map(|head| head.rank).enumerate();
            match ranks.max_by_key(|&(_, rank)| rank) {
                Some((column, rank)) if rank > 0 => dropped.push(self.drop(column)),
                _ => break,
            }
        }
        dropped.reverse();
        dropped
    }

    /// The headings and the rows as lines, without spaces at their ends.
    pub(super) fn lines(&self, columns: Option<usize>, style: Style) -> Vec<String> {
        let widths = self.widths(columns.unwrap_or(usize::MAX));
        let heads: Vec<Cell> = self
            .heads
            .iter()
            .map(|head| Cell::new(&head.heading, Ink::Faint))
            .collect();
        std::iter::once(&heads)
            .chain(&self.rows)
            .map(|row| self.line(row, &widths, style))
            .collect()
    }

    fn line(&self, row: &[Cell], widths: &[usize], style: Style) -> String {
        let mut line = String::new();
        let mut due = 0;
        for ((cell, head), &columns) in row.iter().zip(&self.heads).zip(widths) {
            let text = clip(&cell.text, columns);
            let free = columns.saturating_sub(width(&text));
            let (before, after) = match head.align {
                Align::Left => (0, free),
                Align::Right => (free, 0),
            };
            due += before;
            if !text.is_empty() {
                line.extend(std::iter::repeat_n(' ', due));
                line.push_str(&style.paint(cell.ink, &text));
                due = 0;
            }
            due += after + GAP;
        }
        line
    }

    fn drop(&mut self, column: usize) -> String {
        for row in &mut self.rows {
            row.remove(column);
        }
        self.heads.remove(column).heading
    }

    /// The width of the widest cell of a column.
    fn natural(&self, column: usize) -> usize {
        let cells = self.rows.iter().map(|row| width(&row[column].text));
        cells
            .chain([width(&self.heads[column].heading)])
            .max()
            .unwrap_or(0)
    }

    /// The width of the whole with text columns at their narrowest.
    fn narrowest(&self) -> usize {
        let widths = self
            .heads
            .iter()
            .enumerate()
            .map(|(column, head)| match head.align {
                Align::Left => self.natural(column).min(2 * NARROWEST),
                Align::Right => self.natural(column),
            });
        widths.sum::<usize>() + GAP * self.heads.len().saturating_sub(1)
    }

    /// The width of each column: its natural one, the widest text columns cut to fit.
    fn widths(&self, columns: usize) -> Vec<usize> {
        let natural = (0..self.heads.len()).map(|column| self.natural(column).min(columns));
        let mut widths: Vec<usize> = natural.collect();
        let gaps = GAP * widths.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > columns {
            let texts = (0..widths.len()).filter(|&c| self.heads[c].align == Align::Left);
            match texts.max_by_key(|&c| widths[c]) {
                Some(widest) if widths[widest] > NARROWEST => widths[widest] -= 1,
                _ => break,
            }
        }
        widths
    }
}
