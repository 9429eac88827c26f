//! `listen` turns exported brand mentions into brand-sentiment reports.
//!
//! The modules below stand in the order in which data passes through them;
//! `tests/it/architecture.rs` holds who may use whom.
//!
//! ```text
//! file, URL, stdin ─► input ─► Mention ─► language ─► scoring ─► aggregate ─► report ─► delivery
//!                                            ▲           ▲            ▲
//!                                         lexicon ───────┘          brand
//! ```
//!
//! [`pipeline`] is the one place where the stages meet.

mod blocks;

pub mod error;
mod fold;

pub mod mention;

pub mod input;

pub mod lexicon;

pub mod language;

pub mod scoring;

pub mod learning;

pub mod brand;

pub mod cluster;

pub mod aggregate;

pub mod stats;

pub mod report;

pub mod delivery;

pub mod pipeline;

pub use error::{Error, Result};
pub use mention::Mention;
