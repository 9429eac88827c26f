//! Reading without scoring: what an input holds, for `listen inspect`.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::majority::Majority;
use crate::{
    Mention, Result,
    cluster::{self, Seen, Texts},
    input::{Inputs, Losses, Scratch},
    language::{self, Guesser},
};

/// What reading found.
#[derive(Debug, Default)]
pub struct Read {
    /// Records read.
    pub read: u64,
    /// Exact duplicates of earlier records.
    pub duplicates: u64,
    /// Mentions that the export flags as reposts.
    pub reposts: u64,
    /// Texts that say different things.
    pub texts: u64,
    /// Mentions by language, stated or recognised; empty where unknown.
    pub languages: BTreeMap<String, u64>,
    /// The earliest mention.
    pub first: Option<Timestamp>,
    /// The latest mention.
    pub last: Option<Timestamp>,
    /// What reading dropped or repaired.
    pub losses: Losses,
}

impl Read {
    /// Records that would be scored: `read = kept + skipped + duplicates`.
    pub fn kept(&self) -> u64 {
        self.read - self.losses.skipped() - self.duplicates
    }

    fn note(&mut self, mention: &Mention<'_>, guesser: &mut Guesser, majority: &'static str) {
        let language = language::of(mention.language, mention.said, guesser);
        let language = match &*language {
            "" => std::borrow::Cow::Borrowed(majority),
            _ => language,
        };
        match self.languages.get_mut(language.as_ref()) {
            Some(count) => *count += 1,
            None => {
                self.languages.insert(language.into_owned(), 1);
            }
        }
        self.reposts += u64::from(mention.is_repost);
        if let Some(at) = mention.created_at {
            self.first = Some(self.first.map_or(at, |first| first.min(at)));
            self.last = self.last.max(Some(at));
        }
    }
}

/// Reads all inputs to their end.
pub fn read(inputs: &mut Inputs, is_strict: bool) -> Result<Read> {
    let mut found = Read::default();
    let (mut seen, mut texts) = (Seen::default(), Seen::default());
    let mut keys = Texts::default();
    let mut guesser = Guesser::default();
    let mut scratch = Scratch::default();
    let mut spare = None;
    let mut majority = Majority::wanted();
    while let Some(batch) = inputs.next_batch(spare)? {
        let majority = majority.language(&batch);
        found.read += batch.len() as u64 + batch.losses().skipped();
        for record in batch.records() {
            let Ok(mention) = record.mention(&mut scratch) else {
                continue;
            };
            if seen.insert(cluster::identity(&mention)) {
                // Nothing is scored here: texts are of one kind.
                let key = keys.key(mention.text, 0);
                found.texts += u64::from(texts.insert(key));
                found.note(&mention, &mut guesser, majority);
            } else {
                found.duplicates += 1;
            }
        }
        found.losses.merge(batch.losses().clone());
        found.losses.merge(scratch.take_losses());
        super::strict(is_strict, &found.losses)?;
        spare = Some(batch);
    }
    Ok(found)
}
