//! The ten rules that a French text needs, each on its own.

use listen::scoring::{Score, Scorer, listen::Model};

fn french() -> Model {
    Model::of("fr").unwrap()
}

fn score(text: &str) -> Score {
    french().worker().score(text)
}

/// Fails with all texts that do not get their label.
fn assert_labels(expected: &[(&str, &str)]) {
    let model = french();
    let mut worker = model.worker();
    let mut label = |text: &str| worker.score(text).label.name();
    let wrong: Vec<_> = expected
        .iter()
        .map(|(text, wanted)| (text, label(text), wanted))
        .filter(|(_, found, wanted)| found != *wanted)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn elisions_are_split_whatever_the_apostrophe() {
    assert_eq!(score("J’adore l’accueil"), score("J'adore l'accueil"));
    assert_labels(&[
        ("L'horreur, qu'ils sont agaçants", "negative"),
        ("Jusqu'ici je m'éclate", "positive"),
        ("aujourd'hui c'était parfait", "positive"),
    ]);
}

#[test]
fn a_negation_reaches_the_verb_between_and_what_follows() {
    assert_labels(&[
        ("Je n'aime pas ce magasin", "negative"),
        ("Le résultat ne me plaît pas", "negative"),
        ("Ce n'est pas agréable", "negative"),
        ("j'aime pas", "negative"),
        ("On ne nous a jamais bien reçus", "negative"),
        ("Ce n'est plus agréable", "negative"),
        ("C'est plus agréable", "positive"),
        ("Il n'y a que du bon", "positive"),
        ("Il n'y a que des défauts", "negative"),
    ]);
}

#[test]
fn denied_blame_is_mild_praise_and_phrases_come_before_words() {
    assert_labels(&[
        ("aucun problème", "positive"),
        ("sans défaut", "positive"),
        ("zéro bug", "positive"),
        ("pas de retard", "positive"),
        ("pas mal", "positive"),
        ("pas terrible", "negative"),
        ("rien à redire", "positive"),
        ("vaut le coup", "positive"),
        ("laisse à désirer", "negative"),
        ("pas du tout satisfait", "negative"),
    ]);
}

#[test]
fn too_much_praise_is_praise_and_too_much_of_a_quality_is_blame() {
    assert_labels(&[
        ("trop bien", "positive"),
        ("trop cher", "negative"),
        ("trop salé", "negative"),
        ("beaucoup trop lent", "negative"),
        ("super", "positive"),
        ("super nul", "negative"),
    ]);
    assert!(score("très agréable").value > score("agréable").value);
    assert!(score("un peu agréable").value < score("agréable").value);
    assert!(score("hyper agréable").value > score("agréable").value);
}

#[test]
fn what_follows_a_contrast_weighs_more_and_what_is_conceded_less() {
    assert_labels(&[
        ("Joli mais inutile", "negative"),
        ("Cher, cependant magnifique", "positive"),
        ("Bonne carte, par contre service exécrable", "negative"),
        ("Malgré le bruit, séjour délicieux", "positive"),
        ("Même si c'est joli, quelle arnaque", "negative"),
        ("Bien que lent, il est formidable", "positive"),
    ]);
}

#[test]
fn missing_accents_are_found_but_never_for_a_word_of_its_own() {
    assert_eq!(
        score("equipe tres competente").label,
        score("équipe très compétente").label
    );
    assert_labels(&[
        ("decevant et degoutant", "negative"),
        ("La tasse est posée sur le mur", "neutral"),
        ("Une tache de peinture", "neutral"),
    ]);
}

#[test]
fn adjectives_and_verbs_are_known_in_all_forms() {
    for word in [
        "décevant",
        "décevante",
        "décevants",
        "décevantes",
        "déçu",
        "déçues",
    ] {
        assert_eq!(score(word).label.name(), "negative", "{word}");
    }
    for word in [
        "ravi",
        "ravies",
        "délicieuse",
        "délicieux",
        "adorons",
        "adoraient",
    ] {
        assert_eq!(score(word).label.name(), "positive", "{word}");
    }
}

#[test]
fn slang_is_known_and_laughter_masks_death() {
    assert_labels(&[
        ("mort de rire", "positive"),
        ("une tuerie", "positive"),
        ("nul à chier", "negative"),
        ("claqué au sol", "negative"),
        ("j'ai le seum", "negative"),
        ("bof", "negative"),
        ("trop relou", "negative"),
    ]);
}

#[test]
fn possible_irony_is_reported() {
    for text in [
        "Super, encore une panne",
        "Bravo le SAV, toujours aucune réponse",
        "Merci pour le retard",
        "Parfait, mon colis est perdu",
        "Service au top 🙄",
    ] {
        assert!(french().explain(text, "").irony, "{text}");
    }
    for text in ["Merci pour votre aide", "Bravo à toute l'équipe"] {
        assert!(!french().explain(text, "").irony, "{text}");
    }
}

#[test]
fn brand_names_are_masked_before_scoring() {
    let model = french().with_masked(["la bonne adresse"]);
    let mut worker = model.worker();
    assert_eq!(
        worker.score("La Bonne Adresse ouvre à 9 h").label.name(),
        "neutral"
    );
    assert_eq!(
        worker
            .score("La Bonne Adresse est une arnaque")
            .label
            .name(),
        "negative"
    );
}

#[test]
fn a_question_may_be_turned_within() {
    assert_labels(&[
        ("Le nouveau modèle a-t-il un meilleur écran ?", "neutral"),
        ("La garantie couvre-t-elle les dégâts ?", "neutral"),
        ("Le nouveau modèle a un meilleur écran", "positive"),
        ("Pourquoi la livraison est-elle si lente ?", "negative"),
    ]);
}

#[test]
fn what_ends_a_sentence_may_take_praise_back() {
    assert_labels(&[
        (
            "La musique était géniale. Le film, beaucoup moins.",
            "negative",
        ),
        ("L'emballage est joli, le goût pas du tout.", "negative"),
        ("Meilleure série de l'année, point.", "positive"),
    ]);
}

#[test]
fn denials_of_help_are_blame_and_a_problem_of_ones_own_stays_one() {
    assert_labels(&[
        ("Ils n'ont pas réglé mon problème", "negative"),
        ("Personne ne répond", "negative"),
        ("aucun suivi", "negative"),
        ("toujours pas de réponse", "negative"),
        ("Personne n'a jamais aidé", "negative"),
        ("j'aime pas trop", "negative"),
        ("Ils ont réglé mon problème", "positive"),
        ("Je n'ai jamais eu aucun souci", "positive"),
    ]);
}
