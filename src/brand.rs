//! Which mention is about which brand: names and aliases, found as whole words.

mod place;

use aho_corasick::{AhoCorasick, Input};

use crate::{Error, Result, fold};
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

    /// All names that the brands go by, folded: lower case, without accents.
    pub fn terms(&self) -> Vec<&str> {
        self.aliases
            .iter()
            .map(|alias| alias.folded.as_str())
            .collect()
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
        if text.is_ascii() && !(self.brands.spaced && fold::has_odd_spaces(text)) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(definitions: &[&str], text: &str) -> Vec<String> {
        let brands = Brands::parse(definitions).unwrap();
        let mut matcher = brands.matcher();
        let found = matcher.find(&[text]);
        found.iter().map(|&i| brands.names()[i].clone()).collect()
    }

    #[test]
    fn a_bare_word_is_found_with_or_without_a_mark() {
        for text in [
            "Free",
            "chez FREE !",
            "#free",
            "@Free merci",
            "l'free",
            "l’free",
            "free's",
            "ｆｒｅｅ",
            "fréé",
            "nul.free",
            "free-box",
            "(free)",
            "free. Il",
            "fr\u{200b}ee",
            "voilà\u{a0}free",
        ] {
            assert_eq!(found(&["Free"], text), ["Free"], "{text}");
        }
    }

    #[test]
    fn part_of_a_word_or_an_address_is_not_a_brand() {
        for text in [
            "freedom",
            "carefree",
            "sugarfree",
            "free_wifi",
            "free2",
            "free.fr",
            "contact@free.fr",
            "éfree",
            "https://free.example/x",
            "voir www.free-forum.example",
            "(http://x.example/a?free=1)",
            "",
        ] {
            assert_eq!(found(&["Free"], text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_marked_alias_matches_only_as_written() {
        let brands = ["Free=@free,#free"];
        assert_eq!(found(&brands, "merci @Free"), ["Free"]);
        assert_eq!(found(&brands, "#FREE"), ["Free"]);
        assert_eq!(found(&brands, "it is free"), [""; 0]);
        assert_eq!(found(&brands, "contact@free"), [""; 0]);
        assert_eq!(found(&brands, "@freedom"), [""; 0]);
    }

    #[test]
    fn an_alias_with_a_dot_counts_in_addresses() {
        assert_eq!(
            found(&["Free=free.fr"], "https://www.free.fr/box"),
            ["Free"]
        );
        assert_eq!(found(&["Free=free.fr"], "sofree.fr"), [""; 0]);
    }

    #[test]
    fn several_brands_come_in_the_order_given() {
        let brands = ["Orvane=orvane,orvane mobile", "Strélis=strelis", "Kaß"];
        assert_eq!(
            found(&brands, "KASS, STRELIS puis Orvane  Mobile"),
            ["Orvane", "Strélis", "Kaß"]
        );
        assert_eq!(
            found(&["Mobile", "Orvane Mobile"], "l'orvane\nmobile"),
            ["Mobile", "Orvane Mobile"]
        );
    }

    #[test]
    fn scripts_without_spaces_need_no_word_boundary() {
        assert_eq!(found(&["三星"], "我喜欢三星手机"), ["三星"]);
        assert_eq!(found(&["삼성"], "삼성이 좋아"), ["삼성"]);
        assert_eq!(found(&["삼서"], "삼성이 좋아"), [""; 0]);
    }

    #[test]
    fn a_matcher_forgets_the_text_before() {
        let brands = Brands::parse(&["Orvane"]).unwrap();
        let mut matcher = brands.matcher();
        assert_eq!(matcher.find(&["title", "Örvané"]), [0]);
        assert_eq!(matcher.find(&["nothing"]), [0; 0]);
    }

    #[test]
    fn faults_say_what_to_write() {
        for (definition, reason) in [
            ("=a", "--brand: `=a` has no name"),
            ("A=", "--brand: `A=` has an empty alias"),
            ("A=b,,c", "--brand: `A=b,,c` has an empty alias"),
            ("A=@", "--brand: `A=@` has an empty alias"),
        ] {
            let error = Brands::parse(&[definition]).unwrap_err();
            assert_eq!(error.to_string(), reason);
            assert!(error.hint().is_some());
        }
        let twice = Brands::parse(&["A=b", "A"]).unwrap_err();
        assert_eq!(twice.to_string(), "--brand: `A` is defined twice");
    }

    #[test]
    fn a_hostile_text_takes_linear_time() {
        let refused = "free.free/".repeat(100_000);
        assert_eq!(found(&["Free"], &refused), ["Free"]);
        let address = format!("x://{}", "/free".repeat(200_000));
        assert_eq!(found(&["Free"], &address), [""; 0]);
    }
}
