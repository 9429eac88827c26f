//! What a word can do to other words: the roles that a language's `rules.toml` gives out.

/// A set of roles, one bit each.
pub(crate) type Roles = u64;

macro_rules! roles {
    ($($(#[$doc:meta])* $constant:ident = $bit:literal, $name:literal;)*) => {
        $($(#[$doc])* pub(crate) const $constant: Roles = 1 << $bit;)*

        /// The role that a list in `rules.toml` stands for.
        pub(crate) fn named(name: &str) -> Option<Roles> {
            match name {
                $($name => Some($constant),)*
                _ => None,
            }
        }

        /// The names of roles, as the lists in `rules.toml` bear them.
        pub(crate) fn names(roles: Roles) -> Vec<&'static str> {
            let all = [$(($constant, $name)),*];
            let named = all.into_iter().filter(|(role, _)| roles & role != 0);
            named.map(|(_, name)| name).collect()
        }
    };
}

/// What it says when denied is listed.
pub(crate) const DENIED: Roles = 1 << 61;
/// The term has a value, or may get one from a rule.
pub(crate) const BEARS: Roles = 1 << 62;
/// Its valence is strong enough for rules to treat it as a word of opinion.
pub(crate) const STRONG: Roles = 1 << 63;
/// All that is found out about a term and given by no list.
pub(crate) const MARKS: Roles = DENIED | BEARS | STRONG;

roles! {
    /// Turns what follows it (not, never, nobody).
    NEGATOR = 0, "negator";
    /// A negator that turns by half only (hardly, rarely).
    FAINT = 1, "faint_negator";
    /// A negator that `such` and `so` after it take back (never such a bad …).
    ABSOLUTE = 2, "absolute_negator";
    /// Takes an absolute negation back.
    COMPARED = 3, "compared";
    /// A verb of opinion, through which a negation reaches on (do not think that …).
    OPINION = 4, "opinion_verb";
    /// Carries a negation on to the next word (or, nor, and).
    LINK = 5, "link";
    /// Ends what a negation reaches (because, when).
    STOP = 6, "stop";
    /// Does not count when a reach is measured (a, the, any).
    FILLER = 7, "filler";
    /// What follows weighs more (but, however).
    CONTRAST = 8, "contrast";
    /// Its own clause weighs less (although, despite).
    CONCESSION = 9, "concession";
    /// What follows is wished for, not had (I wish, if only).
    WISH = 10, "wish";
    /// What follows is supposed (if, unless).
    CONDITION = 11, "condition";
    /// Opens a question that can be answered with yes or no (is, does, anyone).
    OPENER = 12, "question_opener";
    /// Praise that irony likes to begin with (great, oh wonderful).
    PRAISE = 13, "irony_praise";
    /// Betrays irony before bad news (another, again).
    CUE = 14, "irony_cue";
    /// Thanks that irony gives for bad deeds (thanks for).
    THANKS = 15, "irony_thanks";
    /// Delight that irony takes in bad deeds (love how, gotta love).
    DELIGHT = 16, "irony_delight";
    /// Mends what follows it (fixed, solved).
    REMEDY = 17, "remedy";
    /// A unit of time (hours, weeks).
    TIME = 18, "time_unit";
    /// How many of a unit (three, several).
    QUANTITY = 19, "quantity";
    /// Waiting (on hold, queue, still).
    WAITING = 20, "waiting";
    /// More than is good (too).
    TOO = 21, "too";
    /// A quality that is bad in excess only (big, sweet).
    EXCESS = 22, "excess";
    /// Strengthens or weakens what follows (very, slightly).
    BOOSTER = 23, "booster";
    /// Strengthens or weakens what stands before it (a lot, at all).
    AFTER = 24, "after";
    /// A denial that, alone in a sentence, takes back the one before (… NOT!).
    AFTERTHOUGHT = 25, "afterthought";
    /// Weakens praise into its opposite (less reliable).
    LESS = 26, "less";
    /// Announces a negator and means nothing without one (`ne` of `ne … pas`).
    OPENS_NEGATION = 27, "negation_opener";
    /// A negator that also turns what stands before it (`pas`, `nicht`, `niet`).
    BACK = 28, "back_negator";
    /// A negator only after an opener in its clause (`plus` after `ne`).
    PAIRED = 29, "paired_negator";
    /// A verb of opinion that a back negator far behind it turns (`mag … nicht`, `aime pas`).
    VERB = 30, "negated_verb";
    /// A negator that after another one only says it again (`nada` after `no`).
    CONCORD = 31, "concord_negator";
    /// Takes a negation before it back (`más que` after `no`).
    RESTRICTS = 32, "restrictor";
    /// A sign of mockery: with praise it makes irony possible wherever it stands (🙄).
    MOCKERY = 33, "irony_sign";
    /// A phrase that holds its own denial: no negation before it turns it (`nadie contesta`).
    SETTLED = 34, "settled";
    /// More than is good, said after the quality (`pequeno demais`).
    TOO_BEHIND = 35, "too_behind";
    /// A comma before it is spelling only and parts nothing (`nicht, dass`).
    JOINED = 36, "comma_joined";
    /// Mends what stands before it in its clause (`Problem … gelöst`).
    MENDED = 37, "mended";
    /// Takes praise before it back where it ends the sentence (… the film, not so much).
    WITHDRAWS = 38, "withdrawal";
    /// Makes a question of a sentence from within (le modèle a-t-il …).
    ASKS_WITHIN = 39, "question_within";
    /// Something whose absence is praise (no queue, sans attente).
    NUISANCE = 40, "nuisance";
    /// Says that something comes again: right after praise and a comma it makes irony (great, another …).
    AGAIN = 41, "irony_again";
    /// Where nothing of opinion follows, it means the opposite of what stands before (nice, but …).
    TURNS = 42, "adversative";
    /// Stands for a web address that was cut off or masked (http).
    ADDRESS = 44, "address";
}
