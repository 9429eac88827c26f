//! Decides for a whole input whether the day or the month stands first.

use std::sync::Arc;

use super::{
    Batch, DateOrder, DoubtfulDates, Shape,
    columns::unusable,
    dates::{Evidence, evidence},
    reader::Reader,
};
use crate::{Result, error::Place};

/// What the dates of an input say of their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Verdict {
    /// Dates that can only be read day first, and the first of them.
    dmy: (u64, Option<String>),
    /// Dates that can only be read month first, and the first of them.
    mdy: (u64, Option<String>),
    /// The first date that can be read both ways.
    ambiguous: Option<(String, Place)>,
    /// Whether there are dates of the kind that depends on the order.
    depends: bool,
}

impl Verdict {
    /// Adds the dates of an input, until one shows the order.
    pub(super) fn read(&mut self, mut reader: Reader) -> Result<()> {
        let mut batch = Batch::new(Arc::clone(reader.shape()));
        let mut room = String::new();
        while self.order().is_none() && reader.next(&mut batch)? {
            for record in batch.records() {
                self.add(record.date(&mut room), record.place());
            }
        }
        Ok(())
    }

    /// Whether dates depend on the order, and none shows it.
    pub(super) fn is_open(&self) -> bool {
        self.depends && self.order().is_none()
    }

    /// The order with what shows it; `None` where no date depends on it. If dates depend on it
    /// and none shows it, an error or, where they are of no consequence, no order.
    pub(super) fn decide(
        self,
        shape: &Shape,
        doubtful: DoubtfulDates,
    ) -> Result<(Option<DateOrder>, Option<String>)> {
        if let Some((order, evidence)) = self.order() {
            return Ok((Some(order), Some(evidence)));
        }
        let Some((date, place)) = self.ambiguous else {
            return Ok((None, None));
        };
        let reason = format!(
            "the order of day and month is ambiguous: `{date}` ({place}) reads both ways, \
             and so does every other date"
        );
        let hint = "say which stands first: --date-order dmy or --date-order mdy";
        if doubtful == DoubtfulDates::LeftOut {
            return Ok((None, Some(format!("{reason}; {hint}"))));
        }
        Err(unusable(&shape.input, reason, Some(hint.into())))
    }

    fn add(&mut self, date: &str, place: Place) {
        match evidence(date) {
            Evidence::Shows(order) => {
                let side = match order {
                    DateOrder::Dmy => &mut self.dmy,
                    DateOrder::Mdy => &mut self.mdy,
                };
                side.0 += 1;
                side.1.get_or_insert_with(|| format!("`{date}` ({place})"));
            }
            Evidence::Ambiguous => {
                self.depends = true;
                self.ambiguous.get_or_insert_with(|| (date.into(), place));
            }
            Evidence::Same => self.depends = true,
            Evidence::Silent => {}
        }
    }

    /// The order that most dates show, and one of them.
    fn order(&self) -> Option<(DateOrder, String)> {
        let (order, side) = if self.mdy.0 > self.dmy.0 {
            (DateOrder::Mdy, &self.mdy)
        } else {
            (DateOrder::Dmy, &self.dmy)
        };
        side.1.clone().map(|example| (order, example))
    }
}
