//! Function words of the supported languages: the small change of every sentence.

use std::sync::LazyLock;

use super::{
    others::{OTHERS, other},
    runs::{EIGHT, Runs},
};

/// The languages told apart, in the order of the counters.
const LANGUAGES: [&str; 7] = ["en", "fr", "es", "de", "it", "pt", "nl"];

/// Words that hardly carry meaning; a word of several languages speaks for each.
const WORDS: [&str; 7] = [
    "about an and are as at be been but by can can't do don't for from get got has have how i i'm i've if is it it's just me my no not of on or our out so that the their them there they they're this to up was we what when why will with would you your",
    "au aux avec avez bien c'est ce ces cette d'un d'une dans de des du elle est et fait il ils j'ai j'en je la le les ma mais mes mon n'est ne notre nous on pas plus pour qu'il que qui sa se si son sont suis sur tout très un une vos votre vous à ça été être",
    "a al como con cuando de del el en es esta este está fue gracias hay la las le lo los me mi muy más no nos para pero por porque que qué se ser si sin son su tan te todo un una y ya yo",
    "aber am auch auf aus bei bin das dass dem den der die ein eine es für habe haben hat ich ihr im ist kein keine mal man mich mir mit nach nicht noch nur oder schon sich sie sind so und von war was wenn wie wir wird zu zum zur",
    "al alla anche c'è che ci come con da dei del della delle di e gli ha ho i il in io la le lo ma mi molto nel nella non per perché più quando questa questo se si sono su tutto un una è",
    "a ao as com como da das de do dos e ela ele em está eu foi isso já mais mas me meu minha muito na nem no não o os para pelo por pra que se ser são só tem um uma vai você é",
    "aan al als bij dan dat de deze die dit een en er geen heb hebben heeft het hoe ik in is je jij kan maar met mijn naar niet nog om onze ook op te u uit van voor was wat we weer wel wij wordt ze zijn",
];

/// Further words that every text in the language is full of. An ending apostrophe stands
/// for all words that begin so.
const FREQUENT: [&str; 7] = [
    "after again all always back because being best come could day did didn't does doesn't dont even every first go going good great had happy he he's her here him his i'll im in into isn't its know last let's like lol love make more much need never new night now off one only other over people please really right said say see she she's should show some still take than thanks that's then think time today tomorrow too ur us very want watch we're well were what's where which who won't work you're",
    "ai alors après as aussi avait avant avoir beaucoup bon bonjour bonne c' c'était ca car cest chez comme d' depuis deux dire dit donc dont déjà en encore entre faire faut film j' j'aime jai jamais l' l'on leur leurs lui m' m'a merci moi même n' n'a n'y ni ont ou où par parce peu peut peux pourquoi puis qu' qu'elle qu'on quand quel quelle quoi rien s' s'est sans sous t' t'es te toi toujours tous toute toutes trop tu va vais vers veux voir y était",
    "ahora algo así año años bien buena bueno buenos cada casa contra cosas creo desde después dice donde dos día días ella ellos entre era eres esa ese eso estaba estar esto estoy están estás favor fin gente ha había hace hacer hasta he hoy jaja jajaja jajajaja les mal mas mañana mejor mis mismo mucha mucho muchos mundo nada ni noche nunca o otra otro parte poco puede puedo pues quien quiere quiero siempre sobre solo somos soy sus sí sólo tambien también tengo ti tiene tienes toda todas todos tu tus unos usted va vamos ver vez vida voy él",
    "alle alles als also bis da damit dann dein deine denn dich diese dieser dieses dir doch dort du durch echt einem einen einer einfach er etwas euch finde ganz gegen geht gerade gibt gut hab heute hier hätte ihre immer ins ja jahre jetzt kann können leider machen macht mehr mein meine meinen morgen muss müssen nein neue neuen nichts nie ohne sagen sehr sein seine uhr um uns unter viel viele vielen vom vor warum wegen weil weiß wer werden wieder will wo wurde wäre zwei über",
    "abbiamo agli ai all' alle altra altri altro ancora anni bella bello bene bravo c' casa chi contro cosa cosi così d' dai dal dall' dalla dell' detto deve dire dopo dove era essere fa fare fatto fra giorno già governo grazie hai hanno invece l' l'ho lei li loro lui lì mai mia miei mio ne nei nell' nelle niente noi nulla o oggi ogni ora però po' poi prima proprio può quei quella quelli quello qui quindi sei sempre senza siamo solo sta stai sto sua sul sull' sulla suo te tra tu tua tuo tutta tutte tutti un' un'altra vi via vita voglio voi vuole",
    "agora ainda ali amanhã antes aos aqui assim até bem boa bom cada cara casa coisa dela dele deles depois deus dia eh então era essa esse esta estar estava este estou faz fazer fez foram gente hahaha hoje ia isto kkk kkkk lá mal melhor meus mim minhas mundo nada nao nas noite nos nosso num numa nunca obrigada obrigado onde ontem ou outra outro pela pelos pode porque posso pro q qual quando quem quer quero sei sem sempre seu seus sobre sua suas também te tenho ter teu ti tinha toda todas todo todos tu tua tudo tá tô vamos vc ver vida vou à às",
    "alle alles altijd andere ben bent daar deel doen doet door echt eens eerst erg even ga gaan gaat geld goed haar heel hem hier hij hun iets jaar jouw jullie komt krijg laat leuk mag meer mensen mij moet moeten mooi morgen na niets nooit nu of omdat onder ons over staat tegen toch tot vandaag veel waar waarom want waren werd wie wil willen worden zeg zegt zien zij zo zonder zou",
];

/// The counter that [`OTHERS`] share, behind those of the languages.
pub(super) const OTHER: usize = LANGUAGES.len();
const COUNTERS: usize = OTHER + 1;

/// How much a word counts that one, two, or more languages use.
const WEIGHTS: [u64; 3] = [3, 2, 1];

/// Whether a word in small letters hardly carries meaning in a language (ISO 639-1).
pub fn is_one_of(word: &str, language: &str) -> bool {
    let mut languages = LANGUAGES.iter().zip(WORDS);
    languages.any(|(code, words)| *code == language && words.split(' ').any(|own| own == word))
}

/// A counter of votes for each language, a byte each, in their order.
type Votes = u64;

const EACH: Votes = u64::from_ne_bytes([1; 8]);

/// Enough words of a text to tell; no counter runs over before.
pub(super) const ENOUGH_WORDS: usize = 36;

/// So many votes, with so many less for the next language, end the count early.
const ENOUGH: u64 = 8;
const ENOUGH_LEAD: u64 = 7;

/// By how many votes the first language must lead.
const LEAD: u64 = 3;

/// Two words that no other language has are clear enough where no language has more votes.
const SURE: u64 = 2 * WEIGHTS[0];

/// The words in buckets by their hashes. Each shows so much of its hash, above the set of its
/// languages, that no other word is taken for it. Small enough for the nearest cache, and
/// answers without a branch.
struct Words {
    multiplier: u64,
    buckets: Vec<[u32; BUCKET]>,
    /// What each set of languages votes.
    votes: [Votes; 1 << COUNTERS],
}

/// Words in a bucket, at most.
const BUCKET: usize = 4;
/// Bits of a hash that are the number of its bucket.
const BUCKETS: u32 = 10;
/// The bits of a word in a bucket that are its languages.
const SET: u32 = (1 << COUNTERS) - 1;

/// Spreads the words as they are so that no bucket runs over.
const MULTIPLIER: u64 = 0x9b11_6375_f34a_1913;

static TABLE: LazyLock<Words> = LazyLock::new(Words::new);

impl Words {
    /// Tries multipliers until the words are spread so that no bucket runs over.
    fn new() -> Self {
        let mut multipliers = (0..10_000).map(|turn| MULTIPLIER.wrapping_mul(2 * turn + 1));
        let table = multipliers.find_map(Self::spread);
        table.unwrap_or_else(|| Self::empty(MULTIPLIER))
    }

    fn empty(multiplier: u64) -> Self {
        Self {
            multiplier,
            buckets: vec![[0; BUCKET]; 1 << BUCKETS],
            votes: std::array::from_fn(votes_of),
        }
    }

    fn spread(multiplier: u64) -> Option<Self> {
        let mut table = Self::empty(multiplier);
        for (counter, word) in listed() {
            let (bucket, mark) = table.place(pack(word.as_bytes()));
            let bucket = &mut table.buckets[bucket];
            let known = bucket.iter().position(|known| known & !SET == mark);
            let place = known.or_else(|| bucket.iter().position(|known| *known == 0))?;
            bucket[place] |= mark | 1 << counter;
        }
        Some(table)
    }

    /// What a word says.
    #[inline]
    fn votes(&self, word: u64) -> Votes {
        let (bucket, mark) = self.place(word);
        let Some(bucket) = self.buckets.get(bucket) else {
            return 0;
        };
        let set = bucket.iter().fold(0, |set, known| {
            let unlike = known ^ mark;
            set | if unlike <= SET { unlike } else { 0 }
        });
        self.votes[(set & SET) as usize]
    }

    /// The bucket of a word, and what it is known by there.
    #[inline]
    fn place(&self, word: u64) -> (usize, u32) {
        let hash = word.wrapping_mul(self.multiplier);
        let bucket = hash >> (u64::BITS - BUCKETS);
        let mark = hash >> 22 & u64::from(!SET);
        (
            usize::try_from(bucket).unwrap_or(0),
            u32::try_from(mark).unwrap_or(0),
        )
    }
}

/// All words with the counters that they speak for.
pub(super) fn listed() -> impl Iterator<Item = (usize, &'static str)> {
    let lists = WORDS.into_iter().enumerate();
    let more = FREQUENT.into_iter().enumerate();
    let others = OTHERS.into_iter().map(|(_, words)| (OTHER, words));
    let lists = lists.chain(more).chain(others);
    lists.flat_map(|(counter, words)| words.split(' ').map(move |word| (counter, word)))
}

/// The votes of a word that these languages use, a bit each.
fn votes_of(languages: usize) -> Votes {
    let weight = WEIGHTS[(languages.count_ones() as usize).clamp(1, WEIGHTS.len()) - 1];
    let each = (0..COUNTERS).filter(|language| languages >> language & 1 == 1);
    each.map(|language| weight << (8 * language)).sum()
}

/// The language whose words prevail clearly.
pub(super) fn vote(text: &str) -> Option<&'static str> {
    match prevailing(text) {
        Some("") => Some(other(text)),
        language => language,
    }
}

fn prevailing(text: &str) -> Option<&'static str> {
    let table = &*TABLE;
    // Elisions are only counted together with the next word. Conditions that rarely hold
    // come first: whether a word is known is too irregular to branch on.
    let (mut votes, mut elided) = (0, 0);
    for run in Runs::new(text.as_bytes()).take(ENOUGH_WORDS) {
        let found = table.votes(run.word);
        votes += found;
        if elided != 0 && found != 0 {
            votes += std::mem::take(&mut elided);
        }
        if may_be_enough(votes)
            && let Some(winner) = leader(votes, ENOUGH_LEAD)
        {
            return Some(winner);
        }
        if run.apostrophe != 0 && found == 0 {
            elided += table.votes(run.elision());
        }
    }
    leader(votes + elided, LEAD)
}

/// Whether a counter has reached [`ENOUGH`].
#[inline]
fn may_be_enough(votes: Votes) -> bool {
    (votes + EACH * (0x80 - ENOUGH)) & (EACH * 0x80) != 0
}

/// The language that leads by so many votes; empty for [`OTHERS`], which share a counter.
fn leader(votes: Votes, lead: u64) -> Option<&'static str> {
    let (winner, most, next) = first_two(votes);
    let is_clear = most >= next + lead || winner == OTHER && most >= SURE;
    is_clear.then(|| LANGUAGES.get(winner).copied().unwrap_or(""))
}

/// The counter with the most votes, its votes, and those of the next.
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
        for (words, more) in WORDS.iter().zip(FREQUENT) {
            let (words, more): (Vec<_>, Vec<_>) =
                (words.split(' ').collect(), more.split(' ').collect());
            assert!(words.is_sorted_by(|a, b| a < b) && more.is_sorted_by(|a, b| a < b));
            assert!(more.iter().all(|word| !words.contains(word)));
            let words = words.iter().chain(&more);
            for word in words {
                assert!(
                    word.len() <= EIGHT && **word == word.to_lowercase(),
                    "{word}"
                );
            }
        }
    }

    #[test]
    fn the_table_holds_each_word_with_its_languages() {
        assert!(Words::spread(MULTIPLIER).is_some(), "another is needed");
        for (counter, word) in listed() {
            let votes = TABLE.votes(pack(word.as_bytes()));
            let uses = |code: &usize| listed().any(|(own, known)| (own, known) == (*code, word));
            let counters = (0..COUNTERS).filter(uses).map(|code| 1 << code);
            assert_eq!(votes, votes_of(counters.sum()), "{word}");
            assert!(votes.to_le_bytes()[counter] > 0, "{word}");
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
