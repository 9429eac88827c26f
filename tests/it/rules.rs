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
        self.0.explain(text, "")
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

/// French in small: two-part negation.
fn french() -> Small {
    Small::new(
        &[
            ("aime", 2.5),
            ("bon", 2.0),
            ("mauvais", -2.0),
            ("beau", 2.0),
            ("déçu", -2.0),
            ("sympa", 2.0),
            ("problème", -1.5),
        ],
        "common = [\"marche\"]\n[prefixes]\n\"n'\" = \"ne\"\n\"j'\" = \"je\"\n\"c'\" = \"ce\"\n\"m'\" = \"me\"\n\
         [roles]\nnegation_opener = [\"ne\"]\n\
         negator = [\"pas\", \"jamais\", \"plus\", \"personne\", \"rien\", \"plus jamais\", \"sans\"]\n\
         back_negator = [\"pas\", \"jamais\", \"plus\", \"rien\"]\npaired_negator = [\"plus\", \"personne\"]\n\
         concord_negator = [\"rien\", \"personne\", \"jamais\", \"plus\"]\nnegated_verb = [\"aime\", \"marche\"]\n\
         filler = [\"ce\", \"est\", \"je\", \"me\", \"a\", \"ça\"]\nlink = [\"et\"]\n[boosters]\nplus = 120\nvraiment = 120\n",
    )
}

#[test]
fn a_negation_of_two_parts_turns_what_stands_between_and_what_follows() {
    let model = french();
    assert_eq!(
        model.hits("je n'aime pas ce beau film"),
        ["aime=aime -2.125", "beau=beau -1.7"]
    );
    assert_eq!(
        model.hits("je n'aime pas ce mauvais film"),
        ["aime=aime -2.125", "mauvais=mauvais -2"]
    );
    assert_eq!(model.hits("il ne m'a jamais déçu"), ["déçu=déçu 1.2"]);
    assert_eq!(
        model.hits("ce n'est vraiment pas bon, beau"),
        ["bon=bon -2.04", "beau=beau 2"]
    );
}

#[test]
fn a_negator_behind_its_verb_turns_it_without_an_opener() {
    let model = french();
    assert_eq!(model.hits("j'aime pas"), ["aime=aime -2.125"]);
    assert_eq!(model.hits("c'est pas bon"), ["bon=bon -1.7"]);
    assert_eq!(model.hits("ça marche pas"), ["marche=marche -1.8"]);
    assert_eq!(model.hits("ça ne marche plus"), ["marche=marche -1.8"]);
    assert_eq!(
        model.hits("sympa et pas mauvais"),
        ["sympa=sympa 2", "mauvais=mauvais 1.2"]
    );
    assert_eq!(model.hits("j'aime la marche pas"), ["aime=aime -2.125"]);
    assert_eq!(model.hits("sympa pas comme hier"), ["sympa=sympa 2"]);
    assert_eq!(model.hits("beau c'est pas"), ["beau=beau -1.7"]);
}

#[test]
fn a_paired_negator_negates_only_beside_its_opener() {
    let model = french();
    assert_eq!(model.hits("plus beau"), ["beau=beau 2.4"]);
    assert_eq!(model.hits("ce n'est plus beau"), ["beau=beau -2.04"]);
    assert_eq!(model.hits("personne ne m'a déçu"), ["déçu=déçu 1.2"]);
    assert_eq!(model.hits("une personne sympa"), ["sympa=sympa 2"]);
    assert_eq!(model.hits("plus jamais sympa"), ["sympa=sympa -1.7"]);
}

#[test]
fn an_opener_alone_and_a_restriction_deny_nothing() {
    let model = french();
    assert_eq!(model.hits("il ne fait que du bon"), ["bon=bon 2"]);
    let spanish = Small::new(
        &[("fallar", -2.0), ("no", -0.5)],
        "[roles]\nnegator = [\"no\"]\nrestrictor = [\"más que\"]\n",
    );
    assert_eq!(
        spanish.hits("no hace más que fallar"),
        ["no=no 0", "fallar=fallar -2"]
    );
}

#[test]
fn two_negators_of_a_clause_that_agree_negate_once() {
    let spanish = Small::new(
        &[
            ("gusta", 2.0),
            ("bueno", 2.0),
            ("problemas", -2.0),
            ("no", -0.5),
            ("nada", -0.5),
        ],
        "[roles]\nnegator = [\"no\", \"nada\", \"sin\"]\nconcord_negator = [\"nada\"]\nfiller = [\"me\", \"es\"]\n",
    );
    assert_eq!(
        spanish.hits("no me gusta nada"),
        ["no=no 0", "gusta=gusta -1.7", "nada=nada 0"]
    );
    assert_eq!(
        spanish.hits("no es nada bueno"),
        ["no=no 0", "nada=nada 0", "bueno=bueno -1.7"]
    );
    assert_eq!(
        spanish.hits("nada bueno"),
        ["nada=nada 0", "bueno=bueno -1.7"]
    );
}

#[test]
fn a_concession_without_a_comma_takes_one_opinion() {
    let model = Small::new(
        &[("retard", -2.0), ("content", 2.0)],
        "[roles]\nconcession = [\"malgré\"]\n",
    );
    assert_eq!(
        model.hits("malgré le retard je suis content"),
        ["retard=retard -1", "content=content 2.6"]
    );
}

#[test]
fn a_question_may_open_with_an_inverted_mark() {
    let model = Small::new(&[("bueno", 2.0)], "[roles]\nquestion_opener = [\"es\"]\n");
    assert_eq!(model.hits("Hola, ¿es bueno?"), ["bueno=bueno 0.4"]);
    assert_eq!(model.hits("¡es bueno!"), ["bueno=bueno 2.16"]);
}

#[test]
fn a_sign_of_mockery_beside_what_it_does_not_fit_makes_irony_possible() {
    let model = Small::new(
        &[("super", 2.0), ("retard", -2.0), ("👏", 1.5)],
        "[roles]\nirony_sign = [\"🙄\", \"👏\"]\n",
    );
    let irony = |text: &str| (model.told(text).irony, model.0.worker().score(text).irony);
    assert_eq!(irony("super 🙄"), (true, true));
    assert_eq!(irony("du retard. 👏"), (true, true));
    assert_eq!(irony("super 👏"), (false, false));
    assert_eq!(irony("retard 🙄"), (false, false));
    assert_eq!(model.hits("super 🙄"), ["super=super 2"]);
}

#[test]
fn thanks_turn_on_bad_news_of_their_clause_and_beyond_a_comma_on_a_cue_only() {
    let model = Small::new(
        &[("bravo", 2.0), ("panne", -2.0)],
        "[roles]\nirony_thanks = [\"bravo\"]\nirony_cue = [\"encore\"]\nconcession = [\"malgré\"]\nirony_praise = [\"bravo\"]\n",
    );
    let bravo = |text: &str| {
        model
            .hits(text)
            .into_iter()
            .find(|hit| hit.starts_with("bravo"))
    };
    let kept = Some("bravo=bravo 1".to_owned());
    let turned = Some("bravo=bravo -1.4".to_owned());
    assert_eq!(bravo("bravo pour la panne"), turned);
    assert_eq!(bravo("bravo vous tous, la panne fut rude"), kept);
    assert!(model.told("bravo vous tous, la panne fut rude").irony);
    assert_eq!(bravo("une panne, bravo"), turned);
    let balanced = Some("bravo=bravo -0.7".to_owned());
    assert_eq!(bravo("bravo vous tous, encore une panne"), balanced);
    let conceded = model.told("malgré une panne, bravo");
    assert!(!conceded.irony);
}

#[test]
fn what_is_asked_or_should_have_been_is_not_mended() {
    let model = Small::new(
        &[("bug", -2.0)],
        "[roles]\nmended = [\"fixed\"]\nwish = [\"should have been\"]\nnegator = [\"not\"]\n",
    );
    let bug = |text: &str| model.hits(text).remove(0);
    assert_eq!(bug("the bug was fixed"), "bug=bug 0.7");
    assert_eq!(bug("the bug was not fixed"), "bug=bug -2");
    assert_eq!(bug("the bug should have been fixed"), "bug=bug -2");
    assert_eq!(bug("when is the bug fixed?"), "bug=bug -2");
}

#[test]
fn the_first_of_two_links_that_negate_turns_the_verb_before_it() {
    let model = Small::new(
        &[("aime", 2.0), ("bon", 2.0), ("mauvais", -2.0)],
        "[roles]\nnegator = [\"ni\"]\nback_negator = [\"ni\"]\nlink = [\"ni\"]\nnegation_opener = [\"ne\"]\nnegated_verb = [\"aime\"]\nfiller = [\"je\", \"le\", \"la\"]\n",
    );
    let verb = model.hits("je ne aime ni le sel ni la menthe");
    assert!(verb.contains(&"aime=aime -1.8".to_owned()), "{verb:?}");
    let neither = model.hits("ne est ni bon ni mauvais");
    assert!(neither.contains(&"bon=bon -1.7".to_owned()), "{neither:?}");
}

#[test]
fn a_paired_negator_that_reaches_forward_turns_blame_where_it_begins_a_clause() {
    let model = Small::new(
        &[("bugs", -2.0), ("choix", 2.0)],
        "[roles]\nnegator = [\"plus de\"]\npaired_negator = [\"plus de\"]\nnegation_opener = [\"ne\"]\n",
    );
    let last = |text: &str| model.hits(text).pop();
    assert_eq!(last("plus de bugs"), Some("bugs=bugs 1.2".to_owned()));
    assert_eq!(last("plus de choix"), Some("choix=choix 2".to_owned()));
    assert_eq!(last("voici plus de bugs"), Some("bugs=bugs -2".to_owned()));
}

#[test]
fn a_back_negator_behind_its_verb_needs_no_opener_where_no_quality_follows() {
    let model = french();
    assert_eq!(model.hits("ça marche plus"), ["marche=marche -1.8"]);
    assert_eq!(model.hits("j'aime plus ça"), ["aime=aime -2.125"]);
    assert_eq!(
        model.hits("ça marche plus beau").pop(),
        Some("beau=beau 2.4".to_owned())
    );
}

#[test]
fn the_absence_of_a_nuisance_is_praise_right_behind_the_negator() {
    let model = Small::new(
        &[("delay", -1.0)],
        "[roles]\nnegator = [\"no\"]\nnuisance = [\"queue\", \"delay\"]\nfiller = [\"any\"]\n",
    );
    let last = |text: &str| model.hits(text).pop();
    assert_eq!(last("no queue"), Some("queue=queue 1.8".to_owned()));
    assert_eq!(last("no delay"), Some("delay=delay 1.8".to_owned()));
    assert_eq!(
        last("no word about any delay"),
        Some("delay=delay 0.6".to_owned())
    );
    assert!(
        model
            .told("the queue")
            .words
            .iter()
            .all(|word| word.effective == 0.0)
    );
}

#[test]
fn what_is_not_mended_stays_blame() {
    let model = Small::new(
        &[("problème", -2.0)],
        "[roles]\nnegator = [\"pas\"]\nback_negator = [\"pas\"]\nnegation_opener = [\"ne\"]\nremedy = [\"règle\"]\nfiller = [\"le\"]\n",
    );
    let last = |text: &str| model.hits(text).pop();
    assert_eq!(
        last("ça ne règle pas le problème"),
        Some("problème=problème -2".to_owned())
    );
    assert_eq!(
        last("ça règle pas le problème"),
        Some("problème=problème -2".to_owned())
    );
}

#[test]
fn praise_before_what_comes_again_or_alone_after_blame_is_possible_irony() {
    let model = Small::new(
        &[
            ("great", 2.0),
            ("win", 2.0),
            ("crashed", -2.0),
            ("camera", 0.0),
            ("awful", -2.0),
        ],
        "[roles]\nirony_praise = [\"great\"]\nirony_again = [\"another\"]\n",
    );
    let ironic = |text: &str| model.told(text).irony;
    assert!(ironic("Great, another password."));
    assert!(!ironic("Great, another win."));
    assert!(ironic("It crashed. Great."));
    assert!(!ironic("It crashed. Great!"));
    assert!(!ironic("Great camera, awful screen."));
    assert!(ironic("Great, it crashed."));
}
