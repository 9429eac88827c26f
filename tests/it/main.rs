//! Runs the real program as a person would.

#![allow(
    clippy::unwrap_used,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::float_cmp,
    clippy::format_push_string,
    reason = "a failed test is meant to panic, and need not be fast"
)]

mod analyze;
mod architecture;
mod docs;
mod ends;
mod fetching;
mod languages;
mod model;
mod reading;
mod rules;
mod score;
mod support;
mod vader;
