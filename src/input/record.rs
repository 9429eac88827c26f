//! Understands one record: finds its fields and has them made a mention.

use super::{
    Batch, Damage, Field, Loss, Losses, Reason,
    assemble::{self, Buffers, Values, fits, is_plain, usable},
    batch::Row,
    guard,
    shape::{Columns, Layout},
    texts::shortened,
    tree::Tree,
    values,
    walk::Raw,
};
use crate::{error::Place, mention::Mention};

/// One record of a batch.
#[derive(Clone, Copy, Debug)]
pub struct Record<'b> {
    pub(super) batch: &'b Batch,
    pub(super) row: &'b Row,
}

/// Buffers for understanding one record, used again for others.
#[derive(Debug, Default)]
pub struct Room {
    json: String,
    buffers: Buffers,
}

/// Room for understanding record after record, and what was lost on the way.
#[derive(Debug, Default)]
pub struct Scratch {
    room: Room,
    losses: Losses,
}

impl Scratch {
    /// What was skipped and damaged so far.
    pub fn losses(&self) -> &Losses {
        &self.losses
    }

    /// Gives away what was skipped and damaged so far.
    pub fn take_losses(&mut self) -> Losses {
        std::mem::take(&mut self.losses)
    }
}

/// Where losses of a record are noted.
pub(super) struct Notes<'b, 'l> {
    record: Record<'b>,
    losses: &'l mut Losses,
}

impl Notes<'_, '_> {
    pub(super) fn damage(&mut self, damage: Damage, detail: impl FnOnce() -> String) {
        let (shape, place) = (&self.record.batch.shape, self.record.row.place);
        self.losses
            .damage(damage, || shape.spot(place, shortened(&detail())));
    }

    fn skip(&mut self, reason: Reason, detail: &str) -> Loss {
        let (shape, place) = (&self.record.batch.shape, self.record.row.place);
        self.losses
            .skip(reason, || shape.spot(place, shortened(detail)))
    }
}

impl<'b> Record<'b> {
    /// Where the record stands in its input.
    pub fn place(&self) -> Place {
        self.row.place
    }

    /// The record as it is written (JSON); doubled quotes are single (CSV).
    pub fn raw(&self) -> &'b str {
        &self.batch.text[self.row.span.range()]
    }

    /// The record's own columns, in the order of the header; fewer where the
    /// row is short (CSV).
    pub fn fields(&self) -> impl ExactSizeIterator<Item = &'b str> {
        let text = &self.batch.text;
        let spans = &self.batch.spans[self.row.fields.range()];
        spans.iter().map(|span| &text[span.range()])
    }

    /// The mention that the record holds. What stands in the way is counted in
    /// `scratch`, whether the record is skipped or only damaged.
    pub fn mention<'s>(&self, scratch: &'s mut Scratch) -> Result<Mention<'s>, Loss>
    where
        'b: 's,
    {
        self.mention_in(&mut scratch.room, &mut scratch.losses)
    }

    /// The same, to understand further records while the mention is still in use.
    pub fn mention_in<'s>(
        &self,
        room: &'s mut Room,
        losses: &mut Losses,
    ) -> Result<Mention<'s>, Loss>
    where
        'b: 's,
    {
        let mut notes = Notes {
            record: *self,
            losses,
        };
        let Room { json, buffers } = room;
        let values = match &self.batch.shape.layout {
            Layout::Columns(columns) => self.cells(columns),
            Layout::Tree(tree) => self.members(tree, json, &mut notes)?,
        };
        if values.of(Field::Text).is_empty() && values.of(Field::Title).is_empty() {
            return Err(notes.skip(self.why_empty(), self.raw()));
        }
        if matches!(values.of(Field::Text), "[removed]" | "[deleted]") {
            return Err(notes.skip(Reason::Removed, ""));
        }
        if self.is_app(&values) {
            return Err(notes.skip(Reason::NoMention, values.of(Field::Title)));
        }
        if self.is_header(values.of(Field::Text)) {
            return Err(notes.skip(Reason::Header, ""));
        }
        if self.is_short() {
            if self.ends_in_text() {
                return Err(notes.skip(Reason::Incomplete, self.raw()));
            }
            notes.damage(Damage::ShortRow, || self.raw().into());
        }
        let shape = &self.batch.shape;
        Ok(assemble::mention(&values, shape, buffers, &mut notes))
    }

    /// The date as it is written; `room` holds it where it cannot be borrowed.
    pub(super) fn date<'s>(&self, room: &'s mut String) -> &'s str
    where
        'b: 's,
    {
        match &self.batch.shape.layout {
            Layout::Columns(columns) => self.cells(columns).of(Field::CreatedAt),
            Layout::Tree(tree) => {
                let mut raw = Raw::default();
                // A record that cannot be read is counted when its mention is asked for.
                let _ = raw.find(self.raw(), tree);
                raw.decode(room).0.of(Field::CreatedAt)
            }
        }
    }

    /// The fields of a row.
    fn cells(&self, columns: &Columns) -> Values<'b> {
        let text = &self.batch.text;
        let spans = &self.batch.spans[self.row.fields.range()];
        let mut values = Values::default();
        for held in columns.first() {
            let cell = spans.get(held.column);
            let cell = cell.map_or("", |span| &text[span.range()]);
            let is_sure = is_plain(cell) && (held.takes_any || fits(held.field, cell));
            let value = if is_sure || (cell.is_empty() && held.is_only) {
                cell
            } else {
                self.best(columns.all(held.field), held.field)
            };
            values.set(held.field, value);
        }
        values
    }

    /// The first cell that looks like what a field holds, else the first that may be it.
    #[inline(never)]
    fn best(&self, columns: impl Iterator<Item = usize> + Clone, field: Field) -> &'b str {
        let text = &self.batch.text;
        let spans = &self.batch.spans[self.row.fields.range()];
        let spans = columns.filter_map(|column| spans.get(column));
        let cells = spans.map(|span| guard::removed(&text[span.range()]));
        let mut usable = cells.filter_map(|cell| usable(field, cell));
        let likely = usable.clone().find(|cell| fits(field, cell));
        likely.or_else(|| usable.next()).unwrap_or("")
    }

    /// The fields of a JSON object.
    fn members<'s>(
        &self,
        tree: &Tree,
        json: &'s mut String,
        notes: &mut Notes<'_, '_>,
    ) -> Result<Values<'s>, Loss>
    where
        'b: 's,
    {
        let object = self.raw().trim();
        if !object.starts_with('{') {
            let reason = if serde_json::from_str::<serde::de::IgnoredAny>(object).is_ok() {
                Reason::NotAnObject
            } else {
                Reason::BadJson
            };
            return Err(notes.skip(reason, object));
        }
        let mut raw = Raw::default();
        raw.find(object, tree)
            .map_err(|error| notes.skip(Reason::BadJson, &error.to_string()))?;
        if let Some(field) = raw.duplicate {
            return Err(notes.skip(Reason::DuplicateKey, field.name()));
        }
        let (values, whole) = raw.decode(json);
        if !whole {
            notes.damage(Damage::Replaced, || "half a surrogate pair".into());
        }
        Ok(values)
    }

    /// Whether a record is the app that the reviews in the same list are of.
    fn is_app(&self, values: &Values<'_>) -> bool {
        let tool = self.batch.shape.tool;
        tool.is_some_and(|tool| tool.platform == "app store") && values.of(Field::Rating).is_empty()
    }

    /// Whether a row repeats the header; files that were joined have such rows.
    #[inline]
    fn is_header(&self, text: &str) -> bool {
        const LONGEST_NAME: usize = 40;
        let columns = &self.batch.shape.columns;
        text.len() <= LONGEST_NAME
            && self.batch.shape.format.is_table()
            && columns.len() > 1
            && self.fields().eq(columns.iter().map(String::as_str))
    }

    #[inline]
    fn is_short(&self) -> bool {
        let fields = self.row.fields.range().len();
        self.batch.shape.format == super::Format::Csv && fields < self.batch.shape.columns.len()
    }

    /// Whether the input ends within the text of a row that should have further fields: it
    /// may say the opposite of what was to be said.
    fn ends_in_text(&self) -> bool {
        let Layout::Columns(columns) = &self.batch.shape.layout else {
            return false;
        };
        let last = self.row.fields.range().len().checked_sub(1);
        columns.all(Field::Text).next() == last && !self.raw().ends_with(['\n', '\r'])
    }

    fn why_empty(&self) -> Reason {
        let raw = self.raw().trim_end();
        if !raw.is_empty() && raw.bytes().all(|byte| byte == 0) {
            Reason::Padding
        } else if self.is_short() {
            Reason::ShortRow
        } else if self.fields().any(|cell| values::is_fault(cell.trim())) {
            Reason::Fault
        } else {
            Reason::NoText
        }
    }
}
