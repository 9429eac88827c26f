//! Finds the fields of a mention in a JSON object, however deep they stand.

use std::{borrow::Cow, fmt};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{
    Field,
    assemble::{Values, is_acceptable},
    columns::Column,
    fields::{Claim, claims},
    values::unescape_json,
};

/// How many objects deep fields are looked for.
const DEPTH: usize = 6;

/// The dotted paths that hold fields, as a tree of keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// Fields whose path the user names: no other path is theirs.
    chosen: Vec<Field>,
}

/// The keys met in one kind of object.
#[derive(Clone, Debug, Default)]
struct Node {
    /// The path down to here, with a dot at its end.
    path: String,
    keys: Vec<Key>,
}

/// A key, the fields that its value may hold, and the node of its object.
#[derive(Clone, Debug, Default)]
struct Key {
    name: Box<str>,
    claims: Vec<Claim>,
    node: Option<usize>,
}

impl Tree {
    /// A tree of the paths met in a sample; `columns` says what they hold.
    pub(super) fn new(paths: &[String], columns: &[Column]) -> Self {
        let mut tree = Self {
            nodes: vec![Node::default()],
            chosen: Vec::new(),
        };
        for (index, path) in paths.iter().enumerate() {
            let (node, key) = tree.plant(path);
            let found = columns.iter().filter(|c| c.index == index);
            let claims = found.map(|c| Claim {
                field: c.field,
                rank: c.rank,
            });
            tree.nodes[node].keys[key].claims.extend(claims);
        }
        tree
    }

    /// Says which fields only the given columns hold.
    pub(super) fn with_chosen(mut self, fields: impl Iterator<Item = Field>) -> Self {
        self.chosen.extend(fields);
        self
    }

    /// Makes room for a path; keys with a dot in them are found by [`Self::unseen`].
    fn plant(&mut self, path: &str) -> (usize, usize) {
        let mut node = 0;
        let mut from = 0;
        loop {
            let end = path[from..].find('.').map_or(path.len(), |i| from + i);
            let key = self.key(node, &path[from..end]);
            if end == path.len() {
                return (node, key);
            }
            from = end + 1;
            let next = self.nodes.len();
            node = *self.nodes[node].keys[key].node.get_or_insert(next);
            if node == next {
                let path = path[..from].to_owned();
                let keys = Vec::new();
                self.nodes.push(Node { path, keys });
            }
        }
    }

    fn key(&mut self, node: usize, name: &str) -> usize {
        let keys = &mut self.nodes[node].keys;
        let known = keys.iter().position(|key| *key.name == *name);
        known.unwrap_or_else(|| {
            keys.push(Key {
                name: name.into(),
                ..Key::default()
            });
            keys.len() - 1
        })
    }

    /// What a path holds that the sample did not show.
    fn unseen(&self, path: &str) -> Vec<Claim> {
        let mut claims = claims(path);
        claims.retain(|claim| !self.chosen.contains(&claim.field));
        claims
    }
}

/// The raw JSON value of each field of one record; empty where there is none.
#[derive(Debug)]
pub(super) struct Raw<'a> {
    values: [(&'a str, u16); Field::COUNT],
    /// A field that stands in the record twice with different values.
    pub(super) duplicate: Option<Field>,
}

impl<'a> Raw<'a> {
    /// Finds the fields in a record.
    pub(super) fn find(record: &'a str, tree: &Tree) -> serde_json::Result<Self> {
        let mut raw = Self {
            values: [("", u16::MAX); Field::COUNT],
            duplicate: None,
        };
        let place = At::Node(0);
        walk(
            record,
            Walk {
                tree,
                place,
                depth: 0,
                raw: &mut raw,
            },
        )?;
        Ok(raw)
    }

    /// The values that the raw ones stand for, unescaped in `room` where they must
    /// be; and whether none had to be repaired.
    pub(super) fn decode<'s>(&self, room: &'s mut String) -> (Values<'s>, bool)
    where
        'a: 's,
    {
        room.clear();
        let mut ends = [const { None }; Field::COUNT];
        let mut whole = true;
        for (end, (value, _)) in ends.iter_mut().zip(&self.values) {
            if let Some(inside) = inside(value)
                && memchr::memchr(b'\\', inside.as_bytes()).is_some()
            {
                let start = room.len();
                whole &= unescape_json(inside, room);
                *end = Some(start..room.len());
            }
        }
        let mut values = Values::default();
        for (field, (escaped, (value, _))) in Field::ALL.iter().zip(ends.iter().zip(&self.values)) {
            match escaped {
                Some(range) => values.offer(*field, &room[range.clone()]),
                None => values.offer(*field, plain(value)),
            }
        }
        (values, whole)
    }

    fn offer(&mut self, claim: Claim, value: &'a str) {
        if is_empty(value) || (value.starts_with('{') && claim.field != Field::IsRepost) {
            return;
        }
        if !is_acceptable(claim.field, plain(value)) {
            return;
        }
        let slot = &mut self.values[claim.field as usize];
        if slot.1 == claim.rank && slot.0 != value {
            self.duplicate = Some(claim.field);
        }
        if slot.0.is_empty() || claim.rank < slot.1 {
            *slot = (value, claim.rank);
        }
    }
}

/// What stands between the quotes of a raw string.
fn inside(raw: &str) -> Option<&str> {
    raw.strip_prefix('"')?.strip_suffix('"')
}

/// A raw value without its quotes; of a list the first element.
fn plain(raw: &str) -> &str {
    let raw = if raw.starts_with('[') {
        first(raw)
    } else {
        raw
    };
    inside(raw).unwrap_or(raw)
}

/// The first element of a raw list.
fn first(list: &str) -> &str {
    let mut elements =
        serde_json::Deserializer::from_str(list.get(1..).unwrap_or("")).into_iter::<&RawValue>();
    elements
        .next()
        .and_then(Result::ok)
        .map_or("", RawValue::get)
}

fn is_empty(value: &str) -> bool {
    matches!(value, "" | "null" | "\"\"" | "[]" | "{}")
}

/// Where in the tree an object stands, or at which path beside it.
#[derive(Clone)]
enum At {
    Node(usize),
    Beside(String),
}

/// Walks through one object.
struct Walk<'w, 'a> {
    tree: &'w Tree,
    place: At,
    depth: usize,
    raw: &'w mut Raw<'a>,
}

fn walk<'a>(object: &'a str, walk: Walk<'_, 'a>) -> serde_json::Result<()> {
    let mut deserializer = serde_json::Deserializer::from_str(object);
    deserializer.deserialize_map(walk)?;
    deserializer.end()
}

impl<'a> Visitor<'a> for Walk<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'a>>(mut self, mut map: M) -> Result<(), M::Error> {
        while let Some(Text(name)) = map.next_key()? {
            let node = match &self.place {
                At::Node(node) => self.tree.nodes.get(*node),
                At::Beside(_) => None,
            };
            match node.and_then(|n| n.keys.iter().find(|key| *key.name == *name)) {
                Some(key) if key.claims.is_empty() && key.node.is_none() => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some(key) => {
                    let value: &RawValue = map.next_value()?;
                    self.enter(&key.claims, value.get(), key.node.map(At::Node))
                        .map_err(serde::de::Error::custom)?;
                }
                None => {
                    let value: &RawValue = map.next_value()?;
                    self.beside(&name, value.get())
                        .map_err(serde::de::Error::custom)?;
                }
            }
        }
        Ok(())
    }
}

impl<'a> Walk<'_, 'a> {
    fn beside(&mut self, name: &str, value: &'a str) -> serde_json::Result<()> {
        let path = match &self.place {
            At::Node(node) => format!("{}{name}", self.tree.nodes[*node].path),
            At::Beside(path) => format!("{path}{name}"),
        };
        let claims = self.tree.unseen(&path);
        self.enter(&claims, value, Some(At::Beside(format!("{path}."))))
    }

    fn enter(
        &mut self,
        claims: &[Claim],
        value: &'a str,
        place: Option<At>,
    ) -> serde_json::Result<()> {
        for claim in claims {
            self.raw.offer(*claim, value);
        }
        let value = if value.starts_with("[{") {
            first(value)
        } else {
            value
        };
        let Some(place) = place.filter(|_| value.starts_with('{') && self.depth < DEPTH) else {
            return Ok(());
        };
        let inner = Walk {
            tree: self.tree,
            place,
            depth: self.depth + 1,
            raw: self.raw,
        };
        walk(value, inner)
    }
}

/// A key, borrowed where it has no escapes.
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Cow<'de, str>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Cow::Borrowed(text))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Cow::Owned(text.into()))
            }
        }
        deserializer.deserialize_str(Reader).map(Text)
    }
}
