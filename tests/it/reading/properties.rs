//! What is written is read as it was, whatever it is.

use proptest::prelude::*;

use listen::{input::Options, report::escape::cell};

use super::read_with;

proptest! {
    #[test]
    fn whatever_a_csv_writer_writes_is_read_as_it_was(
        rows in prop::collection::vec(("[ -~éß😀\n\r\"',;]{0,30}", "[a-z\", \n]{1,12}x"), 1..20),
        block in 1_usize..300,
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["note_", "text"]).expect("to memory");
        for (note, text) in &rows {
            writer.write_record([note.as_str(), text]).expect("to memory");
        }
        let content = writer.into_inner().expect("to memory");
        let read = read_with(content, Options { block, ..Options::default() }).expect("readable");
        let texts: Vec<&str> = read.mentions.iter().filter_map(|m| m.strip_prefix('|')?.strip_suffix("|||||None")).collect();
        let written: Vec<&str> = rows.iter().map(|(_, text)| text.as_str()).collect();
        prop_assert_eq!(texts, written);
        prop_assert_eq!(read.losses.skipped(), 0);
    }

    #[test]
    fn whatever_serde_json_writes_is_read_as_it_was(
        texts in prop::collection::vec("\\PC{1,20}x", 1..20),
        block in 1_usize..300,
    ) {
        let objects: Vec<_> = texts.iter().map(|text| serde_json::json!({"a":[{"{":"}"}],"text":text})).collect();
        for content in [
            serde_json::to_string(&objects).expect("to memory"),
            serde_json::to_string_pretty(&serde_json::json!({"meta":{"n":1},"data":objects})).expect("to memory"),
            objects.iter().flat_map(|object| [object.to_string(), "\n".into()]).collect(),
        ] {
            let read = read_with(content, Options { block, ..Options::default() }).expect("readable");
            let found: Vec<&str> = read.mentions.iter().filter_map(|m| m.strip_prefix('|')?.strip_suffix("|||||None")).collect();
            prop_assert_eq!(&found, &texts);
        }
    }

    #[test]
    fn what_is_guarded_against_spreadsheets_is_read_as_it_was(
        text in "[=+@＝'\u{a0}\u{3000} \r\n\t-]{0,4}[a-z0-9;,=' ]{0,8}x",
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["text", "id"]).expect("to memory");
        writer.write_record([&*cell(&text, ""), "1"]).expect("to memory");
        let content = writer.into_inner().expect("to memory");
        let read = read_with(content, Options::default()).expect("readable");
        prop_assert_eq!(&read.mentions, &[format!("1|{text}|||||None")]);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(
        content in prop::collection::vec(prop::sample::select(b"{}[]\",:;\n\r\t|\\ text1.\xe9\xff\0".to_vec()), 0..200),
        block in 1_usize..64,
    ) {
        let mut named = b"id,text,date\n".to_vec();
        named.extend(&content);
        let mut array = b"[{\"text\":\"a\"},".to_vec();
        array.extend(&content);
        for content in [content, named, array] {
            let _ = read_with(content, Options { block, ..Options::default() });
        }
    }
}
