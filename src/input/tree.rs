//! Finds the fields of a mention in a JSON object, however deep they stand.

use super::{
    Field,
    assemble::{Values, usable},
    columns::Column,
    fields::{Claim, claims},
    json::{Fault, Members, elements},
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

impl Node {
    /// The index of a key; records have their keys mostly in the same order, so
    /// that it is likely the `next`.
    #[inline]
    fn find(&self, name: &str, next: usize) -> Option<usize> {
        let is_it = |key: &Key| *key.name == *name;
        if self.keys.get(next).is_some_and(is_it) {
            return Some(next);
        }
        self.keys.iter().position(is_it)
    }
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
    pub(super) fn find(record: &'a str, tree: &Tree) -> Result<Self, Fault> {
        let mut raw = Self {
            values: [("", u16::MAX); Field::COUNT],
            duplicate: None,
        };
        let mut walk = Walk {
            tree,
            raw: &mut raw,
        };
        walk.object(record, &At::Node(0), 0)?;
        Ok(raw)
    }

    /// The values that the raw ones stand for, unescaped in `room` where they must
    /// be; and whether none had to be repaired.
    pub(super) fn decode<'s>(&self, room: &'s mut String) -> (Plain<'s>, bool)
    where
        'a: 's,
    {
        room.clear();
        let mut escaped = [const { None }; Field::COUNT];
        let mut whole = true;
        for (range, (value, _)) in escaped.iter_mut().zip(&self.values) {
            if let Some(inside) = inside(value)
                && memchr::memchr(b'\\', inside.as_bytes()).is_some()
            {
                let start = room.len();
                whole &= unescape_json(inside, room);
                *range = Some(start..room.len());
            }
        }
        let mut values = [""; Field::COUNT];
        for (field, (value, _)) in Field::ALL.into_iter().zip(&self.values) {
            let value = match &escaped[field as usize] {
                Some(range) => &room[range.clone()],
                None if value.is_empty() => continue,
                None => plain(value),
            };
            values[field as usize] = usable(field, value).unwrap_or("");
        }
        (Plain(values), whole)
    }

    fn offer(&mut self, claim: Claim, value: &'a str) {
        if is_empty(value) || (value.starts_with('{') && claim.field != Field::IsRepost) {
            return;
        }
        if usable(claim.field, plain(value)).is_none() {
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

/// The value of each field of one record, without JSON's quotes and escapes.
#[derive(Debug)]
pub(super) struct Plain<'a>([&'a str; Field::COUNT]);

impl<'a> Values<'a> for Plain<'a> {
    #[inline]
    fn of(&self, field: Field) -> &'a str {
        self.0[field as usize]
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
    let bytes = list.as_bytes();
    let element = elements(bytes.get(1..).unwrap_or_default()).next();
    element
        .and_then(|e| std::str::from_utf8(e).ok())
        .unwrap_or("")
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

/// Walks through one object and those inside it.
struct Walk<'w, 'a> {
    tree: &'w Tree,
    raw: &'w mut Raw<'a>,
}

impl<'a> Walk<'_, 'a> {
    fn object(&mut self, object: &'a str, place: &At, depth: usize) -> Result<(), Fault> {
        let mut members = Members::of(object);
        let node = match place {
            At::Node(node) => self.tree.nodes.get(*node),
            At::Beside(_) => None,
        };
        let mut next = 0;
        while let Some((name, value)) = members.next()? {
            let found = node.and_then(|n| Some((n, n.find(&name, next)?)));
            match found {
                Some((node, index)) => {
                    let key = &node.keys[index];
                    next = index + 1;
                    self.offer(&key.claims, value);
                    if let (Some(node), Some(inner)) = (key.node, object_in(value)) {
                        self.object(inner, &At::Node(node), depth + 1)?;
                    }
                }
                None if depth < DEPTH => self.beside(&name, value, (place, depth))?,
                None => {}
            }
        }
        Ok(())
    }

    /// A key that the sample did not show.
    fn beside(
        &mut self,
        name: &str,
        value: &'a str,
        (place, depth): (&At, usize),
    ) -> Result<(), Fault> {
        let above = match place {
            At::Node(node) => &self.tree.nodes[*node].path,
            At::Beside(path) => path,
        };
        let path = format!("{above}{name}");
        self.offer(&self.tree.unseen(&path), value);
        match object_in(value) {
            Some(inner) => self.object(inner, &At::Beside(format!("{path}.")), depth + 1),
            None => Ok(()),
        }
    }

    fn offer(&mut self, claims: &[Claim], value: &'a str) {
        for claim in claims {
            self.raw.offer(*claim, value);
        }
    }
}

/// An object, or the first of a list of them.
fn object_in(value: &str) -> Option<&str> {
    let value = if value.starts_with('[') {
        first(value)
    } else {
        value
    };
    value.starts_with('{').then_some(value)
}
