use listen::scoring::{Scorer, listen::Model};
use std::io::{self, BufRead, Write};
fn main() {
    let model = Model::english();
    let mut worker = model.worker();
    let explain = std::env::args().nth(1).as_deref() == Some("explain");
    let out = io::stdout();
    let mut out = io::BufWriter::new(out.lock());
    for line in io::stdin().lock().lines() {
        let line = line.unwrap().replace("\\n", "\n");
        if explain {
            let e = model.explain(&line);
            writeln!(
                out,
                "{} {:.2} [{:.2} {:.2} {:.2}]{} {}",
                e.label.name(),
                e.score,
                e.neg,
                e.neu,
                e.pos,
                if e.mixed { " mixed" } else { "" },
                line
            )
            .unwrap();
            for w in &e.words {
                write!(
                    out,
                    "    {:<16} {:>6} s{:<5} -> {:>6} = {:>6}",
                    w.entry, w.valence, w.subjectivity, w.effective, w.running
                )
                .unwrap();
                for r in &w.rules {
                    write!(out, " | {} ({}) {}", r.name, r.trigger, r.valence).unwrap();
                }
                writeln!(out).unwrap();
            }
            for n in &e.notes {
                writeln!(out, "    note: {n}").unwrap();
            }
        } else {
            let s = worker.score(&line);
            writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}",
                s.label.name(),
                s.value,
                s.neg,
                s.neu,
                s.pos
            )
            .unwrap();
        }
    }
}
