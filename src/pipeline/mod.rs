//! The one place where the stages meet, on one thread or many.

mod analyze;
mod calibrate;
mod evaluate;
mod examine;
mod firsts;
mod form;
mod glance;
mod group;
mod labelled;
mod majority;
mod object;
mod ordered;
mod overrides;
mod quotes;
mod read;
mod rescore;
mod sampling;
mod score;
mod sift;
mod table;
mod view;

use std::sync::{Mutex, MutexGuard, PoisonError};

pub use analyze::{Analysis, Copies, Counted};
pub use calibrate::{Calibrated, calibrate};
pub use evaluate::evaluate;
pub use examine::Lens;
pub use glance::views as glance_views;
pub use labelled::{Labelled, LabelledMentions, Reading, Scale, Split, Weighed, read_labelled};
pub use overrides::Overrides;
pub use quotes::{Quote, Quotes};
pub use read::{Read, read};
pub use sampling::{Drawn, Sample, Sampling};
pub use score::{Columns, Lines, Scoring, Written};
pub use table::unsupported;
pub use view::{Depth, View};

use crate::{
    Error, Result,
    input::{Batch, Inputs, Losses},
};

/// A batch with the language of most mentions of its input (empty where unknown).
struct Work {
    batch: Batch,
    majority: &'static str,
}

/// Batches that have been worked through, to be filled again.
#[derive(Default)]
struct Pool(Mutex<Vec<Batch>>);

impl Pool {
    /// The next records, in the buffers of an earlier batch where one is at hand.
    fn next_batch(
        &self,
        inputs: &mut Inputs,
        progress: &mut impl FnMut(u64),
    ) -> Result<Option<Batch>> {
        let batch = inputs.next_batch(self.spare().pop())?;
        progress(inputs.bytes_read());
        Ok(batch)
    }

    fn give(&self, batch: Batch) {
        self.spare().push(batch);
    }

    fn spare(&self) -> MutexGuard<'_, Vec<Batch>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// With `strict`, the first record that was skipped is the run's error.
fn strict(is_strict: bool, losses: &Losses) -> Result<()> {
    if !is_strict {
        return Ok(());
    }
    let first = losses
        .reasons()
        .flat_map(|(reason, tally)| tally.first.iter().map(move |spot| (spot, reason)))
        .min_by_key(|(spot, _)| *spot);
    match first {
        Some((spot, reason)) => Err(Error::Input {
            input: spot.input.to_string(),
            at: Some(spot.place),
            reason: reason.text().to_owned(),
            hint: Some("without `--strict` such records are skipped and counted".to_owned()),
        }),
        None => Ok(()),
    }
}
