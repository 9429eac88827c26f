//! Mentions as evidence: who said what, and which words decided.

use super::words::{counted, signed};
use super::{Page, Quote};
use crate::report::measure::{clip, wrap};
use crate::report::style::Ink;
use crate::report::{Mean, escape};
use crate::scoring::Label;

/// Columns before a quote: two spaces, the score, two spaces.
const INDENT: usize = 9;
/// Lines of a quote at most.
const LINES: usize = 4;
/// Bytes of a text that are looked at: more than fills these lines.
const BYTES: usize = 4_000;
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
    if !quote.why.is_empty() {
        page.paragraph(INDENT, Ink::Faint, &why(quote));
    }
    if !quote.url.is_empty() {
        let url = clip(&escape::terminal(&quote.url), columns).into_owned();
        let url = page.style.paint(Ink::Faint, &url);
        page.line(&format!("{:INDENT$}{url}", ""));
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
    let head = text.floor_char_boundary(BYTES);
    let text = format!("“{}”", escape::terminal(&text[..head]).trim());
    let mut lines = wrap(&text, columns);
    if lines.len() > LINES {
        lines.truncate(LINES);
        let last = lines.pop().unwrap_or_default();
        lines.push(format!("{}”", clip(&format!("{last} ……"), columns - 1)));
    }
    lines
}

fn why(quote: &Quote) -> String {
    let words = quote.why.iter().take(WORDS);
    let words: Vec<_> = words
        .map(|(word, valence)| format!("{} {}", escape::terminal(word), valued(*valence)))
        .collect();
    let more = match quote.why.len().saturating_sub(WORDS) {
        0 => String::new(),
        more => format!(
            " and {}",
            counted(more as u64, "more word").replace("more words", "more")
        ),
    };
    format!("why: {}{more}", words.join(" · "))
}

/// A valence with one digit.
fn valued(valence: f64) -> String {
    let digits = format!("{valence:+.1}");
    match digits.as_str() {
        "+0.0" | "-0.0" => "0".to_owned(),
        _ => digits.replace('-', "−"),
    }
}
