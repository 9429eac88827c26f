//! Why a text got its score, for people and as JSON.

use std::io::{self, Write};

use super::grid::{Cell, Grid, Head};
use super::measure::{width, wrap, wrap_items};
use super::signs::rounded;
use super::style::{Ink, Style};
use super::{Layout, escape};
use crate::scoring::Label;
use crate::scoring::explanation::{Explanation, Rule, Word};

/// The width for a reader whose terminal is not known.
const WIDTH: usize = 80;
/// The columns of numbers and the gaps between all columns.
const NUMBERS: usize = 7 + 9 + 7 + 4 * 2 + 2;

/// Writes the text, each word with what the rules made of it, and the result.
pub fn write(explanation: &Explanation, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    let columns = layout.width.unwrap_or(WIDTH).max(40);
    let style = layout.style;
    for line in wrap(
        &format!("“{}”", escape::terminal(&explanation.text)),
        columns,
    ) {
        writeln!(out, "{line}")?;
    }
    writeln!(out)?;
    if explanation.words.is_empty() {
        writeln!(out, "  no word of it bears on the score")?;
    } else {
        for line in grid(&explanation.words, columns).lines(Some(columns - 2), style) {
            writeln!(out, "  {line}")?;
        }
    }
    writeln!(out, "\n{}", result(explanation, style))?;
    let notes = explanation.notes.iter().map(|note| escape::terminal(note));
    for line in notes.flat_map(|note| wrap(&note, columns)) {
        writeln!(out, "{}", style.paint(Ink::Faint, &line))?;
    }
    Ok(())
}

/// Writes all of it as one JSON object.
pub fn write_json(explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    let json = serde_json::to_string_pretty(explanation)?;
    writeln!(out, "{}", escape::json(&json))
}

fn grid(words: &[Word], columns: usize) -> Grid {
    let mut grid = Grid::new(vec![
        Head::text("word"),
        Head::number("valence", 0),
        Head::text("rules"),
        Head::number("effective", 0),
        Head::number("running", 1),
    ]);
    let longest = words
        .iter()
        .map(|word| width(&name(word)))
        .max()
        .unwrap_or(0)
        .clamp(4, columns / 4);
    let room = columns.saturating_sub(NUMBERS + longest).max(12);
    for word in words {
        push_word(word, room, &mut grid);
    }
    grid
}

/// A row for the word, and further ones where its rules take more than one line.
fn push_word(word: &Word, room: usize, grid: &mut Grid) {
    let rules: Vec<_> = word.rules.iter().map(rule).collect();
    let mut rules = wrap_items(&rules, room).into_iter();
    grid.push(vec![
        name(word).into(),
        rounded(word.valence, 2).into(),
        Cell::new(rules.next().unwrap_or_default(), Ink::Faint),
        Cell::new(rounded(word.effective, 2), sign_ink(word.effective)),
        rounded(word.running, 2).into(),
    ]);
    for rest in rules {
        let empty = Cell::default;
        grid.push(vec![
            empty(),
            empty(),
            Cell::new(rest, Ink::Faint),
            empty(),
            empty(),
        ]);
    }
}

/// The word, and the entry where that is written otherwise.
fn name(word: &Word) -> String {
    let shown = escape::terminal(&word.word);
    if word.entry.is_empty() || word.word.to_lowercase() == word.entry {
        return shown.into_owned();
    }
    format!("{shown} ({})", escape::terminal(&word.entry))
}

fn rule(rule: &Rule) -> String {
    let valence = rounded(rule.valence, 2);
    match rule.trigger.as_str() {
        "" => format!("{} {valence}", rule.name),
        trigger => format!("{} “{}” {valence}", rule.name, escape::terminal(trigger)),
    }
}

fn sign_ink(valence: f64) -> Ink {
    match valence {
        valence if valence > 0.0 => Ink::Good,
        valence if valence < 0.0 => Ink::Bad,
        _ => Ink::Normal,
    }
}

fn result(explanation: &Explanation, style: Style) -> String {
    let ink = match explanation.label {
        Label::Positive => Ink::Good,
        Label::Negative => Ink::Bad,
        Label::Neutral => Ink::Strong,
    };
    let label = style.paint(ink, explanation.label.name());
    let mixed = if explanation.mixed { ", mixed" } else { "" };
    let irony = if explanation.irony {
        ", possible irony"
    } else {
        ""
    };
    let weights = format!(
        "positive {:.2} · neutral {:.2} · negative {:.2} · model {} · language {}",
        explanation.pos, explanation.neu, explanation.neg, explanation.model, explanation.language
    );
    let score = rounded(explanation.score, 4);
    format!(
        "{label}{mixed}{irony}  {score}\n{}",
        style.paint(Ink::Faint, &weights)
    )
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    fn sample() -> Explanation {
        let rule = |name, trigger: &str, valence| Rule {
            name,
            trigger: trigger.into(),
            valence,
        };
        let word = |word: &str, entry: &str, values: [f64; 3], rules| Word {
            span: 0..0,
            word: word.into(),
            entry: entry.into(),
            valence: values[0],
            subjectivity: 0.5,
            effective: values[1],
            running: values[2],
            rules,
        };
        Explanation {
            model: "listen",
            language: "en",
            text: "not HELPFUL at all,\nbut the box is :-)\u{1b}[2J".into(),
            score: -0.1234,
            label: Label::Negative,
            pos: 0.21,
            neu: 0.3,
            neg: 0.49,
            mixed: true,
            irony: false,
            words: vec![
                word(
                    "HELPFUL",
                    "helpful",
                    [1.8, -0.66, -0.66],
                    vec![
                        rule("capitals", "", 2.533),
                        rule("negation", "not", -1.3),
                        rule("contrast", "but", -0.66),
                    ],
                ),
                word(":-)", "🙂", [1.3, 1.95, 1.29], vec![]),
            ],
            notes: vec!["the sum is squashed with x / √(x² + 15)".into()],
        }
    }

    fn shown(width: usize) -> String {
        let layout = Layout {
            width: Some(width),
            ..Layout::default()
        };
        let mut out = Vec::new();
        write(&sample(), &layout, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_word_shows_what_the_rules_made_of_it() {
        expect![[r#"
            “not HELPFUL at all, but the box is :-)␛[2J”

              word      valence  rules                                  effective  running
              HELPFUL     +1.80  capitals +2.53 · negation “not” −1.30      −0.66    −0.66
                                 contrast “but” −0.66
              :-) (🙂)    +1.30                                             +1.95    +1.29

            negative, mixed  −0.1234
            positive 0.21 · neutral 0.30 · negative 0.49 · model listen · language en
            the sum is squashed with x / √(x² + 15)
        "#]]
        .assert_eq(&shown(100));
    }

    #[test]
    fn rules_are_wrapped_rather_than_cut() {
        expect![[r#"
            “not HELPFUL at all, but the box is :-)␛[2J”

              word      valence  rules           effective  running
              HELPFUL     +1.80  capitals +2.53      −0.66    −0.66
                                 negation “not”
                                 −1.30
                                 contrast “but”
                                 −0.66
              :-) (🙂)    +1.30                      +1.95    +1.29

            negative, mixed  −0.1234
            positive 0.21 · neutral 0.30 · negative 0.49 · model listen · language en
            the sum is squashed with x / √(x² + 15)
        "#]]
        .assert_eq(&shown(60));
    }

    #[test]
    fn json_has_it_all() {
        let mut out = Vec::new();
        write_json(&sample(), &mut out).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(value["words"][0]["rules"][1]["trigger"], "not");
        assert_eq!(value["label"], "negative");
    }
}
