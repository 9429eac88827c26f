//! Writes the cells of a sheet as lines of a table.

use std::io;

use crate::input::refilled::Refill;

/// How many rows and columns a sheet can have.
pub(super) const ROWS: usize = 1 << 20;
pub(super) const COLUMNS: usize = 1 << 14;

/// What gives the cells of a sheet row by row.
pub(super) trait Cells {
    /// Fills in the next row that holds something; false at the end.
    fn next_row(&mut self, row: &mut Row) -> io::Result<bool>;
}

/// The cells of one row.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The row's number, counted from 0.
    pub(super) number: usize,
    /// The texts of the cells one after another.
    text: String,
    /// The column of each cell, and where its text ends.
    ends: Vec<(usize, usize)>,
}

impl Row {
    /// Empties the row and gives it a number.
    pub(super) fn begin(&mut self, number: usize) {
        self.number = number;
        self.text.clear();
        self.ends.clear();
    }

    /// Adds a cell; one without a text, or beyond the last column, is left out.
    pub(super) fn add(&mut self, column: usize, text: &str) {
        if !text.is_empty() && column < COLUMNS {
            self.text.push_str(text);
            self.ends.push((column, self.text.len()));
        }
    }

    /// Whether no cell holds anything.
    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Writes the cells from the first column on; of two in one column the first counts.
    fn write(&mut self, line: &mut String) {
        let mut start = 0;
        let spans = self.ends.iter().map(|(column, end)| {
            let from = std::mem::replace(&mut start, *end);
            (*column, from..*end)
        });
        let mut cells: Vec<_> = spans.collect();
        cells.sort_by_key(|(column, _)| *column);
        let mut next = 0;
        for (column, span) in cells {
            if column < next {
                continue;
            }
            // `next` commas would lead to the cell after the last one.
            let gap = column - next.saturating_sub(1);
            line.extend(std::iter::repeat_n(',', gap));
            line.push('"');
            for piece in self.text[span].split_inclusive('"') {
                line.push_str(piece);
                if piece.ends_with('"') {
                    line.push('"');
                }
            }
            line.push('"');
            next = column + 1;
        }
    }
}

/// A sheet as bytes of a table: a line for every row, an empty one where it has none.
pub(super) struct Lines {
    cells: Box<dyn Cells + Send>,
    row: Row,
    next: usize,
}

impl Lines {
    pub(super) fn new(cells: Box<dyn Cells + Send>) -> Self {
        Self {
            cells,
            row: Row::default(),
            next: 0,
        }
    }
}

impl Refill for Lines {
    fn refill(&mut self, text: &mut String) -> io::Result<bool> {
        if !self.cells.next_row(&mut self.row)? {
            return Ok(false);
        }
        let number = self.row.number;
        if number < self.next || number >= ROWS {
            return Err(super::corrupt(&format!(
                "row {} is out of order",
                number + 1
            )));
        }
        text.extend(std::iter::repeat_n('\n', number - self.next));
        self.row.write(text);
        text.push('\n');
        self.next = number + 1;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::input::refilled::Refilled;

    struct Given(Vec<(usize, Vec<(usize, &'static str)>)>);

    impl Cells for Given {
        fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
            let Some((number, cells)) = self.0.pop() else {
                return Ok(false);
            };
            row.begin(number);
            for (column, text) in cells {
                row.add(column, text);
            }
            Ok(true)
        }
    }

    fn lines(mut rows: Vec<(usize, Vec<(usize, &'static str)>)>) -> io::Result<String> {
        rows.reverse();
        let mut text = String::new();
        Refilled::new(Lines::new(Box::new(Given(rows)))).read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn each_row_has_its_line_and_each_column_its_place() {
        let rows = vec![
            (0, vec![(0, "id"), (1, "text")]),
            (
                2,
                vec![(1, "so \"good\"\n!"), (0, "1"), (1, "again"), (4, "x")],
            ),
        ];
        let expected = "\"id\",\"text\"\n\n\"1\",\"so \"\"good\"\"\n!\",,,\"x\"\n";
        assert_eq!(lines(rows).expect("in order"), expected);
        assert_eq!(
            lines(vec![(0, vec![(2, "c")])]).expect("in order"),
            ",,\"c\"\n"
        );
    }

    #[test]
    fn rows_beyond_the_last_are_an_error() {
        assert!(lines(vec![(ROWS, vec![(0, "a")])]).is_err());
        assert!(lines(vec![(1, vec![(0, "a")]), (0, vec![(0, "a")])]).is_err());
    }
}
