//! The report at a glance, drawn from what was counted.

use jiff::civil::Date;

use super::{
    analyze::{Analysis, Counted},
    examine::read_in,
    quotes::Quote,
    view::{Depth, View},
};
use crate::{
    aggregate::{Bucket, Dimension},
    brand,
    report::{
        Figures, Glance, Mean, Selection, corrected, figures,
        glance::{self, Day, Group, Language},
        rows,
    },
};

/// The views of the report at a glance, by their place in [`Analysis::views`].
const OVERALL: usize = 0;
const BRANDS: usize = 1;
const PLATFORMS: usize = 2;
const LANGUAGES: usize = 3;
const DAYS: usize = 4;

/// Words shown as the reason of a quote's score.
const MOST_WORDS: usize = 4;

/// The views that [`Counted::glance`] needs.
pub fn views() -> Vec<View> {
    let by = |dimension, depth| View {
        dimensions: vec![dimension],
        depth,
    };
    vec![
        View::full(&[]),
        by(Dimension::Brand, Depth::Texts),
        by(Dimension::Platform, Depth::Texts),
        by(Dimension::Language, Depth::Counts),
        by(Dimension::Time(Bucket::Day), Depth::Texts),
    ]
}

impl Counted {
    /// The report at a glance; the run must have had its [`views`].
    pub fn glance(&self, analysis: &Analysis) -> Glance {
        let brands = self.groups(analysis, BRANDS, Dimension::Brand);
        // Mentions of no brand may be about anything: the verdict is of all.
        let subject = match &brands[..] {
            [only] if only.name != brand::NONE => Some(only.name.clone()),
            _ => None,
        };
        let overall = self.overall(analysis);
        let mut notes = self.remarks_on_counting(analysis);
        let calibration = analysis.calibration.as_ref();
        notes.extend(calibration.and_then(|by| corrected::remark(&overall, by)));
        Glance {
            subject,
            input: self.counts(),
            period: analysis.window.label(&analysis.calendar),
            model: analysis.lens.models.name(),
            overall,
            brands,
            platforms: self.groups(analysis, PLATFORMS, Dimension::Platform),
            languages: self.languages(analysis),
            days: self.days(analysis),
            week_start: analysis.calendar.week_start,
            most_negative: quotes(&self.quotes.negative, analysis),
            most_positive: quotes(&self.quotes.positive, analysis),
            notes,
        }
    }

    fn overall(&self, analysis: &Analysis) -> Figures {
        let groups = self.summaries[OVERALL].groups();
        groups.first().map_or_else(Figures::default, |(_, tally)| {
            figures(tally, &analysis.calendar.zone)
        })
    }

    fn groups(&self, analysis: &Analysis, view: usize, by: Dimension) -> Vec<Group> {
        let zone = &analysis.calendar.zone;
        rows(&self.summaries[view], &[by], zone, &Selection::default())
            .into_iter()
            .map(|row| Group {
                name: row.keys.into_iter().next().unwrap_or_default(),
                figures: row.figures,
            })
            .collect()
    }

    fn languages(&self, analysis: &Analysis) -> Vec<Language> {
        self.groups(analysis, LANGUAGES, Dimension::Language)
            .into_iter()
            .map(|group| Language {
                supported: group.name.is_empty() || analysis.lens.models.supports(&group.name),
                mentions: group.figures.mentions,
                name: group.name,
            })
            .collect()
    }

    /// Mentions without a date are on no day.
    fn days(&self, analysis: &Analysis) -> Vec<Day> {
        let groups = self.summaries[DAYS].groups();
        groups
            .into_iter()
            .filter_map(|(key, tally)| {
                let date: Date = key.labels().next()?.parse().ok()?;
                let figures = figures(tally, &analysis.calendar.zone);
                Some(Day {
                    date,
                    mentions: figures.mentions,
                    distinct: figures.unique_mentions.unwrap_or(figures.mentions),
                    scored: figures.scored(),
                    positive: figures.positive,
                    negative: figures.negative,
                })
            })
            .collect()
    }
}

fn quotes(quotes: &[Quote], analysis: &Analysis) -> Vec<glance::Quote> {
    quotes.iter().map(|quote| drawn(quote, analysis)).collect()
}

fn drawn(quote: &Quote, analysis: &Analysis) -> glance::Quote {
    let zone = &analysis.calendar.zone;
    let explanation = analysis
        .lens
        .models
        .explain(&quote.text, (read_in(&quote.language), &quote.brand));
    let mut words = explanation.words;
    words.sort_by(|a, b| b.effective.abs().total_cmp(&a.effective.abs()));
    let decisive = words.into_iter().filter(|word| word.effective != 0.0);
    glance::Quote {
        text: quote.text.clone(),
        author: quote.author.clone(),
        platform: quote.platform.clone(),
        url: quote.url.clone(),
        created_at: quote.created_at.map(|at| at.to_zoned(zone.clone())),
        score: Mean::from_units(quote.score.value.into()),
        label: quote.score.label,
        engagement: quote.engagement,
        reach: quote.reach,
        why: decisive
            .take(MOST_WORDS)
            .map(|word| (word.word, word.effective))
            .collect(),
    }
}
