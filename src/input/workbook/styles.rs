//! Which cell formats of a workbook show a number as a date.

use std::{collections::HashMap, io};

use super::xml::{Said, Xml};

/// Whether each cell format, by its number, shows dates.
#[derive(Debug, Default)]
pub(super) struct Styles {
    dates: Vec<bool>,
}

impl Styles {
    /// The formats of an XLSX workbook.
    pub(super) fn read(mut part: Xml) -> io::Result<Self> {
        let mut styles = Self::default();
        let mut codes: HashMap<usize, String> = HashMap::new();
        let mut in_cells = false;
        loop {
            match part.next()? {
                Said::Open if part.is("numFmt") => {
                    let code = part.number("numFmtId").zip(part.attribute("formatCode"));
                    codes.extend(code);
                }
                Said::Open if part.is("cellXfs") => in_cells = true,
                Said::Open if in_cells && part.is("xf") => {
                    let number = part.number("numFmtId").unwrap_or(0);
                    styles.add(number, codes.get(&number).map(String::as_str));
                }
                Said::Close if part.is("cellXfs") => in_cells = false,
                Said::End => return Ok(styles),
                _ => {}
            }
        }
    }

    /// Adds the format of the next number; `code` is what the workbook itself says of it.
    pub(super) fn add(&mut self, number: usize, code: Option<&str>) {
        const MOST: usize = 1 << 16;
        if self.dates.len() < MOST {
            self.dates
                .push(code.map_or_else(|| is_built_in(number), is_date));
        }
    }

    /// Whether the format of that number shows dates.
    pub(super) fn is_date(&self, style: usize) -> bool {
        self.dates.get(style).copied().unwrap_or(false)
    }
}

/// The formats of dates that every workbook knows (ECMA-376, part 1, 18.8.30).
fn is_built_in(number: usize) -> bool {
    matches!(number, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a format code has a sign of dates outside of quotes and brackets.
fn is_date(code: &str) -> bool {
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => drop(signs.by_ref().find(|c| *c == '"')),
            '\\' | '_' | '*' => drop(signs.next()),
            '[' => {
                let inside: String = signs.by_ref().take_while(|c| *c != ']').collect();
                if matches!(
                    inside.to_ascii_lowercase().as_str(),
                    "h" | "hh" | "m" | "mm" | "s"
                ) {
                    return true;
                }
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => return true,
            'G' | 'g' if code.eq_ignore_ascii_case("general") => return false,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_dates_are_told_from_others() {
        for code in [
            "yyyy-mm-dd",
            "d/m/yy h:mm",
            "[$-40C]dd mmm",
            "[h]:mm",
            "hh:mm:ss",
        ] {
            assert!(is_date(code), "{code}");
        }
        for code in [
            "General",
            "0.00",
            "#,##0 \"days\"",
            "[Red]0",
            "0.00E+00",
            "@",
            "0\\d",
        ] {
            assert!(!is_date(code), "{code}");
        }
        assert!(is_built_in(22) && !is_built_in(2));
    }
}
