//! Which language a text is in: what the export says, else what the text shows.

mod function_words;
mod letters;
mod lexica;
mod names;
mod others;
mod runs;

use std::borrow::Cow;

use lexica::Voter;

pub use function_words::is_one_of as is_function_word;
pub use names::{canonical, is_assigned, known};

/// Guesses languages from texts; keeps its buffers, one for each thread.
#[derive(Debug, Default)]
pub struct Guesser {
    cleaned: String,
    voter: Voter,
}

/// Of texts up to so many bytes words tell the language better than statistics of letters.
const SHORT: usize = 60;

/// Texts with fewer letters than this show no language.
const FEWEST_LETTERS: usize = 12;

impl Guesser {
    /// The language of a text, ISO 639-1; `None` where it is too short to tell.
    ///
    /// Function words decide where they are clear, which costs next to
    /// nothing, letters that one language alone has give it away, and letter
    /// statistics (`whichlang`) decide elsewhere.
    pub fn guess(&mut self, text: &str) -> Option<&'static str> {
        function_words::vote(text).or_else(|| self.by_letters(text))
    }

    fn by_letters(&mut self, text: &str) -> Option<&'static str> {
        self.cleaned.clear();
        for word in text.split_whitespace().filter(|w| is_prose(w)) {
            self.cleaned.push_str(word);
            self.cleaned.push(' ');
        }
        if let Some(language) = letters::given_away(&self.cleaned) {
            return Some(language);
        }
        if self.cleaned.len() <= SHORT
            && let Some(language) = self.voter.vote(&self.cleaned)
        {
            return Some(language);
        }
        let mut letters = self.cleaned.chars().filter(|c| c.is_alphabetic());
        (letters.nth(FEWEST_LETTERS - 1).is_some() || has_own_script(&self.cleaned))
            .then(|| code(whichlang::detect_language(&self.cleaned)))
    }
}

/// The language of a mention: as the export states it, else as guessed;
/// empty where neither knows.
pub fn of<'m>(stated: &'m str, text: &str, guesser: &mut Guesser) -> Cow<'m, str> {
    match canonical(stated) {
        Some(known) => known,
        None => Cow::Borrowed(guesser.guess(text).unwrap_or_default()),
    }
}

/// Names, tags and addresses say nothing of the language around them.
fn is_prose(word: &str) -> bool {
    let bytes = word.as_bytes();
    let address = bytes.contains(&b':') && word.contains("://");
    !matches!(bytes, [b'@' | b'#', ..]) && !address && !bytes.starts_with(b"www.")
}

/// Scripts of which a few letters are enough.
fn has_own_script(text: &str) -> bool {
    text.chars()
        .any(|c| c as u32 >= 0x0370 && c.is_alphabetic())
}

fn code(language: whichlang::Lang) -> &'static str {
    use whichlang::Lang;
    match language {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_sentences_are_recognised() {
        let mut guesser = Guesser::default();
        for (text, language) in [
            ("My parcel is late again and nobody answers", Some("en")),
            (
                "Mon colis est encore en retard et personne ne répond",
                Some("fr"),
            ),
            (
                "Mi paquete llega tarde otra vez y nadie contesta",
                Some("es"),
            ),
            (
                "Mein Paket ist wieder zu spät und niemand antwortet",
                Some("de"),
            ),
            (
                "Il mio pacco è di nuovo in ritardo e nessuno risponde",
                Some("it"),
            ),
            (
                "O meu pacote está atrasado outra vez e ninguém responde",
                Some("pt"),
            ),
            (
                "Mijn pakket is weer te laat en niemand geeft antwoord",
                Some("nl"),
            ),
            ("荷物がまた遅れている", Some("ja")),
            ("ok", None),
            ("@orvane https://orvane.example/the-best", None),
            ("😡😡😡", None),
            ("", None),
        ] {
            assert_eq!(guesser.guess(text), language, "{text}");
        }
    }

    #[test]
    fn the_export_has_the_first_word() {
        let mut guesser = Guesser::default();
        let text = "My parcel is late again and nobody answers";
        assert_eq!(of("French", text, &mut guesser), "fr");
        assert_eq!(of("und", text, &mut guesser), "en");
    }
}
