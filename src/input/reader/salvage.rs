//! Says of a damaged input how much of it could be read.

use std::sync::Arc;

use super::{Found, Reader};
use crate::{
    Error,
    input::{Batch, DateOrder, Options, names::Name, source::Opener},
};

/// The error with the number of records that `--partial` would report on, where it
/// is about a damaged input and does not say so yet.
pub(super) fn counted(error: Error, name: &Name, options: &Options) -> Error {
    match error {
        Error::Damaged {
            input,
            reason,
            records: None,
        } if !options.partial => Error::Damaged {
            input,
            reason,
            records: Some(if name.is_lasting() {
                count(name, options)
            } else {
                0
            }),
        },
        error => error,
    }
}

/// How many records can be read of an input as far as it goes.
fn count(name: &Name, options: &Options) -> u64 {
    let options = Options {
        partial: true,
        date_order: options.date_order.or(Some(DateOrder::Dmy)),
        ..options.clone()
    };
    let read = Arc::default();
    let opener = Opener {
        options: &options,
        read: &read,
    };
    let mut names = vec![name.clone()];
    let mut records = 0;
    while let Some(name) = names.pop() {
        match Reader::open(0, &name, opener) {
            Ok(Found::Mentions(mut reader)) => {
                let mut batch = Batch::new(Arc::clone(reader.shape()));
                while reader.next(&mut batch).is_ok_and(|more| more) {
                    records += batch.len() as u64;
                }
            }
            Ok(Found::Files { names: files, .. }) => names.extend(files),
            Ok(Found::Nothing(_) | Found::Empty(_)) | Err(_) => {}
        }
    }
    records
}
