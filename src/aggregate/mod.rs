//! Folds scored mentions into summaries that can be merged.
//!
//! A summary of a whole is the merge of the summaries of its parts, however
//! it was cut up: by file, by thread, or by day. All sums are integers.

mod distinct;
mod summary;
mod tally;

pub use distinct::Distinct;
pub use summary::{Key, Summary};
pub use tally::{Fact, Sum, Tally};
