//! Bars and sparklines out of block characters.

const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A bar of at most so many columns, for a share in ten-thousandths.
pub(super) fn bar(share: i64, columns: usize) -> String {
    let share = usize::try_from(share.clamp(0, 10_000)).unwrap_or(0);
    let eighths = (share * columns * 8).div_ceil(10_000);
    let mut bar: String = std::iter::repeat_n(EIGHTHS[7], eighths / 8).collect();
    if let Some(part) = (eighths % 8).checked_sub(1) {
        bar.push(EIGHTHS[part]);
    }
    bar
}

/// Short lines are drawn this wide, each value in several columns.
const SHORT: usize = 36;

/// A column or more for each value, from the lowest value to the highest; `·` where there is
/// none.
pub(super) fn sparkline(values: &[Option<i64>], lowest: i64, highest: i64) -> String {
    let range = highest.saturating_sub(lowest).max(1);
    let height = |value: i64| {
        let step = 7 * (value.saturating_sub(lowest)) + range / 2;
        HEIGHTS[usize::try_from(step / range).unwrap_or(0).min(7)]
    };
    let columns = (SHORT / values.len().max(1)).clamp(1, 4);
    let shown = values.iter().map(|value| value.map_or('·', height));
    shown
        .flat_map(|c| std::iter::repeat_n(c, columns))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_drawn_in_eighths_of_a_column() {
        assert_eq!(bar(10_000, 4), "████");
        assert_eq!(bar(5_000, 4), "██");
        assert_eq!(bar(1, 4), "▏");
        assert_eq!(bar(0, 4), "");
        assert_eq!(bar(20_000, 2), "██");
    }

    #[test]
    fn sparklines_show_gaps() {
        assert_eq!(
            sparkline(&[Some(0), Some(7), None, Some(3)], 0, 7),
            "▁▁▁▁████····▄▄▄▄"
        );
        assert_eq!(sparkline(&[Some(5); 20], 5, 5), "▁".repeat(20));
    }
}
