//! Intervals: how far a figure may be from the truth when few mentions stand behind it.

pub mod calibration;
mod confusion;
mod net;
mod share;

pub use confusion::{CLASSES, Confusion};
pub use net::net_sentiment;
pub use share::share;

/// The normal quantile of a 95 % interval.
const Z: f64 = 1.959_963_984_540_054;

/// Below this many independent mentions no verdict is given.
pub const TOO_FEW: u64 = 30;

/// Where the true value lies with 95 % confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}
