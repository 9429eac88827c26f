//! Invented reports for the tests of the formats.

use jiff::civil::{Date, Weekday, date};
use jiff::{Timestamp, Zoned, tz::TimeZone};

use super::glance::{Day, Group, Language, Quote};
use super::{Columns, Counts, Figures, Glance, Mean, Passion, Points, Report, Row, Share};
use crate::scoring::Label;

/// A table of two groups, one of which nothing is known of but its size.
pub(crate) fn report() -> Report {
    let row = |keys: [&str; 2], figures| Row {
        keys: keys.map(String::from).into(),
        figures,
    };
    Report {
        columns: Columns::Usual,
        input: Counts {
            read: 1_300,
            scored: 1_205,
            skipped: 5,
            duplicates: 90,
        },
        by: vec!["brand", "platform"],
        rows: vec![
            row(
                ["=Orvane; \"1,5\" | 日本", "x\u{1b}[2J"],
                figures([327, 178, 699]),
            ),
            row(
                ["-5", ""],
                Figures {
                    mentions: 1,
                    neutral: 1,
                    ..Figures::default()
                },
            ),
        ],
        notes: vec!["3 mentions have no <date>".into()],
    }
}

/// The report at a glance for a brand that has a bad month.
pub(crate) fn glance() -> Glance {
    Glance {
        subject: Some("Orvane".into()),
        input: report().input,
        period: None,
        model: "listen",
        overall: figures([327, 178, 699]),
        brands: [
            ("Orvane", [327, 178, 699]),
            ("Strélis", [96, 80, 24]),
            ("(none)", [4, 10, 5]),
        ]
        .map(|(name, classes)| group(name, classes))
        .into(),
        platforms: [
            ("x", [200, 100, 500]),
            ("reddit", [100, 60, 150]),
            ("trustpilot", [27, 18, 49]),
        ]
        .map(|(name, classes)| group(name, classes))
        .into(),
        languages: [("en", 1_100, true), ("fr", 80, true), ("ja", 24, false)]
            .map(|(name, mentions, supported)| Language {
                name: name.into(),
                mentions,
                supported,
            })
            .into(),
        days: (0..30).map(day).collect(),
        week_start: Weekday::Monday,
        most_negative: vec![
            quote(
                Label::Negative,
                "Third time this week that the line is down, support hung up on me \u{1b}]0;x\u{7} and the worst part: they still charge the full price.\nNever again!",
            ),
            quote(Label::Negative, &"Down again. ".repeat(60)),
        ],
        most_positive: vec![quote(
            Label::Positive,
            "Honestly the best support I ever had 👩‍👩‍👧‍👦❤️, merci @orvane",
        )],
        notes: vec!["42 % of the mentions are reposts: the intervals count them once.".into()],
    }
}

fn group(name: &str, classes: [u64; 3]) -> Group {
    let name = name.into();
    let figures = figures(classes);
    Group { name, figures }
}

/// Figures of so many positive, neutral and negative mentions.
pub(crate) fn figures([positive, neutral, negative]: [u64; 3]) -> Figures {
    let mentions = positive + neutral + negative;
    let net = i128::from(positive) - i128::from(negative);
    Figures {
        corrected: None,
        mentions,
        unique_mentions: Some(mentions - mentions / 12),
        reposts: Some(mentions / 12),
        authors: Some(mentions * 2 / 3),
        positive,
        neutral,
        negative,
        mixed: mentions / 25,
        positive_share: Share::ratio(positive, mentions),
        neutral_share: Share::ratio(neutral, mentions),
        negative_share: Share::ratio(negative, mentions),
        net_sentiment: Points::ratio(100 * net, mentions),
        net_sentiment_polar: Points::ratio(100 * net, positive + negative),
        mean_score: Mean::ratio(net, 2 * mentions),
        likes: Some(mentions * 9),
        shares: Some(mentions / 2),
        replies: Some(1),
        views: None,
        engagement: Some(mentions * 9 + mentions / 2 + 1),
        reach: Some(mentions * 1_021),
        reach_unique: Some(mentions * 700),
        share_of_voice: Share::ratio(mentions, 1_423),
        passion: Passion::ratio(mentions, mentions * 2 / 3),
        first: Some(time("2026-02-14T08:00:00Z")),
        last: Some(time("2026-03-15T20:00:00Z")),
    }
}

fn time(text: &str) -> Zoned {
    text.parse::<Timestamp>()
        .unwrap_or_default()
        .to_zoned(TimeZone::UTC)
}

fn day(number: i8) -> Day {
    let spike = if number == 17 { 260 } else { 0 };
    let mentions = 20 + u64::from(number.unsigned_abs()) * 7 % 31 + spike;
    Day {
        date: first_day().saturating_add(jiff::Span::new().days(number)),
        mentions,
        distinct: mentions - spike / 10,
        scored: mentions - spike / 10,
        positive: mentions / 4,
        negative: mentions / 3 + spike / 2,
    }
}

fn first_day() -> Date {
    date(2026, 2, 14)
}

fn quote(label: Label, text: &str) -> Quote {
    let sign = if label == Label::Negative { -1.0 } else { 1.0 };
    Quote {
        text: text.into(),
        author: "@mara_k".into(),
        platform: "x".into(),
        url: "https://social.example/mara_k/status/1900000000000000001".into(),
        created_at: Some(time("2026-03-03T17:20:00Z")),
        score: Mean::ratio(
            if label == Label::Negative {
                -9_432
            } else {
                8_017
            },
            10_000,
        )
        .unwrap_or_default(),
        label,
        engagement: Some(42),
        reach: None,
        why: vec![
            ("worst".into(), 3.1 * sign),
            ("support".into(), 1.7),
            ("down".into(), -0.04),
        ],
    }
}
