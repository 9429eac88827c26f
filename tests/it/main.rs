//! Runs the real program as a person would.

mod reading;
