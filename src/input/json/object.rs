//! Reads the members of a JSON object in one pass, without building anything.

use std::borrow::Cow;

use super::skip::{Skipper, is_space, past};
use crate::input::{near::near2, values::unescape_json};

/// The members of one object, each with its raw value.
///
/// What is inside nested values is not looked at until they are read in turn.
#[derive(Clone, Debug)]
pub(in crate::input) struct Members<'a> {
    text: &'a str,
    at: usize,
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
    pub(in crate::input) fn next(&mut self) -> Result<Option<(Cow<'a, str>, &'a str)>, Fault> {
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
        let key = self.string()?;
        let key = &key[1..key.len() - 1];
        self.take(b':', "a colon")?;
        let value = self.value()?;
        Ok(Some((unescaped(key), value)))
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

    fn value(&mut self) -> Result<&'a str, Fault> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'{' | b'[') => self.nested(),
            _ => self.word(),
        }
    }

    /// A string with its quotes.
    fn string(&mut self) -> Result<&'a str, Fault> {
        let bytes = self.text.as_bytes();
        let mut end = self.at + 1;
        loop {
            let Some(gap) = near2(b'"', b'\\', &bytes[end.min(bytes.len())..]) else {
                return Err(self.fault("the closing quote of a string"));
            };
            end += gap;
            if bytes[end] == b'"' {
                return Ok(self.through(end + 1));
            }
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
        let end = past(bytes, self.at, |b| {
            b.is_ascii_alphanumeric() || b"+-.".contains(&b)
        });
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
    if !key.contains('\\') {
        return Cow::Borrowed(key);
    }
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

    fn members(text: &str) -> Result<Vec<(String, String)>, Fault> {
        let mut members = Members::of(text);
        let mut found = Vec::new();
        while let Some((key, value)) = members.next()? {
            found.push((key.into(), value.into()));
        }
        Ok(found)
    }

    #[test]
    fn members_come_with_their_raw_values() {
        let text = r#" { "a" : "x\"}" , "\u0062":[1,{"c":"]"}], "d":-1.5e+3,"e":null,"":{} } "#;
        let found = members(text).expect("valid");
        let expected = [
            ("a", r#""x\"}""#),
            ("b", r#"[1,{"c":"]"}]"#),
            ("d", "-1.5e+3"),
            ("e", "null"),
            ("", "{}"),
        ];
        assert_eq!(found, expected.map(|(k, v)| (k.into(), v.into())));
        assert_eq!(members("{}"), Ok(vec![]));
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

    #[test]
    fn valid_objects_are_read_as_serde_json_reads_them() {
        let text =
            r#"{"id":12345678901234567890,"t":"é😀\ud83d\ude00","n":{"a":[true,false]},"z":0.0}"#;
        let expected: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(text).expect("valid");
        let found = members(text).expect("valid");
        assert_eq!(found.len(), expected.len());
        for ((key, value), (name, wanted)) in found.iter().zip(&expected) {
            assert_eq!(key, name);
            let value: serde_json::Value = serde_json::from_str(value).expect("valid");
            assert_eq!(value, *wanted);
        }
    }
}
