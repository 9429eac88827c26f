//! A JSON object with some members added or replaced; the others stay as they were written.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::report::scored::{make_harmless, write_json_string};

/// The members of an object, in their order, with their values as written.
pub(super) struct Object<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Object<'a> {
    /// Reads an object; `None` where the text is none.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The value of a member, as written.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut members = self.0.iter();
        members
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.get())
    }

    /// Writes the members but those named so, each with a comma after it.
    pub(super) fn write_without(&self, names: &[&str], out: &mut Vec<u8>) {
        for (name, value) in &self.0 {
            if !names.contains(&name.as_ref()) {
                write_json_string(name, out);
                out.push(b':');
                write_on_one_line(value.get(), out);
                out.push(b',');
            }
        }
    }
}

/// Blanks between tokens may hold line ends, which part records in JSON Lines, and strings
/// what steers a terminal.
fn write_on_one_line(json: &str, out: &mut Vec<u8>) {
    let start = out.len();
    let mut in_string = false;
    let mut is_escaped = false;
    for &byte in json.as_bytes() {
        if in_string || !byte.is_ascii_whitespace() {
            out.push(byte);
        }
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = in_string,
            b'"' => in_string = !in_string,
            _ => {}
        }
    }
    make_harmless(out, start);
}

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(Name(name)) = map.next_key()? {
                    members.push((name, map.next_value()?));
                }
                Ok(Object(members))
            }
        }

        deserializer.deserialize_map(Members)
    }
}

/// A member's name, borrowed where it holds no escapes.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_escaped() {
        let mut out = Vec::new();
        Object::read("{\"\u{9b}\":\"é\u{9b}2J\u{7f}\u{202e}\"}")
            .unwrap()
            .write_without(&[], &mut out);
        let written = String::from_utf8(out).unwrap();
        assert_eq!(written, r#""\u009b":"é\u009b2J\u007f\u202e","#);
    }

    #[test]
    fn other_members_stay_as_they_were_written() {
        let text = "{\"id\": 9007199254740993,\n \"a\\\"b\": [1.0, \"x\\n y\\\\\" ],\n\"old\": 1}";
        let mut out = Vec::new();
        Object::read(text)
            .unwrap()
            .write_without(&["old"], &mut out);
        let written = String::from_utf8(out).unwrap();
        assert_eq!(written, r#""id":9007199254740993,"a\"b":[1.0,"x\n y\\"],"#);
    }
}
