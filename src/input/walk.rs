//! Finds the fields of a mention in a JSON record.

use super::{
    Field,
    assemble::{Values, is_acceptable, usable},
    fields::Claim,
    json::{Fault, Members, Value},
    texts::unescape_json,
    tree::Tree,
};

/// How many objects deep fields are looked for beside the known paths.
const DEPTH: usize = 6;

/// The value of each field of one record as JSON writes it, without quotes;
/// empty where there is none.
#[derive(Debug)]
pub(super) struct Raw<'a> {
    values: [&'a str; Field::COUNT],
    ranks: [u16; Field::COUNT],
    /// A bit for each field that has a value, and for each whose value has escapes.
    filled: u32,
    escaped: u32,
    /// A bit for each text that is a list of runs, and each figure that is one of counts.
    lists: u32,
    /// A field that stands in the record twice with different values.
    pub(super) duplicate: Option<Field>,
}

impl Default for Raw<'_> {
    fn default() -> Self {
        Self {
            values: [""; Field::COUNT],
            ranks: [u16::MAX; Field::COUNT],
            filled: 0,
            escaped: 0,
            lists: 0,
            duplicate: None,
        }
    }
}

impl<'a> Raw<'a> {
    /// Finds the fields in a record.
    pub(super) fn find(&mut self, record: &'a str, tree: &Tree) -> Result<(), Fault> {
        let mut walk = Walk { tree, raw: self };
        walk.object(record, &At::Node(0), 0)
    }

    /// The values that the raw ones stand for, unescaped in `room` where they must
    /// be; and whether none had to be repaired.
    pub(super) fn decode<'s>(&self, room: &'s mut String) -> (Values<'s>, bool)
    where
        'a: 's,
    {
        room.clear();
        let mut ends = [0; Field::COUNT];
        let mut whole = true;
        for field in fields(self.escaped) {
            let value = self.values[field as usize];
            if self.lists & (1 << field as usize) == 0 {
                whole &= unescape_json(value, room);
            } else {
                Value::List(value).joined(field, room);
            }
            ends[field as usize] = room.len();
        }
        let mut values = Values::default();
        let mut start = 0;
        for field in fields(self.filled) {
            let value = match ends[field as usize] {
                0 if self.lists & (1 << field as usize) != 0 => "",
                0 => self.values[field as usize],
                end => &room[std::mem::replace(&mut start, end)..end],
            };
            values.set(field, usable(field, value).unwrap_or(""));
        }
        (values, whole)
    }

    fn offer(&mut self, claim: Claim, value: Value<'a>) {
        let mut list = 0;
        let (text, escaped) = match value {
            Value::Text(text) => (text, 0),
            Value::Escaped(text) => (text, 1),
            Value::List(parts) if is_joined(claim.field, value) => {
                list = 1;
                (parts, 1)
            }
            Value::Word("null") => return,
            Value::Word(word) => (word, 0),
            Value::Object(object)
                if matches!(claim.field, Field::IsRepost | Field::RepostedFrom) =>
            {
                (object, 0)
            }
            Value::Object(_) => return,
            Value::List(_) => return value.first().map_or((), |first| self.offer(claim, first)),
        };
        if text.is_empty() || !is_acceptable(claim.field, text) {
            return;
        }
        let index = claim.field as usize;
        if self.ranks[index] == claim.rank && self.values[index] != text {
            self.duplicate = Some(claim.field);
        }
        if claim.rank < self.ranks[index] {
            (self.values[index], self.ranks[index]) = (text, claim.rank);
            self.filled |= 1 << index;
            self.escaped = self.escaped & !(1 << index) | (escaped << index);
            self.lists = self.lists & !(1 << index) | (list << index);
        }
    }
}

/// Whether a list is a text in runs, or a figure kind by kind.
fn is_joined(field: Field, list: Value<'_>) -> bool {
    match (field, list.first()) {
        (Field::Text, Some(Value::Text(_) | Value::Escaped(_))) => true,
        (Field::Text, Some(Value::Object(object))) => object.contains("\"text\""),
        (Field::Likes, Some(Value::Object(object))) => object.contains("\"count\""),
        _ => false,
    }
}

/// The fields whose bit is set, in their order.
fn fields(mut bits: u32) -> impl Iterator<Item = Field> {
    std::iter::from_fn(move || {
        let field = Field::ALL.get(bits.trailing_zeros() as usize).copied()?;
        bits &= bits - 1;
        Some(field)
    })
}

/// Where in the tree an object stands, or at which path beside it.
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
                    if let (Some(node), Some(inner)) = (key.node, value.object()) {
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
        value: Value<'a>,
        (place, depth): (&At, usize),
    ) -> Result<(), Fault> {
        let above = match place {
            At::Node(node) => &self.tree.nodes[*node].path,
            At::Beside(path) => path,
        };
        let path = format!("{above}{name}");
        self.offer(&self.tree.unseen(&path), value);
        match value.object() {
            Some(inner) => self.object(inner, &At::Beside(format!("{path}.")), depth + 1),
            None => Ok(()),
        }
    }

    #[inline]
    fn offer(&mut self, claims: &[Claim], value: Value<'a>) {
        for claim in claims {
            self.raw.offer(*claim, value);
        }
    }
}
