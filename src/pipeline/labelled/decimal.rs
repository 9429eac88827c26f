//! Numbers as spreadsheets of any language write them.

/// `16.5`, `16,5`, `1 200,5`, `1,200.5`, `−2`; nothing that is not finite.
pub(super) fn decimal(cell: &str) -> Option<f64> {
    let mut plain: String = cell.split_whitespace().collect();
    if let (Some(comma), Some(point)) = (plain.rfind(','), plain.rfind('.')) {
        let grouping = if comma > point { '.' } else { ',' };
        plain.retain(|c| c != grouping);
    }
    let value: f64 = plain.replace(',', ".").replace('−', "-").parse().ok()?;
    let is_number = plain.contains(|c: char| c.is_ascii_digit());
    (is_number && value.is_finite()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_commas_and_groups_are_read_and_words_are_not() {
        for (cell, value) in [
            ("16,5", 16.5),
            ("1\u{202f}200,5", 1200.5),
            ("1,200.5", 1200.5),
            ("1.200,5", 1200.5),
            ("−2", -2.0),
            ("+3", 3.0),
        ] {
            assert_eq!(decimal(cell), Some(value), "{cell}");
        }
        for cell in ["", "x", "inf", "NaN", "1,2,3", "1e999"] {
            assert_eq!(decimal(cell), None, "{cell}");
        }
    }
}
