//! Dates in words and figures: `Sun Aug 31 00:29:15 +0000 2014`, `2/24/2015 11:35`.

use jiff::{civil::DateTime, tz::Offset};

use super::{
    DateOrder, Written,
    iso::{named_zone, offset},
};

/// The parts of a date in the order in which they stand.
#[derive(Default)]
struct Parts {
    numbers: Vec<(i32, usize)>,
    month: Option<(i32, usize)>,
    clock: Vec<i32>,
    afternoon: Option<bool>,
    offset: Option<Offset>,
}

/// Reads a date of any shape but ISO; `order` decides between day and month.
/// Says too whether the date is of the kind that depends on it.
pub(super) fn read(value: &str, order: DateOrder) -> Option<(Written, bool)> {
    if value.len() > 80 {
        return None;
    }
    let parts = split(value)?;
    let (year, month, day) = date(&parts, order)?;
    let (hour, minute, second) = clock(&parts)?;
    let time = DateTime::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
        hour,
        minute,
        second,
        0,
    );
    let depends = parts.month.is_none() && parts.numbers.len() == 3 && parts.numbers[0].1 <= 2;
    let written = Written {
        time: time.ok()?,
        offset: parts.offset,
    };
    Some((written, depends))
}

fn split(value: &str) -> Option<Parts> {
    let mut parts = Parts::default();
    for word in value.split([' ', ',', 'T', '\u{a0}', '\u{202f}', '(', ')']) {
        if !word.is_empty() {
            parts.take(word)?;
        }
    }
    Some(parts)
}

impl Parts {
    fn take(&mut self, word: &str) -> Option<()> {
        let dated = !self.numbers.is_empty() || self.month.is_some();
        if self.clock.is_empty() && (word.contains(':') || dated_clock(word, self)) {
            return self.take_clock(word);
        }
        if dated && word.starts_with(['+', '-']) {
            self.offset = offset(word.as_bytes()[0], &word.as_bytes()[1..]);
            return self.offset.map(drop);
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return self.take_figures(word);
        }
        self.take_name(word)
    }

    /// `2/24/2015`, `06-Feb-2026`, `24.02.2015`, `13`, `13th`.
    fn take_figures(&mut self, word: &str) -> Option<()> {
        for piece in word.split(['/', '-', '.']).filter(|p| !p.is_empty()) {
            let figure = piece.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            match figure.parse::<i32>() {
                Ok(number) => self.numbers.push((number, figure.len())),
                Err(_) => self.take_name(piece)?,
            }
        }
        Some(())
    }

    /// `15:30`, `11:35:00.123`, `03:03PM`, `11.35`, `20:00Z`, `20:00+01:00`.
    fn take_clock(&mut self, word: &str) -> Option<()> {
        let end = word
            .find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.')
            .unwrap_or(word.len());
        let (figures, rest) = word.split_at(end);
        for piece in figures.split([':', '.']).take(3) {
            self.clock.push(piece.parse().ok()?);
        }
        match rest.as_bytes() {
            [] => Some(()),
            [sign @ (b'+' | b'-'), zone @ ..] => {
                self.offset = offset(*sign, zone);
                self.offset.map(drop)
            }
            _ => self.take_name(rest),
        }
    }

    fn take_name(&mut self, word: &str) -> Option<()> {
        let word = word.trim_end_matches('.');
        if let Some(month) = month(word) {
            self.month = Some((month, self.numbers.len()));
        } else if word.eq_ignore_ascii_case("am") || word.eq_ignore_ascii_case("pm") {
            self.afternoon = Some(word.eq_ignore_ascii_case("pm"));
        } else if let Some(offset) = named_zone(word) {
            self.offset = Some(offset);
        } else if !is_filler(word) {
            return None;
        }
        Some(())
    }
}

/// Whether `word` is a time of day like `11.35` after a whole date.
fn dated_clock(word: &str, parts: &Parts) -> bool {
    let whole = parts.numbers.len() + usize::from(parts.month.is_some()) >= 3;
    whole && word.contains('.') && word.starts_with(|c: char| c.is_ascii_digit())
}

fn date(parts: &Parts, order: DateOrder) -> Option<(i32, i32, i32)> {
    let full = |year: i32, digits: usize| match digits {
        2 => Some(if year < 70 { 2000 + year } else { 1900 + year }),
        4 => Some(year),
        _ => None,
    };
    match (parts.numbers.as_slice(), parts.month) {
        ([(day, ..=2), (year, digits)], Some((month, _))) => {
            Some((full(*year, *digits)?, month, *day))
        }
        ([(year, 4), (day, ..=2)], Some((month, _))) => Some((*year, month, *day)),
        ([(year, 4), (month, ..=2), (day, ..=2)], None) => Some((*year, *month, *day)),
        ([(compact, 8)], None) => Some((compact / 10_000, compact / 100 % 100, compact % 100)),
        ([(a, ..=2), (b, ..=2), (year, digits)], None) => {
            let year = full(*year, *digits)?;
            Some(match order {
                DateOrder::Dmy => (year, *b, *a),
                DateOrder::Mdy => (year, *a, *b),
            })
        }
        _ => None,
    }
}

fn clock(parts: &Parts) -> Option<(i8, i8, i8)> {
    let at = |i: usize| i8::try_from(parts.clock.get(i).copied().unwrap_or(0)).ok();
    let (hour, minute, second) = (at(0)?, at(1)?, at(2)?);
    let hour = match parts.afternoon {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(true) => hour % 12 + 12,
        Some(false) => hour % 12,
        None => hour,
    };
    Some((hour, minute, second.min(59 + i8::from(second > 60))))
}

/// The months by how their names begin in the languages of exports.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrz"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "déc", "dic", "dez"],
];

fn month(word: &str) -> Option<i32> {
    let word = word.to_lowercase();
    let starts = |names: &[&str]| names.iter().any(|name| word.starts_with(name));
    let at = MONTHS.iter().position(|names| starts(names))?;
    i32::try_from(at + 1).ok()
}

/// Days of the week and words between the parts of a date.
fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 12] = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "at", "à", "de", "um", "the",
    ];
    let word = word.to_lowercase();
    FILLERS.iter().any(|f| word.starts_with(f))
}
