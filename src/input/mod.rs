//! Reads exported files of any known shape as a stream of mentions.
//!
//! [`Inputs`] opens files, folders, globs, standard input and URLs one after
//! another and cuts them into [`Batch`]es of whole records; that part is
//! serial and cheap. A batch then gives its [`Record`]s, and each record its
//! [`Mention`](crate::Mention), on any thread. What is dropped or damaged on
//! the way is collected in [`Losses`].

mod assemble;
mod batch;
mod clean;
mod columns;
mod csv;
pub mod dates;
mod encoding;
mod feed;
mod fields;
mod guard;
mod gzip;
mod header;
mod inputs;
mod json;
mod jsonl;
mod line_ends;
mod losses;
mod members;
mod names;
mod near;
mod options;
mod order;
mod people;
mod platforms;
mod reader;
mod record;
mod refilled;
mod shape;
mod sniff;
mod source;
mod stamp;
mod texts;
mod tools;
mod tree;
mod url;
pub mod values;
mod walk;
mod workbook;
mod zip;

pub use batch::Batch;
pub use dates::DateOrder;
pub use fields::Field;
pub use inputs::Inputs;
pub use losses::{Damage, Loss, Losses, Reason, Spot, Tally};
pub use options::{DoubtfulDates, Format, Options, Texts};
pub use record::{Record, Room, Scratch};
pub use shape::{Compression, Encoding, Mapped, Shape};
pub use tools::Tool;
