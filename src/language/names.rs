//! Language names and tags, as exports write them, as ISO 639-1 codes.

use std::borrow::Cow;

/// Codes with the names that exports use, in lower case: ISO 639-2, English,
/// the language's own, and those of the other supported interface languages.
const NAMES: &[(&str, &[&str])] = &[
    (
        "ar",
        &[
            "ara",
            "arabic",
            "arabe",
            "árabe",
            "arabisch",
            "arabo",
            "العربية",
        ],
    ),
    ("cs", &["ces", "cze", "czech", "tchèque", "čeština"]),
    ("da", &["dan", "danish", "danois", "dansk"]),
    (
        "de",
        &[
            "deu", "ger", "german", "deutsch", "allemand", "alemán", "tedesco", "alemão", "duits",
        ],
    ),
    ("el", &["ell", "gre", "greek", "grec"]),
    (
        "en",
        &[
            "eng", "english", "anglais", "inglés", "ingles", "englisch", "inglese", "inglês",
            "engels",
        ],
    ),
    (
        "es",
        &[
            "spa",
            "spanish",
            "español",
            "espanol",
            "castellano",
            "espagnol",
            "spanisch",
            "spagnolo",
            "espanhol",
            "spaans",
        ],
    ),
    ("fi", &["fin", "finnish", "finnois", "suomi"]),
    (
        "fr",
        &[
            "fra",
            "fre",
            "french",
            "français",
            "francais",
            "francés",
            "französisch",
            "francese",
            "francês",
            "frans",
        ],
    ),
    ("he", &["heb", "hebrew", "hébreu", "iw"]),
    ("hi", &["hin", "hindi"]),
    ("hu", &["hun", "hungarian", "hongrois", "magyar"]),
    ("id", &["ind", "indonesian", "indonésien", "in"]),
    (
        "it",
        &[
            "ita",
            "italian",
            "italiano",
            "italien",
            "italienisch",
            "italiaans",
        ],
    ),
    (
        "ja",
        &[
            "jpn",
            "japanese",
            "japonais",
            "japonés",
            "japanisch",
            "日本語",
        ],
    ),
    ("ko", &["kor", "korean", "coréen", "한국어"]),
    (
        "nl",
        &[
            "nld",
            "dut",
            "dutch",
            "nederlands",
            "néerlandais",
            "holandés",
            "niederländisch",
            "olandese",
            "holandês",
        ],
    ),
    (
        "no",
        &["nor", "nob", "norwegian", "norvégien", "norsk", "nb"],
    ),
    ("pl", &["pol", "polish", "polonais", "polski"]),
    (
        "pt",
        &[
            "por",
            "portuguese",
            "português",
            "portugues",
            "portugais",
            "portugués",
            "portugiesisch",
            "portoghese",
            "portugees",
        ],
    ),
    ("ro", &["ron", "rum", "romanian", "roumain"]),
    (
        "ru",
        &["rus", "russian", "russe", "ruso", "russisch", "русский"],
    ),
    ("sv", &["swe", "swedish", "suédois", "svenska"]),
    ("th", &["tha", "thai", "thaï"]),
    ("tr", &["tur", "turkish", "turc", "türkçe"]),
    ("uk", &["ukr", "ukrainian", "ukrainien"]),
    ("vi", &["vie", "vietnamese", "vietnamien"]),
    (
        "zh",
        &[
            "zho",
            "chi",
            "chinese",
            "chinois",
            "chino",
            "chinesisch",
            "中文",
        ],
    ),
];

/// The code itself, where it is one of those known by name.
pub fn known(code: &str) -> Option<&'static str> {
    let mut codes = NAMES.iter().map(|(known, _)| *known);
    codes.find(|known| *known == code)
}

/// What exports write when they do not know.
const UNKNOWN: &[&str] = &[
    "",
    "und",
    "unknown",
    "undefined",
    "zxx",
    "qme",
    "qht",
    "n/a",
    "none",
    "null",
    "-",
    "other",
];

/// The ISO 639-1 code of a stated language (`en-US`, `ENG`, `Anglais`), or
/// what is stated, in lower case, where no name is known; `None` where the
/// export does not say.
pub fn canonical(stated: &str) -> Option<Cow<'_, str>> {
    let stated = stated.trim();
    if is_code(stated) && stated != "in" && stated != "iw" && stated != "nb" {
        return Some(Cow::Borrowed(stated));
    }
    let lower = stated.to_lowercase();
    let tag = lower.split(['-', '_', ' ', '(']).next().unwrap_or(&lower);
    if UNKNOWN.contains(&tag) || UNKNOWN.contains(&lower.as_str()) {
        return None;
    }
    let known = NAMES.iter().find(|(code, names)| {
        *code == tag || names.contains(&tag) || names.contains(&lower.as_str())
    });
    Some(match known {
        Some((code, _)) => Cow::Borrowed(*code),
        None if is_code(tag) => Cow::Owned(tag.to_owned()),
        None => Cow::Owned(lower),
    })
}

fn is_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_tags_become_codes() {
        for (stated, code) in [
            ("en", Some("en")),
            ("EN", Some("en")),
            ("en-US", Some("en")),
            ("fr_FR", Some("fr")),
            ("Anglais", Some("en")),
            ("Chinese (Simplified)", Some("zh")),
            ("in", Some("id")),
            ("eo", Some("eo")),
            ("Klingon", Some("klingon")),
            ("und", None),
            ("", None),
        ] {
            assert_eq!(canonical(stated).as_deref(), code, "{stated}");
        }
    }
}
