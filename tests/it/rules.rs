//! What a language's rules can say: each mechanism with words of a small invented list.

use listen::{
    lexicon::Lexicon,
    scoring::{Explanation, Scorer, listen::Model},
};

/// A model of a few words and rules, with the constants of English.
struct Small(Model);

impl Small {
    /// Words with their valence, and tables of rules.
    fn new(words: &[(&str, f64)], rules: &str) -> Self {
        let mut list: Vec<String> = words
            .iter()
            .map(|(word, valence)| format!("{word}\t{valence}\t1\town\t0\n"))
            .collect();
        list.sort();
        let english = include_str!("../../lexicons/en/rules.toml");
        let settings = english.split("[settings]").nth(1).unwrap();
        let (settings_of_its_own, rules) = match rules.split_once("[settings]") {
            Some((rules, own)) => (own, rules),
            None => ("", rules),
        };
        let own: Vec<&str> = settings_of_its_own.lines().map(str::trim).collect();
        let is_own = |line: &str| {
            own.iter()
                .any(|own| !own.is_empty() && line.split(' ').next() == own.split(' ').next())
        };
        let settings: Vec<&str> = settings.lines().filter(|line| !is_own(line)).collect();
        let rules = format!(
            "{rules}\n[settings]\n{}\n{}",
            settings.join("\n"),
            own.join("\n")
        );
        let lexicon = Lexicon::from_text(&[&list.concat()], &rules).unwrap();
        Self(Model::with(Box::leak(Box::new(lexicon))))
    }

    fn told(&self, text: &str) -> Explanation {
        self.0.explain(text)
    }

    /// The entries that a text hits, each with its effective valence.
    fn hits(&self, text: &str) -> Vec<String> {
        let words = self.told(text).words;
        let hit = |word: &listen::scoring::explanation::Word| {
            format!("{}={} {}", word.word, word.entry, word.effective)
        };
        words.iter().map(hit).collect()
    }
}

#[test]
fn elisions_are_cut_off_unless_the_word_is_known() {
    let model = Small::new(
        &[("adore", 3.0), ("aujourd'hui", 1.0), ("d'accord", 1.5)],
        "[prefixes]\n\"j'\" = \"je\"\n\"d'\" = \"de\"\n\"l'\" = \"\"\n\"qu'\" = \"que\"\n",
    );
    assert_eq!(model.hits("J’adore"), ["adore=adore 3"]);
    assert_eq!(model.hits("qu'l'adore"), ["adore=adore 3"]);
    assert_eq!(model.hits("aujourd'hui"), ["aujourd'hui=aujourd'hui 1"]);
    assert_eq!(model.hits("D'ACCORD"), ["D'ACCORD=d'accord 1.5"]);
    assert_eq!(model.hits("l'''adore").len(), 1);
}

#[test]
fn any_number_of_elisions_ends() {
    let model = Small::new(&[("adore", 3.0)], "[prefixes]\n\"l'\" = \"le\"\n");
    assert_eq!(
        model.hits(&format!("{}adore", "l'".repeat(20_000))).len(),
        1
    );
}

#[test]
fn words_typed_without_marks_are_found_but_homographs_never() {
    let model = Small::new(
        &[
            ("déçu", -2.0),
            ("sûr", 2.0),
            ("passé", -1.0),
            ("passe", 1.0),
            ("schön", 2.5),
        ],
        "homographs = [\"sur\"]\n[typed_as]\n\"é\" = \"e\"\n\"ç\" = \"c\"\n\"û\" = \"u\"\n\"ö\" = \"oe\"\n\
         [settings]\naccents = 1\n",
    );
    assert_eq!(model.hits("decu"), ["decu=déçu -2"]);
    assert_eq!(model.hits("sûr"), ["sûr=sûr 2"]);
    assert!(model.hits("sur la table").is_empty());
    assert_eq!(model.hits("passe"), ["passe=passe 1"]);
    assert_eq!(model.hits("schoen"), ["schoen=schön 2.5"]);
    assert_eq!(model.hits("pàsse"), ["pàsse=passe 1"]);
    assert_eq!(
        model.hits("Déçu"),
        model
            .hits("De\u{301}c\u{327}u")
            .iter()
            .map(|hit| hit.replace("De\u{301}c\u{327}u", "Déçu"))
            .collect::<Vec<_>>()
    );
}

#[test]
fn unknown_compounds_are_read_by_their_end_and_known_beginnings() {
    let model = Small::new(
        &[("chaos", -2.0), ("geil", 3.0), ("mega", 1.0), ("los", -1.5)],
        "[prefixes]\n\"mega\" = \"mega\"\n[boosters]\nmega = 130\n[settings]\ncompound_head = 5\n",
    );
    assert_eq!(model.hits("Verkehrschaos"), ["Verkehrschaos=chaos -2"]);
    assert_eq!(model.hits("megageil"), ["mega=mega 0", "geil=geil 3.9"]);
    assert!(model.hits("Megahertz").is_empty());
    assert!(model.hits("kostenlos").is_empty());
}
