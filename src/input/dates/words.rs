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
        has_clock: !parts.clock.is_empty(),
        offset: parts.offset,
    };
    Some((written, depends))
}

fn split(value: &str) -> Option<Parts> {
    const BETWEEN: [char; 10] = [
        ' ', ',', '\u{a0}', '\u{202f}', '年', '月', '日', '년', '월', '일',
    ];
    let mut parts = Parts::default();
    let note = value.find(['(', '[']).unwrap_or(value.len());
    let (value, note) = value.split_at(note);
    for word in value.split(BETWEEN).filter(|word| !word.is_empty()) {
        match word.split_once('T') {
            Some((date, time)) if date.ends_with(is_digit) && time.starts_with(is_digit) => {
                parts.take(date)?;
                parts.take(time)?;
            }
            _ => parts.take(word)?,
        }
    }
    let note = note.trim_matches(['(', ')', '[', ']']);
    parts.offset = parts.offset.or_else(|| zone(note));
    Some(parts)
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// The zone that a word names: `UTC`, `GMT+0100`.
fn zone(word: &str) -> Option<Offset> {
    let sign = word.find(['+', '-']).filter(|at| *at > 0);
    match sign {
        Some(at) if named_zone(&word[..at]) == Some(Offset::UTC) => {
            offset(word.as_bytes()[at], &word.as_bytes()[at + 1..])
        }
        _ => named_zone(word),
    }
}

impl Parts {
    fn take(&mut self, word: &str) -> Option<()> {
        let dated = !self.numbers.is_empty() || self.month.is_some();
        if self.clock.is_empty() && (word.contains(':') || dated_clock(word, self)) {
            return self.take_clock(word);
        }
        if self.clock.is_empty()
            && dated
            && let Some(clock) = lettered_clock(word).or_else(|| self.compact_clock(word))
        {
            self.clock.extend(clock);
            return self
                .take_name(word.trim_start_matches(|c: char| c.is_ascii_digit() || c == 'h'));
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
        if word.is_empty() || is_weekday(word) {
        } else if let Some(month) = month(word) {
            self.month = Some((month, self.numbers.len()));
        } else if let Some(is_afternoon) = afternoon(word) {
            self.afternoon = Some(is_afternoon);
        } else if let Some(offset) = zone(word) {
            self.offset = Some(offset);
        } else if !is_filler(word) {
            return None;
        }
        Some(())
    }

    /// `200000` after `20260313`.
    fn compact_clock(&self, word: &str) -> Option<Vec<i32>> {
        let is_compact = matches!(self.numbers[..], [(_, 8)]) && self.month.is_none();
        let digits = word.get(..6).filter(|_| is_compact)?;
        let pair = |at: usize| digits[at..at + 2].parse().ok();
        let is_digits = digits.bytes().all(|b| b.is_ascii_digit());
        is_digits.then(|| [0, 2, 4].into_iter().filter_map(pair).collect())
    }
}

/// `20h00`, `20h`, `8pm`: the figures.
fn lettered_clock(word: &str) -> Option<Vec<i32>> {
    let end = word.find(|c: char| !c.is_ascii_digit())?;
    let hour = word[..end].parse().ok().filter(|hour| *hour < 25)?;
    let rest = &word[end..];
    if afternoon(rest.trim_end_matches('.')).is_some() {
        return Some(vec![hour]);
    }
    match rest.strip_prefix('h')? {
        "" => Some(vec![hour]),
        minutes if minutes.len() == 2 => Some(vec![hour, minutes.parse().ok()?]),
        _ => None,
    }
}

/// Whether a word says that the hour is after noon, or before.
fn afternoon(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "am" | "a.m" => Some(false),
        "pm" | "p.m" => Some(true),
        _ => None,
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
    &["jan", "ene", "gen", "jän", "янв"],
    &["feb", "fév", "fev", "фев"],
    &["mar", "mär", "mrz", "mrt", "мар"],
    &["apr", "avr", "abr", "апр"],
    &["may", "mai", "mag", "mei", "май", "мая"],
    &["jun", "juin", "giu", "июн"],
    &["jul", "juil", "lug", "июл"],
    &["aug", "aoû", "aou", "ago", "авг"],
    &["sep", "set", "сен"],
    &["oct", "okt", "ott", "out", "окт"],
    &["nov", "ноя"],
    &["dec", "déc", "dic", "dez", "дек"],
];

/// How the days of the week begin, where no month begins like that.
const WEEKDAYS: [&str; 41] = [
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lunes",
    "martes",
    "miércoles",
    "miercoles",
    "jueves",
    "viernes",
    "sábado",
    "sabado",
    "domingo",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
    "segunda",
    "terça",
    "quarta",
    "quinta",
    "sexta",
    "понедельник",
    "вторник",
    "сред",
    "четверг",
    "пятниц",
    "суббот",
];

/// Short names of the days, and words between the parts of a date.
const SHORT: [&str; 34] = [
    "lun", "mer", "jeu", "ven", "sam", "dim", "mo", "di", "mi", "do", "fr", "sa", "so", "mié",
    "jue", "vie", "sáb", "dom", "gio", "sab", "uhr", "alle", "ore", "às", "as", "a", "las", "la",
    "le", "il", "on", "г", "года", "uur",
];

fn is_weekday(word: &str) -> bool {
    let word = word.to_lowercase();
    WEEKDAYS.iter().any(|day| word.starts_with(day))
}

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
    SHORT.contains(&word.as_str()) || FILLERS.iter().any(|f| word.starts_with(f))
}
