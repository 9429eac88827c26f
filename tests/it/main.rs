//! Runs the real program as a person would.

#![allow(clippy::unwrap_used, reason = "a failed test is meant to panic")]

mod analyze;
mod architecture;
mod docs;
mod ends;
mod model;
mod reading;
mod score;
mod support;
mod vader;
