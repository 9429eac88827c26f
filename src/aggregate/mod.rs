//! Folds scored mentions into summaries that can be merged.
//!
//! A summary of a whole is the merge of the summaries of its parts, however
//! it was cut up: by file, by thread, or by day. All sums are integers.

pub mod calendar;
mod dimension;
mod distinct;
pub mod keys;
mod said;
mod summary;
mod tally;
pub mod window;

pub use calendar::Calendar;
pub use dimension::Dimension;
pub use distinct::Distinct;
pub use keys::{Bucket, Labels};
pub use summary::{Count, Key, Summary};
pub use tally::{Copies, Fact, LabelCounts, Sum, Tally};
pub use window::Window;
