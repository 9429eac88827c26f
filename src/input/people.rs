//! The authors and full texts that an export lists apart from its mentions.

use std::collections::HashMap;

use super::{
    Field,
    assemble::Values,
    tree::Tree,
    values::{self, Figure},
    walk::Raw,
};

/// How much memory the lists may take, in bytes.
const MOST: usize = 64 << 20;

/// Where X's API lists authors, and where the posts that others repeat.
pub(super) const LISTS: [[&str; 2]; 2] = [["includes", "users"], ["includes", "tweets"]];

/// Authors and texts by identifier.
#[derive(Debug, Default)]
pub(super) struct People {
    authors: HashMap<Box<str>, Person>,
    texts: HashMap<Box<str>, Box<str>>,
    used: usize,
}

/// An author.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) name: Box<str>,
    pub(super) handle: Box<str>,
    pub(super) followers: Option<u64>,
}

impl People {
    /// Notes an entry of a list, while there is room.
    pub(super) fn add(&mut self, entry: &str, tree: &Tree) {
        let mut raw = Raw::default();
        let mut room = String::new();
        if self.used + entry.len() > MOST || raw.find(entry, tree).is_err() {
            return;
        }
        self.used += entry.len();
        let values = raw.decode(&mut room).0;
        let id = values.of(Field::Id).into();
        if values.of(Field::Handle).is_empty() {
            self.texts.insert(id, values.of(Field::Text).into());
        } else {
            self.authors.insert(id, Person::of(&values));
        }
    }

    /// Whether nothing was listed.
    pub(super) fn is_empty(&self) -> bool {
        self.authors.is_empty() && self.texts.is_empty()
    }

    /// The author of that identifier.
    pub(super) fn author(&self, id: &str) -> Option<&Person> {
        self.authors.get(id)
    }

    /// The full text of a repost, which itself has but the beginning of it.
    pub(super) fn whole<'r>(&self, text: &str, id: &str, room: &'r mut String) -> Option<&'r str> {
        let full = self.texts.get(id).filter(|full| !full.is_empty())?;
        let head = text.strip_prefix("RT @")?.split_once(": ")?.0;
        room.clear();
        room.extend(["RT @", head, ": ", full]);
        Some(room)
    }
}

impl Person {
    fn of(values: &Values<'_>) -> Self {
        Self {
            name: values.of(Field::Author).into(),
            handle: values.of(Field::Handle).into(),
            followers: match values::figure(values.of(Field::Followers)) {
                Figure::Count(count) => Some(count),
                Figure::Unknown | Figure::Bad => None,
            },
        }
    }
}
