//! Any bytes are read as a file of mentions.
#![no_main]

use std::{io::Write, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use listen::{
    input::{DoubtfulDates, Inputs, Options},
    pipeline,
};

/// One folder for all runs; each writes the file anew.
static FOLDER: LazyLock<tempfile::TempDir> =
    LazyLock::new(|| tempfile::tempdir().expect("a folder for the file"));

fuzz_target!(|bytes: &[u8]| {
    let path = FOLDER.path().join("mentions");
    let mut file = std::fs::File::create(&path).expect("a file in the folder");
    file.write_all(bytes).expect("room for the file");
    for partial in [false, true] {
        let options = Options {
            partial,
            doubtful_dates: DoubtfulDates::LeftOut,
            ..Options::default()
        };
        let names = [path.display().to_string()];
        let Ok(mut inputs) = Inputs::open(&names, options) else {
            continue;
        };
        if let Ok(read) = pipeline::read(&mut inputs, false) {
            let lost = read.losses.skipped() + read.duplicates;
            assert!(read.read >= lost, "{lost} lost of {} records", read.read);
            assert_eq!(read.languages.values().sum::<u64>(), read.kept());
        }
    }
});
