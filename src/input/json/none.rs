//! Tells an answer in which there are no mentions from what is no export.

use super::{
    locate::{elements, is_whole, members},
    skip::is_space,
};

/// Names of the lists that exports hold mentions in, in small letters.
const LISTS: [&str; 27] = [
    "children",
    "comments",
    "conversations",
    "data",
    "documents",
    "entry",
    "feed",
    "hits",
    "items",
    "latest_posts",
    "list",
    "media",
    "mentions",
    "messages",
    "notes",
    "objects",
    "posts",
    "records",
    "replies",
    "results",
    "reviews",
    "rows",
    "statuses",
    "tickets",
    "toots",
    "tweets",
    "videos",
];
/// The count of an answer that leaves out its list where there is nothing to list.
const COUNT: &str = "result_count";
/// How many keys may lead to a list.
const DEPTH: usize = 6;

/// Whether every document holds an empty list where mentions would be, and no list of objects.
pub(in crate::input) fn holds_none(documents: &[&[u8]]) -> bool {
    let holds_none = |document: &&[u8]| match document.first() {
        Some(b'[') => is_empty(document),
        Some(b'{') => {
            let mut lists = Lists::default();
            lists.look(document, 0);
            lists == Lists::Empty
        }
        _ => false,
    };
    let mut all = documents.iter();
    !documents.is_empty() && all.all(|document| is_whole(document) && holds_none(document))
}

/// Which lists were met.
#[derive(Debug, Default, PartialEq)]
enum Lists {
    /// None that matters.
    #[default]
    None,
    /// One of mentions, without any.
    Empty,
    /// One of objects, whatever they are.
    Full,
}

impl Lists {
    fn look(&mut self, object: &[u8], depth: usize) {
        for (name, value) in members(object) {
            let is = |names: &[&str]| names.contains(&name.to_lowercase().as_str());
            match value.first() {
                Some(b'{') if depth < DEPTH => self.look(value, depth + 1),
                Some(b'[') if is_empty(value) && is(&LISTS) => self.meet_empty(),
                Some(b'[') if begins_with_object(value) => *self = Self::Full,
                Some(b'0') if value == b"0" && is(&[COUNT]) => self.meet_empty(),
                _ => {}
            }
        }
    }

    fn meet_empty(&mut self) {
        if *self == Self::None {
            *self = Self::Empty;
        }
    }
}

fn is_empty(list: &[u8]) -> bool {
    let mut signs = list[1..].iter().filter(|byte| !is_space(**byte));
    signs.next() == Some(&b']')
}

fn begins_with_object(list: &[u8]) -> bool {
    let first = elements(&list[1..]).next();
    first.is_some_and(|first| first.starts_with(b"{"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_list_of_mentions_is_told_from_what_has_none() {
        for none in [
            "[]",
            "[ \n]",
            r#"{"items":[]}"#,
            r#"{"data":{"after":null,"children":[]},"kind":"Listing"}"#,
            r#"{"Statuses":[],"search_metadata":{"count":15,"ids":[1]}}"#,
            r#"{"meta":{"result_count":0}}"#,
        ] {
            assert!(holds_none(&[none.as_bytes()]), "{none}");
        }
        for other in [
            "{}",
            "[",
            "[1]",
            r#"{"errors":[{"message":"no"}],"data":[]}"#,
            r#"{"tags":[]}"#,
            r#"{"items":[]"#,
            r#"{"meta":{"result_count":10}}"#,
        ] {
            assert!(!holds_none(&[other.as_bytes()]), "{other}");
        }
        assert!(!holds_none(&[b"[]", b"{}"]) && !holds_none(&[]));
    }

    #[test]
    fn names_of_lists_are_sorted() {
        assert!(LISTS.is_sorted());
    }
}
