//! Reads whole inputs through the library, as the pipeline does.

mod files;
mod properties;

use std::fs;

use listen::{
    Result,
    input::{Damage, DateOrder, Field, Inputs, Losses, Options, Reason, Scratch},
};

/// What reading gave: one line a mention, and the losses.
struct Read {
    mentions: Vec<String>,
    losses: Losses,
}

fn read_named(names: &[String], options: Options) -> Result<Read> {
    let mut inputs = Inputs::open(names, options)?;
    let (mut mentions, mut losses, mut spare) = (Vec::new(), Losses::default(), None);
    while let Some(batch) = inputs.next_batch(spare)? {
        let mut scratch = Scratch::default();
        for record in batch.records() {
            if let Ok(m) = record.mention(&mut scratch) {
                let date = m.created_at.map_or_else(String::new, |t| t.to_string());
                mentions.push(format!(
                    "{}|{}|{}|{}|{}|{}|{:?}",
                    m.id, m.text, m.author, m.platform, m.brand, date, m.likes
                ));
            }
        }
        losses.merge(batch.losses().clone());
        losses.merge(scratch.take_losses());
        spare = Some(batch);
    }
    Ok(Read { mentions, losses })
}

fn read_with(content: impl AsRef<[u8]>, options: Options) -> Result<Read> {
    let folder = tempfile::tempdir().expect("a place for files");
    let path = folder.path().join("mentions");
    fs::write(&path, content).expect("written");
    read_named(&[path.display().to_string()], options)
}

fn read(content: impl AsRef<[u8]>) -> Read {
    read_with(content, Options::default()).expect("readable")
}

#[test]
fn short_rows_below_a_quote_that_is_never_closed_come_in_small_batches() {
    // The quote makes all of it one window.
    let content = format!("text\n\"{}good\n", "a\n".repeat(500_000));
    let folder = tempfile::tempdir().expect("a place for files");
    let path = folder.path().join("mentions.csv");
    fs::write(&path, content).expect("written");
    let names = [path.display().to_string()];
    let mut inputs = Inputs::open(&names, Options::default()).expect("readable");
    let mut lengths = Vec::new();
    while let Some(batch) = inputs.next_batch(None).expect("readable") {
        lengths.push(batch.len());
    }
    assert_eq!(lengths.iter().sum::<usize>(), 500_000);
    assert!(
        lengths.iter().all(|length| *length <= 1 << 17),
        "{lengths:?}"
    );
}

#[test]
fn a_table_is_read_into_mentions() {
    let read = read(
        "id,author,text,created_at,likes\n1,Anne,\"so, so \"\"good\"\"\",2026-03-02T09:15:00Z,3\n",
    );
    assert_eq!(
        read.mentions,
        [r#"1|so, so "good"|Anne|||2026-03-02T09:15:00Z|Some(3)"#]
    );
    assert_eq!(read.losses, Losses::default());
}

#[test]
fn a_line_cut_off_at_the_end_is_said_to_be() {
    let read = read("id,text,likes\n1,fine,3\n2,also fi");
    assert_eq!(read.mentions.len(), 1);
    let mut reasons = read.losses.reasons();
    assert!(reasons.any(|(reason, _)| reason == Reason::Incomplete));
    let mut damages = read.losses.damages();
    assert!(damages.any(|(damage, _)| damage == Damage::CutShort));
}

#[test]
fn a_record_that_is_too_long_costs_itself_only() {
    let long = "word ".repeat(1 << 20);
    let quoted = format!("id,text\n1,fine\n2,\"{long}\"\n3,fine\n");
    let plain = format!("id,text\n1,fine\n2,{long}\n3,fine\n");
    let lines = format!("{{\"text\":\"fine\"}}\n{{\"text\":\"{long}\"}}\n{{\"text\":\"fine\"}}\n");
    let array = format!("[{{\"text\":\"fine\"}},{{\"text\":\"{long}\"}},\n{{\"text\":\"fine\"}}]");
    for content in [quoted, plain, lines, array] {
        for block in [1000, 256 << 10, 16 << 20] {
            let max_record = 1 << 20;
            let options = Options {
                max_record,
                block,
                ..Options::default()
            };
            let read = read_with(&content, options).expect("readable");
            assert_eq!(read.mentions.len(), 2, "{}", &content[..40]);
            let reasons: Vec<_> = read.losses.reasons().map(|(reason, _)| reason).collect();
            assert_eq!(reasons, [Reason::TooLong], "{}", &content[..40]);
        }
    }
}

#[test]
fn a_quote_that_is_never_closed_costs_its_line_only() {
    let text = |i| {
        if i % 100 == 50 {
            "\"open"
        } else {
            "\"so, closed\""
        }
    };
    let rows: Vec<_> = (0..5000)
        .map(|i| format!("{i},{},{i}\n", text(i)))
        .collect();
    let content = format!("id,text,likes\n{}", rows.concat());
    let read = read(&content);
    assert_eq!(read.mentions.len(), 4950);
    let (reason, tally) = read.losses.reasons().next().expect("50 lines are lost");
    assert_eq!((reason, tally.count), (Reason::UnclosedQuote, 50));
    assert_eq!(tally.first[0].place.to_string(), "line 52");
}

#[test]
fn a_text_column_that_is_not_found_is_asked_for() {
    let error = read_with("who,what they said\nAnne,so good\n", Options::default());
    let error = error.map(|read| read.mentions).expect_err("no text column");
    assert!(
        error.to_string().contains("`who`, `what they said`"),
        "{error}"
    );
    assert_eq!(
        error.hint(),
        Some("name the column that holds the text: --map text='what they said'")
    );
    let map = vec![(Field::Text, "what they said".into())];
    let read = read_with(
        "who,what they said\nAnne,so good\n",
        Options {
            map,
            ..Options::default()
        },
    );
    assert_eq!(read.expect("mapped").mentions.len(), 1);
}

#[test]
fn the_order_of_day_and_month_is_found_far_down_or_asked_for() {
    let mut content = String::from("text,date\n");
    for _ in 0..50_000 {
        content += "fine,03/04/2026\n";
    }
    let error = read_with(&content, Options::default());
    let error = error.map(|read| read.mentions).expect_err("ambiguous");
    assert!(
        error.to_string().contains("`03/04/2026` (line 2)"),
        "{error}"
    );
    content += "fine,04/13/2026\n";
    let found = read(&content);
    assert!(
        found.mentions[0].contains("2026-03-04"),
        "{}",
        found.mentions[0]
    );
    let date_order = Some(DateOrder::Dmy);
    let forced = read_with(
        &content,
        Options {
            date_order,
            ..Options::default()
        },
    );
    let forced = forced.expect("readable");
    assert!(
        forced.mentions[0].contains("2026-04-03"),
        "{}",
        forced.mentions[0]
    );
    assert_eq!(
        forced.losses.damages().next().map(|(d, _)| d),
        Some(Damage::BadDate)
    );
}

#[test]
fn several_inputs_are_read_in_their_order() {
    let folder = tempfile::tempdir().expect("a place for files");
    fs::write(folder.path().join("b.csv"), "text\nsecond\n").expect("written");
    fs::write(folder.path().join("a.jsonl"), "{\"text\":\"first\"}\n").expect("written");
    let read = read_named(&[folder.path().display().to_string()], Options::default());
    let texts: Vec<String> = read.expect("readable").mentions;
    assert_eq!(texts, ["|first|||||None", "|second|||||None"]);
}

#[test]
fn an_input_has_its_limit() {
    let options = Options {
        max_input: 1000,
        ..Options::default()
    };
    let content = format!("text\n{}", "fine\n".repeat(1000));
    let error = read_with(content, options).map(|read| read.mentions);
    let error = error.expect_err("too long");
    let cause = std::error::Error::source(&error).map(ToString::to_string);
    assert!(cause.is_some_and(|c| c.contains("--max-input")), "{error}");
}
