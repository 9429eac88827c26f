//! Finds the replies that stand inside of a record, and the replies to those.

use super::locate::{elements, members, paths};
use crate::input::{Field, fields::claims};

/// How deep replies may be nested.
const DEPTH: usize = 100;

/// How many objects may stand between a record and its replies.
const HOPS: usize = 3;

/// The keys under which a record holds others.
const KEYS: [&str; 6] = [
    "replies",
    "children",
    "comments",
    "responses",
    "answers",
    "parent",
];

/// Where in a record further records stand, each with its start and end.
pub(in crate::input) fn replies(record: &[u8]) -> Vec<(usize, usize)> {
    let mut search = Search {
        whole: record,
        found: Vec::new(),
    };
    search.within(record, 0);
    search.found
}

struct Search<'b> {
    whole: &'b [u8],
    found: Vec<(usize, usize)>,
}

impl<'b> Search<'b> {
    /// Looks at the members of a record that may hold replies.
    fn within(&mut self, record: &'b [u8], depth: usize) {
        if depth == DEPTH {
            return;
        }
        for (name, value) in members(record) {
            if KEYS.contains(&name.as_str()) {
                self.value(value, depth, HOPS);
            }
        }
    }

    fn value(&mut self, value: &'b [u8], depth: usize, hops: usize) {
        match value.first() {
            Some(b'[') => {
                for element in elements(&value[1..]) {
                    self.value(element, depth, hops);
                }
            }
            Some(b'{') if is_record(value) => {
                let start = value.as_ptr() as usize - self.whole.as_ptr() as usize;
                self.found.push((start, start + value.len()));
                self.within(value, depth + 1);
            }
            Some(b'{') if hops > 0 => {
                for (_, inner) in members(value) {
                    self.value(inner, depth, hops - 1);
                }
            }
            _ => {}
        }
    }
}

/// Whether an object has a text and something that says that it is a mention.
fn is_record(object: &[u8]) -> bool {
    let mut names = Vec::new();
    paths(object, &mut names);
    let is_of = |name: &String, fields: &[Field]| {
        let inside = |key: &str| name.starts_with(key) && name[key.len()..].starts_with('.');
        !KEYS.into_iter().any(inside) && claims(name).iter().any(|c| fields.contains(&c.field))
    };
    let has = |fields: &[Field]| names.iter().any(|name| is_of(name, fields));
    has(&[Field::Text]) && has(&Field::OF_MENTIONS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(record: &str) -> Vec<&str> {
        let found = replies(record.as_bytes());
        found
            .iter()
            .map(|(start, end)| &record[*start..*end])
            .collect()
    }

    #[test]
    fn replies_to_replies_are_found() {
        let leaf = r#"{"post":{"uri":"c","record":{"text":"C"}}}"#;
        let inner =
            format!(r#"{{"post":{{"uri":"b","record":{{"text":"B"}}}},"replies":[{leaf}]}}"#);
        let thread =
            format!(r#"{{"post":{{"uri":"a","record":{{"text":"A"}}}},"replies":[{inner}]}}"#);
        assert_eq!(texts(&thread), [inner.as_str(), leaf]);
    }

    #[test]
    fn listings_inside_of_listings_are_found() {
        let reply = r#"{"id":"2","body":"no","replies":""}"#;
        let record = format!(
            r#"{{"id":"1","body":"yes","replies":{{"data":{{"children":[{{"kind":"t1","data":{reply}}}]}}}}}}"#
        );
        assert_eq!(texts(&record), [reply]);
    }

    #[test]
    fn what_is_no_reply_is_left_alone() {
        assert!(texts(r#"{"id":"1","text":"a","replies":3,"comments":{"count":2}}"#).is_empty());
        assert!(texts(r#"{"id":"1","text":"a","quoted":{"id":"2","text":"b"}}"#).is_empty());
    }
}
