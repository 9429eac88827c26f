//! Decides which column holds which field.

use super::{
    Field, Options,
    fields::{Claim, claims, loose, tidy},
};
use crate::{Error, Result};

/// A column and the field that it holds; less is better among those of one field.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Column {
    pub(super) field: Field,
    pub(super) rank: u16,
    pub(super) index: usize,
}

/// The columns that hold fields, sorted by field and preference.
pub(super) fn resolve(names: &[String], options: &Options) -> Result<Vec<Column>, String> {
    let mut columns = chosen(names, options)?;
    let chosen: Vec<Field> = columns.iter().map(|c| c.field).collect();
    for (index, name) in names.iter().enumerate() {
        for Claim { field, rank } in claims(name) {
            if !chosen.contains(&field) && !is_trap(name, field, names) {
                columns.push(Column { field, rank, index });
            }
        }
    }
    columns.sort();
    refuse_duplicates(names, &columns)?;
    Ok(columns)
}

/// The columns that the user names.
fn chosen(names: &[String], options: &Options) -> Result<Vec<Column>, String> {
    let mut columns = Vec::new();
    for (rank, (field, wanted)) in (0..).zip(&options.map) {
        let exact = names.iter().position(|name| tidy(name) == tidy(wanted));
        let found = exact.or_else(|| names.iter().position(|name| loose(name) == loose(wanted)));
        match found {
            Some(index) => columns.push(Column {
                field: *field,
                rank,
                index,
            }),
            None if options.map.iter().filter(|(f, _)| f == field).count() > 1 => {}
            None => {
                let seen = list(names);
                let reason = format!("no column `{wanted}` for --map {field}={wanted}");
                return Err(format!("{reason}; it has {seen}"));
            }
        }
    }
    Ok(columns)
}

/// Names that hold a field in some exports and something else in others.
fn is_trap(name: &str, field: Field, names: &[String]) -> bool {
    let has = |wanted: &str| names.iter().any(|name| loose(name) == wanted);
    let is_review = has("reviewid") || has("userimage") || has("userurl");
    match (field, loose(name).as_str()) {
        (Field::Rating, "score") => !is_review && !has("thumbsupcount"),
        (Field::Handle, "uniqueid") => !has("diggcount") && !has("nickname"),
        // The name that a store shows, and the number that a blog has for it.
        (Field::Handle, "username") => is_review,
        (Field::Author, "username") => !is_review && tidy(name) == "username",
        (Field::Handle, "author") => has("authorname"),
        // The name of a review, of a post, of what a tool fetched.
        (Field::Author, "name") => has("starrating") || has("subreddit"),
        // What happened in a chat, where a review was written, what a graph numbers.
        (Field::Title, "title") => (has("dateunixtime") && has("actor")) || has("placeid"),
        (Field::Brand, "categoryname") => has("placeid"),
        (Field::Url, "sourceurl") => has("navindex"),
        (Field::Id, "objectid") => name.contains('_') && !has("querystatus"),
        (Field::Id, "id") | (Field::ParentId, "parentid") => has("querystatus"),
        (Field::Id, "conversationid") => !has("conversationrating"),
        (Field::ParentId, "conversationid") => has("conversationrating"),
        (Field::Brand, _) => name.starts_with('_'),
        _ => false,
    }
}

/// Two columns of the same name that claim a field: which one counts is no guess.
fn refuse_duplicates(names: &[String], columns: &[Column]) -> Result<(), String> {
    for pair in columns.windows(2) {
        let [a, b] = pair else { continue };
        if a.field == b.field
            && a.index != b.index
            && tidy(&names[a.index]) == tidy(&names[b.index])
        {
            return Err(format!(
                "duplicate column `{}` (columns {} and {}) for the field {}; rename one of them",
                names[a.index],
                a.index + 1,
                b.index + 1,
                a.field
            ));
        }
    }
    Ok(())
}

/// The error of an input in which no column holds a text.
pub(super) fn no_text(names: &[String], guess: Option<&str>) -> (String, String) {
    let reason = format!("no text column; it has {}", list(names));
    let column = guess.unwrap_or("COLUMN");
    let hint = format!(
        "name the column that holds the text: --map text={}",
        quoted(column)
    );
    (reason, hint)
}

/// Names of columns, as many as a message can show.
fn list(names: &[String]) -> String {
    const SHOWN: usize = 40;
    let mut list: Vec<_> = names.iter().take(SHOWN).map(|n| format!("`{n}`")).collect();
    if names.len() > SHOWN {
        list.push(format!("… ({} more)", names.len() - SHOWN));
    }
    list.join(", ")
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_.-/:".contains(c);
    if word.chars().all(plain) {
        word.into()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// An error about the whole of an input.
pub(super) fn unusable(input: &str, reason: String, hint: Option<String>) -> Error {
    Error::Input {
        input: input.into(),
        at: None,
        reason,
        hint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(names: &[&str]) -> Vec<(Field, String)> {
        let names: Vec<String> = names.iter().map(|n| (*n).into()).collect();
        let columns = resolve(&names, &Options::default()).expect("no duplicates");
        let pair = |c: Column| (c.field, names[c.index].clone());
        columns.into_iter().map(pair).collect()
    }

    #[test]
    fn several_columns_of_a_field_stand_in_order_of_preference() {
        let found = mapping(&["Snippet", "Full Text", "Date"]);
        let expected = [
            (Field::Text, "Full Text".into()),
            (Field::Text, "Snippet".into()),
            (Field::CreatedAt, "Date".into()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_score_is_a_rating_only_among_reviews() {
        assert_eq!(mapping(&["body", "score"]).len(), 1);
        let found = mapping(&["reviewId", "content", "score"]);
        assert!(found.contains(&(Field::Rating, "score".into())));
    }

    #[test]
    fn two_columns_of_one_name_are_refused_where_they_matter() {
        let names = ["text", "x", "x", "Text "].map(String::from);
        let error = resolve(&names, &Options::default()).expect_err("duplicate");
        assert!(error.contains("(columns 1 and 4)"), "{error}");
        assert!(resolve(&names[..3], &Options::default()).is_ok());
    }

    #[test]
    fn what_the_user_names_wins() {
        let options = Options {
            map: vec![(Field::Text, "what they said".into())],
            ..Options::default()
        };
        let names = ["text", "What They Said"].map(String::from);
        let columns = resolve(&names, &options).expect("found");
        assert_eq!(columns.len(), 1);
        assert_eq!(columns[0].index, 1);
        assert!(resolve(&names[..1], &options).is_err());
    }
}
