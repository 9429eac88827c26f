//! Reads the members of a JSON object in one pass, without building anything.

use std::borrow::Cow;

use super::skip::{Skipper, is_space, past};
use crate::input::{Field, near::near2, texts::unescape_json};

/// The members of one object, each with its value.
///
/// What is inside nested values is not looked at until they are read in turn.
#[derive(Clone, Debug)]
pub(in crate::input) struct Members<'a> {
    text: &'a str,
    at: usize,
}

/// A value as it stands in a JSON text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::input) enum Value<'a> {
    /// The inside of a string without escapes.
    Text(&'a str),
    /// The inside of a string with escapes.
    Escaped(&'a str),
    /// A number, `true`, `false` or `null`.
    Word(&'a str),
    /// An object with its braces.
    Object(&'a str),
    /// A list with its brackets.
    List(&'a str),
}

impl<'a> Value<'a> {
    /// The first element of a list.
    pub(in crate::input) fn first(self) -> Option<Self> {
        let Self::List(list) = self else {
            return None;
        };
        let mut inside = Members { text: list, at: 1 };
        match inside.peek() {
            Some(b']') => None,
            _ => inside.value().ok(),
        }
    }

    /// The elements of a list, as far as they can be read.
    pub(in crate::input) fn elements(self) -> impl Iterator<Item = Self> {
        let text = if let Self::List(list) = self {
            list
        } else {
            "]"
        };
        let mut inside = Members {
            text,
            at: usize::from(text.len() > 1),
        };
        std::iter::from_fn(move || {
            if inside.peek()? == b',' {
                inside.at += 1;
            }
            match inside.peek()? {
                b']' => None,
                _ => inside.value().ok(),
            }
        })
    }

    /// What the parts of a list come to: the text of runs, the sum of counts.
    pub(in crate::input) fn joined(self, field: Field, out: &mut String) {
        if field == Field::Text {
            self.runs(out);
        } else {
            let sum = self
                .elements()
                .filter_map(count)
                .fold(0, u64::saturating_add);
            out.push_str(&sum.to_string());
        }
    }

    /// The texts of a list of runs, one after another: strings, and objects with a `text`.
    fn runs(self, out: &mut String) {
        for run in self.elements() {
            match run {
                Self::Text(text) | Self::Escaped(text) => drop(unescape_json(text, out)),
                Self::Object(object) => {
                    let mut members = Members::of(object);
                    while let Ok(Some((key, value))) = members.next() {
                        if let ("text", Self::Text(text) | Self::Escaped(text)) = (&*key, value) {
                            unescape_json(text, out);
                        }
                    }
                }
                Self::Word(_) | Self::List(_) => {}
            }
        }
    }

    /// An object, or the first of a list of them.
    #[inline]
    pub(in crate::input) fn object(self) -> Option<&'a str> {
        match self {
            Self::Object(object) => Some(object),
            Self::List(_) => match self.first()? {
                Self::Object(object) => Some(object),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The `count` of an object.
fn count(part: Value<'_>) -> Option<u64> {
    let Value::Object(object) = part else {
        return None;
    };
    let mut members = Members::of(object);
    while let Ok(Some((key, value))) = members.next() {
        if let ("count", Value::Word(figure)) = (&*key, value) {
            return figure.parse().ok();
        }
    }
    None
}

/// Why a text is no JSON object, and at which byte.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::input) struct Fault {
    /// What was expected.
    pub(in crate::input) expected: &'static str,
    /// The byte, counted from 0.
    pub(in crate::input) at: usize,
}

impl<'a> Members<'a> {
    /// The members of the object that `text` begins with.
    pub(in crate::input) fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The next member, `None` after the closing brace.
    pub(in crate::input) fn next(&mut self) -> Result<Option<(Cow<'a, str>, Value<'a>)>, Fault> {
        let first = self.at == 0;
        if first {
            self.take(b'{', "an object")?;
        }
        match self.peek() {
            Some(b'}') => {
                self.at += 1;
                return self.end();
            }
            Some(b',') if !first => self.at += 1,
            _ if first => {}
            _ => return Err(self.fault("a comma or the end of the object")),
        }
        if self.peek() != Some(b'"') {
            return Err(self.fault("a key in double quotes"));
        }
        let key = match self.string()? {
            Value::Escaped(key) => unescaped(key),
            Value::Text(key) | Value::Word(key) | Value::Object(key) | Value::List(key) => {
                Cow::Borrowed(key)
            }
        };
        self.take(b':', "a colon")?;
        Ok(Some((key, self.value()?)))
    }

    fn end<T>(&mut self) -> Result<Option<T>, Fault> {
        match self.peek() {
            None => Ok(None),
            Some(_) => Err(self.fault("nothing after the object")),
        }
    }

    fn take(&mut self, sign: u8, expected: &'static str) -> Result<(), Fault> {
        if self.peek() != Some(sign) {
            return Err(self.fault(expected));
        }
        self.at += 1;
        Ok(())
    }

    /// The next byte that is no blank.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at).is_some_and(|b| is_space(*b)) {
            self.at = past(bytes, self.at, is_space);
        }
        bytes.get(self.at).copied()
    }

    fn value(&mut self) -> Result<Value<'a>, Fault> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'{') => self.nested().map(Value::Object),
            Some(b'[') => self.nested().map(Value::List),
            _ => self.word().map(Value::Word),
        }
    }

    fn string(&mut self) -> Result<Value<'a>, Fault> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut end = start;
        let mut kind: fn(&'a str) -> Value<'a> = Value::Text;
        loop {
            let Some(gap) = near2(b'"', b'\\', bytes.get(end..).unwrap_or_default()) else {
                return Err(self.fault("the closing quote of a string"));
            };
            end += gap;
            if bytes[end] == b'"' {
                self.at = end + 1;
                return Ok(kind(&self.text[start..end]));
            }
            kind = Value::Escaped;
            end += 2;
        }
    }

    fn nested(&mut self) -> Result<&'a str, Fault> {
        match Skipper::default().feed(&self.text.as_bytes()[self.at..]) {
            Some(length) => Ok(self.through(self.at + length)),
            None => Err(self.fault("the end of a list or object")),
        }
    }

    fn word(&mut self) -> Result<&'a str, Fault> {
        let bytes = self.text.as_bytes();
        let sign = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
        let end = past(bytes, self.at, sign);
        let word = &bytes[self.at..end];
        if is_number(word) || matches!(word, b"null" | b"true" | b"false") {
            return Ok(self.through(end));
        }
        Err(self.fault("a value"))
    }

    fn through(&mut self, end: usize) -> &'a str {
        let start = std::mem::replace(&mut self.at, end);
        &self.text[start..end]
    }

    fn fault(&self, expected: &'static str) -> Fault {
        let at = self.at;
        Fault { expected, at }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} expected at column {}", self.expected, self.at + 1)
    }
}

fn unescaped(key: &str) -> Cow<'_, str> {
    let mut plain = String::new();
    unescape_json(key, &mut plain);
    Cow::Owned(plain)
}

/// Whether a word is a number as JSON writes it.
fn is_number(word: &[u8]) -> bool {
    let digits = |word: &[u8]| word.iter().take_while(|b| b.is_ascii_digit()).count();
    let word = word.strip_prefix(b"-").unwrap_or(word);
    let whole = digits(word);
    let mut rest = &word[whole..];
    if whole == 0 || (whole > 1 && word[0] == b'0') {
        return false;
    }
    if let Some(fraction) = rest.strip_prefix(b".") {
        let length = digits(fraction);
        if length == 0 {
            return false;
        }
        rest = &fraction[length..];
    }
    let Some(exponent) = rest.strip_prefix(b"e").or_else(|| rest.strip_prefix(b"E")) else {
        return rest.is_empty();
    };
    let sign = usize::from(matches!(exponent.first(), Some(b'+' | b'-')));
    let exponent = &exponent[sign..];
    !exponent.is_empty() && digits(exponent) == exponent.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(text: &str) -> Result<Vec<(String, Value<'_>)>, Fault> {
        let mut members = Members::of(text);
        let mut found = Vec::new();
        while let Some((key, value)) = members.next()? {
            found.push((key.into(), value));
        }
        Ok(found)
    }

    #[test]
    fn members_come_with_their_values() {
        let text = r#" { "a" : "x\"}" , "\u0062":[1,{"c":"]"}], "d":-1.5e+3,"e":null,"":{} } "#;
        let found = members(text).expect("valid");
        let expected = [
            ("a", Value::Escaped(r#"x\"}"#)),
            ("b", Value::List(r#"[1,{"c":"]"}]"#)),
            ("d", Value::Word("-1.5e+3")),
            ("e", Value::Word("null")),
            ("", Value::Object("{}")),
        ];
        assert_eq!(found, expected.map(|(k, v)| (k.into(), v)));
        assert_eq!(members("{}"), Ok(vec![]));
    }

    #[test]
    fn a_list_has_a_first_element() {
        assert_eq!(
            Value::List(r#"[ "a", "b"]"#).first(),
            Some(Value::Text("a"))
        );
        assert_eq!(Value::List("[ ]").first(), None);
        assert_eq!(Value::List(r#"[{"a":1}]"#).object(), Some(r#"{"a":1}"#));
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for text in [
            "",
            "[]",
            "{",
            r#"{"a"}"#,
            r#"{"a":}"#,
            r#"{"a":1"#,
            r#"{"a":1,}"#,
            r#"{"a":1}{"b":2}"#,
            r#"{'a':1}"#,
            r#"{"a":NaN}"#,
            r#"{"a":01}"#,
            r#"{"a":1.}"#,
            r#"{"a":"x}"#,
            r#"{"a":"\"#,
            r#"{"a":[1}"#,
            r#"{,"a":1}"#,
            r#"{"a":1 "b":2}"#,
            r#"{"a":1e}"#,
            r#"{"a":nul}"#,
        ] {
            assert!(members(text).is_err(), "{text}");
        }
    }
}
