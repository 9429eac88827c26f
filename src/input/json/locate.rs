//! Finds out where in a JSON document the records stand, by their shape.

use std::collections::VecDeque;

use super::skip::{Skipper, is_space, key, past};
use crate::input::{
    Field, Options,
    columns::{self, Column},
    fields::claims,
};

/// How many keys may lead to the records, or to a field inside of one.
const DEPTH: usize = 6;

/// How many records are looked at.
const SAMPLE: usize = 300;

/// Stands for keys of any name.
pub(super) const ANY: &str = "*";

/// How many places are looked at.
const PLACES: usize = 300;

/// Records found in the first bytes of an input.
#[derive(Clone)]
pub(in crate::input) struct Located<'b> {
    /// The keys that lead to them.
    pub(in crate::input) path: Vec<String>,
    /// After how many of these keys the last list stands, if there is one on the way.
    pub(in crate::input) list: Option<usize>,
    /// The keys that lead from the top of a record to the object with its text, where what else
    /// is known of it stands around that.
    pub(in crate::input) inner: Vec<String>,
    /// The first of them; the last of these may be cut off.
    pub(in crate::input) objects: Vec<&'b [u8]>,
    /// The dotted paths in them.
    pub(in crate::input) paths: Vec<String>,
    /// What the paths hold.
    pub(in crate::input) columns: Vec<Column>,
    /// Where else there are objects that look like mentions.
    pub(in crate::input) others: Vec<String>,
}

impl Located<'_> {
    fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|c| c.field == field)
    }

    /// Whether they have a text, and something that says that it is a mention.
    fn is_sure(&self) -> bool {
        self.has(Field::Text) && self.is_of_mentions()
    }

    fn is_of_mentions(&self) -> bool {
        Field::OF_MENTIONS.into_iter().any(|field| self.has(field))
    }

    /// Whether they tell one mention from another.
    fn has_identity(&self) -> bool {
        const OF_ONE: [Field; 3] = [Field::Id, Field::Url, Field::CreatedAt];
        OF_ONE.into_iter().any(|field| self.has(field))
    }

    /// The records around these, where these are texts and what else is known of them stands
    /// in one of the objects that hold them: `{"id": 1, "note": {"text": "…"}}`.
    fn within(self, outer: &[Self]) -> Self {
        if !self.has_text() || self.has_identity() {
            return self;
        }
        let holds = |outer: &&Self| {
            self.path.starts_with(&outer.path) && self.list.is_none_or(|at| at <= outer.path.len())
        };
        match outer.iter().rev().find(holds) {
            None => self,
            Some(outer) => Self {
                inner: self.path[outer.path.len()..].to_vec(),
                ..outer.clone()
            },
        }
    }

    /// Whether they have a text, or a title of what was said at some time or place:
    /// people have titles, too.
    fn has_text(&self) -> bool {
        const OF_TITLED: [Field; 4] = [Field::Id, Field::Url, Field::CreatedAt, Field::Rating];
        let has = |field: Field| self.has(field);
        has(Field::Text) || (has(Field::Title) && OF_TITLED.into_iter().any(has))
    }
}

/// The place nearest to the top whose objects look like mentions; `Err` has the
/// dotted paths that were seen, or the fault in the mapping.
pub(in crate::input) fn locate<'b>(
    values: &[&'b [u8]],
    options: &Options,
) -> Result<Located<'b>, (Vec<String>, Option<String>)> {
    let mut places = VecDeque::from([Place {
        path: Vec::new(),
        list: None,
        values: values.to_vec(),
    }]);
    let (mut best, mut outer) = (None, Vec::new());
    let (mut seen, mut fault, mut left) = (Vec::new(), None, PLACES);
    while let Some(place) = places.pop_front() {
        left -= 1;
        let place = place.with_objects();
        let path = &place.path;
        match candidate(&place, options) {
            Ok(found) if found.is_sure() => {
                let others = others(places, options);
                return Ok(Located {
                    others,
                    ..found.within(&outer)
                });
            }
            Ok(found) => {
                let full =
                    |name: &String| [&path[..], std::slice::from_ref(name)].concat().join(".");
                seen.extend(found.paths.iter().map(full));
                if found.has_text() {
                    best = best.or_else(|| Some(found.within(&outer)));
                } else if found.is_of_mentions() {
                    outer.push(found);
                }
            }
            Err(duplicate) => fault = fault.or(Some(duplicate)),
        }
        if path.len() < DEPTH && places.len() < left {
            descend(&place, &mut places);
        }
    }
    best.ok_or_else(|| {
        let mut once = std::collections::HashSet::new();
        seen.retain(|path: &String| once.insert(path.clone()));
        (seen, fault)
    })
}

/// Which of the places beside the one that is read hold what looks like mentions; the
/// lists that those are joined with are not among them.
fn others(places: VecDeque<Place<'_>>, options: &Options) -> Vec<String> {
    let is_list = |place: &Place<'_>| place.path.first().is_some_and(|key| key == "includes");
    let is_sure = |place: &Place<'_>| candidate(place, options).is_ok_and(|found| found.is_sure());
    let places = places.into_iter().filter(|place| !is_list(place));
    let places = places.map(Place::with_objects).filter(is_sure);
    places.map(|place| place.path.join(".")).collect()
}

/// Values that stand at one path.
struct Place<'b> {
    path: Vec<String>,
    list: Option<usize>,
    values: Vec<&'b [u8]>,
}

impl Place<'_> {
    /// With the objects among the values, and in the lists among them, for values.
    fn with_objects(self) -> Self {
        let mut objects = Vec::new();
        let mut list = self.list;
        for value in self.values {
            match value.first() {
                Some(b'{') => objects.push(value),
                Some(b'[') => {
                    list = Some(self.path.len());
                    let inner = elements(&value[1..]);
                    objects.extend(inner.filter(|e| e.first() == Some(&b'{')).take(SAMPLE));
                }
                _ => {}
            }
            if objects.len() >= SAMPLE {
                break;
            }
        }
        Self {
            values: objects,
            list,
            ..self
        }
    }
}

fn candidate<'b>(place: &Place<'b>, options: &Options) -> Result<Located<'b>, String> {
    let mut names = Vec::new();
    for object in &place.values {
        paths(object, &mut names);
    }
    let columns = columns::resolve(&names, options)?;
    Ok(Located {
        path: place.path.clone(),
        list: place.list,
        inner: Vec::new(),
        objects: place.values.clone(),
        paths: names,
        columns,
        others: Vec::new(),
    })
}

/// Adds the places one key further down.
fn descend<'b>(place: &Place<'b>, places: &mut VecDeque<Place<'b>>) {
    let mut below: Vec<Place<'b>> = Vec::new();
    if let [object] = place.values[..]
        && is_map(object)
    {
        places.push_back(Place {
            path: [&place.path[..], &[ANY.to_owned()]].concat(),
            list: Some(place.path.len() + 1),
            values: members(object)
                .map(|(_, value)| value)
                .take(SAMPLE)
                .collect(),
        });
        return;
    }
    for (name, value) in place.values.iter().flat_map(|object| members(object)) {
        if !matches!(value.first(), Some(b'{' | b'[')) {
            continue;
        }
        if let Some(known) = below.iter_mut().find(|p| p.path.last() == Some(&name)) {
            known.values.push(value);
            continue;
        }
        let mut path = place.path.clone();
        path.push(name);
        below.push(Place {
            path,
            list: place.list,
            values: vec![value],
        });
    }
    places.extend(below);
}

/// Whether an object has values of one kind under keys of any name: `{"1": {…}, "2": {…}}`.
fn is_map(object: &[u8]) -> bool {
    let keys = |value| -> Option<Vec<String>> {
        Some(
            members(first_object(value)?)
                .map(|(name, _)| name)
                .collect(),
        )
    };
    let mut kinds = members(object).take(SAMPLE).map(|(_, value)| keys(value));
    let (Some(Some(first)), Some(Some(second))) = (kinds.next(), kinds.next()) else {
        return false;
    };
    let shared = first.iter().filter(|key| second.contains(key)).count();
    shared > 0 && 2 * shared >= first.len().max(second.len()) && kinds.all(|kind| kind.is_some())
}

/// Whether a value is not cut off.
pub(in crate::input) fn is_whole(value: &[u8]) -> bool {
    Skipper::default().feed(value) == Some(value.len())
}

/// Adds the dotted paths of a record to `names`, in the order in which they stand.
pub(in crate::input) fn paths(record: &[u8], names: &mut Vec<String>) {
    collect(record, "", names);
}

fn collect(object: &[u8], prefix: &str, names: &mut Vec<String>) {
    for (name, value) in members(object) {
        let path = format!("{prefix}{name}");
        let inner = first_object(value);
        if let Some(inner) = inner
            && path.matches('.').count() < DEPTH
        {
            collect(inner, &format!("{path}."), names);
        }
        let counts = value.first() == Some(&b'[');
        let is_field = |field: Field| match field {
            Field::IsRepost | Field::RepostedFrom => true,
            _ => field == Field::Likes && counts,
        };
        let stands_whole = || claims(&path).iter().any(|c| is_field(c.field));
        if (inner.is_none() || stands_whole()) && !names.contains(&path) {
            names.push(path);
        }
    }
}

/// An object, or the first of an array of them.
fn first_object(value: &[u8]) -> Option<&[u8]> {
    match value.first()? {
        b'{' => Some(value),
        b'[' => elements(&value[1..])
            .next()
            .filter(|e| e.first() == Some(&b'{')),
        _ => None,
    }
}

/// The members of an object, which may be cut off at its end.
pub(super) fn members(object: &[u8]) -> impl Iterator<Item = (String, &[u8])> {
    let mut at = 1;
    std::iter::from_fn(move || {
        at = past(object, at.min(object.len()), |b| is_space(b) || b == b',');
        if object.get(at) != Some(&b'"') {
            return None;
        }
        let (name, start) = key(object, at)?;
        let rest = &object[start..];
        let length = Skipper::default().feed(rest).unwrap_or(rest.len());
        at = start + length;
        Some((name, &rest[..length]))
    })
}

/// The values that follow each other in `bytes`, up to a closing bracket; the
/// last may be cut off.
pub(in crate::input) fn elements(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at = past(bytes, at, |b| is_space(b) || b == b',' || b == b';');
        let rest = &bytes[at..];
        if matches!(rest.first(), None | Some(b']' | b'}' | b':')) {
            return None;
        }
        let length = Skipper::default().feed(rest).unwrap_or(rest.len()).max(1);
        at += length;
        Some(&rest[..length])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(document: &str) -> String {
        let found = locate(&[document.as_bytes()], &Options::default());
        found.map_or("-".into(), |found| found.path.join("."))
    }

    #[test]
    fn records_are_found_at_any_path() {
        for (document, expected) in [
            (r#"[{"id":1,"text":"a"}]"#, ""),
            (r#"{"id":1,"text":"a","tags":[{"id":2,"text":"b"}]}"#, ""),
            (r#"{"data":[{"id":1,"text":"a"}],"meta":{}}"#, "data"),
            (r#"{"title":"Export","hits":[{"id":1,"body":"a"}]}"#, "hits"),
            (r#"{"feed":{"entry":[{"id":1,"text":"a"}]}}"#, "feed.entry"),
            (
                r#"{"data":{"children":[{"kind":"t1","data":{"id":1,"body":"a"}}]}}"#,
                "data.children.data",
            ),
            (r#"{"posts":[{"id":1,"text":"cut"#, "posts"),
            (r#"{"1":{"id":1,"text":"a"},"2":{"id":2,"text":"b"}}"#, "*"),
            (
                r#"{"a":{"9":[{"id":1,"text":"a"}],"8":[{"id":2,"text":"b"}]}}"#,
                "a.*",
            ),
            (r#"{"posts":[{"cursor":1}]}"#, "-"),
        ] {
            assert_eq!(path(document), expected, "{document}");
        }
    }

    #[test]
    fn what_stands_around_an_object_with_the_text_belongs_to_the_record() {
        for (document, path, inner) in [
            (r#"[{"id":1,"note":{"text":"a"}}]"#, "", "note"),
            (r#"{"all":[{"id":1,"a":{"b":{"text":"a"}}}]}"#, "all", "a.b"),
            (r#"[{"id":1,"note":{"text":"a","author":"b"}}]"#, "", "note"),
            (r#"[{"id":1,"note":{"id":2,"text":"a"}}]"#, "note", ""),
            (r#"[{"id":1,"notes":[{"text":"a"}]}]"#, "notes", ""),
            (
                r#"{"id":1,"about":{"text":"a"},"hits":[{"id":1,"text":"b"}]}"#,
                "hits",
                "",
            ),
        ] {
            let values = [document.as_bytes()];
            let found = locate(&values, &Options::default());
            let found = found.unwrap_or_else(|_| panic!("no text in {document}"));
            let places = (found.path.join("."), found.inner.join("."));
            assert_eq!(places, (path.into(), inner.into()), "{document}");
        }
    }
}
