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

/// All codes of ISO 639-1.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht \
    hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky \
    la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny \
    oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss \
    st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo \
    za zh zu";

/// Whether ISO 639-1 gives the code to a language.
pub fn is_assigned(code: &str) -> bool {
    CODES.split(' ').any(|assigned| assigned == code)
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
    fn codes_are_assigned_or_not() {
        assert!(CODES.split(' ').is_sorted() && CODES.split(' ').all(is_code));
        assert!(NAMES.iter().all(|(code, _)| is_assigned(code)));
        assert!(is_assigned("eo") && !is_assigned("xx") && !is_assigned("") && !is_assigned("e"));
    }

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
