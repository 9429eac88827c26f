//! Which column or key of an export holds which field of a mention.

use std::{borrow::Cow, collections::HashMap, fmt, str::FromStr, sync::LazyLock};

/// A field of a mention that a column can be mapped to.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Field {
    /// The identifier.
    Id,
    /// What was said.
    Text,
    /// The headline.
    Title,
    /// The author's display name.
    Author,
    /// The author's handle.
    Handle,
    /// The author's identifier, by which a list in the same file may name the author.
    AuthorId,
    /// The author's followers.
    Followers,
    /// The platform.
    Platform,
    /// The address.
    Url,
    /// When it was said.
    CreatedAt,
    /// The time of day, where the date stands in a column of its own.
    Time,
    /// The language.
    Language,
    /// The country.
    Country,
    /// Likes.
    Likes,
    /// Shares, reposts.
    Shares,
    /// Replies, comments.
    Replies,
    /// Views, impressions.
    Views,
    /// Estimated reach.
    Reach,
    /// What it replies to.
    ParentId,
    /// The brand or query.
    Brand,
    /// The rating.
    Rating,
    /// The exporting tool's sentiment.
    SourceSentiment,
    /// Whether it is a repost.
    IsRepost,
    /// The identifier of what it repeats, answers or quotes.
    RepostedId,
    /// Whom or what it repeats; empty where it repeats nothing.
    RepostedFrom,
}

impl Field {
    /// Every field, in the order of outputs.
    pub const ALL: [Self; 25] = [
        Self::Id,
        Self::Text,
        Self::Title,
        Self::Author,
        Self::Handle,
        Self::AuthorId,
        Self::Followers,
        Self::Platform,
        Self::Url,
        Self::CreatedAt,
        Self::Time,
        Self::Language,
        Self::Country,
        Self::Likes,
        Self::Shares,
        Self::Replies,
        Self::Views,
        Self::Reach,
        Self::ParentId,
        Self::Brand,
        Self::Rating,
        Self::SourceSentiment,
        Self::IsRepost,
        Self::RepostedId,
        Self::RepostedFrom,
    ];

    /// How many fields there are.
    pub(super) const COUNT: usize = Self::ALL.len();

    /// Fields that, beside a text, say that a record is a mention.
    pub(super) const OF_MENTIONS: [Self; 5] = [
        Self::Id,
        Self::Author,
        Self::Handle,
        Self::Url,
        Self::CreatedAt,
    ];

    /// The name on the command line and in outputs.
    pub fn name(self) -> &'static str {
        NAMES[self as usize]
    }
}

/// The name of each field, in the order of [`Field::ALL`].
static NAMES: [&str; Field::COUNT] = [
    "id",
    "text",
    "title",
    "author",
    "handle",
    "author_id",
    "followers",
    "platform",
    "url",
    "created_at",
    "time",
    "language",
    "country",
    "likes",
    "shares",
    "replies",
    "views",
    "reach",
    "parent_id",
    "brand",
    "rating",
    "source_sentiment",
    "is_repost",
    "reposted_id",
    "reposted_from",
];

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Field {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let name = match name.trim() {
            "created" | "date" => "created_at",
            "parent" => "parent_id",
            "sentiment" => "source_sentiment",
            other => other,
        };
        let at = NAMES.iter().position(|known| *known == name);
        at.and_then(|at| Self::ALL.get(at).copied()).ok_or_else(|| {
            format!(
                "unknown field `{name}`; the fields are {}",
                NAMES.join(", ")
            )
        })
    }
}

/// A field with the rank of the name that led to it: 0 is the best.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Claim {
    pub(super) field: Field,
    pub(super) rank: u16,
}

/// Ranks of names that match only loosely come after all exact ones.
const LOOSE: u16 = 1000;

/// What is longer is no name, in bytes.
const LONGEST: usize = 200;

/// The fields that a column or dotted path of this name may hold.
pub(super) fn claims(name: &str) -> Vec<Claim> {
    if name.len() > LONGEST {
        return Vec::new();
    }
    if let Some(claims) = TABLE.exact.get(tidy(name).as_str()) {
        return claims.clone();
    }
    // What stands in brackets is the brand that the column is about.
    let extra = if name.ends_with(']') { 0 } else { LOOSE };
    let loosely = |claim: &Claim| Claim {
        rank: claim.rank + extra,
        ..*claim
    };
    let found = TABLE.loose.get(loose(&core(name)).as_str());
    found.into_iter().flatten().map(loosely).collect()
}

/// A name without what some exports put around it: `Date (UTC)`, `Brand [X]`, `post.text`.
pub(super) fn core(name: &str) -> Cow<'_, str> {
    let name = name.trim();
    let note = name.find(" (").filter(|at| name[*at..].contains(')'));
    let note = note.or_else(|| name.find(" [").filter(|_| name.ends_with(']')));
    let bare = match note {
        Some(at) if !TABLE.loose.contains_key(&loose(name)) => &name[..at],
        _ => name,
    };
    let bare = bare.strip_prefix("post.").unwrap_or(bare);
    if bare.contains('.') {
        Cow::Owned(unwrapped(bare))
    } else {
        Cow::Borrowed(bare)
    }
}

/// A dotted path without the objects that hold nothing but another one.
fn unwrapped(path: &str) -> String {
    const WRAPPERS: [&str; 6] = [
        "attributes",
        "core",
        "legacy",
        "node",
        "properties",
        "result",
    ];
    let steps = path.split('.').filter(|step| !WRAPPERS.contains(step));
    let steps = steps.map(|step| step.strip_suffix("_results").unwrap_or(step));
    steps.collect::<Vec<_>>().join(".")
}

/// Lower case, without a byte order mark and surrounding blanks.
pub(super) fn tidy(name: &str) -> String {
    name.trim_matches(|c: char| c == '\u{feff}' || c.is_whitespace())
        .to_lowercase()
}

/// As [`tidy`], and without the signs by which exports differ.
pub(super) fn loose(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace() && !"\u{feff}_./-:*\"'’".contains(*c))
        .flat_map(char::to_lowercase)
        .map(unmarked)
        .collect()
}

/// A letter without its mark, which exports leave out at times.
fn unmarked(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        _ => letter,
    }
}

#[derive(Default)]
struct Table {
    exact: HashMap<String, Vec<Claim>>,
    loose: HashMap<String, Vec<Claim>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for (name, claim) in named_claims() {
        table.exact.entry(tidy(name)).or_default().push(claim);
        let loose = table.loose.entry(loose(name)).or_default();
        if loose.iter().all(|known| known.field != claim.field) {
            loose.push(claim);
        }
    }
    table
});

/// The names of `fields.tsv`, each with its field and its rank there.
fn named_claims() -> impl Iterator<Item = (&'static str, Claim)> {
    let mut ranks = HashMap::<Field, u16>::new();
    include_str!("fields.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(field, names)| Some((field.parse::<Field>().ok()?, names)))
        .flat_map(|(field, names)| names.split(" | ").map(move |name| (field, name)))
        .map(move |(field, name)| {
            let next = ranks.entry(field).or_default();
            *next += 1;
            let rank = *next;
            (name, Claim { field, rank })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_names_a_field() {
        for line in include_str!("fields.tsv").lines() {
            if !line.starts_with('#') {
                let (field, names) = line.split_once('\t').expect(line);
                field.parse::<Field>().expect(field);
                assert!(names.split(" | ").all(|n| n == tidy(n)), "{line}");
            }
        }
    }

    #[test]
    fn a_name_stands_once_in_a_field() {
        let mut seen = std::collections::HashSet::new();
        for (name, claim) in named_claims() {
            assert!(seen.insert((name, claim.field)), "{name} twice");
        }
    }

    #[test]
    fn fields_are_known_by_their_names() {
        for field in Field::ALL {
            assert_eq!(field.name().parse(), Ok(field));
        }
        assert_eq!("created".parse(), Ok(Field::CreatedAt));
        assert!("colour".parse::<Field>().is_err());
    }

    #[test]
    fn every_field_has_a_name() {
        for field in Field::ALL {
            assert!(
                claims(field.name()).iter().any(|c| c.field == field),
                "{field}"
            );
        }
    }

    #[test]
    fn names_match_whatever_their_case_and_signs() {
        for name in ["Full Text", "full_text", "FullText", "\u{feff}full.text"] {
            assert_eq!(claims(name)[0].field, Field::Text, "{name}");
        }
    }

    #[test]
    fn notes_and_marks_do_not_hide_a_name() {
        for (name, field) in [
            ("Date (UTC)", Field::CreatedAt),
            ("Fecha de publicacion", Field::CreatedAt),
            ("post.record.text", Field::Text),
            ("attributes.body", Field::Text),
            ("core.user_results.result.legacy.name", Field::Author),
            ("Reach (new)", Field::Reach),
            ("Published Date (GMT-04:00) New York", Field::CreatedAt),
            ("Marca [Orvane]", Field::Brand),
            ("J’aime", Field::Likes),
        ] {
            assert_eq!(claims(name)[0].field, field, "{name}");
        }
    }

    #[test]
    fn a_display_name_is_not_a_handle() {
        let is_handle = |name: &str| claims(name).iter().any(|c| c.field == Field::Handle);
        assert!(!is_handle("user.name"));
        assert!(is_handle("username"));
    }
}
