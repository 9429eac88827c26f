//! The constants of the rules and of the three classes, as a language's `rules.toml` sets them.

use super::words::decimal;

macro_rules! settings {
    ($($(#[$doc:meta])* $field:ident $(= $default:literal)?,)*) => {
        /// Constants; percentages are whole numbers, the rest ten-thousandths.
        #[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
        pub(crate) struct Settings {
            $($(#[$doc])* pub(crate) $field: i32,)*
        }

        /// How many constants there are.
        const COUNT: usize = [$(stringify!($field)),*].len();

        impl Settings {
            /// Reads the table `[settings]`: none that is unknown; those without a default must be there.
            pub(crate) fn read(table: &toml::Table) -> Result<Self, String> {
                let known = [$(stringify!($field)),*];
                if let Some(name) = table.keys().find(|name| !known.contains(&name.as_str())) {
                    return Err(format!("`{name}` is no setting"));
                }
                Ok(Self { $($field: number(table, stringify!($field), &[$($default)?])?,)* })
            }

            /// All constants in their order.
            pub(crate) fn numbers(&self) -> [i32; COUNT] {
                [$(self.$field),*]
            }

            /// The constants that `numbers` gave; missing ones are 0.
            pub(crate) fn of_numbers(numbers: impl IntoIterator<Item = i32>) -> Self {
                let mut numbers = numbers.into_iter();
                Self { $($field: numbers.next().unwrap_or(0),)* }
            }
        }
    };
}

settings! {
    /// Weight of valence in the positive and negative class.
    class_valence,
    /// Weight of subjectivity in the positive and negative class.
    class_subjectivity,
    /// What the neutral class begins with.
    class_neutral,
    /// Added to the neutral class where a text holds a link.
    neutral_link,
    /// Added to the neutral class where a text asks.
    neutral_question,
    /// Added to the neutral class where a text exclaims.
    neutral_exclamation,
    /// Added to the neutral class for each mention, four at most.
    neutral_mention,
    /// Added to the neutral class for each number, four at most.
    neutral_number,
    /// Added to the neutral class for each ten words, up to forty.
    neutral_length,
    /// Added to the positive class, and taken from the negative one.
    class_tilt = 0,
    /// The same where a text holds a link.
    tilt_link = 0,
    /// The same where it asks.
    tilt_question = 0,
    /// The same where it exclaims.
    tilt_exclamation = 0,
    /// The same for each mention, four at most.
    tilt_mention = 0,
    /// The same for each number, four at most.
    tilt_number = 0,
    /// The same for each ten words, up to forty.
    tilt_length = 0,
    /// From which valence on (in absolute value) rules treat a word as one of opinion.
    opinion,
    /// From which sums of opinion on, on both sides, a text may be mixed.
    mixed,
    /// Percent of the stronger side that the weaker must reach in a mixed text.
    mixed_share,
    /// Valence that is a score of one half, for reading.
    half,
    /// Percent of its valence that praise keeps after a negation (below 0: it turns).
    negated_praise,
    /// Percent of its valence that blame keeps after a negation (below 0: it turns).
    negated_blame,
    /// The same after a faint negation, praise.
    faintly_negated_praise,
    /// The same after a faint negation, blame.
    faintly_negated_blame,
    /// Percent of its subjectivity that a word keeps after a negation.
    negated_subjectivity,
    /// Percent that a word keeps after two negations.
    doubly_negated,
    /// Percent that the clause before a contrast keeps.
    contrast_before,
    /// Percent of the clause after a contrast.
    contrast_after,
    /// Percent that the clause before an adversative keeps in a short text of one sentence.
    contrast_short = 50,
    /// Percent that praise keeps before a contrast after which nothing of opinion follows.
    implied_blame = 100,
    /// Percent that blame keeps there.
    implied_praise = 100,
    /// Percent that praise keeps as a single word between quotation marks.
    quoted = 100,
    /// Percent of a word in capitals.
    capitals,
    /// Percent of a lengthened word.
    lengthened,
    /// Percent added for each exclamation mark, three at most.
    exclaimed,
    /// Percent that words keep in a question to be answered with yes or no.
    asked,
    /// Percent that praise keeps in a wish.
    wished,
    /// Percent that words keep in a condition.
    supposed,
    /// Percent that blame keeps after a remedy.
    remedied,
    /// Percent that praise keeps after "less".
    lessened,
    /// Valence of a wait.
    waited,
    /// Valence of a quality in excess.
    excessive,
    /// Percent that praise keeps in likely irony.
    ironic,
    /// Percent that a word keeps when the same comes a second time in a row (then its square).
    repeated,
    /// How many words of content a negation may pass on its way forward.
    negation_reach = 3,
    /// How many words of content a back negator may pass on its way to a verb before it.
    negation_reach_back = 4,
    /// Valence of a negated verb that is no word of opinion itself (`geht nicht`).
    negated_verb = -12_000,
    /// Sums of valence closer to zero than this take no side.
    indifferent = 3_500,
    /// 1 where a word with unknown accents is looked up without them.
    accents = 0,
    /// The fewest letters of a word of opinion that may end an unknown compound; 0 for no compounds.
    compound_head = 0,
}

impl Settings {
    /// What links, questions, exclamation marks, mentions, numbers and length add to "neutral".
    pub(crate) fn neutral_by_style(&self) -> [i32; 6] {
        [
            self.neutral_link,
            self.neutral_question,
            self.neutral_exclamation,
            self.neutral_mention,
            self.neutral_number,
            self.neutral_length,
        ]
    }

    /// What they add to "positive" and take from "negative", in the same order.
    pub(crate) fn tilt_by_style(&self) -> [i32; 6] {
        [
            self.tilt_link,
            self.tilt_question,
            self.tilt_exclamation,
            self.tilt_mention,
            self.tilt_number,
            self.tilt_length,
        ]
    }
}

fn number(table: &toml::Table, name: &str, default: &[i32]) -> Result<i32, String> {
    let Some(value) = table.get(name) else {
        let default = default.first().copied();
        return default.ok_or_else(|| format!("the setting `{name}` is missing"));
    };
    let percent = value
        .as_integer()
        .and_then(|number| i32::try_from(number).ok());
    percent
        .or_else(|| value.as_str().and_then(decimal))
        .filter(|number| number.abs() <= 100_000)
        .ok_or_else(|| {
            format!("`{name}` is neither a whole number of percent nor a decimal in quotes")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_or_unknown_setting_is_a_fault_and_all_others_are_kept() {
        let read = |text: &str| Settings::read(&text.parse().unwrap()).unwrap_err();
        assert_eq!(read("colour = 3"), "`colour` is no setting");
        let numbers = std::array::from_fn::<_, COUNT, _>(|at| i32::try_from(at).unwrap());
        assert_eq!(Settings::of_numbers(numbers).numbers(), numbers);
        assert_eq!(read(""), "the setting `class_valence` is missing");
    }
}
