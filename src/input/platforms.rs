//! Remembers the usual names of the platforms met last, since mentions come from few.

use super::values;

/// How many are remembered; a power of two.
const SLOTS: usize = 32;

/// Longer names are not worth remembering.
const LONGEST: usize = 64;

/// The names met last, each with the usual one. What stands in a slot is
/// compared in full, so that names that share a slot only cost time.
#[derive(Debug, Default)]
pub(super) struct Platforms {
    known: Vec<Known>,
    spare: String,
}

#[derive(Clone, Debug, Default)]
struct Known {
    name: String,
    usual: String,
}

impl Platforms {
    /// The usual name of a platform, in lower case.
    pub(super) fn usual<'a>(&'a mut self, name: &'a str) -> &'a str {
        let (Some(&first), Some(&last)) = (name.as_bytes().first(), name.as_bytes().last()) else {
            return name;
        };
        if name.len() > LONGEST {
            return values::platform(name, &mut self.spare);
        }
        self.known.resize(SLOTS, Known::default());
        let mixed = usize::from(first) + 5 * usize::from(last) + 7 * name.len();
        let known = &mut self.known[mixed % SLOTS];
        if known.name != name {
            known.usual.clear();
            known
                .usual
                .push_str(values::platform(name, &mut self.spare));
            known.name.clear();
            known.name.push_str(name);
        }
        &known.usual
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_however_often_and_after_whatever_it_comes() {
        let mut platforms = Platforms::default();
        let long = "Forum ".repeat(40);
        for name in [
            "Twitter", "", "My Forum", "Twitter", "My Forum", &long, "réseau", "Twitter",
        ] {
            let expected = values::platform(name, &mut String::new()).to_owned();
            assert_eq!(platforms.usual(name), expected);
        }
        for name in (0..2_000).map(|n| format!("Site {n}")) {
            assert_eq!(platforms.usual(&name), name.to_lowercase());
        }
    }
}
