//! Mentions as evidence: who said what, and which words decided.

use super::{Page, Quote};
use crate::report::measure::{clip, wrap, wrap_items};
use crate::report::signs::{rounded, signed};
use crate::report::style::Ink;
use crate::report::{Mean, escape};
use crate::scoring::Label;

/// Columns before a quote: two spaces, the score, two spaces.
const INDENT: usize = 9;
/// Lines of a quote at most.
const LINES: usize = 4;
/// Letters of a text that are looked at: more than fill these lines.
const LETTERS: usize = 2_000;
/// So many of the words that decided are shown.
const WORDS: usize = 6;

pub(super) fn write(heading: &str, quotes: &[Quote], page: &mut Page) {
    if quotes.is_empty() {
        return;
    }
    page.heading(heading);
    for (index, quote) in quotes.iter().enumerate() {
        if index > 0 {
            page.line("");
        }
        write_quote(quote, page);
    }
}

fn write_quote(quote: &Quote, page: &mut Page) {
    let ink = match quote.label {
        Label::Negative => Ink::Bad,
        Label::Positive => Ink::Good,
        Label::Neutral => Ink::Normal,
    };
    let columns = page.readable() - INDENT;
    let score = page.style.paint(ink, &format!("{:>5}", score(quote.score)));
    let source = source(quote);
    let source = page.style.paint(Ink::Faint, &clip(&source, columns));
    page.line(format!("  {score}  {source}").trim_end());
    for line in quoted(&quote.text, columns) {
        page.line(&format!("{:INDENT$}{line}", ""));
    }
    for (index, line) in wrap_items(&why(quote), columns - 5).iter().enumerate() {
        let line = format!("{}{line}", if index == 0 { "why: " } else { "     " });
        page.paint_line(INDENT, Ink::Faint, &line);
    }
    if !quote.url.is_empty() {
        let url = escape::terminal(&quote.url);
        page.paint_line(INDENT, Ink::Faint, &clip(&url, columns));
    }
}

/// To two digits, as `−0.94`: more would only look exact.
fn score(score: Mean) -> String {
    let hundredths = (score.units() + 50 * score.units().signum()) / 100;
    signed(crate::report::Decimal::<2>::from_units(hundredths))
}

fn source(quote: &Quote) -> String {
    let author = escape::terminal(&quote.author);
    let platform = escape::terminal(&quote.platform);
    let place = match (author.is_empty(), platform.is_empty()) {
        (false, false) => format!("{author} on {platform}"),
        (false, true) => author.into_owned(),
        (true, false) => platform.into_owned(),
        (true, true) => String::new(),
    };
    let date = quote.created_at.as_ref().map(|at| at.date().to_string());
    let engagement = quote.engagement.map(|count| format!("engagement {count}"));
    let reach = quote.reach.map(|reach| format!("reach {reach}"));
    let parts = [Some(place), date, engagement, reach];
    let parts: Vec<_> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}

/// The text in quotation marks, cut to a few lines.
fn quoted(text: &str, columns: usize) -> Vec<String> {
    let head: String = text.chars().take(LETTERS).collect();
    let text = format!("“{}”", escape::terminal(&head).trim());
    let mut lines = wrap(&text, columns);
    if lines.len() > LINES {
        lines.truncate(LINES);
        let last = lines.pop().unwrap_or_default() + &" ".repeat(columns);
        lines.push(format!("{}”", clip(&last, columns - 1)));
    }
    lines
}

/// The words that decided; those that a rule silenced say nothing.
fn why(quote: &Quote) -> Vec<String> {
    let loud = quote
        .why
        .iter()
        .filter(|(_, valence)| valence.abs() >= 0.05);
    let words = loud.take(WORDS);
    words
        .map(|(word, valence)| format!("{} {}", escape::terminal(word), rounded(*valence, 1)))
        .collect()
}
