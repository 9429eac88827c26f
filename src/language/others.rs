//! Languages without a lexicon that look like a neighbour with one where their special letters are not typed.

use super::function_words::ENOUGH_WORDS;

/// Words that no language told apart by its function words has. They share a counter beside
/// those, so that telling these languages costs nothing.
pub(super) const OTHERS: [(&str, &str); 3] = [
    (
        "hu",
        "adnak ahol akarok aki akkor amikor amit annyi azok azt barki csak draga drága eddig egy ennyi ennyit ezek ezt fogok fogom hanem hete hetek hiba hiába hogy hogyan igaz igen ilyen inkabb inkább itt jobb jól jönnek jött kapni kaptam kell kellett kerem keves kevés koszi kozben kérem köszi közben legjobb lehet lehetne lenne lesz lett masik megint mert miatt miert mikor minden mindig miért mondta már másik másod még nagyon napja nehéz nekem neki nekünk nincs nélkül olcso olcsó olyan ott pedig penz pénz rendben rossz régi rólam sajnos sehol semmi senki sok sokkal szep szeretem szerint szép teljes teljesen tudja tudni tudok tudom több ugy utan utolso utolsó után vagy valaki valami vannak varok vettem vissza volt voltak várok így úgy",
    ),
    (
        "ca",
        "abans ahir aixo això algú amb anys aquell aquest aquesta aquests arribar arribat avui bona botiga bé comprat coses dels demà dijous dilluns dimarts diners doncs els encara estem estic feina fàcil gaire gairebé gràcies hauria hauríem llavors mateix meva meves millor molt molta molts més mòbil ningu ningú nomes només nostres perque perquè pitjor preu preus puc quina quins què ràpid servei serveis setmana setmanes seva sóc són també tampoc tenim teva tinc tornaré tothom treball triga vaig vam vegada vegades veure vull",
    ),
    (
        "ro",
        "aceasta acest acesta acestui acolo acum aici anul aparat aparatul apoi astazi astăzi atat atât aveam avem aveti aveți avut așa banii buna buni bună cand ceva chiar cineva clienti clientii clienți colet coletul comandat când că daca dacă decat deci decât degeaba deloc despre din doar dupa după fara fiecare fiindcă foarte fost frumos fără greu iar ieftin imi inca livrare livrat lucru mereu multe nevoie nici nicio niciun nimeni nimic niste niște nostru numai oameni oamenii oricum pentru prea preturi preț prețuri primit produs produse produsul putem puteti puteți până repede rău scump spune stie stiu sunt să toate toti totusi totuși toți trebuie vrea vreau zile ziua îmi în încă într și știe știu",
    ),
];

/// The one of them that most words of a text are of; of equal ones the first.
#[cold]
pub(super) fn other(text: &str) -> &'static str {
    let text = text.to_lowercase();
    let count = |words: &str| {
        let said = text.split(|c: char| !c.is_alphabetic()).take(ENOUGH_WORDS);
        said.filter(|said| words.split(' ').any(|own| own == *said))
            .count()
    };
    let most = OTHERS.iter().rev().max_by_key(|(_, words)| count(words));
    most.map_or("", |(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{
        function_words::{OTHER, listed, vote},
        runs::EIGHT,
    };

    #[test]
    fn words_of_languages_without_a_lexicon_are_theirs_alone() {
        for (_, words) in OTHERS {
            let words: Vec<_> = words.split(' ').collect();
            assert!(words.is_sorted_by(|a, b| a < b));
            for word in words {
                assert!(
                    word.len() <= EIGHT && *word == *word.to_lowercase(),
                    "{word}"
                );
                assert!(
                    listed().all(|(own, known)| own == OTHER || known != word),
                    "{word}"
                );
            }
        }
        for (text, language) in [
            ("A csomag nagyon szep, csak egy nap kesett", Some("hu")),
            ("Aquesta botiga és molt bona", Some("ca")),
            ("Aparatul este foarte bun pentru noi", Some("ro")),
        ] {
            assert_eq!(vote(text), language, "{text}");
        }
    }
}
