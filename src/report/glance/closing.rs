//! The end of the report: what was read, what to beware of, and what to run next.

use super::{Glance, Language, Page};
use crate::report::escape;
use crate::report::style::Ink;

/// So many languages are named.
const SHOWN: usize = 6;

pub(super) fn write(glance: &Glance, page: &mut Page) {
    page.line("");
    page.paragraph(0, Ink::Faint, &read(glance));
    if let Some(languages) = languages(glance) {
        page.paragraph(0, Ink::Faint, &languages);
    }
    for note in &glance.notes {
        page.paragraph(0, Ink::Normal, &escape::terminal(&sentence(note)));
    }
    if glance.overall.mentions > 0 {
        page.line("");
        write_next(glance, page);
    }
}

/// A note as a sentence of its own.
fn sentence(note: &str) -> String {
    let mut letters = note.chars();
    let first = letters.next().map(char::to_uppercase);
    first
        .into_iter()
        .flatten()
        .chain(letters)
        .chain(['.'])
        .collect()
}

fn read(glance: &Glance) -> String {
    let input = &glance.input;
    format!(
        "{} read: {} scored, {} skipped, {} duplicates. Model: {}.",
        super::words::counted(input.read, "record"),
        input.scored,
        input.skipped,
        input.duplicates,
        glance.model
    )
}

fn languages(glance: &Glance) -> Option<String> {
    let (known, others): (Vec<_>, Vec<_>) = glance.languages.iter().partition(|l| l.supported);
    let known = list(&known).map(|list| format!("Languages: {list}."));
    let others = list(&others).map(|list| format!("No lexicon for: {list}."));
    let parts: Vec<_> = known.into_iter().chain(others).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn list(languages: &[&Language]) -> Option<String> {
    let counted = |language: &&Language| {
        let name = if language.name.is_empty() {
            "unknown"
        } else {
            &language.name
        };
        format!("{} {}", escape::terminal(name), language.mentions)
    };
    let mut names: Vec<_> = languages.iter().take(SHOWN).map(counted).collect();
    if languages.len() > SHOWN {
        names.push(format!("{} more", languages.len() - SHOWN));
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// What to add to the command, whatever its options are, for a table of the same mentions.
fn write_next(glance: &Glance, page: &mut Page) {
    let by = by(glance);
    page.paragraph(
        0,
        Ink::Normal,
        &format!("Next, for a spreadsheet: add --by\u{a0}{by} --format\u{a0}csv"),
    );
}

/// The groups that the mentions at hand differ in.
fn by(glance: &Glance) -> String {
    let has_platforms = glance.platforms.iter().any(|group| !group.name.is_empty());
    let kind = match (glance.brands.len(), has_platforms) {
        (2.., _) => Some("brand"),
        (_, true) => Some("platform"),
        _ => None,
    };
    let time = match glance.days.len() {
        0 => None,
        1..=14 => Some("day"),
        _ => Some("week"),
    };
    let parts: Vec<_> = kind.into_iter().chain(time).collect();
    if parts.is_empty() {
        return "language".to_owned();
    }
    parts.join(",")
}
