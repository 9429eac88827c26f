//! Function words of the supported languages: the small change of every sentence.

use std::sync::LazyLock;

use crate::lexicon::table::Table;

/// The languages told apart, in the order of the counters.
const LANGUAGES: [&str; 7] = ["en", "fr", "es", "de", "it", "pt", "nl"];

/// Words that hardly carry meaning; a word of several languages speaks for each.
const WORDS: [&str; 7] = [
    "the and to of is it i i'm it's you my me your we our they this that with for was are have has been be not can just on at from but what when your so if do don't can't how why would will there they're them their by an or as about out up get got i've no",
    "le la les un une des du de et est je j'ai c'est il elle on nous vous ils ne pas que qui pour dans sur avec mais mon ma mes votre vos notre au aux ce cette ces sont plus j'en n'est qu'il d'un d'une très été avez suis être fait à ça si bien tout se son sa",
    "el la los las un una y es de que en no con por para se lo mi me te su al del muy pero más como está esta este son yo le ya hay todo nos sin fue ser qué tan porque cuando gracias si a",
    "der die das und ist ich nicht ein eine zu den von mit es auf für dem im sich auch so wie bei aber noch nur sind war wir ihr sie man mir mich dass was wenn kein keine aus nach oder schon mal wird hat haben habe bin am zum zur",
    "il lo la i gli le un una e è di che non per con in del della dei delle al alla mi ma si sono ho ha più come questo questa anche nel nella da su ci se io tutto perché quando molto c'è",
    "o a os as um uma e é de que não em do da dos das no na com por para se eu me meu minha mas mais muito está isso ele ela foi ser já tem como ao você pra pelo são nem só vai",
    "de het een en is ik niet van te dat die in op met voor zijn er maar je jij we wij ze was ook aan als dan nog wel om bij naar uit hoe wat deze dit heb heeft hebben geen kan wordt mijn onze u weer al",
];

static TABLE: LazyLock<Table> = LazyLock::new(table);

fn table() -> Table {
    let mut masks = std::collections::BTreeMap::<&str, u32>::new();
    for (language, words) in WORDS.iter().enumerate() {
        for word in words.split(' ') {
            *masks.entry(word).or_default() |= 1 << language;
        }
    }
    Table::build(masks)
}

/// A word longer than this is no function word.
const LONGEST: usize = 8;

/// Enough words of a text to tell.
const ENOUGH_WORDS: usize = 40;

/// The language whose function words prevail clearly.
pub(super) fn vote(text: &str) -> Option<&'static str> {
    let mut votes = [0_u32; LANGUAGES.len()];
    for word in words(text).take(ENOUGH_WORDS) {
        let mask = look_up(word);
        for (language, votes) in votes.iter_mut().enumerate() {
            *votes += mask >> language & 1;
        }
    }
    let (winner, most) = votes.iter().enumerate().max_by_key(|(_, v)| **v)?;
    let second = votes.iter().enumerate().filter(|(l, _)| *l != winner);
    let second = second.map(|(_, v)| *v).max()?;
    (*most >= 3 && *most >= second * 2 + 1).then(|| LANGUAGES[winner])
}

/// Words without names, tags and addresses.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\n', '\t', '\u{a0}', '\u{202f}'])
        .filter(|word| super::is_prose(word))
        .map(|word| word.trim_matches(|c: char| !c.is_alphabetic()))
        .filter(|word| !word.is_empty() && word.len() <= LONGEST)
}

fn look_up(word: &str) -> u32 {
    let mut folded = [0_u8; LONGEST];
    let mut length = 0;
    for c in word.chars() {
        let lower = match c {
            '’' => '\'',
            c => c.to_lowercase().next().unwrap_or(c),
        };
        if length + lower.len_utf8() > LONGEST {
            return 0;
        }
        length += lower.encode_utf8(&mut folded[length..]).len();
    }
    std::str::from_utf8(&folded[..length])
        .ok()
        .and_then(|word| TABLE.get(word))
        .unwrap_or(0)
}
