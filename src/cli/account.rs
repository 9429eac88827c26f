//! The account that every run gives on standard error: what became of each record.

use listen::{
    input::{Encoding, Inputs, Losses, Tally},
    report::Counts,
};

use super::{exit, progress::Quiet};

/// Says the four numbers, what was dropped or repaired and where, and other remarks.
pub(crate) fn give(counts: Counts, losses: &Losses, remarks: &[String], quiet: Quiet) {
    if quiet == Quiet::Yes {
        return;
    }
    let Counts {
        read,
        scored,
        skipped,
        duplicates,
    } = counts;
    exit::say(&format!(
        "read {read}, scored {scored}, skipped {skipped}, duplicates {duplicates}"
    ));
    for line in lines(losses) {
        exit::say(&line);
    }
    for remark in remarks {
        exit::say(&format!("note: {remark}"));
    }
}

/// What is to be said of the inputs themselves: files that hold no mentions, and
/// encodings that were guessed.
pub(super) fn of_inputs(inputs: &Inputs) -> Vec<String> {
    let passed_over = inputs.passed_over().iter();
    let passed_over = passed_over.map(|reason| format!("passed over {reason}"));
    let guessed = inputs
        .shapes()
        .iter()
        .filter_map(|shape| match shape.encoding {
            Encoding::Legacy(name) => Some(format!(
                "`{}` is read as {name}; if letters are wrong, name its encoding with --encoding",
                shape.input
            )),
            _ => None,
        });
    let unread = inputs
        .shapes()
        .iter()
        .filter(|shape| !shape.unread.is_empty());
    let unread = unread.map(|shape| {
        let places: Vec<_> = shape.unread.iter().map(|at| format!("`{at}`")).collect();
        format!(
            "`{}` has what looks like mentions in {}, too, which is not read",
            shape.input,
            places.join(", ")
        )
    });
    let remarks = inputs.remarks().iter().cloned().chain(unread);
    remarks.chain(passed_over).chain(guessed).collect()
}

/// One line for each reason and kind of damage.
pub(super) fn lines(losses: &Losses) -> Vec<String> {
    let skipped = losses.reasons().map(|(reason, tally)| {
        format!(
            "skipped {}: {}{}",
            tally.count,
            reason.text(),
            places(tally)
        )
    });
    let damaged = losses.damages().map(|(damage, tally)| {
        format!(
            "warning: {} × {}{}",
            tally.count,
            damage.text(),
            places(tally)
        )
    });
    skipped.chain(damaged).collect()
}

/// ` (a.csv line 3: "x"; …)`
fn places(tally: &Tally) -> String {
    let mut places: Vec<String> = tally
        .first
        .iter()
        .map(|spot| match &*spot.detail {
            "" => format!("`{}` {}", spot.input, spot.place),
            detail => format!("`{}` {}: {detail}", spot.input, spot.place),
        })
        .collect();
    if tally.count > places.len() as u64 {
        places.push("…".to_owned());
    }
    format!(" ({})", places.join("; "))
}
