//! Makes untrusted text harmless where it is shown: terminal, spreadsheet, Markdown.

mod cell;
mod json;
mod markdown;
mod terminal;

pub(super) use cell::inner;
pub use cell::{cell, is_plain_number, needs_guard};
pub use json::json;
pub use markdown::markdown;
pub use terminal::terminal;
