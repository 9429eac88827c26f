//! Runs the real program as a person would.

#![allow(clippy::unwrap_used, reason = "a failed test is meant to panic")]

mod architecture;
mod reading;
mod support;
mod vader;
