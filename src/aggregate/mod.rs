//! Groups and counts scored mentions.

pub mod calendar;
pub mod keys;
pub mod window;

pub use calendar::Calendar;
pub use keys::{Bucket, Labels};
pub use window::Window;
