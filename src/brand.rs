//! Which mention is about which brand: names and aliases, found as whole words.

mod fold;
mod place;

use aho_corasick::{AhoCorasick, Input};

use crate::{Error, Result};
use place::Place;

/// The brand of a mention that names none of those followed.
pub const NONE: &str = "(none)";

/// The brands followed, each with the names it goes by.
#[derive(Clone, Debug, Default)]
pub struct Brands {
    names: Vec<String>,
    aliases: Vec<Alias>,
    finder: Option<AhoCorasick>,
    longest: usize,
    spaced: bool,
}

/// One way to write a brand.
#[derive(Clone, Debug)]
struct Alias {
    brand: usize,
    folded: String,
}

impl Brands {
    /// Reads definitions such as `Free=free,freebox,@free`; a name alone is its own alias.
    ///
    /// Case, accents and full-width letters do not matter. A bare word is found with or
    /// without `#` or `@` in front; `#free` and `@free` only as they are written. In an
    /// address (`https://…`, `free.fr`) only an alias with a dot counts.
    pub fn parse<S: AsRef<str>>(definitions: &[S]) -> Result<Self> {
        let mut brands = Self::default();
        for definition in definitions {
            brands.define(definition.as_ref())?;
        }
        brands.longest = longest(&brands.aliases);
        brands.spaced = brands
            .aliases
            .iter()
            .any(|alias| alias.folded.contains(' '));
        if !brands.aliases.is_empty() {
            brands.finder = Some(finder(&brands.aliases)?);
        }
        Ok(brands)
    }

    /// The names, in the order given.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether no brand is followed.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Finds brands in text after text, reusing its buffers.
    pub fn matcher(&self) -> Matcher<'_> {
        Matcher {
            brands: self,
            folded: String::new(),
            is_found: vec![false; self.names.len()],
            found: Vec::with_capacity(self.names.len()),
        }
    }

    fn define(&mut self, definition: &str) -> Result<()> {
        let (name, aliases) = definition
            .split_once('=')
            .unwrap_or((definition, definition));
        let name = name.trim();
        if name.is_empty() {
            return Err(fault(format!("`{definition}` has no name")));
        }
        if self.names.iter().any(|known| known == name) {
            return Err(fault(format!("`{name}` is defined twice")));
        }
        for alias in aliases.split(',') {
            self.add(alias, definition)?;
        }
        self.names.push(name.to_owned());
        Ok(())
    }

    fn add(&mut self, alias: &str, definition: &str) -> Result<()> {
        let folded = fold::folded(alias);
        if !folded.contains(|c: char| !c.is_whitespace() && c != '@' && c != '#') {
            return Err(fault(format!("`{definition}` has an empty alias")));
        }
        let brand = self.names.len();
        self.aliases.push(Alias { brand, folded });
        Ok(())
    }
}

fn longest(aliases: &[Alias]) -> usize {
    aliases
        .iter()
        .map(|alias| alias.folded.len())
        .max()
        .unwrap_or(0)
}

fn finder(aliases: &[Alias]) -> Result<AhoCorasick> {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(aliases.iter().map(|alias| &alias.folded))
        .map_err(|error| fault(error.to_string()))
}

fn fault(reason: String) -> Error {
    Error::Option {
        option: "--brand",
        reason,
        hint: Some(
            "write `--brand NAME` or `--brand \"NAME=alias,alias\"`, once for each brand".into(),
        ),
    }
}

/// Says which brands a mention names.
#[derive(Debug)]
pub struct Matcher<'a> {
    brands: &'a Brands,
    folded: String,
    is_found: Vec<bool>,
    found: Vec<usize>,
}

impl Matcher<'_> {
    /// The brands named in any of the texts, as indices of [`Brands::names`] in
    /// ascending order; in time linear in the length of the texts.
    pub fn find(&mut self, texts: &[&str]) -> &[usize] {
        self.is_found.fill(false);
        self.found.clear();
        for text in texts {
            self.look_into(text);
        }
        self.found.sort_unstable();
        &self.found
    }

    fn look_into(&mut self, text: &str) {
        if text.is_ascii() && !self.brands.spaced {
            return note_brands(self.brands, text, &mut self.is_found, &mut self.found);
        }
        self.folded.clear();
        fold::fold(text, &mut self.folded);
        note_brands(
            self.brands,
            &self.folded,
            &mut self.is_found,
            &mut self.found,
        );
    }
}

/// Notes each brand not found so far that stands in the (folded or ASCII) text.
fn note_brands(brands: &Brands, text: &str, is_found: &mut [bool], found: &mut Vec<usize>) {
    let Some(finder) = &brands.finder else { return };
    // This search skips ahead where no alias can begin; the overlapping one cannot.
    let Some(first) = finder.find(text) else {
        return;
    };
    let start = first.end().saturating_sub(brands.longest);
    let mut place = Place::new(text);
    for hit in finder.find_overlapping_iter(Input::new(text).range(start..)) {
        let alias = &brands.aliases[hit.pattern().as_usize()];
        if is_found[alias.brand] || !place.holds(&alias.folded, hit.range()) {
            continue;
        }
        is_found[alias.brand] = true;
        found.push(alias.brand);
        if found.len() == brands.names.len() {
            return;
        }
    }
}
