//! Reads whole inputs through the library, as the pipeline does.

use std::{fs, path::PathBuf};

use listen::{
    Result,
    input::{Inputs, Losses, Options, Scratch},
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
    losses.merge(inputs.losses().clone());
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

fn shared(path: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(path);
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path.display().to_string())
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
fn real_exports_are_read_without_an_option() {
    for (file, rows) in [("airlines_en.csv", 14_640), ("free_fr.csv", 3_764)] {
        let Some(path) = shared(&format!("data/mentions/{file}")) else {
            return;
        };
        let read = read_named(&[path], Options::default()).expect("readable");
        println!("{file}: {:?}", read.losses);
        assert_eq!(
            read.mentions.len() as u64 + read.losses.skipped(),
            rows,
            "{file}"
        );
    }
}
