//! Runs the real program as a person would.

#![allow(
    clippy::unwrap_used,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::float_cmp,
    clippy::format_push_string,
    clippy::print_stdout,
    reason = "a failed test is meant to panic, and need not be fast"
)]

mod analyze;
mod architecture;
mod copies;
mod correction;
mod docs;
mod ends;
mod eval;
mod exports;
mod fetching;
mod french;
mod gold;
mod inputs;
mod labels;
mod languages;
mod learn;
mod lexicon;
mod model;
mod nasty;
mod quiet;
mod reading;
mod reviews;
mod rules;
mod score;
mod support;
mod vader;
