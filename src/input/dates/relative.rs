//! Times that are written as how long ago they were: `2 weeks ago`, `il y a 3 jours`, `5h`.

/// How many seconds each unit lasts, and how its names begin; longer names stand first.
const UNITS: [(i64, &[&str]); 7] = [
    (
        1,
        &[
            "second",
            "sec",
            "sek",
            "segundo",
            "seconde",
            "secondo",
            "secondi",
            "секунд",
            "秒",
        ],
    ),
    (60, &["minut", "min", "минут", "мин", "分"]),
    (
        3600,
        &[
            "hour", "hr", "heure", "stunde", "std", "hora", "ora", "ore", "час", "小时", "時間",
        ],
    ),
    (
        86_400,
        &[
            "day", "jour", "tag", "día", "dia", "giorn", "день", "дня", "дней", "дн", "天", "日",
        ],
    ),
    (
        604_800,
        &[
            "week",
            "wk",
            "semaine",
            "woche",
            "semana",
            "settiman",
            "недел",
            "周",
            "週",
        ],
    ),
    (
        2_629_800,
        &[
            "month",
            "mois",
            "monat",
            "mes",
            "mês",
            "mese",
            "месяц",
            "月",
        ],
    ),
    (
        31_557_600,
        &[
            "year", "yr", "année", "annee", "ans", "an", "jahr", "año", "ano", "ann", "год", "лет",
            "年",
        ],
    ),
];

/// Words that say that a time lies back.
const BACK: [&str; 16] = [
    "ago",
    "il y a",
    "vor",
    "hace",
    "há",
    "ha",
    "fa",
    "назад",
    "atrás",
    "edited",
    "modifié",
    "前",
    "temu",
    "geleden",
    "(edited)",
    "(modifié)",
];

/// How many seconds ago `value` was, `None` where it does not say so.
pub(super) fn seconds_ago(value: &str) -> Option<i64> {
    if value.len() > 40 {
        return None;
    }
    let value = value.trim().to_lowercase();
    match value.as_str() {
        "now" | "just now" | "today" | "aujourd'hui" | "heute" | "hoy" | "hoje" | "oggi" => {
            return Some(0);
        }
        "yesterday" | "hier" | "gestern" | "ayer" | "ontem" | "ieri" | "вчера" => {
            return Some(86_400);
        }
        _ => {}
    }
    let bare = BACK
        .iter()
        .fold(value.clone(), |rest, word| without(&rest, word));
    let is_said = bare.len() < value.len();
    let bare = bare.trim();
    let end = bare.find(|c: char| !c.is_ascii_digit());
    let (count, unit) = match end {
        Some(0) => {
            let (first, unit) = bare.split_once(' ')?;
            (one(first)?, unit)
        }
        Some(end) => (bare[..end].parse().ok()?, bare[end..].trim()),
        None => return None,
    };
    let seconds = if is_said { unit_of(unit) } else { short(unit) };
    seconds?.checked_mul(count)
}

/// `text` without a word.
fn without(text: &str, word: &str) -> String {
    let padded = format!(" {text} ");
    let found = padded.replacen(&format!(" {word} "), " ", 1);
    let is_sign = !word.is_ascii() && word.chars().count() == 1;
    let found = if is_sign {
        found.replacen(word, "", 1)
    } else {
        found
    };
    found.trim().to_owned()
}

/// `a day ago`, `une heure`.
fn one(word: &str) -> Option<i64> {
    const ONE: [&str; 13] = [
        "a", "an", "one", "un", "une", "ein", "eine", "einem", "einer", "una", "um", "uma", "uno",
    ];
    ONE.contains(&word).then_some(1)
}

fn unit_of(name: &str) -> Option<i64> {
    let is_it = |(_, names): &&(i64, &[&str])| names.iter().any(|known| name.starts_with(known));
    // `mes` is a month, `m` a minute.
    UNITS
        .iter()
        .find(is_it)
        .map(|(seconds, _)| *seconds)
        .or_else(|| short(name))
}

/// `5h`, `2w`, as apps write it.
fn short(name: &str) -> Option<i64> {
    Some(match name {
        "s" => 1,
        "m" | "min" => 60,
        "h" | "hr" => 3600,
        "d" | "j" => 86_400,
        "w" | "wk" | "sem" => 604_800,
        "mo" => 2_629_800,
        "y" | "yr" => 31_557_600,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_ago_is_read_in_several_languages() {
        for (value, seconds) in [
            ("2 weeks ago", 1_209_600),
            ("1 year ago (edited)", 31_557_600),
            ("an hour ago", 3600),
            ("il y a 3 jours", 259_200),
            ("vor 2 Stunden", 7200),
            ("hace 5 minutos", 300),
            ("há 1 mês", 2_629_800),
            ("4 settimane fa", 2_419_200),
            ("3 дней назад", 259_200),
            ("5h", 18_000),
            ("2w", 1_209_600),
            ("yesterday", 86_400),
        ] {
            assert_eq!(seconds_ago(value), Some(seconds), "{value}");
        }
    }

    #[test]
    fn what_says_no_time_is_none() {
        for value in [
            "",
            "ago",
            "5",
            "3 days",
            "12 monkeys ago",
            "2026",
            "may",
            "10 mai",
            "a b",
        ] {
            assert_eq!(seconds_ago(value), None, "{value}");
        }
        assert_eq!(seconds_ago(&format!("{} weeks ago", i64::MAX)), None);
    }
}
