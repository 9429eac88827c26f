//! How many texts a second a model scores on one core: `cargo bench --bench scoring [FILE.csv]`.
//!
//! Without a file with a column `text`, invented texts of the length of real ones are scored.
//! `listen` reads all as English; `listen + language` recognises the language of each text
//! first, and `six languages` does so on texts of which most are not English.

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use listen::language::Guesser;
use listen::lexicon::Own;
use listen::scoring::{Model, Models};

/// Each model is timed this often, and the best round counts.
const ROUNDS: usize = 60;
/// A round scores all texts again and again for at least so long.
const ROUND: Duration = Duration::from_millis(20);

const INVENTED: [&str; 8] = [
    "just got my Orvane order and the box is crushed, not happy at all. Who do I talk to about a replacement before the weekend?",
    "LOVE the new app update!!! so much faster than before 😍 finally I can see my orders without waiting for ages #Orvane #happy",
    "@kelbo any news on the refund? been waiting for three weeks now and nobody answers my mails, this is getting ridiculous",
    "Honestly the food was good but the service was really slow, we sat there for an hour and they forgot our drinks twice.",
    "flight 212 boards at gate 14 in ten minutes, then two hours to go until we are home again",
    "Their support isn’t the best, yet they fixed it in an hour… thanks to Anna from the Belcor team, she was great",
    "can't believe how nice the staff are :) would come again any time, and the rooms were clean and quiet too",
    "new store opens downtown on Monday with free coffee all day, see https://example.com/a?b=c for the map and opening hours",
];

const SIX_LANGUAGES: [&str; 6] = [
    "Honestly the food was good but the service was really slow, we sat there for an hour and they forgot our drinks twice.",
    "Très déçue par ma commande Orvane : l'écran est arrivé cassé et personne ne répond au téléphone depuis une semaine…",
    "Leider ist die neue Kaffeemaschine schon nach zwei Wochen kaputt, und der Kundendienst von Kelbo meldet sich überhaupt nicht",
    "La atención fue muy amable y el envío llegó antes de lo previsto, así que volveré a comprar en Tunsa. ¡Muchas gracias!",
    "Il servizio è lento e l'applicazione non funziona quasi mai, ma almeno il personale è sempre gentile e disponibile",
    "O aplicativo da Belcor não funciona desde ontem e ninguém resolve o problema, estou muito decepcionada com vocês",
];

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"));
    let texts = match &file {
        Some(file) => texts_of(file)?,
        None => INVENTED.map(String::from).to_vec(),
    };
    let is_invented = file.is_none();
    for model in [Model::Vader, Model::Listen, Model::VaderCrate] {
        let models = Models::new(model, &[], Own::default());
        let mut workers = models.worker();
        report(models.name(), &texts, |text| {
            black_box(workers.score(text, ("en", "")));
        });
        if models.needs_language() {
            with_language("listen + language", &models, &texts);
        }
        if models.needs_language() && is_invented {
            with_language("six languages", &models, &SIX_LANGUAGES.map(String::from));
        }
    }
    Ok(())
}

fn with_language(name: &str, models: &Models, texts: &[String]) {
    let mut workers = models.worker();
    let mut guesser = Guesser::default();
    report(name, texts, |text| {
        let language = guesser.guess(text).unwrap_or("en");
        black_box(workers.score(text, (language, "")));
    });
}

fn texts_of(file: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(file)?;
    let column = reader.headers()?.iter().position(|name| name == "text");
    let column = column.ok_or("no column `text`")?;
    let texts = reader
        .records()
        .map(|record| Ok(record?.get(column).unwrap_or_default().into()));
    texts.collect()
}

#[expect(
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "figures for people"
)]
fn report(name: &str, texts: &[String], mut score: impl FnMut(&str)) {
    let bytes: usize = texts.iter().map(String::len).sum();
    let seconds = (0..ROUNDS)
        .map(|_| seconds_per_text(texts, &mut score))
        .fold(f64::MAX, f64::min);
    let length = bytes as f64 / texts.len() as f64;
    println!(
        "{:17} {:9.0} texts/s {:7.0} ns per text of {length:.0} bytes {:7.1} MB/s",
        name,
        1.0 / seconds,
        seconds * 1e9,
        length / seconds / 1e6,
    );
}

#[expect(clippy::cast_precision_loss, reason = "figures for people")]
fn seconds_per_text(texts: &[String], score: &mut impl FnMut(&str)) -> f64 {
    let (start, mut scored) = (Instant::now(), 0);
    while start.elapsed() < ROUND {
        for text in texts {
            score(black_box(text));
        }
        scored += texts.len();
    }
    start.elapsed().as_secs_f64() / scored as f64
}
