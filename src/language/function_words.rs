//! Function words of the supported languages: the small change of every sentence.

use std::sync::LazyLock;

use super::runs::{EIGHT, Runs};

/// The languages told apart, in the order of the counters.
const LANGUAGES: [&str; 7] = ["en", "fr", "es", "de", "it", "pt", "nl"];

/// Words that every text in the language is full of; a word of several languages speaks
/// for each. An ending apostrophe stands for all words that begin so.
const WORDS: [&str; 7] = [
    "about after again all always an and are as at back be because been being best but by can can't come could day did didn't do does doesn't don't dont even every first for from get go going good got great had happy has have he he's her here him his how i i'll i'm i've if im in into is isn't it it's its just know last let's like lol love make me more much my need never new night no not now of off on one only or other our out over people please really right said say see she she's should show so some still take than thanks that that's the their them then there they they're think this time to today tomorrow too up ur us very want was watch we we're well were what what's when where which who why will with won't work would you you're your",
    "ai alors après as au aussi aux avait avant avec avez avoir beaucoup bien bon bonjour bonne c' c'est c'était ca car ce ces cest cette chez comme d' d'un d'une dans de depuis des deux dire dit donc dont du déjà elle en encore entre est et faire fait faut film il ils j' j'ai j'aime j'en jai jamais je l' l'on la le les leur leurs lui m' m'a ma mais merci mes moi mon même n' n'a n'est n'y ne ni notre nous on ont ou où par parce pas peu peut peux plus pour pourquoi puis qu' qu'elle qu'il qu'on quand que quel quelle qui quoi rien s' s'est sa sans se si son sont sous suis sur t' t'es te toi toujours tous tout toute toutes trop très tu un une va vais vers veux voir vos votre vous y à ça était été être",
    "a ahora al algo así año años bien buena bueno buenos cada casa como con contra cosas creo cuando de del desde después dice donde dos día días el ella ellos en entre era eres es esa ese eso esta estaba estar este esto estoy está están estás favor fin fue gente gracias ha había hace hacer hasta hay he hoy jaja jajaja jajajaja la las le les lo los mal mas mañana me mejor mi mis mismo mucha mucho muchos mundo muy más nada ni no noche nos nunca o otra otro para parte pero poco por porque puede puedo pues que quien quiere quiero qué se ser si siempre sin sobre solo somos son soy su sus sí sólo tambien también tan te tengo ti tiene tienes toda todas todo todos tu tus un una unos usted va vamos ver vez vida voy y ya yo él",
    "aber alle alles als also am auch auf aus bei bin bis da damit dann das dass dein deine dem den denn der dich die diese dieser dieses dir doch dort du durch echt ein eine einem einen einer einfach er es etwas euch finde für ganz gegen geht gerade gibt gut hab habe haben hat heute hier hätte ich ihr ihre im immer ins ist ja jahre jetzt kann kein keine können leider machen macht mal man mehr mein meine meinen mich mir mit morgen muss müssen nach nein neue neuen nicht nichts nie noch nur oder ohne sagen schon sehr sein seine sich sie sind so uhr um und uns unter viel viele vielen vom von vor war warum was wegen weil weiß wenn wer werden wie wieder will wir wird wo wurde wäre zu zum zur zwei über",
    "abbiamo agli ai al all' alla alle altra altri altro anche ancora anni bella bello bene bravo c' c'è casa che chi ci come con contro cosa cosi così d' da dai dal dall' dalla dei del dell' della delle detto deve di dire dopo dove e era essere fa fare fatto fra giorno già gli governo grazie ha hai hanno ho i il in invece io l' l'ho la le lei li lo loro lui lì ma mai mi mia miei mio molto ne nei nel nell' nella nelle niente noi non nulla o oggi ogni ora per perché però più po' poi prima proprio può quando quei quella quelli quello questa questo qui quindi se sei sempre senza si siamo solo sono sta stai sto su sua sul sull' sulla suo te tra tu tua tuo tutta tutte tutti tutto un un' un'altra una vi via vita voglio voi vuole è",
    "a agora ainda ali amanhã antes ao aos aqui as assim até bem boa bom cada cara casa coisa com como da das de dela dele deles depois deus dia do dos e eh ela ele em então era essa esse esta estar estava este estou está eu faz fazer fez foi foram gente hahaha hoje ia isso isto já kkk kkkk lá mais mal mas me melhor meu meus mim minha minhas muito mundo na nada nao nas nem no noite nos nosso num numa nunca não o obrigada obrigado onde ontem os ou outra outro para pela pelo pelos pode por porque posso pra pro q qual quando que quem quer quero se sei sem sempre ser seu seus sobre sua suas são só também te tem tenho ter teu ti tinha toda todas todo todos tu tua tudo tá tô um uma vai vamos vc ver vida você vou à às é",
    "aan al alle alles als altijd andere ben bent bij daar dan dat de deel deze die dit doen doet door echt een eens eerst en er erg even ga gaan gaat geen geld goed haar heb hebben heeft heel hem het hier hij hoe hun iets ik in is jaar je jij jouw jullie kan komt krijg laat leuk maar mag meer mensen met mij mijn moet moeten mooi morgen na naar niet niets nog nooit nu of om omdat onder ons onze ook op over staat te tegen toch tot u uit van vandaag veel voor waar waarom want waren was wat we weer wel werd wie wij wil willen worden wordt ze zeg zegt zien zij zijn zo zonder zou",
];

/// How much a word counts that one, two, or more languages use.
const WEIGHTS: [u64; 3] = [3, 2, 1];

/// A counter of votes for each language, a byte each, in their order.
type Votes = u64;

const EACH: Votes = u64::from_ne_bytes([1; 8]);

/// Enough words of a text to tell; no counter runs over before.
const ENOUGH_WORDS: usize = 36;

/// So many votes, with so many less for the next language, end the count early.
const ENOUGH: u64 = 12;
const ENOUGH_LEAD: u64 = 9;

/// By how many votes the first language must lead.
const LEAD: u64 = 3;

/// The words in slots by their letters, as [`pack`] writes them, with their
/// votes. An empty slot is 0, which no word is.
struct Words(Vec<(u64, Votes)>);

/// Twice as many as there are words at least, so that most look-ups end at once.
const SLOTS: usize = 1 << 11;

static TABLE: LazyLock<Words> = LazyLock::new(Words::new);

impl Words {
    fn new() -> Self {
        let mut table = Self(vec![(0, 0); SLOTS]);
        for (language, words) in WORDS.iter().enumerate() {
            for word in words.split(' ') {
                let word = pack(word.as_bytes());
                let slot = table.slot(word);
                table.0[slot].0 = word;
                table.0[slot].1 |= 1 << (8 * language);
            }
        }
        for (_, votes) in &mut table.0 {
            let languages = votes.count_ones() as usize;
            *votes *= WEIGHTS[languages.clamp(1, WEIGHTS.len()) - 1];
        }
        table
    }

    /// What a word says.
    #[inline]
    fn votes(&self, word: u64) -> Votes {
        self.0[self.slot(word)].1
    }

    /// Where a word stands, or would.
    #[inline]
    fn slot(&self, word: u64) -> usize {
        let mut slot = (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 53) as usize;
        while self.0[slot].0 != word && self.0[slot].0 != 0 {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }
}

/// The language whose words prevail clearly.
pub(super) fn vote(text: &str) -> Option<&'static str> {
    let table = &*TABLE;
    let mut votes = 0;
    for run in Runs::new(text.as_bytes()).take(ENOUGH_WORDS) {
        let found = table.votes(run.word);
        if found != 0 {
            votes += found;
            if may_be_enough(votes) && is_enough(votes) {
                break;
            }
        } else if run.apostrophe != 0 {
            votes += table.votes(run.elision());
        }
    }
    let (winner, most, next) = first_two(votes);
    (most >= next + LEAD).then(|| LANGUAGES[winner])
}

/// Whether a counter has reached [`ENOUGH`].
#[inline]
fn may_be_enough(votes: Votes) -> bool {
    (votes + EACH * (0x80 - ENOUGH)) & (EACH * 0x80) != 0
}

fn is_enough(votes: Votes) -> bool {
    let (_, most, next) = first_two(votes);
    most >= next + ENOUGH_LEAD
}

/// The language with the most votes, its votes, and those of the next.
fn first_two(votes: Votes) -> (usize, u64, u64) {
    let mut best = (0, 0, 0);
    for (language, count) in votes.to_le_bytes().into_iter().enumerate() {
        let count = u64::from(count);
        if count > best.1 {
            best = (language, count, best.1);
        } else {
            best.2 = best.2.max(count);
        }
    }
    best
}

/// A word of at most 8 bytes as a number, the first byte lowest.
fn pack(word: &[u8]) -> u64 {
    let mut bytes = [0; EIGHT];
    if let Some(place) = bytes.get_mut(..word.len()) {
        place.copy_from_slice(word);
    }
    u64::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_fits_and_stands_in_its_list_once() {
        for words in WORDS {
            let words: Vec<&str> = words.split(' ').collect();
            assert!(words.is_sorted_by(|a, b| a < b));
            for word in words {
                assert!(word.len() <= EIGHT && word == word.to_lowercase(), "{word}");
            }
        }
    }

    #[test]
    fn words_of_one_language_weigh_most() {
        assert_eq!(first_two(TABLE.votes(pack(b"the"))), (0, 3, 0));
        assert_eq!(first_two(TABLE.votes(pack(b"die"))).1, 2);
        assert_eq!(TABLE.votes(pack(b"xyz")), 0);
    }

    #[test]
    fn a_text_without_a_clear_lead_is_left_open() {
        assert_eq!(vote("the le"), None);
        assert_eq!(vote("The cat and the dog"), Some("en"));
        assert_eq!(vote("l\u{2019}amour d'un jour"), Some("fr"));
    }
}
