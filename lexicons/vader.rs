//! The lists of the strict model as tables.

use std::collections::BTreeMap;

use crate::entry::Entry;
use crate::table::Table;
use crate::{Result, rows};

/// The words that rules call by name.
const NAMED: [(&str, Entry); 9] = [
    ("no", Entry::NO),
    ("so", Entry::SO),
    ("this", Entry::SO),
    ("never", Entry::NEVER),
    ("without", Entry::WITHOUT),
    ("doubt", Entry::DOUBT),
    ("least", Entry::LEAST),
    ("but", Entry::BUT),
    ("kind", Entry::KIND),
];

/// The blob of the table of words: each key's value is an [`Entry`].
pub(crate) fn words(list: &str) -> Result<Vec<u8>> {
    let mut entries = BTreeMap::new();
    for row in rows(list) {
        let (word, entry) = entry(&row).ok_or_else(|| format!("vader.tsv: {row:?}"))?;
        entries.insert(word, entry);
    }
    for (word, flags) in NAMED {
        add(&mut entries, word, flags);
    }
    for word in entries.keys().copied().collect::<Vec<_>>() {
        if let Some(part) = telling_part(word, &entries) {
            add(&mut entries, part, Entry::PART);
        }
    }
    Ok(Table::build(entries.iter().map(|(word, entry)| (*word, entry.0))).to_blob())
}

/// The blob of the table of emoji, and the text that it points into: a value
/// is 256 times the offset of the emoji's name plus its length, bytes.
pub(crate) fn emoji(list: &str) -> Result<(Vec<u8>, String)> {
    let mut names = String::new();
    let mut entries = Vec::new();
    for row in rows(list) {
        let [emoji, name] = row[..] else {
            return Err(format!("vader-emoji.tsv: {row:?}").into());
        };
        let length = u8::try_from(name.len())?;
        entries.push((
            emoji,
            (u32::try_from(names.len())? << 8) | u32::from(length),
        ));
        names.push_str(name);
    }
    Ok((Table::build(entries).to_blob(), names))
}

fn entry<'l>(row: &[&'l str]) -> Option<(&'l str, Entry)> {
    let (&word, role) = row.split_first()?;
    let entry = match role {
        ["valence", value] => Entry::SCORED.with(tenths(value)?),
        ["idiom", value] if value.contains('.') => Entry::IDIOM.with(tenths(value)?),
        ["idiom", value] => Entry::IDIOM.with(Entry::WHOLE).with(tenths(value)?),
        ["booster"] => Entry::BOOSTER,
        ["dampener"] => Entry::DAMPENER,
        ["negation"] => Entry::NEGATION,
        _ => return None,
    };
    Some((word, entry))
}

/// A valence of at most one decimal, such as "-1.9" or "3".
fn tenths(value: &str) -> Option<Entry> {
    let digits = match value.split_once('.') {
        Some((whole, tenth)) if tenth.len() == 1 => format!("{whole}{tenth}"),
        Some(_) => return None,
        None => format!("{value}0"),
    };
    let tenths: i8 = digits.parse().ok()?;
    Some(Entry(tenths.cast_unsigned().into()))
}

/// The word of an entry of several words whose sight calls for a look at its
/// neighbours: the last one that is scored, else the longest, so that no
/// frequent word such as "the" slows the scoring down.
fn telling_part<'l>(entry: &'l str, entries: &BTreeMap<&str, Entry>) -> Option<&'l str> {
    let scored = |word: &&str| {
        entries
            .get(word)
            .is_some_and(|entry| entry.has(Entry::SCORED))
    };
    let words = || entry.split(' ');
    let longest = || words().max_by_key(|word| word.len());
    entry
        .contains(' ')
        .then(|| words().rfind(scored).or_else(longest))?
}

fn add<'l>(entries: &mut BTreeMap<&'l str, Entry>, word: &'l str, flags: Entry) {
    let entry = entries.entry(word).or_default();
    *entry = entry.with(flags);
}
