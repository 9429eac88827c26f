//! Words of the user's own, over those that come with the program: files, domain packs, words that say nothing.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization as _;

use super::{
    shipped,
    words::{Entry, Fault, LIMIT, decimal, denied},
};

/// Words in a phrase, at most.
const MOST_WORDS: usize = 7;

/// Layers of words over the lexica that come with the program; of a word in several the last counts.
#[derive(Clone, Debug, Default)]
pub struct Own {
    layers: Vec<Layer>,
}

/// One list of words.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The file or pack that it comes from.
    pub name: String,
    /// The language that it is for, ISO 639-1; `None` for all.
    pub language: Option<String>,
    /// Its words, in the order of the list.
    pub words: Vec<OwnWord>,
}

/// A word or phrase with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnWord {
    /// In small letters, a phrase's words parted by blanks.
    pub key: String,
    /// From -40 000 (most negative) to 40 000 (most positive), in ten-thousandths.
    pub valence: i32,
    /// How strongly it speaks against "neutral" (below 0: for it), -40 000 to 40 000.
    pub subjectivity: i32,
    /// Where the values come from.
    pub origin: String,
    /// How many training texts held it (0: the values were not learned).
    pub documents: u32,
}

/// What the sums of FNV-1a start from.
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// Adds a text and an end to a sum (FNV-1a, which stays the same from version to version).
fn add(sum: &mut u64, text: &str) {
    for byte in text.bytes().chain([0xff]) {
        *sum = (*sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
}

impl Own {
    /// Adds a list. Later ones go before earlier ones.
    pub fn push(&mut self, layer: Layer) {
        self.layers.push(layer);
    }

    /// Adds the packs of a domain, one for each language that has one; says whether there is any.
    pub fn push_domain(&mut self, domain: &str) -> bool {
        let packs = shipped::DOMAINS.iter().filter(|pack| pack.domain == domain);
        let layers: Vec<Layer> = packs
            .map(|pack| Layer {
                name: format!("domain {domain}"),
                language: Some(pack.language.to_owned()),
                words: Layer::read(pack.words).0,
            })
            .collect();
        let found = !layers.is_empty();
        self.layers.extend(layers);
        found
    }

    /// Takes the valence of words and phrases away, in every language.
    pub fn push_neutral<T: AsRef<str>>(&mut self, words: impl IntoIterator<Item = T>) {
        let word = |text: T| OwnWord {
            key: canonical(text.as_ref()),
            valence: 0,
            subjectivity: 0,
            origin: "neutral".to_owned(),
            documents: 0,
        };
        let words: Vec<OwnWord> = words.into_iter().map(word).collect();
        self.layers.push(Layer {
            name: "neutral words".to_owned(),
            language: None,
            words: words.into_iter().filter(|w| !w.key.is_empty()).collect(),
        });
    }

    /// What tells these words from others, the same in every run; empty where there are none.
    /// The names of files do not matter.
    pub fn fingerprint(&self) -> String {
        let layers = self.layers.iter().filter(|layer| !layer.words.is_empty());
        let mut sum = FNV_START;
        for layer in layers.clone() {
            add(&mut sum, layer.language.as_deref().unwrap_or_default());
            for word in &layer.words {
                add(&mut sum, &word.key);
                add(&mut sum, &format!("{} {}", word.valence, word.subjectivity));
            }
        }
        if layers.count() == 0 {
            return String::new();
        }
        format!("{sum:016x}")
    }

    /// The layers that bear on a language, in their order.
    pub fn layers(&self, language: &str) -> impl Iterator<Item = &Layer> {
        let bears = move |layer: &&Layer| {
            let own = layer.language.as_deref();
            own.is_none_or(|own| own == language) && !layer.words.is_empty()
        };
        self.layers.iter().filter(bears)
    }

    /// The words that bear on a language, the last of equal ones to be taken. A list that has a
    /// word goes before what earlier ones say of its denial.
    pub(crate) fn entries(&self, language: &str) -> Vec<Entry<'_>> {
        let mut entries: Vec<Entry<'_>> = Vec::new();
        for layer in self.layers(language) {
            let words: HashSet<&str> = layer.words.iter().map(|word| word.key.as_str()).collect();
            entries.retain(|entry| !denied(entry.key).is_some_and(|word| words.contains(word)));
            entries.extend(layer.words.iter().map(OwnWord::entry));
        }
        entries
    }
}

impl Layer {
    /// Reads a list: a word or phrase a line with its valence, or all five columns of
    /// `lexicons/README.md`. It is for `language`, else for that of a comment
    /// `# language: fr`, else for all. All faults are told, each with its line.
    pub fn parse(name: &str, text: &str, language: Option<&str>) -> Result<Self, Vec<Fault>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (words, faults) = Self::read(text);
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self {
            name: name.to_owned(),
            language: language.or_else(|| stated(text)).map(str::to_owned),
            words,
        })
    }

    fn read(text: &str) -> (Vec<OwnWord>, Vec<Fault>) {
        let (mut words, mut faults) = (Vec::new(), Vec::new());
        let mut lines = HashMap::<String, u64>::new();
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || is_comment(line) || is_header(line) {
                continue;
            }
            let read = OwnWord::parse(line).and_then(|word| match lines.get(&word.key) {
                Some(first) => Err(format!(
                    "`{}` stands in line {first} already: keep one of the two",
                    word.key
                )),
                None => Ok(word),
            });
            match read {
                Ok(word) => {
                    lines.insert(word.key.clone(), number);
                    words.push(word);
                }
                Err(reason) => faults.push(Fault {
                    line: number,
                    reason,
                }),
            }
        }
        (words, faults)
    }
}

fn is_comment(line: &str) -> bool {
    line == "#" || line.starts_with("# ")
}

/// Whether a line names the columns.
fn is_header(line: &str) -> bool {
    let second = line.split('\t').nth(1).unwrap_or_default();
    second.trim().eq_ignore_ascii_case("valence")
}

/// The language of the comment `# language: fr`.
fn stated(text: &str) -> Option<&str> {
    let mut comments = text.lines().filter_map(|line| line.strip_prefix("# "));
    let language = comments.find_map(|comment| comment.trim().strip_prefix("language:"))?;
    Some(language.trim())
}

impl OwnWord {
    fn parse(line: &str) -> Result<Self, String> {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [word, valence, rest @ ..] = &cells[..] else {
            return Err("there is no tab: write the word, a tab and its valence".to_owned());
        };
        let valence = bounded("valence", valence)?;
        let subjectivity = match rest.first() {
            Some(cell) => bounded("subjectivity", cell)?,
            None => valence.abs() / 2,
        };
        let documents = match rest.get(2) {
            Some(cell) => cell.parse().map_err(|_| {
                format!(
                    "`{cell}` is no number of texts: write a whole number, 0 where none is known"
                )
            })?,
            None => 0,
        };
        if let Some(extra) = rest.get(3) {
            return Err(format!(
                "`{extra}` stands after the fifth column: take it out"
            ));
        }
        Ok(Self {
            key: key(word)?,
            valence,
            subjectivity,
            origin: rest.get(1).copied().unwrap_or("own").to_owned(),
            documents,
        })
    }

    /// The same as the entry of a list.
    pub(super) fn entry(&self) -> Entry<'_> {
        Entry {
            key: &self.key,
            valence: self.valence,
            subjectivity: self.subjectivity,
            origin: &self.origin,
            documents: self.documents,
        }
    }
}

fn bounded(name: &str, cell: &str) -> Result<i32, String> {
    let cell = cell.strip_prefix('+').unwrap_or(cell);
    let value = decimal(cell).filter(|value| value.abs() <= LIMIT);
    value.ok_or_else(|| {
        format!(
            "`{cell}` is no {name}: write a number from -4 to 4 with a point and at most 4 decimals"
        )
    })
}

/// A word or phrase as the model looks it up.
fn key(word: &str) -> Result<String, String> {
    let key = canonical(word);
    let mut words = key.split(' ');
    if key.is_empty() {
        return Err("the word is empty: write one before the first tab".to_owned());
    }
    if key.contains(char::is_alphabetic) && key.starts_with(['#', '@']) {
        return Err(format!(
            "`{key}`: hashtags are read without `#`, and names after `@` never: write `{}`",
            key.trim_start_matches(['#', '@'])
        ));
    }
    if words.next() == Some("_") {
        return Err(format!(
            "`{key}`: `_` stands for any word but the first: begin with a word"
        ));
    }
    if key.starts_with("! ") {
        return Err(format!(
            "`{key}`: what a word says when denied stands right after `!`: write `!{}`",
            key.trim_start_matches(['!', ' '])
        ));
    }
    let count = 1 + words.count();
    if count > MOST_WORDS {
        return Err(format!(
            "`{key}` has {count} words: write {MOST_WORDS} at most"
        ));
    }
    Ok(key)
}

/// Small letters, composed accents, straight apostrophes, single blanks.
pub(super) fn canonical(word: &str) -> String {
    let composed = word.nfc().flat_map(char::to_lowercase);
    let straight: String = composed
        .map(|letter| {
            if matches!(letter, '’' | '‘' | 'ʼ') {
                '\''
            } else {
                letter
            }
        })
        .collect();
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let faults = Layer::parse("x", text, None).err().unwrap_or_default();
        let told = |fault: &Fault| format!("{}: {}", fault.line, fault.reason);
        faults.iter().map(told).collect()
    }

    #[test]
    fn a_fingerprint_is_of_words_and_not_of_names() {
        let of = |name: &str, text: &str, language| {
            let mut own = Own::default();
            own.push(Layer::parse(name, text, language).unwrap());
            own.fingerprint()
        };
        let one = of("a.tsv", "zingy\t2\n", None);
        assert_eq!(one, of("b.tsv", "zingy\t2.0\n", None));
        assert_ne!(one, of("a.tsv", "zingy\t1\n", None));
        assert_ne!(one, of("a.tsv", "zingy\t2\n", Some("fr")));
        assert_eq!(of("a.tsv", "", None), "");
    }

    #[test]
    fn a_line_needs_a_word_and_its_valence_only() {
        let text = "\u{feff}# language: fr\r\nword\tvalence\nCan’t  stand\t-2\r\n\nbof\t-1.5\t0.25\tlearned\t12\n";
        let layer = Layer::parse("x", text, None).unwrap();
        let short: Vec<_> = layer
            .words
            .iter()
            .map(|w| (&*w.key, w.valence, w.subjectivity))
            .collect();
        assert_eq!(
            short,
            [("can't stand", -20_000, 10_000), ("bof", -15_000, 2_500)]
        );
        assert_eq!(
            (&*layer.words[1].origin, layer.words[1].documents),
            ("learned", 12)
        );
        assert_eq!(layer.language.as_deref(), Some("fr"));
        assert_eq!(
            Layer::parse("x", text, Some("en"))
                .unwrap()
                .language
                .as_deref(),
            Some("en")
        );
    }

    #[test]
    fn every_fault_is_told_with_its_line_and_what_to_do() {
        assert_eq!(
            faults(
                "good\ngood\t9\nok\t1\nOK\t2\n#fail\t-1\n_ x\t1\nbad\t1,5\n\t1\na\t1\t1\town\t0\tx\n! good\t-1\n"
            ),
            [
                "1: there is no tab: write the word, a tab and its valence",
                "2: `9` is no valence: write a number from -4 to 4 with a point and at most 4 decimals",
                "4: `ok` stands in line 3 already: keep one of the two",
                "5: `#fail`: hashtags are read without `#`, and names after `@` never: write `fail`",
                "6: `_ x`: `_` stands for any word but the first: begin with a word",
                "7: `1,5` is no valence: write a number from -4 to 4 with a point and at most 4 decimals",
                "8: the word is empty: write one before the first tab",
                "9: `x` stands after the fifth column: take it out",
                "10: `! good`: what a word says when denied stands right after `!`: write `!good`",
            ]
        );
    }

    #[test]
    fn a_word_of_a_later_list_takes_earlier_denials_away() {
        let entries = |later: &str| {
            let mut own = Own::default();
            own.push(Layer::parse("x", "!zippy\t-1\n!zingy\t-1\nzingy\t2\n", None).unwrap());
            own.push(Layer::parse("y", later, None).unwrap());
            let entries = own.entries("en");
            let keys = entries.iter().map(|entry| entry.key.to_owned());
            keys.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(entries("zingy\t1\n"), "!zippy zingy zingy");
        assert_eq!(entries("!zingy\t1\n"), "!zippy !zingy zingy !zingy");
    }

    #[test]
    fn a_list_bears_on_its_language_only_and_neutral_words_on_all() {
        let mut own = Own::default();
        own.push(Layer::parse("x", "bof\t-1\n", Some("fr")).unwrap());
        assert_eq!((own.entries("fr").len(), own.entries("en").len()), (1, 0));
        own.push_neutral(["Free", " "]);
        assert_eq!((own.entries("fr").len(), own.entries("en").len()), (2, 1));
    }
}
