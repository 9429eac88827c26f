//! Reads a language's `rules.toml`: which words do what to other words, and how much.

use super::{
    roles::{self, Roles},
    settings::Settings,
    words::Fault,
};

/// What a word or phrase does to others.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    /// The word, or the words of a phrase separated by blanks.
    pub(crate) key: String,
    /// What it does.
    pub(crate) roles: Roles,
    /// By how much, in percent (boosters only, else 0).
    pub(crate) percent: i32,
}

/// A language's rules.
#[derive(Debug, Default)]
pub(crate) struct Grammar {
    /// Words with a role.
    pub(crate) parts: Vec<Part>,
    /// Contractions and spellings with what they stand for, which may be several words.
    pub(crate) rewrites: Vec<(String, String)>,
    /// Endings after an apostrophe with what they stand for, which may be nothing.
    pub(crate) suffixes: Vec<(String, String)>,
    /// Beginnings that are cut off unknown words with what they stand for, which may be nothing.
    pub(crate) prefixes: Vec<(String, String)>,
    /// Letters with what people type for them who lack their marks.
    pub(crate) typed_as: Vec<(String, String)>,
    /// Plain spellings that are words of their own and never stand for one with marks.
    pub(crate) homographs: Vec<String>,
    /// Words that hashtags are made of besides those of the lexicon.
    pub(crate) common: Vec<String>,
    /// The constants of rules and classes.
    pub(crate) settings: Settings,
}

/// Reads `rules.toml`.
pub(crate) fn parse(text: &str) -> Result<Grammar, Fault> {
    let file: toml::Table = text.parse().map_err(|error: toml::de::Error| Fault {
        line: error.span().map_or(0, |span| line_at(text, span.start)),
        reason: error.message().to_owned(),
    })?;
    read(&file).map_err(|reason| Fault { line: 0, reason })
}

fn line_at(text: &str, at: usize) -> u64 {
    let before = text.bytes().take(at);
    1 + before.filter(|&byte| byte == b'\n').count() as u64
}

fn read(file: &toml::Table) -> Result<Grammar, String> {
    let mut grammar = Grammar::default();
    for (name, value) in file {
        match name.as_str() {
            "roles" => grammar.parts.extend(listed(table(name, value)?)?),
            "boosters" => grammar
                .parts
                .extend(graded(table(name, value)?, roles::BOOSTER)?),
            "after" => grammar
                .parts
                .extend(graded(table(name, value)?, roles::AFTER)?),
            "rewrites" => grammar.rewrites = pairs(table(name, value)?)?,
            "suffixes" => grammar.suffixes = pairs(table(name, value)?)?,
            "prefixes" => grammar.prefixes = pairs(table(name, value)?)?,
            "typed_as" => grammar.typed_as = pairs(table(name, value)?)?,
            "homographs" => grammar.homographs = strings(name, value)?,
            "common" => grammar.common = strings(name, value)?,
            "settings" => grammar.settings = Settings::read(table(name, value)?)?,
            other => return Err(format!("`{other}` is no table of rules")),
        }
    }
    Ok(grammar)
}

fn table<'v>(name: &str, value: &'v toml::Value) -> Result<&'v toml::Table, String> {
    value
        .as_table()
        .ok_or_else(|| format!("`{name}` is no table"))
}

fn listed(lists: &toml::Table) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    for (name, value) in lists {
        let roles = roles::named(name).ok_or_else(|| format!("`{name}` is no role"))?;
        let keys = strings(name, value)?;
        parts.extend(keys.into_iter().map(|key| Part {
            key,
            roles,
            percent: 0,
        }));
    }
    Ok(parts)
}

fn graded(words: &toml::Table, roles: Roles) -> Result<Vec<Part>, String> {
    let part = |(key, value): (&String, &toml::Value)| {
        let percent = value
            .as_integer()
            .and_then(|percent| i32::try_from(percent).ok());
        percent
            .filter(|percent| (1..=300).contains(percent))
            .map(|percent| Part {
                key: key.clone(),
                roles,
                percent,
            })
            .ok_or_else(|| format!("`{key}`: a percentage from 1 to 300 is wanted"))
    };
    words.iter().map(part).collect()
}

fn pairs(words: &toml::Table) -> Result<Vec<(String, String)>, String> {
    let pair = |(key, value): (&String, &toml::Value)| {
        let text = value
            .as_str()
            .ok_or_else(|| format!("`{key}` is no text"))?;
        Ok((key.clone(), text.to_owned()))
    };
    words.iter().map(pair).collect()
}

fn strings(name: &str, value: &toml::Value) -> Result<Vec<String>, String> {
    let list = value
        .as_array()
        .ok_or_else(|| format!("`{name}` is no list"))?;
    let text = |item: &toml::Value| item.as_str().map(str::to_owned);
    list.iter()
        .map(|item| text(item).ok_or_else(|| format!("`{name}` holds something else than text")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_get_their_roles_and_boosters_their_strength() {
        let grammar = parse("[roles]\nnegator = [\"not\"]\n[boosters]\nvery = 130\n");
        let parts = grammar.map(|grammar| grammar.parts);
        let part = |key: &str, roles, percent| Part {
            key: key.into(),
            roles,
            percent,
        };
        let expected = vec![
            part("very", roles::BOOSTER, 130),
            part("not", roles::NEGATOR, 0),
        ];
        assert_eq!(parts, Ok(expected));
    }

    #[test]
    fn an_unknown_role_is_a_fault() {
        let fault = parse("[roles]\nnegater = [\"not\"]").err();
        assert_eq!(
            fault.map(|fault| fault.reason),
            Some("`negater` is no role".into())
        );
    }

    #[test]
    fn a_fault_of_form_is_named_with_its_line() {
        assert_eq!(
            parse("[roles]\nnegator = [\"not\"\n\n[x]")
                .err()
                .map(|fault| fault.line),
            Some(4)
        );
    }
}
