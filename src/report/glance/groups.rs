//! Brands and platforms side by side.

use super::words::{is_small, net, net_interval, percent, points_range};
use super::{Group, Page};
use crate::brand::NONE;
use crate::report::grid::{Cell, Grid, Head};
use crate::report::style::Ink;
use crate::report::{Figures, Share, escape};

/// So many groups are shown.
const SHOWN: usize = 10;

/// Mentions of no brand come last. Nothing is written for a single group, whose figures are those of the whole.
pub(super) fn write(heading: &str, groups: &[Group], page: &mut Page) {
    if groups.len() < 2 {
        return;
    }
    let (others, named): (Vec<_>, Vec<_>) = groups.iter().partition(|group| group.name == NONE);
    let shown: Vec<_> = named.into_iter().chain(others).take(SHOWN).collect();
    let mut grid = grid(&shown);
    grid.drop_empty();
    grid.fit(page.width - 2);
    page.heading(heading);
    for line in grid.lines(Some(page.width - 2), page.style) {
        page.line(&format!("  {line}"));
    }
    if groups.len() > SHOWN {
        page.paragraph(2, Ink::Faint, &format!("and {} more", groups.len() - SHOWN));
    }
    if shown.iter().any(|group| is_small(&group.figures)) {
        page.paragraph(
            2,
            Ink::Faint,
            "~ fewer than 30 distinct mentions: a hint, not a figure",
        );
    }
}

fn grid(groups: &[&Group]) -> Grid {
    let mut grid = Grid::new(vec![
        Head::text(""),
        Head::number("mentions", 0),
        Head::number("voice", 4),
        Head::number("net", 0),
        Head::number("95 % interval", 5),
        Head::number("negative", 1),
        Head::number("positive", 2),
        Head::number("authors", 7),
        Head::number("engagement", 6),
        Head::number("reach", 8),
    ]);
    for group in groups {
        grid.push(row(group));
    }
    grid
}

fn row(Group { name, figures }: &Group) -> Vec<Cell> {
    let name = if name.is_empty() { "(unknown)" } else { name };
    vec![
        escape::terminal(name).into(),
        figures.mentions.to_string().into(),
        figures
            .share_of_voice
            .map(percent)
            .unwrap_or_default()
            .into(),
        Cell::new(marked(figures, net(figures)), leaning(figures)),
        net_interval(figures)
            .map(points_range)
            .unwrap_or_default()
            .into(),
        class(figures, figures.negative_share),
        class(figures, figures.positive_share),
        optional(figures.authors),
        optional(figures.engagement),
        optional(figures.reach),
    ]
}

fn class(figures: &Figures, share: Option<Share>) -> Cell {
    marked(figures, share.map(percent).unwrap_or_default()).into()
}

fn optional(count: Option<u64>) -> Cell {
    count
        .map(|count| count.to_string())
        .unwrap_or_default()
        .into()
}

/// The figure, with a mark where few voices stand behind it.
fn marked(figures: &Figures, figure: String) -> String {
    if is_small(figures) && !figure.is_empty() {
        return format!("~{figure}");
    }
    figure
}

/// Coloured only where the interval leaves no doubt of the sign.
fn leaning(figures: &Figures) -> Ink {
    match net_interval(figures) {
        Some(interval) if interval.high < 0.0 => Ink::Bad,
        Some(interval) if interval.low > 0.0 => Ink::Good,
        _ => Ink::Normal,
    }
}
