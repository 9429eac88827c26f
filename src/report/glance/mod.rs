//! The report that a person reads at a glance in a terminal.

mod bars;
mod closing;
mod evidence;
mod figures;
mod groups;
mod page;
mod timeline;
mod verdict;
mod words;

use std::io::{self, Write};

use jiff::{
    Zoned,
    civil::{Date, Weekday},
};

use super::{Counts, Figures, Mean, Style};
use crate::scoring::Label;
use page::Page;

/// All that the report at a glance says; plain data.
#[derive(Clone, Debug, PartialEq)]
pub struct Glance {
    /// What the verdict is about: the one brand followed, where there is one.
    pub subject: Option<String>,
    /// What became of the records read.
    pub input: Counts,
    /// The window asked for, in words; the dates met stand in `overall`.
    pub period: Option<String>,
    /// The model's name.
    pub model: &'static str,
    /// All mentions together.
    pub overall: Figures,
    /// One line for each brand, in the order to show.
    pub brands: Vec<Group>,
    /// One line for each platform, in the order to show.
    pub platforms: Vec<Group>,
    /// The languages met, in the order to show.
    pub languages: Vec<Language>,
    /// Days with mentions, in any order; gaps count as days without.
    pub days: Vec<Day>,
    /// On which day weeks begin.
    pub week_start: Weekday,
    /// The most negative mentions, the worst first.
    pub most_negative: Vec<Quote>,
    /// The most positive mentions, the best first.
    pub most_positive: Vec<Quote>,
    /// What the reader should know about the figures.
    pub notes: Vec<String>,
}

/// The figures of one brand or platform.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its figures.
    pub figures: Figures,
}

/// A language met.
#[derive(Clone, Debug, PartialEq)]
pub struct Language {
    /// Its code or name; empty where unknown.
    pub name: String,
    /// Mentions in it.
    pub mentions: u64,
    /// Whether there is a lexicon for it.
    pub supported: bool,
}

/// What was said on one day.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Day {
    /// The day, in the report's time zone.
    pub date: Date,
    /// Mentions, copies and all.
    pub mentions: u64,
    /// Those that the figures count: each text once, where copies were looked for.
    pub distinct: u64,
    /// Those with a label among the distinct ones.
    pub scored: u64,
    /// Positive ones among these.
    pub positive: u64,
    /// Negative ones among these.
    pub negative: u64,
}

/// One mention as evidence; empty text is unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// What was said.
    pub text: String,
    /// Who said it.
    pub author: String,
    /// Where.
    pub platform: String,
    /// Its address.
    pub url: String,
    /// When.
    pub created_at: Option<Zoned>,
    /// Its score, −1 to 1.
    pub score: Mean,
    /// Its class.
    pub label: Label,
    /// Likes, shares and replies.
    pub engagement: Option<u64>,
    /// People reached.
    pub reach: Option<u64>,
    /// The words that decided, with their valence after the rules.
    pub why: Vec<(String, f64)>,
}

impl Glance {
    /// Writes the report for a terminal of that many columns (40 to 200 are used).
    pub fn write(&self, width: usize, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let mut page = Page::new(width.clamp(40, 200), style);
        verdict::write(self, &mut page);
        if self.overall.mentions > 0 {
            figures::write(self, &mut page);
            groups::write("Brands", &self.brands, &mut page);
            groups::write("Platforms", &self.platforms, &mut page);
            timeline::write(self, &mut page);
            evidence::write("Most negative", &self.most_negative, &mut page);
            evidence::write("Most positive", &self.most_positive, &mut page);
        }
        closing::write(self, &mut page);
        out.write_all(page.text().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::report::{measure, sample};

    fn shown(glance: &Glance, width: usize, style: Style) -> String {
        let mut out = Vec::new();
        glance.write(width, style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_line_fits_at_every_width() {
        for width in 40..=200 {
            for line in shown(&sample::glance(), width, Style::Plain).lines() {
                assert!(measure::width(line) <= width, "{width}: {line}");
                assert_eq!(line.trim_end(), line);
            }
        }
    }

    #[test]
    fn it_reads_at_a_glance() {
        expect![[r#"
            Negative: 58 % of 1204 distinct mentions speak against Orvane (net −30.9, 95 %
            interval −37 to −25)

              negative     58 %  ███████████████████████▎                  55–61 %
              neutral      15 %  ██████                                    12–17 %
              positive     27 %  ██████████▉                               24–30 %

              mentions       1204  1104 distinct · 100 reposts · 802 authors
              net           −30.9  −37 to −25 · polar −36.3 · mean score −0.1545
              mixed            48  strong words on both sides
              engagement    11439  10836 likes · 602 shares · 1 reply
              reach       1229284  842800 counting each author once
              period               2026-02-14 to 2026-03-15

            Brands
                       mentions  voice    net  95 % interval  negative  positive  engagement
              Orvane       1204   85 %  −30.9     −37 to −25      58 %      27 %       11439
              Strélis       200   14 %  +36.0       26 to 46      12 %      48 %        1901
              (none)         19    1 %  ~−5.3      −36 to 26     ~26 %     ~21 %         181
              ~ fewer than 30 distinct mentions: a hint, not a figure

            Platforms
                          mentions  voice    net  95 % interval  negative  positive
              x                800   56 %  −37.5     −44 to −31      63 %      25 %
              reddit           310   22 %  −16.1      −27 to −5      48 %      32 %
              trustpilot        94    7 %  −23.4      −41 to −5      52 %      29 %

            Day by day, 2026-02-14 to 2026-03-15
              mentions  ▁▂▂▂▂▂▂▂▂▁▂▂▂▂▂▂▂█▂▂▂▂▂▂▂▂▂▂▂▂
                        most 306 on 2026-03-03 (280 distinct), fewest 20 on 2026-02-14
              net       ··███·███··███·█▇▁··███·███·▇█
                        lowest −55.7 on 2026-03-03, highest −6.3 on 2026-03-01 (· fewer than
                        30 distinct mentions)

            Most negative
              −0.94  @mara_k on x · 2026-03-03 · engagement 42
                     “Third time this week that the line is down, support hung up on me
                     ␛]0;x␇ and the worst part: they still charge the full price. Never
                     again!”
                     why: worst −3.1 · support +1.7
                     https://social.example/mara_k/status/1900000000000000001

              −0.94  @mara_k on x · 2026-03-03 · engagement 42
                     “Down again. Down again. Down again. Down again. Down again. Down
                     again. Down again. Down again. Down again. Down again. Down again. Down
                     again. Down again. Down again. Down again. Down again. Down again. Down
                     again. Down again. Down again. Down again. Down again. Down again. Do…”
                     why: worst −3.1 · support +1.7
                     https://social.example/mara_k/status/1900000000000000001

            Most positive
              +0.80  @mara_k on x · 2026-03-03 · engagement 42
                     “Honestly the best support I ever had 👩‍👩‍👧‍👦❤️, merci @orvane”
                     why: worst +3.1 · support +1.7
                     https://social.example/mara_k/status/1900000000000000001

            1300 records read: 1205 scored, 5 skipped, 90 duplicates. Model: listen.
            Languages: en 1100, fr 80. No lexicon for: ja 24.
            42 % of the mentions are reposts: the intervals count them once..

            Next, for a spreadsheet: add --by brand,week --format csv
        "#]]
        .assert_eq(&shown(&sample::glance(), 80, Style::Plain));
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "what is shown, as it is shown")]
    fn a_narrow_terminal_loses_columns_and_nothing_else() {
        expect![[r#"
            Negative: 58 % of 1204 distinct mentions
            speak against Orvane (net −30.9, 95 %
            interval −37 to −25)

              negative     58 %  ████▊     55–61 %
              neutral      15 %  █▎        12–17 %
              positive     27 %  ██▎       24–30 %

              mentions       1204  1104 distinct
                                   100 reposts
                                   802 authors
              net           −30.9  −37 to −25
                                   polar −36.3
                                   mean score
                                   −0.1545
              mixed            48  strong words on
                                   both sides
              engagement    11439  10836 likes
                                   602 shares
                                   1 reply
              reach       1229284  842800 counting
                                   each author once
              period               2026-02-14 to
                                   2026-03-15

            Brands
                       mentions    net  negative
              Orvane       1204  −30.9      58 %
              Strélis       200  +36.0      12 %
              (none)         19  ~−5.3     ~26 %
              ~ fewer than 30 distinct mentions: a
              hint, not a figure

            Platforms
                          mentions    net  negative
              x                800  −37.5      63 %
              reddit           310  −16.1      48 %
              trustpilot        94  −23.4      52 %

            Day by day, 2026-02-16 to 2026-03-15
              mentions  ▂▂▂▂▂▂▂▁▂▂▂▂▂▂▂█▂▂▂▂▂▂▂▂▂▂▂▂
                        most 306 on 2026-03-03 (280
                        distinct), fewest 21 on
                        2026-02-23
              net       ███·███··███·█▇▁··███·███·▇█
                        lowest −55.7 on 2026-03-03,
                        highest −6.3 on 2026-03-01
                        (· fewer than 30 distinct
                        mentions)
                        47 earlier mentions not
                        drawn

            Most negative
              −0.94  @mara_k on x · 2026-03-03 · en…
                     “Third time this week that the
                     line is down, support hung up
                     on me ␛]0;x␇ and the worst
                     part: they still charge the…”
                     why: worst −3.1 · support +1.7
                     https://social.example/mara_k/…

              −0.94  @mara_k on x · 2026-03-03 · en…
                     “Down again. Down again. Down
                     again. Down again. Down again.
                     Down again. Down again. Down
                     again. Down again. Down again…”
                     why: worst −3.1 · support +1.7
                     https://social.example/mara_k/…

            Most positive
              +0.80  @mara_k on x · 2026-03-03 · en…
                     “Honestly the best support I
                     ever had 👩‍👩‍👧‍👦❤️, merci @orvane”
                     why: worst +3.1 · support +1.7
                     https://social.example/mara_k/…

            1300 records read: 1205 scored, 5
            skipped, 90 duplicates. Model: listen.
            Languages: en 1100, fr 80. No lexicon
            for: ja 24.
            42 % of the mentions are reposts: the
            intervals count them once..

            Next, for a spreadsheet: add
            --by brand,week --format csv
        "#]]
        .assert_eq(&shown(&sample::glance(), 40, Style::Plain));
    }

    fn verdict(classes: [u64; 3]) -> String {
        let glance = Glance {
            overall: sample::figures(classes),
            subject: None,
            ..sample::glance()
        };
        let shown = shown(&glance, 200, Style::Plain);
        shown.lines().next().unwrap_or_default().to_owned()
    }

    #[test]
    fn the_verdict_follows_from_the_numbers() {
        let verdicts = [
            [700, 100, 100],
            [300, 400, 200],
            [200, 400, 300],
            [400, 100, 390],
            [10, 900, 12],
            [3, 2, 9],
        ];
        expect![[r#"
            Positive: 78 % of 900 distinct mentions are positive (net +66.7, 95 % interval 62 to 72)
            Leaning positive: 33 % of 900 distinct mentions are positive (net +11.1, 95 % interval 6 to 17)
            Leaning negative: 33 % of 900 distinct mentions are negative (net −11.1, 95 % interval −17 to −6)
            Divided: 45 % of 890 distinct mentions are positive, 44 % negative (net +1.1, 95 % interval −6 to 8)
            Mostly neutral: 98 % of 922 distinct mentions state no opinion (net −0.2, 95 % interval −2 to 1)
            Too little data: 14 distinct mentions, and a verdict needs 30 (net −42.9, 95 % interval −80 to 3)"#]].assert_eq(&verdicts.map(verdict).join("\n"));
    }

    #[test]
    fn nothing_read_is_said_in_one_line() {
        let glance = Glance {
            overall: Figures::default(),
            period: Some("2026-03-09 to 2026-03-15".into()),
            notes: Vec::new(),
            languages: Vec::new(),
            ..sample::glance()
        };
        expect![[r#"
            Nothing to judge: none of 1300 records counts (2026-03-09 to 2026-03-15)

            1300 records read: 1205 scored, 5 skipped, 90 duplicates. Model: listen.
        "#]]
        .assert_eq(&shown(&glance, 80, Style::Plain));
    }

    #[test]
    fn without_colour_there_is_no_escape_byte() {
        assert!(!shown(&sample::glance(), 80, Style::Plain).contains('\u{1b}'));
        assert!(shown(&sample::glance(), 80, Style::Colour).contains('\u{1b}'));
    }
}
