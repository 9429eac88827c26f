//! Function words of the supported languages: the small change of every sentence.

use std::sync::LazyLock;

/// The languages told apart, in the order of the counters.
const LANGUAGES: [&str; 7] = ["en", "fr", "es", "de", "it", "pt", "nl"];

/// Words that hardly carry meaning; a word of several languages speaks for each.
const WORDS: [&str; 7] = [
    "the and to of is it i i'm it's you my me your we our they this that with for was are have has been be not can just on at from but what when your so if do don't can't how why would will there they're them their by an or as about out up get got i've no",
    "le la les un une des du de et est je j'ai c'est il elle on nous vous ils ne pas que qui pour dans sur avec mais mon ma mes votre vos notre au aux ce cette ces sont plus j'en n'est qu'il d'un d'une très été avez suis être fait à ça si bien tout se son sa",
    "el la los las un una y es de que en no con por para se lo mi me te su al del muy pero más como está esta este son yo le ya hay todo nos sin fue ser qué tan porque cuando gracias si a también siempre ahora hoy mejor bueno buena gusta quiero otra otro vez desde hasta ni muchas gusto mucho nada nunca nadie todos tengo tiene hace estoy estaba sus ese esa eso aquí donde quien nuestro ella ellos ha han he era sea dos años día días gente jaja x q pues porqué ustedes hola buenos solo sólo usted les ver ir mis tus sí algo antes",
    "der die das und ist ich nicht ein eine zu den von mit es auf für dem im sich auch so wie bei aber noch nur sind war wir ihr sie man mir mich dass was wenn kein keine aus nach oder schon mal wird hat haben habe bin am zum zur",
    "il lo la i gli le un una e è di che non per con in del della dei delle al alla mi ma si sono ho ha più come questo questa anche nel nella da su ci se io tutto perché quando molto c'è sempre dopo ancora però cosa fare oggi tutti niente nulla mai senza bene sei hanno perche quello quella degli agli dal dalla alle sul sulla nessuno siamo stato stata essere fatto ogni solo proprio così già grazie poi ora quindi lui lei loro mio tuo tua suo sua vi ne ed nn cmq ke anch piu cosi era ero avete abbiamo voglio ragazzi li fa sta va ti dove ecco",
    "o a os as um uma e é de que não em do da dos das no na com por para se eu me meu minha mas mais muito está isso ele ela foi ser já tem como ao você pra pelo são nem só vai nao n vc vcs tô tá meus minhas muita muitos aos às à pela nas esse essa esta este também tbm até aqui sem depois ainda ninguém nunca nada hoje dia bom boa fazer tudo todos outra mto mt agora quem onde vou era estão estou tinha há então sua seu seus suas eles nós gente ter bem melhor sou fui ver quero gosto acho kkkk rs tb pq hj lá aí nova novo mesmo cada assim sobre pessoas podem pode fica ficou quer sempre tenho deus adoro",
    "de het een en is ik niet van te dat die in op met voor zijn er maar je jij we wij ze was ook aan als dan nog wel om bij naar uit hoe wat deze dit heb heeft hebben geen kan wordt mijn onze u weer al",
];

/// Whether a word in small letters hardly carries meaning in a language (ISO 639-1).
pub fn is_one_of(word: &str, language: &str) -> bool {
    let mut languages = LANGUAGES.iter().zip(WORDS);
    languages.any(|(code, words)| *code == language && words.split(' ').any(|own| own == word))
}

/// A word of at most 8 bytes as a number, the first byte lowest.
type Packed = u64;

/// Words by their packed form, with a bit for each of their languages. An
/// empty slot is 0, which no word is.
struct Words(Vec<(Packed, u32)>);

/// Four times as many as there are words, so that most look-ups end at once.
const SLOTS: usize = 1 << 11;

static TABLE: LazyLock<Words> = LazyLock::new(Words::new);

impl Words {
    fn new() -> Self {
        let mut table = Self(vec![(0, 0); SLOTS]);
        for (language, words) in WORDS.iter().enumerate() {
            for word in words.split(' ') {
                let slot = table.slot(pack(word.as_bytes()));
                table.0[slot].0 = pack(word.as_bytes());
                table.0[slot].1 |= 1 << language;
            }
        }
        table
    }

    /// The languages that use a word so.
    fn languages(&self, word: Packed) -> u32 {
        self.0[self.slot(word)].1
    }

    /// Where a word stands, or would.
    fn slot(&self, word: Packed) -> usize {
        let mut slot = (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 53) as usize;
        while self.0[slot].0 != word && self.0[slot].0 != 0 {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }
}

/// The word in lower case; 0 where it is longer than any function word. Only
/// ASCII letters have another case here.
fn pack(word: &[u8]) -> Packed {
    let mut packed = 0;
    let mut shift = 0;
    let mut rest = word;
    while let [first, after @ ..] = rest {
        let byte = if let [0xE2, 0x80, 0x99, after @ ..] = rest {
            rest = after; // a typographic apostrophe
            b'\''
        } else {
            rest = after;
            first.to_ascii_lowercase()
        };
        if shift == u64::BITS {
            return 0;
        }
        packed |= u64::from(byte) << shift;
        shift += 8;
    }
    packed
}

/// Enough words of a text to tell.
const ENOUGH_WORDS: usize = 40;

/// So many votes, with next to none for others, end the count early.
const ENOUGH_VOTES: u32 = 5;

/// What a letter or mark that only one of the languages has is worth, in votes.
const MARK: u32 = 2;

/// The language whose function words prevail clearly.
pub(super) fn vote(text: &str) -> Option<&'static str> {
    let table = &*TABLE;
    let mut votes = [0_u32; LANGUAGES.len()];
    for word in words(text).take(ENOUGH_WORDS) {
        let mut languages = table.languages(pack(word));
        while languages != 0 {
            let language = languages.trailing_zeros() as usize;
            languages &= languages - 1;
            votes[language] += 1;
        }
        if let Some(language) = marked(word) {
            votes[language] += MARK;
        }
        if is_settled(votes) {
            break;
        }
    }
    let (winner, most) = votes.iter().enumerate().max_by_key(|(_, v)| **v)?;
    let second = votes.iter().enumerate().filter(|(l, _)| *l != winner);
    let second = second.map(|(_, v)| *v).max()?;
    let clear = *most >= 3 && *most > second * 2 || *most == 2 && second == 0;
    clear.then(|| LANGUAGES[winner])
}

/// The place of the language that alone writes a letter or mark of this word.
fn marked(word: &[u8]) -> Option<usize> {
    let language = word.windows(2).find_map(|two| match two {
        [0xC3, 0xA3 | 0xB5 | 0x83 | 0x95] => Some("pt"), // ã õ
        [0xC3, 0xB1 | 0x91] | [0xC2, 0xBF | 0xA1] => Some("es"), // ñ ¿ ¡
        [0xC3, 0x9F] => Some("de"),                      // ß
        [0xC5, 0x93] => Some("fr"),                      // œ
        _ => None,
    })?;
    LANGUAGES.iter().position(|known| *known == language)
}

fn is_settled(votes: [u32; LANGUAGES.len()]) -> bool {
    let most = votes.into_iter().max().unwrap_or(0);
    most >= ENOUGH_VOTES && votes.into_iter().sum::<u32>() <= most + most / 2
}

/// Words without names, tags and addresses, as bytes, and without what is no
/// letter around them.
fn words(text: &str) -> impl Iterator<Item = &[u8]> {
    text.as_bytes()
        .split(u8::is_ascii_whitespace)
        .filter(|token| is_prose(token))
        .map(|token| {
            let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte >= 0x80;
            let start = token.iter().position(is_letter).unwrap_or(token.len());
            let end = token
                .iter()
                .rposition(is_letter)
                .map_or(start, |end| end + 1);
            &token[start..end]
        })
        .filter(|word| !word.is_empty())
}

fn is_prose(token: &[u8]) -> bool {
    !matches!(token, [] | [b'@' | b'#', ..])
        && !token.starts_with(b"http")
        && !token.starts_with(b"www.")
}
