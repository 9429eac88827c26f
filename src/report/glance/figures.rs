//! The key figures: the three classes as bars, then the counts.

use super::bars::bar;
use super::words::{counted, effective, percent, percent_range};
use super::{Glance, Page};
use crate::report::measure::{pad_left, pad_right, wrap_items};
use crate::report::signs::signed;
use crate::report::style::Ink;
use crate::report::{Figures, Share};

/// The columns before the notes: two spaces, the name, two spaces, the value, two spaces.
const NAME: usize = 10;

pub(super) fn write(glance: &Glance, page: &mut Page) {
    page.line("");
    write_classes(&glance.overall, page);
    page.line("");
    let facts = facts(glance);
    let values = facts.iter().map(|fact| fact.1.chars().count());
    let columns = values.max().unwrap_or(0);
    for fact in &facts {
        write_fact(fact, columns, page);
    }
}

fn write_classes(figures: &Figures, page: &mut Page) {
    let shares = [
        figures.negative_share,
        figures.neutral_share,
        figures.positive_share,
    ];
    let classes = [
        ("negative", Ink::Bad, figures.negative),
        ("neutral", Ink::Faint, figures.neutral),
        ("positive", Ink::Good, figures.positive),
    ];
    for ((name, ink, count), share) in classes.into_iter().zip(shares) {
        let counted = (count, share.unwrap_or_default());
        let line = class_line((name, ink), counted, figures, page);
        page.line(&line);
    }
}

fn class_line(
    (name, ink): (&str, Ink),
    (count, share): (u64, Share),
    figures: &Figures,
    page: &Page,
) -> String {
    let columns = (page.readable() - 32).min(40);
    let interval = crate::stats::share(count, figures.scored(), effective(figures));
    let range = interval.map(percent_range).unwrap_or_default();
    let bar = pad_right(&bar(share.units(), columns), columns);
    format!(
        "  {}  {}  {}  {}",
        pad_right(name, NAME),
        pad_left(&percent(share), 5),
        page.style.paint(ink, &bar),
        page.style.paint(Ink::Faint, &range),
    )
}

/// A name, its value, and what is to be said about it.
type Fact = (&'static str, String, Vec<String>);

fn facts(glance: &Glance) -> Vec<Fact> {
    let figures = &glance.overall;
    let mut facts = vec![
        (
            "mentions",
            figures.mentions.to_string(),
            about_mentions(figures),
        ),
        ("net", super::words::net(figures), about_net(figures)),
    ];
    if figures.mixed > 0 {
        let about = vec!["strong words on both sides".to_owned()];
        facts.push(("mixed", figures.mixed.to_string(), about));
    }
    let sums = [
        ("engagement", figures.engagement, about_engagement(figures)),
        ("reach", figures.reach, about_reach(figures)),
        ("views", figures.views, Vec::new()),
    ];
    for (name, value, about) in sums {
        facts.extend(value.map(|value| (name, value.to_string(), about)));
    }
    facts.extend(dates(glance).map(|dates| ("period", String::new(), vec![dates])));
    facts
}

fn about_mentions(figures: &Figures) -> Vec<String> {
    let mut about = Vec::new();
    let distinct = figures
        .unique_mentions
        .filter(|&unique| unique < figures.mentions);
    about.extend(distinct.map(|unique| format!("{unique} distinct")));
    let reposts = figures.reposts.filter(|&reposts| reposts > 0);
    about.extend(reposts.map(|reposts| counted(reposts, "repost")));
    about.extend(figures.authors.map(|authors| counted(authors, "author")));
    about
}

fn about_net(figures: &Figures) -> Vec<String> {
    let interval = super::words::net_interval(figures).map(super::words::points_range);
    let polar = figures
        .net_sentiment_polar
        .map(|polar| format!("polar {}", signed(polar)));
    let mean = figures
        .mean_score
        .map(|mean| format!("mean score {}", signed(mean)));
    interval.into_iter().chain(polar).chain(mean).collect()
}

fn about_engagement(figures: &Figures) -> Vec<String> {
    [
        (figures.likes, "like"),
        (figures.shares, "share"),
        (figures.replies, "reply"),
    ]
    .into_iter()
    .filter_map(|(count, noun)| Some(counted(count?, noun)))
    .collect()
}

fn about_reach(figures: &Figures) -> Vec<String> {
    let once = figures
        .reach_unique
        .map(|reach| format!("{reach} counting each author once"));
    once.into_iter().collect()
}

/// The days of the first and last mention, and the window asked for where there is one.
fn dates(glance: &Glance) -> Option<String> {
    let (first, last) = (glance.overall.first.as_ref(), glance.overall.last.as_ref());
    let met = first
        .zip(last)
        .map(|(first, last)| match (first.date(), last.date()) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first} to {last}"),
        });
    match (&glance.period, met) {
        (Some(period), Some(met)) if *period != met => Some(format!("{period} (mentions {met})")),
        (Some(period), _) => Some(period.clone()),
        (None, met) => met,
    }
}

fn write_fact((name, value, about): &Fact, columns: usize, page: &mut Page) {
    let head = format!("  {}  {}", pad_right(name, NAME), pad_left(value, columns));
    let indent = NAME + columns + 6;
    let about = wrap_items(about, page.readable().saturating_sub(indent).max(16));
    let mut about = about
        .iter()
        .map(|line| page.style.paint(Ink::Faint, line))
        .collect::<Vec<_>>()
        .into_iter();
    match about.next() {
        Some(first) => page.line(&format!("{head}  {first}")),
        None => page.line(head.trim_end()),
    }
    for line in about {
        page.line(&format!("{:indent$}{line}", ""));
    }
}
