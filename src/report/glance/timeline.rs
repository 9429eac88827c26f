//! How mentions and their tone went over time, one column a day, week, month or year.

mod steps;

use super::bars::sparkline;
use super::words::counted;
use super::{Glance, Page};
use crate::report::Points;
use crate::report::signs::signed;
use crate::report::style::Ink;
use crate::stats::TOO_FEW;
use steps::{Step, Unit, steps, total};

/// So many columns are drawn at most.
const COLUMNS: usize = 60;
/// Columns before the line: two spaces, its name, two spaces.
const INDENT: usize = 12;

pub(super) fn write(glance: &Glance, page: &mut Page) {
    let most = (page.width - INDENT).min(COLUMNS);
    let Some((unit, steps)) = steps(&glance.days, glance.week_start, most) else {
        return;
    };
    let [first, .., last] = &steps[..] else {
        return;
    };
    let (heading, first, last) = (unit.heading(), first.label(unit), last.label(unit));
    page.heading(&format!("{heading}, {first} to {last}"));
    write_mentions(&steps, unit, page);
    write_net(&steps, unit, page);
    let drawn: u64 = steps.iter().map(|step| step.mentions).sum();
    if drawn < total(&glance.days) {
        let earlier = counted(total(&glance.days) - drawn, "earlier mention");
        page.paragraph(INDENT, Ink::Faint, &format!("{earlier} not drawn"));
    }
}

fn write_mentions(steps: &[Step], unit: Unit, page: &mut Page) {
    let drawn = |step: &Step| (step.mentions > 0).then(|| height(step.mentions));
    let counts: Vec<_> = steps.iter().map(drawn).collect();
    let most = steps.iter().rev().max_by_key(|step| step.mentions);
    let fewest = steps.iter().min_by_key(|step| step.mentions);
    let (Some(most), Some(fewest)) = (most, fewest) else {
        return;
    };
    let line = sparkline(&counts, 0, height(most.mentions));
    page.line(&format!("  mentions  {line}"));
    let fact = |name: &str, step: &Step| {
        let distinct = match step.distinct {
            distinct if distinct < step.mentions => format!(" ({distinct} distinct)"),
            _ => String::new(),
        };
        format!("{name} {} {}{distinct}", step.mentions, step.place(unit))
    };
    let facts = format!("{}, {}", fact("most", most), fact("fewest", fewest));
    page.paragraph(INDENT, Ink::Faint, &facts);
}

/// Only steps with enough mentions are shown: a net of three mentions says nothing.
fn write_net(steps: &[Step], unit: Unit, page: &mut Page) {
    let solid = || steps.iter().filter_map(|step| Some((step.net()?, step)));
    let lowest = solid().min_by_key(|&(net, _)| net);
    let highest = solid().rev().max_by_key(|&(net, _)| net);
    let (Some(lowest), Some(highest), 2..) = (lowest, highest, solid().count()) else {
        return;
    };
    let nets: Vec<_> = steps.iter().map(|step| Some(step.net()?.units())).collect();
    let line = sparkline(&nets, lowest.0.units(), highest.0.units());
    page.line(&format!("  net       {line}"));
    let fact = |name: &str, (net, step): (Points, &Step)| {
        format!("{name} {} {}", signed(net), step.place(unit))
    };
    let few = match solid().count() {
        count if count < steps.len() => format!(" (· fewer than {TOO_FEW} distinct mentions)"),
        _ => String::new(),
    };
    let facts = format!(
        "{}, {}{few}",
        fact("lowest", lowest),
        fact("highest", highest)
    );
    page.paragraph(INDENT, Ink::Faint, &facts);
}

fn height(count: u64) -> i64 {
    i64::try_from(count)
        .unwrap_or(i64::MAX / 8)
        .min(i64::MAX / 8)
}
