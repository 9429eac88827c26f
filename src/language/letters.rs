//! Languages that their letters give away, though no statistics here know them.

/// Ranges of letters that one language writes with; of several the first found counts.
const SCRIPTS: [(char, char, &str); 6] = [
    ('\u{370}', '\u{3ff}', "el"),
    ('\u{530}', '\u{58f}', "hy"),
    ('\u{590}', '\u{5ff}', "he"),
    ('\u{e00}', '\u{e7f}', "th"),
    ('\u{10a0}', '\u{10ff}', "ka"),
    ('\u{1780}', '\u{17ff}', "km"),
];

/// Letters that no language with a lexicon has, nor any that statistics know.
const LETTERS: [(&str, &str); 9] = [
    ("ąęłśźżĄĘŁŚŹŻ", "pl"),
    ("őűŐŰ", "hu"),
    ("ățșţĂȚȘ", "ro"),
    ("řěůŘĚŮ", "cs"),
    ("ľĺŕĽ", "sk"),
    ("ėųįĖŲ", "lt"),
    ("ņķļģŅĶĻĢ", "lv"),
    ("ђћџљњЂЋЏ", "sr"),
    ("іїєґІЇЄҐ", "uk"),
];

/// The language of the first letter that gives one away.
pub(super) fn given_away(text: &str) -> Option<&'static str> {
    if text.is_ascii() {
        return None;
    }
    text.chars().filter(|c| *c >= '\u{100}').find_map(|c| {
        let script = SCRIPTS
            .iter()
            .find(|(from, to, _)| (*from..=*to).contains(&c));
        let letter = || LETTERS.iter().find(|(letters, _)| letters.contains(c));
        let script = script.filter(|_| c.is_alphabetic());
        script
            .map(|(_, _, code)| *code)
            .or_else(|| letter().map(|(_, code)| *code))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_give_languages_away() {
        for (text, language) in [
            ("Το δέμα άργησε πάλι", Some("el")),
            ("החבילה שוב מאחרת", Some("he")),
            ("พัสดุมาช้าอีกแล้ว", Some("th")),
            ("Paczka znowu się spóźnia", Some("pl")),
            ("Balík přišel zase pozdě", Some("cs")),
            ("Посилка знову запізнюється, їй байдуже", Some("uk")),
            ("Посылка снова опаздывает", None),
            ("déçu, größer, señor, ação, perché", None),
            ("İstanbul'da kargo geç", None),
            ("plain", None),
        ] {
            assert_eq!(given_away(text), language, "{text}");
        }
    }
}
