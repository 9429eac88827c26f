//! Which keys of a JSON record, however deep, hold which fields.

use super::{
    Field,
    columns::Column,
    fields::{Claim, claims},
};

/// The dotted paths that hold fields, as a tree of keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// The path, with a dot at its end, inside of which names are compared.
    root: String,
    /// Fields whose path the user names: no other path is theirs.
    chosen: Vec<Field>,
}

/// The keys met in one kind of object.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    /// The path down to here, with a dot at its end.
    pub(super) path: String,
    pub(super) keys: Vec<Key>,
}

/// A key, the fields that its value may hold, and the node of its object.
#[derive(Clone, Debug, Default)]
pub(super) struct Key {
    name: Box<str>,
    pub(super) claims: Vec<Claim>,
    pub(super) node: Option<usize>,
}

impl Node {
    /// The index of a key; records have their keys mostly in the same order, so
    /// that it is likely the `next`.
    #[inline]
    pub(super) fn find(&self, name: &str, next: usize) -> Option<usize> {
        let is_it = |key: &Key| *key.name == *name;
        if self.keys.get(next).is_some_and(is_it) {
            return Some(next);
        }
        self.keys.iter().position(is_it)
    }
}

impl Tree {
    /// A tree of the paths met in a sample; `columns` says what they hold.
    pub(super) fn new((root, paths): (&str, &[String]), columns: &[Column]) -> Self {
        let mut tree = Self {
            nodes: vec![Node::default()],
            root: root.into(),
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
    pub(super) fn unseen(&self, path: &str) -> Vec<Claim> {
        let mut claims = claims(path.strip_prefix(&self.root).unwrap_or(path));
        claims.retain(|claim| !self.chosen.contains(&claim.field));
        claims
    }
}
