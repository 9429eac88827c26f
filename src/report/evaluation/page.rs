//! An evaluation for reading: models side by side, then the first model in detail.

use std::io::{self, Write};

use super::{Evaluation, Judged, Judgement, Mistake};
use crate::{
    report::{
        Layout, escape,
        grid::{Cell, Grid, Head},
        measure::{clip, wrap, wrap_items},
        signs::{rounded, whole},
        style::Ink,
    },
    scoring::Label,
    stats::{Confusion, Interval, TOO_FEW},
};

/// The width for a reader whose terminal is not known.
const WIDTH: usize = 80;
/// Lines of a text at most.
const LINES: usize = 3;
/// So many of the words that decided are shown.
const WORDS: usize = 6;

pub(super) fn write(
    evaluation: &Evaluation,
    layout: &Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page {
        layout,
        columns: layout.width.unwrap_or(WIDTH).max(40),
        out,
    };
    page.overview(evaluation)?;
    let Some(first) = evaluation.models.first() else {
        return Ok(());
    };
    if let Some(all) = first.groups.first() {
        page.classes(first.model, &all.confusion)?;
    }
    for by in ["language", "source", "brand"] {
        page.groups(first, by)?;
    }
    page.mistakes(first)?;
    let few = first.groups.iter().any(|group| is_few(&group.confusion));
    if few {
        page.line("")?;
        page.aside(&format!(
            "~ fewer than {TOO_FEW} texts: too little data for a figure"
        ))?;
    }
    Ok(())
}

struct Page<'p> {
    layout: &'p Layout,
    columns: usize,
    out: &'p mut dyn Write,
}

impl Page<'_> {
    fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }

    fn aside(&mut self, text: &str) -> io::Result<()> {
        for line in wrap(text, self.columns) {
            let line = self.layout.style.paint(Ink::Faint, &line);
            self.line(&line)?;
        }
        Ok(())
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        let text = self.layout.style.paint(Ink::Strong, text);
        writeln!(self.out, "\n{text}")
    }

    fn grid(&mut self, mut grid: Grid) -> io::Result<()> {
        grid.fit(self.columns - 2);
        for line in grid.lines(Some(self.columns - 2), self.layout.style) {
            self.line(&format!("  {line}"))?;
        }
        Ok(())
    }

    fn overview(&mut self, evaluation: &Evaluation) -> io::Result<()> {
        let heading = format!("{} labelled texts", evaluation.texts);
        let heading = self.layout.style.paint(Ink::Strong, &heading);
        self.line(&heading)?;
        let mut grid = Grid::new(vec![
            Head::text("model"),
            Head::number("macro-recall", 0),
            Head::number("95 % interval", 1),
            Head::number("macro-F1", 2),
            Head::number("accuracy", 0),
            Head::number("95 % interval", 3),
            Head::number("net error", 0),
            Head::number("95 % interval", 1),
        ]);
        for judged in &evaluation.models {
            if let Some(all) = judged.groups.first() {
                grid.push(overview_row(judged.model, &all.confusion));
            }
        }
        self.grid(grid)?;
        for judged in evaluation.models.iter().filter(|judged| judged.unread > 0) {
            self.aside(&format!(
                "{} reads no lexicon for {} of the texts; they are not counted",
                judged.model, judged.unread
            ))?;
        }
        Ok(())
    }

    fn classes(&mut self, model: &str, confusion: &Confusion) -> io::Result<()> {
        self.heading(&format!("Class by class ({model}); columns: what it says"))?;
        let mut grid = Grid::new(vec![
            Head::text("people say"),
            Head::number("texts", 0),
            Head::number("negative", 0),
            Head::number("neutral", 0),
            Head::number("positive", 0),
            Head::number("precision", 1),
            Head::number("recall", 1),
            Head::number("F1", 1),
        ]);
        for label in Label::ALL {
            let class = label.place();
            let mut row: Vec<Cell> = vec![
                label.name().into(),
                confusion.said(class).to_string().into(),
            ];
            row.extend(confusion.0[class].map(|count| count.to_string().into()));
            let shares = [
                confusion.precision(class),
                confusion.recall(class),
                confusion.f1(class),
            ];
            row.extend(shares.map(|share| points(share).into()));
            grid.push(row);
        }
        self.grid(grid)
    }

    fn groups(&mut self, judged: &Judged, by: &str) -> io::Result<()> {
        let groups: Vec<&Judgement> = judged
            .groups
            .iter()
            .filter(|group| group.by == by)
            .collect();
        if groups.len() < 2 {
            return Ok(());
        }
        self.heading(&format!("By {by} ({})", judged.model))?;
        let mut grid = Grid::new(vec![
            Head::text(by),
            Head::number("texts", 0),
            Head::number("macro-recall", 0),
            Head::number("95 % interval", 1),
            Head::number("net", 1),
            Head::number("people’s net", 1),
            Head::number("error", 0),
            Head::number("95 % interval", 2),
        ]);
        for group in &groups {
            grid.push(group_row(group));
        }
        self.grid(grid)?;
        if by == "brand"
            && let Some(line) = mean_error(&groups)
        {
            self.aside(&line)?;
        }
        Ok(())
    }

    fn mistakes(&mut self, judged: &Judged) -> io::Result<()> {
        if judged.mistakes.is_empty() {
            return Ok(());
        }
        self.heading(&format!("Worst errors ({})", judged.model))?;
        for mistake in &judged.mistakes {
            self.mistake(mistake)?;
        }
        Ok(())
    }

    fn mistake(&mut self, mistake: &Mistake) -> io::Result<()> {
        let id = escape::terminal(&mistake.id);
        let head = format!(
            "{}, not {}  {id}",
            mistake.said.name(),
            mistake.predicted.name()
        );
        self.line(&format!("  {}", clip(head.trim_end(), self.columns - 2)))?;
        let text: String = mistake.text.chars().take(1_000).collect();
        let lines = wrap(&format!("“{}”", escape::terminal(&text)), self.columns - 4);
        for (at, line) in lines.iter().take(LINES).enumerate() {
            let more = if at + 1 == LINES && lines.len() > LINES {
                " …"
            } else {
                ""
            };
            self.line(&format!("    {line}{more}"))?;
        }
        let words =
            mistake.words.iter().take(WORDS).map(|(word, valence)| {
                format!("{} {}", escape::terminal(word), rounded(*valence, 1))
            });
        let words: Vec<String> = words.collect();
        for line in wrap_items(&words, self.columns - 4) {
            let line = self.layout.style.paint(Ink::Faint, &line);
            self.line(&format!("    {line}"))?;
        }
        Ok(())
    }
}

fn is_few(confusion: &Confusion) -> bool {
    confusion.total() < TOO_FEW
}

/// Figures of few texts bear a mark.
fn marked(confusion: &Confusion, figure: String) -> Cell {
    if is_few(confusion) && figure != "–" {
        return format!("~{figure}").into();
    }
    figure.into()
}

fn overview_row(model: &str, confusion: &Confusion) -> Vec<Cell> {
    vec![
        model.into(),
        marked(confusion, points(confusion.macro_recall())),
        range(confusion.macro_recall_interval(), 100.0).into(),
        marked(confusion, points(confusion.macro_f1())),
        marked(confusion, points(confusion.accuracy())),
        range(confusion.accuracy_interval(), 100.0).into(),
        marked(confusion, net(confusion.net_error())),
        range(confusion.net_error_interval(), 1.0).into(),
    ]
}

fn group_row(group: &Judgement) -> Vec<Cell> {
    let confusion = &group.confusion;
    vec![
        escape::terminal(&group.group).into(),
        confusion.total().to_string().into(),
        marked(confusion, points(confusion.macro_recall())),
        range(confusion.macro_recall_interval(), 100.0).into(),
        marked(confusion, net(confusion.net_predicted())),
        marked(confusion, net(confusion.net_said())),
        marked(confusion, net(confusion.net_error())),
        range(confusion.net_error_interval(), 1.0).into(),
    ]
}

/// The mean over brands of how far the model's net sentiment is off.
fn mean_error(groups: &[&Judgement]) -> Option<String> {
    let known = groups.iter().filter(|group| !is_few(&group.confusion));
    let errors: Vec<f64> = known
        .filter_map(|group| group.confusion.net_error())
        .collect();
    let count = u32::try_from(errors.len())
        .ok()
        .filter(|count| *count > 0)?;
    let mean = errors.iter().map(|error| error.abs()).sum::<f64>() / f64::from(count);
    Some(format!(
        "mean error of net sentiment over {count} brands of {TOO_FEW} texts or more: {mean:.1} points"
    ))
}

fn points(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1}", share * 100.0))
}

fn net(points: Option<f64>) -> String {
    points.map_or_else(|| "–".to_owned(), |points| rounded(points, 1))
}

fn range(interval: Option<Interval>, scale: f64) -> String {
    interval.map_or_else(String::new, |interval| {
        format!(
            "{} to {}",
            whole(interval.low * scale),
            whole(interval.high * scale)
        )
    })
}
